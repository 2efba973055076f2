//! The decisive questions: what to ask, why, of whom, and where the answer goes.

pub mod json;

use super::answer;
use super::markdown::escape;
use super::problem::Style;
use super::terminal::{clean, wrap};
use super::words;
use crate::question::entry::{Form, form};
use crate::question::{Agenda, Question, shown};
use crate::record::Record;
use crate::rule::{Force, Rule, RuleSet};
use crate::text::{Texts, fill};

/// How many requirements are named; the others are counted.
const NAMED: usize = 3;

/// How many other facts about the same item are named.
const BESIDE: usize = 5;

/// The questions about one record, as far as they are shown.
#[derive(Debug)]
pub struct Next<'a, 's> {
    /// The rules.
    pub set: &'a RuleSet,
    /// The record.
    pub record: &'a Record<'s>,
    /// What there is to ask.
    pub agenda: &'a Agenda,
    /// How many questions are shown.
    pub limit: usize,
    /// The audit date.
    pub as_of: jiff::civil::Date,
    /// The language and the screen.
    pub style: Style,
}

/// One question in words.
struct Card {
    question: String,
    lines: Vec<(&'static str, String)>,
    command: String,
}

impl Next<'_, '_> {
    /// The questions for a screen.
    #[must_use]
    pub fn terminal(&self) -> String {
        let texts = self.texts();
        let mut text = String::new();
        let bold = anstyle::Style::new().bold();
        let mut put = |line: &str, hanging: usize, strong: bool| {
            let width = self.style.width.clamp(60, 100) - hanging;
            for (at, part) in wrap(&clean(line), width).iter().enumerate() {
                let indent = if at == 0 { 0 } else { hanging };
                let painted = if strong && self.style.colour { format!("{bold}{part}{bold:#}") } else { part.clone() };
                text.push_str(&format!("{}{painted}\n", " ".repeat(indent)));
            }
        };
        put(&self.heading(), 0, true);
        put(&self.counts(), 0, false);
        for (at, question) in self.shown().enumerate() {
            let card = self.card(question);
            put("", 0, false);
            put(&format!("{}. {}", at + 1, card.question), 3, true);
            for (label, words) in &card.lines {
                put(&format!("{label}: {words}"), 3, false);
            }
            put(&format!("{}: {}", texts.next_command, card.command), 3, false);
        }
        if let Some(beyond) = self.beyond() {
            put("", 0, false);
            put(&beyond, 0, false);
        }
        text
    }

    /// The questions as a Markdown list.
    #[must_use]
    pub fn markdown(&self) -> String {
        let texts = self.texts();
        let mut text = format!("# {}\n\n{}\n", escape(&self.heading()), escape(&self.counts()));
        for (at, question) in self.shown().enumerate() {
            let card = self.card(question);
            text.push_str(&format!("\n## {}. {}\n\n", at + 1, escape(&card.question)));
            for (label, words) in &card.lines {
                text.push_str(&format!("- **{label}:** {}\n", escape(words)));
            }
            text.push_str(&format!("- **{}:** {}\n", texts.next_command, escape(&card.command)));
        }
        if let Some(beyond) = self.beyond() {
            text.push_str(&format!("\n{}\n", escape(&beyond)));
        }
        text
    }

    /// A question as it is asked at a terminal: what, about whom, and what can be answered.
    #[must_use]
    pub fn asked(&self, question: &Question) -> String {
        let texts = self.texts();
        let about = answer::about(&question.address, self.record);
        let about = about.map(|about| format!("{}: {about}", texts.next_about));
        let answers = answer::answers(&question.address, self.record, texts);
        let answers = format!("{}: {answers}", texts.next_answer);
        let lines =
            [answer::question(&question.address, self.style.language)].into_iter().chain(about).chain([answers]);
        self.laid_out(lines)
    }

    /// Why a question matters, who usually knows, and where the answer usually stands and goes.
    #[must_use]
    pub fn background(&self, question: &Question) -> String {
        self.laid_out(self.card(question).lines.into_iter().map(|(label, words)| format!("{label}: {words}")))
    }

    fn laid_out(&self, lines: impl Iterator<Item = String>) -> String {
        let width = self.style.width.clamp(40, 100);
        lines.flat_map(|line| wrap(&clean(&line), width)).map(|line| line + "\n").collect()
    }

    fn texts(&self) -> &'static Texts {
        self.style.language.texts()
    }

    fn shown(&self) -> impl Iterator<Item = &Question> {
        self.agenda.questions.iter().take(self.limit)
    }

    fn heading(&self) -> String {
        let name = self.record.text_at("virksomhet.navn").unwrap_or(self.texts().unnamed);
        fill(self.texts().next_heading, &[("organisation", name)])
    }

    fn counts(&self) -> String {
        let count = self.agenda.questions.len();
        let values = [
            ("date", self.as_of.to_string()),
            ("open", self.agenda.open.to_string()),
            ("shown", count.min(self.limit).to_string()),
            ("count", count.to_string()),
        ];
        let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
        fill(if count == 0 { self.texts().next_none } else { self.texts().next_count }, &values)
    }

    fn beyond(&self) -> Option<String> {
        let count = self.agenda.beyond;
        (count > 0).then(|| fill(self.texts().next_beyond, &[("count", &count.to_string())]))
    }

    fn card(&self, question: &Question) -> Card {
        let (texts, language) = (self.texts(), self.style.language);
        let mut lines = Vec::new();
        lines.extend(answer::about(&question.address, self.record).map(|about| (texts.next_about, about)));
        for (label, rules) in [(texts.next_settles, &question.settles), (texts.next_helps, &question.helps)] {
            // What it only helps to settle matters where it settles nothing.
            let told = !rules.is_empty() && (label == texts.next_settles || question.settles.is_empty());
            if told {
                lines.push((label, self.requirements(rules)));
            }
        }
        if !question.with.is_empty() {
            lines.push((texts.next_with, question.with.join(", ")));
        }
        lines.push((texts.next_who, self.roles(question).join(", ")));
        lines.extend(self.beside(question).map(|beside| (texts.next_beside, beside)));
        lines.push((texts.label_documents, self.documents(question).to_owned()));
        lines.push((texts.next_answer, answer::answers(&question.address, self.record, texts)));
        lines.push((texts.next_place, self.place(question)));
        let file = self.record.source().name();
        let field = match form(&question.address) {
            Form::Items(_, key) => format!("{}[0].{key}", question.field),
            _ => question.field.clone(),
        };
        let shown = shown(&question.address, self.record).map(|change| format!(" '{change}'")).unwrap_or_default();
        let command = format!("medvirk set {file} '{field}=…'{shown}");
        Card { question: answer::question(&question.address, language), lines, command }
    }

    /// The other questions about the same item, which the same person can answer at once.
    fn beside(&self, question: &Question) -> Option<String> {
        let (item, _) = question.field.rsplit_once("].")?;
        let of_item =
            |field: &str| field.rsplit_once("].").filter(|(of, _)| *of == item).map(|(_, key)| key.to_owned());
        let others = self.agenda.questions.iter().filter(|other| other.field != question.field);
        let keys: Vec<String> = others.filter_map(|other| of_item(&other.field)).collect();
        let mut named = keys.iter().take(BESIDE).cloned().collect::<Vec<_>>().join(", ");
        if keys.len() > BESIDE {
            let more = fill(self.texts().next_more, &[("count", &(keys.len() - BESIDE).to_string())]);
            named.push_str(&format!(" {more}"));
        }
        (!keys.is_empty()).then_some(named)
    }

    /// The requirements by force, and the weightiest by name.
    fn requirements(&self, rules: &[usize]) -> String {
        let texts = self.texts();
        let rules: Vec<&Rule> = rules.iter().map(|rule| &self.set.rules[*rule]).collect();
        let counts = Force::ALL.iter().filter_map(|(_, force)| {
            let count = rules.iter().filter(|rule| rule.force == *force).count();
            let values = [("force", words::force(*force, texts)), ("count", &count.to_string())];
            (count > 0).then(|| fill(texts.next_rules, &values))
        });
        let counts = counts.collect::<Vec<_>>().join(", ");
        let named = rules.iter().take(NAMED).map(|rule| format!("«{}»", rule.told.title.get(self.style.language)));
        let mut named = named.collect::<Vec<_>>().join("; ");
        if rules.len() > NAMED {
            let more = fill(texts.next_more, &[("count", &(rules.len() - NAMED).to_string())]);
            named.push_str(&format!(" {more}"));
        }
        format!("{counts}: {named}")
    }

    /// The roles that act on the requirements, the most frequent first.
    fn roles(&self, question: &Question) -> Vec<&str> {
        let waiting = question.settles.iter().chain(&question.helps).map(|rule| &self.set.rules[*rule]);
        let mut roles: Vec<(&str, usize)> = Vec::new();
        for rule in waiting {
            match roles.iter_mut().find(|(role, _)| *role == rule.told.role) {
                Some((_, count)) => *count += 1,
                None => roles.push((rule.told.role, 1)),
            }
        }
        roles.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        roles.into_iter().take(2).map(|(role, _)| words::role(role, self.texts())).collect()
    }

    fn documents(&self, question: &Question) -> &str {
        self.set.rules[question.closest].told.documents.get(self.style.language)
    }

    fn place(&self, question: &Question) -> String {
        let texts = self.texts();
        let position = question.place.position;
        let place = format!("{}:{}:{}", self.record.source().name(), position.line, position.column);
        let template = if question.address.node.is_some() { texts.next_at } else { texts.next_nearest };
        fill(template, &[("field", &question.field), ("place", &place)])
    }
}
