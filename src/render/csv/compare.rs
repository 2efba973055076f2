//! A comparison as CSV: one row for each change.

use super::{list, stated, write, yes_no};
use crate::compare::{Comparison, Side, SideRecord};
use crate::render::view::compare::{ChangeView, comparison as view};
use crate::text::{Language, Texts};

/// The changes of all records, with this separator between the columns.
#[must_use]
pub fn render(comparison: &Comparison<'_>, language: Language, separator: u8) -> Vec<u8> {
    let texts = language.texts();
    let view = view(comparison, language);
    let records = comparison.records.iter().zip(&view.records);
    let rows = records.flat_map(|(compared, record)| {
        record.changes().map(move |change| Row {
            sides: [comparison.old, comparison.new],
            records: [compared.old, compared.new],
            change,
            texts,
        })
    });
    let rows = rows.map(|row| COLUMNS.iter().map(|(_, value)| value(&row)).collect());
    write(separator, COLUMNS.iter().map(|(label, _)| label(texts)), rows).unwrap_or_default()
}

/// One change, with all that its cells are made from: before, then now.
struct Row<'a> {
    sides: [&'a Side; 2],
    records: [&'a SideRecord; 2],
    change: &'a ChangeView,
    texts: &'static Texts,
}

type Label = fn(&Texts) -> &'static str;
type Value = fn(&Row<'_>) -> String;

const COLUMNS: &[(Label, Value)] = &[
    (|texts| texts.report_organisation, |row| stated(row.records[1].organisation.name.as_ref())),
    (|texts| texts.report_nr, |row| row.change.number.to_string()),
    (|texts| texts.compare_direction, |row| row.change.direction.word.clone()),
    (|texts| texts.compare_cause, |row| row.change.cause.clone()),
    (|texts| texts.compare_status_old, |row| row.change.old.word.clone()),
    (|texts| texts.compare_status_new, |row| row.change.new.word.clone()),
    (|texts| texts.report_force, |row| row.change.force.word.clone()),
    (|texts| texts.report_rule, |row| row.change.rule.clone()),
    (|texts| texts.csv_title, |row| row.change.title.clone()),
    (|texts| texts.report_subject, |row| stated(row.change.subject.as_ref())),
    (|texts| texts.report_requirement, |row| row.change.requirement.clone()),
    (|texts| texts.compare_reason_old, |row| list(&row.change.old.reasons, Clone::clone)),
    (|texts| texts.compare_reason_new, |row| list(&row.change.new.reasons, Clone::clone)),
    (
        |texts| texts.report_next,
        |row| {
            let next = row.change.next.as_ref();
            next.map(|next| format!("{}: {}", next.label, next.value)).unwrap_or_default()
        },
    ),
    (|texts| texts.compare_fails, |row| yes_no(row.change.fails, row.texts)),
    (|texts| texts.compare_sources_old, |row| list(&row.change.old.references, |source| source.text.clone())),
    (|texts| texts.compare_sources_new, |row| list(&row.change.new.references, |source| source.text.clone())),
    (|texts| texts.compare_links_old, |row| list(&row.change.old.references, |source| stated(source.address.as_ref()))),
    (|texts| texts.compare_links_new, |row| list(&row.change.new.references, |source| stated(source.address.as_ref()))),
    (|texts| texts.compare_places_old, |row| list(&row.change.old.places, Clone::clone)),
    (|texts| texts.compare_places_new, |row| list(&row.change.new.places, Clone::clone)),
    (|texts| texts.compare_date_old, |row| row.sides[0].as_of.clone()),
    (|texts| texts.compare_date_new, |row| row.sides[1].as_of.clone()),
    (|texts| texts.compare_rules_old, |row| row.sides[0].tool.rule_set.clone()),
    (|texts| texts.compare_rules_new, |row| row.sides[1].tool.rule_set.clone()),
    (|texts| texts.compare_file_old, |row| row.records[0].file.clone()),
    (|texts| texts.compare_file_new, |row| row.records[1].file.clone()),
];
