//! Changes, tried on a record in memory and held against all rules.

use std::collections::BTreeMap;

use super::change::{Change, joined, merged};
use super::work::facts;
use crate::edit;
use crate::evaluate::{Audit, Verdict};
use crate::outcome::{Outcome, Status};
use crate::record::{Record, read};
use crate::source::Source;

/// A rule, and the path of the item it judges.
pub(super) type Judged = (usize, Option<String>);

/// How often what a change breaks is put right by more changes.
const MENDINGS: usize = 3;

/// How all rules stand.
#[derive(Debug)]
pub(super) struct Standing(BTreeMap<Judged, Status>);

impl Standing {
    fn of(audit: &Audit<'_>, record: &Record<'_>) -> Self {
        let judged = |verdict: Verdict| ((verdict.rule, verdict.item.map(|item| record.path_of(item))), verdict.status);
        Self(audit.verdicts(record).into_iter().map(judged).collect())
    }

    /// What is met here and no longer there, what is a gap here and can no longer be told there, and
    /// the gaps that are there only.
    fn harmed_in(&self, after: &Self) -> Vec<Judged> {
        let worse = |(judged, before): (&Judged, &Status)| {
            let now = after.0.get(judged);
            let is_lost = *before == Status::Met && now != Some(&Status::Met);
            let is_hidden = before.is_gap() && now.is_none_or(|now| *now != Status::Met && !now.is_gap());
            (is_lost || is_hidden).then(|| judged.clone())
        };
        let opened = after.0.iter().filter(|(judged, after)| after.is_gap() && !self.is_gap(judged));
        let mut harmed: Vec<Judged> = self.0.iter().filter_map(worse).collect();
        harmed.extend(opened.map(|(judged, _)| judged.clone()));
        harmed.sort();
        harmed.dedup();
        harmed
    }

    fn closed_in(&self, after: &Self) -> Vec<Judged> {
        let closed = self.0.iter().filter(|(judged, before)| before.is_gap() && after.is_met(judged));
        closed.map(|(judged, _)| judged.clone()).collect()
    }

    fn is_met(&self, judged: &Judged) -> bool {
        self.0.get(judged) == Some(&Status::Met)
    }

    fn is_gap(&self, judged: &Judged) -> bool {
        self.0.get(judged).is_some_and(|status| status.is_gap())
    }
}

/// A record, and how all rules stand before it.
#[derive(Debug)]
pub(super) struct State {
    pub source: Source,
    standing: Standing,
    /// Whether other gaps are closed along with one, where it could not be told of them any more that
    /// they are gaps; else a change that does that is not made.
    pub closes_hidden: bool,
}

impl State {
    pub fn of(audit: &Audit<'_>, record: &Record<'_>) -> Self {
        let source = Source::new(record.source().name(), record.source().text().to_owned());
        Self { source, standing: Standing::of(audit, record), closes_hidden: false }
    }

    /// What is met here, and was neither met nor a gap before.
    pub fn also(&self, audit: &Audit<'_>, before: &Self) -> Vec<Outcome> {
        let Ok(record) = read(&self.source) else { return Vec::new() };
        let known = |judged: Judged| before.standing.is_gap(&judged) || before.standing.is_met(&judged);
        audit.outcomes_where(&record, |verdict| {
            verdict.status == Status::Met && !known((verdict.rule, verdict.item.map(|item| record.path_of(item))))
        })
    }
}

/// Changes that close gaps, take nothing that is met, and open no gap.
#[derive(Debug)]
pub(super) struct Attempt {
    pub changes: Vec<Change>,
    /// The rules that took changes of their own, so that the others break nothing.
    pub mended: Vec<usize>,
    pub closes: Vec<Judged>,
    pub after: State,
}

impl Attempt {
    pub fn closes_all(&self, gaps: &[Judged]) -> bool {
        gaps.iter().all(|gap| self.closes.contains(gap))
    }
}

/// Tries some changes. What they would break is put right by more changes, where that can be done:
/// who holds more meetings keeps minutes of them, too.
pub(super) fn attempt(audit: &Audit<'_>, state: &State, changes: &[Change]) -> Option<Attempt> {
    let mut changes = merged(changes.to_vec());
    let mut mended = Vec::new();
    for _ in 0..=MENDINGS {
        let source = applied(&state.source, &changes)?;
        let record = read(&source).ok()?;
        let standing = Standing::of(audit, &record);
        let harmed = state.standing.harmed_in(&standing);
        if harmed.is_empty() {
            let closes = state.standing.closed_in(&standing);
            drop(record);
            let after = State { source, standing, closes_hidden: state.closes_hidden };
            return (!closes.is_empty()).then_some(Attempt { changes, mended, closes, after });
        }
        if !state.closes_hidden && harmed.iter().any(|judged| state.standing.is_gap(judged)) {
            return None;
        }
        for (rule, item) in harmed {
            let more = facts(audit, &record, &(rule, item)).into_iter().next()?;
            changes = joined(&record, changes, &more);
            mended.push(rule);
        }
    }
    None
}

/// The text with some changes; none where there are none, or one cannot be written.
pub(super) fn applied(source: &Source, changes: &[Change]) -> Option<Source> {
    let arguments: Vec<String> = changes.iter().map(Change::argument).collect();
    (!changes.is_empty()).then(|| edit::apply(source, &arguments).ok()).flatten()
}
