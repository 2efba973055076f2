//! What a record says does not depend on how it is written down.

use std::collections::BTreeSet;

use medvirk::outcome::{Outcome, Status};
use medvirk::render::{json, terminal};
use medvirk::report::{Counts, Part, State};
use medvirk::rule::Force;
use medvirk::text::Language;
use proptest::prelude::*;
use proptest::sample;

use crate::config;
use crate::support::generator::{Draw, records};
use crate::support::judged::{outcomes, report};
use crate::support::layout::{layout, plain, write};
use crate::support::yaml::Yaml;
use crate::support::{RULES, style};

/// Rule, item, status and fingerprint of every outcome, sorted.
fn judged(text: &str) -> Vec<String> {
    let mut judged: Vec<String> = outcomes(text)
        .iter()
        .map(|outcome| {
            let rule = &RULES.rules[outcome.rule].id;
            format!("{rule} {:?} {:?} {}", outcome.subject.name, outcome.status, outcome.fingerprint)
        })
        .collect();
    judged.sort();
    judged
}

/// What stands in one list and not in the other.
fn differences(one: &[String], other: &[String]) -> Vec<String> {
    let missing = |from: &[String], lines: &[String], sign: &str| -> Vec<String> {
        lines.iter().filter(|line| !from.contains(line)).map(|line| format!("{sign} {line}")).collect()
    };
    [missing(other, one, "-"), missing(one, other, "+")].concat()
}

/// Puts keys and items in another order.
fn shuffle(value: &mut Yaml, draw: &mut Draw) {
    match value {
        Yaml::Map(entries) => swap(entries, draw),
        Yaml::List(items) | Yaml::Statements(items) => swap(items, draw),
        _ => {}
    }
    for child in value.children() {
        shuffle(child, draw);
    }
}

fn swap<T>(items: &mut [T], draw: &mut Draw) {
    for position in 1..items.len() {
        items.swap(position, draw.below(position + 1));
    }
}

proptest! {
    #![proptest_config(config(128))]

    #[test]
    fn the_order_of_keys_and_items_does_not_matter(record in records(), order in any::<u64>()) {
        let mut shuffled = record.clone();
        shuffle(&mut shuffled, &mut Draw::new(order));
        let changed = differences(&judged(&plain(&record)), &judged(&plain(&shuffled)));
        prop_assert_eq!(changed, Vec::<String>::new(), "{:?}", shuffled);
    }

    #[test]
    fn the_layout_does_not_matter(record in records(), number in any::<u8>()) {
        let rewritten = write(&record, layout(number)).text;
        let changed = differences(&judged(&plain(&record)), &judged(&rewritten));
        prop_assert_eq!(changed, Vec::<String>::new(), "{}", rewritten);
    }

    #[test]
    fn no_two_outcomes_have_the_same_fingerprint(record in records()) {
        let outcomes = outcomes(&plain(&record));
        let mut seen = std::collections::HashMap::new();
        for outcome in &outcomes {
            let earlier = seen.insert(outcome.fingerprint.clone(), outcome);
            prop_assert!(earlier.is_none(), "{:?} and {:?}", earlier, outcome);
        }
    }
}

proptest! {
    #![proptest_config(config(6))]

    #[test]
    fn the_same_input_gives_the_same_bytes(record in records(), language in sample::select(&Language::ALL)) {
        let text = plain(&record);
        let (first, second) = (report(&text), report(&text));
        prop_assert_eq!(json::render(&first, language), json::render(&second, language));
        let style = style(language, 90);
        prop_assert_eq!(terminal::render(&first, true, style), terminal::render(&second, true, style));
    }
}

#[test]
fn what_is_read_by_topic_or_in_parts_adds_up_to_all_outcomes() {
    let report = report(include_str!("../../examples/fjordvik-kommune.yaml"));
    let record = &report.records[0];
    let topics = report.topics(record);
    for (position, (_, force)) in Force::ALL.iter().enumerate() {
        let mut sum = Counts::default();
        topics.iter().for_each(|topic| sum.add(topic.counts[position]));
        assert_eq!(sum, report.counts(record, *force));
    }
    for topic in &topics {
        let of_topic = |outcome: &&Outcome| report.rule(outcome).topic == topic.topic.id;
        let met = record.outcomes.iter().filter(of_topic).filter(|outcome| outcome.status == Status::Met).count();
        assert_eq!(topic.counts.iter().map(|counts| counts.of(Status::Met)).sum::<usize>(), met, "{}", topic.topic.id);
    }
    let parts = report.parts(record);
    let belongs = |part: &Part<'_>, outcome: &Outcome| {
        State::of(outcome.status) == part.state && report.rule(outcome).force == part.force
    };
    assert!(parts.iter().all(|part| part.outcomes.iter().all(|(_, outcome)| belongs(part, outcome))));
    assert_eq!(parts.iter().map(|part| part.outcomes.len()).sum::<usize>(), record.outcomes.len());
}

#[test]
fn a_report_lists_every_provision_that_its_rules_rest_on_once() {
    let report = report(include_str!("../../examples/fjordvik-kommune.yaml"));
    let listed: Vec<&str> = report.cited().iter().map(|provision| provision.id.as_str()).collect();
    assert!(listed.is_sorted_by(|one, other| one < other), "{listed:?}");
    let rested_on = RULES.rules.iter().flat_map(|rule| report.provisions(rule));
    let rested_on: BTreeSet<&str> = rested_on.map(|(provision, _)| provision.id.as_str()).collect();
    assert_eq!(listed, rested_on.into_iter().collect::<Vec<_>>());
    assert_eq!(report.documents().len(), report.set.library.documents.len(), "the rules cover statements of all");
}
