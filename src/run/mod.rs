//! The one place that knows all stages.

pub mod accept;
pub mod ask;
pub mod audit;
pub mod baseline;
pub mod cause;
pub mod change;
pub mod compare;
pub mod config;
pub mod docs;
pub mod explain;
pub mod forecast;
pub mod gather;
pub mod init;
pub mod load;
pub mod many;
pub mod manual;
pub mod next;
pub mod output;
pub mod person;
pub mod plan;
pub mod rules;
pub mod schema;
pub mod settings;
pub mod setup;
pub mod usage;
pub mod write;

use std::path::PathBuf;

use jiff::civil::Date;

use crate::config::Config;
use crate::render::problem::Style;

/// What a command came to: what to print, what to write, and the exit code.
#[derive(Debug, Default)]
pub struct Exit {
    /// For standard output.
    pub output: String,
    /// For standard error.
    pub messages: String,
    /// Files to write, whole.
    pub files: Vec<(PathBuf, Vec<u8>)>,
    /// Files to write where there is none yet.
    pub new_files: Vec<(PathBuf, Vec<u8>)>,
    /// For the summary of a job on GitHub, where the program runs in one.
    pub summary: Option<String>,
    /// 0: nothing at or above the threshold; 1: gaps; 2: could not audit.
    pub code: u8,
}

impl Exit {
    /// Nothing could be done, for this reason.
    #[must_use]
    pub fn failed(message: impl Into<String>) -> Self {
        let mut messages = message.into();
        if !messages.ends_with('\n') {
            messages.push('\n');
        }
        Self { messages, code: 2, ..Self::default() }
    }
}

/// What every command knows about where it runs.
#[derive(Debug, Clone, Copy)]
pub struct Context<'c> {
    /// How things are shown.
    pub style: Style,
    /// Today, unless `--as-of` says otherwise.
    pub today: Date,
    /// Whether the command line names the language.
    pub asked_language: bool,
    /// The configuration that counts.
    pub config: &'c Config,
}
