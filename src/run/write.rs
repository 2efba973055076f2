//! Files are written whole or not at all.

use std::io::Write;
use std::path::Path;

use crate::collect::shown;
use crate::text::{Language, fill};

/// Writes a file beside its final place, then moves it there.
///
/// # Errors
/// The message to show; an older file at the place is then untouched.
pub fn whole(path: &Path, bytes: &[u8], language: Language) -> Result<(), String> {
    let written = beside(path, bytes).and_then(|file| {
        match std::fs::metadata(path) {
            Ok(earlier) => file.as_file().set_permissions(earlier.permissions())?,
            Err(_) => readable_by_all(file.as_file())?,
        }
        file.persist(path).map_err(|error| error.error)
    });
    written.map(|_| ()).map_err(|cause| cannot_write(path, &cause, language))
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

fn cannot_write(path: &Path, cause: &std::io::Error, language: Language) -> String {
    let (file, cause) = (shown(path), cause.to_string());
    fill(language.texts().cannot_write, &[("file", &file), ("cause", &cause)]) + "\n"
}

/// Makes the folder that a file belongs in.
///
/// # Errors
/// The message to show.
pub fn folder_of(path: &Path, language: Language) -> Result<(), String> {
    let Some(folder) = path.parent() else { return Ok(()) };
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
