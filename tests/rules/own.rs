//! An organisation's own rules: added, reviewed and tested like the others, and marked as its own.

use std::fs;

use serde_json::Value;

use crate::support::{audit, medvirk, of_rule, outcomes, root};

const ID: &str = "fjordvik-fast-prosedyre";
const TITLE: &str = "Brukerrådet har godkjent en fast prosedyre";
const RECORD: &str = "tests/data/supervision/kommune.yaml";
const OWN: &str = r#"topic = "rad"
level = "system"
force = "god-praksis"
since = "1.0"
role = "radets-sekretariat"

[source]
nb = "Mandat for brukerrådet § 4"

[title]
nb = "Brukerrådet har godkjent en fast prosedyre"

[requirement]
nb = "Det skal finnes en fast prosedyre som brukerrådet har godkjent."

[remedy]
nb = "Legg prosedyren fram for brukerrådet."

[question]
nb = "Har brukerrådet godkjent en prosedyre?"

[not_applicable]
nb = "Gjelder kommunen."

[documents]
nb = "prosedyre"

[met]
yes = "individ.prosedyre"
"#;
const CASES: &str = "- name: prosedyre\n  as_of: 2026-06-01\n  organisation: kommune\n  record:\n    individ: { prosedyre: ja }\n  expect: met\n  because: [individ.prosedyre]\n
- name: uten prosedyre\n  as_of: 2026-06-01\n  organisation: kommune\n  record:\n    individ: { prosedyre: nei }\n  expect: not-met\n  because: [individ.prosedyre]\n
- name: ukjent\n  as_of: 2026-06-01\n  organisation: kommune\n  record:\n    individ: { prosedyre: ukjent }\n  expect: not-documented\n  because: [individ.prosedyre]\n";

/// A folder with one rule of the organisation's own.
fn own(id: &str, rule: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let topic = folder.path().join("rad");
    fs::create_dir(&topic).unwrap();
    fs::write(topic.join(format!("{id}.toml")), rule).unwrap();
    fs::write(topic.join(format!("{id}.cases.yaml")), CASES).unwrap();
    folder
}

#[test]
fn an_own_rule_is_reviewed_and_tested_by_the_same_commands() {
    let folder = own(ID, OWN);
    let path = folder.path().to_str().unwrap();
    for command in ["check", "test"] {
        let (code, output, messages) = medvirk(&["rules", command, "--rules", path]);
        assert_eq!(code, 0, "{command}: {output}{messages}");
    }
    let (code, output, _) = medvirk(&["rules", "list", "--rules", path, "--format", "json"]);
    assert!(code == 0 && output.contains(ID), "{output}");
    let (code, output, _) = medvirk(&["explain", ID, "--rules", path]);
    assert!(code == 0 && output.contains("Mandat for brukerrådet § 4"), "{output}");
    // A case that expects something else is told of.
    fs::write(folder.path().join(format!("rad/{ID}.cases.yaml")), CASES.replace("expect: met", "expect: not-met"))
        .unwrap();
    let (code, output, _) = medvirk(&["rules", "test", "--rules", path]);
    assert!(code == 1 && output.contains(ID), "{output}");
    // So is a mistyped path, with what was meant.
    let folder = own(ID, &OWN.replace("individ.prosedyre", "individ.prosedyra"));
    let (code, output, messages) = medvirk(&["rules", "check", "--rules", folder.path().to_str().unwrap()]);
    assert_ne!(code, 0);
    assert!(format!("{output}{messages}").contains("prosedyre"), "{output}{messages}");
    // Other programs are told what, in which file and where.
    let (_, output, _) = medvirk(&["rules", "check", "--rules", folder.path().to_str().unwrap(), "--format", "json"]);
    let report: Value = serde_json::from_str(&output).unwrap();
    let mistake = &report["problems"][0];
    assert!(mistake["file"].as_str().unwrap().ends_with(&format!("{ID}.toml")), "{output}");
    assert!(mistake["message"].as_str().unwrap().contains("individ.prosedyra"), "{output}");
    assert!(mistake["byte_start"].as_u64() < mistake["byte_end"].as_u64(), "{output}");
}

#[test]
fn an_own_rule_is_marked_in_every_format() {
    let folder = own(ID, OWN);
    let path = folder.path().to_str().unwrap();
    let record = fs::read_to_string(root(RECORD)).unwrap().replace("individ:\n", "individ:\n  prosedyre: nei\n");
    let file = folder.path().join("kommune.yaml");
    fs::write(&file, record).unwrap();
    let file = file.to_str().unwrap();
    for format in ["terminal", "table", "markdown", "html", "csv", "sarif", "junit", "gitlab", "oscal", "json"] {
        let (code, shown, messages) = medvirk(&[
            "audit",
            file,
            "--as-of",
            "2026-09-01",
            "--rules",
            path,
            "--format",
            format,
            "--fail-on",
            "never",
            "--all",
        ]);
        assert_eq!(code, 0, "{format}: {messages}");
        assert!(shown.contains(TITLE), "{format} does not tell of the rule");
        let marks = ["own rule", "\"local\": true"];
        assert!(
            marks.iter().any(|mark| shown.to_lowercase().contains(mark)),
            "{format} does not mark the rule as its own"
        );
    }
    let report = audit(RECORD, "2026-09-01", &["--rules", path]);
    assert_eq!(of_rule(&report, ID)[0]["local"], true);
    assert_eq!(outcomes(&report).iter().filter(|outcome| outcome["local"] == true).count(), 1);
}

#[test]
fn an_own_rule_cannot_take_the_id_of_a_built_in_one() {
    let taken = "koordinator-tilbys-i-kommunen";
    let folder = own(taken, OWN);
    let path = folder.path().to_str().unwrap();
    let (code, shown, messages) = medvirk(&["audit", RECORD, "--as-of", "2026-09-01", "--rules", path]);
    assert_eq!(code, 2, "{shown}");
    assert!(messages.contains(taken), "{messages}");
    assert_ne!(medvirk(&["rules", "check", "--rules", path]).0, 0);
}

#[test]
fn an_own_rule_changes_nothing_that_a_built_in_one_finds() {
    let folder = own(ID, OWN);
    let report = audit(RECORD, "2026-09-01", &["--rules", folder.path().to_str().unwrap()]);
    let built_in = |report: &Value| -> Vec<Value> {
        outcomes(report).iter().filter(|outcome| outcome["local"] == false).cloned().collect()
    };
    assert_eq!(built_in(&report), built_in(&audit(RECORD, "2026-09-01", &[])));
    // Nor can it claim the force of law without a provision.
    let folder = own(ID, &OWN.replace("force = \"god-praksis\"", "force = \"lov\""));
    let (code, output, messages) = medvirk(&["rules", "check", "--rules", folder.path().to_str().unwrap()]);
    assert_ne!(code, 0, "{output}{messages}");
}

#[test]
fn a_gap_of_an_own_rule_is_accepted_like_any_other() {
    let folder = own(ID, OWN);
    let rules = folder.path().to_str().unwrap();
    let beside = tempfile::tempdir().unwrap();
    let file = |name: &str| beside.path().join(name).to_str().unwrap().to_owned();
    let (record, accepted) = (file("kommune.yaml"), file("avvik.toml"));
    let gap = fs::read_to_string(root(RECORD)).unwrap().replace("individ:\n", "individ:\n  prosedyre: nei\n");
    fs::write(&record, gap).unwrap();
    let judged = ["--as-of", "2026-09-01", "--rules", rules];
    let decision = ["--reason", "Prosedyren kommer", "--decided-by", "rådmann", "--until", "2026-12-31"];
    let audit = ["audit", &record, "--only", ID, "--fail-on", "god-praksis"];
    assert_eq!(medvirk(&[&audit[..], &judged].concat()).0, 1);
    let to = ["--accepted", accepted.as_str()];
    let (code, _, messages) = medvirk(&[&["accept", ID, &record][..], &decision, &judged, &to].concat());
    assert_eq!(code, 0, "{messages}");
    assert_eq!(medvirk(&[&audit[..], &judged, &to].concat()).0, 0);
    // A baseline holds it too.
    let (code, output, messages) = medvirk(&[&["baseline", &record, "--output", "-"][..], &judged].concat());
    assert_eq!(code, 0, "{messages}");
    let baseline: Value = serde_json::from_str(&output).unwrap();
    assert!(baseline["found"].as_array().unwrap().iter().any(|found| found["rule"] == ID), "{output}");
}

#[test]
fn own_rules_of_the_configuration_and_of_the_command_line_come_together_and_none_comes_twice() {
    const SECOND: &str = "fjordvik-annen-prosedyre";
    let (first, second, beside) = (own(ID, OWN), own(SECOND, OWN), tempfile::tempdir().unwrap());
    let config = beside.path().join("medvirk.toml");
    fs::write(&config, format!("rules = [{:?}]\n", first.path())).unwrap();
    for (folder, both) in [(&first, 0), (&second, 1)] {
        let more = ["--config", config.to_str().unwrap(), "--rules", folder.path().to_str().unwrap()];
        let report = audit(RECORD, "2026-09-01", &more);
        assert_eq!((of_rule(&report, ID).len(), of_rule(&report, SECOND).len()), (1, both));
    }
}
