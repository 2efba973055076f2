//! One action, tried on a record in memory.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::change::{Change, merged};
use super::reach::{Reach, Site};
use crate::edit;
use crate::evaluate::{Audit, Inquiry, Verdict};
use crate::outcome::{Outcome, Reason, Status, Test};
use crate::record::{Record, read};
use crate::rule::{Force, RuleSet};
use crate::source::Source;

/// A rule, and the path of the item it judges.
pub(super) type Judged = (usize, Option<String>);

/// How all rules stand.
#[derive(Debug)]
pub(super) struct Standing(BTreeMap<Judged, Status>);

impl Standing {
    pub fn of(audit: &Audit<'_>, record: &Record<'_>) -> Self {
        let judged = |verdict: Verdict| ((verdict.rule, verdict.item.map(|item| record.path_of(item))), verdict.status);
        Self(audit.verdicts(record).into_iter().map(judged).collect())
    }

    /// The gaps that are closed in another standing; none where it loses what is met, or has a gap of
    /// its own.
    fn closed_in(&self, after: &Self) -> Option<Vec<Judged>> {
        let status = |judged: &Judged| after.0.get(judged).copied();
        let loses = self.0.iter().any(|(judged, before)| *before == Status::Met && status(judged) != Some(Status::Met));
        let is_new = |judged: &Judged| self.0.get(judged).is_none_or(|before| !before.is_gap());
        let adds = after.0.iter().any(|(judged, after)| after.is_gap() && is_new(judged));
        let closed = self.0.iter().filter(|(judged, before)| before.is_gap() && status(judged) == Some(Status::Met));
        (!loses && !adds).then(|| closed.map(|(judged, _)| judged.clone()).collect())
    }
}

/// An action that closes gaps and opens none.
#[derive(Debug)]
pub(super) struct Attempt {
    pub rule: usize,
    pub changes: Vec<Change>,
    pub closes: Vec<Judged>,
    /// The record with the changes.
    pub after: Source,
    /// How all rules stand then.
    pub now: Standing,
}

impl Attempt {
    /// Closes more of the weightiest force first; then the fewest changes, the weightiest rule.
    pub fn rank(&self, set: &RuleSet) -> impl Ord + use<> {
        let closed = Force::ALL
            .map(|(_, force)| Reverse(self.closes.iter().filter(|(rule, _)| set.rules[*rule].force == force).count()));
        (closed, self.changes.len(), set.rules[self.rule].force, self.rule)
    }
}

/// What would close the gaps of a rule, where something does.
pub(super) fn attempt(audit: &Audit<'_>, source: &Source, standing: &Standing, rule: usize) -> Option<Attempt> {
    let findings = findings(audit, &read(source).ok()?, rule);
    let changes = if findings.is_empty() {
        facts(audit, &read(source).ok()?, rule)
    } else {
        // What the record says of itself counts once the authority's finding is closed.
        let settled = applied(source, &findings)?;
        [findings, facts(audit, &read(&settled).ok()?, rule)].concat()
    };
    let changes = merged(changes);
    let after = applied(source, &changes)?;
    let now = Standing::of(audit, &read(&after).ok()?);
    let closes = standing.closed_in(&now).filter(|closes| !closes.is_empty())?;
    Some(Attempt { rule, changes, closes, after, now })
}

impl Attempt {
    /// What is met by it and was no gap before.
    pub fn also(&self, audit: &Audit<'_>, before: &Standing) -> Vec<Outcome> {
        let Ok(record) = read(&self.after) else { return Vec::new() };
        let known =
            |judged: Judged| before.0.get(&judged).is_some_and(|status| status.is_gap() || *status == Status::Met);
        audit.outcomes_where(&record, |verdict| {
            verdict.status == Status::Met && !known((verdict.rule, verdict.item.map(|item| record.path_of(item))))
        })
    }
}

/// The supervisory findings against a rule, closed.
fn findings(audit: &Audit<'_>, record: &Record<'_>, rule: usize) -> Vec<Change> {
    let inquiry = Inquiry::new(audit, record);
    let standing = inquiry.gaps(rule).into_iter().filter(|gap| gap.reason == Reason::OpenFinding);
    let evidence = standing.flat_map(|gap| inquiry.proof(&gap).evidence).filter(|fact| fact.test == Test::Finding);
    let close = |finding: String| {
        let change = |key: &str, after: String, example| {
            let field = format!("{finding}.{key}");
            let before = record.text_at(&field).map(str::to_owned);
            Change { field, before, after, example }
        };
        [change("status", "lukket".to_owned(), false), change("lukket_dato", audit.as_of().to_string(), true)]
    };
    evidence.flat_map(|fact| close(fact.field)).collect()
}

/// The facts that would have to be otherwise for a rule to be met, for every item where it is not.
fn facts(audit: &Audit<'_>, record: &Record<'_>, rule: usize) -> Vec<Change> {
    let inquiry = Inquiry::new(audit, record);
    let reach = Reach { record, inquiry: &inquiry, rule, as_of: audit.as_of() };
    let met = &audit.set().rules[rule].met;
    let item = |gap: Verdict| Site::Item(gap.item.unwrap_or_else(|| record.root()));
    inquiry.gaps(rule).into_iter().filter_map(|gap| reach.reach(met, true, &item(gap))).flatten().collect()
}

fn applied(source: &Source, changes: &[Change]) -> Option<Source> {
    let arguments: Vec<String> = changes.iter().map(Change::argument).collect();
    (!changes.is_empty()).then(|| edit::apply(source, &arguments).ok()).flatten()
}
