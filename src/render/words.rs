//! The words for statuses, forces and levels.

use super::reason::number;
use crate::accept::{Judged, Standing};
use crate::outcome::{Acceptance, Change, Outcome, Status};
use crate::report::{Audited, Report, State, UsedParameter};
use crate::rule::{Force, Level, Provision, Rule};
use crate::text::{Language, Texts, fill};

/// The word for a status.
#[must_use]
pub const fn status(status: Status, texts: &Texts) -> &'static str {
    match status {
        Status::Met => texts.status_met,
        Status::Partly => texts.status_partly,
        Status::NotMet => texts.status_not_met,
        Status::NotDocumented => texts.status_not_documented,
        Status::NotApplicable => texts.status_not_applicable,
    }
}

/// What a status means.
#[must_use]
pub const fn status_meaning(status: Status, texts: &Texts) -> &'static str {
    match status {
        Status::Met => texts.report_means_met,
        Status::Partly => texts.report_means_partly,
        Status::NotMet => texts.report_means_not_met,
        Status::NotDocumented => texts.report_means_not_documented,
        Status::NotApplicable => texts.report_means_not_applicable,
    }
}

/// A sign for a status, so that colour is never alone in telling it.
#[must_use]
pub const fn status_sign(status: Status) -> &'static str {
    match status {
        Status::Met => "✓",
        Status::Partly => "◐",
        Status::NotMet => "✕",
        Status::NotDocumented => "?",
        Status::NotApplicable => "–",
    }
}

/// The heading over the outcomes of one state and force.
#[must_use]
pub fn part(state: State, force: Force, count: usize, texts: &Texts) -> String {
    let template = match state {
        State::Gap => texts.section_gaps,
        State::Open => texts.section_open,
        State::InPlace => texts.section_met,
        State::NotApplicable => texts.section_not_applicable,
    };
    fill(template, &[("force", self::force(force, texts)), ("count", &count.to_string())])
}

/// The word for an outcome's status, with the decision that accepts it, where there is one.
#[must_use]
pub fn standing(outcome: &Outcome, texts: &Texts) -> String {
    let word = status(outcome.status, texts);
    match &outcome.accepted {
        None => word.to_owned(),
        Some(accepted) => {
            let template = if accepted.expired { texts.accepted_expired } else { texts.accepted_until };
            format!("{word} ({})", fill(template, &[("date", &accepted.until.to_string())]))
        }
    }
}

/// The decision behind an accepted deviation, in full.
#[must_use]
pub fn acceptance(accepted: &Acceptance, texts: &Texts) -> String {
    let template = if accepted.expired { texts.accepted_expired_by } else { texts.accepted_by };
    let case = accepted.case.as_deref().map(|case| fill(texts.accepted_case, &[("case", case)])).unwrap_or_default();
    let date = accepted.until.to_string();
    let values =
        [("date", date.as_str()), ("who", &accepted.decided_by), ("case", &case), ("reason", &accepted.reason)];
    fill(template, &values)
}

/// What became of an accepted deviation, with its place.
#[must_use]
pub fn deviation(judged: &Judged, texts: &Texts) -> String {
    let Judged { deviation, standing } = judged;
    let (template, days) = match standing {
        Standing::InForce => (texts.deviation_in_force, 0),
        Standing::EndsSoon { days } => (texts.deviation_ends_soon, *days),
        Standing::Expired => (texts.deviation_expired, 0),
        Standing::Unused => (texts.deviation_unused, 0),
        Standing::NotTried => (texts.deviation_not_tried, 0),
    };
    let (date, days) = (deviation.until.to_string(), days.to_string());
    let standing = fill(template, &[("date", &date), ("days", &days)]);
    let place = format!("{}:{}:{}", deviation.file, deviation.position.line, deviation.position.column);
    let subject = deviation.subject.as_deref().map(|subject| format!(" ({subject})")).unwrap_or_default();
    let organisation = format!("{}{subject}", deviation.organisation);
    let values = [
        ("place", place.as_str()),
        ("rule", &deviation.rule),
        ("organisation", &organisation),
        ("standing", &standing),
    ];
    fill(texts.deviation_line, &values)
}

/// The word for how an outcome compares with an earlier audit.
#[must_use]
pub const fn change(change: Change, texts: &Texts) -> &'static str {
    match change {
        Change::New => texts.change_new,
        Change::Worse => texts.change_worse,
        Change::Known => texts.change_known,
        Change::NewRule => texts.change_new_rule,
    }
}

/// A text with a large first letter.
#[must_use]
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(char::to_uppercase).into_iter().flatten().chain(letters).collect()
}

/// The word for a force.
#[must_use]
pub const fn force(force: Force, texts: &Texts) -> &'static str {
    match force {
        Force::Lov => texts.force_lov,
        Force::FagligRåd => texts.force_faglig_rad,
        Force::GodPraksis => texts.force_god_praksis,
        Force::Indikator => texts.force_indikator,
    }
}

/// What a force means.
#[must_use]
pub const fn force_meaning(force: Force, texts: &Texts) -> &'static str {
    match force {
        Force::Lov => texts.report_means_lov,
        Force::FagligRåd => texts.report_means_faglig_rad,
        Force::GodPraksis => texts.report_means_god_praksis,
        Force::Indikator => texts.report_means_indikator,
    }
}

/// The word for a level.
#[must_use]
pub const fn level(level: Level, texts: &Texts) -> &'static str {
    match level {
        Level::Individ => texts.level_individ,
        Level::Tjeneste => texts.level_tjeneste,
        Level::System => texts.level_system,
    }
}

/// The name of a topic, or its id where it has no name.
#[must_use]
pub fn topic<'a>(report: &'a Report<'_>, id: &'a str, language: Language) -> &'a str {
    let topic = report.set.library.topics.iter().find(|topic| topic.id == id);
    topic.map_or(id, |topic| topic.name.get(language))
}

/// The item that was judged, by its own name.
#[must_use]
pub fn subject(outcome: &Outcome) -> Option<String> {
    let path = outcome.subject.path.as_ref()?;
    Some(match &outcome.subject.name {
        Some(name) => format!("{name} ({path})"),
        None => path.clone(),
    })
}

/// A number that took part, and whose it is.
#[must_use]
pub fn parameter(parameter: &UsedParameter<'_>, texts: &Texts) -> String {
    let template = match (parameter.own, parameter.proposed) {
        (true, _) => texts.parameter_own,
        (false, true) => texts.parameter_proposed,
        (false, false) => texts.parameter_source,
    };
    fill(template, &[("name", parameter.name), ("value", &number(parameter.value))])
}

/// Whether the gaps of a record fail the audit; nothing where gaps never do.
#[must_use]
pub fn verdict(report: &Report<'_>, record: &Audited, texts: &Texts) -> Option<String> {
    let force = force(report.threshold?, texts);
    Some(match report.failures(record) {
        0 => fill(texts.verdict_none, &[("force", force)]),
        count => fill(texts.verdict_gaps, &[("force", force), ("count", &count.to_string())]),
    })
}

/// How many statutory requirements are met, and how many could be.
#[must_use]
pub fn range(report: &Report<'_>, record: &Audited, texts: &Texts) -> String {
    let law = report.counts(record, Force::Lov);
    let ((least, most), of) = (law.range(), law.applicable());
    fill(texts.range, &[("least", &least.to_string()), ("most", &most.to_string()), ("of", &of.to_string())])
}

/// With a capital first letter, as a label begins.
#[must_use]
pub fn capital(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// A provision as it is cited, with the document's own citation where that differs.
#[must_use]
pub fn citation(provision: &Provision, cited_as: Option<&str>, language: Language) -> String {
    let texts = language.texts();
    let mut citation = format!("{} {}", provision.act.get(language), provision.section.get(language)).trim().to_owned();
    if let Some(identifier) = &provision.identifier {
        citation.push_str(&format!(" ({identifier})"));
    }
    if let Some(cited_as) = cited_as {
        citation.push_str(&fill(texts.cited_as, &[("citation", cited_as)]));
    }
    citation
}

/// The sources of a rule as lines: provisions with their address, else the documents.
#[must_use]
pub fn references(report: &Report<'_>, rule: &Rule, language: Language) -> Vec<Reference> {
    let mut references: Vec<Reference> = report
        .provisions(rule)
        .into_iter()
        .map(|(provision, cited_as)| Reference {
            text: citation(provision, cited_as, language),
            address: provision.address.clone(),
            is_law: true,
        })
        .collect();
    let mut documents: Vec<&str> = Vec::new();
    for id in &rule.statements {
        let Some(statement) = report.set.library.statements.get(id) else { continue };
        if !documents.contains(&statement.document.as_str()) {
            documents.push(&statement.document);
        }
    }
    for document in documents.iter().filter_map(|id| report.set.library.documents.get(*id)) {
        let ids: Vec<&str> = rule
            .statements
            .iter()
            .filter(|id| report.set.library.statements.get(*id).is_some_and(|found| found.document == document.id))
            .map(String::as_str)
            .collect();
        let publisher = document.publisher.as_deref().map(|publisher| format!("{publisher}: ")).unwrap_or_default();
        references.push(Reference {
            text: format!("{publisher}{} [{}]", document.title, ids.join(", ")),
            address: document.address.clone(),
            is_law: false,
        });
    }
    references
}

/// A source with its address.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Reference {
    /// What it is.
    pub text: String,
    /// Where it can be read.
    pub address: Option<String>,
    /// Whether it is a provision, and not a document.
    pub is_law: bool,
}
