//! Personal data that no file may hold, and what may turn out to be some.
//!
//! Identity numbers are found in the raw text of a file, before anything reads it: in values,
//! keys and comments alike, in every format. [`Source`](crate::source::Source) masks them as it
//! is made, so that nothing further on can show one.

mod contact;
mod identity;
mod runs;
mod scan;

pub use contact::{Contact, contacts};
pub(crate) use scan::masked;
pub use scan::{identity_numbers, is_invisible, mask};
