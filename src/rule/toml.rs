//! TOML with a place for every key and value. The only file that names the TOML crate.

use toml::de::{DeTable, DeValue};

use crate::problem::{Kind, MOST, Problem, forbidden, forbidden_character, refuse_identity_numbers};
use crate::source::{MIB, Source, Span, forbidden_in, shown_size};

/// A value with its place.
#[derive(Debug, Clone)]
pub struct Located {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub item: Item,
}

/// The kinds of value that rules use.
#[derive(Debug, Clone)]
pub enum Item {
    /// A text.
    Text(String),
    /// A number.
    Number(f64),
    /// True or false.
    Flag(bool),
    /// A list.
    List(Vec<Located>),
    /// Keys and values, in the order they stand.
    Table(Vec<Entry>),
    /// A date or time, which rules write as text.
    Other,
}

/// One key with its value.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// Where the key stands.
    pub key_span: Span,
    /// The value.
    pub value: Located,
}

/// The keys and values of a file, or every mistake in its syntax.
pub type Parsed = Result<Vec<Entry>, Vec<Problem>>;

/// The most bytes of TOML that are read: the program's own largest file has a seventh of it.
const MAX_BYTES: usize = MIB;
/// The deepest nesting that the parser reads.
const MAX_DEPTH: usize = 80;

/// Reads a TOML file.
///
/// # Errors
/// Every mistake in the syntax, and every identity number.
pub fn parse(source: &Source) -> Parsed {
    if source.text().len() > MAX_BYTES {
        return Err(vec![Problem::new(Kind::TooLarge, Span::default()).with("limit", shown_size(MAX_BYTES))]);
    }
    let (table, errors) = DeTable::parse_recoverable(source.text());
    let mistake = |error: &toml::de::Error| {
        let span = error.span().map_or_else(Span::default, to_span);
        if error.message().contains("recurs") {
            return Problem::new(Kind::TooDeep, span).with("limit", MAX_DEPTH.to_string());
        }
        match bare_key(source.text(), span) {
            Some((key, span)) => Problem::new(Kind::BareKey, span).with("key", key),
            None => Problem::new(Kind::Toml, span).with("detail", error.message()),
        }
    };
    let mut problems: Vec<Problem> = forbidden(source).collect();
    if problems.is_empty() {
        problems.extend(errors.iter().take(MOST).map(mistake));
    }
    let entries = entries(table.get_ref());
    if problems.is_empty() {
        for entry in &entries {
            escaped(entry, &mut problems);
        }
    }
    refuse_identity_numbers(&mut problems, source);
    if problems.is_empty() { Ok(entries) } else { Err(problems) }
}

/// Refuses what an escape writes and may not stand in the file itself.
fn escaped(entry: &Entry, problems: &mut Vec<Problem>) {
    let check = |text: &str, span: Span, problems: &mut Vec<Problem>| {
        problems.extend(forbidden_in(text).next().map(|(_, c)| forbidden_character(c, span)));
    };
    check(&entry.key, entry.key_span, problems);
    let mut open = vec![&entry.value];
    while let Some(value) = open.pop() {
        match &value.item {
            Item::Text(text) => check(text, value.span, problems),
            Item::List(items) => open.extend(items),
            Item::Table(entries) => {
                for entry in entries {
                    escaped(entry, problems);
                }
            }
            Item::Number(_) | Item::Flag(_) | Item::Other => {}
        }
    }
}

/// The key around a mistake, where the mistake is a letter that keys may have only in quotes.
fn bare_key(text: &str, span: Span) -> Option<(&str, Span)> {
    let at = span.start as usize;
    let (before, after) = (text.get(..at)?, text.get(at..)?);
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    if !after.starts_with(|c: char| c.is_alphabetic() && !c.is_ascii()) {
        return None;
    }
    let start =
        before.rfind(|c| !is_plain(c)).map_or(0, |end| end + before[end..].chars().next().map_or(1, char::len_utf8));
    let end = at + after.find(|c| !is_plain(c)).unwrap_or(after.len());
    let is_key = text[end..].trim_start_matches([' ', '\t']).starts_with(['=', '.', ']']);
    is_key.then(|| (&text[start..end], to_span(start..end)))
}

fn entries(table: &DeTable<'_>) -> Vec<Entry> {
    let mut entries: Vec<Entry> = table
        .iter()
        .map(|(key, value)| Entry {
            key: key.get_ref().to_string(),
            key_span: to_span(key.span()),
            value: Located { span: to_span(value.span()), item: item(value.get_ref()) },
        })
        .collect();
    entries.sort_by_key(|entry| entry.key_span);
    entries
}

fn item(value: &DeValue<'_>) -> Item {
    match value {
        DeValue::String(text) => Item::Text(text.to_string()),
        DeValue::Integer(number) => number.to_string().parse().map_or(Item::Other, Item::Number),
        DeValue::Float(number) => number.to_string().parse().map_or(Item::Other, Item::Number),
        DeValue::Boolean(flag) => Item::Flag(*flag),
        DeValue::Datetime(_) => Item::Other,
        DeValue::Array(items) => Item::List(
            items.iter().map(|value| Located { span: to_span(value.span()), item: item(value.get_ref()) }).collect(),
        ),
        DeValue::Table(table) => Item::Table(entries(table)),
    }
}

fn to_span(range: std::ops::Range<usize>) -> Span {
    let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Span::new(offset(range.start), offset(range.end))
}
