//! CSV: one row for each outcome, with all that JSON says of it, for spreadsheets.

pub mod compare;

use csv::{QuoteStyle, Terminator, WriterBuilder};

use super::json::{self, JsonEvidence, JsonOutcome};
use super::plain::one_line;
use super::words;
use crate::outcome::Outcome;
use crate::report::{Audited, Report};
use crate::text::{Language, Texts};

/// Without it Excel takes UTF-8 for another character set.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";
/// Between the items of a list in one cell.
const BETWEEN_ITEMS: &str = " | ";

/// The outcomes of all records, with this separator between the columns.
#[must_use]
pub fn render(report: &Report<'_>, language: Language, separator: u8) -> Vec<u8> {
    // Writing to memory cannot fail, and all rows have the columns of the header.
    table(report, language, separator).unwrap_or_default()
}

fn table(report: &Report<'_>, language: Language, separator: u8) -> csv::Result<Vec<u8>> {
    let texts = language.texts();
    let mut rows: Vec<Vec<String>> = Vec::new();
    for audited in &report.records {
        let parts = report.parts(audited);
        for (position, found) in parts.iter().flat_map(|part| &part.outcomes).enumerate() {
            let outcome = json::outcome(report, audited, found, language);
            let row = Row { number: position + 1, report, audited, found, outcome: &outcome, language, texts };
            rows.push(COLUMNS.iter().map(|(_, value)| value(&row)).collect());
        }
    }
    write(separator, COLUMNS.iter().map(|(label, _)| label(texts)), rows.into_iter())
}

/// A header and rows, each cell safe for spreadsheets.
fn write<'t>(
    separator: u8,
    header: impl Iterator<Item = &'t str>,
    rows: impl Iterator<Item = Vec<String>>,
) -> csv::Result<Vec<u8>> {
    // Quotes around every cell, so that no program has to guess where one ends.
    let mut writer = WriterBuilder::new()
        .delimiter(separator)
        .terminator(Terminator::CRLF)
        .quote_style(QuoteStyle::Always)
        .from_writer(BYTE_ORDER_MARK.to_vec());
    writer.write_record(header)?;
    for row in rows {
        writer.write_record(row.iter().map(|value| cell(value)))?;
    }
    writer.into_inner().map_err(|error| error.into_error().into())
}

/// One outcome, with all that its cells are made from.
struct Row<'a> {
    number: usize,
    report: &'a Report<'a>,
    audited: &'a Audited,
    found: &'a Outcome,
    outcome: &'a JsonOutcome,
    language: Language,
    texts: &'static Texts,
}

type Label = fn(&Texts) -> &'static str;
type Value = fn(&Row<'_>) -> String;

/// The columns: what readers sort and choose by, then the proof, then what the rule rests on, then
/// where the row comes from.
const COLUMNS: &[(Label, Value)] = &[
    (|texts| texts.report_organisation, |row| stated(row.audited.organisation.name.as_ref())),
    (|texts| texts.report_number, |row| row.number.to_string()),
    (|texts| texts.report_status, |row| words::status(row.found.status, row.texts).to_owned()),
    (|texts| texts.report_force, |row| words::force(row.report.rule(row.found).force, row.texts).to_owned()),
    (|texts| texts.column_topic, |row| words::topic(row.report, &row.outcome.topic, row.language).to_owned()),
    (|texts| texts.report_level, |row| words::level(row.report.rule(row.found).level, row.texts).to_owned()),
    (|texts| texts.report_rule, |row| row.outcome.rule.clone()),
    (|texts| texts.csv_title, |row| row.outcome.title.clone()),
    (|texts| texts.report_subject, |row| stated(row.found.subject.name.as_ref())),
    (|texts| texts.report_requirement, |row| row.outcome.requirement.clone()),
    (|texts| texts.label_why, |row| row.outcome.reason.text.join(BETWEEN_ITEMS)),
    (|texts| texts.label_next, |row| row.outcome.remedy.clone()),
    (|texts| texts.label_question, |row| row.outcome.question.clone()),
    (|texts| texts.report_references, |row| list(&row.outcome.references, |reference| reference.text.clone())),
    (|texts| texts.csv_addresses, |row| list(&row.outcome.references, |reference| stated(reference.address.as_ref()))),
    (|texts| texts.label_documents, |row| row.outcome.documents.clone()),
    (
        |texts| texts.report_parameters,
        |row| list(&row.report.parameters(row.found), |parameter| words::parameter(parameter, row.texts)),
    ),
    (|texts| texts.csv_fails, |row| yes_no(row.outcome.fails, row.texts)),
    (|texts| texts.csv_reason_code, |row| row.outcome.reason.code.clone()),
    (|texts| texts.csv_evidence_fields, |row| list(&row.outcome.evidence, |evidence| evidence.field.clone())),
    (|texts| texts.csv_evidence_stated, |row| list(&row.outcome.evidence, |evidence| evidence.stated.clone())),
    (|texts| texts.csv_evidence_values, |row| list(&row.outcome.evidence, |evidence| evidence.values.join(", "))),
    (|texts| texts.csv_evidence_holds, |row| list(&row.outcome.evidence, |evidence| holds(evidence, row.texts))),
    (|texts| texts.csv_evidence_places, |row| list(&row.outcome.evidence, place)),
    (|texts| texts.csv_evidence_bytes, |row| list(&row.outcome.evidence, bytes)),
    (|texts| texts.csv_statements, |row| row.outcome.statements.join(BETWEEN_ITEMS)),
    (|texts| texts.csv_topic_id, |row| row.outcome.topic.clone()),
    (|texts| texts.csv_subject_path, |row| stated(row.found.subject.path.as_ref())),
    (|texts| texts.csv_local, |row| yes_no(row.outcome.local, row.texts)),
    (|texts| texts.csv_fingerprint, |row| row.outcome.fingerprint.clone()),
    (|texts| texts.report_organisation_number, |row| stated(row.audited.organisation.number.as_ref())),
    (|texts| texts.report_organisation_kind, |row| stated(row.audited.organisation.kind.as_ref())),
    (|texts| texts.report_facts_as_of, |row| stated(row.audited.organisation.facts_as_of.as_ref())),
    (|texts| texts.report_as_of, |row| row.report.as_of.to_string()),
    (|texts| texts.report_rule_set, |row| row.report.set.version.clone()),
    (|texts| texts.report_file, |row| row.audited.input.name.clone()),
    (|texts| texts.report_digest, |row| row.audited.input.sha256.clone()),
];

fn stated(value: Option<&String>) -> String {
    value.cloned().unwrap_or_default()
}

/// The items in one cell; an item without words keeps its place, so that lists go together.
fn list<T>(items: &[T], words: impl Fn(&T) -> String) -> String {
    let words = items.iter().map(words).map(|words| if words.is_empty() { "–".to_owned() } else { words });
    words.collect::<Vec<_>>().join(BETWEEN_ITEMS)
}

fn yes_no(value: bool, texts: &Texts) -> String {
    if value { texts.csv_yes } else { texts.csv_no }.to_owned()
}

/// Whether what was asked of a fact holds; `?` where it cannot be told.
fn holds(evidence: &JsonEvidence, texts: &Texts) -> String {
    evidence.holds.map_or_else(|| "?".to_owned(), |holds| yes_no(holds, texts))
}

fn place(evidence: &JsonEvidence) -> String {
    format!("{}:{}:{}", evidence.place.file, evidence.place.line, evidence.place.column)
}

fn bytes(evidence: &JsonEvidence) -> String {
    format!("{}–{}", evidence.place.byte_start, evidence.place.byte_end)
}

/// The text of a cell that no spreadsheet takes for a formula.
///
/// A spreadsheet computes a cell that begins with `=`, `+`, `-` or `@` (in some languages of Excel
/// also their full-width forms), with spaces, a tab or a line break before it or not, and quotes
/// around the cell do not stop it. So whitespace becomes single spaces with none at the ends, and an
/// apostrophe, which spreadsheets take to mean text, goes before the sign. The same goes for such a
/// sign after a separator or a quote inside the text: a program that was told another separator
/// than ours begins a new cell there.
fn cell(text: &str) -> String {
    let mut cell = String::with_capacity(text.len());
    let mut may_begin = true;
    for c in one_line(text).chars() {
        if may_begin && matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠') {
            cell.push('\'');
        }
        may_begin = matches!(c, ',' | ';' | '"' | '\'') || may_begin && c == ' ';
        cell.push(c);
    }
    cell
}

#[cfg(test)]
mod tests {
    use super::cell;

    #[test]
    fn ordinary_text_stays_as_it_is() {
        for text in ["«møter» er 2, ikke minst 4 (a-b.yaml:1:2)", "2026-06-01", "https://a/b?c=d", "Å – b", ""] {
            assert_eq!(cell(text), text);
        }
    }

    #[test]
    fn nothing_begins_a_formula() {
        for (text, safe) in [
            ("=1+1", "'=1+1"),
            ("\t=1", "'=1"),
            ("\r\n +1", "'+1"),
            ("-1", "'-1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("＝1", "'＝1"),
            ("a;=1", "a;'=1"),
            ("a\", =1", "a\", '=1"),
            ("'=1", "''=1"),
        ] {
            assert_eq!(cell(text), safe);
        }
    }
}
