//! What a supervisory authority found is about the requirements it names or cites, and no others.

use std::collections::BTreeMap;

use jiff::civil::date;
use medvirk::evaluate::Audit;
use medvirk::outcome::{Outcome, Reason, Status};
use medvirk::problem::{Kind, Severity};
use medvirk::question::Agenda;
use medvirk::record::read;
use medvirk::rule::RuleSet;
use medvirk::source::Source;
use medvirk::text::Language;

use crate::one_rule::{RULE, add, set};

/// The rules of the tests: what each rests on, and what it asks.
const RULES: [(&str, &str, &str); 5] = [
    ("forste", "hol-3-10-1", "yes = \"individ.prosedyre\""),
    ("andre", "hol-3-10-2", "yes = \"individ.samvalg_prosedyre\""),
    ("samisk", "hol-3-10-3", "yes = \"samiske_brukere.samisk_språk_ivaretatt\""),
    ("alene", "hol-7-1", "yes = \"individ.prosedyre\""),
    ("bokstav", "f1250-6-a", "yes = \"individ.prosedyre\""),
];

fn rules() -> RuleSet {
    let mut set = set();
    for (id, provision, met) in RULES {
        let when = if id == "samisk" { "[when]\nyes = \"virksomhet.samisk_språkforvaltning\"\n" } else { "" };
        rule(&mut set, id, &format!("[[law]]\nprovision = \"{provision}\"\n{when}[met]\n{met}\n"), "");
    }
    for (id, each) in [("tjeneste", "tjenester"), ("radet", "råd")] {
        let met = if id == "radet" { "mandat" } else { "medvirkningsrutine" };
        let law = "[[law]]\nprovision = \"hol-7-2\"\n";
        rule(&mut set, id, &format!("{law}[met]\nyes = \"{met}\"\n"), &format!("each = \"{each}\"\n"));
    }
    set
}

fn rule(set: &mut RuleSet, id: &str, rest: &str, first: &str) {
    let text = first.to_owned() + &RULE.replace("[met]\nyes = \"individ.prosedyre\"\n", rest);
    assert_eq!(add(set, &format!("rad/{id}.toml"), &text), "");
}

fn audited(set: &RuleSet, record: &str) -> Vec<Outcome> {
    let source = Source::new("a.yaml", format!("format: medvirk/1\n{record}\n"));
    let record = read(&source).unwrap_or_else(|problems| panic!("{}: {problems:?}", source.text()));
    Audit::new(set, date(2026, 6, 30)).outcomes(&record)
}

/// The outcomes of some rules, by id and the item's path.
fn outcomes(set: &RuleSet, record: &str) -> BTreeMap<String, Outcome> {
    let named = audited(set, record).into_iter().map(|outcome| {
        let item = outcome.subject.path.as_ref().map(|path| format!(" {path}")).unwrap_or_default();
        (format!("{}{item}", set.rules[outcome.rule].id), outcome)
    });
    named.collect()
}

/// A breach that stands, with what else is known of it.
fn breach(of: &str) -> String {
    format!("tilsyn: [{{ funn: lovbrudd, status: åpen, {of} }}]")
}

const IN_PLACE: &str =
    "individ: { prosedyre: ja, samvalg_prosedyre: ja }\nsamiske_brukere: { samisk_språk_ivaretatt: ja }";

#[test]
fn a_breach_counts_however_its_provision_is_cited() {
    let set = rules();
    for (cited, broken) in [
        ("hol § 3-10 første ledd", "forste"),
        ("helse- og omsorgstjenesteloven § 3-10, første ledd", "forste"),
        ("LOV-2011-06-24-30 § 3-10 1. ledd", "forste"),
        ("Hol. § 3-10 annet ledd.", "andre"),
        ("brudd på § 7-1 i helse- og omsorgstjenesteloven", "alene"),
        ("hol §§ 7-1 og 99-1", "alene"),
        ("forskrift om ledelse og kvalitetsforbedring § 6 a", "bokstav"),
    ] {
        let record = format!("{IN_PLACE}\n{}", breach(&format!("bestemmelser: [\"{cited}\"]")));
        let outcomes = outcomes(&set, &record);
        for id in ["forste", "andre", "alene", "bokstav"] {
            let expected = if id == broken { Status::NotMet } else { Status::Met };
            assert_eq!(outcomes[id].status, expected, "{cited}: {id}");
        }
    }
}

#[test]
fn no_breach_makes_a_requirement_apply_where_the_record_says_that_it_does_not() {
    let set = rules();
    for of in ["krav: [samisk]", "bestemmelser: [hol § 3-10 tredje ledd]", "bestemmelser: [hol § 3-10]"] {
        for status in ["åpen", "ukjent"] {
            let finding = breach(of).replace("åpen", status);
            let record = format!("virksomhet: {{ samisk_språkforvaltning: nei }}\n{IN_PLACE}\n{finding}");
            assert_eq!(outcomes(&set, &record)["samisk"].status, Status::NotApplicable, "{of}, {status}");
        }
        // The record is silent on whether it applies: the authority says so.
        let applies = outcomes(&set, &breach(of))["samisk"].status;
        let expected = if of.ends_with("3-10]") { Status::NotDocumented } else { Status::NotMet };
        assert_eq!(applies, expected, "{of}");
    }
}

#[test]
fn a_breach_of_a_whole_section_does_not_tell_which_of_its_requirements_is_broken() {
    let set = rules();
    let record = |facts: &str| format!("{facts}\n{}", breach("bestemmelser: [hol § 3-10]"));
    let met = &outcomes(&set, &record(IN_PLACE))["forste"];
    assert_eq!((met.status, met.reason), (Status::NotDocumented, Reason::FindingUnclear));
    let told: Vec<&str> = met.evidence.iter().map(|evidence| evidence.field.as_str()).collect();
    assert_eq!(told, ["tilsyn[0]", "tilsyn[0].krav"]);

    let silent = &outcomes(&set, &record(""))["andre"];
    assert_eq!((silent.status, silent.reason), (Status::NotDocumented, Reason::FindingUnclear));
    let told: Vec<&str> = silent.evidence.iter().map(|evidence| evidence.field.as_str()).collect();
    assert_eq!(told, ["tilsyn[0]", "tilsyn[0].krav", "individ.samvalg_prosedyre"]);

    let gap = &outcomes(&set, &record("individ: { prosedyre: nei }"))["forste"];
    assert_eq!((gap.status, gap.reason), (Status::NotMet, Reason::Condition));
}

#[test]
fn a_breach_of_a_whole_section_is_about_what_it_asks_first_unless_the_record_shows_that_this_is_met() {
    let mut set = rules();
    let record = |facts: &str| format!("{facts}\n{}", breach("bestemmelser: [hol § 3-10]"));
    let silent = &outcomes(&set, &record(""))["forste"];
    assert_eq!((silent.status, silent.reason), (Status::NotMet, Reason::OpenFinding));
    let told: Vec<&str> = silent.evidence.iter().map(|evidence| evidence.field.as_str()).collect();
    assert_eq!(told, ["tilsyn[0]"]);
    assert_eq!(outcomes(&set, &record(IN_PLACE))["forste"].reason, Reason::FindingUnclear);
    // A part of the section that no rule rests on says nothing of the first.
    let narrow = breach("bestemmelser: [hol § 3-10 femte ledd]");
    assert_eq!(outcomes(&set, &narrow)["forste"].reason, Reason::Condition);

    // With two such requirements it is open which one it is.
    rule(&mut set, "annen", "[[law]]\nprovision = \"hol-3-10-1\"\n[met]\nyes = \"individ.prosedyre\"\n", "");
    assert_eq!(outcomes(&set, &record(""))["forste"].reason, Reason::FindingUnclear);
}

#[test]
fn a_breach_of_a_whole_section_is_about_the_only_requirement_that_applies() {
    let set = rules();
    let facts = "virksomhet: { samisk_språkforvaltning: nei }\nindivid: { prosedyre: ja }";
    let wide = format!("{facts}\n{}", breach("bestemmelser: [hol § 3-10 andre og tredje ledd]"));
    assert_eq!(outcomes(&set, &wide)["andre"].reason, Reason::OpenFinding);
    assert_eq!(outcomes(&set, &wide)["forste"].status, Status::Met);
    let narrow = format!("{facts}\n{}", breach("bestemmelser: [hol § 7-1 andre ledd]"));
    assert_eq!(outcomes(&set, &narrow)["alene"].reason, Reason::OpenFinding);
}

#[test]
fn naming_the_requirement_tells_which_one_of_a_section_is_broken() {
    let set = rules();
    let record = format!("{IN_PLACE}\n{}", breach("bestemmelser: [hol § 3-10], krav: [Andre]"));
    let outcomes = outcomes(&set, &record);
    assert_eq!(outcomes["andre"].reason, Reason::OpenFinding);
    assert_eq!(outcomes["forste"].status, Status::Met);
}

#[test]
fn that_a_finding_is_about_none_of_the_requirements_counts_unless_it_cites_one_exactly() {
    let set = rules();
    for (cited, expected) in [("hol § 3-10", Status::Met), ("hol § 3-10 første ledd", Status::NotMet)] {
        let record = format!("{IN_PLACE}\n{}", breach(&format!("bestemmelser: [{cited}], krav: ingen")));
        assert_eq!(outcomes(&set, &record)["forste"].status, expected, "{cited}");
    }
}

#[test]
fn what_a_finding_is_about_does_not_depend_on_which_rules_are_asked() {
    let mut set = rules();
    set.select(|rule| rule.id == "forste");
    let record = format!("{IN_PLACE}\n{}", breach("bestemmelser: [hol § 3-10]"));
    assert_eq!(outcomes(&set, &record)["forste"].reason, Reason::FindingUnclear);
}

#[test]
fn a_breach_in_one_service_is_no_breach_in_the_others() {
    let set = rules();
    let services = "tjenester: [{ id: a, medvirkningsrutine: ja }, { id: b, medvirkningsrutine: ja }]\n\
        råd: [{ id: r, mandat: ja, tjeneste: a }, { id: s, mandat: ja, tjeneste: b }, { id: t, mandat: ja }]";
    let about = |service: &str| format!("{services}\n{}", breach(&format!("bestemmelser: [hol § 7-2]{service}")));

    let one = outcomes(&set, &about(", tjeneste: b"));
    assert_eq!(one["tjeneste tjenester[0]"].status, Status::Met);
    assert_eq!(one["tjeneste tjenester[1]"].reason, Reason::OpenFinding);
    assert_eq!(one["radet råd[0]"].status, Status::Met);
    assert_eq!(one["radet råd[1]"].reason, Reason::OpenFinding);
    let unclear = &one["radet råd[2]"];
    assert_eq!(unclear.reason, Reason::FindingUnclear);
    assert!(unclear.evidence.iter().any(|evidence| evidence.field == "råd[2].tjeneste"), "{:?}", unclear.evidence);

    let whole = outcomes(&set, &about(""));
    assert!(whole.values().filter(|outcome| outcome.subject.path.is_some()).all(|it| it.status == Status::NotMet));

    let unknown = outcomes(&set, &about(", tjeneste: ukjent"));
    assert_eq!(unknown["tjeneste tjenester[0]"].reason, Reason::FindingUnclear);
    assert_eq!(unknown["tjeneste tjenester[0]"].evidence[1].field, "tilsyn[0].tjeneste");
}

#[test]
fn which_requirement_a_finding_means_is_asked_and_the_answer_settles_all_of_them() {
    let set = rules();
    let text =
        format!("format: medvirk/1\n{IN_PLACE}\n{}\n", breach("bestemmelser: [hol § 3-10 første til andre ledd]"));
    let source = Source::new("a.yaml", text);
    let mut record = read(&source).unwrap();
    let agenda = Agenda::of(&Audit::new(&set, date(2026, 6, 30)), &mut record);
    let asked = agenda.questions.iter().find(|question| question.field == "tilsyn[0].krav").unwrap();
    let settled: Vec<&str> = asked.settles.iter().map(|rule| set.rules[*rule].id.as_str()).collect();
    assert_eq!(settled, ["andre", "forste"]);
}

#[test]
fn a_breach_in_a_service_of_one_area_is_not_about_requirements_of_others() {
    let mut set = set();
    let law = "[[law]]\nprovision = \"hol-7-1\"\n[met]\nyes = \"individ.prosedyre\"\n";
    for (id, area) in [("rus", "rus-og-psykisk-helse"), ("omsorg", "omsorg")] {
        rule(&mut set, id, law, &format!("service_areas = [\"{area}\"]\n"));
    }
    let services = "tjenester: [{ id: a, område: omsorg }, { id: b, område: rus-og-psykisk-helse }]";
    let finding = breach("bestemmelser: [hol § 7-1], tjeneste: a");
    let outcomes = outcomes(&set, &format!("{IN_PLACE}\n{services}\n{finding}"));
    assert_eq!((outcomes["rus"].status, outcomes["omsorg"].status), (Status::Met, Status::NotMet));
}

/// What is said, and what may be meant instead.
type Doubt = (Kind, Option<&'static str>);

/// What a finding cites or names, and what is said of it.
const DOUBTS: &[(&str, &[Doubt])] = &[
    ("bestemmelser: [hol § 3-10, Hol. § 7-1.], krav: [forste]", &[]),
    (
        "bestemmelser: [helse- og omsorgstjensteloven § 7-1]",
        &[(Kind::UnknownCitation, Some("helse- og omsorgstjenesteloven"))],
    ),
    ("bestemmelser: [§ 7-2]", &[(Kind::UnknownCitation, None)]),
    ("bestemmelser: [noe tull]", &[(Kind::UnknownCitation, None)]),
    ("bestemmelser: [hol § 12-12]", &[(Kind::CitationWithoutRule, None)]),
    ("bestemmelser: [plan- og bygningsloven § 11-1]", &[(Kind::CitationWithoutRule, None)]),
    ("krav: [forsste]", &[(Kind::FindingOfNoRule, Some("forste"))]),
];

#[test]
fn what_a_finding_cites_in_vain_is_told() {
    let set = rules();
    for (of, expected) in DOUBTS {
        let source = Source::new("a.yaml", format!("format: medvirk/1\n{}\n", breach(of)));
        let record = read(&source).unwrap_or_else(|problems| panic!("{}: {problems:?}", source.text()));
        let doubts = Audit::new(&set, date(2026, 6, 30)).doubts(&record);
        let told: Vec<(Kind, Option<&str>)> =
            doubts.iter().map(|doubt| (doubt.kind, doubt.suggestion.as_deref())).collect();
        assert_eq!(told, *expected, "{of}");
        for doubt in &doubts {
            assert_ne!(doubt.kind.severity(), Severity::Error, "{of}");
            let cited = source.slice(doubt.span);
            assert!(doubt.message(Language::Nb).contains(cited), "{of}: {cited}");
        }
    }
    let closed =
        Source::new("a.yaml", "format: medvirk/1\ntilsyn: [{ funn: merknad, bestemmelser: [hol § 12-12] }]".to_owned());
    let record = read(&closed).unwrap();
    assert_eq!(Audit::new(&set, date(2026, 6, 30)).doubts(&record), [], "no breach: nothing to count");
}
