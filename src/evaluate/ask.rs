//! Asks conditions of a record.

mod dates;
mod lists;
mod numbers;

use jiff::ToSpan;
use jiff::civil::Date;

use super::truth::Truth;
use super::watch::Watch;
use crate::field::FieldPath;
use crate::record::{NodeId, Period, Record, Value, same_word};
use crate::rule::{Condition, Wanted};
use dates::{period, strictly_before, within};

/// A record with what conditions need beside it.
#[derive(Clone, Copy)]
pub(super) struct Asker<'a, 's> {
    pub record: &'a Record<'s>,
    /// The rule's parameters as they stand.
    pub parameters: &'a [f64],
    /// The audit date.
    pub as_of: Date,
    /// The keys of the lists that the record says are not complete.
    pub incomplete: &'a [&'static str],
    /// Told of every test that looks at the audit date, where someone asks when that comes out otherwise.
    pub watch: Option<&'a Watch>,
}

impl Asker<'_, '_> {
    /// Whether the condition holds for an item.
    pub fn ask(&self, condition: &Condition, item: NodeId) -> Truth {
        match condition {
            Condition::YesNo { field, wanted } => {
                let reading = self.record.read(item, field);
                Truth::agreed(reading.statements().iter().map(|statement| match yes_no(statement.value) {
                    // What is only planned is not in place, and not left undone either.
                    Some(true) => Truth::from(self.record.is_planned(statement).map(|planned| *wanted && !planned)),
                    other => Truth::from(other.map(|yes| yes == *wanted)),
                }))
            }
            Condition::Practised(field) => {
                let reading = self.record.read(item, field);
                Truth::agreed(reading.statements().iter().map(|statement| match yes_no(statement.value) {
                    Some(true) => Truth::from(self.record.is_practised(statement)),
                    other => Truth::from(other),
                }))
            }
            Condition::Stated(field) => self.stated(item, field),
            Condition::OneOf { field, values } => {
                self.each_statement(item, field, |node, value| Some(self.is_one_of(node, value, values)))
            }
            Condition::Compare { field, comparison, bound } => self.compare(item, field, *comparison, bound),
            Condition::Share { of, whole, comparison, bound } => self.share_holds(item, of, whole, *comparison, bound),
            Condition::WithinMonths { field, months } => self.each_statement(item, field, |node, value| {
                period(value, |period| {
                    let months = self.months(months);
                    if let Some(watch) = self.watch {
                        watch.ageing(node, period, months);
                    }
                    within(period, self.as_of.saturating_sub(months.months()), self.as_of)
                })
            }),
            Condition::Order { items, field, other, strictly } => match (items, other) {
                (Some(items), Some(other)) => self.order_of_items(item, items, field, other, *strictly),
                (_, other) => self.order(item, field, other.as_ref(), *strictly),
            },
            Condition::Since { field, day } => {
                let before = Period { first: *day, last: *day };
                self.each_value(item, field, |value| {
                    period(value, |found| strictly_before(found, before).map(|before| !before))
                })
            }
            Condition::Early { field, from, to, within } => self.early(item, field, from, to, within),
            Condition::Covers { items, field, values } => {
                Truth::all(values.iter().map(|wanted| self.covers(item, items.as_ref(), field, wanted)))
            }
            Condition::CoversAll { items, field, of } => self.covers_all(item, items, field, of),
            Condition::Count { items, comparison, bound } => {
                let Some(count) = self.count(item, items) else { return Truth::Unknown };
                self.in_range(item, count, *comparison, bound)
            }
            Condition::Sum { items, field, comparison, bound } => match self.sum(item, items, field) {
                Some(sum) => self.in_range(item, sum, *comparison, bound),
                None => Truth::Unknown,
            },
            Condition::Some { items, holds } => self.some(item, items, holds),
            Condition::Every { items, holds } => self.every(item, items, holds),
            Condition::Portion { items, holds, comparison, amount } => {
                self.portion(item, items, holds, *comparison, amount)
            }
            Condition::Spread { items, of, whole, amount } => self.spread(item, items, of, whole, amount),
            Condition::Linked { list, by, holds } => self.linked(item, list, by, holds.as_deref()),
            Condition::All(inner) => Truth::all(inner.iter().map(|condition| self.ask(condition, item))),
            Condition::First(inner) => {
                let mut parts = inner.iter().map(|condition| self.ask(condition, item));
                match parts.next() {
                    Some(Truth::Unknown) if parts.any(|truth| truth == Truth::True) => Truth::True,
                    first => first.unwrap_or(Truth::Unknown),
                }
            }
            Condition::Any(inner) => Truth::any(inner.iter().map(|condition| self.ask(condition, item))),
            Condition::Not(inner) => !self.ask(inner, item),
        }
    }

    /// What all statements of a field agree on.
    fn each_statement(&self, item: NodeId, field: &FieldPath, ask: impl Fn(NodeId, Value) -> Option<bool>) -> Truth {
        let reading = self.record.read(item, field);
        Truth::agreed(reading.statements().iter().map(|statement| match statement.value {
            Value::Unknown => Truth::Unknown,
            value => Truth::from(ask(statement.node, value)),
        }))
    }

    fn each_value(&self, item: NodeId, field: &FieldPath, ask: impl Fn(Value) -> Option<bool>) -> Truth {
        self.each_statement(item, field, |_, value| ask(value))
    }

    fn stated(&self, item: NodeId, field: &FieldPath) -> Truth {
        self.each_statement(item, field, |node, value| match value {
            Value::None => Some(false),
            Value::List => Some(self.record.tree().children(node).next().is_some()),
            _ => Some(true),
        })
    }

    /// Whether a value is one of the wanted ones; `ingen` is none of them.
    fn is_one_of(&self, node: NodeId, value: Value, wanted: &[Wanted]) -> bool {
        wanted.iter().any(|wanted| self.is(node, value, wanted))
    }

    /// Whether a value is the wanted one.
    fn is(&self, node: NodeId, value: Value, wanted: &Wanted) -> bool {
        match (value, wanted) {
            (Value::Choice(found), Wanted::Choice(index, _)) => found == *index,
            (Value::Text | Value::Reference(_), Wanted::Text(text)) => {
                self.record.tree().text(node).is_some_and(|found| same_word(found, text))
            }
            _ => false,
        }
    }
}

fn yes_no(value: Value) -> Option<bool> {
    match value {
        Value::YesNo(yes) => Some(yes),
        _ => None,
    }
}
