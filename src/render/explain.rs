//! One rule as a page, with the proof of its outcome where there is a record.

use jiff::civil::Date;

use super::problem::Style;
use super::reason::sentences;
use super::terminal::{clean, wrap};
use super::{condition, words};
use crate::outcome::Outcome;
use crate::report::{Audited, Report, UsedParameter};
use crate::rule::{Library, Origin, Period, Provision, Rule};
use crate::text::{Texts, fill};

/// The page of a rule; with the outcomes of a record, also why they are what they are.
#[must_use]
pub fn render(report: &Report<'_>, rule: &Rule, style: Style) -> String {
    let texts = style.language.texts();
    let mut page = Page { style, texts, text: String::new() };
    let language = style.language;
    page.heading(rule.told.title.get(language));
    page.line(&format!("[{}]", rule.id));
    page.line("");
    page.item(texts.explain_force, words::force(rule.force, texts));
    page.item(texts.explain_level, words::level(rule.level, texts));
    let topic = report.set.library.topics.iter().find(|topic| topic.id == rule.topic);
    page.item(texts.explain_topic, topic.map_or(&rule.topic, |topic| topic.name.get(language)));
    let organisations = rule.organisations.join(", ");
    page.item(texts.explain_for, if rule.organisations.is_empty() { texts.explain_everyone } else { &organisations });
    if !rule.service_areas.is_empty() {
        page.item(texts.explain_service_areas, &rule.service_areas.join(", "));
    }
    page.item(texts.docs_role, words::role(rule.told.role, texts));
    let library = &report.set.library;
    page.item(texts.explain_counts, &counts_from(library, rule, texts));
    let counts = rule.counts_on(library, report.as_of);
    let on_the_day = if counts { texts.explain_counts_on } else { texts.explain_not_on };
    page.line(&fill(on_the_day, &[("date", &report.as_of.to_string())]));
    if let Some(origin) = origin(rule, texts) {
        page.item(texts.explain_origin, origin);
    }
    page.section(texts.column_requirement, rule.told.requirement.get(language));
    page.sources(report, rule);
    page.conditions(rule);
    page.section(texts.label_next, rule.told.remedy.get(language));
    page.section(texts.label_question, rule.told.question.get(language));
    page.section(texts.label_documents, rule.told.documents.get(language));
    for record in &report.records {
        page.outcomes(report, record);
    }
    page.text
}

/// From when to when a rule counts, and since which version it is in the set.
#[must_use]
pub fn counts_from(library: &Library, rule: &Rule, texts: &Texts) -> String {
    let Period { from, to } = rule.period(library);
    let when = words::period(from, to, texts);
    let is_dated = !rule.told.since.is_empty();
    when + &if is_dated { fill(texts.explain_since, &[("version", &rule.told.since)]) } else { String::new() }
}

/// Where a rule comes from, where that is not the documents.
#[must_use]
pub fn origin(rule: &Rule, texts: &Texts) -> Option<&'static str> {
    match rule.origin {
        Origin::Local => Some(texts.explain_local),
        Origin::BuiltIn => rule.told.statements.is_empty().then_some(texts.explain_beyond_documents),
    }
}

/// Whether a provision is in force on the audit date, and from when or until when.
fn in_force(provision: &Provision, day: Date, texts: &Texts) -> String {
    let date = day.to_string();
    let shown = |limit: Option<Date>| limit.map_or_else(String::new, |limit| limit.to_string());
    let values = [("date", date), ("from", shown(provision.from)), ("to", shown(provision.to))];
    let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let template = match (provision.in_force(day), provision.from) {
        (true, Some(_)) => texts.provision_in_force_from,
        (true, None) => texts.provision_in_force,
        (false, Some(from)) if from > day => texts.provision_not_yet,
        (false, _) => texts.provision_no_more,
    };
    fill(template, &values)
}

struct Page {
    style: Style,
    texts: &'static Texts,
    text: String,
}

impl Page {
    fn line(&mut self, line: &str) {
        for wrapped in wrap(line, self.width()) {
            self.text.push_str(&wrapped);
            self.text.push('\n');
        }
    }

    /// A line that keeps its indentation where it is broken, past the bullet it begins with.
    fn indented(&mut self, line: &str) {
        let text = line.trim_start();
        let indent = " ".repeat(line.len() - text.len());
        for (position, wrapped) in wrap(text, self.width().saturating_sub(indent.len() + 2)).iter().enumerate() {
            let hanging = if position > 0 { "  " } else { "" };
            self.text.push_str(&format!("{indent}{hanging}{wrapped}\n"));
        }
    }

    fn heading(&mut self, heading: &str) {
        let style = anstyle::Style::new().bold();
        for wrapped in wrap(heading, self.width()) {
            let painted = if self.style.colour { format!("{style}{wrapped}{style:#}") } else { wrapped };
            self.text.push_str(&painted);
            self.text.push('\n');
        }
    }

    fn width(&self) -> usize {
        self.style.width.clamp(60, 100)
    }

    fn item(&mut self, label: &str, value: &str) {
        self.line(&format!("{label}: {value}"));
    }

    fn section(&mut self, heading: &str, text: &str) {
        self.text.push('\n');
        self.heading(heading);
        self.line(text);
    }

    fn sources(&mut self, report: &Report<'_>, rule: &Rule) {
        let language = self.style.language;
        let library = &report.set.library;
        self.text.push('\n');
        self.heading(self.texts.explain_sources);
        for reference in &rule.law {
            let Some(provision) = library.provisions.get(&reference.provision) else { continue };
            self.line(&format!("• {}", words::citation(provision, reference.cited_as.as_deref(), language)));
            self.line(&in_force(provision, report.as_of, self.texts));
            self.line(&fill(self.texts.explain_addressee, &[("who", provision.addressee.get(language))]));
            self.line(provision.duty.get(language));
            if let Some(address) = &provision.address {
                self.line(address);
            }
        }
        for id in &rule.told.statements {
            let Some(statement) = library.statements.get(id) else { continue };
            let title = library.documents.get(&statement.document).map_or("", |document| &document.title);
            self.line(&format!("• {id}: {title}, {}", statement.locator.get(language)));
        }
        if let Some(source) = &rule.told.source {
            self.line(&format!("• {}", fill(self.texts.local_source, &[("source", source.get(language))])));
        }
        self.announced(report, rule);
    }

    /// Provisions of the same acts that are adopted, with no known commencement.
    fn announced(&mut self, report: &Report<'_>, rule: &Rule) {
        let acts: Vec<Option<&String>> =
            rule.provisions(&report.set.library).iter().map(|provision| provision.identifier.as_ref()).collect();
        let same_act =
            |provision: &&Provision| provision.identifier.is_some() && acts.contains(&provision.identifier.as_ref());
        for provision in report.announced().into_iter().filter(same_act) {
            let citation = words::citation(provision, None, self.style.language);
            self.line(&fill(self.texts.announced, &[("provision", &citation)]));
            self.line(provision.duty.get(self.style.language));
        }
    }

    fn conditions(&mut self, rule: &Rule) {
        let parts = [
            (self.texts.explain_when, rule.when.as_ref()),
            (self.texts.explain_met, Some(&rule.met)),
            (self.texts.explain_partly, rule.partly.as_ref()),
        ];
        if let Some(each) = &rule.each {
            self.section(self.texts.explain_each, &format!("«{}»", each.text()));
        }
        for (heading, condition) in parts {
            let Some(condition) = condition else { continue };
            self.text.push('\n');
            self.heading(heading);
            for line in condition::words(rule, condition, self.style.language) {
                self.indented(&line);
            }
        }
        for parameter in &rule.parameters {
            let used = UsedParameter::of(parameter);
            let basis = words::parameter_basis(&used, self.style.language);
            self.section(&words::parameter(&used, self.texts), &basis);
        }
    }

    fn outcomes(&mut self, report: &Report<'_>, record: &Audited) {
        for outcome in &record.outcomes {
            self.outcome(report, record, outcome);
        }
    }

    fn outcome(&mut self, report: &Report<'_>, record: &Audited, outcome: &Outcome) {
        let values = [("file", record.input.name.as_str()), ("date", &report.as_of.to_string())];
        let heading = fill(self.texts.explain_outcome, &values);
        let subject = outcome.subject.path.as_ref().map(|path| format!(", {path}")).unwrap_or_default();
        self.text.push('\n');
        self.heading(&format!("{heading}{subject}: {}", words::status(outcome.status, self.texts).to_uppercase()));
        for sentence in sentences(report, record, outcome, self.style.language) {
            self.line(&format!("• {}", clean(&sentence)));
        }
    }
}
