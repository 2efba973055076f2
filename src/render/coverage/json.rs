//! `medvirk-coverage/1`: the chain for machines.

use schemars::JsonSchema;
use serde::Serialize;

use super::{hole, reason};
use crate::coverage::{Coverage, CoveredField, CoveredStatement, Hole, ReadingRule};
use crate::render::json::shared::schema_of;
use crate::render::machine::pretty;
use crate::render::words;
use crate::rule::{Origin, Provision, ProvisionStatus, Rule};
use crate::text::{Language, describe_field};

/// The version of this format.
pub const FORMAT: &str = "medvirk-coverage/1";

/// The chain statement → rule → record field and back.
#[derive(Debug, Serialize, JsonSchema)]
pub struct JsonCoverage {
    /// Always `medvirk-coverage/1`.
    pub schema: String,
    /// The rule set's version.
    pub rule_set: String,
    /// The language of the texts: `nb`, `nn` or `en`.
    pub language: String,
    /// The breaks in the chain; the exit code is 1 where there is any.
    pub holes: Vec<JsonHole>,
    /// Every statement of the documents.
    pub statements: Vec<JsonStatement>,
    /// Every rule.
    pub rules: Vec<JsonRule>,
    /// Every field of a record.
    pub fields: Vec<JsonField>,
    /// Every provision.
    pub provisions: Vec<JsonProvision>,
}

/// A break in the chain.
#[derive(Debug, Serialize, JsonSchema)]
pub struct JsonHole {
    /// `statement`: no rule covers it; `rule`: it names no source; `field`: no rule reads it.
    pub kind: String,
    /// The statement's or rule's id, or the field's path.
    pub id: String,
    /// The hole in words.
    pub text: String,
}

/// A statement with the rules that cover it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct JsonStatement {
    /// Its id.
    pub id: String,
    /// The document's id.
    pub document: String,
    /// The place in the document.
    pub place: String,
    /// Whether a rule can test it.
    pub auditable: bool,
    /// Why not, where it cannot.
    pub reason: Option<JsonReason>,
    /// The statement that it repeats.
    pub same_as: Option<String>,
    /// The ids of the rules that cover it.
    pub rules: Vec<String>,
    /// The fields that those rules read.
    pub fields: Vec<String>,
}

/// Why a statement cannot be audited.
#[derive(Debug, Serialize, JsonSchema)]
pub struct JsonReason {
    /// `background`, `heading`, `navigation` or `repetition`.
    pub code: String,
    /// The reason in words.
    pub text: String,
}

/// A rule with its sources and what it reads.
#[derive(Debug, Serialize, JsonSchema)]
pub struct JsonRule {
    /// Its id.
    pub id: String,
    /// What is in place when it is met.
    pub title: String,
    /// Its topic.
    pub topic: String,
    /// Its force.
    pub force: String,
    /// Whether it is one of the organisation's own.
    pub local: bool,
    /// The statements that it covers.
    pub statements: Vec<String>,
    /// The ids of the provisions it rests on.
    pub provisions: Vec<String>,
    /// Its own source, where it is one of the organisation's own.
    pub source: Option<String>,
    /// The fields that it reads.
    pub fields: Vec<String>,
}

/// A field of a record with the rules that read it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct JsonField {
    /// Its path; `[]` stands for every item of a list, `*` for every section and fact.
    pub path: String,
    /// What it means.
    pub description: Option<String>,
    /// The ids of the rules that read it.
    pub rules: Vec<String>,
    /// `audit`, `reference`, `form`, `information` or `part`; null where only rules need it.
    pub purpose: Option<String>,
}

/// A provision with the rules that rest on it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct JsonProvision {
    /// Its id.
    pub id: String,
    /// How it is cited.
    pub text: String,
    /// `in-force`, `adopted` (no known commencement: no rule rests on it) or `steering`.
    pub status: String,
    /// The ids of the rules.
    pub rules: Vec<String>,
}

/// The chain as JSON, ending in a line break.
#[must_use]
pub fn render(coverage: &Coverage<'_>, language: Language) -> String {
    pretty(&copy(coverage, language))
}

/// The published schema of the format.
#[must_use]
pub fn schema() -> serde_json::Value {
    schema_of::<JsonCoverage>(FORMAT)
}

fn copy(coverage: &Coverage<'_>, language: Language) -> JsonCoverage {
    JsonCoverage {
        schema: FORMAT.to_owned(),
        rule_set: coverage.set.version.clone(),
        language: language.code().to_owned(),
        holes: coverage.holes().into_iter().map(|found| json_hole(coverage, found, language)).collect(),
        statements: coverage.statements.iter().map(|found| statement(coverage, found, language)).collect(),
        rules: coverage.rules.iter().map(|found| rule(found, language)).collect(),
        fields: coverage.fields.iter().map(|found| field(coverage, found, language)).collect(),
        provisions: coverage.provisions.iter().map(|(found, rules)| provision(found, rules, language)).collect(),
    }
}

fn json_hole(coverage: &Coverage<'_>, found: Hole<'_>, language: Language) -> JsonHole {
    let (kind, id) = match found {
        Hole::Statement(statement) => ("statement", &statement.id),
        Hole::Rule(rule) => ("rule", &rule.id),
        Hole::Field(field) => ("field", &field.path),
    };
    JsonHole { kind: kind.to_owned(), id: id.clone(), text: hole(coverage, found, language) }
}

fn statement(coverage: &Coverage<'_>, found: &CoveredStatement<'_>, language: Language) -> JsonStatement {
    let statement = found.statement;
    let mut fields: Vec<String> = Vec::new();
    for field in found.rules.iter().flat_map(|rule| &coverage.rules[*rule].fields) {
        if !fields.contains(field) {
            fields.push(field.clone());
        }
    }
    JsonStatement {
        id: statement.id.clone(),
        document: statement.document.clone(),
        place: statement.locator.get(language).to_owned(),
        auditable: statement.auditable,
        reason: statement.reason.map(|found| JsonReason {
            code: found.name().to_owned(),
            text: reason(found, language.texts()).to_owned(),
        }),
        same_as: statement.same_as.clone(),
        rules: ids(coverage, &found.rules),
        fields,
    }
}

fn rule(reading: &ReadingRule<'_>, language: Language) -> JsonRule {
    let rule = reading.rule;
    JsonRule {
        id: rule.id.clone(),
        title: rule.told.title.get(language).to_owned(),
        topic: rule.topic.clone(),
        force: rule.force.name().to_owned(),
        local: rule.origin == Origin::Local,
        statements: rule.told.statements.clone(),
        provisions: rule.law.iter().map(|law| law.provision.clone()).collect(),
        source: rule.told.source.as_ref().map(|source| source.get(language).to_owned()),
        fields: reading.fields.clone(),
    }
}

fn field(coverage: &Coverage<'_>, found: &CoveredField, language: Language) -> JsonField {
    let (section, key) = found.described_by;
    JsonField {
        path: found.path.clone(),
        description: describe_field(language, section, key).map(str::to_owned),
        rules: ids(coverage, &found.rules),
        purpose: found.purpose.map(|purpose| purpose.name().to_owned()),
    }
}

fn provision(provision: &Provision, rules: &[&Rule], language: Language) -> JsonProvision {
    let status = match provision.status {
        ProvisionStatus::InForce => "in-force",
        ProvisionStatus::Adopted => "adopted",
        ProvisionStatus::Steering => "steering",
    };
    JsonProvision {
        id: provision.id.clone(),
        text: words::citation(provision, None, language),
        status: status.to_owned(),
        rules: rules.iter().map(|rule| rule.id.clone()).collect(),
    }
}

fn ids(coverage: &Coverage<'_>, rules: &[usize]) -> Vec<String> {
    rules.iter().map(|rule| coverage.rules[*rule].rule.id.clone()).collect()
}
