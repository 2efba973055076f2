//! Outcomes with the number that each has in every format.

use super::words;
use crate::outcome::{Outcome, Status};
use crate::report::{Audited, Report};
use crate::rule::Rule;
use crate::text::{Language, Texts};

/// An outcome with the number it has throughout a document.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    /// From 1, through all records.
    pub number: usize,
    /// The record it is about.
    pub record: &'a Audited,
    /// The outcome.
    pub outcome: &'a Outcome,
    /// Its rule.
    pub rule: &'a Rule,
}

/// All outcomes in the order they are reported, numbered.
#[must_use]
pub fn rows<'a>(report: &'a Report<'_>) -> Vec<Row<'a>> {
    let outcomes =
        report.records.iter().flat_map(|record| record.outcomes.iter().map(move |outcome| (record, outcome)));
    outcomes
        .enumerate()
        .map(|(position, (record, outcome))| Row { number: position + 1, record, outcome, rule: report.rule(outcome) })
        .collect()
}

impl Row<'_> {
    /// The item that was judged, by its own name; none for the whole organisation.
    #[must_use]
    pub fn subject(&self) -> Option<String> {
        words::subject(self.outcome)
    }

    /// What to do about it, or to ask; for what needs nothing, the documents that show it.
    #[must_use]
    pub fn next(&self, language: Language) -> &str {
        match self.outcome.status {
            Status::NotMet | Status::Partly => self.rule.told.remedy.get(language),
            Status::NotDocumented => self.rule.told.question.get(language),
            Status::Met | Status::NotApplicable => self.rule.told.documents.get(language),
        }
    }

    /// The limits that took part, as lines.
    #[must_use]
    pub fn parameters(&self, report: &Report<'_>, texts: &Texts) -> Vec<String> {
        report.parameters(self.outcome).iter().map(|parameter| words::parameter(parameter, texts)).collect()
    }

    /// The name of its topic.
    #[must_use]
    pub fn topic<'r>(&'r self, report: &'r Report<'_>, language: Language) -> &'r str {
        words::topic(report, &self.rule.topic, language)
    }
}
