//! `medvirk-next/1`: the decisive questions, for machines.

use schemars::JsonSchema;
use serde::Serialize;

use super::Next;
use crate::question::Question;
use crate::render::answer;
use crate::render::json::shared::{JsonNamed, schema_of};
use crate::render::machine::pretty;

/// The name and version of the format.
pub const FORMAT: &str = "medvirk-next/1";

/// The JSON Schema of the format.
#[must_use]
pub fn schema() -> serde_json::Value {
    schema_of::<JsonNext>(FORMAT)
}

/// The questions about a record.
#[derive(Debug, Serialize, JsonSchema)]
pub struct JsonNext {
    /// Always `medvirk-next/1`.
    pub schema: String,
    /// The audit date.
    pub as_of: String,
    /// The file.
    pub file: String,
    /// How many outcomes are not documented.
    pub open: usize,
    /// How many of them wait for something that no single answer gives, such as sources that agree.
    pub beyond: usize,
    /// How many questions there are.
    pub count: usize,
    /// The questions that are shown, the most decisive first.
    pub questions: Vec<JsonQuestion>,
}

/// One question.
#[derive(Debug, Serialize, JsonSchema)]
pub struct JsonQuestion {
    /// Where the answer goes.
    pub field: String,
    /// The question in words.
    pub question: String,
    /// The item it is about, where it is about one.
    pub about: Option<String>,
    /// What can be answered.
    pub answers: String,
    /// The rules that an answer can settle.
    pub settles: Vec<JsonNamed>,
    /// The rules that need other answers beside this one.
    pub helps: Vec<JsonNamed>,
    /// The fields that are open beside this one, where it settles nothing alone.
    pub with: Vec<String>,
    /// Who usually knows.
    pub roles: Vec<String>,
    /// Where it usually stands.
    pub documents: String,
    /// The nearest place that exists.
    pub place: JsonNearest,
}

/// A place in a file.
#[derive(Debug, Serialize, JsonSchema)]
pub struct JsonNearest {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
    /// The column, from 1.
    pub column: u32,
    /// Whether the field itself stands there.
    pub stands: bool,
}

impl Next<'_, '_> {
    /// The questions for machines.
    #[must_use]
    pub fn json(&self) -> String {
        pretty(&JsonNext {
            schema: FORMAT.to_owned(),
            as_of: self.as_of.to_string(),
            file: self.record.source().name().to_owned(),
            open: self.agenda.open,
            beyond: self.agenda.beyond,
            count: self.agenda.questions.len(),
            questions: self.shown().map(|question| self.json_question(question)).collect(),
        })
    }

    fn json_question(&self, question: &Question) -> JsonQuestion {
        let language = self.style.language;
        let named =
            |rules: &[usize]| rules.iter().map(|rule| JsonNamed::new(&self.set.rules[*rule], language)).collect();
        let position = question.place.position;
        JsonQuestion {
            field: question.field.clone(),
            question: answer::question(&question.address, language),
            about: answer::about(&question.address, self.record),
            answers: answer::answers(&question.address, self.record, self.texts()),
            settles: named(&question.settles),
            helps: named(&question.helps),
            with: question.with.clone(),
            roles: self.roles(question).into_iter().map(str::to_owned).collect(),
            documents: self.documents(question).to_owned(),
            place: JsonNearest {
                file: self.record.source().name().to_owned(),
                line: position.line,
                column: position.column,
                stands: question.address.node.is_some(),
            },
        }
    }
}
