//! No identity number goes in, and none comes out.

#![allow(clippy::panic, clippy::unwrap_used, reason = "tests: what cannot be set up has failed")]

#[path = "../support/mod.rs"]
mod support;

mod leaks;
mod numbers;
mod precision;
