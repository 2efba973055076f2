//! The generated corpus: distinct records, and the truth about their gaps.

#[path = "../benches/corpus/generate.rs"]
mod generate;

use std::collections::BTreeSet;

use generate::{AS_OF, Generator, checks};
use medvirk::built_in;
use medvirk::evaluate::Audit;
use medvirk::outcome::Status;
use medvirk::record::read;
use medvirk::source::Source;

const RECORDS: u32 = 60;

#[test]
fn the_audit_finds_the_seeded_gaps_and_no_others() {
    let set = built_in::rules();
    let audit = Audit::new(&set, AS_OF.parse().expect("a date"));
    let generator = Generator::new();
    let mut seen = BTreeSet::new();
    for number in 1..=RECORDS {
        let generated = generator.record(number);
        let source = Source::new(generated.name.as_str(), generated.text);
        let record = read(&source).expect("generated records have no mistakes");
        let verdicts = audit.verdicts(&record);
        for check in checks() {
            let of_rule = verdicts.iter().filter(|verdict| set.rules[verdict.rule].id == check.rule);
            let found: Vec<Status> = of_rule.map(|verdict| verdict.status).collect();
            let right = match found.as_slice() {
                [status] if generated.gaps.contains(&check.rule) => status.is_gap(),
                found => found == [Status::Met],
            };
            assert!(right, "{} in {}: {found:?}", check.rule, source.name());
        }
        seen.extend(generated.gaps);
    }
    assert_eq!(seen.len(), checks().len(), "every check fails in some record");
}

#[test]
fn records_are_distinct_and_the_same_every_time() {
    let texts = || -> Vec<String> { (1..=RECORDS).map(|number| Generator::new().record(number).text).collect() };
    let (one, other) = (texts(), texts());
    assert_eq!(one, other);
    assert_eq!(one.iter().collect::<BTreeSet<_>>().len(), one.len());
}

/// A folder with so many generated records.
fn folder(count: u32) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let generator = Generator::new();
    for number in 1..=count {
        let generated = generator.record(number);
        std::fs::write(folder.path().join(generated.name), generated.text).expect("a file");
    }
    folder
}

/// What an audit of all records in a folder prints, with these arguments and so many threads.
fn printed(folder: &tempfile::TempDir, arguments: &[&str], threads: &str) -> String {
    let mut program = assert_cmd::Command::cargo_bin("medvirk").expect("the program");
    program.current_dir(folder.path()).env_clear().env("RAYON_NUM_THREADS", threads);
    let done = program.args(["audit", ".", "--as-of", AS_OF, "--lang", "en"]).args(arguments).assert().code(1);
    String::from_utf8_lossy(&done.get_output().stdout).into_owned()
}

#[test]
fn one_thread_and_many_reach_the_same_outcomes_of_generated_records() {
    let folder = folder(12);
    for arguments in [&[] as &[&str], &["--format", "json"]] {
        let one = printed(&folder, arguments, "1");
        for threads in ["2", "7"] {
            assert!(printed(&folder, arguments, threads) == one, "{arguments:?} with {threads} threads");
        }
    }
}

#[test]
fn many_records_show_the_twenty_with_most_gaps_and_count_them_all() {
    let output = printed(&folder(RECORDS), &[], "2");
    let opening = output.lines().next().unwrap_or_default();
    assert!(opening.starts_with("60 organisations"), "{opening}");
    assert!(output.contains("the 20 of 60 organisations with most requirements not met"), "{output}");
    let by_force = output.split("Each topic").next().unwrap_or_default();
    assert_eq!(by_force.matches("│ Fjordvik kommune").count(), 20, "{by_force}");
}
