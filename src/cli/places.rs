//! Where commands look for their configuration.

use std::path::{Path, PathBuf};

use super::Action;

impl Action {
    /// The paths that decide which configuration counts; none where no configuration matters.
    /// Without paths, it is that of the current folder.
    #[must_use]
    pub fn places(&self) -> Option<Vec<&Path>> {
        match self {
            Self::Audit(args) => Some(args.paths.iter().map(PathBuf::as_path).collect()),
            Self::Config(args) => Some(args.config_paths.iter().map(PathBuf::as_path).collect()),
            Self::Baseline(args) => Some(args.paths.iter().map(PathBuf::as_path).collect()),
            Self::Compare(args) => Some(vec![&args.old, &args.new]),
            Self::Explain(args) => Some(args.record.as_deref().into_iter().collect()),
            Self::Set(args) => Some(vec![&args.file]),
            Self::WhatIf(args) => Some(vec![&args.file]),
            Self::Accept(args) => Some(vec![&args.record]),
            Self::Plan(args) => Some(vec![&args.file]),
            Self::Forecast(args) => Some(vec![&args.file]),
            Self::Next(args) => Some(vec![&args.file]),
            Self::Ask(args) => Some(vec![&args.file]),
            Self::Init(args) => Some(args.output.as_deref().into_iter().collect()),
            Self::Rules { .. } => Some(Vec::new()),
            Self::Schema(_) | Self::Man(_) | Self::Completions { .. } => None,
        }
    }
}
