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
use crate::outcome::Status;
use crate::record::{Record, read};
use crate::render::problem::Style;
use crate::report::{Audited, Cause, Failed, Report};
use crate::rule::Rule;
use crate::text::fill;

/// Work that takes longer than this shows how far it has come.
const PATIENCE: Duration = Duration::from_millis(500);

/// So many files are read before what came of them is taken in.
const AT_ONCE: usize = 256;

/// What became of one file.
enum Fate<T> {
    /// It was judged; the warnings say what may have to go from the record.
    Judged(T, String),
    /// It is no record; the note says so.
    Skipped(String),
    /// It cannot be audited; the message says why, and the first cause stands alone.
    Failed(String, Option<Cause>),
}

/// Audits all records behind some paths into a report, with the proof of every outcome that is shown,
/// and tells what could not be audited.
///
/// # Errors
/// When there is nothing to audit.
pub fn gather(
    paths: &[PathBuf],
    strict: bool,
    audit: &Audit<'_>,
    report: &mut Report<'_>,
    context: Context<'_>,
    shown: impl Fn(&Rule, Status) -> bool + Sync,
) -> Result<String, String> {
    let judge = |record: &Record<'_>| Audited::new(audit.set(), record, audit.outcomes_showing(record, &shown));
    each(paths, strict, audit, report, context, judge, |report, folder, audited| {
        report.records.push(Audited { folder, ..audited });
    })
}

/// Judges all records behind some paths, several at once, and takes in what came of each in the
/// order of their names, so that no more than some of them are held at a time.
///
/// # Errors
/// When there is nothing to judge.
pub fn each<'r, T: Send>(
    paths: &[PathBuf],
    strict: bool,
    audit: &Audit<'_>,
    report: &mut Report<'r>,
    context: Context<'_>,
    judge: impl Fn(&Record<'_>) -> T + Sync,
    mut take: impl FnMut(&mut Report<'r>, Option<usize>, T),
) -> Result<String, String> {
    let (config, style) = (context.config, context.style);
    let texts = style.language.texts();
    let walked = collect::candidates(paths, &config.filter());
    let mut messages = String::new();
    for error in &walked.unreadable {
        report.failed.push(error.name().to_owned().into());
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
    let mut folders = Folders::of(paths);
    for candidates in walked.candidates.chunks(AT_ONCE) {
        let fate = |candidate| fate(candidate, strict, audit, &judge, style);
        let fates: Vec<Fate<T>> = match candidates {
            // One file is read sooner than threads are started.
            [only] => vec![fate(only)],
            several => several.par_iter().progress_with(progress.clone()).map(fate).collect(),
        };
        for (candidate, fate) in candidates.iter().zip(fates) {
            match fate {
                Fate::Judged(judged, warnings) => {
                    let folder = config.folder(&candidate.place).map(|folder| folder.name.as_str());
                    let folder = report.folders.iter().position(|known| Some(known.name.as_str()) == folder);
                    take(report, folder, judged);
                    folders.has(&candidate.name);
                    folders.records += 1;
                    messages.push_str(&warnings);
                }
                Fate::Skipped(note) => {
                    report.skipped.push(candidate.name.clone());
                    messages.push_str(&note);
                }
                Fate::Failed(message, cause) => {
                    report.failed.push(Failed { name: candidate.name.clone(), cause });
                    messages.push_str(&message);
                }
            }
        }
    }
    progress.finish_and_clear();
    report.failed.sort();
    report.failed.dedup();
    report.failed.iter().for_each(|failed| folders.has(&failed.name));
    messages.push_str(&folders.empty(style));
    if folders.records == 0 && report.failed.is_empty() {
        let names: Vec<String> = paths.iter().map(|path| collect::shown(path)).collect();
        let message = fill(texts.no_records, &[("paths", &names.join(", "))]);
        return Err(format!("{messages}{}: {message}\n{}: {}\n", texts.error, texts.help, texts.no_records_help));
    }
    Ok(messages)
}

fn fate<T>(
    candidate: &Candidate,
    strict: bool,
    audit: &Audit<'_>,
    judge: impl Fn(&Record<'_>) -> T,
    style: Style,
) -> Fate<T> {
    let texts = style.language.texts();
    let name = candidate.name.as_str();
    let source = match open(&candidate.path, name, style) {
        Ok(source) => source,
        Err(message) => return Fate::Failed(message, None),
    };
    if !candidate.named && !collect::is_record(source.text()) {
        let (label, template) =
            if strict { (texts.error, texts.foreign_refused) } else { (texts.note, texts.skipped_foreign) };
        let message = format!("{label}: {}\n", fill(template, &[("file", name)]));
        return if strict { Fate::Failed(message, None) } else { Fate::Skipped(message) };
    }
    match read(&source) {
        Ok(record) => {
            let doubts = [attachment::review(&record, &candidate.path), audit.doubts(&record)].concat();
            Fate::Judged(judge(&record), warnings(&source, &doubts, style))
        }
        Err(problems) => {
            let cause = problems.first().map(|problem| Cause {
                position: source.position(problem.span.start),
                message: problem.message(style.language),
            });
            Fate::Failed(warnings(&source, &[], style) + &complaints(&problems, &source, style), cause)
        }
    }
}

/// The folders among some paths, and whether anything in them is a record.
struct Folders {
    /// Each folder as it is shown, how the names in it begin, and whether there are any.
    folders: Vec<(String, String, bool)>,
    records: usize,
}

impl Folders {
    fn of(paths: &[PathBuf]) -> Self {
        let folders = paths.iter().filter(|path| path.is_dir()).map(|path| collect::shown(path));
        let mut folders: Vec<(String, String, bool)> = folders
            .filter(|folder| folder != "." && !folder.is_empty())
            .map(|folder| (folder.clone(), format!("{}/", folder.trim_end_matches('/')), false))
            .collect();
        folders.sort();
        folders.dedup();
        Self { folders, records: 0 }
    }

    /// A file of this name is a record, or means to be one.
    fn has(&mut self, name: &str) {
        for (_, inside, has_any) in &mut self.folders {
            *has_any |= name.starts_with(inside.as_str());
        }
    }

    /// A note on each folder without records, where there are some elsewhere.
    fn empty(&self, style: Style) -> String {
        let texts = style.language.texts();
        let empty = self.folders.iter().filter(|(_, _, has_any)| self.records > 0 && !has_any);
        empty
            .map(|(folder, ..)| format!("{}: {}\n", texts.note, fill(texts.no_records_in_folder, &[("file", folder)])))
            .collect()
    }
}

/// A bar on standard error that stays away from files and pipes, and from work that is soon done.
fn progress(count: usize, style: Style) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(Some(count as u64), ProgressDrawTarget::hidden());
    let text = style.language.texts().progress;
    let template = fill(text, &[("position", "{pos}"), ("length", "{len}")]);
    if let Ok(look) = ProgressStyle::with_template(&format!("{{bar:30}} {template}")) {
        bar.set_style(look);
    }
    if count < 2 {
        return bar;
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
