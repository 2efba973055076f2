//! What a record states at a field path, and where; for what it does not state,
//! the nearest place that exists.

use super::Record;
use super::tree::{NodeId, NodeKind, Value};
use crate::field::{About, Belegg, FieldPath, Shape, as_section};

/// One source's statement about a field.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Statement {
    /// The value, or the nearest node that exists.
    pub node: NodeId,
    /// What is stated; [`Value::Unknown`] where nothing is.
    pub value: Value,
    /// How many steps of the path exist, where the field itself does not.
    pub missing_after: Option<usize>,
    /// The full form that the value stands in, where it does.
    pub full_form: Option<NodeId>,
}

/// What stands at the path of a list.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Found {
    /// A list with items.
    Items(NodeId),
    /// It is stated that there is none.
    Nothing(NodeId),
    /// The record does not say.
    Unknown(Statement),
}

/// All statements about a field: one, unless sources disagree.
#[derive(Debug, Clone)]
pub enum Reading {
    /// One statement.
    One(Statement),
    /// Several sources.
    Several(Vec<Statement>),
}

impl Reading {
    /// The statements.
    #[must_use]
    pub fn statements(&self) -> &[Statement] {
        match self {
            Self::One(statement) => std::slice::from_ref(statement),
            Self::Several(statements) => statements,
        }
    }
}

impl Record<'_> {
    /// Reads a field, from an item or, where the path says so, from the top.
    #[must_use]
    pub fn read(&self, item: NodeId, path: &FieldPath) -> Reading {
        let start = if path.from_top { self.root() } else { item };
        let mut statements = Vec::new();
        match self.walk(start, path, 0, &mut statements) {
            Some(single) => Reading::One(single),
            None => Reading::Several(statements),
        }
    }

    /// Reads a list.
    #[must_use]
    pub fn list(&self, item: NodeId, path: &FieldPath) -> Found {
        match self.read(item, path) {
            Reading::One(Statement { node, value: Value::List, .. }) => {
                if self.tree().children(node).next().is_some() {
                    Found::Items(node)
                } else {
                    Found::Nothing(node)
                }
            }
            Reading::One(Statement { node, value: Value::None, .. }) => Found::Nothing(node),
            Reading::One(statement) => Found::Unknown(statement),
            Reading::Several(statements) => Found::Unknown(Statement {
                node: statements.first().map_or(item, |statement| statement.node),
                value: Value::Unknown,
                missing_after: None,
                full_form: None,
            }),
        }
    }

    /// Follows the path; several statements go into `several`, a single one is returned.
    fn walk(&self, node: NodeId, path: &FieldPath, at: usize, several: &mut Vec<Statement>) -> Option<Statement> {
        let mut node = node;
        let mut at = at;
        loop {
            let value = self.tree().node(node).value;
            if matches!(value, Value::Statements) {
                for statement in self.tree().children(node) {
                    let single = self.walk(statement, path, at, several);
                    several.extend(single);
                }
                return None;
            }
            let Some(step) = path.steps().get(at).copied().map(u16::from) else {
                return Some(self.at_end(node, value, path));
            };
            let is_mapping = || matches!(self.tree().node(node).kind, NodeKind::Mapping);
            match self.field(node, step) {
                Some(next) => node = next,
                // A fact's bare value is its first field.
                None if step == 0 && !is_mapping() && !matches!(value, Value::List | Value::Unknown) => {}
                None => {
                    return Some(Statement { node, value: Value::Unknown, missing_after: Some(at), full_form: None });
                }
            }
            at += 1;
        }
    }

    fn at_end(&self, node: NodeId, value: Value, path: &FieldPath) -> Statement {
        if matches!(value, Value::Section)
            && let Some(fact) = as_section(path.target).filter(|section| section.is_fact)
        {
            return match self.field(node, 0) {
                Some(inner) => {
                    let value = self.tree().node(inner).value;
                    let statement = Statement { node: inner, value, missing_after: None, full_form: Some(node) };
                    if self.counts(&statement, fact.about) {
                        statement
                    } else {
                        Statement { value: Value::Unknown, ..statement }
                    }
                }
                None => {
                    Statement { node, value: Value::Unknown, missing_after: Some(path.steps().len()), full_form: None }
                }
            };
        }
        Statement { node, value, missing_after: None, full_form: None }
    }

    /// Whether what a number or a day rests on is enough for what it is about: «minst seks møter» in a
    /// mandate is not six meetings.
    fn counts(&self, statement: &Statement, about: About) -> bool {
        let is_number = matches!(statement.value, Value::Number(_));
        if !is_number && !matches!(statement.value, Value::Period(_)) {
            return true;
        }
        match (self.belegg(statement).map(|node| self.tree().node(node).value), about) {
            (Some(Value::Choice(Belegg::WRITTEN)), About::Practice) => !is_number,
            (Some(Value::Choice(Belegg::PLANNED) | Value::Unknown), About::Practice | About::Rule) => false,
            _ => true,
        }
    }

    /// Whether the full form of a fact states a number or a day that does not count, by what it rests
    /// on. `shape` is that of the fact.
    #[must_use]
    pub fn withholds(&self, full_form: NodeId, shape: &'static Shape) -> bool {
        let Some(fact) = as_section(shape).filter(|section| section.is_fact) else { return false };
        let Some(node) = self.field(full_form, 0) else { return false };
        let value = self.tree().node(node).value;
        !self.counts(&Statement { node, value, missing_after: None, full_form: Some(full_form) }, fact.about)
    }

    /// Whether a number or a day is stated that does not count, by what it rests on.
    #[must_use]
    pub fn is_withheld(&self, statement: &Statement) -> bool {
        let stated = || matches!(self.tree().node(statement.node).value, Value::Number(_) | Value::Period(_));
        statement.value == Value::Unknown && statement.full_form.is_some() && stated()
    }

    /// Whether the full form of a statement says that it is only planned; not known where it says
    /// that what the statement rests on is not known.
    #[must_use]
    pub fn is_planned(&self, statement: &Statement) -> Option<bool> {
        match self.belegg(statement).map(|node| self.tree().node(node).value) {
            Some(Value::Choice(Belegg::PLANNED)) => Some(true),
            Some(Value::Unknown) => None,
            _ => Some(false),
        }
    }

    /// Whether a statement that something is done counts as that: not where it is only planned. That
    /// it is written down does not say that it is done, nor that it is not.
    #[must_use]
    pub fn is_practised(&self, statement: &Statement) -> Option<bool> {
        match self.belegg(statement).map(|node| self.tree().node(node).value) {
            Some(Value::Choice(Belegg::PLANNED)) => Some(false),
            Some(Value::Choice(Belegg::WRITTEN) | Value::Unknown) => None,
            _ => Some(true),
        }
    }

    /// What a statement rests on, where its full form says so.
    #[must_use]
    pub fn belegg(&self, statement: &Statement) -> Option<NodeId> {
        self.field(statement.full_form?, Belegg::KEY)
    }

    /// The path of a node from the top, `råd[0].mandat`, in the format's own spelling.
    /// A fact and its value have the same path.
    #[must_use]
    pub fn path_of(&self, target: NodeId) -> String {
        let mut path = String::new();
        let mut node = self.root();
        let mut shape = super::SHAPE;
        while node != target {
            let inside = |child: &NodeId| *child <= target && target.0 < self.tree().node(*child).end;
            match self.tree().node(node).kind {
                NodeKind::Mapping => {
                    let Some((key, value)) =
                        self.tree().entries(node).find(|(key, value)| inside(key) || inside(value))
                    else {
                        return path;
                    };
                    let Value::Key(position) = self.tree().node(key).value else { return path };
                    let Some(section) = as_section(shape) else { return path };
                    let field = &section.fields[position as usize];
                    let is_value_of_fact = section.is_fact && position == 0;
                    if !is_value_of_fact {
                        if !path.is_empty() {
                            path.push('.');
                        }
                        path.push_str(field.name);
                    }
                    shape = field.shape;
                    if key == target {
                        return path;
                    }
                    node = value;
                }
                NodeKind::Sequence => {
                    let found = match self.long.get(&node) {
                        Some(items) => {
                            let last = items.partition_point(|item| *item <= target).checked_sub(1);
                            last.and_then(|index| Some((index, *items.get(index)?)))
                        }
                        None => self.tree().children(node).enumerate().find(|(_, child)| inside(child)),
                    };
                    let Some((index, child)) = found.filter(|(_, child)| inside(child)) else { return path };
                    path.push_str(&format!("[{index}]"));
                    if let Shape::List(item) = shape {
                        shape = item;
                    }
                    node = child;
                }
                NodeKind::Scalar { .. } => return path,
            }
        }
        path
    }
}
