//! Lists: what their items hold together, one by one, or by reference.

use super::Asker;
use super::numbers::{Range, rounded};
use crate::evaluate::truth::Truth;
use crate::field::FieldPath;
use crate::record::{Found, NodeId, Value};
use crate::rule::{Amount, Comparison, Condition, Items, Wanted};

impl Asker<'_, '_> {
    /// Whether a list, or the items' lists together, contain a value.
    pub fn covers(&self, item: NodeId, items: Option<&Items>, field: &FieldPath, wanted: &Wanted) -> Truth {
        let Some(items) = items else { return self.contains(item, field, wanted) };
        self.fold_items(item, items, Truth::False, |found, counts, element| {
            let contains = Truth::all([counts, self.contains(element, field, wanted)]);
            Truth::any([found, contains])
        })
    }

    pub(super) fn contains(&self, item: NodeId, field: &FieldPath, wanted: &Wanted) -> Truth {
        self.has_member(item, field, |node, value| self.is(node, value, wanted))
    }

    /// Whether an item's reference, or one of its references, names the item with this id.
    pub fn refers(&self, item: NodeId, field: &FieldPath, id: NodeId) -> Truth {
        self.has_member(item, field, |_, value| value == Value::Reference(id))
    }

    pub(super) fn has_member(&self, item: NodeId, field: &FieldPath, is: impl Fn(NodeId, Value) -> bool) -> Truth {
        self.each_statement(item, field, |node, value| match value {
            Value::None => Some(false),
            Value::List => {
                let members =
                    self.record.tree().children(node).map(|member| match self.record.tree().node(member).value {
                        Value::Unknown => Truth::Unknown,
                        value => Truth::from(is(member, value)),
                    });
                Truth::any(members).known()
            }
            value => Some(is(node, value)),
        })
    }

    pub(super) fn covers_all(&self, item: NodeId, items: &Items, field: &FieldPath, of: &FieldPath) -> Truth {
        match self.record.list(item, of) {
            Found::Unknown(_) => Truth::Unknown,
            Found::Nothing(_) => Truth::False,
            Found::Items(list) => Truth::all(self.record.tree().children(list).map(|named| {
                let Some(id) = self.record.id_node(named) else { return Truth::Unknown };
                self.fold_items(item, items, Truth::False, |found, counts, element| {
                    Truth::any([found, Truth::all([counts, self.refers(element, field, id)])])
                })
            })),
        }
    }

    /// Goes through the items of a list, each with whether it counts. Not known
    /// where the list is not.
    pub(super) fn fold_items(
        &self,
        item: NodeId,
        items: &Items,
        start: Truth,
        mut step: impl FnMut(Truth, Truth, NodeId) -> Truth,
    ) -> Truth {
        match self.record.list(item, &items.list) {
            Found::Unknown(_) => Truth::Unknown,
            Found::Nothing(_) => start,
            Found::Items(list) => {
                self.record.tree().children(list).fold(self.unlisted(&items.list, start), |state, element| {
                    let counts = items.filter.as_ref().map_or(Truth::True, |filter| self.ask(filter, element));
                    step(state, counts, element)
                })
            }
        }
    }

    /// What is known before any item is seen: where the list is not complete, an item that is
    /// not listed might do.
    pub(super) fn unlisted(&self, list: &FieldPath, start: Truth) -> Truth {
        if self.is_incomplete(list) { Truth::Unknown } else { start }
    }

    /// Whether the record says that a list is not complete.
    pub fn is_incomplete(&self, list: &FieldPath) -> bool {
        let ends_with = |key: &&str| {
            let before = list.text().strip_suffix(key);
            before.is_some_and(|before| before.is_empty() || before.ends_with(['.', '/']))
        };
        self.incomplete.iter().any(ends_with)
    }

    /// Goes through the items that may count. None where the list is not known.
    pub(super) fn items_that_may_count(
        &self,
        item: NodeId,
        items: &Items,
        mut step: impl FnMut(Truth, NodeId),
    ) -> Option<()> {
        match self.record.list(item, &items.list) {
            Found::Unknown(_) => return None,
            Found::Nothing(_) => {}
            Found::Items(list) => {
                for element in self.record.tree().children(list) {
                    let counts = items.filter.as_ref().map_or(Truth::True, |filter| self.ask(filter, element));
                    if counts != Truth::False {
                        step(counts, element);
                    }
                }
            }
        }
        Some(())
    }

    /// How many items count; none where the list is not known.
    pub fn count(&self, item: NodeId, items: &Items) -> Option<Range> {
        let mut range = Range { sure: 0.0, possible: 0.0 };
        self.items_that_may_count(item, items, |counts, _| {
            range.possible += 1.0;
            if counts == Truth::True {
                range.sure += 1.0;
            }
        })?;
        Some(self.open_ended(range, &items.list))
    }

    /// The sum of the items' numbers, between the least and the most that sources and open
    /// questions allow; none where the list is not known.
    pub fn sum(&self, item: NodeId, items: &Items, field: &FieldPath) -> Option<Range> {
        let mut range = Range { sure: 0.0, possible: 0.0 };
        self.items_that_may_count(item, items, |counts, element| {
            let stated = self.stated_range(element, field);
            if counts == Truth::True {
                range.sure += stated.sure;
            }
            range.possible += stated.possible;
        })?;
        Some(self.open_ended(range, &items.list))
    }

    /// No upper end where the list is not complete.
    pub(super) fn open_ended(&self, range: Range, list: &FieldPath) -> Range {
        let possible = if self.is_incomplete(list) { f64::INFINITY } else { range.possible };
        Range { possible, ..range }
    }

    pub(super) fn some(&self, item: NodeId, items: &Items, holds: &Condition) -> Truth {
        self.fold_items(item, items, Truth::False, |found, counts, element| {
            if found == Truth::True || counts == Truth::False {
                return found;
            }
            Truth::any([found, Truth::all([counts, self.ask(holds, element)])])
        })
    }

    pub(super) fn every(&self, item: NodeId, items: &Items, holds: &Condition) -> Truth {
        let (mut all, mut any) = (Truth::True, Truth::False);
        let known = self.items_that_may_count(item, items, |counts, element| {
            any = Truth::any([any, counts]);
            let truth = self.ask(holds, element);
            all = Truth::all([all, Truth::any([!counts, truth])]);
        });
        let unlisted = !self.unlisted(&items.list, Truth::False);
        if known.is_none() { Truth::Unknown } else { Truth::all([any, all, unlisted]) }
    }

    pub(super) fn portion(
        &self,
        item: NodeId,
        items: &Items,
        holds: &Condition,
        comparison: Comparison,
        amount: &Amount,
    ) -> Truth {
        let (mut sure, mut possible, mut whole, mut unsure) = (0.0, 0.0, 0.0, false);
        let known = self.items_that_may_count(item, items, |counts, element| {
            unsure |= counts == Truth::Unknown;
            whole += 1.0;
            let truth = self.ask(holds, element);
            sure += f64::from(u8::from(truth == Truth::True));
            possible += f64::from(u8::from(truth != Truth::False));
        });
        if known.is_none() || unsure || whole == 0.0 || self.is_incomplete(&items.list) {
            return Truth::Unknown;
        }
        let bound = rounded(amount.number(self.parameters));
        let (least, most) =
            (comparison.holds(rounded(sure / whole), bound), comparison.holds(rounded(possible / whole), bound));
        if least == most { Truth::from(least) } else { Truth::Unknown }
    }

    pub(super) fn spread(
        &self,
        item: NodeId,
        items: &Items,
        of: &FieldPath,
        whole: &FieldPath,
        amount: &Amount,
    ) -> Truth {
        let mut shares = Vec::new();
        let known = self.items_that_may_count(item, items, |counts, element| {
            let share = self.share(element, std::slice::from_ref(of), whole);
            shares.push(if counts == Truth::True { share } else { None });
        });
        let shares: Option<Vec<f64>> = shares.into_iter().collect();
        let (Some(shares), true) = (shares.filter(|shares| !shares.is_empty()), known.is_some()) else {
            return Truth::Unknown;
        };
        let largest = shares.iter().copied().fold(f64::MIN, f64::max);
        let smallest = shares.iter().copied().fold(f64::MAX, f64::min);
        Truth::from(rounded(largest - smallest) <= rounded(amount.number(self.parameters)))
    }

    pub(super) fn linked(&self, item: NodeId, list: &FieldPath, by: &FieldPath, holds: Option<&Condition>) -> Truth {
        let Some(id) = self.record.id_node(item) else { return Truth::Unknown };
        match self.record.list(self.record.root(), list) {
            Found::Unknown(_) => Truth::Unknown,
            Found::Nothing(_) => Truth::False,
            Found::Items(found) => {
                let linked = Truth::any(self.record.tree().children(found).map(|element| {
                    let refers = self.refers(element, by, id);
                    Truth::all([refers, holds.map_or(Truth::True, |holds| self.ask(holds, element))])
                }));
                Truth::any([linked, self.unlisted(list, Truth::False)])
            }
        }
    }
}
