//! Field paths and the shape of records: the vocabulary that records, rules and
//! schema share.

mod path;
mod shape;

pub use path::{DeadEnd, FieldPath, as_section, value_shape};
pub use shape::*;
