//! One file per format, one function into text. Nothing here decides anything.

mod cells;
pub mod condition;
pub mod coverage;
pub mod explain;
pub mod json;
pub mod problem;
pub mod reason;
pub mod rules;
pub mod terminal;
pub mod words;
