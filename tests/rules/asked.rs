//! What may be asked of a record is asked as it is written, and what decides is told.

use jiff::civil::{Date, date};
use medvirk::evaluate::Audit;
use medvirk::outcome::{Outcome, Status};
use medvirk::record::{SHAPE, read};
use medvirk::source::Source;

use crate::one_rule::{NAME, RULE, add, asking, set};

/// What is asked, what the record says, and what comes of it on the last day of June.
const ASKED: &[(&str, &str, Status)] = &[
    (WITHIN, "{ styringssystem_gjennomgått: 2025-06-30 }", Status::Met),
    (WITHIN, "{ styringssystem_gjennomgått: 2025-06-29 }", Status::NotMet),
    (WITHIN, "{ styringssystem_gjennomgått: 2026-06 }", Status::Met),
    (WITHIN, "{ styringssystem_gjennomgått: 2025-06 }", Status::NotDocumented),
    (WITHIN, "{ styringssystem_gjennomgått: 2025-05 }", Status::NotMet),
    (WITHIN, "{ styringssystem_gjennomgått: 2026-07 }", Status::NotMet),
    (WITHIN, "{ styringssystem_gjennomgått: 2026 }", Status::NotDocumented),
    (WITHIN, "{ styringssystem_gjennomgått: ingen }", Status::NotMet),
    (COVERS_ALL, "{ dokumenter: [{ enheter: [a] }, { enheter: [b] }] }", Status::Met),
    (COVERS_ALL, "{ dokumenter: [{ enheter: [a] }, { enheter: [a] }] }", Status::NotMet),
    (COVERS_ALL, "{}", Status::NotDocumented),
    (HALF, "{}\nråd: [{ mandat: ja }, { mandat: nei }]", Status::Met),
    (HALF, "{}\nråd: [{ mandat: ja }, { mandat: nei }, { mandat: nei }]", Status::NotMet),
    (HALF, "{}\nråd: [{ mandat: ja }, { mandat: ukjent }]", Status::Met),
    (HALF, "{}\nråd: [{ mandat: nei }, { mandat: ukjent }]", Status::NotDocumented),
    (HALF, "{}\nråd: [{ mandat: nei }, { mandat: nei }, { mandat: ukjent }]", Status::NotMet),
    (HALF, "{}\nråd: ingen", Status::NotDocumented),
    (HALF, "{}", Status::NotDocumented),
    (HALF, "{}\nråd: [{ mandat: ja }]\nufullstendige_lister: [råd]", Status::NotDocumented),
    (OF_SOME, "{}\nråd: [{ type: brukerråd, mandat: ja }, { type: eldreråd, mandat: nei }]", Status::Met),
    (OF_SOME, "{}\nråd: [{ type: brukerråd, mandat: ja }, { type: ukjent, mandat: ja }]", Status::NotDocumented),
    (MOST_OF, "{}\nråd: [{ mandat: ja }, { mandat: nei }]", Status::NotMet),
    (A_THIRD, "{}\nråd: [{ mandat: ja }, { mandat: nei }, { mandat: nei }]", Status::Met),
    (
        SPREAD,
        "{}\nindividuell_plan: { per_bosituasjon: [{ mottakere: 10, med_plan: 6 }, { mottakere: 10, med_plan: 4 }] }",
        Status::Met,
    ),
    (
        SPREAD,
        "{}\nindividuell_plan: { per_bosituasjon: [{ mottakere: 10, med_plan: 7 }, { mottakere: 10, med_plan: 4 }] }",
        Status::NotMet,
    ),
    (SPREAD, "{}\nindividuell_plan: { per_bosituasjon: [{ mottakere: 10, med_plan: 7 }] }", Status::Met),
    (
        SPREAD,
        "{}\nindividuell_plan: { per_bosituasjon: [{ mottakere: 10, med_plan: 7 }, { mottakere: 10 }] }",
        Status::NotDocumented,
    ),
    (SPREAD, "{}\nindividuell_plan: { per_bosituasjon: ingen }", Status::NotDocumented),
    (
        SPREAD,
        "{}\nindividuell_plan: { per_bosituasjon: [{ mottakere: [{ verdi: 10, kilde: a }, { verdi: 20, kilde: b }], med_plan: 5 }] }",
        Status::NotDocumented,
    ),
    (SPREAD, "{}", Status::NotDocumented),
    (PROCEDURE, "{}\nindivid: { prosedyre: { status: ja, belegg: praksis } }", Status::Met),
    (PROCEDURE, "{}\nindivid: { prosedyre: { status: ja, belegg: planlagt } }", Status::NotMet),
    (PROCEDURE, "{}\nindivid: { prosedyre: { status: ja, belegg: ukjent } }", Status::NotDocumented),
    (YEAR, "{}\nindividuell_plan: { per_bosituasjon: [{ år: 2024 }] }", Status::Met),
    (YEAR, "{}\nindividuell_plan: { per_bosituasjon: [{ år: 2023 }] }", Status::NotMet),
];
const PROCEDURE: &str = "yes = \"individ.prosedyre\"";
const WITHIN: &str = "within_months = { field = \"styring.styringssystem_gjennomgått\", months = 12 }";
const COVERS_ALL: &str = "covers_all = { list = \"styring.dokumenter\", field = \"enheter\", of = \"enheter\" }";
const HALF: &str = "portion = { list = \"råd\", holds = { yes = \"mandat\" }, value = 0.5 }";
const MOST_OF: &str =
    "portion = { list = \"råd\", holds = { yes = \"mandat\" }, value = 0.5, compare = \"more_than\" }";
const A_THIRD: &str = "portion = { list = \"råd\", holds = { yes = \"mandat\" }, value = 0.3333333333334 }";
const OF_SOME: &str = "portion = { list = \"råd\", where = { equals = { field = \"type\", value = \"brukerråd\" } }, holds = { yes = \"mandat\" }, value = 0.5 }";
const SPREAD: &str =
    "spread = { list = \"individuell_plan.per_bosituasjon\", of = \"med_plan\", in = \"mottakere\", value = 0.2 }";
const YEAR: &str =
    "some = { list = \"individuell_plan.per_bosituasjon\", holds = { at_least = { field = \"år\", value = 2024 } } }";

/// What an own rule comes to on the last day of June.
fn status(rule: &str, record: &str) -> Status {
    outcome(rule, record, date(2026, 6, 30)).status
}

fn outcome(rule: &str, record: &str, day: Date) -> Outcome {
    let mut set = set();
    assert_eq!(add(&mut set, NAME, rule), "", "{rule}");
    let source = Source::new("a.yaml", format!("format: medvirk/1\n{record}\n"));
    let record = read(&source).unwrap_or_else(|problems| panic!("{}: {problems:?}", source.text()));
    Audit::new(&set, day).outcomes(&record).remove(0)
}

#[test]
fn a_month_that_the_day_lies_in_is_neither_before_nor_after_it() {
    let facts = "styring: { styringssystem_gjennomgått: 2026-07 }";
    assert_eq!(outcome(&asking("", WITHIN), facts, date(2026, 7, 1)).status, Status::NotDocumented);
    // The status then tells whether a breach is closed.
    for day in [date(2026, 7, 1), date(2026, 7, 15)] {
        let closed = "individ: { prosedyre: ja }\ntilsyn: [{ funn: lovbrudd, lukket_dato: 2026-07, status: lukket, krav: [en-regel] }]";
        assert_eq!(outcome(RULE, closed, day).status, Status::Met, "{day}");
        assert_eq!(outcome(RULE, &closed.replace("status: lukket", "status: åpen"), day).status, Status::NotMet);
    }
}

#[test]
fn a_breach_of_a_provision_concerns_the_rules_that_rest_on_it_or_on_a_part_of_it() {
    for (rests_on, broken, concerned) in [
        ("hol-7-2-a", "hol § 7-2 a", true),
        ("hol-7-2-a", "HOL 7-2 A", true),
        // In an act, § 7-2 a is a section of its own; in a regulation, the letter is a part.
        ("hol-7-2-a", "hol § 7-2", false),
        ("f1250-6-a", "f1250 § 6", true),
        ("f1256-4-1", "f1256 § 4", true),
        ("f1250-6-a", "f1250 § 6 b", false),
        ("f1250-6-a", "f1250", true),
        ("hol-7-2", "hol § 7", true),
        ("hol-7-2", "hol § 7-2 a", false),
    ] {
        let rule = RULE.replace("[met]", &format!("[[law]]\nprovision = \"{rests_on}\"\n[met]"));
        let record = format!(
            "individ: {{ prosedyre: ja }}\ntilsyn: [{{ funn: lovbrudd, status: åpen, bestemmelser: [{broken}] }}]"
        );
        let expected = if concerned { Status::NotMet } else { Status::Met };
        assert_eq!(status(&rule, &record), expected, "{broken} and {rests_on}");
    }
}

#[test]
fn what_is_open_about_a_breach_is_what_is_asked_for() {
    for (found, field) in [
        ("funn: lovbrudd, status: åpen", "tilsyn[1]"),
        ("funn: ukjent, status: åpen", "tilsyn[1].funn"),
        ("funn: lovbrudd, status: ukjent", "tilsyn[1].status"),
    ] {
        let other = "{ funn: lovbrudd, status: åpen, krav: [en-annen] }, { funn: ukjent, krav: [en-annen] }";
        let record = format!("individ: {{ prosedyre: ja }}\ntilsyn: [{other}, {{ {found}, krav: [en-regel] }}]");
        let record = record.replace("tilsyn: [{ funn: lovbrudd, status: åpen, krav: [en-annen] }, ", "tilsyn: [");
        let outcome = outcome(RULE, &record, date(2026, 6, 30));
        let fields: Vec<&str> = outcome.evidence.iter().map(|evidence| evidence.field.as_str()).collect();
        assert!(fields.contains(&field), "{found}: {fields:?}");
        assert!(!fields.iter().any(|field| field.starts_with("tilsyn[0]")), "{found}: {fields:?}");
    }
}

#[test]
fn a_condition_is_asked_as_it_is_written() {
    let mut wrong = Vec::new();
    for (condition, facts, expected) in ASKED {
        let found = status(&asking("", condition), &format!("enheter: [{{ id: a }}, {{ id: b }}]\nstyring: {facts}"));
        if found != *expected {
            wrong.push(format!("{condition}\n{facts}: {found:?}, not {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_rule_for_an_area_applies_where_a_service_lies_in_it_or_may() {
    let rule = format!("service_areas = [\"omsorg\"]\n{RULE}");
    for (services, expected) in [
        ("tjenester: [{ id: a, område: omsorg }, { id: b, område: rus-og-psykisk-helse }]", Status::Met),
        ("tjenester: [{ id: b, område: rus-og-psykisk-helse }]", Status::NotApplicable),
        ("tjenester: [{ id: b, område: rus-og-psykisk-helse }, { id: c, område: ukjent }]", Status::Met),
        ("tjenester: [{ id: b, område: rus-og-psykisk-helse }]\nufullstendige_lister: [tjenester]", Status::Met),
        ("tjenester: []", Status::Met),
    ] {
        assert_eq!(status(&rule, &format!("individ: {{ prosedyre: ja }}\n{services}")), expected, "{services}");
    }
}

/// What a supervision found of the rule on the last day of June, and what becomes of the rule.
const FOUND: &[(&str, Status)] = &[
    ("funn: lovbrudd, status: åpen", Status::NotMet),
    ("funn: lovbrudd, status: lukket", Status::Met),
    ("funn: merknad, status: åpen", Status::Met),
    ("funn: lovbrudd", Status::NotDocumented),
    ("status: åpen", Status::NotDocumented),
    ("dato: 2026-07-01, funn: lovbrudd, status: åpen", Status::Met),
    ("dato: 2026-06-30, funn: lovbrudd, status: åpen", Status::NotMet),
    ("dato: 2026-06, funn: lovbrudd, status: åpen", Status::NotMet),
    ("funn: lovbrudd, lukket_dato: 2026-06-30", Status::Met),
    ("funn: lovbrudd, lukket_dato: 2026-07-01, status: lukket", Status::NotMet),
    ("funn: lovbrudd, lukket_dato: 2026-05, status: åpen", Status::Met),
    ("funn: lovbrudd, lukket_dato: ingen", Status::NotMet),
    ("funn: lovbrudd, lukket_dato: ukjent", Status::NotDocumented),
];

#[test]
fn a_breach_that_stands_on_the_day_is_a_gap() {
    let mut wrong = Vec::new();
    for (found, expected) in FOUND {
        let record = format!("individ: {{ prosedyre: ja }}\ntilsyn: [{{ {found}, krav: [en-regel] }}]");
        let status = status(RULE, &record);
        if status != *expected {
            wrong.push(format!("{found}: {status:?}, not {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let other = "individ: { prosedyre: ja }\ntilsyn: [{ funn: lovbrudd, status: åpen, krav: [en-annen] }]";
    assert_eq!(status(RULE, other), Status::Met);
}

/// What is asked, what the record says, and the evidence: each field with what stands there and
/// what it is tried for.
const PROVED: &[(&str, &str, &[&str])] = &[
    ("count = { list = \"råd\", value = 2 }", "råd: [{ mandat: ja }]", &["råd: Items(1) Count(AtLeast, Some(2.0))"]),
    (
        "count = { list = \"råd\", other = \"virksomhet.innbyggere\" }",
        "virksomhet: { innbyggere: 2 }\nråd: [{ mandat: ja }]",
        &["råd: Items(1) Count(AtLeast, Some(2.0))", "virksomhet.innbyggere: Value(\"2\") Stated"],
    ),
    (
        "sum = { list = \"individuell_plan.per_bosituasjon\", field = \"mottakere\", value = 5 }",
        "individuell_plan: { per_bosituasjon: [{ mottakere: 2 }, { mottakere: 1 }] }",
        &[
            "individuell_plan.per_bosituasjon[0].mottakere: Value(\"2\") Sum(AtLeast, Some(5.0))",
            "individuell_plan.per_bosituasjon[1].mottakere: Value(\"1\") Sum(AtLeast, Some(5.0))",
        ],
    ),
    (
        "sum = { list = \"individuell_plan.per_bosituasjon\", field = \"mottakere\", value = 5 }",
        "individuell_plan: { per_bosituasjon: [{ mottakere: 2 }, { år: 2024 }] }",
        &["individuell_plan.per_bosituasjon[1].mottakere: Missing Sum(AtLeast, Some(5.0))"],
    ),
    (
        "covers = { list = \"opplæring.kurs\", field = \"form\", values = [\"film\"] }",
        "opplæring: { kurs: ingen }",
        &["opplæring.kurs: None Covers([\"film\"])"],
    ),
    (
        "covers = { list = \"opplæring.kurs\", field = \"form\", values = [\"film\", \"kurs\"] }",
        "opplæring: { kurs: [{ form: [film, kurs] }] }",
        &["opplæring.kurs: Items(1) Covers([\"film\", \"kurs\"])"],
    ),
    (
        "yes = \"individ.prosedyre\"",
        "individ: { prosedyre: { status: ja, belegg: planlagt } }",
        &["individ.prosedyre: Planned YesNo(true)"],
    ),
    (
        "yes = \"individ.prosedyre\"",
        "individ: { prosedyre: { status: ja, belegg: ukjent } }",
        &["individ.prosedyre.belegg: Unknown YesNo(true)"],
    ),
    (
        "yes = \"individ.prosedyre\"",
        "individ: { prosedyre: [{ status: ja, kilde: a }, { status: ja, kilde: b }] }",
        &["individ.prosedyre: Value(\"ja\") YesNo(true)"],
    ),
    (
        "yes = \"individ.prosedyre\"",
        "individ: { prosedyre: [{ status: ja, kilde: a }, { status: nei, kilde: b }] }",
        &["individ.prosedyre: Conflicting([\"ja\", \"nei\"]) YesNo(true)"],
    ),
    (
        "yes = \"individ.prosedyre\"",
        "individ: { prosedyre: [{ status: ja, kilde: a }, { status: ja, belegg: planlagt, kilde: b }] }",
        &["individ.prosedyre: Conflicting([\"ja\", \"ja\"]) YesNo(true)"],
    ),
    (
        "any = [{ yes = \"individ.prosedyre\" }, { all = [{ yes = \"individ.prosedyre\" }, { no = \"individ.prosedyre\" }] }]",
        "individ: { prosedyre: ukjent }",
        &["individ.prosedyre: Unknown YesNo(true)", "individ.prosedyre: Unknown YesNo(false)"],
    ),
    (
        "count = { list = \"råd\", where = { equals = { field = \"type\", value = \"brukerråd\" } }, value = 1 }",
        "råd: [{ type: ukjent }]",
        &["råd: Items(1) Count(AtLeast, Some(1.0))", "råd[0].type: Unknown OneOf([\"brukerråd\"])"],
    ),
    (
        "count = { list = \"råd\", where = { equals = { field = \"type\", value = \"brukerråd\" } }, value = 1 }",
        "råd: [{ type: eldreråd }]",
        &["råd: Items(1) Count(AtLeast, Some(1.0))"],
    ),
    (
        "some = { list = \"styring.tverrsektorielle_arenaer\", holds = { stated = \"ansvarlig_leder\" } }",
        "styring: { tverrsektorielle_arenaer: [{ ansvarlig_leder: [{ verdi: A, kilde: x }, { verdi: A, kilde: y }] }] }",
        &["styring.tverrsektorielle_arenaer[0].ansvarlig_leder: Value(\"A\") Stated"],
    ),
    (
        "some = { list = \"styring.tverrsektorielle_arenaer\", holds = { stated = \"ansvarlig_leder\" } }",
        "styring: { tverrsektorielle_arenaer: [{ ansvarlig_leder: [{ verdi: A, kilde: x }, { verdi: B, kilde: y }] }] }",
        &["styring.tverrsektorielle_arenaer[0].ansvarlig_leder: Conflicting([\"A\", \"B\"]) Stated"],
    ),
    ("count = { list = \"råd\", value = 1 }", "råd: ingen", &["råd: None Count(AtLeast, Some(1.0))"]),
    (
        "covers_all = { list = \"styring.dokumenter\", field = \"enheter\", of = \"enheter\" }",
        "enheter: [{ id: a }]\nstyring: { dokumenter: [{ enheter: ukjent }] }",
        &["styring.dokumenter[0].enheter: Unknown CoversAll(\"enheter\")"],
    ),
    (
        "covers_all = { list = \"styring.dokumenter\", field = \"enheter\", of = \"enheter\" }",
        "enheter: [{ id: a }, { id: b }]\nstyring: { dokumenter: [{ enheter: [a] }] }",
        &["styring.dokumenter: Items(1) CoversAll(\"enheter\")"],
    ),
];

/// The same of a unit, by the services that belong to it.
const LINKED: &[(&str, &[&str])] = &[
    (
        "[{ id: t, enhet: a, døgntilbud: nei }, { id: u, enhet: a, døgntilbud: ja }, { id: v, enhet: b, døgntilbud: ja }]",
        &["tjenester[1].døgntilbud: Value(\"ja\") YesNo(true)"],
    ),
    (
        "[{ id: t, enhet: a, døgntilbud: nei }, { id: u, enhet: b, døgntilbud: ja }]",
        &["tjenester[0].døgntilbud: Value(\"nei\") YesNo(true)"],
    ),
    (
        "[{ id: t, enhet: ukjent, døgntilbud: ja }, { id: u, enhet: a, døgntilbud: nei }]",
        &["tjenester[0].enhet: Unknown Linked(\"tjenester\")"],
    ),
    ("[{ id: u, enhet: b, døgntilbud: ja }]", &["tjenester: Items(1) Linked(\"tjenester\")"]),
];

fn evidence(outcome: &Outcome) -> Vec<String> {
    let told = outcome.evidence.iter();
    told.map(|evidence| format!("{}: {:?} {:?}", evidence.field, evidence.stated, evidence.test)).collect()
}

#[test]
fn what_decides_of_a_unit_is_told_of_the_services_that_belong_to_it() {
    let linked = "linked = { list = \"tjenester\", by = \"enhet\", holds = { yes = \"døgntilbud\" } }";
    for (services, expected) in LINKED {
        let record = format!("enheter: [{{ id: a }}, {{ id: b }}]\ntjenester: {services}");
        let outcome = outcome(&asking("each = \"enheter\"", linked), &record, date(2026, 6, 30));
        assert_eq!(evidence(&outcome), *expected, "{services}");
    }
}

#[test]
fn a_list_with_nothing_in_it_is_told_apart_from_one_that_is_not_known() {
    for (units, holds) in [("enheter: []", Some(false)), ("enheter: ukjent", None), ("per_dato: 2026-06-01", None)] {
        let outcome = outcome(&asking("each = \"enheter\"", "stated = \"id\""), units, date(2026, 6, 30));
        assert_eq!(outcome.evidence[0].field, "enheter", "{units}");
        assert_eq!(outcome.evidence[0].holds, holds, "{units}");
    }
}

#[test]
fn an_item_is_known_by_its_year_where_it_has_no_name() {
    let known_by = |recipients: u8| {
        let items = format!("[{{ år: 2024, mottakere: {recipients} }}, {{ år: 2025, mottakere: {recipients} }}]");
        let rule = asking("each = \"individuell_plan.per_bosituasjon\"", "stated = \"mottakere\"");
        outcome(&rule, &format!("individuell_plan: {{ per_bosituasjon: {items} }}"), date(2026, 6, 30)).fingerprint
    };
    assert_eq!(known_by(1), known_by(2));
}

#[test]
fn what_decided_is_told_field_by_field() {
    let mut wrong = Vec::new();
    for (condition, facts, expected) in PROVED {
        let outcome = outcome(&asking("", condition), facts, date(2026, 6, 30));
        let told = evidence(&outcome);
        if told != *expected {
            wrong.push(format!("{condition}\n{facts}:\n{told:?}, not {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_rule_reads_the_fields_that_its_conditions_ask_of() {
    let linked = "linked = { list = \"tjenester\", by = \"enhet\", holds = { yes = \"døgntilbud\" } }";
    for (each, condition, expected) in [
        ("", "yes = \"individ.prosedyre\"", &["individ.prosedyre"][..]),
        ("", "yes = \"individ.prosedyre.status\"", &["individ.prosedyre"]),
        ("", "within_months = { field = \"individ.prosedyre.dato\", months = 12 }", &["individ.prosedyre.dato"]),
        ("", HALF, &["råd", "råd[].mandat"]),
        (
            "each = \"enheter\"",
            linked,
            &["enheter", "enheter[].id", "tjenester", "tjenester[].enhet", "tjenester[].døgntilbud"],
        ),
    ] {
        let mut set = set();
        assert_eq!(add(&mut set, NAME, &asking(each, condition)), "", "{condition}");
        assert_eq!(set.rules[0].reads(SHAPE), expected, "{condition}");
    }
}
