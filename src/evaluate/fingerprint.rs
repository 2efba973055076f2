//! What makes an outcome the same from one audit to the next: the rule, the organisation, the
//! item and its list. Never a line number, a position or a text that is shown.

use std::collections::HashMap;

use sha2::{Digest, Sha256};

use crate::record::{NodeId, NodeKind, Record, Value, fold};
use crate::rule::Rule;

/// Sixteen hexadecimal digits.
pub(super) fn of(organisation: &str, rule: &Rule, item: &str) -> String {
    let list = rule.each.as_ref().map_or("", |each| each.text());
    let mut digest = Sha256::new();
    for part in [rule.id.as_str(), organisation, list, item] {
        digest.update(part.as_bytes());
        digest.update([0]);
    }
    let digest = digest.finalize();
    let first = digest.first_chunk().map_or(0, |bytes| u64::from_be_bytes(*bytes));
    format!("{first:016x}")
}

/// The organisation's number, or else its name, however they are spelled.
pub(super) fn organisation(record: &Record<'_>) -> String {
    let number = record.text_at("virksomhet.organisasjonsnummer");
    let digits = number.map(|number| number.chars().filter(char::is_ascii_digit).collect());
    digits.or_else(|| record.text_at("virksomhet.navn").map(fold)).unwrap_or_default()
}

/// What each item of a list is known by, wherever it stands: its id; else its name with its date;
/// else, or where that is not its own, all that is stated of it.
pub(super) fn identities(record: &Record<'_>, list: NodeId) -> HashMap<NodeId, String> {
    let items: Vec<NodeId> = record.tree().children(list).collect();
    let mut known_by: Vec<String> = items.iter().map(|item| named(record, *item)).collect();
    let own = |known_by: &[String], name: &str| known_by.iter().filter(|other| *other == name).count() == 1;
    let names = known_by.clone();
    for (item, name) in items.iter().zip(&mut known_by) {
        if name.is_empty() || !own(&names, name) {
            name.push('\n');
            name.push_str(&content(record, *item));
        }
    }
    // What is stated of two items may be all the same; then it does not matter which is which.
    let contents = known_by.clone();
    for (position, name) in known_by.iter_mut().enumerate() {
        if !own(&contents, name) {
            let before = contents[..position].iter().filter(|other| *other == name).count();
            name.push_str(&format!("\n{before}"));
        }
    }
    items.into_iter().zip(known_by).collect()
}

fn named(record: &Record<'_>, item: NodeId) -> String {
    if let Some(id) = record.named(item, "id") {
        return fold(id);
    }
    let name = ["navn", "tittel", "rolle"].into_iter().find_map(|key| record.named(item, key));
    let when = ["dato", "år"].into_iter().find_map(|key| record.stated(item, key));
    [name, when].into_iter().flatten().map(fold).collect::<Vec<_>>().join("\n")
}

/// All that is stated below a node, whatever the order and the layout.
fn content(record: &Record<'_>, node: NodeId) -> String {
    let tree = record.tree();
    let (value, text) = (tree.node(node).value, || tree.text(node).map(fold).unwrap_or_default());
    match (&tree.node(node).kind, value) {
        (NodeKind::Mapping, _) => {
            let entries = tree.entries(node);
            sorted(entries.map(|(key, value)| format!("{:?}={}", tree.node(key).value, content(record, value))))
        }
        (NodeKind::Sequence, _) => sorted(tree.children(node).map(|item| content(record, item))),
        (NodeKind::Scalar { .. }, Value::Text | Value::Reference(_)) => text(),
        (NodeKind::Scalar { .. }, value) => format!("{value:?}"),
    }
}

fn sorted(parts: impl Iterator<Item = String>) -> String {
    let mut parts: Vec<String> = parts.collect();
    parts.sort_unstable();
    format!("({})", parts.join(","))
}
