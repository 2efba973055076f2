//! Which outcomes a change makes different.

pub mod json;

use super::grid::Grid;
use super::problem::Style;
use super::terminal::clean;
use super::words;
use crate::difference::Changed;
use crate::outcome::Outcome;
use crate::rule::RuleSet;
use crate::text::{Texts, fill};

/// The heading over the changes, or that there are none.
#[must_use]
pub fn heading(changes: &[Changed<'_>], texts: &Texts) -> String {
    if changes.is_empty() {
        return texts.outcomes_unchanged.to_owned();
    }
    fill(texts.outcomes_changed, &[("count", &changes.len().to_string())])
}

/// The changes as rows.
#[must_use]
pub fn grid(set: &RuleSet, changes: &[Changed<'_>], style: Style) -> Grid {
    let texts = style.language.texts();
    let rows = changes.iter().filter_map(|changed| {
        let outcome = changed.outcome()?;
        let rule = &set.rules[outcome.rule];
        let title = format!("{}\n[{}]", rule.told.title.get(style.language), rule.id);
        let subject = words::subject(outcome).unwrap_or_default();
        Some(vec![words::force(rule.force, texts).to_owned(), title, subject, turn(changed, texts)])
    });
    let header = vec![texts.report_force, texts.column_requirement, texts.column_subject, texts.column_change];
    Grid { header, rows: rows.collect() }
}

/// The changes as lines, which a screen reader reads in order.
#[must_use]
pub fn lines(set: &RuleSet, changes: &[Changed<'_>], style: Style) -> String {
    let texts = style.language.texts();
    let lines = changes.iter().filter_map(|changed| {
        let outcome = changed.outcome()?;
        let rule = &set.rules[outcome.rule];
        let subject = words::subject(outcome).map(|subject| format!(" – {subject}")).unwrap_or_default();
        let (force, title) = (words::force(rule.force, texts), rule.told.title.get(style.language));
        Some(clean(&format!("  • {title}{subject} ({force}): {}\n", turn(changed, texts))))
    });
    lines.collect()
}

/// From what to what.
#[must_use]
pub fn turn(changed: &Changed<'_>, texts: &Texts) -> String {
    let word = |outcome: Option<&Outcome>| {
        outcome.map_or_else(|| texts.outcome_absent.to_owned(), |outcome| words::standing(outcome, texts))
    };
    fill(texts.outcome_changed, &[("before", &word(changed.before)), ("after", &word(changed.after))])
}
