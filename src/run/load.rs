//! The rules a command works with: the built-in ones or those of a folder, and the organisation's own.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::Context;
use super::audit::cannot_read;
use super::setup::own_rules;
use crate::built_in;
use crate::cases;
use crate::cli::Which;
use crate::collect::{self, RuleFiles};
use crate::problem::{Kind, Problem};
use crate::render::problem::{Style, render};
use crate::rule::{Origin, RuleSet};
use crate::source::{Source, Span};
use crate::text::{Language, fill};

/// Rules with their cases, and what is wrong with them.
#[derive(Debug)]
pub struct Loaded {
    /// The rules without mistakes.
    pub set: RuleSet,
    /// The files of cases.
    pub cases: Vec<Source>,
    /// The mistakes.
    pub mistakes: Vec<Mistake>,
}

/// A mistake with the file it stands in.
#[derive(Debug)]
pub struct Mistake {
    problem: Problem,
    file: String,
    /// The mistake with a snippet.
    pub shown: String,
}

impl Mistake {
    /// A mistake in a source, as it is shown.
    #[must_use]
    pub fn new(problem: Problem, source: &Source, style: Style) -> Self {
        let shown = render(&problem, source, style);
        Self { problem, file: source.name().to_owned(), shown }
    }

    /// The mistake for machines.
    #[must_use]
    pub fn json(&self, language: Language) -> Value {
        json!({
            "file": self.file,
            "code": self.problem.kind.code(),
            "message": self.problem.message(language),
            "help": self.problem.help(language),
            "byte_start": self.problem.span.start,
            "byte_end": self.problem.span.end,
        })
    }
}

/// The rules that a command names.
///
/// # Errors
/// When a folder or file cannot be read; mistakes inside rules come with the rules.
pub fn load(which: &Which, context: Context<'_>) -> Result<Loaded, String> {
    let style = context.style;
    let mut loaded = match &which.folder {
        None => Loaded { set: built_in::rules(), cases: built_in::cases(), mistakes: Vec::new() },
        Some(folder) => {
            let set = RuleSet::new(env!("CARGO_PKG_VERSION"), built_in::library());
            let mut loaded = Loaded { set, cases: Vec::new(), mistakes: Vec::new() };
            loaded.add(folder, Origin::BuiltIn, style)?;
            loaded
        }
    };
    // A folder that is named stands alone; else the organisation's own rules are among them.
    let own = if which.folder.is_some() {
        which.own.own_rules.clone()
    } else {
        own_rules(context.config, &which.own.own_rules)
    };
    for folder in &own {
        loaded.add(folder, Origin::Local, style)?;
    }
    Ok(loaded)
}

/// The built-in rules and the organisation's own, all without mistakes.
///
/// # Errors
/// The mistakes in the organisation's own rules, each with its place.
pub fn rule_set(own: &[PathBuf], style: Style) -> Result<RuleSet, String> {
    let mut loaded = Loaded { set: built_in::rules(), cases: Vec::new(), mistakes: Vec::new() };
    for folder in own {
        loaded.add(folder, Origin::Local, style)?;
        if !loaded.mistakes.is_empty() {
            let values = [("folder", collect::shown(folder)), ("count", loaded.mistakes.len().to_string())];
            let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
            let summary = fill(style.language.texts().own_rules_refused, &values);
            let shown = loaded.mistakes.into_iter().map(|mistake| mistake.shown);
            return Err(shown.chain([summary]).collect::<Vec<_>>().join("\n\n"));
        }
    }
    Ok(loaded.set)
}

impl Loaded {
    /// Adds the rules of a folder, with their topics where they are the organisation's own.
    fn add(&mut self, folder: &Path, origin: Origin, style: Style) -> Result<(), String> {
        let language = style.language;
        let files = collect::rules(folder).map_err(|error| cannot_read(&error, style))?;
        let RuleFiles { rules, cases, topics, strays, links } = files;
        if rules.is_empty() && strays.is_empty() && links.is_empty() {
            return Err(fill(language.texts().no_own_rules, &[("folder", &collect::shown(folder))]));
        }
        if let (Origin::Local, Some(topics)) = (origin, &topics) {
            let found = self.set.add_topics(topics).err().unwrap_or_default();
            self.mistakes.extend(found.into_iter().map(|problem| Mistake::new(problem, topics, style)));
        }
        for link in links {
            let problem = Problem::new(Kind::RuleLink, Span::default());
            self.mistakes.push(Mistake::new(problem, &Source::new(link, String::new()), style));
        }
        for source in &strays {
            let file = source.name().rsplit('/').next().unwrap_or_default();
            let problem = Problem::new(Kind::StrayRuleFile, Span::new(0, 1)).with("file", file);
            self.mistakes.push(Mistake::new(problem, source, style));
        }
        let found = self.set.add(&rules, origin).err().unwrap_or_default();
        self.mistakes.extend(found.into_iter().map(|(at, problem)| Mistake::new(problem, &rules[at], style)));
        let has_rule = |id: &str| rules.iter().any(|rule| rule.name().ends_with(&format!("/{id}.toml")));
        for source in cases.iter().filter(|source| !has_rule(cases::rule_id(source))) {
            let id = cases::rule_id(source);
            let problem = Problem::new(Kind::CasesWithoutRule, Span::new(0, 1)).with("id", id);
            self.mistakes.push(Mistake::new(problem, source, style));
        }
        self.cases.extend(cases);
        Ok(())
    }
}
