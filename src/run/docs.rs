//! `medvirk rules docs`: the rules as pages in a folder.

use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::{Exit, write};
use crate::collect::shown;
use crate::coverage::Coverage;
use crate::render::docs::{INDEX, MARK, pages};
use crate::rule::RuleSet;
use crate::text::{Language, fill};

/// Writes the pages. Files that are not ours stop it before anything is written; pages of rules
/// that are gone are told of and left alone.
///
/// # Errors
/// The message to show.
pub fn run(set: &RuleSet, folder: &Path, language: Language) -> Result<Exit, String> {
    let texts = language.texts();
    let coverage = Coverage::of(set);
    let pages = pages(&coverage, language);
    let paths: Vec<PathBuf> = pages.iter().map(|(path, _)| folder.join(path)).collect();
    let foreign: Vec<String> =
        paths.iter().filter(|path| path.exists() && !is_ours(path)).map(|path| shown(path)).collect();
    if !foreign.is_empty() {
        return Err(fill(texts.docs_foreign, &[("files", &foreign.join(", "))]));
    }
    for path in &paths {
        write::folder_of(path, language)?;
    }
    let gone = gone(folder, &paths);
    let messages = gone.iter().map(|path| fill(texts.docs_gone, &[("file", &shown(path))]) + "\n").collect();
    let values = [("count", (pages.len() - 1).to_string()), ("index", shown(&folder.join(INDEX)))];
    let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
    let files = paths.into_iter().zip(pages).map(|(path, (_, page))| (path, page.into_bytes())).collect();
    Ok(Exit { output: fill(texts.docs_written, &values) + "\n", messages, files, ..Exit::default() })
}

/// Whether the program wrote a file, by its first line.
fn is_ours(path: &Path) -> bool {
    std::fs::read(path).is_ok_and(|bytes| bytes.starts_with(MARK.as_bytes()))
}

/// Pages that an earlier run wrote and this one does not, by name.
fn gone(folder: &Path, paths: &[PathBuf]) -> Vec<PathBuf> {
    let files = WalkDir::new(folder).max_depth(2).sort_by_file_name().into_iter().flatten();
    files
        .map(walkdir::DirEntry::into_path)
        .filter(|path| path.extension().is_some_and(|ending| ending == "md") && !paths.contains(path))
        .filter(|path| is_ours(path))
        .collect()
}
