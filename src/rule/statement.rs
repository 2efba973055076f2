//! The statements of the documents that the rules are drawn from.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::later::Later;
use super::table::{Table, one_of};
use super::toml::Item;
use super::trilingual::Trilingual;
use crate::problem::Problem;

/// One statement of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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

/// All statements, each read when it is first asked for: a report shows few of them.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Statements(Vec<Named>);

/// A statement under its id, by which the list is sorted.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Named {
    #[serde(borrow)]
    id: Cow<'static, str>,
    statement: Later<DocumentStatement>,
}

impl Statements {
    /// The statement with this id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&DocumentStatement> {
        let found = self.0.binary_search_by_key(&id, |named| &named.id).ok()?;
        Some(&self.0[found].statement)
    }

    /// All of them, by id.
    pub fn iter(&self) -> impl Iterator<Item = &DocumentStatement> {
        self.0.iter().map(|named| &*named.statement)
    }

    /// Their ids, in order.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|named| named.id.as_ref())
    }

    pub(super) fn of(mut statements: Vec<DocumentStatement>) -> Self {
        statements.sort_by(|one, other| one.id.cmp(&other.id));
        let named =
            |statement: DocumentStatement| Named { id: Cow::Owned(statement.id.clone()), statement: statement.into() };
        Self(statements.into_iter().map(named).collect())
    }
}

/// Reads one statement.
pub(super) fn read(id: &str, table: &mut Table<'_>, problems: &mut Vec<Problem>) -> DocumentStatement {
    // For those who write rules; no report shows them.
    for key in ["level", "force", "addressees", "topic"] {
        table.get(key);
    }
    let document = table.owned("document", problems).unwrap_or_default();
    let locator = table.get("locator").map(|value| locator(&value.item)).unwrap_or_default();
    let auditable = table.flag("auditable", problems).unwrap_or(true);
    let given = if auditable { table.text("reason", problems) } else { table.required_text("reason", problems) };
    DocumentStatement {
        id: id.to_owned(),
        document,
        locator,
        auditable,
        reason: given.and_then(|found| one_of(found, &NotAuditable::ALL, problems)),
        same_as: table.owned("same_as", problems),
    }
}

/// Where in a document; in the languages that do not say, as in bokmål.
fn locator(item: &Item) -> Trilingual {
    match item {
        Item::Table(entries) => {
            let find = |code: &str| {
                entries.iter().find(|entry| entry.key == code).and_then(|entry| match &entry.value.item {
                    Item::Text(text) => Some(text.clone()),
                    _ => None,
                })
            };
            let nb = find("nb").unwrap_or_default();
            let [nn, en] = ["nn", "en"].map(|code| find(code).unwrap_or_else(|| nb.clone()));
            Trilingual::new([nb, nn, en])
        }
        _ => Trilingual::default(),
    }
}
