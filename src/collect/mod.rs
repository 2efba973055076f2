//! From paths to sources.

mod pattern;

use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Component, Path, PathBuf};

use walkdir::WalkDir;

pub use pattern::{Filter, Pattern};

use crate::privacy::mask;
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

impl CollectError {
    /// The path as given.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Io { name, .. } | Self::Unreadable { name, .. } => name,
        }
    }
}

/// Reads a file, at most one byte more than the limit.
///
/// # Errors
/// When the file cannot be read, is too large, or is not UTF-8.
pub fn file(path: &Path, name: &str) -> Result<Source, CollectError> {
    let open = std::fs::File::open(path).map_err(|cause| io(name, cause))?;
    let size = open.metadata().map_or(0, |metadata| metadata.len());
    all_of(open, size, name)
}

/// Reads standard input or any other reader under a name.
///
/// # Errors
/// When it cannot be read, is too large, or is not UTF-8.
pub fn reader(reader: impl Read, name: &str) -> Result<Source, CollectError> {
    all_of(reader, 0, name)
}

/// Reads all there is, with room from the start for what is expected.
fn all_of(reader: impl Read, expected: u64, name: &str) -> Result<Source, CollectError> {
    let room = usize::try_from(expected.min(Source::LIMIT) + 1).unwrap_or(0);
    let mut bytes = Vec::with_capacity(room);
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
    /// Links, which are not followed: rules from elsewhere read no other file.
    pub links: Vec<String>,
}

/// The files at the top of a folder of topics that are not rules.
const BESIDE_TOPICS: [&str; 4] = ["law.toml", "documents.toml", "statements.toml", "topics.toml"];

/// The rules in a folder of topics with what stands beside them, in the order of their names.
///
/// # Errors
/// When the folder or a file cannot be read.
pub fn rules(folder: &Path) -> Result<RuleFiles, CollectError> {
    let mut found = RuleFiles::default();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.map_err(|error| io(&shown(folder), error.into()))?;
        let path = entry.path();
        if entry.depth() > 0 && entry.path_is_symlink() {
            found.links.push(shown(path));
            continue;
        }
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

/// A file that may be a record.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Candidate {
    /// The name it is shown under.
    pub name: String,
    /// Where it is.
    pub path: PathBuf,
    /// The same place from the root of the file system: the folder that was named without links,
    /// and the way from there.
    pub place: PathBuf,
    /// Whether it was named, and not found in a folder.
    pub named: bool,
}

/// What stands behind the paths given.
#[derive(Debug, Default)]
pub struct Walked {
    /// The files, by name, each once.
    pub candidates: Vec<Candidate>,
    /// What could not be entered.
    pub unreadable: Vec<CollectError>,
    /// Links that lead back to a folder above them.
    pub loops: Vec<String>,
    /// How many YAML files the filter left out.
    pub left_out: usize,
}

/// The YAML files behind some paths: files as they are, folders with all below them. Hidden
/// files and folders are left alone, and a file reached twice counts once. The order of the
/// paths makes no difference.
#[must_use]
pub fn candidates(paths: &[PathBuf], filter: &Filter) -> Walked {
    let mut walked = Walked::default();
    let mut found = Vec::new();
    for path in paths {
        if path.is_dir() {
            walk(path, &mut found, &mut walked);
        } else {
            found.push(Candidate { name: shown(path), path: path.clone(), place: real(path), named: true });
        }
    }
    // The name that comes first stands for a file, whichever way it was reached.
    found.sort();
    let mut known: BTreeMap<PathBuf, Candidate> = BTreeMap::new();
    for candidate in found {
        let place = candidate.path.canonicalize().unwrap_or_else(|_| candidate.path.clone());
        let named = candidate.named;
        known.entry(place).or_insert(candidate).named |= named;
    }
    known.retain(|_, candidate| candidate.named || !filter.is_other(&candidate.place));
    let found = known.len();
    known.retain(|_, candidate| candidate.named || filter.takes(&candidate.place));
    walked.left_out = found - known.len();
    walked.candidates = known.into_values().collect();
    walked.candidates.sort();
    walked.unreadable.sort_by_key(ToString::to_string);
    walked.unreadable.dedup_by_key(|error| error.to_string());
    walked.loops.sort();
    walked.loops.dedup();
    walked
}

fn walk(folder: &Path, found: &mut Vec<Candidate>, walked: &mut Walked) {
    let is_hidden = |entry: &walkdir::DirEntry| entry.depth() > 0 && entry.file_name().as_encoded_bytes()[0] == b'.';
    let is_yaml = |path: &Path| {
        path.extension().is_some_and(|ending| ["yaml", "yml"].iter().any(|known| ending.eq_ignore_ascii_case(known)))
    };
    let start = real(folder);
    for entry in WalkDir::new(folder).follow_links(true).into_iter().filter_entry(|entry| !is_hidden(entry)) {
        match entry {
            Ok(entry) if entry.file_type().is_file() && is_yaml(entry.path()) => {
                let path = entry.into_path();
                let place = path.strip_prefix(folder).map_or_else(|_| path.clone(), |inside| start.join(inside));
                found.push(Candidate { name: shown(&path), path, place, named: false });
            }
            Ok(_) => {}
            Err(error) => {
                let name = shown(error.path().unwrap_or(folder));
                if error.loop_ancestor().is_some() {
                    walked.loops.push(name);
                } else {
                    walked.unreadable.push(io(&name, error.into()));
                }
            }
        }
    }
}

/// Whether a YAML text means to be a record: a line says its format or names the section that
/// every record has. A record that forgot its format is then told so, not passed over.
#[must_use]
pub fn is_record(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}');
    let opening = text.lines().find(|line| !line.trim().is_empty() && !line.starts_with(['#', '%', '-']));
    let in_braces = opening.and_then(|line| line.trim_start().strip_prefix('{'));
    text.lines().chain(in_braces).any(|line| {
        let Some((key, value)) = line.split_once(':') else { return false };
        let quotes = ['"', '\''];
        match key.trim_end().trim_matches(quotes) {
            "format" => value.trim_start().trim_start_matches(quotes).starts_with("medvirk/"),
            "virksomhet" => true,
            _ => false,
        }
    })
}

/// Where a path leads from the root of the file system. Links on the way are followed; a file that
/// is itself a link stays where it is.
#[must_use]
pub fn real(path: &Path) -> PathBuf {
    let followed = if path.is_dir() {
        path.canonicalize().ok()
    } else {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        folder.canonicalize().ok().zip(path.file_name()).map(|(folder, name)| folder.join(name))
    };
    followed.unwrap_or_else(|| path.to_owned())
}

/// A path without detours: `a/../b` is `b`.
#[must_use]
pub fn tidy(path: &Path) -> PathBuf {
    let mut tidy = PathBuf::new();
    for part in path.components() {
        let last = tidy.components().next_back();
        match (part, last) {
            (Component::CurDir, _) => {}
            (Component::ParentDir, Some(Component::Normal(_))) => {
                tidy.pop();
            }
            (Component::ParentDir, Some(Component::RootDir)) => {}
            _ => tidy.push(part),
        }
    }
    tidy
}

/// A path as it is shown: forward slashes, no leading `./`, identity numbers masked.
#[must_use]
pub fn shown(path: &Path) -> String {
    let shown = path.to_string_lossy().replace('\\', "/");
    mask(shown.strip_prefix("./").unwrap_or(&shown)).into_owned()
}

fn io(name: &str, cause: std::io::Error) -> CollectError {
    CollectError::Io { name: name.to_owned(), cause }
}

#[cfg(test)]
mod tests {
    use super::is_record;

    #[test]
    fn records_are_told_from_other_yaml() {
        for record in [
            "format: medvirk/1\n",
            "# først en merknad\n---\nper_dato: 2026\n\"format\": 'medvirk/1'\n",
            "\u{feff}format: medvirk/2\n",
            "virksomhet: { navn: A }\n",
            "{format: medvirk/1, virksomhet: {}}",
        ] {
            assert!(is_record(record), "{record}");
        }
        for other in ["", "format: docker/2\n", "on: push\n", "jobs:\n  format: medvirk/1\n", "- virksomhet: x\n"] {
            assert!(!is_record(other), "{other}");
        }
    }
}
