//! The index: every rule by topic, by force and by the provision it rests on.

use super::{Markdown, labelled, path, provision};
use crate::coverage::Coverage;
use crate::render::markdown::escape::{link, text};
use crate::render::words;
use crate::rule::{Force, ProvisionStatus, Rule};
use crate::text::{Language, fill};

pub(super) fn render(coverage: &Coverage<'_>, language: Language) -> String {
    let texts = language.texts();
    let set = coverage.set;
    let mut page = Markdown::new();
    page.heading(1, texts.docs_title);
    page.paragraph(&text(&fill(texts.docs_intro, &[("set", &words::rule_set(set, texts))])));
    page.list(Force::ALL.map(|(_, force)| labelled(words::force(force, texts), words::force_meaning(force, texts))));
    page.heading(2, texts.docs_by_topic);
    for topic in &set.library.topics {
        let inside: Vec<&Rule> = set.rules.iter().filter(|rule| rule.topic == topic.id).collect();
        if !inside.is_empty() {
            page.heading(3, topic.name.get(language));
            page.list(
                inside
                    .into_iter()
                    .map(|rule| format!("{} – {}", entry(rule, language), text(words::force(rule.force, texts)))),
            );
        }
    }
    page.heading(2, texts.docs_by_force);
    for force in Force::ALL.map(|(_, force)| force) {
        let inside: Vec<&Rule> = set.rules.iter().filter(|rule| rule.force == force).collect();
        if !inside.is_empty() {
            let count = inside.len().to_string();
            page.heading(3, &format!("{} ({count})", words::capital(words::force(force, texts))));
            page.list(inside.into_iter().map(|rule| entry(rule, language)));
        }
    }
    page.heading(2, texts.docs_by_provision);
    page.list(coverage.provisions.iter().filter(|(_, rules)| !rules.is_empty()).map(|(found, rules)| {
        let entries: String = rules.iter().map(|rule| format!("\n  - {}", entry(rule, language))).collect();
        format!("{}{entries}", provision(found, None, language))
    }));
    let adopted: Vec<_> =
        coverage.provisions.iter().filter(|(found, _)| found.status == ProvisionStatus::Adopted).collect();
    if !adopted.is_empty() {
        page.heading(2, texts.docs_adopted);
        page.paragraph(&text(texts.docs_adopted_intro));
        page.list(
            adopted
                .into_iter()
                .map(|(found, _)| format!("{}: {}", provision(found, None, language), text(found.duty.get(language)))),
        );
    }
    page.finish()
}

/// A rule by its title, as a link to its page, with a word where it is one of the organisation's own.
fn entry(rule: &Rule, language: Language) -> String {
    link(rule.told.title.get(language), Some(&path(rule))) + &own(rule, language)
}

fn own(rule: &Rule, language: Language) -> String {
    let name = words::rule_name(rule, language.texts());
    name.strip_prefix(rule.id.as_str()).map(text).unwrap_or_default()
}
