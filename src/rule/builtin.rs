//! The built-in rules, compiled into the program.

use super::law::Library;
use super::model::Origin;
use super::packed;
use super::set::RuleSet;
use super::statement::Statements;
use crate::field::Shape;
use crate::problem::Problem;
use crate::source::Source;

#[allow(clippy::unreadable_literal, reason = "the build script writes it")]
mod files {
    include!(concat!(env!("OUT_DIR"), "/builtin.rs"));
}

/// Mistakes, each with the name of its file.
pub type Misread = Vec<(&'static str, Problem)>;

/// What the built-in rules rest on, which own rules may point at too.
///
/// # Errors
/// The mistakes in its files, which a test holds to be none.
pub fn built_in_library() -> Result<Library, Misread> {
    let files = files::LIBRARY.map(|(_, start)| packed::each(packed::from(start)));
    Library::of(files, Statements::packed(files::STATEMENTS)).map_err(|problems| named(&files::LIBRARY, problems))
}

/// The built-in rule set.
///
/// # Errors
/// The mistakes in its files, which a test holds to be none.
pub fn built_in(top: &'static Shape) -> Result<RuleSet, Misread> {
    let mut set = RuleSet::new(env!("CARGO_PKG_VERSION"), built_in_library()?);
    let names: Vec<&str> = files::RULES.iter().map(|(name, _)| *name).collect();
    let read = |position: usize| Ok(packed::entries(packed::from(files::RULES[position].1)));
    match set.add_read(&names, read, top, Origin::BuiltIn) {
        Ok(()) => Ok(set),
        Err(problems) => Err(named(files::RULES, problems)),
    }
}

/// The cases of the built-in rules.
#[must_use]
pub fn built_in_cases() -> Vec<Source> {
    files::CASES.iter().map(|(name, text)| Source::new(*name, (*text).to_owned())).collect()
}

fn named(files: &[(&'static str, usize)], problems: Vec<(usize, Problem)>) -> Misread {
    problems.into_iter().map(|(position, problem)| (files[position].0, problem)).collect()
}
