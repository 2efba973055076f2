//! Reading a record: where YAML stops making sense, the place that a reader would look at is
//! told; and what stands in the place of a list, a section or a value is read as it is meant.
#![allow(missing_docs, clippy::unwrap_used, reason = "tests")]

use medvirk::record::{parse, read};
use medvirk::source::Source;

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
    ("a: \"b\" c\n", "passed_over", "1:8"),
    ("a: [b] c\n", "passed_over", "1:8"),
    ("a: @b\n", "passed_over", "1:4"),
    ("a: b\n- c\n", "passed_over", "2:3"),
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
                format!("{} {}:{}", problem.kind.code(), position.line, position.column)
            })
            .collect();
        if told != [format!("{code} {place}")] {
            wrong.push(format!("{text:?}: {told:?}, not {code} {place}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What stands in a record after its format, and the mistakes that it holds.
const MEANT: &[(&str, &[&str])] = &[
    ("virksomhet: ukjent\n", &[]),
    ("råd: ukjent\n", &[]),
    ("råd: ingen\n", &[]),
    ("råd: []\n", &[]),
    ("virksomhet: {}\n", &[]),
    ("virksomhet: ingen\n", &["expected_section"]),
    ("virksomhet: noe\n", &["expected_section"]),
    ("råd: noe\n", &["expected_list"]),
    ("råd: { type: eldreråd }\n", &["expected_list"]),
    ("virksomhet: [a]\n", &["expected_section"]),
];

#[test]
fn a_list_and_a_section_may_be_unknown_and_a_list_may_be_none() {
    let mut wrong = Vec::new();
    for (text, codes) in MEANT {
        let source = Source::new("a.yaml", format!("format: medvirk/1\n{text}"));
        let problems = read(&source).err().unwrap_or_default();
        let told: Vec<String> = problems.iter().map(|problem| problem.kind.code().to_owned()).collect();
        if told != *codes {
            wrong.push(format!("{text:?}: {told:?}, not {codes:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_unknown_or_none_is_no_text() {
    for (name, read_as) in [("A", Some("A")), ("ukjent", None), ("\"ukjent\"", Some("ukjent")), ("", None)] {
        let source = Source::new("a.yaml", format!("format: medvirk/1\nvirksomhet:\n  navn: {name}\n"));
        let found = read(&source).ok().and_then(|record| record.text_at("virksomhet.navn").map(str::to_owned));
        assert_eq!(found.as_deref(), read_as, "{name}");
    }
}
