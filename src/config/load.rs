//! A configuration with the files that it extends. What a file can ask for is bounded, for it may
//! come with records that somebody else wrote.

use std::path::{Path, PathBuf};

use super::read::read;
use super::{Config, Given, Mistake};
use crate::collect::{CollectError, file, shown, tidy};
use crate::problem::{Kind, Problem};
use crate::source::{KIB, Span, shown_size};

/// The largest file that is read, in bytes.
pub const SIZE: usize = 256 * KIB;

/// How many files can extend each other in a row.
pub const DEPTH: usize = 8;

/// Reads a configuration and the files that it extends. It holds what could be read, also where
/// there are mistakes.
///
/// # Errors
/// When the first file cannot be read at all.
pub fn load(path: &Path) -> Result<(Config, Vec<Mistake>), CollectError> {
    let mut config = Config::default();
    let mut mistakes = Vec::new();
    let mut seen: Vec<PathBuf> = Vec::new();
    let mut path = tidy(path);
    let mut source = file(&path, &shown(&path))?;
    loop {
        seen.push(path.canonicalize().unwrap_or_else(|_| path.clone()));
        let extends = if source.text().len() > SIZE {
            let problem = Problem::new(Kind::TooLarge, Span::new(0, 1)).with("limit", shown_size(SIZE));
            mistakes.push(Mistake { file: config.sources.len(), problem });
            config.sources.push(source);
            None
        } else {
            read(&mut config, source, &path, &mut mistakes)
        };
        let Some(Given { value, place }) = extends else { break };
        let name = shown(&value);
        let real = value.canonicalize().unwrap_or_else(|_| value.clone());
        let problem = |kind| Problem::new(kind, place.span).with("file", name.as_str());
        let refused = if seen.contains(&real) {
            problem(Kind::ExtendsItself)
        } else if seen.len() >= DEPTH {
            problem(Kind::ExtendsTooMany).with("limit", DEPTH.to_string())
        } else {
            match file(&value, &name) {
                Ok(next) => {
                    (path, source) = (value, next);
                    continue;
                }
                Err(CollectError::Io { cause, .. }) => {
                    problem(Kind::ExtendsUnreadable).with("cause", cause.to_string())
                }
                Err(error) => problem(Kind::ExtendsUnreadable).with("cause", error.to_string()),
            }
        };
        mistakes.push(Mistake { file: place.file, problem: refused });
        break;
    }
    mistakes.sort_by_key(|mistake| (mistake.file, mistake.problem.span));
    Ok((config, mistakes))
}
