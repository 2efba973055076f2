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

/// The first tab in the line's indentation, or in the line after.
pub(super) fn tab_near(source: &Source, at: u32) -> Option<Span> {
    let line = source.line(at);
    [line, line + 1, line.saturating_sub(1)].into_iter().find_map(|line| {
        let span = source.line_span(line);
        let text = source.slice(span);
        let indent = &text[..text.len() - text.trim_start().len()];
        let tab = u32::try_from(indent.find('\t')?).ok()?;
        Some(Span::new(span.start + tab, span.start + tab + 1))
    })
}

/// The last quote that opens a value before a place: after a colon, a dash or a bracket.
pub(super) fn opening_quote(source: &Source, from: u32, at: u32) -> Option<Span> {
    let text = source.text().get(..at as usize + 1).or(Some(source.text()))?;
    let from = (from as usize).min(text.len());
    let found = text.get(from..)?.char_indices().find(|(_, c)| matches!(c, '"' | '\''))?;
    let start = u32::try_from(from + found.0).ok()?;
    Some(Span::new(start, start + 1))
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
    let text = source.text();
    let (mut open, mut quote, mut before) = (Vec::new(), None, '\n');
    let mut characters = text.get(..at as usize).unwrap_or(text).char_indices();
    // What opens a value stands first on its line or after what introduces one.
    let introduces = |before: char| matches!(before, '\n' | ':' | '-' | '[' | '{' | ',');
    while let Some((position, c)) = characters.next() {
        match (c, quote) {
            ('\\', Some('"')) => {
                let _ = characters.next();
            }
            (c, Some(closing)) => quote = quote.filter(|_| c != closing),
            ('"' | '\'', None) if introduces(before) => quote = Some(c),
            ('#', None) if text[..position].ends_with(char::is_whitespace) => {
                let _ = characters.by_ref().find(|(_, c)| *c == '\n');
            }
            ('[' | '{', None) if introduces(before) => open.push(position),
            (']' | '}', None) => {
                let _ = open.pop();
            }
            _ => {}
        }
        if !matches!(c, ' ' | '\t' | '\r') && (c != '\n' || open.is_empty()) {
            before = c;
        }
    }
    let start = u32::try_from(open.pop()?).ok()?;
    Some(Span::new(start, start + 1))
}
