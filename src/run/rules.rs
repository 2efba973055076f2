//! `medvirk rules …`: rules listed, reviewed, tested and changed on purpose.

use std::path::Path;

use serde_json::{Value, json};

use super::audit::rule_set;
use super::{Context, Exit};
use crate::cases::{self, Suite};
use crate::cli::{Format, RulesAction};
use crate::collect;
use crate::mutate::mutants;
use crate::problem::{Kind, Problem};
use crate::record::SHAPE;
use crate::render::problem::{Style, render};
use crate::render::rules as render_rules;
use crate::rule::{Origin, Rule, RuleSet, built_in_cases, built_in_library};
use crate::source::{Source, Span};
use crate::text::{Language, fill};

/// Rules with their cases, and what is wrong with them.
struct Loaded {
    set: RuleSet,
    cases: Vec<Source>,
    mistakes: Vec<Mistake>,
}

/// A mistake with the file it stands in.
struct Mistake {
    problem: Problem,
    file: String,
    shown: String,
}

/// Runs the command.
#[must_use]
pub fn run(action: &RulesAction, context: Context) -> Exit {
    let style = context.style;
    let (folder, format) = match action {
        RulesAction::List { folder, format } | RulesAction::Check { folder, format } => (folder, *format),
        RulesAction::Test { folder, format, .. } => (folder, *format),
        RulesAction::Mutate { folder, .. } => (folder, Format::Terminal),
    };
    let loaded = match load(folder.as_deref(), style) {
        Ok(loaded) => loaded,
        Err(message) => return Exit::failed(message),
    };
    match action {
        RulesAction::List { .. } => list(&loaded, format, style),
        RulesAction::Check { .. } => check(&loaded, format, style.language),
        RulesAction::Test { topic, .. } => test(loaded, topic, format, style),
        RulesAction::Mutate { topic, .. } => mutate(&loaded, topic, style.language),
    }
}

/// The rules of a folder, or the built-in ones.
fn load(folder: Option<&Path>, style: Style) -> Result<Loaded, String> {
    let Some(folder) = folder else {
        return Ok(Loaded { set: rule_set(style)?, cases: built_in_cases(), mistakes: Vec::new() });
    };
    let library = built_in_library().map_err(|(sources, problems)| {
        let shown = problems.iter().map(|(position, problem)| render(problem, &sources[*position], style));
        shown.collect::<Vec<_>>().join("\n\n")
    })?;
    let (sources, cases) = collect::rules(folder).map_err(|error| error.to_string())?;
    let mut set = RuleSet::new(env!("CARGO_PKG_VERSION"), library);
    let mistakes = match set.add(&sources, SHAPE, Origin::BuiltIn) {
        Ok(()) => Vec::new(),
        Err(problems) => {
            problems.into_iter().map(|(position, problem)| Mistake::new(problem, &sources[position], style)).collect()
        }
    };
    Ok(Loaded { set, cases, mistakes })
}

impl Mistake {
    fn new(problem: Problem, source: &Source, style: Style) -> Self {
        let shown = render(&problem, source, style);
        Self { problem, file: source.name().to_owned(), shown }
    }

    fn json(&self, language: Language) -> Value {
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

fn list(loaded: &Loaded, format: Format, style: Style) -> Exit {
    let output = match format {
        Format::Terminal => render_rules::table(&loaded.set, style),
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
            serde_json::to_string_pretty(&counts).map(|text| text + "\n").unwrap_or_default()
        }
    };
    Exit { output, code, ..Exit::default() }
}

fn filled(template: &str, values: &[(&str, String)]) -> String {
    let values: Vec<(&str, &str)> = values.iter().map(|(key, value)| (*key, value.as_str())).collect();
    fill(template, &values)
}
