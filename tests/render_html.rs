//! HTML reports, read back by the parser that browsers are built on.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod support;

use std::collections::BTreeSet;

use medvirk::render::html::render;
use medvirk::render::plain::one_line;
use medvirk::source::is_forbidden;
use medvirk::text::Language;
use scraper::{ElementRef, Html, Selector};
use support::reports::{HARMLESS, HOSTILE, audited, told_in_json, with_text, with_text_in_short};

fn page(text: &str) -> Html {
    let page = Html::parse_document(text);
    assert!(page.errors.is_empty(), "{:?}", page.errors);
    page
}

fn all<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    page.select(&Selector::parse(selector).unwrap()).collect()
}

fn below<'a>(element: ElementRef<'a>, selector: &str) -> Vec<ElementRef<'a>> {
    element.select(&Selector::parse(selector).unwrap()).collect()
}

fn words(element: ElementRef<'_>) -> String {
    one_line(&element.text().collect::<Vec<_>>().join(" "))
}

/// Without spaces, which markup puts between words.
fn letters(text: &str) -> String {
    text.split_whitespace().collect()
}

/// Every element with its attributes; of the values, those that are not words to read.
fn skeleton(page: &Html) -> Vec<String> {
    let elements = page.root_element().descendants().filter_map(ElementRef::wrap);
    elements
        .map(|element| {
            let attributes = element.value().attrs().map(|(name, value)| format!("{name}={value}"));
            format!("{} {}", element.value().name(), attributes.collect::<Vec<_>>().join(" "))
        })
        .collect()
}

#[test]
fn no_text_breaks_out() {
    let harmless = with_text_in_short(HARMLESS, |report| page(&render(report, Language::Nb)));
    let (expected, style) = (skeleton(&harmless), words(all(&harmless, "style")[0]));
    for hostile in HOSTILE {
        with_text_in_short(hostile, |report| {
            let page = page(&render(report, Language::Nb));
            assert_eq!(skeleton(&page), expected, "{hostile}");
            assert_eq!(words(all(&page, "style")[0]), style, "{hostile}");
            let comments = page.tree.values().filter(|node| node.is_comment()).count();
            assert_eq!(comments, 0, "{hostile}");
            let heading = words(all(&page, ".record > h2")[0]);
            let printable: String = hostile.chars().filter(|c| !is_forbidden(*c)).collect();
            assert_eq!(heading, one_line(&printable), "the text stands there as it is");
            let text = words(page.root_element());
            assert!(!text.chars().any(|c| c.is_control() || "\u{202e}\u{202c}\u{2066}\u{2069}\u{200f}".contains(c)));
        });
    }
}

#[test]
fn all_that_json_says_of_an_outcome_stands_in_its_article() {
    for language in Language::ALL {
        with_text("<b> & \"a\"", |report| {
            let page = page(&render(report, language));
            let articles = all(&page, "article");
            let told = told_in_json(report, language);
            assert_eq!(articles.len(), told.len());
            for (number, outcome) in told {
                let article = *articles
                    .iter()
                    .find(|article| words(below(**article, "h5 .number")[0]) == number.to_string())
                    .unwrap_or_else(|| panic!("no article with number {number}"));
                let text = letters(&words(article));
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
                let data = |name: &str| article.attr(name).unwrap_or_default();
                assert_eq!(data("data-status"), outcome.status);
                assert_eq!(data("data-force"), outcome.force);
                assert_eq!(data("data-topic"), outcome.topic);
                assert_eq!(data("data-level"), outcome.level);
                let links: Vec<&str> = below(article, "a").iter().filter_map(|link| link.attr("href")).collect();
                let addresses: Vec<&str> =
                    outcome.references.iter().filter_map(|reference| reference.address.as_deref()).collect();
                assert_eq!(links, addresses, "{}", outcome.rule);
            }
        });
    }
}

#[test]
fn what_the_report_rests_on_is_told() {
    with_text(HARMLESS, |report| {
        let page = page(&render(report, Language::Nb));
        let text = words(page.root_element());
        let record = &report.records[0];
        for told in [&record.input.sha256, &record.input.name, &report.set.version, &"1. juni 2026".to_owned()] {
            assert!(text.contains(told.as_str()), "{told}");
        }
        let sources = words(all(&page, "section[aria-labelledby=kilder]")[0]);
        for provision in report.cited().into_iter().chain(report.announced()) {
            for told in [&provision.section, &provision.addressee] {
                assert!(sources.contains(told.get(Language::Nb)), "{told:?}");
            }
        }
        for document in report.documents() {
            assert!(sources.contains(&document.title), "{}", document.title);
        }
        assert!(text.contains(report.failed[0].name.as_str()));
    });
}

#[test]
fn nothing_is_allowed_that_is_not_in_the_file() {
    let page = page(&render(&audited(&[]), Language::En));
    let policy = all(&page, "meta[http-equiv=Content-Security-Policy]")[0].attr("content").unwrap().to_owned();
    assert!(policy.starts_with("default-src 'none'; style-src 'sha256-"), "{policy}");
    assert!(!policy.contains("unsafe"), "{policy}");
    for selector in ["[src]", "link", "[style]", "iframe", "object", "base"] {
        assert!(all(&page, selector).is_empty(), "{selector}");
    }
    assert_eq!(all(&page, "script").len(), 1);
    assert_eq!(all(&page, "style").len(), 1);
}

#[test]
fn people_who_do_not_see_it_can_read_it() {
    for language in Language::ALL {
        with_text_in_short(HARMLESS, |report| {
            let page = page(&render(report, language));
            assert_eq!(page.root_element().attr("lang"), Some(language.code()));
            let levels = all(&page, "h1, h2, h3, h4, h5, h6");
            let levels: Vec<u8> = levels.iter().map(|heading| heading.value().name().as_bytes()[1] - b'0').collect();
            assert_eq!(levels[0], 1);
            assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "no level of headings is left out");
            for table in all(&page, "table") {
                assert!(!words(below(table, "caption")[0]).is_empty());
                assert!(below(table, "th").iter().all(|cell| cell.attr("scope").is_some()));
                assert!(!below(table, "thead").is_empty());
            }
            for picture in all(&page, "svg") {
                let told = below(picture, "title").iter().any(|title| !words(*title).is_empty());
                assert!(told && picture.attr("role") == Some("img") || picture.attr("aria-hidden") == Some("true"));
            }
            assert!(all(&page, "svg[role=img]").len() > 20);
            let ids: Vec<&str> = all(&page, "[id]").iter().filter_map(|element| element.attr("id")).collect();
            assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "ids are used once");
            for link in all(&page, "a[href^='#']") {
                assert!(ids.contains(&&link.attr("href").unwrap()[1..]), "{:?}", link.attr("href"));
            }
            for select in all(&page, "select") {
                let label = format!("label[for='{}']", select.attr("id").unwrap());
                assert_eq!(all(&page, &label).len(), 1);
            }
            assert_eq!(all(&page, "form[hidden]").len(), report.records.len(), "no form without the script");
        });
    }
}

#[test]
fn the_gap_table_has_the_gaps_and_the_law() {
    with_text(HARMLESS, |report| {
        let page = page(&render(report, Language::Nb));
        let record = all(&page, ".record")[0];
        let count = |element: &str, status: &str, force: &str| {
            below(record, &format!("{element}[data-status={status}][data-force='{force}']")).len()
        };
        let rows = |status: &str, force: &str| count("table.gaps tr", status, force);
        let articles = |status: &str, force: &str| count("article", status, force);
        assert!(rows("not-met", "lov") > 0 && rows("met", "lov") > 0 && articles("met", "god-praksis") > 0);
        for force in ["lov", "faglig-råd", "god-praksis", "indikator"] {
            for status in ["not-met", "partly"] {
                assert_eq!(rows(status, force), articles(status, force), "{status} {force}");
            }
            for status in ["not-documented", "met"] {
                let expected = if force == "lov" { articles(status, force) } else { 0 };
                assert_eq!(rows(status, force), expected, "{status} {force}");
            }
            assert_eq!(rows("not-applicable", force), 0);
        }
    });
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
    let page = page(&render(&report, Language::En));
    let main = words(all(&page, "main")[0]);
    assert!(main.contains("No file has been audited.") && main.contains("a.yaml"), "{main}");
}
