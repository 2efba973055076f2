//! The seeds of the fuzzer, and what it has found, tried once more without it.

#![allow(clippy::panic, reason = "tests: a seed that cannot be read has failed")]

use std::path::Path;

#[path = "../fuzz/targets.rs"]
mod targets;

/// Tries a target on each of its seeds. A name in a failure is that of the file.
fn replay(target: &str, run: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds").join(target);
    let mut count = 0;
    for entry in std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
        let path = entry.expect("a seed").path();
        let bytes = std::fs::read(&path).expect("a seed");
        assert!(std::panic::catch_unwind(|| run(&bytes)).is_ok(), "fails on {}", path.display());
        count += 1;
    }
    assert!(count > 2, "{target} has {count} seeds");
}

#[test]
fn reading_a_record_stands_every_seed() {
    replay("record", targets::record);
}

#[test]
fn reading_a_rule_stands_every_seed() {
    replay("rule", targets::rule);
}

#[test]
fn auditing_stands_every_seed() {
    replay("audit", targets::audit);
}

#[test]
fn every_renderer_stands_every_seed() {
    replay("render", targets::render);
}
