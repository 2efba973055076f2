//! `medvirk-report/1`: the report for machines. A versioned copy, so that the program can
//! change inside without changing what others read.

mod accepted;
pub mod compare;
mod compared;
mod portfolio;
pub(in crate::render) mod shared;

use schemars::JsonSchema;
use serde::Serialize;

use accepted::{JsonAcceptance, JsonDeviation};
use compared::JsonComparison;
use portfolio::{JsonPortfolio, JsonTopic};
use shared::schema_of;

use super::machine::pretty;
use super::reason::sentences;
use super::words::{self, references};
use crate::outcome::{Evidence, Outcome, Reason, Stated};
use crate::report::{Audited, Report};
use crate::rule::Force;
use crate::text::Language;

/// The version of this format.
pub const FORMAT: &str = "medvirk-report/1";

/// The whole report.
#[derive(Debug, Serialize, JsonSchema)]
pub struct JsonReport {
    /// Always `medvirk-report/1`.
    pub schema: String,
    /// The program that made it.
    pub tool: JsonTool,
    /// The audit date.
    pub as_of: String,
    /// The language of the texts: `nb`, `nn` or `en`.
    pub language: String,
    /// The files of the configuration that counted, the nearest first.
    pub configuration: Vec<String>,
    /// The weakest force whose gaps fail the audit; null where none does.
    pub fail_on: Option<String>,
    /// Whether a gap fails the audit (exit code 1).
    pub failed: bool,
    /// The names of inputs that could not be audited (exit code 2).
    pub not_audited: Vec<String>,
    /// The YAML files in folders that are no records.
    pub skipped: Vec<String>,
    /// The records, by the names of their files.
    pub records: Vec<JsonRecord>,
    /// What the records have in common.
    pub portfolio: JsonPortfolio,
    /// The accepted deviations, with what became of each.
    pub deviations: Vec<JsonDeviation>,
    /// How the audit compares with a baseline; null where it is held against none.
    pub baseline: Option<JsonComparison>,
    /// Provisions that are adopted but judge nothing, because their commencement is not known.
    pub announced: Vec<JsonReference>,
}

/// What made the report.
#[derive(Debug, Serialize, JsonSchema)]
pub struct JsonTool {
    /// `medvirk`.
    pub name: String,
    /// The program's version.
    pub version: String,
    /// The rule set's version.
    pub rule_set: String,
    /// How many rules were tried.
    pub rules: usize,
    /// How many of them are the organisation's own.
    pub local_rules: usize,
}

/// One record.
#[derive(Debug, Serialize, JsonSchema)]
pub struct JsonRecord {
    /// The file.
    pub file: String,
    /// The SHA-256 of the file.
    pub sha256: String,
    /// The weakest force whose gaps fail the audit in this record; null where none does.
    pub fail_on: Option<String>,
    /// The folder whose threshold that is; null where it is the report's own.
    pub fail_on_folder: Option<String>,
    /// Who it describes.
    pub organisation: JsonOrganisation,
    /// Counts by force.
    pub counts: Vec<JsonCounts>,
    /// Counts by topic and force.
    pub topics: Vec<JsonTopic>,
    /// The outcomes: by force, then status, then topic.
    pub outcomes: Vec<JsonOutcome>,
}

/// Who a record describes.
#[derive(Debug, Serialize, JsonSchema)]
pub struct JsonOrganisation {
    /// The name, where stated.
    pub name: Option<String>,
    /// The organisation number, where stated.
    pub number: Option<String>,
    /// The kind, where stated.
    pub kind: Option<String>,
}

/// Counts of one force.
#[derive(Debug, Serialize, JsonSchema)]
pub struct JsonCounts {
    /// The force.
    pub force: String,
    /// Not met.
    pub not_met: usize,
    /// Partly met.
    pub partly: usize,
    /// Not documented.
    pub not_documented: usize,
    /// Met.
    pub met: usize,
    /// Not applicable.
    pub not_applicable: usize,
    /// The most that can be met once everything is documented.
    pub most_met: usize,
}

/// One outcome.
#[derive(Debug, Serialize, JsonSchema)]
pub struct JsonOutcome {
    /// The rule's id.
    pub rule: String,
    /// Its title.
    pub title: String,
    /// Its topic.
    pub topic: String,
    /// Its level.
    pub level: String,
    /// Its force: `lov`, `faglig-råd`, `god-praksis` or `indikator`.
    pub force: String,
    /// What it asks.
    pub requirement: String,
    /// `met`, `partly`, `not-met`, `not-documented` or `not-applicable`.
    pub status: String,
    /// Whether it fails the audit.
    pub fails: bool,
    /// What was judged, where it is an item of a list.
    pub subject: Option<JsonSubject>,
    /// What decided it.
    pub reason: JsonReason,
    /// The facts that were read, and the places where facts are missing.
    pub evidence: Vec<JsonEvidence>,
    /// The sources.
    pub references: Vec<JsonReference>,
    /// The statements of the documents that the rule covers.
    pub statements: Vec<String>,
    /// What to do.
    pub remedy: String,
    /// What to ask where the record is silent.
    pub question: String,
    /// Which documents usually show it.
    pub documents: String,
    /// The numbers that took part.
    pub parameters: Vec<JsonParameter>,
    /// Whether the rule is one of the organisation's own.
    pub local: bool,
    /// The same from one audit to the next, wherever the facts stand.
    pub fingerprint: String,
    /// The decision that accepts the gap for a time, where there is one.
    pub accepted: Option<JsonAcceptance>,
    /// `new`, `worse`, `known` or `new-rule`, where the audit is held against an earlier one.
    pub change: Option<String>,
}

/// An item of a list.
#[derive(Debug, Serialize, JsonSchema)]
pub struct JsonSubject {
    /// Its path.
    pub path: String,
    /// Its own name or id.
    pub name: Option<String>,
}

/// What decided an outcome.
#[derive(Debug, Serialize, JsonSchema)]
pub struct JsonReason {
    /// A stable code.
    pub code: String,
    /// The reason in words.
    pub text: Vec<String>,
}

/// One fact, or the place where one is missing.
#[derive(Debug, Serialize, JsonSchema)]
pub struct JsonEvidence {
    /// The field's path.
    pub field: String,
    /// `value`, `conflicting`, `none`, `unknown`, `missing`, `planned`, `rule` (a number that does not
    /// show what has been done), `items`, `some-items` (the record says that the list is not complete) or `section`.
    pub stated: String,
    /// The values as written.
    pub values: Vec<String>,
    /// Whether what was asked of it holds; null where it cannot be told.
    pub holds: Option<bool>,
    /// Where it stands; for what is missing, the nearest place that exists.
    pub place: JsonPlace,
}

/// A place.
#[derive(Debug, Serialize, JsonSchema)]
pub struct JsonPlace {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
    /// The column, from 1, in characters.
    pub column: u32,
    /// The offset of the first byte, from 0.
    pub byte_start: u32,
    /// The offset after the last byte.
    pub byte_end: u32,
}

/// A source.
#[derive(Debug, Serialize, JsonSchema)]
pub struct JsonReference {
    /// What it is.
    pub text: String,
    /// Where it can be read.
    pub address: Option<String>,
}

/// A number that took part in an outcome.
#[derive(Debug, Serialize, JsonSchema)]
pub struct JsonParameter {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: f64,
    /// Whether it is a proposal that stands in no source.
    pub proposed: bool,
    /// Whether the organisation set it.
    pub own: bool,
}

/// The report as JSON, ending in a line break.
#[must_use]
pub fn render(report: &Report<'_>, language: Language) -> String {
    pretty(&copy(report, language))
}

/// The published schema of the format.
#[must_use]
pub fn schema() -> serde_json::Value {
    schema_of::<JsonReport>(FORMAT)
}

/// The versioned copy of a report.
#[must_use]
pub fn copy(report: &Report<'_>, language: Language) -> JsonReport {
    JsonReport {
        schema: FORMAT.to_owned(),
        tool: JsonTool {
            name: "medvirk".to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            rule_set: report.set.version.clone(),
            rules: report.set.rules.len(),
            local_rules: report.set.local_rules(),
        },
        as_of: report.as_of.to_string(),
        language: language.code().to_owned(),
        configuration: report.configuration.clone(),
        fail_on: report.threshold.map(|force| force.name().to_owned()),
        failed: report.has_failures(),
        not_audited: report.not_audited(),
        skipped: report.skipped.clone(),
        records: report.records.iter().map(|audited| record(report, audited, language)).collect(),
        portfolio: portfolio::portfolio(report),
        deviations: report.deviations.iter().map(|judged| accepted::deviation(report, judged)).collect(),
        baseline: report.comparison.as_ref().map(compared::comparison),
        announced: report
            .announced()
            .into_iter()
            .map(|provision| JsonReference {
                text: words::citation(provision, None, language),
                address: provision.address.clone(),
            })
            .collect(),
    }
}

fn record(report: &Report<'_>, audited: &Audited, language: Language) -> JsonRecord {
    let organisation = &audited.organisation;
    JsonRecord {
        file: audited.input.name.clone(),
        sha256: audited.input.sha256.clone(),
        fail_on: report.threshold(audited).map(|force| force.name().to_owned()),
        fail_on_folder: report.folder(audited).map(|folder| folder.name.clone()),
        organisation: JsonOrganisation {
            name: organisation.name.clone(),
            number: organisation.number.clone(),
            kind: organisation.kind.clone(),
        },
        counts: Force::ALL.iter().map(|(name, force)| portfolio::count(name, report.counts(audited, *force))).collect(),
        topics: portfolio::topics(report, audited),
        outcomes: audited.outcomes.iter().map(|found| outcome(report, audited, found, language)).collect(),
    }
}

/// The versioned copy of one outcome.
pub(super) fn outcome(report: &Report<'_>, audited: &Audited, outcome: &Outcome, language: Language) -> JsonOutcome {
    let rule = report.rule(outcome);
    let text = |text: &crate::rule::Trilingual| text.get(language).to_owned();
    JsonOutcome {
        rule: rule.id.clone(),
        title: text(&rule.told.title),
        topic: rule.topic.clone(),
        level: rule.level.name().to_owned(),
        force: rule.force.name().to_owned(),
        requirement: text(&rule.told.requirement),
        status: outcome.status.name().to_owned(),
        fails: report.fails(audited, outcome),
        subject: outcome
            .subject
            .path
            .as_ref()
            .map(|path| JsonSubject { path: path.clone(), name: outcome.subject.name.clone() }),
        reason: JsonReason {
            code: code(&outcome.reason).to_owned(),
            text: sentences(report, audited, outcome, language),
        },
        evidence: outcome.evidence.iter().map(|found| evidence(found, &audited.input.name)).collect(),
        references: references(report, rule, language)
            .into_iter()
            .map(|reference| JsonReference { text: reference.text, address: reference.address })
            .collect(),
        statements: rule.told.statements.clone(),
        remedy: text(&rule.told.remedy),
        question: text(&rule.told.question),
        documents: text(&rule.told.documents),
        parameters: report
            .parameters(outcome)
            .into_iter()
            .map(|parameter| JsonParameter {
                name: parameter.name.to_owned(),
                value: parameter.value,
                proposed: parameter.proposed,
                own: parameter.own,
            })
            .collect(),
        local: rule.origin == crate::rule::Origin::Local,
        fingerprint: outcome.fingerprint.clone(),
        accepted: outcome.accepted.as_deref().map(accepted::acceptance),
        change: outcome.change.map(|change| change.name().to_owned()),
    }
}

fn evidence(evidence: &Evidence, file: &str) -> JsonEvidence {
    let (stated, values) = match &evidence.stated {
        Stated::Missing => ("missing", Vec::new()),
        Stated::Unknown => ("unknown", Vec::new()),
        Stated::None => ("none", Vec::new()),
        Stated::Value(value) => ("value", vec![value.clone()]),
        Stated::Conflicting(values) => ("conflicting", values.clone()),
        Stated::Planned => ("planned", Vec::new()),
        Stated::PlannedValue(value) => ("planned", vec![value.clone()]),
        Stated::RuleValue(value) => ("rule", vec![value.clone()]),
        Stated::Items(count) => ("items", vec![count.to_string()]),
        Stated::SomeItems(count) => ("some-items", vec![count.to_string()]),
        Stated::Section => ("section", Vec::new()),
    };
    let place = evidence.place;
    JsonEvidence {
        field: evidence.field.clone(),
        stated: stated.to_owned(),
        values,
        holds: evidence.holds,
        place: JsonPlace {
            file: file.to_owned(),
            line: place.position.line,
            column: place.position.column,
            byte_start: place.span.start,
            byte_end: place.span.end,
        },
    }
}

/// The stable code of a reason.
#[must_use]
pub const fn code(reason: &Reason) -> &'static str {
    match reason {
        Reason::Condition => "condition",
        Reason::ConditionPartlyOpen => "condition-partly-open",
        Reason::OtherOrganisation { .. } => "other-organisation",
        Reason::OrganisationUnknown => "organisation-unknown",
        Reason::OtherServiceArea => "other-service-area",
        Reason::NotInForce { .. } => "not-in-force",
        Reason::CaseDoesNotApply => "case-does-not-apply",
        Reason::CaseUnknown => "case-unknown",
        Reason::NothingToJudge => "nothing-to-judge",
        Reason::ListUnknown => "list-unknown",
        Reason::OpenFinding => "open-finding",
        Reason::FindingUnsettled => "finding-unsettled",
        Reason::FindingUnclear => "finding-unclear",
    }
}
