//! Which rules a finding is about, by what it names and cites.

use std::cell::OnceCell;

use super::texts;
use crate::evaluate::Audit;
use crate::evaluate::citation::Fit;
use crate::record::{Found, NodeId, Record, same_word};
use crate::rule::RuleSet;

/// The rules that rest on a provision that is wider or narrower than what was cited: one of them may
/// be the one that is broken.
pub(super) struct Group {
    pub all: Among,
    /// Those of them that rest on what a section that is cited as a whole asks first of all.
    pub chief: Among,
}

/// Some rules, one of which is broken.
pub(super) struct Among {
    pub rules: Vec<usize>,
    /// Whether only one of them is for this organisation, once that was asked.
    pub is_one: OnceCell<bool>,
}

impl Among {
    fn of(rules: impl Iterator<Item = usize>) -> Self {
        Self { rules: rules.collect(), is_one: OnceCell::new() }
    }
}

/// The rules that a finding is about, and those of which it may be about one.
pub(super) fn aim(audit: &Audit<'_>, record: &Record<'_>, finding: NodeId) -> (Vec<usize>, Vec<Group>) {
    let fields = &audit.fields.findings;
    let named = texts(record, finding, &fields.rules).into_iter().filter_map(|(_, id)| named(audit.set, id));
    let named: Vec<usize> = named.collect();
    // Where it is told which rules it is about, what is cited only in the rough says no more.
    let is_told = !named.is_empty() || matches!(record.list(finding, &fields.rules), Found::Nothing(_));
    let (mut exact, mut near) = (named, Vec::new());
    for (_, text) in texts(record, finding, &fields.provisions) {
        let statutes = audit.statutes();
        for citation in statutes.read(text).citations {
            let fits = statutes.rules(&citation);
            exact.extend(fits.iter().filter(|(_, fit)| *fit == Fit::Exact).map(|(rule, _)| *rule));
            if !is_told && fits.iter().any(|(_, fit)| *fit != Fit::Exact) {
                let all = Among::of(fits.iter().map(|(rule, _)| *rule));
                let chief = Among::of(fits.iter().filter(|(_, fit)| *fit == Fit::Chief).map(|(rule, _)| *rule));
                near.push(Group { all, chief });
            }
        }
    }
    (exact, near)
}

/// The rule with this id, however it is spelled.
pub(super) fn named(set: &RuleSet, id: &str) -> Option<usize> {
    set.all().position(|rule| same_word(&rule.id, id))
}
