//! Finds identity numbers in any text, however the digits are written: with a space or a hyphen
//! before the last five, over two lines, as escapes, in wide digits.
//!
//! Digits that are part of something longer are left alone: longer numbers, decimals, numbers in
//! several groups, digests.

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::char::decompose_compatible;

use super::runs::{Scanner, digits_from};
use crate::blocks::{are_digits, blocks};

/// Where identity numbers stand in a text, in bytes, in the order they stand.
///
/// A backslash may begin an escape or stand for itself, depending on the quotes around it, and a
/// character that is not seen may be taken away or shown as a mark: each is tried both ways.
#[must_use]
pub fn identity_numbers(text: &str) -> Vec<Range<usize>> {
    let mut found = standing_alone(text);
    // What one way of reading joined to a number may stand alone once that is covered.
    for _ in 0..MOST_LOOKS {
        let more = if found.is_empty() { Vec::new() } else { standing_alone(&masked(text, &found)) };
        if more.is_empty() {
            break;
        }
        found.extend(more);
        merge(&mut found);
    }
    found
}

/// How many times a text is looked over again, so that none takes long.
const MOST_LOOKS: usize = 4;

/// Puts places in order, and those that overlap together.
fn merge(places: &mut Vec<Range<usize>>) {
    places.sort_by_key(|place| (place.start, place.end));
    places.dedup_by(|next, kept| {
        let overlaps = next.start < kept.end;
        kept.end = if overlaps { kept.end.max(next.end) } else { kept.end };
        overlaps
    });
}

/// Where those stand that are no part of something longer.
fn standing_alone(text: &str) -> Vec<Range<usize>> {
    if !may_hold_any(text) {
        return Vec::new();
    }
    let both = |is_there: bool| if is_there { &[true, false][..] } else { &[true][..] };
    let unseen = both(!text.is_ascii() && text.chars().any(is_invisible));
    let mut found = Vec::new();
    for escapes in both(text.contains('\\')) {
        found.extend(unseen.iter().flat_map(|joins| scan(text, *escapes, *joins)));
    }
    merge(&mut found);
    found
}

/// Whether a text holds eleven digits together, or six and then five, or anything that may stand for
/// a digit or go unseen between two. Most texts do not, which one quick look tells.
fn may_hold_any(text: &str) -> bool {
    let bytes = text.as_bytes();
    // Shorter runs than five, passed over or begun in an earlier block, can only part six from five.
    let (mut at, mut before) = (0, 0);
    for block in blocks(text, |five| are_digits(five) | may_stand_for_digit(five[0])) {
        at = at.max(block.start);
        while at < block.end {
            match bytes[at] {
                b'0'..=b'9' => {
                    let run = digits_from(text, at);
                    if run == 11 || (before, run) == (6, 5) {
                        return true;
                    }
                    (at, before) = (at + run, run);
                }
                b'\\' => return true,
                byte if may_stand_for_digit(byte) => match wide(text, at) {
                    (Piece::Other(_), length) => at += length,
                    _ => return true,
                },
                _ => at += 1,
            }
        }
    }
    false
}

/// Whether an escape begins with a byte, or a character that may be a digit or go unseen. What begins
/// with 0xC3 is a letter such as æ, ø or å; what begins lower is ASCII, or goes on.
#[allow(clippy::needless_bitwise_bool, reason = "without branches, many bytes are asked at once")]
const fn may_stand_for_digit(byte: u8) -> bool {
    (byte == b'\\') | ((byte >= 0xc0) & (byte != 0xc3))
}

fn scan(text: &str, escapes: bool, joins: bool) -> Vec<Range<usize>> {
    let mut scanner = Scanner::default();
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let letters = if scanner.is_idle() { without_digits(&bytes[at..]) } else { 0 };
        if letters > 0 {
            scanner.pass(&text[at..at + letters]);
            at += letters;
            continue;
        }
        let (piece, length) = match byte {
            b'0'..=b'9' => (Piece::Digit(byte - b'0'), 1),
            b'\\' if escapes => escape(text, at),
            0..=127 => (Piece::Other(char::from(*byte)), 1),
            _ => wide(text, at),
        };
        match piece {
            Piece::Digit(digit) => scanner.digit(digit, at, at + length),
            Piece::Other(character) => scanner.other(character, text, at),
            Piece::Invisible if joins => {}
            Piece::Invisible => scanner.other('\u{fffd}', text, at),
        }
        at += length;
    }
    scanner.other('\n', text, at);
    scanner.found()
}

/// How many bytes from here are plain ASCII that cannot stand for a digit.
fn without_digits(bytes: &[u8]) -> usize {
    let may_be_digit = |byte: &u8| byte.is_ascii_digit() || *byte == b'\\' || !byte.is_ascii();
    bytes.iter().position(may_be_digit).unwrap_or(bytes.len())
}

/// The text with every digit of an identity number replaced; as many bytes and characters as before.
#[must_use]
pub fn mask(text: &str) -> Cow<'_, str> {
    let found = identity_numbers(text);
    if found.is_empty() { Cow::Borrowed(text) } else { Cow::Owned(masked(text, &found)) }
}

/// The text with the digits in some places replaced.
pub(crate) fn masked(text: &str, places: &[Range<usize>]) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut done = 0;
    for place in places {
        masked.push_str(&text[done..place.start]);
        let mut at = place.start;
        while at < place.end {
            let (piece, length) = match text.as_bytes()[at] {
                digit @ b'0'..=b'9' => (Piece::Digit(digit - b'0'), 1),
                b'\\' => escape(text, at),
                _ => wide(text, at),
            };
            let written = &text[at..at + length];
            if matches!(piece, Piece::Digit(_)) || written.contains(|c: char| c.is_ascii_digit()) {
                masked.extend(written.chars().map(cover));
            } else {
                masked.push_str(written);
            }
            at += length;
        }
        done = place.end;
    }
    masked.push_str(&text[done..]);
    masked
}

/// An `x` as wide in bytes as what it covers, so that every place in the text stays the same.
const fn cover(character: char) -> char {
    match character.len_utf8() {
        1 => 'x',
        2 => 'ˣ',
        3 => 'ｘ',
        _ => '𝐱',
    }
}

/// One character as a reader of the text would see it.
enum Piece {
    Digit(u8),
    /// Nothing that is seen: digits on both sides stand together.
    Invisible,
    Other(char),
}

/// A character outside ASCII, with its length.
fn wide(text: &str, at: usize) -> (Piece, usize) {
    let character = text[at..].chars().next().unwrap_or('\u{fffd}');
    (piece(character), character.len_utf8())
}

fn piece(character: char) -> Piece {
    match character {
        '0'..='9' => Piece::Digit(digit(character)),
        _ if is_invisible(character) => Piece::Invisible,
        _ if character.is_numeric() => {
            let mut plain = None;
            decompose_compatible(character, |part| plain = Some(part).filter(|_| plain.is_none()));
            plain.filter(char::is_ascii_digit).map_or(Piece::Other(character), |part| Piece::Digit(digit(part)))
        }
        _ => Piece::Other(character),
    }
}

/// Whether a character takes no room on a screen.
#[must_use]
pub const fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}'
    )
}

fn digit(character: char) -> u8 {
    character.to_digit(10).and_then(|digit| u8::try_from(digit).ok()).unwrap_or(0)
}

/// What a backslash stands for in quotes, with its length. In a text where it stands for itself,
/// this finds more rather than less.
fn escape(text: &str, at: usize) -> (Piece, usize) {
    let rest = &text.as_bytes()[at + 1..];
    let number = |digits: usize| {
        let written = text.get(at + 2..at + 2 + digits)?;
        let code = written.bytes().all(|byte| byte.is_ascii_hexdigit()).then_some(written)?;
        let character = char::from_u32(u32::from_str_radix(code, 16).ok()?)?;
        Some((piece(character), 2 + digits))
    };
    match rest.first() {
        Some(b'x') => number(2),
        Some(b'u') => number(4),
        Some(b'U') => number(8),
        Some(b' ') => Some((Piece::Other(' '), 2)),
        Some(b'_') => Some((Piece::Other('\u{a0}'), 2)),
        Some(b't') => Some((Piece::Other('\t'), 2)),
        Some(b'n' | b'r' | b'N' | b'L' | b'P') => Some((Piece::Other('\n'), 2)),
        Some(b'\r' | b'\n') => {
            let blank = rest.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
            Some((Piece::Invisible, 1 + blank))
        }
        Some(byte) if byte.is_ascii_punctuation() => Some((Piece::Other(char::from(*byte)), 2)),
        Some(b'a' | b'b' | b'e' | b'f' | b'v') => Some((Piece::Other('\u{fffd}'), 2)),
        _ => None,
    }
    .unwrap_or((Piece::Other('\\'), 1))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::blocks::generated::{config, texts};

    /// The number of a test person that public code publishes as such.
    const NUMBER: &str = "16057902284";

    /// What generated texts are rich in: the number and its parts, however they are written.
    const PIECES: &[&str] = &[
        NUMBER,
        "160579",
        "02284",
        "160579\u{2013}02284",
        "1605\u{200b}7902284",
        "\\x31\\x36057902284",
        "１６０５７９０２２８４",
    ];

    #[test]
    fn numbers_are_found_however_they_are_written() {
        for text in [
            "16057902284",
            "160579 02284",
            "160579-02284",
            "160579\u{a0}02284",
            "160579 – 02284",
            "fnr:16057902284.",
            "fnr16057902284",
            "(16057902284)",
            "16057902284,16057902284",
            "bilde_16057902284_2.jpg",
            "160579\n    02284",
            "\"\\x31\\x36057902284\"",
            "\"1605\\\n   7902284\"",
            "\"\\e16057902284\"",
            "160579\\u002002284",
            "16057902284\u{feff}4",
            "１６０５７９０２２８４",
            "1605\u{200b}7902284",
            "C:\\16057902284",
            "\\u16057902284",
            "160579\r\n\r\n02284",
            "160579 -\n  02284",
            "160579   02284",
            "160579\t\t\t02284",
            "160579 02284-16057902284",
            "160579 02284-160579 02284-16057902284",
            "160579 02284-16057902284.160579 02284-16057902284,16057902284",
        ] {
            let found = identity_numbers(text);
            assert!(!found.is_empty(), "{text}");
            for before in 0..100 {
                assert!(!identity_numbers(&(" ".repeat(before) + text)).is_empty(), "{text} after {before}");
            }
            let masked = mask(text);
            assert_eq!(masked.len(), text.len());
            assert_eq!(masked.chars().count(), text.chars().count());
            assert!(identity_numbers(&masked).is_empty(), "{masked}");
        }
        assert_eq!(mask("æ 160579 02284 å"), "æ xxxxxx xxxxx å");
        assert_eq!(identity_numbers(&format!("{NUMBER} og {NUMBER}")).len(), 2);
    }

    proptest! {
        #![proptest_config(config())]

        #[test]
        fn the_quick_look_passes_over_no_text_with_a_number(text in texts(PIECES)) {
            let is_found = [(true, true), (true, false), (false, true), (false, false)]
                .iter()
                .any(|(escapes, joins)| !scan(&text, *escapes, *joins).is_empty());
            prop_assert!(may_hold_any(&text) || !is_found);
        }

        #[test]
        fn nothing_is_left_of_a_number_once_it_is_covered(text in texts(PIECES)) {
            let masked = mask(&text);
            prop_assert_eq!(masked.len(), text.len());
            prop_assert!(identity_numbers(&masked).is_empty(), "{}", masked);
        }
    }

    #[test]
    fn a_long_row_of_numbers_is_covered_whole() {
        for joint in ["-", ".", ",", ", ", "/", "\u{2013}", "\n"] {
            let row = std::iter::repeat_n("160579 02284-16057902284", 1000).collect::<Vec<_>>().join(joint);
            let masked = mask(&row);
            assert!(!masked.contains(|c: char| c.is_ascii_digit()), "{joint:?}");
        }
    }

    #[test]
    fn digits_that_are_part_of_something_longer_are_left_alone() {
        for text in [
            "116057902284",
            "160579022840",
            "0.16057902284",
            "16057902284.50",
            "2024-160579-02284",
            "160579-02284-1",
            "a16057902284f",
            "x7q16057902284",
            "16057902284b9",
            "160579/02284",
            "1605 79 02284",
            "1605.79.02284",
        ] {
            assert!(identity_numbers(text).is_empty(), "{text}");
        }
    }
}
