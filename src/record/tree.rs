//! YAML as a tree in which every key and value keeps its place.

use std::borrow::Cow;
use std::collections::HashMap;

use jiff::civil::Date;

use crate::source::Span;

/// The nodes of one document, parents before children.
#[derive(Debug, Default)]
pub struct Tree<'s> {
    pub(super) nodes: Vec<Node<'s>>,
}

/// The number of a node in its tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub(super) u32);

/// A key or a value.
#[derive(Debug)]
pub struct Node<'s> {
    /// Where it stands, quotes included.
    pub span: Span,
    /// What YAML says it is.
    pub kind: NodeKind<'s>,
    /// What the record format says it means.
    pub value: Value,
    /// The number after the last node inside this one.
    pub(super) end: u32,
}

/// What YAML says a node is.
#[derive(Debug)]
pub enum NodeKind<'s> {
    /// A single value; `plain` when it stands without quotes.
    Scalar {
        /// The value, with escapes resolved.
        text: Cow<'s, str>,
        /// Whether it is written without quotes and not as a block.
        plain: bool,
    },
    /// A list.
    Sequence,
    /// Keys and values, in turn.
    Mapping,
}

/// What a node means in the record.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Value {
    /// Nothing yet, or something that was refused.
    Uninterpreted,
    /// The key at this position of its section.
    Key(u16),
    /// `ukjent`, or nothing after the colon.
    Unknown,
    /// `ingen`: it is stated that there is none.
    None,
    /// `ja` or `nei`.
    YesNo(bool),
    /// A count or another number.
    Number(f64),
    /// A date, or all the days that a month or a year may mean.
    Period(Period),
    /// The value at this position of a closed set.
    Choice(u16),
    /// Free text.
    Text,
    /// A reference to the item with the id at this node.
    Reference(NodeId),
    /// A list.
    List,
    /// A section with keys.
    Section,
    /// Several sources' statements of one fact.
    Statements,
}

/// A stretch of days, both ends included: one day where the date is fully known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub first: Date,
    /// The last day.
    pub last: Date,
}

/// The nodes that stand directly in another, one after the other.
pub(super) struct Inside {
    next: u32,
    end: u32,
}

impl Inside {
    /// The next of them.
    pub fn next(&mut self, tree: &Tree<'_>) -> Option<NodeId> {
        let child = NodeId(self.next);
        (self.next < self.end).then(|| {
            self.next = tree.node(child).end;
            child
        })
    }
}

impl<'s> Tree<'s> {
    /// The node with this number.
    #[must_use]
    pub fn node(&self, id: NodeId) -> &Node<'s> {
        &self.nodes[id.0 as usize]
    }

    /// The outermost node, unless the text is empty.
    #[must_use]
    pub fn root(&self) -> Option<NodeId> {
        (!self.nodes.is_empty()).then_some(NodeId(0))
    }

    /// The text of a scalar.
    #[must_use]
    pub fn text(&self, id: NodeId) -> Option<&str> {
        match &self.node(id).kind {
            NodeKind::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    /// The items of a list, or the keys and values of a mapping in turn.
    pub fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let mut inside = self.inside(id);
        std::iter::from_fn(move || inside.next(self))
    }

    /// The same, for those who change the nodes on the way.
    pub(super) fn inside(&self, id: NodeId) -> Inside {
        Inside { next: id.0 + 1, end: self.node(id).end }
    }

    /// The items of every list that has at least so many.
    pub(super) fn long_lists(&self, least: usize) -> HashMap<NodeId, Vec<NodeId>> {
        let is_long = |at: &usize| {
            let node = &self.nodes[*at];
            matches!(node.kind, NodeKind::Sequence) && node.end as usize - at > least
        };
        let ids = (0..self.nodes.len()).filter(is_long).filter_map(|at| u32::try_from(at).ok().map(NodeId));
        let lists = ids.map(|id| (id, self.children(id).collect::<Vec<_>>()));
        lists.filter(|(_, items)| items.len() >= least).collect()
    }

    /// The keys of a mapping, each with its value.
    pub fn entries(&self, id: NodeId) -> impl Iterator<Item = (NodeId, NodeId)> + '_ {
        let mut inside = self.inside(id);
        if !matches!(self.node(id).kind, NodeKind::Mapping) {
            inside.end = inside.next;
        }
        std::iter::from_fn(move || Some((inside.next(self)?, inside.next(self)?)))
    }

    /// The value of the key at a position of the section that this mapping holds.
    #[must_use]
    pub fn field(&self, id: NodeId, position: u16) -> Option<NodeId> {
        self.entries(id).find_map(|(key, value)| {
            matches!(self.node(key).value, Value::Key(found) if found == position).then_some(value)
        })
    }
}
