//! The law of the day: rules and provisions count from their first day to their last.

use jiff::civil::Date;
use medvirk::built_in;
use medvirk::rule::{Force, ProvisionStatus};

use crate::support::{audit, medvirk, of_rule, outcomes, word};

const MUNICIPALITY: &str = "tests/data/supervision/kommune.yaml";
const TRUST: &str = "tests/data/supervision/helseforetak.yaml";

#[test]
fn every_rule_counts_from_its_first_day_and_not_the_day_before() {
    let set = built_in::rules();
    let mut dated = 0;
    for rule in &set.rules {
        let period = rule.period(&set.library);
        if let Some(from) = period.from {
            dated += 1;
            assert!(rule.counts_on(&set.library, from), "{} on {from}", rule.id);
            assert!(!rule.counts_on(&set.library, from.yesterday().unwrap()), "{} before {from}", rule.id);
        }
        if let Some(to) = period.to {
            assert!(rule.counts_on(&set.library, to), "{} on {to}", rule.id);
            assert!(!rule.counts_on(&set.library, to.tomorrow().unwrap()), "{} after {to}", rule.id);
        }
        assert!(rule.force != Force::Lov || period.from.is_some(), "{} has no first day", rule.id);
    }
    assert!(dated > 80);
}

#[test]
fn what_is_adopted_without_a_commencement_judges_nothing_and_is_announced() {
    let set = built_in::rules();
    let adopted: Vec<_> = set.library.provisions.values().filter(|p| p.status == ProvisionStatus::Adopted).collect();
    assert_eq!(
        adopted.iter().map(|p| p.id.as_str()).collect::<Vec<_>>(),
        ["hol-4-2-b", "hpl-10", "pbrl-3-1-5", "sphl-3-11-a"]
    );
    for day in ["2026-09-01", "2035-01-01"] {
        let day: Date = day.parse().unwrap();
        assert!(adopted.iter().all(|provision| !provision.in_force(day)));
    }
    for rule in &set.rules {
        assert!(!rule.provisions(&set.library).iter().any(|p| p.status == ProvisionStatus::Adopted), "{}", rule.id);
    }
    let (_, shown, _) = medvirk(&["audit", MUNICIPALITY, "--as-of", "2026-09-01", "--fail-on", "never"]);
    let announced = shown.split("Adopted, commencement not known").nth(1).unwrap().replace('\n', " ");
    for section in ["§ 4-2 b", "§ 10", "§ 3-1 fifth paragraph", "§ 3-11 a"] {
        assert!(announced.contains(section), "{section}: {announced}");
    }
}

#[test]
fn an_audit_as_of_2021_applies_the_law_of_that_day() {
    for record in [MUNICIPALITY, TRUST] {
        let report = audit(record, "2021-06-01", &[]);
        for outcome in outcomes(&report).iter().filter(|outcome| outcome["force"] == "lov") {
            let later = outcome["reason"]["code"] == "not-in-force";
            let references = outcome["references"].to_string();
            let cited = references.contains("LOV-") || references.contains("FOR-");
            assert_eq!(cited, !later, "{}: {references}", outcome["rule"]);
            for newer in ["FOR-2022-06-22-1110", "§ 2-5 b (LOV-1999-07-02-63)", "§ 7-2 a", "FOR-2026-05-29-941"] {
                assert!(!references.contains(newer), "{}: {references}", outcome["rule"]);
            }
        }
    }
    let report = audit(MUNICIPALITY, "2021-06-01", &[]);
    let only = |rule: &str| of_rule(&report, rule)[0].clone();
    // Older than the amendments that moved or renamed them.
    for rule in ["individuell-plan-tilbys-i-kommunen", "rutiner-for-individuell-plan", "koordinerende-enhet-i-kommunen"]
    {
        assert!(["partly", "not-met"].contains(&word(&only(rule), "status")), "{rule}");
    }
    assert_eq!(word(&only("parorende-medvirker-nar-pasienten-ikke-kan-beslutte"), "status"), "not-met");
    let without_plan = only("koordinator-uten-plan-i-kommunen");
    assert_eq!(without_plan["status"], "not-documented");
    assert!(without_plan["references"].to_string().contains("individual plan and coordinator § 21"));
    // Not yet law.
    for rule in
        ["barnekoordinator-oppnevnes", "bruker-deltar-i-planarbeidet", "parorende-medvirker-i-to-saerlige-tilfeller"]
    {
        assert_eq!(only(rule)["reason"]["code"], "not-in-force", "{rule}");
    }
    let trust = audit(TRUST, "2021-06-01", &[]);
    assert_eq!(word(of_rule(&trust, "helseforetaket-varsler-kommunen-om-individuell-plan")[0], "status"), "not-met");
    assert_eq!(word(of_rule(&trust, "individuell-plan-tilbys-i-helseforetaket")[0], "status"), "met");
}

#[test]
fn each_change_of_2022_and_2026_counts_from_its_day() {
    for (rule, record, before, day) in [
        ("parorende-medvirker-i-to-saerlige-tilfeller", MUNICIPALITY, "2026-05-31", "2026-06-01"),
        ("psykisk-helsevern-tar-initiativ-til-samarbeid-med-parorende", TRUST, "2026-05-31", "2026-06-01"),
        ("rapport-om-alvorlig-hendelse-er-sendt-i-tide", MUNICIPALITY, "2026-06-30", "2026-07-01"),
        ("barnekoordinator-oppnevnes", MUNICIPALITY, "2022-07-31", "2022-08-01"),
        ("henvendelser-om-kvalitet-blir-besvart", TRUST, "2022-06-30", "2022-07-01"),
    ] {
        let reason = |day: &str| of_rule(&audit(record, day, &[]), rule)[0]["reason"].clone();
        let earlier = reason(before);
        assert_eq!(earlier["code"], "not-in-force", "{rule} on {before}");
        assert!(earlier["text"].to_string().contains(&format!("from {day}")), "{earlier}");
        assert_ne!(reason(day)["code"], "not-in-force", "{rule} on {day}");
        let (_, shown, _) = medvirk(&["explain", rule, "--as-of", before]);
        assert!(shown.contains(&format!("from {day}")), "{shown}");
    }
}
