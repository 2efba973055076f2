//! The review of rules: what could never be asked or never counts is refused where it stands, and
//! what a parameter can be is told by what uses it.

use jiff::civil::date;
use medvirk::built_in;
use medvirk::rule::{Force, Level, NotAuditable, Origin, ProvisionStatus, RuleSet};
use medvirk::source::Source;

use crate::one_rule::{NAME, RULE, add, add_as, asking, complaints, set};

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
        ("topic", "en nokkel = 1\ntopic", "cannot be read as TOML"),
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
    let library = built_in::library();
    let adopted = library.provisions.values().find(|known| known.status == ProvisionStatus::Adopted).unwrap();
    let statement = format!("\"{}\"", library.statements.ids().next().unwrap());
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
    let mut set = built_in::rules();
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
    assert_eq!(set.get("ny").unwrap().told.deprecated, Some(("2.0".to_owned(), Some("en-regel".to_owned()))));
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
