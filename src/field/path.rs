//! Field paths: how rules name the facts of a record.

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

use super::SHAPE;
use super::shape::{Section, Shape};

/// A path to a field, resolved against the shape it starts from. Conditions hold many of them, so
/// what it consists of stands apart.
#[derive(Clone)]
pub struct FieldPath(pub(super) Box<Path>);

/// What a field path consists of.
#[derive(Clone)]
pub struct Path {
    pub(super) text: Cow<'static, str>,
    pub(super) steps: Cow<'static, [u8]>,
    /// Whether it starts at the top of the record instead of at the current item.
    pub from_top: bool,
    /// Where it starts.
    pub(super) start: &'static Section,
    /// What stands at its end.
    pub target: &'static Shape,
}

impl Deref for FieldPath {
    type Target = Path;

    fn deref(&self) -> &Path {
        &self.0
    }
}

impl fmt::Debug for FieldPath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}{}", if self.from_top { "/" } else { "" }, self.text)
    }
}

/// The step of a path that leads nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeadEnd {
    /// The step as written.
    pub step: String,
    /// The part of the path that exists.
    pub before: String,
    /// The keys that could have stood there.
    pub known: Vec<&'static str>,
}

impl FieldPath {
    /// Resolves a path such as `styring.styringssystem`; a leading `/` starts at the top of the
    /// record.
    ///
    /// # Errors
    /// The first step that the shape does not have.
    pub fn resolve(text: &str, item: &'static Shape) -> Result<Self, DeadEnd> {
        let from_top = text.starts_with('/');
        let rest = text.strip_prefix('/').unwrap_or(text);
        let start = if from_top { SHAPE } else { item };
        let dead_end = |at: usize, section: Option<&'static Section>| DeadEnd {
            step: rest.split('.').nth(at).unwrap_or_default().to_owned(),
            before: rest.split('.').take(at).collect::<Vec<_>>().join("."),
            known: section.map_or(Vec::new(), |section| section.fields.iter().map(|field| field.name).collect()),
        };
        let Some(first) = as_section(start) else { return Err(dead_end(0, None)) };
        let mut target = start;
        let mut steps = Vec::new();
        for (at, step) in rest.split('.').enumerate() {
            let section = as_section(target);
            let found = section.and_then(|section| section.fields.iter().position(|field| field.name == step));
            let (Some(section), Some(position)) = (section, found) else { return Err(dead_end(at, section)) };
            steps.push(u8::try_from(position).map_err(|_| dead_end(at, None))?);
            target = section.fields[position].shape;
        }
        let (text, steps) = (Cow::Owned(rest.to_owned()), Cow::Owned(steps));
        Ok(Self(Box::new(Path { text, steps, from_top, start: first, target })))
    }
}

impl Path {
    /// The path as written, without a leading `/`.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The positions of the keys in their sections, outermost first.
    #[must_use]
    pub fn steps(&self) -> &[u8] {
        &self.steps
    }

    /// What stands at the end, seen through a fact's full form.
    #[must_use]
    pub fn value_shape(&self) -> &'static Shape {
        value_shape(self.target)
    }

    /// Whether the path ends at a fact with a full form.
    #[must_use]
    pub fn is_fact(&self) -> bool {
        as_section(self.target).is_some_and(|section| section.is_fact)
    }
}

/// The section of a shape, where it is one.
#[must_use]
pub const fn as_section(shape: &'static Shape) -> Option<&'static Section> {
    match shape {
        Shape::Section(section) => Some(section),
        _ => None,
    }
}

/// The shape of a fact's value; any other shape is its own.
#[must_use]
pub fn value_shape(shape: &'static Shape) -> &'static Shape {
    match shape {
        Shape::Section(section) if section.is_fact => {
            section.fields.first().map_or(shape, |field| value_shape(field.shape))
        }
        other => other,
    }
}
