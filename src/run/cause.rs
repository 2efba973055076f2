//! What the system says when it will not read or write, in the reader's language.

use std::io::{Error, ErrorKind};

use crate::text::{Language, fill};

/// The cause in plain words; in the system's own where there are no plainer ones.
#[must_use]
pub fn cause(error: &Error, language: Language) -> String {
    let texts = language.texts();
    let known = match error.kind() {
        ErrorKind::NotFound => texts.cause_not_found,
        ErrorKind::PermissionDenied => texts.cause_denied,
        ErrorKind::ReadOnlyFilesystem => texts.cause_read_only,
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => texts.cause_full,
        ErrorKind::IsADirectory => texts.cause_is_folder,
        ErrorKind::NotADirectory => texts.cause_no_folder,
        _ => return error.to_string(),
    };
    known.to_owned()
}

/// What is told where standard output will not take what is printed.
#[must_use]
pub fn cannot_print(error: &Error, language: Language) -> String {
    let texts = language.texts();
    format!("{}: {}\n", texts.error, fill(texts.cannot_print, &[("cause", &cause(error, language))]))
}

/// What is told where the program itself has failed, at a place in its code.
#[must_use]
pub fn defect(place: &str, language: Language) -> String {
    let texts = language.texts();
    let values = [("place", place), ("version", env!("CARGO_PKG_VERSION"))];
    format!("{}: {}\n{}: {}\n", texts.error, fill(texts.defect, &values), texts.help, texts.defect_help)
}
