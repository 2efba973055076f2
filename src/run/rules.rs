//! `medvirk rules …`: rules reviewed, tested and changed on purpose.

use std::path::Path;

use super::Outcome;
use super::audit::Context;
use crate::cases;
use crate::cli::RulesAction;
use crate::collect;
use crate::mutate::mutants;
use crate::problem::{Kind, Problem};
use crate::record::SHAPE;
use crate::render::problem::{Style, render};
use crate::rule::{Origin, RuleSet, built_in, built_in_cases, built_in_library};
use crate::source::{Source, Span};
use crate::text::fill;

/// Rules with their cases, and what is wrong with them.
pub struct Loaded {
    /// The rules without mistakes.
    pub set: RuleSet,
    /// The files of cases.
    pub cases: Vec<Source>,
    /// The mistakes, rendered.
    pub problems: Vec<String>,
}

/// What a command printed, and whether all was well.
pub struct Report {
    /// What to print.
    pub text: String,
    /// Whether nothing was wrong.
    pub clean: bool,
}

/// Loads the rules of a folder, or the built-in ones.
///
/// # Errors
/// When the folder cannot be read.
pub fn load(folder: Option<&Path>, style: Style) -> anyhow::Result<Loaded> {
    let show = |sources: &[Source], found: &[(usize, Problem)]| -> Vec<String> {
        found.iter().map(|(position, problem)| render(problem, &sources[*position], style)).collect()
    };
    let Some(folder) = folder else {
        return Ok(match built_in(SHAPE) {
            Ok(set) => Loaded { set, cases: built_in_cases(), problems: Vec::new() },
            Err((sources, problems)) => {
                let set = RuleSet::new("", built_in_library().unwrap_or_default());
                Loaded { set, cases: Vec::new(), problems: show(&sources, &problems) }
            }
        });
    };
    let library = match built_in_library() {
        Ok(library) => library,
        Err((sources, problems)) => anyhow::bail!("{}", show(&sources, &problems).join("\n\n")),
    };
    let (sources, cases) = collect::rules(folder)?;
    let mut set = RuleSet::new("", library);
    let problems = match set.add(&sources, SHAPE, Origin::BuiltIn) {
        Ok(()) => Vec::new(),
        Err(problems) => show(&sources, &problems),
    };
    Ok(Loaded { set, cases, problems })
}

/// Reviews rules.
#[must_use]
pub fn check(loaded: &Loaded, style: Style) -> Report {
    let texts = style.language.texts();
    let (rules, problems) = (loaded.set.rules.len().to_string(), loaded.problems.len().to_string());
    let summary = fill(texts.rules_checked, &[("rules", &rules), ("problems", &problems)]);
    report(&loaded.problems, summary)
}

/// Runs the cases of rules, of some topics only where topics are given.
#[must_use]
pub fn test(loaded: &Loaded, topics: &[String], style: Style) -> Report {
    let texts = style.language.texts();
    let mut shown = loaded.problems.clone();
    let (mut rules, mut run) = (0, 0);
    for rule in loaded.set.rules.iter().filter(|rule| topics.is_empty() || topics.contains(&rule.topic)) {
        rules += 1;
        let Some(source) = loaded.cases.iter().find(|source| cases::rule_id(source) == rule.id) else {
            let file = format!("{}/{}.cases.yaml", rule.topic, rule.id);
            let source = Source::new(file.as_str(), String::new());
            let problem = Problem::new(Kind::NoCases, Span::default()).with("file", file);
            shown.push(render(&problem, &source, style));
            continue;
        };
        let tested = cases::test(&loaded.set, rule, source);
        run += tested.run;
        shown.extend(tested.problems.iter().map(|problem| render(problem, source, style)));
    }
    let (rules, run, problems) = (rules.to_string(), run.to_string(), shown.len().to_string());
    let summary = fill(texts.rules_tested, &[("rules", &rules), ("cases", &run), ("problems", &problems)]);
    report(&shown, summary)
}

/// Changes rules and counts the changes that no case notices.
#[must_use]
pub fn mutate(loaded: &Loaded, topics: &[String], style: Style) -> Report {
    let texts = style.language.texts();
    let (mut rules, mut all, mut survivors) = (0, 0, Vec::new());
    for rule in loaded.set.rules.iter().filter(|rule| topics.is_empty() || topics.contains(&rule.topic)) {
        rules += 1;
        let Some(source) = loaded.cases.iter().find(|source| cases::rule_id(source) == rule.id) else { continue };
        for mutant in mutants(rule) {
            all += 1;
            let tested = cases::test(&loaded.set, &mutant.rule, source);
            let noticed = tested.problems.iter().any(|problem| matches!(problem.kind, Kind::CaseStatus | Kind::CaseReason));
            if !noticed {
                survivors.push(fill(texts.mutant_survived, &[("rule", &rule.id), ("change", &mutant.change)]));
            }
        }
    }
    let caught = (all - survivors.len()).to_string();
    let (all, rules, survived) = (all.to_string(), rules.to_string(), survivors.len().to_string());
    let values = [("mutants", all.as_str()), ("rules", &rules), ("caught", &caught), ("survived", &survived)];
    report(&survivors, fill(texts.rules_mutated, &values))
}

fn report(shown: &[String], summary: String) -> Report {
    let clean = shown.is_empty();
    let text = shown.iter().cloned().chain([summary]).collect::<Vec<_>>().join("\n");
    Report { text: text + "\n", clean }
}

/// Runs `medvirk rules …`.
#[must_use]
pub fn run(action: &RulesAction, context: Context) -> Outcome {
    let style = context.style;
    let folder = match action {
        RulesAction::List { folder, .. }
        | RulesAction::Test { folder, .. }
        | RulesAction::Check { folder, .. }
        | RulesAction::Mutate { folder, .. } => folder.as_deref(),
    };
    let loaded = match load(folder, style) {
        Ok(loaded) => loaded,
        Err(error) => return Outcome { messages: format!("{error:#}\n"), code: 2, ..Outcome::default() },
    };
    let report = match action {
        RulesAction::List { .. } | RulesAction::Check { .. } => check(&loaded, style),
        RulesAction::Test { topic, .. } => test(&loaded, topic, style),
        RulesAction::Mutate { topic, .. } => mutate(&loaded, topic, style),
    };
    Outcome { output: report.text, code: u8::from(!report.clean), ..Outcome::default() }
}
