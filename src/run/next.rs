//! `medvirk next`: the questions that settle most.

use super::audit::{complaints, open};
use super::setup::{Asked, Setup};
use super::{Context, Exit};
use crate::cli::{ListFormat, NextArgs};
use crate::collect::shown;
use crate::evaluate::Audit;
use crate::question::Agenda;
use crate::record::read;
use crate::render::next::Next;

/// Runs the command.
#[must_use]
pub fn run(args: &NextArgs, context: Context<'_>) -> Exit {
    next(args, context).unwrap_or_else(Exit::failed)
}

fn next(args: &NextArgs, context: Context<'_>) -> Result<Exit, String> {
    let style = context.style;
    let asked = Asked { rules: &args.own.own_rules, as_of: args.as_of.as_deref(), ..Asked::default() };
    let Setup { set, as_of, .. } = Setup::new(asked, context)?;
    let source = open(&args.file, &shown(&args.file), style)?;
    let mut record = read(&source).map_err(|problems| complaints(&problems, &source, style))?;
    let audit = Audit::new(&set, as_of);
    let agenda = Agenda::of(&audit, &mut record);
    let next = Next { set: &set, record: &record, agenda: &agenda, limit: args.limit, as_of, style };
    let output = match args.list_format {
        ListFormat::Terminal => next.terminal(),
        ListFormat::Markdown => next.markdown(),
        ListFormat::Json => next.json(),
    };
    Ok(Exit { output, ..Exit::default() })
}
