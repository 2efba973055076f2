//! Keys that the format does not have, and what may have been meant.

use super::fold::{fold_digraphs, same_word};
use super::read::position_of;
use crate::field::{Field, Section};
use crate::problem::{Kind, Problem, nearest};
use crate::source::Span;

/// How many keys a complaint lists.
const MOST_KEYS: usize = 20;

/// A key of a section.
#[derive(Debug, Clone, Copy)]
pub(super) struct Within {
    /// The section.
    pub section: &'static Section,
    /// The key.
    pub field: &'static Field,
}

impl Within {
    /// The key beside a fact that says more about it: `mandat.gjelder_til` is `mandat_gjelder_til`,
    /// and `mandat.vedtatt` is the day of the mandate, `mandat_dato`.
    pub(super) fn beside(self, name: &str) -> Option<u16> {
        let adopted = ["vedtatt", "vedteken"].iter().any(|word| same_word(word, name)).then_some("dato");
        let mut names = [Some(name), adopted].into_iter().flatten();
        names.find_map(|name| position_of(self.section, &format!("{}_{name}", self.field.name)))
    }
}

/// The complaint about a key that a section does not have; the section stands under the key
/// `within`, unless it is the whole record.
pub(super) fn unknown_key(section: &'static Section, within: Option<Within>, text: &str, span: Span) -> Problem {
    let nearest = nearest_key(section, text);
    let place = within.map_or(section.name, |within| within.field.name);
    let problem = |kind| Problem::new(kind, span).with("key", text).with("section", place).with("keys", keys(section));
    match within {
        Some(within) if section.is_fact => {
            let beside = within.beside(text).map(|position| within.section.fields[usize::from(position)].name);
            problem(Kind::UnknownKeyOfFact).suggest(beside.or(nearest))
        }
        _ if nearest.is_none() => problem(Kind::UnknownKeyAmong),
        _ => problem(Kind::UnknownKey).suggest(nearest),
    }
}

fn nearest_key(section: &'static Section, text: &str) -> Option<&'static str> {
    let keys: Vec<(String, &str)> =
        section.fields.iter().map(|field| (fold_digraphs(field.name), field.name)).collect();
    let best = nearest(&fold_digraphs(text), keys.iter().map(|(folded, _)| folded.as_str()))?;
    keys.iter().find(|(folded, _)| folded == best).map(|(_, name)| *name)
}

/// The keys that a section has, as a list for readers.
fn keys(section: &Section) -> String {
    let mut listed = section.fields.iter().take(MOST_KEYS).map(|field| field.name).collect::<Vec<_>>().join(", ");
    if section.fields.len() > MOST_KEYS {
        listed.push_str(", …");
    }
    listed
}
