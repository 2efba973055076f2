//! Keys that the format does not have, and what may have been meant.

use super::fold::{fold_digraphs, same_word};
use super::read::position_of;
use crate::field::{Field, Section, Shape, as_section};
use crate::privacy::is_invisible;
use crate::problem::{Kind, Problem, forbidden_character, nearest};
use crate::source::{Source, Span};

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
        Some(_) if nearest.is_none() => problem(Kind::UnknownKeyAmong),
        Some(_) => problem(Kind::UnknownKey).suggest(nearest),
        None if nearest.is_none() => problem(Kind::UnknownTopKeyAmong),
        None => problem(Kind::UnknownTopKey).suggest(nearest),
    }
}

/// The complaint about a key that the one above it has below it.
pub(super) fn not_indented(above: Option<&Field>, text: &str, span: Span) -> Option<Problem> {
    let above = above?;
    let item = if let Shape::List(item) = above.shape { item } else { above.shape };
    let section = as_section(item).filter(|section| !section.is_fact)?;
    position_of(section, text)?;
    Some(Problem::new(Kind::NotIndented, span).with("key", text).with("section", above.name))
}

/// The complaint about digits after a comma between braces: the rest of a number, and no key.
pub(super) fn decimal_comma(source: &Source, text: &str, span: Span) -> Option<Problem> {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let before = source.text().get(..span.start as usize)?.strip_suffix(',')?;
    let whole = &before[before.trim_end_matches(|c: char| c.is_ascii_digit()).len()..];
    let start = span.start - u32::try_from(whole.len() + 1).ok()?;
    (digits(text) && digits(whole)).then(|| {
        Problem::new(Kind::DecimalComma, Span::new(start, span.end))
            .with("value", format!("{whole},{text}"))
            .with("point", format!("{whole}.{text}"))
    })
}

/// The complaint about a key and its value that are one word.
pub(super) fn missing_blank(section: &'static Section, text: &str, span: Span) -> Option<Problem> {
    let (key, value) = text.split_once(':').filter(|(_, value)| !value.is_empty())?;
    position_of(section, key)?;
    Some(Problem::new(Kind::MissingBlank, span).with("key", key).with("value", value))
}

/// The complaint about a character that cannot be seen, in place of one about the word it is in.
pub(super) fn unseen(source: &Source, problem: &Problem) -> Option<Problem> {
    let is_key = matches!(
        problem.kind,
        Kind::NotIndented | Kind::UnknownKey | Kind::UnknownKeyAmong | Kind::UnknownTopKey | Kind::UnknownTopKeyAmong
    );
    let is_word = is_key || matches!(problem.kind, Kind::NotYesNo | Kind::UnknownValue | Kind::UnknownKeyOfFact);
    let is_number = matches!(problem.kind, Kind::NotCount | Kind::NotNumber | Kind::NotDate | Kind::NotYear);
    // A blank that does not break is read as one, but for where a key begins.
    let is_unseen = |c: char| is_invisible(c) || is_key && c == '\u{a0}';
    let word = source.slice(problem.span);
    let (at, c) = word.char_indices().find(|(_, c)| is_unseen(*c)).filter(|_| is_word || is_number)?;
    let start = problem.span.start + u32::try_from(at).ok()?;
    Some(forbidden_character(c, Span::new(start, start + u32::try_from(c.len_utf8()).ok()?)))
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
