//! The review of rules: what could never be asked or never counts is refused where it stands, and
//! what may be asked is read as it is meant.

use jiff::civil::{Date, date};
use medvirk::evaluate::Audit;
use medvirk::outcome::{Outcome, Status};
use medvirk::record::{SHAPE, read};
use medvirk::render::problem::{Style, render};
use medvirk::rule::{Force, Level, NotAuditable, Origin, ProvisionStatus, RuleSet, built_in_library};
use medvirk::source::Source;
use medvirk::text::Language;

const NAME: &str = "rad/en-regel.toml";
const RULE: &str = r#"topic = "rad"
level = "system"
force = "god-praksis"
role = "radets-sekretariat"
source = "Mandatet § 4"
title = "Tittel"
requirement = "Krav"
remedy = "Tiltak"
question = "Spørsmål"
not_applicable = "Ikke aktuelt"
documents = "Mandat"

[met]
yes = "individ.prosedyre"
"#;

fn set() -> RuleSet {
    RuleSet::new("test", built_in_library().unwrap())
}

/// Adds a rule of the organisation's own, and tells of its mistakes.
fn add(set: &mut RuleSet, name: &str, text: &str) -> String {
    add_as(set, name, text, Origin::Local)
}

fn add_as(set: &mut RuleSet, name: &str, text: &str, origin: Origin) -> String {
    let source = Source::new(name, text.to_owned());
    let style = Style { language: Language::En, colour: false, width: 200 };
    let problems = set.add(std::slice::from_ref(&source), SHAPE, origin).err().unwrap_or_default();
    let shown: Vec<String> = problems.iter().map(|(_, problem)| render(problem, &source, style)).collect();
    shown.join("\n")
}

fn complaints(text: &str) -> String {
    add(&mut set(), NAME, text)
}

/// The rule with these parameters and this condition.
fn asking(parameters: &str, condition: &str) -> String {
    RULE.replace("[met]\nyes = \"individ.prosedyre\"\n", &format!("{parameters}\n[met]\n{condition}\n"))
}

/// The same as a built-in rule.
fn built_in(rests_on: &str) -> String {
    let mut text = format!("statements = [{rests_on}]\n{}", RULE.replace("source = \"Mandatet § 4\"\n", ""));
    for key in ["title", "requirement", "remedy", "question", "not_applicable", "documents"] {
        let one = text.lines().find(|line| line.starts_with(&format!("{key} = "))).unwrap().to_owned();
        text = text.replace(&one, &format!("{key} = {{ nb = \"a\", nn = \"b\", en = \"c\" }}"));
    }
    text
}

#[test]
fn a_mistake_in_a_rule_is_told_where_it_stands() {
    assert_eq!(complaints(RULE), "");
    for (old, new, told) in [
        ("topic = \"rad\"", "topic = \"radd\"", "did you mean “rad”"),
        ("topic = \"rad\"", "topic = \"styring\"", "the topic “styring” is not the folder “rad”"),
        ("level = ", "levle = ", "unknown key “levle”"),
        ("force = \"god-praksis\"", "force = \"lov\"", "own rule"),
        ("[met]", "[parameters.p]\ndefault = 1\nrationale = \"x\"\n[met]", "the parameter “p” is not used"),
        ("topic", "replaced_by = \"koordinator-tilbys-i-kommunen\"\ntopic", "none of the own rules"),
        ("[met]", "[parameters.måned]\ndefault = 1\n[met]", "must stand in quotes: \"måned\""),
        ("topic", "år-og_mål.x = 1\ntopic", "must stand in quotes: \"år-og_mål\""),
        ("topic", "x.mål = 1\ntopic", "must stand in quotes: \"mål\""),
        ("topic", "mål = 1\ntopic", "must stand in quotes: \"mål\""),
        ("topic", "tid\t = åpen\ntopic", "cannot be read as TOML"),
        ("topic", "tid = \"x\" å\ntopic", "cannot be read as TOML"),
        ("\"Krav\"", "\"Krav \\u0007\"", "U+0007"),
    ] {
        let text = RULE.replacen(old, new, 1);
        let told_of = complaints(&text);
        assert!(told_of.contains(told), "{new}: {told_of}");
        if told.contains("TOML") {
            assert!(!told_of.contains("must stand in quotes"), "{new}: {told_of}");
        }
    }
}

#[test]
fn a_file_is_named_as_its_rule() {
    for name in ["rad/En Regel.toml", "rad/.toml", "rad/å.toml"] {
        let told = add(&mut set(), name, RULE);
        assert!(told.contains("does not give a valid id"), "{name}: {told}");
    }
    assert_eq!(add(&mut set(), "rad/4-regel.toml", RULE), "");
}

#[test]
fn a_built_in_rule_rests_on_something() {
    let library = built_in_library().unwrap();
    let adopted = library.provisions.values().find(|known| known.status == ProvisionStatus::Adopted).unwrap();
    let statement = format!("\"{}\"", library.statements.keys().next().unwrap());
    let told = |text: &str| add_as(&mut set(), NAME, text, Origin::BuiltIn);
    assert_eq!(told(&built_in(&statement)), "");
    assert!(told(&built_in("")).contains("neither a statement nor a provision"));
    assert!(told(&built_in("\"S99-99\"")).contains("not in statements.toml"));
    let law = built_in(&statement).replace("god-praksis", "lov");
    assert!(told(&law).contains("must name a provision"));
    let law = |id: &str| law.replace("[met]", &format!("[[law]]\nprovision = \"{id}\"\n[met]"));
    assert_eq!(told(&law("hol-7-2")), "");
    assert!(told(&law(&adopted.id)).contains("commencement is not known"));
    assert!(told(&law("hol-99")).contains("not in law.toml"));
}

#[test]
fn an_own_rule_comes_in_addition_and_is_replaced_by_own_rules_only() {
    let mut set = medvirk::rule::built_in(SHAPE).unwrap();
    let built_in = set.rules.len();
    let taken = "koordinator-tilbys-i-kommunen";
    let told = add(&mut set, &format!("rad/{taken}.toml"), RULE);
    assert!(told.contains("belongs to a built-in rule"), "{told}");
    assert_eq!((set.rules.len(), set.local_rules()), (built_in, 0));
    assert_eq!(add(&mut set, NAME, RULE), "");
    assert!(add(&mut set, NAME, RULE).contains("already a rule with the id “en-regel”"));
    assert_eq!((set.rules.len(), set.local_rules()), (built_in + 1, 1));
    let replaced = |id: &str| format!("deprecated = \"2.0\"\nreplaced_by = \"{id}\"\n{RULE}");
    assert!(add(&mut set, "rad/ny.toml", &replaced(taken)).contains("none of the own rules"));
    assert_eq!(add(&mut set, "rad/ny.toml", &replaced("en-regel")), "");
    assert_eq!(set.get("ny").unwrap().deprecated, Some(("2.0".to_owned(), Some("en-regel".to_owned()))));
}

#[test]
fn an_own_topic_comes_after_those_that_are_there() {
    let mut set = set();
    let add_topics = |set: &mut RuleSet, text: &str| set.add_topics(&Source::new("topics.toml", text.to_owned()));
    assert!(add_topics(&mut set, "[rad]\nname = \"Våre råd\"\n").is_err());
    assert!(add_topics(&mut set, "[eget]\nnavn = \"Eget\"\n").is_err());
    assert!(!set.library.topics.iter().any(|topic| topic.id == "eget"));
    add_topics(&mut set, "[eget]\nname = \"Eget\"\n").unwrap();
    assert_eq!(set.library.topics.last().unwrap().id, "eget");
    assert_eq!(add(&mut set, "eget/en-regel.toml", &RULE.replace("\"rad\"", "\"eget\"")), "");
}

#[test]
fn a_rule_counts_from_its_first_day_to_its_last_and_turns_on_the_day_after() {
    let mut set = set();
    assert_eq!(add(&mut set, NAME, &format!("from = \"2026-02-01\"\nto = \"2026-03-31\"\n{RULE}")), "");
    let (rule, library) = (&set.rules[0], &set.library);
    for (day, counts) in
        [(date(2026, 1, 31), false), (date(2026, 2, 1), true), (date(2026, 3, 31), true), (date(2026, 4, 1), false)]
    {
        assert_eq!(rule.counts_on(library, day), counts, "{day}");
    }
    assert_eq!(rule.turns(library), [date(2026, 2, 1), date(2026, 4, 1)]);
}

#[test]
fn what_names_mean_is_what_they_are_called() {
    assert!(Force::ALL.iter().all(|(name, force)| force.name() == *name));
    assert!(Level::ALL.iter().all(|(name, level)| level.name() == *name));
    assert!(NotAuditable::ALL.iter().all(|(name, reason)| reason.name() == *name));
}

#[test]
fn a_file_of_one_mebibyte_is_read_and_a_larger_one_is_not() {
    let padded = |size: usize| format!("{RULE}#{}", "x".repeat(size - RULE.len() - 1));
    assert_eq!(complaints(&padded(1024 * 1024)), "");
    assert!(complaints(&padded(1024 * 1024 + 1)).contains("1 MiB"));
}

/// Conditions that could never be asked, and what is told of them.
const IMPOSSIBLE: &[(&str, &str)] = &[
    ("yes = \"per_dato\"", "“yes” cannot be asked of the field “per_dato”"),
    ("yes = \"individ.prosedyra\"", "did you mean"),
    ("eqals = { field = \"per_dato\" }", "did you mean “equals”"),
    ("all = []", "[ { … }, { … } ]"),
    ("equals = { field = \"virksomhet.organisasjonstype\", value = \"komune\" }", "did you mean “kommune”"),
    ("at_least = { field = \"virksomhet.innbyggere\", parameter = \"p\" }", "has no parameter “p”"),
    ("at_least = { field = \"virksomhet.innbyggere\" }", "value | parameter"),
    ("at_least = { field = \"virksomhet.innbyggere\", value = 1, parameter = \"p\" }", "value | parameter"),
    ("within_months = { field = \"per_dato\", months = true }", "12 | \"parameter\""),
    (
        "some = { list = \"individuell_plan.per_bosituasjon\", holds = { at_least = { field = \"år\", other = \"mottakere\" } } }",
        "“other” cannot be asked of the field",
    ),
];

#[test]
fn a_condition_that_could_never_be_asked_is_refused_on_its_line() {
    let line = asking("", "").lines().count();
    for (condition, told) in IMPOSSIBLE {
        let told_of = complaints(&asking("", condition));
        assert!(told_of.contains(told), "{condition}: {told_of}");
        assert!(told_of.contains(&format!("{NAME}:{line}:")), "{condition}: {told_of}");
    }
}

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

/// What a parameter bounds, and the least and most it can be and whether it must be whole.
const BOUNDS: &[(&str, f64, f64, bool)] = &[
    ("within_months = { field = \"per_dato\", months = \"p\" }", 1.0, 1200.0, true),
    ("at_least = { field = \"virksomhet.innbyggere\", parameter = \"p\" }", 1.0, 10_000_000.0, true),
    ("at_most = { field = \"virksomhet.innbyggere\", parameter = \"p\" }", 0.0, 10_000_000.0, true),
    (
        "share = { of = \"individuell_plan.tilbudt\", in = \"individuell_plan.med_rett\", parameter = \"p\" }",
        0.01,
        1.0,
        false,
    ),
    ("count = { list = \"råd\", parameter = \"p\" }", 1.0, 10_000_000.0, true),
    (
        "count = { list = \"individuell_plan.per_bosituasjon\", where = { at_least = { field = \"år\", parameter = \"p\" } }, value = 1 }",
        1900.0,
        2200.0,
        true,
    ),
    (
        "some = { list = \"individuell_plan.per_bosituasjon\", holds = { at_least = { field = \"mottakere\", parameter = \"p\" } } }",
        1.0,
        10_000_000.0,
        true,
    ),
    (
        "spread = { list = \"individuell_plan.per_bosituasjon\", of = \"med_plan\", in = \"mottakere\", parameter = \"p\" }",
        0.0,
        1.0,
        false,
    ),
    ("at_least = { field = \"ressurser.støttefunksjon_årsverk\", parameter = \"p\" }", 0.0, 10_000_000.0, false),
    (
        "all = [{ count = { list = \"råd\", parameter = \"p\" } }, { within_months = { field = \"per_dato\", months = \"p\" } }]",
        1.0,
        1200.0,
        true,
    ),
    ("not = { within_months = { field = \"per_dato\", months = \"p\" } }", 1.0, 1200.0, true),
];

#[test]
fn a_parameter_can_be_what_its_condition_can_use() {
    for (condition, least, most, whole) in BOUNDS {
        let mut set = set();
        let parameter = "[parameters.p]\ndefault = 1\nrationale = \"x\"\n";
        assert_eq!(add(&mut set, NAME, &asking(parameter, condition)), "", "{condition}");
        let range = set.rules[0].range(0);
        assert_eq!((range.least, range.most, range.whole), (*least, *most, *whole), "{condition}");
        assert!(range.holds(*least) && range.holds(*most), "{condition}");
        assert!(!range.holds(least - 0.001) && !range.holds(most + 1.0), "{condition}");
        assert_eq!(range.holds(least + 0.5), !whole, "{condition}");
    }
}
