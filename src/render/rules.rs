//! The rules of a set as a list.

use comfy_table::presets::UTF8_FULL_CONDENSED;
use comfy_table::{ContentArrangement, Table};
use serde_json::json;

use super::machine::pretty;
use super::problem::Style;
use super::words;
use crate::rule::{Origin, RuleSet};
use crate::text::Language;

/// A table: topic, force, id and title.
#[must_use]
pub fn table(set: &RuleSet, style: Style) -> String {
    let texts = style.language.texts();
    let mut table = Table::new();
    table
        .load_style(UTF8_FULL_CONDENSED)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(u16::try_from(style.width.clamp(60, 160)).unwrap_or(u16::MAX))
        .set_header([texts.column_topic, texts.explain_force, "id", texts.column_requirement]);
    for rule in &set.rules {
        let topic = set.library.topics.iter().find(|topic| topic.id == rule.topic);
        let topic = topic.map_or(rule.topic.as_str(), |topic| topic.name.get(style.language));
        let name = words::rule_name(rule, texts);
        table.add_row([topic, words::force(rule.force, texts), &name, rule.told.title.get(style.language)]);
    }
    format!("{table}\n")
}

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
