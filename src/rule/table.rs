//! Reads the tables of a rule file, key by key, collecting every mistake.

use super::toml::{Entry, Item, Located};
use super::trilingual::Trilingual;
use crate::problem::{Kind, Problem, nearest};
use crate::source::Span;

/// The keys of a text in three languages, in the order it is kept in.
const LANGUAGES: [&str; 3] = ["nb", "nn", "en"];

/// A table whose keys are read by name.
pub(crate) struct Table<'a> {
    entries: &'a [Entry],
    span: Span,
    known: Vec<&'static str>,
}

impl<'a> Table<'a> {
    pub const fn new(entries: &'a [Entry], span: Span) -> Self {
        Self { entries, span, known: Vec::new() }
    }

    /// The table of a value, or a complaint.
    pub fn of(value: &'a Located, what: &'static str, problems: &mut Vec<Problem>) -> Option<Self> {
        if let Item::Table(entries) = &value.item {
            Some(Self::new(entries, value.span))
        } else {
            problems.push(wrong(value.span, what));
            None
        }
    }

    /// The place of the whole table.
    pub const fn span(&self) -> Span {
        self.span
    }

    /// The value of a key, where it stands.
    pub fn get(&mut self, key: &'static str) -> Option<&'a Located> {
        self.known.push(key);
        self.entries.iter().find(|entry| entry.key == key).map(|entry| &entry.value)
    }

    /// The value of a key that must stand there.
    pub fn require(&mut self, key: &'static str, problems: &mut Vec<Problem>) -> Option<&'a Located> {
        let value = self.get(key);
        if value.is_none() {
            problems.push(Problem::new(Kind::MissingRuleKey, self.span).with("key", key));
        }
        value
    }

    pub fn text(&mut self, key: &'static str, problems: &mut Vec<Problem>) -> Option<(&'a str, Span)> {
        let value = self.get(key)?;
        text(value, problems)
    }

    /// The same where nothing is to be said of the place.
    pub fn owned(&mut self, key: &'static str, problems: &mut Vec<Problem>) -> Option<String> {
        self.text(key, problems).map(|(text, _)| text.to_owned())
    }

    /// A text that must stand there.
    pub fn required_text(&mut self, key: &'static str, problems: &mut Vec<Problem>) -> Option<(&'a str, Span)> {
        let value = self.require(key, problems)?;
        text(value, problems)
    }

    pub fn number(&mut self, key: &'static str, problems: &mut Vec<Problem>) -> Option<f64> {
        let value = self.get(key)?;
        if let Item::Number(number) = value.item {
            return Some(number);
        }
        problems.push(wrong(value.span, "number"));
        None
    }

    pub fn flag(&mut self, key: &'static str, problems: &mut Vec<Problem>) -> Option<bool> {
        let value = self.get(key)?;
        if let Item::Flag(flag) = value.item {
            return Some(flag);
        }
        problems.push(wrong(value.span, "true/false"));
        None
    }

    /// The texts of a list, each for what a reader makes of it; those that it refuses are left out.
    pub fn texts<T>(
        &mut self,
        key: &'static str,
        problems: &mut Vec<Problem>,
        mut read: impl FnMut(&'a str, Span, &mut Vec<Problem>) -> Option<T>,
    ) -> Vec<T> {
        let Some(value) = self.get(key) else { return Vec::new() };
        let Item::List(items) = &value.item else {
            problems.push(wrong(value.span, "[\"…\"]"));
            return Vec::new();
        };
        let texts = items.iter().filter_map(|item| {
            let (text, span) = text(item, problems)?;
            read(text, span, problems)
        });
        texts.collect()
    }

    /// A text that must stand there in all three languages.
    pub fn trilingual(&mut self, key: &'static str, problems: &mut Vec<Problem>) -> Trilingual {
        let Some(value) = self.require(key, problems) else { return Trilingual::default() };
        let Some(mut table) = Table::of(value, "{ nb, nn, en }", problems) else {
            return Trilingual::default();
        };
        let texts = LANGUAGES.map(|code| table.language(key, code, problems));
        table.finish(problems);
        Trilingual::new(texts)
    }

    /// A text that must stand there in one language at least, alone or in a table of languages; the
    /// other languages then show the same.
    pub fn own_text(&mut self, key: &'static str, problems: &mut Vec<Problem>) -> Trilingual {
        let Some(value) = self.require(key, problems) else { return Trilingual::default() };
        let mut given = LANGUAGES.map(|_| None);
        if let Item::Text(text) = &value.item {
            given[0] = Some(text.trim());
        } else {
            let Some(mut table) = Table::of(value, "\"…\" | { nb, nn, en }", problems) else {
                return Trilingual::default();
            };
            given = LANGUAGES.map(|code| table.trimmed(code, problems));
            table.finish(problems);
        }
        let given = given.map(|text| text.filter(|text| !text.is_empty()));
        let Some(first) = given.iter().flatten().next().copied() else {
            problems.push(Problem::new(Kind::MissingText, value.span).with("text", key).with("language", "nb"));
            return Trilingual::default();
        };
        Trilingual::new(given.map(|text| text.unwrap_or(first).to_owned()))
    }

    /// A text without the space around it.
    fn trimmed(&mut self, key: &'static str, problems: &mut Vec<Problem>) -> Option<&'a str> {
        self.text(key, problems).map(|(text, _)| text.trim())
    }

    fn language(&mut self, of: &'static str, code: &'static str, problems: &mut Vec<Problem>) -> String {
        let found = self.trimmed(code, problems).filter(|text| !text.is_empty());
        if found.is_none() {
            let problem = Problem::new(Kind::MissingText, self.span).with("text", of).with("language", code);
            problems.push(problem);
        }
        found.unwrap_or_default().to_owned()
    }

    /// Complains of every key that was never asked for.
    pub fn finish(self, problems: &mut Vec<Problem>) {
        for entry in self.entries {
            if !self.known.contains(&entry.key.as_str()) {
                let meant = nearest(&entry.key, self.known.iter().copied());
                let problem = Problem::new(Kind::UnknownRuleKey, entry.key_span)
                    .with("key", entry.key.as_str())
                    .with("known", self.known.join(", "))
                    .suggest(meant);
                problems.push(problem);
            }
        }
    }

    /// The keys and values, in the order they stand.
    pub const fn entries(&self) -> &'a [Entry] {
        self.entries
    }
}

/// A text, or a complaint.
pub(crate) fn text<'v>(value: &'v Located, problems: &mut Vec<Problem>) -> Option<(&'v str, Span)> {
    if let Item::Text(text) = &value.item {
        return Some((text, value.span));
    }
    problems.push(wrong(value.span, "\"…\""));
    None
}

/// The complaint that something else was expected.
pub(crate) fn wrong(span: Span, expected: &str) -> Problem {
    Problem::new(Kind::WrongRuleValue, span).with("expected", expected)
}

/// One of a closed set, or a complaint with the nearest.
pub(crate) fn one_of<T: Copy>(
    found: (&str, Span),
    known: &[(&'static str, T)],
    problems: &mut Vec<Problem>,
) -> Option<T> {
    let matching = known.iter().find(|(name, _)| *name == found.0);
    if matching.is_none() {
        let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
        problems.push(unknown(found, &names));
    }
    matching.map(|(_, value)| *value)
}

/// One of some words, or a complaint with the nearest.
pub(crate) fn word_of(
    found: (&str, Span),
    known: &[&'static str],
    problems: &mut Vec<Problem>,
) -> Option<&'static str> {
    let matching = known.iter().find(|name| **name == found.0);
    if matching.is_none() {
        problems.push(unknown(found, known));
    }
    matching.copied()
}

fn unknown((value, span): (&str, Span), known: &[&str]) -> Problem {
    Problem::new(Kind::UnknownRuleValue, span)
        .with("value", value)
        .with("known", known.join(", "))
        .suggest(nearest(value, known.iter().copied()))
}
