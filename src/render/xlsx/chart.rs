//! The state by type of requirement as bars, drawn from the table above it.

use rust_xlsxwriter::{
    Chart, ChartDataLabel, ChartFont, ChartFormat, ChartLegendPosition, ChartSolidFill, ChartType, Color, Worksheet,
    XlsxError,
};

use super::table::index;
use super::{Book, style};
use crate::outcome::Status;

/// How many rows the bars take.
pub(super) const ROWS: u32 = 10;

/// Draws the counts of the rows between `head` (the words) and `last`.
pub(super) fn insert(book: &Book<'_>, sheet: &mut Worksheet, head: u32, last: u32, at: u32) -> Result<(), XlsxError> {
    let name = book.texts.report_summary;
    let mut chart = Chart::new(ChartType::BarStacked);
    let mut small = ChartFont::new();
    small.set_size(9);
    for (position, status) in Status::ALL.into_iter().enumerate() {
        let column = index(position + 1)?;
        let mut label = ChartDataLabel::new();
        // A bar without length needs no number.
        label.show_value().set_num_format("0;;;").set_font(&small);
        let mut fill = ChartSolidFill::new();
        fill.set_color(Color::RGB(style::solid(status)));
        let mut format = ChartFormat::new();
        format.set_solid_fill(&fill);
        chart
            .add_series()
            .set_name((name, head, column))
            .set_categories((name, head + 1, 0, last, 0))
            .set_values((name, head + 1, column, last, column))
            .set_format(&mut format)
            .set_data_label(&label)
            .set_gap(45);
    }
    chart.set_alt_text(book.texts.word_counts_alt);
    chart.legend().set_position(ChartLegendPosition::Bottom).set_font(&small);
    chart.y_axis().set_reverse().set_font(&small).set_major_gridlines(false);
    chart.x_axis().set_hidden(true).set_major_gridlines(false);
    chart.set_width(915).set_height(ROWS * 20 - 6);
    sheet.insert_chart(at, 0, &chart)?;
    Ok(())
}
