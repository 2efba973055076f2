//! The report in words: all that a report for people shows, once, in one language, as plain text.
//! Formats lay it out and escape it; none of them chooses what to say.

mod accepted;
mod build;
pub mod compare;
mod together;

pub use accepted::{AcceptedView, accepted, baseline};
pub use build::view;
pub use together::{MatrixView, TogetherView, forces, together};

use serde::Serialize;

use super::words::Reference;

/// The whole report.
#[derive(Debug, Serialize)]
pub struct View {
    /// The language's code.
    pub language: &'static str,
    /// What the report is.
    pub title: &'static str,
    /// When and with what it was made.
    pub about: Vec<Labelled>,
    /// What the statuses mean.
    pub statuses: Vec<Meaning>,
    /// What the forces mean.
    pub forces: Vec<Meaning>,
    /// The inputs that could not be audited.
    pub not_audited: Vec<String>,
    /// The files that are no records.
    pub skipped: Vec<String>,
    /// The records.
    pub records: Vec<RecordView>,
    /// What several records have in common.
    pub together: Option<TogetherView>,
    /// The accepted deviations.
    pub accepted: Vec<AcceptedView>,
    /// The provisions that the rules rest on.
    pub provisions: Vec<ProvisionView>,
    /// The documents that the rules are drawn from.
    pub documents: Vec<DocumentView>,
    /// The provisions that judge nothing yet.
    pub announced: Vec<ProvisionView>,
}

/// A value with its label.
#[derive(Debug, Serialize)]
pub struct Labelled {
    /// The label.
    pub label: &'static str,
    /// The value.
    pub value: String,
}

/// A word with its meaning.
#[derive(Debug, Serialize)]
pub struct Meaning {
    /// The stable name.
    pub code: &'static str,
    /// The sign; nothing where there is none.
    pub sign: &'static str,
    /// The word.
    pub word: String,
    /// What it means.
    pub meaning: String,
}

/// One record.
#[derive(Debug, Serialize)]
pub struct RecordView {
    /// Its place among the records, from 1.
    pub number: usize,
    /// The organisation's name.
    pub name: String,
    /// Whom the record describes, and the file.
    pub facts: Vec<Labelled>,
    /// How many statutory requirements are met.
    pub range: String,
    /// Whether the gaps fail the audit.
    pub verdict: Option<String>,
    /// The counts by force.
    pub counts: Vec<CountsView>,
    /// The counts by topic.
    pub topics: Vec<TopicView>,
    /// The heading of the gap table.
    pub gap_caption: String,
    /// What the gap table leaves out.
    pub gap_note: String,
    /// The outcomes.
    pub parts: Vec<PartView>,
}

/// The counts of one force.
#[derive(Debug, Serialize)]
pub struct CountsView {
    /// The force.
    pub force: String,
    /// The counts, in the order of the statuses.
    pub counts: Vec<usize>,
    /// From what is met to what could be, of those that apply.
    pub possible: String,
}

/// The counts of one topic.
#[derive(Debug, Serialize)]
pub struct TopicView {
    /// The topic.
    pub name: String,
    /// One cell for each force.
    pub cells: Vec<TopicCell>,
}

/// The counts of one topic and force.
#[derive(Debug, Serialize)]
pub struct TopicCell {
    /// The force.
    pub force: String,
    /// How many apply.
    pub applicable: usize,
    /// The counts that are not zero, without those that are not applicable.
    pub counts: Vec<StatusCount>,
    /// The counts in words.
    pub words: String,
}

/// How many have a status.
#[derive(Debug, Serialize)]
pub struct StatusCount {
    /// The status's stable name.
    pub status: &'static str,
    /// Its sign.
    pub sign: &'static str,
    /// How many.
    pub count: usize,
}

/// The outcomes that are read together.
#[derive(Debug, Serialize)]
pub struct PartView {
    /// The heading.
    pub heading: String,
    /// Whether they belong in the gap table.
    pub in_gap_table: bool,
    /// The outcomes.
    pub outcomes: Vec<OutcomeView>,
}

/// One outcome.
#[derive(Debug, Serialize)]
pub struct OutcomeView {
    /// The number that it has in every format, from 1 through all records.
    pub number: usize,
    /// What is in place when the rule is met.
    pub title: String,
    /// The item that was judged, where it is one.
    pub subject: Option<String>,
    /// The status.
    pub status: Tag,
    /// The status, with the decision that accepts the gap for a time.
    pub standing: String,
    /// How it compares with an earlier audit, where it was held against one.
    pub change: Option<&'static str>,
    /// The status's sign.
    pub sign: &'static str,
    /// The force.
    pub force: Tag,
    /// The topic.
    pub topic: Tag,
    /// The level.
    pub level: Tag,
    /// The rule's id.
    pub rule: String,
    /// Whether the rule is one of the organisation's own.
    pub local: bool,
    /// What the rule asks.
    pub requirement: String,
    /// The reason, sentence by sentence, with the facts and their places.
    pub reasons: Vec<String>,
    /// The reason as a table shows it: what rules, and how much more there is.
    pub short_reasons: Vec<String>,
    /// What to do or to answer; nothing where nothing is left to do.
    pub next: Option<Labelled>,
    /// The sources.
    pub references: Vec<Reference>,
    /// The sources as a table shows them: the provisions, or the documents where there are none.
    pub short_references: Vec<Reference>,
    /// The numbers that took part.
    pub parameters: Vec<ParameterView>,
    /// Which documents usually show it; nothing where it is not applicable.
    pub documents: Option<String>,
}

/// A value that readers can choose by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tag {
    /// The stable name.
    pub code: String,
    /// The word.
    pub word: String,
}

/// A number that took part.
#[derive(Debug, Serialize)]
pub struct ParameterView {
    /// The number, and whose it is.
    pub text: String,
    /// Why it is as it is, and what would count without an organisation's own.
    pub rationale: String,
}

/// A provision.
#[derive(Debug, Serialize)]
pub struct ProvisionView {
    /// Its name and where it can be read.
    pub reference: Reference,
    /// Whom it obliges.
    pub addressee: String,
    /// What it requires.
    pub duty: String,
    /// From when.
    pub from: String,
}

/// A document.
#[derive(Debug, Serialize)]
pub struct DocumentView {
    /// Its title and where it can be read.
    pub reference: Reference,
    /// Who published it, and when.
    pub published: String,
    /// What kind of document it is, and how far it binds.
    pub kind: String,
}

impl RecordView {
    /// The rows of the gap table.
    pub fn gap_rows(&self) -> impl Iterator<Item = &OutcomeView> {
        self.parts.iter().filter(|part| part.in_gap_table).flat_map(|part| &part.outcomes)
    }

    /// All outcomes.
    pub fn outcomes(&self) -> impl Iterator<Item = &OutcomeView> {
        self.parts.iter().flat_map(|part| &part.outcomes)
    }
}
