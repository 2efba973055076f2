//! Texts that are read, and places in them.

use std::ops::Range;
use std::string::FromUtf8Error;
use std::sync::OnceLock;

use crate::blocks::blocks;
use crate::privacy::{identity_numbers, mask, masked};

/// A text with the name it is shown under. It never holds an identity number: the digits of each
/// are masked as the source is made, and its place is kept, so that readers can refuse it.
#[derive(Debug)]
pub struct Source {
    name: String,
    text: String,
    masked: Vec<Span>,
    lines: OnceLock<Vec<u32>>,
    /// How many characters begin before each block of [`COUNTED`] bytes, so that a column far into a
    /// long line is told as quickly as any other.
    characters: OnceLock<Vec<u32>>,
}

/// The bytes of a block whose characters are counted once.
const COUNTED: usize = 256;

/// A range of bytes in a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// A place for people: lines and columns from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1.
    pub line: u32,
    /// The column, from 1, in characters.
    pub column: u32,
}

/// Why bytes could not become a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreadable {
    /// The bytes are not UTF-8; the first wrong one is here.
    NotUtf8(Position),
    /// The file is larger than [`Source::LIMIT`].
    TooLarge,
}

/// Whether a character acts unseen: it could steer a terminal, or turn the direction of writing so
/// that a sentence reads as another one; or XML forbids it.
#[must_use]
pub fn acts_unseen(c: char) -> bool {
    // Almost every character is one of these, and is told at once.
    let is_plain = matches!(c, ' '..='~');
    let is_mark = matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{fffe}' | '\u{ffff}');
    !is_plain && (c.is_control() || turns(c) || is_mark)
}

/// Whether a character may not stand in a file that is read: control characters other than tabs and
/// line breaks, those that turn the direction of writing for what follows, and what is no character.
/// Marks of direction may stand in a name.
#[must_use]
pub fn is_forbidden(c: char) -> bool {
    let control = c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{85}');
    control || turns(c) || matches!(c, '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

/// The characters of a text that may not stand in a file, each with its place.
pub fn forbidden_in(text: &str) -> impl Iterator<Item = (usize, char)> + '_ {
    let places = blocks(text, |[byte, ..]| may_begin_forbidden(byte)).flatten();
    let places = places.filter(|at| may_begin_forbidden(text.as_bytes()[*at]));
    places.filter_map(|at| text[at..].chars().next().filter(|c| is_forbidden(*c)).map(|c| (at, c)))
}

/// Whether a byte can begin a character that may not stand in a file.
#[allow(clippy::needless_bitwise_bool, reason = "without branches, many bytes are asked at once")]
const fn may_begin_forbidden(byte: u8) -> bool {
    let is_control = (byte < b' ') & (byte != b'\t') & (byte != b'\n') & (byte != b'\r');
    is_control | (byte == 0x7f) | (byte == 0xc2) | (byte == 0xe2) | (byte == 0xef)
}

const fn turns(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A kibibyte.
pub const KIB: usize = 1024;
/// A mebibyte.
pub const MIB: usize = 1024 * KIB;

/// A limit in bytes, as it is shown.
#[must_use]
pub fn shown_size(bytes: usize) -> String {
    if bytes >= MIB { format!("{} MiB", bytes / MIB) } else { format!("{} KiB", bytes / KIB) }
}

impl Span {
    /// The span of these bytes.
    #[must_use]
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }

    /// The bytes as a range for slicing.
    #[must_use]
    pub const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

impl Source {
    /// The largest file that is read, in bytes. A full record is some ten thousand.
    pub const LIMIT: u64 = 16 * MIB as u64;

    /// A source with this text, under a name with forward slashes.
    #[must_use]
    pub fn new(name: impl Into<String>, text: String) -> Self {
        let name = mask(&name.into().replace('\\', "/")).into_owned();
        let found = identity_numbers(&text);
        let text = if found.is_empty() { text } else { masked(&text, &found) };
        let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let masked = found.iter().map(|place| Span::new(offset(place.start), offset(place.end))).collect();
        Self { name, text, masked, lines: OnceLock::new(), characters: OnceLock::new() }
    }

    /// A source from the bytes of a file.
    ///
    /// # Errors
    /// When the bytes are not UTF-8, or more than [`Source::LIMIT`].
    pub fn from_bytes(name: impl Into<String>, bytes: Vec<u8>) -> Result<Self, Unreadable> {
        if bytes.len() as u64 > Self::LIMIT {
            return Err(Unreadable::TooLarge);
        }
        String::from_utf8(bytes)
            .map(|text| Self::new(name, text))
            .map_err(|error| Unreadable::NotUtf8(first_wrong(&error)))
    }

    /// The name the source is shown under.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text, with a byte order mark if the file has one.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where identity numbers stood, in the order they stand.
    #[must_use]
    pub fn masked(&self) -> &[Span] {
        &self.masked
    }

    /// The length in bytes of a leading byte order mark.
    #[must_use]
    pub fn mark_length(&self) -> usize {
        if self.text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 }
    }

    /// The text of a span.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// The place of a byte. A byte order mark takes no column.
    #[must_use]
    pub fn position(&self, offset: u32) -> Position {
        let line = self.line(offset);
        let start = self.starts()[line as usize - 1];
        let before = self.characters_before(offset.max(start)) - self.characters_before(start);
        Position { line, column: before.saturating_add(1) }
    }

    /// The line of a byte, from 1.
    #[must_use]
    pub fn line(&self, offset: u32) -> u32 {
        let line = self.starts().partition_point(|start| *start <= offset).max(1);
        u32::try_from(line).unwrap_or(u32::MAX)
    }

    fn starts(&self) -> &[u32] {
        self.lines.get_or_init(|| line_starts(&self.text, self.mark_length()))
    }

    /// How many characters begin before a byte.
    fn characters_before(&self, offset: u32) -> u32 {
        let bytes = self.text.as_bytes();
        let begun = |bytes: &[u8]| {
            let begins = bytes.iter().filter(|byte| **byte & 0b1100_0000 != 0b1000_0000);
            u32::try_from(begins.count()).unwrap_or(u32::MAX)
        };
        let blocks = self.characters.get_or_init(|| {
            let counts = bytes.chunks(COUNTED).scan(0, |sum, block| {
                let before = *sum;
                *sum += begun(block);
                Some(before)
            });
            counts.collect()
        });
        let offset = (offset as usize).min(bytes.len());
        let block = (offset / COUNTED).min(blocks.len().saturating_sub(1));
        blocks.get(block).copied().unwrap_or(0) + begun(&bytes[block * COUNTED..offset])
    }

    /// The span of a line, without its line break. Lines count from 1.
    #[must_use]
    pub fn line_span(&self, line: u32) -> Span {
        let starts = self.starts();
        let index = (line as usize).clamp(1, starts.len());
        let start = starts[index - 1];
        let end = starts.get(index).map_or(self.text.len(), |next| *next as usize);
        let kept = self.text[start as usize..end].trim_end_matches(['\n', '\r']).len();
        Span::new(start, start + u32::try_from(kept).unwrap_or(0))
    }
}

/// Where the first byte stands that is no part of a text.
fn first_wrong(error: &FromUtf8Error) -> Position {
    let valid = error.utf8_error().valid_up_to();
    let before = std::str::from_utf8(&error.as_bytes()[..valid]).unwrap_or_default().to_owned();
    Source::new("", before).position(u32::try_from(valid).unwrap_or(u32::MAX))
}

/// The offset of every line's first byte; the first line begins after a byte order mark.
fn line_starts(text: &str, mark: usize) -> Vec<u32> {
    let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
    std::iter::once(mark).chain(breaks).filter_map(|at| u32::try_from(at).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_after_norwegian_letters() {
        let source = Source::new("a.yaml", "æøå: x\r\nråd: y\n".to_owned());
        assert_eq!(source.position(8), Position { line: 1, column: 6 });
        assert_eq!(source.position(17), Position { line: 2, column: 6 });
        assert_eq!(source.slice(source.line_span(2)), "råd: y");
    }

    #[test]
    fn every_forbidden_character_is_found_in_a_text() {
        for c in '\0'..=char::MAX {
            let found: Vec<(usize, char)> = forbidden_in(&format!("å{c}b")).collect();
            assert_eq!(found, if is_forbidden(c) { vec![(2, c)] } else { Vec::new() }, "U+{:04X}", u32::from(c));
        }
    }

    #[test]
    fn forbidden_characters_are_found_wherever_they_stand() {
        for before in 0..200 {
            let text = "e".repeat(before) + "\u{202e}" + &"e".repeat(70);
            assert_eq!(forbidden_in(&text).collect::<Vec<_>>(), [(before, '\u{202e}')]);
        }
    }

    #[test]
    fn a_byte_order_mark_takes_no_column() {
        let source = Source::new("a.yaml", "\u{feff}navn: x\n".to_owned());
        assert_eq!(source.position(3), Position { line: 1, column: 1 });
    }

    #[test]
    fn bytes_that_are_not_utf8_are_located() {
        let error = Source::from_bytes("a.yaml", b"r\xc3\xa5d:\n  bl\xe5: 1\n".to_vec()).expect_err("latin-1 å");
        assert_eq!(error, Unreadable::NotUtf8(Position { line: 2, column: 5 }));
    }
}
