//! What medvirk is built from: nothing in it speaks to a network, and nothing joins it unseen.
#![allow(missing_docs, clippy::unwrap_used, reason = "tests")]

use std::fs;
use std::path::Path;
use std::process::Command;

/// The crates in the program, on Linux, by name.
fn tree() -> Vec<String> {
    let arguments = ["tree", "--edges", "normal", "--prefix", "none", "--format", "{p}", "--offline", "--locked"];
    let output = Command::new(env!("CARGO"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(arguments)
        .args(["--target", "x86_64-unknown-linux-gnu"])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    let mut names: Vec<String> = text.lines().filter_map(|line| line.split(' ').next().map(str::to_owned)).collect();
    names.sort();
    names.dedup();
    names
}

/// A crate that joins the program shows here, and is looked at before it stays.
#[test]
fn the_crates_in_the_program_are_known() {
    insta::assert_snapshot!(tree().join("\n"));
}

#[test]
fn no_crate_and_no_line_speaks_to_a_network() {
    let speakers = ["reqwest", "ureq", "hyper", "curl", "isahc", "tokio", "mio", "socket2", "rustls", "native-tls"];
    let tree = tree();
    assert!(speakers.iter().all(|name| !tree.iter().any(|known| known == name)), "{tree:?}");
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                assert!(!text.contains("std::net"), "{}", path.display());
                assert!(!text.contains("process::Command"), "{} starts a program", path.display());
            }
        }
    }
}
