//! Reports as CSV, read back by a parser of the format.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod support;

use medvirk::render::csv::render;
use medvirk::render::plain::one_line;
use medvirk::report::Report;
use medvirk::text::Language;
use support::reports::{HARMLESS, HOSTILE, told_in_json, with_text, with_text_in_short};

const MARK: &[u8] = b"\xef\xbb\xbf";

fn table(bytes: &[u8], separator: u8) -> Vec<Vec<String>> {
    let bytes = bytes.strip_prefix(MARK).expect("a byte order mark");
    let mut reader =
        csv::ReaderBuilder::new().delimiter(separator).has_headers(false).flexible(true).from_reader(bytes);
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

fn column<'a>(table: &'a [Vec<String>], label: &str) -> impl Iterator<Item = &'a str> {
    let position = table[0].iter().position(|found| found == label).unwrap_or_else(|| panic!("no column {label}"));
    table[1..].iter().map(move |row| row[position].as_str())
}

/// What a cell says, without the apostrophes that keep it from being a formula.
fn words(cell: &str) -> String {
    one_line(cell).replace('\'', "")
}

#[test]
fn all_that_json_says_of_an_outcome_stands_in_its_row() {
    for language in Language::ALL {
        let texts = language.texts();
        with_text("<b>; \"=1\" | a", |report| {
            let table = table(&render(report, language, b';'), b';');
            let told = told_in_json(report, language);
            assert_eq!(table.len(), told.len() + 1);
            let numbers: Vec<&str> = column(&table, texts.report_nr).collect();
            for ((number, outcome), row) in told.iter().zip(&table[1..]) {
                assert_eq!(numbers[number - 1], number.to_string());
                let row = words(&row.join("\n"));
                let mut expected = vec![&outcome.rule, &outcome.title, &outcome.topic, &outcome.requirement];
                expected.extend([&outcome.reason.code, &outcome.remedy, &outcome.question, &outcome.documents]);
                expected.extend([&outcome.fingerprint]);
                expected.extend(&outcome.reason.text);
                expected.extend(&outcome.statements);
                expected.extend(outcome.references.iter().map(|reference| &reference.text));
                expected.extend(outcome.references.iter().filter_map(|reference| reference.address.as_ref()));
                expected.extend(outcome.parameters.iter().map(|parameter| &parameter.name));
                expected.extend(outcome.evidence.iter().flat_map(|evidence| {
                    [&evidence.field, &evidence.stated, &evidence.place.file].into_iter().chain(&evidence.values)
                }));
                expected.extend(outcome.subject.iter().map(|subject| &subject.path));
                expected.extend(outcome.accepted.iter().flat_map(|accepted| [&accepted.reason, &accepted.until]));
                for text in expected {
                    assert!(row.contains(&words(text)), "{}: {text}\n{row}", outcome.rule);
                }
            }
        });
    }
}

#[test]
fn the_words_of_a_status_are_those_of_the_language() {
    with_text(HARMLESS, |report| {
        for language in Language::ALL {
            let texts = language.texts();
            let table = table(&render(report, language, b';'), b';');
            let statuses: Vec<&str> = column(&table, texts.report_status).collect();
            for word in [texts.status_not_met, texts.status_partly, texts.status_not_documented, texts.status_met] {
                assert!(statuses.contains(&word), "{word}");
            }
            assert_eq!(
                column(&table, texts.csv_fails).filter(|fails| *fails == texts.csv_yes).count(),
                failing(report)
            );
        }
    });
}

fn failing(report: &Report<'_>) -> usize {
    report.records.iter().map(|record| report.failures(record)).sum()
}

#[test]
fn every_row_has_the_columns_of_the_header_and_ends_as_the_standard_says() {
    with_text(HOSTILE[8], |report| {
        for separator in *b";,\t" {
            let bytes = render(report, Language::Nb, separator);
            let table = table(&bytes, separator);
            assert!(table.iter().all(|row| row.len() == table[0].len()));
            let text = String::from_utf8(bytes).unwrap();
            assert_eq!(text.matches('\n').count(), table.len(), "no line break inside a cell");
            assert_eq!(text.matches("\r\n").count(), table.len());
        }
    });
}

/// Whatever separator a program was told, no cell of what it reads begins like a formula.
#[test]
fn no_text_becomes_a_formula_or_a_cell_of_its_own() {
    let harmless = with_text_in_short(HARMLESS, |report| widths(&table(&render(report, Language::Nb, b';'), b';')));
    for hostile in HOSTILE {
        with_text_in_short(hostile, |report| {
            for separator in *b";," {
                let bytes = render(report, Language::Nb, separator);
                assert_eq!(widths(&table(&bytes, separator)), harmless, "{hostile}");
                for cell in b";,\t|".iter().flat_map(|told| table(&bytes, *told)).flatten() {
                    let first = cell.trim_start_matches(|c: char| c.is_whitespace() || c == '"').chars().next();
                    assert!(!first.is_some_and(|first| "=+-@＝＋－＠".contains(first)), "{hostile}: {cell}");
                    assert!(!cell.contains(char::is_control), "{cell:?}");
                }
            }
        });
    }
}

fn widths(table: &[Vec<String>]) -> Vec<usize> {
    table.iter().map(Vec::len).collect()
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let bytes = || with_text(HOSTILE[0], |report| render(report, Language::Nn, b';'));
    assert_eq!(bytes(), bytes());
}

#[test]
fn a_report_on_nothing_has_its_header() {
    let report = support::reports::audited(&[]);
    let table = table(&render(&report, Language::En, b','), b',');
    assert_eq!(table.len(), 1);
}
