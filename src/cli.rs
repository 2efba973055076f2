//! The command line: types of arguments only. Texts come from the language tables.
#![allow(missing_docs, reason = "what each argument is for stands in the language tables")]

use std::path::PathBuf;

use clap::{Arg, Args, Command, CommandFactory, Parser, Subcommand, ValueEnum};

use crate::text::{Language, Texts};

/// The whole command line.
#[derive(Debug, Parser)]
#[command(name = "medvirk", version, disable_help_subcommand = true)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Action,
    #[arg(long, global = true, value_enum)]
    pub lang: Option<Lang>,
    #[arg(long, global = true, value_enum, default_value = "auto")]
    pub color: Color,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Action {
    Init(InitArgs),
    Audit(AuditArgs),
    Compare(CompareArgs),
    Explain(ExplainArgs),
    Rules {
        #[command(subcommand)]
        action: RulesAction,
    },
    Set(SetArgs),
    WhatIf(ChangeArgs),
    Next(NextArgs),
    Forecast(ForecastArgs),
    Schema(SchemaArgs),
    Accept(AcceptArgs),
    Baseline(BaselineArgs),
    Completions {
        shell: clap_complete::Shell,
    },
}

/// Arguments of `init`.
#[derive(Debug, Args)]
pub struct InitArgs {
    #[arg(long = "type", value_name = "TYPE")]
    pub organisation_type: Option<String>,
    #[arg(long, alias = "name", value_name = "NAVN")]
    pub navn: Option<String>,
    #[arg(long, alias = "service", value_name = "OMRÅDE|NAVN=OMRÅDE")]
    pub tjeneste: Vec<String>,
    #[arg(long, value_name = "NUMMER")]
    pub organisasjonsnummer: Option<String>,
    #[arg(long = "output", id = "init_output", value_name = "FIL")]
    pub output: Option<PathBuf>,
    #[arg(long, value_name = "DATO")]
    pub as_of: Option<String>,
}

/// Arguments of `audit`.
#[derive(Debug, Args)]
pub struct AuditArgs {
    #[arg(required = true)]
    pub paths: Vec<PathBuf>,
    #[arg(long, value_enum)]
    pub format: Option<ReportFormat>,
    #[arg(long, value_name = "DATO")]
    pub as_of: Option<String>,
    #[arg(long, value_enum, default_value = "lov", value_name = "KRAFT")]
    pub fail_on: FailOn,
    #[arg(long)]
    pub all: bool,
    #[arg(long, value_name = "TEMA|REGEL", value_delimiter = ',')]
    pub only: Vec<String>,
    #[arg(long, value_name = "TEMA|REGEL", value_delimiter = ',')]
    pub skip: Vec<String>,
    #[arg(long, value_name = "FIL")]
    pub output: Vec<PathBuf>,
    #[arg(long, value_enum, default_value = ";")]
    pub separator: Separator,
    #[arg(long)]
    pub strict: bool,
    #[arg(long, value_name = "FIL")]
    pub accepted: Option<PathBuf>,
    #[arg(long, value_name = "FIL")]
    pub baseline: Option<PathBuf>,
    #[command(flatten)]
    pub own: OwnRules,
}

/// The organisation's own rules.
#[derive(Debug, Args)]
pub struct OwnRules {
    #[arg(long = "rules", value_name = "MAPPE")]
    pub own_rules: Vec<PathBuf>,
}

/// Arguments of `compare`.
#[derive(Debug, Args)]
pub struct CompareArgs {
    pub old: PathBuf,
    pub new: PathBuf,
    #[arg(long, value_enum)]
    pub format: Option<ReportFormat>,
    #[arg(long, value_name = "DATO")]
    pub as_of: Option<String>,
    #[arg(long, value_name = "DATO")]
    pub as_of_old: Option<String>,
    #[arg(long, value_name = "DATO")]
    pub as_of_new: Option<String>,
    #[arg(long, value_enum, default_value = "lov", value_name = "KRAFT")]
    pub fail_on: FailOn,
    #[arg(long, value_name = "FIL")]
    pub output: Vec<PathBuf>,
    #[arg(long, value_enum, default_value = ";")]
    pub separator: Separator,
    #[command(flatten)]
    pub own: OwnRules,
}

/// Arguments of `baseline`.
#[derive(Debug, Args)]
pub struct BaselineArgs {
    #[arg(required = true)]
    pub paths: Vec<PathBuf>,
    #[arg(long, value_name = "FIL", default_value = "grunnlinje.json")]
    pub output: PathBuf,
    #[arg(long, value_name = "DATO")]
    pub as_of: Option<String>,
    #[arg(long)]
    pub strict: bool,
}

/// Arguments of `accept`.
#[derive(Debug, Args)]
pub struct AcceptArgs {
    pub rule: String,
    pub record: PathBuf,
    #[arg(long, value_name = "HVA")]
    pub subject: Option<String>,
    #[arg(long, value_name = "TEKST")]
    pub reason: String,
    #[arg(long, value_name = "ROLLE")]
    pub decided_by: String,
    #[arg(long, value_name = "SAK")]
    pub case: Option<String>,
    #[arg(long, value_name = "DATO")]
    pub until: String,
    #[arg(long, value_name = "FIL")]
    pub accepted: Option<PathBuf>,
    #[arg(long, value_name = "DATO")]
    pub as_of: Option<String>,
}

/// Arguments of `explain`.
#[derive(Debug, Args)]
pub struct ExplainArgs {
    pub rule: String,
    pub record: Option<PathBuf>,
    #[arg(long, value_name = "DATO")]
    pub as_of: Option<String>,
    #[arg(long, value_name = "FIL")]
    pub accepted: Option<PathBuf>,
    #[command(flatten)]
    pub own: OwnRules,
}

/// Arguments of `set`.
#[derive(Debug, Args)]
pub struct SetArgs {
    pub file: PathBuf,
    #[arg(required = true)]
    pub changes: Vec<String>,
}

/// Arguments of `what-if`.
#[derive(Debug, Args)]
pub struct ChangeArgs {
    pub file: PathBuf,
    #[arg(required = true)]
    pub changes: Vec<String>,
    #[arg(long = "format", value_enum, default_value = "terminal")]
    pub list_format: ListFormat,
    #[arg(long, value_name = "DATO")]
    pub as_of: Option<String>,
}

/// Arguments of `next`.
#[derive(Debug, Args)]
pub struct NextArgs {
    pub file: PathBuf,
    #[arg(long, value_name = "ANTALL", default_value_t = 10)]
    pub limit: usize,
    #[arg(long = "format", value_enum, default_value = "terminal")]
    pub list_format: ListFormat,
    #[arg(long, value_name = "DATO")]
    pub as_of: Option<String>,
    #[command(flatten)]
    pub own: OwnRules,
}

/// Arguments of `forecast`.
#[derive(Debug, Args)]
pub struct ForecastArgs {
    #[arg(id = "record")]
    pub file: PathBuf,
    #[arg(long = "until", id = "forecast_until", value_name = "DATO")]
    pub until: Option<String>,
    #[arg(long = "format", id = "forecast_format", value_enum)]
    pub format: Option<ForecastFormat>,
    #[arg(long, value_name = "DATO")]
    pub as_of: Option<String>,
    #[arg(long, value_name = "FIL")]
    pub output: Vec<PathBuf>,
    #[arg(long, value_enum, default_value = ";")]
    pub separator: Separator,
    #[arg(long, value_name = "FIL")]
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

/// The formats of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    Terminal,
    Json,
    #[value(alias = "md")]
    Markdown,
}

/// What to do with rules.
#[derive(Debug, Subcommand)]
pub enum RulesAction {
    List {
        #[command(flatten)]
        which: Which,
        #[arg(long, value_enum, default_value = "terminal")]
        format: Format,
    },
    Test {
        #[command(flatten)]
        which: Which,
        #[arg(long, value_delimiter = ',')]
        topic: Vec<String>,
        #[arg(long, value_enum, default_value = "terminal")]
        format: Format,
    },
    Check {
        #[command(flatten)]
        which: Which,
        #[arg(long, value_enum, default_value = "terminal")]
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
        #[arg(long = "format", id = "coverage_format", value_enum, default_value = "terminal")]
        format: CoverageFormat,
        #[arg(long, value_enum, default_value = ";")]
        separator: Separator,
    },
    Docs {
        #[command(flatten)]
        which: Which,
        #[arg(long = "output", id = "docs_output", value_name = "MAPPE", required = true)]
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

/// Arguments of `schema`.
#[derive(Debug, Args)]
pub struct SchemaArgs {
    #[arg(value_enum, default_value = "record")]
    pub of: SchemaOf,
}

/// Which schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SchemaOf {
    Record,
    Report,
    Comparison,
    Coverage,
    Fields,
}

/// The formats of what is said about rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Terminal,
    Json,
}

/// The formats of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    Terminal,
    Json,
    Sarif,
    Junit,
    Gitlab,
    Github,
    Oscal,
    Html,
    #[value(alias = "md")]
    Markdown,
    Table,
    Csv,
    Xlsx,
    Docx,
}

/// What stands between the values of a CSV file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Separator {
    #[value(name = ";")]
    Semicolon,
    #[value(name = ",")]
    Comma,
    #[value(name = "tab")]
    Tab,
}

impl Separator {
    /// The byte.
    #[must_use]
    pub const fn byte(self) -> u8 {
        match self {
            Self::Semicolon => b';',
            Self::Comma => b',',
            Self::Tab => b'\t',
        }
    }
}

/// The weakest force whose gaps make the exit code 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    Lov,
    #[value(name = "faglig-råd", alias = "faglig-rad", alias = "faglig-raad")]
    FagligRåd,
    GodPraksis,
    Never,
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

/// The command line with its texts in a language.
#[must_use]
pub fn command(language: Language) -> Command {
    localise(Cli::command(), "medvirk", language.texts())
}

fn localise(command: Command, path: &str, texts: &'static Texts) -> Command {
    let about = text(texts, &format!("cli_{}", path.replace([' ', '-'], "_")));
    let names: Vec<String> = command.get_arguments().map(|arg| arg.get_id().to_string()).collect();
    let usage = usage(&command, path, texts);
    let mut command = command
        .about(about)
        .override_usage(usage)
        .help_template(texts.cli_template)
        .subcommand_help_heading(texts.cli_commands)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(
            Arg::new("help")
                .short('h')
                .long("help")
                .action(clap::ArgAction::Help)
                .help(texts.cli_arg_help)
                .help_heading(texts.cli_options),
        );
    if path == "medvirk" {
        let version = Arg::new("version").short('V').long("version").action(clap::ArgAction::Version);
        command = command.arg(version.help(texts.cli_arg_version).help_heading(texts.cli_options));
    }
    for name in names {
        let help = text(texts, &format!("cli_arg_{name}"));
        command = command.mut_arg(&name, |arg| {
            let heading = if arg.is_positional() { texts.cli_arguments } else { texts.cli_options };
            let takes_value = arg.is_positional() || arg.get_action().takes_values();
            let arg = arg.help(help).help_heading(heading);
            if takes_value { arg.hide_possible_values(true).hide_default_value(true) } else { arg }
        });
    }
    let inner: Vec<String> = command.get_subcommands().map(|inner| inner.get_name().to_owned()).collect();
    for name in inner {
        let path = format!("{path} {name}");
        command = command.mut_subcommand(&name, |inner| localise(inner, &path, texts));
    }
    command
}

/// The usage line: options, then what must or may follow.
fn usage(command: &Command, path: &str, texts: &'static Texts) -> String {
    let mut usage = format!("{path} {}", texts.cli_usage_options);
    if command.has_subcommands() {
        usage.push_str(&format!(" {}", texts.cli_usage_command));
    }
    for arg in command.get_positionals() {
        let name = arg.get_id().to_string().to_uppercase();
        let many = if arg.get_num_args().is_some_and(|count| count.max_values() > 1) { "…" } else { "" };
        usage.push_str(&if arg.is_required_set() { format!(" {name}{many}") } else { format!(" [{name}]") });
    }
    usage
}

/// The text with this name; a test holds that every command and argument has one.
fn text(texts: &'static Texts, name: &str) -> &'static str {
    texts.all().into_iter().find(|(known, _)| *known == name).map_or("", |(_, text)| text)
}
