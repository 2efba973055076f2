//! Why an outcome changed, as far as two reports show it.

use std::collections::{BTreeMap, BTreeSet};

use super::{Comparison, Entry, Fact, SideRecord};
use crate::outcome::Status;

/// Why an outcome changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cause {
    /// The record says something else.
    Facts,
    /// The audit date is another one, and what the record says has run out or come into its time.
    Date,
    /// The rule is another one, or stands in only one of the rule sets.
    Rule,
    /// The provisions behind the rule count on only one of the dates, or are others.
    Law,
}

impl Cause {
    /// All causes.
    pub const ALL: [Self; 4] = [Self::Facts, Self::Date, Self::Rule, Self::Law];

    /// The stable name in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Facts => "facts",
            Self::Date => "date",
            Self::Rule => "rule",
            Self::Law => "law",
        }
    }
}

/// The code of an outcome whose rule does not count on the audit date.
const NOT_IN_FORCE: &str = "not-in-force";

/// What is known of two records and what they were held against.
pub(super) struct Causes<'s> {
    /// What else differs than the record: the date, and the rules.
    around: Vec<Cause>,
    same_language: bool,
    same_record: bool,
    old_rules: BTreeSet<&'s str>,
    new_rules: BTreeSet<&'s str>,
    /// What the old record comes to on the new date, where that is known, by fingerprint.
    moved: BTreeMap<&'s str, Option<Status>>,
}

impl<'s> Causes<'s> {
    pub(super) fn new(comparison: &Comparison<'s>, old: &'s SideRecord, new: &'s SideRecord) -> Self {
        let (before, now) = (comparison.old, comparison.new);
        let rules = |record: &'s SideRecord| record.outcomes.iter().map(|entry| entry.rule.as_str()).collect();
        let other_date = before.as_of != now.as_of;
        let other_rules = before.tool.rule_set != now.tool.rule_set;
        let around = [(other_date, Cause::Date), (other_rules, Cause::Rule)];
        Self {
            around: around.into_iter().filter_map(|(differs, cause)| differs.then_some(cause)).collect(),
            same_language: before.language == now.language,
            same_record: old.sha256 == new.sha256,
            old_rules: rules(old),
            new_rules: rules(new),
            moved: comparison.moved.map(|moved| by_fingerprint(&moved.outcomes)).unwrap_or_default(),
        }
    }

    /// Why an outcome stands in only one of the reports.
    pub(super) fn of_single(&self, entry: Option<&Entry>) -> Vec<Cause> {
        let in_both = |entry: &Entry| {
            self.old_rules.contains(entry.rule.as_str()) && self.new_rules.contains(entry.rule.as_str())
        };
        if entry.is_some_and(|entry| !in_both(entry)) {
            return vec![Cause::Rule];
        }
        match (self.same_record, self.around.is_empty()) {
            (true, false) => self.around.clone(),
            (true, true) => vec![Cause::Rule],
            (false, _) => vec![Cause::Facts],
        }
    }

    /// Why two outcomes of one rule and item differ; nothing where they say the same.
    pub(super) fn of_pair(&self, old: &Entry, new: &Entry) -> Vec<Cause> {
        let mut causes = Vec::new();
        let came_or_went = (old.reason.code == NOT_IN_FORCE) != (new.reason.code == NOT_IN_FORCE);
        let other_status = old.status != new.status;
        if came_or_went {
            // While a rule does not count, its facts are not read: they cannot have changed it.
            return vec![Cause::Law];
        }
        if self.other_rule(old, new) {
            causes.push(Cause::Rule);
        }
        if self.other_sources(old, new) {
            causes.push(Cause::Law);
        }
        if other_status && let Some(Some(moved)) = self.moved.get(old.fingerprint.as_str()) {
            if *moved != new.status {
                causes.push(Cause::Facts);
            }
            if *moved != old.status {
                causes.push(Cause::Date);
            }
        } else if other_status {
            let facts_differ = !self.same_record && facts(old) != facts(new);
            if facts_differ {
                causes.push(Cause::Facts);
            }
            if judged_otherwise(old, new) || !facts_differ {
                causes.extend(&self.around);
            }
            if causes.is_empty() {
                causes.push(Cause::Facts);
            }
        }
        causes.sort_unstable();
        causes.dedup();
        causes
    }

    /// Whether the rule itself is another one. Texts tell only where they are in one language.
    fn other_rule(&self, old: &Entry, new: &Entry) -> bool {
        let asks_otherwise = self.same_language && old.requirement != new.requirement;
        old.force != new.force
            || old.level != new.level
            || old.statements != new.statements
            || old.parameters != new.parameters
            || asks_otherwise
    }

    /// Whether the rule rests on other sources.
    fn other_sources(&self, old: &Entry, new: &Entry) -> bool {
        if self.same_language {
            return old.references != new.references;
        }
        let addresses = |entry: &'_ Entry| -> Vec<Option<String>> {
            entry.references.iter().map(|source| source.address.clone()).collect()
        };
        addresses(old) != addresses(new)
    }
}

/// The status of each fingerprint; none where several outcomes share it.
fn by_fingerprint(entries: &[Entry]) -> BTreeMap<&str, Option<Status>> {
    let mut statuses = BTreeMap::new();
    for entry in entries {
        let status = statuses.entry(entry.fingerprint.as_str()).or_insert(Some(entry.status));
        *status = status.filter(|known| *known == entry.status);
    }
    statuses
}

/// A fact without its place and what was asked of it.
type Stated<'e> = (&'e str, &'e str, &'e [String]);

fn stated(fact: &Fact) -> Stated<'_> {
    (&fact.field, &fact.stated, &fact.values)
}

fn facts(entry: &Entry) -> BTreeSet<Stated<'_>> {
    entry.evidence.iter().map(stated).collect()
}

/// Whether a fact that both state alike holds in only one of them.
fn judged_otherwise(old: &Entry, new: &Entry) -> bool {
    let other = |fact: &Fact| {
        let mut same = new.evidence.iter().filter(|other| stated(other) == stated(fact)).peekable();
        same.peek().is_some() && same.all(|other| other.holds != fact.holds)
    };
    old.evidence.iter().any(other)
}
