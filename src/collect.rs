//! From paths to sources.

use std::io::Read;
use std::path::Path;

use walkdir::WalkDir;

use crate::source::{Source, Unreadable};

/// Why a path gave no source.
#[derive(Debug, thiserror::Error)]
pub enum CollectError {
    /// The system would not give the file.
    #[error("{name}: {cause}")]
    Io {
        /// The path as given.
        name: String,
        /// What the system said.
        cause: std::io::Error,
    },
    /// The bytes are not a text that can be read.
    #[error("{name}: {cause:?}")]
    Unreadable {
        /// The path as given.
        name: String,
        /// Why.
        cause: Unreadable,
    },
}

/// Reads a file, at most one byte more than the limit.
///
/// # Errors
/// When the file cannot be read, is too large, or is not UTF-8.
pub fn file(path: &Path, name: &str) -> Result<Source, CollectError> {
    let open = std::fs::File::open(path).map_err(|cause| io(name, cause))?;
    reader(open, name)
}

/// Reads standard input or any other reader under a name.
///
/// # Errors
/// When it cannot be read, is too large, or is not UTF-8.
pub fn reader(reader: impl Read, name: &str) -> Result<Source, CollectError> {
    let mut bytes = Vec::new();
    reader.take(Source::LIMIT + 1).read_to_end(&mut bytes).map_err(|cause| io(name, cause))?;
    Source::from_bytes(name, bytes).map_err(|cause| CollectError::Unreadable { name: name.to_owned(), cause })
}

/// The files of a folder of topics.
#[derive(Debug, Default)]
pub struct RuleFiles {
    /// The rules, `<topic>/<id>.toml`.
    pub rules: Vec<Source>,
    /// The cases beside them, `<topic>/<id>.cases.yaml`.
    pub cases: Vec<Source>,
    /// `topics.toml` at the top.
    pub topics: Option<Source>,
    /// Files with such names in places where none is looked for.
    pub strays: Vec<Source>,
}

/// The files at the top of a folder of topics that are not rules.
const BESIDE_TOPICS: [&str; 4] = ["law.toml", "documents.toml", "statements.toml", "topics.toml"];

/// The rules in a folder of topics with what stands beside them, in the order of their names.
///
/// # Errors
/// When the folder or a file cannot be read.
pub fn rules(folder: &Path) -> Result<RuleFiles, CollectError> {
    let mut found = RuleFiles::default();
    for entry in WalkDir::new(folder).follow_links(true).sort_by_file_name() {
        let entry = entry.map_err(|error| io(&shown(folder), error.into()))?;
        let path = entry.path();
        let file_name = entry.file_name().to_string_lossy();
        let is_cases = file_name.ends_with(".cases.yaml");
        if !entry.file_type().is_file() || !(is_cases || file_name.ends_with(".toml")) {
            continue;
        }
        let source = file(path, &shown(path))?;
        match entry.depth() {
            2 if is_cases => found.cases.push(source),
            2 => found.rules.push(source),
            1 if file_name == "topics.toml" => found.topics = Some(source),
            1 if BESIDE_TOPICS.contains(&file_name.as_ref()) => {}
            _ => found.strays.push(source),
        }
    }
    Ok(found)
}

/// A path as it is shown: forward slashes, no leading `./`.
#[must_use]
pub fn shown(path: &Path) -> String {
    let shown = path.to_string_lossy().replace('\\', "/");
    shown.strip_prefix("./").unwrap_or(&shown).to_owned()
}

fn io(name: &str, cause: std::io::Error) -> CollectError {
    CollectError::Io { name: name.to_owned(), cause }
}
