use medvirk::built_in;
use medvirk::evaluate::Audit;
use medvirk::record::read;
use medvirk::source::Source;
use serde_json::Value;

use crate::support::{audit, folder, json, medvirk, record, result, write};

fn baseline(folder: &std::path::Path) -> Value {
    let (code, output, messages) = result(medvirk(folder, &["baseline", ".", "--as-of", "2026-06-01"]));
    assert_eq!(code, 0, "{messages}");
    assert!(output.starts_with("Written: grunnlinje.json"), "{output}");
    serde_json::from_str(&std::fs::read_to_string(folder.join("grunnlinje.json")).unwrap()).unwrap()
}

fn compared(folder: &std::path::Path) -> (i32, Value) {
    let args = [".", "--baseline", "grunnlinje.json", "--fail-on", "god-praksis"];
    let (code, _, _) = result(audit(folder, &args));
    (code, json(audit(folder, &[&args[..], &["--format", "json"]].concat())))
}

#[test]
fn old_debt_does_not_fail_and_nothing_moves_when_lines_do() {
    let folder = folder(&[("a.yaml", &record("A", 0)), ("b.yaml", &record("B", 1))]);
    let written = baseline(folder.path());
    assert_eq!(written["schema"], "medvirk-baseline/1");
    assert_eq!(baseline(folder.path()), written, "the same every time");
    let (code, report) = compared(folder.path());
    assert_eq!((code, &report["baseline"]["new"], &report["baseline"]["closed"]), (0, &0.into(), &0.into()));
    // Other order, other layout, other lines, another file name: the same findings.
    let moved = "# ny linje\nformat: medvirk/1\nråd:\n\
        - { type: eldreråd, id: eldreråd, mandat: ja, mandat_gjelder_til: 2024-12-31 }\n\
        - id: brukerråd\n  type: brukerråd\n  nivå: system\n  mandat: ja\n  mandat_gjelder_til: 2025-12-31\n\n\
        koordinering: { koordinator_tilbys: nei }\nstyring: { styringssystem_gjennomgått: 2020-01-15 }\n\
        virksomhet:\n  organisasjonstype: kommune\n  organisasjonsnummer: 974 760 673\n  navn: A\nper_dato: 2026-05-20\n";
    std::fs::remove_file(folder.path().join("a.yaml")).unwrap();
    write(folder.path(), "planer/c.yaml", moved);
    let (code, report) = compared(folder.path());
    let found = &report["baseline"];
    assert_eq!((code, &found["new"], &found["worse"], &found["closed"]), (0, &0.into(), &0.into(), &0.into()));
}

#[test]
fn what_is_new_or_worse_fails_and_is_all_that_is_shown() {
    let folder = folder(&[("a.yaml", &record("A", 0))]);
    baseline(folder.path());
    let worse = record("A", 0) + "individuell_plan: { prosedyre: nei, med_rett: 10, tilbudt: 2 }\n";
    write(folder.path(), "a.yaml", &worse.replace("koordinator_tilbys: nei", "koordinator_tilbys: ja"));
    let (code, report) = compared(folder.path());
    assert_eq!(code, 1);
    assert!(report["baseline"]["worse"].as_u64().unwrap() >= 1, "{}", report["baseline"]);
    assert!(report["baseline"]["closed"].as_u64().unwrap() >= 1, "{}", report["baseline"]);
    let (_, output, _) = result(audit(folder.path(), &["a.yaml", "--baseline", "grunnlinje.json"]));
    assert!(output.contains("[rutiner-for-individuell-plan]"), "{output}");
    assert!(!output.contains("[styringssystemet-gjennomgas-hvert-ar]"), "{output}");
    assert!(output.contains("Compared with grunnlinje.json"), "{output}");
    let sarif = json(audit(folder.path(), &["a.yaml", "--baseline", "grunnlinje.json", "--format", "sarif", "--all"]));
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    let states: std::collections::BTreeSet<&str> =
        results.iter().map(|result| result["baselineState"].as_str().unwrap()).collect();
    assert_eq!(states.into_iter().collect::<Vec<_>>(), ["unchanged", "updated"]);
}

#[test]
fn a_gap_where_all_was_in_place_is_new_and_fails() {
    let folder = folder(&[("a.yaml", &record("A", 0).replace("koordinator_tilbys: nei", "koordinator_tilbys: ja"))]);
    baseline(folder.path());
    write(folder.path(), "a.yaml", &record("A", 0));
    let (code, report) = compared(folder.path());
    let found = &report["baseline"];
    assert_eq!((code, &found["new"], &found["worse"], &found["closed"]), (1, &1.into(), &0.into(), &0.into()));
}

#[test]
fn what_was_not_looked_at_is_not_closed() {
    let folder = folder(&[("a.yaml", &record("A", 0)), ("b.yaml", &record("B", 1))]);
    baseline(folder.path());
    for args in [&["a.yaml"][..], &[".", "--only", "rad"]] {
        let args = [args, &["--baseline", "grunnlinje.json", "--format", "json"]].concat();
        let report = json(audit(folder.path(), &args));
        assert_eq!((&report["baseline"]["new"], &report["baseline"]["closed"]), (&0.into(), &0.into()), "{args:?}");
    }
}

#[test]
fn rules_that_are_new_or_changed_are_listed_apart_and_do_not_fail() {
    let folder = folder(&[("a.yaml", &record("A", 0))]);
    let mut written = baseline(folder.path());
    let (new, changed) = ("styringssystemet-gjennomgas-hvert-ar", "koordinator-tilbys-i-kommunen");
    written["rules"].as_object_mut().unwrap().remove(new);
    written["rules"][changed] = "0".into();
    let found = written["found"].as_array_mut().unwrap();
    found.retain(|found| found["rule"] != new && found["rule"] != changed);
    write(folder.path(), "grunnlinje.json", &written.to_string());
    let (code, report) = compared(folder.path());
    assert_eq!((code, &report["baseline"]["new"], &report["baseline"]["new_rules"]), (0, &0.into(), &2.into()));
    let (_, output, _) = result(audit(folder.path(), &["a.yaml", "--baseline", "grunnlinje.json"]));
    assert!(output.contains("new or changed since the baseline (2)"), "{output}");
}

#[test]
fn a_baseline_may_be_printed_and_tells_what_it_passed_over_unless_that_is_refused() {
    let folder = folder(&[("a.yaml", &record("A", 0)), ("other.yaml", "a: 1\n")]);
    let args = ["baseline", ".", "--as-of", "2026-06-01"];
    let (code, output, messages) = result(medvirk(folder.path(), &[&args[..], &["--output", "-"]].concat()));
    assert_eq!(code, 0);
    assert!(messages.contains("other.yaml"), "{messages}");
    let printed: Value = serde_json::from_str(&output).unwrap();
    assert!(!folder.path().join("grunnlinje.json").exists());
    let (code, _, messages) = result(medvirk(folder.path(), &args));
    assert_eq!(code, 0);
    assert!(messages.contains("other.yaml"), "{messages}");
    let written = std::fs::read_to_string(folder.path().join("grunnlinje.json")).unwrap();
    assert_eq!(serde_json::from_str::<Value>(&written).unwrap(), printed);
    assert_eq!(result(medvirk(folder.path(), &[&args[..], &["--strict"]].concat())).0, 2);
    write(folder.path(), "medvirk.toml", "strict = true\n");
    assert_eq!(result(medvirk(folder.path(), &args)).0, 2);
}

#[test]
fn a_file_that_is_no_baseline_is_refused() {
    let folder = folder(&[("a.yaml", &record("A", 0)), ("x.json", "{\"schema\": \"annet/1\"}"), ("y.json", "[")]);
    for file in ["x.json", "y.json", "borte.json"] {
        let (code, output, messages) = result(audit(folder.path(), &["a.yaml", "--baseline", file]));
        assert_eq!((code, output.as_str()), (2, ""), "{file}");
        assert!(messages.contains(file), "{messages}");
    }
    write(folder.path(), "b.yaml", "format: medvirk/1\nvirksomhet: [\n");
    let (code, _, messages) = result(medvirk(folder.path(), &["baseline", "."]));
    assert_eq!(code, 2);
    assert!(messages.contains("no baseline is written"), "{messages}");
    assert!(!folder.path().join("grunnlinje.json").exists());
}

/// What the items of a list are known by from one audit to the next, in the order they stand.
fn known_by(councils: &str) -> Vec<String> {
    let set = built_in::rules();
    let source = Source::new(
        "a.yaml",
        format!("format: medvirk/1\nvirksomhet: {{ navn: A, organisasjonstype: kommune }}\nråd: [{councils}]\n"),
    );
    let record = read(&source).unwrap();
    let is_asked = |id: &str| id == "rad-mandat-gjelder-fortsatt";
    let outcomes = Audit::new(&set, jiff::civil::date(2026, 6, 1)).outcomes(&record);
    let outcomes = outcomes.into_iter().filter(|outcome| is_asked(&set.rules[outcome.rule].id));
    outcomes.map(|outcome| outcome.fingerprint).collect()
}

#[test]
fn an_item_is_the_same_one_wherever_it_stands_and_whatever_else_is_said_of_it() {
    let reversed = |one: &str, other: &str| {
        let (there, back) = (known_by(&format!("{one}, {other}")), known_by(&format!("{other}, {one}")));
        assert_ne!(there[0], there[1], "{one} {other}: two items are two");
        assert_eq!(there, [back[1].clone(), back[0].clone()], "{one} {other}: order does not matter");
        there
    };
    // By its id, or else its name.
    let ids = reversed("{ id: a, type: eldreråd }", "{ id: b, type: eldreråd }");
    assert_eq!(ids, reversed("{ id: A, type: brukerråd }", "{ type: ungdomsråd, id: b, mandat: ja }"));
    let names = reversed("{ navn: Nord, type: eldreråd }", "{ navn: Sør, type: eldreråd }");
    assert_eq!(names, reversed("{ navn: NORD, mandat: nei }", "{ mandat: ja, navn: Sør }"));
    // By all that is said of it, where it has no name of its own.
    let same = reversed("{ navn: Nord, type: eldreråd }", "{ navn: Nord, type: brukerråd }");
    assert_eq!(same, reversed("{ type: eldreråd, navn: Nord }", "{ type: brukerråd, navn: nord }"));
    let nameless = reversed("{ type: eldreråd, mandat: ja }", "{ type: brukerråd, mandat: ja }");
    assert_eq!(nameless, reversed("{ mandat: ja, type: eldreråd }", "{ mandat: ja, type: brukerråd }"));
    reversed("{ type: eldreråd, mandat: ja }", "{ type: eldreråd, mandat: nei }");
    // Which of two that are alike in all does not matter.
    let alike = known_by("{ type: eldreråd }, { type: eldreråd }");
    assert_ne!(alike[0], alike[1]);
}

#[test]
fn an_organisation_is_the_same_one_by_its_number_or_else_its_name() {
    let of = |who: &str| {
        let set = built_in::rules();
        let source = Source::new("a.yaml", format!("format: medvirk/1\nvirksomhet: {{ {who} }}\n"));
        let record = read(&source).unwrap();
        Audit::new(&set, jiff::civil::date(2026, 6, 1)).outcomes(&record).remove(0).fingerprint
    };
    let number = of("navn: A, organisasjonsnummer: 974760673");
    assert_eq!(number, of("navn: B, organisasjonsnummer: 974 760 673"));
    assert_ne!(number, of("navn: A, organisasjonsnummer: 889640782"));
    assert_eq!(of("navn: Å kommune"), of("navn: å Kommune"));
    assert_ne!(of("navn: A"), of("navn: B"));
}
