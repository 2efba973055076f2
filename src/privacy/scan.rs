//! Finds identity numbers in any text, however the digits are written: with a space or a hyphen
//! before the last five, over two lines, as escapes, in wide digits.
//!
//! Digits that are part of something longer are left alone: longer numbers, decimals, numbers in
//! several groups, digests.

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::char::decompose_compatible;

use super::identity::is_identity_number;

/// Where identity numbers stand in a text, in bytes, in the order they stand.
///
/// A backslash may begin an escape or stand for itself, depending on the quotes around it: both
/// are tried.
#[must_use]
pub fn identity_numbers(text: &str) -> Vec<Range<usize>> {
    let mut found = scan(text, true);
    if text.contains('\\') {
        found.extend(scan(text, false));
        found.sort_by_key(|place| (place.start, place.end));
        found.dedup_by(|next, kept| {
            let overlaps = next.start < kept.end;
            kept.end = if overlaps { kept.end.max(next.end) } else { kept.end };
            overlaps
        });
    }
    found
}

fn scan(text: &str, escapes: bool) -> Vec<Range<usize>> {
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
            Piece::Invisible => {}
        }
        at += length;
    }
    scanner.other('\n', text, at);
    scanner.found
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
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' => {
            Piece::Invisible
        }
        _ if character.is_numeric() => {
            let mut plain = None;
            decompose_compatible(character, |part| plain = Some(part).filter(|_| plain.is_none()));
            plain.filter(char::is_ascii_digit).map_or(Piece::Other(character), |part| Piece::Digit(digit(part)))
        }
        _ => Piece::Other(character),
    }
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

/// Digits that stand together.
#[derive(Debug, Clone, Copy)]
struct Run {
    digits: [u8; 11],
    /// How many there are, also beyond those that are kept.
    length: usize,
    start: usize,
    end: usize,
    lead: Lead,
    /// The point, comma or hyphen between the digits before and these, and how many they were.
    joint: Option<(char, usize)>,
}

/// What stands right before a run of digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Lead {
    #[default]
    Nothing,
    /// Letters; whether all are such as digests have.
    Letters { hexadecimal: bool },
    /// Letters and digits.
    Mixed,
}

impl Lead {
    fn and(self, character: char) -> Self {
        let hexadecimal = character.is_ascii_hexdigit();
        match self {
            _ if !character.is_alphabetic() => Self::Nothing,
            Self::Nothing => Self::Letters { hexadecimal },
            Self::Letters { hexadecimal: earlier } => Self::Letters { hexadecimal: earlier && hexadecimal },
            Self::Mixed => Self::Mixed,
        }
    }
}

/// What stands between six digits and the next.
#[derive(Debug, Clone, Copy, Default)]
struct Gap {
    blanks: usize,
    hyphens: usize,
    breaks: usize,
}

impl Gap {
    /// One space or hyphen, or a hyphen between spaces; over several lines any indentation, as a
    /// text on several lines is read as one.
    const fn joins(self) -> bool {
        match (self.breaks, self.hyphens) {
            (0, 0) => self.blanks == 1 || self.blanks == 2,
            (0, 1) => self.blanks <= 2,
            (_, hyphens) => hyphens <= 1,
        }
    }
}

#[derive(Default)]
struct Scanner {
    run: Option<Run>,
    /// Six digits that may be the first part, and what has followed them.
    six: Option<(Run, Gap)>,
    lead: Lead,
    joint: Option<(char, usize)>,
    found: Vec<Range<usize>>,
}

impl Scanner {
    /// Whether no digits are waiting for what follows them.
    const fn is_idle(&self) -> bool {
        self.run.is_none() && self.six.is_none()
    }

    /// Passes over ASCII without digits while idle: only the letters at its end can matter.
    fn pass(&mut self, text: &str) {
        self.joint = None;
        let word = match text.rfind(|character: char| !character.is_alphabetic()) {
            Some(before) => {
                self.lead = Lead::Nothing;
                &text[before + 1..]
            }
            None => text,
        };
        self.lead = word.chars().fold(self.lead, Lead::and);
    }

    fn digit(&mut self, digit: u8, start: usize, end: usize) {
        let fresh = Run { digits: [0; 11], length: 0, start, end, lead: self.lead, joint: self.joint };
        let run = self.run.get_or_insert(fresh);
        if let Some(place) = run.digits.get_mut(run.length) {
            *place = digit;
        }
        run.length += 1;
        run.end = end;
    }

    fn other(&mut self, character: char, text: &str, at: usize) {
        self.joint = None;
        if let Some(run) = self.run.take() {
            self.close(&run, character, text, at);
            self.lead = if character.is_alphabetic() { Lead::Mixed } else { Lead::Nothing };
            self.joint = matches!(character, '.' | ',' | '-').then_some((character, run.length));
        } else {
            self.lead = self.lead.and(character);
        }
        if let Some((_, gap)) = &mut self.six {
            match character {
                ' ' | '\t' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' => gap.blanks += 1,
                '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' => gap.hyphens += 1,
                '\n' | '\r' => gap.breaks += 1,
                _ => self.six = None,
            }
        }
    }

    fn close(&mut self, run: &Run, next: char, text: &str, at: usize) {
        let before = self.six.take();
        match (run.length, before) {
            (11, _) if is_identity_number(&run.digits) && run.stands_alone(run, next, text, at) => {
                self.found.push(run.start..run.end);
            }
            (6, _) => self.six = Some((*run, Gap::default())),
            (5, Some((six, gap))) if gap.joins() => {
                let mut digits = six.digits;
                digits[6..].copy_from_slice(&run.digits[..5]);
                let chained =
                    six.joint.is_some_and(|(joint, _)| joint == '-') || (next == '-' && follows_digit(text, at + 1));
                if is_identity_number(&digits) && !chained && six.stands_alone(run, next, text, at) {
                    self.found.push(six.start..run.end);
                }
            }
            _ => {}
        }
    }
}

impl Run {
    /// Whether digits from here to the end of the last run are no part of something longer.
    fn stands_alone(&self, last: &Self, next: char, text: &str, at: usize) -> bool {
        let decimal_before = self.joint.is_some_and(|(joint, length)| joint != '-' && length != 11);
        let digits_after = |at: usize| text[at..].bytes().take_while(u8::is_ascii_digit).count();
        let decimal_after = matches!(next, '.' | ',') && !matches!(digits_after(at + 1), 0 | 11);
        if decimal_before || decimal_after || (self.start < last.start && last.lead != Lead::Nothing) {
            return false;
        }
        let tail = if next.is_alphabetic() { &text[at..] } else { "" };
        let mut letters = 0;
        let mut hexadecimal = true;
        for character in tail.chars().take_while(|character| character.is_alphanumeric()) {
            if character.is_numeric() {
                return false;
            }
            letters += 1;
            hexadecimal &= character.is_ascii_hexdigit();
        }
        match self.lead {
            Lead::Mixed => false,
            Lead::Nothing => letters == 0 || !hexadecimal,
            Lead::Letters { hexadecimal: before } => !(before && hexadecimal),
        }
    }
}

fn follows_digit(text: &str, at: usize) -> bool {
    text.as_bytes().get(at).is_some_and(u8::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The number of a test person that public code publishes as such.
    const NUMBER: &str = "16057902284";

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
            "１６０５７９０２２８４",
            "1605\u{200b}7902284",
            "C:\\16057902284",
            "\\u16057902284",
            "160579\r\n\r\n02284",
            "160579 -\n  02284",
        ] {
            let found = identity_numbers(text);
            assert!(!found.is_empty(), "{text}");
            let masked = mask(text);
            assert_eq!(masked.len(), text.len());
            assert_eq!(masked.chars().count(), text.chars().count());
            assert!(identity_numbers(&masked).is_empty(), "{masked}");
        }
        assert_eq!(mask("æ 160579 02284 å"), "æ xxxxxx xxxxx å");
        assert_eq!(identity_numbers(&format!("{NUMBER} og {NUMBER}")).len(), 2);
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
            "160579   02284",
            "160579/02284",
            "1605 79 02284",
            "1605.79.02284",
        ] {
            assert!(identity_numbers(text).is_empty(), "{text}");
        }
    }
}
