//! `medvirk-comparison/1`: a comparison for machines.

use schemars::JsonSchema;
use serde::Serialize;

use super::shared::schema_of;
use super::{JsonEvidence, JsonPlace, JsonReason, JsonReference, JsonReport, JsonSubject};
use crate::compare::{Cause, Change, Compared, Comparison, Direction, Entry, Fact, Side, SideRecord};
use crate::render::machine::pretty;
use crate::text::Language;

/// The version of this format.
pub const FORMAT: &str = "medvirk-comparison/1";

/// The whole comparison.
#[derive(Debug, Serialize, JsonSchema)]
pub struct JsonComparison {
    /// Always `medvirk-comparison/1`.
    pub schema: String,
    /// The version of the program that compared.
    pub version: String,
    /// The language asked for; the texts of a report that was read stand in its own.
    pub language: String,
    /// The weakest force for which getting worse fails; null where it never does.
    pub fail_on: Option<String>,
    /// Whether something got worse (exit code 1).
    pub failed: bool,
    /// The report before.
    pub old: JsonSide,
    /// The report now.
    pub new: JsonSide,
    /// The records that stand in both.
    pub records: Vec<JsonCompared>,
    /// The files of records that stand only in the old report.
    pub only_old: Vec<String>,
    /// The files of records that stand only in the new report.
    pub only_new: Vec<String>,
}

/// One of the two reports.
#[derive(Debug, Serialize, JsonSchema)]
pub struct JsonSide {
    /// The file that was given.
    pub file: String,
    /// `report` or `record`.
    pub kind: String,
    /// The audit date.
    pub as_of: String,
    /// The language of its texts.
    pub language: String,
    /// The version of the program that made it.
    pub version: String,
    /// The rule set's version.
    pub rule_set: String,
    /// How many rules were tried.
    pub rules: usize,
    /// The inputs that could not be audited.
    pub not_audited: Vec<String>,
}

/// One record before and now.
#[derive(Debug, Serialize, JsonSchema)]
pub struct JsonCompared {
    /// The record before.
    pub old: JsonComparedRecord,
    /// The record now.
    pub new: JsonComparedRecord,
    /// How many outcomes changed, by direction.
    pub counts: Vec<JsonDirectionCount>,
    /// How many are as they were.
    pub unchanged: usize,
    /// The changes: first those that the record made, then those by a rule, the law or the date.
    pub changes: Vec<JsonChange>,
}

/// A record in one of the reports.
#[derive(Debug, Serialize, JsonSchema)]
pub struct JsonComparedRecord {
    /// The file.
    pub file: String,
    /// The SHA-256 of the file.
    pub sha256: String,
    /// The organisation's name, where stated.
    pub name: Option<String>,
    /// The organisation number, where stated.
    pub number: Option<String>,
}

/// How many outcomes changed one way.
#[derive(Debug, Serialize, JsonSchema)]
pub struct JsonDirectionCount {
    /// `worse`, `new`, `better`, `gone` or `same`.
    pub direction: String,
    /// Because the record changed.
    pub facts: usize,
    /// Only because a rule, the law or the audit date is another one.
    pub around: usize,
}

/// One outcome that changed.
#[derive(Debug, Serialize, JsonSchema)]
pub struct JsonChange {
    /// `worse`, `new`, `better`, `gone`, or `same` where only what the status rests on changed.
    pub direction: String,
    /// `facts`, `date`, `rule` and `law`, as far as the two reports show it.
    pub causes: Vec<String>,
    /// Whether it fails the comparison.
    pub fails: bool,
    /// The rule's id.
    pub rule: String,
    /// Its title.
    pub title: String,
    /// Its topic.
    pub topic: String,
    /// Its level.
    pub level: String,
    /// Its force.
    pub force: String,
    /// What it asks.
    pub requirement: String,
    /// What to do.
    pub remedy: String,
    /// What to ask where the record is silent.
    pub question: String,
    /// The outcome before; null where there was none.
    pub old: Option<JsonStanding>,
    /// The outcome now; null where there is none.
    pub new: Option<JsonStanding>,
}

/// An outcome in one of the reports.
#[derive(Debug, Serialize, JsonSchema)]
pub struct JsonStanding {
    /// `met`, `partly`, `not-met`, `not-documented` or `not-applicable`.
    pub status: String,
    /// What was judged, where it is an item of a list.
    pub subject: Option<JsonSubject>,
    /// What decided it.
    pub reason: JsonReason,
    /// The facts, and the places where facts are missing.
    pub evidence: Vec<JsonEvidence>,
    /// The sources.
    pub references: Vec<JsonReference>,
    /// The last day of a decision that accepts the gap, also where it has passed.
    pub accepted_until: Option<String>,
    /// The same from one audit to the next.
    pub fingerprint: String,
}

/// A report that was made just now, as one side of a comparison. It goes the way of a report that
/// is read, so that a record and its own report are always the same.
///
/// # Errors
/// Never: what is written here is what is read there.
pub fn side(report: &JsonReport) -> serde_json::Result<Side> {
    serde_json::from_value(serde_json::to_value(report)?)
}

/// The comparison as JSON, ending in a line break.
#[must_use]
pub fn render(comparison: &Comparison<'_>, language: Language) -> String {
    pretty(&copy(comparison, language))
}

/// The published schema of the format.
#[must_use]
pub fn schema() -> serde_json::Value {
    schema_of::<JsonComparison>(FORMAT)
}

fn copy(comparison: &Comparison<'_>, language: Language) -> JsonComparison {
    let files = |records: &[&SideRecord]| records.iter().map(|record| record.file.clone()).collect();
    JsonComparison {
        schema: FORMAT.to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        language: language.code().to_owned(),
        fail_on: comparison.threshold.map(|force| force.name().to_owned()),
        failed: comparison.has_failures(),
        old: one_side(comparison.old),
        new: one_side(comparison.new),
        records: comparison.records.iter().map(compared).collect(),
        only_old: files(&comparison.only_old),
        only_new: files(&comparison.only_new),
    }
}

fn one_side(side: &Side) -> JsonSide {
    JsonSide {
        file: side.origin.file.clone(),
        kind: if side.origin.is_report { "report" } else { "record" }.to_owned(),
        as_of: side.as_of.clone(),
        language: side.language.clone(),
        version: side.tool.version.clone(),
        rule_set: side.tool.rule_set.clone(),
        rules: side.tool.rules,
        not_audited: side.not_audited.clone(),
    }
}

fn compared(record: &Compared<'_>) -> JsonCompared {
    let count = |direction: Direction, facts: bool| {
        let of = |change: &&Change<'_>| change.direction == direction && change.is_from_facts() == facts;
        record.changes.iter().filter(of).count()
    };
    JsonCompared {
        old: who(record.old),
        new: who(record.new),
        counts: Direction::ALL
            .map(|direction| JsonDirectionCount {
                direction: direction.name().to_owned(),
                facts: count(direction, true),
                around: count(direction, false),
            })
            .into(),
        unchanged: record.unchanged,
        changes: record.changes.iter().filter_map(change).collect(),
    }
}

fn who(record: &SideRecord) -> JsonComparedRecord {
    JsonComparedRecord {
        file: record.file.clone(),
        sha256: record.sha256.clone(),
        name: record.organisation.name.clone(),
        number: record.organisation.number.clone(),
    }
}

fn change(change: &Change<'_>) -> Option<JsonChange> {
    let entry = change.entry()?;
    Some(JsonChange {
        direction: change.direction.name().to_owned(),
        causes: change.causes.iter().map(|cause: &Cause| cause.name().to_owned()).collect(),
        fails: change.fails,
        rule: entry.rule.clone(),
        title: entry.title.clone(),
        topic: entry.topic.clone(),
        level: entry.level.clone(),
        force: entry.force.name().to_owned(),
        requirement: entry.requirement.clone(),
        remedy: entry.remedy.clone(),
        question: entry.question.clone(),
        old: change.old.map(standing),
        new: change.new.map(standing),
    })
}

fn standing(entry: &Entry) -> JsonStanding {
    JsonStanding {
        status: entry.status.name().to_owned(),
        subject: entry.subject.as_ref().map(|item| JsonSubject { path: item.path.clone(), name: item.name.clone() }),
        reason: JsonReason { code: entry.reason.code.clone(), text: entry.reason.text.clone() },
        evidence: entry.evidence.iter().map(evidence).collect(),
        references: entry
            .references
            .iter()
            .map(|source| JsonReference { text: source.text.clone(), address: source.address.clone() })
            .collect(),
        accepted_until: entry.accepted.as_ref().map(|accepted| accepted.until.clone()),
        fingerprint: entry.fingerprint.clone(),
    }
}

fn evidence(fact: &Fact) -> JsonEvidence {
    let place = &fact.place;
    JsonEvidence {
        field: fact.field.clone(),
        stated: fact.stated.clone(),
        values: fact.values.clone(),
        holds: fact.holds,
        place: JsonPlace {
            file: place.file.clone(),
            line: place.line,
            column: place.column,
            byte_start: place.byte_start,
            byte_end: place.byte_end,
        },
    }
}
