//! One file per format, one function into text. Nothing here decides anything.

pub mod condition;
pub mod explain;
pub mod json;
mod portfolio;
pub mod problem;
pub mod reason;
pub mod rules;
pub mod terminal;
pub mod words;
