//! Workbooks: read back with another program's eyes, and nothing is missing, cut or alive.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests say what went wrong by stopping")]

mod office;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;
use std::sync::LazyLock;

use calamine::{Data, Range, Reader, Xlsx};
use medvirk::outcome::Status;
use medvirk::render::json::JsonOutcome;
use medvirk::render::office::capital;
use medvirk::render::{words, xlsx};
use medvirk::text::Texts;
use office::{Rendered, outcomes, parts, render_all, shown, targets};

type Book = Xlsx<Cursor<Vec<u8>>>;

static RENDERED: LazyLock<Vec<Rendered>> =
    LazyLock::new(|| render_all(|report, language| xlsx::render(report, language).unwrap()));

fn open(rendered: &Rendered) -> Book {
    Xlsx::new(Cursor::new(rendered.bytes.clone())).unwrap()
}

/// The rows of a sheet below its head, by the words of the head.
fn rows(book: &mut Book, sheet: &str) -> Vec<BTreeMap<String, Data>> {
    let range: Range<Data> = book.worksheet_range(sheet).unwrap();
    let mut rows = range.rows();
    let head: Vec<String> = rows.next().unwrap().iter().map(ToString::to_string).collect();
    rows.map(|row| head.iter().cloned().zip(row.iter().cloned()).collect()).collect()
}

/// The long texts of a book, whole.
fn long(book: &mut Book, texts: &Texts) -> Vec<String> {
    if !book.sheet_names().contains(&texts.sheet_long.to_owned()) {
        return Vec::new();
    }
    let mut found: BTreeMap<usize, String> = BTreeMap::new();
    for row in rows(book, texts.sheet_long) {
        found.entry(number(&row[texts.report_nr])).or_default().push_str(&row[texts.sheet_text].to_string());
    }
    found.into_values().collect()
}

fn number(cell: &Data) -> usize {
    match cell {
        Data::Float(number) => format!("{number}").parse().unwrap(),
        other => panic!("not a number: {other:?}"),
    }
}

/// Whether a cell says a text: itself, or by pointing at where the whole text stands.
fn says(cell: &Data, text: &str, long: &[String]) -> bool {
    let (cell, text) = (cell.to_string(), shown(text));
    cell == text || (cell.encode_utf16().count() <= 32_767 && cell.len() > 20_000 && long.contains(&text))
}

fn lines(texts: impl IntoIterator<Item = String>) -> String {
    texts.into_iter().collect::<Vec<_>>().join("\n")
}

fn status_word(outcome: &JsonOutcome, texts: &Texts) -> String {
    capital(words::status(Status::from_name(&outcome.status).unwrap(), texts))
}

#[test]
fn every_outcome_is_a_row_with_its_reason_sources_and_limits() {
    for rendered in RENDERED.iter() {
        let (json, texts) = (&rendered.json, rendered.language.texts());
        let mut book = open(rendered);
        let long = long(&mut book, texts);
        let rows = rows(&mut book, texts.sheet_all);
        assert_eq!(rows.len(), outcomes(json).count());
        for (position, (row, outcome)) in rows.iter().zip(outcomes(json)).enumerate() {
            assert_eq!(number(&row[texts.report_nr]), position + 1);
            let subject = outcome.subject.as_ref().map_or_else(String::new, |subject| match &subject.name {
                Some(name) => format!("{name} ({})", subject.path),
                None => subject.path.clone(),
            });
            for (head, expected) in [
                (texts.report_requirement, outcome.title.clone()),
                (texts.report_subject, subject),
                (texts.report_asked, outcome.requirement.clone()),
                (texts.report_reason, lines(outcome.reason.text.clone())),
                (texts.report_status, status_word(outcome, texts)),
                (texts.report_reference, lines(outcome.references.iter().map(|reference| reference.text.clone()))),
                (texts.report_statements, outcome.statements.join(", ")),
                (texts.report_documents, outcome.documents.clone()),
                (texts.report_rule, outcome.rule.clone()),
                (texts.report_fingerprint, outcome.fingerprint.clone()),
            ] {
                assert!(says(&row[head], &expected, &long), "{head} of {}: {:?}", outcome.rule, row[head]);
            }
            for parameter in &outcome.parameters {
                assert!(row[texts.report_parameters].to_string().contains(&parameter.name), "{}", outcome.rule);
            }
            let next = match outcome.status.as_str() {
                "not-met" | "partly" => outcome.remedy.as_str(),
                "not-documented" => outcome.question.as_str(),
                _ => "",
            };
            assert!(says(&row[texts.report_next], next, &long));
        }
    }
}

#[test]
fn every_fact_is_a_row_with_its_place() {
    for rendered in RENDERED.iter() {
        let (json, texts) = (&rendered.json, rendered.language.texts());
        let mut book = open(rendered);
        let long = long(&mut book, texts);
        let rows = rows(&mut book, texts.sheet_facts);
        let all: Vec<_> = outcomes(json).enumerate().collect();
        let facts = all.iter().flat_map(|(at, outcome)| outcome.evidence.iter().map(move |fact| (at + 1, fact)));
        assert_eq!(rows.len(), facts.clone().count());
        for (row, (at, fact)) in rows.iter().zip(facts) {
            assert_eq!(number(&row[texts.report_nr]), at);
            assert_eq!(number(&row[texts.sheet_line]), fact.place.line as usize);
            assert_eq!(number(&row[texts.sheet_column]), fact.place.column as usize);
            assert!(says(&row[texts.report_input], &fact.place.file, &long));
            assert!(says(&row[texts.sheet_field], &fact.field, &long));
            assert!(says(&row[texts.sheet_value], &lines(fact.values.clone()), &long), "{:?}", row[texts.sheet_value]);
        }
    }
}

#[test]
fn gaps_stand_apart_and_actions_leave_room() {
    for rendered in RENDERED.iter() {
        let (json, texts) = (&rendered.json, rendered.language.texts());
        let mut book = open(rendered);
        let numbered = |wanted: &[&str]| -> Vec<usize> {
            let found = outcomes(json).enumerate().filter(|(_, outcome)| wanted.contains(&outcome.status.as_str()));
            found.map(|(at, _)| at + 1).collect()
        };
        let gaps = numbered(&["not-met", "partly"]);
        let shown: Vec<usize> =
            rows(&mut book, texts.sheet_gaps).iter().map(|row| number(&row[texts.report_nr])).collect();
        assert_eq!(shown, gaps);
        let actions = rows(&mut book, texts.sheet_actions);
        let shown: Vec<usize> = actions.iter().map(|row| number(&row[texts.report_nr])).collect();
        assert_eq!(shown, [gaps, numbered(&["not-documented"])].concat());
        for row in &actions {
            assert_eq!(row[texts.sheet_progress].to_string(), texts.sheet_progress_new);
            for empty in [texts.sheet_responsible, texts.sheet_deadline, texts.sheet_comment] {
                assert_eq!(row[empty], Data::Empty);
            }
        }
    }
}

#[test]
fn the_summary_says_who_when_and_with_what() {
    for rendered in RENDERED.iter() {
        let (json, texts) = (&rendered.json, rendered.language.texts());
        let mut book = open(rendered);
        let long = long(&mut book, texts);
        let range = book.worksheet_range(texts.report_summary).unwrap();
        let cells: Vec<&Data> = range.rows().flatten().collect();
        let has = |text: &str| cells.iter().any(|cell| says(cell, text, &long));
        for record in &json.records {
            assert!(has(&record.file) && has(&record.sha256));
            assert!(has(record.organisation.name.as_deref().unwrap_or(texts.unnamed)));
            assert!(record.organisation.number.as_deref().is_none_or(has));
        }
        assert!(json.not_audited.iter().all(|name| has(name)));
        assert!(cells.iter().any(|cell| matches!(cell, Data::DateTime(day) if day.to_ymd_hms_milli().0 == 2026)));
        let counts: usize =
            json.records.iter().flat_map(|record| &record.counts).map(|counts| counts.not_documented).sum();
        assert!(counts > 0);
    }
}

#[test]
fn every_source_is_listed_with_its_link_and_dates() {
    for rendered in RENDERED.iter() {
        let (json, texts) = (&rendered.json, rendered.language.texts());
        let links = targets(&parts(&rendered.bytes));
        for reference in outcomes(json).flat_map(|outcome| &outcome.references).chain(&json.announced) {
            assert!(
                reference.address.as_ref().is_none_or(|address| links.contains(address)),
                "{:?}",
                reference.address
            );
        }
        let mut book = open(rendered);
        let rows = rows(&mut book, texts.sheet_sources);
        let cited: BTreeSet<String> = rows.iter().map(|row| row[texts.report_reference].to_string()).collect();
        assert!(json.announced.iter().all(|reference| cited.contains(&reference.text)));
        assert!(rows.iter().any(|row| matches!(row[texts.report_from], Data::DateTime(_))));
    }
}

#[test]
fn nothing_from_a_record_comes_alive() {
    for rendered in RENDERED.iter() {
        let parts = parts(&rendered.bytes);
        for target in targets(&parts) {
            assert!(rendered.ours.contains(&target), "{target}");
        }
        for (name, text) in &parts {
            let document = roxmltree::Document::parse(text).unwrap_or_else(|error| panic!("{name}: {error}"));
            if name.starts_with("xl/worksheets/sheet") {
                for node in document.descendants() {
                    assert!(!matches!(node.tag_name().name(), "f" | "oleObject" | "legacyDrawing"), "{name}");
                    assert!(node.attribute("t").is_none_or(|kind| kind == "s" || kind == "str"), "{name}");
                }
            }
        }
        assert!(
            !parts
                .keys()
                .any(|name| name.contains("vba") || name.contains("externalLink") || name.contains("connections"))
        );
        let mut book = open(rendered);
        for sheet in book.sheet_names() {
            assert!(book.worksheet_formula(&sheet).unwrap().is_empty(), "{sheet}");
        }
        let header = document_text(&parts["xl/worksheets/sheet2.xml"], "oddHeader");
        assert!(!header.replace("&&", "").contains("&P") && header.len() < 255, "{header}");
    }
}

fn document_text(xml: &str, name: &str) -> String {
    let document = roxmltree::Document::parse(xml).unwrap();
    let found = document.descendants().find(|node| node.tag_name().name() == name);
    found.and_then(|node| node.text()).unwrap_or_default().to_owned()
}

#[test]
fn tables_can_be_filtered_frozen_printed_and_filled_in() {
    for rendered in RENDERED.iter() {
        let texts = rendered.language.texts();
        let parts = parts(&rendered.bytes);
        for sheet in 2..=6 {
            let xml = &parts[&format!("xl/worksheets/sheet{sheet}.xml")];
            for needed in ["<autoFilter ", r#"state="frozen""#, r#"paperSize="9""#, r#"orientation="landscape""#] {
                assert!(xml.contains(needed), "sheet {sheet} has no {needed}");
            }
            assert!(!xml.contains("<row r=\"2\"") || !xml.contains("customHeight"), "rows cannot grow");
        }
        let actions = &parts["xl/worksheets/sheet4.xml"];
        assert!(actions.contains("<dataValidations count=\"2\"") && actions.contains(texts.sheet_progress_done));
        for coloured in [2, 3, 4] {
            assert!(parts[&format!("xl/worksheets/sheet{coloured}.xml")].contains("<conditionalFormatting "));
        }
        let names = &parts["xl/workbook.xml"];
        assert_eq!(names.matches("_xlnm.Print_Titles").count(), names.matches("<sheet ").count() - 1);
        assert!(parts["docProps/core.xml"].contains("2026-06-01T00:00:00Z"));
    }
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    assert!(RENDERED.iter().all(|rendered| rendered.bytes == rendered.again));
}
