//! What to do about the gaps of a record: the shortest list of actions found that closes the most
//! statutory gaps, then the rest.
//!
//! Nothing is written down about which action closes what. Each action is worked out from a rule's
//! condition, made in memory, and held against all rules again.

mod attempt;
mod change;
mod reach;
mod value;

pub use change::Change;

use jiff::civil::Date;

use crate::accept::{Deviation, Register};
use crate::evaluate::Audit;
use crate::outcome::{Outcome, Status};
use crate::record::Record;
use crate::report::{Input, Organisation};
use crate::rule::{Force, RuleSet};
use crate::source::Source;
use attempt::{Attempt, Standing, attempt};

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
}

/// One thing to do.
#[derive(Debug, Clone)]
pub struct Action {
    /// The rule whose remedy it is, by its position in the set.
    pub rule: usize,
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
    let actions = actions(audit, record, outcomes);
    Plan { set: audit.set(), as_of: audit.as_of(), input: Input::of(record.source()), organisation, actions, open }
}

/// An attempt, and how many actions were chosen when it was made.
struct Candidate {
    attempt: Attempt,
    after: usize,
}

/// Takes, again and again, the action that closes most of what is left, the weightiest force first.
fn actions(audit: &Audit<'_>, record: &Record<'_>, mut gaps: Vec<Outcome>) -> Vec<Action> {
    let set = audit.set();
    let mut source = Source::new(record.source().name(), record.source().text().to_owned());
    let mut standing = Standing::of(audit, record);
    let mut actions: Vec<Action> = Vec::new();
    let mut untried: Vec<usize> = gaps.iter().map(|gap| gap.rule).collect();
    untried.dedup();
    let mut candidates: Vec<Candidate> = Vec::new();
    let (mut stuck, mut retried) = (Vec::new(), 0);
    loop {
        let after = actions.len();
        for rule in untried.drain(..) {
            match attempt(audit, &source, &standing, rule) {
                Some(attempt) => candidates.push(Candidate { attempt, after }),
                None => stuck.push(rule),
            }
        }
        // What an action closes depends on those before it: only one that was just tried is taken.
        let best = candidates.iter().enumerate().min_by_key(|(_, candidate)| candidate.attempt.rank(set));
        let Some(best) = best.map(|(position, _)| position) else {
            // What could not be closed may be in reach after the other actions.
            if stuck.is_empty() || after == retried {
                break;
            }
            retried = after;
            untried.append(&mut stuck);
            continue;
        };
        let Candidate { attempt, after: tried } = candidates.swap_remove(best);
        if tried < after {
            untried.push(attempt.rule);
            continue;
        }
        let closed =
            |gap: &Outcome| attempt.closes.iter().any(|(rule, path)| *rule == gap.rule && *path == gap.subject.path);
        let (settles, left) = gaps.into_iter().partition(closed);
        gaps = left;
        let also = attempt.also(audit, &standing);
        let Attempt { rule, changes, after, now, .. } = attempt;
        actions.push(Action { rule, changes, settles, also });
        (source, standing) = (after, now);
        // A rule may have gaps left.
        untried.push(rule);
        for rules in [&mut untried, &mut stuck] {
            rules.retain(|rule| gaps.iter().any(|gap| gap.rule == *rule));
        }
        candidates.retain(|candidate| gaps.iter().any(|gap| gap.rule == candidate.attempt.rule));
    }
    with_the_rest(actions, gaps, set)
}

/// Puts what no change was found for among the actions of the same force.
fn with_the_rest(mut actions: Vec<Action>, gaps: Vec<Outcome>, set: &RuleSet) -> Vec<Action> {
    let mut rest: Vec<Action> = Vec::new();
    for gap in gaps {
        match rest.iter_mut().find(|action| action.rule == gap.rule) {
            Some(action) => action.settles.push(gap),
            None => rest.push(Action { rule: gap.rule, changes: Vec::new(), settles: vec![gap], also: Vec::new() }),
        }
    }
    for action in rest {
        let force = set.rules[action.rule].force;
        let before = |known: &Action| known.force(set).is_some_and(|known| known <= force);
        let position = actions.iter().rposition(before).map_or(0, |position| position + 1);
        actions.insert(position, action);
    }
    actions
}
