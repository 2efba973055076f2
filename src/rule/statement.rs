//! The statements of the documents that the rules are drawn from.

use std::sync::OnceLock;

use super::packed;
use super::table::{Table, one_of};
use super::toml::Item;
use super::trilingual::Trilingual;
use crate::problem::Problem;
use crate::source::Span;

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

/// All statements, each read when it is first asked for: a report shows few of them.
#[derive(Debug, Default)]
pub struct Statements {
    /// Their ids, in order, and where the packed form of each begins.
    places: &'static [(&'static str, usize)],
    read: Vec<OnceLock<DocumentStatement>>,
}

impl Statements {
    pub(super) fn packed(places: &'static [(&'static str, usize)]) -> Self {
        Self { places, read: vec![OnceLock::new(); places.len()] }
    }

    /// The statement with this id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&DocumentStatement> {
        self.places.binary_search_by_key(&id, |(id, _)| id).ok().map(|position| self.at(position))
    }

    /// All of them, by id.
    pub fn iter(&self) -> impl Iterator<Item = &DocumentStatement> {
        (0..self.places.len()).map(|position| self.at(position))
    }

    /// Their ids, in order.
    pub fn ids(&self) -> impl Iterator<Item = &'static str> {
        self.places.iter().map(|(id, _)| *id)
    }

    fn at(&self, position: usize) -> &DocumentStatement {
        self.read[position].get_or_init(|| {
            let (id, place) = self.places[position];
            let (entries, mut problems) = (packed::entries(packed::from(place)), Vec::new());
            let statement = read(id, &mut Table::new(&entries, Span::default()), &mut problems);
            assert!(problems.is_empty(), "a test reads every statement");
            statement
        })
    }
}

fn read(id: &'static str, table: &mut Table<'_>, problems: &mut Vec<Problem>) -> DocumentStatement {
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
        Item::Trilingual(texts) => texts.clone(),
        Item::Table(entries) => {
            let find = |code: &str| {
                entries.iter().find(|entry| entry.key == code).and_then(|entry| match &entry.value.item {
                    Item::Text(text) => Some(text.to_string()),
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
