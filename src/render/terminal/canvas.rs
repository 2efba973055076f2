//! What everything on a terminal is drawn on: lines, tables and colours within a width.

use comfy_table::presets::UTF8_FULL;
use comfy_table::{CellAlignment, ContentArrangement, Table};

use super::super::problem::Style;
use super::super::words;
use super::{clean, wrap};
use crate::outcome::Status;
use crate::text::Texts;

/// The narrowest table that is laid out; narrower screens scroll.
const NARROWEST: usize = 60;
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
            .set_width(u16::try_from(self.width()).unwrap_or(u16::MAX));
        table
    }

    /// Prints a table; the words for statuses get their colour once the widths are settled.
    pub(in crate::render) fn put(&mut self, table: &Table) {
        let mut text = table.to_string();
        if self.style.colour {
            for (status, colour) in [
                (Status::NotMet, anstyle::AnsiColor::Red),
                (Status::Partly, anstyle::AnsiColor::Yellow),
                (Status::NotDocumented, anstyle::AnsiColor::Cyan),
                (Status::Met, anstyle::AnsiColor::Green),
            ] {
                let word = words::status(status, self.texts).to_uppercase();
                let style = anstyle::Style::new().fg_color(Some(colour.into())).bold();
                text = text.replace(&format!("│ {word} "), &format!("│ {} ", self.paint(&word, style)));
            }
        }
        self.line(&text);
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
