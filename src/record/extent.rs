//! Where a value written without a block begins and ends: the parser tells only its first line, and
//! what it says of quotes over several lines is not to be relied on.

use crate::source::Span;

/// How a value is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Quotes {
    /// None.
    Plain,
    /// `'…'`.
    Single,
    /// `"…"`.
    Double,
}

/// The span of the value that says this and comes next after a place, beyond blanks, comments and the
/// signs between values; nothing where something else comes next.
#[must_use]
pub(super) fn next_value(text: &str, after: u32, value: &str, quotes: Quotes) -> Option<Span> {
    let mut at = after as usize;
    loop {
        at = skip_unsaid(text, at);
        let rest = text.get(at..)?;
        let length = match quotes {
            Quotes::Plain => plain(rest, value),
            Quotes::Single => quoted(rest, value, '\''),
            Quotes::Double => quoted(rest, value, '"'),
        };
        if let Some(length) = length {
            return span(at, at + length);
        }
        rest.starts_with([',', ':', '?', '-', '.', '[', ']', '{', '}']).then_some(())?;
        at += 1;
    }
}

/// The place of the bracket that opens what comes next after a place, where one does.
#[must_use]
pub(super) fn next_opening(text: &str, after: u32) -> Option<u32> {
    let mut at = skip_unsaid(text, after as usize);
    while text.get(at..)?.starts_with([',', ':', '?', '-', '.']) {
        at = skip_unsaid(text, at + 1);
    }
    text.get(at..)?.starts_with(['[', '{']).then(|| u32::try_from(at).ok())?
}

/// The end of the bracket that closes after a place, with nothing but signs before it.
#[must_use]
pub(super) fn next_closing(text: &str, after: u32) -> Option<u32> {
    let mut at = skip_unsaid(text, after as usize);
    while text.get(at..)?.starts_with([',', ':', '?']) {
        at = skip_unsaid(text, at + 1);
    }
    text.get(at..)?.starts_with([']', '}']).then(|| u32::try_from(at + 1).ok())?
}

/// The first place from here that is neither blank nor part of a comment or of a directive.
fn skip_unsaid(text: &str, from: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = from;
    while let Some(byte) = bytes.get(at) {
        let before = at.checked_sub(1).and_then(|before| bytes.get(before));
        let opens_line = before.is_none_or(|byte| matches!(byte, b'\n' | b'\r'));
        let after_blank = opens_line || matches!(before, Some(b' ' | b'\t' | b',' | b'[' | b'{' | 0xbf));
        match byte {
            b' ' | b'\t' | b'\n' | b'\r' => at += 1,
            b'#' if after_blank => at += line_length(&bytes[at..]),
            b'%' if opens_line => at += line_length(&bytes[at..]),
            _ => break,
        }
    }
    at
}

fn line_length(bytes: &[u8]) -> usize {
    bytes.iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(bytes.len())
}

fn span(start: usize, end: usize) -> Option<Span> {
    Some(Span::new(u32::try_from(start).ok()?, u32::try_from(end).ok()?))
}

/// The length of words that say a value. A comment is never part of it.
fn plain(text: &str, value: &str) -> Option<usize> {
    let mut wanted = value.chars().filter(|c| !is_blank(*c));
    let (mut length, mut after_blank) = (0, false);
    let mut next = wanted.next();
    for (at, c) in text.char_indices() {
        let Some(expected) = next else { break };
        if is_blank(c) {
            after_blank = true;
        } else if c != expected || (after_blank && c == '#') {
            return None;
        } else {
            length = at + c.len_utf8();
            after_blank = false;
            next = wanted.next();
        }
    }
    next.is_none().then_some(length)
}

/// The length of a quoted value, quotes included.
fn quoted(text: &str, value: &str, quote: char) -> Option<usize> {
    let inside = text.strip_prefix(quote)?;
    let mut characters = inside.char_indices().peekable();
    let mut escaped = false;
    while let Some((at, c)) = characters.next() {
        match c {
            '\\' if quote == '"' => {
                escaped = true;
                characters.next();
            }
            _ if c != quote => {}
            '\'' if characters.peek().is_some_and(|(_, next)| *next == quote) => {
                characters.next();
            }
            _ => {
                let written = inside[..at].replace("''", if quote == '\'' { "'" } else { "''" });
                let says = |text: &str| text.chars().filter(|c| !is_blank(*c)).collect::<String>();
                return (escaped || says(&written) == says(value)).then_some(at + 2);
            }
        }
    }
    None
}

const fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_end_where_they_say_what_they_say() {
        for (text, value, quotes, end) in [
            ("multi\n  line, a: b", "multi line", Quotes::Plain, 12),
            ("\"double\n quoted\", 'x'", "double quoted", Quotes::Double, 16),
            (" 'it''s\n so' x", "it's so", Quotes::Single, 12),
            ("\"a\\\"b\" c", "a\"b", Quotes::Double, 6),
            ("''", "", Quotes::Single, 2),
        ] {
            let span = next_value(text, 0, value, quotes).expect("it is there");
            assert_eq!(span.end, end, "{text}");
        }
        for (text, value, quotes) in [
            ("a # b", "a # b", Quotes::Plain),
            ("`-\n ne", "ne", Quotes::Plain),
            ("'a' b", "ab", Quotes::Single),
            ("\"a", "a", Quotes::Double),
        ] {
            assert_eq!(next_value(text, 0, value, quotes), None, "{text}");
        }
    }
}
