//! What the audit reads of a record once, whatever the rules.

use super::finding::{self, Finding};
use super::watch::Watch;
use super::{Audit, Fields, choice, fingerprint};
use crate::record::{Found, Record, list_named};

/// The facts that every rule's verdict may need.
pub(super) struct Basics {
    /// The name that fingerprints are made with.
    pub organisation: String,
    /// The kind of organisation.
    pub kind: Option<&'static str>,
    /// The areas of the services, where all are stated.
    pub service_areas: Option<Vec<&'static str>>,
    /// The keys of the lists that are not complete.
    pub incomplete: Vec<&'static str>,
    /// The breaches that a supervisory authority found and that stand, or may stand.
    pub findings: Vec<Finding>,
}

impl Basics {
    pub fn read(audit: &Audit<'_>, record: &Record<'_>, watch: Option<&Watch>) -> Self {
        let fields = &audit.fields;
        let kind = match record.read(record.root(), &fields.organisation_type).statements() {
            [statement] => choice(&fields.organisation_type, statement.value),
            _ => None,
        };
        let incomplete = match record.list(record.root(), &fields.incomplete) {
            Found::Items(list) => {
                let names = record.tree().children(list).filter_map(|name| record.tree().text(name));
                names.filter_map(|name| list_named(name.trim())).collect()
            }
            _ => Vec::new(),
        };
        Self {
            organisation: fingerprint::organisation(record),
            kind: kind.or(audit.assumed),
            service_areas: service_areas(fields, record).filter(|_| !incomplete.contains(&"tjenester")),
            incomplete,
            findings: finding::standing(audit, record, watch),
        }
    }
}

/// The areas of the services that the record lists; none where it lists none, or leaves one open.
fn service_areas(fields: &Fields, record: &Record<'_>) -> Option<Vec<&'static str>> {
    let Found::Items(list) = record.list(record.root(), &fields.services) else { return None };
    let area = &fields.service_area;
    record
        .tree()
        .children(list)
        .map(|service| match record.read(service, area).statements() {
            [statement] => choice(area, statement.value),
            _ => None,
        })
        .collect()
}
