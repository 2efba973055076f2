//! Tables: a head that repeats, a name and a description for those who do not see them.

use std::fmt::Write;

use super::super::office::colours;
use super::body::Links;
use super::inline::{Paragraph, escape};
use crate::outcome::Status;

/// The width of the text on a page, in twentieths of a point.
pub(super) const WIDTH: u32 = 9_356;

/// A table.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// Its name.
    pub(super) title: String,
    /// What it shows.
    pub(super) description: String,
    /// The columns: head, and width in hundredths of the page.
    pub(super) columns: Vec<(String, u32)>,
    /// Columns whose heads have the colour of a status.
    pub(super) statuses: Vec<(usize, Status)>,
    /// The columns whose text stands in the middle.
    pub(super) centred: Vec<usize>,
    /// The rows: what stands in each cell.
    pub(super) rows: Vec<Vec<Vec<Paragraph>>>,
}

/// Rows up to this length stay on one page; longer ones may have to break.
const UNBROKEN: usize = 1_200;

impl Table {
    /// An empty table.
    pub(super) fn new(title: &str, description: &str, columns: &[(&str, u32)]) -> Self {
        let columns = columns.iter().map(|(head, width)| ((*head).to_owned(), *width)).collect();
        Self { title: title.to_owned(), description: description.to_owned(), columns, ..Self::default() }
    }

    /// Adds a row whose cells are plain text, the first one strong.
    pub(super) fn plain_row(&mut self, cells: &[&str]) {
        let cell = |(position, text): (usize, &&str)| {
            let style = if self.centred.contains(&position) { "Tabelltall" } else { "Tabelltekst" };
            vec![if position == 0 { Paragraph::new(style).styled("Strong", text) } else { Paragraph::of(style, text) }]
        };
        let row = cells.iter().enumerate().map(cell).collect();
        self.rows.push(row);
    }

    /// Writes it.
    pub(super) fn write(&self, xml: &mut String, links: &mut Links) {
        let widths: Vec<u32> = self.columns.iter().map(|(_, hundredths)| WIDTH * hundredths / 100).collect();
        let whole: u32 = widths.iter().sum();
        let _ = write!(
            xml,
            r#"<w:tbl><w:tblPr><w:tblStyle w:val="Medvirk"/><w:tblW w:w="{whole}" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblLook w:val="04A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/><w:tblCaption w:val="{}"/><w:tblDescription w:val="{}"/></w:tblPr><w:tblGrid>"#,
            escape(&self.title),
            escape(&self.description),
        );
        for width in &widths {
            let _ = write!(xml, r#"<w:gridCol w:w="{width}"/>"#);
        }
        xml.push_str("</w:tblGrid>");
        self.write_head(&widths, xml, links);
        for row in &self.rows {
            let length: usize = row.iter().flatten().map(Paragraph::length).sum();
            let unbroken = if length <= UNBROKEN { "<w:trPr><w:cantSplit/></w:trPr>" } else { "" };
            xml.push_str("<w:tr>");
            xml.push_str(unbroken);
            for (cell, width) in row.iter().zip(&widths) {
                let _ = write!(xml, r#"<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>"#);
                write_cell(cell, xml, links);
            }
            xml.push_str("</w:tr>");
        }
        xml.push_str("</w:tbl>");
    }

    fn write_head(&self, widths: &[u32], xml: &mut String, links: &mut Links) {
        xml.push_str("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
        for (position, ((head, _), width)) in self.columns.iter().zip(widths).enumerate() {
            let _ = write!(xml, r#"<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>"#);
            let style = if self.centred.contains(&position) { "Tabellhodetall" } else { "Tabellhode" };
            match self.statuses.iter().find(|(column, _)| *column == position) {
                Some((_, status)) => {
                    let (fill, _) = colours(*status);
                    let _ = write!(xml, r#"<w:shd w:val="clear" w:color="auto" w:fill="{fill:06X}"/></w:tcPr>"#);
                    write_cell(&[Paragraph::new(style).status(*status, head)], xml, links);
                }
                None => {
                    xml.push_str("</w:tcPr>");
                    write_cell(&[Paragraph::of(style, head)], xml, links);
                }
            }
        }
        xml.push_str("</w:tr>");
    }
}

/// A cell ends in a paragraph, also an empty one.
fn write_cell(paragraphs: &[Paragraph], xml: &mut String, links: &mut Links) {
    for paragraph in paragraphs {
        paragraph.write(xml, links);
    }
    if paragraphs.is_empty() {
        Paragraph::new("Tabelltekst").write(xml, links);
    }
    xml.push_str("</w:tc>");
}
