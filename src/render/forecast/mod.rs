//! What time alone will change: as a table, for machines, and for a calendar.

pub mod ics;
pub mod json;

use super::grid::Grid;
use super::plain::one_line;
use super::problem::Style;
use super::words;
use crate::forecast::{Cause, Event, Forecast, Turning, What};
use crate::outcome::{Outcome, Status};
use crate::text::{Language, Texts, fill};

/// For a screen.
#[must_use]
pub fn terminal(forecast: &Forecast<'_>, style: Style) -> String {
    let heading = heading(forecast, style.language.texts());
    if forecast.events.is_empty() {
        heading
    } else {
        format!("{heading}\n{}", grid(forecast, style.language).terminal(style))
    }
}

/// As Markdown.
#[must_use]
pub fn markdown(forecast: &Forecast<'_>, language: Language) -> String {
    let heading = super::markdown::escape(heading(forecast, language.texts()).trim_end());
    if forecast.events.is_empty() {
        format!("{heading}\n")
    } else {
        format!("{heading}\n\n{}", grid(forecast, language).markdown())
    }
}

/// As CSV, one row for each change.
#[must_use]
pub fn csv(forecast: &Forecast<'_>, language: Language, separator: u8) -> Vec<u8> {
    let texts = language.texts();
    let rows = forecast.events.iter().map(|event| {
        let rule = &forecast.set.rules[event.after.rule];
        let standing = |outcome: Option<&Outcome>| {
            outcome.map_or_else(|| texts.outcome_absent.to_owned(), |outcome| words::standing(outcome, texts))
        };
        vec![
            forecast.organisation.name.clone().unwrap_or_default(),
            event.day.to_string(),
            turning(event.turn, texts).to_owned(),
            words::force(rule.force, texts).to_owned(),
            rule.id.clone(),
            rule.told.title.get(language).to_owned(),
            words::subject(&event.after).unwrap_or_default(),
            standing(event.before.as_ref()),
            standing(Some(&event.after)),
            reasons(forecast, event, language).join("\n"),
            rule.told.remedy.get(language).to_owned(),
            words::role(rule.told.role, texts).to_owned(),
            rule.told.documents.get(language).to_owned(),
            event.after.fingerprint.clone(),
            forecast.as_of.to_string(),
            forecast.input.name.clone(),
        ]
    });
    let header = vec![
        texts.report_organisation,
        texts.forecast_day,
        texts.forecast_turn,
        texts.report_force,
        texts.report_rule,
        texts.report_requirement,
        texts.report_subject,
        texts.forecast_before,
        texts.forecast_after,
        texts.label_why,
        texts.label_next,
        texts.plan_role,
        texts.label_documents,
        texts.report_fingerprint,
        texts.report_as_of,
        texts.report_input,
    ];
    Grid { header, rows: rows.collect() }.csv(separator)
}

/// What the list holds, or that there is nothing.
#[must_use]
pub fn heading(forecast: &Forecast<'_>, texts: &Texts) -> String {
    let name = forecast.organisation.name.as_deref().unwrap_or(texts.unnamed);
    let gaps = forecast.events.iter().filter(|event| event.turn == Turning::Gap).count();
    let values = [
        ("organisation", one_line(name)),
        ("from", forecast.as_of.to_string()),
        ("until", forecast.until.to_string()),
        ("count", forecast.events.len().to_string()),
        ("gaps", gaps.to_string()),
    ];
    let values: Vec<(&str, &str)> = values.iter().map(|(key, value)| (*key, value.as_str())).collect();
    let template = if forecast.events.is_empty() { texts.forecast_nothing } else { texts.forecast_heading };
    fill(template, &values) + "\n"
}

fn grid(forecast: &Forecast<'_>, language: Language) -> Grid {
    let texts = language.texts();
    let rows = forecast.events.iter().map(|event| {
        let rule = &forecast.set.rules[event.after.rule];
        let mut requirement =
            vec![rule.told.title.get(language).to_owned(), format!("[{}]", words::rule_name(rule, texts))];
        requirement.extend(words::subject(&event.after));
        let mut why = reasons(forecast, event, language);
        why.extend(next(forecast, event, language));
        let when = format!("{}\n{}", event.day, words::force(rule.force, texts));
        let change = format!("{}\n{}", turning(event.turn, texts), change(event, texts));
        vec![when, requirement.join("\n"), change, why.join("\n")]
    });
    let header = vec![texts.forecast_day, texts.column_requirement, texts.column_change, texts.forecast_why];
    Grid { header, rows: rows.collect() }
}

/// From what to what.
pub(super) fn change(event: &Event, texts: &Texts) -> String {
    let word = |outcome: &Outcome| words::standing(outcome, texts);
    let before = event.before.as_ref().map_or_else(|| texts.outcome_absent.to_owned(), word);
    fill(texts.outcome_changed, &[("before", &before), ("after", &word(&event.after))])
}

/// What would keep it met, or put it right.
pub(super) fn next(forecast: &Forecast<'_>, event: &Event, language: Language) -> Option<String> {
    let texts = language.texts();
    let rule = &forecast.set.rules[event.after.rule];
    let (label, next) = match event.turn {
        Turning::Gap | Turning::Larger | Turning::Found | Turning::Unmet | Turning::DeviationEnds => {
            (texts.label_next, &rule.told.remedy)
        }
        Turning::Open | Turning::Applies if event.after.status == Status::NotDocumented => {
            (texts.label_question, &rule.told.question)
        }
        _ => return None,
    };
    Some(format!("{label}: {}", next.get(language)))
}

/// The word for what happens.
#[must_use]
pub const fn turning(turn: Turning, texts: &Texts) -> &'static str {
    match turn {
        Turning::Gap => texts.turn_gap,
        Turning::Larger => texts.turn_larger,
        Turning::Found => texts.turn_found,
        Turning::Unmet => texts.turn_unmet,
        Turning::DeviationEnds => texts.turn_deviation_ends,
        Turning::Open => texts.turn_open,
        Turning::Applies => texts.turn_applies,
        Turning::Better => texts.turn_better,
        Turning::Lapses => texts.turn_lapses,
    }
}

/// Why it turns, a sentence for each cause.
pub(super) fn reasons(forecast: &Forecast<'_>, event: &Event, language: Language) -> Vec<String> {
    event.causes.iter().map(|cause| reason(forecast, cause, event, language)).collect()
}

fn reason(forecast: &Forecast<'_>, cause: &Cause, event: &Event, language: Language) -> String {
    let texts = language.texts();
    match cause {
        Cause::Provision { id, begins } => {
            let provision = forecast.set.library.provisions.get(id);
            let cited = provision.map_or_else(|| id.clone(), |found| words::citation(found, None, language));
            let template = if *begins { texts.forecast_law_begins } else { texts.forecast_law_ends };
            fill(template, &[("provision", &cited), ("day", &event.day.to_string())])
        }
        Cause::Rule { begins } => {
            let template = if *begins { texts.forecast_rule_begins } else { texts.forecast_rule_ends };
            fill(template, &[("day", &event.day.to_string())])
        }
        Cause::Fact { field, stated, place, what } => {
            let place = format!("{}:{}:{}", forecast.input.name, place.position.line, place.position.column);
            let (template, months) = match what {
                What::TooOld(months) => (texts.forecast_too_old, months.to_string()),
                What::Passed => (texts.forecast_passed, String::new()),
                What::Reached => (texts.forecast_reached, String::new()),
            };
            let value = one_line(stated);
            fill(template, &[("field", field.as_str()), ("value", &value), ("months", &months), ("place", &place)])
        }
        Cause::Deviation => event.ended().map_or_else(String::new, |ended| words::acceptance(ended, texts)),
    }
}
