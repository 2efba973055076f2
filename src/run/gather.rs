//! From paths to audited records, several at once. What happens to one file never touches
//! another, and the result is the same however many cores there are.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use indicatif::{ParallelProgressIterator, ProgressBar, ProgressDrawTarget, ProgressStyle};
use rayon::prelude::*;

use super::Context;
use super::audit::{cannot_read, complaints, open, warnings};
use crate::attachment;
use crate::collect::{self, Candidate};
use crate::evaluate::Audit;
use crate::record::read;
use crate::render::problem::Style;
use crate::report::{Audited, Report};
use crate::text::fill;

/// Work that takes longer than this shows how far it has come.
const PATIENCE: Duration = Duration::from_millis(500);

/// What became of one file.
enum Fate {
    /// It is in the report; the warnings say what may have to go from the record.
    Audited(Box<Audited>, String),
    /// It is no record; the note says so.
    Skipped(String),
    /// It cannot be audited; the message says why.
    Failed(String),
}

/// Audits all records behind some paths into a report, and tells what could not be audited.
///
/// # Errors
/// When there is nothing to audit.
pub fn gather(
    paths: &[PathBuf],
    strict: bool,
    audit: &Audit<'_>,
    report: &mut Report<'_>,
    context: Context<'_>,
) -> Result<String, String> {
    let (config, style) = (context.config, context.style);
    let texts = style.language.texts();
    let walked = collect::candidates(paths, &config.filter());
    let mut messages = String::new();
    for error in &walked.unreadable {
        report.failed.push(error.name().to_owned());
        messages.push_str(&cannot_read(error, style));
    }
    for name in &walked.loops {
        messages.push_str(&format!("{}: {}\n", texts.note, fill(texts.link_loop, &[("file", name)])));
    }
    if walked.left_out > 0 {
        let given = config.include.as_ref().or(config.exclude.as_ref());
        let file = given.map_or_else(String::new, |given| config.shown(given.place));
        let values = [("count", walked.left_out.to_string()), ("file", file)];
        let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
        messages.push_str(&format!("{}: {}\n", texts.note, fill(texts.config_left_out, &values)));
    }
    let progress = progress(walked.candidates.len(), style);
    let fates: Vec<Fate> = walked
        .candidates
        .par_iter()
        .progress_with(progress.clone())
        .map(|candidate| fate(candidate, strict, audit, style))
        .collect();
    progress.finish_and_clear();
    for (candidate, fate) in walked.candidates.iter().zip(fates) {
        match fate {
            Fate::Audited(mut audited, warnings) => {
                let folder = config.folder(&candidate.place).map(|folder| folder.name.as_str());
                audited.folder = report.folders.iter().position(|known| Some(known.name.as_str()) == folder);
                report.records.push(*audited);
                messages.push_str(&warnings);
            }
            Fate::Skipped(note) => {
                report.skipped.push(candidate.name.clone());
                messages.push_str(&note);
            }
            Fate::Failed(message) => {
                report.failed.push(candidate.name.clone());
                messages.push_str(&message);
            }
        }
    }
    report.failed.sort();
    report.failed.dedup();
    messages.push_str(&empty_folders(paths, report, style));
    if report.records.is_empty() && report.failed.is_empty() {
        let names: Vec<String> = paths.iter().map(|path| collect::shown(path)).collect();
        let message = fill(texts.no_records, &[("paths", &names.join(", "))]);
        return Err(format!("{messages}{}: {message}\n{}: {}\n", texts.error, texts.help, texts.no_records_help));
    }
    Ok(messages)
}

fn fate(candidate: &Candidate, strict: bool, audit: &Audit<'_>, style: Style) -> Fate {
    let texts = style.language.texts();
    let name = candidate.name.as_str();
    let source = match open(&candidate.path, name, style) {
        Ok(source) => source,
        Err(message) => return Fate::Failed(message),
    };
    if !candidate.named && !collect::is_record(source.text()) {
        let (label, template) =
            if strict { (texts.error, texts.foreign_refused) } else { (texts.note, texts.skipped_foreign) };
        let message = format!("{label}: {}\n", fill(template, &[("file", name)]));
        return if strict { Fate::Failed(message) } else { Fate::Skipped(message) };
    }
    match read(&source) {
        Ok(record) => {
            let audited = Audited::new(audit.set(), &record, audit.outcomes(&record));
            let attachments = attachment::review(&record, &candidate.path);
            Fate::Audited(Box::new(audited), warnings(&source, &attachments, style))
        }
        Err(problems) => Fate::Failed(warnings(&source, &[], style) + &complaints(&problems, &source, style)),
    }
}

/// A note on each folder without records, where there are some elsewhere.
fn empty_folders(paths: &[PathBuf], report: &Report<'_>, style: Style) -> String {
    let texts = style.language.texts();
    let mut empty: Vec<String> = paths
        .iter()
        .filter(|path| path.is_dir())
        .map(|path| collect::shown(path))
        .filter(|folder| {
            let inside = format!("{}/", folder.trim_end_matches('/'));
            let names = report.records.iter().map(|record| &record.input.name).chain(&report.failed);
            folder != "." && !folder.is_empty() && !names.into_iter().any(|name| name.starts_with(&inside))
        })
        .collect();
    empty.sort();
    empty.dedup();
    if report.records.is_empty() {
        return String::new();
    }
    empty
        .iter()
        .map(|folder| format!("{}: {}\n", texts.note, fill(texts.no_records_in_folder, &[("file", folder)])))
        .collect()
}

/// A bar on standard error that stays away from files and pipes, and from work that is soon done.
fn progress(count: usize, style: Style) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(Some(count as u64), ProgressDrawTarget::hidden());
    let text = style.language.texts().progress;
    let template = fill(text, &[("position", "{pos}"), ("length", "{len}")]);
    if let Ok(look) = ProgressStyle::with_template(&format!("{{bar:30}} {template}")) {
        bar.set_style(look);
    }
    let (waiting, start) = (bar.downgrade(), Instant::now());
    std::thread::spawn(move || {
        std::thread::sleep(PATIENCE.saturating_sub(start.elapsed()));
        if let Some(bar) = waiting.upgrade()
            && !bar.is_finished()
        {
            bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    });
    bar
}
