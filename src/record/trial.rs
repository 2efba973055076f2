//! A record as it would be with one more answer, without writing the answer anywhere.

use std::borrow::Cow;

use super::tree::{Node, NodeId, NodeKind, Value};
use super::{Address, Record, Step};
use crate::field::as_section;
use crate::source::Span;

/// An answer that is only tried.
#[derive(Debug, Clone, PartialEq)]
pub enum Trial {
    /// A single value: what it means, and its text.
    Value(Value, String),
    /// A list.
    List(Vec<Trial>),
    /// An item of a list of which nothing is said.
    Item,
}

/// Where an answer is tried: in the place of what stands under a key.
#[derive(Debug)]
pub(super) struct Tried {
    section: NodeId,
    key: u16,
    name: &'static str,
    node: NodeId,
    /// How many nodes the record itself has.
    own: usize,
}

impl Record<'_> {
    /// Reads the record from now on as if the answer stood at the address; says whether it can
    /// stand there. An answer that was tried before is forgotten.
    pub fn suppose(&mut self, address: &Address, answer: &Trial) -> bool {
        self.forget();
        let Some((section, at)) = self.spot(address) else { return false };
        let Some((first, deeper)) = address.steps[at.min(address.steps.len())..].split_first() else {
            // The value of a fact in its full form.
            let Some(fact) = as_section(address.shape).and_then(|fact| fact.fields.first()) else { return false };
            return self.graft(section, (0, fact.name), &[], answer);
        };
        let (Step::Key(_, key), Some(field)) = (first, first.field()) else { return false };
        self.graft(section, (*key, field.name), deeper, answer)
    }

    /// Reads the record as it stands.
    pub fn forget(&mut self) {
        if let Some(tried) = self.tried.take() {
            self.tree.nodes.truncate(tried.own);
        }
    }

    /// What is tried under a key of a section.
    pub(super) fn tried(&self, section: NodeId, key: u16) -> Option<NodeId> {
        self.tried.as_ref().filter(|tried| tried.section == section && tried.key == key).map(|tried| tried.node)
    }

    /// The same, by the key's name.
    pub(super) fn tried_named(&self, section: NodeId, name: &str) -> Option<NodeId> {
        self.tried.as_ref().filter(|tried| tried.section == section && tried.name == name).map(|tried| tried.node)
    }

    /// The innermost node of an address that exists and in which a key is to be set, and how many
    /// steps lead there. None where several sources speak, which no single answer replaces.
    fn spot(&self, address: &Address) -> Option<(NodeId, usize)> {
        let mut node = self.root;
        for (at, step) in address.steps.iter().enumerate() {
            let next = match step {
                _ if self.tree.node(node).value == Value::Statements => return None,
                Step::Key(_, key) => self.tree.field(node, *key),
                Step::Item(position) => Some(self.tree.children(node).nth(*position)?),
            };
            let last = at + 1 == address.steps.len();
            match next {
                Some(next) if last => {
                    // An answer of what was done takes the place of what was only planned, with all that
                    // stands beside it.
                    let full_form =
                        matches!(self.tree.node(next).kind, NodeKind::Mapping) && !self.withholds(next, address.shape);
                    let several = self.tree.node(next).value == Value::Statements;
                    return (!several).then_some(if full_form { (next, at + 1) } else { (node, at) });
                }
                Some(next) => node = next,
                None => return Some((node, at)),
            }
        }
        None
    }

    /// Puts the answer behind the record's own nodes, with the keys that lead to it.
    fn graft(&mut self, section: NodeId, (key, name): (u16, &'static str), deeper: &[Step], answer: &Trial) -> bool {
        let own = self.tree.nodes.len();
        let Ok(first) = u32::try_from(own) else { return false };
        let mut open = Vec::new();
        for step in deeper {
            let Step::Key(_, position) = step else {
                self.tree.nodes.truncate(own);
                return false;
            };
            open.push(self.push(NodeKind::Mapping, Value::Section));
            self.push(word(String::new()), Value::Key(*position));
        }
        self.push_answer(answer);
        for at in open {
            self.close(at);
        }
        self.tried = Some(Tried { section, key, name, node: NodeId(first), own });
        true
    }

    fn push_answer(&mut self, answer: &Trial) {
        match answer {
            Trial::Value(value, text) => {
                self.push(word(text.clone()), *value);
            }
            Trial::Item => {
                self.push(NodeKind::Mapping, Value::Section);
            }
            Trial::List(items) => {
                let at = self.push(NodeKind::Sequence, Value::List);
                for item in items {
                    self.push_answer(item);
                }
                self.close(at);
            }
        }
    }

    fn push(&mut self, kind: NodeKind<'static>, value: Value) -> usize {
        let at = self.tree.nodes.len();
        let end = u32::try_from(at + 1).unwrap_or(u32::MAX);
        self.tree.nodes.push(Node { span: Span::default(), kind, value, end });
        at
    }

    /// All nodes since are inside this one.
    fn close(&mut self, at: usize) {
        self.tree.nodes[at].end = u32::try_from(self.tree.nodes.len()).unwrap_or(u32::MAX);
    }
}

const fn word(text: String) -> NodeKind<'static> {
    NodeKind::Scalar { text: Cow::Owned(text), plain: true }
}
