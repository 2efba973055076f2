//! Reading a record: where YAML stops making sense, the place that a reader would look at is
//! told; and what stands in the place of a list, a section or a value is read as it is meant.
#![allow(missing_docs, clippy::unwrap_used, reason = "tests")]

use medvirk::problem::MOST;
use medvirk::record::{NodeId, NodeKind, Record, parse, read};
use medvirk::source::Source;
use medvirk::text::Language;

/// What is wrong in a file, and where the reader is sent.
const BLAMED: &[(&str, &str, &str)] = &[
    ("virksomhet:\n\tnavn: A\n", "tab", "2:1"),
    ("virksomhet:\n  navn: A\n \tinnbyggere: 3\n", "tab", "3:2"),
    ("styring:\n  dokumenter:\n\t- tittel: x\n", "tab", "3:1"),
    ("virksomhet:\n  navn: >\n\tA\n", "tab", "3:1"),
    // A quote that is not closed on its line, and closed by the next one that opens.
    ("virksomhet:\n  navn: \"A\n  organisasjonstype: \"kommune\"\n", "unclosed_quote", "2:9"),
    ("virksomhet:\n  navn: 'A\n  organisasjonstype: 'kommune'\n", "unclosed_quote", "2:9"),
    ("a: \"B \\\"b\\\" b\"\nnavn:   \"A\ntype: \"kommune\"\n", "unclosed_quote", "2:9"),
    ("råd:\n  - \"x\n  - \"y\"\n", "unclosed_quote", "2:5"),
    ("råd:\n  -   \"x\n  - \"y\"\n", "unclosed_quote", "2:7"),
    ("a: \"x\" y\nb: c\n", "passed_over", "1:8"),
    // Brackets: the last one that opens a value and is not closed; none in texts and comments.
    ("a: { b: c\nd: []\n", "unclosed_bracket", "1:4"),
    ("a: { b: c, d: [1, 2 }\n", "unclosed_bracket", "1:15"),
    ("a: { b: c, x: [1, 2], # not [ here\n  y: [ }\n", "unclosed_bracket", "2:6"),
    ("a: { b: \"c } d\", y: [ 2\ne: f\n", "unclosed_bracket", "1:21"),
    ("a: { b: 'it''s', x: [ }\n", "unclosed_bracket", "1:21"),
    ("a: { b: \"c\\\" { d\", x: ( }\ne: [\n", "unclosed_bracket", "2:4"),
    ("a: { b: c, d: [e, f },\n  x: \"g\" }\n", "unclosed_bracket", "1:15"),
    ("a: [b, c\n  d: \"e\"\n]\n", "unclosed_bracket", "1:4"),
    ("a: [\n  b\n}\nc: d\n", "unclosed_bracket", "1:4"),
    ("a: [\n  b ]\n]\nc: d\n", "unclosed_bracket", "3:1"),
    ("a: {b: c}}\n", "unclosed_bracket", "1:10"),
    ("a: ]\n", "unclosed_bracket", "1:4"),
    // A bracket that ends a value must be further in than its key.
    ("a: {\n  b: c\n}\nd: e\n", "indentation", "3:1"),
    ("a:\n  b: [\n  c\n  ]\nd: e\n", "unclosed_bracket", "2:6"),
    ("a: [\n  b\n]\nc: d\n", "indentation", "3:1"),
    ("a:\n  b: c\n   d: e\n", "indentation", "3:4"),
    ("a:\n   b: c\n  d: e\n", "indentation", "3:3"),
    ("a:\n  - b: c\n - b: d\n", "indentation", "3:2"),
    ("a: |\n   b\n  c\nd: e\n", "indentation", "3:3"),
    ("a: b: c\n", "colon_in_text", "1:5"),
    ("x:\n  - a: Rutine: råd # b: c\n    d: e\n", "colon_in_text", "2:14"),
    ("a:\n  b c\n  d: e\n", "missing_colon", "2:3"),
    ("a:\n  b:c\n\n  # f\n  d: e\n", "missing_colon", "2:3"),
    ("a:\n  b: c\n  d e\n", "missing_colon", "3:3"),
    ("a: b: 'c: d'\n", "colon_in_text", "1:5"),
    ("a: \"b\" c\n", "passed_over", "1:8"),
    ("a: [b] c\n", "passed_over", "1:8"),
    ("a: @b\n", "passed_over", "1:4"),
    ("a: b\n- c\n", "passed_over", "2:3"),
    ("- \"b\n", "unclosed_quote", "1:3"),
    ("æ:   'it's\n", "passed_over", "1:10"),
    ("a: 'it''s\n", "unclosed_quote", "1:4"),
    ("a: { \"b: c\n", "unclosed_quote", "1:6"),
    ("a: \"b\\\" c\n  d: \"e\"\n", "unclosed_quote", "1:4"),
    ("a: [b#\"c, d\n", "unclosed_bracket", "1:4"),
    ("a: [b, # c: [\n", "unclosed_bracket", "1:4"),
    ("a: [b#, [c\n", "unclosed_bracket", "1:9"),
    ("a: [b, # c: \"d\n", "unclosed_bracket", "1:4"),
    ("a: { b#, \"c: d\n", "unclosed_quote", "1:10"),
    ("a: [,\"b]\n", "unclosed_bracket", "1:4"),
    ("a: [ b\n c ]\n ]\n", "unclosed_bracket", "3:2"),
    ("æ:   x {\n  d: \"e\"\n", "indentation", "2:3"),
    ("a:\n  - -\tb\n  d: \"e\"\n", "indentation", "3:3"),
    ("a: %b\n", "passed_over", "1:4"),
    ("a: {\"b\":#c\n  d}\n", "passed_over", "1:9"),
    ("a: {b: c, 'd' :#e\n  f}\n", "passed_over", "1:16"),
    // A character that acts unseen is the one mistake of what is read no further.
    ("a: [\n\u{202e}b\n]\n", "invalid_character", "2:1"),
    // The mark that some editors put first takes no column.
    ("\u{feff}a: ]\n", "unclosed_bracket", "1:4"),
    ("\u{feff}a: b\n- c\n", "passed_over", "2:3"),
];

#[test]
fn the_place_to_blame_is_the_one_a_reader_would_look_at() {
    let mut wrong = Vec::new();
    for (text, code, place) in BLAMED {
        let source = Source::new("a.yaml", (*text).to_owned());
        let told: Vec<String> = parse(&source)
            .problems
            .iter()
            .map(|problem| {
                let position = source.position(problem.span.start);
                assert_eq!(source.slice(problem.span).chars().count(), 1, "{text:?}: one character is pointed at");
                format!("{} {}:{}", problem.kind.code(), position.line, position.column)
            })
            .collect();
        if told != [format!("{code} {place}")] {
            wrong.push(format!("{text:?}: {told:?}, not {code} {place}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What stands in a record, and the mistakes that it holds.
const MEANT: &[(&str, &[&str])] = &[
    ("", &["empty_file"]),
    ("format: medvirk/1\n", &[]),
    ("format: medvirk/2\n", &["unknown_format"]),
    ("råd: []\n", &["missing_format"]),
    // What is not read to its end is not said to lack anything.
    ("noe\n", &["expected_section"]),
    ("virksomhet: {\n", &["unclosed_bracket"]),
    ("format: medvirk/1\nvirksomhet: \"A\n", &["unclosed_quote"]),
    ("format: medvirk/1\ntjenester: [{ id: t, enhet: e }]\nenheter: ]\n", &["unclosed_bracket"]),
    ("format: medvirk/1\nvirksomhet: [\n", &["unclosed_bracket"]),
    ("format: medvirk/1\nx: %b\n", &["unknown_top_key", "passed_over"]),
    ("format: medvirk/1\nx: - a\n", &["indentation", "unknown_top_key"]),
    ("format: medvirk/1\nvirksomhet: ukjent\n", &[]),
    ("format: medvirk/1\nvirksomhet: {}\n", &[]),
    ("format: medvirk/1\nvirksomhet: ingen\n", &["expected_section"]),
    ("format: medvirk/1\nvirksomhet: noe\n", &["expected_section"]),
    ("format: medvirk/1\nvirksomhet: [a]\n", &["expected_section"]),
    ("format: medvirk/1\nråd: ukjent\n", &[]),
    ("format: medvirk/1\nråd: ingen\n", &[]),
    ("format: medvirk/1\nråd: [{ id: r, oppnevnt_av: ingen }]\n", &[]),
    ("format: medvirk/1\nråd: [{ id: r, type: ingen }]\n", &["unknown_value"]),
    ("format: medvirk/1\nvirksomhet: { organisasjonstype: nei }\n", &["unknown_value"]),
    ("format: medvirk/1\ntilsyn: [{ funn: ingen }]\n", &[]),
    ("format: medvirk/1\nxyzzy: 1\n", &["unknown_top_key"]),
    ("format: medvirk/1\ntvang:\nbrukes: ja\nhjemler: ukjent\n", &["not_indented", "not_indented"]),
    ("format: medvirk/1\nråd:\n- type: eldreråd\nid: a\n", &["not_indented"]),
    ("format: medvirk/1\ntvang:\n\u{a0}\u{a0}brukes: ja\n", &["invalid_character"]),
    ("format: medvirk/1\ntvang: { brukes: ja\u{200b} }\n", &["invalid_character"]),
    ("format: medvirk/1\ntvang: { br\u{ad}ukes: ja }\n", &["invalid_character"]),
    ("format: medvirk/1\nvirksomhet: { navn: A\u{ad}B }\n", &[]),
    ("format: medvirk/1\ntjenester: [{ id: a, avsatte_timer_per_måned: 7,5 }]\n", &["decimal_comma"]),
    ("format: medvirk/1\ntvang:\n  brukes:ja\n", &["missing_blank"]),
    ("format: medvirk/1\nråd: noe\n", &["expected_list"]),
    ("format: medvirk/1\nråd: { type: eldreråd }\n", &["expected_list"]),
    ("format: medvirk/1\nufullstendige_lister: [råd]\n", &[]),
    ("format: medvirk/1\nufullstendige_lister: [tull]\n", &["unknown_value"]),
    ("format: medvirk/1\nper_dato: 1.3.2026\n", &[]),
    ("format: medvirk/1\nper_dato: 31.2.2026\n", &["impossible_date"]),
    ("format: medvirk/1\nper_dato: 1.3.26\n", &["not_date"]),
    ("format: medvirk/1\nper_dato: 1.3.2026.1\n", &["not_date"]),
    ("format: medvirk/1\nper_dato: 1..2026\n", &["not_date"]),
    ("format: medvirk/1\nper_dato: +1.3.2026\n", &["not_date"]),
    ("format: medvirk/1\nvirksomhet: { innbyggere: 999999999999 }\n", &[]),
    ("format: medvirk/1\nvirksomhet: { innbyggere: 9999999999999 }\n", &["too_large_number"]),
    ("format: medvirk/1\nvirksomhet: { innbyggere: mange tusen mennesker }\n", &["not_count"]),
    ("format: medvirk/1\nvirksomhet: { innbyggere: \"\" }\n", &["not_count"]),
    ("format: medvirk/1\nvirksomhet: { innbyggere: x }\n", &["not_count"]),
    ("format: medvirk/1\nvirksomhet: { innbyggere: 1.5 }\n", &["not_count"]),
];

#[test]
fn what_stands_in_a_record_is_read_as_it_is_meant_or_refused_by_name() {
    let mut wrong = Vec::new();
    for (text, codes) in MEANT {
        let source = Source::new("a.yaml", (*text).to_owned());
        let problems = read(&source).err().unwrap_or_default();
        let told: Vec<&str> = problems.iter().map(|problem| problem.kind.code()).collect();
        if told != *codes {
            wrong.push(format!("{text:?}: {told:?}, not {codes:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_no_section_is_pointed_at_where_it_begins() {
    for (written, place, shown) in [
        ("\n- a\n- b\n", (3, 1), "- a"),
        ("\n  - a\n", (3, 3), "- a"),
        (" [a]\n", (2, 13), "[a]"),
        (" |\n  a\n", (2, 13), "|"),
        (" >-\n  a\n  b\n\n", (2, 13), ">-"),
        (" \"a\"\n", (2, 13), "\"a\""),
    ] {
        let source = Source::new("a.yaml", format!("format: medvirk/1\nvirksomhet:{written}"));
        let problems = read(&source).err().unwrap();
        let position = source.position(problems[0].span.start);
        assert_eq!((position.line, position.column), place, "{written:?}");
        assert_eq!(source.slice(problems[0].span), shown, "{written:?}");
    }
    let source = Source::new("a.yaml", "format: medvirk/1\nråd:\n  - [a]\n".to_owned());
    assert_eq!(source.slice(read(&source).err().unwrap()[0].span), "[a]");
}

#[test]
fn reading_stops_where_enough_is_wrong() {
    for item in ["  - { type: tull }\n", "  - { tull: ja }\n", "  - { mandat: tull }\n"] {
        let source = Source::new("a.yaml", format!("format: medvirk/1\nråd:\n{}", item.repeat(3 * MOST)));
        assert_eq!(read(&source).err().map(|problems| problems.len()), Some(MOST), "{item}");
    }
    let broken = "  - { enheter: [tull] }\n".repeat(3 * MOST);
    let source = Source::new("a.yaml", format!("format: medvirk/1\nstyring:\n dokumenter:\n{broken}"));
    assert_eq!(read(&source).err().map(|problems| problems.len()), Some(MOST), "{broken}");
}

#[test]
fn what_is_as_long_as_a_limit_is_read_and_what_is_longer_is_not() {
    let problems = |text: String| parse(&Source::new("a.yaml", text)).problems.len();
    let line = |length: usize| format!("navn: {}\n", "a".repeat(length - "navn: \n".len()));
    assert_eq!((problems(line(256 * 1024)), problems(line(256 * 1024 + 1))), (0, 1));
    let text =
        |more: &str| format!("navn: |\n{}  aaaaaaaaaaaaaaa{more}\n", "  aaaaaaaaaaaaaaa\n".repeat(64 * 1024 - 1));
    assert_eq!((problems(text("")), problems(text("a"))), (0, 1));
}

#[test]
fn a_reference_to_nothing_is_told_with_the_first_twenty_that_there_are() {
    for (count, more) in [(20, false), (21, true)] {
        let units: String = (0..count).map(|number| format!("  - {{ id: e{number} }}\n")).collect();
        let text = format!("format: medvirk/1\nenheter:\n{units}tjenester: [{{ id: t, enhet: annet }}]\n");
        let source = Source::new("a.yaml", text);
        let problems = read(&source).err().unwrap();
        let told = problems[0].help(Language::En).join(" ");
        assert!(told.contains("e0, e1, ") && told.contains("e19") && !told.contains("e20"), "{told}");
        assert_eq!(told.contains("e19, …"), more, "{told}");
    }
}

/// Every value that stands in a record, by its path.
fn paths(record: &Record<'_>, node: NodeId, found: &mut Vec<(String, String)>) {
    match record.tree().node(node).kind {
        NodeKind::Scalar { .. } => {
            found.push((record.path_of(node), record.tree().text(node).unwrap_or_default().to_owned()));
        }
        NodeKind::Sequence => record.tree().children(node).for_each(|item| paths(record, item, found)),
        NodeKind::Mapping => record.tree().entries(node).for_each(|(_, value)| paths(record, value, found)),
    }
}

#[test]
fn every_value_has_its_path_and_a_fact_has_that_of_its_value() {
    let councils: String = (0..100).map(|number| format!("  - {{ id: r{number}, mandat: ja }}\n")).collect();
    let text = format!(
        "format: medvirk/1\nstyring: {{ styringssystem_gjennomgått: {{ verdi: 2026-01-02, dokument: D }} }}\nråd:\n{councils}"
    );
    let source = Source::new("a.yaml", text);
    let record = read(&source).unwrap();
    let mut found = Vec::new();
    paths(&record, record.root(), &mut found);
    let text_of = |path: &str| found.iter().find(|(known, _)| known == path).map(|(_, text)| text.as_str());
    assert_eq!(text_of("styring.styringssystem_gjennomgått"), Some("2026-01-02"));
    assert_eq!(text_of("styring.styringssystem_gjennomgått.dokument"), Some("D"));
    for number in 0..100 {
        assert_eq!(text_of(&format!("råd[{number}].id")), Some(format!("r{number}").as_str()));
        assert_eq!(text_of(&format!("råd[{number}].mandat")), Some("ja"));
    }
}

#[test]
fn what_is_unknown_or_none_is_no_text() {
    for (name, read_as) in [("A", Some("A")), ("ukjent", None), ("\"ukjent\"", Some("ukjent")), ("", None)] {
        let source = Source::new("a.yaml", format!("format: medvirk/1\nvirksomhet:\n  navn: {name}\n"));
        let found = read(&source).ok().and_then(|record| record.text_at("virksomhet.navn").map(str::to_owned));
        assert_eq!(found.as_deref(), read_as, "{name}");
    }
}
