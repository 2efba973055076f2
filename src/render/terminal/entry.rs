//! One requirement on the screen: how it stands, why, what it rests on and what to do.

use super::super::reason::sentences;
use super::super::words;
use super::{Canvas, clean};
use crate::outcome::{Outcome, Status};
use crate::report::{Audited, Report};
use crate::text::{Language, Texts, fill};

/// How much is told of a requirement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Detail {
    /// The requirement in words, all facts, the sources and what to do.
    Full,
    /// The fact that matters most, or the question.
    Short,
    /// The name alone.
    Line,
}

/// Outcomes of one rule with one status, told together.
pub(super) fn groups<'a>(outcomes: &'a [&'a Outcome]) -> impl Iterator<Item = &'a [&'a Outcome]> {
    outcomes
        .chunk_by(|a, b| a.rule == b.rule && a.status == b.status && a.accepted == b.accepted && a.change == b.change)
}

/// What the entries of one record are made of.
#[derive(Clone, Copy)]
pub(super) struct Entries<'a> {
    pub report: &'a Report<'a>,
    pub record: &'a Audited,
    pub language: Language,
}

impl Entries<'_> {
    const fn texts(self) -> &'static Texts {
        self.language.texts()
    }

    /// Writes a list of outcomes; each status, and in the shortest list each topic, has its heading.
    pub fn write(self, canvas: &mut Canvas, outcomes: &[&Outcome], detail: Detail) {
        for of_status in outcomes.chunk_by(|a, b| a.status == b.status) {
            if let (Detail::Short | Detail::Line, Some(first)) = (detail, of_status.first()) {
                canvas.status(first.status, "");
            }
            let topic = |outcome: &Outcome| self.report.rule(outcome).topic.as_str();
            for of_topic in of_status.chunk_by(|a, b| topic(a) == topic(b)) {
                if let (Detail::Line, Some(first)) = (detail, of_topic.first()) {
                    canvas.hanging(0, 2, &self.topic(topic(first)));
                }
                for group in groups(of_topic) {
                    self.entry(canvas, group, detail);
                }
            }
        }
    }

    fn topic(self, id: &str) -> String {
        let topics = &self.report.set.library.topics;
        topics.iter().find(|topic| topic.id == id).map_or(id, |topic| topic.name.get(self.language)).to_owned()
    }

    fn entry(self, canvas: &mut Canvas, group: &[&Outcome], detail: Detail) {
        let Some(first) = group.first() else { return };
        let texts = self.texts();
        let rule = self.report.rule(first);
        let name = format!("{} [{}]", rule.told.title.get(self.language), words::rule_name(rule, texts));
        match detail {
            Detail::Full => {
                canvas.status(first.status, &clean(&name));
                for words in self.standing(first) {
                    canvas.hanging(2, 2, &words);
                }
                canvas.hanging(2, 4, &labelled(texts.column_requirement, rule.told.requirement.get(self.language)));
                self.facts(canvas, group);
                self.parameters(canvas, first);
                self.sources(canvas, first);
                canvas.hanging(2, 4, &self.next(first));
                canvas.line("");
            }
            Detail::Short => {
                canvas.hanging(2, 4, &format!("• {name}"));
                let matters = match first.status {
                    Status::NotDocumented => Some(rule.told.question.get(self.language).to_owned()),
                    _ => self.first_fact(group, first),
                };
                for words in self.standing(first).into_iter().chain(matters) {
                    canvas.hanging(4, 4, &words);
                }
            }
            Detail::Line => canvas.hanging(2, 4, &format!("• {name}")),
        }
    }

    /// The accepted deviation, and how it stands against a baseline.
    fn standing(self, outcome: &Outcome) -> Vec<String> {
        let texts = self.texts();
        let accepted = outcome.accepted.is_some().then(|| words::standing(outcome, texts));
        let change = outcome.change.map(|change| words::change(change, texts).to_owned());
        accepted.into_iter().chain(change).collect()
    }

    /// The fact that matters most, and how many more subjects there are.
    fn first_fact(self, group: &[&Outcome], first: &Outcome) -> Option<String> {
        let fact = sentences(self.report, self.record, first, self.language).into_iter().next()?;
        let fact = self.by_line(&fact);
        Some(match group.len() {
            1 => fact,
            count => format!("{fact} {}", fill(self.texts().and_more, &[("count", &(count - 1).to_string())])),
        })
    }

    /// All facts of all subjects; the file is named with the first place, the line with the others.
    fn facts(self, canvas: &mut Canvas, group: &[&Outcome]) {
        let mut is_named = false;
        let name = format!("{}:", self.record.input.name);
        for outcome in group {
            let subject = subject(outcome);
            let indent = if subject.is_some() { 4 } else { 2 };
            if let Some(subject) = subject {
                canvas.hanging(2, 4, &subject);
            }
            for sentence in sentences(self.report, self.record, outcome, self.language) {
                let sentence = if is_named { self.by_line(&sentence) } else { sentence };
                is_named = is_named || sentence.contains(&name);
                canvas.hanging(indent, indent + 2, &format!("• {sentence}"));
            }
        }
    }

    /// A sentence with line and column in place of the file, which is named nearby.
    fn by_line(self, sentence: &str) -> String {
        sentence.replace(&format!("{}:", self.record.input.name), self.texts().in_line)
    }

    fn parameters(self, canvas: &mut Canvas, outcome: &Outcome) {
        let texts = self.texts();
        for parameter in self.report.parameters(outcome) {
            canvas.hanging(2, 4, &format!("• {}", words::parameter(&parameter, texts)));
        }
    }

    /// The provisions with their addresses, and the documents on one line.
    fn sources(self, canvas: &mut Canvas, outcome: &Outcome) {
        let texts = self.texts();
        let rule = self.report.rule(outcome);
        for reference in words::references(self.report, rule, self.language) {
            if reference.is_law {
                canvas.hanging(2, 4, &labelled(texts.label_source, &reference.text));
                if let Some(address) = reference.address {
                    canvas.hanging(4, 4, &address);
                }
            }
        }
        let documents = words::short_documents(self.report, rule, self.language);
        if !documents.is_empty() {
            canvas.hanging(2, 4, &labelled(texts.label_document, &documents.join("; ")));
        }
    }

    /// What to do, what to ask, or what usually shows it.
    fn next(self, outcome: &Outcome) -> String {
        let texts = self.texts();
        let rule = self.report.rule(outcome);
        let (label, next) = match outcome.status {
            Status::NotDocumented => (texts.label_question, &rule.told.question),
            Status::Met | Status::NotApplicable => (texts.label_documents, &rule.told.documents),
            Status::NotMet | Status::Partly => (texts.label_next, &rule.told.remedy),
        };
        labelled(label, next.get(self.language))
    }
}

fn labelled(label: &str, words: &str) -> String {
    format!("{label}: {words}")
}

/// The item that was judged, by its own name.
fn subject(outcome: &Outcome) -> Option<String> {
    let path = outcome.subject.path.as_ref()?;
    Some(match &outcome.subject.name {
        Some(name) => format!("{name} ({path}):"),
        None => format!("{path}:"),
    })
}
