//! `medvirk audit`: from paths to a report.

use std::path::Path;

use jiff::civil::Date;

use super::accept::accepted;
use super::baseline::read as read_baseline;
use super::gather::gather;
use super::load::rule_set;
use super::output::{Audit as Printed, deliver};
use super::{Context, Exit};
use crate::cli::{AuditArgs, FailOn};
use crate::collect::{self, CollectError};
use crate::evaluate::Audit;
use crate::privacy::identity_numbers;
use crate::problem::{Kind, Problem};
use crate::record::doubts;
use crate::render::problem::{Style, render as render_problem};
use crate::report::Report;
use crate::rule::{Force, RuleSet};
use crate::source::{Source, Span, Unreadable};
use crate::text::{Language, fill};

/// Runs the audit.
#[must_use]
pub fn run(args: &AuditArgs, context: Context) -> Exit {
    let language = context.style.language;
    let as_of = match date(args.as_of.as_deref(), context) {
        Ok(as_of) => as_of,
        Err(message) => return Exit::failed(message),
    };
    let set = match rule_set(&args.own.own_rules, context.style) {
        Ok(set) => set,
        Err(message) => return Exit::failed(message),
    };
    let deviations = match accepted(args.accepted.as_deref(), &set, context.style) {
        Ok(deviations) => deviations,
        Err(message) => return Exit::failed(message),
    };
    let baseline = match args.baseline.as_deref().map(|path| read_baseline(path, context.style)).transpose() {
        Ok(baseline) => baseline,
        Err(message) => return Exit::failed(message),
    };
    let set = match select(set, &args.only, &args.skip, language) {
        Ok(set) => set,
        Err(message) => return Exit::failed(message),
    };
    let audit = Audit::new(&set, as_of);
    let mut report = Report::new(&audit, threshold(args.fail_on));
    let messages = match gather(&args.paths, args.strict, &audit, &mut report, context.style) {
        Ok(messages) => messages,
        Err(message) => return Exit::failed(message),
    };
    report.accept(deviations);
    if let (Some(baseline), Some(path)) = (&baseline, &args.baseline) {
        report.compare(baseline, &collect::shown(path));
    }
    let code = match (report.failed.is_empty(), report.has_failures()) {
        (false, _) => 2,
        (true, true) => 1,
        (true, false) => 0,
    };
    let printed = Printed { report: &report, all: args.all, separator: args.separator };
    match deliver(&printed, args.format, &args.output, context.style) {
        Ok(exit) => Exit { messages, code, ..exit },
        Err(message) => Exit::failed(messages + &message),
    }
}

/// The audit date: as given, or today.
///
/// # Errors
/// When what is given is not a date.
pub fn date(given: Option<&str>, context: Context) -> Result<Date, String> {
    let Some(given) = given else { return Ok(context.today) };
    let texts = context.style.language.texts();
    given.parse().map_err(|_| fill(texts.not_a_date_argument, &[("value", given)]))
}

/// The rules of some topics, or some rules; the rest is not tried.
fn select(mut set: RuleSet, only: &[String], skip: &[String], language: Language) -> Result<RuleSet, String> {
    for name in only.iter().chain(skip) {
        let known = set.rules.iter().any(|rule| rule.id == *name || rule.topic == *name);
        if !known {
            let texts = language.texts();
            let names = set.rules.iter().flat_map(|rule| [rule.id.as_str(), rule.topic.as_str()]);
            let meant = crate::problem::nearest(name, names);
            let meant = meant.map(|word| format!("; {}", fill(texts.did_you_mean, &[("word", word)])));
            return Err(fill(texts.unknown_rule, &[("name", name)]) + &meant.unwrap_or_default());
        }
    }
    set.rules.retain(|rule| {
        let named = |names: &[String]| names.iter().any(|name| rule.id == *name || rule.topic == *name);
        (only.is_empty() || named(only)) && !named(skip)
    });
    Ok(set)
}

/// Reads a file, or standard input where the path is `-`.
///
/// # Errors
/// The message to show.
pub fn open(path: &Path, name: &str, style: Style) -> Result<Source, String> {
    let texts = style.language.texts();
    if !identity_numbers(&path.to_string_lossy()).is_empty() {
        let message = fill(texts.identity_number_in_name, &[("file", name)]);
        return Err(format!("{}: {message}\n{}: {}\n", texts.error, texts.help, texts.identity_number_in_name_help));
    }
    if path.is_dir() {
        return Err(fill(texts.is_folder, &[("file", name)]) + "\n");
    }
    let source = if name == "-" { collect::reader(std::io::stdin().lock(), "-") } else { collect::file(path, name) };
    source.map_err(|error| cannot_read(&error, style))
}

/// Why a file could not be read.
#[must_use]
pub fn cannot_read(error: &CollectError, style: Style) -> String {
    let cause = match error {
        CollectError::Io { cause, .. } => cause.to_string(),
        CollectError::Unreadable { cause, .. } => unreadable(*cause, style.language),
    };
    fill(style.language.texts().cannot_read, &[("file", error.name()), ("cause", &cause)]) + "\n"
}

fn unreadable(cause: Unreadable, language: Language) -> String {
    let problem = match cause {
        Unreadable::NotUtf8 { offset } => {
            Problem::new(Kind::NotUtf8, Span::default()).with("offset", (offset + 1).to_string())
        }
        Unreadable::TooLarge { size } => Problem::new(Kind::TooLarge, Span::default())
            .with("size", size.to_string())
            .with("limit", Source::LIMIT.to_string()),
    };
    let help = problem.help(language);
    std::iter::once(problem.message(language)).chain(help).collect::<Vec<_>>().join("; ")
}

/// All mistakes of a file, and a line that sums them up.
#[must_use]
pub fn complaints(problems: &[Problem], source: &Source, style: Style) -> String {
    let texts = style.language.texts();
    let mut shown: Vec<String> = problems.iter().map(|problem| render_problem(problem, source, style)).collect();
    let count = problems.len().to_string();
    shown.push(fill(texts.cannot_audit, &[("file", source.name()), ("count", &count)]));
    shown.join("\n\n") + "\n"
}

/// What a file may hold of personal data, where it can be audited all the same.
#[must_use]
pub fn warnings(source: &Source, style: Style) -> String {
    doubts(source).iter().map(|doubt| render_problem(doubt, source, style) + "\n\n").collect()
}

/// The weakest force whose gaps fail; none where none does.
#[must_use]
pub const fn threshold(fail_on: FailOn) -> Option<Force> {
    match fail_on {
        FailOn::Lov => Some(Force::Lov),
        FailOn::FagligRåd => Some(Force::FagligRåd),
        FailOn::GodPraksis => Some(Force::GodPraksis),
        FailOn::Never => None,
    }
}
