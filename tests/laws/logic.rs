//! Honest outcomes: silence decides nothing, and more facts never contradict fewer.

use std::collections::BTreeMap;

use medvirk::outcome::{Outcome, Reason, Status};
use proptest::prelude::*;

use crate::config;
use crate::support::RULES;
use crate::support::generator::{Draw, choices, records};
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

/// Facts that are taken away: the key is gone, or says `ukjent`.
fn blank(value: &mut Yaml, draw: &mut Draw, percent: u8) {
    match value {
        Yaml::Map(entries) => entries.retain_mut(|(key, value)| {
            // To call a list incomplete, or to leave that out, says something by itself.
            if key == "format" || key == "ufullstendige_lister" {
                return true;
            }
            if !draw.chance(percent) {
                blank(value, draw, percent);
                return true;
            }
            *value = Yaml::word("ukjent");
            draw.chance(50)
        }),
        Yaml::List(items) | Yaml::Statements(items) => {
            for item in items {
                if item.is_scalar() && draw.chance(percent) {
                    *item = Yaml::word("ukjent");
                }
                blank(item, draw, percent);
            }
        }
        _ => {}
    }
}

/// References to items whose ids are gone are not known either.
fn loosen(record: &mut Yaml) {
    let ids = record.ids();
    record.visit(&mut |value| {
        let Yaml::Reference(target, wanted) = &*value else { return };
        if !ids.iter().any(|(section, id)| section == target && id == wanted) {
            *value = Yaml::word("ukjent");
        }
    });
}

/// What may become of an outcome when more is known.
fn may_become(before: Status, after: &(Status, Reason)) -> bool {
    let excluded = matches!(after.1, Reason::OtherServiceArea | Reason::OtherOrganisation { .. });
    match before {
        Status::NotDocumented => true,
        Status::Met => after.0 == Status::Met || excluded,
        Status::NotMet | Status::Partly => after.0.is_gap() || excluded,
        Status::NotApplicable => after.0 == Status::NotApplicable,
    }
}

proptest! {
    #![proptest_config(config(96))]

    #[test]
    fn more_facts_never_turn_a_decided_outcome_into_its_opposite(
        full in records(), taken in choices(), percent in prop_oneof![Just(2_u8), Just(10), Just(40)]
    ) {
        let mut less = full.clone();
        blank(&mut less, &mut Draw::new(taken), percent);
        loosen(&mut less);
        let (before, after) = (statuses(outcomes(&plain(&less))), statuses(outcomes(&plain(&full))));
        for (about, (status, _)) in &before {
            let Some(found) = after.get(about) else {
                // The list whose items are judged was not known before.
                prop_assert_eq!(*status, Status::NotDocumented, "{:?}", about);
                continue;
            };
            prop_assert!(may_become(*status, found), "{:?}: {:?} became {:?}", about, status, found);
        }
    }

    #[test]
    fn calling_lists_incomplete_decides_nothing_and_turns_nothing(full in records(), lists in choices()) {
        let mut draw = Draw::new(lists);
        let names = ["råd", "prosjekter", "representanter", "tjenester", "ledere", "prosesser", "dokumenter", "kurs"];
        let named = names.into_iter().filter(|_| draw.chance(60)).map(Yaml::word).collect::<Vec<_>>();
        let (mut complete, mut incomplete) = (full.clone(), full);
        complete.entries().retain(|(key, _)| key != "ufullstendige_lister");
        incomplete.entries().retain(|(key, _)| key != "ufullstendige_lister");
        incomplete.entries().push(("ufullstendige_lister".to_owned(), Yaml::List(named)));
        let (less, more) = (statuses(outcomes(&plain(&incomplete))), statuses(outcomes(&plain(&complete))));
        for (about, (status, _)) in &less {
            let found = &more[about];
            prop_assert!(may_become(*status, found), "{:?}: {:?} became {:?}", about, status, found);
        }
    }
}
