//! One organisation's record: read from YAML, every key and value with its place.

mod address;
mod culprit;
mod extent;
mod fold;
mod ids;
mod lookup;
mod number;
mod places;
mod read;
mod scalar;
mod tree;
mod trial;
mod unknown;
mod yaml;

pub use address::{Address, Step};
pub use fold::{fold, same_word};
pub use lookup::{Found, Reading, Statement};
pub use scalar::{FORMAT, day};
pub use tree::{NodeId, NodeKind, Period, Tree, Value};
pub use trial::Trial;
pub use yaml::{MAX_DEPTH, MAX_LINE, MAX_NODES, Parsed, parse};

use std::collections::HashMap;
use std::sync::LazyLock;

use places::Places;

pub use crate::field::SHAPE;
use crate::field::{Dokument, FieldPath, Scalar, Shape, add_list_names};
use crate::privacy::{Contact, contacts};
use crate::problem::{Kind, Problem, refuse_identity_numbers};
use crate::source::{Source, Span};

/// How many items make a list a long one.
const LONG: usize = 32;

/// A record that can be audited.
#[derive(Debug)]
pub struct Record<'s> {
    source: &'s Source,
    tree: Tree<'s>,
    root: NodeId,
    places: Places,
    /// The items of each long list, so that one in it is found without counting.
    long: HashMap<NodeId, Vec<NodeId>>,
    /// An answer that is only tried.
    tried: Option<trial::Tried>,
}

/// Reads a record.
///
/// # Errors
/// All mistakes in the file, in the order they stand.
pub fn read(source: &Source) -> Result<Record<'_>, Vec<Problem>> {
    let Parsed { mut tree, mut problems, complete } = parse(source);
    let Some(root) = tree.root() else {
        if problems.is_empty() {
            problems.push(Problem::new(Kind::EmptyFile, Span::default()));
        }
        return Err(problems);
    };
    let (places, misread) = read::interpret_tree(&mut tree, source, root, SHAPE);
    problems.extend(misread.into_iter().filter(|problem| complete || !is_unfinished(problem.kind)));
    if complete && matches!(tree.node(root).kind, NodeKind::Mapping) {
        problems.extend(read::missing_format(&tree, root));
    }
    problems.retain(|problem| problem.kind != Kind::IdentityNumber);
    refuse_identity_numbers(&mut problems, source);
    problems.sort_by_key(|problem| problem.span);
    if problems.is_empty() { Ok(Record::new(source, tree, root, places)) } else { Err(problems) }
}

/// Reads the record that stands at a node of a larger document, such as a rule's cases.
///
/// # Errors
/// All mistakes in the fragment.
pub fn read_fragment<'s>(source: &'s Source, mut tree: Tree<'s>, root: NodeId) -> Result<Record<'s>, Vec<Problem>> {
    let (places, problems) = read::interpret_tree(&mut tree, source, root, SHAPE);
    if problems.is_empty() { Ok(Record::new(source, tree, root, places)) } else { Err(problems) }
}

/// What a single value means in a field of this kind.
///
/// # Errors
/// Why it cannot stand there, at this place.
pub fn interpret(text: &str, plain: bool, scalar: Scalar, span: Span) -> Result<Value, Problem> {
    scalar::interpret(scalar::Written { text, plain, span }, scalar)
}

/// The key of the list that is meant, in the format's own spelling.
#[must_use]
pub fn list_named(name: &str) -> Option<&'static str> {
    static NAMES: LazyLock<Vec<&str>> = LazyLock::new(|| {
        let mut names = Vec::new();
        add_list_names(SHAPE, &mut names);
        names
    });
    let find = |is: &dyn Fn(&str) -> bool| NAMES.iter().find(|key| is(key)).copied();
    find(&|key| key == name).or_else(|| find(&|key| same_word(key, name)))
}

/// What a record's text holds that may be personal data; the record can be audited all the same.
#[must_use]
pub fn doubts(source: &Source) -> Vec<Problem> {
    let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let doubt = |(contact, place): (Contact, std::ops::Range<usize>)| {
        let kind = match contact {
            Contact::Email => Kind::Email,
            Contact::Telephone => Kind::Telephone,
        };
        Problem::new(kind, Span::new(offset(place.start), offset(place.end)))
    };
    contacts(source.text()).into_iter().map(doubt).collect()
}

/// Complaints that only say that the text broke off.
const fn is_unfinished(kind: Kind) -> bool {
    matches!(kind, Kind::BrokenReference | Kind::ExpectedSection | Kind::ExpectedList)
}

impl<'s> Record<'s> {
    fn new(source: &'s Source, tree: Tree<'s>, root: NodeId, places: Places) -> Self {
        let long = tree.long_lists(LONG);
        Self { source, tree, root, places, long, tried: None }
    }

    /// The value of the key at a position of a node's section.
    fn field(&self, node: NodeId, position: u16) -> Option<NodeId> {
        if let Some(tried) = self.tried(node, position) {
            return Some(tried);
        }
        match self.places.under(node) {
            Some(values) => values.get(usize::from(position)).copied().flatten(),
            // A node of an answer that is only tried.
            None => self.tree.field(node, position),
        }
    }

    /// The text that the record was read from.
    #[must_use]
    pub const fn source(&self) -> &'s Source {
        self.source
    }

    /// The node of the whole record.
    #[must_use]
    pub const fn root(&self) -> NodeId {
        self.root
    }

    /// The located tree.
    #[must_use]
    pub const fn tree(&self) -> &Tree<'s> {
        &self.tree
    }
}

/// A file that a record names as evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attachment {
    /// The node of its path.
    pub file: NodeId,
    /// The node of its digest, where one is given.
    pub sha256: Option<NodeId>,
}

impl Record<'_> {
    /// The files that the record names as evidence, in the order they stand.
    #[must_use]
    pub fn attachments(&self) -> Vec<Attachment> {
        let mut found = Vec::new();
        // Few records name any, and one look through the keys tells.
        let mut keys = self.tree.nodes.iter().filter(|node| matches!(node.value, Value::Key(Dokument::FILE)));
        if !keys.any(|key| matches!(&key.kind, NodeKind::Scalar { text, .. } if same_word(text, "fil"))) {
            return found;
        }
        let mut open = vec![self.root];
        while let Some(node) = open.pop() {
            if let Some(file) = self.value_of(node, "fil") {
                found.push(Attachment { file, sha256: self.value_of(node, "sha256") });
            }
            open.extend(self.tree.children(node));
        }
        found.sort_by_key(|attachment| attachment.file);
        found
    }

    /// The node of an item's id, which references to it name.
    #[must_use]
    pub fn id_node(&self, item: NodeId) -> Option<NodeId> {
        self.value_of(item, "id")
    }

    /// The text of an item's key, where it is stated.
    #[must_use]
    pub fn named(&self, item: NodeId, key: &str) -> Option<&str> {
        self.tree.text(self.value_of(item, key)?)
    }

    /// A single value of an item's key as written, where it is stated, whatever it means.
    #[must_use]
    pub fn stated(&self, item: NodeId, key: &str) -> Option<&str> {
        let value = self.under(item, key)?;
        let open = matches!(self.tree.node(value).value, Value::Unknown | Value::None);
        if open { None } else { self.tree.text(value) }
    }

    /// The node of a text under an item's key.
    fn value_of(&self, item: NodeId, key: &str) -> Option<NodeId> {
        self.under(item, key).filter(|value| self.tree.node(*value).value == Value::Text)
    }

    /// What stands under an item's key, however the key is spelled.
    fn under(&self, item: NodeId, key: &str) -> Option<NodeId> {
        let is = |found: &NodeId| self.tree.text(*found).is_some_and(|text| same_word(text, key));
        let stands = || self.tree.entries(item).find(|(found, _)| is(found)).map(|(_, value)| value);
        self.tried_named(item, key).or_else(stands)
    }

    /// The text that is written at a path from the top, whatever it means.
    #[must_use]
    pub fn text_at(&self, path: &str) -> Option<&str> {
        let path = FieldPath::resolve(path, SHAPE).ok()?;
        match self.read(self.root, &path).statements() {
            [statement] if !matches!(statement.value, Value::Unknown | Value::None) => self.tree.text(statement.node),
            _ => None,
        }
    }

    /// The choice that is stated at a path from the top, in the format's own spelling.
    #[must_use]
    pub fn choice_at(&self, path: &str) -> Option<&'static str> {
        let path = FieldPath::resolve(path, SHAPE).ok()?;
        match (self.read(self.root, &path).statements(), path.value_shape()) {
            ([Statement { value: Value::Choice(index), .. }], Shape::Scalar(Scalar::Choice(choices))) => {
                choices.values.get(*index as usize).copied()
            }
            _ => None,
        }
    }
}
