//! How tall rows are. Programs that trust a workbook take heights as they stand, so they are
//! worked out here from the widths of the letters.

use rust_xlsxwriter::utility::cell_autofit_width;

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
}
