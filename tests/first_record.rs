//! `medvirk init`: a first record for every kind of organisation, in every language.

use std::path::Path;
use std::sync::OnceLock;

use assert_cmd::Command;
use jiff::civil::{Date, date};
use medvirk::built_in;
use medvirk::evaluate::Audit;
use medvirk::field::Organisasjonstype;
use medvirk::init::{Start, draft};
use medvirk::outcome::Status;
use medvirk::record::{Record, read};
use medvirk::rule::RuleSet;
use medvirk::source::{Source, is_forbidden};
use medvirk::text::Language;
use proptest::prelude::*;

const DAY: Date = date(2026, 6, 1);

fn rules() -> RuleSet {
    built_in::rules()
}

fn start(kind: &'static str, services: &[&'static str]) -> Start {
    let mut start = Start { kind, name: "Fjordvik".to_owned(), number: None, services: Vec::new() };
    for area in services {
        start.add_service(area, area);
    }
    start
}

/// A first record of every kind of organisation, in every language, with and without services.
fn every_first_record() -> &'static [(Start, String)] {
    static RECORDS: OnceLock<Vec<(Start, String)>> = OnceLock::new();
    RECORDS.get_or_init(|| {
        let set = rules();
        let mut records = Vec::new();
        for kind in Organisasjonstype::CHOICES.values {
            for services in [&[][..], &["omsorg", "rus-og-psykisk-helse", "tsb"]] {
                for language in Language::ALL {
                    let start = start(kind, services);
                    let text = draft(&set, &start, DAY, language);
                    records.push((start, text));
                }
            }
        }
        records
    })
}

fn with_record(text: &str, check: impl FnOnce(&Record<'_>)) {
    let source = Source::new("first.yaml", text.to_owned());
    let record = read(&source).unwrap_or_else(|problems| unreachable!("{problems:?}\n{text}"));
    check(&record);
}

#[test]
fn every_first_record_audits_and_claims_nothing() {
    let set = rules();
    let audit = Audit::new(&set, DAY);
    for (start, text) in every_first_record() {
        with_record(text, |record| {
            for verdict in audit.verdicts(record) {
                let rule = &set.rules[verdict.rule].id;
                let silent = matches!(verdict.status, Status::NotDocumented | Status::NotApplicable);
                assert!(silent, "{}: {rule} is {:?}\n{text}", start.kind, verdict.status);
            }
        });
    }
}

#[test]
fn every_first_record_is_short_and_commented() {
    for (start, text) in every_first_record() {
        let services = start.services.len();
        assert!(text.lines().count() <= 40 + services, "{}\n{text}", start.kind);
        let facts = text.lines().filter(|line| line.contains(": ukjent") && !line.contains("- {"));
        for line in facts {
            assert!(line.contains(" # "), "{}: {line}", start.kind);
        }
    }
}

#[test]
fn every_first_record_holds_only_what_rules_for_its_kind_read() {
    let set = rules();
    for (start, text) in every_first_record() {
        let for_kind =
            set.rules.iter().filter(|rule| rule.organisations.is_empty() || rule.organisations.contains(&start.kind));
        let read: Vec<String> = for_kind.flat_map(medvirk::rule::Rule::reads).collect();
        let keys = text.lines().filter(|line| !line.starts_with(['#', ' ']));
        let keys = keys.filter_map(|line| line.split_once(':')).map(|(key, _)| key);
        for key in
            keys.filter(|key| !["format", "per_dato", "virksomhet", "ufullstendige_lister", "tjenester"].contains(key))
        {
            let below = |path: &String| path.split(['.', '[']).next() == Some(key);
            assert!(read.iter().any(below), "{}: no rule reads {key}\n{text}", start.kind);
        }
    }
}

#[test]
fn lists_can_be_filled_in_as_the_comments_say() {
    for (_, text) in every_first_record() {
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        for at in 1..lines.len() {
            if lines[at].trim_start().starts_with("#  - {") {
                lines[at] = lines[at].replacen('#', "", 1);
                lines[at - 1] = lines[at - 1].replacen(" ukjent", "", 1);
            }
        }
        with_record(&(lines.join("\n") + "\n"), |_| {});
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn names_stand_in_the_record_as_they_were_given(name in "\\PC*|.*|(NO|0301|nei|ukjent|- a|a: b|#|'|\"|\\\\|\n|\r){1,4}") {
        prop_assume!(!name.trim().is_empty() && !name.contains(|c| is_forbidden(c) || c == '\u{85}'));
        let set = RuleSet::new("", rules_library());
        let mut start = Start { kind: "kommune", name: name.clone(), number: None, services: Vec::new() };
        start.add_service(&name, "omsorg");
        let text = draft(&set, &start, DAY, Language::Nb);
        let source = Source::new("first.yaml", text.clone());
        let record = read(&source).map_err(|problems| TestCaseError::fail(format!("{problems:?}\n{text}")))?;
        prop_assert_eq!(record.text_at("virksomhet.navn"), Some(name.as_str()));
    }
}

fn rules_library() -> medvirk::rule::Library {
    built_in::library()
}

fn medvirk(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = Command::cargo_bin("medvirk")
        .expect("the program is built")
        .current_dir(folder)
        .env_clear()
        .args(arguments)
        .output()
        .expect("the program runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the output is UTF-8");
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[test]
fn a_first_record_is_written_with_its_schema_and_never_over_another_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let init =
        ["init", "--type", "kommune", "--navn", "Fjordvik kommune", "--as-of", "2026-06-01", "--output", "org.yaml"];
    let (code, told, complaints) = medvirk(folder.path(), &init);
    assert_eq!((code, complaints.as_str()), (Some(0), ""), "{told}");
    let file = folder.path().join("org.yaml");
    let written = std::fs::read_to_string(&file).expect("the record is there");
    assert!(written.starts_with("# yaml-language-server: $schema=medvirk.schema.json\n"), "{written}");
    assert!(folder.path().join("medvirk.schema.json").exists());
    std::fs::write(&file, "mine\n").expect("the file can be changed");
    let (code, _, complaints) = medvirk(folder.path(), &init);
    assert_eq!(code, Some(2));
    assert!(complaints.contains("org.yaml"), "{complaints}");
    assert_eq!(std::fs::read_to_string(&file).expect("the file is there"), "mine\n");
}

#[test]
fn a_schema_that_is_there_is_left_as_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("medvirk.schema.json"), "{}").expect("a file");
    let init = ["init", "--type", "nav", "--navn", "Nav Fjordvik", "--output", "org.yaml"];
    let (code, told, _) = medvirk(folder.path(), &init);
    assert_eq!(code, Some(0));
    assert!(told.contains("medvirk schema >"), "{told}");
    let schema = std::fs::read_to_string(folder.path().join("medvirk.schema.json")).expect("the schema is there");
    assert_eq!(schema, "{}");
}

#[test]
fn without_a_terminal_what_is_missing_or_wrong_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    for (arguments, named) in [
        (&["init"][..], "--type, --navn"),
        (&["init", "--type", "kommune"], "--navn"),
        (&["init", "--type", "komune", "--navn", "X"], "kommune"),
        (&["init", "--type", "kommune", "--navn", " "], "--navn"),
        (&["init", "--type", "kommune", "--navn", "X\u{1}"], "--navn"),
        (&["init", "--type", "kommune", "--navn", "X", "--tjeneste", "\u{7f}=omsorg"], "--tjeneste"),
        (&["init", "--type", "kommune", "--navn", "X", "--tjeneste", "omsorgg"], "omsorg"),
        (&["init", "--type", "kommune", "--navn", "X", "--organisasjonsnummer", "974760674"], "974760674"),
        (&["init", "--type", "kommune", "--navn", "X", "--output", "no/such/folder/org.yaml"], "org.yaml"),
    ] {
        let (code, told, complaints) = medvirk(folder.path(), arguments);
        assert_eq!((code, told.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(complaints.contains(named), "{arguments:?}: {complaints}");
    }
    assert_eq!(std::fs::read_dir(folder.path()).expect("the folder is there").count(), 0, "nothing is written");
}

#[test]
fn first_records_as_they_look() {
    let set = rules();
    for (kind, language) in
        [("kommune", Language::Nb), ("helseforetak", Language::Nn), ("brukerorganisasjon", Language::En)]
    {
        let services: &[&str] = if kind == "kommune" { &["omsorg", "rus-og-psykisk-helse"] } else { &[] };
        insta::assert_snapshot!(format!("first-{kind}"), draft(&set, &start(kind, services), DAY, language));
    }
}

#[cfg(unix)]
#[test]
fn at_a_terminal_what_is_missing_is_asked_for() -> Result<(), rexpect::error::Error> {
    let folder = tempfile::tempdir().expect("a folder");
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_medvirk"));
    command.args(["init", "--as-of", "2026-06-01", "--lang", "en"]);
    command.current_dir(folder.path()).env_clear().env("TERM", "xterm");
    let mut person = rexpect::session::spawn_command(command, Some(20_000))?;
    let texts = Language::En.texts();
    person.exp_string(texts.init_ask_type)?;
    person.send("\u{1b}[B\r")?;
    person.flush()?;
    person.exp_string(texts.init_ask_name)?;
    person.send_line("")?;
    person.exp_string(texts.init_ask_again)?;
    person.send_line("Bydel: \"Fjord\"")?;
    person.exp_string(texts.init_ask_number)?;
    person.send_line("974760673")?;
    person.exp_string(texts.init_ask_services)?;
    person.send(" \r")?;
    person.flush()?;
    person.exp_string(texts.init_ask_file)?;
    person.send_line("")?;
    person.exp_string("medvirk next participation.yaml")?;
    person.exp_eof()?;
    let written = std::fs::read_to_string(folder.path().join("participation.yaml")).expect("the record is there");
    with_record(&written, |record| {
        assert_eq!(record.choice_at("virksomhet.organisasjonstype"), Some("bydel"));
        assert_eq!(record.text_at("virksomhet.navn"), Some("Bydel: \"Fjord\""));
        assert_eq!(record.text_at("virksomhet.organisasjonsnummer"), Some("974760673"));
        assert!(written.contains("{ id: rus-og-psykisk-helse, område: rus-og-psykisk-helse"), "{written}");
    });
    Ok(())
}

#[cfg(target_os = "linux")]
#[test]
fn who_ends_it_at_a_choice_keeps_the_cursor() -> Result<(), rexpect::error::Error> {
    let folder = tempfile::tempdir().expect("a folder");
    let mut command = std::process::Command::new("/usr/bin/env");
    command.args(["--default-signal=INT", env!("CARGO_BIN_EXE_medvirk"), "init", "--lang", "en"]);
    command.current_dir(folder.path()).env_clear().env("TERM", "xterm");
    let mut person = rexpect::session::spawn_command(command, Some(20_000))?;
    let mut shown = person.exp_string("barnevern")?;
    person.send_control('c')?;
    shown.push_str(&person.exp_eof()?);
    assert!(shown.rfind("\u{1b}[?25h") > shown.rfind("\u{1b}[?25l"), "{shown:?}");
    Ok(())
}

#[cfg(unix)]
#[test]
fn who_breaks_off_leaves_nothing_behind() -> Result<(), rexpect::error::Error> {
    let folder = tempfile::tempdir().expect("a folder");
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_medvirk"));
    command.args(["init", "--lang", "en"]);
    command.current_dir(folder.path()).env_clear().env("TERM", "xterm");
    let mut person = rexpect::session::spawn_command(command, Some(20_000))?;
    person.exp_string(Language::En.texts().init_ask_type)?;
    person.send("\u{1b}")?;
    person.flush()?;
    person.exp_string(Language::En.texts().init_broken_off)?;
    person.exp_eof()?;
    assert_eq!(std::fs::read_dir(folder.path()).expect("the folder is there").count(), 0);
    Ok(())
}
