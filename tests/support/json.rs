//! Records as JSON, the way an editor with the JSON Schema sees them.

use medvirk::record::{NodeId, NodeKind, Tree, parse};
use medvirk::source::Source;
use serde_json::{Map, Value, json};

/// The JSON value of a YAML text.
pub fn of_text(text: &str) -> Value {
    let source = Source::new("record.yaml", text.to_owned());
    let parsed = parse(&source);
    parsed.tree.root().map_or(Value::Null, |root| of_node(&parsed.tree, root))
}

fn of_node(tree: &Tree<'_>, node: NodeId) -> Value {
    match &tree.node(node).kind {
        NodeKind::Scalar { text, plain: true } => plain(text),
        NodeKind::Scalar { text, .. } => json!(text),
        NodeKind::Sequence => tree.children(node).map(|child| of_node(tree, child)).collect(),
        NodeKind::Mapping => {
            let entries = tree
                .entries(node)
                .map(|(key, value)| (tree.text(key).unwrap_or_default().to_owned(), of_node(tree, value)));
            Value::Object(entries.collect::<Map<_, _>>())
        }
    }
}

/// An unquoted value, by the core schema of YAML 1.2.
fn plain(text: &str) -> Value {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Value::Null,
        "true" | "True" | "TRUE" => return json!(true),
        "false" | "False" | "FALSE" => return json!(false),
        _ => {}
    }
    let digits = text.bytes().all(|byte| byte.is_ascii_digit()) && !text.is_empty();
    if let (true, Ok(number)) = (digits, text.parse::<u64>()) {
        return json!(number);
    }
    let decimal = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') && text.contains('.');
    match text.parse::<f64>() {
        Ok(number) if decimal => json!(number),
        _ => json!(text),
    }
}
