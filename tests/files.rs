//! What is written and read on disk: whole or not at all, and never outside the repository.
#![cfg(unix)]
#![allow(missing_docs, clippy::unwrap_used, reason = "tests")]

use std::fs;
use std::io::{Read, Write};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

const RECORD: &str = "format: medvirk/1\nvirksomhet:\n  navn: Prøve kommune\n  organisasjonstype: kommune\n";

fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("org.yaml"), RECORD).unwrap();
    folder
}

fn program(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_medvirk"));
    command.env_clear().env("RUST_BACKTRACE", "1").current_dir(folder).args(args).stdin(Stdio::null());
    command
}

fn run(folder: &Path, args: &[&str]) -> (Option<i32>, String, String) {
    let Output { status, stdout, stderr } = program(folder, args).output().unwrap();
    (status.code(), String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

const AUDIT: [&str; 5] = ["audit", "org.yaml", "--as-of", "2026-06-01", "--no-config"];

fn audit(folder: &Path, more: &[&str]) -> (Option<i32>, String, String) {
    run(folder, &[&AUDIT, more].concat())
}

fn names(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let folder = folder();
    let mut child = program(folder.path(), &[&AUDIT[..], &["--all"]].concat()).stdout(Stdio::piped()).spawn().unwrap();
    let mut first = [0; 16];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn a_full_disk_is_told_and_never_ends_as_a_pass() {
    let folder = folder();
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = program(folder.path(), &AUDIT).stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let message = String::from_utf8(output.stderr).unwrap();
    assert!(message.contains("kan ikke skrive ut svaret: det er ikke plass til filen"), "{message}");
    let (code, output, message) = audit(folder.path(), &["--format", "json", "--output", "/dev/full"]);
    assert_eq!((code, output.as_str()), (Some(2), ""), "{message}");
    assert!(message.contains("kan ikke skrive /dev/full: det er ikke plass til filen"), "{message}");
}

/// Too little room for the report kills the run half-way, as a signal does.
#[test]
fn a_run_that_is_cut_off_leaves_the_old_file_whole() {
    let folder = folder();
    fs::write(folder.path().join("report.html"), "den gamle").unwrap();
    let script = "ulimit -f 8; exec \"$0\" \"$@\"";
    let mut shell = Command::new("bash");
    shell.args(["-c", script, env!("CARGO_BIN_EXE_medvirk")]).args(AUDIT).args(["--output", "report.html"]);
    let output = shell.env_clear().current_dir(folder.path()).stdin(Stdio::null()).output().unwrap();
    assert_ne!(output.status.code(), Some(0), "the report is larger than the room given");
    assert_eq!(fs::read_to_string(folder.path().join("report.html")).unwrap(), "den gamle");
}

#[test]
fn what_cannot_be_written_is_told_without_a_trace_of_it() {
    let folder = folder();
    for (target, cause) in [("nei/report.html", "finnes ikke"), ("org.yaml/report.html", "ikke en mappe")] {
        let (code, output, message) = audit(folder.path(), &["--output", target]);
        assert_eq!((code, output.as_str()), (Some(2), ""), "{message}");
        assert!(message.contains(&format!("kan ikke skrive {target}")) && message.contains(cause), "{message}");
        assert!(!message.contains("os error") && !message.contains(".tmp"), "{message}");
    }
    fs::create_dir(folder.path().join("mappe.html")).unwrap();
    let (code, _, message) = audit(folder.path(), &["--output", "mappe.html"]);
    assert_eq!(code, Some(2));
    assert!(message.contains("det er en mappe"), "{message}");
    assert_eq!(names(folder.path()), ["mappe.html", "org.yaml"]);
}

#[test]
fn links_stay_links_and_permissions_stay_as_they_were() {
    let folder = folder();
    let real = folder.path().join("ekte.html");
    fs::write(&real, "gammel").unwrap();
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
    symlink("ekte.html", folder.path().join("lenke.html")).unwrap();
    let (code, _, message) = audit(folder.path(), &["--output", "lenke.html"]);
    assert_eq!(code, Some(0), "{message}");
    assert!(folder.path().join("lenke.html").symlink_metadata().unwrap().is_symlink());
    assert!(fs::read_to_string(&real).unwrap().trim_end().ends_with("</html>"));
    assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o640);
}

#[test]
fn what_is_no_file_is_written_into_and_stays_what_it_is() {
    let folder = folder();
    let (code, _, message) = audit(folder.path(), &["--format", "json", "--output", "/dev/null"]);
    assert_eq!(code, Some(0), "{message}");
    assert!(!fs::metadata("/dev/null").unwrap().is_file());
}

#[test]
fn no_report_takes_the_place_of_a_record_or_of_another_report() {
    let folder = folder();
    fs::create_dir(folder.path().join("under")).unwrap();
    for target in ["org.yaml", "under/../org.yaml"] {
        let (code, _, message) = audit(folder.path(), &["--format", "json", "--output", target]);
        assert_eq!(code, Some(2));
        assert!(message.contains("er en av filene som vurderes"), "{message}");
    }
    let (code, _, message) = audit(folder.path(), &["--output", "a.html", "--output", "a.html"]);
    assert_eq!(code, Some(2));
    assert!(message.contains("a.html er oppgitt to ganger"), "{message}");
    assert_eq!(fs::read_to_string(folder.path().join("org.yaml")).unwrap(), RECORD);
    assert_eq!(names(folder.path()), ["org.yaml", "under"]);
}

#[test]
fn runs_at_once_leave_one_whole_report() {
    let folder = folder();
    let args = [&AUDIT[..], &["--output", "report.html"]].concat();
    let children: Vec<_> =
        (0..8).map(|_| program(folder.path(), &args).stdout(Stdio::null()).spawn().unwrap()).collect();
    for mut child in children {
        assert_eq!(child.wait().unwrap().code(), Some(0));
    }
    let report = fs::read_to_string(folder.path().join("report.html")).unwrap();
    assert!(report.trim_end().ends_with("</html>"));
    assert_eq!(names(folder.path()), ["org.yaml", "report.html"], "no temporary file is left");
}

fn with_evidence(folder: &Path, evidence: &str) -> (Option<i32>, String) {
    let text =
        format!("{RECORD}styring:\n  styringssystem: {{ status: ja, dokument: {{ tittel: Håndbok, {evidence} }} }}\n");
    fs::write(folder.join("planer/org.yaml"), text).unwrap();
    let (code, _, message) = run(folder, &["audit", "planer/org.yaml", "--as-of", "2026-06-01"]);
    (code, message)
}

#[test]
fn evidence_is_looked_for_inside_the_repository_only() {
    let outer = tempfile::tempdir().unwrap();
    let inside = outer.path().join("repo");
    fs::create_dir_all(inside.join("planer/vedlegg")).unwrap();
    fs::create_dir(inside.join(".git")).unwrap();
    fs::write(outer.path().join("utenfor.pdf"), "hemmelig").unwrap();
    fs::write(inside.join("planer/vedlegg/bok.pdf"), "boka").unwrap();
    fs::write(inside.join("topp.pdf"), "topp").unwrap();
    symlink("../../../utenfor.pdf", inside.join("planer/vedlegg/lenke.pdf")).unwrap();
    let digest = "a8cfa71a1d3db0ec4ce89ea3a26a5b0dbb7cd93f3a9f3a2a3a5c6cc0c0b7c9c1";
    for (evidence, told) in [
        ("fil: vedlegg/bok.pdf", None),
        ("fil: planer/vedlegg/bok.pdf", None),
        ("fil: topp.pdf", None),
        ("fil: ../topp.pdf", None),
        ("fil: vedlegg/annen.pdf", Some("finnes ikke")),
        ("fil: vedlegg", Some("finnes ikke")),
        ("fil: ../../utenfor.pdf", Some("utenfor mappene")),
        ("fil: ../../finnes-ikke.pdf", Some("utenfor mappene")),
        ("fil: /etc/hostname", Some("utenfor mappene")),
        ("fil: vedlegg/lenke.pdf", Some("utenfor mappene")),
        ("fil: vedlegg/bok.pdf, sha256: 123", Some("er ikke en sjekksum")),
        (&format!("fil: vedlegg/bok.pdf, sha256: {digest}"), Some("er endret siden sjekksummen")),
    ] {
        let (code, message) = with_evidence(&inside, evidence);
        assert_eq!(code, Some(0), "{evidence}: {message}");
        match told {
            None => assert!(!message.contains("advarsel"), "{evidence}: {message}"),
            Some(told) => {
                assert!(message.contains(told), "{evidence}: {message}");
                assert!(message.contains("planer/org.yaml:6:"), "{evidence} has its place: {message}");
                assert!(!message.contains("hemmelig"), "{evidence}: {message}");
            }
        }
    }
}

#[test]
fn a_digest_is_compared_with_the_file_it_stands_beside() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("planer")).unwrap();
    fs::write(folder.path().join("planer/bok.pdf"), "abc").unwrap();
    let digest = "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD";
    let (_, message) = with_evidence(folder.path(), &format!("fil: bok.pdf, sha256: {digest}"));
    assert!(!message.contains("advarsel"), "{message}");
    fs::OpenOptions::new().append(true).open(folder.path().join("planer/bok.pdf")).unwrap().write_all(b"d").unwrap();
    let (_, message) = with_evidence(folder.path(), &format!("fil: bok.pdf, sha256: {digest}"));
    assert!(message.contains("88d4266fd4e6338d13b845fcf289579d209c897823b9217da3e161936f031589"), "{message}");
}

#[test]
fn a_dash_is_standard_output_wherever_one_file_is_written() {
    let folder = folder();
    let (_, report, messages) = audit(folder.path(), &["--format", "json"]);
    assert_eq!(audit(folder.path(), &["--format", "json", "--output", "-"]).1, report, "{messages}");
    let both = audit(folder.path(), &["--format", "json", "--output", "-", "--output", "r.md"]);
    assert_eq!(both.1, report, "standard output has the report alone");
    let init = ["init", "--type", "kommune", "--name", "Ny kommune", "--as-of", "2026-06-01"];
    let (code, record, _) = run(folder.path(), &[&init[..], &["--output", "-"]].concat());
    assert_eq!(code, Some(0));
    assert!(record.contains("format: medvirk/1"), "{record}");
    let (code, baseline, _) = run(folder.path(), &["baseline", "org.yaml", "--output", "-"]);
    assert_eq!(code, Some(0));
    assert!(baseline.starts_with("{\n  \"schema\": \"medvirk-baseline/1\""), "{baseline}");
    for args in [&["man", "--output", "-"][..], &["rules", "docs", "--output", "-"]] {
        let (code, output, messages) = run(folder.path(), args);
        assert_eq!((code, output.as_str()), (Some(2), ""), "{args:?}");
        assert!(messages.contains("oppgi en mappe"), "{messages}");
    }
    assert_eq!(audit(folder.path(), &["--format", "xlsx", "--output", "-"]).0, Some(2));
    assert_eq!(names(folder.path()), ["org.yaml", "r.md"]);
}
