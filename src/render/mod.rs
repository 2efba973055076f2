//! One file per format, one function into text. Nothing here decides anything.

pub mod json;
pub mod problem;
pub mod reason;
pub mod terminal;
pub mod words;
