//! What a record states, as evidence.

use super::truth::Truth;
use crate::field::FieldPath;
use crate::outcome::{Evidence, Place, Stated, Test};
use crate::record::{NodeId, Reading, Record, Statement, Value};
use crate::source::Span;

/// What a record states in a field, as evidence.
pub(super) fn evidence(
    record: &Record<'_>,
    item: NodeId,
    field: &FieldPath,
    reading: &Reading,
    test: Test,
    truth: Truth,
) -> Evidence {
    let statements = reading.statements();
    let node = statements.first().map_or(record.root(), |statement| statement.node);
    let in_place = |statement: &Statement| match test {
        Test::Practised => record.is_practised(statement),
        _ => record.is_planned(statement).map(|planned| !planned),
    };
    let item_path = || if field.from_top || item == record.root() { String::new() } else { record.path_of(item) + "." };
    let path = item_path() + field.text();
    let stated = match statements {
        [] => Stated::Missing,
        [statement] => {
            let may_count = statement.value == Value::YesNo(true) || record.is_withheld(statement);
            if let (true, None, Some(belegg)) = (may_count, in_place(statement), record.belegg(statement)) {
                // Whether it is in place or only planned or written down is what is not known.
                let stated = match record.tree().node(belegg).value {
                    Value::Unknown => Stated::Unknown,
                    _ => Stated::Value(as_written(record, belegg)),
                };
                let (field, place) = (path + ".belegg", place(record, belegg));
                return Evidence { field, stated, place, test, holds: truth.known() };
            }
            stated(record, statement)
        }
        [first, rest @ ..]
            if rest.iter().all(|other| same(record, first, other) && in_place(first) == in_place(other)) =>
        {
            stated(record, first)
        }
        several => Stated::Conflicting(several.iter().map(|statement| as_written(record, statement.node)).collect()),
    };
    Evidence { field: path, stated, place: place(record, node), test, holds: truth.known() }
}

fn stated(record: &Record<'_>, statement: &Statement) -> Stated {
    if statement.missing_after.is_some() {
        return Stated::Missing;
    }
    match statement.value {
        Value::Unknown if record.is_withheld(statement) => {
            let value = as_written(record, statement.node);
            if record.is_planned(statement) == Some(true) {
                Stated::PlannedValue(value)
            } else {
                Stated::RuleValue(value)
            }
        }
        Value::Unknown | Value::Uninterpreted => Stated::Unknown,
        Value::None => Stated::None,
        Value::List => Stated::Items(record.tree().children(statement.node).count()),
        Value::Section | Value::Statements | Value::Key(_) => Stated::Section,
        Value::YesNo(true) if record.is_planned(statement) == Some(true) => Stated::Planned,
        _ => Stated::Value(as_written(record, statement.node)),
    }
}

/// Whether two sources say the same.
fn same(record: &Record<'_>, one: &Statement, other: &Statement) -> bool {
    one.value == other.value
        && (one.value != Value::Text || as_written(record, one.node) == as_written(record, other.node))
}

fn as_written(record: &Record<'_>, node: NodeId) -> String {
    record.tree().text(node).unwrap_or_default().trim().to_owned()
}

/// The place of a node: a value whole, of anything longer the first line.
pub(super) fn place(record: &Record<'_>, node: NodeId) -> Place {
    let span = record.tree().node(node).span;
    let source = record.source();
    let line = source.line_span(source.line(span.start));
    let span = Span::new(span.start, span.end.min(line.end).max(span.start));
    Place { span, position: source.position(span.start) }
}
