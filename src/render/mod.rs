//! One file per format, one function into text. Nothing here decides anything.

pub mod condition;
pub mod explain;
pub mod github;
pub mod gitlab;
pub mod json;
pub mod junit;
pub mod machine;
pub mod oscal;
mod portfolio;
pub mod problem;
pub mod reason;
pub mod rules;
pub mod sarif;
pub mod terminal;
pub mod words;
