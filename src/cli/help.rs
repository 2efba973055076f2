//! Help and usage in the reader's language.

use std::collections::HashMap;
use std::ffi::OsString;

use clap::{Arg, Command, CommandFactory, FromArgMatches};

use super::Cli;
use crate::text::{Language, Texts};

/// The command line with its texts in a language.
#[must_use]
pub fn command(language: Language) -> Command {
    let texts = language.texts();
    localise(Cli::command(), "medvirk", texts, &texts.all().into_iter().collect())
}

/// What a command line asks for. Texts are put in where they are shown: for help, and for mistakes.
///
/// # Errors
/// The help that is asked for, or a mistake, in this language.
pub fn read(args: &[OsString], language: Language) -> Result<Cli, clap::Error> {
    let read = |command: Command| command.try_get_matches_from(args).and_then(|found| Cli::from_arg_matches(&found));
    read(Cli::command()).or_else(|_| read(command(language)))
}

/// The texts by their names; a test holds that every command and argument has one.
type Named = HashMap<&'static str, &'static str>;

fn localise(command: Command, path: &str, texts: &'static Texts, by_name: &Named) -> Command {
    let text = |name: &str| by_name.get(name).copied().unwrap_or_default();
    let about = text(&format!("cli_{}", path.replace([' ', '-'], "_")));
    let names: Vec<String> = command.get_arguments().map(|arg| arg.get_id().to_string()).collect();
    let usage = usage(&command, path, texts, by_name);
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
    for (position, name) in names.into_iter().enumerate() {
        let help = text(&format!("cli_arg_{name}"));
        command = command.mut_arg(&name, |arg| {
            let heading = if arg.is_positional() { texts.cli_arguments } else { texts.cli_options };
            let takes_value = arg.is_positional() || arg.get_action().takes_values();
            let arg = match value_name(&arg, by_name) {
                Some(name) if takes_value => arg.value_name(name),
                _ => arg,
            };
            // As they are written, and not by name.
            let arg = if arg.is_positional() { arg.display_order(position) } else { arg };
            let arg = arg.help(help).help_heading(heading);
            if takes_value { arg.hide_possible_values(true).hide_default_value(true) } else { arg }
        });
    }
    let inner: Vec<String> = command.get_subcommands().map(|inner| inner.get_name().to_owned()).collect();
    for name in inner {
        let path = format!("{path} {name}");
        command = command.mut_subcommand(&name, |inner| localise(inner, &path, texts, by_name));
    }
    command
}

/// What the value of an argument is called in the reader's language.
fn value_name(arg: &Arg, by_name: &Named) -> Option<&'static str> {
    let declared = arg.get_value_names().and_then(|names| names.first()).map(clap::builder::Str::as_str);
    let name = declared.map_or_else(|| arg.get_id().to_string(), str::to_lowercase);
    by_name.get(format!("cli_value_{}", name.replace(['|', '='], "_")).as_str()).copied()
}

/// The usage line: options, then what must or may follow.
fn usage(command: &Command, path: &str, texts: &'static Texts, by_name: &Named) -> String {
    let mut usage = format!("{path} {}", texts.cli_usage_options);
    if command.has_subcommands() {
        usage.push_str(&format!(" {}", texts.cli_usage_command));
    }
    for arg in command.get_positionals() {
        let name = value_name(arg, by_name).unwrap_or_default();
        let many = if arg.get_num_args().is_some_and(|count| count.max_values() > 1) { "…" } else { "" };
        usage.push_str(&if arg.is_required_set() { format!(" {name}{many}") } else { format!(" [{name}]") });
    }
    usage
}
