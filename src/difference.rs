//! How the outcomes of two records, or of two days, differ.

use crate::outcome::Outcome;

/// An outcome that is not the same as before.
#[derive(Debug, Clone, Copy)]
pub struct Changed<'o> {
    /// What it was; none where nothing was judged.
    pub before: Option<&'o Outcome>,
    /// What it is; none where nothing is judged any more.
    pub after: Option<&'o Outcome>,
}

impl<'o> Changed<'o> {
    /// The one that stands now, or else the one that stood before.
    #[must_use]
    pub fn outcome(&self) -> Option<&'o Outcome> {
        self.after.or(self.before)
    }
}

/// The outcomes whose status differs, in the order of the rules. The same outcome is the same
/// rule on the same subject.
#[must_use]
pub fn differences<'o>(before: &'o [Outcome], after: &'o [Outcome]) -> Vec<Changed<'o>> {
    let same = |a: &Outcome, b: &Outcome| a.rule == b.rule && a.subject.path == b.subject.path;
    let mut changed: Vec<Changed<'o>> = before
        .iter()
        .filter_map(|old| {
            let new = after.iter().find(|new| same(old, new));
            (new.map(|new| new.status) != Some(old.status)).then_some(Changed { before: Some(old), after: new })
        })
        .collect();
    let added = after.iter().filter(|new| !before.iter().any(|old| same(old, new)));
    changed.extend(added.map(|new| Changed { before: None, after: Some(new) }));
    changed.sort_by_key(|changed| changed.outcome().map(|outcome| outcome.rule));
    changed
}
