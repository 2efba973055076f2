//! What the README and LESMEG show is what the program says.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

use std::path::Path;

use assert_cmd::Command;

/// The commands of ```` ```console ```` blocks, each with the output shown below it.
fn shown(text: &str) -> Vec<(String, String)> {
    let mut blocks = Vec::new();
    let mut rest = text;
    while let Some((_, after)) = rest.split_once("```console\n$ medvirk ") {
        let Some((block, after)) = after.split_once("```") else { break };
        let (command, output) = block.split_once('\n').unwrap_or((block, ""));
        blocks.push((command.to_owned(), output.to_owned()));
        rest = after;
    }
    blocks
}

fn run(arguments: &str) -> String {
    let output = Command::cargo_bin("medvirk")
        .expect("the program is built")
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env_clear()
        .env("COLUMNS", "80")
        .env("LC_ALL", "nb_NO.UTF-8")
        .args(arguments.split(' '))
        .output()
        .expect("the program runs");
    String::from_utf8(output.stdout).expect("the output is UTF-8")
}

#[test]
fn the_output_in_the_readmes_is_the_real_output() {
    for name in ["README.md", "LESMEG.md"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
        let text = std::fs::read_to_string(&path).expect("the file is there");
        let blocks = shown(&text);
        assert!(!blocks.is_empty(), "{name} shows no output");
        for (command, output) in blocks {
            let real = run(&command);
            if std::env::var_os("UPDATE_README").is_some() {
                let old = format!("$ medvirk {command}\n{output}```");
                let new = format!("$ medvirk {command}\n{real}```");
                let text = std::fs::read_to_string(&path).expect("the file is there");
                std::fs::write(&path, text.replace(&old, &new)).expect("the file can be written");
            } else {
                assert_eq!(output, real, "{name}: run with UPDATE_README=1 to refresh");
            }
        }
    }
}
