//! One rule of the organisation's own, in a set of its own.

use jiff::civil::{Date, date};
use medvirk::built_in;
use medvirk::evaluate::Audit;
use medvirk::outcome::{Outcome, Status};
use medvirk::record::read;
use medvirk::render::problem::{Style, render};
use medvirk::rule::{Origin, RuleSet};
use medvirk::source::Source;
use medvirk::text::Language;

/// The file of a rule of the organisation's own.
pub const NAME: &str = "rad/en-regel.toml";
/// What stands in it.
pub const RULE: &str = r#"topic = "rad"
level = "system"
force = "god-praksis"
role = "radets-sekretariat"
source = "Mandatet § 4"
title = "Tittel"
requirement = "Krav"
remedy = "Tiltak"
question = "Spørsmål"
not_applicable = "Ikke aktuelt"
documents = "Mandat"

[met]
yes = "individ.prosedyre"
"#;

/// A set without rules.
pub fn set() -> RuleSet {
    RuleSet::new("test", built_in::library())
}

/// Adds a rule of the organisation's own, and tells of its mistakes.
pub fn add(set: &mut RuleSet, name: &str, text: &str) -> String {
    add_as(set, name, text, Origin::Local)
}

/// The same for a rule from anywhere.
pub fn add_as(set: &mut RuleSet, name: &str, text: &str, origin: Origin) -> String {
    let source = Source::new(name, text.to_owned());
    let style = Style { language: Language::En, colour: false, width: 200 };
    let problems = set.add(std::slice::from_ref(&source), origin).err().unwrap_or_default();
    let shown: Vec<String> = problems.iter().map(|(_, problem)| render(problem, &source, style)).collect();
    shown.join("\n")
}

/// The mistakes of a rule.
pub fn complaints(text: &str) -> String {
    add(&mut set(), NAME, text)
}

/// The rule with these parameters and this condition.
pub fn asking(parameters: &str, condition: &str) -> String {
    RULE.replace("[met]\nyes = \"individ.prosedyre\"\n", &format!("{parameters}\n[met]\n{condition}\n"))
}

/// What an own rule comes to on the last day of June.
pub fn status(rule: &str, record: &str) -> Status {
    outcome(rule, record, date(2026, 6, 30)).status
}

/// The first outcome of an own rule on a day.
pub fn outcome(rule: &str, record: &str, day: Date) -> Outcome {
    let mut set = set();
    assert_eq!(add(&mut set, NAME, rule), "", "{rule}");
    let source = Source::new("a.yaml", format!("format: medvirk/1\n{record}\n"));
    let record = read(&source).unwrap_or_else(|problems| panic!("{}: {problems:?}", source.text()));
    Audit::new(&set, day).outcomes(&record).remove(0)
}
