//! The words for statuses, forces and levels.

use jiff::civil::Date;

use super::reason::number;
use crate::accept::{Judged, Standing};
use crate::outcome::{Acceptance, Change, Outcome, Status};
use crate::report::{Audited, Report, State, UsedParameter};
use crate::rule::{Document, Force, Level, Origin, Provision, Rule, RuleSet};
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
        Status::Met => texts.report_explain_met,
        Status::Partly => texts.report_explain_partly,
        Status::NotMet => texts.report_explain_not_met,
        Status::NotDocumented => texts.report_explain_not_documented,
        Status::NotApplicable => texts.report_explain_not_applicable,
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
        Force::Lov => texts.report_explain_lov,
        Force::FagligRåd => texts.report_explain_faglig_rad,
        Force::GodPraksis => texts.report_explain_god_praksis,
        Force::Indikator => texts.report_explain_indikator,
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

/// Why a number is as it is; where it is the organisation's own, what would count without it.
#[must_use]
pub fn parameter_basis(parameter: &UsedParameter<'_>, language: Language) -> String {
    let rationale = parameter.rationale.get(language);
    if !parameter.own {
        return rationale.to_owned();
    }
    fill(language.texts().parameter_instead, &[("value", &number(parameter.default)), ("rationale", rationale)])
}

/// Whether the gaps of a record fail the audit; nothing where gaps never do.
#[must_use]
pub fn verdict(report: &Report<'_>, record: &Audited, texts: &Texts) -> Option<String> {
    let force = force(report.threshold(record)?, texts);
    let verdict = match report.failures(record) {
        0 => fill(texts.verdict_none, &[("force", force)]),
        count => fill(texts.verdict_gaps, &[("force", force), ("count", &count.to_string())]),
    };
    Some(match report.folder(record) {
        Some(folder) => fill(texts.verdict_folder, &[("folder", &folder.name), ("verdict", verdict.as_str())]),
        None => verdict,
    })
}

/// How many statutory requirements are met, and how many could be.
#[must_use]
pub fn range(report: &Report<'_>, record: &Audited, texts: &Texts) -> String {
    let law = report.counts(record, Force::Lov);
    let ((least, most), of) = (law.range(), law.applicable());
    if of == 0 {
        return texts.range_none.to_owned();
    }
    // Where nothing is open, there is no range.
    let text = if least == most { texts.range_settled } else { texts.range };
    fill(text, &[("least", &least.to_string()), ("most", &most.to_string()), ("of", &of.to_string())])
}

/// A date written out.
#[must_use]
pub fn date(date: Date, texts: &Texts) -> String {
    let position = usize::try_from(date.month()).unwrap_or(1).saturating_sub(1);
    let month = texts.report_months.split(',').nth(position).unwrap_or_default();
    fill(texts.report_date, &[("day", &date.day().to_string()), ("month", month), ("year", &date.year().to_string())])
}

/// A date as a record states it: written out where it is a whole date.
#[must_use]
pub fn stated_date(stated: &str, texts: &Texts) -> String {
    stated.parse().map_or_else(|_| stated.to_owned(), |day| date(day, texts))
}

/// With a capital first letter, as a label begins.
#[must_use]
pub fn capital(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// From the first day to the last, both included.
#[must_use]
pub fn period(from: Option<Date>, to: Option<Date>, texts: &Texts) -> String {
    match (from, to) {
        (Some(from), Some(to)) => fill(texts.explain_from_to, &[("from", &from.to_string()), ("to", &to.to_string())]),
        (Some(from), None) => fill(texts.explain_from, &[("from", &from.to_string())]),
        (None, Some(to)) => fill(texts.explain_to, &[("to", &to.to_string())]),
        (None, None) => texts.explain_always.to_owned(),
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

/// Who usually acts on a rule.
#[must_use]
pub fn role<'a>(role: &'a str, texts: &Texts) -> &'a str {
    match role {
        "overste-leder" => texts.role_overste_leder,
        "leder-for-tjenesten" => texts.role_leder_for_tjenesten,
        "kvalitetsradgiver" => texts.role_kvalitetsradgiver,
        "radets-sekretariat" => texts.role_radets_sekretariat,
        "koordinerende-enhet" => texts.role_koordinerende_enhet,
        "fagansvarlig" => texts.role_fagansvarlig,
        "styret" => texts.role_styret,
        "prosjektleder" => texts.role_prosjektleder,
        other => other,
    }
}

/// A rule's id, with a word where the rule is one of the organisation's own.
#[must_use]
pub fn rule_name(rule: &Rule, texts: &Texts) -> String {
    match rule.origin {
        Origin::BuiltIn => rule.id.clone(),
        Origin::Local => format!("{} ({})", rule.id, texts.report_local),
    }
}

/// The rule set, how many rules it has, and how many of them are the organisation's own.
#[must_use]
pub fn rule_set(set: &RuleSet, texts: &Texts) -> String {
    let rules = set.rules.len().to_string();
    let words = fill(texts.report_rule_set_value, &[("version", &set.version), ("rules", &rules)]);
    match set.local_rules() {
        0 => words,
        own => words + &fill(texts.rule_set_own, &[("count", &own.to_string())]),
    }
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
    for id in &rule.told.statements {
        let Some(statement) = report.set.library.statements.get(id) else { continue };
        if !documents.contains(&statement.document.as_str()) {
            documents.push(&statement.document);
        }
    }
    for document in documents.iter().filter_map(|id| report.set.library.documents.get(*id)) {
        let ids: Vec<&str> = rule
            .told
            .statements
            .iter()
            .filter(|id| report.set.library.statements.get(id).is_some_and(|found| found.document == document.id))
            .map(String::as_str)
            .collect();
        let publisher = document.publisher.as_deref().map(|publisher| format!("{publisher}: ")).unwrap_or_default();
        references.push(Reference {
            text: format!("{publisher}{} [{}]", document.title, ids.join(", ")),
            address: document.address.clone(),
            is_law: false,
        });
    }
    references.extend(rule.told.source.as_ref().map(|source| Reference {
        text: fill(language.texts().local_source, &[("source", source.get(language))]),
        address: None,
        is_law: false,
    }));
    references
}

/// The documents behind a rule on one line each: who published it and when, with the statements.
#[must_use]
pub fn short_documents(report: &Report<'_>, rule: &Rule, language: Language) -> Vec<String> {
    let library = &report.set.library;
    let mut documents: Vec<(&Document, Vec<&str>)> = Vec::new();
    for statement in rule.told.statements.iter().filter_map(|id| library.statements.get(id)) {
        let Some(document) = library.documents.get(&statement.document) else { continue };
        match documents.iter_mut().find(|(known, _)| known.id == document.id) {
            Some((_, ids)) => ids.push(&statement.id),
            None => documents.push((document, vec![&statement.id])),
        }
    }
    let short = |document: &Document| match (&document.publisher, &document.date) {
        (Some(publisher), Some(date)) => format!("{publisher} {}", date.split('-').next().unwrap_or(date)),
        (Some(publisher), None) => publisher.clone(),
        (None, _) => document.title.clone(),
    };
    let mut lines: Vec<String> =
        documents.iter().map(|(document, ids)| format!("{} ({})", short(document), ids.join(", "))).collect();
    lines.extend(
        rule.told
            .source
            .as_ref()
            .map(|source| fill(language.texts().local_source, &[("source", source.get(language))])),
    );
    lines
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_out_where_they_are_whole() {
        let texts = Language::Nb.texts();
        assert_eq!(stated_date("2026-06-01", texts), "1. juni 2026");
        assert_eq!(stated_date("2026-03", texts), "2026-03");
        assert_eq!(stated_date("2026-06-01", Language::En.texts()), "1 June 2026");
    }
}
