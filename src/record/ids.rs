//! The ids that items of a record can be referred to by.

use super::tree::{NodeId, NodeKind, Value};
use super::{Record, SHAPE};
use crate::field::{Shape, as_section};

impl Record<'_> {
    /// The ids of the items of all lists of sections with this name, in the order they stand.
    #[must_use]
    pub fn ids(&self, section: &str) -> Vec<NodeId> {
        let mut ids = Vec::new();
        self.collect_ids(self.root, SHAPE, section, &mut ids);
        ids
    }

    fn collect_ids(&self, node: NodeId, shape: &'static Shape, wanted: &str, ids: &mut Vec<NodeId>) {
        match (shape, &self.tree.node(node).kind) {
            (Shape::List(item), NodeKind::Sequence) => {
                self.tree.children(node).for_each(|child| self.collect_ids(child, item, wanted, ids));
            }
            (_, NodeKind::Mapping) => {
                let Some(section) = as_section(shape).filter(|section| !section.is_fact) else { return };
                for (key, value) in self.tree.entries(node) {
                    let Value::Key(position) = self.tree.node(key).value else { continue };
                    let field = &section.fields[usize::from(position)];
                    let names = section.name == wanted && field.name == "id";
                    if names && self.tree.node(value).value == Value::Text {
                        ids.push(value);
                    }
                    self.collect_ids(value, field.shape, wanted, ids);
                }
            }
            _ => {}
        }
    }
}
