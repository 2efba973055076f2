//! Several records together, in the report for machines.

use schemars::JsonSchema;
use serde::Serialize;

use super::JsonCounts;
use crate::outcome::Status;
use crate::portfolio::{Portfolio, topic_counts};
use crate::report::{Audited, Counts, Report};
use crate::rule::Force;

/// What the records have in common.
#[derive(Debug, Serialize, JsonSchema)]
pub struct JsonPortfolio {
    /// The requirements that some record does not meet or document, the most frequent first.
    pub requirements: Vec<JsonRecurring>,
    /// The records by kind of organisation.
    pub organisation_types: Vec<JsonKind>,
}

/// How often one requirement is not in place, counted in records.
#[derive(Debug, Serialize, JsonSchema)]
pub struct JsonRecurring {
    /// The rule's id.
    pub rule: String,
    /// Records in which it is not or partly met.
    pub gaps: usize,
    /// Records in which it is not documented, and no gap is known.
    pub not_documented: usize,
    /// Records to which it applies.
    pub of: usize,
}

/// All records of one kind of organisation.
#[derive(Debug, Serialize, JsonSchema)]
pub struct JsonKind {
    /// The kind; null where the records do not say.
    pub kind: Option<String>,
    /// How many records.
    pub records: usize,
    /// Counts by force.
    pub counts: Vec<JsonCounts>,
}

/// Counts of one topic.
#[derive(Debug, Serialize, JsonSchema)]
pub struct JsonTopic {
    /// The topic's id.
    pub topic: String,
    /// Counts by force.
    pub counts: Vec<JsonCounts>,
}

pub(super) fn portfolio(report: &Report<'_>) -> JsonPortfolio {
    let portfolio = Portfolio::of(report);
    let requirements = portfolio.requirements.iter().map(|recurring| JsonRecurring {
        rule: report.set.rules[recurring.rule].id.clone(),
        gaps: recurring.gaps,
        not_documented: recurring.not_documented,
        of: recurring.of,
    });
    let kinds = portfolio.kinds.iter().map(|total| JsonKind {
        kind: total.kind.clone(),
        records: total.records,
        counts: Force::ALL.iter().zip(total.counts).map(|((name, _), counts)| count(name, counts)).collect(),
    });
    JsonPortfolio { requirements: requirements.collect(), organisation_types: kinds.collect() }
}

/// The topics that apply to a record, in the order they are shown.
pub(super) fn topics(report: &Report<'_>, record: &Audited) -> Vec<JsonTopic> {
    let topics = report.set.library.topics.iter().map(|topic| JsonTopic {
        topic: topic.id.clone(),
        counts: Force::ALL
            .iter()
            .map(|(name, force)| count(name, topic_counts(report, record, &topic.id, *force)))
            .collect(),
    });
    topics.collect()
}

pub(super) fn count(force: &str, counts: Counts) -> JsonCounts {
    JsonCounts {
        force: force.to_owned(),
        not_met: counts.of(Status::NotMet),
        partly: counts.of(Status::Partly),
        not_documented: counts.of(Status::NotDocumented),
        met: counts.of(Status::Met),
        not_applicable: counts.of(Status::NotApplicable),
        most_met: counts.range().1,
    }
}
