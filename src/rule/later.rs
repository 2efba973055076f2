//! Conditions that are read when they are first asked: a record never comes to most of them.

use std::fmt;
use std::ops::Deref;
use std::sync::OnceLock;

use super::compile::Compiler;
use super::condition::Condition;
use super::packed;
use crate::field::Shape;

/// A condition of a rule.
#[derive(Clone)]
pub struct Later(State);

#[derive(Clone)]
enum State {
    Read(Box<Condition>),
    /// Of a built-in rule: compiled when it is first asked.
    Packed(Packed, OnceLock<Box<Condition>>),
}

/// A condition in the packed form, with all that it is compiled with.
#[derive(Debug, Clone)]
pub(super) struct Packed {
    /// The packed form.
    pub bytes: &'static [u8],
    /// The shape of a whole record.
    pub top: &'static Shape,
    /// The shape that its paths start at.
    pub item: &'static Shape,
    /// The names of the rule's parameters.
    pub parameters: Vec<String>,
}

impl Packed {
    fn condition(&self) -> Condition {
        let mut compiler = Compiler::new(self.top, &self.parameters);
        let condition = compiler.condition(&packed::value(self.bytes), self.item);
        condition.expect("a test compiles every condition of the built-in rules")
    }
}

impl From<Condition> for Later {
    fn from(condition: Condition) -> Self {
        Self(State::Read(Box::new(condition)))
    }
}

impl From<Packed> for Later {
    fn from(packed: Packed) -> Self {
        Self(State::Packed(packed, OnceLock::new()))
    }
}

impl Deref for Later {
    type Target = Condition;

    fn deref(&self) -> &Condition {
        match &self.0 {
            State::Read(condition) => condition,
            State::Packed(packed, read) => read.get_or_init(|| Box::new(packed.condition())),
        }
    }
}

impl fmt::Debug for Later {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.deref().fmt(formatter)
    }
}
