//! The one place that knows all stages.

pub mod audit;
pub mod explain;
pub mod rules;

use std::path::PathBuf;

/// What a command came to: what to print, what to write, and the exit code.
#[derive(Debug, Default)]
pub struct Outcome {
    /// For standard output.
    pub output: String,
    /// For standard error.
    pub messages: String,
    /// Files to write, whole.
    pub files: Vec<(PathBuf, Vec<u8>)>,
    /// 0: nothing at or above the threshold; 1: gaps; 2: could not audit.
    pub code: u8,
}
