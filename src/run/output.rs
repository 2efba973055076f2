//! Where a report goes, and in which format: to the screen, or to files by their endings.

use std::path::{Path, PathBuf};

use super::Exit;
use super::write::is_standard;
use crate::cli::{Formats, ReportFormat, Separator};
use crate::collect::shown;
use crate::render::problem::Style;
use crate::render::{csv, docx, github, gitlab, html, json, junit, markdown, oscal, sarif, terminal, xlsx};
use crate::report::Report;
use crate::text::{Language, fill};

/// What can be printed in several formats.
pub trait Printer {
    /// Which formats.
    type Format: Formats;

    /// What the screen shows beside files that tell the rest.
    fn summary(&self, style: Style) -> String;

    /// The files it was made from, which no output may take the place of.
    fn inputs(&self) -> Vec<&str>;

    /// What is added to the summary of a job on GitHub, where a format has one.
    fn job_summary(&self, _format: Option<Self::Format>, _style: Style) -> Option<String> {
        None
    }

    /// The whole in one format.
    ///
    /// # Errors
    /// The message to show, where the format cannot hold it.
    fn print(&self, format: Self::Format, style: Style) -> Result<Vec<u8>, String>;
}

/// The report of an audit in every format.
#[derive(Debug)]
pub struct Audit<'a> {
    /// The report.
    pub report: &'a Report<'a>,
    /// Whether the screen shows everything.
    pub all: bool,
    /// What stands between the values of a CSV file.
    pub separator: Separator,
}

/// Prints to the screen, or writes to files while the screen shows the summary.
///
/// # Errors
/// The message to show, where a format cannot be told or cannot be printed.
pub fn deliver<P: Printer>(
    printer: &P,
    format: Option<P::Format>,
    paths: &[PathBuf],
    style: Style,
) -> Result<Exit, String> {
    let texts = style.language.texts();
    let summary = printer.job_summary(format, style);
    let on_screen = paths.is_empty() || paths.iter().any(|path| is_standard(path));
    let screen = if on_screen { Some(screen(printer, format, style)?) } else { None };
    for (position, path) in paths.iter().enumerate() {
        if paths[..position].contains(path) {
            return Err(fill(texts.output_twice, &[("file", &shown(path))]));
        }
        if printer.inputs().iter().any(|input| same_file(path, Path::new(input))) {
            return Err(fill(texts.output_is_input, &[("file", &shown(path))]));
        }
    }
    let mut files = Vec::new();
    for path in paths.iter().filter(|path| !is_standard(path)) {
        // Several formats end in .json: what is asked for goes before the ending of a single file.
        let asked = format.filter(|_| paths.len() == 1);
        let format = asked.map_or_else(|| format_of(path, format, style.language), Ok)?;
        files.push((path.clone(), printer.print(format, Style { colour: false, ..style })?));
    }
    // What a reader of standard output takes for the report must be the report alone.
    let output = screen.unwrap_or_else(|| {
        let written = |(path, _): &(PathBuf, Vec<u8>)| fill(texts.written, &[("file", &shown(path))]) + "\n";
        printer.summary(style) + &files.iter().map(written).collect::<String>()
    });
    Ok(Exit { output, files, summary, ..Exit::default() })
}

/// What standard output gets.
fn screen<P: Printer>(printer: &P, format: Option<P::Format>, style: Style) -> Result<String, String> {
    let format = format.unwrap_or(P::Format::SCREEN);
    if format.needs_file() {
        return Err(style.language.texts().needs_file.to_owned());
    }
    Ok(String::from_utf8_lossy(&printer.print(format, style)?).into_owned())
}

/// Whether two paths lead to one file that is there.
fn same_file(one: &Path, other: &Path) -> bool {
    one.canonicalize().is_ok_and(|one| other.canonicalize().is_ok_and(|other| one == other))
}

/// The format asked for, or the one that the file's ending means.
fn format_of<F: Formats>(path: &Path, asked: Option<F>, language: Language) -> Result<F, String> {
    F::of(path).or(asked).ok_or_else(|| {
        let values = [("file", shown(path)), ("known", F::endings())];
        fill(language.texts().unknown_ending, &values.each_ref().map(|(name, value)| (*name, value.as_str())))
    })
}

impl Printer for Audit<'_> {
    type Format = ReportFormat;

    fn summary(&self, style: Style) -> String {
        terminal::summary(self.report, style)
    }

    fn inputs(&self) -> Vec<&str> {
        let report = self.report;
        let read = report.records.iter().map(|record| &record.input.name);
        let failed = report.failed.iter().map(|failed| &failed.name);
        read.chain(failed).chain(&report.skipped).map(String::as_str).collect()
    }

    fn job_summary(&self, format: Option<ReportFormat>, style: Style) -> Option<String> {
        (format == Some(ReportFormat::Github)).then(|| github::summary(self.report, style.language))
    }

    fn print(&self, format: ReportFormat, style: Style) -> Result<Vec<u8>, String> {
        let (report, language) = (self.report, style.language);
        Ok(match format {
            ReportFormat::Terminal => terminal::render(report, self.all, style).into_bytes(),
            ReportFormat::Json => json::render(report, language).into_bytes(),
            ReportFormat::Html => html::render(report, language).into_bytes(),
            ReportFormat::Markdown => markdown::render(report, language).into_bytes(),
            ReportFormat::Table => markdown::table(report, language).into_bytes(),
            ReportFormat::Csv => csv::render(report, language, self.separator.byte()),
            ReportFormat::Xlsx => xlsx::render(report, language).map_err(|error| error.to_string())?,
            ReportFormat::Docx => docx::render(report, language).map_err(|error| error.to_string())?,
            ReportFormat::Sarif => sarif::render(report, self.all, language).into_bytes(),
            ReportFormat::Junit => junit::render(report, language).into_bytes(),
            ReportFormat::Gitlab => gitlab::render(report, self.all, language).into_bytes(),
            ReportFormat::Github => github::render(report, self.all, language).into_bytes(),
            ReportFormat::Oscal => oscal::render(report, language).into_bytes(),
        })
    }
}
