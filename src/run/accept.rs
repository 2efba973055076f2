//! `medvirk accept`: writes an accepted deviation; and how every command reads them.

use std::path::{Path, PathBuf};

use super::audit::{complaints, date, open, warnings};
use super::setup::{Asked, Setup, no_such_rule};
use super::{Context, Exit};
use crate::accept::{Deviation, read as read_deviations, write};
use crate::cli::AcceptArgs;
use crate::collect;
use crate::evaluate::Audit;
use crate::outcome::Outcome;
use crate::record::read;
use crate::render::problem::Style;
use crate::render::words;
use crate::report::Audited;
use crate::rule::RuleSet;
use crate::source::{Position, Source};
use crate::text::fill;

/// Where accepted deviations are written unless another file is named.
const FILE: &str = "avvik.toml";

/// The accepted deviations of a file, and what may have to go from it.
///
/// # Errors
/// The message to show.
pub fn accepted(path: Option<&Path>, set: &RuleSet, style: Style) -> Result<(Vec<Deviation>, String), String> {
    let Some(path) = path else { return Ok((Vec::new(), String::new())) };
    let source = open(path, &collect::shown(path), style)?;
    let deviations = read_deviations(&source, set).map_err(|problems| complaints(&problems, &source, style))?;
    Ok((deviations, warnings(&source, &[], style)))
}

/// Runs the command.
#[must_use]
pub fn run(args: &AcceptArgs, context: Context<'_>) -> Exit {
    accept(args, context).unwrap_or_else(Exit::failed)
}

fn accept(args: &AcceptArgs, context: Context<'_>) -> Result<Exit, String> {
    let style = context.style;
    let texts = style.language.texts();
    let asked = Asked { rules: &args.own.own_rules, as_of: args.as_of.as_deref(), ..Asked::default() };
    let Setup { all: set, as_of, .. } = Setup::new(asked, context)?;
    let until = date(Some(&args.until), context)?;
    if until < as_of {
        return Err(fill(texts.accept_past, &[("date", &until.to_string())]));
    }
    for (argument, value) in [("--reason", &args.reason), ("--decided-by", &args.decided_by)] {
        if value.trim().is_empty() {
            return Err(fill(texts.accept_empty, &[("argument", argument)]));
        }
    }
    let Some(rule) = set.get(&args.rule) else {
        return Err(no_such_rule(&set, &args.rule, style.language));
    };
    let only = set.only(rule.clone());
    let source = open(&args.record, &collect::shown(&args.record), style)?;
    let record = read(&source).map_err(|problems| complaints(&problems, &source, style))?;
    let audited = Audited::new(&only, &record, Audit::new(&only, as_of).outcomes(&record));
    let number = audited.organisation.number.as_ref().or(audited.organisation.name.as_ref());
    let organisation = number.ok_or_else(|| texts.accept_nameless.to_owned())?.clone();
    let subject = subject(args, &audited, &organisation, style)?;
    let file = args.accepted.clone().or_else(|| context.config.accepted.as_ref().map(|given| given.value.clone()));
    let file = file.unwrap_or_else(|| PathBuf::from(FILE));
    let deviation = Deviation {
        rule: args.rule.clone(),
        organisation,
        subject,
        reason: args.reason.trim().to_owned(),
        decided_by: args.decided_by.trim().to_owned(),
        case: args.case.clone(),
        until,
        file: collect::shown(&file),
        position: Position { line: 1, column: 1 },
    };
    let old = if file.exists() {
        let old = open(&file, &deviation.file, style)?;
        read_deviations(&old, &set).map_err(|problems| complaints(&problems, &old, style))?;
        old
    } else {
        Source::new(deviation.file.as_str(), String::new())
    };
    let edit = write(&old, &deviation);
    // What is written must be something that can be read again: above all without identity numbers.
    let new = Source::new(deviation.file.as_str(), edit.text.clone());
    read_deviations(&new, &set).map_err(|problems| complaints(&problems, &new, style))?;
    let template = if edit.renewed { texts.accepted_renewed } else { texts.accepted_written };
    let values = [
        ("date", until.to_string()),
        ("rule", deviation.rule),
        ("organisation", deviation.organisation),
        ("file", deviation.file),
    ];
    let values: Vec<(&str, &str)> = values.iter().map(|(key, value)| (*key, value.as_str())).collect();
    let output = fill(template, &values) + "\n";
    let messages = warnings(&new, &[], style);
    Ok(Exit { output, messages, files: vec![(file, edit.text.into_bytes())], ..Exit::default() })
}

/// The one gap that is meant: the organisation's, or that of an item.
fn subject(args: &AcceptArgs, audited: &Audited, organisation: &str, style: Style) -> Result<Option<String>, String> {
    let texts = style.language.texts();
    let gaps: Vec<&Outcome> = audited.outcomes.iter().filter(|outcome| outcome.status.is_gap()).collect();
    if gaps.is_empty() {
        let status = audited.outcomes.first().map_or("", |outcome| words::status(outcome.status, texts));
        let values = [("rule", args.rule.as_str()), ("status", status), ("organisation", organisation)];
        return Err(fill(texts.accept_no_gap, &values));
    }
    // The name, where no other gap has it: paths change when a list is put in another order.
    let named = |gap: &Outcome| {
        let name = gap.subject.name.clone();
        let alone = gaps.iter().filter(|other| other.subject.name == name).count() == 1;
        if alone { name.or_else(|| gap.subject.path.clone()) } else { gap.subject.path.clone() }
    };
    let subjects: Vec<Option<String>> = gaps.iter().map(|gap| named(gap)).collect();
    let listed = || subjects.iter().flatten().map(String::as_str).collect::<Vec<_>>().join(", ");
    let position = match (&args.subject, gaps.as_slice()) {
        (None, [_]) => Some(0),
        (None, _) => {
            return Err(fill(texts.accept_which, &[("rule", &args.rule), ("subjects", &listed())]));
        }
        (Some(wanted), _) => gaps.iter().zip(&subjects).position(|(gap, subject)| {
            subject.as_deref() == Some(wanted) || gap.subject.path.as_deref() == Some(wanted)
        }),
    };
    let position = position.ok_or_else(|| {
        let wanted = args.subject.as_deref().unwrap_or_default();
        fill(
            texts.accept_unknown_subject,
            &[("rule", args.rule.as_str()), ("subject", wanted), ("subjects", &listed())],
        )
    })?;
    Ok(subjects.get(position).cloned().flatten())
}
