//! Every format tells what JSON tells, lets no text break out, and is the same every time.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests say what went wrong by stopping")]

mod support;

use std::collections::BTreeSet;

use medvirk::render::json::JsonOutcome;
use medvirk::render::plain::one_line;
use medvirk::render::{csv, docx, github, gitlab, html, json, junit, markdown, oscal, sarif, terminal, xlsx};
use medvirk::report::Report;
use medvirk::text::Language;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngSeed, TestRunner};
use serde_json::Value;
use support::generator::records;
use support::layout::plain;
use support::reports::{HARMLESS, HOSTILE, audited, told_in_json, with_text, with_text_in_short};
use support::style;
use support::told::{letters, told};

type Print = fn(&Report<'_>, Language) -> Vec<u8>;

/// Every format in which a whole report can be printed, with all that it has.
const FORMATS: [(&str, Print); 11] = [
    ("terminal", |report, language| terminal::render(report, true, style(language, 100)).into_bytes()),
    ("json", |report, language| json::render(report, language).into_bytes()),
    ("html", |report, language| html::render(report, language).into_bytes()),
    ("md", |report, language| markdown::render(report, language).into_bytes()),
    ("csv", |report, language| csv::render(report, language, b';')),
    ("xlsx", |report, language| xlsx::render(report, language).unwrap()),
    ("docx", |report, language| docx::render(report, language).unwrap()),
    ("sarif", |report, language| sarif::render(report, true, language).into_bytes()),
    ("junit", |report, language| junit::render(report, language).into_bytes()),
    ("gitlab", |report, language| gitlab::render(report, true, language).into_bytes()),
    ("oscal", |report, language| oscal::render(report, language).into_bytes()),
];

/// The formats that tell a reader all; the others leave to the rule what the rule says itself.
const FOR_READERS: [&str; 6] = ["json", "html", "md", "csv", "xlsx", "docx"];

/// The reason as a format tells it: none for what is met in `JUnit`, where a test that passes says nothing.
fn reasons<'a>(format: &str, outcome: &'a JsonOutcome) -> &'a [String] {
    if format == "junit" && outcome.status == "met" { &[] } else { &outcome.reason.text }
}

#[test]
fn no_outcome_reason_or_reference_in_json_is_missing_from_any_other_format() {
    let text = "et <b>ord</b> & ett til";
    // All rules in one language, enough of them in the others.
    with_text(text, |report| tells_all(report, Language::Nb));
    with_text_in_short(text, |report| tells_all(report, Language::Nn));
    with_text_in_short(text, |report| tells_all(report, Language::En));
}

fn tells_all(report: &Report<'_>, language: Language) {
    let outcomes = told_in_json(report, language);
    // A table on a screen breaks lines inside its cells, and so words of one cell stand apart.
    for (format, print) in FORMATS.into_iter().filter(|(format, _)| *format != "terminal") {
        let told = told(format, &print(report, language)).to_lowercase();
        let says = |text: &str| told.contains(&letters(&one_line(text)).to_lowercase());
        let for_readers = FOR_READERS.contains(&format);
        for (_, outcome) in &outcomes {
            let mut expected = vec![&outcome.rule];
            expected.extend(reasons(format, outcome));
            if for_readers {
                expected.extend([&outcome.title, &outcome.requirement]);
                expected.extend(outcome.references.iter().map(|reference| &reference.text));
            }
            for text in expected {
                assert!(says(text), "{format} lacks {text:?} of {}", outcome.rule);
            }
        }
        // A table of outcomes alone has no place for the rest.
        if for_readers && format != "csv" {
            for judged in &report.deviations {
                assert!(says(&judged.deviation.decided_by) && says(&judged.deviation.reason), "{format}");
            }
            for name in report.not_audited().iter().chain(&report.skipped) {
                assert!(says(name), "{format} lacks {name}");
            }
        }
    }
}

#[test]
fn every_format_has_as_many_outcomes_as_json() {
    with_text_in_short(HARMLESS, |report| {
        let expected = told_in_json(report, Language::Nb).len();
        let parsed = |format: &str| -> Value {
            let (_, print) = FORMATS.into_iter().find(|(name, _)| *name == format).unwrap();
            serde_json::from_slice(&print(report, Language::Nb)).unwrap()
        };
        let amiss = report.deviations.iter().filter(|judged| judged.standing.is_amiss()).count();
        assert!(amiss > 0);
        assert_eq!(parsed("sarif")["runs"][0]["results"].as_array().unwrap().len(), expected);
        assert_eq!(parsed("gitlab").as_array().unwrap().len(), expected + amiss + report.failed.len());
        let results = parsed("oscal")["assessment-results"]["results"].clone();
        let observed = results.as_array().unwrap().iter().map(|one| one["observations"].as_array().unwrap().len());
        assert_eq!(observed.sum::<usize>(), expected);
        let suites = quick_junit::Report::deserialize_from_str(&junit::render(report, Language::Nb)).unwrap();
        let cases: usize = suites.test_suites.iter().map(|suite| suite.test_cases.len()).sum();
        assert_eq!(cases, expected + amiss + report.failed.len());
    });
}

#[test]
fn every_format_of_generated_records_is_read_by_other_programs_with_every_outcome() {
    let config = Config { rng_seed: RngSeed::Fixed(2026), failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new(config);
    for language in Language::ALL {
        let record = records().new_tree(&mut runner).unwrap().current();
        let report = audited(&[("post.yaml", &plain(&record))]);
        for (format, print) in FORMATS.into_iter().filter(|(format, _)| *format != "terminal") {
            let told = told(format, &print(&report, language));
            for outcome in &report.records[0].outcomes {
                let rule = &report.set.rules[outcome.rule].id;
                assert!(told.contains(rule.as_str()), "{format} lacks {rule}");
            }
        }
    }
}

/// What a document is made of, without its words.
fn shape(format: &str, bytes: &[u8]) -> Vec<String> {
    let text = || String::from_utf8(bytes.to_vec()).unwrap();
    match format {
        "sarif" | "gitlab" | "oscal" | "json" => {
            let mut shape = Vec::new();
            of_json(&serde_json::from_str(&text()).unwrap(), &mut shape);
            shape
        }
        "junit" => {
            let text = text();
            let parsed = roxmltree::Document::parse(&text).unwrap();
            let elements = parsed.descendants().filter(roxmltree::Node::is_element);
            let names = |node: roxmltree::Node<'_, '_>| {
                node.attributes().map(|attribute| attribute.name().to_owned()).collect::<Vec<_>>().join(" ")
            };
            elements.map(|node| format!("{} {}", node.tag_name().name(), names(node))).collect()
        }
        // How many there are of each kind is a matter of the outcomes.
        "github" => {
            let text = text();
            let kinds = text.lines().map(|line| line.split_once(' ').unwrap_or((line, "")).0);
            let commands: BTreeSet<&str> = kinds.filter(|kind| kind.starts_with("::")).collect();
            commands.into_iter().map(str::to_owned).collect()
        }
        _ => Vec::new(),
    }
}

fn of_json(value: &Value, shape: &mut Vec<String>) {
    match value {
        Value::Array(items) => {
            shape.push(format!("[{}]", items.len()));
            for item in items {
                of_json(item, shape);
            }
        }
        Value::Object(fields) => {
            shape.push(fields.keys().cloned().collect::<Vec<_>>().join(" "));
            for value in fields.values() {
                of_json(value, shape);
            }
        }
        _ => {}
    }
}

#[test]
fn no_text_breaks_out_of_a_format_for_other_programs() {
    let formats: Vec<(&str, Print)> = FORMATS
        .into_iter()
        .filter(|(format, _)| !FOR_READERS.contains(format) || *format == "json")
        .chain([("github", (|report, language| github::render(report, true, language).into_bytes()) as Print)])
        .collect();
    let harmless: Vec<Vec<String>> = with_text_in_short(HARMLESS, |report| {
        formats.iter().map(|(format, print)| shape(format, &print(report, Language::Nb))).collect()
    });
    for hostile in HOSTILE.iter().chain(&["{0} {1} ](https://evil.example)", "%0A::stop-commands::x\n::error::y"]) {
        with_text_in_short(hostile, |report| {
            for ((format, print), expected) in formats.iter().zip(&harmless) {
                let bytes = print(report, Language::Nb);
                let found = shape(format, &bytes);
                let other = found.iter().zip(expected).find(|(found, expected)| found != expected);
                assert!(other.is_none() && found.len() == expected.len(), "{format} {hostile}: {other:?}");
                let text = String::from_utf8(bytes).unwrap();
                let unseen =
                    |c: char| c.is_control() && !matches!(c, '\n' | '\t') || "\u{202e}\u{2066}\u{200f}".contains(c);
                assert!(*format == "json" || !text.contains(unseen), "{format} {hostile}");
                if *format == "sarif" {
                    // Links of SARIF's own kind, and the places of arguments.
                    let run = &serde_json::from_str::<Value>(&text).unwrap()["runs"][0];
                    let words = strings(&run["results"]) + &strings(&run["invocations"]);
                    assert!(!words.contains("](http") && !words.contains("{0}"), "{hostile}");
                }
            }
        });
    }
}

/// All texts in a JSON document.
fn strings(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone() + "\n",
        Value::Array(items) => items.iter().map(strings).collect(),
        Value::Object(fields) => fields.values().map(strings).collect(),
        _ => String::new(),
    }
}

#[test]
fn the_summary_of_a_job_has_no_elements_but_its_own() {
    let elements = |text: &str| {
        with_text_in_short(text, |report| {
            let mut options = comrak::Options::default();
            options.extension.table = true;
            options.extension.autolink = true;
            options.render.r#unsafe = true;
            let html = comrak::markdown_to_html(&github::summary(report, Language::Nb), &options);
            let page = scraper::Html::parse_fragment(&html);
            let names = page.root_element().descendants().filter_map(scraper::ElementRef::wrap);
            names.map(|element| element.value().name().to_owned()).collect::<BTreeSet<String>>()
        })
    };
    let expected = elements(HARMLESS);
    for hostile in HOSTILE {
        assert_eq!(elements(hostile), expected, "{hostile}");
    }
}

#[test]
fn the_same_report_gives_the_same_bytes_in_every_format() {
    with_text(HOSTILE[0], |report| {
        for (format, print) in FORMATS {
            assert!(print(report, Language::Nn) == print(report, Language::Nn), "{format}");
        }
    });
}
