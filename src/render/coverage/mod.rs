//! The chain statement → rule → record field and back: for people, for spreadsheets, for machines.

pub mod csv;
pub mod json;
pub mod terminal;

use crate::coverage::{Coverage, Hole, Purpose};
use crate::rule::{DocumentStatement, NotAuditable, Rule};
use crate::text::{Language, Texts, fill};

/// What a field is for, apart from rules.
#[must_use]
pub const fn purpose(purpose: Purpose, texts: &Texts) -> &'static str {
    match purpose {
        Purpose::Audit => texts.purpose_audit,
        Purpose::Reference => texts.purpose_reference,
        Purpose::Form => texts.purpose_form,
        Purpose::Information => texts.purpose_information,
        Purpose::Part => texts.purpose_part,
    }
}

/// Why a statement cannot be audited.
#[must_use]
pub const fn reason(reason: NotAuditable, texts: &Texts) -> &'static str {
    match reason {
        NotAuditable::Background => texts.not_auditable_background,
        NotAuditable::Heading => texts.not_auditable_heading,
        NotAuditable::Navigation => texts.not_auditable_navigation,
        NotAuditable::Repetition => texts.not_auditable_repetition,
    }
}

/// A hole in a sentence.
#[must_use]
pub fn hole(coverage: &Coverage<'_>, hole: Hole<'_>, language: Language) -> String {
    let texts = language.texts();
    match hole {
        Hole::Statement(statement) => {
            let values = [
                ("id", statement.id.as_str()),
                ("document", document(coverage, statement)),
                ("place", statement.locator.get(language)),
            ];
            fill(texts.hole_statement, &values)
        }
        Hole::Rule(rule) => fill(texts.hole_rule, &[("id", &rule.id)]),
        Hole::Field(field) => fill(texts.hole_field, &[("path", &field.path)]),
    }
}

/// The title of the document that a statement stands in.
fn document<'c>(coverage: &'c Coverage<'_>, statement: &'c DocumentStatement) -> &'c str {
    let found = coverage.set.library.documents.get(&statement.document);
    found.map_or(&statement.document, |document| &document.title)
}

/// The provisions that a rule rests on, and its own source, in words.
fn sources(coverage: &Coverage<'_>, rule: &Rule, language: Language) -> Vec<String> {
    let provisions = &coverage.set.library.provisions;
    let cited = rule.law.iter().filter_map(|law| provisions.get(&law.provision));
    let mut sources: Vec<String> = cited.map(|provision| super::words::citation(provision, None, language)).collect();
    sources.extend(rule.told.source.as_ref().map(|source| source.get(language).to_owned()));
    sources
}
