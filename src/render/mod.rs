//! One file per format, one function into text. Nothing here decides anything.

pub mod problem;
