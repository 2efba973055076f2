//! The sheets beside the outcomes: several records together, and the accepted deviations.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::super::view::{accepted, together};
use super::table::{Cell, Column, Print};
use super::{Book, table};

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
