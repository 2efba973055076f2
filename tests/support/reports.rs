//! Reports for tests of formats: on a record that says something in every field, with any text in
//! every place where somebody could write one.

use std::sync::{Arc, LazyLock};

use medvirk::accept::{Deviation, Judged, Standing};
use medvirk::evaluate::Audit;
use medvirk::field::{Scalar, Shape};
use medvirk::outcome::{Acceptance, Change, Outcome};
use medvirk::record::{FORMAT, SHAPE};
use medvirk::render::json::{self, JsonOutcome};
use medvirk::report::{Audited, Report};
use medvirk::rule::{Force, RuleSet};
use medvirk::source::{Position, Source, is_forbidden};
use medvirk::text::Language;
use serde_json::{Map, Value, json};

use super::judged::readable;
use super::{AS_OF, RULES};

/// Nothing but a word, as long as none of the others needs to be.
pub const HARMLESS: &str = "ord";

/// Texts that somebody could write to make a report do something.
pub const HOSTILE: &[&str] = &[
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "</title></style></textarea><!-- <svg/onload=alert(1)>",
    "{{ 7 * 7 }} {% raw %} &lt;b&gt; &#60;i&#62;",
    "=HYPERLINK(\"https://evil.example\";\"her\")",
    "a;=1+1,-2+3\",@SUM(A1)",
    "+cmd|' /C calc'!A0",
    "| a | b |\n| --- | --- |\n| c | d |",
    "# En overskrift\n\n- et punkt\n1. et til\n\n---\n\n> sitat",
    "- [x] gjort",
    "1. punkt",
    "`kode` ``` **fet** _kursiv_ ~~strøket~~ $x$ \\",
    "[her](https://evil.example) ![bilde](https://evil.example/x.png) [a]: https://evil.example",
    "https://evil.example www.evil.example post@evil.example @evil #1 <https://evil.example>",
    "[^1] ==merket== <details><summary>a</summary>",
    "\u{1b}[31mrødt\u{1b}[0m \u{1b}]8;;https://evil.example\u{7}lenke",
    "abc\u{202e}fdp.exe\u{202c} \u{2066}a\u{2069} \u{200f}",
    "\tinnrykk\r\n    kode\u{2028}linje\u{85}skift",
];

/// The rules whose outcomes repeat what a record says in its own words, and a few of each topic:
/// enough to see whether a text breaks out, and quick.
static IN_SHORT: LazyLock<RuleSet> = LazyLock::new(|| {
    let marker = "merkbart-ord";
    let report = audited_by(&RULES, &[("a.yaml", &full_record(marker))]);
    let repeats = |rule: usize| {
        let outcomes = report.records[0].outcomes.iter().filter(|outcome| outcome.rule == rule);
        outcomes.into_iter().any(|outcome| format!("{outcome:?}").contains(marker))
    };
    let mut set = RULES.clone();
    let mut position = 0;
    set.rules.retain(|_| {
        position += 1;
        position % 10 == 0 || repeats(position - 1)
    });
    set
});

/// Calls with a report on two records, in which this text stands everywhere that a text can: in
/// every free text of a record, in the names of files, and in the decisions that accept gaps.
pub fn with_text<T>(text: &str, read: impl FnOnce(&Report<'_>) -> T) -> T {
    read(&report_with_text(&RULES, text))
}

/// The same with fewer rules.
pub fn with_text_in_short<T>(text: &str, read: impl FnOnce(&Report<'_>) -> T) -> T {
    read(&report_with_text(&IN_SHORT, text))
}

fn report_with_text<'r>(set: &'r RuleSet, text: &str) -> Report<'r> {
    // The reader refuses what acts unseen, so a record never holds it; names of files may.
    let printable: String = text.chars().filter(|c| !is_forbidden(*c)).collect();
    let record = full_record(&printable);
    let mut report = audited_by(set, &[(&format!("{text}.yaml"), &record), ("liten.yaml", "format: medvirk/1\n")]);
    report.failed.push(text.to_owned().into());
    report.skipped.push(text.to_owned());
    let gaps = report.records[0].outcomes.iter_mut().filter(|outcome| outcome.status.is_gap());
    for (position, outcome) in gaps.enumerate() {
        accept(outcome, position, text);
    }
    report.deviations = [Standing::InForce, Standing::Expired].map(|standing| judged(set, text, standing)).into();
    report
}

/// A report on these records: name and text.
pub fn audited(records: &[(&str, &str)]) -> Report<'static> {
    audited_by(&RULES, records)
}

fn audited_by<'r>(set: &'r RuleSet, records: &[(&str, &str)]) -> Report<'r> {
    let audit = Audit::new(set, AS_OF);
    let mut report = Report::new(&audit, Some(Force::Lov));
    for (name, text) in records {
        let source = Source::new(*name, (*text).to_owned());
        let record = readable(&source);
        report.records.push(Audited::new(set, &record, audit.outcomes(&record)));
    }
    report
}

fn accept(outcome: &mut Outcome, position: usize, text: &str) {
    outcome.change = Some(Change::ALL[position % Change::ALL.len()]);
    outcome.accepted = (position % 3 == 0).then(|| {
        Arc::new(Acceptance {
            reason: text.to_owned(),
            decided_by: text.to_owned(),
            case: (position % 2 == 0).then(|| text.to_owned()),
            until: AS_OF,
            expired: position % 2 == 1,
        })
    });
}

/// An accepted deviation from the first rule, with this text wherever somebody writes one.
fn judged(set: &RuleSet, text: &str, standing: Standing) -> Judged {
    let deviation = Deviation {
        rule: set.rules[0].id.clone(),
        organisation: text.to_owned(),
        subject: Some(text.to_owned()),
        reason: text.to_owned(),
        decided_by: text.to_owned(),
        case: Some(text.to_owned()),
        until: AS_OF,
        file: "avvik.toml".to_owned(),
        position: Position { line: 3, column: 1 },
    };
    Judged { deviation, standing }
}

/// A record with a value in every field that can stand alone, and this text in every free text.
pub fn full_record(text: &str) -> String {
    let mut ids = 0;
    let mut record = filled(SHAPE, text, &mut ids).unwrap_or_default();
    record["virksomhet"]["organisasjonstype"] = json!("kommune");
    serde_json::to_string_pretty(&record).unwrap_or_default()
}

/// A value of a shape; none where it would have to name something that exists.
fn filled(shape: &Shape, text: &str, ids: &mut usize) -> Option<Value> {
    match shape {
        Shape::Section(section) => {
            let fields = section.fields.iter();
            let filled = fields.filter_map(|field| Some((field.name.to_owned(), filled(field.shape, text, ids)?)));
            Some(Value::Object(filled.collect::<Map<_, _>>()))
        }
        Shape::List(item) => Some(json!([filled(item, text, ids)?])),
        Shape::Scalar(scalar) => Some(match scalar {
            Scalar::YesNo => json!("nei"),
            Scalar::Count | Scalar::Number => json!(1),
            Scalar::Date => json!("2024-01-01"),
            Scalar::Year => json!(2024),
            Scalar::Text => json!(text),
            Scalar::Choice(choices) => json!(choices.values[0]),
            Scalar::Id => {
                *ids += 1;
                json!(format!("id-{ids}"))
            }
            Scalar::OrganisationNumber => json!("974760673"),
            Scalar::MunicipalityNumber => json!("0301"),
            Scalar::Format => json!(FORMAT),
            Scalar::Reference(_) | Scalar::ListName => return None,
        }),
    }
}

/// What JSON says of every outcome, with the number that the other formats give it.
pub fn told_in_json(report: &Report<'_>, language: Language) -> Vec<(usize, JsonOutcome)> {
    let records = json::copy(report, language).records;
    let outcomes = records.into_iter().flat_map(|record| record.outcomes);
    outcomes.enumerate().map(|(position, outcome)| (position + 1, outcome)).collect()
}
