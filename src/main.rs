//! The program: the one place that touches the process.

use std::io::{IsTerminal, Write};
use std::process::ExitCode;

use clap::FromArgMatches;
use medvirk::cli::{Action, Cli, Color, command};
use medvirk::render::problem::Style;
use medvirk::run::audit::Context;
use medvirk::run::{Outcome, audit, rules};
use medvirk::text::Language;

fn main() -> ExitCode {
    let language = language();
    let matches = match command(language).try_get_matches() {
        Ok(matches) => matches,
        Err(error) => return usage(&error),
    };
    let cli = match Cli::from_arg_matches(&matches) {
        Ok(cli) => cli,
        Err(error) => return usage(&error),
    };
    finish(run(&cli, language))
}

fn run(cli: &Cli, language: Language) -> Outcome {
    let colour = match cli.color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
    };
    let width = terminal_size::terminal_size().map_or_else(
        || std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok()).unwrap_or(100),
        |(width, _)| usize::from(width.0),
    );
    let context = Context { style: Style { language, colour, width }, today: jiff::Zoned::now().date() };
    match &cli.command {
        Action::Audit(args) => audit::run(args, context),
        Action::Rules { action } => rules::run(action, context),
        _ => Outcome::default(),
    }
}

/// The language: as asked for on the command line, or as the system is set up, or bokmål.
fn language() -> Language {
    let args: Vec<String> = std::env::args().collect();
    let asked = args.iter().enumerate().find_map(|(at, arg)| {
        let value = arg.strip_prefix("--lang=").or_else(|| (arg == "--lang").then(|| args.get(at + 1)).flatten().map(String::as_str));
        value.and_then(|value| Language::ALL.into_iter().find(|language| language.code() == value))
    });
    let locale = || {
        let set = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
        set.and_then(|locale| Language::from_locale(&locale))
    };
    asked.or_else(locale).unwrap_or(Language::Nb)
}

fn usage(error: &clap::Error) -> ExitCode {
    let _ = error.print();
    ExitCode::from(if error.use_stderr() { 2 } else { 0 })
}

fn finish(outcome: Outcome) -> ExitCode {
    let _ = std::io::stderr().write_all(outcome.messages.as_bytes());
    for (path, bytes) in &outcome.files {
        if let Err(error) = std::fs::write(path, bytes) {
            let _ = writeln!(std::io::stderr(), "{}: {error}", path.display());
            return ExitCode::from(2);
        }
    }
    let _ = std::io::stdout().write_all(outcome.output.as_bytes());
    ExitCode::from(outcome.code)
}
