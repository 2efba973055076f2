//! Every outcome has a reason that prints, and nothing that is read stops the program.

use medvirk::evaluate::Audit;
use medvirk::record::read;
use medvirk::render::reason::sentences;
use medvirk::render::{explain, problem, terminal};
use medvirk::source::Source;
use medvirk::text::Language;
use proptest::prelude::*;
use proptest::sample;
use unicode_width::UnicodeWidthStr;

use crate::config;
use crate::support::generator::records;
use crate::support::judged::{report, report_by};
use crate::support::layout::{layout, plain, write};
use crate::support::{AS_OF, RULES, style, unfilled};

/// A text that records hold and that looks like a placeholder, but is none.
const NO_PLACEHOLDER: &str = "{navn}";

/// The first line that is wider than the screen. A word, such as an address or a fact's path with
/// its place, is broken in tables only.
fn too_wide(text: &str, width: usize) -> Option<&str> {
    text.lines().find(|line| line.width() > width && line.trim().contains(' '))
}

/// A record with some bytes replaced, and perhaps an end.
fn spoil(text: &str, spots: &[(usize, char)], end: usize) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    for (spot, character) in spots {
        let spot = spot % characters.len();
        characters[spot] = *character;
    }
    characters.truncate(end % (characters.len() + 1) + characters.len() / 2);
    characters.into_iter().collect()
}

fn characters() -> impl Strategy<Value = char> {
    let special = "\t\n\r :-[]{},'\"#&*!|>%@?~\u{feff}\u{0}\u{a0}æøå\u{30a}\u{202e}…".chars().collect::<Vec<_>>();
    prop_oneof![4 => proptest::sample::select(special), 1 => any::<char>()]
}

/// Reads and shows whatever comes of it, in every way.
fn read_and_show(text: &str) {
    let source = Source::new("record.yaml", text.to_owned());
    match read(&source) {
        Ok(record) => drop(Audit::new(&RULES, AS_OF).outcomes(&record)),
        Err(problems) => {
            assert!(!problems.is_empty(), "a file is refused with a reason");
            for problem in &problems {
                let range = problem.span.range();
                assert!(text.get(range.clone()).is_some(), "{range:?} cuts a character of {text:?}");
                for (language, width) in Language::ALL.into_iter().zip([40, 80, 140]) {
                    let shown = problem::render(problem, &source, style(language, width));
                    let first = problem.message(language).split_whitespace().next().unwrap_or_default().to_owned();
                    // Words with characters that could steer a terminal are shown without them.
                    let plain = first.chars().all(|c| c.is_alphanumeric() || c.is_ascii_punctuation());
                    assert!(!plain || shown.contains(&first), "{shown}");
                    assert!(!problem::line(problem, &source, language).is_empty());
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(config(48))]

    #[test]
    fn every_outcome_has_a_reason_that_prints_in_every_language(record in records()) {
        let report = report(&plain(&record));
        let audited = &report.records[0];
        for outcome in &audited.outcomes {
            let rule = report.rule(outcome);
            for language in Language::ALL {
                let reason = sentences(&report, audited, outcome, language);
                prop_assert!(!reason.is_empty(), "{} has no reason", rule.id);
                for sentence in reason {
                    prop_assert!(!sentence.trim().is_empty(), "{}", rule.id);
                    let sentence = sentence.replace(NO_PLACEHOLDER, "");
                    prop_assert_eq!(unfilled(&sentence), Vec::<&str>::new(), "{}: {}", rule.id, sentence);
                    prop_assert!(!sentence.contains("NaN"), "{}: {}", rule.id, sentence);
                }
            }
        }
    }

    #[test]
    fn spoiled_records_are_read_or_refused_with_reasons(
        record in records(),
        number in any::<u8>(),
        spots in proptest::collection::vec((any::<usize>(), characters()), 1..6),
        end in any::<usize>(),
    ) {
        read_and_show(&spoil(&write(&record, layout(number)).text, &spots, end));
    }
}

proptest! {
    #![proptest_config(config(2000))]

    #[test]
    fn any_text_is_read_or_refused_with_reasons(
        soup in proptest::collection::vec(characters(), 0..60), bytes in proptest::collection::vec(any::<u8>(), 0..100)
    ) {
        let soup: String = soup.into_iter().collect();
        read_and_show(&soup);
        read_and_show(&format!("format: medvirk/1\nråd:\n  - {soup}"));
        if let Ok(source) = Source::from_bytes("record.yaml", bytes) {
            drop(read(&source));
        }
    }
}

proptest! {
    #![proptest_config(config(16))]

    #[test]
    fn no_line_of_a_report_is_wider_than_the_screen(
        record in records(), width in 60_usize..170, language in sample::select(&Language::ALL)
    ) {
        let shown = terminal::render(&report(&plain(&record)), true, style(language, width));
        prop_assert_eq!(too_wide(&shown, width), None);
    }

    #[test]
    fn every_rule_explains_itself_on_any_record(
        record in records(), width in 60_usize..170, language in sample::select(&Language::ALL), from in 0_usize..30
    ) {
        let text = plain(&record);
        for rule in RULES.rules.iter().skip(from).step_by(30) {
            let only = RULES.only(rule.clone());
            let shown = explain::render(&report_by(&only, &text), rule, style(language, width));
            prop_assert!(shown.contains(&rule.id));
            let shown = shown.replace(NO_PLACEHOLDER, "");
            prop_assert_eq!(unfilled(&shown), Vec::<&str>::new());
            prop_assert_eq!(too_wide(&shown, width), None, "{}", rule.id);
        }
    }
}
