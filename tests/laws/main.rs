//! Laws that hold for every record, tried on records drawn from the format's own shape.

#[path = "../support/mod.rs"]
mod support;

mod logic;
mod order;
mod places;
mod printing;

/// How often a law is tried. A full record is audited in some milliseconds.
fn config(cases: u32) -> proptest::test_runner::Config {
    proptest::test_runner::Config { cases, failure_persistence: None, ..Default::default() }
}
