//! The files that a record names as evidence: whether they are where the record says.
//!
//! They are looked for inside the repository alone, and none is opened unless the record gives a
//! digest to compare it with.

use std::fs::File;
use std::path::{Component, Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::problem::{Kind, Problem};
use crate::record::{Attachment, Record};

/// What is wrong with the files that a record names, in the order they stand in the record. The
/// record is that of the file at `place`; paths start at its folder, or at the top of its repository.
#[must_use]
pub fn review(record: &Record<'_>, place: &Path) -> Vec<Problem> {
    let attachments = record.attachments();
    if attachments.is_empty() {
        return Vec::new();
    }
    let folder = place.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let Ok(folder) = folder.canonicalize() else { return Vec::new() };
    let top = top(&folder);
    attachments.iter().filter_map(|attachment| fault(attachment, record, &folder, top)).collect()
}

/// The top of the repository that a folder belongs to; the folder itself where it belongs to none.
fn top(folder: &Path) -> &Path {
    let marks = [".git", "medvirk.toml"];
    folder.ancestors().find(|above| marks.iter().any(|mark| above.join(mark).exists())).unwrap_or(folder)
}

fn fault(attachment: &Attachment, record: &Record<'_>, folder: &Path, top: &Path) -> Option<Problem> {
    let text = |node| record.tree().text(node).unwrap_or_default().trim();
    let span = |node| record.tree().node(node).span;
    let named = Path::new(text(attachment.file));
    let problem = |kind| Problem::new(kind, span(attachment.file)).with("file", text(attachment.file));
    let found = match find(named, folder, top) {
        Ok(found) => found,
        Err(kind) => return Some(problem(kind)),
    };
    let digest = attachment.sha256?;
    let wanted = text(digest).to_ascii_lowercase();
    if wanted.len() != 64 || !wanted.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Some(Problem::new(Kind::NotDigest, span(digest)).with("value", text(digest)));
    }
    let Ok(is) = digest_of(&found) else { return Some(problem(Kind::AttachmentMissing)) };
    let changed = || Problem::new(Kind::AttachmentChanged, span(digest)).with("file", text(attachment.file));
    (is != wanted).then(|| changed().with("digest", is))
}

/// The file that a path leads to, without leaving the repository on the way.
fn find(named: &Path, folder: &Path, top: &Path) -> Result<PathBuf, Kind> {
    let steps_out = |start: &Path| {
        let mut depth = start.strip_prefix(top).map_or(0, |inside| inside.components().count());
        named.components().any(|step| match step {
            Component::CurDir => false,
            Component::Normal(_) => {
                depth += 1;
                false
            }
            Component::ParentDir if depth > 0 => {
                depth -= 1;
                false
            }
            Component::ParentDir | Component::RootDir | Component::Prefix(_) => true,
        })
    };
    let starts = [folder, top];
    let inside: Vec<&Path> = starts.into_iter().filter(|start| !steps_out(start)).collect();
    if inside.is_empty() {
        return Err(Kind::AttachmentOutside);
    }
    let Some(found) = inside.iter().find_map(|start| start.join(named).canonicalize().ok()) else {
        return Err(Kind::AttachmentMissing);
    };
    match (found.starts_with(top), found.is_file()) {
        (false, _) => Err(Kind::AttachmentOutside),
        (true, false) => Err(Kind::AttachmentMissing),
        (true, true) => Ok(found),
    }
}

fn digest_of(file: &Path) -> std::io::Result<String> {
    let mut hasher = Sha256::new();
    std::io::copy(&mut File::open(file)?, &mut hasher)?;
    Ok(hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}
