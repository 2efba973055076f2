//! What several formats for machines say in the same way.

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Serialize;

use crate::report::{Input, Organisation};
use crate::rule::{Rule, RuleSet};
use crate::text::Language;

/// The JSON Schema of a format, from the types that write it.
pub(in crate::render) fn schema_of<T: JsonSchema>(format: &str) -> serde_json::Value {
    let mut schema: Schema = SchemaGenerator::default().into_root_schema_for::<T>();
    schema.insert("title".to_owned(), format.into());
    schema.to_value()
}

/// What made a document.
#[derive(Debug, Serialize, JsonSchema)]
pub struct JsonProgram {
    /// `medvirk`.
    pub name: String,
    /// The program's version.
    pub version: String,
    /// The rule set's version.
    pub rule_set: String,
}

impl JsonProgram {
    pub(in crate::render) fn new(set: &RuleSet) -> Self {
        let version = env!("CARGO_PKG_VERSION").to_owned();
        Self { name: "medvirk".to_owned(), version, rule_set: set.version.clone() }
    }
}

/// What was read, and whom it is about.
#[derive(Debug, Serialize, JsonSchema)]
pub struct JsonSubject {
    /// The file.
    pub file: String,
    /// The SHA-256 of the file.
    pub sha256: String,
    /// Who it describes.
    pub organisation: JsonParty,
}

impl JsonSubject {
    pub(in crate::render) fn new(input: &Input, organisation: &Organisation) -> Self {
        let Organisation { name, number, .. } = organisation;
        let organisation = JsonParty { name: name.clone(), number: number.clone() };
        Self { file: input.name.clone(), sha256: input.sha256.clone(), organisation }
    }
}

/// An organisation.
#[derive(Debug, Serialize, JsonSchema)]
pub struct JsonParty {
    /// The name, where stated.
    pub name: Option<String>,
    /// The organisation number, where stated.
    pub number: Option<String>,
}

/// A rule by name.
#[derive(Debug, Serialize, JsonSchema)]
pub struct JsonNamed {
    /// Its id.
    pub rule: String,
    /// What is in place when it is met.
    pub title: String,
    /// `lov`, `faglig-råd`, `god-praksis` or `indikator`.
    pub force: String,
}

impl JsonNamed {
    pub(in crate::render) fn new(rule: &Rule, language: Language) -> Self {
        Self {
            rule: rule.id.clone(),
            title: rule.told.title.get(language).to_owned(),
            force: rule.force.name().to_owned(),
        }
    }
}
