//! A supervisory authority's finding about this organisation outranks what the
//! record says of itself: while a breach is open, the requirement is not met.

use jiff::civil::Date;

use super::{choice, item_shape, known_path};
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

/// A breach that was found by the audit date and not closed by it.
pub(super) struct OpenFinding<'a> {
    node: NodeId,
    rules: Vec<&'a str>,
    /// The provisions as ids: `hol-3-10` for `hol § 3-10`.
    provisions: Vec<String>,
}

/// The open findings of a record.
pub(super) fn open<'a>(fields: &FindingFields, record: &'a Record<'_>, day: Date) -> Vec<OpenFinding<'a>> {
    let Found::Items(list) = record.list(record.root(), &fields.list) else { return Vec::new() };
    record
        .tree()
        .children(list)
        .filter(|finding| is_open(record, *finding, fields, day))
        .map(|node| OpenFinding {
            node,
            rules: texts(record, node, &fields.rules),
            provisions: texts(record, node, &fields.provisions).into_iter().map(as_id).collect(),
        })
        .collect()
}

/// Whether a finding names the rule, or a provision that it rests on.
pub(super) fn concerns(finding: &OpenFinding<'_>, rule: &Rule) -> bool {
    finding.rules.iter().any(|id| *id == rule.id)
        || finding.provisions.iter().any(|provision| rests_on(rule, provision))
}

/// The open findings that concern a rule, as evidence.
pub(super) fn evidence(record: &Record<'_>, findings: &[OpenFinding<'_>], rule: &Rule) -> Vec<Evidence> {
    findings
        .iter()
        .filter(|finding| concerns(finding, rule))
        .map(|finding| Evidence {
            field: record.path_of(finding.node),
            stated: Stated::Section,
            place: super::proof::place(record, finding.node),
            test: Test::Finding,
            holds: Some(false),
        })
        .collect()
}

fn is_open(record: &Record<'_>, finding: NodeId, fields: &FindingFields, day: Date) -> bool {
    let word = |field: &FieldPath| {
        let reading = record.read(finding, field);
        reading.statements().first().and_then(|statement| choice(field, statement.value))
    };
    let found = last_day(record, finding, &fields.date).is_none_or(|date| date <= day);
    let closed_by_date = last_day(record, finding, &fields.closed).map(|date| date <= day);
    let closed = closed_by_date.unwrap_or(word(&fields.status) == Some("lukket"));
    word(&fields.conclusion) == Some("lovbrudd") && found && !closed
}

fn last_day(record: &Record<'_>, finding: NodeId, field: &FieldPath) -> Option<Date> {
    match record.read(finding, field).statements() {
        [statement] => match statement.value {
            Value::Period(period) => Some(period.last),
            _ => None,
        },
        _ => None,
    }
}

/// A provision as it may be written, as an id: `hol § 3-10` is `hol-3-10`.
fn as_id(written: &str) -> String {
    fold(written).replace('§', "").split('_').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
}

/// Whether a rule rests on a provision, or on a part of it (`hol-3-10` for all of the section).
fn rests_on(rule: &Rule, id: &str) -> bool {
    rule.law.iter().any(|reference| {
        // In an act, § 7-2 a is a section of its own; in a regulation, the letter is part of § 7.
        let part_of = |rest: &str| {
            rest.starts_with('-') && (id.starts_with('f') || rest[1..].starts_with(|c: char| c.is_ascii_digit()))
        };
        let provision = reference.provision.as_str();
        provision.eq_ignore_ascii_case(id) || provision.strip_prefix(id).is_some_and(part_of)
    })
}

fn texts<'a>(record: &'a Record<'_>, item: NodeId, field: &FieldPath) -> Vec<&'a str> {
    match record.list(item, field) {
        Found::Items(list) => record.tree().children(list).filter_map(|text| record.tree().text(text)).collect(),
        _ => Vec::new(),
    }
}
