//! A supervisory authority's finding about this organisation outranks what the
//! record says of itself: while a breach is open, the requirement is not met.

mod aim;
mod bearing;
mod doubt;

use jiff::civil::Date;

use super::truth::Truth;
use super::watch::Watch;
use super::{Audit, choice, item_shape, known_path};
use crate::field::FieldPath;
use crate::record::{Found, NodeId, Record, SHAPE, Value};
use aim::Group;

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
    service: FieldPath,
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
            service: path("tjeneste"),
            list,
        }
    }
}

/// A breach that a supervisory authority found and that stands on the audit date, or may stand.
pub(super) struct Finding {
    node: NodeId,
    /// Whether it stands; not known where the record leaves open what was found, or whether the
    /// case is closed.
    stands: Truth,
    /// What was examined.
    service: Service,
    /// The rules that it names, or whose provision it cites, by their positions among all rules.
    exact: Vec<usize>,
    /// For each provision that it cites, and that is wider or narrower than what rules rest on, those
    /// rules.
    near: Vec<Group>,
}

/// What a supervisory authority examined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Service {
    /// The organisation.
    Whole,
    /// The service with the id at this node, with its area where that is stated.
    One { id: NodeId, area: Option<&'static str> },
    /// One of the services, and it is not known which.
    Unknown,
}

/// The findings of a record that stand or may stand.
pub(super) fn standing(audit: &Audit<'_>, record: &Record<'_>, watch: Option<&Watch>) -> Vec<Finding> {
    let (fields, day) = (&audit.fields.findings, audit.as_of);
    let Found::Items(list) = record.list(record.root(), &fields.list) else { return Vec::new() };
    if let Some(watch) = watch {
        for node in record.tree().children(list) {
            for field in [&fields.date, &fields.closed] {
                for statement in record.read(node, field).statements() {
                    if let Value::Period(period) = statement.value {
                        watch.passing(statement.node, period);
                    }
                }
            }
        }
    }
    let findings = record.tree().children(list).map(|node| (node, stands(record, node, fields, day)));
    let standing = findings.filter(|(_, stands)| *stands != Truth::False).map(|(node, stands)| {
        let (exact, near) = aim::aim(audit, record, node);
        Finding { node, stands, service: service(audit, record, node), exact, near }
    });
    standing.collect()
}

fn service(audit: &Audit<'_>, record: &Record<'_>, finding: NodeId) -> Service {
    match record.read(finding, &audit.fields.findings.service).statements() {
        [statement] if statement.missing_after.is_some() => Service::Whole,
        [statement] => match statement.value {
            Value::Reference(id) => Service::One { id, area: area(audit, record, id) },
            Value::None => Service::Whole,
            _ => Service::Unknown,
        },
        _ => Service::Unknown,
    }
}

/// The area of the service with an id, where it is stated.
fn area(audit: &Audit<'_>, record: &Record<'_>, id: NodeId) -> Option<&'static str> {
    let fields = &audit.fields;
    let Found::Items(list) = record.list(record.root(), &fields.services) else { return None };
    let service = record.tree().children(list).find(|service| record.id_node(*service) == Some(id))?;
    match record.read(service, &fields.service_area).statements() {
        [statement] => choice(&fields.service_area, statement.value),
        _ => None,
    }
}

/// Whether a breach was found by the audit date and not closed by it. What is recorded was found,
/// unless its date says later.
fn stands(record: &Record<'_>, finding: NodeId, fields: &FindingFields, day: Date) -> Truth {
    let found_later = match value(record, finding, &fields.date) {
        Value::Period(period) => period.first > day,
        _ => false,
    };
    Truth::all([
        Truth::from(!found_later),
        is_breach(record, finding, fields),
        !is_closed(record, finding, fields, day),
    ])
}

fn is_breach(record: &Record<'_>, finding: NodeId, fields: &FindingFields) -> Truth {
    match value(record, finding, &fields.conclusion) {
        Value::Unknown => Truth::Unknown,
        conclusion => Truth::from(choice(&fields.conclusion, conclusion) == Some("lovbrudd")),
    }
}

/// The date tells; where it leaves that open, the status.
fn is_closed(record: &Record<'_>, finding: NodeId, fields: &FindingFields, day: Date) -> Truth {
    let date = value(record, finding, &fields.closed);
    match date {
        Value::Period(period) if period.last <= day => return Truth::True,
        Value::Period(period) if period.first > day => return Truth::False,
        _ => {}
    }
    match choice(&fields.status, value(record, finding, &fields.status)) {
        Some(status) => Truth::from(status == "lukket"),
        None if date == Value::None => Truth::False,
        None => Truth::Unknown,
    }
}

fn value(record: &Record<'_>, finding: NodeId, field: &FieldPath) -> Value {
    match record.read(finding, field).statements() {
        [statement] => statement.value,
        _ => Value::Unknown,
    }
}

/// The texts of a list, each with its place.
fn texts<'a>(record: &'a Record<'_>, item: NodeId, field: &FieldPath) -> Vec<(NodeId, &'a str)> {
    match record.list(item, field) {
        Found::Items(list) => {
            let texts = record.tree().children(list).map(|text| (text, record.tree().node(text).value));
            let stated = texts.filter(|(_, value)| *value == Value::Text);
            stated.filter_map(|(node, _)| Some((node, record.tree().text(node)?.trim()))).collect()
        }
        _ => Vec::new(),
    }
}
