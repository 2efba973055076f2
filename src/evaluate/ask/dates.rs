//! Dates: how long ago, before or after one another, and early enough.

use jiff::ToSpan;
use jiff::civil::Date;

use super::Asker;
use crate::evaluate::truth::Truth;
use crate::field::FieldPath;
use crate::record::{NodeId, Period, Value};
use crate::rule::{Amount, Items, whole_months};

impl Asker<'_, '_> {
    pub(super) fn months(&self, months: &Amount) -> i32 {
        whole_months(months.number(self.parameters))
    }

    pub(super) fn order(&self, item: NodeId, field: &FieldPath, other: Option<&FieldPath>, strictly: bool) -> Truth {
        let Some(other) = other else {
            let today = Period { first: self.as_of, last: self.as_of };
            return self.each_statement(item, field, |node, value| {
                if let (Some(watch), Value::Period(period)) = (self.watch, value) {
                    watch.passing(node, period);
                }
                comes_before(value, today, strictly)
            });
        };
        self.comes_before(item, field, (item, other), strictly)
    }

    /// Whether the date of at least one item comes before another.
    pub(super) fn order_of_items(
        &self,
        item: NodeId,
        items: &Items,
        field: &FieldPath,
        other: &FieldPath,
        strictly: bool,
    ) -> Truth {
        self.fold_items(item, items, Truth::False, |found, counts, element| {
            let before = self.comes_before(element, field, (item, other), strictly);
            Truth::any([found, Truth::all([counts, before])])
        })
    }

    /// Whether a date of one item comes before a date of another, or (not `strictly`) on the same day.
    pub fn comes_before(
        &self,
        item: NodeId,
        field: &FieldPath,
        (at, other): (NodeId, &FieldPath),
        strictly: bool,
    ) -> Truth {
        let limits = self.record.read(at, other);
        Truth::agreed(limits.statements().iter().map(|limit| match limit.value {
            Value::Period(limit) => self.each_value(item, field, |value| comes_before(value, limit, strictly)),
            _ => Truth::Unknown,
        }))
    }

    pub(super) fn early(
        &self,
        item: NodeId,
        field: &FieldPath,
        from: &FieldPath,
        to: &FieldPath,
        within: &Amount,
    ) -> Truth {
        let (Some(from), Some(to)) = (self.period(item, from), self.period(item, to)) else { return Truth::Unknown };
        let Ok(length) = from.first.until(to.last).map(|span| f64::from(span.get_days())) else {
            return Truth::Unknown;
        };
        let part = (length * within.number(self.parameters)).floor();
        #[allow(clippy::cast_possible_truncation, reason = "a number of days within the calendar")]
        let last = from.first.saturating_add((part as i32).days());
        self.each_value(item, field, |value| {
            period(value, |found| {
                let limit = Period { first: last, last };
                strictly_before(limit, found).map(|after| !after)
            })
        })
    }

    pub fn period(&self, item: NodeId, field: &FieldPath) -> Option<Period> {
        match self.record.read(item, field).statements() {
            [statement] => match statement.value {
                Value::Period(period) => Some(period),
                _ => None,
            },
            _ => None,
        }
    }
}

/// Whether a date comes before another, or (not `strictly`) on the same day.
fn comes_before(value: Value, limit: Period, strictly: bool) -> Option<bool> {
    period(value, |found| {
        if strictly { strictly_before(found, limit) } else { strictly_before(limit, found).map(|after| !after) }
    })
}

/// Asks of a date; `ingen` answers no to everything.
pub(super) fn period(value: Value, ask: impl Fn(Period) -> Option<bool>) -> Option<bool> {
    match value {
        Value::Period(period) => ask(period),
        Value::None => Some(false),
        _ => None,
    }
}

/// Whether all days lie in a stretch, or none does.
pub(super) fn within(period: Period, oldest: Date, newest: Date) -> Option<bool> {
    let inside = |day: Date| oldest <= day && day <= newest;
    if inside(period.first) && inside(period.last) {
        Some(true)
    } else if period.last < oldest || period.first > newest {
        Some(false)
    } else {
        None
    }
}

/// Whether every day of one stretch comes before every day of another.
pub(super) fn strictly_before(a: Period, b: Period) -> Option<bool> {
    if a.last < b.first {
        Some(true)
    } else if a.first >= b.last {
        Some(false)
    } else {
        None
    }
}
