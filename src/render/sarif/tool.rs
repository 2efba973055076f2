//! The rules and the law behind them, in the three languages.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use crate::outcome::Status;
use crate::render::machine::{is_shown, uuid, weight};
use crate::render::words::{self, references};
use crate::report::Report;
use crate::rule::{Rule, Trilingual};
use crate::text::{Language, fill};

/// The name of the taxonomy of provisions.
const LAW: &str = "lovverk";

/// The rules that results refer to, and the provisions behind them.
pub(super) struct Tool {
    /// Each rule with the statuses that its results have.
    rules: BTreeMap<usize, BTreeSet<Status>>,
    provisions: Vec<String>,
}

impl Tool {
    /// The rules that have a result, in the set's order.
    pub fn of(report: &Report<'_>, all: bool) -> Self {
        let mut rules: BTreeMap<usize, BTreeSet<Status>> = BTreeMap::new();
        for outcome in report.records.iter().flat_map(|record| &record.outcomes) {
            if is_shown(report, outcome, all) {
                rules.entry(outcome.rule).or_default().insert(outcome.status);
            }
        }
        let provisions = rules.keys().flat_map(|rule| report.provisions(&report.set.rules[*rule]));
        let mut provisions: Vec<String> = provisions.map(|(provision, _)| provision.id.clone()).collect();
        provisions.sort();
        provisions.dedup();
        Self { rules, provisions }
    }

    pub fn rule_index(&self, rule: usize) -> usize {
        self.rules.range(..rule).count()
    }

    pub fn driver(&self, report: &Report<'_>, language: Language) -> Value {
        let rules = self.rules(report).map(|(rule, statuses)| {
            let mut descriptor = described(report, rule, statuses, language);
            let mut put = |key: &str, value: Value| {
                descriptor.insert(key.to_owned(), value);
            };
            put("name", json!(pascal(&rule.id)));
            put("defaultConfiguration", json!({ "level": weight(rule.force).sarif }));
            if let Some(address) = references(report, rule, language).into_iter().find_map(|found| found.address) {
                put("helpUri", json!(escaped(&address)));
            }
            let relationships: Vec<Value> = self
                .taxa_of(report, rule)
                .into_iter()
                .map(|to| json!({ "target": to, "kinds": ["relevant"] }))
                .collect();
            if !relationships.is_empty() {
                put("relationships", Value::Array(relationships));
            }
            put("properties", json!({ "tags": [rule.topic, rule.force.name(), rule.level.name()] }));
            Value::Object(descriptor)
        });
        json!({
            "name": "medvirk",
            "fullName": format!("medvirk {}", env!("CARGO_PKG_VERSION")),
            "version": env!("CARGO_PKG_VERSION"),
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "informationUri": "https://crates.io/crates/medvirk",
            "guid": uuid(&["driver"]),
            "language": language.code(),
            "isComprehensive": false,
            "rules": rules.collect::<Vec<_>>(),
            "supportedTaxonomies": [{ "name": LAW, "index": 0, "guid": uuid(&["taxonomy"]) }],
        })
    }

    pub fn taxonomy(&self, report: &Report<'_>, language: Language) -> Value {
        let mut taxonomy = json!({
            "name": LAW,
            "guid": uuid(&["taxonomy"]),
            "version": report.set.version,
            "language": language.code(),
            "shortDescription": { "text": language.texts().sarif_taxonomy },
            "isComprehensive": false,
        });
        taxonomy["taxa"] = self.taxa(report, language, true);
        taxonomy
    }

    /// The rules and the law in the other languages.
    pub fn translations(&self, report: &Report<'_>, written: Language) -> Value {
        let others = Language::ALL.into_iter().filter(|language| *language != written);
        others
            .flat_map(|language| {
                let rules = self.rules(report);
                let rules = rules.map(|(rule, statuses)| Value::Object(described(report, rule, statuses, language)));
                let component = |name: &str, of: &str| {
                    json!({
                        "name": name,
                        "guid": uuid(&["translation", of, language.code()]),
                        "language": language.code(),
                        "isComprehensive": false,
                        "contents": ["localizedData"],
                        "associatedComponent": { "name": name, "guid": uuid(&[of]) },
                        "translationMetadata": {
                            "name": format!("{name} ({})", language.code()),
                            "fullName": format!("{name} ({})", language.code()),
                            "shortDescription": { "text": format!("{name} ({})", language.code()) },
                        },
                    })
                };
                let mut driver = component("medvirk", "driver");
                driver["rules"] = rules.collect();
                let mut law = component(LAW, "taxonomy");
                law["taxa"] = self.taxa(report, language, false);
                [driver, law]
            })
            .collect()
    }

    fn taxa(&self, report: &Report<'_>, language: Language, with_address: bool) -> Value {
        let provisions = self.provisions.iter().filter_map(|id| report.set.library.provisions.get(id));
        provisions
            .map(|provision| {
                let mut taxon = json!({
                    "id": provision.id,
                    "shortDescription": { "text": words::citation(provision, None, language) },
                    "fullDescription": { "text": full_stop(provision.duty.get(language)) },
                });
                if let (true, Some(address)) = (with_address, &provision.address) {
                    taxon["helpUri"] = json!(escaped(address));
                }
                taxon
            })
            .collect()
    }

    /// References to the provisions behind a rule.
    pub fn taxa_of(&self, report: &Report<'_>, rule: &Rule) -> Vec<Value> {
        let found = report.set.rules.iter().find(|known| known.id == rule.id);
        let provisions = found.map(|rule| report.provisions(rule)).unwrap_or_default();
        provisions
            .into_iter()
            .filter_map(|(provision, _)| {
                let index = self.provisions.binary_search(&provision.id).ok()?;
                let component = json!({ "name": LAW, "index": 0, "guid": uuid(&["taxonomy"]) });
                Some(json!({ "id": provision.id, "index": index, "toolComponent": component }))
            })
            .collect()
    }

    fn rules<'r>(&self, report: &Report<'r>) -> impl Iterator<Item = (&'r Rule, &BTreeSet<Status>)> {
        let set = report.set;
        self.rules.iter().map(move |(rule, statuses)| (&set.rules[*rule], statuses))
    }
}

/// What a rule asks, and what to do, in one language.
fn described<'r>(
    report: &Report<'r>,
    rule: &'r Rule,
    statuses: &BTreeSet<Status>,
    language: Language,
) -> Map<String, Value> {
    let texts = language.texts();
    let get = |text: &Trilingual| full_stop(text.get(language));
    let sources: Vec<String> = references(report, rule, language)
        .into_iter()
        .map(|source| match source.address {
            Some(address) => format!("{} <{}>", source.text, escaped(&address)),
            None => source.text,
        })
        .collect();
    let help = [
        format!("{}: {}", texts.label_next, get(&rule.told.remedy)),
        format!("{}: {}", texts.label_question, get(&rule.told.question)),
        format!("{}: {}", texts.label_documents, get(&rule.told.documents)),
        format!("{}: {}", texts.label_source, full_stop(&sources.join("; "))),
    ];
    let described = json!({
        "id": rule.id,
        "guid": uuid(&["rule", &rule.id]),
        "shortDescription": { "text": get(&rule.told.title) },
        "fullDescription": { "text": get(&rule.told.requirement) },
        "help": { "text": help.join("\n"), "markdown": help.join("\n\n") },
        "messageStrings": messages(statuses, language),
    });
    match described {
        Value::Object(described) => described,
        _ => Map::new(),
    }
}

/// The messages of results, by status.
fn messages(statuses: &BTreeSet<Status>, language: Language) -> Value {
    let texts = language.texts();
    statuses
        .iter()
        .map(|status| {
            let word = words::status(*status, texts);
            let text = fill(texts.sarif_message, &[("title", "{0}"), ("status", word), ("why", "{1}")]);
            (status.name().to_owned(), json!({ "text": text }))
        })
        .collect::<Map<_, _>>()
        .into()
}

fn full_stop(text: &str) -> String {
    if text.ends_with(['.', '?', '!']) { text.to_owned() } else { format!("{text}.") }
}

/// `mandat-for-rad` as `MandatForRad`.
fn pascal(id: &str) -> String {
    let words = id.split('-').map(|word| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect::<String>()
    });
    words.collect()
}

/// An address whose Norwegian letters and signs are escaped, as URIs ask.
fn escaped(address: &str) -> String {
    address
        .chars()
        .map(|c| {
            if c.is_ascii_graphic() && !matches!(c, '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}') {
                return c.to_string();
            }
            c.encode_utf8(&mut [0; 4]).bytes().map(|byte| format!("%{byte:02X}")).collect()
        })
        .collect()
}
