//! Where something stands in a record, or would stand: `råd[0].mandat`, `råd[brukerutvalg].mandat`.

use super::fold::same_word;
use super::read::position_of;
use super::tree::{NodeId, NodeKind, Value};
use super::unknown::{Within, unknown_key};
use super::{Record, SHAPE};
use crate::field::{Field, Section, Shape, as_section};
use crate::problem::{Kind, Problem};
use crate::source::Span;

/// A path from the top of a record, held against the record's shape.
#[derive(Debug, Clone)]
pub struct Address {
    /// The steps, outermost first.
    pub steps: Vec<Step>,
    /// What may stand at its end.
    pub shape: &'static Shape,
    /// What stands there, where something does.
    pub node: Option<NodeId>,
}

/// One step of an address.
#[derive(Debug, Clone, Copy)]
pub enum Step {
    /// The key at a position of a section.
    Key(&'static Section, u16),
    /// The item of a list, or one source's statement of a fact.
    Item(usize),
}

impl Step {
    /// The key's declaration, where the step is a key.
    #[must_use]
    pub fn field(&self) -> Option<&'static Field> {
        match self {
            Self::Key(section, position) => section.fields.get(usize::from(*position)),
            Self::Item(_) => None,
        }
    }
}

impl Address {
    /// Reads an address; items are named by their position or their id.
    ///
    /// # Errors
    /// The first step that leads nowhere, with its place in the text.
    pub fn parse(text: &str, record: &Record<'_>) -> Result<Self, Problem> {
        let mut address = Self { steps: Vec::new(), shape: SHAPE, node: Some(record.root()) };
        let mut start = 0;
        for segment in text.split('.') {
            let (name, items) = segment.split_at(segment.find('[').unwrap_or(segment.len()));
            address.key(record, name, span(start, name))?;
            let mut at = start + name.len();
            for item in items.split_inclusive(']') {
                let place = span(at, item);
                let inner = item.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
                let inner = inner.ok_or_else(|| Problem::new(Kind::UnclosedBracket, place))?;
                address.item(record, inner.trim(), place)?;
                at += item.len();
            }
            start += segment.len() + 1;
        }
        Ok(address)
    }

    /// The address in the format's own spelling, with items by position.
    #[must_use]
    pub fn path(&self) -> String {
        let mut path = String::new();
        for step in &self.steps {
            match (step, step.field()) {
                (Step::Item(position), _) => path.push_str(&format!("[{position}]")),
                (Step::Key(..), Some(field)) => {
                    if !path.is_empty() {
                        path.push('.');
                    }
                    path.push_str(field.name);
                }
                (Step::Key(..), None) => {}
            }
        }
        path
    }

    /// The innermost item that the address leads through, and the keys from there.
    #[must_use]
    pub fn from_item(&self, record: &Record<'_>) -> Option<(NodeId, Vec<u16>)> {
        let (mut node, mut start) = (Some(record.root()), Some(record.root()));
        let mut keys = Vec::new();
        for step in &self.steps {
            match step {
                Step::Key(_, position) => {
                    node = node.and_then(|node| record.tree().field(node, *position));
                    keys.push(*position);
                }
                Step::Item(position) => {
                    node = node.and_then(|node| record.tree().children(node).nth(*position));
                    start = node;
                    keys.clear();
                }
            }
        }
        Some((start?, keys))
    }

    fn key(&mut self, record: &Record<'_>, name: &str, place: Span) -> Result<(), Problem> {
        let section = match self.shape {
            Shape::List(_) => return Err(Problem::new(Kind::NeedsItem, place).with("list", self.path())),
            shape => as_section(shape),
        };
        let Some(section) = section else {
            return Err(Problem::new(Kind::NoKeysHere, place).with("field", self.path()).with("key", name));
        };
        let Some(position) = position_of(section, name) else {
            let within = self.within();
            let fact = within.filter(|_| section.is_fact);
            let beside = fact.and_then(|fact| Some((fact.section, fact.beside(name)?)));
            let (around, position) = beside.ok_or_else(|| unknown_key(section, within, name, place))?;
            self.steps.pop();
            self.steps.push(Step::Key(around, position));
            self.shape = around.fields[usize::from(position)].shape;
            self.node = node_at(record, &self.steps);
            return Ok(());
        };
        self.steps.push(Step::Key(section, position));
        self.shape = section.fields[usize::from(position)].shape;
        self.node = self.node.and_then(|node| record.tree().field(node, position));
        Ok(())
    }

    /// The key that the address has come to.
    fn within(&self) -> Option<Within> {
        let step = self.steps.last()?;
        let Step::Key(section, _) = step else { return None };
        step.field().map(|field| Within { section, field })
    }

    fn item(&mut self, record: &Record<'_>, name: &str, place: Span) -> Result<(), Problem> {
        let tree = record.tree();
        let is_list = |node: &NodeId| matches!(tree.node(*node).kind, NodeKind::Sequence);
        let list = self.node.filter(is_list);
        let statements = list.is_some_and(|node| tree.node(node).value == Value::Statements);
        match self.shape {
            Shape::List(item) => self.shape = item,
            _ if statements => {}
            _ => return Err(Problem::new(Kind::NotAList, place).with("field", self.path())),
        }
        let items: Vec<NodeId> = list.map(|list| tree.children(list).collect()).unwrap_or_default();
        let named = |item: &NodeId| record.named(*item, "id").is_some_and(|id| same_word(id, name));
        let position = items.iter().position(named).or_else(|| name.parse().ok().filter(|at| *at <= items.len()));
        let Some(position) = position else {
            let ids: Vec<&str> = items.iter().filter_map(|item| record.named(*item, "id")).collect();
            let known = if ids.is_empty() { "–".to_owned() } else { ids.join(", ") };
            return Err(Problem::new(Kind::NoSuchItem, place)
                .with("item", name)
                .with("list", self.path())
                .with("count", items.len().to_string())
                .with("known", known)
                .suggest(crate::problem::nearest(name, ids.iter().copied())));
        };
        self.steps.push(Step::Item(position));
        self.node = items.get(position).copied();
        Ok(())
    }
}

/// What stands at the end of some steps, where something does.
fn node_at(record: &Record<'_>, steps: &[Step]) -> Option<NodeId> {
    steps.iter().try_fold(record.root(), |node, step| match step {
        Step::Key(_, position) => record.tree().field(node, *position),
        Step::Item(position) => record.tree().children(node).nth(*position),
    })
}

fn span(start: usize, text: &str) -> Span {
    let start = u32::try_from(start).unwrap_or(u32::MAX);
    Span::new(start, start.saturating_add(u32::try_from(text.len()).unwrap_or(0)))
}
