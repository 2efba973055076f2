//! The tables of the built-in rules as the build script packed them: read at every start, so no
//! text is copied and nothing is parsed.

use std::borrow::Cow;

use super::store::{self, Place};
use super::toml::{Entry, Item, Located};
use super::trilingual::Trilingual;
use crate::source::Span;

const BYTES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/rules.bin"));

/// The packed form that begins here.
pub(super) fn from(start: usize) -> &'static [u8] {
    BYTES.get(start..).unwrap_or_default()
}

/// The keys and values of a table whose packed form this is. They have no places: mistakes in the
/// built-in rules are told from their files.
pub(super) fn entries(packed: &'static [u8]) -> Vec<Entry> {
    let mut reader = Reader { rest: packed };
    reader.entries().expect("the build script packs whole tables")
}

/// The same, one by one.
pub(super) fn each(packed: &'static [u8]) -> impl Iterator<Item = Entry> {
    let mut reader = Reader { rest: packed };
    let count = reader.count().unwrap_or_default();
    (0..count).map(move |_| reader.entry().expect("the build script packs whole tables"))
}

/// The value whose packed form this is.
pub(super) fn value(packed: &'static [u8]) -> Located {
    Reader { rest: packed }.value().expect("the build script packs whole values")
}

/// What has not been read yet.
struct Reader {
    rest: &'static [u8],
}

impl Reader {
    fn entries(&mut self) -> Option<Vec<Entry>> {
        let count = self.count()?;
        let mut entries = Vec::with_capacity(count);
        for _ in 0..count {
            entries.push(self.entry()?);
        }
        Some(entries)
    }

    fn entry(&mut self) -> Option<Entry> {
        Some(Entry { key: self.text()?, key_span: Span::default(), value: self.value()? })
    }

    fn value(&mut self) -> Option<Located> {
        let [kind] = self.take()?;
        let item = match kind {
            b's' => Item::Text(self.text()?),
            b'n' => Item::Number(f64::from_le_bytes(self.take()?)),
            b't' => Item::Flag(true),
            b'f' => Item::Flag(false),
            b'l' => {
                let count = self.count()?;
                let mut items = Vec::with_capacity(count);
                for _ in 0..count {
                    items.push(self.value()?);
                }
                Item::List(items)
            }
            b'm' => Item::Table(self.entries()?),
            b'c' => {
                let length = self.count()?;
                let (packed, rest) = self.rest.split_at_checked(length)?;
                self.rest = rest;
                Item::Packed(packed)
            }
            b'3' => {
                let (places, rest) = self.rest.split_at_checked(size_of::<[Place; 3]>())?;
                self.rest = rest;
                Item::Trilingual(Trilingual::packed(places.as_chunks().0.as_array()?))
            }
            _ => return None,
        };
        Some(Located { span: Span::default(), item })
    }

    fn text(&mut self) -> Option<Cow<'static, str>> {
        self.take().map(|place| Cow::Borrowed(store::text(place)))
    }

    fn count(&mut self) -> Option<usize> {
        self.take().map(|bytes| usize::from(u16::from_le_bytes(bytes)))
    }

    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (bytes, rest) = self.rest.split_first_chunk()?;
        self.rest = rest;
        Some(*bytes)
    }
}
