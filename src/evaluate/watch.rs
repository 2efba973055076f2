//! When time alone can change an answer: the days on which a date in the record is passed, or grows
//! too old. Every test that looks at the audit date says so here; until the next such day all tests
//! come out the same, and so do the verdicts.

use std::cell::{Cell, RefCell};

use jiff::ToSpan;
use jiff::civil::Date;

use crate::record::{NodeId, Period};

/// A day on which a test of a date can come out otherwise than the day before.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Turn {
    /// The rule that looks at the date; none for a supervisory authority's finding.
    pub rule: Option<usize>,
    /// The item that is judged, where the rule judges the items of a list.
    pub item: Option<NodeId>,
    /// Where the date stands.
    pub node: NodeId,
    /// What happens to the date.
    pub kind: TurnKind,
}

/// What happens to a date as time goes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum TurnKind {
    /// The day comes, or has passed.
    Passed,
    /// It comes to lie more than so many months back.
    TooOld {
        /// How many months back it may lie.
        months: i32,
    },
}

/// The next day on which time alone can change a verdict, and what turns on that day.
#[derive(Debug, Clone, Default)]
pub struct Next {
    /// The day; none where no date decides any more.
    pub day: Option<Date>,
    /// What turns then.
    pub turns: Vec<Turn>,
}

/// Collects the nearest turns while a record is judged.
#[derive(Debug)]
pub(super) struct Watch {
    as_of: Date,
    subject: Cell<(Option<usize>, Option<NodeId>)>,
    next: RefCell<Next>,
}

impl Watch {
    pub fn new(as_of: Date) -> Self {
        Self { as_of, subject: Cell::new((None, None)), next: RefCell::default() }
    }

    /// What is judged from here on.
    pub fn judging(&self, rule: usize, item: Option<NodeId>) {
        self.subject.set((Some(rule), item));
    }

    /// The audit date is held against a date: before, on, and after it.
    pub fn passing(&self, node: NodeId, period: Period) {
        for day in [Some(period.first), after(period.first), Some(period.last), after(period.last)] {
            self.note(node, day, TurnKind::Passed);
        }
    }

    /// A date must lie at most so many months back, and not ahead.
    pub fn ageing(&self, node: NodeId, period: Period, months: i32) {
        for day in [period.first, period.last] {
            self.note(node, Some(day), TurnKind::Passed);
            self.note(node, too_old(day, months), TurnKind::TooOld { months });
        }
    }

    pub fn into_next(self) -> Next {
        self.next.into_inner()
    }

    fn note(&self, node: NodeId, day: Option<Date>, kind: TurnKind) {
        let Some(day) = day.filter(|day| *day > self.as_of) else { return };
        let (rule, item) = self.subject.get();
        let mut next = self.next.borrow_mut();
        match next.day {
            Some(nearest) if nearest < day => return,
            Some(nearest) if nearest == day => {}
            _ => *next = Next { day: Some(day), turns: Vec::new() },
        }
        let turn = Turn { rule, item, node, kind };
        if !next.turns.contains(&turn) {
            next.turns.push(turn);
        }
    }
}

fn after(day: Date) -> Option<Date> {
    day.tomorrow().ok()
}

/// The first day from which a day lies more than so many months back. Months differ in length, so
/// counting forward can end a few days early.
fn too_old(day: Date, months: i32) -> Option<Date> {
    let mut first = day.checked_add(months.months()).ok()?;
    while first.saturating_sub(months.months()) <= day {
        first = after(first)?;
    }
    Some(first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_date_is_too_old_from_the_day_after_its_anniversary() {
        assert_eq!(too_old(date(2025, 6, 1), 12), Some(date(2026, 6, 2)));
        assert_eq!(too_old(date(2024, 2, 29), 12), Some(date(2025, 3, 1)));
    }

    #[test]
    fn the_end_of_a_short_month_counts_from_the_day_that_really_lies_further_back() {
        // 31 March minus one month is 28 February, and so are 28, 29 and 30 March.
        assert_eq!(too_old(date(2026, 2, 28), 1), Some(date(2026, 4, 1)));
        assert_eq!(too_old(date(2026, 1, 31), 1), Some(date(2026, 3, 1)));
    }
}
