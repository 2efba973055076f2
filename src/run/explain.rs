//! `medvirk explain`: one rule as a page.

use super::audit::{complaints, open};
use super::setup::{Asked, Setup, deviations, no_such_rule};
use super::{Context, Exit};
use crate::cli::ExplainArgs;
use crate::collect;
use crate::evaluate::Audit;
use crate::record::read;
use crate::render::explain::render;
use crate::report::{Audited, Report};

/// Runs the command.
#[must_use]
pub fn run(args: &ExplainArgs, context: Context<'_>) -> Exit {
    explain(args, context).unwrap_or_else(Exit::failed)
}

fn explain(args: &ExplainArgs, context: Context<'_>) -> Result<Exit, String> {
    let style = context.style;
    let asked = Asked { rules: &args.own.own_rules, as_of: args.as_of.as_deref(), ..Asked::default() };
    let Setup { all: set, as_of, .. } = Setup::new(asked, context)?;
    let Some(rule) = set.get(&args.rule) else {
        return Err(no_such_rule(&set, &args.rule, style.language));
    };
    let deviations = deviations(args.accepted.as_deref(), &set, context)?;
    let only = set.only(rule.clone());
    let audit = Audit::new(&only, as_of);
    let mut report = Report::new(&audit, None);
    if let Some(path) = &args.record {
        let source = open(path, &collect::shown(path), style)?;
        let record = read(&source).map_err(|problems| complaints(&problems, &source, style))?;
        report.records.push(Audited::new(&only, &record, audit.outcomes(&record)));
        report.accept(deviations);
    }
    Ok(Exit { output: render(&report, rule, style), ..Exit::default() })
}
