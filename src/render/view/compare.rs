//! A comparison in words: all that formats for people show of it, once, as plain text.

use serde::Serialize;

use super::build::{labelled, linked};
use super::{Labelled, Meaning, Tag};
use crate::compare::{Accepted, Cause, Change, Compared, Comparison, Direction, Entry, Side, SideRecord};
use crate::outcome::Status;
use crate::render::plain::one_line;
use crate::render::words::{self, Reference, capital};
use crate::text::{Language, Texts, fill};

/// The whole comparison.
#[derive(Debug, Serialize)]
pub struct ComparisonView {
    /// The language's code.
    pub language: &'static str,
    /// What it is.
    pub title: &'static str,
    /// What made it.
    pub about: Vec<Labelled>,
    /// The two reports.
    pub sides: [SideView; 2],
    /// What readers must know before they draw conclusions.
    pub notes: Vec<String>,
    /// What the directions mean.
    pub directions: Vec<Meaning>,
    /// Whether something got worse.
    pub verdict: String,
    /// The records in both.
    pub records: Vec<ComparedView>,
}

/// One of the two reports.
#[derive(Debug, Serialize)]
pub struct SideView {
    /// Before or now.
    pub heading: &'static str,
    /// Where it comes from, and what it was made with.
    pub facts: Vec<Labelled>,
}

/// One record.
#[derive(Debug, Serialize)]
pub struct ComparedView {
    /// Its place among the records, from 1.
    pub number: usize,
    /// The organisation's name.
    pub name: String,
    /// The heading of its tables.
    pub caption: String,
    /// The files, with their digests.
    pub facts: Vec<Labelled>,
    /// How many outcomes have changed.
    pub counts: Vec<DirectionCount>,
    /// How many have not.
    pub unchanged: String,
    /// What the record changed, and what a rule, the law or the date did.
    pub parts: [ChangesView; 2],
}

/// How many changes go one way.
#[derive(Debug, Serialize)]
pub struct DirectionCount {
    /// The word.
    pub direction: String,
    /// Because of the record, and because of what it is held against.
    pub counts: [usize; 2],
}

/// The changes with one kind of reason.
#[derive(Debug, Serialize)]
pub struct ChangesView {
    /// The heading.
    pub heading: &'static str,
    /// The changes by direction; none where nothing changed.
    pub sections: Vec<SectionView>,
}

/// The changes that go one way.
#[derive(Debug, Serialize)]
pub struct SectionView {
    /// The heading.
    pub heading: String,
    /// The changes.
    pub changes: Vec<ChangeView>,
}

/// One change.
#[derive(Debug, Serialize)]
pub struct ChangeView {
    /// Its number in the record's part, from 1.
    pub number: usize,
    /// Which way.
    pub direction: Tag,
    /// What is in place when the rule is met.
    pub title: String,
    /// The item that was judged, where it is one.
    pub subject: Option<String>,
    /// The force.
    pub force: Tag,
    /// The rule's id.
    pub rule: String,
    /// What the rule asks.
    pub requirement: String,
    /// Why it changed.
    pub cause: String,
    /// Whether it fails the comparison.
    pub fails: bool,
    /// How it was.
    pub old: StandingView,
    /// How it is.
    pub new: StandingView,
    /// What to do or to answer; nothing where nothing is left to do.
    pub next: Option<Labelled>,
}

/// How a requirement stands in one of the reports.
#[derive(Debug, Serialize)]
pub struct StandingView {
    /// Before or now.
    pub side: &'static str,
    /// The stable name of the status; `absent` where the requirement is not there.
    pub code: &'static str,
    /// The sign of the status.
    pub sign: &'static str,
    /// The word for it, with a decision that accepts it.
    pub word: String,
    /// The status itself.
    #[serde(skip)]
    pub status: Option<Status>,
    /// The reason, sentence by sentence, with facts and places.
    pub reasons: Vec<String>,
    /// The places of the facts.
    pub places: Vec<String>,
    /// The sources.
    pub references: Vec<Reference>,
}

impl ComparedView {
    /// All changes.
    pub fn changes(&self) -> impl Iterator<Item = &ChangeView> {
        self.parts.iter().flat_map(ChangesView::changes)
    }
}

impl ChangesView {
    /// The changes of all directions.
    pub fn changes(&self) -> impl Iterator<Item = &ChangeView> {
        self.sections.iter().flat_map(|section| &section.changes)
    }
}

/// The comparison in the words of a language.
#[must_use]
pub fn comparison(comparison: &Comparison<'_>, language: Language) -> ComparisonView {
    let words = Words { comparison, texts: language.texts() };
    let texts = words.texts;
    let side = |heading, side: &Side| SideView { heading, facts: words.side(side) };
    ComparisonView {
        language: language.code(),
        title: texts.compare_title,
        about: vec![labelled(texts.report_tool, concat!("medvirk ", env!("CARGO_PKG_VERSION")))],
        sides: [side(texts.compare_old, comparison.old), side(texts.compare_new, comparison.new)],
        notes: words.notes().iter().map(|note| one_line(note)).collect(),
        directions: Direction::ALL
            .map(|direction| Meaning {
                code: direction.name(),
                sign: direction_sign(direction),
                word: direction_word(direction, texts).to_owned(),
                meaning: meaning(direction, texts).to_owned(),
            })
            .into(),
        verdict: words.verdict(),
        records: comparison
            .records
            .iter()
            .enumerate()
            .map(|(position, record)| words.record(position + 1, record))
            .collect(),
    }
}

/// The word for a direction.
#[must_use]
pub const fn direction_word(direction: Direction, texts: &Texts) -> &'static str {
    match direction {
        Direction::Worse => texts.compare_worse,
        Direction::New => texts.compare_added,
        Direction::Better => texts.compare_better,
        Direction::Gone => texts.compare_gone,
        Direction::Same => texts.compare_same,
    }
}

/// A sign for a direction, so that colour is never alone in telling it.
#[must_use]
pub const fn direction_sign(direction: Direction) -> &'static str {
    match direction {
        Direction::Worse => "↓",
        Direction::New => "+",
        Direction::Better => "↑",
        Direction::Gone => "−",
        Direction::Same => "=",
    }
}

const fn meaning(direction: Direction, texts: &Texts) -> &'static str {
    match direction {
        Direction::Worse => texts.compare_means_worse,
        Direction::New => texts.compare_means_added,
        Direction::Better => texts.compare_means_better,
        Direction::Gone => texts.compare_means_gone,
        Direction::Same => texts.compare_means_same,
    }
}

const fn cause(cause: Cause, texts: &Texts) -> &'static str {
    match cause {
        Cause::Facts => texts.compare_cause_facts,
        Cause::Date => texts.compare_cause_date,
        Cause::Rule => texts.compare_cause_rule,
        Cause::Law => texts.compare_cause_law,
    }
}

struct Words<'a> {
    comparison: &'a Comparison<'a>,
    texts: &'static Texts,
}

impl Words<'_> {
    fn side(&self, side: &Side) -> Vec<Labelled> {
        let texts = self.texts;
        let input = if side.origin.is_report { texts.compare_is_report } else { texts.compare_is_record };
        let rules = side.tool.rules.to_string();
        let rule_set = fill(texts.report_rule_set_value, &[("version", &side.tool.rule_set), ("rules", &rules)]);
        vec![
            labelled(texts.compare_input, &fill(input, &[("file", &side.origin.file)])),
            labelled(texts.report_as_of, &side.as_of),
            labelled(texts.report_rule_set, &rule_set),
            labelled(texts.report_tool, &format!("medvirk {}", side.tool.version)),
        ]
    }

    fn notes(&self) -> Vec<String> {
        let (texts, comparison) = (self.texts, self.comparison);
        let (old, new) = (comparison.old, comparison.new);
        let differ =
            |template: &str, old: &str, new: &str| (old != new).then(|| fill(template, &[("old", old), ("new", new)]));
        let mut notes = Vec::new();
        notes.extend(differ(texts.compare_note_rules, &old.tool.rule_set, &new.tool.rule_set));
        notes.extend(differ(texts.compare_note_dates, &old.as_of, &new.as_of));
        notes.extend((old.language != new.language).then(|| texts.compare_note_language.to_owned()));
        for record in &comparison.records {
            if record.old.identity() != record.new.identity() {
                notes.extend(differ(texts.compare_note_organisation, &self.name(record.old), &self.name(record.new)));
            }
        }
        for (template, records) in
            [(texts.compare_note_only_old, &comparison.only_old), (texts.compare_note_only_new, &comparison.only_new)]
        {
            let names: Vec<String> =
                records.iter().map(|record| format!("{} ({})", self.name(record), record.file)).collect();
            notes.extend((!names.is_empty()).then(|| fill(template, &[("names", &names.join(", "))])));
        }
        for (word, side) in [(texts.compare_old, old), (texts.compare_new, new)] {
            let values = [("side", word), ("names", &side.not_audited.join(", "))];
            notes.extend((!side.not_audited.is_empty()).then(|| fill(texts.compare_note_not_audited, &values)));
        }
        notes.push(texts.compare_note_causes.to_owned());
        notes
    }

    fn name(&self, record: &SideRecord) -> String {
        one_line(record.organisation.name.as_deref().unwrap_or(self.texts.unnamed))
    }

    fn verdict(&self) -> String {
        let texts = self.texts;
        let Some(force) = self.comparison.threshold else { return texts.compare_verdict_never.to_owned() };
        let count = self.comparison.failures();
        let template = if count == 0 { texts.compare_verdict_none } else { texts.compare_verdict_worse };
        let values = [("force", words::force(force, texts)), ("count", &count.to_string())];
        format!("{} {}", fill(template, &values), texts.compare_verdict_around)
    }

    fn record(&self, number: usize, record: &Compared<'_>) -> ComparedView {
        let texts = self.texts;
        let (old, new) = (&self.comparison.old.as_of, &self.comparison.new.as_of);
        let name = self.name(record.new);
        let file =
            |label, record: &SideRecord| labelled(label, &format!("{} (SHA-256 {})", record.file, record.sha256));
        let mut next = 0;
        let mut part =
            |heading, from_facts| ChangesView { heading, sections: self.sections(record, from_facts, &mut next) };
        let parts = [part(texts.compare_part_facts, true), part(texts.compare_part_around, false)];
        let count = |direction: Direction, from_facts: bool| {
            let of = |change: &&Change<'_>| change.direction == direction && change.is_from_facts() == from_facts;
            record.changes.iter().filter(of).count()
        };
        ComparedView {
            number,
            caption: one_line(&fill(texts.compare_of, &[("name", &name), ("old", old), ("new", new)])),
            name,
            facts: vec![file(texts.compare_old, record.old), file(texts.compare_new, record.new)],
            counts: Direction::ALL
                .map(|direction| DirectionCount {
                    direction: direction_word(direction, texts).to_owned(),
                    counts: [count(direction, true), count(direction, false)],
                })
                .into(),
            unchanged: fill(texts.compare_unchanged, &[("count", &record.unchanged.to_string())]),
            parts,
        }
    }

    fn sections(&self, record: &Compared<'_>, from_facts: bool, next: &mut usize) -> Vec<SectionView> {
        let mut sections = Vec::new();
        for direction in Direction::ALL {
            let belongs = |change: &&Change<'_>| change.direction == direction && change.is_from_facts() == from_facts;
            let changes: Vec<ChangeView> =
                record.changes.iter().filter(belongs).filter_map(|change| self.change(change, next)).collect();
            if !changes.is_empty() {
                let count = changes.len().to_string();
                let values = [("direction", direction_word(direction, self.texts)), ("count", &count)];
                sections.push(SectionView { heading: fill(self.texts.compare_section, &values), changes });
            }
        }
        sections
    }

    fn change(&self, change: &Change<'_>, next: &mut usize) -> Option<ChangeView> {
        let texts = self.texts;
        let entry = change.entry()?;
        *next += 1;
        let causes: Vec<&str> = change.causes.iter().map(|one| cause(*one, texts)).collect();
        let to_do = change.new.and_then(|now| match now.status {
            Status::NotMet | Status::Partly => Some(labelled(texts.label_next, &now.remedy)),
            Status::NotDocumented => Some(labelled(texts.label_question, &now.question)),
            Status::Met | Status::NotApplicable => None,
        });
        Some(ChangeView {
            number: *next,
            direction: Tag {
                code: change.direction.name().to_owned(),
                word: direction_word(change.direction, texts).to_owned(),
            },
            title: one_line(&entry.title),
            subject: entry.subject.as_ref().map(|item| {
                one_line(
                    &item.name.as_ref().map_or_else(|| item.path.clone(), |name| format!("{name} ({})", item.path)),
                )
            }),
            force: Tag { code: entry.force.name().to_owned(), word: capital(words::force(entry.force, texts)) },
            rule: one_line(&entry.rule),
            requirement: one_line(&entry.requirement),
            cause: capital(&causes.join("; ")),
            fails: change.fails,
            old: self.standing(texts.compare_old, change.old),
            new: self.standing(texts.compare_new, change.new),
            next: to_do,
        })
    }

    fn standing(&self, side: &'static str, entry: Option<&Entry>) -> StandingView {
        let texts = self.texts;
        let Some(entry) = entry else {
            let word = capital(texts.compare_absent);
            let (reasons, places, references) = (Vec::new(), Vec::new(), Vec::new());
            return StandingView { side, code: "absent", sign: "", word, status: None, reasons, places, references };
        };
        let accepted = entry.accepted.as_ref().map(|accepted| format!(" ({})", decision(accepted, texts)));
        let word = words::status(entry.status, texts).to_owned() + &accepted.unwrap_or_default();
        let source =
            |text: &str, address: Option<String>| linked(Reference { text: text.to_owned(), address, is_law: false });
        StandingView {
            side,
            code: entry.status.name(),
            sign: words::status_sign(entry.status),
            word: one_line(&capital(&word)),
            status: Some(entry.status),
            reasons: entry.reason.text.iter().map(|sentence| one_line(sentence)).collect(),
            places: entry
                .evidence
                .iter()
                .map(|fact| one_line(&format!("{}:{}:{}", fact.place.file, fact.place.line, fact.place.column)))
                .collect(),
            references: entry.references.iter().map(|one| source(&one.text, one.address.clone())).collect(),
        }
    }
}

fn decision(accepted: &Accepted, texts: &Texts) -> String {
    let template = if accepted.expired { texts.accepted_expired } else { texts.accepted_until };
    fill(template, &[("date", &accepted.until)])
}
