//! Lines that fit a screen.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Lines no wider than the screen, broken between words.
pub(in crate::render) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let pieces = words(text).map(|word| Piece { word, goes_on: false });
    for_lines(pieces, width, |line| lines.push(line.to_owned()));
    lines
}

/// Lines no wider than the screen whatever the words: one that is wider is broken where its parts meet.
pub(super) fn wrap_within(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for_lines_within(text, width, |line| lines.push(line.to_owned()));
    lines
}

/// The same lines, one after another, for what writes them at once.
pub(super) fn for_lines_within(text: &str, width: usize, write: impl FnMut(&str)) {
    for_lines(words(text).flat_map(|word| parts(word, width)), width, write);
}

/// A word, or a part of one that is too wide.
struct Piece<'t> {
    word: &'t str,
    /// Whether it goes on with a word that the line before broke off.
    goes_on: bool,
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

fn for_lines<'t>(pieces: impl Iterator<Item = Piece<'t>>, width: usize, mut write: impl FnMut(&str)) {
    let mut line = String::new();
    let mut used = 0;
    for Piece { word, goes_on } in pieces {
        let length = columns(word);
        if goes_on || (used > 0 && used + 1 + length > width) {
            write(&line);
            line.clear();
            used = 0;
        }
        if used > 0 {
            line.push(' ');
            used += 1;
        }
        line.push_str(word);
        used += length;
    }
    write(&line);
}

/// A word as it is, or in parts that fit.
fn parts(word: &str, width: usize) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = Some(word);
    std::iter::from_fn(move || {
        let left = rest?;
        let end = if columns(left) > width { end_of_part(left, width) } else { left.len() };
        let (part, others) = if end == 0 { (left, "") } else { left.split_at(end) };
        rest = Some(others).filter(|others| !others.is_empty());
        Some(Piece { word: part, goes_on: left.len() < word.len() })
    })
}

/// Where the first part ends of a word that is wider than a line: where its own parts meet, or else
/// where the line is full.
fn end_of_part(word: &str, width: usize) -> usize {
    let (mut used, mut fits, mut joint) = (0, 0, None);
    for (at, c) in word.char_indices() {
        used += c.width().unwrap_or(0);
        if used > width {
            break;
        }
        fits = at + c.len_utf8();
        if matches!(c, '-' | '.' | '/' | '_' | ':') {
            joint = Some(fits);
        }
    }
    joint.unwrap_or(fits)
}

/// How many columns a word takes.
fn columns(word: &str) -> usize {
    let is_plain = word.bytes().all(|byte| byte.is_ascii_graphic());
    if is_plain { word.len() } else { word.width() }
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
