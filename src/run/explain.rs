//! `medvirk explain`: one rule as a page.

use super::accept::accepted;
use super::audit::{complaints, date, open};
use super::load::rule_set;
use super::{Context, Exit};
use crate::cli::ExplainArgs;
use crate::collect;
use crate::evaluate::Audit;
use crate::problem::nearest;
use crate::record::read;
use crate::render::explain::render;
use crate::report::{Audited, Report};
use crate::text::fill;

/// Runs the command.
#[must_use]
pub fn run(args: &ExplainArgs, context: Context) -> Exit {
    explain(args, context).unwrap_or_else(Exit::failed)
}

fn explain(args: &ExplainArgs, context: Context) -> Result<Exit, String> {
    let style = context.style;
    let texts = style.language.texts();
    let as_of = date(args.as_of.as_deref(), context)?;
    let set = rule_set(&args.own.own_rules, style)?;
    let Some(rule) = set.get(&args.rule) else {
        let meant = nearest(&args.rule, set.rules.iter().map(|rule| rule.id.as_str()));
        let meant = meant.map(|word| format!("; {}", fill(texts.did_you_mean, &[("word", word)])));
        return Err(fill(texts.unknown_rule, &[("name", &args.rule)]) + &meant.unwrap_or_default());
    };
    let deviations = accepted(args.accepted.as_deref(), &set, style)?;
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
