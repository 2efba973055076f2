//! Arguments of the commands that look ahead: `plan` and `forecast`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{OwnRules, Separator};

/// Arguments of `plan`.
#[derive(Debug, Args)]
pub struct PlanArgs {
    pub file: PathBuf,
    #[arg(long = "format", id = "plan_format", value_name = "FORMAT", value_enum)]
    pub format: Option<PlanFormat>,
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
    #[arg(long, value_name = "FILE")]
    pub output: Vec<PathBuf>,
    #[arg(long, value_enum)]
    pub separator: Option<Separator>,
    #[arg(long, value_name = "FILE")]
    pub accepted: Option<PathBuf>,
    #[command(flatten)]
    pub own: OwnRules,
}

/// The formats of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PlanFormat {
    Terminal,
    Json,
    #[value(alias = "md")]
    Markdown,
    Csv,
    Xlsx,
}

/// Arguments of `forecast`.
#[derive(Debug, Args)]
pub struct ForecastArgs {
    pub file: PathBuf,
    #[arg(long = "until", id = "forecast_until", value_name = "DATE")]
    pub until: Option<String>,
    #[arg(long = "format", id = "forecast_format", value_name = "FORMAT", value_enum)]
    pub format: Option<ForecastFormat>,
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
    #[arg(long, value_name = "FILE")]
    pub output: Vec<PathBuf>,
    #[arg(long, value_enum)]
    pub separator: Option<Separator>,
    #[arg(long, value_name = "FILE")]
    pub accepted: Option<PathBuf>,
    #[command(flatten)]
    pub own: OwnRules,
}

/// The formats of a forecast.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ForecastFormat {
    Terminal,
    Json,
    #[value(alias = "md")]
    Markdown,
    Csv,
    Ics,
}
