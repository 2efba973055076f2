//! What everything on a terminal is drawn on: lines, tables and colours within a width.

use comfy_table::presets::{UTF8_FULL, UTF8_FULL_CONDENSED};
use comfy_table::{CellAlignment, ContentArrangement, Table};

use super::super::problem::Style;
use super::super::words;
use super::wrap::{for_lines_within, wrap, wrap_within};
use super::{clean, cleaned};
use crate::outcome::Status;
use crate::text::Texts;

/// The narrowest screen that is laid out for.
const NARROWEST: usize = 40;
/// The narrowest table; narrower screens scroll.
const NARROWEST_TABLE: usize = 60;
/// The widest table that is comfortable to read.
const WIDEST: usize = 160;

/// The text so far, and how it is shown.
pub(in crate::render) struct Canvas {
    pub(in crate::render) style: Style,
    pub(in crate::render) texts: &'static Texts,
    pub(super) text: String,
}

impl Canvas {
    /// An empty canvas.
    pub(super) fn new(style: Style) -> Self {
        Self { style, texts: style.language.texts(), text: String::new() }
    }

    pub(in crate::render) fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    pub(in crate::render) fn width(&self) -> usize {
        self.style.width.clamp(NARROWEST, WIDEST)
    }

    pub(in crate::render) fn table(&self) -> Table {
        let mut table = Table::new();
        table
            .load_style(UTF8_FULL)
            .set_content_arrangement(ContentArrangement::Dynamic)
            .set_width(u16::try_from(self.width().max(NARROWEST_TABLE)).unwrap_or(u16::MAX));
        table
    }

    /// A table without lines between its rows, for rows that are one line each.
    pub(super) fn plain_table(&self) -> Table {
        let mut table = self.table();
        table.load_style(UTF8_FULL_CONDENSED);
        table
    }

    pub(in crate::render) fn put(&mut self, table: &Table) {
        self.line(&table.to_string());
    }

    /// A status in its colour, with what has it.
    pub(super) fn status(&mut self, status: Status, what: &str) {
        let word = words::status(status, self.texts).to_uppercase();
        let plain = if what.is_empty() { word.clone() } else { format!("{word} – {what}") };
        let colour = match status {
            Status::NotMet => anstyle::AnsiColor::Red,
            Status::Partly => anstyle::AnsiColor::Yellow,
            Status::NotDocumented => anstyle::AnsiColor::Cyan,
            Status::Met => anstyle::AnsiColor::Green,
            Status::NotApplicable => anstyle::AnsiColor::White,
        };
        let painted = self.paint(&word, anstyle::Style::new().fg_color(Some(colour.into())).bold());
        for (position, line) in wrap_within(&plain, self.width() - 2).into_iter().enumerate() {
            let line = if position == 0 { line.replacen(&word, &painted, 1) } else { format!("  {line}") };
            self.line(&line);
        }
    }

    /// A text that starts so far in, and goes on so far in where it needs more lines; nothing in it
    /// can steer the terminal.
    pub(super) fn hanging(&mut self, first: usize, rest: usize, text: &str) {
        let width = self.width() - first.max(rest);
        let mut indent = first;
        for_lines_within(&cleaned(text), width, |line| {
            self.text.extend(std::iter::repeat_n(' ', indent));
            self.line(line);
            indent = rest;
        });
    }

    pub(in crate::render) fn paint(&self, text: &str, style: anstyle::Style) -> String {
        if self.style.colour { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }

    /// Plain text, broken between words; nothing in it can steer the terminal.
    pub(in crate::render) fn wrapped(&mut self, text: &str) {
        for line in wrap(&clean(text), self.width()) {
            self.line(&line);
        }
    }

    /// A table whose columns from this one on are numbers, and an empty line.
    pub(in crate::render) fn put_numbers(&mut self, mut table: Table, from: usize) {
        for column in table.column_iter_mut().skip(from) {
            column.set_cell_alignment(CellAlignment::Right);
        }
        self.put(&table);
        self.line("");
    }

    pub(in crate::render) fn bold(&mut self, text: &str) {
        for line in wrap(&clean(text), self.width()) {
            let line = self.paint(&line, anstyle::Style::new().bold());
            self.line(&line);
        }
    }
}
