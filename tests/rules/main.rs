//! The built-in rules on records as they come, the law of a day, own rules, and the reference.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail by panicking")]

mod asked;
mod docs;
mod findings;
mod one_rule;
mod own;
mod proved;
mod review;
mod supervision;
mod support;
mod time;
