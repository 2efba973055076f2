//! The command line: types of arguments only. Texts come from the language tables.
#![allow(missing_docs, reason = "what each argument is for stands in the language tables")]

mod ahead;
mod help;
mod places;
mod rules;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

pub use ahead::{ForecastArgs, ForecastFormat, PlanArgs, PlanFormat};
pub use help::{command, read};
pub use rules::{CoverageFormat, Format, RulesAction, Which};

pub use crate::config::options::{FailOn, Formats, ReportFormat, Separator};
use crate::text::Language;

/// The whole command line.
#[derive(Debug, Parser)]
#[command(name = "medvirk", version, disable_help_subcommand = true, args_override_self = true)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Action,
    #[arg(long, global = true, value_enum)]
    pub lang: Option<Lang>,
    #[arg(long, global = true, value_enum, default_value = "auto")]
    pub color: Color,
    #[arg(long, global = true, value_name = "FILE", conflicts_with = "no_config")]
    pub config: Option<PathBuf>,
    #[arg(long, global = true)]
    pub no_config: bool,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Action {
    Init(InitArgs),
    Audit(AuditArgs),
    Compare(CompareArgs),
    Explain(ExplainArgs),
    Config(ConfigArgs),
    Rules {
        #[command(subcommand)]
        action: RulesAction,
    },
    Set(SetArgs),
    WhatIf(ChangeArgs),
    Next(NextArgs),
    Ask(AskArgs),
    Plan(PlanArgs),
    Forecast(ForecastArgs),
    Schema(SchemaArgs),
    Accept(AcceptArgs),
    Baseline(BaselineArgs),
    Completions {
        shell: clap_complete::Shell,
    },
    Man(ManArgs),
}

/// Arguments of `init`.
#[derive(Debug, Args)]
pub struct InitArgs {
    #[arg(long = "type", value_name = "TYPE")]
    pub organisation_type: Option<String>,
    #[arg(long, alias = "name", value_name = "NAME")]
    pub navn: Option<String>,
    #[arg(long, alias = "service", value_name = "AREA|NAME=AREA")]
    pub tjeneste: Vec<String>,
    #[arg(long, value_name = "NUMBER")]
    pub organisasjonsnummer: Option<String>,
    #[arg(long = "output", id = "init_output", value_name = "FILE")]
    pub output: Option<PathBuf>,
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
}

/// Arguments of `audit`.
#[derive(Debug, Args)]
pub struct AuditArgs {
    #[arg(required = true, value_name = "FILES")]
    pub paths: Vec<PathBuf>,
    #[arg(long, value_enum)]
    pub format: Option<ReportFormat>,
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
    #[arg(long)]
    pub all: bool,
    #[command(flatten)]
    pub choices: Choices,
}

/// Arguments of `config`.
#[derive(Debug, Args)]
pub struct ConfigArgs {
    #[arg(value_name = "FILES")]
    pub config_paths: Vec<PathBuf>,
    #[arg(long = "format", value_name = "FORMAT", value_enum, default_value = "terminal")]
    pub list_format: ListFormat,
    #[command(flatten)]
    pub choices: Choices,
}

/// What a configuration can say too.
#[derive(Debug, Args)]
pub struct Choices {
    #[arg(long, value_enum, value_name = "FORCE")]
    pub fail_on: Option<FailOn>,
    #[command(flatten)]
    pub selection: Selection,
    #[arg(long, value_name = "FILE")]
    pub output: Vec<PathBuf>,
    #[arg(long, value_enum)]
    pub separator: Option<Separator>,
    #[arg(long)]
    pub strict: bool,
    #[arg(long, value_name = "FILE")]
    pub accepted: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    #[command(flatten)]
    pub own: OwnRules,
}

/// Which rules are tried.
#[derive(Debug, Default, Args)]
pub struct Selection {
    #[arg(long, value_name = "TOPIC|RULE", value_delimiter = ',')]
    pub only: Vec<String>,
    #[arg(long, value_name = "TOPIC|RULE", value_delimiter = ',')]
    pub skip: Vec<String>,
}

/// The organisation's own rules.
#[derive(Debug, Args)]
pub struct OwnRules {
    #[arg(long = "rules", value_name = "FOLDER")]
    pub own_rules: Vec<PathBuf>,
}

/// Arguments of `compare`.
#[derive(Debug, Args)]
pub struct CompareArgs {
    pub old: PathBuf,
    pub new: PathBuf,
    #[arg(long = "format", id = "compare_format", value_name = "FORMAT", value_enum)]
    pub format: Option<ReportFormat>,
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
    #[arg(long, value_name = "DATE")]
    pub as_of_old: Option<String>,
    #[arg(long, value_name = "DATE")]
    pub as_of_new: Option<String>,
    #[arg(long, value_enum, value_name = "FORCE")]
    pub fail_on: Option<FailOn>,
    #[arg(long, value_name = "FILE")]
    pub output: Vec<PathBuf>,
    #[arg(long, value_enum)]
    pub separator: Option<Separator>,
    #[arg(long, value_name = "FILE")]
    pub accepted: Option<PathBuf>,
    #[command(flatten)]
    pub own: OwnRules,
}

/// Arguments of `baseline`.
#[derive(Debug, Args)]
pub struct BaselineArgs {
    #[arg(required = true, value_name = "FILES")]
    pub paths: Vec<PathBuf>,
    #[arg(long = "output", id = "baseline_output", value_name = "FILE")]
    pub output: Option<PathBuf>,
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
    #[arg(long)]
    pub strict: bool,
    #[command(flatten)]
    pub own: OwnRules,
}

/// Arguments of `accept`.
#[derive(Debug, Args)]
pub struct AcceptArgs {
    pub rule: String,
    #[arg(value_name = "FILE")]
    pub record: PathBuf,
    #[arg(long, value_name = "WHAT")]
    pub subject: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub reason: String,
    #[arg(long, value_name = "ROLE")]
    pub decided_by: String,
    #[arg(long, value_name = "CASE")]
    pub case: Option<String>,
    #[arg(long, value_name = "DATE")]
    pub until: String,
    #[arg(long, value_name = "FILE")]
    pub accepted: Option<PathBuf>,
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
    #[command(flatten)]
    pub own: OwnRules,
}

/// Arguments of `explain`.
#[derive(Debug, Args)]
pub struct ExplainArgs {
    pub rule: String,
    #[arg(value_name = "FILE")]
    pub record: Option<PathBuf>,
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
    #[arg(long, value_name = "FILE")]
    pub accepted: Option<PathBuf>,
    #[command(flatten)]
    pub own: OwnRules,
}

/// Arguments of `set`.
#[derive(Debug, Args)]
pub struct SetArgs {
    pub file: PathBuf,
    #[arg(required = true, value_name = "PATH=VALUE")]
    pub changes: Vec<String>,
}

/// Arguments of `what-if`.
#[derive(Debug, Args)]
pub struct ChangeArgs {
    pub file: PathBuf,
    #[arg(required = true, value_name = "PATH=VALUE")]
    pub changes: Vec<String>,
    #[arg(long = "format", value_name = "FORMAT", value_enum, default_value = "terminal")]
    pub list_format: ListFormat,
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
    #[arg(long, value_name = "FILE")]
    pub accepted: Option<PathBuf>,
    #[command(flatten)]
    pub own: OwnRules,
}

/// Arguments of `next`.
#[derive(Debug, Args)]
pub struct NextArgs {
    pub file: PathBuf,
    #[arg(long, value_name = "COUNT", default_value_t = 10)]
    pub limit: usize,
    #[arg(long = "format", value_name = "FORMAT", value_enum, default_value = "terminal")]
    pub list_format: ListFormat,
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
    #[command(flatten)]
    pub own: OwnRules,
}

/// Arguments of `ask`.
#[derive(Debug, Args)]
pub struct AskArgs {
    pub file: PathBuf,
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
    #[command(flatten)]
    pub own: OwnRules,
}

/// The formats of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    Terminal,
    Json,
    #[value(alias = "md")]
    Markdown,
}

/// Arguments of `man`.
#[derive(Debug, Args)]
pub struct ManArgs {
    #[arg(long = "output", id = "man_output", value_name = "FOLDER", required = true)]
    pub output: PathBuf,
}

/// Arguments of `schema`.
#[derive(Debug, Args)]
pub struct SchemaArgs {
    #[arg(value_enum, value_name = "WHAT", default_value = "record")]
    pub of: SchemaOf,
}

/// Which schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SchemaOf {
    Record,
    Report,
    Comparison,
    Coverage,
    Plan,
    Next,
    Forecast,
    WhatIf,
    Config,
    Fields,
}

/// The languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Lang {
    Nb,
    Nn,
    En,
}

/// When colours are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    Auto,
    Always,
    Never,
}

impl From<Lang> for Language {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::Nb => Self::Nb,
            Lang::Nn => Self::Nn,
            Lang::En => Self::En,
        }
    }
}
