//! An identity number that is there all the same is shown nowhere.

use std::path::Path;

use assert_cmd::Command;

/// The numbers of test persons that public code publishes as such, in two spellings.
const NUMBERS: [&str; 2] = ["16057902284", "160579 02284"];

/// A record with a hole for a text in every kind of place.
const PLACES: [(&str, &str); 14] = [
    ("a value", "virksomhet: { navn: Fjordvik HOLE, organisasjonstype: kommune }\n"),
    ("a quoted value", "virksomhet:\n  navn: \"HOLE\"\n  organisasjonstype: kommunee\n"),
    ("a key", "virksomhet:\n  HOLE: x\n"),
    ("a comment", "virksomhet: # HOLE\n  organisasjonstype: kommunee\n"),
    ("a comment above", "# HOLE\nvirksomhet: { organisasjonstype: kommunee, organisasjonstypo: x }\n"),
    ("an id", "tjenester:\n  - id: HOLE\n    id: HOLE\n"),
    ("a number", "individuell_plan: { med_rett: HOLE }\n"),
    ("a date", "per_dato: HOLE\n"),
    ("a choice", "virksomhet: { organisasjonstype: HOLE }\n"),
    ("a list", "erfaringer:\n  innhentinger: [HOLE, HOLE]\n"),
    ("a block", "virksomhet:\n  navn: |\n    Fjordvik\n    HOLE\n  organisasjonstypo: kommune\n"),
    ("folded lines", "virksomhet:\n  navn: >-\n    Fjordvik\n    HOLE\n"),
    ("an anchor", "virksomhet: &HOLE { navn: x }\n"),
    ("broken YAML", "virksomhet: { navn: \"HOLE\n"),
];

const FORMATS: [&str; 13] = [
    "terminal", "json", "sarif", "junit", "gitlab", "github", "oscal", "html", "markdown", "table", "csv", "xlsx",
    "docx",
];

fn medvirk(folder: &Path, args: &[&str]) -> (Option<i32>, String, String) {
    let output = Command::cargo_bin("medvirk").unwrap().env_clear().current_dir(folder).args(args).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

fn assert_hidden(what: &str, shown: &[&str]) {
    for text in shown {
        for part in ["16057902284", "160579", "02284"] {
            assert!(!text.contains(part), "{what} shows {part}: {text}");
        }
    }
}

fn written(text: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.yaml"), text).unwrap();
    folder
}

#[test]
fn a_record_with_an_identity_number_anywhere_is_refused_with_its_place_and_shows_it_nowhere() {
    for (what, place) in PLACES {
        for number in NUMBERS {
            let text = format!("format: medvirk/1\n{}", place.replace("HOLE", number));
            let folder = written(&text);
            let (line, column) = text
                .lines()
                .enumerate()
                .find_map(|(at, line)| line.find(number).map(|byte| (at + 1, line[..byte].chars().count() + 1)))
                .unwrap();
            let (code, output, messages) = medvirk(folder.path(), &["audit", "a.yaml", "--as-of", "2026-06-01"]);
            assert_eq!(code, Some(2), "{what}");
            assert!(messages.contains(&format!("a.yaml:{line}:{column}\n")), "{what}: {messages}");
            assert!(messages.contains("her står noe som ser ut som et fødselsnummer"), "{what}: {messages}");
            assert_hidden(what, &[&output, &messages]);
            // Every command opens records the same way; one spelling shows it.
            let commands = if number == NUMBERS[0] { 5 } else { 0 };
            for args in [
                ["explain", "rad-har-mandat", "a.yaml"],
                ["what-if", "a.yaml", "virksomhet.navn=B"],
                ["set", "a.yaml", "virksomhet.navn=B"],
                ["compare", "a.yaml", "a.yaml"],
                ["baseline", "a.yaml", "--output=b.json"],
            ]
            .into_iter()
            .take(commands)
            {
                let (code, output, messages) = medvirk(folder.path(), &args);
                assert_eq!(code, Some(2), "{what}, {}", args[0]);
                assert_hidden(what, &[&output, &messages]);
            }
            assert_eq!(std::fs::read_to_string(folder.path().join("a.yaml")).unwrap(), text, "{what}");
        }
    }
}

#[test]
fn no_format_shows_one_beside_a_record_that_is_in_order() {
    let folder = written("format: medvirk/1\nvirksomhet:\n  navn: 160579-02284\n  typo: 1\n");
    std::fs::write(folder.path().join("b.yaml"), "format: medvirk/1\nvirksomhet: { navn: B }\n").unwrap();
    std::fs::write(folder.path().join("16057902284.yaml"), "format: medvirk/1\n").unwrap();
    std::fs::write(folder.path().join("160579 02284.yml"), "andre: data\n").unwrap();
    for format in FORMATS {
        for language in ["nb", "nn", "en"] {
            let args = ["audit", ".", "--format", format, "--lang", language, "--as-of", "2026-06-01"];
            let (code, output, messages) = medvirk(folder.path(), &args);
            assert_eq!(code, Some(2), "{format}: {messages}");
            assert_hidden(format, &[&output, &messages]);
        }
    }
}

#[test]
fn what_is_given_on_the_command_line_is_not_repeated() {
    let folder = written("format: medvirk/1\nvirksomhet: { navn: B, organisasjonsnummer: 974760673 }\n");
    for args in [
        &["audit", "16057902284.yaml"][..],
        &["audit", "16057902284"],
        &["audit", "a.yaml", "--as-of", "16057902284"],
        &["audit", "a.yaml", "--only", "16057902284"],
        &["audit", "a.yaml", "--format", "16057902284"],
        &["explain", "16057902284"],
        &["set", "a.yaml", "virksomhet.navn=160579 02284"],
        &["set", "a.yaml", "16057902284=x"],
        &["what-if", "a.yaml", "virksomhet.navn=160579-02284", "--format", "json"],
        &["16057902284"],
        &[
            "accept",
            "rad-har-mandat",
            "a.yaml",
            "--until",
            "2030-01-01",
            "--reason",
            "for 16057902284",
            "--decided-by",
            "styret",
        ],
    ] {
        let (code, output, messages) = medvirk(folder.path(), args);
        assert_eq!(code, Some(2), "{args:?}: {output}{messages}");
        assert_hidden(&args.join(" "), &[&output, &messages]);
    }
    let text = std::fs::read_to_string(folder.path().join("a.yaml")).unwrap();
    assert_hidden("the record", &[&text]);
    assert!(!folder.path().join("avvik.toml").exists());
}

#[test]
fn every_other_file_that_is_read_is_refused_as_well() {
    let folder = written("format: medvirk/1\nvirksomhet: { navn: B }\n");
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    write("avvik.toml", "# fnr 16057902284\n");
    write("grunnlinje.json", "{\"schema\": \"medvirk-baseline/1\", \"note\": \"\\u0031\\u00360579 02284\"}");
    write("rapport.json", "{\"schema\": \"medvirk-report/1\", \"note\": \"16057902284\"}");
    write("regler/rad/egen-regel.toml", "# 160579 02284\ntitle = 16057902284\n");
    write("regler/rad/egen-regel.cases.yaml", "- name: 16057902284\n");
    for args in [
        &["audit", "a.yaml", "--accepted", "avvik.toml"][..],
        &["audit", "a.yaml", "--baseline", "grunnlinje.json"],
        &["compare", "rapport.json", "a.yaml"],
        &["audit", "a.yaml", "--rules", "regler"],
        &["rules", "check", "regler"],
        &["rules", "check", "regler", "--format", "json"],
        &["rules", "test", "regler"],
    ] {
        let (code, output, messages) = medvirk(folder.path(), args);
        assert!(matches!(code, Some(1 | 2)), "{args:?}: {output}{messages}");
        assert!(format!("{output}{messages}").contains("fødselsnummer"), "{args:?}: {output}{messages}");
        assert_hidden(&args.join(" "), &[&output, &messages]);
    }
}

#[test]
fn addresses_and_telephone_numbers_are_warned_of_and_change_no_exit_code() {
    let clean = written("format: medvirk/1\nvirksomhet: { navn: B, organisasjonstype: kommune }\n");
    let text = "format: medvirk/1\n# ring 912 34 567\nvirksomhet: { navn: post@b.no, organisasjonstype: kommune }\n";
    let doubtful = written(text);
    let args = ["audit", "a.yaml", "--as-of", "2026-06-01"];
    let (expected, _, silence) = medvirk(clean.path(), &args);
    let (code, _, messages) = medvirk(doubtful.path(), &args);
    assert_eq!((code, silence.as_str()), (expected, ""));
    for words in ["advarsel: her står et telefonnummer", "a.yaml:2:8\n", "her står en e-postadresse", "a.yaml:3:21\n"]
    {
        assert!(messages.contains(words), "{words}: {messages}");
    }
}

#[test]
fn there_is_no_way_around_it() {
    let folder = written("format: medvirk/1\nmerknad: 16057902284\n");
    for option in ["--allow-personal-data", "--force", "--no-privacy"] {
        let (code, _, messages) = medvirk(folder.path(), &["audit", "a.yaml", option]);
        assert_eq!(code, Some(2), "{messages}");
    }
}
