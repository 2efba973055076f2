//! Conditions on lists: which items would have to be otherwise, or be added.

use super::{Proposal, Reach, Site, fewest, nearest, text, together};
use crate::evaluate::Truth;
use crate::field::{FieldPath, Shape};
use crate::plan::change::Change;
use crate::plan::value::{EXAMPLE, example, number};
use crate::record::{Found, NodeId, Value};
use crate::rule::{Comparison, Condition, Items, Wanted};

impl Reach<'_, '_> {
    /// The items that count or may count, each with whether it does.
    pub(super) fn counting(&self, items: &Items, site: &Site) -> Vec<(NodeId, Truth)> {
        self.elements(&items.list, site)
            .into_iter()
            .map(|element| {
                let filter = items.filter.as_deref();
                (element, filter.map_or(Truth::True, |filter| self.inquiry.truth(self.rule, filter, element)))
            })
            .filter(|(_, counts)| *counts != Truth::False)
            .collect()
    }

    pub(super) fn elements(&self, list: &FieldPath, site: &Site) -> Vec<NodeId> {
        if matches!(site, Site::New(_)) && !list.from_top {
            return Vec::new();
        }
        match self.record.list(self.item(site), list) {
            Found::Items(found) => self.record.tree().children(found).collect(),
            _ => Vec::new(),
        }
    }

    /// An item that is added to a list, matches, and holds; `later` items are added before it.
    pub(super) fn added(&self, items: &Items, holds: Option<&Condition>, site: &Site, later: usize) -> Proposal {
        let position = self.elements(&items.list, site).len() + later;
        let path = format!("{}[{position}]", self.path(&items.list, site));
        let item = items.item_shape()?;
        let new = Site::New(path.clone());
        let parts = items.filter.as_deref().into_iter().chain(holds);
        let changes = together(parts.map(|part| self.reach(part, true, &new)))?;
        if changes.is_empty() { Some(vec![example(&path, item, self.as_of)?]) } else { Some(changes) }
    }

    pub(super) fn some(&self, items: &Items, holds: &Condition, site: &Site) -> Proposal {
        let elements = self.elements(&items.list, site).into_iter().map(|element| {
            let site = Site::Item(element);
            let parts = items.filter.as_deref().into_iter().chain([holds]);
            together(parts.map(|part| self.reach(part, true, &site)))
        });
        fewest(elements.filter(|found| found.as_deref().is_some_and(keeps_what_is_told)).chain([self.added(
            items,
            Some(holds),
            site,
            0,
        )]))
    }

    pub(super) fn count(&self, items: &Items, comparison: Comparison, bound: f64, want: bool, site: &Site) -> Proposal {
        let wanted = whole_items(nearest(comparison, bound, want));
        let filter = items.filter.as_deref();
        let elements = self.elements(&items.list, site);
        let counts = |element: &NodeId| {
            filter.is_none_or(|filter| self.inquiry.truth(self.rule, filter, *element) == Truth::True)
        };
        let (sure, rest): (Vec<NodeId>, Vec<NodeId>) = elements.iter().partition(|element| counts(element));
        let at_least = matches!(comparison, Comparison::AtLeast | Comparison::MoreThan) == want;
        if !at_least {
            let surplus = sure.len().saturating_sub(wanted);
            return together(sure.iter().take(surplus).map(|item| self.reach(filter?, false, &Site::Item(*item))));
        }
        let lacking = wanted.saturating_sub(sure.len());
        let turned = rest.iter().map(|item| self.reach(filter?, true, &Site::Item(*item)));
        let turned = turned.flatten().filter(|changes| keeps_what_is_told(changes));
        let mut turned: Vec<Vec<Change>> = turned.collect();
        turned.sort_by_key(Vec::len);
        turned.truncate(lacking);
        let new = (0..lacking - turned.len()).map(|later| self.added(items, None, site, later));
        together(turned.into_iter().map(Some).chain(new))
    }

    pub(super) fn sum(&self, items: &Items, field: &FieldPath, wanted: f64, site: &Site) -> Proposal {
        let counting = self.counting(items, site);
        let numbers: Vec<(NodeId, f64)> = counting
            .iter()
            .filter(|(_, counts)| *counts == Truth::True)
            .map(|(element, _)| (*element, self.inquiry.number(self.rule, *element, field).unwrap_or(0.0)))
            .collect();
        let total: f64 = numbers.iter().map(|(_, number)| number).sum();
        let (element, own) = *numbers.first()?;
        self.set(field, &Site::Item(element), &number((own + wanted - total).max(0.0)), false)
    }

    pub(super) fn portion(
        &self,
        items: &Items,
        holds: &Condition,
        comparison: Comparison,
        amount: f64,
        site: &Site,
    ) -> Proposal {
        let counting = self.counting(items, site);
        #[allow(clippy::cast_precision_loss, reason = "a count of items")]
        let wanted = nearest(comparison, amount * counting.len() as f64, true);
        let held = |element: &NodeId| self.inquiry.truth(self.rule, holds, *element) == Truth::True;
        let rest: Vec<NodeId> = counting.iter().map(|(element, _)| *element).filter(|e| !held(e)).collect();
        let lacking = whole_items(wanted).saturating_sub(counting.len() - rest.len());
        let mut turned: Vec<Vec<Change>> =
            rest.iter().filter_map(|element| self.reach(holds, true, &Site::Item(*element))).collect();
        turned.sort_by_key(Vec::len);
        if turned.len() < lacking {
            return None;
        }
        turned.truncate(lacking);
        together(turned.into_iter().map(Some))
    }

    pub(super) fn spread(
        &self,
        items: &Items,
        of: &FieldPath,
        whole: &FieldPath,
        amount: f64,
        site: &Site,
    ) -> Proposal {
        let numbers: Option<Vec<(NodeId, f64, f64)>> = self
            .counting(items, site)
            .into_iter()
            .map(|(element, _)| {
                let number = |field| self.inquiry.number(self.rule, element, field);
                Some((element, number(of)?, number(whole)?))
            })
            .collect();
        let numbers = numbers?;
        let largest = numbers.iter().map(|(_, of, whole)| of / whole).fold(0.0, f64::max);
        let low = numbers.into_iter().filter(|(_, of, whole)| largest - of / whole > amount);
        together(low.map(|(element, _, whole)| {
            let wanted = nearest(Comparison::AtLeast, (largest - amount) * whole, true);
            self.set(of, &Site::Item(element), &number(wanted), false)
        }))
    }

    /// The values that are lacking, added to a list: the item's own, or that of an item that counts.
    pub(super) fn covers(&self, items: Option<&Items>, field: &FieldPath, values: &[Wanted], site: &Site) -> Proposal {
        let lacks = |value: &&Wanted| {
            let one = Condition::Covers { items: items.cloned(), field: field.clone(), values: vec![(*value).clone()] };
            match site {
                Site::Item(item) => self.inquiry.truth(self.rule, &one, *item) != Truth::True,
                Site::New(_) => true,
            }
        };
        let lacking: Vec<String> = values.iter().filter(lacks).map(text).collect();
        let Some(items) = items else { return self.listed(field, &lacking, site) };
        if !matches!(field.value_shape(), Shape::List(_)) {
            return self.one_for_each(items, field, &lacking, site);
        }
        let counting = self.counting(items, site);
        match counting.iter().find(|(_, counts)| *counts == Truth::True) {
            Some((element, _)) => self.listed(field, &lacking, &Site::Item(*element)),
            None => self.added_with(items, field, &lacking, site),
        }
    }

    /// A new item of a list for each value.
    fn one_for_each(&self, items: &Items, field: &FieldPath, values: &[String], site: &Site) -> Proposal {
        together(values.iter().enumerate().map(|(later, value)| {
            let position = self.elements(&items.list, site).len() + later;
            let new = Site::New(format!("{}[{position}]", self.path(&items.list, site)));
            let filter = items.filter.iter().map(|filter| self.reach(filter, true, &new));
            together(filter.chain([self.set(field, &new, value, false)]))
        }))
    }

    pub(super) fn covers_all(&self, items: &Items, field: &FieldPath, of: &FieldPath, site: &Site) -> Proposal {
        let refers = |element: &NodeId, id: NodeId| {
            self.counting(items, site).iter().any(|(item, _)| self.refers(*item, field, id)) || *element == id
        };
        let lacking: Vec<String> = self
            .elements(of, site)
            .iter()
            .filter_map(|element| Some((element, self.record.id_node(*element)?)))
            .filter(|(element, id)| !refers(element, *id))
            .filter_map(|(_, id)| self.record.tree().text(id).map(str::to_owned))
            .collect();
        let is_list = matches!(field.value_shape(), Shape::List(_));
        let counting = self.counting(items, site);
        match counting.iter().find(|(_, counts)| is_list && *counts == Truth::True) {
            Some((element, _)) => self.listed(field, &lacking, &Site::Item(*element)),
            None if is_list => self.added_with(items, field, &lacking, site),
            None => self.one_for_each(items, field, &lacking, site),
        }
    }

    /// A new item of a list that holds these values.
    pub(super) fn added_with(&self, items: &Items, field: &FieldPath, values: &[String], site: &Site) -> Proposal {
        let position = self.elements(&items.list, site).len();
        let new = Site::New(format!("{}[{position}]", self.path(&items.list, site)));
        let filter = items.filter.iter().map(|filter| self.reach(filter, true, &new));
        together(filter.chain([self.listed(field, values, &new)]))
    }

    /// Values added to what a list holds.
    pub(super) fn listed(&self, field: &FieldPath, values: &[String], site: &Site) -> Proposal {
        let path = self.path(field, site);
        let held = self.elements(field, site).len();
        let one = |field: String, after: String| Change { field, before: None, after, example: false };
        if held == 0 {
            let before = self.set(field, site, EXAMPLE, false)?.into_iter().next().and_then(|change| change.before);
            return Some(vec![Change { before, ..one(path, format!("[{}]", values.join(", "))) }]);
        }
        let each = values.iter().enumerate();
        Some(each.map(|(later, value)| one(format!("{path}[{}]", held + later), value.clone())).collect())
    }

    pub(super) fn refers(&self, item: NodeId, field: &FieldPath, id: NodeId) -> bool {
        let tree = self.record.tree();
        self.record.read(item, field).statements().iter().any(|statement| match statement.value {
            Value::Reference(found) => found == id,
            Value::List => tree.children(statement.node).any(|member| tree.node(member).value == Value::Reference(id)),
            _ => false,
        })
    }

    pub(super) fn linked(&self, list: &FieldPath, by: &FieldPath, holds: Option<&Condition>, site: &Site) -> Proposal {
        let Site::Item(item) = site else { return None };
        let id = self.record.id_node(*item)?;
        let top = Site::Item(self.record.root());
        let elements = self.elements(list, &top);
        let linked = elements.iter().filter(|element| self.refers(**element, by, id));
        let kept = linked.map(|element| match holds {
            Some(holds) => self.reach(holds, true, &Site::Item(*element)),
            None => Some(Vec::new()),
        });
        let new = Site::New(format!("{}[{}]", list.text(), elements.len()));
        let name = self.record.tree().text(id)?;
        let value = if matches!(by.value_shape(), Shape::List(_)) { format!("[{name}]") } else { name.to_owned() };
        let parts = holds.into_iter().map(|holds| self.reach(holds, true, &new));
        let added = together([self.set(by, &new, &value, false)].into_iter().chain(parts));
        fewest(kept.chain([added]))
    }
}

/// Whether changes leave an item the one it is: what is done anew is another item, with its own date
/// and kind.
pub(super) fn keeps_what_is_told(changes: &[Change]) -> bool {
    let may_change = |before: &str| {
        matches!(before, "ja" | "nei" | "ukjent" | "ingen" | "true" | "false") || before.parse::<f64>().is_ok()
    };
    changes.iter().all(|change| change.before.as_deref().is_none_or(may_change))
}

/// How many items a number is.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count of items, not negative")]
const fn whole_items(number: f64) -> usize {
    number.max(0.0) as usize
}
