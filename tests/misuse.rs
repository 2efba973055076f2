//! Every wrong turn on the command line explains itself: on standard error, with the way out, and
//! never as a pass.
#![allow(missing_docs, clippy::unwrap_used, reason = "tests")]

use std::fs;
use std::process::{Command, Stdio};

fn run(args: &[&str]) -> (Option<i32>, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_medvirk"))
        .env_clear()
        .env("RUST_BACKTRACE", "full")
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(args)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    (output.status.code(), String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
}

/// What is written, and a part of what is told.
const WRONG: &[(&[&str], &str)] = &[
    (&[], "KOMMANDO"),
    (&["audti", "x.yaml"], "ukjent kommando «audti»; mente du «audit»?"),
    (&["rules", "tset"], "ukjent kommando «tset»; mente du «test»?"),
    (&["audit"], "mangler: FILER"),
    (&["audit", "--as-of"], "--as-of <DATO> mangler en verdi\n"),
    (&["next", "a.yaml", "--limit", "x"], "«x» er ikke en gyldig verdi for --limit <ANTALL>\n"),
    (&["plan", "a.yaml", "--format", "html"], "for --format <FORMAT> (gyldige: terminal, json, markdown, csv, xlsx)"),
    (&["accept", "r", "f"], "mangler: --reason <TEKST>, --decided-by <ROLLE>, --until <DATO>\n"),
    (&["config", "--config", "a.toml", "--no-config"], "--config <FIL> og --no-config kan ikke brukes sammen"),
    (&["audit", "a.yaml", "--all=ja"], "--all tar ingen verdi"),
    (&["config", "finnes-ikke"], "kan ikke lese finnes-ikke: filen eller mappen finnes ikke"),
    (&["audit", "examples/starter.yaml", "--as-of", "1.13.2026"], "«1.13.2026» er ikke en dato"),
    (&["audit", "examples/starter.yaml", "--as-of", "2026-03"], "«2026-03» er ikke en dato"),
    (&["explain", "rad"], "«rad» er et tema, ikke en regel; reglene i temaet: "),
    (&["explain", "radd"], "ingen regel heter «radd»"),
    (&["audit", "examples/starter.yaml", "--only", "zzz"], "verken noen regel eller noe tema heter «zzz»"),
    (&["audit", "finnes-ikke.yaml"], "kan ikke lese finnes-ikke.yaml: filen eller mappen finnes ikke"),
    (&["audit", "examples/starter.yaml", "--fomrat", "json"], "mente du «--format»?"),
    (&["audit", "examples/starter.yaml", "--format", "jsn"], "mente du «json»?"),
    (&["audit", "examples/starter.yaml", "--as-of", "2026-02-30"], "«2026-02-30» er ikke en dato"),
    (&["audit", "examples/starter.yaml", "--only", "radd"], "mente du «rad»?"),
    (&["audit", "examples/starter.yaml", "--only", "rad", "--skip", "rad"], "ingen krav er valgt"),
    (&["audit", "examples/starter.yaml", "--format", "xlsx"], "--output"),
    (&["audit", "examples/starter.yaml", "--output", "target/a.pdf"], ".html"),
    (&["audit", "examples/starter.yaml", "--rules", "finnes-ikke"], "finnes-ikke"),
    (&["audit", "examples/starter.yaml", "--accepted", "finnes-ikke.toml"], "kan ikke lese finnes-ikke.toml"),
    (&["audit", "examples/starter.yaml", "--baseline", "examples/starter.yaml"], "er ikke en grunnlinje"),
    (&["explain", "rad-har-mandatt"], "mente du «rad-har-mandat»?"),
    (&["compare", "examples/starter.yaml"], "mangler: NY"),
    (&["compare", "examples/starter.yaml", "examples"], "examples er en mappe"),
    (&["set", "examples/starter.yaml", "tull"], "tull"),
    (&["schema", "recrod"], "mente du «record»?"),
    (&["completions", "bsh"], "mente du «bash»?"),
    (&["audit", "examples/starter.yaml", "--config", "finnes-ikke.toml"], "kan ikke lese finnes-ikke.toml"),
];

#[test]
fn every_wrong_turn_explains_itself_and_never_passes() {
    for (args, told) in WRONG {
        let (code, output, message) = run(args);
        assert_eq!(code, Some(2), "{args:?}: {message}");
        assert_eq!(output, "", "{args:?}: data goes to standard output, mistakes do not");
        assert!(message.contains(told), "{args:?}: {message}");
        assert!(message.ends_with('\n') && !message.ends_with("\n\n"), "{args:?}: one line end: {message:?}");
        for trace in ["panicked", "backtrace", "os error", "src/"] {
            assert!(!message.contains(trace), "{args:?}: {message}");
        }
    }
}

#[test]
fn of_an_option_that_is_given_again_the_last_counts() {
    let again = ["audit", "examples/starter.yaml", "--lang", "en", "--as-of", "2026-01-01", "--fail-on", "lov"];
    let (code, output, message) =
        run(&[&again[..], &["--lang", "nn", "--as-of", "2026-06-01", "--fail-on", "never"]].concat());
    assert_eq!((code, message.as_str()), (Some(0), ""));
    assert!(output.contains("vurdert per 2026-06-01") && output.contains("Ikkje dokumentert"), "{output}");
    let (_, day_first, _) = run(&[&again[..3], &["nn", "--as-of", "1.6.2026", "--fail-on", "never"]].concat());
    assert_eq!(day_first, output, "a day may be written either way");
    let (_, _, message) = run(&["audit", "--lang", "en", "--lang", "nn"]);
    assert!(message.starts_with("feil: manglar: FILER"), "{message}");
}

#[test]
fn personal_data_can_never_be_allowed() {
    let (code, _, message) = run(&["audit", "examples/starter.yaml", "--allow-personal-data"]);
    assert_eq!(code, Some(2));
    assert!(message.contains("ukjent valg") && !message.contains("mente du"), "{message}");
}

#[test]
fn data_goes_to_standard_output_and_nothing_else_does() {
    let (code, output, message) = run(&["audit", "examples/starter.yaml", "--as-of", "2026-06-01", "--format", "json"]);
    assert_eq!((code, message.as_str()), (Some(1), ""));
    assert!(output.starts_with('{') && output.trim_end().ends_with('}'));
}

/// Every option of `audit` beside every other: it works, or it says why not.
#[test]
fn options_work_together_or_explain_themselves() {
    let folder = tempfile::tempdir().unwrap();
    let place = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let accepted = place("avvik.toml");
    fs::write(&accepted, "").unwrap();
    let output = place("ut.html");
    let options: [&[&str]; 13] = [
        &["--format", "json"],
        &["--format", "sarif"],
        &["--format", "docx"],
        &["--all"],
        &["--strict"],
        &["--only", "rad"],
        &["--skip", "rad"],
        &["--fail-on", "never"],
        &["--lang", "nn"],
        &["--separator", ","],
        &["--accepted", &accepted],
        &["--output", &output],
        &["--no-config"],
    ];
    for (position, one) in options.iter().enumerate() {
        for other in &options[position + 1..] {
            let (code, output, message) =
                run(&[&["audit", "examples/starter.yaml", "--as-of", "2026-06-01"], *one, *other].concat());
            let code = code.unwrap_or(-1);
            assert!((0..=2).contains(&code), "{one:?} {other:?}: {message}");
            if code == 2 {
                assert!(!message.is_empty() && output.is_empty(), "{one:?} {other:?} says why: {message}");
            } else {
                assert!(!output.is_empty(), "{one:?} {other:?} tells something");
            }
        }
    }
}

#[test]
fn what_is_changed_twice_is_told_once() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.yaml");
    fs::copy(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/starter.yaml"), &file).unwrap();
    let (code, output, _) = run(&["set", file.to_str().unwrap(), "tvang.brukes=nei", "tvang.brukes=ja"]);
    assert_eq!(code, Some(0));
    assert_eq!(output.matches("tvang.brukes: ingenting → ja").count(), 1, "{output}");
}
