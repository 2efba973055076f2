//! What `medvirk next` shows, in every language and format.
#![allow(clippy::panic, reason = "a test that cannot go on has failed")]

use assert_cmd::Command;
use serde_json::Value;

fn next(arguments: &[&str]) -> String {
    let output = Command::cargo_bin("medvirk")
        .expect("the program is built")
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env_clear()
        .env("COLUMNS", "100")
        .args(["next", "examples/starter.yaml", "--as-of", "2026-06-01", "--color", "never"])
        .args(arguments)
        .output()
        .expect("the program runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("the output is UTF-8")
}

#[test]
fn questions_say_why_who_which_document_and_where_the_answer_goes() {
    insta::assert_snapshot!("next-nb", next(&["--limit", "3", "--lang", "nb"]));
    insta::assert_snapshot!("next-nn", next(&["--limit", "3", "--lang", "nn", "--format", "markdown"]));
    insta::assert_snapshot!("next-en", next(&["--limit", "2", "--lang", "en", "--format", "json"]));
}

#[test]
fn every_format_lists_the_same_questions_and_the_limit_counts() {
    let read: Value = serde_json::from_str(&next(&["--format", "json", "--limit", "5"])).expect("it is JSON");
    let questions: Vec<&str> = read["questions"]
        .as_array()
        .expect("there are questions")
        .iter()
        .filter_map(|question| question["question"].as_str())
        .collect();
    assert_eq!(questions.len(), 5);
    assert!(read["count"].as_u64() > Some(100), "the record is nearly empty");
    let (terminal, markdown) = (next(&["--limit", "5"]), next(&["--limit", "5", "--format", "md"]));
    for question in questions {
        let start: String = question.split(' ').take(4).collect::<Vec<_>>().join(" ");
        assert!(terminal.contains(&start), "the terminal lacks «{question}»");
        assert!(markdown.contains(&start), "Markdown lacks «{question}»");
    }
}
