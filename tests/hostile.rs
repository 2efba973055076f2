//! Whatever a file holds, it is read or refused with a place and a reason, in bounded time and
//! memory.

#![allow(clippy::panic, clippy::unwrap_used, reason = "tests: what cannot be set up has failed")]

use std::path::Path;
use std::time::Duration;

use assert_cmd::Command;

/// The most memory that the program may ask for, in KiB, and the longest that it may take in a
/// debug build on a busy machine.
const MEMORY: &str = "1500000";
const PATIENCE: Duration = Duration::from_mins(1);

/// Runs the program with little memory, in English.
fn medvirk(folder: &Path, args: &str) -> (Option<i32>, String, String) {
    let program = assert_cmd::cargo::cargo_bin("medvirk");
    let limited = format!("ulimit -v {MEMORY}; exec {} {args} --lang en", program.display());
    let mut command = Command::new("sh");
    command.env_clear().current_dir(folder).args(["-c", &limited]).timeout(PATIENCE);
    let output = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

/// What the program says of a record.
fn told(bytes: &[u8]) -> (Option<i32>, String) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.yaml"), bytes).unwrap();
    let (code, output, messages) = medvirk(folder.path(), "audit a.yaml --as-of 2026-06-01");
    assert!(!messages.contains("panicked"), "{messages}");
    (code, output + &messages)
}

/// A record's text is refused, with these words and this place.
#[track_caller]
fn refused(text: &str, words: &str, place: &str) {
    let (code, messages) = told(text.as_bytes());
    assert_eq!(code, Some(2), "{messages}");
    assert!(messages.contains(words), "{words} is not in: {}", &messages[..messages.floor_char_boundary(2000)]);
    assert!(messages.contains(&format!("a.yaml:{place}\n")), "{}", &messages[..messages.floor_char_boundary(2000)]);
}

fn record(text: &str) -> String {
    format!("format: medvirk/1\n{text}")
}

#[test]
fn aliases_never_multiply() {
    let mut bomb = record("a: &a [x, x, x, x, x, x, x, x, x]\n");
    for level in b'b'..=b'j' {
        let (level, before) = (char::from(level), char::from(level - 1));
        bomb.push_str(&format!("{level}: &{level} [{}]\n", vec![format!("*{before}"); 9].join(", ")));
    }
    refused(&bomb, "&a", "2:4");
    refused(&record("råd: &a [*a]\n"), "&a", "2:6");
    refused(&record("a: &a { b: 1 }\nvirksomhet: { <<: *a }\n"), "<<", "3:15");
    refused(&record("virksomhet: !!python/object { navn: x }\n"), "!!python/object", "2:13");
}

#[test]
fn nesting_ends_at_a_limit_that_is_told() {
    let limit = "64";
    for text in [record(&format!("råd: {}", "[".repeat(100_000))), record(&format!("råd: {}", "{a: ".repeat(50_000)))]
    {
        let (code, messages) = told(text.as_bytes());
        assert_eq!(code, Some(2));
        assert!(messages.contains(limit) && messages.contains("a.yaml:2:"), "{messages}");
    }
    refused(&"- ".repeat(100_000), limit, "1:129");
    let deep: String = (0..600).map(|level| format!("{}a:\n", " ".repeat(level))).collect();
    refused(&deep, limit, "65:65");
}

#[test]
fn long_lines_and_texts_end_at_limits_that_are_told() {
    refused(&record(&format!("virksomhet: {{ navn: {} }}\n", "a".repeat(300_000))), "256 KiB", "2:1");
    let lines = "      aaaaaaaaaaaaaaaa\n".repeat(80_000);
    refused(&record(&format!("virksomhet:\n  navn: |\n{lines}")), "1 MiB", "3:9");
    refused(&"- x\n".repeat(150_000), "100000", "100000:3");
}

#[test]
fn a_million_keys_are_too_many() {
    let keys: String = (0..1_000_000).map(|number| format!("k{number}: x\n")).collect();
    refused(&record(&keys), "100000", "50000:9");
    let (_, messages) = told(record(&keys).as_bytes());
    assert!(messages.len() < 100_000, "{} bytes of messages", messages.len());
    assert!(messages.contains("only the first"), "that there is more is told");
}

#[test]
#[cfg(unix)]
fn a_file_of_a_gibibyte_is_not_read() {
    let folder = tempfile::tempdir().unwrap();
    let file = std::fs::File::create(folder.path().join("a.yaml")).unwrap();
    file.set_len(1 << 30).unwrap();
    for command in ["audit a.yaml", "explain rad-har-mandat a.yaml", "audit --accepted a.yaml a.yaml"] {
        let (code, _, messages) = medvirk(folder.path(), command);
        assert_eq!(code, Some(2));
        assert!(messages.contains("a.yaml") && messages.contains("16 MiB"), "{messages}");
    }
}

#[test]
fn a_line_of_a_hundred_mebibytes_is_not_read() {
    let mut line = record("merknad: ").into_bytes();
    line.resize(100 << 20, b'a');
    let (code, messages) = told(&line);
    assert_eq!(code, Some(2));
    assert!(messages.contains("16 MiB"), "{messages}");
}

#[test]
fn what_takes_a_parser_long_is_bounded() {
    for part in ["[],", "k: x,", "\"a\" ", ": ", "&a ", "? ", "- ", "! ", "\t", "\\", "''", "{", "|\n", "---\n"] {
        let text = record(&format!("virksomhet: {}", part.repeat((1 << 21) / part.len())));
        let (code, messages) = told(text.as_bytes());
        assert_eq!(code, Some(2), "{part:?}: {}", &messages[..messages.floor_char_boundary(500)]);
    }
}

#[test]
fn many_items_take_little_more_than_their_number() {
    let items: String = (0..6_000).map(|number| format!("  - id: r{number}\n")).collect();
    let text = record(&format!("virksomhet: {{ organisasjonstype: kommune }}\nråd:\n{items}"));
    let (code, messages) = told(text.as_bytes());
    assert_eq!(code, Some(0), "{messages}");
}

#[test]
fn every_character_that_acts_unseen_is_refused_where_it_stands_raw_or_escaped() {
    let control = (0..0x20).chain(0x7f..0xa0).filter(|code| !matches!(code, 0x9 | 0xa | 0xd | 0x85));
    let turning = (0x202a..=0x202e).chain(0x2066..=0x2069);
    for code in control.chain(turning).chain([0xfeff, 0xfffe, 0xffff]) {
        let c = char::from_u32(code).unwrap();
        let source = |text: String| medvirk::source::Source::new("a.yaml", text);
        for (text, column) in [
            (record(&format!("virksomhet: {{ navn: ab{c}c }}\n")), 23),
            (record(&format!("virksomhet: {{ na{c}vn: x }}\n")), 17),
            (record(&format!("# ab{c}\nvirksomhet: {{ navn: x }}\n")), 5),
            (record(&format!("virksomhet: {{ navn: \"\\U{code:08x}\" }}\n")), 21),
        ] {
            let source = source(text);
            let problems = medvirk::record::read(&source).expect_err("refused");
            let found = problems.iter().find(|problem| problem.kind == medvirk::problem::Kind::InvalidCharacter);
            let place = source.position(found.unwrap_or_else(|| panic!("U+{code:04X}: {problems:?}")).span.start);
            assert_eq!(place.line, 2, "U+{code:04X}");
            // An escape is shown by itself, or with the quotes around it.
            assert!([0, 1].contains(&(place.column - column)), "U+{code:04X} in {}", source.text());
        }
    }
}

#[test]
fn bytes_that_are_no_text_are_refused_with_their_place() {
    for (bytes, place) in [
        (b"format: medvirk/1\nvirksomhet: { navn: R\xe5det }\n".as_slice(), "a.yaml:2:22: "),
        (b"# r\xc3\xa5d\xff\n", "a.yaml:1:6: "),
        (b"\xff\xfef\0o\0r\0m\0a\0t\0", "a.yaml:1:1: "),
    ] {
        let (code, messages) = told(bytes);
        assert_eq!(code, Some(2));
        assert!(messages.contains("UTF-8") && messages.contains(place), "{messages}");
    }
}

#[test]
fn the_same_key_in_another_spelling_is_the_same_key() {
    for (first, second) in [("råd", "ra\u{30a}d"), ("råd", "rad"), ("råd", "raad"), ("pårørende", "parorende")] {
        let text = record(&format!("{first}: ukjent\n{second}: ukjent\n"));
        let source = medvirk::source::Source::new("a.yaml", text);
        let problems = medvirk::record::read(&source).expect_err("refused");
        let kinds: Vec<_> = problems.iter().map(|problem| problem.kind).collect();
        assert_eq!(kinds, [medvirk::problem::Kind::DuplicateKey], "{second}");
        assert_eq!(source.position(problems[0].span.start).line, 3);
    }
}

#[test]
fn values_that_cannot_be_meant_are_refused_with_their_place() {
    for (text, words, place) in [
        ("per_dato: 2026-02-30\n", "2026-02-30", "2:11"),
        ("per_dato: 2026-13-01\n", "2026-13-01", "2:11"),
        ("per_dato: 0000-01-01\n", "0000-01-01", "2:11"),
        ("per_dato: 9999-12-31\n", "9999-12-31", "2:11"),
        ("individuell_plan: { med_rett: 99999999999999999999 }\n", "99999999999999999999", "2:31"),
        ("individuell_plan: { med_rett: -1 }\n", "-1", "2:31"),
        ("individuell_plan: { med_rett: .inf }\n", ".inf", "2:31"),
        ("individuell_plan: { med_rett: 1e400 }\n", "1e400", "2:31"),
        ("individuell_plan: { med_rett: 0x10 }\n", "0x10", "2:31"),
        ("virksomhet: { organisasjonsnummer: 974760674 }\n", "974760674", "2:36"),
    ] {
        refused(&record(text), words, place);
    }
}

#[test]
fn an_item_among_keys_is_never_read_as_a_key() {
    for text in
        ["- ufullstendige_lister\n- råd\n", "- råd: ukjent\n", "virksomhet:\n  navn: A\n  - kommunenummer\n  - 0301\n"]
    {
        let (code, messages) = told(record(text).as_bytes());
        assert_eq!(code, Some(2), "{text}: {messages}");
    }
}

/// Places over several lines, where a reader looks for what is open or wrong.
#[test]
fn places_in_brackets_and_quotes_over_several_lines_are_those_of_the_words() {
    for (text, words, place) in [
        ("virksomhet: {\n  navn: A,\n  organisasjonstype: kommunee\n  }\n", "kommunee", "4:22"),
        ("virksomhet: {\n  navn: A,\n}\n", "indentation", "4:1"),
        ("råd: [\n  { id: a },\n  { id: b, typo: 1 }\n  ]\n", "typo", "4:12"),
        ("virksomhet:\n  navn: \"A\n    B\"\n  typo: 1\n", "typo", "5:3"),
        ("råd:\n  - { id: a, merknad: \"én æ\n      ø\", navn: æ, typo: 1 }\n", "typo", "4:20"),
        ("virksomhet:\n  organisasjonstype: \"kom\n    mune\"\n", "kom mune", "3:22"),
        ("virksomhet: { navn: '', organisasjonstype: '' }\n", "''", "2:44"),
        ("virksomhet: { organisasjonstype: \"\" }\n", "\"\"", "2:34"),
        ("virksomhet: {\n  navn: A,\n  organisasjonstype: kommune\nråd: ingen\n", "bracket", "2:13"),
        ("råd: [\n  { id: a },\n  { id: b\n  ]\n", "bracket", "4:3"),
        ("råd:\n  - { id: a, type: brukerråd\n  - { id: b }\n", "bracket", "3:5"),
        ("virksomhet: { navn: \"A }\nråd: ingen\n", "never closed", "2:21"),
    ] {
        let (code, messages) = told(record(text).as_bytes());
        assert_eq!(code, Some(2), "{text}: {messages}");
        assert!(messages.contains(words) && messages.contains(&format!("a.yaml:{place}\n")), "{text}\n{messages}");
    }
}

/// What the parser drops or ties together without a sign is told, not passed over.
#[test]
fn nothing_that_stands_in_a_file_is_passed_over() {
    for (text, place) in [
        ("virksomhet:\n  navn: `-\n    ne\n", "3:9"),
        ("virksomhet:\n  navn: 'A'B\n", "3:12"),
        ("''x'format: y\n", "2:3"),
        ("ufullstendige_lister: [råd, kurs] ogsa\n", "2:35"),
        ("ufullstendige_lister: [råd, kurs], tjenester\n", "2:34"),
        ("virksomhet: { navn: \"A\"! }\n", "2:24"),
        ("virksomhet: { \"navn\" \"A\" }\n", "2:22"),
        ("virksomhet:\n  \nukjent\n", "4:1"),
        ("råd:\n  - ukjent\n    ukjent: ukjent\n", "4:5"),
    ] {
        let (code, messages) = told(record(text).as_bytes());
        assert_eq!(code, Some(2), "{text}: {messages}");
        assert!(messages.contains(&format!("a.yaml:{place}\n")), "{text}\n{messages}");
    }
}

#[test]
fn rules_and_deviations_have_the_same_bounds() {
    let deep = |open: &str, count: usize| format!("a = {}", open.repeat(count));
    let many = |line: &str, bytes: usize| line.repeat(bytes / line.len());
    for (text, words) in [
        (deep("[", 100_000), "more levels deep than the limit of 80"),
        (deep("{a=", 100_000), "more levels deep than the limit of 80"),
        (format!("a{} = 1\n", ".a".repeat(100_000)), "more levels deep than the limit of 80"),
        (many("[[accepted]]\n", 2 << 20), "larger than the limit of 1 MiB"),
        (many("[[accepted]]\n", 1 << 20), "only the first 200"),
        (many("= \n", 1 << 20), "only the first 200"),
        (many("a = 1\n", 1 << 20), "only the first 200"),
        ("# \u{202e}\n".to_owned(), "U+202E"),
        ("a = \"\\u202e\"\n".to_owned(), "U+202E"),
        ("a = \"\\u0000\"\n".to_owned(), "U+0000"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a.yaml"), record("virksomhet: ukjent\n")).unwrap();
        std::fs::write(folder.path().join("avvik.toml"), &text).unwrap();
        std::fs::create_dir_all(folder.path().join("regler/rad")).unwrap();
        std::fs::write(folder.path().join("regler/rad/egen.toml"), &text).unwrap();
        let (code, _, messages) = medvirk(folder.path(), "audit a.yaml --accepted avvik.toml");
        let start = &messages[..messages.floor_char_boundary(300)];
        assert_eq!(code, Some(2), "{start}");
        assert!(messages.contains("avvik.toml") && messages.contains(words), "{words}: {start}");
        let (code, _, messages) = medvirk(folder.path(), "audit a.yaml --rules regler");
        assert_eq!(code, Some(2), "{}", &messages[..messages.floor_char_boundary(300)]);
        assert!(!messages.contains("panicked"));
    }
}

#[test]
#[cfg(unix)]
fn rules_from_elsewhere_read_no_other_file() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    write("hemmelig.toml", "passord = \"tyttebær\"\n");
    write("utenfor/mer.toml", "passord = \"tyttebær\"\n");
    write("regler/rad/.behold", "");
    write("a.yaml", &record("virksomhet: ukjent\n"));
    std::os::unix::fs::symlink("../../hemmelig.toml", folder.path().join("regler/rad/egen.toml")).unwrap();
    std::os::unix::fs::symlink("../utenfor", folder.path().join("regler/annet")).unwrap();
    for command in ["audit a.yaml --rules regler", "rules check regler", "rules test regler", "rules list regler"] {
        let (code, output, messages) = medvirk(folder.path(), command);
        assert!(matches!(code, Some(1 | 2)), "{command}: {output}{messages}");
        let shown = output + &messages;
        assert!(shown.contains("links in a folder of rules are not followed"), "{command}: {shown}");
        assert!(shown.contains("regler/rad/egen.toml") && !shown.contains("tyttebær"), "{command}: {shown}");
    }
}
