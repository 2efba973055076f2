//! What every command works with: the configuration that counts, and the rules with the
//! organisation's own values. The command line comes before the configuration.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;

use super::Context;
use super::accept;
use super::audit::{cannot_read, date};
use super::load::rule_set;
use crate::accept::Deviation;
use crate::cli::{Cli, Selection};
use crate::collect::shown;
use crate::config::{self, Config, Given, Mistake};
use crate::problem::nearest;
use crate::render::problem::{Style, render};
use crate::rule::{Force, RuleSet};
use crate::text::{Language, Texts, fill};

/// The configuration that counts for a command.
///
/// # Errors
/// The message to show: mistakes in it, or paths that have different ones.
pub fn configuration(cli: &Cli, style: Style) -> Result<Config, String> {
    let Some(places) = cli.command.places() else { return Ok(Config::default()) };
    let Some(file) = chosen(cli, &places, style.language)? else { return Ok(Config::default()) };
    let (config, mistakes) = config::load(&file).map_err(|error| cannot_read(&error, style))?;
    if mistakes.is_empty() {
        return Ok(config);
    }
    // Names that no rule has are mistakes too, where the rules can be read.
    let style = Style { language: cli.lang.map_or_else(|| spoken(&config, style.language), Language::from), ..style };
    let mut set = rule_set(&own_rules(&config, &[]), style).ok();
    let unknown = set.as_mut().and_then(|set| config.apply(set).err()).unwrap_or_default();
    Err(refused(&config, mistakes.into_iter().chain(unknown).collect(), style))
}

/// The language that a configuration asks for, or else this one.
#[must_use]
pub fn spoken(config: &Config, otherwise: Language) -> Language {
    config.language.as_ref().map_or(otherwise, |given| given.value)
}

/// The file that is named, or the one that all paths have in common.
fn chosen(cli: &Cli, places: &[&Path], language: Language) -> Result<Option<PathBuf>, String> {
    if cli.no_config || cli.config.is_some() {
        return Ok(cli.config.clone());
    }
    // Standard input stands where the command was given.
    let here = |path: &&Path| path.as_os_str() == "-";
    let mut places: Vec<&Path> = places.iter().map(|path| if here(path) { Path::new(".") } else { *path }).collect();
    if places.is_empty() {
        places.push(Path::new("."));
    }
    let mut files: Vec<Option<PathBuf>> = places.into_iter().map(config::find).collect();
    files.sort();
    files.dedup();
    if files.len() > 1 {
        let texts = language.texts();
        let names = files.iter().map(|file| file.as_deref().map_or_else(|| texts.config_none.to_owned(), shown));
        let message = fill(texts.config_different, &[("files", &names.collect::<Vec<_>>().join(", "))]);
        return Err(format!("{}: {message}\n{}: {}\n", texts.error, texts.help, texts.config_different_help));
    }
    Ok(files.pop().flatten())
}

/// All mistakes, and a line that sums them up.
fn refused(config: &Config, mut mistakes: Vec<Mistake>, style: Style) -> String {
    mistakes.sort_by_key(|mistake| (mistake.file, mistake.problem.span));
    let show = |mistake: &Mistake| Some(render(&mistake.problem, config.sources.get(mistake.file)?, style));
    let mut shown: Vec<String> = mistakes.iter().filter_map(show).collect();
    let name = config.sources.first().map_or("", |source| source.name());
    let values = [("file", name), ("count", &mistakes.len().to_string())];
    shown.push(fill(style.language.texts().config_refused, &values));
    shown.join("\n\n") + "\n"
}

/// The folders of own rules: those of the configuration, and those of the command line.
#[must_use]
pub fn own_rules(config: &Config, more: &[PathBuf]) -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = config.rules.iter().flat_map(|given| given.value.clone()).collect();
    for folder in more {
        let same = |known: &PathBuf| known.canonicalize().ok() == folder.canonicalize().ok();
        if !folders.iter().any(same) || !folder.exists() {
            folders.push(folder.clone());
        }
    }
    folders
}

/// What a command asks for.
#[derive(Debug, Clone, Copy, Default)]
pub struct Asked<'a> {
    /// Folders with own rules.
    pub rules: &'a [PathBuf],
    /// Which rules are tried.
    pub selection: Option<&'a Selection>,
    /// The audit date.
    pub as_of: Option<&'a str>,
}

/// The rules and the date that a command works with.
#[derive(Debug)]
pub struct Setup {
    /// All rules, with the organisation's own values.
    pub all: Arc<RuleSet>,
    /// Those of them that are tried.
    pub set: Arc<RuleSet>,
    /// The audit date.
    pub as_of: Date,
}

impl Setup {
    /// Brings the configuration and what a command asks for together.
    ///
    /// # Errors
    /// The message to show.
    pub fn new(asked: Asked<'_>, context: Context<'_>) -> Result<Self, String> {
        let (config, style) = (context.config, context.style);
        let as_of = date(asked.as_of, context)?;
        let mut all = rule_set(&own_rules(config, asked.rules), style)?;
        config.apply(&mut all).map_err(|mistakes| refused(config, mistakes, style))?;
        let (only, skip) = selection(asked.selection, config);
        known(&all, only.iter().chain(&skip), style.language)?;
        let all = Arc::new(all);
        let mut set = Arc::clone(&all);
        if !only.is_empty() || !skip.is_empty() {
            Arc::make_mut(&mut set).select(|rule| {
                let named = |names: &[String]| names.iter().any(|name| rule.id == *name || rule.topic == *name);
                (only.is_empty() || named(&only)) && !named(&skip)
            });
        }
        if set.rules.is_empty() {
            return Err(style.language.texts().nothing_selected.to_owned());
        }
        Ok(Self { all, set, as_of })
    }
}

/// Which rules are tried; what the command line names takes the place of what the configuration
/// names.
#[must_use]
pub fn selection(asked: Option<&Selection>, config: &Config) -> (Vec<String>, Vec<String>) {
    let names = |asked: Option<&Vec<String>>, given: &Option<Given<Vec<Given<String>>>>| {
        let given = || given.iter().flat_map(|given| &given.value).map(|name| name.value.clone()).collect();
        asked.filter(|names| !names.is_empty()).cloned().unwrap_or_else(given)
    };
    let only = names(asked.map(|asked| &asked.only), &config.only);
    let skip = names(asked.map(|asked| &asked.skip), &config.skip);
    (only, skip)
}

/// Whether all names are those of rules or topics.
fn known<'n>(set: &RuleSet, names: impl Iterator<Item = &'n String>, language: Language) -> Result<(), String> {
    for name in names {
        if !set.rules.iter().any(|rule| rule.id == *name || rule.topic == *name) {
            return Err(unknown(set, name, language));
        }
    }
    Ok(())
}

/// The message that there is no such rule or topic, with the nearest one.
fn unknown(set: &RuleSet, name: &str, language: Language) -> String {
    let texts = language.texts();
    let names = set.rules.iter().flat_map(|rule| [rule.id.as_str(), rule.topic.as_str()]);
    fill(texts.unknown_rule, &[("name", name)]) + &meant(name, names, texts)
}

/// The message that there is no such rule, with the nearest one, or with those of the topic.
#[must_use]
pub fn no_such_rule(set: &RuleSet, name: &str, language: Language) -> String {
    let texts = language.texts();
    let ids = || set.rules.iter().map(|rule| rule.id.as_str());
    let topic: Vec<&str> = set.rules.iter().filter(|rule| rule.topic == name).map(|rule| rule.id.as_str()).collect();
    if topic.is_empty() {
        return fill(texts.no_such_rule, &[("name", name)]) + &meant(name, ids(), texts);
    }
    fill(texts.topic_is_no_rule, &[("name", name), ("rules", &topic.join(", "))])
}

fn meant<'n>(name: &str, names: impl Iterator<Item = &'n str>, texts: &Texts) -> String {
    let meant = nearest(name, names).map(|word| format!("; {}", fill(texts.did_you_mean, &[("word", word)])));
    meant.unwrap_or_default()
}

/// The accepted deviations of the file that the command line names, or else the configuration.
///
/// # Errors
/// The message to show.
pub fn deviations(asked: Option<&Path>, all: &RuleSet, context: Context<'_>) -> Result<Vec<Deviation>, String> {
    checked_deviations(asked, all, context).map(|(deviations, _)| deviations)
}

/// The same, and what may have to go from the file.
///
/// # Errors
/// The message to show.
pub fn checked_deviations(
    asked: Option<&Path>,
    all: &RuleSet,
    context: Context<'_>,
) -> Result<(Vec<Deviation>, String), String> {
    let texts = context.style.language.texts();
    let file = named(asked, context.config.accepted.as_ref(), texts.config_no_accepted_help, context)?;
    accept::accepted(file.as_deref(), all, context.style)
}

/// The file that the command line names, or else the configuration; then it has to be there.
///
/// # Errors
/// The message to show, with the place in the configuration.
pub fn named(
    asked: Option<&Path>,
    given: Option<&Given<PathBuf>>,
    help: &str,
    context: Context<'_>,
) -> Result<Option<PathBuf>, String> {
    let texts = context.style.language.texts();
    match (asked, given) {
        (Some(asked), _) => Ok(Some(asked.to_owned())),
        (None, Some(given)) if !given.value.exists() => {
            let values = [("file", shown(&given.value)), ("place", context.config.shown(given.place))];
            let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
            let message = fill(texts.config_no_such_file, &values);
            Err(format!("{}: {message}\n{}: {help}\n", texts.error, texts.help))
        }
        (None, given) => Ok(given.map(|given| given.value.clone())),
    }
}

/// The weakest force whose gaps fail, for a command without folders.
#[must_use]
pub fn threshold(asked: Option<crate::cli::FailOn>, path: &Path, config: &Config) -> Option<Force> {
    let folder = || config.folder(&crate::collect::real(path)).map(|folder| folder.fail_on.value);
    let general = || config.fail_on.as_ref().map(|given| given.value);
    asked.or_else(folder).or_else(general).unwrap_or(crate::cli::FailOn::Lov).threshold()
}
