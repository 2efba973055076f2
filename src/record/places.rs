//! Where the value of each key stands, so that a path is followed without searching.

use super::tree::NodeId;

/// The values of the keys of all sections in a record.
#[derive(Debug)]
pub(super) struct Places {
    /// For each node up to the last section, where the values of its keys begin; those of the next
    /// node begin where they end.
    begins: Vec<u32>,
    /// For each section, the values of its keys by position.
    values: Vec<Option<NodeId>>,
}

impl Places {
    /// Nothing yet, with room for a record of so many nodes.
    pub fn with_room(nodes: usize) -> Self {
        Self { begins: Vec::with_capacity(nodes), values: Vec::with_capacity(nodes) }
    }

    /// Makes room for a section with so many keys. Sections come in the order in which they stand.
    pub fn open(&mut self, section: NodeId, keys: usize) {
        let begin = self.values.len();
        self.begins.resize(section.0 as usize + 1, u32::try_from(begin).unwrap_or(u32::MAX));
        self.values.resize(begin + keys, None);
    }

    /// Puts down the value of a key, unless the section has one already, which is returned.
    pub fn put(&mut self, section: NodeId, position: u16, value: NodeId) -> Option<NodeId> {
        let place = self.begins[section.0 as usize] as usize + usize::from(position);
        let first = self.values[place];
        self.values[place] = first.or(Some(value));
        first
    }

    /// The values of a node's keys; none for a node after the last section.
    pub fn under(&self, node: NodeId) -> Option<&[Option<NodeId>]> {
        let node = node.0 as usize;
        let begin = *self.begins.get(node)? as usize;
        let end = self.begins.get(node + 1).map_or(self.values.len(), |next| *next as usize);
        self.values.get(begin..end)
    }
}
