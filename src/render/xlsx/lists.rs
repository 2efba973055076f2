//! The sheets whose rows are outcomes: gaps, all requirements, and actions.

use rust_xlsxwriter::{DataValidation, DataValidationRule, ExcelDateTime, Worksheet, XlsxError};

use super::super::office::{Row, capital};
use super::super::reason::sentences;
use super::super::words::{self, references};
use super::table::{Cell, Column, Print, index};
use super::{Book, style, table};
use crate::baseline::is_kept;
use crate::outcome::Status;
use crate::text::Texts;

/// What is not or only partly met, the statutory requirements first.
pub(super) fn gaps(book: &mut Book<'_>) -> Result<Worksheet, XlsxError> {
    let texts = book.texts;
    let mut columns: Vec<Column> = vec![
        (texts.report_nr, 6.0),
        (texts.report_force, 12.0),
        (texts.report_status, 13.0),
        (texts.report_requirement, 28.0),
        (texts.report_asked, 38.0),
        (texts.report_reason, 40.0),
        (texts.report_next, 34.0),
        (texts.report_reference, 32.0),
        (texts.report_link, 13.0),
    ];
    let beside = Beside::new(book, &mut columns);
    let shift = organisation_column(book, &mut columns);
    let found: Vec<Row<'_>> = book.rows.iter().filter(|row| row.outcome.status.is_gap()).copied().collect();
    let rows: Vec<Vec<Cell>> = found
        .iter()
        .map(|row| {
            let mut cells = vec![
                Cell::Number(row.number),
                Cell::Text(capital(words::force(row.rule.force, texts))),
                Cell::Status(row.outcome.status),
                Cell::Strong(titled(book, row)),
                Cell::text(row.rule.told.requirement.get(book.language)),
                Cell::Text(reason(book, row)),
                Cell::text(row.next(book.language)),
                Cell::Text(sources(book, row)),
                Cell::Link(address(book, row)),
            ];
            beside.add(book, row, &mut cells);
            add_organisation(book, row, &mut cells);
            cells
        })
        .collect();
    let count = rows.len();
    let mut sheet = table::sheet(book, texts.sheet_gaps, &columns, rows, &Print::Fitted)?;
    style::colour_statuses(&mut sheet, 2 + shift, last(count)?, texts)?;
    Ok(sheet)
}

/// Every outcome with everything that is known of it.
pub(super) fn all(book: &mut Book<'_>) -> Result<Worksheet, XlsxError> {
    let texts = book.texts;
    let mut columns: Vec<Column> = vec![
        (texts.report_nr, 6.0),
        (texts.report_force, 12.0),
        (texts.report_status, 14.0),
        (texts.report_requirement, 32.0),
        (texts.report_subject, 18.0),
        (texts.report_asked, 44.0),
        (texts.report_reason, 50.0),
        (texts.report_next, 38.0),
        (texts.report_reference, 42.0),
        (texts.report_link, 13.0),
        (texts.column_topic, 20.0),
        (texts.report_level, 9.0),
        (texts.report_documents, 28.0),
        (texts.report_parameters, 20.0),
        (texts.report_statements, 16.0),
        (texts.report_rule, 28.0),
        (texts.report_fingerprint, 18.0),
    ];
    let beside = Beside::new(book, &mut columns);
    let shift = organisation_column(book, &mut columns);
    let rows: Vec<Vec<Cell>> = book
        .rows
        .iter()
        .map(|row| {
            let mut cells = vec![
                Cell::Number(row.number),
                Cell::Text(capital(words::force(row.rule.force, texts))),
                Cell::Status(row.outcome.status),
                Cell::Strong(row.rule.told.title.get(book.language).to_owned()),
                Cell::Text(row.subject().unwrap_or_default()),
                Cell::text(row.rule.told.requirement.get(book.language)),
                Cell::Text(reason(book, row)),
                Cell::text(match row.outcome.status {
                    Status::Met | Status::NotApplicable => "",
                    _ => row.next(book.language),
                }),
                Cell::Text(sources(book, row)),
                Cell::Link(address(book, row)),
                Cell::text(row.topic(book.report, book.language)),
                Cell::Text(capital(words::level(row.rule.level, texts))),
                Cell::text(row.rule.told.documents.get(book.language)),
                Cell::Text(row.parameters(book.report, texts).join("\n")),
                Cell::Text(row.rule.told.statements.join(", ")),
                Cell::text(row.rule.id.as_str()),
                Cell::text(row.outcome.fingerprint.as_str()),
            ];
            beside.add(book, row, &mut cells);
            add_organisation(book, row, &mut cells);
            cells
        })
        .collect();
    let count = rows.len();
    let print = Print::Halves(7 + shift, 13 + shift);
    let mut sheet = table::sheet(book, texts.sheet_all, &columns, rows, &print)?;
    style::colour_statuses(&mut sheet, 2 + shift, last(count)?, texts)?;
    Ok(sheet)
}

/// What to do about the gaps, then what to find out; with room for who, when and how far.
pub(super) fn actions(book: &mut Book<'_>) -> Result<Worksheet, XlsxError> {
    let texts = book.texts;
    let mut columns: Vec<Column> = vec![
        (texts.report_nr, 6.0),
        (texts.sheet_task, 12.0),
        (texts.report_force, 12.0),
        (texts.report_status, 14.0),
        (texts.report_requirement, 32.0),
        (texts.sheet_do, 44.0),
        (texts.report_reference, 30.0),
        (texts.sheet_responsible, 18.0),
        (texts.sheet_deadline, 12.0),
        (texts.sheet_progress, 15.0),
        (texts.sheet_comment, 30.0),
    ];
    let beside = Beside::new(book, &mut columns);
    let shift = organisation_column(book, &mut columns);
    let gaps = book.rows.iter().filter(|row| row.outcome.status.is_gap());
    let open = book.rows.iter().filter(|row| row.outcome.status == Status::NotDocumented);
    let rows: Vec<Vec<Cell>> = gaps
        .chain(open)
        .map(|row| {
            let task = if row.outcome.status.is_gap() { texts.sheet_task_gap } else { texts.sheet_task_open };
            let mut cells = vec![
                Cell::Number(row.number),
                Cell::text(task),
                Cell::Text(capital(words::force(row.rule.force, texts))),
                Cell::Status(row.outcome.status),
                Cell::Strong(titled(book, row)),
                Cell::text(row.next(book.language)),
                Cell::Text(sources(book, row)),
                Cell::Input,
                Cell::InputDate,
                Cell::Choice(texts.sheet_progress_new),
                Cell::Input,
            ];
            beside.add(book, row, &mut cells);
            add_organisation(book, row, &mut cells);
            cells
        })
        .collect();
    let bottom = last(rows.len())?;
    let mut sheet = table::sheet(book, texts.sheet_actions, &columns, rows, &Print::Fitted)?;
    style::colour_statuses(&mut sheet, 3 + shift, bottom, texts)?;
    fill_in(texts, &mut sheet, (8 + shift, 9 + shift), bottom)?;
    Ok(sheet)
}

/// The choices for progress, with colours, and dates only as deadlines.
pub(super) fn fill_in(
    texts: &Texts,
    sheet: &mut Worksheet,
    (deadline, progress): (u16, u16),
    bottom: u32,
) -> Result<(), XlsxError> {
    let choices = [
        texts.sheet_progress_new,
        texts.sheet_progress_ongoing,
        texts.sheet_progress_done,
        texts.sheet_progress_postponed,
        texts.sheet_progress_dropped,
    ];
    let choice = DataValidation::new().allow_list_strings(&choices)?.set_error_message(texts.sheet_progress_help)?;
    sheet.add_data_validation(1, progress, bottom, progress, &choice)?;
    let first = ExcelDateTime::from_ymd(1900, 1, 1)?;
    let dates = DataValidation::new()
        .allow_date(DataValidationRule::GreaterThanOrEqualTo(first))
        .set_error_message(texts.sheet_deadline_help)?;
    sheet.add_data_validation(1, deadline, bottom, deadline, &dates)?;
    let colours = [Status::Met, Status::NotDocumented, Status::Partly, Status::NotApplicable];
    let words = [choices[2], choices[1], choices[3], choices[4]];
    for (word, like) in words.into_iter().zip(colours) {
        let (fill, ink) = super::super::office::colours(like);
        style::colour(sheet, progress, bottom, word, fill, ink)?;
    }
    Ok(())
}

/// The last columns, where there is something for them: the decision that accepts a gap, and how it
/// compares with a baseline.
struct Beside {
    accepted: bool,
    change: bool,
}

impl Beside {
    fn new(book: &Book<'_>, columns: &mut Vec<Column>) -> Self {
        let accepted = book.rows.iter().any(|row| row.outcome.accepted.is_some());
        let change = book.rows.iter().any(|row| row.outcome.change.is_some());
        columns.extend(accepted.then_some((book.texts.csv_accepted, 34.0)));
        columns.extend(change.then_some((book.texts.csv_change, 20.0)));
        Self { accepted, change }
    }

    fn add(&self, book: &Book<'_>, row: &Row<'_>, cells: &mut Vec<Cell>) {
        if self.accepted {
            let accepted = row.outcome.accepted.as_deref();
            cells.push(Cell::Text(accepted.map(|one| words::acceptance(one, book.texts)).unwrap_or_default()));
        }
        if self.change {
            let change = row.outcome.change.filter(|_| is_kept(row.outcome.status));
            cells.push(Cell::Text(change.map(|one| capital(words::change(one, book.texts))).unwrap_or_default()));
        }
    }
}

/// Adds a column for the organisation after the number, where there are several.
fn organisation_column(book: &Book<'_>, columns: &mut Vec<Column>) -> u16 {
    if !book.several() {
        return 0;
    }
    columns.insert(1, (book.texts.report_organisation, 22.0));
    1
}

fn add_organisation(book: &Book<'_>, row: &Row<'_>, cells: &mut Vec<Cell>) {
    if book.several() {
        cells.insert(1, Cell::Text(book.organisation(row)));
    }
}

/// The title, and which item it is about.
fn titled(book: &Book<'_>, row: &Row<'_>) -> String {
    let title = row.rule.told.title.get(book.language);
    row.subject()
        .map_or_else(|| title.to_owned(), |subject| format!("{title}\n{}: {subject}", book.texts.report_subject))
}

fn reason(book: &Book<'_>, row: &Row<'_>) -> String {
    sentences(book.report, row.record, row.outcome, book.language).join("\n")
}

fn sources(book: &Book<'_>, row: &Row<'_>) -> String {
    let references = references(book.report, row.rule, book.language);
    references.iter().map(|reference| reference.text.as_str()).collect::<Vec<_>>().join("\n")
}

/// The address of the first source that has one.
fn address(book: &Book<'_>, row: &Row<'_>) -> Option<String> {
    references(book.report, row.rule, book.language).into_iter().find_map(|reference| reference.address)
}

/// The last row of a table with so many rows.
pub(super) fn last(count: usize) -> Result<u32, XlsxError> {
    let count = u32::try_from(count).map_err(|_| XlsxError::RowColumnLimitError)?;
    index(0)?;
    Ok(count.max(1))
}
