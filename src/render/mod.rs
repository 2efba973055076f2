//! One file per format, one function into text. Nothing here decides anything.

pub mod csv;
pub mod html;
pub mod json;
pub mod markdown;
pub mod plain;
pub mod problem;
pub mod reason;
pub mod terminal;
pub mod view;
pub mod words;
