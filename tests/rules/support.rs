//! The program, and what it says of a record.

use std::path::{Path, PathBuf};

use assert_cmd::Command;
use serde_json::Value;

/// A path from the project's root.
pub fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Exit code, standard output and standard error of the program, in English.
pub fn medvirk(args: &[&str]) -> (i32, String, String) {
    let mut command = Command::cargo_bin("medvirk").unwrap();
    command.current_dir(root("")).args(["--lang", "en"]).args(args);
    for name in ["GITHUB_STEP_SUMMARY", "NO_COLOR", "COLUMNS", "LANG", "LC_ALL"] {
        command.env_remove(name);
    }
    let output = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

/// The report on one record as of a day, with what else is asked for.
pub fn audit(record: &str, day: &str, more: &[&str]) -> Value {
    let (_, output, messages) = medvirk(&[&["audit", record, "--as-of", day, "--format", "json"], more].concat());
    serde_json::from_str(&output).unwrap_or_else(|error| panic!("{error}: {output}{messages}"))
}

/// The outcomes of the first record.
pub fn outcomes(report: &Value) -> &[Value] {
    report["records"][0]["outcomes"].as_array().unwrap()
}

/// The outcomes of one rule.
pub fn of_rule<'r>(report: &'r Value, rule: &str) -> Vec<&'r Value> {
    outcomes(report).iter().filter(|outcome| outcome["rule"] == rule).collect()
}

/// A word of an outcome.
pub fn word<'o>(outcome: &'o Value, key: &str) -> &'o str {
    outcome[key].as_str().unwrap()
}
