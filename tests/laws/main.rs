//! Laws that hold for every record, tried on records drawn from the format's own shape.

#![allow(
    clippy::panic,
    clippy::doc_markdown,
    clippy::match_bool,
    clippy::needless_for_each,
    clippy::case_sensitive_file_extension_comparisons,
    reason = "tests: a record that cannot be drawn has failed"
)]

#[path = "../support/mod.rs"]
mod support;

use proptest::test_runner::{Config, RngSeed};

mod edits;
mod logic;
mod order;
mod places;
mod printing;

/// How often a law is tried, always on the same records. `PROPTEST_CASES` and `PROPTEST_RNG_SEED`
/// try other and more.
fn config(cases: u32) -> Config {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    let default = Config::default();
    let rng_seed = match default.rng_seed {
        RngSeed::Random => RngSeed::Fixed(2026),
        fixed @ RngSeed::Fixed(_) => fixed,
    };
    Config { cases: asked.unwrap_or(cases), rng_seed, failure_persistence: None, max_shrink_iters: 2000, ..default }
}
