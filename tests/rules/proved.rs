//! What decides is told: each field, what stands there, and what it is tried for.

use jiff::civil::date;
use medvirk::evaluate::Audit;
use medvirk::outcome::Outcome;
use medvirk::record::read;
use medvirk::source::Source;

use crate::one_rule::{NAME, RULE, add, asking, outcome, set};

/// What is asked, what the record says, and the evidence: each field with what stands there and
/// what it is tried for.
const PROVED: &[(&str, &str, &[&str])] = &[
    ("count = { list = \"råd\", value = 2 }", "råd: [{ mandat: ja }]", &["råd: Items(1) Count(AtLeast, Some(2.0))"]),
    (
        "some = { list = \"råd\", where = { equals = { field = \"type\", value = \"brukerråd\" } }, \
            holds = { yes = \"mandat\" } }",
        "råd: [{ type: eldreråd, mandat: ja }, { type: ungdomsråd }]",
        &["råd: Items(2) Kind { field: \"type\", wanted: [\"brukerråd\"], stated: [\"eldreråd\", \"ungdomsråd\"] }"],
    ),
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
        "at_least = { field = \"individ.vedtak\", value = 6 }",
        "individ: { vedtak: { verdi: 8, belegg: planlagt } }",
        &["individ.vedtak: PlannedValue(\"8\") Compare(AtLeast, 6.0)"],
    ),
    (
        "at_least = { field = \"individ.vedtak\", value = 6 }",
        "individ: { vedtak: { verdi: 8, belegg: regel } }",
        &["individ.vedtak: RuleValue(\"8\") Compare(AtLeast, 6.0)"],
    ),
    (
        "at_least = { field = \"individ.vedtak\", value = 6 }",
        "individ: { vedtak: { verdi: 8, belegg: ukjent } }",
        &["individ.vedtak.belegg: Unknown Compare(AtLeast, 6.0)"],
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
        "practised = \"individ.prosedyre\"",
        "individ: { prosedyre: { status: ja, belegg: regel } }",
        &["individ.prosedyre.belegg: Value(\"regel\") Practised"],
    ),
    (
        "practised = \"individ.prosedyre\"",
        "individ: { prosedyre: { status: ja, belegg: planlagt } }",
        &["individ.prosedyre: Planned Practised"],
    ),
    (
        "practised = \"individ.prosedyre\"",
        "individ: { prosedyre: [{ status: ja, belegg: regel, kilde: a }, { status: ja, belegg: praksis, kilde: b }] }",
        &["individ.prosedyre: Conflicting([\"ja\", \"ja\"]) Practised"],
    ),
    (
        HEARD,
        "samarbeid: { samarbeidsavtale_dato: 2026-02-01, møter: [{ dato: 2026-03-01 }, { dato: 2026-01-01 }] }",
        &[
            "samarbeid.møter[1].dato: Value(\"2026-01-01\") Order { strictly: true, other: Some(\"samarbeid.samarbeidsavtale_dato\") }",
            "samarbeid.samarbeidsavtale_dato: Value(\"2026-02-01\") Stated",
        ],
    ),
    (
        HEARD,
        "samarbeid: { samarbeidsavtale_dato: 2026-02-01, møter: [{ dato: 2026-02-01 }] }",
        &[
            "samarbeid.møter[0].dato: Value(\"2026-02-01\") Order { strictly: true, other: Some(\"samarbeid.samarbeidsavtale_dato\") }",
            "samarbeid.samarbeidsavtale_dato: Value(\"2026-02-01\") Stated",
        ],
    ),
    (
        HEARD,
        "samarbeid: { samarbeidsavtale_dato: 2026-02-01, møter: ingen }",
        &["samarbeid.møter: None Order { strictly: true, other: Some(\"samarbeid.samarbeidsavtale_dato\") }"],
    ),
    (HEARD, "samarbeid: { møter: [{ dato: 2026-01-01 }] }", &["samarbeid.samarbeidsavtale_dato: Missing Stated"]),
    (
        HEARD,
        "samarbeid: { samarbeidsavtale_dato: 2026-02-01, møter: [{ dato: 2026-03-01 }, { referat: r }] }",
        &[
            "samarbeid.møter[1].dato: Missing Order { strictly: true, other: Some(\"samarbeid.samarbeidsavtale_dato\") }",
        ],
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
        &["råd: Items(1) Kind { field: \"type\", wanted: [\"brukerråd\"], stated: [\"eldreråd\"] }"],
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
const HEARD: &str =
    "before = { list = \"samarbeid.møter\", field = \"dato\", other = \"samarbeid.samarbeidsavtale_dato\" }";
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

/// What the record says, and the fields that could settle an open rule for services of one area.
const OPEN: &[(&str, &[&str])] = &[
    ("individ: {}", &["individ.prosedyre", "tjenester"]),
    ("tjenester: []", &["individ.prosedyre"]),
    (
        "tjenester: [{ id: a }, { id: b, område: omsorg }]",
        &["individ.prosedyre", "tjenester[0].område", "tjenester[1].område"],
    ),
    ("tjenester: [{ id: b, område: omsorg }]", &["individ.prosedyre"]),
    ("individ: { prosedyre: ja }\ntjenester: []\ntilsyn: [{ funn: ukjent, krav: [en-regel] }]", &["tilsyn[0].funn"]),
    ("tjenester: []\ntilsyn: [{ funn: ukjent, krav: [en-regel] }]", &["individ.prosedyre", "tilsyn[0].funn"]),
];

#[test]
fn an_open_rule_waits_for_the_facts_that_could_settle_it() {
    let mut set = set();
    assert_eq!(add(&mut set, NAME, &format!("service_areas = [\"omsorg\"]\n{RULE}")), "");
    let mut wrong = Vec::new();
    for (facts, expected) in OPEN {
        let source = Source::new("a.yaml", format!("format: medvirk/1\n{facts}\n"));
        let record = read(&source).unwrap();
        let open = Audit::new(&set, date(2026, 6, 30)).open(&record);
        let waits_for: Vec<&str> = open[0].1.iter().map(|evidence| evidence.field.as_str()).collect();
        if waits_for != *expected {
            wrong.push(format!("{facts}: {waits_for:?}, not {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
