//! What values of a parameter mean something, told by the conditions that use it.

use super::condition::{Amount, Bound, Comparison, Condition, Items, ShareBound};
use super::model::Rule;
use crate::field::{FieldPath, Scalar, Shape};

/// The values a parameter can take.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Range {
    /// The smallest.
    pub least: f64,
    /// The largest.
    pub most: f64,
    /// Whether only whole numbers mean something.
    pub whole: bool,
}

/// A hundred years.
const MONTHS: Range = Range { least: 1.0, most: 1200.0, whole: true };
/// With nothing as its bound, a share would say nothing.
const SHARE: Range = Range { least: 0.01, most: 1.0, whole: false };
const SPREAD: Range = Range { least: 0.0, ..SHARE };
const YEAR: Range = Range { least: 1900.0, most: 2200.0, whole: true };
/// More than the people of the country.
const MANY: f64 = 10_000_000.0;

impl Range {
    /// Whether a value lies in it.
    #[must_use]
    pub fn holds(self, value: f64) -> bool {
        (self.least..=self.most).contains(&value) && !(self.whole && value.fract() != 0.0)
    }

    /// The values that lie in both.
    fn and(self, other: Self) -> Self {
        Self { least: self.least.max(other.least), most: self.most.min(other.most), whole: self.whole || other.whole }
    }
}

impl Rule {
    /// The values that the parameter at this position can take.
    #[must_use]
    pub fn range(&self, position: usize) -> Range {
        let mut range = Range { least: 0.0, most: MANY, whole: false };
        for condition in [self.when.as_ref(), Some(&self.met), self.partly.as_ref()].into_iter().flatten() {
            narrow(condition, &mut |amount, use_of| {
                if *amount == Amount::Parameter(position) {
                    range = range.and(use_of);
                }
            });
        }
        range
    }
}

/// Tells of every number in a condition with the values it can take.
fn narrow(condition: &Condition, tell: &mut dyn FnMut(&Amount, Range)) {
    match condition {
        Condition::YesNo { .. }
        | Condition::Practised(_)
        | Condition::Stated(_)
        | Condition::OneOf { .. }
        | Condition::Since { .. } => {}
        Condition::Compare { field, comparison, bound } => tell_bound(bound, number(*comparison, field), tell),
        Condition::Share { bound, .. } => {
            if let ShareBound::Amount(amount) = bound {
                tell(amount, SHARE);
            }
        }
        Condition::WithinMonths { months, .. } => tell(months, MONTHS),
        Condition::Early { within, .. } => tell(within, SHARE),
        Condition::Covers { items, .. } | Condition::Order { items, .. } => {
            if let Some(items) = items {
                narrow_items(items, tell);
            }
        }
        Condition::CoversAll { items, .. } => narrow_items(items, tell),
        Condition::Count { items, comparison, bound } => {
            narrow_items(items, tell);
            tell_bound(bound, Range { whole: true, ..amount(*comparison) }, tell);
        }
        Condition::Sum { items, field, comparison, bound } => {
            narrow_items(items, tell);
            tell_bound(bound, number(*comparison, field), tell);
        }
        Condition::Some { items, holds } | Condition::Every { items, holds } => {
            narrow_items(items, tell);
            narrow(holds, tell);
        }
        Condition::Portion { items, holds, amount, .. } => {
            narrow_items(items, tell);
            narrow(holds, tell);
            tell(amount, SHARE);
        }
        Condition::Spread { items, amount, .. } => {
            narrow_items(items, tell);
            tell(amount, SPREAD);
        }
        Condition::Linked { holds, .. } => {
            if let Some(holds) = holds {
                narrow(holds, tell);
            }
        }
        Condition::All(parts) | Condition::Any(parts) | Condition::First(parts) => {
            for part in parts {
                narrow(part, tell);
            }
        }
        Condition::Not(inner) => narrow(inner, tell),
    }
}

fn narrow_items(items: &Items, tell: &mut dyn FnMut(&Amount, Range)) {
    if let Some(filter) = &items.filter {
        narrow(filter, tell);
    }
}

fn tell_bound(bound: &Bound, range: Range, tell: &mut dyn FnMut(&Amount, Range)) {
    if let Bound::Amount(amount) = bound {
        tell(amount, range);
    }
}

/// At least nothing would always hold.
fn amount(comparison: Comparison) -> Range {
    let least = if comparison == Comparison::AtLeast { 1.0 } else { 0.0 };
    Range { least, most: MANY, whole: false }
}

fn number(comparison: Comparison, field: &FieldPath) -> Range {
    match field.value_shape() {
        Shape::Scalar(Scalar::Year) => YEAR,
        Shape::Scalar(Scalar::Count) => Range { whole: true, ..amount(comparison) },
        _ => Range { least: 0.0, ..amount(comparison) },
    }
}
