//! HTML: one file that needs nothing else, reads without scripts and prints on A4.

pub mod compare;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value};
use minijinja::{Environment, UndefinedBehavior, context};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::view::{OutcomeView, RecordView, Tag, view};
use crate::report::Report;
use crate::text::{Language, Texts};

const TEMPLATE: &str = concat!(include_str!("html/parts.html"), include_str!("html/report.html"));
const STYLE: &str = include_str!("html/style.css");
const SCRIPT: &str = include_str!("html/filter.js");

/// The report as a web page.
#[must_use]
pub fn render(report: &Report<'_>, language: Language) -> String {
    let view = view(report, language);
    let [style, script] = [STYLE, SCRIPT].map(unix_lines);
    let choices: Vec<Choices> = view.records.iter().map(Choices::of).collect();
    // The documents' titles are Norwegian in every language of the report.
    let document_lang = if language == Language::En { " lang=\"nb\"" } else { "" };
    let values = context! {
        v => Value::from(Serde(&view)),
        choices => Value::from(Serde(&choices)),
        document_lang => Value::from_safe_string(document_lang.to_owned()),
        style_hash => source_hash(&style),
        script_hash => source_hash(&script),
        style,
        script,
    };
    page(TEMPLATE, values, language.texts())
}

/// A template of the program filled in. It is part of the program, so a test of any page shows a
/// mistake in it.
fn page(template: &str, values: Value, texts: &Texts) -> String {
    filled(template, values, texts).unwrap_or_else(|error| format!("medvirk: {error:#}\n"))
}

fn filled(template: &str, values: Value, texts: &Texts) -> Result<String, minijinja::Error> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    // The ending of the name switches escaping on.
    environment.add_template("page.html", template)?;
    environment.get_template("page.html")?.render(context! { t => Value::from_pairs(texts.all()), ..values })
}

/// What readers can choose by in one record: the values that occur, in the order they do.
#[derive(Debug, Serialize)]
struct Choices {
    forces: Vec<Tag>,
    statuses: Vec<Tag>,
    topics: Vec<Tag>,
    levels: Vec<Tag>,
}

impl Choices {
    fn of(record: &RecordView) -> Self {
        let tags = |tag: fn(&OutcomeView) -> &Tag| {
            let mut tags: Vec<Tag> = Vec::new();
            for found in record.outcomes().map(tag) {
                if !tags.contains(found) {
                    tags.push(found.clone());
                }
            }
            tags
        };
        Self {
            forces: tags(|outcome| &outcome.force),
            statuses: tags(|outcome| &outcome.status),
            topics: tags(|outcome| &outcome.topic),
            levels: tags(|outcome| &outcome.level),
        }
    }
}

/// A browser reads the file with these line ends whatever ends it has, and so computes the hashes of
/// what it runs from them.
fn unix_lines(text: &str) -> String {
    text.replace("\r\n", "\n")
}

/// The source expression by which a content security policy allows this inline text and no other.
fn source_hash(text: &str) -> String {
    format!("sha256-{}", base64(&Sha256::digest(text.as_bytes())))
}

/// Standard base64 with padding; a digest is all that needs it.
fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let byte = |position: usize| u32::from(group.get(position).copied().unwrap_or_default());
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for position in 0..4 {
            let digit = bits >> (18 - 6 * position) & 63;
            text.push(if position <= group.len() { char::from(ALPHABET[digit as usize]) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::base64;

    #[test]
    fn base64_is_that_of_rfc_4648() {
        for (bytes, text) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg==")] {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
    }
}
