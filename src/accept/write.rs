//! Writes an accepted deviation into a file, leaving every other byte of it alone.

use super::Deviation;
use super::read::LIST;
use crate::rule::toml::{self, Entry, Item};
use crate::source::Source;

/// What writing came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The file's new text.
    pub text: String,
    /// Whether an earlier deviation was renewed.
    pub renewed: bool,
}

/// The file with this deviation: a new one at the end, or an earlier one of the same rule,
/// organisation and subject with new values. The file must have been read without mistakes.
#[must_use]
pub fn write(source: &Source, deviation: &Deviation) -> Edit {
    let mut text = source.text().to_owned();
    let entries = toml::parse(source).unwrap_or_default();
    let list = entries.iter().find(|entry| entry.key == LIST).map(|entry| &entry.value.item);
    let tables = match list {
        Some(Item::List(items)) => items.as_slice(),
        _ => &[],
    };
    let earlier = tables.iter().find_map(|item| match &item.item {
        Item::Table(entries) if is_same(entries, deviation) => Some(entries),
        _ => None,
    });
    if let Some(entries) = earlier {
        renew(&mut text, entries, deviation);
        return Edit { text, renewed: true };
    }
    if !text.is_empty() {
        if !text.ends_with('\n') {
            text.push('\n');
        }
        text.push('\n');
    }
    text.push_str(&table(deviation));
    Edit { text, renewed: false }
}

fn is_same(entries: &[Entry], deviation: &Deviation) -> bool {
    let get = |key: &str| {
        entries.iter().find(|entry| entry.key == key).and_then(|entry| match &entry.value.item {
            Item::Text(text) => Some(text.as_str()),
            _ => None,
        })
    };
    get("rule") == Some(&deviation.rule)
        && get("organisation") == Some(&deviation.organisation)
        && get("subject") == deviation.subject.as_deref()
}

/// Puts the new values in the places of the old ones; a key that was not there follows the last.
fn renew(text: &mut String, entries: &[Entry], deviation: &Deviation) {
    let mut edits: Vec<(std::ops::Range<usize>, String)> = Vec::new();
    let until = deviation.until.to_string();
    let values = [
        ("reason", Some(deviation.reason.as_str())),
        ("decided_by", Some(&deviation.decided_by)),
        ("case", deviation.case.as_deref()),
        ("until", Some(&until)),
    ];
    for (key, value) in values {
        let Some(value) = value else { continue };
        match entries.iter().find(|entry| entry.key == key) {
            Some(entry) => edits.push((entry.value.span.range(), quoted(value))),
            None => {
                let Some(last) = entries.iter().map(|entry| entry.value.span.end as usize).max() else { continue };
                edits.push((last..last, format!("\n{key} = {}", quoted(value))));
            }
        }
    }
    edits.sort_by_key(|(range, _)| range.start);
    for (range, value) in edits.into_iter().rev() {
        text.replace_range(range, &value);
    }
}

fn table(deviation: &Deviation) -> String {
    let until = deviation.until.to_string();
    let values = [
        ("rule", Some(deviation.rule.as_str())),
        ("organisation", Some(&deviation.organisation)),
        ("subject", deviation.subject.as_deref()),
        ("reason", Some(&deviation.reason)),
        ("decided_by", Some(&deviation.decided_by)),
        ("case", deviation.case.as_deref()),
        ("until", Some(&until)),
    ];
    let lines = values.iter().filter_map(|(key, value)| value.map(|value| format!("{key} = {}\n", quoted(value))));
    format!("[[{LIST}]]\n{}", lines.collect::<String>())
}

/// A text as TOML writes it on one line.
fn quoted(text: &str) -> String {
    let mut quoted = String::from('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            c if c.is_control() => quoted.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted + "\""
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Position;

    fn deviation(reason: &str) -> Deviation {
        Deviation {
            rule: "a".to_owned(),
            organisation: "974760673".to_owned(),
            subject: None,
            reason: reason.to_owned(),
            decided_by: "kommunedirektør".to_owned(),
            case: None,
            until: jiff::civil::date(2027, 3, 1),
            file: String::new(),
            position: Position { line: 1, column: 1 },
        }
    }

    #[test]
    fn comments_and_order_stay() {
        let old = "# Våre avvik\n[[accepted]] # det første\nuntil = 2026-01-01 # gammel\nrule = \"a\"\n\
                   reason = '''\nto\nlinjer''' # se sak\norganisation = \"974760673\"\ndecided_by = \"x\"\n\n# slutt\n";
        let edit = write(&Source::new("avvik.toml", old.to_owned()), &deviation("ny \"grunn\""));
        assert!(edit.renewed);
        let expected = old
            .replace("2026-01-01", "\"2027-03-01\"")
            .replace("'''\nto\nlinjer'''", "\"ny \\\"grunn\\\"\"")
            .replace("\"x\"", "\"kommunedirektør\"");
        assert_eq!(edit.text, expected);
    }

    #[test]
    fn a_new_one_comes_last() {
        let old = "# tom";
        let edit = write(&Source::new("avvik.toml", old.to_owned()), &deviation("x"));
        assert!(!edit.renewed);
        assert!(edit.text.starts_with("# tom\n\n[[accepted]]\nrule = \"a\"\n"), "{}", edit.text);
        let again = write(&Source::new("avvik.toml", edit.text), &deviation("y"));
        assert!(again.renewed);
        assert!(again.text.contains("reason = \"y\""));
    }
}
