//! Records as supervision would have them: what the law makes of each is written beside it.

use std::collections::BTreeSet;

use medvirk::built_in;
use medvirk::rule::Force;

use crate::support::{audit, outcomes, root, word};

/// What decides something, as opposed to what is silent.
const DECIDED: [&str; 3] = ["met", "partly", "not-met"];

fn holds(name: &str) {
    let expected = std::fs::read_to_string(root(&format!("tests/data/supervision/{name}.expected"))).unwrap();
    let mut lines = expected.lines();
    let day = lines.next().unwrap().strip_prefix("as-of ").unwrap();
    let report = audit(&format!("tests/data/supervision/{name}.yaml"), day, &[]);
    let statutory = || outcomes(&report).iter().filter(|outcome| outcome["force"] == "lov");
    let found: BTreeSet<(&str, &str)> =
        statutory().map(|outcome| (word(outcome, "status"), word(outcome, "rule"))).collect();
    let mut listed = BTreeSet::new();
    for line in lines {
        if line == "only not-applicable" {
            assert_eq!(statutory().find(|outcome| outcome["status"] != "not-applicable"), None, "{name}");
            continue;
        }
        let mut words = line.split_whitespace();
        let pair = (words.next().unwrap(), words.next().unwrap());
        assert!(found.contains(&pair), "{name}: expected {line}");
        listed.insert(pair);
    }
    let decided: Vec<_> = found.iter().filter(|(status, _)| DECIDED.contains(status)).collect();
    let unexpected: Vec<_> = decided.into_iter().filter(|pair| !listed.contains(*pair)).collect();
    assert!(unexpected.is_empty(), "{name}: not said by the law or the record: {unexpected:?}");
    let bare = statutory().find(|outcome| outcome["reason"]["text"].as_array().unwrap().is_empty());
    assert_eq!(bare, None, "{name}: an outcome without a reason");
}

#[test]
fn a_municipality_is_found_wanting_where_the_county_governor_found_it_so_and_nowhere_else() {
    holds("kommune");
}

#[test]
fn a_trust_answers_for_coercion_and_coordinators_and_not_for_the_duties_of_its_owner() {
    holds("helseforetak");
}

#[test]
fn a_regional_authority_answers_for_its_plan_and_its_agreements() {
    holds("regionalt-helseforetak");
}

#[test]
fn a_city_district_answers_for_children_and_not_for_the_councils_of_the_city() {
    holds("bydel");
}

#[test]
fn a_foundation_answers_as_an_institution_and_for_incidents_from_the_day_the_duty_counts() {
    holds("stiftelse");
}

#[test]
fn a_hospital_answers_for_children_and_next_of_kin_and_each_of_its_clinics_for_itself() {
    holds("sykehus");
}

#[test]
fn an_open_breach_counts_where_the_authority_found_it_and_leaves_the_rest_of_the_section_open() {
    holds("bofellesskap");
}

#[test]
fn what_is_only_written_down_or_planned_is_not_taken_for_practice() {
    holds("papir");
}

#[test]
fn no_statutory_requirement_is_addressed_to_a_directorate() {
    holds("direktorat");
}

/// The acts that bind some kinds of organisation alone, and which. The agreement under chapter 6 of
/// the Health and Care Services Act has two parties.
const BINDS: &[(&str, &[&str])] = &[
    ("LOV-2011-06-24-30", &["kommune", "bydel", "interkommunalt-samarbeid", "privat-leverandør"]),
    ("LOV-1999-07-02-61", &["helseforetak", "regionalt-helseforetak", "privat-leverandør"]),
    ("LOV-1999-07-02-62", &["helseforetak", "privat-leverandør"]),
    ("LOV-2001-06-15-93", &["regionalt-helseforetak"]),
    ("LOV-2018-06-22-83", &["kommune", "fylkeskommune"]),
    ("FOR-2019-06-17-727", &["kommune", "fylkeskommune"]),
    ("FOR-2003-06-27-792", &["kommune", "bydel"]),
    ("LOV-2009-12-18-131", &["nav"]),
];

#[test]
fn no_one_is_held_to_an_act_that_does_not_bind_them() {
    let set = built_in::rules();
    let mut held = 0;
    for rule in set.rules.iter().filter(|rule| rule.force == Force::Lov) {
        for provision in rule.provisions(&set.library) {
            let act = provision.identifier.as_deref();
            let Some((_, bound)) = BINDS.iter().find(|(id, _)| Some(*id) == act) else { continue };
            let parties = provision.id.starts_with("hol-6-");
            let free: Vec<_> = rule.organisations.iter().filter(|kind| !bound.contains(kind)).collect();
            assert!(parties || free.is_empty(), "{}: {} does not bind {free:?}", rule.id, provision.id);
            assert!(!rule.organisations.is_empty(), "{}: {} does not bind everyone", rule.id, provision.id);
            held += 1;
        }
    }
    assert!(held > 40, "{held} provisions were looked at");
}
