//! Records as supervision would have them: what the law makes of each is written beside it.

use std::collections::BTreeSet;

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
fn no_statutory_requirement_is_addressed_to_a_directorate() {
    holds("direktorat");
}
