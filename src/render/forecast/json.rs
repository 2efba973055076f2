//! `medvirk-forecast/1`: what time alone will change, for machines.

use schemars::JsonSchema;
use serde::Serialize;

use super::reasons;
use crate::forecast::{Cause, Event, Forecast, What};
use crate::render::json::shared::{JsonNamed, JsonProgram, JsonSubject, schema_of};
use crate::render::machine::pretty;
use crate::render::words;
use crate::text::Language;

/// The name and version of the format.
pub const FORMAT: &str = "medvirk-forecast/1";

/// The JSON Schema of the format.
#[must_use]
pub fn schema() -> serde_json::Value {
    schema_of::<JsonForecast>(FORMAT)
}

/// A forecast.
#[derive(Debug, Serialize, JsonSchema)]
pub struct JsonForecast {
    /// Always `medvirk-forecast/1`.
    pub schema: String,
    /// The program that made it.
    pub tool: JsonProgram,
    /// The language of the texts: `nb`, `nn` or `en`.
    pub language: String,
    /// The audit date.
    pub as_of: String,
    /// The last day that is looked at.
    pub until: String,
    /// What was read.
    #[serde(flatten)]
    pub subject: JsonSubject,
    /// What changes, by day.
    pub events: Vec<JsonEvent>,
}

/// A change on a day.
#[derive(Debug, Serialize, JsonSchema)]
pub struct JsonEvent {
    /// The first day on which it is so.
    pub day: String,
    /// What happens, such as `gap`.
    pub turn: String,
    /// The rule.
    #[serde(flatten)]
    pub rule: JsonNamed,
    /// The path of the item, where one is judged.
    pub subject: Option<String>,
    /// What the item is called.
    pub subject_name: Option<String>,
    /// How it stands the day before; null where nothing was judged.
    pub before: Option<String>,
    /// How it stands on the day.
    pub after: String,
    /// What makes it so.
    pub causes: Vec<JsonCause>,
    /// The same in words.
    pub why: Vec<String>,
    /// What to do.
    pub remedy: String,
    /// Who usually does it.
    pub role: String,
    /// What stays the same from one audit to the next.
    pub fingerprint: String,
}

/// What makes a change.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum JsonCause {
    /// A provision enters into force, or ends.
    Provision {
        /// Its id.
        provision: String,
        /// Whether it begins.
        begins: bool,
    },
    /// A rule counts from this day, or no longer.
    Rule {
        /// Whether it begins.
        begins: bool,
    },
    /// A date comes to lie too many months back.
    TooOld {
        /// How many months back it may lie.
        months: i32,
        /// The fact.
        #[serde(flatten)]
        fact: JsonFact,
    },
    /// A date has passed.
    DatePassed {
        /// The fact.
        #[serde(flatten)]
        fact: JsonFact,
    },
    /// A date has come.
    DateReached {
        /// The fact.
        #[serde(flatten)]
        fact: JsonFact,
    },
    /// An accepted deviation has run out.
    Deviation {
        /// Its last day.
        until: Option<String>,
        /// Who decided it.
        decided_by: Option<String>,
        /// The case number.
        case: Option<String>,
    },
}

/// A date in the record.
#[derive(Debug, Serialize, JsonSchema)]
pub struct JsonFact {
    /// The field.
    pub field: String,
    /// What stands there.
    pub stated: String,
    /// Where it stands.
    pub place: JsonStands,
}

/// A place in a file.
#[derive(Debug, Serialize, JsonSchema)]
pub struct JsonStands {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
    /// The column, from 1.
    pub column: u32,
}

/// For machines.
#[must_use]
pub fn render(forecast: &Forecast<'_>, language: Language) -> String {
    pretty(&JsonForecast {
        schema: FORMAT.to_owned(),
        tool: JsonProgram::new(forecast.set),
        language: language.code().to_owned(),
        as_of: forecast.as_of.to_string(),
        until: forecast.until.to_string(),
        subject: JsonSubject::new(&forecast.input, &forecast.organisation),
        events: forecast.events.iter().map(|found| event(forecast, found, language)).collect(),
    })
}

fn event(forecast: &Forecast<'_>, event: &Event, language: Language) -> JsonEvent {
    let rule = &forecast.set.rules[event.after.rule];
    JsonEvent {
        day: event.day.to_string(),
        turn: event.turn.name().to_owned(),
        rule: JsonNamed::new(rule, language),
        subject: event.after.subject.path.clone(),
        subject_name: event.after.subject.name.clone(),
        before: event.before.as_ref().map(|before| before.status.name().to_owned()),
        after: event.after.status.name().to_owned(),
        causes: event.causes.iter().map(|found| cause(forecast, found, event)).collect(),
        why: reasons(forecast, event, language),
        remedy: rule.told.remedy.get(language).to_owned(),
        role: words::role(rule.told.role, language.texts()).to_owned(),
        fingerprint: event.after.fingerprint.clone(),
    }
}

fn cause(forecast: &Forecast<'_>, cause: &Cause, event: &Event) -> JsonCause {
    match cause {
        Cause::Provision { id, begins } => JsonCause::Provision { provision: id.clone(), begins: *begins },
        Cause::Rule { begins } => JsonCause::Rule { begins: *begins },
        Cause::Fact { field, stated, place, what } => {
            let position = place.position;
            let file = forecast.input.name.clone();
            let place = JsonStands { file, line: position.line, column: position.column };
            let fact = JsonFact { field: field.clone(), stated: stated.clone(), place };
            match what {
                What::TooOld(months) => JsonCause::TooOld { months: *months, fact },
                What::Passed => JsonCause::DatePassed { fact },
                What::Reached => JsonCause::DateReached { fact },
            }
        }
        Cause::Deviation => {
            let ended = event.ended();
            JsonCause::Deviation {
                until: ended.map(|ended| ended.until.to_string()),
                decided_by: ended.map(|ended| ended.decided_by.clone()),
                case: ended.and_then(|ended| ended.case.clone()),
            }
        }
    }
}
