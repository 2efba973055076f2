//! What is read of a built-in rule when it is first asked for: a record never comes to most of its
//! conditions, and a report tells of few rules in full.

use std::fmt;
use std::ops::Deref;
use std::sync::OnceLock;

use serde::{Deserialize, Deserializer, Serialize, Serializer, ser};

/// A part of a rule that is read now or later.
#[derive(Clone)]
pub struct Later<T> {
    /// As the build script packed it; not used where it is read already.
    packed: &'static [u8],
    read: OnceLock<Box<T>>,
}

impl<T> From<T> for Later<T> {
    fn from(read: T) -> Self {
        Self { packed: &[], read: OnceLock::from(Box::new(read)) }
    }
}

impl<T: Deserialize<'static>> Deref for Later<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.read.get_or_init(|| postcard::from_bytes(self.packed).expect("it is packed by the same types"))
    }
}

impl<T: Deserialize<'static> + Serialize> Serialize for Later<T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let packed = postcard::to_allocvec(&**self).map_err(ser::Error::custom)?;
        to.serialize_bytes(&packed)
    }
}

impl<'de: 'static, T> Deserialize<'de> for Later<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        <&'static [u8]>::deserialize(from).map(|packed| Self { packed, read: OnceLock::new() })
    }
}

impl<T: Deserialize<'static> + fmt::Debug> fmt::Debug for Later<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.deref().fmt(formatter)
    }
}
