//! The rules of a set as a list.

use serde_json::json;

use super::machine::pretty;
use super::problem::Style;
use super::terminal::{clean, wrap};
use super::words;
use crate::rule::{Origin, RuleSet};
use crate::text::Language;

/// A list under its topics: each rule's id on a line of its own, whole however narrow the screen.
#[must_use]
pub fn list(set: &RuleSet, style: Style) -> String {
    let texts = style.language.texts();
    let mut text = String::new();
    let mut topic = None;
    for rule in &set.rules {
        if topic != Some(&rule.topic) {
            let known = set.library.topics.iter().find(|topic| topic.id == rule.topic);
            let heading = known.map_or(rule.topic.as_str(), |topic| topic.name.get(style.language));
            let gap = if topic.is_some() { "\n" } else { "" };
            text.push_str(&format!("{gap}{heading} [{}]\n", rule.topic));
            topic = Some(&rule.topic);
        }
        text.push_str(&format!("  {} ({})\n", words::rule_name(rule, texts), words::force(rule.force, texts)));
        for line in wrap(rule.told.title.get(style.language), style.width.saturating_sub(INDENT.len())) {
            text.push_str(&format!("{INDENT}{line}\n"));
        }
    }
    clean(&text)
}

/// The blank before a title.
const INDENT: &str = "    ";

/// The same for machines, with references.
#[must_use]
pub fn json(set: &RuleSet, language: Language) -> String {
    let rules: Vec<_> = set
        .rules
        .iter()
        .map(|rule| {
            json!({
                "id": rule.id,
                "topic": rule.topic,
                "level": rule.level.name(),
                "force": rule.force.name(),
                "title": rule.told.title.get(language),
                "requirement": rule.told.requirement.get(language),
                "organisations": rule.organisations,
                "service_areas": rule.service_areas,
                "provisions": rule.law.iter().map(|reference| &reference.provision).collect::<Vec<_>>(),
                "statements": rule.told.statements,
                "source": rule.told.source.as_ref().map(|source| source.get(language)),
                "since": Some(&rule.told.since).filter(|since| !since.is_empty()),
                "local": rule.origin == Origin::Local,
            })
        })
        .collect();
    pretty(&rules)
}
