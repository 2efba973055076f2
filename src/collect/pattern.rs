//! Which files of a folder are meant. The only file that names the crate for patterns.

use std::path::{Path, PathBuf};

use globset::{GlobBuilder, GlobMatcher};
use unicode_normalization::UnicodeNormalization;

/// A pattern such as `planer/**/*.yaml`, counted from a folder.
#[derive(Debug, Clone)]
pub struct Pattern {
    /// As it was written.
    pub text: String,
    folder: PathBuf,
    matcher: GlobMatcher,
}

/// Which files found in folders are left out. Files that are named are always read.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Only these, where there are any.
    pub include: Vec<Pattern>,
    /// Not these.
    pub exclude: Vec<Pattern>,
    /// Folders, without links, that hold something else than records.
    pub other: Vec<PathBuf>,
}

impl Pattern {
    /// The longest pattern that is taken.
    pub const LIMIT: usize = 1000;

    /// A pattern counted from this folder, which has no links in it.
    ///
    /// # Errors
    /// What is wrong with the pattern.
    pub fn new(text: &str, folder: &Path) -> Result<Self, String> {
        if text.len() > Self::LIMIT {
            return Err(format!("> {}", Self::LIMIT));
        }
        let plain: String = text.nfc().collect();
        let plain = plain.strip_prefix("./").unwrap_or(&plain).trim_end_matches('/');
        let glob = GlobBuilder::new(plain).literal_separator(true).build().map_err(|error| error.kind().to_string())?;
        Ok(Self { text: text.to_owned(), folder: folder.to_owned(), matcher: glob.compile_matcher() })
    }

    /// Whether it means this file, or a folder that the file lies in.
    #[must_use]
    pub fn means(&self, place: &Path) -> bool {
        let Ok(inside) = place.strip_prefix(&self.folder) else { return false };
        let inside: String = inside.to_string_lossy().replace('\\', "/").nfc().collect();
        let folders = inside.match_indices('/').map(|(end, _)| &inside[..end]);
        folders.chain([inside.as_str()]).any(|path| self.matcher.is_match(path))
    }
}

impl Filter {
    /// Whether a file lies where no records are.
    #[must_use]
    pub fn is_other(&self, place: &Path) -> bool {
        self.other.iter().any(|folder| place.starts_with(folder))
    }

    /// Whether a file that was found is to be read.
    #[must_use]
    pub fn takes(&self, place: &Path) -> bool {
        let wanted = self.include.is_empty() || self.include.iter().any(|pattern| pattern.means(place));
        wanted && !self.exclude.iter().any(|pattern| pattern.means(place))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn means(pattern: &str, file: &str) -> bool {
        let folder = Path::new("/plan");
        Pattern::new(pattern, folder).is_ok_and(|pattern| pattern.means(&folder.join(file)))
    }

    #[test]
    fn a_pattern_means_files_and_whole_folders() {
        for (pattern, file) in [
            ("a.yaml", "a.yaml"),
            ("*.yaml", "a.yaml"),
            ("arkiv", "arkiv/2020/a.yaml"),
            ("./arkiv/", "arkiv/a.yaml"),
            ("**/utkast", "nord/utkast/a.yaml"),
            ("{nord,sør}/*.yml", "sør/a.yml"),
            ("å.yaml", "a\u{30a}.yaml"),
        ] {
            assert!(means(pattern, file), "{pattern} means {file}");
        }
        for (pattern, file) in [("*.yaml", "nord/a.yaml"), ("arkiv", "arkiv2/a.yaml"), ("../*.yaml", "a.yaml")] {
            assert!(!means(pattern, file), "{pattern} does not mean {file}");
        }
        assert!(!Pattern::new("/plan", Path::new("/plan")).is_ok_and(|pattern| pattern.means(Path::new("/plan2/a"))));
    }

    #[test]
    fn what_is_no_pattern_is_refused() {
        assert!(Pattern::new("[", Path::new("/")).is_err());
        assert!(Pattern::new(&"*".repeat(1001), Path::new("/")).is_err());
    }
}
