//! Which rules a finding is about, by what it names and cites.

use std::cell::OnceCell;

use super::texts;
use crate::evaluate::Audit;
use crate::evaluate::citation::{Citation, Fit, Statutes};
use crate::record::{NodeId, Record, same_word};
use crate::rule::{Rule, RuleSet};

/// The rules that rest on a provision that is wider or narrower than what was cited: one of them may
/// be the one that is broken.
pub(super) struct Group {
    pub rules: Vec<usize>,
    /// Whether no more than one of them is for this organisation, once that was asked.
    pub is_one: OnceCell<bool>,
}

/// The rules that a finding is about, and those of which it may be about one.
pub(super) fn aim(audit: &Audit<'_>, record: &Record<'_>, finding: NodeId) -> (Vec<usize>, Vec<Group>) {
    let fields = &audit.fields.findings;
    let named = texts(record, finding, &fields.rules).into_iter().filter_map(|(_, id)| named(audit.set, id));
    let named: Vec<usize> = named.collect();
    let (mut exact, mut near) = (named.clone(), Vec::new());
    for (_, text) in texts(record, finding, &fields.provisions) {
        let statutes = audit.statutes();
        for citation in statutes.read(text).citations {
            let fits = fits(audit.set, statutes, &citation);
            exact.extend(fits.iter().filter(|(_, fit)| *fit == Fit::Exact).map(|(rule, _)| *rule));
            let rules: Vec<usize> = fits.iter().map(|(rule, _)| *rule).collect();
            // Where one of them is named, that is the one.
            if !named.iter().any(|rule| rules.contains(rule)) && fits.iter().any(|(_, fit)| *fit == Fit::Near) {
                near.push(Group { rules, is_one: OnceCell::new() });
            }
        }
    }
    (exact, near)
}

/// The rule with this id, however it is spelled.
pub(super) fn named(set: &RuleSet, id: &str) -> Option<usize> {
    set.all().position(|rule| same_word(&rule.id, id))
}

/// The rules that rest on what is cited, each with how well that fits.
pub(super) fn fits(set: &RuleSet, statutes: &Statutes, citation: &Citation) -> Vec<(usize, Fit)> {
    let best = |rule: &Rule| {
        let fits = rule.law.iter().filter_map(|reference| statutes.fit(citation, &reference.provision));
        fits.min()
    };
    set.all().enumerate().filter_map(|(at, rule)| Some((at, best(rule)?))).collect()
}
