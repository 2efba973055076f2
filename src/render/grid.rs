//! Rows and columns for a screen, as Markdown and as CSV.

use comfy_table::presets::UTF8_FULL;
use comfy_table::{ColumnConstraint, ContentArrangement, Table, Width};
use unicode_width::UnicodeWidthStr;

use super::csv::cell;
use super::markdown::escape;
use super::problem::Style;
use super::terminal::{clean, wrap};

/// The narrowest screen that is laid out for, and the widest.
const NARROWEST: usize = 40;
const WIDEST: usize = 160;
/// The blank before what goes on with a cell.
const INDENT: &str = "  ";
/// The blanks beside the words of a cell.
const PADDING: usize = 2;

/// A header and rows of plain words.
#[derive(Debug, Default)]
pub struct Grid {
    /// The names of the columns.
    pub header: Vec<&'static str>,
    /// The rows; a cell may have several lines.
    pub rows: Vec<Vec<String>>,
}

impl Grid {
    /// A table that fits the screen; where it would break a word, such as an id that someone wants to
    /// copy, the rows one after the other.
    #[must_use]
    pub fn terminal(&self, style: Style) -> String {
        let width = style.width.clamp(NARROWEST, WIDEST);
        let longest: Vec<usize> = (0..self.header.len()).map(|column| self.longest_word(column)).collect();
        let room = |longest: &usize| longest + PADDING;
        if longest.iter().map(|longest| room(longest) + 1).sum::<usize>() + 1 > width {
            return self.one_by_one(width);
        }
        let mut table = Table::new();
        table
            .load_style(UTF8_FULL)
            .set_content_arrangement(ContentArrangement::Dynamic)
            .set_width(u16::try_from(width).unwrap_or(100))
            .set_header(self.header.iter().copied());
        for row in &self.rows {
            table.add_row(row.iter().map(|words| clean(words)));
        }
        let least = |longest| Width::Fixed(u16::try_from(room(longest)).unwrap_or(u16::MAX));
        table.set_constraints(longest.iter().map(|longest| ColumnConstraint::LowerBoundary(least(longest))));
        format!("{table}\n")
    }

    /// How wide the widest word of a column is.
    fn longest_word(&self, column: usize) -> usize {
        let cells = self.rows.iter().filter_map(|row| row.get(column)).map(String::as_str);
        let words = cells.chain(self.header.get(column).copied()).flat_map(str::split_whitespace);
        words.map(|word| clean(word).width()).max().unwrap_or(0)
    }

    /// The rows as lines, each cell under the name of its column.
    fn one_by_one(&self, width: usize) -> String {
        let cell = |(header, words): (&&str, &String)| {
            let named = format!("{header}: {words}");
            let lines: Vec<String> = named.lines().flat_map(|line| wrap(&clean(line), width - INDENT.len())).collect();
            lines.join(&format!("\n{INDENT}")) + "\n"
        };
        let row = |row: &Vec<String>| {
            let told = self.header.iter().zip(row).filter(|(_, words)| !words.trim().is_empty());
            told.map(cell).collect::<String>()
        };
        self.rows.iter().map(row).collect::<Vec<_>>().join("\n")
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Language;

    #[test]
    fn a_word_is_whole_in_a_table_and_where_none_fits() {
        let rows = vec![vec!["1".to_owned(), "Rådet har et mandat\n[rad-har-et-mandat-som-er-vedtatt]".to_owned()]];
        let grid = Grid { header: vec!["Nr.", "Krav"], rows };
        let shown = |width| grid.terminal(Style { language: Language::Nb, colour: false, width });
        for width in [40, 45, 60, 100] {
            assert!(shown(width).contains("[rad-har-et-mandat-som-er-vedtatt]"), "{}", shown(width));
            assert!(shown(width).lines().all(|line| line.width() <= width), "{}", shown(width));
        }
        assert_eq!(shown(40), "Nr.: 1\nKrav: Rådet har et mandat\n  [rad-har-et-mandat-som-er-vedtatt]\n");
        assert!(shown(60).starts_with('┌'));
    }
}
