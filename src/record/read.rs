//! Holds the located tree against the shape of a record: every key and value is
//! given its meaning, and every mistake its place.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::fold::{fold_digraphs, same_word};
use super::list_named;
use super::places::Places;
use super::scalar::{FORMAT, Written, interpret, is_none, is_unknown};
use super::tree::{NodeId, NodeKind, Tree, Value};
use super::unknown::{Within, decimal_comma, missing_blank, not_indented, unknown_key, unseen};
use crate::field::{Field, Scalar, Section, Shape, as_section};
use crate::problem::{Kind, MOST, Problem, nearest};
use crate::source::{Source, Span};

/// Gives every node below `root` its meaning, and returns where the values of the keys stand, and the
/// mistakes in the order they stand.
pub(super) fn interpret_tree(
    tree: &mut Tree<'_>,
    source: &Source,
    root: NodeId,
    shape: &'static Shape,
) -> (Places, Vec<Problem>) {
    let places = Places::with_room(tree.nodes.len());
    let (ids, references) = (Vec::new(), Vec::new());
    let mut reader = Reader { tree, source, places, problems: Vec::new(), ids, references, within: None };
    reader.value(root, shape);
    reader.check_references();
    let Reader { places, mut problems, .. } = reader;
    // A character that cannot be seen is the mistake, whatever the word lacks.
    for problem in &mut problems {
        if let Some(unseen) = unseen(source, problem) {
            *problem = unseen;
        }
    }
    problems.sort_by_key(|problem| problem.span);
    (places, problems)
}

/// The mistake of a record that does not say which format it has.
pub(super) fn missing_format(tree: &Tree<'_>, root: NodeId) -> Option<Problem> {
    let present = tree.entries(root).any(|(key, _)| tree.text(key) == Some("format"));
    let span = tree.children(root).next().map_or(tree.node(root).span, |key| tree.node(key).span);
    (!present).then(|| Problem::new(Kind::MissingFormat, span).with("format", FORMAT))
}

/// How many names a complaint lists.
const MOST_NAMES: usize = 20;

struct Reader<'t, 's> {
    tree: &'t mut Tree<'s>,
    source: &'t Source,
    places: Places,
    problems: Vec<Problem>,
    /// The ids of items, by the name of their section.
    ids: Vec<(&'static str, NodeId)>,
    /// References, by the name of the section they point to.
    references: Vec<(&'static str, NodeId)>,
    /// The key under which is read.
    within: Option<Within>,
}

impl Reader<'_, '_> {
    fn value(&mut self, id: NodeId, shape: &'static Shape) {
        match shape {
            _ if self.is_full() => {}
            Shape::Scalar(scalar) => self.scalar(id, *scalar),
            Shape::Section(section) if section.is_fact => self.fact(id, section),
            Shape::Section(section) => self.section(id, section),
            Shape::List(item) => self.list(id, item),
        }
    }

    fn scalar(&mut self, id: NodeId, scalar: Scalar) {
        let node = self.tree.node(id);
        let NodeKind::Scalar { text, plain } = &node.kind else {
            let span = self.first_line(node.span);
            self.problems.push(Problem::new(Kind::ExpectedScalar, span));
            return;
        };
        match interpret(Written { text, plain: *plain, span: node.span }, scalar) {
            Ok(value) => {
                if scalar == Scalar::ListName {
                    let problem = unknown_list(text, node.span);
                    self.problems.extend(problem);
                }
                self.set(id, value);
                if let (Scalar::Reference(target), Value::Text) = (scalar, value) {
                    self.references.push((target, id));
                }
            }
            Err(problem) => self.problems.push(problem),
        }
    }

    /// A fact: its bare value, its full form, or what several sources say.
    fn fact(&mut self, id: NodeId, section: &'static Section) {
        match self.tree.node(id).kind {
            NodeKind::Scalar { .. } => {
                let (Some(first), true) = (section.fields.first(), section.is_fact) else { return };
                self.value(id, first.shape);
            }
            NodeKind::Mapping => self.section(id, section),
            NodeKind::Sequence => {
                self.set(id, Value::Statements);
                let mut statements = self.tree.inside(id);
                while let Some(statement) = statements.next(self.tree) {
                    if matches!(self.tree.node(statement).kind, NodeKind::Sequence) {
                        let span = self.first_line(self.tree.node(statement).span);
                        self.problems.push(Problem::new(Kind::ExpectedScalar, span));
                    } else {
                        self.fact(statement, section);
                    }
                }
            }
        }
    }

    fn section(&mut self, id: NodeId, section: &'static Section) {
        let node = self.tree.node(id);
        match &node.kind {
            NodeKind::Scalar { text, plain: true } if is_unknown(text) => self.set(id, Value::Unknown),
            NodeKind::Mapping => {
                self.set(id, Value::Section);
                self.entries(id, section);
            }
            NodeKind::Scalar { text, plain: true } if missing_blank(section, text, node.span).is_some() => {
                self.problems.extend(missing_blank(section, text, node.span));
            }
            _ => {
                let keys = section.fields.iter().take(3).map(|field| field.name).collect::<Vec<_>>();
                let problem =
                    Problem::new(Kind::ExpectedSection, self.first_line(node.span)).with("keys", keys.join(", "));
                self.problems.push(problem);
            }
        }
    }

    fn entries(&mut self, id: NodeId, section: &'static Section) {
        let mut entries = self.tree.inside(id);
        self.places.open(id, section.fields.len());
        // Most records have their keys in the format's own order and spelling.
        let (mut next, mut above) = (0, None);
        while let (Some(key), Some(value)) = (entries.next(self.tree), entries.next(self.tree)) {
            if self.is_full() {
                return;
            }
            let span = self.tree.node(key).span;
            let Some(text) = self.tree.text(key) else { continue };
            if text == "<<" {
                continue; // Refused already, by name.
            }
            let passed = section.fields[next..].iter().position(|field| field.name == text);
            let found = passed.and_then(|passed| u16::try_from(next + passed).ok());
            let Some(position) = found.or_else(|| position_of(section, text)) else {
                let problem = not_indented(above, text, span)
                    .or_else(|| decimal_comma(self.source, text, span))
                    .unwrap_or_else(|| unknown_key(section, self.within, text, span));
                self.problems.push(problem);
                continue;
            };
            if let Some(first) = self.places.put(id, position, value) {
                // A key stands right before its value.
                let first = self.tree.node(NodeId(first.0 - 1)).span;
                let line = self.source.line(first.start).to_string();
                let problem =
                    Problem::new(Kind::DuplicateKey, span).with("key", text).with("line", line).related_to(first);
                self.problems.push(problem);
                continue;
            }
            next = usize::from(position) + 1;
            self.set(key, Value::Key(position));
            let field = &section.fields[position as usize];
            above = Some(field);
            let outside = self.within.replace(Within { section, field });
            self.value(value, field.shape);
            self.within = outside;
            if matches!(field.shape, Shape::Scalar(Scalar::Id)) && self.tree.node(value).value == Value::Text {
                self.ids.push((section.name, value));
            }
        }
    }

    fn list(&mut self, id: NodeId, item: &'static Shape) {
        let node = self.tree.node(id);
        match &node.kind {
            NodeKind::Sequence => {
                self.set(id, Value::List);
                let mut items = self.tree.inside(id);
                while let Some(element) = items.next(self.tree) {
                    self.value(element, item);
                }
            }
            NodeKind::Scalar { text, plain: true } if is_unknown(text) => self.set(id, Value::Unknown),
            NodeKind::Scalar { text, plain: true } if is_none(text) => self.set(id, Value::None),
            _ => {
                let problem = Problem::new(Kind::ExpectedList, self.first_line(node.span));
                self.problems.push(problem);
            }
        }
    }

    fn check_references(&mut self) {
        let mut known: HashMap<(&str, String), NodeId> = HashMap::with_capacity(self.ids.len());
        for (section, id) in &self.ids {
            let node = self.tree.node(*id);
            let text = self.tree.text(*id).unwrap_or_default();
            match known.entry((section, fold_digraphs(text))) {
                Entry::Vacant(place) => {
                    place.insert(*id);
                }
                Entry::Occupied(first) => {
                    let problem = Problem::new(Kind::DuplicateId, node.span)
                        .with("id", text)
                        .related_to(self.tree.node(*first.get()).span);
                    self.problems.push(problem);
                }
            }
        }
        for (target, id) in std::mem::take(&mut self.references) {
            let text = self.tree.text(id).unwrap_or_default();
            match known.get(&(target, fold_digraphs(text))) {
                Some(node) => self.set(id, Value::Reference(*node)),
                None if self.is_full() => return,
                None => {
                    let mut others: Vec<NodeId> =
                        known.iter().filter(|((section, _), _)| *section == target).map(|(_, id)| *id).collect();
                    others.sort_unstable();
                    let problem = self.broken_reference(target, id, &others);
                    self.problems.push(problem);
                }
            }
        }
    }

    /// The complaint about a reference to none of the items that there are.
    fn broken_reference(&self, target: &str, id: NodeId, items: &[NodeId]) -> Problem {
        let node = self.tree.node(id);
        let text = self.tree.text(id).unwrap_or_default();
        let names: Vec<&str> = items.iter().filter_map(|id| self.tree.text(*id)).collect();
        let mut listed = names.iter().take(MOST_NAMES).copied().collect::<Vec<_>>().join(", ");
        if names.len() > MOST_NAMES {
            listed.push_str(", …");
        }
        Problem::new(Kind::BrokenReference, node.span)
            .with("id", text)
            .with("section", target.to_lowercase())
            .with("known", if names.is_empty() { "–".to_owned() } else { listed })
            .suggest(nearest(text, names.iter().copied()))
    }

    /// Whether enough is wrong to stop looking.
    fn is_full(&self) -> bool {
        self.problems.len() >= MOST
    }

    fn set(&mut self, id: NodeId, value: Value) {
        self.tree.nodes[id.0 as usize].value = value;
    }

    fn first_line(&self, span: Span) -> Span {
        let line = self.source.line_span(self.source.line(span.start));
        Span::new(span.start, span.end.min(line.end).max(span.start))
    }
}

pub(super) fn position_of(section: &'static Section, text: &str) -> Option<u16> {
    section.field(text).map(|(position, _)| position).or_else(|| {
        let index = section.fields.iter().position(|field| same_word(field.name, text))?;
        u16::try_from(index).ok()
    })
}

/// The complaint about a name that no list of the record has.
fn unknown_list(text: &str, span: Span) -> Option<Problem> {
    if list_named(text.trim()).is_some() {
        return None;
    }
    let lists = as_section(super::SHAPE).map_or(&[] as &[Field], |section| section.fields);
    let names = lists.iter().filter(|field| matches!(field.shape, Shape::List(_))).map(|field| field.name);
    let known = names.clone().collect::<Vec<_>>().join(", ");
    Some(Problem::new(Kind::UnknownValue, span).with("value", text).with("known", known).suggest(nearest(text, names)))
}
