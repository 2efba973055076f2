//! The official YAML test suite: what it calls invalid is never read in silence, and what is read
//! says what the suite says it says.

use medvirk::problem::Kind;
use medvirk::record::{NodeId, NodeKind, Parsed, parse, read};
use medvirk::source::Source;
use serde_json::Value;

/// What is refused by name although YAML allows it; of characters, those that an escape writes and
/// that act unseen.
const REFUSED: [Kind; 5] = [Kind::Anchor, Kind::Tag, Kind::SecondDocument, Kind::ComplexKey, Kind::InvalidCharacter];

struct Case {
    source: Source,
    is_invalid: bool,
    events: String,
}

fn cases() -> Vec<Case> {
    let text = include_str!("data/yaml-test-suite/cases.json");
    let cases: Vec<Value> = serde_json::from_str(text).expect("the cases are JSON");
    let text = |case: &Value, key: &str| case[key].as_str().unwrap_or_default().to_owned();
    cases
        .iter()
        .map(|case| Case {
            source: Source::new(text(case, "id"), text(case, "yaml")),
            is_invalid: case["invalid"] == true,
            events: text(case, "tree"),
        })
        .collect()
}

#[test]
fn no_invalid_document_is_read_in_silence() {
    let invalid: Vec<Case> = cases().into_iter().filter(|case| case.is_invalid).collect();
    assert_eq!(invalid.len(), 94);
    for case in invalid {
        let parsed = parse(&case.source);
        assert!(!parsed.problems.is_empty(), "{} is read:\n{}", case.source.name(), case.source.text());
        assert!(read(&case.source).is_err(), "{}", case.source.name());
    }
}

#[test]
fn valid_documents_are_read_as_they_say_or_refused_by_name() {
    let (mut whole, mut wrong) = (0, Vec::new());
    for case in cases().iter().filter(|case| !case.is_invalid) {
        let name = case.source.name();
        let parsed = parse(&case.source);
        let kinds: Vec<Kind> = parsed.problems.iter().map(|problem| problem.kind).collect();
        if kinds.is_empty() {
            assert!(parsed.complete, "{name}");
            let (told, expected) = (told(&parsed), expected(&case.events));
            if told != expected && !(told == ["="] && expected.is_empty()) {
                wrong.push(format!("{name}:\n{}\n{told:?}\n{expected:?}", case.source.text()));
            }
            whole += 1;
        } else if !kinds.iter().all(|kind| REFUSED.contains(kind)) {
            wrong.push(format!("{name}: {:?}\n{}", parsed.problems, case.source.text()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    assert!(whole > 150, "only {whole} are read");
}

/// The tree as the suite writes events: brackets for lists, braces for keys, texts in between.
fn told(parsed: &Parsed<'_>) -> Vec<String> {
    fn tell(parsed: &Parsed<'_>, node: NodeId, told: &mut Vec<String>) {
        let (open, close) = match &parsed.tree.node(node).kind {
            NodeKind::Scalar { text, .. } => return told.push(format!("={text}")),
            NodeKind::Sequence => ("[", "]"),
            NodeKind::Mapping => ("{", "}"),
        };
        told.push(open.to_owned());
        parsed.tree.children(node).for_each(|child| tell(parsed, child, told));
        told.push(close.to_owned());
    }
    let mut all = Vec::new();
    match parsed.tree.root() {
        Some(root) => tell(parsed, root, &mut all),
        // The suite calls a document without anything in it one that holds an empty text.
        None => all.push("=".to_owned()),
    }
    all
}

fn expected(events: &str) -> Vec<String> {
    let told = events.lines().filter_map(|line| {
        let event = line.trim_start_matches(' ');
        let found = match event.get(..4)? {
            "+SEQ" => "[".to_owned(),
            "-SEQ" => "]".to_owned(),
            "+MAP" => "{".to_owned(),
            "-MAP" => "}".to_owned(),
            "=VAL" => format!("={}", unescaped(event.get(6..).unwrap_or_default())),
            _ => return None,
        };
        Some(found)
    });
    told.collect()
}

fn unescaped(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        plain.push(match (c, if c == '\\' { rest.next() } else { None }) {
            ('\\', Some('n')) => '\n',
            ('\\', Some('t')) => '\t',
            ('\\', Some('r')) => '\r',
            ('\\', Some('b')) => '\u{8}',
            ('\\', Some(other)) => other,
            (other, _) => other,
        });
    }
    plain
}
