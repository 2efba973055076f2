//! The sheets beside the outcomes: several records together, and the accepted deviations.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::super::office::capital;
use super::super::view::{accepted, together};
use super::super::words;
use super::table::{Cell, Column, Print};
use super::{Book, table};
use crate::outcome::Status;
use crate::portfolio::{Matrix, Portfolio, names};

/// What several records most often do not have in place; nothing for a single record.
pub(super) fn records_together(book: &mut Book<'_>) -> Result<Option<Worksheet>, XlsxError> {
    let texts = book.texts;
    let Some(together) = together(book.report, book.language) else { return Ok(None) };
    let columns: [Column; 6] = [
        (texts.report_requirement, 60.0),
        (texts.report_force, 16.0),
        (texts.column_gaps, 16.0),
        (texts.column_open, 18.0),
        (texts.report_recurring_of, 12.0),
        (texts.report_rule, 44.0),
    ];
    let rows = together.requirements.iter().map(|one| {
        vec![
            Cell::Strong(one.title.clone()),
            Cell::text(one.force.as_str()),
            Cell::Number(one.gaps),
            Cell::Number(one.open),
            Cell::Number(one.of),
            Cell::text(one.rule.as_str()),
        ]
    });
    table::sheet(book, texts.sheet_together, &columns, rows.collect(), &Print::Fitted).map(Some)
}

/// The records by force and topic, as a list that can be filtered; nothing for a single record.
pub(super) fn topics(book: &mut Book<'_>) -> Result<Option<Worksheet>, XlsxError> {
    let (report, texts) = (book.report, book.texts);
    if !book.several() {
        return Ok(None);
    }
    let columns: [Column; 7] = [
        (texts.report_organisation, 36.0),
        (texts.report_kind, 24.0),
        (texts.report_force, 14.0),
        (texts.column_topic, 40.0),
        (texts.column_gaps, 16.0),
        (texts.column_open, 18.0),
        (texts.report_recurring_of, 12.0),
    ];
    let portfolio = Portfolio::of(report);
    let names = names(&portfolio.rows, texts.unnamed);
    let mut rows = Vec::new();
    for matrix in Matrix::all(&portfolio) {
        for ((name, record), counts) in names.iter().zip(&report.records).zip(&matrix.rows) {
            for (topic, counts) in matrix.topics.iter().zip(counts).filter(|(_, counts)| counts.applicable() > 0) {
                rows.push(vec![
                    Cell::Strong(name.clone()),
                    Cell::text(record.organisation.kind.as_deref().unwrap_or(texts.unknown_kind)),
                    Cell::text(capital(words::force(matrix.force, texts))),
                    Cell::text(report.set.library.topics[*topic].name.get(book.language)),
                    Cell::Number(counts.gaps()),
                    Cell::Number(counts.of(Status::NotDocumented)),
                    Cell::Number(counts.applicable()),
                ]);
            }
        }
    }
    table::sheet(book, texts.sheet_topics, &columns, rows, &Print::Fitted).map(Some)
}

/// The accepted deviations, with what became of each; nothing where there are none.
pub(super) fn deviations(book: &mut Book<'_>) -> Result<Option<Worksheet>, XlsxError> {
    let texts = book.texts;
    let accepted = accepted(book.report, book.language);
    if accepted.is_empty() {
        return Ok(None);
    }
    let columns: [Column; 8] = [
        (texts.report_requirement, 36.0),
        (texts.report_organisation, 26.0),
        (texts.report_reason, 40.0),
        (texts.report_accepted_decided, 24.0),
        (texts.report_accepted_until, 13.0),
        (texts.report_accepted_standing, 36.0),
        (texts.report_rule, 36.0),
        (texts.report_accepted_place, 24.0),
    ];
    let rows = accepted.iter().map(|one| {
        vec![
            Cell::Strong(one.title.clone()),
            Cell::text(one.whom.as_str()),
            Cell::text(one.reason.as_str()),
            Cell::text(one.decided.as_str()),
            Cell::Date(Some(one.until)),
            if one.is_amiss { Cell::Strong(one.standing.clone()) } else { Cell::text(one.standing.as_str()) },
            Cell::text(one.rule.as_str()),
            Cell::text(one.place.as_str()),
        ]
    });
    table::sheet(book, texts.report_accepted, &columns, rows.collect(), &Print::Fitted).map(Some)
}
