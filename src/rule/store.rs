//! The texts of the built-in rules as the build script put them into the program: each once, found
//! by its place and never copied.

const TEXTS: &str = include_str!(concat!(env!("OUT_DIR"), "/rules.txt"));

/// Where a text stands: four bytes for its beginning, two for its length.
pub(super) type Place = [u8; 6];

/// The text at a place.
pub(super) fn text(place: Place) -> &'static str {
    let [a, b, c, d, length @ ..] = place;
    let start = u32::from_le_bytes([a, b, c, d]) as usize;
    let length = usize::from(u16::from_le_bytes(length));
    TEXTS.get(start..start + length).expect("the build script packs places of whole texts")
}
