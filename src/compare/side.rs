//! One side of a comparison: as much of a report as it takes, whether the report was made just
//! now or read from a file.

use serde::{Deserialize, Deserializer, de};

use crate::outcome::Status;
use crate::rule::Force;

/// A report, as far as it is compared.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Side {
    /// What made it.
    pub tool: Tool,
    /// The audit date.
    pub as_of: String,
    /// The language of the texts.
    pub language: String,
    /// The inputs that could not be audited.
    #[serde(default)]
    pub not_audited: Vec<String>,
    /// The records.
    pub records: Vec<SideRecord>,
    /// Where it came from.
    #[serde(skip)]
    pub origin: Origin,
}

/// Where a side came from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Origin {
    /// The file, as it is shown.
    pub file: String,
    /// Whether the file is a report, and not a record.
    pub is_report: bool,
}

/// What made a report.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Tool {
    /// The program's version.
    pub version: String,
    /// The rule set's version.
    pub rule_set: String,
    /// How many rules were tried.
    pub rules: usize,
}

/// One record's result.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct SideRecord {
    /// The file.
    pub file: String,
    /// The SHA-256 of the file.
    pub sha256: String,
    /// Who it describes.
    pub organisation: Who,
    /// The outcomes.
    pub outcomes: Vec<Entry>,
}

/// Who a record describes.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Who {
    /// The name.
    pub name: Option<String>,
    /// The organisation number.
    pub number: Option<String>,
}

/// One outcome.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Entry {
    /// The rule's id.
    pub rule: String,
    /// Its title.
    pub title: String,
    /// Its topic.
    pub topic: String,
    /// Its level.
    pub level: String,
    /// Its force.
    #[serde(deserialize_with = "force")]
    pub force: Force,
    /// What it asks.
    pub requirement: String,
    /// The status.
    #[serde(deserialize_with = "status")]
    pub status: Status,
    /// What was judged, where it is an item of a list.
    pub subject: Option<Item>,
    /// What decided it.
    pub reason: Reason,
    /// The facts that were read or are missing.
    pub evidence: Vec<Fact>,
    /// The sources.
    pub references: Vec<Source>,
    /// The statements that the rule covers.
    pub statements: Vec<String>,
    /// What to do.
    pub remedy: String,
    /// What to ask.
    pub question: String,
    /// The numbers that took part.
    pub parameters: Vec<Limit>,
    /// The same from one audit to the next.
    pub fingerprint: String,
    /// The decision that accepts the gap for a time.
    #[serde(default)]
    pub accepted: Option<Accepted>,
}

/// An item of a list.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Item {
    /// Its path.
    pub path: String,
    /// Its own name or id.
    pub name: Option<String>,
}

/// What decided an outcome.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Reason {
    /// The stable code.
    pub code: String,
    /// The sentences, with facts and places.
    pub text: Vec<String>,
}

/// One fact, or the place where one is missing.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Fact {
    /// The field.
    pub field: String,
    /// How it is stated.
    pub stated: String,
    /// The values as written.
    pub values: Vec<String>,
    /// Whether what was asked of it holds.
    pub holds: Option<bool>,
    /// Where it stands.
    pub place: Place,
}

/// A place in a file.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Place {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
    /// The column, from 1.
    pub column: u32,
    /// The first byte, from 0.
    pub byte_start: u32,
    /// The byte after the last.
    pub byte_end: u32,
}

/// A source of a rule.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Source {
    /// What it is.
    pub text: String,
    /// Where it can be read.
    pub address: Option<String>,
}

/// A number that took part.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Limit {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: f64,
}

/// The decision that accepts a gap for a time.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Accepted {
    /// The last day it counts.
    pub until: String,
    /// Whether that day has passed.
    pub expired: bool,
}

impl Entry {
    /// Whether a decision accepts the gap today.
    #[must_use]
    pub fn is_excused(&self) -> bool {
        self.accepted.as_ref().is_some_and(|accepted| !accepted.expired)
    }

    /// What the item is known by, where the outcome is about one.
    #[must_use]
    pub fn item(&self) -> Option<&str> {
        self.subject.as_ref().map(|item| item.name.as_deref().unwrap_or(&item.path))
    }
}

impl SideRecord {
    /// What the organisation is known by from one report to the next.
    #[must_use]
    pub fn identity(&self) -> &str {
        let who = &self.organisation;
        who.number.as_deref().or(who.name.as_deref()).unwrap_or(&self.file)
    }
}

fn status<'de, D: Deserializer<'de>>(from: D) -> Result<Status, D::Error> {
    let name = String::deserialize(from)?;
    Status::from_name(&name).ok_or_else(|| unknown(&name, &Status::ALL.map(Status::name)))
}

fn force<'de, D: Deserializer<'de>>(from: D) -> Result<Force, D::Error> {
    let name = String::deserialize(from)?;
    let known = Force::ALL.into_iter().find(|(known, _)| *known == name);
    known.map(|(_, force)| force).ok_or_else(|| unknown(&name, &Force::ALL.map(|(known, _)| known)))
}

fn unknown<E: de::Error>(name: &str, known: &[&str]) -> E {
    E::custom(format!("{name:?}: {}", known.join(", ")))
}
