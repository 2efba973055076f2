//! Why no item of a list counts: what those that count are, and what these are instead.

use super::ask::Asker;
use super::proof::words;
use super::stated::evidence;
use super::truth::Truth;
use crate::field::FieldPath;
use crate::outcome::{Stated, Test};
use crate::record::NodeId;
use crate::rule::{Condition, Items, Wanted};

impl Asker<'_, '_> {
    /// The test that every item of a list fails before the rest is asked of it, where there is one.
    pub fn kind(&self, item: NodeId, items: &Items) -> Option<Test> {
        let parts = match items.filter.as_deref()? {
            Condition::All(parts) => parts.as_slice(),
            part => std::slice::from_ref(part),
        };
        parts.iter().find_map(|part| match part {
            Condition::OneOf { field, values } => self.other_kinds(item, items, part, (field, values)),
            _ => None,
        })
    }

    /// What is stated in place of the values that are wanted; none where an item has one of them.
    fn other_kinds(
        &self,
        item: NodeId,
        items: &Items,
        part: &Condition,
        (field, values): (&FieldPath, &[Wanted]),
    ) -> Option<Test> {
        let (mut all, mut stated) = (true, Vec::new());
        let unfiltered = Items { list: items.list.clone(), filter: None };
        self.for_items(item, &unfiltered, |_, element| {
            all &= self.ask(part, element) == Truth::False;
            let reading = self.record.read(element, field);
            match evidence(self.record, element, field, &reading, Test::Stated, Truth::False).stated {
                Stated::Value(value) if !stated.contains(&value) => stated.push(value),
                _ => {}
            }
        });
        let told = all && !stated.is_empty();
        told.then(|| Test::Kind { field: field.text().to_owned(), wanted: words(values), stated })
    }
}
