//! The program: the one place that touches the process.

mod lines;
mod person;

use std::ffi::OsString;
use std::io::{IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;

use medvirk::cli::{Action, Cli, Color, read};
use medvirk::privacy::mask;
use medvirk::render::problem::Style;
use medvirk::run::{self, Context, Exit};
use medvirk::text::Language;

fn main() -> ExitCode {
    std::panic::set_hook(Box::new(told));
    // Whatever goes wrong inside, no run ends as if it had judged anything.
    std::panic::catch_unwind(program).unwrap_or(ExitCode::from(2))
}

/// A defect of the program, told without a backtrace.
fn told(defect: &std::panic::PanicHookInfo<'_>) {
    let args: Vec<OsString> = std::env::args_os().collect();
    let place = defect.location().map(ToString::to_string).unwrap_or_default();
    let message = run::cause::defect(&place, language(&args));
    let _ = std::io::stderr().write_all(message.as_bytes());
}

fn program() -> ExitCode {
    let args: Vec<OsString> = std::env::args_os().collect();
    let language = language(&args);
    let (exit, language) = match read(&args, language) {
        Ok(cli) => start(&cli, language),
        Err(error) => (run::usage::run(&error, language), language),
    };
    finish(&exit, language)
}

/// Runs a command, and tells which language it spoke: the configuration's, where none is asked for.
fn start(cli: &Cli, language: Language) -> (Exit, Language) {
    let style = Style { language, colour: colour(cli.color), width: width() };
    let config = match run::setup::configuration(cli, style) {
        Ok(config) => config,
        Err(message) => return (Exit::failed(message), language),
    };
    let language = cli.lang.map_or_else(|| run::setup::spoken(&config, language), Language::from);
    let context = Context {
        style: Style { language, ..style },
        today: jiff::Zoned::now().date(),
        asked_language: cli.lang.is_some(),
        config: &config,
    };
    (command_of(cli, context), language)
}

fn command_of(cli: &Cli, context: Context<'_>) -> Exit {
    let language = context.style.language;
    match &cli.command {
        Action::Config(args) => run::config::run(args, context),
        Action::Init(args) => run::init::run(args, context, person::at_terminal()),
        Action::Audit(args) => run::audit::run(args, context),
        Action::Compare(args) => run::compare::run(args, context),
        Action::Explain(args) => run::explain::run(args, context),
        Action::Rules { action } => run::rules::run(action, context),
        Action::Set(args) => run::change::set(args, context),
        Action::Next(args) => run::next::run(args, context),
        Action::Ask(args) => {
            let mut lines = lines::at_terminal();
            run::ask::run(args, context, lines.as_mut().map(|lines| lines as &mut dyn run::ask::Dialog))
        }
        Action::WhatIf(args) => run::change::what_if(args, context),
        Action::Plan(args) => run::plan::run(args, context),
        Action::Forecast(args) => run::forecast::run(args, context),
        Action::Schema(args) => run::schema::run(args, language),
        Action::Baseline(args) => run::baseline::run(args, context),
        Action::Accept(args) => run::accept::run(args, context),
        Action::Man(args) => run::manual::run(args, language),
        Action::Completions { shell } => run::schema::completions(*shell, language),
    }
}

/// Colours only on a terminal, and not where `NO_COLOR` is set, unless asked for.
fn colour(asked: Color) -> bool {
    let declined = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    match asked {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => std::io::stdout().is_terminal() && !declined,
    }
}

/// The terminal's width; where there is no terminal, `COLUMNS` or 100.
fn width() -> usize {
    let columns = || std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    terminal_size::terminal_size().map(|(width, _)| usize::from(width.0)).or_else(columns).unwrap_or(100)
}

/// The language asked for, or that of the locale where it is one of the three, or bokmål.
/// It is read before the rest of the command line, so that help and mistakes speak it too.
fn language(args: &[OsString]) -> Language {
    let args: Vec<_> = args.iter().map(|arg| arg.to_string_lossy()).collect();
    let mut asked = args.iter().enumerate().filter_map(|(at, arg)| {
        let next = || (arg == "--lang").then(|| args.get(at + 1)).flatten().map(AsRef::as_ref);
        let value = arg.strip_prefix("--lang=").or_else(next)?;
        Language::ALL.into_iter().find(|language| language.code() == value)
    });
    let set = |name: &&str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let locale =
        || ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(set).and_then(|locale| Language::from_locale(&locale));
    // Of an option that is given again, the last counts.
    asked.next_back().or_else(locale).unwrap_or(Language::Nb)
}

/// Messages to standard error, files whole, the rest to standard output. A reader that goes
/// away, such as `head`, is no failure.
fn finish(exit: &Exit, language: Language) -> ExitCode {
    let mut messages = exit.messages.clone();
    let mut code = exit.code;
    for (path, bytes) in &exit.files {
        if let Err(message) = run::write::whole(path, bytes, language) {
            messages.push_str(&message);
            code = 2;
        }
    }
    for (path, bytes) in &exit.new_files {
        if let Err(message) = run::write::new(path, bytes, language) {
            messages.push_str(&message);
            code = 2;
        }
    }
    if let Some(message) = exit.summary.as_deref().and_then(|summary| summarise(summary, language)) {
        messages.push_str(&message);
        code = 2;
    }
    // Whatever was given on the command line, none of it is repeated with an identity number.
    let _ = std::io::stderr().write_all(mask(&messages).as_bytes());
    // What is told of files that could not be written would be wrong.
    let told = if code == 2 && exit.code != 2 { "" } else { exit.output.as_str() };
    let mut output = std::io::stdout().lock();
    if let Err(error) = output.write_all(told.as_bytes()).and_then(|()| output.flush())
        && error.kind() != std::io::ErrorKind::BrokenPipe
    {
        let _ = std::io::stderr().write_all(run::cause::cannot_print(&error, language).as_bytes());
        code = 2;
    }
    ExitCode::from(code)
}

/// Adds to the summary of the job, where GitHub names a file for it.
fn summarise(summary: &str, language: Language) -> Option<String> {
    let path = std::env::var_os("GITHUB_STEP_SUMMARY").filter(|path| !path.is_empty())?;
    let opened = std::fs::OpenOptions::new().create(true).append(true).open(&path);
    let cause = opened.and_then(|mut file| file.write_all(summary.as_bytes())).err()?;
    Some(run::write::cannot_write(Path::new(&path), &cause, language))
}
