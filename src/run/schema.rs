//! `medvirk schema` and `medvirk completions`.

use super::Exit;
use crate::cli::{SchemaArgs, SchemaOf, command};
use crate::config;
use crate::render::{change, coverage, forecast, json, next, plan};
use crate::schema;
use crate::text::Language;

/// Writes a schema, or the fields as a readable page.
#[must_use]
pub fn run(args: &SchemaArgs, language: Language) -> Exit {
    let output = match args.of {
        SchemaOf::Record => pretty(&schema::record(language)),
        SchemaOf::Report => pretty(&json::schema()),
        SchemaOf::Comparison => pretty(&json::compare::schema()),
        SchemaOf::Coverage => pretty(&coverage::json::schema()),
        SchemaOf::Plan => pretty(&plan::json::schema()),
        SchemaOf::Next => pretty(&next::json::schema()),
        SchemaOf::Forecast => pretty(&forecast::json::schema()),
        SchemaOf::WhatIf => pretty(&change::json::schema()),
        SchemaOf::Config => pretty(&config::schema(language)),
        SchemaOf::Fields => schema::reference(language),
    };
    Exit { output, ..Exit::default() }
}

/// Writes completions for a shell.
#[must_use]
pub fn completions(shell: clap_complete::Shell, language: Language) -> Exit {
    let mut output = Vec::new();
    clap_complete::generate(shell, &mut command(language), "medvirk", &mut output);
    Exit { output: String::from_utf8_lossy(&output).into_owned(), ..Exit::default() }
}

/// JSON as it is written to a file.
#[must_use]
pub fn pretty(value: &serde_json::Value) -> String {
    serde_json::to_string_pretty(value).map(|text| text + "\n").unwrap_or_default()
}
