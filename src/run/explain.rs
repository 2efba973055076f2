//! `medvirk explain`: one rule as a page.

use super::Outcome;
use super::audit::{Context, complaints, date, open, rule_set};
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
pub fn run(args: &ExplainArgs, context: Context) -> Outcome {
    explain(args, context).unwrap_or_else(|message| Outcome { messages: message, code: 2, ..Outcome::default() })
}

fn explain(args: &ExplainArgs, context: Context) -> Result<Outcome, String> {
    let style = context.style;
    let texts = style.language.texts();
    let as_of = date(args.as_of.as_deref(), context).map_err(|message| message + "\n")?;
    let set = rule_set(style)?;
    let Some(rule) = set.get(&args.rule) else {
        let meant = nearest(&args.rule, set.rules.iter().map(|rule| rule.id.as_str()));
        let meant = meant.map(|word| format!("; {}", fill(texts.did_you_mean, &[("word", word)])));
        return Err(fill(texts.unknown_rule, &[("name", &args.rule)]) + &meant.unwrap_or_default() + "\n");
    };
    let only = set.only(rule.clone());
    let audit = Audit::new(&only, as_of);
    let mut report = Report::new(&audit, None);
    if let Some(path) = &args.record {
        let source = open(path, &collect::shown(path), style)?;
        let record = read(&source).map_err(|problems| complaints(&problems, &source, style))?;
        report.records.push(Audited::new(&only, &record, audit.outcomes(&record)));
    }
    Ok(Outcome { output: render(&report, rule, style), ..Outcome::default() })
}
