//! What makes an outcome the same from one audit to the next: the rule, the
//! organisation, the subject and its list. Never a line number or a text that is shown.

use sha2::{Digest, Sha256};

use crate::outcome::Subject;
use crate::record::{NodeId, Record, Value, fold};
use crate::rule::Rule;

/// Sixteen hexadecimal digits.
pub(super) fn of(organisation: &str, rule: &Rule, identity: &str) -> String {
    let list = rule.each.as_ref().map_or("", |each| each.text());
    let mut digest = Sha256::new();
    for part in [rule.id.as_str(), organisation, list, identity] {
        digest.update(part.as_bytes());
        digest.update([0]);
    }
    let digest = digest.finalize();
    let first = digest.first_chunk().map_or(0, |bytes| u64::from_be_bytes(*bytes));
    format!("{first:016x}")
}

/// What an item is known by when lists are put in another order: its name, or else its kind and
/// date, as far as they are stated.
pub(super) fn identity(record: &Record<'_>, item: NodeId, subject: &Subject) -> String {
    if let Some(name) = &subject.name {
        return name.clone();
    }
    let tree = record.tree();
    let mut marks: Vec<String> = tree
        .entries(item)
        .filter_map(|(key, value)| {
            let (key, stated) = (fold(tree.text(key)?), tree.node(value).value);
            let tells = matches!(stated, Value::Choice(_)) || ["dato", "ar"].contains(&key.as_str());
            tells.then(|| Some(format!("{key}={}", fold(tree.text(value)?))))?
        })
        .collect();
    marks.sort();
    marks.join("\n")
}

/// The organisation's number, or else its name.
pub(super) fn organisation<'a>(record: &'a Record<'_>) -> &'a str {
    ["virksomhet.organisasjonsnummer", "virksomhet.navn"]
        .into_iter()
        .find_map(|path| record.text_at(path))
        .unwrap_or_default()
}
