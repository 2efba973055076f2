//! Many records on a terminal: each is audited, counted and let go, so that ten thousand need little
//! more room than one.

use std::path::{Path, PathBuf};

use super::audit::code;
use super::gather::each;
use super::settings::Settings;
use super::{Context, Exit};
use crate::cli::AuditArgs;
use crate::evaluate::Audit;
use crate::outcome::Status;
use crate::portfolio::{Brief, Counter};
use crate::record::Record;
use crate::render::terminal;
use crate::report::{Organisation, Report};

/// So many records have a row of their own; more are too many to read.
const ROWS: usize = 50;

/// Whether an audit may be of many records and shows no more than counts of them. Standard input
/// can be read only once, and one record is told in full.
#[must_use]
pub fn suits(args: &AuditArgs, settings: &Settings) -> bool {
    let several = args.paths.len() > 1 || args.paths.iter().any(|path| path.is_dir());
    let repeatable = args.paths.iter().all(|path| path != Path::new("-"));
    settings.is_screen_alone() && !args.all && several && repeatable
}

/// Audits many records; nothing where there turned out to be one at most.
///
/// # Errors
/// When there is nothing to audit.
pub fn audit(
    paths: &[PathBuf],
    strict: bool,
    audit: &Audit<'_>,
    report: &mut Report<'_>,
    context: Context<'_>,
) -> Result<Option<Exit>, String> {
    let mut counter = Counter::new(audit.set(), ROWS);
    let judge = |record: &Record<'_>| brief(audit, record);
    let messages = each(paths, strict, audit, report, context, judge, |report, folder, brief| {
        counter.add(report, folder, &brief);
    })?;
    let portfolio = counter.finish();
    if portfolio.records < 2 {
        (report.failed, report.skipped) = (Vec::new(), Vec::new());
        return Ok(None);
    }
    let output = terminal::many(report, &portfolio, context.style);
    let code = code(report, portfolio.has_failures());
    Ok(Some(Exit { output, messages, code, ..Exit::default() }))
}

fn brief(audit: &Audit<'_>, record: &Record<'_>) -> Brief {
    let verdicts = audit.verdicts(record);
    let statuses: Vec<(usize, Status)> = verdicts.iter().map(|verdict| (verdict.rule, verdict.status)).collect();
    Brief { file: record.source().name().to_owned(), organisation: Organisation::of(record), statuses }
}
