//! Lines that fit a screen.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Lines no wider than the screen, broken between words.
pub(in crate::render) fn wrap(text: &str, width: usize) -> Vec<String> {
    lines(words(text).map(|word| vec![word]), width)
}

/// Lines no wider than the screen whatever the words: one that is wider is broken where its parts meet.
pub(super) fn wrap_within(text: &str, width: usize) -> Vec<String> {
    lines(words(text).map(|word| parts(word, width)), width)
}

/// The words; a section sign stays with its number.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text.trim_start();
    std::iter::from_fn(move || {
        let start = if rest.starts_with("§ ") { "§ ".len() } else { 0 };
        let length = rest[start..].find(char::is_whitespace).map_or(rest.len(), |at| start + at);
        let (word, others) = rest.split_at(length);
        rest = others.trim_start();
        (!word.is_empty()).then_some(word)
    })
}

/// Words, each in one part or several with a new line before every further one.
fn lines<'t>(words: impl Iterator<Item = Vec<&'t str>>, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for parts in words {
        for (position, part) in parts.into_iter().enumerate() {
            let length = part.width();
            if position > 0 || (used > 0 && used + 1 + length > width) {
                lines.push(String::new());
                used = 0;
            }
            if let Some(line) = lines.last_mut() {
                if used > 0 {
                    line.push(' ');
                    used += 1;
                }
                line.push_str(part);
            }
            used += length;
        }
    }
    lines
}

/// A word as it is, or in parts that fit.
fn parts(word: &str, width: usize) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = word;
    while rest.width() > width {
        let (mut used, mut fits, mut joint) = (0, 0, None);
        for (at, c) in rest.char_indices() {
            used += c.width().unwrap_or(0);
            if used > width {
                break;
            }
            fits = at + c.len_utf8();
            if matches!(c, '-' | '.' | '/' | '_' | ':') {
                joint = Some(fits);
            }
        }
        let (part, others) = rest.split_at(joint.unwrap_or(fits));
        if part.is_empty() {
            break;
        }
        parts.push(part);
        rest = others;
    }
    parts.push(rest);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_wider_than_the_screen_breaks_where_its_parts_meet() {
        assert_eq!(
            wrap_within("a rule [council-has-mandate] here", 12),
            ["a rule", "[council-", "has-mandate]", "here"]
        );
        assert_eq!(wrap_within("øøøøøøøø", 5), ["øøøøø", "øøø"]);
        assert_eq!(wrap("the Act § 3", 9), ["the Act", "§ 3"]);
        assert_eq!(wrap_within("one two", 7), ["one two"]);
        assert_eq!(wrap("[council-has-mandate]", 5), ["[council-has-mandate]"]);
    }
}
