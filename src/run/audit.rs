//! `medvirk audit`: from paths to a report.

use std::mem::ManuallyDrop;
use std::path::Path;

use jiff::civil::Date;

use super::baseline::read as read_baseline;
use super::cause::cause;
use super::gather::gather;
use super::output::{Audit as Printed, deliver};
use super::settings::Settings;
use super::setup::{Asked, Setup, checked_deviations, named};
use super::{Context, Exit, many};
use crate::cli::AuditArgs;
use crate::collect::{self, CollectError};
use crate::evaluate::Audit;
use crate::privacy::identity_numbers;
use crate::problem::{Kind, MOST, Problem};
use crate::record::{day, doubts};
use crate::render::machine::matters;
use crate::render::problem::{Style, render as render_problem};
use crate::report::Report;
use crate::rule::Rule;
use crate::source::{Source, Span, Unreadable, shown_size};
use crate::text::{Language, fill};

/// Runs the audit.
#[must_use]
pub fn run(args: &AuditArgs, context: Context<'_>) -> Exit {
    audit(args, context).unwrap_or_else(Exit::failed)
}

fn audit(args: &AuditArgs, context: Context<'_>) -> Result<Exit, String> {
    let choices = &args.choices;
    let settings = Settings::new(choices, args.format, context.config);
    let asked =
        Asked { rules: &choices.own.own_rules, selection: Some(&choices.selection), as_of: args.as_of.as_deref() };
    // The process ends after an audit: the rules and the report go with it, and not piece by piece.
    let setup = ManuallyDrop::new(Setup::new(asked, context)?);
    let texts = context.style.language.texts();
    let (deviations, doubts) = checked_deviations(choices.accepted.as_deref(), &setup.all, context)?;
    let baseline_help = texts.config_no_baseline_help;
    let baseline = named(choices.baseline.as_deref(), context.config.baseline.as_ref(), baseline_help, context)?;
    let earlier = baseline.as_deref().map(|path| read_baseline(path, context.style)).transpose()?;
    let audit = Audit::new(&setup.set, setup.as_of);
    let mut report = ManuallyDrop::new(Report::new(&audit, settings.fail_on.value.threshold()));
    report.folders = settings.thresholds();
    report.configuration = context.config.sources.iter().map(|source| source.name().to_owned()).collect();
    if deviations.is_empty() && earlier.is_none() && many::suits(args, &settings) {
        let counted = many::audit(&args.paths, settings.strict.value, &audit, &mut report, context)?;
        if let Some(exit) = counted {
            return Ok(exit);
        }
    }
    // A screen without the rest shows no proof of the rest.
    let in_short = settings.is_screen_alone() && !args.all;
    let shown = |rule: &Rule, status| !in_short || matters(rule, status);
    let messages = doubts + &gather(&args.paths, settings.strict.value, &audit, &mut report, context, shown)?;
    report.accept(deviations);
    if let (Some(earlier), Some(path)) = (&earlier, &baseline) {
        report.compare(earlier, &collect::shown(path));
    }
    let code = code(&report, report.has_failures());
    let printed = Printed { report: &report, all: args.all, separator: settings.separator.value };
    match deliver(&printed, settings.format.value, &settings.output.value, context.style) {
        Ok(exit) => Ok(Exit { messages, code, ..exit }),
        Err(message) => Err(messages + &message),
    }
}

/// The exit code: whether all could be audited, and whether anything fails.
pub(super) const fn code(report: &Report<'_>, fails: bool) -> u8 {
    match (report.failed.is_empty(), fails) {
        (false, _) => 2,
        (true, true) => 1,
        (true, false) => 0,
    }
}

/// The audit date: as given, or today.
///
/// # Errors
/// When what is given is not a date.
pub fn date(given: Option<&str>, context: Context<'_>) -> Result<Date, String> {
    let Some(given) = given else { return Ok(context.today) };
    let texts = context.style.language.texts();
    day(given).ok_or_else(|| fill(texts.not_a_date_argument, &[("value", given)]))
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

/// Why a file could not be read, and where in it.
#[must_use]
pub fn cannot_read(error: &CollectError, style: Style) -> String {
    let language = style.language;
    let (file, cause) = match error {
        CollectError::Io { name, cause: error } => (name.clone(), cause(error, language)),
        CollectError::Unreadable { name, cause: Unreadable::NotUtf8(place) } => (
            format!("{name}:{}:{}", place.line, place.column),
            with_help(&Problem::new(Kind::NotUtf8, Span::default()), language),
        ),
        CollectError::Unreadable { name, cause: Unreadable::TooLarge } => {
            let limit = shown_size(usize::try_from(Source::LIMIT).unwrap_or(usize::MAX));
            let problem = Problem::new(Kind::TooLarge, Span::default()).with("limit", limit);
            (name.clone(), with_help(&problem, language))
        }
    };
    fill(language.texts().cannot_read, &[("file", &file), ("cause", &cause)]) + "\n"
}

fn with_help(problem: &Problem, language: Language) -> String {
    let help = problem.help(language);
    std::iter::once(problem.message(language)).chain(help).collect::<Vec<_>>().join("; ")
}

/// All mistakes of a file, and a line that sums them up.
#[must_use]
pub fn complaints(problems: &[Problem], source: &Source, style: Style) -> String {
    let texts = style.language.texts();
    let mut shown: Vec<String> =
        problems.iter().take(MOST).map(|problem| render_problem(problem, source, style)).collect();
    let count = problems.len().to_string();
    if problems.len() >= MOST {
        let most = MOST.to_string();
        shown.push(format!("{}: {}", texts.note, fill(texts.first_mistakes, &[("count", &most)])));
    }
    shown.push(fill(texts.cannot_audit, &[("file", source.name()), ("count", &count)]));
    shown.join("\n\n") + "\n"
}

/// What may have to be put right in a file that can be audited all the same: what looks like
/// personal data, and what else came up.
#[must_use]
pub fn warnings(source: &Source, others: &[Problem], style: Style) -> String {
    let doubts = doubts(source);
    doubts.iter().take(MOST).chain(others).map(|doubt| render_problem(doubt, source, style) + "\n\n").collect()
}
