//! Mistakes on the command line, in the reader's language.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::Exit;
use crate::problem::nearest;
use crate::text::{Language, fill};

/// Help and version go to standard output; mistakes are told with the way out.
#[must_use]
pub fn run(error: &clap::Error, language: Language) -> Exit {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            Exit { output: error.render().to_string(), ..Exit::default() }
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => Exit::failed(error.render().to_string()),
        _ => Exit::failed(message(error, language)),
    }
}

fn message(error: &clap::Error, language: Language) -> String {
    let texts = language.texts();
    let words = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(word)) => vec![word.clone()],
        Some(ContextValue::Strings(words)) => words.clone(),
        _ => Vec::new(),
    };
    let word = |kind: ContextKind| words(kind).join(", ");
    let given = [ContextKind::InvalidSubcommand, ContextKind::InvalidArg, ContextKind::InvalidValue].map(word);
    let given = given.iter().rfind(|given| !given.is_empty()).cloned().unwrap_or_default();
    let (what, suggested) = match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let what = fill(texts.unknown_subcommand, &[("value", &word(ContextKind::InvalidSubcommand))]);
            (what, words(ContextKind::SuggestedSubcommand))
        }
        ErrorKind::UnknownArgument => {
            let what = fill(texts.unknown_argument, &[("value", &word(ContextKind::InvalidArg))]);
            (what, words(ContextKind::SuggestedArg))
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let (value, known) = (word(ContextKind::InvalidValue), word(ContextKind::ValidValue));
            let template = match (value.as_str(), known.as_str()) {
                ("", _) => texts.argument_needs_value,
                (_, "") => texts.argument_wrong_value,
                _ => texts.invalid_argument,
            };
            let argument = plain(&word(ContextKind::InvalidArg));
            let values = [("value", value.as_str()), ("argument", &argument), ("known", &known)];
            (fill(template, &values), words(ContextKind::SuggestedValue))
        }
        ErrorKind::TooManyValues => {
            let argument = plain(&word(ContextKind::InvalidArg));
            (fill(texts.argument_takes_no_value, &[("argument", &argument)]), Vec::new())
        }
        ErrorKind::ArgumentConflict => {
            let (argument, other) = (plain(&word(ContextKind::InvalidArg)), plain(&word(ContextKind::PriorArg)));
            (fill(texts.arguments_exclude, &[("argument", &argument), ("other", &other)]), Vec::new())
        }
        ErrorKind::InvalidUtf8 => (texts.argument_not_utf8.to_owned(), Vec::new()),
        ErrorKind::MissingRequiredArgument => {
            let names: Vec<String> = words(ContextKind::InvalidArg).iter().map(|name| plain(name)).collect();
            (fill(texts.missing_argument, &[("argument", &names.join(", "))]), Vec::new())
        }
        _ => (error.render().to_string().trim().to_owned(), Vec::new()),
    };
    // A word that only begins alike is not meant.
    let near = |word: &&String| 2 * word.len() > given.len() && nearest(&given, [word.as_str()]).is_some();
    let meant = suggested.iter().find(near).map(|word| format!("; {}", fill(texts.did_you_mean, &[("word", word)])));
    format!("{}: {what}{}\n{}\n", texts.error, meant.unwrap_or_default(), texts.run_help)
}

/// An argument as it is written, and one without a flag by its name alone.
fn plain(name: &str) -> String {
    let name = name.trim_end_matches("...");
    let inside = |open: char, close: char| name.strip_prefix(open).and_then(|name| name.strip_suffix(close));
    inside('<', '>').or_else(|| inside('[', ']')).unwrap_or(name).to_owned()
}
