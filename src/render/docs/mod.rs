//! The rules as Markdown pages: one for each rule, and an index by topic, force and provision.
//! They are read without the program at hand, so nothing on them points at a command.

mod index;
mod page;

use crate::coverage::Coverage;
use crate::render::markdown::escape::{link, text};
use crate::render::plain::web_address;
use crate::rule::{Provision, Rule};
use crate::text::Language;

/// The first line of every page, by which the program knows its own.
pub const MARK: &str = "<!-- medvirk rules docs -->";
/// The name of the index.
pub const INDEX: &str = "README.md";

/// The pages: where each belongs, from the folder they are written to, and what stands there.
#[must_use]
pub fn pages(coverage: &Coverage<'_>, language: Language) -> Vec<(String, String)> {
    let mut pages = vec![(INDEX.to_owned(), index::render(coverage, language))];
    pages.extend(coverage.rules.iter().map(|reading| (path(reading.rule), page::render(coverage, reading, language))));
    pages
}

/// Where the page of a rule belongs.
fn path(rule: &Rule) -> String {
    format!("{}/{}.md", rule.topic, rule.id)
}

/// A page as it is put together.
struct Markdown {
    text: String,
}

impl Markdown {
    fn new() -> Self {
        Self { text: format!("{MARK}\n") }
    }

    fn heading(&mut self, level: usize, heading: &str) {
        self.text.push_str(&format!("\n{} {}\n", "#".repeat(level), text(heading)));
    }

    fn paragraph(&mut self, words: &str) {
        self.text.push_str(&format!("\n{words}\n"));
    }

    fn list(&mut self, items: impl IntoIterator<Item = String>) {
        self.text.push('\n');
        for item in items {
            self.text.push_str(&format!("- {item}\n"));
        }
    }

    fn table<const N: usize>(&mut self, header: [&str; N], rows: impl IntoIterator<Item = [String; N]>) {
        self.text.push_str(&format!("\n| {} |\n|{}\n", header.map(text).join(" | "), " --- |".repeat(N)));
        for row in rows {
            self.text.push_str(&format!("| {} |\n", row.join(" | ")));
        }
    }

    fn finish(mut self) -> String {
        self.text.truncate(self.text.trim_end().len());
        self.text + "\n"
    }
}

/// A label with what stands behind it.
fn labelled(label: &str, words: &str) -> String {
    format!("**{}:** {}", text(label), text(words))
}

/// A provision as it is cited, as a link where it has an address.
fn provision(provision: &Provision, cited_as: Option<&str>, language: Language) -> String {
    let address = provision.address.as_deref().and_then(web_address);
    link(&crate::render::words::citation(provision, cited_as, language), address)
}
