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

/// The span of the value that begins at or right after a place and says this; nothing where what
/// stands there says something else.
#[must_use]
pub(super) fn extent(text: &str, start: u32, value: &str, quotes: Quotes) -> Option<Span> {
    let rest = text.get(start as usize..)?;
    let rest = rest.trim_start_matches(is_blank);
    let from = text.len() - rest.len();
    let length = match quotes {
        Quotes::Plain => plain(rest, value)?,
        Quotes::Single => quoted(rest, value, '\'')?,
        Quotes::Double => quoted(rest, value, '"')?,
    };
    let offset = |at: usize| u32::try_from(at).ok();
    Some(Span::new(offset(from)?, offset(from + length)?))
}

/// The span of the value that says this and comes next after a place, beyond the signs between.
#[must_use]
pub(super) fn extent_after(text: &str, place: u32, value: &str, quotes: Quotes) -> Option<Span> {
    let mut at = place;
    loop {
        if let Some(found) = extent(text, at, value, quotes) {
            return Some(found);
        }
        let sign = text.get(at as usize..)?.chars().next()?;
        if !is_blank(sign) && !matches!(sign, ',' | ':' | '?' | '-' | '[' | ']' | '{' | '}') {
            return None;
        }
        at += 1;
    }
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
            let span = extent(text, 0, value, quotes).expect("it is there");
            assert_eq!(span.end, end, "{text}");
        }
        for (text, value, quotes) in [
            ("a # b", "a # b", Quotes::Plain),
            ("`-\n ne", "ne", Quotes::Plain),
            ("'a' b", "ab", Quotes::Single),
            ("\"a", "a", Quotes::Double),
        ] {
            assert_eq!(extent(text, 0, value, quotes), None, "{text}");
        }
    }
}
