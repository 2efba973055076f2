//! What makes an outcome the same from one audit to the next: the rule, the
//! organisation, the subject and its list. Never a line number or a text that is shown.

use sha2::{Digest, Sha256};

use crate::outcome::Subject;
use crate::record::Record;
use crate::rule::Rule;

/// Sixteen hexadecimal digits.
pub(super) fn of(record: &Record<'_>, rule: &Rule, subject: &Subject) -> String {
    let subject_name = subject.name.as_deref().or(subject.path.as_deref()).unwrap_or_default();
    let list = rule.each.as_ref().map_or("", |each| each.text());
    let mut digest = Sha256::new();
    for part in [rule.id.as_str(), organisation(record), list, subject_name] {
        digest.update(part.as_bytes());
        digest.update([0]);
    }
    digest.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// The organisation's number, or else its name.
fn organisation<'a>(record: &'a Record<'_>) -> &'a str {
    ["virksomhet.organisasjonsnummer", "virksomhet.navn"]
        .into_iter()
        .find_map(|path| record.text_at(path))
        .unwrap_or_default()
}
