//! `medvirk.toml`: how an organisation audits. Keys are English, as in rules and on the command
//! line; ids of rules, topics and parameters are the field's own Norwegian words.
//!
//! A value that a file does not give is taken from the file it extends. Whatever is wrong in any
//! of the files is told at once.

mod apply;
mod find;
mod load;
pub mod options;
mod read;
mod schema;

use std::path::{Path, PathBuf};

pub use find::{FILE, find};
pub use load::{DEPTH, SIZE, load};
pub use schema::schema;

use crate::collect::{Filter, Pattern, real};
use crate::problem::Problem;
use crate::source::{Source, Span};
use crate::text::Language;
use options::{FailOn, ReportFormat, Separator};

/// What a configuration says; nothing where there is none.
#[derive(Debug, Default)]
pub struct Config {
    /// The files it stands in, the nearest first.
    pub sources: Vec<Source>,
    /// Where the nearest of them lies, from the root of the file system.
    root: Option<PathBuf>,
    /// The language of everything shown.
    pub language: Option<Given<Language>>,
    /// The files in folders that are audited.
    pub include: Option<Given<Vec<Pattern>>>,
    /// The files in folders that are not audited.
    pub exclude: Option<Given<Vec<Pattern>>>,
    /// The only topics or rules that are tried.
    pub only: Option<Given<Vec<Given<String>>>>,
    /// The topics or rules that are not tried.
    pub skip: Option<Given<Vec<Given<String>>>>,
    /// The folders of the organisation's own rules.
    pub rules: Option<Given<Vec<PathBuf>>>,
    /// The file of accepted deviations.
    pub accepted: Option<Given<PathBuf>>,
    /// The baseline to compare with.
    pub baseline: Option<Given<PathBuf>>,
    /// The weakest force whose gaps fail.
    pub fail_on: Option<Given<FailOn>>,
    /// Whether foreign YAML is an error.
    pub strict: Option<Given<bool>>,
    /// The format of the report on the screen.
    pub format: Option<Given<ReportFormat>>,
    /// The files of the report.
    pub output: Option<Given<Vec<PathBuf>>>,
    /// What stands between the values of a CSV file.
    pub separator: Option<Given<Separator>>,
    /// What counts in some folders alone.
    pub folders: Vec<Folder>,
    /// The organisation's own values of rules' parameters.
    pub parameters: Vec<OwnParameter>,
}

/// A place in one of the files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The file's position.
    pub file: usize,
    /// Where in it.
    pub span: Span,
}

/// A value with the place it was given.
#[derive(Debug, Clone)]
pub struct Given<T> {
    /// The value.
    pub value: T,
    /// The place.
    pub place: Place,
}

/// What counts in one folder and those below it.
#[derive(Debug, Clone)]
pub struct Folder {
    /// The folder, without links.
    pub place: PathBuf,
    /// The name it is shown under.
    pub name: String,
    /// The weakest force whose gaps fail there.
    pub fail_on: Given<FailOn>,
}

/// A parameter with the organisation's own value.
#[derive(Debug, Clone)]
pub struct OwnParameter {
    /// The rule's id.
    pub rule: Given<String>,
    /// The parameter's name.
    pub name: Given<String>,
    /// The value.
    pub value: Given<f64>,
}

/// A mistake with the position of its file.
#[derive(Debug)]
pub struct Mistake {
    /// The file's position.
    pub file: usize,
    /// The mistake.
    pub problem: Problem,
}

impl Config {
    /// A place as it is shown: file and line.
    #[must_use]
    pub fn shown(&self, place: Place) -> String {
        self.sources
            .get(place.file)
            .map_or_else(String::new, |source| format!("{}:{}", source.name(), source.position(place.span.start).line))
    }

    /// Which files found in folders are left out.
    #[must_use]
    pub fn filter(&self) -> Filter {
        let patterns =
            |given: &Option<Given<Vec<_>>>| given.as_ref().map(|given| given.value.clone()).unwrap_or_default();
        // The cases of own rules are YAML too.
        let other = self.rules.iter().flat_map(|given| &given.value).map(|folder| real(folder)).collect();
        Filter { include: patterns(&self.include), exclude: patterns(&self.exclude), other }
    }

    /// What counts for a file at a place: the innermost folder that says something.
    #[must_use]
    pub fn folder(&self, place: &Path) -> Option<&Folder> {
        let above = self.folders.iter().filter(|folder| place.starts_with(&folder.place));
        above.max_by_key(|folder| folder.place.components().count())
    }
}
