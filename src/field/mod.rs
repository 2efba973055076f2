//! The shape of records, and field paths: the vocabulary that records, rules and schema share.

mod packed;
mod path;
mod shape;
mod types;

pub use path::{DeadEnd, FieldPath, Path, as_section, value_shape};
pub use shape::*;
pub use types::*;

/// The shape of a whole record.
pub const SHAPE: &Shape = Opplysninger::SHAPE;
