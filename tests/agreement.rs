//! The JSON Schema of a record and the audit agree: on which records are in order, and on where
//! they are not.

#[path = "support/json.rs"]
mod json;

use jsonschema::Validator;
use jsonschema::error::{ValidationError, ValidationErrorKind};
use medvirk::problem::Problem;
use medvirk::record::{NodeId, NodeKind, Tree, parse, read};
use medvirk::schema;
use medvirk::source::Source;
use medvirk::text::{Language, describe};
use serde_json::Value;

/// A record of the shared set.
struct Case {
    says: String,
    text: String,
    /// Where both complain; none where neither does.
    at: Option<String>,
    by_schema: bool,
    by_audit: bool,
}

fn cases() -> Vec<Case> {
    let data: Value = serde_json::from_str(include_str!("data/agreement.json")).expect("the set is JSON");
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let records = data["records"].as_array().expect("the set has records");
    let case = |record: &Value| {
        let lines = record["lines"].as_array().expect("a record has lines").iter();
        let at = text(&record["at"]);
        Case {
            says: text(&record["says"]).expect("a record says what it shows"),
            text: lines.filter_map(Value::as_str).collect::<Vec<_>>().join("\n") + "\n",
            by_schema: at.is_some() && record["only_audit"].is_null(),
            by_audit: at.is_some() && record["only_schema"].is_null(),
            at,
        }
    };
    records.iter().map(case).collect()
}

fn validator(language: Language) -> Validator {
    jsonschema::draft202012::new(&schema::record(language)).expect("the schema compiles")
}

/// The places where a schema's error may stand: the innermost ones of its alternatives.
fn places(error: &ValidationError<'_>) -> Vec<String> {
    let here = error.instance_path().as_str().to_owned();
    let inner: Vec<String> = match error.kind() {
        ValidationErrorKind::AdditionalProperties { unexpected } => {
            return unexpected.iter().map(|key| format!("{here}/{key}")).collect();
        }
        ValidationErrorKind::AnyOf { context } => context.iter().flatten().flat_map(places).collect(),
        _ => Vec::new(),
    };
    let deepest = inner.iter().map(String::len).max().unwrap_or(0);
    if deepest > here.len() { inner.into_iter().filter(|place| place.len() > here.len()).collect() } else { vec![here] }
}

/// The key or value where the audit complains, as a JSON pointer.
fn place(problem: &Problem, tree: &Tree<'_>) -> String {
    let Some(root) = tree.root() else { return String::new() };
    innermost(problem, tree, root, "").unwrap_or_default()
}

fn innermost(problem: &Problem, tree: &Tree<'_>, node: NodeId, pointer: &str) -> Option<String> {
    let start = problem.span.start;
    let holds = |node: NodeId| tree.node(node).span.start <= start && start <= tree.node(node).span.end;
    match tree.node(node).kind {
        NodeKind::Mapping => tree.entries(node).find_map(|(key, value)| {
            let inside = format!("{pointer}/{}", tree.text(key)?);
            if tree.node(key).span == problem.span {
                return Some(inside);
            }
            holds(value).then(|| innermost(problem, tree, value, &inside).unwrap_or(inside))
        }),
        NodeKind::Sequence => tree.children(node).enumerate().find_map(|(position, item)| {
            let inside = format!("{pointer}/{position}");
            let exact = tree.node(item).span.start == start && !matches!(tree.node(item).kind, NodeKind::Sequence);
            (holds(item) || exact).then(|| innermost(problem, tree, item, &inside).unwrap_or(inside))
        }),
        NodeKind::Scalar { .. } => None,
    }
}

#[test]
fn the_schema_is_a_schema_in_every_language() {
    for language in Language::ALL {
        jsonschema::draft202012::meta::validate(&schema::record(language)).expect("it fits the meta-schema");
    }
}

#[test]
fn every_key_has_a_hover_text_in_every_language() {
    for language in Language::ALL {
        let keys = schema::described_keys().into_iter();
        let silent: Vec<String> = keys.filter(|key| describe(language, key).is_none_or(str::is_empty)).collect();
        assert!(silent.is_empty(), "{}: {silent:?}", language.code());
    }
}

#[test]
fn good_records_are_accepted_and_bad_ones_refused_at_the_same_key() {
    let validator = validator(Language::Nb);
    let mut wrong = Vec::new();
    for Case { says, text, at, by_schema, by_audit } in cases() {
        let value = json::of_text(&text);
        let source = Source::new("record.yaml", text.clone());
        let parsed = parse(&source);
        let schema: Vec<String> = validator.iter_errors(&value).flat_map(|error| places(&error)).collect();
        let problems = read(&source).err().unwrap_or_default();
        let audit: Vec<String> = problems.iter().map(|problem| place(problem, &parsed.tree)).collect();
        for (who, found, complains) in [("schema", schema, by_schema), ("audit", audit, by_audit)] {
            // A record without its format has no place to point at.
            let at_place = |place: &String| at.as_ref().is_none_or(|at| at.is_empty() || at == place);
            if found.is_empty() == complains || !found.iter().all(at_place) {
                wrong.push(format!("{says}: the {who} complains at {found:?}, not at {at:?}\n{text}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_examples_fit_the_schema() {
    let validator = validator(Language::En);
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    for entry in std::fs::read_dir(folder).expect("the examples are there") {
        let path = entry.expect("the entry can be read").path();
        if path.extension().is_none_or(|ending| ending != "yaml") {
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("the example can be read");
        let errors: Vec<String> = validator.iter_errors(&json::of_text(&text)).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{}: {errors:?}", path.display());
    }
}
