//! What a report tells of a rule, beside what decides how a record stands.

use serde::{Deserialize, Serialize};

use super::model::Origin;
use super::table::{Table, word_of};
use super::trilingual::Trilingual;
use crate::problem::Problem;

/// Who usually acts on a rule.
pub const ROLES: [&str; 8] = [
    "overste-leder",
    "leder-for-tjenesten",
    "kvalitetsradgiver",
    "radets-sekretariat",
    "koordinerende-enhet",
    "fagansvarlig",
    "styret",
    "prosjektleder",
];

/// What a report tells of a rule.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Told {
    /// The statements of the documents that it covers.
    pub statements: Vec<String>,
    /// The version in which it came; empty for one of the organisation's own that does not say.
    pub since: String,
    /// Who usually acts.
    pub role: &'static str,
    /// What is in place when it is met.
    pub title: Trilingual,
    /// What the source asks.
    pub requirement: Trilingual,
    /// What to do.
    pub remedy: Trilingual,
    /// What to ask where the record is silent.
    pub question: Trilingual,
    /// Why it may not be for an organisation or a case.
    pub not_applicable: Trilingual,
    /// Which documents usually show it.
    pub documents: Trilingual,
    /// What one of the organisation's own rules rests on: its by-laws, a council's mandate.
    pub source: Option<Trilingual>,
    /// The version in which it was given up, and the rule that took its place.
    pub deprecated: Option<(String, Option<String>)>,
}

impl Told {
    pub(super) fn read(table: &mut Table<'_>, origin: Origin, problems: &mut Vec<Problem>) -> Option<Self> {
        let statements = table.texts("statements", problems, |id, _, _| Some(id.to_owned()));
        let is_local = origin == Origin::Local;
        let first = || if is_local { String::new() } else { "0.1.0".to_owned() };
        let since = table.owned("since", problems).unwrap_or_else(first);
        let role = table.required_text("role", problems);
        let role = role.and_then(|found| word_of(found, &ROLES, problems));
        let [title, requirement, remedy, question, not_applicable, documents] =
            ["title", "requirement", "remedy", "question", "not_applicable", "documents"]
                .map(|key| texts(table, key, origin, problems));
        let source = is_local.then(|| texts(table, "source", origin, problems));
        let replaced_by = table.owned("replaced_by", problems);
        let deprecated = table.owned("deprecated", problems).map(|version| (version, replaced_by));
        Some(Self {
            statements,
            since,
            role: role?,
            title,
            requirement,
            remedy,
            question,
            not_applicable,
            documents,
            source,
            deprecated,
        })
    }
}

/// A text in all three languages; one of the organisation's own may be in one of them.
pub(super) fn texts(
    table: &mut Table<'_>,
    key: &'static str,
    origin: Origin,
    problems: &mut Vec<Problem>,
) -> Trilingual {
    match origin {
        Origin::BuiltIn => table.trilingual(key, problems),
        Origin::Local => table.own_text(key, problems),
    }
}
