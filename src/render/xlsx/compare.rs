//! A comparison as a workbook: what was compared, and all changes in one table.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

use super::super::office::{OfficeError, clean, tag};
use super::super::view::compare::{ChangeView, ComparedView, ComparisonView, StandingView, comparison as view};
use super::super::words::Reference;
use super::table::{Cell, Column, Print, Sheets};
use super::{excel_date, repack, sources, style, table};
use crate::compare::Comparison;
use crate::outcome::Status;
use crate::text::{Language, Texts};

/// The comparison as the bytes of an `.xlsx` file.
///
/// # Errors
/// When there are more rows than a sheet can hold.
pub fn render(comparison: &Comparison<'_>, language: Language) -> Result<Vec<u8>, OfficeError> {
    let view = view(comparison, language);
    let mut book = Changes { texts: language.texts(), view: &view, day: &comparison.new.as_of, long: Vec::new() };
    let mut workbook = Workbook::new();
    workbook.set_properties(&book.properties(language));
    workbook.push_worksheet(about(&mut book)?);
    workbook.push_worksheet(changes(&mut book)?);
    if !book.long.is_empty() {
        workbook.push_worksheet(sources::long(&mut book)?);
    }
    repack::repack(&workbook.save_to_buffer()?)
}

/// What the sheets are made from.
struct Changes<'a> {
    texts: &'static Texts,
    view: &'a ComparisonView,
    day: &'a str,
    long: Vec<String>,
}

impl Sheets for Changes<'_> {
    fn texts(&self) -> &'static Texts {
        self.texts
    }

    fn heading(&self) -> &'static str {
        self.texts.compare_title
    }

    fn who(&self) -> String {
        match self.view.records.as_slice() {
            [record] => record.name.clone(),
            _ => String::new(),
        }
    }

    fn day(&self) -> String {
        clean(self.day).replace('&', "&&").chars().take(20).collect()
    }

    fn long(&mut self) -> &mut Vec<String> {
        &mut self.long
    }
}

impl Changes<'_> {
    /// What the file says of itself; the same for the same input.
    fn properties(&self, language: Language) -> DocProperties {
        let day = self.day.parse().ok().and_then(excel_date).or_else(|| ExcelDateTime::from_ymd(1900, 1, 1).ok());
        let properties = DocProperties::new()
            .set_title(self.texts.compare_title)
            .set_subject(clean(&self.who()).chars().take(200).collect::<String>())
            .set_author(concat!("medvirk ", env!("CARGO_PKG_VERSION")))
            .set_custom_property("Language", tag(language));
        match day {
            Some(day) => properties.set_creation_datetime(&day),
            None => properties,
        }
    }
}

/// The two reports, what readers must know, and the counts.
fn about(book: &mut Changes<'_>) -> Result<Worksheet, XlsxError> {
    let (texts, view) = (book.texts, book.view);
    let columns: [Column; 3] =
        [(texts.word_item, 40.0), (texts.compare_part_facts, 48.0), (texts.compare_part_around, 48.0)];
    let mut rows = Vec::new();
    for record in &view.records {
        rows.push(line(&record.caption, ""));
        rows.extend(record.counts.iter().map(|row| {
            let [facts, around] = row.counts;
            vec![Cell::text(row.direction.as_str()), Cell::Number(facts), Cell::Number(around)]
        }));
        rows.push(line(&record.unchanged, ""));
        rows.extend(record.facts.iter().map(|fact| line(fact.label, &fact.value)));
    }
    rows.push(line(texts.word_conclusion, &view.verdict));
    for side in &view.sides {
        let facts = side.facts.iter();
        rows.extend(facts.map(|fact| line(&format!("{}: {}", side.heading, fact.label), &fact.value)));
    }
    rows.extend(view.notes.iter().map(|note| line(texts.sheet_comment, note)));
    rows.extend(view.directions.iter().map(|meaning| line(&meaning.word, &meaning.meaning)));
    table::sheet(book, texts.report_summary, &columns, rows, &Print::Fitted)
}

fn line(label: &str, value: &str) -> Vec<Cell> {
    let value = value.parse().map_or_else(|_| Cell::text(value), |day| Cell::Date(Some(day)));
    vec![Cell::Strong(label.to_owned()), value, Cell::text("")]
}

/// All changes.
fn changes(book: &mut Changes<'_>) -> Result<Worksheet, XlsxError> {
    let texts = book.texts;
    let columns: [Column; 18] = [
        (texts.report_organisation, 22.0),
        (texts.report_nr, 6.0),
        (texts.compare_direction, 12.0),
        (texts.compare_cause, 24.0),
        (texts.compare_status_old, 14.0),
        (texts.compare_status_new, 14.0),
        (texts.report_force, 12.0),
        (texts.report_requirement, 32.0),
        (texts.report_subject, 18.0),
        (texts.report_asked, 38.0),
        (texts.compare_reason_old, 44.0),
        (texts.compare_reason_new, 44.0),
        (texts.report_next, 34.0),
        (texts.compare_sources_old, 34.0),
        (texts.compare_sources_new, 34.0),
        (texts.report_link, 14.0),
        (texts.compare_fails, 12.0),
        (texts.report_rule, 24.0),
    ];
    let view = book.view;
    let records = view.records.iter();
    let rows: Vec<Vec<Cell>> =
        records.flat_map(|record| record.changes().map(move |change| row(record, change, texts))).collect();
    let count = u32::try_from(rows.len()).map_err(|_| XlsxError::RowColumnLimitError)?;
    let mut sheet = table::sheet(book, texts.compare_all, &columns, rows, &Print::Fitted)?;
    for column in [4, 5] {
        style::colour_statuses(&mut sheet, column, count, texts)?;
    }
    Ok(sheet)
}

fn row(record: &ComparedView, change: &ChangeView, texts: &Texts) -> Vec<Cell> {
    let (old, new) = (&change.old, &change.new);
    let next = change.next.as_ref().map(|next| format!("{}: {}", next.label, next.value)).unwrap_or_default();
    let now = if new.references.is_empty() { old } else { new };
    let address = now.references.iter().find_map(|reference| reference.address.clone());
    vec![
        Cell::text(record.name.as_str()),
        Cell::Number(change.number),
        Cell::Strong(change.direction.word.clone()),
        Cell::text(change.cause.as_str()),
        status(old),
        status(new),
        Cell::text(change.force.word.as_str()),
        Cell::Strong(change.title.clone()),
        Cell::Text(change.subject.clone().unwrap_or_default()),
        Cell::text(change.requirement.as_str()),
        Cell::Text(old.reasons.join("\n")),
        Cell::Text(new.reasons.join("\n")),
        Cell::Text(next),
        Cell::Text(sources_of(old)),
        Cell::Text(sources_of(new)),
        Cell::Link(address),
        Cell::text(if change.fails { texts.sheet_yes } else { texts.sheet_no }),
        Cell::text(change.rule.as_str()),
    ]
}

/// The status by its word alone, where no decision goes with it, so that it can be filtered.
fn status(standing: &StandingView) -> Cell {
    let plain = |status: &Status| standing.code == status.name() && !standing.word.contains('(');
    match standing.status.filter(plain) {
        Some(status) => Cell::Status(status),
        None => Cell::text(standing.word.as_str()),
    }
}

fn sources_of(standing: &StandingView) -> String {
    let line = |reference: &Reference| {
        let address = reference.address.as_ref().map(|address| format!("\n{address}")).unwrap_or_default();
        format!("{}{address}", reference.text)
    };
    standing.references.iter().map(line).collect::<Vec<_>>().join("\n")
}
