//! The two cells of a row in the terminal's tables: what is asked, and how it stands.

use super::problem::Style;
use super::reason::sentences;
use super::terminal::clean;
use super::words;
use crate::outcome::{Outcome, Status};
use crate::report::{Audited, Report};
use crate::text::fill;

/// How much is told of a requirement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Detail {
    /// The requirement in words, the facts, the sources and what to do.
    Full,
    /// The facts and what to do.
    Short,
    /// The name and the fact that matters most, on a line or two.
    Line,
}

/// So many facts are told of one subject in short.
const FACTS: usize = 2;
/// So many subjects of one requirement are told in short.
const SUBJECTS: usize = 3;

/// Outcomes of one rule with one status, told together.
pub(super) fn groups<'a>(outcomes: &'a [&'a Outcome]) -> impl Iterator<Item = &'a [&'a Outcome]> {
    outcomes
        .chunk_by(|a, b| a.rule == b.rule && a.status == b.status && a.accepted == b.accepted && a.change == b.change)
}

/// What the cells of one record's rows are made of.
pub(super) struct Cells<'a> {
    pub report: &'a Report<'a>,
    pub record: &'a Audited,
    pub style: Style,
}

impl Cells<'_> {
    /// How it stands, what is asked, and by which rule.
    pub fn requirement(&self, group: &[&Outcome], detail: Detail) -> String {
        let Some(first) = group.first() else { return String::new() };
        let rule = self.report.rule(first);
        let texts = self.style.language.texts();
        let status = words::status(first.status, texts).to_uppercase();
        if detail == Detail::Line {
            return status;
        }
        let mut lines = vec![status];
        lines.extend(first.accepted.is_some().then(|| words::standing(first, texts)));
        lines.extend(first.change.map(|change| words::change(change, texts).to_owned()));
        lines.push(rule.title.get(self.style.language).to_owned());
        lines.push(format!("[{}]", words::rule_name(rule, texts)));
        clean(&lines.join("\n"))
    }

    /// The facts of each subject, and as much of the rest as is asked for.
    pub fn explanation(&self, group: &[&Outcome], detail: Detail) -> String {
        let Some(first) = group.first() else { return String::new() };
        let rule = self.report.rule(first);
        let mut lines = Vec::new();
        match detail {
            Detail::Full => lines.push(rule.requirement.get(self.style.language).to_owned()),
            Detail::Short => {}
            Detail::Line => return self.line(group, first),
        }
        self.facts(group, detail, &mut lines);
        if detail == Detail::Full {
            self.parameters(first, &mut lines);
            self.sources(first, &mut lines);
        }
        lines.push(self.next(first));
        clean(&lines.join("\n"))
    }

    /// The name of the requirement, with the first fact and how many more subjects there are.
    fn line(&self, group: &[&Outcome], first: &Outcome) -> String {
        let rule = self.report.rule(first);
        let more = group.len() - 1;
        let more = fill(self.style.language.texts().and_more, &[("count", &more.to_string())]);
        let fact = sentences(self.report, self.record, first, self.style.language).into_iter().next();
        let name = words::rule_name(rule, self.style.language.texts());
        let mut line = format!("{} [{name}]\n• {}", rule.title.get(self.style.language), fact.unwrap_or_default());
        if group.len() > 1 {
            line.push_str(&format!(" {more}"));
        }
        clean(&line)
    }

    fn facts(&self, group: &[&Outcome], detail: Detail, lines: &mut Vec<String>) {
        let texts = self.style.language.texts();
        let (subjects, facts) = if detail == Detail::Full { (usize::MAX, usize::MAX) } else { (SUBJECTS, FACTS) };
        for outcome in group.iter().take(subjects) {
            lines.extend(subject(outcome));
            let told = sentences(self.report, self.record, outcome, self.style.language);
            lines.extend(told.iter().take(facts).map(|sentence| format!("• {sentence}")));
        }
        let untold = group.len().saturating_sub(subjects);
        if untold > 0 {
            lines.push(fill(texts.and_more, &[("count", &untold.to_string())]));
        }
    }

    fn parameters(&self, outcome: &Outcome, lines: &mut Vec<String>) {
        let texts = self.style.language.texts();
        let parameters = self.report.parameters(outcome);
        lines.extend(parameters.iter().map(|parameter| format!("• {}", words::parameter(parameter, texts))));
    }

    fn sources(&self, outcome: &Outcome, lines: &mut Vec<String>) {
        let texts = self.style.language.texts();
        for reference in words::references(self.report, self.report.rule(outcome), self.style.language) {
            let label = if reference.is_law { texts.label_source } else { texts.label_document };
            lines.push(format!("{label}: {}", reference.text));
            lines.extend(reference.address);
        }
    }

    /// What to do, what to ask, or what usually shows it.
    fn next(&self, outcome: &Outcome) -> String {
        let texts = self.style.language.texts();
        let rule = self.report.rule(outcome);
        let (label, next) = match outcome.status {
            Status::NotDocumented => (texts.label_question, &rule.question),
            Status::Met | Status::NotApplicable => (texts.label_documents, &rule.documents),
            Status::NotMet | Status::Partly => (texts.label_next, &rule.remedy),
        };
        format!("{label}: {}", next.get(self.style.language))
    }
}

/// The item that was judged, by its own name.
fn subject(outcome: &Outcome) -> Option<String> {
    let path = outcome.subject.path.as_ref()?;
    Some(match &outcome.subject.name {
        Some(name) => format!("{name} ({path}):"),
        None => format!("{path}:"),
    })
}
