//! Arguments of `medvirk rules`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::{OwnRules, Separator};

/// What to do with rules.
#[derive(Debug, Subcommand)]
pub enum RulesAction {
    List {
        #[command(flatten)]
        which: Which,
        #[arg(long = "format", id = "rules_format", value_name = "FORMAT", value_enum, default_value = "terminal")]
        format: Format,
    },
    Test {
        #[command(flatten)]
        which: Which,
        #[arg(long, value_delimiter = ',')]
        topic: Vec<String>,
        #[arg(long = "format", id = "rules_format", value_name = "FORMAT", value_enum, default_value = "terminal")]
        format: Format,
    },
    Check {
        #[command(flatten)]
        which: Which,
        #[arg(long = "format", id = "rules_format", value_name = "FORMAT", value_enum, default_value = "terminal")]
        format: Format,
    },
    Mutate {
        #[command(flatten)]
        which: Which,
        #[arg(long, value_delimiter = ',')]
        topic: Vec<String>,
    },
    Coverage {
        #[command(flatten)]
        which: Which,
        #[arg(long = "format", id = "coverage_format", value_name = "FORMAT", value_enum, default_value = "terminal")]
        format: CoverageFormat,
        #[arg(long, value_enum, default_value = ";")]
        separator: Separator,
    },
    Docs {
        #[command(flatten)]
        which: Which,
        #[arg(long = "output", id = "docs_output", value_name = "FOLDER", required = true)]
        output: PathBuf,
    },
}

/// Which rules.
#[derive(Debug, Args)]
pub struct Which {
    pub folder: Option<PathBuf>,
    #[command(flatten)]
    pub own: OwnRules,
}

impl RulesAction {
    /// Which rules it is about.
    #[must_use]
    pub const fn which(&self) -> &Which {
        match self {
            Self::List { which, .. }
            | Self::Test { which, .. }
            | Self::Check { which, .. }
            | Self::Mutate { which, .. }
            | Self::Coverage { which, .. }
            | Self::Docs { which, .. } => which,
        }
    }
}

/// The formats of coverage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CoverageFormat {
    Terminal,
    Csv,
    Json,
}

/// The formats of what is said about rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Terminal,
    Json,
}
