//! Files are written whole or not at all.

use std::fs::Metadata;
use std::io::{ErrorKind, Write};
use std::path::Path;

use crate::collect::shown;
use crate::text::{Language, fill};

/// Whether a path stands for standard output.
#[must_use]
pub fn is_standard(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// Writes a file beside its final place, then moves it there. A link stays a link, and what is no
/// file, such as a pipe or a device, is written into.
///
/// # Errors
/// The message to show; an older file at the place is then untouched.
pub fn whole(path: &Path, bytes: &[u8], language: Language) -> Result<(), String> {
    let written = match std::fs::metadata(path) {
        Ok(earlier) if earlier.is_file() => replace(path, bytes, &earlier),
        Ok(earlier) if earlier.is_dir() => Err(ErrorKind::IsADirectory.into()),
        Ok(_) => std::fs::OpenOptions::new().write(true).open(path).and_then(|mut file| file.write_all(bytes)),
        Err(_) => beside(path, bytes).and_then(|file| {
            readable_by_all(file.as_file())?;
            file.persist(path).map(|_| ()).map_err(|error| error.error)
        }),
    };
    written.map_err(|cause| cannot_write(path, &cause, language))
}

/// Puts a file in the place of an earlier one, behind a link where there is one.
fn replace(path: &Path, bytes: &[u8], earlier: &Metadata) -> std::io::Result<()> {
    let place = path.canonicalize()?;
    let file = beside(&place, bytes)?;
    file.as_file().set_permissions(earlier.permissions())?;
    file.persist(place).map(|_| ()).map_err(|error| error.error)
}

/// Writes a file where there is none yet.
///
/// # Errors
/// The message to show; a file that is there is untouched.
pub fn new(path: &Path, bytes: &[u8], language: Language) -> Result<(), String> {
    let written = beside(path, bytes).and_then(|file| {
        readable_by_all(file.as_file())?;
        file.persist_noclobber(path).map_err(|error| error.error)
    });
    written.map(|_| ()).map_err(|cause| match cause.kind() {
        std::io::ErrorKind::AlreadyExists => fill(language.texts().init_exists, &[("file", &shown(path))]) + "\n",
        _ => cannot_write(path, &cause, language),
    })
}

/// A temporary file in the same folder, so that it can be moved to its place in one step.
fn beside(path: &Path, bytes: &[u8]) -> std::io::Result<tempfile::NamedTempFile> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    Ok(file)
}

/// Why a file could not be written.
#[must_use]
pub fn cannot_write(path: &Path, cause: &std::io::Error, language: Language) -> String {
    let (file, cause) = (shown(path), super::cause::cause(cause, language));
    fill(language.texts().cannot_write, &[("file", &file), ("cause", &cause)]) + "\n"
}

/// Makes the folder that a file belongs in.
///
/// # Errors
/// The message to show.
pub fn folder_of(path: &Path, language: Language) -> Result<(), String> {
    let Some(folder) = path.parent() else { return Ok(()) };
    if is_standard(folder) {
        return Err(language.texts().needs_folder.to_owned());
    }
    std::fs::create_dir_all(folder).map_err(|cause| cannot_write(folder, &cause, language))
}

/// Temporary files are private; a report is an ordinary file. A file that was there keeps its own.
#[cfg(unix)]
fn readable_by_all(file: &std::fs::File) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable_by_all(_file: &std::fs::File) -> std::io::Result<()> {
    Ok(())
}
