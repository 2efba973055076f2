//! From paths to sources.

use std::io::Read;
use std::path::{Path, PathBuf};

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

/// The rule files in a folder of topics, and the files of cases beside them.
///
/// # Errors
/// When the folder or a file cannot be read.
pub fn rules(folder: &Path) -> Result<(Vec<Source>, Vec<Source>), CollectError> {
    let (mut rules, mut cases) = (Vec::new(), Vec::new());
    for path in files(folder, 2)? {
        let name = shown(&path);
        if name.ends_with(".cases.yaml") {
            cases.push(file(&path, &name)?);
        } else if path.extension().is_some_and(|ending| ending == "toml") && path.parent() != Some(folder) {
            rules.push(file(&path, &name)?);
        }
    }
    Ok((rules, cases))
}

/// The files below a folder in the order of their names, down to a depth.
fn files(folder: &Path, depth: usize) -> Result<Vec<PathBuf>, CollectError> {
    let mut files = Vec::new();
    for entry in WalkDir::new(folder).max_depth(depth).sort_by_file_name() {
        let entry = entry.map_err(|error| io(&shown(folder), error.into()))?;
        if entry.file_type().is_file() {
            files.push(entry.into_path());
        }
    }
    Ok(files)
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
