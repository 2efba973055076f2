//! The built-in rules. The build script reads their files, so a mistake in one stops the build, and
//! packs what it read into the program: nothing is parsed at start.

use serde::Deserialize;

use crate::rule::{Library, RuleSet};
use crate::source::Source;

const LIBRARY: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/library.bin"));
const RULES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/rules.bin"));

mod cases {
    include!(concat!(env!("OUT_DIR"), "/cases.rs"));
}

/// What the built-in rules rest on, which own rules may point at too.
#[must_use]
pub fn library() -> Library {
    unpacked(LIBRARY)
}

/// The built-in rule set.
#[must_use]
pub fn rules() -> RuleSet {
    RuleSet::of(env!("CARGO_PKG_VERSION"), library(), unpacked(RULES))
}

fn unpacked<T: Deserialize<'static>>(packed: &'static [u8]) -> T {
    postcard::from_bytes(packed).expect("the build script packs the same types")
}

/// The cases of the built-in rules.
#[must_use]
pub fn cases() -> Vec<Source> {
    cases::FILES.iter().map(|(name, text)| Source::new(*name, (*text).to_owned())).collect()
}
