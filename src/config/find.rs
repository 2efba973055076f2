//! Where the configuration of some paths is.

use std::path::{Path, PathBuf};

use crate::collect::real;

/// The name of the file.
pub const FILE: &str = "medvirk.toml";

/// The configuration that counts for a path: the nearest in its folder or one above it, as a path
/// from the current folder where it lies there.
#[must_use]
pub fn find(path: &Path) -> Option<PathBuf> {
    let place = real(path);
    let folder = if path.is_dir() { place.as_path() } else { place.parent()? };
    let found = folder.ancestors().map(|above| above.join(FILE)).find(|file| file.is_file())?;
    Some(from_here(&found))
}

/// A path as it is written from the current folder: below it, or above it.
fn from_here(file: &Path) -> PathBuf {
    let Ok(here) = Path::new(".").canonicalize() else { return file.to_owned() };
    if let Ok(below) = file.strip_prefix(&here) {
        return below.to_owned();
    }
    let up = file.parent().and_then(|folder| here.strip_prefix(folder).ok());
    match (up, file.file_name()) {
        (Some(up), Some(name)) => up.components().map(|_| "..").collect::<PathBuf>().join(name),
        _ => file.to_owned(),
    }
}
