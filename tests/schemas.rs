//! What the commands write for machines fits the schemas that `medvirk schema` publishes.
#![allow(clippy::unwrap_used, reason = "tests say what went wrong by stopping")]

use assert_cmd::Command;
use serde_json::{Value, json};

fn medvirk(arguments: &[&str]) -> Value {
    let mut command = Command::cargo_bin("medvirk").unwrap();
    let output = command.current_dir(env!("CARGO_MANIFEST_DIR")).env_clear().args(arguments).output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The schema of a format, and what a command writes in it about two records.
fn written(format: &str, arguments: &[&str]) -> (jsonschema::Validator, Vec<Value>) {
    let schema = medvirk(&["schema", format]);
    assert_eq!(schema["title"], json!(format!("medvirk-{format}/1")));
    let records = ["examples/starter.yaml", "examples/trondheim-brukerpanel.yaml"];
    let outputs = records.into_iter().zip(["nb", "en"]).map(|(record, language)| {
        let always = ["--format", "json", "--as-of", "2026-06-01", "--lang", language];
        medvirk(&[&[format, record], arguments, &always].concat())
    });
    (jsonschema::validator_for(&schema).unwrap(), outputs.collect())
}

fn fits(format: &str, arguments: &[&str], list: &str) {
    let (validator, outputs) = written(format, arguments);
    assert!(outputs.iter().any(|output| !output[list].as_array().unwrap().is_empty()), "{list} says something");
    for mut output in outputs {
        let errors: Vec<String> = validator.iter_errors(&output).map(|error| error.to_string()).collect();
        assert_eq!(errors, Vec::<String>::new(), "{format}");
        assert_eq!(output["schema"], json!(format!("medvirk-{format}/1")));
        // A schema that allows anything would prove nothing.
        output[list] = json!("something else");
        assert!(!validator.is_valid(&output), "{format}: {list} is a list");
        output.as_object_mut().unwrap().remove(list);
        assert!(!validator.is_valid(&output), "{format}: {list} is always there");
    }
}

#[test]
fn plans_fit_their_schema() {
    fits("plan", &[], "actions");
}

#[test]
fn questions_fit_their_schema() {
    fits("next", &["--limit", "500"], "questions");
}

#[test]
fn forecasts_fit_their_schema() {
    fits("forecast", &["--until", "2032-01-01"], "events");
}

#[test]
fn trials_fit_their_schema() {
    fits("what-if", &["styring.styringssystem=ja", "styring.styringssystem_i_bruk=nei"], "outcomes");
}
