//! What may be asked of a record is asked as it is written.

use jiff::civil::date;
use medvirk::outcome::Status;

use crate::one_rule::{NAME, RULE, add, asking, outcome, set, status};

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
    (PRACTISED, "{}\nindivid: { prosedyre: ja }", Status::Met),
    (PRACTISED, "{}\nindivid: { prosedyre: { status: ja, belegg: praksis } }", Status::Met),
    (PRACTISED, "{}\nindivid: { prosedyre: { status: ja, belegg: resultat } }", Status::Met),
    (PRACTISED, "{}\nindivid: { prosedyre: { status: ja, belegg: regel } }", Status::NotDocumented),
    (PRACTISED, "{}\nindivid: { prosedyre: { status: ja, belegg: ukjent } }", Status::NotDocumented),
    (PRACTISED, "{}\nindivid: { prosedyre: { status: ja, belegg: planlagt } }", Status::NotMet),
    (PRACTISED, "{}\nindivid: { prosedyre: { status: nei, belegg: regel } }", Status::NotMet),
    (YEAR, "{}\nindividuell_plan: { per_bosituasjon: [{ år: 2024 }] }", Status::Met),
    (YEAR, "{}\nindividuell_plan: { per_bosituasjon: [{ år: 2023 }] }", Status::NotMet),
    // What is planned has not happened, and what a mandate says is not what is done.
    (WITHIN, "{ styringssystem_gjennomgått: { verdi: 2026-03-01, belegg: planlagt } }", Status::NotDocumented),
    (WITHIN, "{ styringssystem_gjennomgått: { verdi: 2026-03-01, belegg: ukjent } }", Status::NotDocumented),
    (WITHIN, "{ styringssystem_gjennomgått: { verdi: 2026-03-01, belegg: regel } }", Status::Met),
    (WITHIN, "{ styringssystem_gjennomgått: { verdi: 2026-03-01, belegg: praksis } }", Status::Met),
    (WITHIN, "{ styringssystem_gjennomgått: { verdi: ingen, belegg: planlagt } }", Status::NotMet),
    (SIX, "{}\nindivid: { vedtak: { verdi: 6, belegg: regel } }", Status::NotDocumented),
    (SIX, "{}\nindivid: { vedtak: { verdi: 5, belegg: regel } }", Status::NotDocumented),
    (SIX, "{}\nindivid: { vedtak: { verdi: 6, belegg: planlagt } }", Status::NotDocumented),
    (SIX, "{}\nindivid: { vedtak: { verdi: 6, belegg: ukjent } }", Status::NotDocumented),
    (SIX, "{}\nindivid: { vedtak: { verdi: 6, belegg: praksis } }", Status::Met),
    (SIX, "{}\nindivid: { vedtak: { verdi: 6, belegg: resultat } }", Status::Met),
    (
        SIX,
        "{}\nindivid: { vedtak: [{ verdi: 6, kilde: a }, { verdi: 6, belegg: regel, kilde: b }] }",
        Status::NotDocumented,
    ),
    // A number that is laid down counts once it is written, and a goal or a last day as planned.
    (BY_MANDATE, "{}\nråd: [{ møter_per_år_ifølge_mandatet: { verdi: 4, belegg: regel } }]", Status::Met),
    (BY_MANDATE, "{}\nråd: [{ møter_per_år_ifølge_mandatet: { verdi: 4, belegg: planlagt } }]", Status::NotDocumented),
    (BUDGET, "{}\nressurser: { budsjett: { verdi: 1, belegg: planlagt } }", Status::Met),
    (BUDGET, "{}\nressurser: { budsjett: { verdi: 1, belegg: regel } }", Status::Met),
    (LASTS, "{}\nressurser: { budsjett_gjelder_til: { verdi: 2026-12-31, belegg: planlagt } }", Status::Met),
    // A part of a whole is no more than the whole, and of nothing there is no part.
    (SHARE, "{}\nindivid: { gjennomgang: { antall: 10, med_brukers_syn: 10 } }", Status::Met),
    (SHARE, "{}\nindivid: { gjennomgang: { antall: 10, med_brukers_syn: 4 } }", Status::NotMet),
    (SHARE, "{}\nindivid: { gjennomgang: { antall: 10, med_brukers_syn: 12 } }", Status::NotDocumented),
    (SHARE, "{}\nindivid: { gjennomgang: { antall: 0, med_brukers_syn: 0 } }", Status::NotDocumented),
    (
        SHARE,
        "{}\nindivid: { gjennomgang: { antall: 10, med_brukers_syn: [{ verdi: 9, kilde: a }, { verdi: 11, kilde: b }] } }",
        Status::NotDocumented,
    ),
    (
        SHARES,
        "{}\nindivid: { gjennomgang: { antall: 40, med_brukers_syn: 30, med_begrunnet_fravær: 10 } }",
        Status::Met,
    ),
    (
        SHARES,
        "{}\nindivid: { gjennomgang: { antall: 40, med_brukers_syn: 30, med_begrunnet_fravær: 12 } }",
        Status::NotDocumented,
    ),
];
const SIX: &str = "at_least = { field = \"individ.vedtak\", value = 6 }";
const BY_MANDATE: &str =
    "some = { list = \"råd\", holds = { at_least = { field = \"møter_per_år_ifølge_mandatet\", value = 4 } } }";
const BUDGET: &str = "more_than = { field = \"ressurser.budsjett\", value = 0 }";
const LASTS: &str = "not = { before = { field = \"ressurser.budsjett_gjelder_til\" } }";
const SHARE: &str =
    "share = { of = \"individ.gjennomgang.med_brukers_syn\", in = \"individ.gjennomgang.antall\", value = 0.5 }";
const SHARES: &str = "share = { of = [\"individ.gjennomgang.med_brukers_syn\", \"individ.gjennomgang.med_begrunnet_fravær\"], in = \"individ.gjennomgang.antall\", value = 1 }";
const PROCEDURE: &str = "yes = \"individ.prosedyre\"";
const PRACTISED: &str = "practised = \"individ.prosedyre\"";
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
        assert_eq!(set.rules[0].reads(), expected, "{condition}");
    }
}
