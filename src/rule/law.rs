//! What rules rest on: provisions, documents and topics, beside the statements of the documents.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::statement::Statements;
use super::table::{Table, one_of};
use super::toml::{self, Entry};
use super::trilingual::Trilingual;
use crate::problem::{Kind, Problem};
use crate::source::{Source, Span};

/// A provision of a statute or regulation, or another governing text.
#[derive(Debug, Clone, PartialEq, Eq)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProvisionStatus {
    /// It is in force between its dates.
    InForce,
    /// It is adopted, and nobody knows yet from when it counts: it judges nothing.
    Adopted,
    /// It steers, but is no statute.
    Steering,
}

/// One of the documents that the rules are drawn from.
#[derive(Debug, Clone, PartialEq, Eq)]
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic {
    /// Its id, the name of its folder.
    pub id: String,
    /// Its name.
    pub name: Trilingual,
}

/// All that rules rest on.
#[derive(Debug, Clone, Default)]
pub struct Library {
    /// The provisions by id.
    pub provisions: BTreeMap<String, Provision>,
    /// The documents by id.
    pub documents: BTreeMap<String, Document>,
    /// The topics, in the order they are shown.
    pub topics: Vec<Topic>,
    /// The statements of the documents.
    pub statements: Arc<Statements>,
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

    /// Reads what makes up the library beside the statements: provisions, documents and topics, each
    /// as the keys and values of its file.
    ///
    /// # Errors
    /// Every mistake, with the position of its file.
    pub(super) fn of(
        files: [impl Iterator<Item = Entry>; 3],
        statements: Statements,
    ) -> Result<Self, Vec<(usize, Problem)>> {
        let mut library = Self { statements: Arc::new(statements), ..Self::default() };
        let mut problems = Vec::new();
        for (file, entries) in files.into_iter().enumerate() {
            let mut found = Vec::new();
            for entry in entries {
                let Some(mut table) = Table::of(&entry.value, "[table]", &mut found) else { continue };
                library.add(file, entry.key.to_string(), &mut table, &mut found);
                table.finish(&mut found);
            }
            problems.extend(found.into_iter().map(|problem| (file, problem)));
        }
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
            let id = entry.key.to_string();
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

    fn add(&mut self, file: usize, id: String, table: &mut Table<'_>, problems: &mut Vec<Problem>) {
        match file {
            0 => {
                let provision = provision(id.clone(), table, problems);
                self.provisions.insert(id, provision);
            }
            1 => {
                let document = document(id.clone(), table, problems);
                self.documents.insert(id, document);
            }
            _ => {
                let name = table.trilingual("name", problems);
                self.topics.push(Topic { id, name });
            }
        }
    }
}

fn provision(id: String, table: &mut Table<'_>, problems: &mut Vec<Problem>) -> Provision {
    let statuses = [
        ("in-force", ProvisionStatus::InForce),
        ("adopted", ProvisionStatus::Adopted),
        ("steering", ProvisionStatus::Steering),
    ];
    table.get("note");
    Provision {
        id,
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

fn document(id: String, table: &mut Table<'_>, problems: &mut Vec<Problem>) -> Document {
    table.get("note");
    let mut plain = |key| table.owned(key, problems);
    let (title, publisher, date, address) = (plain("title"), plain("publisher"), plain("date"), plain("address"));
    let kind = table.trilingual("kind", problems);
    let weight = table.get("force-note").is_some().then(|| table.trilingual("force-note", problems));
    Document { id, title: title.unwrap_or_default(), publisher, date, address, kind, weight }
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
