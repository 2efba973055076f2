//! The first sheet: who, when, with what, and how it stands.

use rust_xlsxwriter::{Format, FormatAlign, Worksheet, XlsxError};

use super::super::office::{capital, colours, guide, range, stated_date, verdict};
use super::super::view::baseline;
use super::super::words;
use super::table::{index, put, set_up};
use super::{Book, chart, excel_date, height, style};
use crate::outcome::Status;
use crate::report::Audited;
use crate::rule::Force;
use crate::text::fill;

/// The last column that running text is laid over.
const LAST: u16 = 7;
/// The widths of the first column and of each other one, in characters.
const WIDTHS: (f64, f64) = (30.0, 14.0);

/// The summary of each record, one below the other.
pub(super) fn sheet(book: &mut Book<'_>) -> Result<Worksheet, XlsxError> {
    let mut page = Page { sheet: Worksheet::new(), row: 0, breaks: Vec::new() };
    let texts = book.texts;
    page.sheet.set_name(texts.report_summary)?;
    page.sheet.set_column_width(0, WIDTHS.0)?;
    for column in 1..=LAST {
        page.sheet.set_column_width(column, WIDTHS.1)?;
    }
    page.sheet.set_screen_gridlines(false);
    let report = book.report;
    for record in &report.records {
        page.record(book, record)?;
    }
    if book.several() {
        page.breaks.push(page.row);
    }
    if let Some(words) = baseline(report, texts) {
        page.heading(book, texts.csv_change)?;
        page.line(book, &words)?;
        page.row += 1;
    }
    let failed = report.not_audited();
    let left_out = [(texts.report_not_audited, &failed), (texts.report_skipped, &report.skipped)];
    for (title, names) in left_out.into_iter().filter(|(_, names)| !names.is_empty()) {
        page.heading(book, title)?;
        for name in names {
            page.line(book, name)?;
        }
        page.row += 1;
    }
    page.heading(book, texts.report_how_to_read)?;
    page.line(book, texts.report_basis)?;
    for (word, meaning) in guide(texts) {
        page.line(book, &fill(texts.report_explain, &[("word", &word), ("meaning", meaning)]))?;
    }
    page.line(book, texts.report_range_note)?;
    set_up(book, &mut page.sheet, texts.report_summary);
    page.sheet.set_print_scale(82).set_page_breaks(&page.breaks)?;
    Ok(page.sheet)
}

struct Page {
    sheet: Worksheet,
    row: u32,
    /// Rows that begin a new page.
    breaks: Vec<u32>,
}

impl Page {
    fn record(&mut self, book: &mut Book<'_>, record: &Audited) -> Result<(), XlsxError> {
        let (texts, report) = (book.texts, book.report);
        let organisation = &record.organisation;
        let name = organisation.name.as_deref().unwrap_or(texts.unnamed);
        if self.row > 0 {
            self.breaks.push(self.row);
        }
        self.wide(book, 0, texts.report_heading, style::title(), 1.8)?;
        self.wide(book, 0, name, style::subtitle().set_text_wrap(), 1.3)?;
        self.row += 1;
        if let Some(number) = &organisation.number {
            self.fact(book, texts.report_number, number)?;
        }
        self.fact(book, texts.report_kind, organisation.kind.as_deref().unwrap_or(texts.unknown_kind))?;
        self.day(book, texts.report_as_of, report.as_of)?;
        if let Some(stated) = &organisation.facts_as_of {
            match stated.parse() {
                Ok(day) => self.day(book, texts.report_facts_as_of, day)?,
                Err(_) => self.fact(book, texts.report_facts_as_of, &stated_date(stated, texts))?,
            }
        }
        self.fact(book, texts.report_rule_set, &words::rule_set(report.set, texts))?;
        self.fact(book, texts.report_program, concat!("medvirk ", env!("CARGO_PKG_VERSION")))?;
        self.fact(book, texts.report_input, &record.input.name)?;
        self.fact(book, texts.report_digest, &record.input.sha256)?;
        self.row += 1;
        self.line(book, &range(report, record, texts))?;
        if let Some(verdict) = verdict(report, record, texts) {
            self.line(book, &verdict)?;
        }
        self.row += 1;
        self.by_force(book, record)?;
        self.by_topic(book, record)
    }

    fn by_force(&mut self, book: &mut Book<'_>, record: &Audited) -> Result<(), XlsxError> {
        let texts = book.texts;
        self.heading(book, texts.report_by_force)?;
        self.counts_head(book, texts.report_force, Some(texts.report_range))?;
        for force in Force::ALL.map(|(_, force)| force) {
            let counts = book.report.counts(record, force);
            let (least, most) = counts.range();
            let range = format!("{least}–{most}");
            let name = capital(words::force(force, texts));
            self.counts(book, &name, Status::ALL.map(|status| counts.of(status)), counts.applicable(), Some(&range))?;
        }
        let forces = u32::try_from(Force::ALL.len()).unwrap_or_default();
        chart::insert(book, &mut self.sheet, self.row - forces - 1, self.row - 1, self.row + 1)?;
        self.row += chart::ROWS + 2;
        Ok(())
    }

    fn by_topic(&mut self, book: &mut Book<'_>, record: &Audited) -> Result<(), XlsxError> {
        let (texts, report) = (book.texts, book.report);
        self.breaks.push(self.row);
        self.heading(book, texts.report_by_topic)?;
        self.counts_head(book, texts.column_topic, None)?;
        for found in &report.set.library.topics {
            let of = |status: Status| {
                let outcomes = record.outcomes.iter();
                outcomes.filter(|one| one.status == status && report.rule(one).topic == found.id).count()
            };
            let counts = Status::ALL.map(of);
            if counts.iter().sum::<usize>() > 0 {
                let name = words::topic(report, &found.id, book.language);
                let applicable = counts.iter().sum::<usize>() - of(Status::NotApplicable);
                self.counts(book, name, counts, applicable, None)?;
            }
        }
        self.row += 1;
        Ok(())
    }

    fn counts_head(&mut self, book: &mut Book<'_>, first: &str, last: Option<&str>) -> Result<(), XlsxError> {
        put(book, &mut self.sheet, self.row, 0, first, style::head())?;
        for (position, status) in Status::ALL.into_iter().enumerate() {
            let word = style::status_word(status, book.texts);
            let (fill, ink) = colours(status);
            let format = style::head()
                .set_indent(0)
                .set_align(FormatAlign::Center)
                .set_background_color(fill)
                .set_font_color(ink);
            put(book, &mut self.sheet, self.row, index(position + 1)?, &word, format)?;
        }
        let centred = || style::head().set_indent(0).set_align(FormatAlign::Center);
        put(book, &mut self.sheet, self.row, 6, book.texts.report_applicable, centred())?;
        if let Some(last) = last {
            put(book, &mut self.sheet, self.row, 7, last, centred())?;
        }
        self.sheet.set_row_height(self.row, 30)?;
        self.row += 1;
        Ok(())
    }

    fn counts(
        &mut self,
        book: &mut Book<'_>,
        name: &str,
        counts: [usize; 5],
        applicable: usize,
        range: Option<&str>,
    ) -> Result<(), XlsxError> {
        put(book, &mut self.sheet, self.row, 0, name, style::strong())?;
        for (position, count) in counts.into_iter().chain([applicable]).enumerate() {
            let count = u32::try_from(count).map_err(|_| XlsxError::RowColumnLimitError)?;
            self.sheet.write_number_with_format(self.row, index(position + 1)?, count, &style::number())?;
        }
        if let Some(range) = range {
            put(book, &mut self.sheet, self.row, 7, range, style::number())?;
        }
        self.sheet.set_row_height(self.row, height::points(height::lines(name, WIDTHS.0, true)))?;
        self.row += 1;
        Ok(())
    }

    fn heading(&mut self, book: &mut Book<'_>, text: &str) -> Result<(), XlsxError> {
        put(book, &mut self.sheet, self.row, 0, text, style::subtitle())?;
        self.sheet.set_row_height(self.row, 20)?;
        self.row += 1;
        Ok(())
    }

    /// A label with what stands beside it.
    fn fact(&mut self, book: &mut Book<'_>, label: &str, value: &str) -> Result<(), XlsxError> {
        put(book, &mut self.sheet, self.row, 0, label, style::strong())?;
        self.wide(book, 1, value, style::plain(), 1.0)
    }

    /// A label with a date beside it.
    fn day(&mut self, book: &mut Book<'_>, label: &str, day: jiff::civil::Date) -> Result<(), XlsxError> {
        let Some(date) = excel_date(day) else { return self.fact(book, label, &day.to_string()) };
        put(book, &mut self.sheet, self.row, 0, label, style::strong())?;
        self.sheet.merge_range(self.row, 1, self.row, LAST, "", &style::plain())?;
        self.sheet.write_datetime_with_format(self.row, 1, &date, &style::date())?;
        self.row += 1;
        Ok(())
    }

    /// A paragraph over the whole width.
    fn line(&mut self, book: &mut Book<'_>, text: &str) -> Result<(), XlsxError> {
        self.wide(book, 0, text, style::prose(), 1.0)
    }

    /// Text over several columns. Programs do not find the height of merged cells, so it is set.
    fn wide(
        &mut self,
        book: &mut Book<'_>,
        first: u16,
        text: &str,
        format: Format,
        scale: f64,
    ) -> Result<(), XlsxError> {
        let width = WIDTHS.1 * f64::from(LAST) + if first == 0 { WIDTHS.0 } else { 0.0 };
        let height = scale * height::points(height::lines(text, width / scale, scale > 1.0));
        self.sheet.merge_range(self.row, first, self.row, LAST, "", &format)?;
        put(book, &mut self.sheet, self.row, first, text, format)?;
        self.sheet.set_row_height(self.row, height.min(409.0))?;
        self.row += 1;
        Ok(())
    }
}
