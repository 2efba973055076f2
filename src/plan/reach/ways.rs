//! Several ways to make a condition true, where there are several.

use super::lists::keeps_what_is_told;
use super::{Reach, Site};
use crate::evaluate::Truth;
use crate::plan::change::{Change, joined};
use crate::rule::{Condition, Items};

/// How many ways are told.
const MOST: usize = 4;

impl Reach<'_, '_> {
    /// The ways that were found, the fewest changes first.
    pub fn ways(&self, condition: &Condition, site: &Site) -> Vec<Vec<Change>> {
        if let Site::Item(item) = site
            && self.inquiry.truth(self.rule, condition, *item) == Truth::True
        {
            return vec![Vec::new()];
        }
        let found = match condition {
            Condition::Any(parts) => parts.iter().flat_map(|part| self.ways(part, site)).collect(),
            Condition::All(parts) => self.all(parts.iter(), site),
            Condition::First(parts) => parts.first().map(|part| self.ways(part, site)).unwrap_or_default(),
            Condition::Some { items, holds } => self.some_item(items, holds, site),
            _ => self.reach(condition, true, site).into_iter().collect(),
        };
        fewest_first(found)
    }

    /// All parts together, each in any of its ways.
    fn all<'c>(&self, parts: impl Iterator<Item = &'c Condition>, site: &Site) -> Vec<Vec<Change>> {
        let mut found = vec![Vec::new()];
        for part in parts {
            let ways = self.ways(part, site);
            let both = |so_far: &Vec<Change>| {
                ways.iter().map(|more| joined(self.record, so_far.clone(), more)).collect::<Vec<_>>()
            };
            found = fewest_first(found.iter().flat_map(both).collect());
        }
        found
    }

    /// One of the items that are there, or a new one.
    fn some_item(&self, items: &Items, holds: &Condition, site: &Site) -> Vec<Vec<Change>> {
        let parts = || items.filter.as_deref().into_iter().chain([holds]);
        let there = self.elements(&items.list, site).into_iter();
        let there = there.flat_map(|element| self.all(parts(), &Site::Item(element)));
        let there = there.filter(|changes| keeps_what_is_told(changes));
        there.chain(self.added(items, Some(holds), site, 0)).collect()
    }
}

fn fewest_first(mut ways: Vec<Vec<Change>>) -> Vec<Vec<Change>> {
    ways.sort_by_key(Vec::len);
    ways.dedup();
    ways.truncate(MOST);
    ways
}
