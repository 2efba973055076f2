//! How tall rows are. Programs that trust a workbook take heights as they stand, so they are
//! worked out here from the widths of the letters.

use std::io::{Cursor, Read, Write};

use rust_xlsxwriter::utility::cell_autofit_width;
use zip::write::SimpleFileOptions;
use zip::{DateTime, ZipArchive, ZipWriter};

use super::super::office::OfficeError;

/// The height of a line of ten-point text.
const LINE: f64 = 12.75;
/// The tallest row there can be.
const TALLEST: f64 = 409.0;

/// The height of a row with so many lines, with air around them.
pub(super) fn points(lines: usize) -> f64 {
    let lines = f64::from(u16::try_from(lines.max(1)).unwrap_or(u16::MAX));
    LINE.mul_add(lines, 4.0).min(TALLEST)
}

/// How many lines a text takes when it is broken between words in a column of a width.
pub(super) fn lines(text: &str, width: f64, bold: bool) -> usize {
    // Widths of letters are known in whole pixels for eleven-point text; cells have ten, and an
    // indent at the left.
    let room = (width * 7.0 - 9.0) * 1.13 / if bold { 1.07 } else { 1.0 };
    text.lines().map(|line| broken(line, room.max(7.0))).sum::<usize>().max(1)
}

fn broken(line: &str, room: f64) -> usize {
    const SPACE: f64 = 3.0;
    let mut lines = 1;
    let mut used = 0.0;
    for word in line.split(' ') {
        // The known widths include the padding of a cell.
        let width = f64::from(cell_autofit_width(word).saturating_sub(7));
        if used > 0.0 && used + SPACE + width > room {
            lines += 1;
            used = 0.0;
        }
        used += width + if used > 0.0 { SPACE } else { 0.0 };
        while used > room {
            lines += 1;
            used -= room;
        }
    }
    lines
}

/// Takes away the mark that says the heights were set by hand, so that a row still grows when
/// somebody writes a long comment in it.
pub(super) fn let_rows_grow(workbook: &[u8]) -> Result<Vec<u8>, OfficeError> {
    let mut parts = ZipArchive::new(Cursor::new(workbook))?;
    let mut packed = ZipWriter::new(Cursor::new(Vec::with_capacity(workbook.len())));
    let options = SimpleFileOptions::default().last_modified_time(DateTime::default());
    for position in 0..parts.len() {
        let mut part = parts.by_index(position)?;
        let name = part.name()?.into_owned();
        let mut content = Vec::new();
        part.read_to_end(&mut content)?;
        if name.starts_with("xl/worksheets/sheet") {
            content = without_marks(&String::from_utf8_lossy(&content)).into_bytes();
        }
        packed.start_file(name, options)?;
        packed.write_all(&content)?;
    }
    Ok(packed.finish()?.into_inner())
}

fn without_marks(sheet: &str) -> String {
    let mut kept = String::with_capacity(sheet.len());
    for (position, part) in sheet.split("<row ").enumerate() {
        if position == 0 {
            kept.push_str(part);
            continue;
        }
        let (tag, rest) = part.split_once('>').unwrap_or((part, ""));
        kept.push_str("<row ");
        kept.push_str(&tag.replace(" customHeight=\"1\"", ""));
        kept.push('>');
        kept.push_str(rest);
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_broken_between_words_and_long_words_anywhere() {
        assert_eq!(lines("", 20.0, false), 1);
        assert_eq!(lines("kort", 20.0, false), 1);
        assert_eq!(lines("en\nto\ntre", 20.0, false), 3);
        assert_eq!(lines(&"ord ".repeat(20), 20.0, false), 4);
        assert!(lines(&"a".repeat(200), 20.0, false) >= 8);
    }

    #[test]
    fn only_rows_lose_the_mark() {
        let sheet = r#"<f customHeight="1"/><row r="1" ht="30" customHeight="1"><c/></row><row r="2"/>"#;
        assert_eq!(without_marks(sheet), r#"<f customHeight="1"/><row r="1" ht="30"><c/></row><row r="2"/>"#);
    }
}
