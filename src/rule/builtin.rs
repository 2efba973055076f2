//! The built-in rules, compiled into the program.

use super::law::Library;
use super::model::Origin;
use super::set::RuleSet;
use crate::field::Shape;
use crate::problem::Problem;
use crate::source::Source;

mod files {
    include!(concat!(env!("OUT_DIR"), "/builtin.rs"));
}

const LIBRARY: [(&str, &str); 4] = [
    ("rules/law.toml", include_str!("../../rules/law.toml")),
    ("rules/documents.toml", include_str!("../../rules/documents.toml")),
    ("rules/statements.toml", include_str!("../../rules/statements.toml")),
    ("rules/topics.toml", include_str!("../../rules/topics.toml")),
];

/// Mistakes in files, each with the position of its file.
pub type Misread = (Vec<Source>, Vec<(usize, Problem)>);

/// What the built-in rules rest on, which own rules may point at too.
///
/// # Errors
/// The mistakes in its files, which a test holds to be none.
pub fn built_in_library() -> Result<Library, Misread> {
    let sources = LIBRARY.map(|(name, text)| Source::new(name, text.to_owned()));
    let [law, documents, statements, topics] = &sources;
    Library::read(law, documents, statements, topics).map_err(|problems| (sources.into(), problems))
}

/// The built-in rule set.
///
/// # Errors
/// The mistakes in its files, which a test holds to be none.
pub fn built_in(top: &'static Shape) -> Result<RuleSet, Misread> {
    let mut set = RuleSet::new(env!("CARGO_PKG_VERSION"), built_in_library()?);
    let sources = read(files::RULES);
    match set.add(&sources, top, Origin::BuiltIn) {
        Ok(()) => Ok(set),
        Err(problems) => Err((sources, problems)),
    }
}

/// The cases of the built-in rules.
#[must_use]
pub fn built_in_cases() -> Vec<Source> {
    read(files::CASES)
}

fn read(files: &[(&str, &str)]) -> Vec<Source> {
    files.iter().map(|(name, text)| Source::new(*name, (*text).to_owned())).collect()
}
