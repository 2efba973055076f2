//! Facts that would have to be otherwise.

use crate::record::{Address, Record};

/// One fact that would have to be otherwise, as `medvirk set` takes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The field, from the top of the record.
    pub field: String,
    /// What stands there; none where nothing does.
    pub before: Option<String>,
    /// A value that will do.
    pub after: String,
    /// Whether any value of the kind would do as well.
    pub example: bool,
}

impl Change {
    /// As an argument of `medvirk set`.
    #[must_use]
    pub fn argument(&self) -> String {
        format!("{}={}", self.field, self.after)
    }
}

/// The same changes, each field once: of two numbers the larger, of two lists what either holds, else
/// the last.
pub(super) fn merged(changes: Vec<Change>) -> Vec<Change> {
    let mut merged: Vec<Change> = Vec::new();
    for change in changes {
        match merged.iter_mut().find(|known| known.field == change.field) {
            None => merged.push(change),
            Some(known) => {
                let number = |text: &str| text.parse::<f64>().ok();
                let larger = number(&known.after).zip(number(&change.after)).is_some_and(|(old, new)| old >= new);
                if let (Some(old), Some(new)) = (members(&known.after), members(&change.after)) {
                    let new = new.into_iter().filter(|word| !old.contains(word));
                    known.after = format!("[{}]", old.iter().copied().chain(new).collect::<Vec<_>>().join(", "));
                } else if !larger && (known.example || !change.example) {
                    (known.after, known.example) = (change.after, change.example);
                }
            }
        }
    }
    merged
}

fn members(list: &str) -> Option<Vec<&str>> {
    Some(list.strip_prefix('[')?.strip_suffix(']')?.split(", ").collect())
}

/// Two lots of changes as one. An item that both would add to a list becomes two, where they say
/// different things of it.
pub(super) fn joined(record: &Record<'_>, mut first: Vec<Change>, second: &[Change]) -> Vec<Change> {
    let mut second = second.to_vec();
    let said = |change: &Change| first.iter().any(|one| one.field == change.field && one.after != change.after);
    let clash = second.iter().filter(|change| said(change)).find_map(|change| added(record, &change.field));
    if let Some((list, position, _)) = clash {
        let beside = first.iter().filter_map(|change| added(record, &change.field));
        let last = beside.filter(|(other, ..)| *other == list).map(|(_, at, _)| at).max().unwrap_or(position);
        let (old, new) = (format!("{list}[{position}]"), format!("{list}[{}]", last + 1));
        for change in &mut second {
            if let Some(rest) = change.field.strip_prefix(&old) {
                change.field = format!("{new}{rest}");
            }
        }
    }
    first.extend(second);
    merged(first)
}

/// The list to which a change would add an item, where in it, and the field of the item.
pub(super) fn added<'f>(record: &Record<'_>, field: &'f str) -> Option<(&'f str, usize, &'f str)> {
    field.match_indices('[').find_map(|(at, _)| {
        let (position, rest) = field[at + 1..].split_once(']')?;
        let position: usize = position.parse().ok()?;
        let node = Address::parse(&field[..at], record).ok()?.node;
        let held = node.map_or(0, |node| record.tree().children(node).count());
        (position >= held).then_some((&field[..at], position, rest))
    })
}
