//! The sheets of sources, of facts, and of texts too long for a cell.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::super::office::{cited, source_kind};
use super::super::words;
use super::table::{Cell, Column, Print, Sheets};
use super::{Book, pieces, table};
use crate::outcome::Stated;

/// Every provision and document that an outcome rests on, then what is adopted but judges
/// nothing yet.
pub(super) fn sheet(book: &mut Book<'_>) -> Result<Worksheet, XlsxError> {
    let (texts, language) = (book.texts, book.language);
    let columns: [Column; 9] = [
        (texts.report_source_kind, 20.0),
        (texts.report_reference, 38.0),
        (texts.report_link, 22.0),
        (texts.report_duty, 52.0),
        (texts.report_addressee, 26.0),
        (texts.report_from, 12.0),
        (texts.report_to, 12.0),
        (texts.report_used_by, 9.0),
        (texts.report_used_in, 20.0),
    ];
    let cited = cited(book.report, &book.rows);
    let provision = |provision: &crate::rule::Provision, numbers: &[usize]| {
        vec![
            Cell::text(source_kind(provision, texts)),
            Cell::Strong(words::citation(provision, None, language)),
            Cell::Link(provision.address.clone()),
            Cell::text(provision.duty.get(language)),
            Cell::text(provision.addressee.get(language)),
            Cell::Date(provision.from),
            Cell::Date(provision.to),
            Cell::Number(numbers.len()),
            Cell::Text(numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")),
        ]
    };
    let mut rows: Vec<Vec<Cell>> = cited.provisions.iter().map(|(found, numbers)| provision(found, numbers)).collect();
    rows.extend(cited.documents.iter().map(|(document, numbers)| {
        let parts = [document.publisher.as_deref(), Some(document.title.as_str()), document.date.as_deref()];
        vec![
            Cell::text(document.kind.get(language)),
            Cell::Strong(parts.into_iter().flatten().collect::<Vec<_>>().join("\n")),
            Cell::Link(document.address.clone()),
            Cell::text(document.weight.as_ref().map_or("", |weight| weight.get(language))),
            Cell::text(""),
            Cell::Date(None),
            Cell::Date(None),
            Cell::Number(numbers.len()),
            Cell::text(""),
        ]
    }));
    rows.extend(book.report.announced().into_iter().map(|found| provision(found, &[])));
    table::sheet(book, texts.sheet_sources, &columns, rows, &Print::Fitted)
}

/// Every fact that was read or is missing, with its place: one row each.
pub(super) fn facts(book: &mut Book<'_>) -> Result<Worksheet, XlsxError> {
    let texts = book.texts;
    let columns: [Column; 9] = [
        (texts.report_nr, 6.0),
        (texts.report_requirement, 40.0),
        (texts.sheet_field, 36.0),
        (texts.sheet_stated, 16.0),
        (texts.sheet_value, 32.0),
        (texts.sheet_holds, 16.0),
        (texts.report_input, 30.0),
        (texts.sheet_line, 8.0),
        (texts.sheet_column, 9.0),
    ];
    let mut rows = Vec::new();
    for row in &book.rows {
        for evidence in &row.outcome.evidence {
            let (stated, value) = match &evidence.stated {
                Stated::Value(value) => (texts.sheet_stated_value, value.clone()),
                Stated::Conflicting(values) => (texts.sheet_stated_conflicting, values.join("\n")),
                Stated::None => (texts.sheet_stated_none, String::new()),
                Stated::Unknown => (texts.sheet_stated_unknown, String::new()),
                Stated::Missing => (texts.sheet_stated_missing, String::new()),
                Stated::Items(count) => (texts.sheet_stated_items, count.to_string()),
                Stated::SomeItems(count) => (texts.sheet_stated_some_items, count.to_string()),
                Stated::Planned => (texts.sheet_stated_planned, String::new()),
                Stated::PlannedValue(value) => (texts.sheet_stated_planned, value.clone()),
                Stated::RuleValue(value) => (texts.sheet_stated_rule, value.clone()),
                Stated::Section => (texts.sheet_stated_section, String::new()),
            };
            let holds = match evidence.holds {
                Some(true) => texts.sheet_yes,
                Some(false) => texts.sheet_no,
                None => texts.sheet_unsure,
            };
            let place = evidence.place.position;
            rows.push(vec![
                Cell::Number(row.number),
                Cell::Strong(row.rule.told.title.get(book.language).to_owned()),
                Cell::text(evidence.field.as_str()),
                Cell::text(stated),
                Cell::Text(value),
                Cell::text(holds),
                Cell::text(row.record.input.name.as_str()),
                Cell::Number(place.line as usize),
                Cell::Number(place.column as usize),
            ]);
        }
    }
    table::sheet(book, texts.sheet_facts, &columns, rows, &Print::Fitted)
}

/// Texts that are too long for a cell, whole, in parts that fit.
pub(super) fn long(book: &mut impl Sheets) -> Result<Worksheet, XlsxError> {
    let texts = book.texts();
    let columns: [Column; 3] = [(texts.report_nr, 6.0), (texts.sheet_part, 6.0), (texts.sheet_text, 140.0)];
    let long = std::mem::take(book.long());
    let mut rows = Vec::new();
    for (position, text) in long.iter().enumerate() {
        for (part, piece) in pieces(text).into_iter().enumerate() {
            rows.push(vec![Cell::Number(position + 1), Cell::Number(part + 1), Cell::Text(piece)]);
        }
    }
    table::sheet(book, texts.sheet_long, &columns, rows, &Print::Fitted)
}
