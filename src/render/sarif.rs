//! SARIF 2.1.0, with the law as a taxonomy and every rule in three languages.

mod tool;

use serde_json::{Map, Value, json};

use super::machine::{deviation, is_shown, not_audited, pretty, target, title, uri, uuid, weight, why, worth_telling};
use super::plain::one_line;
use super::reason::fact;
use super::words;
use crate::outcome::{Change, Outcome, Status};
use crate::report::{Audited, Report};
use crate::rule::Force;
use crate::text::{Language, fill};

use tool::Tool;

/// The most results that GitHub reads from one run.
const MOST: usize = 25_000;

/// The report as SARIF. With `all`, also what is met, not applicable, and every open question.
#[must_use]
pub fn render(report: &Report<'_>, all: bool, language: Language) -> String {
    let tool = Tool::of(report, all);
    let some_accepted = outcomes(report).any(|(_, outcome)| outcome.accepted.is_some());
    let shown = outcomes(report).filter(|(_, outcome)| is_shown(report, outcome, all)).collect();
    let results: Vec<Value> = most_telling(shown, MOST)
        .into_iter()
        .map(|(record, outcome)| result(report, &tool, record, outcome, some_accepted, language))
        .collect();
    let left_out = outcomes(report).count() - results.len();
    let run = json!({
        "tool": { "driver": tool.driver(report, language) },
        "taxonomies": [tool.taxonomy(report, language)],
        "translations": tool.translations(report, language),
        "language": language.code(),
        "columnKind": "unicodeCodePoints",
        "automationDetails": { "id": format!("medvirk/{}/", report.as_of) },
        "invocations": [invocation(report, left_out, all, language)],
        "artifacts": report.records.iter().map(artifact).collect::<Vec<_>>(),
        "results": results,
        "properties": { "asOf": report.as_of.to_string(), "ruleSet": report.set.version },
    });
    let log = json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    });
    pretty(&log)
}

fn outcomes<'r>(report: &'r Report<'_>) -> impl Iterator<Item = (&'r Audited, &'r Outcome)> {
    report.records.iter().flat_map(|record| record.outcomes.iter().map(move |outcome| (record, outcome)))
}

/// At most so many outcomes: gaps before what is not documented, that before the rest, each in the
/// order of the report.
fn most_telling<'r>(mut shown: Vec<(&'r Audited, &'r Outcome)>, most: usize) -> Vec<(&'r Audited, &'r Outcome)> {
    if shown.len() > most {
        let mut ranks: Vec<Status> = shown.iter().map(|(_, outcome)| outcome.status).collect();
        ranks.sort_unstable();
        let last = ranks[most];
        let mut room = most - ranks.iter().filter(|status| **status < last).count();
        shown.retain(|(_, outcome)| {
            let takes_room = outcome.status == last && room > 0;
            room -= usize::from(takes_room);
            takes_room || outcome.status < last
        });
    }
    shown
}

fn artifact(record: &Audited) -> Value {
    json!({
        "location": { "uri": uri(&record.input.name) },
        "hashes": { "sha-256": record.input.sha256 },
        "mimeType": "application/yaml",
    })
}

/// Whether it went well, the files that could not be audited, and what is left out.
fn invocation(report: &Report<'_>, left_out: usize, all: bool, language: Language) -> Value {
    let texts = language.texts();
    let failed = report.failed.iter().map(|failed| {
        let mut place = json!({ "artifactLocation": { "uri": uri(&failed.name) } });
        if let Some(cause) = &failed.cause {
            place["region"] = json!({ "startLine": cause.position.line, "startColumn": cause.position.column });
        }
        json!({
            "level": "error",
            "message": { "text": plain(&not_audited(failed, texts)) },
            "locations": [{ "physicalLocation": place }],
        })
    });
    let note = (left_out > 0).then(|| {
        let template = if all { texts.sarif_too_many } else { texts.sarif_left_out };
        let text = fill(template, &[("count", &left_out.to_string())]);
        json!({ "level": "note", "message": { "text": text } })
    });
    let deviations = worth_telling(report).map(|judged| {
        let (file, position) = (&judged.deviation.file, judged.deviation.position);
        json!({
            "level": if report.fails_by(judged) { "error" } else { "warning" },
            "message": { "text": plain(&deviation(judged, texts)) },
            "locations": [{ "physicalLocation": {
                "artifactLocation": { "uri": uri(file) },
                "region": { "startLine": position.line, "startColumn": position.column },
            } }],
        })
    });
    json!({
        "toolConfigurationNotifications": deviations.collect::<Vec<_>>(),
        "executionSuccessful": report.failed.is_empty(),
        "toolExecutionNotifications": failed.chain(note).collect::<Vec<_>>(),
    })
}

/// SARIF's word for how an outcome is to be taken. A figure below a national one is something
/// to look at, never a breach.
const fn kind(status: Status, force: Force) -> &'static str {
    match (status, force) {
        (Status::NotMet | Status::Partly, Force::Indikator) => "review",
        (Status::NotMet | Status::Partly, _) => "fail",
        (Status::NotDocumented, _) => "open",
        (Status::Met, _) => "pass",
        (Status::NotApplicable, _) => "notApplicable",
    }
}

fn result(
    report: &Report<'_>,
    tool: &Tool,
    record: &Audited,
    outcome: &Outcome,
    some_accepted: bool,
    language: Language,
) -> Value {
    let texts = language.texts();
    let rule = report.rule(outcome);
    let kind = kind(outcome.status, rule.force);
    let [title, why] =
        [title(report, outcome, language), why(report, record, outcome, language)].map(|text| plain(&text));
    let standing = words::standing(outcome, texts);
    let text = fill(texts.sarif_message, &[("title", &title), ("status", &standing), ("why", &why)]);
    let mut result = Map::new();
    let mut put = |key: &str, value: Value| {
        result.insert(key.to_owned(), value);
    };
    put("ruleId", json!(rule.id));
    put("ruleIndex", json!(tool.rule_index(outcome.rule)));
    put("kind", json!(kind));
    put("level", json!(if kind == "fail" { weight(rule.force).sarif } else { "none" }));
    put("message", json!({ "id": outcome.status.name(), "arguments": [title, why], "text": text }));
    put("locations", json!([location(record, outcome)]));
    let related: Vec<Value> = related(report, record, outcome, language);
    if !related.is_empty() {
        put("relatedLocations", Value::Array(related));
    }
    put("partialFingerprints", json!({ "medvirk/v1": outcome.fingerprint }));
    let guid = [record.input.name.as_str(), &outcome.fingerprint, outcome.subject.path.as_deref().unwrap_or_default()];
    put("guid", json!(uuid(&[&["result"], guid.as_slice()].concat())));
    if let Some(change) = outcome.change {
        put("baselineState", json!(baseline_state(change)));
    }
    if some_accepted {
        put("suppressions", suppressions(outcome));
    }
    let taxa: Vec<Value> = tool.taxa_of(report, rule);
    if !taxa.is_empty() {
        put("taxa", Value::Array(taxa));
    }
    let parameters = report.parameters(outcome).into_iter().map(|parameter| {
        json!({ "name": parameter.name, "value": parameter.value, "proposed": parameter.proposed, "own": parameter.own })
    });
    let parameters: Vec<Value> = parameters.collect();
    let (status, force) = (outcome.status.name(), rule.force.name());
    let properties = json!({ "status": status, "force": force, "topic": rule.topic, "parameters": parameters });
    put("properties", properties);
    Value::Object(result)
}

const fn baseline_state(change: Change) -> &'static str {
    match change {
        Change::New | Change::NewRule => "new",
        Change::Worse => "updated",
        Change::Known => "unchanged",
    }
}

/// A decision that still counts is accepted; one that has ended suppresses nothing.
fn suppressions(outcome: &Outcome) -> Value {
    let suppression = outcome.accepted.as_deref().map(|accepted| {
        json!({
            "kind": "external",
            "status": if accepted.expired { "rejected" } else { "accepted" },
            "justification": plain(&one_line(&accepted.reason)),
            "properties": {
                "decidedBy": plain(&one_line(&accepted.decided_by)),
                "case": accepted.case.as_deref().map(|case| plain(&one_line(case))),
                "until": accepted.until.to_string(),
            },
        })
    });
    suppression.into_iter().collect()
}

/// The deciding fact, or the place nearest to where a missing one belongs, and its path.
fn location(record: &Audited, outcome: &Outcome) -> Value {
    let target = target(outcome);
    let mut location = json!({ "physicalLocation": physical(record, target.line, target.column) });
    if let Some(field) = target.field {
        location["logicalLocations"] = json!([{ "fullyQualifiedName": field, "kind": "property" }]);
    }
    location
}

fn physical(record: &Audited, line: u32, column: u32) -> Value {
    json!({
        "artifactLocation": { "uri": uri(&record.input.name) },
        "region": { "startLine": line, "startColumn": column },
    })
}

/// The other facts that took part, each with its place.
fn related(report: &Report<'_>, record: &Audited, outcome: &Outcome, language: Language) -> Vec<Value> {
    let main = outcome.main_evidence();
    let others = outcome.evidence.iter().filter(|evidence| Some(*evidence) != main);
    others
        .enumerate()
        .map(|(id, evidence)| {
            let position = evidence.place.position;
            json!({
                "id": id,
                "physicalLocation": physical(record, position.line.max(1), position.column.max(1)),
                "message": { "text": plain(&one_line(&fact(report, record, outcome, evidence, language.texts()))) },
            })
        })
        .collect()
}

/// Text in which viewers find neither a link of their kind, `[text](place)`, nor the place of an
/// argument, `{0}`: a character without width takes the pattern away.
fn plain(text: &str) -> String {
    const JOINER: char = '\u{2060}';
    let mut plain = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        plain.push(letter);
        let next = letters.peek().copied();
        if letter == ']' && next == Some('(') || letter == '{' && next.is_some_and(|next| next.is_ascii_digit()) {
            plain.push(JOINER);
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::built_in;
    use crate::evaluate::Audit;
    use crate::record::read;
    use crate::source::Source;

    #[test]
    fn a_limit_leaves_out_the_least_telling_results() {
        let set = built_in::rules();
        let text = include_str!("../../examples/fjordvik-kommune.yaml");
        let source = Source::new("a.yaml", text.to_owned());
        let record = read(&source).expect("the example has no mistakes");
        let audit = Audit::new(&set, date(2026, 6, 1));
        let mut report = Report::new(&audit, None);
        report.records.push(Audited::new(&set, &record, audit.outcomes(&record)));
        let all: Vec<_> = outcomes(&report).collect();
        let gaps = all.iter().filter(|(_, outcome)| outcome.status.is_gap()).count();
        for most in [gaps, gaps + 3, all.len(), all.len() + 1] {
            let kept = most_telling(all.clone(), most);
            assert_eq!(kept.len(), most.min(all.len()));
            assert_eq!(kept.iter().filter(|(_, outcome)| outcome.status.is_gap()).count(), gaps);
            let mut rest = all.iter();
            assert!(kept.iter().all(|kept| rest.any(|one| std::ptr::eq(one.1, kept.1))), "the order stays");
        }
    }
}
