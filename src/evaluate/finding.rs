//! A supervisory authority's finding about this organisation outranks what the
//! record says of itself: while a breach is open, the requirement is not met.

use jiff::civil::Date;

use super::truth::Truth;
use super::watch::Watch;
use super::{choice, item_shape, known_path, proof};
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

/// A breach that a supervisory authority found and that stands on the audit date, or may stand.
pub(super) struct Finding<'a> {
    node: NodeId,
    /// Whether it stands; not known where the record leaves open what was found, or whether the
    /// case is closed.
    stands: Truth,
    rules: Vec<&'a str>,
    /// The provisions as ids: `hol-3-10` for `hol § 3-10`.
    provisions: Vec<String>,
}

/// The findings of a record that stand or may stand.
pub(super) fn standing<'a>(
    fields: &FindingFields,
    record: &'a Record<'_>,
    day: Date,
    watch: Option<&Watch>,
) -> Vec<Finding<'a>> {
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
    let findings = record.tree().children(list).map(|node| Finding {
        node,
        stands: stands(record, node, fields, day),
        rules: texts(record, node, &fields.rules),
        provisions: texts(record, node, &fields.provisions).into_iter().map(as_id).collect(),
    });
    findings.filter(|finding| finding.stands != Truth::False).collect()
}

/// Whether a breach that concerns a rule stands.
pub(super) fn against(findings: &[Finding<'_>], rule: &Rule) -> Truth {
    Truth::any(findings.iter().filter(|finding| concerns(finding, rule)).map(|finding| finding.stands))
}

/// Whether a finding names the rule, or a provision that it rests on.
fn concerns(finding: &Finding<'_>, rule: &Rule) -> bool {
    finding.rules.iter().any(|id| *id == rule.id)
        || finding.provisions.iter().any(|provision| rests_on(rule, provision))
}

/// The findings that concern a rule and stand so, as evidence: those that stand themselves, and of
/// those that may stand the fact that is open.
pub(super) fn evidence(
    fields: &FindingFields,
    record: &Record<'_>,
    findings: &[Finding<'_>],
    rule: &Rule,
    stands: Truth,
) -> Vec<Evidence> {
    let concerning = findings.iter().filter(|finding| finding.stands == stands && concerns(finding, rule));
    let evidence = concerning.map(|finding| {
        if stands == Truth::True {
            return Evidence {
                field: record.path_of(finding.node),
                stated: Stated::Section,
                place: proof::place(record, finding.node),
                test: Test::Finding,
                holds: Some(false),
            };
        }
        let found = is_breach(record, finding.node, fields);
        let open = if found == Truth::Unknown { &fields.conclusion } else { &fields.status };
        let reading = record.read(finding.node, open);
        proof::evidence(record, finding.node, open, &reading, Test::Stated, Truth::Unknown)
    });
    evidence.collect()
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
