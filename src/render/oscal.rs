//! OSCAL assessment results: observations for every outcome, findings where something was found,
//! and a risk with a deadline for every accepted deviation.

use std::collections::{BTreeSet, HashMap};

use serde_json::{Map, Value, json};

use super::machine::{deviation, message, pretty, target, title, uri, uuid, why, worth_telling};
use super::markdown::escape;
use super::plain::one_line;
use super::words;
use crate::outcome::{Outcome, Status};
use crate::report::{Audited, Report};
use crate::text::Language;

/// The version of OSCAL that is written.
pub const VERSION: &str = "1.2.1";
const SPACE: &str = "urn:medvirk";

/// The report as assessment results, one result for each record.
#[must_use]
pub fn render(report: &Report<'_>, language: Language) -> String {
    let day = format!("{}T00:00:00Z", report.as_of);
    let inputs: Vec<&str> = report.records.iter().map(|record| record.input.sha256.as_str()).collect();
    let key = [day.as_str(), &report.set.version, &inputs.join(" ")];
    let plan = uuid(&["plan", &report.set.version]);
    let results: Vec<Value> = if report.records.is_empty() {
        Vec::new()
    } else {
        report.records.iter().map(|record| result(report, record, &day, language)).collect()
    };
    // OSCAL reads what is told at length as Markdown.
    let deviations = worth_telling(report).map(|judged| escape(&deviation(judged, language.texts())));
    let deviations: Vec<String> = deviations.collect();
    let mut document = json!({
        "assessment-results": {
            "uuid": uuid(&[&["results"], key.as_slice()].concat()),
            "metadata": {
                "title": format!("medvirk {}", report.as_of),
                "last-modified": day,
                "version": report.as_of.to_string(),
                "oscal-version": VERSION,
                "props": [property("rule-set", &report.set.version)],
            },
            "import-ap": { "href": format!("#{plan}") },
            "results": results,
            "back-matter": { "resources": [{
                "uuid": plan,
                "title": format!("medvirk {}, {} rules", report.set.version, report.set.rules.len()),
            }] },
        },
    });
    if !deviations.is_empty() {
        document["assessment-results"]["metadata"]["remarks"] = json!(deviations.join("\n\n"));
    }
    pretty(&document)
}

fn property(name: &str, value: &str) -> Value {
    // OSCAL wants a value without line breaks or space around it.
    let value = one_line(value);
    json!({ "name": name, "ns": SPACE, "value": if value.is_empty() { "-".to_owned() } else { value } })
}

fn result(report: &Report<'_>, record: &Audited, day: &str, language: Language) -> Value {
    let name = record.organisation.name.as_deref().unwrap_or(language.texts().unnamed);
    let key = format!("{day} {} {} {}", report.set.version, record.input.name, record.input.sha256);
    let (mut observations, mut findings, mut risks) = (Vec::new(), Vec::new(), Vec::new());
    let mut seen: HashMap<&str, usize> = HashMap::new();
    for outcome in &record.outcomes {
        let count = seen.entry(&outcome.fingerprint).or_default();
        *count += 1;
        let ids = Ids::new(&key, &outcome.fingerprint, *count);
        observations.push(observation(report, record, outcome, &ids, day, language));
        if let Some(finding) = finding(report, record, outcome, &ids, language) {
            findings.push(finding);
        }
        risks.extend(risk(report, record, outcome, &ids, language));
    }
    let mut result = json!({
        "uuid": uuid(&["result", &key]),
        "title": escape(&one_line(&format!("{name} – {}", record.input.name))),
        "description": language.texts().how_to_read,
        "start": day,
        "end": day,
        "props": [property("sha256", &record.input.sha256), property("file", &record.input.name)],
        "reviewed-controls": reviewed(report),
    });
    for (name, list) in [("observations", observations), ("risks", risks), ("findings", findings)] {
        if !list.is_empty() {
            result[name] = Value::Array(list);
        }
    }
    result
}

/// The provisions that rules rest on are the controls, the rules are the objectives.
fn reviewed(report: &Report<'_>) -> Value {
    let rules = &report.set.rules;
    let controls: BTreeSet<&str> =
        rules.iter().flat_map(|rule| report.provisions(rule)).map(|(provision, _)| provision.id.as_str()).collect();
    let selection = if controls.is_empty() {
        json!({ "include-all": {} })
    } else {
        json!({ "include-controls": controls.iter().map(|id| json!({ "control-id": id })).collect::<Vec<_>>() })
    };
    let objectives: Vec<Value> = rules.iter().map(|rule| json!({ "objective-id": token(&rule.id) })).collect();
    json!({
        "control-selections": [selection],
        "control-objective-selections": [{ "include-objectives": objectives }],
    })
}

/// A name as OSCAL wants it: it begins with a letter.
fn token(id: &str) -> String {
    if id.starts_with(|c: char| c.is_alphabetic() || c == '_') { id.to_owned() } else { format!("_{id}") }
}

struct Ids {
    observation: String,
    finding: String,
    risk: String,
}

impl Ids {
    fn new(record: &str, fingerprint: &str, count: usize) -> Self {
        let id = |what: &str| uuid(&[what, record, fingerprint, &count.to_string()]);
        Self { observation: id("observation"), finding: id("finding"), risk: id("risk") }
    }
}

fn observation(
    report: &Report<'_>,
    record: &Audited,
    outcome: &Outcome,
    ids: &Ids,
    day: &str,
    language: Language,
) -> Value {
    let rule = report.rule(outcome);
    let place = target(outcome);
    let mut properties = vec![
        property("status", outcome.status.name()),
        property("force", rule.force.name()),
        property("rule", &rule.id),
        property("fingerprint", &outcome.fingerprint),
    ];
    properties.extend(outcome.change.map(|change| property("change", change.name())));
    properties.extend(place.field.iter().map(|field| property("field", field)));
    json!({
        "uuid": ids.observation,
        "title": escape(&title(report, outcome, language)),
        "description": escape(&message(report, record, outcome, language)),
        "props": properties,
        "methods": ["EXAMINE"],
        "types": ["control-objective"],
        "relevant-evidence": [{
            "href": format!("{}#L{}", uri(&record.input.name), place.line),
            "description": escape(&one_line(&format!("{}:{}:{}", record.input.name, place.line, place.column))),
        }],
        "collected": day,
    })
}

/// Only what is known is found: silence stays an observation. OSCAL has no state for what does not
/// apply; the implementation status says so, and the reason that it is no pass.
fn finding(report: &Report<'_>, record: &Audited, outcome: &Outcome, ids: &Ids, language: Language) -> Option<Value> {
    let (state, reason, implemented) = match outcome.status {
        Status::Met => ("satisfied", "pass", Some("implemented")),
        Status::Partly => ("not-satisfied", "fail", Some("partial")),
        Status::NotMet => ("not-satisfied", "fail", None),
        Status::NotApplicable => ("satisfied", "other", Some("not-applicable")),
        Status::NotDocumented => return None,
    };
    let rule = report.rule(outcome);
    let mut target = json!({
        "type": "objective-id",
        "target-id": token(&rule.id),
        "title": rule.told.title.get(language),
        "status": { "state": state, "reason": reason },
    });
    if let Some(implemented) = implemented {
        target["implementation-status"] = json!({ "state": implemented });
    }
    let mut finding = Map::new();
    let mut put = |key: &str, value: Value| {
        finding.insert(key.to_owned(), value);
    };
    put("uuid", json!(ids.finding));
    put("title", json!(escape(&title(report, outcome, language))));
    put("description", json!(escape(&message(report, record, outcome, language))));
    put("target", target);
    put("related-observations", json!([{ "observation-uuid": ids.observation }]));
    if outcome.accepted.is_some() {
        put("related-risks", json!([{ "risk-uuid": ids.risk }]));
    }
    Some(Value::Object(finding))
}

/// An accepted deviation is a risk that someone carries until a day.
fn risk(report: &Report<'_>, record: &Audited, outcome: &Outcome, ids: &Ids, language: Language) -> Option<Value> {
    let accepted = outcome.accepted.as_deref()?;
    let mut properties = vec![property("decided-by", &accepted.decided_by)];
    properties.extend(accepted.case.iter().map(|case| property("case", case)));
    Some(json!({
        "uuid": ids.risk,
        "title": escape(&title(report, outcome, language)),
        "description": escape(&one_line(&words::acceptance(accepted, language.texts()))),
        "statement": escape(&why(report, record, outcome, language)),
        "props": properties,
        "status": if accepted.expired { "open" } else { "deviation-approved" },
        "deadline": format!("{}T23:59:59Z", accepted.until),
        "related-observations": [{ "observation-uuid": ids.observation }],
    }))
}
