//! One sheet with one table: head, rows, filter, and how it prints.

use rust_xlsxwriter::{Format, IgnoreError, Worksheet, XlsxError};

use super::super::office::linkable;
use super::{excel_date, fit, height, style};
use crate::outcome::Status;
use crate::text::{Texts, fill};

/// The most links that Excel takes on one sheet.
const MOST_LINKS: usize = 65_000;

/// What all sheets of a workbook are made with.
pub(super) trait Sheets {
    /// The texts.
    fn texts(&self) -> &'static Texts;
    /// What the workbook is.
    fn heading(&self) -> &'static str;
    /// Whom it is about, where that is one organisation.
    fn who(&self) -> String;
    /// The date it is for.
    fn day(&self) -> String;
    /// The texts too long for a cell, which get a sheet of their own.
    fn long(&mut self) -> &mut Vec<String>;
}

/// A column: its head and its width in characters.
pub(super) type Column = (&'static str, f64);

/// What stands in a cell.
pub(super) enum Cell {
    /// Text.
    Text(String),
    /// Text that carries the row.
    Strong(String),
    /// A number.
    Number(usize),
    /// A date.
    Date(Option<jiff::civil::Date>),
    /// The word for a status.
    Status(Status),
    /// Where a source can be read.
    Link(Option<String>),
    /// Nothing yet: a cell to fill in.
    Input,
    /// A date to fill in.
    InputDate,
    /// A choice that can be changed.
    Choice(&'static str),
}

impl Cell {
    /// Text.
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// How many lines it takes in a column of a width.
    fn lines(&self, width: f64) -> usize {
        match self {
            Self::Text(text) => height::lines(text, width, false),
            Self::Strong(text) => height::lines(text, width, true),
            _ => 1,
        }
    }
}

/// How a sheet prints.
pub(super) enum Print {
    /// As wide as a page.
    Fitted,
    /// On two pages side by side: from this column on the second, up to this column in all.
    Halves(u16, u16),
}

/// A sheet that is one table.
pub(super) fn sheet(
    book: &mut impl Sheets,
    name: &str,
    columns: &[Column],
    rows: Vec<Vec<Cell>>,
    print: &Print,
) -> Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
    sheet.set_name(name)?;
    let head = style::head();
    for (position, (title, width)) in columns.iter().enumerate() {
        let column = index(position)?;
        sheet.set_column_width(column, *width)?;
        sheet.write_string_with_format(0, column, *title, &head)?;
    }
    sheet.set_row_height(0, 30)?;
    let last = index(columns.len().saturating_sub(1))?;
    let mut links = 0;
    let mut bottom = 0;
    for (position, cells) in rows.into_iter().enumerate() {
        bottom = u32::try_from(position + 1).map_err(|_| XlsxError::RowColumnLimitError)?;
        let tallest = cells.iter().zip(columns).map(|(cell, (_, width))| cell.lines(*width)).max().unwrap_or(1);
        for (position, cell) in cells.into_iter().enumerate() {
            write(book, &mut sheet, bottom, index(position)?, cell, &mut links)?;
        }
        sheet.set_row_height(bottom, height::points(tallest))?;
    }
    sheet.autofilter(0, 0, bottom, last)?;
    sheet.set_freeze_panes(1, 0)?;
    // A figure that a record gives as text is meant as text.
    sheet.ignore_error_range(0, 0, bottom.max(1), last, IgnoreError::NumberStoredAsText)?;
    set_up(book, &mut sheet, name);
    sheet.set_repeat_rows(0, 0)?;
    match *print {
        Print::Fitted => {
            sheet.set_print_fit_to_pages(1, 0);
        }
        Print::Halves(second, end) => {
            sheet.set_print_scale(72).set_page_order(true);
            sheet.set_vertical_page_breaks(&[u32::from(second)])?;
            sheet.set_print_area(0, 0, bottom, end)?.set_repeat_columns(0, 0)?;
        }
    }
    Ok(sheet)
}

/// Paper, margins, and what stands around each printed page.
pub(super) fn set_up(book: &impl Sheets, sheet: &mut Worksheet, name: &str) {
    const A4: u8 = 9;
    sheet.set_paper_size(A4).set_landscape();
    sheet.set_margins(0.4, 0.4, 0.6, 0.6, 0.3, 0.3);
    let who = book.who();
    // In a header `&` begins a code; doubled, it is itself. The whole may have 255 characters.
    let who: String =
        super::clean(&who).replace(['\n', '\t'], " ").chars().take(60).collect::<String>().replace('&', "&&");
    sheet.set_header(format!("&L{who}&C{name}&R{}", book.day()));
    let page = fill(book.texts().sheet_page, &[("page", "&P"), ("pages", "&N")]);
    sheet.set_footer(format!("&L{}&R{page}", book.heading()));
}

fn write(
    book: &mut impl Sheets,
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    cell: Cell,
    links: &mut usize,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Text(text) => put(book, sheet, row, column, &text, style::plain())?,
        Cell::Strong(text) => put(book, sheet, row, column, &text, style::strong())?,
        Cell::Number(number) => {
            let number = u32::try_from(number).map_err(|_| XlsxError::RowColumnLimitError)?;
            sheet.write_number_with_format(row, column, number, &style::number())?;
        }
        Cell::Date(day) => match (day, day.and_then(excel_date)) {
            (_, Some(date)) => {
                sheet.write_datetime_with_format(row, column, &date, &style::date())?;
            }
            (Some(day), None) => put(book, sheet, row, column, &day.to_string(), style::plain())?,
            (None, None) => {
                sheet.write_blank(row, column, &style::plain())?;
            }
        },
        Cell::Status(status) => {
            sheet.write_string_with_format(row, column, style::status_word(status, book.texts()), &style::strong())?;
        }
        Cell::Link(address) => match linkable(address.as_deref()) {
            Some(address) if *links < MOST_LINKS && address.len() < 2000 && !address.contains("%25") => {
                *links += 1;
                let host = address.split('/').nth(2).unwrap_or(address);
                sheet.write_url_with_options(row, column, address, host, "", Some(&style::link()))?;
            }
            _ => put(book, sheet, row, column, address.as_deref().unwrap_or_default(), style::plain())?,
        },
        Cell::Input => {
            sheet.write_blank(row, column, &style::input())?;
        }
        Cell::InputDate => {
            sheet.write_blank(row, column, &style::input().set_num_format("yyyy-mm-dd"))?;
        }
        Cell::Choice(word) => {
            sheet.write_string_with_format(row, column, word, &style::input())?;
        }
    }
    Ok(())
}

/// Writes a text as text.
pub(super) fn put(
    book: &mut impl Sheets,
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    text: &str,
    format: Format,
) -> Result<(), XlsxError> {
    let text = fit(book, text);
    if text.is_empty() {
        sheet.write_blank(row, column, &format)?;
        return Ok(());
    }
    // So that editing the cell, or saving it as CSV, does not make a formula of it.
    let format = if text.starts_with(['=', '+', '-', '@', '\t']) { format.set_quote_prefix() } else { format };
    sheet.write_string_with_format(row, column, text, &format)?;
    Ok(())
}

/// The position of a column.
pub(super) fn index(position: usize) -> Result<u16, XlsxError> {
    u16::try_from(position).map_err(|_| XlsxError::RowColumnLimitError)
}
