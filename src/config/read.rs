//! One file of a configuration: from TOML to values that hold, with every mistake at once.

use std::path::{Component, Path, PathBuf};

use clap::ValueEnum;

use super::options::{Formats, ReportFormat, names};
use super::{Config, Folder, Given, Mistake, OwnParameter, Place};
use crate::collect::{Pattern, real, shown, tidy};
use crate::problem::{Kind, Problem, nearest};
use crate::record::same_word;
use crate::rule::table::{Table, one_of, text, wrong};
use crate::rule::toml::{self, Entry, Item, Located};
use crate::source::{Source, Span};
use crate::text::Language;

/// Adds what a file says to what nearer files have said. Gives the file that it extends.
pub(super) fn read(
    config: &mut Config,
    source: Source,
    path: &Path,
    mistakes: &mut Vec<Mistake>,
) -> Option<Given<PathBuf>> {
    let file = config.sources.len();
    let folder = path.parent().unwrap_or(Path::new(""));
    let parsed = toml::parse(&source);
    config.sources.push(source);
    let root = config.root.get_or_insert_with(|| folder_place(folder)).clone();
    let (extends, problems) = match parsed {
        Ok(entries) => {
            let mut reader = Reader { file, folder, root: &root, problems: Vec::new() };
            let extends = reader.file(&entries, config);
            (extends, reader.problems)
        }
        Err(problems) => (None, problems),
    };
    mistakes.extend(problems.into_iter().map(|problem| Mistake { file, problem }));
    extends
}

/// A folder from the root of the file system; the empty path is the current one.
fn folder_place(folder: &Path) -> PathBuf {
    real(if folder.as_os_str().is_empty() { Path::new(".") } else { folder })
}

struct Reader<'p> {
    file: usize,
    /// Where the file lies: what paths in it are counted from.
    folder: &'p Path,
    /// Where the nearest file lies.
    root: &'p Path,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn file(&mut self, entries: &[Entry], config: &mut Config) -> Option<Given<PathBuf>> {
        let mut table = Table::new(entries, Span::new(0, 1));
        let extends = self.path(table.get("extends"));
        let languages = Language::ALL.map(|language| (language.code(), language));
        let language = table.get("language").and_then(|value| {
            let found = text(value, &mut self.problems)?;
            one_of(found, &languages, &mut self.problems).map(|language| self.given(language, value.span))
        });
        keep(&mut config.language, language);
        let include = self.list(table.get("include"), Self::pattern);
        keep(&mut config.include, include);
        let exclude = self.list(table.get("exclude"), Self::pattern);
        keep(&mut config.exclude, exclude);
        let only = self.list(table.get("only"), Self::name);
        keep(&mut config.only, only);
        let skip = self.list(table.get("skip"), Self::name);
        keep(&mut config.skip, skip);
        let rules = self.list(table.get("rules"), Self::folder);
        keep(&mut config.rules, rules);
        let accepted = self.path(table.get("accepted"));
        keep(&mut config.accepted, accepted);
        let baseline = self.path(table.get("baseline"));
        keep(&mut config.baseline, baseline);
        let fail_on = self.choice(table.get("fail_on"));
        keep(&mut config.fail_on, fail_on);
        let strict = self.flag(table.get("strict"));
        keep(&mut config.strict, strict);
        let format = self.choice(table.get("format"));
        keep(&mut config.format, format);
        let output = self.list(table.get("output"), Self::output);
        keep(&mut config.output, output);
        let separator = self.choice(table.get("separator"));
        keep(&mut config.separator, separator);
        self.folders(table.get("folders"), &mut config.folders);
        self.parameters(table.get("parameters"), &mut config.parameters);
        table.finish(&mut self.problems);
        extends
    }

    const fn given<T>(&self, value: T, span: Span) -> Given<T> {
        Given { value, place: Place { file: self.file, span } }
    }

    /// One of the names that the command line has too.
    fn choice<T: ValueEnum>(&mut self, value: Option<&Located>) -> Option<Given<T>> {
        let value = value?;
        let (found, span) = text(value, &mut self.problems)?;
        let Ok(choice) = T::from_str(found, false) else {
            let known = names::<T>();
            let problem = Problem::new(Kind::UnknownRuleValue, span)
                .with("value", found)
                .with("known", known.join(", "))
                .suggest(nearest(found, known.iter().map(String::as_str)));
            self.problems.push(problem);
            return None;
        };
        Some(self.given(choice, span))
    }

    fn flag(&mut self, value: Option<&Located>) -> Option<Given<bool>> {
        let value = value?;
        let Item::Flag(flag) = value.item else {
            self.problems.push(wrong(value.span, "true/false"));
            return None;
        };
        Some(self.given(flag, value.span))
    }

    /// A list of texts, each made into what it means.
    fn list<T>(
        &mut self,
        value: Option<&Located>,
        item: fn(&mut Self, &str, Span) -> Option<T>,
    ) -> Option<Given<Vec<T>>> {
        let value = value?;
        let Item::List(items) = &value.item else {
            self.problems.push(wrong(value.span, "[\"…\"]"));
            return None;
        };
        let mut values = Vec::new();
        for found in items {
            let Some((text, span)) = text(found, &mut self.problems) else { continue };
            values.extend(item(self, text, span));
        }
        Some(self.given(values, value.span))
    }

    fn pattern(&mut self, text: &str, span: Span) -> Option<Pattern> {
        // What begins so holds wherever the configuration counts, also where another extends it.
        let folder = if text.starts_with("**/") { self.root.to_owned() } else { folder_place(self.folder) };
        let pattern = Pattern::new(text, &folder);
        pattern
            .map_err(|cause| {
                let problem = Problem::new(Kind::WrongPattern, span).with("pattern", text).with("cause", cause);
                self.problems.push(problem);
            })
            .ok()
    }

    #[allow(clippy::unnecessary_wraps, reason = "one of several ways to read an item of a list")]
    fn name(&mut self, text: &str, span: Span) -> Option<Given<String>> {
        Some(self.given(text.to_owned(), span))
    }

    /// A path, from the folder of the file.
    fn path(&mut self, value: Option<&Located>) -> Option<Given<PathBuf>> {
        let (text, span) = text(value?, &mut self.problems)?;
        if text.trim().is_empty() {
            self.problems.push(wrong(span, "\"…\""));
            return None;
        }
        Some(self.given(tidy(&self.folder.join(text)), span))
    }

    /// A folder that is there.
    fn folder(&mut self, text: &str, span: Span) -> Option<PathBuf> {
        let path = tidy(&self.folder.join(text));
        if folder_place(&path).is_dir() && !text.trim().is_empty() {
            return Some(path);
        }
        let above = path.parent().map(folder_place).and_then(|above| std::fs::read_dir(above).ok());
        let beside = above.into_iter().flatten().flatten().filter(|entry| entry.path().is_dir());
        let mut beside: Vec<String> = beside.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        beside.sort();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let meant = nearest(&name, beside.iter().map(String::as_str));
        let problem = Problem::new(Kind::NoSuchFolder, span).with("folder", shown(&path)).suggest(meant);
        self.problems.push(problem);
        None
    }

    /// A file that is written: below the folder of the configuration, so that records of others
    /// cannot have anything else overwritten.
    fn output(&mut self, text: &str, span: Span) -> Option<PathBuf> {
        let path = Path::new(text);
        let inside = path.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
        let problem = if !inside {
            Problem::new(Kind::OutputOutside, span)
        } else if ReportFormat::of(path).is_none() {
            Problem::new(Kind::UnknownEnding, span).with("known", ReportFormat::endings())
        } else {
            return Some(tidy(&self.folder.join(path)));
        };
        self.problems.push(problem.with("file", text));
        None
    }

    /// `[folders."…"]`.
    fn folders(&mut self, value: Option<&Located>, folders: &mut Vec<Folder>) {
        for entry in self.named(value, "[folders.\"…\"]") {
            let Some(mut table) = Table::of(&entry.value, "[folders.\"…\"]", &mut self.problems) else { continue };
            let fail_on = table.require("fail_on", &mut self.problems).and_then(|value| self.choice(Some(value)));
            table.finish(&mut self.problems);
            let (Some(path), Some(fail_on)) = (self.folder(&entry.key, entry.key_span), fail_on) else { continue };
            let place = folder_place(&path);
            match folders.iter().find(|folder| folder.place == place) {
                Some(other) if other.fail_on.place.file == self.file => self.twice(entry),
                Some(_) => {}
                None => folders.push(Folder { place, name: shown(&path), fail_on }),
            }
        }
    }

    /// `[parameters."…"]`.
    fn parameters(&mut self, value: Option<&Located>, parameters: &mut Vec<OwnParameter>) {
        for entry in self.named(value, "[parameters.\"…\"]") {
            for own in self.named(Some(&entry.value), "[parameters.\"…\"]") {
                let Item::Number(value) = own.value.item else {
                    self.problems.push(wrong(own.value.span, "number"));
                    continue;
                };
                let same =
                    |other: &&OwnParameter| other.rule.value == entry.key && same_word(&other.name.value, &own.key);
                match parameters.iter().find(same) {
                    Some(other) if other.value.place.file == self.file => self.twice(own),
                    Some(_) => {}
                    None => parameters.push(OwnParameter {
                        rule: self.given(entry.key.clone(), entry.key_span),
                        name: self.given(own.key.clone(), own.key_span),
                        value: self.given(value, own.value.span),
                    }),
                }
            }
        }
    }

    /// The keys and values of a table whose keys are names.
    fn named<'e>(&mut self, value: Option<&'e Located>, what: &'static str) -> &'e [Entry] {
        let table = value.and_then(|value| Table::of(value, what, &mut self.problems));
        table.map(|table| table.entries()).unwrap_or_default()
    }

    fn twice(&mut self, entry: &Entry) {
        self.problems.push(Problem::new(Kind::DuplicateKey, entry.key_span).with("key", entry.key.as_str()));
    }
}

/// Keeps a value, unless a nearer file has given one.
fn keep<T>(slot: &mut Option<Given<T>>, found: Option<Given<T>>) {
    if slot.is_none() {
        *slot = found;
    }
}
