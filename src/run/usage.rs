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
            let values = [
                ("value", word(ContextKind::InvalidValue)),
                ("argument", word(ContextKind::InvalidArg)),
                ("known", word(ContextKind::ValidValue)),
            ];
            let values: Vec<(&str, &str)> = values.iter().map(|(key, value)| (*key, value.as_str())).collect();
            (fill(texts.invalid_argument, &values), words(ContextKind::SuggestedValue))
        }
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

/// The name of an argument without the brackets of its usage.
fn plain(name: &str) -> String {
    name.trim_end_matches("...").trim_start_matches('<').trim_end_matches('>').to_owned()
}
