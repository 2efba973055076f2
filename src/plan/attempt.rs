//! One action, tried on a record in memory.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::change::{Change, merged};
use super::reach::{Reach, Site};
use crate::edit;
use crate::evaluate::{Audit, Inquiry};
use crate::outcome::{Outcome, Status, Test};
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
        let judged = |verdict: crate::evaluate::Verdict| {
            ((verdict.rule, verdict.item.map(|item| record.path_of(item))), verdict.status)
        };
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
    pub also: Vec<Outcome>,
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
    let mut changes = findings(audit, source, rule)?;
    let settled = applied(source, &changes)?;
    changes.extend(facts(audit, &settled, rule)?);
    let changes = merged(changes);
    let after = applied(source, &changes)?;
    let (now, also) = {
        let record = read(&after).ok()?;
        let now = Standing::of(audit, &record);
        let known =
            |judged: &Judged| standing.0.get(judged).is_some_and(|before| before.is_gap() || *before == Status::Met);
        let judged = |verdict: &crate::evaluate::Verdict| (verdict.rule, verdict.item.map(|item| record.path_of(item)));
        let also = audit.outcomes_where(&record, |verdict| verdict.status == Status::Met && !known(&judged(verdict)));
        (now, also)
    };
    let closes = standing.closed_in(&now).filter(|closes| !closes.is_empty())?;
    Some(Attempt { rule, changes, closes, also, after, now })
}

/// The supervisory findings against a rule are closed.
fn findings(audit: &Audit<'_>, source: &Source, rule: usize) -> Option<Vec<Change>> {
    let record = read(source).ok()?;
    let gaps = audit.outcomes_where(&record, |verdict| verdict.rule == rule && verdict.status.is_gap());
    let findings = gaps.iter().flat_map(|gap| &gap.evidence).filter(|fact| fact.test == Test::Finding);
    let close = |field: &str| {
        let change = |key: &str, after: String| {
            let field = format!("{field}.{key}");
            let before = record.text_at(&field).map(str::to_owned);
            Change { field, before, after, example: key == "lukket_dato" }
        };
        [change("status", "lukket".to_owned()), change("lukket_dato", audit.as_of().to_string())]
    };
    Some(findings.flat_map(|fact| close(&fact.field)).collect())
}

/// The facts that would have to be otherwise for a rule to be met, for every item that it judges.
fn facts(audit: &Audit<'_>, source: &Source, rule: usize) -> Option<Vec<Change>> {
    let record = read(source).ok()?;
    let inquiry = Inquiry::new(audit, &record);
    let reach = Reach { record: &record, inquiry: &inquiry, rule, as_of: audit.as_of() };
    let verdicts =
        audit.verdicts(&record).into_iter().filter(|verdict| verdict.rule == rule && verdict.status.is_gap());
    let met = &audit.set().rules[rule].met;
    let proposals = verdicts
        .filter_map(|verdict| reach.reach(met, true, &Site::Item(verdict.item.unwrap_or_else(|| record.root()))));
    Some(proposals.flatten().collect())
}

fn applied(source: &Source, changes: &[Change]) -> Option<Source> {
    let arguments: Vec<String> = changes.iter().map(Change::argument).collect();
    edit::apply(source, &arguments).ok()
}
