//! `medvirk baseline`: writes what is not in place today; and how audits read it.

use std::path::{Path, PathBuf};

use super::audit::open;
use super::gather::gather;
use super::setup::{Asked, Setup};
use super::write::is_standard;
use super::{Context, Exit};
use crate::baseline::{Baseline, FORMAT};
use crate::cli::BaselineArgs;
use crate::collect::shown;
use crate::evaluate::Audit;
use crate::render::problem::Style;
use crate::report::Report;
use crate::text::fill;

/// Where a baseline is written unless another file is named.
const FILE: &str = "grunnlinje.json";

/// Reads a baseline.
///
/// # Errors
/// The message to show.
pub fn read(path: &Path, style: Style) -> Result<Baseline, String> {
    let name = shown(path);
    let source = open(path, &name, style)?;
    let unreadable = |cause: &str| {
        let values = [("file", name.as_str()), ("format", FORMAT), ("cause", cause)];
        fill(style.language.texts().baseline_unreadable, &values)
    };
    if !source.masked().is_empty() {
        return Err(unreadable(style.language.texts().identity_number));
    }
    let baseline: Baseline = serde_json::from_str(source.text()).map_err(|error| unreadable(&error.to_string()))?;
    if baseline.schema == FORMAT { Ok(baseline) } else { Err(unreadable(&baseline.schema)) }
}

/// Runs the command.
#[must_use]
pub fn run(args: &BaselineArgs, context: Context<'_>) -> Exit {
    write(args, context).unwrap_or_else(Exit::failed)
}

fn write(args: &BaselineArgs, context: Context<'_>) -> Result<Exit, String> {
    let style = context.style;
    let texts = style.language.texts();
    let asked = Asked { rules: &args.own.own_rules, as_of: args.as_of.as_deref(), ..Asked::default() };
    let setup = Setup::new(asked, context)?;
    let audit = Audit::new(&setup.set, setup.as_of);
    let mut report = Report::new(&audit, None);
    let strict = args.strict || context.config.strict.as_ref().is_some_and(|given| given.value);
    let messages = gather(&args.paths, strict, &audit, &mut report, context, |_, _| false)?;
    if !report.failed.is_empty() {
        return Err(format!("{messages}{}: {}\n", texts.error, texts.baseline_not_written));
    }
    let baseline = report.baseline();
    let text = serde_json::to_string_pretty(&baseline).map_err(|error| error.to_string())? + "\n";
    let (count, records) = (baseline.found.len().to_string(), report.records.len().to_string());
    let file = args.output.clone().or_else(|| context.config.baseline.as_ref().map(|given| given.value.clone()));
    let file = file.unwrap_or_else(|| PathBuf::from(FILE));
    let values = [("file", shown(&file)), ("count", count), ("records", records)];
    let values: Vec<(&str, &str)> = values.iter().map(|(key, value)| (*key, value.as_str())).collect();
    if is_standard(&file) {
        return Ok(Exit { output: text, messages, ..Exit::default() });
    }
    let output = fill(texts.baseline_written, &values) + "\n";
    Ok(Exit { output, messages, files: vec![(file, text.into_bytes())], ..Exit::default() })
}
