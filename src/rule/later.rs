//! What is read of a built-in rule when it is first asked for: a record never comes to most of its
//! conditions, and a report tells of few rules in full.

use std::fmt;
use std::ops::Deref;
use std::sync::OnceLock;

/// A part of a rule that is read now or later.
#[derive(Clone)]
pub struct Later<T: Unpack>(State<T>);

#[derive(Clone)]
enum State<T: Unpack> {
    Read(Box<T>),
    /// Of a built-in rule.
    Packed(T::Packed, OnceLock<Box<T>>),
}

/// What can be read from the form that the build script packed it into.
pub trait Unpack: Clone {
    /// The packed form, with all that is needed to read it.
    type Packed: Clone;

    /// Reads it.
    fn unpack(packed: &Self::Packed) -> Self;
}

impl<T: Unpack> Later<T> {
    pub(super) const fn packed(packed: T::Packed) -> Self {
        Self(State::Packed(packed, OnceLock::new()))
    }
}

impl<T: Unpack> From<T> for Later<T> {
    fn from(read: T) -> Self {
        Self(State::Read(Box::new(read)))
    }
}

impl<T: Unpack> Deref for Later<T> {
    type Target = T;

    fn deref(&self) -> &T {
        match &self.0 {
            State::Read(read) => read,
            State::Packed(packed, read) => read.get_or_init(|| Box::new(T::unpack(packed))),
        }
    }
}

impl<T: Unpack + fmt::Debug> fmt::Debug for Later<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.deref().fmt(formatter)
    }
}
