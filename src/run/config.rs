//! `medvirk config`: what is in force, and where each value comes from.

use std::path::PathBuf;

use clap::ValueEnum;
use serde_json::{Map, Value, json};

use super::audit::cannot_read;
use super::settings::{Origin, Setting, Settings};
use super::setup::{Asked, Setup};
use super::{Context, Exit};
use crate::cli::{ConfigArgs, ListFormat};
use crate::collect::{CollectError, Pattern, shown};
use crate::config::options::name;
use crate::config::{Config, Given};
use crate::render::grid::Grid;
use crate::render::reason::number;
use crate::source::Source;
use crate::text::{Texts, fill};

/// Runs the command.
#[must_use]
pub fn run(args: &ConfigArgs, context: Context<'_>) -> Exit {
    show(args, context).unwrap_or_else(Exit::failed)
}

fn show(args: &ConfigArgs, context: Context<'_>) -> Result<Exit, String> {
    let missing = |path: &&PathBuf| path.as_os_str() != "-" && !path.exists();
    if let Some(path) = args.config_paths.iter().find(missing) {
        let error = CollectError::Io { name: shown(path), cause: std::io::ErrorKind::NotFound.into() };
        return Err(cannot_read(&error, context.style));
    }
    let choices = &args.choices;
    let asked = Asked { rules: &choices.own.own_rules, selection: Some(&choices.selection), as_of: None };
    let setup = Setup::new(asked, context)?;
    let rows = rows(&Settings::new(choices, None, context.config), &setup, context);
    let texts = context.style.language.texts();
    let files: Vec<&str> = context.config.sources.iter().map(Source::name).collect();
    let output = match args.list_format {
        ListFormat::Json => json(&rows, &files, context.config),
        format => {
            let heading = match files.as_slice() {
                [] => texts.config_no_file.to_owned(),
                files => fill(texts.config_files, &[("files", &files.join(", "))]),
            };
            let grid = Grid {
                header: vec![texts.config_setting, texts.config_value, texts.config_origin],
                rows: rows.iter().map(|row| row.cells(context.config, texts)).collect(),
            };
            let table = if format == ListFormat::Markdown { grid.markdown() } else { grid.terminal(context.style) };
            format!("{heading}\n\n{table}")
        }
    };
    Ok(Exit { output, ..Exit::default() })
}

/// One setting.
struct Row {
    /// The keys that lead to it.
    keys: Vec<String>,
    value: Value,
    /// What would count without it, where that is a limit of a rule.
    proposal: Option<f64>,
    origin: From,
}

/// Where a value comes from; the language can also be the system's.
#[derive(Clone, Copy, PartialEq, Eq)]
enum From {
    Setting(Origin),
    Locale,
}

impl Row {
    fn new(key: &str, setting: Setting<Value>) -> Self {
        Self { keys: vec![key.to_owned()], value: setting.value, proposal: None, origin: From::Setting(setting.origin) }
    }

    fn cells(&self, config: &Config, texts: &Texts) -> Vec<String> {
        let item = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let value = match &self.value {
            Value::Null => texts.config_unset.to_owned(),
            Value::Array(items) if items.is_empty() => texts.config_unset.to_owned(),
            Value::Array(items) => items.iter().map(item).collect::<Vec<_>>().join("\n"),
            Value::Number(value) => number(value.as_f64().unwrap_or(f64::NAN)),
            value => item(value),
        };
        let value = match self.proposal {
            Some(default) => fill(texts.config_own_value, &[("value", &value), ("default", &number(default))]),
            None => value,
        };
        let origin = match self.origin {
            From::Locale => texts.config_locale.to_owned(),
            From::Setting(Origin::Default) => texts.config_default.to_owned(),
            From::Setting(Origin::CommandLine) => texts.config_command_line.to_owned(),
            From::Setting(Origin::File(place)) => config.shown(place),
        };
        vec![self.keys.join("."), value, origin]
    }
}

fn rows(settings: &Settings, setup: &Setup, context: Context<'_>) -> Vec<Row> {
    let config = context.config;
    let paths = |paths: &Vec<PathBuf>| json!(paths.iter().map(|path| shown(path)).collect::<Vec<_>>());
    let path = |path: &Option<PathBuf>| json!(path.as_ref().map(|path| shown(path)));
    let mut rows = vec![
        language(context),
        Row::new("include", patterns(config.include.as_ref())),
        Row::new("exclude", patterns(config.exclude.as_ref())),
        Row::new("only", settings.only.map(|names| json!(names))),
        Row::new("skip", settings.skip.map(|names| json!(names))),
        Row::new("rules", settings.rules.map(paths)),
        Row::new("accepted", settings.accepted.map(path)),
        Row::new("baseline", settings.baseline.map(path)),
        Row::new("fail_on", settings.fail_on.map(word)),
        Row::new("strict", settings.strict.map(|strict| json!(strict))),
        Row::new("format", settings.format.map(|format| format.as_ref().map_or(json!("terminal"), word))),
        Row::new("output", settings.output.map(paths)),
        Row::new("separator", settings.separator.map(word)),
    ];
    for (folder, fail_on) in &settings.folders {
        let mut row = Row::new("folders", fail_on.map(word));
        row.keys.extend([folder.clone(), "fail_on".to_owned()]);
        rows.push(row);
    }
    for own in &config.parameters {
        let value = Setting { value: json!(own.value.value), origin: Origin::File(own.value.place) };
        let mut row = Row::new("parameters", value);
        let rule = setup.all.get(&own.rule.value);
        let known = rule.iter().flat_map(|rule| &rule.parameters);
        let parameter = known.into_iter().find(|known| crate::record::same_word(&known.name, &own.name.value));
        row.proposal = parameter.map(|parameter| parameter.default);
        let name = parameter.map_or(&own.name.value, |parameter| &parameter.name);
        row.keys.extend([own.rule.value.clone(), name.clone()]);
        rows.push(row);
    }
    rows
}

fn language(context: Context<'_>) -> Row {
    let given = context.config.language.as_ref().map(|given| Origin::File(given.place));
    let origin = match given {
        _ if context.asked_language => From::Setting(Origin::CommandLine),
        Some(origin) => From::Setting(origin),
        None => From::Locale,
    };
    Row { keys: vec!["language".to_owned()], value: json!(context.style.language.code()), proposal: None, origin }
}

fn patterns(given: Option<&Given<Vec<Pattern>>>) -> Setting<Value> {
    let texts: Vec<&str> = given.iter().flat_map(|given| &given.value).map(|pattern| pattern.text.as_str()).collect();
    Setting { value: json!(texts), origin: given.map_or(Origin::Default, |given| Origin::File(given.place)) }
}

fn word<T: ValueEnum>(choice: &T) -> Value {
    json!(name(choice))
}

fn json(rows: &[Row], files: &[&str], config: &Config) -> String {
    let row = |row: &Row| {
        let mut found = Map::new();
        found.insert("key".to_owned(), json!(row.keys));
        found.insert("value".to_owned(), row.value.clone());
        let from = match row.origin {
            From::Locale => "locale",
            From::Setting(Origin::Default) => "default",
            From::Setting(Origin::CommandLine) => "command-line",
            From::Setting(Origin::File(_)) => "file",
        };
        found.insert("from".to_owned(), json!(from));
        if let From::Setting(Origin::File(place)) = row.origin
            && let Some(source) = config.sources.get(place.file)
        {
            found.insert("file".to_owned(), json!(source.name()));
            found.insert("line".to_owned(), json!(source.position(place.span.start).line));
        }
        if let Some(proposal) = row.proposal {
            found.insert("proposal".to_owned(), json!(proposal));
        }
        Value::Object(found)
    };
    let value = json!({
        "schema": "medvirk-config/1",
        "files": files,
        "settings": rows.iter().map(row).collect::<Vec<_>>()
    });
    serde_json::to_string_pretty(&value).map(|text| text + "\n").unwrap_or_default()
}
