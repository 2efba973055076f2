//! What to do about the gaps of a record: the shortest list of actions that closes all statutory gaps
//! that can be closed, then the rest.
//!
//! An action is one piece of work: what one role can do together because it is about the same thing
//! and shown by the same document, or the same remedy in several places. Nothing is written down about
//! which action closes what. Each is worked out from the rules' conditions, made in memory, and held
//! against all rules again. Of all pieces of work that close something, the fewest are chosen.

mod attempt;
mod change;
mod cover;
mod reach;
#[cfg(test)]
mod tests;
mod value;
mod work;

pub use change::Change;

use std::cmp::Reverse;
use std::collections::BTreeSet;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::accept::{Deviation, Register};
use crate::evaluate::Audit;
use crate::outcome::{Outcome, Status};
use crate::record::{Record, read};
use crate::report::{Input, Organisation};
use crate::rule::{Force, RuleSet};
use attempt::{Judged, State};
use cover::{Set, smallest};
use work::{Work, facts, place, works};

/// What to do about the gaps of a record.
#[derive(Debug)]
pub struct Plan<'r> {
    /// The rules.
    pub set: &'r RuleSet,
    /// The audit date.
    pub as_of: Date,
    /// The file that was read.
    pub input: Input,
    /// Who it describes.
    pub organisation: Organisation,
    /// The actions, in the order in which they are best taken; each counts on those before it.
    pub actions: Vec<Action>,
    /// How many requirements are not documented, which no action settles before they are answered.
    pub open: usize,
    /// Whether no shorter list can be made of the pieces of work that were found; else the search for
    /// one was broken off.
    pub is_shortest: bool,
}

/// One thing to do.
#[derive(Debug, Clone)]
pub struct Action {
    /// The rules whose remedies it is, by their positions in the set, the weightiest first.
    pub rules: Vec<usize>,
    /// The thing it is about, where several remedies are one piece of work because they are about the
    /// same thing: an item of a list, `råd[0]`, or a part of the record.
    pub place: Option<String>,
    /// The facts that are otherwise when it is done; none where no change was found that closes the gap.
    pub changes: Vec<Change>,
    /// The gaps that it closes, as they stand today; where no change was found, those it is about.
    pub settles: Vec<Outcome>,
    /// What else is met when it is done, and is not known to be met today.
    pub also: Vec<Outcome>,
}

impl Action {
    /// Whether it was shown that the gaps close.
    #[must_use]
    pub const fn is_shown(&self) -> bool {
        !self.changes.is_empty()
    }

    /// The weightiest force among the gaps.
    #[must_use]
    pub fn force(&self, set: &RuleSet) -> Option<Force> {
        self.settles.iter().map(|gap| set.rules[gap.rule].force).min()
    }
}

impl Plan<'_> {
    /// How many gaps the actions are about.
    #[must_use]
    pub fn gaps(&self) -> usize {
        self.actions.iter().map(|action| action.settles.len()).sum()
    }

    /// How many of them are shown to close.
    #[must_use]
    pub fn closed(&self) -> usize {
        self.actions.iter().filter(|action| action.is_shown()).map(|action| action.settles.len()).sum()
    }
}

/// Works out what to do about the gaps of a record.
#[must_use]
pub fn plan<'r>(audit: &Audit<'r>, record: &Record<'_>, deviations: &[Deviation]) -> Plan<'r> {
    let organisation = Organisation::of(record);
    let mut outcomes = audit.outcomes(record);
    let names = [organisation.number.as_deref(), organisation.name.as_deref()];
    Register::new(deviations.to_vec()).mark(audit.set(), audit.as_of(), &names, &mut outcomes);
    let open = outcomes.iter().filter(|outcome| outcome.status == Status::NotDocumented).count();
    outcomes.retain(|outcome| outcome.status.is_gap());
    let (actions, is_shortest) = actions(audit, record, outcomes);
    let input = Input::of(record.source());
    Plan { set: audit.set(), as_of: audit.as_of(), input, organisation, actions, open, is_shortest }
}

/// A piece of work that closes gaps as the record stands.
struct Candidate {
    work: Work,
    /// The gaps, by their positions.
    closes: Vec<usize>,
}

/// Closes what can be closed with as few pieces of work as possible, the weightiest force first; what
/// is in reach only after that, in the same way.
fn actions(audit: &Audit<'_>, record: &Record<'_>, gaps: Vec<Outcome>) -> (Vec<Action>, bool) {
    let mut course = Course { audit, state: State::of(audit, record), gaps, actions: Vec::new(), is_shortest: true };
    loop {
        let before = course.gaps.len();
        course.round();
        match (course.gaps.len() < before, course.state.closes_hidden) {
            (true, _) => course.state.closes_hidden = false,
            (false, false) => course.state.closes_hidden = true,
            (false, true) => break,
        }
    }
    (with_the_rest(course.actions, course.gaps, audit.set()), course.is_shortest)
}

/// A record on the way to having no gaps.
struct Course<'a> {
    audit: &'a Audit<'a>,
    state: State,
    /// What is left.
    gaps: Vec<Outcome>,
    actions: Vec<Action>,
    is_shortest: bool,
}

impl Course<'_> {
    /// Carries out the fewest pieces of work that close all that can be closed as the record stands.
    fn round(&mut self) {
        let set = self.audit.set();
        let all: Vec<Judged> = self.gaps.iter().map(judged).collect();
        let candidates = candidates(self.audit, &self.state, &all);
        let is_statutory = |gap: &usize| set.rules[all[*gap].0].force == Force::Lov;
        let sets = candidates
            .iter()
            .map(|found| Set { gaps: found.closes.clone(), is_statutory: found.closes.iter().any(is_statutory) });
        let cover = smallest(&sets.collect::<Vec<Set>>());
        self.is_shortest &= cover.is_smallest;
        let mut chosen: Vec<&Candidate> = cover.chosen.iter().map(|at| &candidates[*at]).collect();
        while !chosen.is_empty() {
            let left: Vec<Judged> = self.gaps.iter().map(judged).collect();
            let best = chosen.iter().enumerate().min_by_key(|(_, found)| rank(set, found, &all, &left));
            let Some(found) = best.map(|(at, _)| at).map(|at| chosen.remove(at)) else { break };
            let open = found.work.gaps.iter().filter(|gap| left.contains(gap)).cloned();
            self.carry_out(&Work { gaps: open.collect(), place: found.work.place.clone() });
        }
    }

    /// Makes a piece of work an action, as far as it can still be carried out after those before it.
    fn carry_out(&mut self, work: &Work) {
        let Ok(record) = read(&self.state.source) else { return };
        let Some(made) = work.carried_out(self.audit, &self.state, &record) else { return };
        let set = self.audit.set();
        let is_closed = |gap: &Outcome| made.closes.contains(&judged(gap));
        let (mut settles, left): (Vec<Outcome>, Vec<Outcome>) =
            std::mem::take(&mut self.gaps).into_iter().partition(is_closed);
        self.gaps = left;
        settles.sort_by_key(|gap| set.rules[gap.rule].force);
        let about = work.gaps.iter().filter(|gap| made.closes.contains(gap)).map(|(rule, _)| *rule);
        let mended = made.mended.iter().copied().filter(|mended| settles.iter().any(|gap| gap.rule == *mended));
        let mut rules: Vec<usize> = about.chain(mended).collect();
        rules.sort_by_key(|rule| (set.rules[*rule].force, *rule));
        rules.dedup();
        let place = work.place.clone().filter(|_| rules.len() > 1);
        let also = made.after.also(self.audit, &self.state);
        self.actions.push(Action { rules, place, changes: made.changes, settles, also });
        self.state = made.after;
    }
}

fn judged(gap: &Outcome) -> Judged {
    (gap.rule, gap.subject.path.clone())
}

/// Closes more of the weightiest force first; then is about fewer requirements.
fn rank(set: &RuleSet, found: &Candidate, all: &[Judged], left: &[Judged]) -> impl Ord + use<> {
    let closes: Vec<usize> =
        found.closes.iter().map(|gap| &all[*gap]).filter(|gap| left.contains(gap)).map(|(rule, _)| *rule).collect();
    let count = |force| closes.iter().filter(|rule| set.rules[**rule].force == force).count();
    (Force::ALL.map(|(_, force)| Reverse(count(force))), found.work.gaps.len(), found.work.clone())
}

/// The pieces of work that close gaps as the record stands.
fn candidates(audit: &Audit<'_>, state: &State, gaps: &[Judged]) -> Vec<Candidate> {
    let Ok(record) = read(&state.source) else { return Vec::new() };
    let within = |gap: &Judged| -> (Judged, BTreeSet<String>) {
        let ways = facts(audit, &record, gap);
        (gap.clone(), ways.iter().filter_map(|changes| place(&record, changes)).collect())
    };
    let within: Vec<(Judged, BTreeSet<String>)> = gaps.par_iter().map(within).collect();
    let works = works(audit.set(), &within);
    let tried = works.into_par_iter().filter_map(|work| {
        let made = work.carried_out(audit, state, &record)?;
        let closes = (0..gaps.len()).filter(|gap| made.closes.contains(&gaps[*gap])).collect();
        Some(Candidate { work, closes })
    });
    tried.collect()
}

/// Puts what no change was found for among the actions of the same force.
fn with_the_rest(mut actions: Vec<Action>, gaps: Vec<Outcome>, set: &RuleSet) -> Vec<Action> {
    let mut rest: Vec<Action> = Vec::new();
    for gap in gaps {
        match rest.iter_mut().find(|action| action.rules == [gap.rule]) {
            Some(action) => action.settles.push(gap),
            None => rest.push(Action {
                rules: vec![gap.rule],
                place: None,
                changes: Vec::new(),
                settles: vec![gap],
                also: Vec::new(),
            }),
        }
    }
    for action in rest {
        let force = action.force(set);
        let position = actions.iter().rposition(|known| known.force(set) <= force).map_or(0, |position| position + 1);
        actions.insert(position, action);
    }
    actions
}
