//! How far keys and values reach as a reader sees them, where the YAML parser tells others.

use crate::source::{Source, Span};

/// A list from its first dash: below a key that is no further in, the parser tells the first item.
pub(super) fn with_dash(source: &Source, span: Span) -> Span {
    let text = source.text();
    let before = text.get(..span.start as usize).unwrap_or_default().trim_end();
    let has_dash = text[span.start as usize..].starts_with('-') || !before.ends_with('-');
    let start = if has_dash { span.start } else { u32::try_from(before.len() - 1).unwrap_or(span.start) };
    Span::new(start, span.end)
}

/// The sign that the parser takes for a comment right after a key in quotes and its colon: YAML
/// wants a blank before it.
pub(super) fn comment_after_colon(source: &Source, key: Span) -> Option<Span> {
    let is_quoted = source.slice(key).ends_with(['"', '\'']);
    let after = source.text().get(key.end as usize..).filter(|_| is_quoted)?;
    let blanks = after.len() - after.trim_start_matches(' ').len();
    let sign = key.end + u32::try_from(blanks).ok()? + 1;
    after[blanks..].starts_with(":#").then(|| Span::new(sign, sign + 1))
}

/// A text in lines of its own, from the sign that begins it to its last word.
pub(super) fn with_header(source: &Source, span: Span) -> Span {
    let text = source.text();
    let header = text.get(..span.start as usize).and_then(|before| before.rfind(['|', '>']));
    let start = header.and_then(|at| u32::try_from(at).ok()).unwrap_or(span.start);
    let blank = source.slice(span).len() - source.slice(span).trim_end().len();
    Span::new(start, span.end - u32::try_from(blank).unwrap_or(0))
}

/// A span with something to point at: at least one character, at most one line.
pub(super) fn visible(source: &Source, span: Span) -> Span {
    let text = source.text();
    let line = source.line_span(source.line(span.start));
    let (first, last) = (line.start as usize, line.end.max(line.start) as usize);
    let start = (span.start as usize).clamp(first, last);
    let start = (first..=start).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(first);
    let end = (span.end as usize).clamp(start, last);
    let end = (end..=last).find(|at| text.is_char_boundary(*at)).unwrap_or(last);
    Span::new(u32::try_from(start).unwrap_or(0), u32::try_from(end).unwrap_or(0))
}
