//! What time alone will change in a record: which outcomes turn, on which day, and why. The facts
//! stay as they are written; only the audit date moves.

mod cause;
mod pair;

pub use cause::{Cause, What};

use jiff::civil::Date;

use crate::accept::{Deviation, Register};
use crate::evaluate::{Audit, Verdict};
use crate::outcome::{Acceptance, Outcome, Status};
use crate::record::Record;
use crate::report::{Input, Organisation};
use crate::rule::RuleSet;

/// What turns in a record between two days.
#[derive(Debug)]
pub struct Forecast<'r> {
    /// The rules.
    pub set: &'r RuleSet,
    /// The day before the first that is looked at.
    pub as_of: Date,
    /// The last day that is looked at.
    pub until: Date,
    /// The file that was read.
    pub input: Input,
    /// Who it describes.
    pub organisation: Organisation,
    /// The changes, day by day, the weightiest first.
    pub events: Vec<Event>,
}

/// One outcome that turns.
#[derive(Debug, Clone)]
pub struct Event {
    /// The first day on which it is otherwise.
    pub day: Date,
    /// How it is the day before; none where nothing is judged yet.
    pub before: Option<Outcome>,
    /// How it is on the day.
    pub after: Outcome,
    /// What happens.
    pub turn: Turning,
    /// Why.
    pub causes: Vec<Cause>,
}

/// What happens to an outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Turning {
    /// What was met becomes a gap.
    Gap,
    /// A gap becomes larger.
    Larger,
    /// What could not be told turns out to be a gap.
    Found,
    /// It begins to apply, and is a gap.
    Unmet,
    /// The decision that accepts a gap ends, and the gap stands.
    DeviationEnds,
    /// It can no longer be told whether it is met.
    Open,
    /// It begins to apply, and is met or open.
    Applies,
    /// A gap, or what was open, is met, or the gap becomes smaller.
    Better,
    /// It no longer applies.
    Lapses,
}

impl Turning {
    /// All, in the order they are told.
    pub const ALL: [Self; 9] = [
        Self::Gap,
        Self::Larger,
        Self::Found,
        Self::Unmet,
        Self::DeviationEnds,
        Self::Open,
        Self::Applies,
        Self::Better,
        Self::Lapses,
    ];

    /// The stable name in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Gap => "gap",
            Self::Larger => "larger",
            Self::Found => "found",
            Self::Unmet => "unmet",
            Self::DeviationEnds => "deviation-ends",
            Self::Open => "open",
            Self::Applies => "applies",
            Self::Better => "better",
            Self::Lapses => "lapses",
        }
    }

    const fn of(before: Option<Status>, after: Status) -> Self {
        match (before, after) {
            (_, Status::NotApplicable) => Self::Lapses,
            (Some(Status::NotMet), Status::Partly) => Self::Better,
            (None | Some(Status::NotApplicable), Status::NotMet | Status::Partly) => Self::Unmet,
            (None | Some(Status::NotApplicable), Status::Met | Status::NotDocumented) => Self::Applies,
            (Some(Status::NotDocumented), Status::NotMet | Status::Partly) => Self::Found,
            (Some(Status::Partly | Status::NotMet), Status::NotMet | Status::Partly) => Self::Larger,
            (Some(Status::Met), Status::NotMet | Status::Partly) => Self::Gap,
            (_, Status::NotDocumented) => Self::Open,
            (_, Status::Met) => Self::Better,
        }
    }
}

/// Follows a record from the day of an audit to another day. Where no date is passed and none grows
/// too old, nothing can turn; every other day is audited, and so is the day before.
#[must_use]
pub fn forecast<'r>(audit: &Audit<'r>, record: &Record<'_>, deviations: &[Deviation], until: Date) -> Forecast<'r> {
    let organisation = Organisation::of(record);
    let outcomes_on = |day: Date| {
        let mut outcomes = audit.on(day).outcomes(record);
        let names = [organisation.number.as_deref(), organisation.name.as_deref()];
        Register::new(deviations.to_vec()).mark(audit.set(), day, &names, &mut outcomes);
        outcomes
    };
    let ends = |after: Date| {
        let ends = deviations.iter().filter_map(|deviation| deviation.until.tomorrow().ok());
        ends.filter(|day| *day > after).min()
    };
    let mut events = Vec::new();
    let (mut verdicts, mut next) = audit.verdicts_until(record);
    let mut today = audit.as_of();
    while let Some(day) = [next.day, ends(today)].into_iter().flatten().min().filter(|day| *day <= until) {
        let turns = if next.day == Some(day) { std::mem::take(&mut next.turns) } else { Vec::new() };
        let (now, following) = audit.on(day).verdicts_until(record);
        if statuses(&now) != statuses(&verdicts) || ends(today) == Some(day) {
            let eve = outcomes_on(day.yesterday().unwrap_or(today));
            let changes = pair::changes(&eve, &outcomes_on(day));
            let mut found: Vec<Event> = changes
                .into_iter()
                .map(|(before, after)| {
                    let causes = cause::causes(audit.set(), record, day, before.as_ref(), &after, &turns);
                    event(day, before, after, causes)
                })
                .collect();
            found.sort_by_key(|event| (audit.set().rules[event.after.rule].force, event.turn as u8, event.after.rule));
            events.append(&mut found);
        }
        (verdicts, next, today) = (now, following, day);
    }
    let input = Input::of(record.source());
    Forecast { set: audit.set(), as_of: audit.as_of(), until, input, organisation, events }
}

fn event(day: Date, before: Option<Outcome>, after: Outcome, causes: Vec<Cause>) -> Event {
    let status = before.as_ref().map(|before| before.status);
    let turn = if status == Some(after.status) { Turning::DeviationEnds } else { Turning::of(status, after.status) };
    Event { day, before, after, turn, causes }
}

impl Event {
    /// The decision that ends on this day, where one does.
    #[must_use]
    pub fn ended(&self) -> Option<&Acceptance> {
        self.after.accepted.as_deref().filter(|accepted| accepted.expired)
    }
}

fn statuses(verdicts: &[Verdict]) -> Vec<(usize, Option<crate::record::NodeId>, Status)> {
    verdicts.iter().map(|verdict| (verdict.rule, verdict.item, verdict.status)).collect()
}
