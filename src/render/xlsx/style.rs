//! How cells look: one calm style, colours only beside words.

use rust_xlsxwriter::{
    ConditionalFormatCell, ConditionalFormatCellRule, Format, FormatAlign, FormatBorder, Worksheet, XlsxError,
};

use super::super::office::{capital, colours};
use super::super::words;
use crate::outcome::Status;
use crate::text::Texts;

/// The ink and the lines.
pub(super) const DARK: u32 = 0x001F_3A4D;
const LINE: u32 = 0x00D0_D7DC;
const SIZE: f64 = 10.0;

/// The head of a table.
pub(super) fn head() -> Format {
    plain().set_bold().set_font_color(0x00FF_FFFFu32).set_background_color(DARK).set_align(FormatAlign::VerticalCenter)
}

/// A cell of text.
pub(super) fn plain() -> Format {
    Format::new()
        .set_font_size(SIZE)
        .set_text_wrap()
        .set_align(FormatAlign::Top)
        .set_align(FormatAlign::Left)
        .set_indent(1)
        .set_border_bottom(FormatBorder::Thin)
        .set_border_color(LINE)
}

/// A cell of text that carries the row.
pub(super) fn strong() -> Format {
    plain().set_bold()
}

/// A number.
pub(super) fn number() -> Format {
    plain().set_indent(0).set_align(FormatAlign::Center).set_num_format("0")
}

/// A date, unambiguous in every language.
pub(super) fn date() -> Format {
    plain().set_num_format("yyyy-mm-dd")
}

/// A cell to fill in.
pub(super) fn input() -> Format {
    plain().set_background_color(0x00FF_FDF3u32)
}

/// A link.
pub(super) fn link() -> Format {
    plain().set_font_color(0x000B_5394u32).set_underline(rust_xlsxwriter::FormatUnderline::Single)
}

/// The colour of a status in a chart, where the legend and the numbers carry the words.
pub(super) const fn solid(status: Status) -> u32 {
    match status {
        Status::NotMet => 0x00DB_7070,
        Status::Partly => 0x00EB_B759,
        Status::NotDocumented => 0x008F_B4D6,
        Status::Met => 0x0072_B583,
        Status::NotApplicable => 0x00D3_D7DA,
    }
}

/// The title of a sheet.
pub(super) fn title() -> Format {
    Format::new().set_font_size(18.0).set_bold().set_font_color(DARK).set_text_wrap().set_align(FormatAlign::Top)
}

/// The title of a part of a sheet.
pub(super) fn subtitle() -> Format {
    Format::new().set_font_size(12.0).set_bold().set_font_color(DARK)
}

/// A paragraph without lines around it.
pub(super) fn prose() -> Format {
    Format::new().set_font_size(SIZE).set_text_wrap().set_align(FormatAlign::Top).set_align(FormatAlign::Left)
}

/// The word for a status, as it stands in cells.
pub(super) fn status_word(status: Status, texts: &Texts) -> String {
    capital(words::status(status, texts))
}

/// Colours the words of statuses in a column.
pub(super) fn colour_statuses(sheet: &mut Worksheet, column: u16, last: u32, texts: &Texts) -> Result<(), XlsxError> {
    for status in Status::ALL {
        let (fill, ink) = colours(status);
        colour(sheet, column, last, &status_word(status, texts), fill, ink)?;
    }
    Ok(())
}

/// Colours a word in a column.
pub(super) fn colour(
    sheet: &mut Worksheet,
    column: u16,
    last: u32,
    word: &str,
    fill: u32,
    ink: u32,
) -> Result<(), XlsxError> {
    let format = Format::new().set_background_color(fill).set_font_color(ink);
    let rule = ConditionalFormatCell::new().set_rule(ConditionalFormatCellRule::EqualTo(word)).set_format(format);
    sheet.add_conditional_format(1, column, last.max(1), column, &rule)?;
    Ok(())
}
