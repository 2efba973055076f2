//! A supervisory authority's finding about this organisation outranks what the
//! record says of itself: while a breach is open, the requirement is not met.

use jiff::civil::Date;

use super::{Judge, choice, item_shape, known_path};
use crate::field::FieldPath;
use crate::outcome::{Evidence, Stated, Test};
use crate::record::{Found, NodeId, Record, SHAPE, Value, fold};
use crate::rule::Rule;

/// The fields of a finding.
#[derive(Debug, Clone)]
pub(super) struct FindingFields {
    list: FieldPath,
    conclusion: FieldPath,
    status: FieldPath,
    date: FieldPath,
    closed: FieldPath,
    provisions: FieldPath,
    rules: FieldPath,
}

impl FindingFields {
    pub fn new() -> Self {
        let list = known_path("tilsyn", SHAPE);
        let item = item_shape(&list);
        let path = |text| known_path(text, item);
        Self {
            conclusion: path("funn"),
            status: path("status"),
            date: path("dato"),
            closed: path("lukket_dato"),
            provisions: path("bestemmelser"),
            rules: path("krav"),
            list,
        }
    }
}

impl Judge<'_, '_> {
    /// The open findings of a breach that concern the rule, as evidence.
    pub(super) fn open_finding(&self) -> Option<Vec<Evidence>> {
        let fields = &self.audit.fields.findings;
        let record = self.asker.record;
        let Found::Items(list) = record.list(record.root(), &fields.list) else { return None };
        let open: Vec<Evidence> = record
            .tree()
            .children(list)
            .filter(|finding| self.is_open(*finding, fields) && self.concerns(*finding, fields))
            .map(|finding| Evidence {
                field: record.path_of(finding),
                stated: Stated::Section,
                place: super::proof::place(record, finding),
                test: Test::Finding,
                holds: Some(false),
            })
            .collect();
        (!open.is_empty()).then_some(open)
    }

    /// Whether a breach was found by the audit date and not closed by it.
    fn is_open(&self, finding: NodeId, fields: &FindingFields) -> bool {
        let word = |field: &FieldPath| {
            let reading = self.asker.record.read(finding, field);
            reading.statements().first().and_then(|statement| choice(field, statement.value))
        };
        let day = self.audit.as_of;
        let found = self.day(finding, &fields.date).is_none_or(|date| date <= day);
        let closed_by_date = self.day(finding, &fields.closed).map(|date| date <= day);
        let closed = closed_by_date.unwrap_or(word(&fields.status) == Some("lukket"));
        word(&fields.conclusion) == Some("lovbrudd") && found && !closed
    }

    fn day(&self, finding: NodeId, field: &FieldPath) -> Option<Date> {
        match self.asker.record.read(finding, field).statements() {
            [statement] => match statement.value {
                Value::Period(period) => Some(period.last),
                _ => None,
            },
            _ => None,
        }
    }

    /// Whether the finding names the rule, or a provision that the rule rests on.
    fn concerns(&self, finding: NodeId, fields: &FindingFields) -> bool {
        let record = self.asker.record;
        let rules = texts(record, finding, &fields.rules);
        let provisions = texts(record, finding, &fields.provisions);
        rules.iter().any(|rule| *rule == self.rule.id)
            || provisions.iter().any(|provision| rests_on(self.rule, provision))
    }
}

/// Whether a rule rests on a provision, written as its id (`hol-3-10-1`, or `hol-3-10` for all of
/// the section) or as `hol § 3-10`.
fn rests_on(rule: &Rule, written: &str) -> bool {
    let id = fold(written).replace('§', "").split('_').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
    rule.law.iter().any(|reference| {
        let provision = reference.provision.to_lowercase();
        // In an act, § 7-2 a is a section of its own; in a regulation, the letter is part of § 7.
        let part_of = |rest: &str| {
            rest.starts_with('-') && (id.starts_with('f') || rest[1..].starts_with(|c: char| c.is_ascii_digit()))
        };
        provision == id || provision.strip_prefix(&id).is_some_and(part_of)
    })
}

fn texts<'a>(record: &'a Record<'_>, item: NodeId, field: &FieldPath) -> Vec<&'a str> {
    match record.list(item, field) {
        Found::Items(list) => record.tree().children(list).filter_map(|text| record.tree().text(text)).collect(),
        _ => Vec::new(),
    }
}
