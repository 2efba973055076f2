//! Reads accepted deviations, with every mistake at once.

use jiff::civil::Date;

use super::Deviation;
use crate::problem::{Kind, MOST, Problem, nearest};
use crate::rule::RuleSet;
use crate::rule::table::{Table, wrong};
use crate::rule::toml::{self, Entry, Item, Located};
use crate::source::{Source, Span};

/// The key of the list.
pub(super) const LIST: &str = "accepted";

/// Reads a file of accepted deviations. The rules are all that exist, whichever are asked for.
///
/// # Errors
/// All mistakes in the file.
pub fn read(source: &Source, set: &RuleSet) -> Result<Vec<Deviation>, Vec<Problem>> {
    let entries = toml::parse(source)?;
    let mut problems = Vec::new();
    let mut table = Table::new(&entries, Span::default());
    let mut deviations: Vec<(Deviation, Span)> = Vec::new();
    for (item, entries) in items(table.get(LIST), &mut problems) {
        if let Some(deviation) = deviation(source, set, item.span, entries, &mut problems) {
            let same = |other: &Deviation| {
                (&other.rule, &other.organisation, &other.subject)
                    == (&deviation.rule, &deviation.organisation, &deviation.subject)
            };
            if let Some((first, span)) = deviations.iter().find(|(other, _)| same(other)) {
                let line = first.position.line.to_string();
                let problem = Problem::new(Kind::DuplicateAcceptance, item.span).with("line", line).related_to(*span);
                problems.push(problem);
            }
            deviations.push((deviation, item.span));
        }
    }
    table.finish(&mut problems);
    problems.sort_by_key(|problem| problem.span);
    problems.truncate(MOST);
    if problems.is_empty() {
        Ok(deviations.into_iter().map(|(deviation, _)| deviation).collect())
    } else {
        Err(problems)
    }
}

/// The tables of the list, each with its place.
fn items<'a>(list: Option<&'a Located>, problems: &mut Vec<Problem>) -> Vec<(&'a Located, &'a [Entry])> {
    let Some(list) = list else { return Vec::new() };
    let Item::List(items) = &list.item else {
        problems.push(wrong(list.span, "[[accepted]]"));
        return Vec::new();
    };
    let tables = items.iter().filter_map(|item| match &item.item {
        Item::Table(entries) => Some((item, entries.as_slice())),
        _ => {
            problems.push(wrong(item.span, "[[accepted]]"));
            None
        }
    });
    tables.collect()
}

fn deviation(
    source: &Source,
    set: &RuleSet,
    span: Span,
    entries: &[Entry],
    problems: &mut Vec<Problem>,
) -> Option<Deviation> {
    let mut table = Table::new(entries, span);
    let rule = required(&mut table, "rule", problems);
    if let Some((id, span)) = rule
        && set.get(id).is_none()
    {
        let meant = nearest(id, set.rules.iter().map(|rule| rule.id.as_str()));
        problems.push(Problem::new(Kind::UnknownRule, span).with("name", id).suggest(meant));
    }
    let organisation = required(&mut table, "organisation", problems);
    let subject = table.owned("subject", problems);
    let reason = required(&mut table, "reason", problems);
    let decided_by = required(&mut table, "decided_by", problems);
    let case = table.owned("case", problems);
    let until = table.require("until", problems).and_then(|value| day(source, value, problems));
    table.finish(problems);
    Some(Deviation {
        rule: rule?.0.to_owned(),
        organisation: organisation?.0.to_owned(),
        subject,
        reason: reason?.0.to_owned(),
        decided_by: decided_by?.0.to_owned(),
        case,
        until: until?,
        file: source.name().to_owned(),
        position: source.position(span.start),
    })
}

/// A text that must stand there, and not be empty.
fn required<'t>(table: &mut Table<'t>, key: &'static str, problems: &mut Vec<Problem>) -> Option<(&'t str, Span)> {
    let span = table.require(key, problems)?.span;
    let (text, _) = table.text(key, problems)?;
    if text.trim().is_empty() {
        problems.push(wrong(span, "\"…\""));
        return None;
    }
    Some((text, span))
}

/// A whole day, in quotes or as TOML's own date.
pub(super) fn day(source: &Source, value: &Located, problems: &mut Vec<Problem>) -> Option<Date> {
    let text = match &value.item {
        Item::Text(text) => text.as_ref(),
        Item::Other => source.slice(value.span),
        _ => {
            problems.push(wrong(value.span, "\"2027-03-01\""));
            return None;
        }
    };
    let day = (text.len() == 10).then(|| text.parse().ok()).flatten();
    if day.is_none() {
        problems.push(Problem::new(Kind::NotDay, value.span).with("value", text));
    }
    day
}
