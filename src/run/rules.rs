//! `medvirk rules …`: rules listed, reviewed, tested and changed on purpose.

use serde_json::{Value, json};

use super::load::{Loaded, Mistake, load};
use super::{Context, Exit, docs};
use crate::cases::{self, Suite};
use crate::cli::{CoverageFormat, Format, RulesAction};
use crate::coverage::Coverage;
use crate::mutate::mutants;
use crate::problem::{Kind, Problem};
use crate::render::coverage as render_coverage;
use crate::render::machine::pretty;
use crate::render::problem::Style;
use crate::render::rules as render_rules;
use crate::rule::Rule;
use crate::source::{Source, Span};
use crate::text::{Language, fill};

/// Runs the command.
#[must_use]
pub fn run(action: &RulesAction, context: Context<'_>) -> Exit {
    let style = context.style;
    let loaded = match load(action.which(), context) {
        Ok(loaded) => loaded,
        Err(message) => return Exit::failed(message),
    };
    match action {
        RulesAction::List { format, .. } => list(&loaded, *format, style),
        RulesAction::Check { format, .. } => check(&loaded, *format, style.language),
        RulesAction::Test { topic, format, .. } => test(loaded, topic, *format, style),
        RulesAction::Mutate { topic, .. } => mutate(&loaded, topic, style.language),
        RulesAction::Coverage { format, separator, .. } => coverage(&loaded, *format, separator.byte(), style),
        RulesAction::Docs { output, .. } => match refused(&loaded) {
            Some(exit) => exit,
            None => docs::run(&loaded.set, output, style.language).unwrap_or_else(Exit::failed),
        },
    }
}

/// What stops a command that needs rules without mistakes.
fn refused(loaded: &Loaded) -> Option<Exit> {
    let shown: Vec<&str> = loaded.mistakes.iter().map(|mistake| mistake.shown.as_str()).collect();
    (!shown.is_empty()).then(|| Exit::failed(shown.join("\n\n")))
}

fn coverage(loaded: &Loaded, format: CoverageFormat, separator: u8, style: Style) -> Exit {
    if let Some(exit) = refused(loaded) {
        return exit;
    }
    let coverage = Coverage::of(&loaded.set);
    let output = match format {
        CoverageFormat::Terminal => render_coverage::terminal::render(&coverage, style),
        CoverageFormat::Csv => render_coverage::csv::render(&coverage, style.language, separator),
        CoverageFormat::Json => render_coverage::json::render(&coverage, style.language),
    };
    Exit { output, code: u8::from(!coverage.holes().is_empty()), ..Exit::default() }
}

fn list(loaded: &Loaded, format: Format, style: Style) -> Exit {
    let output = match format {
        Format::Terminal => render_rules::list(&loaded.set, style),
        Format::Json => render_rules::json(&loaded.set, style.language),
    };
    let messages: String = loaded.mistakes.iter().map(|mistake| format!("{}\n", mistake.shown)).collect();
    Exit { output, code: if messages.is_empty() { 0 } else { 2 }, messages, ..Exit::default() }
}

fn check(loaded: &Loaded, format: Format, language: Language) -> Exit {
    let (rules, problems) = (loaded.set.rules.len(), loaded.mistakes.len());
    let values = [("rules", rules.to_string()), ("problems", problems.to_string())];
    let summary = filled(language.texts().rules_checked, &values);
    let counts = json!({ "rules": rules });
    result(&loaded.mistakes, counts, &summary, format, language)
}

fn test(loaded: Loaded, topics: &[String], format: Format, style: Style) -> Exit {
    let Loaded { set, cases: files, mistakes } = loaded;
    let mut mistakes = mistakes;
    let (mut rules, mut run) = (0, 0);
    for rule in set.rules.iter().filter(|rule| in_topics(rule, topics)) {
        rules += 1;
        let Some(source) = files.iter().find(|source| cases::rule_id(source) == rule.id) else {
            let file = format!("{}/{}.cases.yaml", rule.topic, rule.id);
            let problem = Problem::new(Kind::NoCases, Span::default()).with("file", file.as_str());
            mistakes.push(Mistake::new(problem, &Source::new(file, String::new()), style));
            continue;
        };
        let problems = match Suite::read(source) {
            Ok(suite) => {
                let tested = suite.test(&set, rule);
                run += tested.run;
                tested.problems
            }
            Err(problems) => problems,
        };
        mistakes.extend(problems.into_iter().map(|problem| Mistake::new(problem, source, style)));
    }
    let values = [("rules", rules.to_string()), ("cases", run.to_string()), ("problems", mistakes.len().to_string())];
    let summary = filled(style.language.texts().rules_tested, &values);
    let counts = json!({ "rules": rules, "cases": run });
    result(&mistakes, counts, &summary, format, style.language)
}

fn mutate(loaded: &Loaded, topics: &[String], language: Language) -> Exit {
    if let Some(exit) = refused(loaded) {
        return exit;
    }
    let texts = language.texts();
    let (mut rules, mut all, mut survivors) = (0, 0, Vec::new());
    for rule in loaded.set.rules.iter().filter(|rule| in_topics(rule, topics)) {
        rules += 1;
        // Cases that are not there or cannot be read notice nothing: `rules test` tells of them.
        let source = loaded.cases.iter().find(|source| cases::rule_id(source) == rule.id);
        let suite = source.and_then(|source| Suite::read(source).ok());
        for mutant in mutants(rule) {
            all += 1;
            if !suite.as_ref().is_some_and(|suite| suite.notices(&loaded.set, &mutant.rule)) {
                survivors.push(fill(texts.mutant_survived, &[("rule", &rule.id), ("change", &mutant.change)]));
            }
        }
    }
    let values = [
        ("mutants", all.to_string()),
        ("rules", rules.to_string()),
        ("caught", (all - survivors.len()).to_string()),
        ("survived", survivors.len().to_string()),
    ];
    let code = u8::from(!survivors.is_empty());
    survivors.push(filled(texts.rules_mutated, &values));
    Exit { output: survivors.join("\n") + "\n", code, ..Exit::default() }
}

fn in_topics(rule: &Rule, topics: &[String]) -> bool {
    topics.is_empty() || topics.contains(&rule.topic)
}

fn result(mistakes: &[Mistake], mut counts: Value, summary: &str, format: Format, language: Language) -> Exit {
    let code = u8::from(!mistakes.is_empty());
    let output = match format {
        Format::Terminal => {
            mistakes.iter().map(|mistake| format!("{}\n\n", mistake.shown)).collect::<String>() + summary + "\n"
        }
        Format::Json => {
            counts["problems"] = mistakes.iter().map(|mistake| mistake.json(language)).collect();
            pretty(&counts)
        }
    };
    Exit { output, code, ..Exit::default() }
}

fn filled(template: &str, values: &[(&str, String)]) -> String {
    let values: Vec<(&str, &str)> = values.iter().map(|(key, value)| (*key, value.as_str())).collect();
    fill(template, &values)
}
