//! A plan as a workbook: the actions, with room for who, when and how far.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

use super::super::office::{OfficeError, capital, clean, tag};
use super::super::plan::Planned;
use super::table::{Cell, Column, Print, Sheets};
use super::{excel_date, lists, repack, sources, style, table};
use crate::plan::Action;
use crate::text::Texts;

/// The plan as the bytes of an `.xlsx` file.
///
/// # Errors
/// When there are more rows than a sheet can hold.
pub fn render(planned: &Planned<'_>) -> Result<Vec<u8>, OfficeError> {
    let mut book = Actions { planned: *planned, long: Vec::new() };
    let mut workbook = Workbook::new();
    workbook.set_properties(&book.properties());
    workbook.push_worksheet(actions(&mut book)?);
    if !book.long.is_empty() {
        workbook.push_worksheet(sources::long(&mut book)?);
    }
    repack::repack(&workbook.save_to_buffer()?)
}

/// What the sheets are made from.
struct Actions<'a> {
    planned: Planned<'a>,
    long: Vec<String>,
}

impl Sheets for Actions<'_> {
    fn texts(&self) -> &'static Texts {
        self.planned.texts()
    }

    fn heading(&self) -> &'static str {
        self.texts().plan_title
    }

    fn who(&self) -> String {
        self.planned.plan.organisation.name.clone().unwrap_or_default()
    }

    fn day(&self) -> String {
        self.planned.plan.as_of.to_string()
    }

    fn long(&mut self) -> &mut Vec<String> {
        &mut self.long
    }
}

impl Actions<'_> {
    /// What the file says of itself; the same for the same input.
    fn properties(&self) -> DocProperties {
        let day = excel_date(self.planned.plan.as_of).or_else(|| ExcelDateTime::from_ymd(1900, 1, 1).ok());
        let properties = DocProperties::new()
            .set_title(self.texts().plan_title)
            .set_subject(clean(&self.who()).chars().take(200).collect::<String>())
            .set_author(concat!("medvirk ", env!("CARGO_PKG_VERSION")))
            .set_custom_property("Language", tag(self.planned.language));
        match day {
            Some(day) => properties.set_creation_datetime(&day),
            None => properties,
        }
    }
}

/// The columns of the action sheet of an audit, and who usually acts, what to show for it, and the
/// facts that are otherwise then.
fn actions(book: &mut Actions<'_>) -> Result<Worksheet, XlsxError> {
    let texts = book.texts();
    let columns: [Column; 15] = [
        (texts.report_nr, 6.0),
        (texts.sheet_task, 12.0),
        (texts.report_force, 12.0),
        (texts.report_status, 14.0),
        (texts.report_requirement, 38.0),
        (texts.sheet_do, 44.0),
        (texts.report_reference, 30.0),
        (texts.plan_role, 18.0),
        (texts.label_documents, 30.0),
        (texts.sheet_responsible, 18.0),
        (texts.sheet_deadline, 12.0),
        (texts.sheet_progress, 15.0),
        (texts.sheet_comment, 30.0),
        (texts.plan_facts, 38.0),
        (texts.csv_accepted, 34.0),
    ];
    let planned = book.planned;
    let actions = planned.plan.actions.iter().zip(1..);
    let rows: Vec<Vec<Cell>> = actions.map(|(action, number)| row(&planned, action, number)).collect();
    let bottom = lists::last(rows.len())?;
    let mut sheet = table::sheet(book, texts.sheet_actions, &columns, rows, &Print::Fitted)?;
    style::colour_statuses(&mut sheet, 3, bottom, texts)?;
    lists::fill_in(texts, &mut sheet, (10, 11), bottom)?;
    Ok(sheet)
}

fn row(planned: &Planned<'_>, action: &Action, number: usize) -> Vec<Cell> {
    let texts = planned.texts();
    let mut facts = planned.facts(action);
    if !action.is_shown() {
        facts.push(texts.plan_not_shown.to_owned());
    }
    vec![
        Cell::Number(number),
        Cell::text(texts.sheet_task_gap),
        Cell::Text(capital(planned.force(action))),
        Cell::Status(Planned::status(action)),
        Cell::Strong(planned.titles(&action.settles).join("\n")),
        Cell::Text(planned.remedies(action).join("\n")),
        Cell::Text(planned.references(action).join("\n")),
        Cell::Text(planned.role(action)),
        Cell::Text(planned.documents(action).join("\n")),
        Cell::Input,
        Cell::InputDate,
        Cell::Choice(texts.sheet_progress_new),
        Cell::Input,
        Cell::Text(facts.join("\n")),
        Cell::Text(planned.accepted(action).join("\n")),
    ]
}
