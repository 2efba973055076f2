//! What rules rest on: provisions, documents, statements and topics.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::table::{Table, one_of};
use super::toml::{self, Entry, Item, Parsed};
use crate::problem::{Kind, Problem};
use crate::source::{Source, Span};
use crate::text::Trilingual;

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

/// One statement of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentStatement {
    /// Its id, `S3-24`.
    pub id: String,
    /// The document it stands in.
    pub document: String,
    /// Where in the document.
    pub locator: Trilingual,
    /// Whether a rule can test it.
    pub auditable: bool,
    /// Why not, where it cannot.
    pub reason: Option<NotAuditable>,
    /// The statement that it repeats.
    pub same_as: Option<String>,
}

/// Why a statement cannot be audited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NotAuditable {
    /// It gives background or describes; it asks nothing of anyone.
    Background,
    /// It is a title or a heading.
    Heading,
    /// It belongs to the page it stands on: links, dates, footers.
    Navigation,
    /// It repeats in other words what stands elsewhere in the same document.
    Repetition,
}

impl NotAuditable {
    /// All reasons, with their names in the list of statements.
    pub const ALL: [(&'static str, Self); 4] = [
        ("background", Self::Background),
        ("heading", Self::Heading),
        ("navigation", Self::Navigation),
        ("repetition", Self::Repetition),
    ];

    /// The name in the list of statements.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Background => "background",
            Self::Heading => "heading",
            Self::Navigation => "navigation",
            Self::Repetition => "repetition",
        }
    }
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
    /// The statements by id.
    pub statements: BTreeMap<String, DocumentStatement>,
    /// The topics, in the order they are shown.
    pub topics: Vec<Topic>,
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

    /// Reads the four files that make up the library: provisions, documents, statements and topics.
    ///
    /// # Errors
    /// Every mistake, with the position of its file.
    pub(super) fn of(files: [Parsed; 4]) -> Result<Self, Vec<(usize, Problem)>> {
        let mut library = Self::default();
        let mut problems = Vec::new();
        for (file, parsed) in files.into_iter().enumerate() {
            let mut found = Vec::new();
            match parsed {
                Ok(entries) => library.add(file, &entries, &mut found),
                Err(errors) => found = errors,
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

    fn add(&mut self, file: usize, entries: &[Entry], problems: &mut Vec<Problem>) {
        for entry in entries {
            let Some(mut table) = Table::of(&entry.value, "[table]", problems) else { continue };
            let id = entry.key.to_string();
            match file {
                0 => {
                    let provision = provision(id.clone(), &mut table, problems);
                    self.provisions.insert(id, provision);
                }
                1 => {
                    let document = document(id.clone(), &mut table, problems);
                    self.documents.insert(id, document);
                }
                2 => {
                    let statement = statement(id.clone(), &mut table, problems);
                    self.statements.insert(id, statement);
                    continue;
                }
                _ => {
                    let name = table.trilingual("name", problems);
                    self.topics.push(Topic { id, name });
                }
            }
            table.finish(problems);
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
        identifier: table.text("identifier", problems).map(|(text, _)| text),
        address: table.text("address", problems).map(|(text, _)| text),
        addressee: table.trilingual("addressee", problems),
        duty: table.trilingual("duty", problems),
        from: date(table, "from", problems),
        to: date(table, "to", problems),
        status: table
            .text("status", problems)
            .and_then(|found| one_of(&found, &statuses, problems))
            .unwrap_or(ProvisionStatus::InForce),
    }
}

fn document(id: String, table: &mut Table<'_>, problems: &mut Vec<Problem>) -> Document {
    table.get("note");
    let mut plain = |key| table.text(key, problems).map(|(text, _)| text);
    let (title, publisher, date, address) = (plain("title"), plain("publisher"), plain("date"), plain("address"));
    let kind = table.trilingual("kind", problems);
    let weight = table.get("force-note").is_some().then(|| table.trilingual("force-note", problems));
    Document { id, title: title.unwrap_or_default(), publisher, date, address, kind, weight }
}

fn statement(id: String, table: &mut Table<'_>, problems: &mut Vec<Problem>) -> DocumentStatement {
    let document = table.text("document", problems).map(|(text, _)| text).unwrap_or_default();
    let locator = table.get("locator").map(|value| locator(&value.item)).unwrap_or_default();
    let auditable = table.flag("auditable", problems).unwrap_or(true);
    let given = if auditable { table.text("reason", problems) } else { table.required_text("reason", problems) };
    DocumentStatement {
        id,
        document,
        locator,
        auditable,
        reason: given.and_then(|found| one_of(&found, &NotAuditable::ALL, problems)),
        same_as: table.text("same_as", problems).map(|(text, _)| text),
    }
}

/// Where in a document; in the languages that do not say, as in bokmål.
fn locator(item: &Item) -> Trilingual {
    match item {
        Item::Trilingual(texts) => texts.clone(),
        Item::Table(entries) => {
            let find = |code: &str| {
                entries.iter().find(|entry| entry.key == code).and_then(|entry| match &entry.value.item {
                    Item::Text(text) => Some(text.clone()),
                    _ => None,
                })
            };
            let nb = find("nb").unwrap_or_default();
            let [nn, en] = ["nn", "en"].map(|code| find(code).unwrap_or_else(|| nb.clone()));
            Trilingual { nb, nn, en }
        }
        _ => Trilingual::default(),
    }
}

/// A date written as text.
pub(super) fn date(table: &mut Table<'_>, key: &'static str, problems: &mut Vec<Problem>) -> Option<Date> {
    let (text, span) = table.text(key, problems)?;
    let parsed = text.parse().ok();
    if parsed.is_none() {
        problems.push(not_a_date(span, &text));
    }
    parsed
}

fn not_a_date(span: Span, text: &str) -> Problem {
    Problem::new(Kind::NotDate, span).with("value", text)
}
