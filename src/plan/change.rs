//! Facts that would have to be otherwise.

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

/// The same changes, each field once: of two numbers the larger, else the last.
pub(super) fn merged(changes: Vec<Change>) -> Vec<Change> {
    let mut merged: Vec<Change> = Vec::new();
    for change in changes {
        match merged.iter_mut().find(|known| known.field == change.field) {
            None => merged.push(change),
            Some(known) => {
                let number = |text: &str| text.parse::<f64>().ok();
                let larger = number(&known.after).zip(number(&change.after)).is_some_and(|(old, new)| old >= new);
                if !larger && (known.example || !change.example) {
                    *known = change;
                }
            }
        }
    }
    merged
}
