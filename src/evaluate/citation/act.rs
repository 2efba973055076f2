//! The acts behind the provisions, and the names they go by.

use super::{short, words};
use crate::problem::nearest;
use crate::rule::Provision;
use crate::text::Language;

/// All acts.
#[derive(Debug, Clone)]
pub(super) struct Acts {
    pub list: Vec<Act>,
}

/// A statute or regulation.
#[derive(Debug, Clone)]
pub(super) struct Act {
    /// What it is known by: its number, or the short name where it has none.
    key: String,
    /// The short name that ids begin with.
    pub short: String,
    /// In a regulation, `§ 7 e` is a part of § 7; in a statute, `§ 7-2 a` is a section of its own.
    pub is_regulation: bool,
    /// Whether sections are numbered by chapter, `§ 7-2`.
    pub has_chapters: bool,
    /// The names, word for word.
    names: Vec<Vec<String>>,
    /// The names as they are written.
    titles: Vec<String>,
}

/// So many words of a title are enough where no other title begins with them.
const ENOUGH: usize = 3;

impl Acts {
    pub fn of<'p>(provisions: impl Iterator<Item = &'p Provision>) -> Self {
        let mut acts = Self { list: Vec::new() };
        for provision in provisions {
            let key = key(provision);
            let position = acts.list.iter().position(|act| act.key == key).unwrap_or_else(|| {
                acts.list.push(Act::new(provision));
                acts.list.len() - 1
            });
            let act = &mut acts.list[position];
            act.has_chapters |= has_chapter(provision.section.get(Language::Nb));
            for title in [Language::Nb, Language::Nn, Language::En].map(|language| provision.act.get(language)) {
                act.add(title);
            }
        }
        acts
    }

    pub fn position(&self, provision: &Provision) -> Option<usize> {
        let key = key(provision);
        self.list.iter().position(|act| act.key == key)
    }

    /// The act that some words name, with whatever stands around its name; else the one whose title
    /// alone begins with them.
    pub fn named(&self, written: &[String]) -> Option<usize> {
        let names = || self.list.iter().enumerate().flat_map(|(at, act)| act.names.iter().map(move |name| (at, name)));
        let stands = |name: &Vec<String>| written.windows(name.len()).any(|part| part == name.as_slice());
        let longest = names().filter(|(_, name)| stands(name)).max_by_key(|(_, name)| name.len());
        longest.map(|(at, _)| at).or_else(|| {
            let mut begins = names().filter(|(_, name)| written.len() >= ENOUGH && name.starts_with(written));
            let (first, _) = begins.next()?;
            begins.all(|(other, _)| other == first).then_some(first)
        })
    }

    /// The name that some words are near to.
    pub fn near(&self, written: &str) -> Option<&str> {
        nearest(written, self.list.iter().flat_map(|act| &act.titles).map(String::as_str))
    }
}

impl Act {
    fn new(provision: &Provision) -> Self {
        let identifier = provision.identifier.as_deref();
        let mut act = Self {
            key: key(provision).to_owned(),
            short: short(provision).to_owned(),
            is_regulation: identifier.is_none_or(|identifier| identifier.starts_with("FOR")),
            has_chapters: false,
            names: Vec::new(),
            titles: Vec::new(),
        };
        if let Some(identifier) = identifier {
            act.names.push(words(short(provision)));
            act.names.push(words(identifier));
            act.names.extend(dated(identifier));
        }
        act
    }

    fn add(&mut self, title: &str) {
        // Many provisions are of one act, and most of its names are known by then.
        if self.titles.iter().any(|known| known == title) {
            return;
        }
        self.titles.push(title.to_owned());
        let name = words(title);
        if !name.is_empty() && !self.names.contains(&name) {
            self.names.push(name);
        }
    }
}

fn key(provision: &Provision) -> &str {
    provision.identifier.as_deref().unwrap_or_else(|| short(provision))
}

/// `LOV-2011-06-24-30` as it is written out: lov 24. juni 2011 nr. 30.
fn dated(identifier: &str) -> Option<Vec<String>> {
    let mut parts = identifier.split('-');
    let (kind, year, month, day, number) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    let kind = if kind == "LOV" { "lov" } else { "forskrift" };
    let month = month.parse::<usize>().ok()?.checked_sub(1)?;
    let month = Language::Nb.texts().report_months.split(',').nth(month)?;
    Some(words(&format!("{kind} {} {month} {year} nr {number}", day.trim_start_matches('0'))))
}

fn has_chapter(section: &str) -> bool {
    section.split_whitespace().nth(1).is_some_and(|number| number.contains('-'))
}
