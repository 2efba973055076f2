//! Reads the tables of a rule file, key by key, collecting every mistake.

use std::borrow::Cow;

use super::toml::{Entry, Item, Located};
use crate::problem::{Kind, Problem, nearest};
use crate::source::Span;
use crate::text::Trilingual;

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

    pub fn text(&mut self, key: &'static str, problems: &mut Vec<Problem>) -> Option<(String, Span)> {
        let value = self.get(key)?;
        text(value, problems)
    }

    /// A text that must stand there.
    pub fn required_text(&mut self, key: &'static str, problems: &mut Vec<Problem>) -> Option<(String, Span)> {
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

    pub fn texts(&mut self, key: &'static str, problems: &mut Vec<Problem>) -> Vec<(String, Span)> {
        let Some(value) = self.get(key) else { return Vec::new() };
        let Item::List(items) = &value.item else {
            problems.push(wrong(value.span, "[\"…\"]"));
            return Vec::new();
        };
        items.iter().filter_map(|item| text(item, problems)).collect()
    }

    /// A text that must stand there in all three languages.
    pub fn trilingual(&mut self, key: &'static str, problems: &mut Vec<Problem>) -> Trilingual {
        let Some(value) = self.require(key, problems) else { return Trilingual::default() };
        if let Item::Trilingual(texts) = &value.item {
            return texts.clone();
        }
        let Some(mut table) = Table::of(value, "{ nb, nn, en }", problems) else {
            return Trilingual::default();
        };
        let texts = Trilingual {
            nb: table.language(key, "nb", problems),
            nn: table.language(key, "nn", problems),
            en: table.language(key, "en", problems),
        };
        table.finish(problems);
        texts
    }

    /// A text that must stand there in one language at least, alone or in a table of languages; the
    /// other languages then show the same.
    pub fn own_text(&mut self, key: &'static str, problems: &mut Vec<Problem>) -> Trilingual {
        let Some(value) = self.require(key, problems) else { return Trilingual::default() };
        let mut given = ["nb", "nn", "en"].map(|_| None);
        if let Item::Text(text) = &value.item {
            given[0] = Some(trimmed(text.clone()));
        } else {
            let Some(mut table) = Table::of(value, "\"…\" | { nb, nn, en }", problems) else {
                return Trilingual::default();
            };
            given = ["nb", "nn", "en"].map(|code| table.trimmed(code, problems));
            table.finish(problems);
        }
        let given = given.map(|text| text.filter(|text| !text.is_empty()));
        let Some(first) = given.iter().flatten().next().cloned() else {
            problems.push(Problem::new(Kind::MissingText, value.span).with("text", key).with("language", "nb"));
            return Trilingual::default();
        };
        let [nb, nn, en] = given.map(|text| text.unwrap_or_else(|| first.clone()));
        Trilingual { nb, nn, en }
    }

    fn trimmed(&mut self, key: &'static str, problems: &mut Vec<Problem>) -> Option<Cow<'static, str>> {
        let value = self.get(key)?;
        if let Item::Text(text) = &value.item {
            return Some(trimmed(text.clone()));
        }
        problems.push(wrong(value.span, "\"…\""));
        None
    }

    fn language(&mut self, of: &'static str, code: &'static str, problems: &mut Vec<Problem>) -> Cow<'static, str> {
        let found = self.trimmed(code, problems);
        found.filter(|text| !text.is_empty()).unwrap_or_else(|| {
            let problem = Problem::new(Kind::MissingText, self.span).with("text", of).with("language", code);
            problems.push(problem);
            Cow::default()
        })
    }

    /// Complains of every key that was never asked for.
    pub fn finish(self, problems: &mut Vec<Problem>) {
        for entry in self.entries {
            if !self.known.contains(&entry.key.as_ref()) {
                let meant = nearest(&entry.key, self.known.iter().copied());
                let problem = Problem::new(Kind::UnknownRuleKey, entry.key_span)
                    .with("key", entry.key.as_ref())
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

/// A text without the space around it.
fn trimmed(text: Cow<'static, str>) -> Cow<'static, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
    }
}

/// A text, or a complaint.
pub(crate) fn text(value: &Located, problems: &mut Vec<Problem>) -> Option<(String, Span)> {
    if let Item::Text(text) = &value.item {
        return Some((text.to_string(), value.span));
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
    found: &(String, Span),
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
    found: &(String, Span),
    known: &[&'static str],
    problems: &mut Vec<Problem>,
) -> Option<&'static str> {
    let matching = known.iter().find(|name| **name == found.0);
    if matching.is_none() {
        problems.push(unknown(found, known));
    }
    matching.copied()
}

fn unknown((value, span): &(String, Span), known: &[&str]) -> Problem {
    Problem::new(Kind::UnknownRuleValue, *span)
        .with("value", value.as_str())
        .with("known", known.join(", "))
        .suggest(nearest(value, known.iter().copied()))
}
