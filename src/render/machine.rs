//! What the formats for other programs share: which outcomes they show, where these point, and
//! ids that stay the same.

use serde::Serialize;
use uuid::Uuid;

use super::plain::one_line;
use super::reason::sentences;
use super::words;
use crate::accept::{Judged, Standing};
use crate::outcome::{Change, Outcome, Status};
use crate::report::{Audited, Failed, Report};
use crate::rule::{Force, Origin, Rule};
use crate::text::{Language, Texts, fill};

/// Where an outcome points: the fact that decided it, or the place nearest to where a missing
/// fact belongs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The line, from 1.
    pub line: u32,
    /// The column, from 1, in characters.
    pub column: u32,
    /// The path of the field; none where the record as a whole decides.
    pub field: Option<String>,
}

/// A document as JSON text, ending in a line break.
#[must_use]
pub fn pretty(document: &impl Serialize) -> String {
    serde_json::to_string_pretty(document).map(|text| text + "\n").unwrap_or_default()
}

/// Whether an outcome is shown unasked: gaps, and statutory requirements that are not documented,
/// unless they are known from a baseline.
#[must_use]
pub fn is_shown(report: &Report<'_>, outcome: &Outcome, all: bool) -> bool {
    if outcome.change == Some(Change::Known) && !all {
        return false;
    }
    all || matters(report.rule(outcome), outcome.status)
}

/// Whether an outcome is told unasked, as far as its rule and its status say: a gap, or a statutory
/// requirement that is not documented.
#[must_use]
pub fn matters(rule: &Rule, status: Status) -> bool {
    status.is_gap() || (status == Status::NotDocumented && rule.force == Force::Lov)
}

/// Where an outcome points.
#[must_use]
pub fn target(outcome: &Outcome) -> Target {
    match outcome.main_evidence() {
        Some(evidence) => Target {
            line: evidence.place.position.line.max(1),
            column: evidence.place.position.column.max(1),
            field: Some(evidence.field.clone()).filter(|field| !field.is_empty()),
        },
        None => Target { line: 1, column: 1, field: outcome.subject.path.clone() },
    }
}

/// The requirement with the item it was asked of, and a word where it is the organisation's own.
#[must_use]
pub fn title(report: &Report<'_>, outcome: &Outcome, language: Language) -> String {
    let rule = report.rule(outcome);
    let title = rule.told.title.get(language);
    let own = match rule.origin {
        Origin::BuiltIn => String::new(),
        Origin::Local => format!(" [{}]", language.texts().report_local),
    };
    let subject = outcome.subject.name.as_ref().or(outcome.subject.path.as_ref());
    let subject = subject.map(|subject| format!(" ({subject})")).unwrap_or_default();
    one_line(&format!("{title}{subject}{own}"))
}

/// Why the outcome is as it is, which limits counted, and what to do or ask, in one paragraph.
#[must_use]
pub fn why(report: &Report<'_>, record: &Audited, outcome: &Outcome, language: Language) -> String {
    let texts = language.texts();
    let rule = report.rule(outcome);
    let mut parts: Vec<String> = sentences(report, record, outcome, language);
    if outcome.status != Status::NotApplicable {
        parts.extend(report.parameters(outcome).iter().map(|parameter| words::parameter(parameter, texts)));
    }
    let next = match outcome.status {
        Status::NotDocumented => Some((texts.label_question, &rule.told.question)),
        Status::NotMet | Status::Partly => Some((texts.label_next, &rule.told.remedy)),
        Status::Met | Status::NotApplicable => None,
    };
    parts.extend(next.map(|(label, text)| format!("{label}: {}", text.get(language))));
    parts.iter().map(|part| sentence(&one_line(part))).collect::<Vec<_>>().join(" ")
}

/// The requirement, how it stands, and why.
#[must_use]
pub fn message(report: &Report<'_>, record: &Audited, outcome: &Outcome, language: Language) -> String {
    let (title, why) = (title(report, outcome, language), why(report, record, outcome, language));
    format!("{title}: {}. {why}", words::standing(outcome, language.texts()))
}

/// The accepted deviations that someone has to look at: ended, unused, or soon to end.
pub fn worth_telling<'r>(report: &'r Report<'_>) -> impl Iterator<Item = &'r Judged> {
    let quiet = |judged: &&Judged| matches!(judged.standing, Standing::InForce | Standing::NotTried);
    report.deviations.iter().filter(move |judged| !quiet(judged))
}

/// What became of an accepted deviation, on one line.
#[must_use]
pub fn deviation(judged: &Judged, texts: &Texts) -> String {
    one_line(&words::deviation(judged, texts))
}

/// That a file could not be audited, and the first reason, on one line.
#[must_use]
pub fn not_audited(failed: &Failed, texts: &Texts) -> String {
    let text = match &failed.cause {
        Some(cause) => fill(texts.not_audited_because, &[("file", &failed.name), ("cause", &cause.message)]),
        None => fill(texts.not_audited, &[("file", &failed.name)]),
    };
    one_line(&text)
}

/// The first letter large, a full stop at the end.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(char::to_uppercase);
    let text: String = first.into_iter().flatten().chain(letters).collect();
    if text.ends_with(['.', '?', '!']) { text } else { text + "." }
}

/// A file as a URI: relative to the repository, forward slashes, all else escaped.
#[must_use]
pub fn uri(name: &str) -> String {
    let mut uri = String::from(if name.starts_with('/') { "file://" } else { "" });
    for byte in name.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' | b'~' => uri.push(char::from(byte)),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

/// An id that is the same for the same parts.
#[must_use]
pub fn uuid(parts: &[&str]) -> String {
    let space = Uuid::new_v5(&Uuid::NAMESPACE_URL, b"urn:medvirk");
    Uuid::new_v5(&space, parts.join("\u{0}").as_bytes()).to_string()
}

/// How much a gap in a requirement of this force weighs, in the words of four formats.
#[derive(Debug, Clone, Copy)]
pub struct Weight {
    /// SARIF's level.
    pub sarif: &'static str,
    /// GitLab's severity.
    pub gitlab: &'static str,
}

/// The weight of a gap.
#[must_use]
pub const fn weight(force: Force) -> Weight {
    match force {
        Force::Lov => Weight { sarif: "error", gitlab: "critical" },
        Force::FagligRåd => Weight { sarif: "warning", gitlab: "major" },
        Force::GodPraksis => Weight { sarif: "note", gitlab: "minor" },
        Force::Indikator => Weight { sarif: "note", gitlab: "info" },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_uris() {
        assert_eq!(uri("planer/2026/Ålesund kommune.yaml"), "planer/2026/%C3%85lesund%20kommune.yaml");
        assert_eq!(uri("/tmp/a.yaml"), "file:///tmp/a.yaml");
    }

    #[test]
    fn ids_depend_on_the_parts_and_their_borders() {
        assert_eq!(uuid(&["a", "b"]), uuid(&["a", "b"]));
        assert_ne!(uuid(&["a", "b"]), uuid(&["ab"]));
    }
}
