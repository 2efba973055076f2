//! Markdown reports, read back by GitLab's parser with the extensions of GitHub and GitLab.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod support;

use comrak::nodes::{Node, NodeValue};
use comrak::{Arena, Options, parse_document};
use medvirk::render::markdown::{render, table};
use medvirk::render::plain::one_line;
use medvirk::text::Language;
use support::reports::{HARMLESS, HOSTILE, audited, told_in_json, with_text, with_text_in_short};

fn options() -> Options<'static> {
    let mut options = Options::default();
    let extension = &mut options.extension;
    extension.table = true;
    extension.autolink = true;
    extension.strikethrough = true;
    extension.tasklist = true;
    extension.footnotes = true;
    extension.inline_footnotes = true;
    extension.alerts = true;
    extension.math_dollars = true;
    extension.math_code = true;
    extension.description_lists = true;
    extension.multiline_block_quotes = true;
    extension.superscript = true;
    extension.highlight = true;
    extension.wikilinks_title_after_pipe = true;
    options.parse.relaxed_autolinks = true;
    options.parse.relaxed_tasklist_matching = true;
    options.parse.tasklist_in_table = true;
    options
}

/// Every node by its kind, with what it carries besides words; texts side by side are one.
fn skeleton(markdown: &str) -> Vec<String> {
    let arena = Arena::new();
    let mut kinds: Vec<String> = Vec::new();
    for node in parse_document(&arena, markdown, &options()).descendants() {
        let kind = match &node.data().value {
            NodeValue::Text(_) => "text".to_owned(),
            NodeValue::Code(code) => format!("code {}", code.literal),
            NodeValue::HtmlInline(html) => format!("html {html}"),
            NodeValue::HtmlBlock(block) => format!("html {}", block.literal),
            NodeValue::Link(link) if link.url.starts_with('#') => "link in the page".to_owned(),
            NodeValue::Link(link) => format!("link {} {}", link.url, link.title),
            NodeValue::Heading(heading) => format!("heading {}", heading.level),
            NodeValue::Table(table) => format!("table {:?}", table.alignments),
            NodeValue::List(list) => format!("list {:?}", list.list_type),
            other => format!("{:?}", std::mem::discriminant(other)),
        };
        if kind != "text" || kinds.last().is_none_or(|last| last != "text") {
            kinds.push(kind);
        }
    }
    kinds
}

fn words(node: Node<'_>) -> String {
    let mut words = String::new();
    for node in node.descendants() {
        match &node.data().value {
            NodeValue::Text(text) => words.push_str(text),
            NodeValue::Code(code) => words.push_str(&code.literal),
            NodeValue::HtmlInline(_) | NodeValue::Paragraph | NodeValue::TableCell => words.push('\n'),
            _ => {}
        }
    }
    words
}

/// Without spaces, and without the joiner that takes away what a text could do.
fn letters(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '\u{2060}').collect()
}

#[test]
fn no_text_breaks_out() {
    let both =
        |text: &str| with_text_in_short(text, |report| [render(report, Language::Nb), table(report, Language::Nb)]);
    let expected = both(HARMLESS).map(|markdown| skeleton(&markdown));
    assert!(expected.iter().flatten().all(|kind| !kind.starts_with("html") || kind == "html <br>"));
    for hostile in HOSTILE {
        for (markdown, expected) in both(hostile).iter().zip(&expected) {
            let found = skeleton(markdown);
            let differs = found.iter().zip(expected).position(|(found, expected)| found != expected);
            assert_eq!(differs.map(|at| (&found[at], &expected[at])), None, "{hostile}");
            assert_eq!(found.len(), expected.len(), "{hostile}");
            assert!(!markdown.chars().any(|c| c.is_control() && c != '\n'), "{hostile}");
            assert!(!markdown.contains(['\u{202e}', '\u{202c}', '\u{2066}', '\u{2069}', '\u{200f}']), "{hostile}");
        }
    }
}

/// What sites look for in the finished text, where no backslash is left.
#[test]
fn nothing_is_left_that_sites_act_on() {
    with_text_in_short(HOSTILE[14], |report| {
        let markdown = render(report, Language::Nb);
        let arena = Arena::new();
        let page = parse_document(&arena, &markdown, &options());
        for node in page.descendants() {
            let NodeValue::Text(text) = &node.data().value else { continue };
            for pattern in ["@e", "#1", "://", "www.e"] {
                assert!(!text.contains(pattern), "{pattern} in {text}");
            }
        }
    });
}

#[test]
fn all_that_json_says_of_an_outcome_stands_under_its_heading() {
    for language in Language::ALL {
        with_text("<b> & | `a` _b_", |report| {
            let markdown = render(report, language);
            let arena = Arena::new();
            let page = parse_document(&arena, &markdown, &options());
            let mut parts: Vec<(String, String, Vec<String>)> = Vec::new();
            let mut is_outcome = false;
            for block in page.children() {
                if let NodeValue::Heading(heading) = &block.data().value {
                    is_outcome = heading.level == 5;
                    if is_outcome {
                        let heading = words(block);
                        let number = heading.split_whitespace().next().unwrap_or_default().to_owned();
                        parts.push((number, heading, Vec::new()));
                    }
                }
                let Some(last) = parts.last_mut().filter(|_| is_outcome) else { continue };
                last.1.push_str(&words(block));
                last.2.extend(block.descendants().filter_map(|node| match &node.data().value {
                    NodeValue::Link(link) => Some(link.url.clone()),
                    _ => None,
                }));
            }
            let told = told_in_json(report, language);
            assert_eq!(parts.len(), told.len());
            for (number, outcome) in told {
                let (_, text, links) = parts.iter().find(|part| part.0 == number.to_string()).unwrap();
                let text = letters(text);
                let mut expected = vec![&outcome.rule, &outcome.title, &outcome.requirement];
                expected.extend(&outcome.reason.text);
                expected.extend(outcome.references.iter().map(|reference| &reference.text));
                expected.extend(outcome.subject.iter().map(|subject| &subject.path));
                match outcome.status.as_str() {
                    "not-met" | "partly" => expected.push(&outcome.remedy),
                    "not-documented" => expected.push(&outcome.question),
                    _ => {}
                }
                if outcome.status != "not-applicable" {
                    expected.push(&outcome.documents);
                    expected.extend(outcome.parameters.iter().map(|parameter| &parameter.name));
                }
                for expected in expected {
                    assert!(text.contains(&letters(&one_line(expected))), "{}: {expected}\n{text}", outcome.rule);
                }
                let addresses = outcome.references.iter().filter_map(|reference| reference.address.as_deref());
                assert_eq!(*links, addresses.collect::<Vec<_>>(), "{}", outcome.rule);
            }
        });
    }
}

#[test]
fn the_table_alone_is_the_table_of_the_report() {
    with_text(HARMLESS, |report| {
        let (whole, alone) = (render(report, Language::Nn), table(report, Language::Nn));
        let rows: Vec<&str> = alone.lines().filter(|line| line.starts_with('|')).collect();
        assert!(rows.len() > 20);
        for row in &rows {
            assert!(whole.contains(row), "{row}");
        }
        let tables = skeleton(&alone).iter().filter(|kind| kind.starts_with("table")).count();
        assert_eq!(tables, report.records.len());
        assert!(!skeleton(&alone).iter().any(|kind| kind.starts_with("heading") || kind.starts_with("list")));
    });
}

#[test]
fn a_job_summary_takes_a_large_report() {
    with_text(HARMLESS, |report| assert!(render(report, Language::En).len() < 1024 * 1024));
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let bytes = || with_text(HOSTILE[0], |report| render(report, Language::Nn));
    assert_eq!(bytes(), bytes());
}

#[test]
fn a_report_on_nothing_says_so() {
    let mut report = audited(&[]);
    report.failed.push("a.yaml".to_owned().into());
    let markdown = render(&report, Language::En);
    assert!(markdown.contains("No file has been audited.") && markdown.contains("- a.yaml"), "{markdown}");
    assert_eq!(table(&report, Language::En), "\n");
}
