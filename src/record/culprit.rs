//! What is likely to blame where YAML stops making sense: the place that a reader would look at.

use crate::source::{Source, Span};

/// Whether a bracket at a place is the first on its line and closes the last that is open.
pub(super) fn closes_first(source: &Source, at: u32) -> bool {
    let line = source.line_span(source.line(at));
    let text = source.slice(line).trim_start();
    let is_here = source.slice(Span::new(at, line.end)).len() == text.len();
    let opened = open_bracket(source, at).map(|span| source.slice(span));
    is_here && matches!((opened, text.chars().next()), (Some("["), Some(']')) | (Some("{"), Some('}')))
}

/// The blank before the first word of a line.
fn indent(line: &str) -> &str {
    &line[..line.len() - line.trim_start().len()]
}

/// What stands first on the line of a place.
pub(super) fn first_on_line(source: &Source, at: u32) -> Span {
    let line = source.line_span(source.line(at));
    let text = source.slice(line);
    let indent = u32::try_from(indent(text).len()).unwrap_or(0);
    let length = text.trim_start().chars().next().map_or(0, char::len_utf8);
    Span::new(line.start + indent, line.start + indent + u32::try_from(length).unwrap_or(1))
}

/// The colon of a text that stands without quotes: the second one on the line of a place.
pub(super) fn colon_in_text(source: &Source, at: u32) -> Option<Span> {
    let span = source.line_span(source.line(at));
    let text = source.slice(span);
    let mut colons = colons(text);
    let (key, second) = (colons.next()?, colons.next()?);
    let value = text[key + 1..].trim_start();
    let is_plain = !value.starts_with(['"', '\'', '[', '{', '|', '>']);
    one(span.start as usize + second).filter(|_| is_plain)
}

/// Where a line begins that has no colon beside one that has: the line of a place, or the one above it.
pub(super) fn without_colon(source: &Source, at: u32) -> Option<Span> {
    let here = source.line(at);
    let text = |line: u32| source.slice(source.line_span(line));
    let says_something = |line: &u32| !matches!(text(*line).trim_start().chars().next(), None | Some('#'));
    let above = (1..here).rev().find(says_something)?;
    let has_colon = |line: u32| colons(text(line)).next().is_some();
    let depth = |line: u32| indent(text(line)).len();
    let is_item = |line: u32| text(line).trim_start().starts_with('-');
    let mut pairs = [(here, above), (above, here)].into_iter().filter(|_| depth(here) == depth(above));
    let (line, _) = pairs.find(|(line, other)| !has_colon(*line) && has_colon(*other) && !is_item(*line))?;
    Some(first_on_line(source, source.line_span(line).start))
}

/// Where the colons of a line stand that end a key: those before a blank or the end of the line.
fn colons(line: &str) -> impl Iterator<Item = usize> + '_ {
    let text = line.find(" #").map_or(line, |comment| &line[..comment]);
    text.match_indices(':')
        .map(|(at, _)| at)
        .filter(|at| matches!(text.as_bytes().get(at + 1), None | Some(b' ' | b'\t')))
}

/// The first tab in the line's indentation, or in the line after.
pub(super) fn tab_near(source: &Source, at: u32) -> Option<Span> {
    let line = source.line(at);
    [line, line + 1, line.saturating_sub(1)].into_iter().find_map(|line| {
        let span = source.line_span(line);
        let text = source.slice(span);
        let tab = u32::try_from(indent(text).find('\t')?).ok()?;
        Some(Span::new(span.start + tab, span.start + tab + 1))
    })
}

/// The last value before a place that opens with a quote and does not close it on its line.
/// Where reading stops after such a line, the quote is the likely cause.
pub(super) fn quote_left_open(source: &Source, at: u32) -> Option<Span> {
    let last = source.line(at);
    (1..=last).rev().take(50).find_map(|line| {
        let span = source.line_span(line);
        let text = source.slice(span);
        let (before, value) = text.split_once(": ").or_else(|| text.split_once("- "))?;
        let quote = value.trim_start().chars().next().filter(|first| matches!(first, '"' | '\''))?;
        let start = before.len() + 2 + (value.len() - value.trim_start().len());
        let closed = text[start + 1..].replace("\\\"", "").matches(quote).count() % 2 == 1;
        let start = span.start + u32::try_from(start).ok()?;
        (!closed).then(|| Span::new(start, start + 1))
    })
}

/// The last bracket before a place that opens a value and is not closed before it.
pub(super) fn open_bracket(source: &Source, at: u32) -> Option<Span> {
    let (brackets, _) = left_open(source, at);
    one(*brackets.last()?)
}

/// The quote that opens a value and is not closed before a place.
pub(super) fn open_quote(source: &Source, at: u32) -> Option<Span> {
    let (_, quote) = left_open(source, at);
    one(quote?)
}

fn one(at: usize) -> Option<Span> {
    let start = u32::try_from(at).ok()?;
    Some(Span::new(start, start + 1))
}

/// The brackets, and the quote, that open a value before a place and are not closed before it.
fn left_open(source: &Source, at: u32) -> (Vec<usize>, Option<usize>) {
    let text = source.text();
    let (mut brackets, mut quote, mut before) = (Vec::new(), None, '\n');
    let mut characters = text.get(..at as usize).unwrap_or(text).char_indices();
    // What opens a value stands first on its line or after what introduces one.
    let introduces = |before: char| matches!(before, '\n' | ':' | '-' | '[' | '{' | ',');
    while let Some((position, c)) = characters.next() {
        match (c, quote) {
            ('\\', Some((_, '"'))) => {
                let _ = characters.next();
            }
            (c, Some((_, closing))) => quote = quote.filter(|_| c != closing),
            ('"' | '\'', None) if introduces(before) => quote = Some((position, c)),
            ('#', None) if text[..position].ends_with(char::is_whitespace) => {
                let _ = characters.by_ref().find(|(_, c)| *c == '\n');
            }
            ('[' | '{', None) if introduces(before) => brackets.push(position),
            (']' | '}', None) => {
                let _ = brackets.pop();
            }
            _ => {}
        }
        if !matches!(c, ' ' | '\t' | '\r') && (c != '\n' || brackets.is_empty()) {
            before = c;
        }
    }
    (brackets, quote.map(|(position, _)| position))
}
