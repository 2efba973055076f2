//! What makes an outcome the same from one audit to the next: the rule, the
//! organisation, the subject and its list. Never a line number or a text that is shown.

use sha2::{Digest, Sha256};

use crate::outcome::Subject;
use crate::record::Record;
use crate::rule::Rule;

/// Sixteen hexadecimal digits.
pub(super) fn of(organisation: &str, rule: &Rule, subject: &Subject) -> String {
    let subject_name = subject.name.as_deref().or(subject.path.as_deref()).unwrap_or_default();
    let list = rule.each.as_ref().map_or("", |each| each.text());
    let mut digest = Sha256::new();
    for part in [rule.id.as_str(), organisation, list, subject_name] {
        digest.update(part.as_bytes());
        digest.update([0]);
    }
    let digest = digest.finalize();
    let first = digest.first_chunk().map_or(0, |bytes| u64::from_be_bytes(*bytes));
    format!("{first:016x}")
}

/// The organisation's number, or else its name.
pub(super) fn organisation<'a>(record: &'a Record<'_>) -> &'a str {
    ["virksomhet.organisasjonsnummer", "virksomhet.navn"]
        .into_iter()
        .find_map(|path| record.text_at(path))
        .unwrap_or_default()
}
