//! `medvirk set` and `medvirk what-if`: answers filled in, for real or on trial.

use std::path::{Path, PathBuf};

use super::audit::{complaints, open, warnings};
use super::setup::{Asked, Setup, deviations};
use super::{Context, Exit};
use crate::accept::{Deviation, Register};
use crate::cli::{ChangeArgs, ListFormat, SetArgs};
use crate::collect::shown;
use crate::difference::differences;
use crate::edit::{self, Refused};
use crate::evaluate::Audit;
use crate::outcome::Outcome;
use crate::record::{Address, Record, read};
use crate::render::change as render;
use crate::render::plain::one_line;
use crate::render::problem::{Style, render as render_problem};
use crate::report::Organisation;
use crate::source::Source;
use crate::text::fill;

/// Runs `medvirk set`.
#[must_use]
pub fn set(args: &SetArgs, context: Context<'_>) -> Exit {
    write_changes(args, context).unwrap_or_else(Exit::failed)
}

/// Runs `medvirk what-if`.
#[must_use]
pub fn what_if(args: &ChangeArgs, context: Context<'_>) -> Exit {
    try_changes(args, context).unwrap_or_else(Exit::failed)
}

fn write_changes(args: &SetArgs, context: Context<'_>) -> Result<Exit, String> {
    let (before, after) = changed(&args.file, &args.changes, context.style)?;
    let output = told(&before, &after, &args.changes, context.style);
    let messages = warnings(&after, &[], context.style);
    Ok(Exit { output, messages, files: vec![(place(&args.file), after.text().as_bytes().to_vec())], ..Exit::default() })
}

fn try_changes(args: &ChangeArgs, context: Context<'_>) -> Result<Exit, String> {
    let style = context.style;
    let texts = style.language.texts();
    let asked = Asked { rules: &args.own.own_rules, as_of: args.as_of.as_deref(), ..Asked::default() };
    let Setup { all, set, as_of } = Setup::new(asked, context)?;
    let (before, after) = changed(&args.file, &args.changes, style)?;
    let audit = Audit::new(&set, as_of);
    let deviations = deviations(args.accepted.as_deref(), &all, context)?;
    let judged = |source: &Source| judge(&audit, source, &deviations, style);
    let (old, new) = (judged(&before)?, judged(&after)?);
    let changes = differences(&old, &new);
    let grid = render::grid(&set, &changes, style);
    let heading = render::heading(&changes, texts);
    let told = told(&before, &after, &args.changes, style);
    let output = match args.list_format {
        ListFormat::Terminal if changes.is_empty() => format!("{told}{heading}\n"),
        ListFormat::Terminal => format!("{told}{heading}\n{}", grid.terminal(style)),
        ListFormat::Markdown if changes.is_empty() => format!("{heading}\n"),
        ListFormat::Markdown => format!("{heading}\n\n{}", grid.markdown()),
        ListFormat::Json => render::json::render(&set, (before.name(), as_of), &args.changes, &changes, style.language),
    };
    Ok(Exit { output, ..Exit::default() })
}

/// All outcomes of a record, with the deviations that are accepted.
///
/// # Errors
/// The complaints where it cannot be read.
pub fn judge(
    audit: &Audit<'_>,
    source: &Source,
    deviations: &[Deviation],
    style: Style,
) -> Result<Vec<Outcome>, String> {
    let record = read(source).map_err(|problems| complaints(&problems, source, style))?;
    let mut outcomes = audit.outcomes(&record);
    let mut register = Register::new(deviations.to_vec());
    register.mark(audit.set(), audit.as_of(), &Organisation::of(&record).names(), &mut outcomes);
    Ok(outcomes)
}

/// The record as it is, and as it would be.
fn changed(file: &Path, changes: &[String], style: Style) -> Result<(Source, Source), String> {
    let before = open(file, &shown(file), style)?;
    read(&before).map_err(|problems| complaints(&problems, &before, style))?;
    let after = edit::apply(&before, changes).map_err(|refused| told_why(&refused, style))?;
    Ok((before, after))
}

/// Why a change was not made.
#[must_use]
pub fn told_why(refused: &Refused, style: Style) -> String {
    let texts = style.language.texts();
    let shown = refused.problems.iter().map(|problem| render_problem(problem, &refused.source, style));
    let shown: Vec<String> = shown.collect();
    format!("{}\n\n{}: {}\n", shown.join("\n\n"), texts.note, texts.would_be_broken)
}

/// Each change on a line: where, what it was, what it is.
fn told(before: &Source, after: &Source, changes: &[String], style: Style) -> String {
    let texts = style.language.texts();
    let (Ok(old), Ok(new)) = (read(before), read(after)) else { return String::new() };
    let mut told: Vec<String> = Vec::new();
    let line = |change: &String| {
        let path = change.split_once('=').map_or(change.as_str(), |(path, _)| path).trim();
        let address = Address::parse(path, &new).ok()?;
        let node = address.node?;
        // What is changed twice is told as it ended.
        if told.contains(&address.path()) {
            return None;
        }
        told.push(address.path());
        let position = after.position(new.tree().node(node).span.start);
        let place = format!("{}:{}:{}", after.name(), position.line, position.column);
        let values = [
            ("place", place),
            ("field", address.path()),
            ("before", stated(&old, path).unwrap_or_else(|| texts.changed_nothing.to_owned())),
            ("after", stated(&new, path).unwrap_or_else(|| texts.changed_nothing.to_owned())),
        ];
        let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        Some(fill(texts.changed_from, &values) + "\n")
    };
    changes.iter().filter_map(line).collect()
}

/// What stands at a path, as written, on one line.
pub(super) fn stated(record: &Record<'_>, path: &str) -> Option<String> {
    let node = Address::parse(path, record).ok()?.node?;
    let written = one_line(record.source().slice(record.tree().node(node).span));
    (!written.is_empty()).then_some(written)
}

/// The file behind a link, so that the link stays one.
#[must_use]
pub fn place(file: &Path) -> PathBuf {
    file.canonicalize().unwrap_or_else(|_| file.to_owned())
}
