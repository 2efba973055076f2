//! Honest outcomes: silence decides nothing, and more facts never contradict fewer.

use std::collections::BTreeMap;

use medvirk::outcome::{Outcome, Reason, Status};
use proptest::prelude::*;
use proptest::strategy::ValueTree;

use crate::config;
use crate::support::RULES;
use crate::support::generator::{Draw, records};
use crate::support::judged::{about, outcomes};
use crate::support::layout::plain;
use crate::support::yaml::Yaml;

type Statuses = BTreeMap<(String, Option<String>), (Status, Reason)>;

fn statuses(outcomes: Vec<Outcome>) -> Statuses {
    outcomes.into_iter().map(|outcome| (about(&outcome), (outcome.status, outcome.reason))).collect()
}

fn is_decided(status: Status) -> bool {
    matches!(status, Status::Met | Status::NotMet | Status::Partly)
}

#[test]
fn a_record_that_says_nothing_decides_nothing() {
    for outcome in outcomes("format: medvirk/1\n") {
        let rule = &RULES.rules[outcome.rule];
        assert!(!is_decided(outcome.status), "{} is {:?}", rule.id, outcome.status);
    }
}

#[test]
fn the_kind_of_organisation_alone_decides_nothing() {
    let kinds = RULES.rules.iter().flat_map(|rule| rule.organisations.iter());
    let mut kinds: Vec<&str> = kinds.copied().collect();
    kinds.sort_unstable();
    kinds.dedup();
    assert!(kinds.len() > 5, "the rules name the kinds they are for");
    for kind in kinds {
        let text = format!("format: medvirk/1\nvirksomhet: {{ navn: X, organisasjonstype: {kind} }}\n");
        for outcome in outcomes(&text) {
            let rule = &RULES.rules[outcome.rule];
            assert!(!is_decided(outcome.status), "{} is {:?} for any {kind}", rule.id, outcome.status);
        }
    }
}

/// Whether leaving out a key says something else than that a fact is not known: that lists are
/// complete, or what a finding is about.
fn is_no_fact(path: &str) -> bool {
    let about = [".bestemmelser", ".krav", ".tjeneste"];
    let finding = path.starts_with(".tilsyn[") && about.iter().any(|key| path.ends_with(key));
    path == ".format" || path == ".ufullstendige_lister" || finding
}

/// Facts that are taken away, by what stands at each path: the key is gone, or says `ukjent`.
fn blank(value: &mut Yaml, path: &str, seed: u64, percent: u8) {
    let choice = |path: &str| {
        let bytes = path.bytes().fold(seed, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
        Draw::new(bytes)
    };
    match value {
        Yaml::Map(entries) => entries.retain_mut(|(key, value)| {
            let path = format!("{path}.{key}");
            if is_no_fact(&path) {
                return true;
            }
            let mut choice = choice(&path);
            if !choice.chance(percent) {
                blank(value, &path, seed, percent);
                return true;
            }
            *value = Yaml::word("ukjent");
            // A bare `ja` says that it is in place; without `belegg`, so does the full form.
            key == "belegg" || choice.chance(50)
        }),
        Yaml::List(items) | Yaml::Statements(items) => {
            for (position, item) in items.iter_mut().enumerate() {
                let path = format!("{path}[{position}]");
                if item.is_scalar() && choice(&path).chance(percent) {
                    *item = Yaml::word("ukjent");
                }
                blank(item, &path, seed, percent);
            }
        }
        _ => {}
    }
}

/// What may become of an outcome when more is known.
fn may_become(before: &(Status, Reason), after: &(Status, Reason)) -> bool {
    let excluded = match after.1 {
        Reason::OtherServiceArea | Reason::OtherOrganisation { .. } => true,
        // A breach counts until the record says that the requirement is not for this case.
        Reason::CaseDoesNotApply | Reason::NothingToJudge => before.1 == Reason::OpenFinding,
        _ => false,
    };
    match before.0 {
        Status::NotDocumented => true,
        Status::Met => after.0 == Status::Met || excluded,
        Status::NotMet | Status::Partly => after.0.is_gap() || excluded,
        Status::NotApplicable => after.0 == Status::NotApplicable,
    }
}

/// Whether a rule lets one fact go before what others only show, as `first` does: an answer to that
/// fact may then turn what was shown.
fn has_precedence(id: &str) -> bool {
    let rule = RULES.rules.iter().find(|rule| rule.id == id).expect("outcomes are of rules");
    let conditions = [rule.when.as_deref(), Some(&*rule.met), rule.partly.as_deref()];
    conditions.into_iter().flatten().any(|condition| format!("{condition:?}").contains("First("))
}

/// Outcomes that more facts contradict.
fn contradictions(before: &Statuses, after: &Statuses) -> Vec<String> {
    let found = |about: &(String, Option<String>)| {
        // A rule that judges each item gives one outcome where it is not for this organisation.
        after.get(about).or_else(|| after.get(&(about.0.clone(), None)))
    };
    before
        .iter()
        .filter_map(|(about, before @ (status, _))| match found(about) {
            Some(found) if may_become(before, found) => None,
            _ if has_precedence(&about.0) => None,
            // The list whose items are judged was not known before.
            None if *status == Status::NotDocumented || before.1 == Reason::OpenFinding => None,
            found => Some(format!("{about:?}: {status:?} became {found:?}")),
        })
        .collect()
}

#[test]
fn the_records_that_are_tried_decide_most_rules_both_ways() {
    let mut runner = proptest::test_runner::TestRunner::new(config(0));
    let (mut met, mut gaps) = (vec![0_u32; RULES.rules.len()], vec![0_u32; RULES.rules.len()]);
    for _ in 0..96 {
        let record = records().new_tree(&mut runner).expect("records can be made").current();
        for outcome in outcomes(&plain(&record)) {
            met[outcome.rule] += u32::from(outcome.status == Status::Met);
            gaps[outcome.rule] += u32::from(outcome.status.is_gap());
        }
    }
    let reached = |counts: &[u32]| counts.iter().filter(|count| **count > 0).count() * 100 / counts.len();
    assert!(reached(&met) >= 60, "only {} % of the rules are ever met", reached(&met));
    assert!(reached(&gaps) >= 80, "only {} % of the rules ever show a gap", reached(&gaps));
}

proptest! {
    #![proptest_config(config(150))]

    #[test]
    fn more_facts_never_turn_a_decided_outcome_into_its_opposite(
        full in records(), taken in any::<u64>(), percent in prop_oneof![Just(2_u8), Just(10), Just(40)]
    ) {
        let mut less = full.clone();
        blank(&mut less, "", taken, percent);
        less.loosen();
        let (before, after) = (statuses(outcomes(&plain(&less))), statuses(outcomes(&plain(&full))));
        prop_assert_eq!(contradictions(&before, &after), Vec::<String>::new());
    }

    #[test]
    fn calling_lists_incomplete_decides_nothing_and_turns_nothing(full in records(), lists in any::<u64>()) {
        let mut draw = Draw::new(lists);
        let names = ["råd", "prosjekter", "representanter", "tjenester", "ledere", "prosesser", "dokumenter", "kurs"];
        let named = names.into_iter().filter(|_| draw.chance(60)).map(Yaml::word).collect::<Vec<_>>();
        let (mut complete, mut incomplete) = (full.clone(), full);
        complete.entries().retain(|(key, _)| key != "ufullstendige_lister");
        incomplete.entries().retain(|(key, _)| key != "ufullstendige_lister");
        incomplete.entries().push(("ufullstendige_lister".to_owned(), Yaml::List(named)));
        let (less, more) = (statuses(outcomes(&plain(&incomplete))), statuses(outcomes(&plain(&complete))));
        prop_assert_eq!(contradictions(&less, &more), Vec::<String>::new());
    }
}
