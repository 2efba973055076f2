//! Rows and columns for a screen, as Markdown and as CSV.

use comfy_table::presets::UTF8_FULL;
use comfy_table::{ContentArrangement, Table};

use super::csv::cell;
use super::markdown::escape;
use super::problem::Style;
use super::terminal::clean;

/// A header and rows of plain words.
#[derive(Debug, Default)]
pub struct Grid {
    /// The names of the columns.
    pub header: Vec<&'static str>,
    /// The rows; a cell may have several lines.
    pub rows: Vec<Vec<String>>,
}

impl Grid {
    /// A table that fits the screen.
    #[must_use]
    pub fn terminal(&self, style: Style) -> String {
        let mut table = Table::new();
        table
            .load_style(UTF8_FULL)
            .set_content_arrangement(ContentArrangement::Dynamic)
            .set_width(u16::try_from(style.width.clamp(60, 160)).unwrap_or(100))
            .set_header(self.header.iter().copied());
        for row in &self.rows {
            table.add_row(row.iter().map(|words| clean(words)));
        }
        format!("{table}\n")
    }

    /// A Markdown table; lines of a cell are kept apart.
    #[must_use]
    pub fn markdown(&self) -> String {
        let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
        let mut text = line(self.header.iter().map(|words| escape(words)).collect());
        text.push_str(&line(self.header.iter().map(|_| "---".to_owned()).collect()));
        for row in &self.rows {
            let cells = row.iter().map(|words| words.lines().map(escape).collect::<Vec<_>>().join("<br>"));
            text.push_str(&line(cells.collect()));
        }
        text
    }

    /// CSV that Excel opens as it is meant; every cell in quotes.
    #[must_use]
    pub fn csv(&self, separator: u8) -> Vec<u8> {
        let mut writer = csv::WriterBuilder::new()
            .delimiter(separator)
            .terminator(csv::Terminator::CRLF)
            .quote_style(csv::QuoteStyle::Always)
            .from_writer(b"\xef\xbb\xbf".to_vec());
        // Writing to memory cannot fail, and all rows have the columns of the header.
        let _ = writer.write_record(&self.header);
        for row in &self.rows {
            let _ = writer.write_record(row.iter().map(|words| cell(&words.replace('\n', " | "))));
        }
        writer.into_inner().unwrap_or_default()
    }
}
