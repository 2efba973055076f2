use std::path::Path;

use assert_cmd::Command;
use serde_json::Value;

use crate::support::{audit, folder, json, medvirk, record, result, write};

const RULE: &str = "styringssystemet-gjennomgas-hvert-ar";
/// Every kind of mistake.
const WRONG: &str = r#"extends = "borte.toml"
langauge = "nn"
fail_on = "lovv"
exclude = ["plan/[a.yaml", 3]
rules = ["regel"]
output = ["../x.html", "a.foo"]
only = ["radd"]
strict = "ja"
[folders.sykehem]
fail_on = "god-praksis"
[parameters.styringssystemet-gjennomgas-hvert-a]
maneder = 18
[parameters.styringssystemet-gjennomgas-hvert-ar]
maneder = 18
delvis_maneder = 1.5
mnd = 3
[parameters.ansatte-har-opplaring-i-medvirkning]
andel = 50
"#;

/// A record that was reviewed sixteen months before the audit: partly met with 24 months, the
/// proposal, and not met with fewer than sixteen.
fn reviewed() -> String {
    record("A", 0).replace("2020-01-15", "2025-01-15").replace("koordinator_tilbys: nei", "koordinator_tilbys: ja")
}

fn outcome<'r>(report: &'r Value, rule: &str) -> &'r Value {
    let outcomes = report["records"][0]["outcomes"].as_array().unwrap();
    outcomes.iter().find(|outcome| outcome["rule"] == rule).unwrap()
}

/// The settings that `medvirk config` prints, as key, value and origin.
fn settings(folder: &Path, args: &[&str]) -> Vec<(String, Value, String)> {
    let shown = json(medvirk(folder, &[&["config", "--format", "json"], args].concat()));
    let row = |row: &Value| {
        let key: Vec<&str> = row["key"].as_array().unwrap().iter().map(|key| key.as_str().unwrap()).collect();
        let place = |file: &str| format!("{file}:{}", row["line"]);
        let origin = row["file"].as_str().map_or_else(|| row["from"].as_str().unwrap().to_owned(), place);
        (key.join("."), row["value"].clone(), origin)
    };
    shown["settings"].as_array().unwrap().iter().map(row).collect()
}

#[test]
fn the_nearest_configuration_above_the_path_counts() {
    let folder = folder(&[
        ("medvirk.toml", "fail_on = \"never\"\n"),
        ("a.yaml", &record("A", 0)),
        ("nord/medvirk.toml", "fail_on = \"lov\"\n"),
        ("nord/dypt/nede/b.yaml", &record("B", 1)),
    ]);
    let path = folder.path();
    assert_eq!(result(audit(path, &["a.yaml"])).0, 0);
    assert_eq!(result(audit(path, &["nord/dypt/nede/b.yaml"])).0, 1);
    assert_eq!(result(audit(path, &["nord/dypt"])).0, 1);
    assert_eq!(result(audit(path, &["a.yaml", "--no-config"])).0, 1);
    assert_eq!(result(audit(path, &["a.yaml", "--config", "nord/medvirk.toml"])).0, 1);
    assert_eq!(result(audit(path, &["a.yaml", "--fail-on", "lov"])).0, 1, "the command line comes first");
    for paths in [["a.yaml", "nord"], ["nord", "a.yaml"]] {
        let (code, output, messages) = result(audit(path, &paths));
        assert_eq!((code, output.as_str()), (2, ""));
        assert!(messages.contains("different configurations: medvirk.toml, nord/medvirk.toml"), "{messages}");
    }
    let (code, _, messages) = result(audit(path, &["a.yaml", "--config", "borte.toml"]));
    assert_eq!(code, 2);
    assert!(messages.contains("borte.toml"), "{messages}");
}

#[test]
fn config_tells_where_each_value_comes_from() {
    let folder = folder(&[
        ("felles.toml", "language = \"nn\"\nfail_on = \"never\"\nskip = [\"direktorat\"]\n"),
        ("plan/medvirk.toml", "extends = \"../felles.toml\"\n\nfail_on = \"god-praksis\"\n"),
    ]);
    let found = settings(folder.path(), &["plan", "--only", "rad"]);
    for (key, value, origin) in [
        ("language", "en".into(), "command-line"),
        ("fail_on", "god-praksis".into(), "plan/medvirk.toml:3"),
        ("skip", vec!["direktorat"].into(), "felles.toml:3"),
        ("only", vec!["rad"].into(), "command-line"),
        ("strict", false.into(), "default"),
    ] {
        let expected: (String, Value, String) = (key.to_owned(), value, origin.to_owned());
        assert!(found.contains(&expected), "{expected:?} in {found:?}");
    }
    let mut command = Command::cargo_bin("medvirk").unwrap();
    command.current_dir(folder.path()).env_clear().env("LANG", "en_GB.UTF-8").args(["config", "plan"]);
    let shown = result(command).1;
    assert!(shown.contains("Innstilling") && shown.contains("Kjem frå"), "the language of the configuration: {shown}");
    // Its mistakes are told in it too, unless another language is asked for.
    write(folder.path(), "plan/medvirk.toml", "language = \"nn\"\nstrict = \"ja\"\n");
    for (asked, told) in [(&[][..], "kan ikkje brukast"), (&["--lang", "nb"], "kan ikke brukes")] {
        let mut command = Command::cargo_bin("medvirk").unwrap();
        command.current_dir(folder.path()).env_clear().env("LANG", "en_GB.UTF-8").args(["audit", "plan"]).args(asked);
        let (code, _, messages) = result(command);
        assert_eq!(code, 2);
        assert!(messages.contains(told), "{messages}");
    }
}

#[test]
fn a_shared_configuration_counts_from_its_own_folder_and_cannot_go_in_circles() {
    let folder = folder(&[
        ("felles/felles.toml", "accepted = \"avvik.toml\"\nexclude = [\"**/arkiv\"]\n"),
        ("felles/avvik.toml", ""),
        ("plan/medvirk.toml", "extends = \"../felles/felles.toml\"\n"),
        ("plan/a.yaml", &record("A", 0)),
        ("plan/nord/arkiv/b.yaml", &record("B", 1)),
    ]);
    let report = json(audit(folder.path(), &["plan", "--format", "json"]));
    assert_eq!(report["records"].as_array().unwrap().len(), 1, "{report}");
    assert_eq!(report["configuration"], serde_json::json!(["plan/medvirk.toml", "felles/felles.toml"]));
    let found = settings(folder.path(), &["plan"]);
    assert!(found.contains(&("accepted".to_owned(), "felles/avvik.toml".into(), "felles/felles.toml:1".to_owned())));
    write(folder.path(), "felles/felles.toml", "extends = \"../plan/medvirk.toml\"\n");
    let (code, _, messages) = result(audit(folder.path(), &["plan"]));
    assert_eq!(code, 2);
    assert!(messages.contains("extends itself") && messages.contains("felles/felles.toml:1:11"), "{messages}");
}

#[test]
fn a_hostile_configuration_is_bounded() {
    let folder = folder(&[("a.yaml", &record("A", 0))]);
    let deep = format!("{}=1\n", vec!["a"; 50_000].join("."));
    let nested = format!("a={}\n", "[".repeat(50_000));
    let large = format!("# {}\n", "x".repeat(300_000));
    for (text, complaint) in [(deep, "limit of 80"), (nested, "limit of 80"), (large, "limit of 256 KiB")] {
        write(folder.path(), "medvirk.toml", &text);
        let (code, output, messages) = result(audit(folder.path(), &["a.yaml"]));
        assert_eq!((code, output.as_str()), (2, ""));
        assert!(messages.contains(complaint), "{complaint}: {messages:.500}");
    }
    for number in 0..20 {
        write(folder.path(), &format!("{number}.toml"), &format!("extends = \"{}.toml\"\n", number + 1));
    }
    write(folder.path(), "20.toml", "");
    let (code, _, messages) = result(audit(folder.path(), &["a.yaml", "--config", "0.toml"]));
    assert_eq!(code, 2);
    assert!(messages.contains("8.toml is not read: at most 8"), "{messages}");
    write(folder.path(), "medvirk.toml", "output = [\"/tmp/x.html\"]\n");
    assert_eq!(result(audit(folder.path(), &["a.yaml"])).0, 2, "nothing is written outside");
}

#[test]
fn every_mistake_is_told_at_once_in_every_language() {
    let folder = folder(&[("a.yaml", &record("A", 0)), ("medvirk.toml", WRONG), ("regler/x.txt", "")]);
    for language in ["nb", "nn", "en"] {
        let mut command = Command::cargo_bin("medvirk").unwrap();
        command.current_dir(folder.path()).env_clear().env("COLUMNS", "100");
        command.args(["audit", "a.yaml", "--lang", language]);
        let (code, output, messages) = result(command);
        assert_eq!((code, output.as_str()), (2, ""));
        insta::assert_snapshot!(format!("config-{language}"), messages);
    }
    write(folder.path(), "medvirk.toml", "[parameters.x]\nmåneder = 3\n");
    let (_, _, messages) = result(audit(folder.path(), &["a.yaml"]));
    assert!(messages.contains("must stand in quotes: \"måneder\""), "{messages}");
}

#[test]
fn an_own_limit_decides_the_outcome_and_every_format_says_whose_it_is() {
    let own = format!("[parameters.{RULE}]\n\"delvis_måneder\" = 14\n");
    let folder = folder(&[("a.yaml", &reviewed())]);
    let only = ["a.yaml", "--only", RULE];
    let before = json(audit(folder.path(), &[&only[..], &["--format", "json"]].concat()));
    assert_eq!(outcome(&before, RULE)["status"], "partly");
    write(folder.path(), "medvirk.toml", &own);
    let after = json(audit(folder.path(), &[&only[..], &["--format", "json"]].concat()));
    let found = outcome(&after, RULE);
    assert_eq!(found["status"], "not-met");
    let parameter = serde_json::json!({ "name": "delvis_måneder", "value": 14.0, "proposed": true, "own": true });
    assert!(found["parameters"].as_array().unwrap().contains(&parameter), "{found}");
    for format in ["terminal", "sarif", "junit", "gitlab", "github", "oscal", "html", "markdown", "csv"] {
        let (_, output, _) = result(audit(folder.path(), &[&only[..], &["--format", format]].concat()));
        let told = output.contains("your own value") || output.contains("Own limit") || output.contains("own value");
        assert!(told && output.contains("delvis_måneder"), "{format}: {output}");
    }
    // Every command judges by it, and a baseline knows that the rule now asks something else.
    let explain = result(medvirk(folder.path(), &["explain", RULE, "a.yaml", "--as-of", "2026-06-01"])).1;
    assert!(explain.contains("NOT MET") && explain.contains("24"), "{explain}");
    let change = ["what-if", "a.yaml", "styring.styringssystem_gjennomgått=2025-05-01", "--as-of", "2026-06-01"];
    let tried = json(medvirk(folder.path(), &[&change[..], &["--format", "json"]].concat()));
    let changed = tried["outcomes"].as_array().unwrap();
    assert!(changed.iter().any(|outcome| outcome["rule"] == RULE), "{tried}");
    assert_eq!(result(medvirk(folder.path(), &["baseline", "a.yaml", "--as-of", "2026-06-01"])).0, 0);
    let compared = [&only[..], &["--baseline", "grunnlinje.json", "--format", "json"]].concat();
    assert_eq!(outcome(&json(audit(folder.path(), &compared)), RULE)["change"], "known");
    let compared = [&compared[..], &["--no-config"]].concat();
    assert_eq!(outcome(&json(audit(folder.path(), &compared)), RULE)["change"], "new-rule");
}

#[test]
fn each_folder_fails_by_its_own_threshold() {
    let text =
        "fail_on = \"never\"\n[folders.streng]\nfail_on = \"lov\"\n[folders.\"streng/mild\"]\nfail_on = \"never\"\n";
    let folder = folder(&[
        ("medvirk.toml", text),
        ("a.yaml", &record("A", 0)),
        ("streng/b.yaml", &record("B", 1)),
        ("streng/mild/c.yaml", &record("C", 2)),
    ]);
    for (paths, code) in [(vec!["a.yaml"], 0), (vec!["streng/b.yaml"], 1), (vec!["streng/mild"], 0), (vec!["."], 1)] {
        assert_eq!(result(audit(folder.path(), &paths)).0, code, "{paths:?}");
    }
    assert_eq!(result(audit(folder.path(), &[".", "--fail-on", "never"])).0, 0);
    let report = json(audit(folder.path(), &[".", "--format", "json"]));
    let told: Vec<(&Value, &Value)> =
        report["records"].as_array().unwrap().iter().map(|r| (&r["fail_on"], &r["fail_on_folder"])).collect();
    let (lov, none) = (Value::from("lov"), Value::Null);
    assert_eq!(told, [(&none, &none), (&lov, &"streng".into()), (&none, &"streng/mild".into())]);
    let shown = result(audit(folder.path(), &["."])).1;
    assert!(shown.contains("streng/: "), "{shown}");
    let first = result(audit(folder.path(), &["a.yaml", "streng"]));
    for threads in ["1", "5"] {
        let mut command = audit(folder.path(), &["streng", "a.yaml"]);
        command.env("RAYON_NUM_THREADS", threads);
        assert_eq!(result(command), first);
    }
}

#[test]
fn the_example_is_audited_by_its_configuration() {
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/kommune");
    let report = json(audit(&example, &[".", "--format", "json"]));
    assert_eq!(report["rule_set"]["local_rules"].as_u64().or(report["tool"]["local_rules"].as_u64()), Some(1));
    let fails = |file: usize, rule: &str| {
        let outcomes = report["records"][file]["outcomes"].as_array().unwrap();
        outcomes.iter().find(|outcome| outcome["rule"] == rule).unwrap()["fails"].as_bool().unwrap()
    };
    assert!(fails(0, RULE), "an own limit");
    assert!(!fails(0, "koordinator-tilbys-i-kommunen"), "an accepted deviation");
    assert!(!fails(0, "brukerradet-moter-seks-ganger"), "an own rule, below the threshold");
    assert!(fails(1, "hver-tjeneste-har-medvirkningsrutine"), "a stricter folder");
    assert_eq!(report["skipped"], serde_json::json!([]), "the cases of own rules are no records");
    assert_eq!(result(medvirk(&example, &["rules", "test", "--topic", "rad"])).0, 0);
}

#[test]
fn the_schema_has_the_keys_that_are_read() {
    let folder = folder(&[("medvirk.toml", "x = 1\n")]);
    let schema = json(medvirk(folder.path(), &["schema", "config"]));
    let keys: Vec<&str> = schema["properties"].as_object().unwrap().keys().map(String::as_str).collect();
    let (_, _, messages) = result(medvirk(folder.path(), &["config"]));
    assert!(messages.contains(&format!("(known: {})", keys.join(", "))), "{messages}");
}
