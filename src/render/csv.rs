//! CSV: one row for each outcome, with all that JSON says of it, for spreadsheets.

pub mod compare;

use csv::{QuoteStyle, Terminator, WriterBuilder};

use super::json::{self, JsonEvidence, JsonOutcome};
use super::plain::one_line;
use super::row::{Row, rows};
use super::words;
use crate::report::Report;
use crate::text::{Language, Texts};

/// Without it Excel takes UTF-8 for another character set.
pub(super) const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";
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
    let rows = rows(report).into_iter().map(|row| {
        let outcome = json::outcome(report, row.record, row.outcome, language);
        let line = Line { row, report, outcome: &outcome, language, texts };
        COLUMNS.iter().map(|(_, value)| value(&line)).collect()
    });
    write(separator, COLUMNS.iter().map(|(label, _)| label(texts)), rows)
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
struct Line<'a> {
    row: Row<'a>,
    report: &'a Report<'a>,
    outcome: &'a JsonOutcome,
    language: Language,
    texts: &'static Texts,
}

type Label = fn(&Texts) -> &'static str;
type Value = fn(&Line<'_>) -> String;

/// The columns: what readers sort and choose by, then the proof, then what the rule rests on, then
/// where the row comes from.
const COLUMNS: &[(Label, Value)] = &[
    (|texts| texts.report_organisation, |line| stated(line.row.record.organisation.name.as_ref())),
    (|texts| texts.report_nr, |line| line.row.number.to_string()),
    (|texts| texts.report_status, |line| words::status(line.row.outcome.status, line.texts).to_owned()),
    (|texts| texts.report_force, |line| words::force(line.row.rule.force, line.texts).to_owned()),
    (|texts| texts.column_topic, |line| line.row.topic(line.report, line.language).to_owned()),
    (|texts| texts.report_level, |line| words::level(line.row.rule.level, line.texts).to_owned()),
    (|texts| texts.report_rule, |line| line.outcome.rule.clone()),
    (|texts| texts.report_requirement, |line| line.outcome.title.clone()),
    (|texts| texts.report_subject, |line| stated(line.row.outcome.subject.name.as_ref())),
    (|texts| texts.report_asked, |line| line.outcome.requirement.clone()),
    (|texts| texts.label_why, |line| line.outcome.reason.text.join(BETWEEN_ITEMS)),
    (|texts| texts.label_next, |line| line.outcome.remedy.clone()),
    (|texts| texts.label_question, |line| line.outcome.question.clone()),
    (|texts| texts.report_reference, |line| list(&line.outcome.references, |reference| reference.text.clone())),
    (|texts| texts.report_link, |line| list(&line.outcome.references, |reference| stated(reference.address.as_ref()))),
    (|texts| texts.label_documents, |line| line.outcome.documents.clone()),
    (
        |texts| texts.report_parameters,
        |line| list(&line.report.parameters(line.row.outcome), |parameter| words::parameter(parameter, line.texts)),
    ),
    (|texts| texts.csv_fails, |line| yes_no(line.outcome.fails, line.texts)),
    (
        |texts| texts.csv_accepted,
        |line| {
            let accepted = line.row.outcome.accepted.as_deref();
            accepted.map(|accepted| words::acceptance(accepted, line.texts)).unwrap_or_default()
        },
    ),
    (
        |texts| texts.csv_change,
        |line| line.row.outcome.change.map(|change| words::change(change, line.texts)).unwrap_or_default().to_owned(),
    ),
    (|texts| texts.csv_reason_code, |line| line.outcome.reason.code.clone()),
    (|texts| texts.csv_evidence_fields, |line| list(&line.outcome.evidence, |evidence| evidence.field.clone())),
    (|texts| texts.csv_evidence_stated, |line| list(&line.outcome.evidence, |evidence| evidence.stated.clone())),
    (|texts| texts.csv_evidence_values, |line| list(&line.outcome.evidence, |evidence| evidence.values.join(", "))),
    (|texts| texts.csv_evidence_holds, |line| list(&line.outcome.evidence, |evidence| holds(evidence, line.texts))),
    (|texts| texts.csv_evidence_places, |line| list(&line.outcome.evidence, place)),
    (|texts| texts.csv_evidence_bytes, |line| list(&line.outcome.evidence, bytes)),
    (|texts| texts.report_statements, |line| line.outcome.statements.join(BETWEEN_ITEMS)),
    (|texts| texts.csv_topic_id, |line| line.outcome.topic.clone()),
    (|texts| texts.csv_subject_path, |line| stated(line.row.outcome.subject.path.as_ref())),
    (|texts| texts.csv_local, |line| yes_no(line.outcome.local, line.texts)),
    (|texts| texts.report_fingerprint, |line| line.outcome.fingerprint.clone()),
    (|texts| texts.report_number, |line| stated(line.row.record.organisation.number.as_ref())),
    (|texts| texts.report_kind, |line| stated(line.row.record.organisation.kind.as_ref())),
    (|texts| texts.report_facts_as_of, |line| stated(line.row.record.organisation.facts_as_of.as_ref())),
    (|texts| texts.report_as_of, |line| line.report.as_of.to_string()),
    (|texts| texts.report_rule_set, |line| line.report.set.version.clone()),
    (|texts| texts.report_input, |line| line.row.record.input.name.clone()),
    (|texts| texts.report_digest, |line| line.row.record.input.sha256.clone()),
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
pub(super) fn cell(text: &str) -> String {
    let mut cell = String::with_capacity(text.len());
    let mut may_begin = true;
    for c in one_line(text).chars() {
        if may_begin && matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠') {
            cell.push('\'');
        }
        may_begin = matches!(c, ',' | ';' | '|' | '"' | '\'') || may_begin && c == ' ';
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
