//! What was asked so far, and what becomes of it when an earlier answer changes.

/// A question that was asked, and the changes that its answer made; none where it was skipped.
pub(super) struct Asked {
    pub field: String,
    pub changes: Vec<String>,
}

impl Asked {
    /// Whether this was asked about an item of a list that is another item, or none, when the list
    /// is answered with other changes.
    pub fn hangs_on(&self, list: &Self, changes: &[String]) -> bool {
        let Some(index) = self.field.strip_prefix(&list.field).and_then(|below| below.strip_prefix('[')) else {
            return false;
        };
        let item = index.split_once(']').map_or(index, |(index, _)| index);
        let item = format!("{}[{item}]", list.field);
        let says = |changes: &[String]| -> Vec<String> {
            changes.iter().filter(|change| change.starts_with(&item)).cloned().collect()
        };
        says(changes).is_empty() || says(changes) != says(&list.changes)
    }
}

#[cfg(test)]
mod tests {
    use super::Asked;

    fn asked(field: &str, changes: &[&str]) -> Asked {
        Asked { field: field.to_owned(), changes: changes.iter().map(|change| (*change).to_owned()).collect() }
    }

    #[test]
    fn only_what_was_asked_about_an_item_that_stays_is_kept_when_a_list_changes() {
        let list = asked("råd", &["råd[0].id=a", "råd[0].navn=A", "råd[1].id=b", "råd[1].navn=B"]);
        let now = asked("råd", &["råd[0].id=a", "råd[0].navn=A", "råd[1].id=c", "råd[1].navn=C"]).changes;
        assert!(!asked("råd[0].type", &[]).hangs_on(&list, &now));
        assert!(asked("råd[1].type", &[]).hangs_on(&list, &now));
        assert!(asked("råd[1].møter.antall", &[]).hangs_on(&list, &now[..2]));
        assert!(asked("råd[0].type", &[]).hangs_on(&list, &["råd=ingen".to_owned()]));
        assert!(!asked("råd_i_alt", &[]).hangs_on(&list, &["råd=ingen".to_owned()]));
    }
}
