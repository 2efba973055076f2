//! What rules rest on: provisions, documents and topics, beside the statements of the documents.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::statement::{self, Statements};
use super::table::{Table, one_of};
use super::toml;
use super::trilingual::Trilingual;
use crate::problem::{Kind, Problem};
use crate::source::{Source, Span};

/// A provision of a statute or regulation, or another governing text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Provision {
    /// Its id, `hol-3-10-1`.
    pub id: String,
    /// The short title.
    pub act: Trilingual,
    /// The section, with paragraph and letter.
    pub section: Trilingual,
    /// The identifier, `LOV-2011-06-24-30`; none for what is not a statute or regulation.
    pub identifier: Option<String>,
    /// Where it can be read.
    pub address: Option<String>,
    /// Whom it obliges.
    pub addressee: Trilingual,
    /// What it requires, in our words.
    pub duty: Trilingual,
    /// The first day the duty counts.
    pub from: Option<Date>,
    /// The last day.
    pub to: Option<Date>,
    /// Whether it counts at all.
    pub status: ProvisionStatus,
}

/// Whether a provision counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ProvisionStatus {
    /// It is in force between its dates.
    InForce,
    /// It is adopted, and nobody knows yet from when it counts: it judges nothing.
    Adopted,
    /// It steers, but is no statute.
    Steering,
}

/// One of the documents that the rules are drawn from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Document {
    /// Its id.
    pub id: String,
    /// Its own title.
    pub title: String,
    /// Who published it, where that is established.
    pub publisher: Option<String>,
    /// When.
    pub date: Option<String>,
    /// Where it can be read.
    pub address: Option<String>,
    /// What kind of document it is.
    pub kind: Trilingual,
    /// What weight it has, where that needs saying.
    pub weight: Option<Trilingual>,
}

/// A topic that rules are grouped by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Topic {
    /// Its id, the name of its folder.
    pub id: String,
    /// Its name.
    pub name: Trilingual,
}

/// All that rules rest on.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Library {
    /// The provisions by id.
    pub provisions: BTreeMap<String, Provision>,
    /// The documents by id.
    pub documents: BTreeMap<String, Document>,
    /// The topics, in the order they are shown.
    pub topics: Vec<Topic>,
    /// The statements of the documents.
    pub statements: Statements,
}

impl Provision {
    /// Whether it counts on a day.
    #[must_use]
    pub fn in_force(&self, day: Date) -> bool {
        self.status != ProvisionStatus::Adopted
            && self.from.is_none_or(|from| from <= day)
            && self.to.is_none_or(|to| day <= to)
    }
}

impl Library {
    /// The position of a topic in the order they are shown.
    #[must_use]
    pub fn topic_order(&self, id: &str) -> usize {
        self.topics.iter().position(|topic| topic.id == id).unwrap_or(self.topics.len())
    }

    /// Reads a library from its four files: provisions, documents, topics and statements.
    ///
    /// # Errors
    /// Every mistake, with the position of its file.
    pub fn read(files: &[Source; 4]) -> Result<Self, Vec<(usize, Problem)>> {
        let mut library = Self::default();
        let mut statements = Vec::new();
        let mut problems = Vec::new();
        for (file, source) in files.iter().enumerate() {
            let mut found = Vec::new();
            for entry in &toml::parse(source).unwrap_or_else(|mistakes| {
                found = mistakes;
                Vec::new()
            }) {
                let Some(mut table) = Table::of(&entry.value, "[table]", &mut found) else { continue };
                let id = entry.key.as_str();
                match file {
                    0 => {
                        let provision = provision(id, &mut table, &mut found);
                        library.provisions.insert(id.to_owned(), provision);
                    }
                    1 => {
                        let document = document(id, &mut table, &mut found);
                        library.documents.insert(id.to_owned(), document);
                    }
                    2 => {
                        let name = table.trilingual("name", &mut found);
                        library.topics.push(Topic { id: id.to_owned(), name });
                    }
                    _ => statements.push(statement::read(id, &mut table, &mut found)),
                }
                table.finish(&mut found);
            }
            problems.extend(found.into_iter().map(|problem| (file, problem)));
        }
        library.statements = Statements::of(statements);
        if problems.is_empty() { Ok(library) } else { Err(problems) }
    }

    /// The topics of an organisation's own rules; names that are taken are refused.
    ///
    /// # Errors
    /// Every mistake in the file.
    pub fn own_topics(source: &Source, taken: &Self) -> Result<Vec<Topic>, Vec<Problem>> {
        let mut problems = Vec::new();
        let mut topics = Vec::new();
        for entry in &toml::parse(source)? {
            let id = entry.key.clone();
            if taken.topics.iter().any(|topic| topic.id == id) {
                problems.push(Problem::new(Kind::DuplicateTopic, entry.key_span).with("id", id.as_str()));
            }
            let Some(mut table) = Table::of(&entry.value, "[table]", &mut problems) else { continue };
            let name = table.own_text("name", &mut problems);
            table.finish(&mut problems);
            topics.push(Topic { id, name });
        }
        if problems.is_empty() { Ok(topics) } else { Err(problems) }
    }
}

fn provision(id: &str, table: &mut Table<'_>, problems: &mut Vec<Problem>) -> Provision {
    let statuses = [
        ("in-force", ProvisionStatus::InForce),
        ("adopted", ProvisionStatus::Adopted),
        ("steering", ProvisionStatus::Steering),
    ];
    table.get("note");
    Provision {
        id: id.to_owned(),
        act: table.trilingual("act", problems),
        section: table.trilingual("section", problems),
        identifier: table.owned("identifier", problems),
        address: table.owned("address", problems),
        addressee: table.trilingual("addressee", problems),
        duty: table.trilingual("duty", problems),
        from: date(table, "from", problems),
        to: date(table, "to", problems),
        status: table
            .text("status", problems)
            .and_then(|found| one_of(found, &statuses, problems))
            .unwrap_or(ProvisionStatus::InForce),
    }
}

fn document(id: &str, table: &mut Table<'_>, problems: &mut Vec<Problem>) -> Document {
    table.get("note");
    let mut plain = |key| table.owned(key, problems);
    let (title, publisher, date, address) = (plain("title"), plain("publisher"), plain("date"), plain("address"));
    let kind = table.trilingual("kind", problems);
    let weight = table.get("force-note").is_some().then(|| table.trilingual("force-note", problems));
    Document { id: id.to_owned(), title: title.unwrap_or_default(), publisher, date, address, kind, weight }
}

/// A date written as text.
pub(super) fn date(table: &mut Table<'_>, key: &'static str, problems: &mut Vec<Problem>) -> Option<Date> {
    let (text, span) = table.text(key, problems)?;
    let parsed = text.parse().ok();
    if parsed.is_none() {
        problems.push(not_a_date(span, text));
    }
    parsed
}

fn not_a_date(span: Span, text: &str) -> Problem {
    Problem::new(Kind::NotDate, span).with("value", text)
}
