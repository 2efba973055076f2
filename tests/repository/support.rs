//! A folder of records and the program in it.

use std::path::Path;

use assert_cmd::Command;
use serde_json::Value;

/// A municipality with two gaps and a great many open questions.
pub const GAPS: &str = "format: medvirk/1
per_dato: 2026-05-20
virksomhet: { navn: NAME, organisasjonsnummer: NUMBER, organisasjonstype: kommune }
styring:
  styringssystem_gjennomgått: 2020-01-15
koordinering:
  koordinator_tilbys: nei
råd:
  - { id: brukerråd, type: brukerråd, nivå: system, mandat: ja, mandat_gjelder_til: 2025-12-31 }
  - { id: eldreråd, type: eldreråd, mandat: ja, mandat_gjelder_til: 2024-12-31 }
";

/// Organisation numbers with a right check digit.
pub const NUMBERS: [&str; 3] = ["974760673", "889640782", "974761076"];

/// The record of a municipality.
pub fn record(name: &str, number: usize) -> String {
    GAPS.replace("NAME", name).replace("NUMBER", NUMBERS[number])
}

/// A new folder with these files.
pub fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        write(folder.path(), name, text);
    }
    folder
}

/// Writes a file, and the folders above it.
pub fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

/// The program, in a folder, in English, as of a fixed date.
pub fn medvirk(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::cargo_bin("medvirk").unwrap();
    command.current_dir(folder).args(["--lang", "en"]).args(args);
    for name in ["GITHUB_STEP_SUMMARY", "NO_COLOR", "COLUMNS", "LANG", "LC_ALL"] {
        command.env_remove(name);
    }
    command
}

/// `medvirk audit` as of the first of June 2026.
pub fn audit(folder: &Path, args: &[&str]) -> Command {
    let mut command = medvirk(folder, &["audit", "--as-of", "2026-06-01"]);
    command.args(args);
    command
}

/// What a command came to: exit code, standard output and standard error.
pub fn result(mut command: Command) -> (i32, String, String) {
    let output = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

/// The JSON that a command writes.
pub fn json(command: Command) -> Value {
    let (_, output, messages) = result(command);
    serde_json::from_str(&output).unwrap_or_else(|error| panic!("{error}: {output}{messages}"))
}
