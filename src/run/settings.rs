//! What is in force for an audit, and where each value comes from.

use std::path::PathBuf;

use super::setup::{own_rules, selection};
use crate::cli::{Choices, FailOn, ReportFormat, Separator};
use crate::config::{Config, Given, Place};
use crate::report::FolderThreshold;

/// Where a value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// Nobody said anything.
    Default,
    /// A place in the configuration.
    File(Place),
    /// The command line.
    CommandLine,
}

/// A value with where it comes from.
#[derive(Debug, Clone)]
pub struct Setting<T> {
    /// The value.
    pub value: T,
    /// Where it comes from.
    pub origin: Origin,
}

/// What is in force for an audit.
#[derive(Debug)]
pub struct Settings {
    /// The only topics or rules that are tried; all where there are none.
    pub only: Setting<Vec<String>>,
    /// The topics or rules that are not tried.
    pub skip: Setting<Vec<String>>,
    /// Folders with own rules.
    pub rules: Setting<Vec<PathBuf>>,
    /// The file of accepted deviations.
    pub accepted: Setting<Option<PathBuf>>,
    /// The baseline to compare with.
    pub baseline: Setting<Option<PathBuf>>,
    /// The weakest force whose gaps fail.
    pub fail_on: Setting<FailOn>,
    /// What fails in some folders; the command line sets this aside.
    pub folders: Vec<(String, Setting<FailOn>)>,
    /// Whether foreign YAML is an error.
    pub strict: Setting<bool>,
    /// The format of the report; the terminal's where there is none.
    pub format: Setting<Option<ReportFormat>>,
    /// The files of the report.
    pub output: Setting<Vec<PathBuf>>,
    /// What stands between the values of a CSV file.
    pub separator: Setting<Separator>,
}

impl<T: Clone> Setting<T> {
    /// What the command line says, or the configuration, or the default.
    fn of(asked: Option<T>, given: Option<&Given<T>>, default: T) -> Self {
        match (asked, given) {
            (Some(value), _) => Self { value, origin: Origin::CommandLine },
            (None, Some(given)) => Self { value: given.value.clone(), origin: Origin::File(given.place) },
            (None, None) => Self { value: default, origin: Origin::Default },
        }
    }
}

impl<T> Setting<T> {
    /// The same with another value.
    pub fn map<U>(&self, change: impl Fn(&T) -> U) -> Setting<U> {
        Setting { value: change(&self.value), origin: self.origin }
    }
}

impl Settings {
    /// Whether the report is for a screen, and no file tells the rest.
    #[must_use]
    pub fn is_screen_alone(&self) -> bool {
        self.output.value.is_empty() && self.format.value.is_none_or(|format| format == ReportFormat::Terminal)
    }

    /// Brings the command line and the configuration together.
    #[must_use]
    pub fn new(asked: &Choices, format: Option<ReportFormat>, config: &Config) -> Self {
        // Whoever names a format or a file wants that report, and not the usual ones besides.
        let says_where = format.is_some() || !asked.output.is_empty();
        let (only, skip) = selection(Some(&asked.selection), config);
        let from = |asked: bool, given: Option<Place>| match given {
            _ if asked => Origin::CommandLine,
            Some(place) => Origin::File(place),
            None => Origin::Default,
        };
        let place = |given: Option<&Given<Vec<Given<String>>>>| given.map(|given| given.place);
        let some = |given: Option<&Given<PathBuf>>| {
            given.map(|given| Given { value: Some(given.value.clone()), place: given.place })
        };
        let folders = config.folders.iter().filter(|_| asked.fail_on.is_none());
        let folders = folders.map(|folder| {
            let fail_on = Setting { value: folder.fail_on.value, origin: Origin::File(folder.fail_on.place) };
            (folder.name.clone(), fail_on)
        });
        let given_format = config.format.as_ref().filter(|_| !says_where);
        let given_format = given_format.map(|given| Given { value: Some(given.value), place: given.place });
        Self {
            only: Setting { value: only, origin: from(!asked.selection.only.is_empty(), place(config.only.as_ref())) },
            skip: Setting { value: skip, origin: from(!asked.selection.skip.is_empty(), place(config.skip.as_ref())) },
            rules: Setting {
                value: own_rules(config, &asked.own.own_rules),
                origin: from(!asked.own.own_rules.is_empty(), config.rules.as_ref().map(|given| given.place)),
            },
            accepted: Setting::of(asked.accepted.clone().map(Some), some(config.accepted.as_ref()).as_ref(), None),
            baseline: Setting::of(asked.baseline.clone().map(Some), some(config.baseline.as_ref()).as_ref(), None),
            fail_on: Setting::of(asked.fail_on, config.fail_on.as_ref(), FailOn::Lov),
            folders: folders.collect(),
            strict: Setting::of(asked.strict.then_some(true), config.strict.as_ref(), false),
            format: Setting::of(format.map(Some), given_format.as_ref(), None),
            output: Setting::of(says_where.then(|| asked.output.clone()), config.output.as_ref(), Vec::new()),
            separator: separator(asked.separator, config),
        }
    }

    /// What fails in each folder that says something of its own.
    #[must_use]
    pub fn thresholds(&self) -> Vec<FolderThreshold> {
        let threshold = |(name, fail_on): &(String, Setting<FailOn>)| FolderThreshold {
            name: name.clone(),
            threshold: fail_on.value.threshold(),
        };
        self.folders.iter().map(threshold).collect()
    }
}

/// What stands between the values of a CSV file.
#[must_use]
pub fn separator(asked: Option<Separator>, config: &Config) -> Setting<Separator> {
    Setting::of(asked, config.separator.as_ref(), Separator::Semicolon)
}
