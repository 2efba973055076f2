//! `medvirk compare`: from two files, each a record or a report, to what differs.

use std::path::Path;

use jiff::civil::Date;

use super::audit::{complaints, date, open};
use super::output::{Printer, deliver};
use super::settings::separator;
use super::setup::{Asked, Setup, deviations, threshold};
use super::{Context, Exit};
use crate::accept::Deviation;
use crate::cli::{CompareArgs, ReportFormat, Separator};
use crate::collect::shown;
use crate::compare::{Comparison, Origin, Side};
use crate::evaluate::Audit;
use crate::record::read;
use crate::render::problem::Style;
use crate::render::{csv, docx, html, json, markdown, terminal, xlsx};
use crate::report::{Audited, Report};
use crate::rule::RuleSet;
use crate::source::Source;
use crate::text::{Language, fill};

/// Runs the comparison.
#[must_use]
pub fn run(args: &CompareArgs, context: Context<'_>) -> Exit {
    compare(args, context).unwrap_or_else(Exit::failed)
}

fn compare(args: &CompareArgs, context: Context<'_>) -> Result<Exit, String> {
    let style = context.style;
    let asked = Asked { rules: &args.own.own_rules, ..Asked::default() };
    let Setup { all, set, .. } = Setup::new(asked, context)?;
    let deviations = deviations(args.accepted.as_deref(), &all, context)?;
    let dates = [&args.as_of_old, &args.as_of_new];
    let dates = dates.map(|own| date(own.as_deref().or(args.as_of.as_deref()), context));
    let [old_date, new_date] = dates;
    let (old_date, new_date) = (old_date?, new_date?);
    let old = given(&args.old, style)?;
    let new = given(&args.new, style)?;
    let mut messages = String::new();
    for (file, own, argument) in [(&old, &args.as_of_old, "--as-of-old"), (&new, &args.as_of_new, "--as-of-new")] {
        if own.is_some() && file.report.is_some() {
            return Err(own_date(file, argument, style.language));
        }
    }
    if args.as_of.is_some() && old.report.is_some() && new.report.is_some() {
        messages.push_str(&own_date(&old, "--as-of", style.language));
    }
    let before = old.side(&set, old_date, &deviations, style)?;
    let now = new.side(&set, new_date, &deviations, style)?;
    let moved = moved(&old, &before, &now, &set, &deviations, style)?;
    let comparison = Comparison::new(&before, &now, moved.as_ref(), threshold(args.fail_on, &args.new, context.config));
    let code = u8::from(comparison.has_failures());
    let inputs = [old.source.name(), new.source.name()];
    let printer =
        Compared { comparison: &comparison, inputs, separator: separator(args.separator, context.config).value };
    let exit = deliver(&printer, args.format, &args.output, style)?;
    Ok(Exit { messages, code, ..exit })
}

/// The old record as of the new date, where it is a record and the rules are the same.
fn moved(
    old: &Given,
    before: &Side,
    now: &Side,
    set: &RuleSet,
    deviations: &[Deviation],
    style: Style,
) -> Result<Option<Side>, String> {
    let is_same = now.tool.rule_set == set.version && now.tool.version == before.tool.version;
    match now.as_of.parse() {
        Ok(day) if old.report.is_none() && is_same => old.side(set, day, deviations, style).map(Some),
        _ => Ok(None),
    }
}

fn own_date(file: &Given, argument: &str, language: Language) -> String {
    fill(language.texts().compare_own_date, &[("file", file.source.name()), ("argument", argument)]) + "\n"
}

/// One of the two files.
struct Given {
    source: Source,
    /// What it says, where it is a report.
    report: Option<Side>,
}

fn given(path: &Path, style: Style) -> Result<Given, String> {
    let source = open(path, &shown(path), style)?;
    let report = if is_json(path, source.text()) { Some(report(&source, style.language)?) } else { None };
    Ok(Given { source, report })
}

/// Whether a text means to be a report: by its ending, or because it is an object that names its
/// schema. A record may also be written in braces.
fn is_json(path: &Path, text: &str) -> bool {
    let named = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json"));
    named || (text.trim_start().starts_with('{') && text.contains("\"schema\""))
}

fn report(source: &Source, language: Language) -> Result<Side, String> {
    let refused = |cause: &str| {
        let values = [("file", source.name()), ("format", json::FORMAT), ("cause", cause)];
        fill(language.texts().compare_not_report, &values) + "\n"
    };
    if !source.masked().is_empty() {
        return Err(refused(language.texts().identity_number));
    }
    let value: serde_json::Value = serde_json::from_str(source.text()).map_err(|error| refused(&error.to_string()))?;
    match value.get("schema").and_then(serde_json::Value::as_str) {
        Some(json::FORMAT) => {}
        Some(other) => return Err(refused(&format!("schema: {}", terminal::clean(other)))),
        None => return Err(refused("schema: –")),
    }
    let mut side: Side =
        serde_json::from_value(value).map_err(|error| refused(&terminal::clean(&error.to_string())))?;
    side.origin = Origin { file: source.name().to_owned(), is_report: true };
    Ok(side)
}

impl Given {
    /// The report that was read, or that the record comes to on a date.
    fn side(&self, set: &RuleSet, as_of: Date, deviations: &[Deviation], style: Style) -> Result<Side, String> {
        if let Some(side) = &self.report {
            return Ok(side.clone());
        }
        let source = &self.source;
        let record = read(source).map_err(|problems| complaints(&problems, source, style))?;
        let audit = Audit::new(set, as_of);
        let mut report = Report::new(&audit, None);
        report.records.push(Audited::new(set, &record, audit.outcomes(&record)));
        report.accept(deviations.to_vec());
        let mut side = json::compare::side(&json::copy(&report, style.language)).map_err(|error| error.to_string())?;
        side.origin = Origin { file: source.name().to_owned(), is_report: false };
        Ok(side)
    }
}

/// A comparison in every format.
struct Compared<'a> {
    comparison: &'a Comparison<'a>,
    inputs: [&'a str; 2],
    separator: Separator,
}

impl Printer for Compared<'_> {
    type Format = ReportFormat;

    fn summary(&self, style: Style) -> String {
        terminal::compare::summary(self.comparison, style)
    }

    fn inputs(&self) -> Vec<&str> {
        self.inputs.to_vec()
    }

    fn print(&self, format: ReportFormat, style: Style) -> Result<Vec<u8>, String> {
        let (comparison, language) = (self.comparison, style.language);
        Ok(match format {
            ReportFormat::Terminal => terminal::compare::render(comparison, style).into_bytes(),
            ReportFormat::Json => json::compare::render(comparison, language).into_bytes(),
            ReportFormat::Markdown => markdown::compare::render(comparison, language).into_bytes(),
            ReportFormat::Table => markdown::compare::table(comparison, language).into_bytes(),
            ReportFormat::Csv => csv::compare::render(comparison, language, self.separator.byte()),
            ReportFormat::Html => html::compare::render(comparison, language).into_bytes(),
            ReportFormat::Xlsx => xlsx::compare::render(comparison, language).map_err(|error| error.to_string())?,
            ReportFormat::Docx => docx::compare::render(comparison, language).map_err(|error| error.to_string())?,
            _ => return Err(language.texts().not_for_comparisons.to_owned()),
        })
    }
}
