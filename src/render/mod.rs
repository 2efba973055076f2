//! One file per format, one function into text. Nothing here decides anything.

mod cells;
pub mod condition;
pub mod coverage;
pub mod docs;
pub mod docx;
pub mod csv;
pub mod explain;
pub mod html;
pub mod json;
pub mod office;
pub mod markdown;
pub mod plain;
mod portfolio;
pub mod problem;
pub mod reason;
pub mod rules;
pub mod terminal;
pub mod view;
pub mod words;
pub mod xlsx;
