//! What several tests need.
#![allow(
    clippy::panic,
    clippy::doc_markdown,
    clippy::match_bool,
    clippy::manual_is_multiple_of,
    clippy::needless_for_each,
    clippy::case_sensitive_file_extension_comparisons,
    reason = "each test uses part of this; what cannot be drawn has failed"
)]
#![allow(dead_code, reason = "every test file uses its own part of this")]

pub mod generator;
pub mod judged;
pub mod json;
pub mod layout;
pub mod reports;
pub mod short;
pub mod told;
pub mod yaml;

use std::sync::LazyLock;

use jiff::civil::Date;
use medvirk::built_in;
use medvirk::record::read;
use medvirk::render::problem::{Style, render};
use medvirk::rule::RuleSet;
use medvirk::source::Source;
use medvirk::text::Language;

/// The built-in rules, read once.
pub static RULES: LazyLock<RuleSet> = LazyLock::new(built_in::rules);

/// The audit date of every test that does not say otherwise.
pub const AS_OF: Date = jiff::civil::date(2026, 6, 1);

/// A style without colour.
pub const fn style(language: Language, width: usize) -> Style {
    Style { language, colour: false, width }
}

/// All complaints about a record, as shown; nothing where there are none.
pub fn complaints(name: &str, text: &str, language: Language) -> String {
    let source = Source::new(name, text.to_owned());
    let problems = read(&source).err().unwrap_or_default();
    let shown: Vec<String> = problems.iter().map(|problem| render(problem, &source, style(language, 100))).collect();
    shown.join("\n\n")
}

/// The names of the placeholders that a text still has.
pub fn unfilled(text: &str) -> Vec<&str> {
    text.split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}').map(|(name, _)| name))
        .filter(|name| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'))
        .collect()
}
