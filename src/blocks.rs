//! Looks over a text many bytes at a time, for the few places where something may begin. A test of
//! bytes without branches is asked of many at once.

use std::ops::Range;

/// The bytes that are looked over at once.
const BLOCK: usize = 64;

/// A byte and the four after it; blanks beyond the end of the text.
pub type Five = [u8; 5];

/// A block, with what is needed to see what begins at its end.
type Window = [u8; BLOCK + 4];

/// The blocks of a text in which something may begin, by a test of every byte.
pub fn blocks<'t>(
    text: &'t str,
    may_begin: impl Fn(Five) -> bool + Copy + 't,
) -> impl Iterator<Item = Range<usize>> + 't {
    let bytes = text.as_bytes();
    let starts = (0..bytes.len()).step_by(BLOCK);
    let starts = starts.filter(move |start| match bytes[*start..].first_chunk() {
        Some(window) => any(window, may_begin),
        None => {
            let mut window = [b' '; BLOCK + 4];
            window[..bytes.len() - start].copy_from_slice(&bytes[*start..]);
            any(&window, may_begin)
        }
    });
    starts.map(|start| start..bytes.len().min(start + BLOCK))
}

fn any(window: &Window, may_begin: impl Fn(Five) -> bool) -> bool {
    let five = |at: usize| [window[at], window[at + 1], window[at + 2], window[at + 3], window[at + 4]];
    (0..BLOCK).fold(false, |any, at| any | may_begin(five(at)))
}

/// Whether all of these are digits.
#[must_use]
pub fn are_digits(bytes: Five) -> bool {
    bytes.iter().fold(true, |all, byte| all & byte.is_ascii_digit())
}

#[cfg(test)]
pub(crate) mod generated {
    use proptest::prelude::*;
    use proptest::sample::select;
    use proptest::test_runner::RngSeed;

    use super::BLOCK;

    /// The same texts in every run.
    pub fn config() -> ProptestConfig {
        ProptestConfig { rng_seed: RngSeed::Fixed(2026), failure_persistence: None, ..ProptestConfig::default() }
    }

    /// Texts rich in digits and in these pieces, around the edges of blocks.
    pub fn texts(pieces: &'static [&'static str]) -> impl Strategy<Value = String> {
        let common = &[" ", " ", "\u{a0}", "\u{2013}", "-", "+", "@", ".", "\n", "æøå", "2026-03-01"];
        let filler = (0..2 * BLOCK).prop_map(|length| "e".repeat(length));
        let any_of = |pieces: &'static [&'static str]| select(pieces).prop_map(str::to_owned);
        let piece = prop_oneof![3 => any_of(pieces), 3 => any_of(common), 2 => "[0-9]{1,6}", 1 => filler];
        proptest::collection::vec(piece, 1..12).prop_map(|pieces| pieces.concat())
    }
}
