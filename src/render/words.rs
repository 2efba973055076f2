//! The words for statuses, forces and levels.

use crate::outcome::{Acceptance, Change, Outcome, Status};
use crate::rule::{Force, Level, Provision};
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

/// The word for a level.
#[must_use]
pub const fn level(level: Level, texts: &Texts) -> &'static str {
    match level {
        Level::Individ => texts.level_individ,
        Level::Tjeneste => texts.level_tjeneste,
        Level::System => texts.level_system,
    }
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
pub fn references(report: &crate::report::Report<'_>, rule: &crate::rule::Rule, language: Language) -> Vec<Reference> {
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// What it is.
    pub text: String,
    /// Where it can be read.
    pub address: Option<String>,
    /// Whether it is a provision, and not a document.
    pub is_law: bool,
}
