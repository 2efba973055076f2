//! Audits a generated record.

use medvirk::evaluate::Audit;
use medvirk::outcome::Outcome;
use medvirk::record::{Record, read};
use medvirk::render::problem::render;
use medvirk::report::{Audited, Report};
use medvirk::rule::{Force, RuleSet};
use medvirk::source::Source;
use medvirk::text::Language;

use super::{AS_OF, RULES, style};

/// A record that must be readable; the complaints are shown where it is not.
pub fn readable(source: &Source) -> Record<'_> {
    match read(source) {
        Ok(record) => record,
        Err(problems) => {
            let shown: Vec<String> =
                problems.iter().map(|problem| render(problem, source, style(Language::En, 100))).collect();
            panic!("{}\n{}", shown.join("\n"), source.text());
        }
    }
}

/// The outcomes of all rules on a text.
pub fn outcomes(text: &str) -> Vec<Outcome> {
    let source = Source::new("record.yaml", text.to_owned());
    let record = readable(&source);
    Audit::new(&RULES, AS_OF).outcomes(&record)
}

/// The whole report on a text.
pub fn report(text: &str) -> Report<'static> {
    report_by(&RULES, text)
}

/// The report of some rules on a text.
pub fn report_by<'r>(set: &'r RuleSet, text: &str) -> Report<'r> {
    let source = Source::new("record.yaml", text.to_owned());
    let record = readable(&source);
    let audit = Audit::new(set, AS_OF);
    let mut report = Report::new(&audit, Some(Force::Lov));
    report.records.push(Audited::new(set, &record, audit.outcomes(&record)));
    report
}

/// What an outcome is about: the rule and the item.
pub fn about(outcome: &Outcome) -> (String, Option<String>) {
    (RULES.rules[outcome.rule].id.clone(), outcome.subject.path.clone())
}
