//! The report as a workbook: summary, gaps, all requirements, actions, sources and facts.
//!
//! Whatever a record says is written as text, never as a formula or a link.

mod beside;
mod chart;
pub mod compare;
pub mod plan;
mod height;
mod lists;
mod repack;
mod sources;
mod style;
mod summary;
mod table;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use super::office::{OfficeError, Row, clean, rows, tag};
use crate::report::Report;
use crate::text::{Language, Texts, fill};
use table::Sheets;

/// The report as the bytes of an `.xlsx` file.
///
/// # Errors
/// When there are more rows than a sheet can hold.
pub fn render(report: &Report<'_>, language: Language) -> Result<Vec<u8>, OfficeError> {
    repack::repack(&workbook(report, language)?)
}

fn workbook(report: &Report<'_>, language: Language) -> Result<Vec<u8>, XlsxError> {
    let texts = language.texts();
    let mut book = Book { report, language, texts, rows: rows(report), long: Vec::new() };
    let mut workbook = Workbook::new();
    workbook.set_properties(&book.properties());
    workbook.push_worksheet(summary::sheet(&mut book)?);
    workbook.push_worksheet(lists::gaps(&mut book)?);
    workbook.push_worksheet(lists::all(&mut book)?);
    workbook.push_worksheet(lists::actions(&mut book)?);
    let beside = [beside::deviations(&mut book)?, beside::records_together(&mut book)?, beside::topics(&mut book)?];
    for sheet in beside.into_iter().flatten() {
        workbook.push_worksheet(sheet);
    }
    workbook.push_worksheet(sources::sheet(&mut book)?);
    workbook.push_worksheet(sources::facts(&mut book)?);
    if !book.long.is_empty() {
        workbook.push_worksheet(sources::long(&mut book)?);
    }
    workbook.save_to_buffer()
}

/// The longest text that is left in one cell; Excel's own limit is 32 767 UTF-16 units.
const LONGEST: usize = 30_000;

/// What all sheets are made from.
struct Book<'a> {
    report: &'a Report<'a>,
    language: Language,
    texts: &'static Texts,
    rows: Vec<Row<'a>>,
    /// Texts too long for a cell, which get a sheet of their own.
    long: Vec<String>,
}

impl<'a> Book<'a> {
    /// Whether rows have to say which organisation they are about.
    fn several(&self) -> bool {
        self.report.records.len() > 1
    }

    /// The organisation of a row, by its name or its file.
    fn organisation(&self, row: &Row<'a>) -> String {
        let name = row.record.organisation.name.as_deref().unwrap_or(self.texts.unnamed);
        format!("{name}\n{}", row.record.input.name)
    }

    /// What the file says of itself; the same for the same input.
    fn properties(&self) -> DocProperties {
        let names = self.report.records.iter().filter_map(|record| record.organisation.name.as_deref());
        let subject = clean(&names.collect::<Vec<_>>().join(", "));
        let mut properties = DocProperties::new()
            .set_title(self.texts.report_heading)
            .set_subject(subject.chars().take(200).collect::<String>())
            .set_author(concat!("medvirk ", env!("CARGO_PKG_VERSION")))
            .set_custom_property(self.texts.report_rule_set, self.report.set.version.as_str())
            .set_custom_property("Language", tag(self.language));
        let day = self.report.as_of;
        if let Some(day) = excel_date(day) {
            properties = properties.set_creation_datetime(&day).set_custom_property(self.texts.report_as_of, &day);
        } else if let Ok(first) = ExcelDateTime::from_ymd(1900, 1, 1) {
            properties = properties.set_creation_datetime(&first);
        }
        properties
    }
}

impl Sheets for Book<'_> {
    fn texts(&self) -> &'static Texts {
        self.texts
    }

    fn heading(&self) -> &'static str {
        self.texts.report_heading
    }

    fn who(&self) -> String {
        match self.report.records.as_slice() {
            [record] => record.organisation.name.clone().unwrap_or_default(),
            _ => String::new(),
        }
    }

    fn day(&self) -> String {
        self.report.as_of.to_string()
    }

    fn long(&mut self) -> &mut Vec<String> {
        &mut self.long
    }
}

/// A text that fits a cell. What does not fit is kept whole on the last sheet.
fn fit(book: &mut impl Sheets, text: &str) -> String {
    let text = clean(text);
    if text.encode_utf16().count() <= LONGEST {
        return text;
    }
    let number = (book.long().len() + 1).to_string();
    let mut start = pieces(&text).into_iter().next().unwrap_or_default();
    start.push_str(&fill(book.texts().sheet_continued, &[("sheet", book.texts().sheet_long), ("number", &number)]));
    book.long().push(text);
    start
}

/// A date as Excel counts them, from 1900 on.
fn excel_date(day: jiff::civil::Date) -> Option<ExcelDateTime> {
    let number = |value: i8| u8::try_from(value).ok();
    ExcelDateTime::from_ymd(u16::try_from(day.year()).ok()?, number(day.month())?, number(day.day())?).ok()
}

/// A text in pieces that each fit a cell.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut used = 0;
    for letter in text.chars() {
        if used + letter.len_utf16() > LONGEST {
            pieces.push(String::new());
            used = 0;
        }
        used += letter.len_utf16();
        if let Some(piece) = pieces.last_mut() {
            piece.push(letter);
        }
    }
    pieces
}
