//! `medvirk-what-if/1`: which outcomes some answers would change, for machines.

use schemars::JsonSchema;
use serde::Serialize;

use crate::difference::Changed;
use crate::render::json::shared::{JsonNamed, schema_of};
use crate::render::machine::pretty;
use crate::rule::RuleSet;
use crate::text::Language;

/// The name and version of the format.
pub const FORMAT: &str = "medvirk-what-if/1";

/// The JSON Schema of the format.
#[must_use]
pub fn schema() -> serde_json::Value {
    schema_of::<JsonWhatIf>(FORMAT)
}

/// What some answers would change.
#[derive(Debug, Serialize, JsonSchema)]
pub struct JsonWhatIf {
    /// Always `medvirk-what-if/1`.
    pub schema: String,
    /// The audit date.
    pub as_of: String,
    /// The file.
    pub file: String,
    /// The answers that were tried, as `medvirk set` takes them.
    pub changes: Vec<String>,
    /// The outcomes that they would change.
    pub outcomes: Vec<JsonChanged>,
}

/// An outcome that is another one then.
#[derive(Debug, Serialize, JsonSchema)]
pub struct JsonChanged {
    /// The rule.
    #[serde(flatten)]
    pub rule: JsonNamed,
    /// The path of the item, where one is judged.
    pub subject: Option<String>,
    /// How it stands; null where it is not judged.
    pub before: Option<String>,
    /// How it would stand; null where it would not be judged.
    pub after: Option<String>,
}

/// For machines.
#[must_use]
pub fn render(
    set: &RuleSet,
    (file, as_of): (&str, jiff::civil::Date),
    changes: &[String],
    outcomes: &[Changed<'_>],
    language: Language,
) -> String {
    let outcomes = outcomes.iter().filter_map(|changed| {
        let outcome = changed.outcome()?;
        Some(JsonChanged {
            rule: JsonNamed::new(&set.rules[outcome.rule], language),
            subject: outcome.subject.path.clone(),
            before: changed.before.map(|outcome| outcome.status.name().to_owned()),
            after: changed.after.map(|outcome| outcome.status.name().to_owned()),
        })
    });
    pretty(&JsonWhatIf {
        schema: FORMAT.to_owned(),
        as_of: as_of.to_string(),
        file: file.to_owned(),
        changes: changes.to_vec(),
        outcomes: outcomes.collect(),
    })
}
