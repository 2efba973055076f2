use medvirk::accept::{self, Deviation};
use medvirk::built_in;
use medvirk::source::Source;
use serde_json::Value;

use crate::support::{audit, folder, json, medvirk, record, result, write};

const RULE: &str = "styringssystemet-gjennomgas-hvert-ar";
const OTHER: &str = "koordinator-tilbys-i-kommunen";

fn deviation(rule: &str, organisation: &str, until: &str) -> String {
    format!(
        "[[accepted]]\nrule = \"{rule}\"\norganisation = \"{organisation}\"\nreason = \"Ny gjennomgang er satt opp\"\n\
         decided_by = \"kommunedirektør\"\ncase = \"2026/123\"\nuntil = \"{until}\"\n"
    )
}

/// One record, judged by two rules, both of which it breaks.
fn run(folder: &std::path::Path, day: &str, more: &[&str]) -> (i32, String, String) {
    let only = format!("{RULE},{OTHER}");
    let mut args = vec!["audit", "--as-of", day, ".", "--accepted", "avvik.toml", "--only", &only];
    args.extend(more);
    let (code, output, messages) = result(medvirk(folder, &args));
    // Long lines are wrapped on the screen.
    let output =
        if more.contains(&"--format") { output } else { output.split_whitespace().collect::<Vec<_>>().join(" ") };
    (code, output, messages)
}

fn outcome<'j>(report: &'j Value, rule: &str) -> &'j Value {
    let outcomes = report["records"][0]["outcomes"].as_array().unwrap();
    outcomes.iter().find(|outcome| outcome["rule"] == rule).unwrap()
}

#[test]
fn an_accepted_gap_keeps_its_status_and_does_not_fail_until_the_day_after_its_last() {
    let folder = folder(&[("a.yaml", &record("A", 0))]);
    let both = deviation(RULE, "974 760 673", "2026-09-30") + &deviation(OTHER, "A", "2027-12-31");
    write(folder.path(), "avvik.toml", &both);
    for (day, code, standing) in [
        ("2026-06-01", 0, "in-force"),
        ("2026-08-01", 0, "ends-soon"),
        ("2026-09-30", 0, "ends-soon"),
        ("2026-10-01", 1, "expired"),
    ] {
        let (found, output, messages) = run(folder.path(), day, &["--format", "json"]);
        assert_eq!(found, code, "{day} {messages}");
        let report: Value = serde_json::from_str(&output).unwrap();
        let gap = outcome(&report, RULE);
        assert_eq!((&gap["status"], &gap["fails"]), (&"not-met".into(), &(code == 1).into()), "{day}");
        assert_eq!(gap["accepted"]["until"], "2026-09-30");
        assert_eq!(gap["accepted"]["expired"], code == 1);
        assert_eq!(report["deviations"][0]["standing"], standing, "{day}");
        let (found, output, _) = run(folder.path(), day, &[]);
        assert_eq!(found, code);
        assert!(output.contains("NOT MET"), "{output}");
        assert!(output.contains(if code == 1 { "ended 2026-09-30" } else { "until and including" }), "{output}");
    }
    assert_eq!(run(folder.path(), "2026-09-30", &["--fail-on", "never"]).0, 0);
}

#[test]
fn unused_and_expired_ones_fail_at_the_level_of_their_gap() {
    let folder = folder(&[("a.yaml", &record("A", 0).replace("2020-01-15", "2026-05-01"))]);
    write(folder.path(), "avvik.toml", &(deviation(RULE, "A", "2027-01-01") + &deviation(OTHER, "A", "2027-01-01")));
    let (code, output, _) = run(folder.path(), "2026-06-01", &[]);
    assert_eq!(code, 1, "{output}");
    assert!(output.contains("is not in use"), "{output}");
    assert_eq!(run(folder.path(), "2026-06-01", &["--fail-on", "never"]).0, 0);
    // An organisation or a rule that is not part of the audit says nothing about its deviations.
    write(folder.path(), "avvik.toml", &(deviation(RULE, "B", "2020-01-01") + &deviation(OTHER, "A", "2027-01-01")));
    let (code, output, _) = run(folder.path(), "2026-06-01", &[]);
    assert_eq!(code, 0, "{output}");
    assert!(output.contains("accepted deviations that are not tried: 1"), "{output}");
}

#[test]
fn an_unused_one_for_good_practice_fails_only_at_that_level() {
    let folder = folder(&[("a.yaml", &record("A", 0))]);
    let rule = "rad-mandat-gjelder-fortsatt";
    let text = deviation(rule, "A", "2027-01-01") + "subject = \"finnes-ikke\"\n";
    write(folder.path(), "avvik.toml", &text);
    let args = |level| vec!["a.yaml", "--accepted", "avvik.toml", "--only", rule, "--fail-on", level];
    assert_eq!(result(audit(folder.path(), &args("lov"))).0, 0);
    assert_eq!(result(audit(folder.path(), &args("god-praksis"))).0, 1);
    write(folder.path(), "avvik.toml", &text.replace("finnes-ikke", "brukerråd"));
    let report = json(audit(folder.path(), &[args("lov"), vec!["--format", "json"]].concat()));
    let accepted = |position: usize| !report["records"][0]["outcomes"][position]["accepted"].is_null();
    assert_ne!(accepted(0), accepted(1), "only the item that is named");
}

#[test]
fn every_mistake_in_the_file_is_told_at_once() {
    let folder = folder(&[("a.yaml", &record("A", 0))]);
    let text = deviation(RULE, "A", "2026-13-45")
        + &deviation("koordinator-tilbys-i-komunen", "A", "2027")
        + "reson = \"x\"\n"
        + &deviation(RULE, "A", "2027-01-01").replace("decided_by", "decided")
        + &deviation(RULE, "A", "2027-01-01")
        + &deviation(RULE, "A", "2028-01-01");
    write(folder.path(), "avvik.toml", &text);
    let (code, output, messages) = run(folder.path(), "2026-06-01", &[]);
    assert_eq!((code, output.as_str()), (2, ""));
    for part in [
        "“2026-13-45” is not a date",
        "did you mean “koordinator-tilbys-i-kommunen”",
        "“2027” is not a date",
        "unknown key “reson”",
        "did you mean “decided_by”",
        "already accepted on line",
        "avvik.toml:7",
    ] {
        assert!(messages.contains(part), "{part}: {messages}");
    }
    let (code, _, messages) = result(audit(folder.path(), &["a.yaml", "--accepted", "borte.toml"]));
    assert_eq!(code, 2);
    assert!(messages.contains("borte.toml"), "{messages}");
    // Where the configuration names it, that is where to look.
    write(folder.path(), "medvirk.toml", "strict = false\naccepted = \"borte.toml\"\n");
    let (code, _, messages) = result(audit(folder.path(), &["a.yaml"]));
    assert_eq!(code, 2);
    assert!(messages.contains("borte.toml") && messages.contains("medvirk.toml:2"), "{messages}");
}

#[test]
fn the_last_day_may_stand_without_quotes() {
    let folder = folder(&[("a.yaml", &record("A", 0))]);
    let text = deviation(RULE, "A", "2027-12-31") + &deviation(OTHER, "A", "2027-12-31");
    write(folder.path(), "avvik.toml", &text.replace("\"2027-12-31\"", "2027-12-31"));
    assert_eq!(run(folder.path(), "2026-06-01", &[]).0, 0);
    write(folder.path(), "avvik.toml", &text.replace("\"2027-12-31\"", "2027-12-31T10:00:00"));
    let (code, _, messages) = run(folder.path(), "2026-06-01", &[]);
    assert_eq!(code, 2);
    assert!(messages.contains("“2027-12-31T10:00:00” is not a date"), "{messages}");
}

#[test]
fn a_reason_is_read_back_as_it_was_given() {
    let set = built_in::rules();
    let text = deviation(RULE, "A", "2027-12-31");
    let read = |text: String| accept::read(&Source::new("avvik.toml", text), &set).unwrap().remove(0);
    for reason in ["plain", "two\nlines", "from\r\nWindows", "a\ttab", "C:\\sak \"26/1\"", "«æøå»", "a\u{85}b"] {
        let given = Deviation { reason: reason.to_owned(), ..read(text.clone()) };
        for before in ["", &text] {
            let edit = accept::write(&Source::new("avvik.toml", before.to_owned()), &given);
            assert_eq!((read(edit.text).reason.as_str(), edit.renewed), (reason, !before.is_empty()));
        }
    }
}

#[test]
fn every_format_shows_them() {
    let folder = folder(&[("a.yaml", &record("A", 0))]);
    write(folder.path(), "avvik.toml", &(deviation(RULE, "A", "2026-07-01") + &deviation(OTHER, "A", "2020-01-01")));
    for format in ["terminal", "json", "sarif", "junit", "gitlab", "github", "oscal", "html", "markdown", "csv"] {
        let (code, output, _) = run(folder.path(), "2026-06-01", &["--format", format]);
        assert_eq!(code, 1, "{format}");
        for part in ["kommunedirekt", "2026-07-01", "2020-01-01"] {
            assert!(output.contains(part), "{format} lacks {part}: {output}");
        }
    }
    let sarif: Value = serde_json::from_str(&run(folder.path(), "2026-06-01", &["--format", "sarif"]).1).unwrap();
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    let status = |rule: &str| {
        let result = results.iter().find(|result| result["ruleId"] == rule).unwrap();
        result["suppressions"][0]["status"].clone()
    };
    assert_eq!((status(RULE), status(OTHER)), ("accepted".into(), "rejected".into()));
}

#[test]
fn explain_takes_the_same_file() {
    let folder = folder(&[("a.yaml", &record("A", 0))]);
    write(folder.path(), "avvik.toml", &deviation(RULE, "A", "2027-01-01"));
    let args = ["explain", RULE, "a.yaml", "--as-of", "2026-06-01", "--accepted", "avvik.toml"];
    let (code, output, _) = result(medvirk(folder.path(), &args));
    assert_eq!(code, 0);
    assert!(output.contains("Accepted deviation until and including 2027-01-01"), "{output}");
}

#[test]
fn accept_writes_what_audit_reads_and_renews_in_place() {
    let folder = folder(&[("a.yaml", &record("A", 0)), ("avvik.toml", "# Våre avvik\n")]);
    let accept = |rule: &str, until: &str, more: &[&str]| {
        let mut args =
            vec!["accept", rule, "a.yaml", "--as-of", "2026-06-01", "--reason", "Ny \"plan\"", "--decided-by"];
        args.extend(["rådmann", "--until", until]);
        args.extend(more);
        result(medvirk(folder.path(), &args))
    };
    assert_eq!(accept(RULE, "2026-12-31", &["--case", "26/1"]).0, 0);
    assert_eq!(accept(OTHER, "2026-12-31", &[]).0, 0);
    assert_eq!(run(folder.path(), "2026-06-01", &[]).0, 0);
    let (code, output, _) = accept(RULE, "2027-12-31", &["--case", "27/1"]);
    assert_eq!((code, output.starts_with("Renewed until and including 2027-12-31")), (0, true));
    let text = std::fs::read_to_string(folder.path().join("avvik.toml")).unwrap();
    assert!(text.starts_with("# Våre avvik\n\n[[accepted]]\nrule = \"styringssystemet"), "{text}");
    assert_eq!(text.matches("[[accepted]]").count(), 2);
    assert!(text.contains("27/1") && !text.contains("26/1"), "{text}");
}

#[test]
fn a_gap_may_be_accepted_for_the_audit_date_alone() {
    let folder = folder(&[("a.yaml", &record("A", 0).replace("2026-05-20", "2024-05-20"))]);
    let args = ["accept", RULE, "a.yaml", "--as-of", "2024-06-01", "--until", "2024-06-01"];
    let (code, _, messages) =
        result(medvirk(folder.path(), &[&args[..], &["--reason", "x", "--decided-by", "rådmann"]].concat()));
    assert_eq!(code, 0, "{messages}");
}

#[test]
fn an_item_is_accepted_by_its_name_or_its_place_and_known_by_its_name_where_that_is_its_own() {
    const COUNCILS: &str = "rad-mandat-gjelder-fortsatt";
    let council =
        |name: &str| format!("  - {{ type: brukerråd, navn: {name}, mandat: ja, mandat_gjelder_til: 2024-12-31 }}\n");
    let head = record("A", 0);
    let head = head.split("råd:\n").next().unwrap();
    let subject = |councils: &[&str], asked: &[&str]| {
        let councils: String = councils.iter().map(|name| council(name)).collect();
        let folder = folder(&[("a.yaml", &format!("{head}råd:\n{councils}"))]);
        let args = ["accept", COUNCILS, "a.yaml", "--as-of", "2026-06-01", "--until", "2026-12-31"];
        let decision = ["--reason", "x", "--decided-by", "rådmann"];
        let (code, _, messages) = result(medvirk(folder.path(), &[&args[..], &decision, asked].concat()));
        let written = std::fs::read_to_string(folder.path().join("avvik.toml")).unwrap_or_default();
        let subject = written.lines().find_map(|line| line.strip_prefix("subject = ")).map(str::to_owned);
        if code == 0 { subject.unwrap_or_default() } else { messages }
    };
    assert_eq!(subject(&["Nord"], &[]), "\"Nord\"");
    assert_eq!(subject(&["Nord", "Sør"], &["--subject", "Sør"]), "\"Sør\"");
    assert_eq!(subject(&["Nord", "Sør"], &["--subject", "råd[1]"]), "\"Sør\"");
    assert_eq!(subject(&["Nord", "Nord", "Sør"], &["--subject", "råd[1]"]), "\"råd[1]\"");
    assert!(subject(&["Nord", "Nord", "Sør"], &["--subject", "Nord"]).contains("deviations: råd[0], råd[1], Sør"));
}

#[test]
fn accept_refuses_what_would_not_count() {
    let folder = folder(&[("a.yaml", &record("A", 0))]);
    let accept = |rule: &str, until: &str, more: &[&str]| {
        let mut args = vec!["accept", rule, "a.yaml", "--as-of", "2026-06-01", "--reason", "x", "--decided-by"];
        args.extend(["rådmann", "--until", until]);
        args.extend(more);
        let (code, _, messages) = result(medvirk(folder.path(), &args));
        assert_eq!(code, 2, "{args:?}");
        messages
    };
    assert!(accept("rad-mandat-gjelder-fortsatt", "2027-01-01", &[]).contains("choose one with --subject"));
    assert!(accept(RULE, "2026-05-31", &[]).contains("not ahead"));
    assert!(accept(RULE, "for alltid", &[]).contains("not a date"));
    assert!(accept("individuell-plan-tilbys-i-kommunen", "2027-01-01", &[]).contains("not documented"));
    assert!(accept("styringsystemet", "2027-01-01", &[]).contains("no rule"));
    assert!(!folder.path().join("avvik.toml").exists());
}

#[test]
fn comparisons_and_trials_know_accepted_deviations_from_the_configuration_too() {
    let gap = record("A", 0);
    let folder =
        folder(&[("old.yaml", &gap.replace("koordinator_tilbys: nei", "koordinator_tilbys: ja")), ("new.yaml", &gap)]);
    let compare = ["compare", "old.yaml", "new.yaml", "--as-of", "2026-06-01"];
    let (code, output, _) = result(medvirk(folder.path(), &compare));
    assert_eq!(code, 1, "{output}");
    write(folder.path(), "avvik.toml", &deviation(OTHER, "A", "2027-12-31"));
    let (code, output, _) = result(medvirk(folder.path(), &[&compare[..], &["--accepted", "avvik.toml"]].concat()));
    assert_eq!(code, 0, "{output}");
    assert!(output.contains("2027-12-31"), "{output}");
    write(folder.path(), "medvirk.toml", "accepted = \"avvik.toml\"\n");
    assert_eq!(result(medvirk(folder.path(), &compare)).0, 0);
    let trial = ["what-if", "new.yaml", "koordinering.koordinator_tilbys=ja", "--as-of", "2026-06-01"];
    let (code, output, _) = result(medvirk(folder.path(), &trial));
    assert_eq!(code, 0);
    assert!(output.split_whitespace().collect::<String>().contains("2027-12-31"), "{output}");
}

#[test]
fn a_deviation_that_has_ended_is_told_by_the_threshold_of_its_own_folder() {
    let config = "fail_on = \"lov\"\naccepted = \"avvik.toml\"\n[folders.b]\nfail_on = \"god-praksis\"\n";
    let ended = deviation(RULE, "A", "2026-01-01");
    let files = [("a/a.yaml", &record("A", 0)), ("b/b.yaml", &record("B", 1))];
    let folder = folder(&files.map(|(name, text)| (name, text.as_str())));
    write(folder.path(), "medvirk.toml", config);
    write(folder.path(), "avvik.toml", &ended);
    let (code, output, _) = result(medvirk(folder.path(), &["audit", "--as-of", "2026-06-01", "."]));
    assert_eq!(code, 1);
    let output = output.split_whitespace().collect::<Vec<_>>().join(" ");
    let told = output.split_once("ended or are not in use").expect(&output).0;
    let told = told.rsplit_once(". ").map_or(told, |(_, told)| told);
    assert!(told.contains("statutory requirement") && !told.contains("good practice"), "{told}");
}

#[test]
fn a_way_to_reach_a_person_is_doubted_in_deviations_too() {
    let folder = folder(&[("a.yaml", &record("A", 0))]);
    let args =
        ["accept", RULE, "a.yaml", "--as-of", "2026-06-01", "--until", "2026-12-31", "--reason", "Ring 22 33 44 55"];
    let (code, _, messages) =
        result(medvirk(folder.path(), &[&args[..], &["--decided-by", "kari@example.no"]].concat()));
    assert_eq!(code, 0, "{messages}");
    assert!(messages.contains("e-mail address") && messages.contains("telephone number"), "{messages}");
    let (_, _, messages) = run(folder.path(), "2026-06-01", &[]);
    assert!(messages.contains("avvik.toml") && messages.contains("e-mail address"), "{messages}");
}
