//! Where a report goes, and in which format: to the screen, or to files by their endings.

use std::path::Path;

use super::Exit;
use crate::cli::{AuditArgs, ReportFormat};
use crate::collect::shown;
use crate::render::problem::Style;
use crate::render::{csv, docx, html, json, markdown, terminal, xlsx};
use crate::report::Report;
use crate::text::{Language, fill};

/// The endings of files, with the format each means.
const ENDINGS: [(&str, ReportFormat); 8] = [
    ("txt", ReportFormat::Terminal),
    ("json", ReportFormat::Json),
    ("html", ReportFormat::Html),
    ("htm", ReportFormat::Html),
    ("md", ReportFormat::Markdown),
    ("csv", ReportFormat::Csv),
    ("xlsx", ReportFormat::Xlsx),
    ("docx", ReportFormat::Docx),
];

/// Prints the report, or writes it to files while the screen shows the summary.
///
/// # Errors
/// The message to show, where a format cannot be told or cannot be printed.
pub fn deliver(report: &Report<'_>, args: &AuditArgs, style: Style) -> Result<Exit, String> {
    let texts = style.language.texts();
    if args.output.is_empty() {
        let format = args.format.unwrap_or(ReportFormat::Terminal);
        if matches!(format, ReportFormat::Xlsx | ReportFormat::Docx) {
            return Err(texts.needs_file.to_owned());
        }
        let bytes = render(report, format, args, style)?;
        return Ok(Exit { output: String::from_utf8_lossy(&bytes).into_owned(), ..Exit::default() });
    }
    let mut files = Vec::new();
    for path in &args.output {
        let format = format_of(path, args.format, style.language)?;
        files.push((path.clone(), render(report, format, args, Style { colour: false, ..style })?));
    }
    let mut output = terminal::summary(report, style);
    for path in &args.output {
        output.push_str(&fill(texts.written, &[("file", &shown(path))]));
        output.push('\n');
    }
    Ok(Exit { output, files, ..Exit::default() })
}

/// The format asked for, or the one that the file's ending means.
fn format_of(path: &Path, asked: Option<ReportFormat>, language: Language) -> Result<ReportFormat, String> {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    let meant = ENDINGS.iter().find(|(known, _)| *known == ending).map(|(_, format)| *format);
    meant.or(asked).ok_or_else(|| {
        let known = ENDINGS.map(|(known, _)| format!(".{known}")).join(", ");
        fill(language.texts().unknown_ending, &[("file", &shown(path)), ("known", &known)])
    })
}

fn render(report: &Report<'_>, format: ReportFormat, args: &AuditArgs, style: Style) -> Result<Vec<u8>, String> {
    let language = style.language;
    Ok(match format {
        ReportFormat::Terminal => terminal::render(report, args.all, style).into_bytes(),
        ReportFormat::Json => json::render(report, language).into_bytes(),
        ReportFormat::Html => html::render(report, language).into_bytes(),
        ReportFormat::Markdown => markdown::render(report, language).into_bytes(),
        ReportFormat::Table => markdown::table(report, language).into_bytes(),
        ReportFormat::Csv => csv::render(report, language, args.separator.byte()),
        ReportFormat::Xlsx => xlsx::render(report, language).map_err(|error| error.to_string())?,
        ReportFormat::Docx => docx::render(report, language).map_err(|error| error.to_string())?,
    })
}
