//! Numbers, shares and how many: compared where the sources leave no doubt.

use super::Asker;
use crate::evaluate::truth::Truth;
use crate::field::FieldPath;
use crate::outcome::Share;
use crate::record::{NodeId, Value};
use crate::rule::{Bound, Comparison, ShareBound};

/// How many items match: at least `sure`, at most `possible`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::evaluate) struct Range {
    pub sure: f64,
    pub possible: f64,
}

/// From nothing to anything.
const ANYTHING: Range = Range { sure: 0.0, possible: f64::INFINITY };

impl Range {
    fn is_one_number(self) -> bool {
        rounded(self.possible - self.sure) <= 0.0
    }
}

impl Asker<'_, '_> {
    pub(super) fn compare(&self, item: NodeId, field: &FieldPath, comparison: Comparison, bound: &Bound) -> Truth {
        match bound {
            Bound::Amount(amount) => {
                let amount = amount.number(self.parameters);
                self.each_value(item, field, |value| number(value).map(|found| comparison.holds(found, amount)))
            }
            Bound::Field(other) => {
                let bounds = self.record.read(item, other);
                Truth::agreed(bounds.statements().iter().map(|bound| match number(bound.value) {
                    Some(bound) => {
                        self.each_value(item, field, |value| number(value).map(|found| comparison.holds(found, bound)))
                    }
                    None => Truth::Unknown,
                }))
            }
        }
    }

    /// The one number a field states, where all sources agree.
    pub fn number(&self, item: NodeId, field: &FieldPath) -> Option<f64> {
        let reading = self.record.read(item, field);
        let mut numbers = reading.statements().iter().map(|statement| number(statement.value));
        let first = numbers.next()??;
        numbers.all(|number| number == Some(first)).then_some(first)
    }

    /// A share, where all its numbers are known, there is something below the line, and no more
    /// above it.
    pub fn share(&self, item: NodeId, of: &[FieldPath], whole: &FieldPath) -> Option<f64> {
        let range = self.share_range(item, of, whole)?;
        range.is_one_number().then_some(range.sure)
    }

    /// The least and the most that a share can be by what the sources state; none where the parts may
    /// be more than the whole, for then the numbers cannot be right.
    pub(super) fn share_range(&self, item: NodeId, of: &[FieldPath], whole: &FieldPath) -> Option<Range> {
        self.quotient(item, of, whole).filter(|range| rounded(range.possible) <= rounded(1.0))
    }

    fn quotient(&self, item: NodeId, of: &[FieldPath], whole: &FieldPath) -> Option<Range> {
        let whole = self.known_range(item, whole).filter(|whole| whole.sure > 0.0)?;
        let mut parts = Range { sure: 0.0, possible: 0.0 };
        for field in of {
            let part = self.known_range(item, field)?;
            parts = Range { sure: parts.sure + part.sure, possible: parts.possible + part.possible };
        }
        Some(Range { sure: parts.sure / whole.possible, possible: parts.possible / whole.sure })
    }

    /// What the numbers of a share come to, to be told.
    pub fn told_share(&self, item: NodeId, of: &[FieldPath], whole: &FieldPath) -> Share {
        match self.quotient(item, of, whole) {
            Some(range) if rounded(range.possible) > rounded(1.0) => Share::TooMuch(range.possible),
            Some(range) if range.is_one_number() => Share::Known(range.sure),
            None if self.number(item, whole) == Some(0.0) => Share::OfNothing,
            _ => Share::Open,
        }
    }

    pub(super) fn known_range(&self, item: NodeId, field: &FieldPath) -> Option<Range> {
        Some(self.stated_range(item, field)).filter(|range| range.possible.is_finite())
    }

    /// The number that a share is held against.
    pub fn share_bound(&self, item: NodeId, bound: &ShareBound) -> Option<f64> {
        match bound {
            ShareBound::Amount(amount) => Some(amount.number(self.parameters)),
            ShareBound::Share { of, whole } => self.share(item, std::slice::from_ref(of), whole),
        }
    }

    pub(super) fn share_holds(
        &self,
        item: NodeId,
        of: &[FieldPath],
        whole: &FieldPath,
        comparison: Comparison,
        bound: &ShareBound,
    ) -> Truth {
        let (Some(range), Some(bound)) = (self.share_range(item, of, whole), self.share_bound(item, bound)) else {
            return Truth::Unknown;
        };
        // Shares are compared with room for the last bit of a division.
        let holds = |share: f64| Truth::from(comparison.holds(rounded(share), rounded(bound)));
        Truth::agreed([holds(range.sure), holds(range.possible)])
    }

    /// The least and the most that any source states; from nothing to anything where none does.
    pub(super) fn stated_range(&self, item: NodeId, field: &FieldPath) -> Range {
        let reading = self.record.read(item, field);
        let mut range = Range { sure: f64::INFINITY, possible: 0.0 };
        for statement in reading.statements() {
            let Some(number) = number(statement.value) else { return ANYTHING };
            range = Range { sure: range.sure.min(number), possible: range.possible.max(number) };
        }
        if reading.statements().is_empty() { ANYTHING } else { range }
    }

    pub(super) fn in_range(&self, item: NodeId, range: Range, comparison: Comparison, bound: &Bound) -> Truth {
        let bound = match bound {
            Bound::Amount(amount) => amount.number(self.parameters),
            Bound::Field(field) => match self.number(item, field) {
                Some(bound) => bound,
                None => return Truth::Unknown,
            },
        };
        let (least, most) = (comparison.holds(range.sure, bound), comparison.holds(range.possible, bound));
        if least == most { Truth::from(least) } else { Truth::Unknown }
    }
}

/// The number of a count or a year; `ingen` counts as 0.
fn number(value: Value) -> Option<f64> {
    match value {
        Value::Number(number) => Some(number),
        Value::None => Some(0.0),
        Value::Period(period) => Some(f64::from(period.first.year())),
        _ => None,
    }
}

/// A share in whole billionths: enough for any share of counts, and free of a division's last bit.
pub(super) fn rounded(share: f64) -> f64 {
    (share * 1e9).round()
}
