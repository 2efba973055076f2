//! `medvirk-baseline/1`: what an earlier audit found, so that old debt does not hide new.
//! Outcomes are known by their fingerprints, rules by a digest of what they ask.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::outcome::{Change, Outcome, Status};
use crate::rule::Rule;

/// The version of this format.
pub const FORMAT: &str = "medvirk-baseline/1";

/// What an audit found, as it is written down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    /// Always `medvirk-baseline/1`.
    pub schema: String,
    /// The rule set's version.
    pub rule_set: String,
    /// The audit date.
    pub as_of: String,
    /// The rules that were tried, each with a digest of what it asks.
    pub rules: BTreeMap<String, String>,
    /// What was not met, partly met or not documented, by rule and fingerprint.
    pub found: Vec<Found>,
}

/// One outcome that was not in place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Found {
    /// The rule's id.
    pub rule: String,
    /// The organisation, for readers.
    pub organisation: String,
    /// The item that was judged, for readers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// The outcome's fingerprint.
    pub fingerprint: String,
    /// Its status.
    pub status: String,
}

/// How many outcomes that were not in place compare in which way.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Comparison {
    /// The name of the baseline's file.
    pub file: String,
    /// The rule set of the baseline.
    pub rule_set: String,
    /// New, worse, known, and of rules that are new or ask something else, in the order of
    /// [`Change::ALL`].
    pub counts: [usize; 4],
    /// Found earlier, and now in place or gone.
    pub closed: usize,
}

/// Whether an outcome is one that a baseline keeps.
#[must_use]
pub const fn is_kept(status: Status) -> bool {
    matches!(status, Status::NotMet | Status::Partly | Status::NotDocumented)
}

/// What a rule asks, with the parameters as they stand, in short. Its texts do not count.
#[must_use]
pub fn digest(rule: &Rule) -> String {
    let each = rule.each.as_ref().map(|each| each.text());
    let law: Vec<&str> = rule.law.iter().map(|reference| reference.provision.as_str()).collect();
    let asked = (&rule.organisations, &rule.service_areas, each, &rule.when, &rule.met, &rule.partly);
    let text = format!("{asked:?} {law:?} {:?} {:?} {} {:?}", rule.from, rule.to, rule.force.name(), rule.values());
    let digest = Sha256::digest(text.as_bytes());
    digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

impl Baseline {
    /// Compares outcomes with the baseline, and says so in each. `digests` holds what each rule
    /// of the set asks now, `audited` the organisations that were looked at: nothing is closed
    /// because a rule or an organisation was left out.
    pub fn compare<'o>(
        &self,
        rules: &[Rule],
        digests: &[String],
        audited: &HashSet<String>,
        outcomes: impl Iterator<Item = &'o mut Outcome>,
    ) -> Comparison {
        let mut earlier: HashMap<&str, Vec<Status>> = HashMap::new();
        for found in &self.found {
            earlier.entry(&found.fingerprint).or_default().extend(Status::from_name(&found.status));
        }
        for statuses in earlier.values_mut() {
            statuses.sort_unstable();
        }
        let mut counts = [0; 4];
        let mut matched = 0;
        let mut outcomes: Vec<&mut Outcome> = outcomes.collect();
        // Where several share a fingerprint, the worst now is held against the worst then.
        outcomes.sort_by_key(|outcome| outcome.status);
        for outcome in outcomes {
            let rule = &rules[outcome.rule];
            let is_same = self.rules.get(&rule.id) == digests.get(outcome.rule);
            let then = earlier.get_mut(outcome.fingerprint.as_str()).filter(|statuses| !statuses.is_empty());
            let then = if is_kept(outcome.status) { then.map(|statuses| statuses.remove(0)) } else { None };
            matched += usize::from(then.is_some());
            let change = match then {
                _ if !is_same => Change::NewRule,
                Some(then) if outcome.status < then => Change::Worse,
                None if is_kept(outcome.status) => Change::New,
                _ => Change::Known,
            };
            outcome.change = Some(change);
            if is_kept(outcome.status) {
                counts[change as usize] += 1;
            }
        }
        let tried: HashSet<&str> = rules.iter().map(|rule| rule.id.as_str()).collect();
        let is_looked_at =
            |found: &&Found| tried.contains(found.rule.as_str()) && audited.contains(&found.organisation);
        let looked_at = self.found.iter().filter(is_looked_at).count();
        let closed = looked_at.saturating_sub(matched);
        Comparison { file: String::new(), rule_set: self.rule_set.clone(), counts, closed }
    }
}

impl Comparison {
    /// How many compare in this way.
    #[must_use]
    pub const fn of(&self, change: Change) -> usize {
        self.counts[change as usize]
    }
}
