//! The report as a Word document, in the order of a supervisory report: who was audited and
//! how, the state at a glance, then each gap with facts, requirement, assessment and
//! conclusion, and after that what is not documented, met and not applicable, and the sources.
//!
//! The `WordprocessingML` is written here: what a record says only ever becomes the text of a run,
//! so it can be neither markup nor a field.

mod beside;
mod body;
mod chapters;
pub mod compare;
mod front;
mod gaps;
mod inline;
mod package;
mod sources;
mod styles;
mod table;

use jiff::civil::Date;

use super::office::{OfficeError, Row, rows};
use crate::report::{Audited, Report};
use crate::text::{Language, Texts};
use body::Body;

/// The report as the bytes of a `.docx` file.
///
/// # Errors
/// When the parts cannot be packed.
pub fn render(report: &Report<'_>, language: Language) -> Result<Vec<u8>, OfficeError> {
    let paper = Paper { report, language, texts: language.texts(), rows: rows(report) };
    let mut body = Body::new(paper.texts);
    front::title(&paper, &mut body);
    body.contents_here();
    front::how_to_read(&paper, &mut body);
    beside::records_together(&paper, &mut body);
    for record in &report.records {
        paper.record(record, &mut body);
    }
    beside::deviations(&paper, &mut body);
    sources::chapters(&paper, &mut body);
    let names = report.records.iter().filter_map(|record| record.organisation.name.as_deref());
    let cover = Cover {
        language,
        texts: paper.texts,
        title: paper.texts.report_heading,
        names: names.collect::<Vec<_>>().join(", "),
        day: Some(report.as_of),
    };
    package::pack(&cover, body)
}

/// What stands on every page and in the properties of a document.
struct Cover {
    language: Language,
    texts: &'static Texts,
    title: &'static str,
    /// Whom it is about.
    names: String,
    /// The date it is for.
    day: Option<Date>,
}

/// What all chapters are made from.
struct Paper<'a> {
    report: &'a Report<'a>,
    language: Language,
    texts: &'static Texts,
    rows: Vec<Row<'a>>,
}

impl<'a> Paper<'a> {
    /// The chapters about one record; one level down where there are several records.
    fn record(&self, record: &'a Audited, body: &mut Body) {
        let several = self.report.records.len() > 1;
        if several {
            let organisation = &record.organisation;
            body.heading(1, organisation.name.as_deref().unwrap_or(self.texts.unnamed));
            front::about(self, record, body);
        }
        let level = if several { 2 } else { 1 };
        front::summary(self, record, level, body);
        gaps::chapter(self, record, level, body);
        chapters::not_documented(self, record, level, body);
        chapters::met(self, record, level, body);
        chapters::not_applicable(self, record, level, body);
    }

    /// The outcomes of a record, in the order they are reported.
    fn rows_of(&self, record: &'a Audited) -> impl Iterator<Item = &Row<'a>> {
        self.rows.iter().filter(move |row| std::ptr::eq(row.record, record))
    }
}
