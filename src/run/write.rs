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
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let written = tempfile::NamedTempFile::new_in(folder).and_then(|mut file| {
        file.write_all(bytes)?;
        file.as_file().sync_all()?;
        match std::fs::metadata(path) {
            Ok(earlier) => file.as_file().set_permissions(earlier.permissions())?,
            Err(_) => readable_by_all(file.as_file())?,
        }
        file.persist(path).map_err(|error| error.error)
    });
    written.map(|_| ()).map_err(|cause| {
        let values = [("file", shown(path)), ("cause", cause.to_string())];
        fill(language.texts().cannot_write, &[("file", &values[0].1), ("cause", &values[1].1)]) + "\n"
    })
}

/// Makes the folder that a file belongs in.
///
/// # Errors
/// The message to show.
pub fn folder_of(path: &Path, language: Language) -> Result<(), String> {
    let Some(folder) = path.parent() else { return Ok(()) };
    std::fs::create_dir_all(folder).map_err(|cause| {
        let values = [("file", shown(folder)), ("cause", cause.to_string())];
        let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
        fill(language.texts().cannot_write, &values) + "\n"
    })
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
