//! Conditions: the closed set of questions a rule can ask of a record.
//!
//! Paths are resolved and values are looked up when a rule is loaded, so that
//! asking costs little and nothing impossible can be asked.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::field::{FieldPath, Shape};

/// A question with the answers true, false and unknown.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub enum Condition {
    /// The ja/nei fact says `ja` (or, with `wanted` false, `nei`).
    YesNo {
        /// The fact.
        field: FieldPath,
        /// The answer that makes the condition true.
        wanted: bool,
    },
    /// The ja/nei fact says `ja`, and not that this is only written down; that leaves it open.
    Practised(FieldPath),
    /// A value is given, or a list has items; `ingen` is false.
    Stated(FieldPath),
    /// The choice or text is one of these.
    OneOf {
        /// The field.
        field: FieldPath,
        /// The accepted values.
        values: Vec<Wanted>,
    },
    /// A number compares so with a bound.
    Compare {
        /// The field.
        field: FieldPath,
        /// How.
        comparison: Comparison,
        /// With what.
        bound: Bound,
    },
    /// The sum of some counts divided by another compares so with a bound.
    Share {
        /// The counts above the line.
        of: Vec<FieldPath>,
        /// The count below the line.
        whole: FieldPath,
        /// How.
        comparison: Comparison,
        /// With what.
        bound: ShareBound,
    },
    /// A date lies at most so many months before the audit date, and not after it.
    WithinMonths {
        /// The date.
        field: FieldPath,
        /// How many months.
        months: Amount,
    },
    /// A date, or that of at least one item, comes before another, or (not `strictly`) on the same day.
    Order {
        /// The items that have the date; the field alone where there are none.
        items: Option<Items>,
        /// The date.
        field: FieldPath,
        /// The other date; the audit date where there is none.
        other: Option<FieldPath>,
        /// Whether the same day is too late.
        strictly: bool,
    },
    /// A date is a fixed day or later.
    Since {
        /// The date.
        field: FieldPath,
        /// The day.
        day: Date,
    },
    /// A date falls in the first part of the time between two others.
    Early {
        /// The date.
        field: FieldPath,
        /// Where the time begins.
        from: FieldPath,
        /// Where it ends.
        to: FieldPath,
        /// How large the first part is.
        within: Amount,
    },
    /// A list, or the lists of several items together, contains all these values.
    Covers {
        /// The items whose lists are put together; the field alone where there are none.
        items: Option<Items>,
        /// The list.
        field: FieldPath,
        /// The values.
        values: Vec<Wanted>,
    },
    /// The items' references together name every item of another list.
    CoversAll {
        /// The items that refer.
        items: Items,
        /// Their reference, or list of references.
        field: FieldPath,
        /// The list whose items are to be named.
        of: FieldPath,
    },
    /// So many items match.
    Count {
        /// The items.
        items: Items,
        /// How.
        comparison: Comparison,
        /// With what.
        bound: Bound,
    },
    /// The items' numbers add up to so much.
    Sum {
        /// The items.
        items: Items,
        /// The number of each.
        field: FieldPath,
        /// How.
        comparison: Comparison,
        /// With what.
        bound: Bound,
    },
    /// It holds for at least one item.
    Some {
        /// The items.
        items: Items,
        /// What is to hold.
        holds: Box<Condition>,
    },
    /// There is an item, and it holds for all.
    Every {
        /// The items.
        items: Items,
        /// What is to hold.
        holds: Box<Condition>,
    },
    /// It holds for such a share of the items.
    Portion {
        /// The items.
        items: Items,
        /// What is to hold.
        holds: Box<Condition>,
        /// How.
        comparison: Comparison,
        /// With what.
        amount: Amount,
    },
    /// The largest share among the items minus the smallest is at most so much.
    Spread {
        /// The items.
        items: Items,
        /// The count above the line.
        of: FieldPath,
        /// The count below the line.
        whole: FieldPath,
        /// How much.
        amount: Amount,
    },
    /// An item of another list refers to this one, and holds.
    Linked {
        /// The other list, from the top of the record.
        list: FieldPath,
        /// Its key that refers.
        by: FieldPath,
        /// What is to hold for it.
        holds: Option<Box<Condition>>,
    },
    /// All of them.
    All(Vec<Condition>),
    /// At least one of them.
    Any(Vec<Condition>),
    /// The first decides where it is known; where it is not, the others can show it, but not deny it.
    First(Vec<Condition>),
    /// The opposite.
    Not(Box<Condition>),
}

/// The items of a list, or those that match.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Items {
    /// The list.
    pub list: FieldPath,
    /// Which items count.
    pub filter: Option<Box<Condition>>,
}

/// How a number compares with a bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Comparison {
    /// ≥
    AtLeast,
    /// ≤
    AtMost,
    /// >
    MoreThan,
    /// <
    LessThan,
}

/// A number in a rule.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Amount {
    /// Written in the condition.
    Fixed(f64),
    /// The parameter at this position of the rule.
    Parameter(usize),
}

/// What a number is compared with.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub enum Bound {
    /// A number.
    Amount(Amount),
    /// Another field.
    Field(FieldPath),
}

/// What a share is compared with.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub enum ShareBound {
    /// A number.
    Amount(Amount),
    /// Another share.
    Share {
        /// The count above the line.
        of: FieldPath,
        /// The count below the line.
        whole: FieldPath,
    },
}

/// A value that a field is held against.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Wanted {
    /// The value at this position of the field's closed set, with its spelling.
    Choice(u16, &'static str),
    /// A text.
    Text(String),
}

impl Comparison {
    /// All comparisons, with the key each has in a rule.
    pub const ALL: [(&'static str, Self); 4] = [
        ("at_least", Self::AtLeast),
        ("at_most", Self::AtMost),
        ("more_than", Self::MoreThan),
        ("less_than", Self::LessThan),
    ];

    /// Whether a number compares so with a bound.
    #[must_use]
    pub fn holds(self, number: f64, bound: f64) -> bool {
        match self {
            Self::AtLeast => number >= bound,
            Self::AtMost => number <= bound,
            Self::MoreThan => number > bound,
            Self::LessThan => number < bound,
        }
    }

    /// The comparison with this key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.iter().find(|(known, _)| *known == key).map(|(_, comparison)| *comparison)
    }
}

impl Amount {
    /// The number, with the rule's parameters as they stand.
    #[must_use]
    pub fn number(&self, parameters: &[f64]) -> f64 {
        match self {
            Self::Fixed(number) => *number,
            Self::Parameter(position) => parameters.get(*position).copied().unwrap_or(f64::NAN),
        }
    }
}

/// A number of months, for arithmetic with dates.
#[must_use]
#[allow(clippy::cast_possible_truncation, reason = "rules hold whole months below a million")]
pub const fn whole_months(months: f64) -> i32 {
    months as i32
}

impl Items {
    /// The shape of one item.
    #[must_use]
    pub fn item_shape(&self) -> Option<&'static Shape> {
        match self.list.target {
            Shape::List(item) => Some(item),
            _ => None,
        }
    }
}
