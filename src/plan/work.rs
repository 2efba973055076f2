//! Pieces of work: what one role can do together, because it is about one thing and shown by one
//! document, or because the same remedy helps in several places.

use std::collections::{BTreeMap, BTreeSet};

use super::attempt::{Attempt, Judged, State, applied, attempt};
use super::change::{Change, added, joined};
use super::reach::{Reach, Site};
use crate::evaluate::{Audit, Inquiry};
use crate::outcome::{Reason, Test};
use crate::record::{Address, Record, read};
use crate::rule::RuleSet;
use crate::text::Language;

/// Gaps that one piece of work is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Work {
    pub gaps: Vec<Judged>,
    /// The thing it is about: an item of a list, or a part of the record; none for a remedy that
    /// helps wherever it does.
    pub place: Option<String>,
}

impl Work {
    /// The changes that close the gaps, or as many of them as go together.
    /// `record` is the state's source as it is read.
    pub fn carried_out(&self, audit: &Audit<'_>, state: &State, record: &Record<'_>) -> Option<Attempt> {
        let ways: Vec<Vec<Vec<Change>>> = self.gaps.iter().map(|gap| self.ways(audit, record, gap)).collect();
        let first = ways.iter().filter_map(|ways| ways.first());
        let all = first.fold(Vec::new(), |all, changes| joined(record, all, changes));
        if let Some(whole) = attempt(audit, state, &all).filter(|whole| whole.closes_all(&self.gaps)) {
            return Some(whole);
        }
        let mut best: Option<(Attempt, Vec<Judged>)> = None;
        for (gap, ways) in self.gaps.iter().zip(ways) {
            let (made, mut closed) =
                best.as_ref().map_or((Vec::new(), Vec::new()), |(best, closed)| (best.changes.clone(), closed.clone()));
            closed.push(gap.clone());
            let more = ways.iter().find_map(|changes| {
                let tried = attempt(audit, state, &joined(record, made.clone(), changes));
                tried.filter(|tried| tried.closes_all(&closed))
            });
            if let Some(more) = more {
                best = Some((more, closed));
            }
        }
        best.map(|(best, _)| best)
    }

    /// The ways to close a gap that are about this thing.
    fn ways(&self, audit: &Audit<'_>, record: &Record<'_>, gap: &Judged) -> Vec<Vec<Change>> {
        let mut ways = facts(audit, record, gap);
        ways.retain(|changes| self.place.is_none() || self.place == place(record, changes));
        ways
    }
}

/// All pieces of work that may close some gaps, each gap by itself first.
pub(super) fn works(set: &RuleSet, gaps: &[(Judged, BTreeSet<String>)]) -> Vec<Work> {
    let mut together: BTreeMap<(&str, &str, &str), Vec<Judged>> = BTreeMap::new();
    let mut same: BTreeMap<usize, Vec<Judged>> = BTreeMap::new();
    for (gap, places) in gaps {
        let rule = &set.rules[gap.0];
        same.entry(gap.0).or_default().push(gap.clone());
        for (place, document) in places
            .iter()
            .flat_map(|place| rule.told.documents.get(Language::Nb).split(", ").map(move |named| (place, named)))
        {
            together.entry((place, rule.told.role, document)).or_default().push(gap.clone());
        }
    }
    let alone = gaps.iter().map(|(gap, _)| Work { gaps: vec![gap.clone()], place: None });
    let same = same.into_values().map(|gaps| Work { gaps, place: None });
    let together = together.into_iter().map(|((place, ..), gaps)| Work { gaps, place: Some(place.to_owned()) });
    let mut known = BTreeSet::new();
    let several = same.chain(together).filter(|work| work.gaps.len() > 1 && known.insert(work.clone()));
    alone.chain(several).collect()
}

/// What changes are about: one item of a list, or one part of the record. Nothing that is there where
/// an item comes new.
pub(super) fn place(record: &Record<'_>, changes: &[Change]) -> Option<String> {
    let is_new = |change: &Change| added(record, &change.field).is_some_and(|(.., rest)| !rest.is_empty());
    if changes.iter().any(is_new) {
        return None;
    }
    let item = |field: &str| field.find("].").map(|end| field[..=end].to_owned());
    let part = |field: &str| field.split(['.', '[']).next().map(str::to_owned);
    let shared = |name: &dyn Fn(&str) -> Option<String>| {
        let mut names = changes.iter().map(|change| name(&change.field));
        let first = names.next()??;
        names.all(|name| name.as_ref() == Some(&first)).then_some(first)
    };
    shared(&item).or_else(|| shared(&part))
}

/// The facts that would have to be otherwise for what is not met to be met, in each way that was found,
/// the fewest changes first.
pub(super) fn facts(audit: &Audit<'_>, record: &Record<'_>, (rule, path): &Judged) -> Vec<Vec<Change>> {
    let inquiry = Inquiry::new(audit, record);
    let at = |item: Option<_>| item.map(|item| record.path_of(item));
    let Some(gap) = inquiry.unmet(*rule).into_iter().find(|gap| at(gap.item) == *path) else { return Vec::new() };
    if gap.reason != Reason::OpenFinding {
        let reach = Reach { record, inquiry: &inquiry, rule: *rule, as_of: audit.as_of() };
        let site = Site::Item(gap.item.unwrap_or_else(|| record.root()));
        return reach.ways(&audit.set().rules[*rule].met, &site);
    }
    let evidence = inquiry.proof(&gap).evidence.into_iter().filter(|fact| fact.test == Test::Finding);
    let closed: Vec<Change> = evidence.flat_map(|fact| closed(audit, record, &fact.field)).collect();
    // What the record says of itself counts once the authority's finding is closed.
    let Some(after) = applied(record.source(), &closed) else { return Vec::new() };
    let Ok(after) = read(&after) else { return Vec::new() };
    let left = Inquiry::new(audit, &after).unmet(*rule);
    let left = left.into_iter().map(|gap| (*rule, gap.item.map(|item| after.path_of(item))));
    let more = left.filter_map(|gap| facts(audit, &after, &gap).into_iter().next());
    vec![more.fold(closed, |all, changes| joined(&after, all, &changes))]
}

/// A supervisory finding, closed.
fn closed(audit: &Audit<'_>, record: &Record<'_>, finding: &str) -> [Change; 2] {
    let change = |key: &str, after: String, example| {
        let field = format!("{finding}.{key}");
        let node = Address::parse(&field, record).ok().and_then(|address| address.node);
        let before = node.and_then(|node| record.tree().text(node)).map(str::to_owned);
        Change { field, before, after, example }
    };
    [change("status", "lukket".to_owned(), false), change("lukket_dato", audit.as_of().to_string(), true)]
}
