//! Puts a report into words.

use super::{
    CountsView, DocumentView, Labelled, Meaning, OutcomeView, ParameterView, PartView, ProvisionView, RecordView,
    StatusCount, Tag, TopicCell, TopicView, View, accepted, baseline, together,
};
use crate::baseline::is_kept;
use crate::outcome::{Outcome, Status};
use crate::render::plain::{one_line, web_address};
use crate::render::reason::sentences;
use crate::render::words::{self, Reference, capital};
use crate::report::{Audited, Counts, Part, Report, State, TopicCounts, UsedParameter};
use crate::rule::{Document, Force, Origin, Provision};
use crate::text::{Language, Texts, fill};

/// How many sentences of a reason a table shows: the ruling one, and the one it rests on.
const REASONS_IN_TABLE: usize = 2;

/// The report in the words of a language.
#[must_use]
pub fn view(report: &Report<'_>, language: Language) -> View {
    let words = Words { report, language, texts: language.texts() };
    let one_lines = |names: &[String]| names.iter().map(|name| one_line(name)).collect();
    let mut before = 0;
    let mut records = Vec::with_capacity(report.records.len());
    for (position, record) in report.records.iter().enumerate() {
        records.push(words.record(position + 1, record, before));
        before += record.outcomes.len();
    }
    View {
        language: language.code(),
        title: words.texts.report_heading,
        about: words.about(),
        statuses: Status::ALL.map(|status| words.status_meaning(status)).into(),
        forces: Force::ALL.map(|(_, force)| words.force_meaning(force)).into(),
        not_audited: one_lines(&report.not_audited()),
        skipped: one_lines(&report.skipped),
        records,
        together: together(report, language),
        accepted: accepted(report, language),
        provisions: report.cited().into_iter().map(|provision| words.provision(provision)).collect(),
        documents: report.documents().into_iter().map(|document| words.document(document)).collect(),
        announced: report.announced().into_iter().map(|provision| words.provision(provision)).collect(),
    }
}

struct Words<'a> {
    report: &'a Report<'a>,
    language: Language,
    texts: &'static Texts,
}

impl Words<'_> {
    fn about(&self) -> Vec<Labelled> {
        let (texts, set) = (self.texts, self.report.set);
        let rule_set = words::rule_set(set, texts);
        let compared = baseline(self.report, texts).map(|words| labelled(texts.csv_change, &words));
        let made = [
            labelled(texts.report_as_of, &words::date(self.report.as_of, texts)),
            labelled(texts.report_rule_set, &rule_set),
            labelled(texts.report_program, concat!("medvirk ", env!("CARGO_PKG_VERSION"))),
        ];
        made.into_iter().chain(compared).collect()
    }

    fn status_meaning(&self, status: Status) -> Meaning {
        Meaning {
            code: status.name(),
            sign: words::status_sign(status),
            word: capital(words::status(status, self.texts)),
            meaning: capital(words::status_meaning(status, self.texts)),
        }
    }

    fn force_meaning(&self, force: Force) -> Meaning {
        let word = capital(words::force(force, self.texts));
        Meaning { code: force.name(), sign: "", word, meaning: capital(words::force_meaning(force, self.texts)) }
    }

    /// A record, with the number of outcomes before its own.
    fn record(&self, number: usize, record: &Audited, before: usize) -> RecordView {
        let (report, texts) = (self.report, self.texts);
        let name = one_line(record.organisation.name.as_deref().unwrap_or(texts.unnamed));
        let (date, version) = (words::date(report.as_of, texts), &report.set.version);
        let parts = report.parts(record);
        RecordView {
            number,
            facts: self.facts(record),
            range: words::range(report, record, texts),
            verdict: words::verdict(report, record, texts),
            counts: Force::ALL.map(|(_, force)| self.counts(force, report.counts(record, force))).into(),
            topics: report.topics(record).iter().map(|topic| self.topic(topic)).collect(),
            gap_caption: fill(texts.report_gap_table_of, &[("name", &name), ("date", &date), ("version", version)]),
            gap_note: self.gap_note(&parts),
            parts: self.parts(record, &parts, before),
            name,
        }
    }

    fn facts(&self, record: &Audited) -> Vec<Labelled> {
        let (texts, organisation) = (self.texts, &record.organisation);
        let stated = |value: &Option<String>| value.clone().unwrap_or_else(|| texts.report_not_stated.to_owned());
        vec![
            labelled(texts.report_kind, &stated(&organisation.kind)),
            labelled(texts.report_number, &stated(&organisation.number)),
            labelled(texts.report_facts_as_of, &words::stated_date(&stated(&organisation.facts_as_of), texts)),
            labelled(texts.report_input, &record.input.name),
            labelled(texts.report_digest, &record.input.sha256),
        ]
    }

    fn counts(&self, force: Force, counts: Counts) -> CountsView {
        let ((least, most), of) = (counts.range(), counts.applicable());
        let (least, most, of) = (least.to_string(), most.to_string(), of.to_string());
        CountsView {
            force: capital(words::force(force, self.texts)),
            counts: Status::ALL.map(|status| counts.of(status)).into(),
            possible: fill(self.texts.report_range_of, &[("least", &least), ("most", &most), ("of", &of)]),
        }
    }

    fn topic(&self, topic: &TopicCounts<'_>) -> TopicView {
        let cells = Force::ALL.iter().zip(&topic.counts).map(|((_, force), counts)| self.cell(*force, *counts));
        TopicView { name: topic.topic.name.get(self.language).to_owned(), cells: cells.collect() }
    }

    fn cell(&self, force: Force, counts: Counts) -> TopicCell {
        let statuses = Status::ALL.into_iter().filter(|status| *status != Status::NotApplicable);
        let stated: Vec<Status> = statuses.filter(|status| counts.of(*status) > 0).collect();
        let in_words =
            stated.iter().map(|status| format!("{} {}", counts.of(*status), words::status(*status, self.texts)));
        let in_words: Vec<String> = in_words.collect();
        let none = self.texts.report_topics_none.to_owned();
        TopicCell {
            force: words::force(force, self.texts).to_owned(),
            applicable: counts.applicable(),
            counts: stated
                .iter()
                .map(|status| StatusCount {
                    status: status.name(),
                    sign: words::status_sign(*status),
                    count: counts.of(*status),
                })
                .collect(),
            words: if in_words.is_empty() { none } else { in_words.join(", ") },
        }
    }

    fn gap_note(&self, parts: &[Part<'_>]) -> String {
        let left_out = |state: State| {
            let parts = parts.iter().filter(|part| part.state == state && !part.in_gap_table());
            parts.map(|part| part.outcomes.len()).sum::<usize>().to_string()
        };
        let (open, met) = (left_out(State::Open), left_out(State::InPlace));
        let not_applicable = left_out(State::NotApplicable);
        let values = [("open", open.as_str()), ("met", &met), ("not_applicable", &not_applicable)];
        let note = fill(self.texts.report_gap_note, &values);
        if parts.iter().any(Part::in_gap_table) { note } else { format!("{} {note}", self.texts.report_gap_none) }
    }

    fn parts(&self, record: &Audited, parts: &[Part<'_>], before: usize) -> Vec<PartView> {
        let view = |part: &Part<'_>| PartView {
            heading: words::part(part.state, part.force, part.outcomes.len(), self.texts),
            in_gap_table: part.in_gap_table(),
            outcomes: part
                .outcomes
                .iter()
                .map(|(position, outcome)| self.outcome(before + position + 1, record, outcome))
                .collect(),
        };
        parts.iter().map(view).collect()
    }

    fn outcome(&self, number: usize, record: &Audited, outcome: &Outcome) -> OutcomeView {
        let (report, language, texts) = (self.report, self.language, self.texts);
        let rule = report.rule(outcome);
        let next = match State::of(outcome.status) {
            State::Gap => Some(labelled(texts.label_next, rule.told.remedy.get(language))),
            State::Open => Some(labelled(texts.label_question, rule.told.question.get(language))),
            State::InPlace | State::NotApplicable => None,
        };
        let applies = outcome.status != Status::NotApplicable;
        let tag = |code: &str, word: &str| Tag { code: code.to_owned(), word: capital(word) };
        let reasons: Vec<String> =
            sentences(report, record, outcome, language).iter().map(|sentence| one_line(sentence)).collect();
        let references: Vec<Reference> = words::references(report, rule, language).into_iter().map(linked).collect();
        OutcomeView {
            number,
            title: one_line(rule.told.title.get(language)),
            subject: words::subject(outcome).map(|subject| one_line(&subject)),
            status: tag(outcome.status.name(), words::status(outcome.status, texts)),
            standing: one_line(&capital(&words::standing(outcome, texts))),
            change: outcome.change.map(|change| words::change(change, texts)),
            sign: words::status_sign(outcome.status),
            force: tag(rule.force.name(), words::force(rule.force, texts)),
            topic: tag(&rule.topic, words::topic(report, &rule.topic, language)),
            level: tag(rule.level.name(), words::level(rule.level, texts)),
            rule: rule.id.clone(),
            local: rule.origin == Origin::Local,
            requirement: one_line(rule.told.requirement.get(language)),
            short_reasons: self.short_reasons(&reasons, outcome),
            reasons,
            next,
            short_references: short_references(&references),
            references,
            parameters: if applies { self.parameters(outcome) } else { Vec::new() },
            documents: applies.then(|| one_line(rule.told.documents.get(language))),
        }
    }

    fn parameters(&self, outcome: &Outcome) -> Vec<ParameterView> {
        let parameters = self.report.parameters(outcome);
        let view = |parameter: &UsedParameter<'_>| ParameterView {
            text: one_line(&words::parameter(parameter, self.texts)),
            rationale: one_line(&words::parameter_basis(parameter, self.language)),
        };
        parameters.iter().map(view).collect()
    }

    /// The decision that accepts the gap, where there is one, then the first sentences of the reason.
    /// How the outcome compares with a baseline stands beside its status.
    fn short_reasons(&self, reasons: &[String], outcome: &Outcome) -> Vec<String> {
        let (accepted, reasons) = reasons.split_at(reasons.len().min(usize::from(outcome.accepted.is_some())));
        let compared = usize::from(outcome.change.is_some() && is_kept(outcome.status));
        let reasons = reasons.get(compared..).unwrap_or_default();
        let (shown, left) = reasons.split_at(reasons.len().min(REASONS_IN_TABLE));
        let more =
            (!left.is_empty()).then(|| fill(self.texts.report_more_facts, &[("count", &left.len().to_string())]));
        accepted.iter().chain(shown).cloned().chain(more).collect()
    }

    fn provision(&self, provision: &Provision) -> ProvisionView {
        ProvisionView {
            reference: linked(Reference {
                text: words::citation(provision, None, self.language),
                address: provision.address.clone(),
                is_law: true,
            }),
            addressee: one_line(provision.addressee.get(self.language)),
            duty: one_line(provision.duty.get(self.language)),
            from: provision.from.map(|from| words::date(from, self.texts)).unwrap_or_default(),
        }
    }

    fn document(&self, document: &Document) -> DocumentView {
        let published: Vec<&str> = document.publisher.iter().chain(&document.date).map(String::as_str).collect();
        let kind = capital(document.kind.get(self.language));
        let weight = document.weight.as_ref().map(|weight| format!(". {}", weight.get(self.language)));
        DocumentView {
            reference: linked(Reference {
                text: document.title.clone(),
                address: document.address.clone(),
                is_law: false,
            }),
            published: one_line(&published.join(", ")),
            kind: one_line(&(kind + &weight.unwrap_or_default())),
        }
    }
}

pub(super) fn labelled(label: &'static str, value: &str) -> Labelled {
    Labelled { label, value: one_line(value) }
}

fn short_references(references: &[Reference]) -> Vec<Reference> {
    let law: Vec<Reference> = references.iter().filter(|reference| reference.is_law).cloned().collect();
    if law.is_empty() { references.to_vec() } else { law }
}

/// A reference whose address can be followed; one that cannot is shown as text.
pub(super) fn linked(reference: Reference) -> Reference {
    let text = one_line(&reference.text);
    match &reference.address {
        Some(address) if web_address(address).is_none() => {
            Reference { text: format!("{text} ({})", one_line(address)), address: None, ..reference }
        }
        _ => Reference { text, ..reference },
    }
}
