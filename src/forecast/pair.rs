//! Which outcome of one day is which of the next.

use crate::outcome::Outcome;

/// The outcomes that are not as they were: with another status, or with a decision that no longer
/// accepts the gap. The record stays the same, so a subject is known by its place in it.
pub(super) fn changes(before: &[Outcome], after: &[Outcome]) -> Vec<(Option<Outcome>, Outcome)> {
    let same = |a: &Outcome, b: &Outcome| a.rule == b.rule && a.subject.path == b.subject.path;
    // While a rule does not count, it is judged for the organisation as a whole.
    let whole = |outcomes: &[Outcome], wanted: &Outcome| {
        outcomes.iter().find(|outcome| outcome.rule == wanted.rule && outcome.subject.path.is_none()).cloned()
    };
    let by_item = |before: &Outcome, rule: usize| before.rule == rule && before.subject.path.is_some();
    // What is told of each item is not told of the whole too.
    let told =
        |after: &&Outcome| after.subject.path.is_some() || !before.iter().any(|before| by_item(before, after.rule));
    let now = after.iter().filter(told).map(|after| {
        let before = before.iter().find(|before| same(before, after)).cloned().or_else(|| whole(before, after));
        (before, after.clone())
    });
    let ceased = before.iter().filter(|before| before.subject.path.is_some());
    let ceased = ceased.filter(|before| !after.iter().any(|after| same(before, after)));
    let ceased = ceased.filter_map(|before| {
        let after = whole(after, before)?;
        let after = Outcome { subject: before.subject.clone(), fingerprint: before.fingerprint.clone(), ..after };
        Some((Some(before.clone()), after))
    });
    now.chain(ceased).filter(|(before, after)| differs(before.as_ref(), after)).collect()
}

fn differs(before: Option<&Outcome>, after: &Outcome) -> bool {
    let Some(before) = before else { return true };
    let ends = before.in_force().is_some() && after.in_force().is_none();
    before.status != after.status || after.status.is_gap() && ends
}
