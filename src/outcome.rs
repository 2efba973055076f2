//! What a rule says about a record, with its proof.

use std::sync::Arc;

use jiff::civil::Date;

use crate::rule::Comparison;
use crate::source::{Position, Span};

/// What the facts say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// A stated fact contradicts the requirement.
    NotMet,
    /// Only the weaker condition holds.
    Partly,
    /// The record is silent where it matters.
    NotDocumented,
    /// It holds on stated facts.
    Met,
    /// The rule is not for this organisation, time or case.
    NotApplicable,
}

impl Status {
    /// All statuses, in the order they are reported.
    pub const ALL: [Self; 5] = [Self::NotMet, Self::Partly, Self::NotDocumented, Self::Met, Self::NotApplicable];

    /// The stable name in JSON and in cases.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::NotMet => "not-met",
            Self::Partly => "partly",
            Self::NotDocumented => "not-documented",
            Self::Met => "met",
            Self::NotApplicable => "not-applicable",
        }
    }

    /// The status with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.name() == name)
    }

    /// Whether the requirement is known not to be fully met.
    #[must_use]
    pub const fn is_gap(self) -> bool {
        matches!(self, Self::NotMet | Self::Partly)
    }
}

/// The verdict of one rule on one subject.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// The rule's position in its set.
    pub rule: usize,
    /// What was judged.
    pub subject: Subject,
    /// What the facts say.
    pub status: Status,
    /// What decided it.
    pub reason: Reason,
    /// The facts that were read, or that are missing.
    pub evidence: Vec<Evidence>,
    /// The same for the same rule, organisation, subject and fields, wherever they stand.
    pub fingerprint: String,
    /// The decision that accepts a gap for a time; the status stays what it is.
    pub accepted: Option<Arc<Acceptance>>,
    /// How it compares with an earlier audit, where there is one.
    pub change: Option<Change>,
}

/// A deviation that someone with authority has accepted until a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acceptance {
    /// Why.
    pub reason: String,
    /// The role that decided.
    pub decided_by: String,
    /// The case number.
    pub case: Option<String>,
    /// The last day it counts.
    pub until: Date,
    /// Whether that day has passed.
    pub expired: bool,
}

/// How an outcome compares with an earlier audit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Change {
    /// It was not there.
    New,
    /// It was there, and has become worse.
    Worse,
    /// It was there, as bad or worse.
    Known,
    /// The rule was not there.
    NewRule,
}

impl Change {
    /// All changes.
    pub const ALL: [Self; 4] = [Self::New, Self::Worse, Self::Known, Self::NewRule];

    /// The stable name in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Worse => "worse",
            Self::Known => "known",
            Self::NewRule => "new-rule",
        }
    }
}

impl Outcome {
    /// The decision that accepts the gap today, where there is one that still counts.
    #[must_use]
    pub fn in_force(&self) -> Option<&Acceptance> {
        self.accepted.as_deref().filter(|acceptance| !acceptance.expired)
    }

    /// Whether the gap is known and carried: accepted for a time, or no worse than in a baseline.
    #[must_use]
    pub fn is_excused(&self) -> bool {
        self.in_force().is_some() || matches!(self.change, Some(Change::Known | Change::NewRule))
    }

    /// The fact that says most: one that stands against the requirement, or is missing.
    #[must_use]
    pub fn main_evidence(&self) -> Option<&Evidence> {
        let wanted = match self.status {
            Status::NotMet | Status::Partly | Status::NotApplicable => Some(false),
            Status::NotDocumented => None,
            Status::Met => Some(true),
        };
        self.evidence.iter().find(|evidence| evidence.holds == wanted).or_else(|| self.evidence.first())
    }
}

/// What a rule judges: the whole organisation, or one item of a list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Subject {
    /// The path of the item, `råd[0]`; none for the organisation.
    pub path: Option<String>,
    /// The item's own id or name, where it has one.
    pub name: Option<String>,
}

/// What decided an outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// The rule's condition, on the facts given as evidence.
    Condition,
    /// The same, and the record does not say whether it is met in part.
    ConditionPartlyOpen,
    /// The organisation is of another kind.
    OtherOrganisation {
        /// The kind it is.
        is: &'static str,
    },
    /// The record does not say what kind of organisation it is.
    OrganisationUnknown,
    /// The organisation has no service of the area.
    OtherServiceArea,
    /// The rule does not count on the audit date.
    NotInForce {
        /// The first day it counts.
        from: Option<Date>,
        /// The last day it counts.
        to: Option<Date>,
    },
    /// The case in which the rule applies is not this one.
    CaseDoesNotApply,
    /// The record does not say whether the rule applies.
    CaseUnknown,
    /// It is stated that there is nothing to judge.
    NothingToJudge,
    /// The record does not say what there is to judge.
    ListUnknown,
    /// A supervisory authority's finding stands.
    OpenFinding,
    /// The record leaves open whether a supervisory authority's finding stands.
    FindingUnsettled,
    /// A supervisory authority's finding may be about this, or about another requirement or item.
    FindingUnclear,
}

/// One fact, or the place where one is missing.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// The field, from the top of the record.
    pub field: String,
    /// What the record states there.
    pub stated: Stated,
    /// Where it stands; for what is missing, the nearest place that exists.
    pub place: Place,
    /// What was asked of it.
    pub test: Test,
    /// Whether that holds; none where it cannot be told.
    pub holds: Option<bool>,
}

/// What a record states in a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stated {
    /// The key is not there.
    Missing,
    /// `ukjent`, or nothing after the colon.
    Unknown,
    /// `ingen`.
    None,
    /// A value, as written.
    Value(String),
    /// Several sources' values, as written.
    Conflicting(Vec<String>),
    /// `ja`, but only planned.
    Planned,
    /// A number or a day, as written, that is only planned.
    PlannedValue(String),
    /// A number, as written, that is only laid down.
    RuleValue(String),
    /// A list with so many items.
    Items(usize),
    /// A list with so many items, which the record says is not complete.
    SomeItems(usize),
    /// The key of a section.
    Section,
}

/// A place in a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The bytes.
    pub span: Span,
    /// Line and column.
    pub position: Position,
}

/// What the numbers of a share come to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Share {
    /// So much of the whole.
    Known(f64),
    /// More than the whole, which cannot be.
    TooMuch(f64),
    /// The whole is nothing, so there is no share of it.
    OfNothing,
    /// A number is missing, or sources differ.
    Open,
}

/// What was asked of a field.
#[derive(Debug, Clone, PartialEq)]
pub enum Test {
    /// `ja` or `nei`.
    YesNo(bool),
    /// `ja`, and not only written down.
    Practised,
    /// That something is stated.
    Stated,
    /// One of some values.
    OneOf(Vec<String>),
    /// A comparison with a number.
    Compare(Comparison, f64),
    /// A comparison with another field.
    CompareField(Comparison, String),
    /// A share: the fields above and below the line, and the bound.
    Share {
        /// The fields above the line.
        of: Vec<String>,
        /// The field below the line.
        whole: String,
        /// How.
        comparison: Comparison,
        /// With what; none where the bound is another share that is not known.
        bound: Option<f64>,
        /// The share, where it can be computed.
        share: Share,
    },
    /// A date at most so many months back.
    WithinMonths(f64),
    /// A date before (strictly) or not after another field, or the audit date.
    Order {
        /// Whether the same day is too late.
        strictly: bool,
        /// The other field.
        other: Option<String>,
    },
    /// A date no earlier than a fixed day.
    Since(Date),
    /// A date in the first part of a time.
    Early(f64),
    /// A list that contains all these.
    Covers(Vec<String>),
    /// References that name every item of a list.
    CoversAll(String),
    /// So many items that match.
    Count(Comparison, Option<f64>),
    /// A sum.
    Sum(Comparison, Option<f64>),
    /// That there is such an item.
    Some,
    /// That there is an item of some kind, where there are only others.
    Kind {
        /// The field that tells the kinds apart.
        field: String,
        /// The kinds that count.
        wanted: Vec<String>,
        /// The kinds that are stated.
        stated: Vec<String>,
    },
    /// That all items are so.
    Every,
    /// That such a share of the items is so.
    Portion(Comparison, f64),
    /// That the items' shares lie so close.
    Spread(f64),
    /// That an item of this list refers here.
    Linked(String),
    /// That the organisation's kind is stated.
    OrganisationType,
    /// What a supervisory authority found.
    Finding,
}
