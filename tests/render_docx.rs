//! Word documents: read back as XML, and nothing is missing, out of order or alive.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests say what went wrong by stopping")]

mod office;
mod support;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use medvirk::render::docx;
use medvirk::render::json::JsonOutcome;
use medvirk::render::office::tag;
use medvirk::text::Texts;
use office::{Rendered, outcomes, parts, render_all, shown, targets};
use roxmltree::{Document, Node};
use support::told::{self, WORD, letters};

static RENDERED: LazyLock<Vec<Rendered>> =
    LazyLock::new(|| render_all(|report, language| docx::render(report, language).unwrap()));

/// Calls with each document, its report, and the words of its language.
fn each(look: impl Fn(&Document<'_>, &Rendered, &'static Texts)) {
    for rendered in RENDERED.iter() {
        let text = told::document(&rendered.bytes);
        look(&Document::parse(&text).unwrap(), rendered, rendered.language.texts());
    }
}

fn is(node: Node<'_, '_>, name: &str) -> bool {
    node.has_tag_name((WORD, name))
}

fn all<'a, 'i>(node: Node<'a, 'i>, name: &'static str) -> impl Iterator<Item = Node<'a, 'i>> {
    node.descendants().filter(move |found| is(*found, name))
}

fn value<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attribute((WORD, name))
}

/// The words of a paragraph, a cell or a row.
fn words(node: Node<'_, '_>) -> String {
    let runs = node.descendants().filter(|found| is(*found, "t") || is(*found, "tab"));
    runs.map(|run| run.text().unwrap_or(" ")).collect()
}

fn style<'a>(paragraph: Node<'a, '_>) -> &'a str {
    all(paragraph, "pStyle").next().and_then(|style| value(style, "val")).unwrap_or_default()
}

fn body<'a, 'i>(document: &'a Document<'i>) -> Node<'a, 'i> {
    all(document.root(), "body").next().unwrap()
}

/// What stands between the heading of each gap and the next heading, as labels with their texts.
fn gap_chapters(document: &Document<'_>, texts: &Texts) -> Vec<(String, Vec<(String, String)>)> {
    let mut chapters: Vec<(String, Vec<(String, String)>)> = Vec::new();
    let mut open = false;
    for paragraph in body(document).children().filter(|node| is(*node, "p")) {
        let text = words(paragraph);
        if style(paragraph).starts_with("Heading") {
            open = text.starts_with(&format!("{} ", texts.report_requirement)) && text.contains(": ");
            if open {
                chapters.push((text, Vec::new()));
            }
        } else if let (true, Some((_, points))) = (open, chapters.last_mut()) {
            let label = all(paragraph, "r").next().filter(|_| style(paragraph) == "Punkt").map(words);
            match (label, points.last_mut()) {
                (None, Some((_, told))) => told.push_str(&text),
                (label, _) => points.push((label.unwrap_or_default(), text)),
            }
        }
    }
    chapters
}

fn is_gap(outcome: &JsonOutcome) -> bool {
    matches!(outcome.status.as_str(), "not-met" | "partly")
}

/// All that has to be said of an outcome.
fn needed(outcome: &JsonOutcome) -> Vec<&String> {
    let mut needed = vec![&outcome.title];
    needed.extend(&outcome.reason.text);
    needed.extend(outcome.references.iter().map(|reference| &reference.text));
    needed.extend(outcome.subject.iter().map(|subject| &subject.path));
    match outcome.status.as_str() {
        "not-met" | "partly" => needed.extend([&outcome.requirement, &outcome.remedy]),
        "not-documented" => needed.extend([&outcome.requirement, &outcome.question, &outcome.documents]),
        "met" => needed.push(&outcome.requirement),
        _ => {}
    }
    needed
}

fn says(told: &str, text: &str) -> bool {
    told.contains(&letters(&shown(text)))
}

#[test]
fn every_gap_has_facts_requirement_assessment_and_conclusion_in_this_order() {
    each(|document, rendered, texts| {
        let gaps: Vec<(usize, &JsonOutcome)> =
            outcomes(&rendered.json).enumerate().filter(|(_, outcome)| is_gap(outcome)).collect();
        let chapters = gap_chapters(document, texts);
        assert_eq!(chapters.len(), gaps.len());
        for (position, outcome) in gaps {
            let heading = format!("{} {}: {}", texts.report_requirement, position + 1, outcome.title);
            let (_, points) = chapters.iter().find(|(found, _)| *found == heading).unwrap();
            let labels: Vec<&str> = points.iter().map(|(label, _)| label.as_str()).collect();
            let at = |label: &str| labels.iter().position(|found| *found == label).unwrap_or(usize::MAX);
            let facts = if outcome.evidence.is_empty() { 0 } else { at(texts.word_facts) };
            let order = [facts, at(texts.report_requirement), at(texts.word_assessment), at(texts.word_conclusion)];
            assert!(order.is_sorted() && order[3] < at(texts.word_action), "{labels:?}");
            assert!(at(texts.word_action) < labels.len(), "{labels:?}");
            let told = letters(&(heading + &points.iter().map(|(_, text)| text.as_str()).collect::<String>()));
            for text in needed(outcome) {
                assert!(says(&told, text), "{}: {text}", outcome.rule);
            }
        }
    });
}

#[test]
fn every_other_outcome_is_a_row_with_its_number_reason_and_sources() {
    each(|document, rendered, _| {
        let tables = body(document).children().filter(|node| is(*node, "tbl"));
        let rows: Vec<(String, String)> = tables
            .flat_map(|table| all(table, "tr").skip(1))
            .map(|row| (words(all(row, "tc").next().unwrap()), letters(&words(row))))
            .collect();
        for (position, outcome) in outcomes(&rendered.json).enumerate().filter(|(_, outcome)| !is_gap(outcome)) {
            let number = (position + 1).to_string();
            let told = rows.iter().filter(|(first, _)| *first == number).map(|(_, row)| row);
            let whole = |row: &&String| needed(outcome).into_iter().all(|text| says(row, text));
            assert!(
                told.clone().any(|row| whole(&row)),
                "{number} {}: {told:?}",
                outcome.rule,
                told = told.collect::<Vec<_>>()
            );
        }
    });
}

#[test]
fn the_gaps_stand_before_what_is_open_met_and_not_applicable() {
    each(|document, rendered, texts| {
        let headings: Vec<String> = body(document)
            .children()
            .filter(|node| style(*node).starts_with("Heading"))
            .map(words)
            .filter(|heading| {
                [texts.word_gaps, texts.word_open, texts.word_met, texts.word_not_applicable]
                    .contains(&heading.as_str())
            })
            .collect();
        let expected = [texts.word_gaps, texts.word_open, texts.word_met, texts.word_not_applicable];
        assert_eq!(headings, expected.repeat(rendered.json.records.len()));
    });
}

#[test]
fn the_document_says_who_when_with_what_and_what_was_left_out() {
    each(|document, rendered, texts| {
        let told = letters(&words(body(document)));
        for record in &rendered.json.records {
            assert!(says(&told, &record.file) && says(&told, &record.sha256));
            assert!(says(&told, record.organisation.name.as_deref().unwrap_or(texts.unnamed)));
        }
        let json = &rendered.json;
        assert!(json.not_audited.iter().chain(&json.skipped).all(|name| says(&told, name)));
        assert!(says(&told, &json.tool.rule_set) && says(&told, texts.report_basis));
        for reference in &json.announced {
            assert!(says(&told, &reference.text), "{}", reference.text);
        }
    });
}

#[test]
fn the_contents_list_the_chapters_and_lead_to_them() {
    each(|document, _, texts| {
        let marks: BTreeSet<&str> =
            all(document.root(), "bookmarkStart").filter_map(|mark| value(mark, "name")).collect();
        let anchors: Vec<&str> = all(document.root(), "hyperlink").filter_map(|link| value(link, "anchor")).collect();
        assert!(!anchors.is_empty() && anchors.iter().all(|anchor| marks.contains(anchor)));
        assert_eq!(anchors.len(), marks.len());
        let listed = body(document).descendants().filter(|node| style(*node).starts_with("TOC") && is(*node, "p"));
        assert!(listed.map(words).any(|entry| entry.contains(texts.word_gaps)));
    });
}

#[test]
fn people_who_do_not_see_it_can_read_it() {
    each(|document, rendered, _| {
        let tables: Vec<Node<'_, '_>> = all(document.root(), "tbl").collect();
        for table in &tables {
            let first = all(*table, "tr").next().unwrap();
            assert!(all(first, "tblHeader").next().is_some(), "the head repeats");
            for described in ["tblCaption", "tblDescription"] {
                let text = all(*table, described).next().and_then(|node| value(node, "val")).unwrap_or_default();
                assert!(!text.is_empty(), "{described}");
            }
        }
        assert!(tables.len() > 10);
        // There are no pictures that would need a text instead.
        assert_eq!(all(document.root(), "drawing").chain(all(document.root(), "pict")).count(), 0);
        let levels: Vec<u8> =
            body(document).children().filter_map(|node| style(node).strip_prefix("Heading")?.parse().ok()).collect();
        assert_eq!(levels[0], 1);
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "no level of headings is left out");
        let language = format!(r#"w:lang w:val="{}""#, tag(rendered.language));
        assert!(parts(&rendered.bytes)["word/styles.xml"].contains(&language));
    });
}

#[test]
fn nothing_from_a_record_comes_alive() {
    for rendered in RENDERED.iter() {
        let parts = parts(&rendered.bytes);
        for target in targets(&parts) {
            assert!(rendered.ours.contains(&target), "{target}");
        }
        for (name, text) in &parts {
            let document = Document::parse(text).unwrap_or_else(|error| panic!("{name}: {error}"));
            for field in all(document.root(), "instrText") {
                let code = field.text().unwrap_or_default().trim();
                let known = code.starts_with(r"TOC \o") || code.starts_with("SEQ ");
                assert!(known || ["PAGE", "NUMPAGES"].contains(&code), "{name}: {code}");
            }
            for alive in ["fldSimple", "object", "altChunk", "subDoc", "attachedTemplate", "control"] {
                assert_eq!(all(document.root(), alive).count(), 0, "{name}: {alive}");
            }
        }
        assert!(!parts.keys().any(|name| name.contains("vba") || name.contains("embeddings")));
    }
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    assert!(RENDERED.iter().all(|rendered| rendered.bytes == rendered.again));
}
