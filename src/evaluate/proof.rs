//! The facts that decide a condition: what makes it true, what makes it false, or
//! what is missing.

use std::collections::HashMap;

use super::ask::Asker;
use super::stated::evidence;
use super::truth::Truth;
use crate::field::FieldPath;
use crate::outcome::{Evidence, Stated, Test};
use crate::record::{Found, NodeId, Reading, Value};
use crate::rule::{Bound, Condition, Items, ShareBound, Wanted};

impl Asker<'_, '_> {
    /// Adds the facts that decide a condition for an item.
    pub fn prove(&self, condition: &Condition, item: NodeId, proof: &mut Vec<Evidence>) {
        let truth = self.ask(condition, item);
        match condition {
            Condition::All(inner) => self.prove_parts(inner, item, truth, Truth::True, proof),
            Condition::Any(inner) => self.prove_parts(inner, item, truth, Truth::False, proof),
            Condition::First(inner) => {
                let (first, rest) = inner.split_at(1.min(inner.len()));
                let known = first.iter().any(|part| self.ask(part, item) != Truth::Unknown);
                if known || truth == Truth::Unknown {
                    for part in first {
                        self.prove(part, item, proof);
                    }
                }
                if !known {
                    for part in rest.iter().filter(|part| self.ask(part, item) == truth) {
                        self.prove(part, item, proof);
                    }
                }
            }
            Condition::Not(inner) => self.prove(inner, item, proof),
            Condition::YesNo { field, wanted } => self.fact(item, field, Test::YesNo(*wanted), truth, proof),
            Condition::Practised(field) => self.fact(item, field, Test::Practised, truth, proof),
            Condition::Stated(field) => self.fact(item, field, Test::Stated, truth, proof),
            Condition::OneOf { field, values } => self.fact(item, field, Test::OneOf(words(values)), truth, proof),
            Condition::Compare { field, comparison, bound } => match bound {
                Bound::Amount(amount) => {
                    let test = Test::Compare(*comparison, amount.number(self.parameters));
                    self.fact(item, field, test, truth, proof);
                }
                Bound::Field(other) => {
                    let test = Test::CompareField(*comparison, other.text().to_owned());
                    self.facts(item, &[field, other], &test, truth, proof);
                }
            },
            Condition::Share { of, whole, comparison, bound } => {
                let test = Test::Share {
                    of: of.iter().map(|field| field.text().to_owned()).collect(),
                    whole: whole.text().to_owned(),
                    comparison: *comparison,
                    bound: self.share_bound(item, bound),
                    share: self.told_share(item, of, whole),
                };
                let mut fields: Vec<&FieldPath> = of.iter().chain([whole]).collect();
                if let ShareBound::Share { of, whole } = bound {
                    fields.extend([of, whole]);
                }
                self.facts(item, &fields, &test, truth, proof);
            }
            Condition::WithinMonths { field, months } => {
                let test = Test::WithinMonths(months.number(self.parameters));
                self.fact(item, field, test, truth, proof);
            }
            Condition::Order { items, field, other, strictly } => {
                let test =
                    Test::Order { strictly: *strictly, other: other.as_ref().map(|other| other.text().to_owned()) };
                match (items, other) {
                    (Some(items), Some(other)) => {
                        self.order_facts(item, (items, field), (other, *strictly), &test, truth, proof);
                    }
                    _ => {
                        let fields: Vec<&FieldPath> = [field].into_iter().chain(other).collect();
                        self.facts(item, &fields, &test, truth, proof);
                    }
                }
            }
            Condition::Since { field, day } => self.fact(item, field, Test::Since(*day), truth, proof),
            Condition::Early { field, from, to, within } => {
                let test = Test::Early(within.number(self.parameters));
                self.facts(item, &[field, from, to], &test, truth, proof);
            }
            Condition::Covers { items, field, values } => {
                let lacking = |wanted: &&Wanted| self.covers(item, items.as_ref(), field, wanted) != Truth::True;
                let told: Vec<&Wanted> = match truth {
                    Truth::True => values.iter().collect(),
                    _ => values.iter().filter(lacking).collect(),
                };
                let test = Test::Covers(words(told));
                match items {
                    Some(items) if truth == Truth::Unknown => {
                        let lacking: Vec<&Wanted> = values.iter().filter(lacking).collect();
                        let open = |element| {
                            let covers = |wanted: &&Wanted| self.covers(element, None, field, wanted);
                            lacking.iter().any(|wanted| covers(wanted) == Truth::Unknown)
                        };
                        self.open_items(item, items, (field, &open), &test, proof);
                    }
                    Some(items) => self.whole_list(item, items, test, truth, proof),
                    None => self.fact(item, field, test, truth, proof),
                }
            }
            Condition::CoversAll { items, field, of } => {
                let test = Test::CoversAll(of.text().to_owned());
                if truth == Truth::Unknown {
                    self.open_references(item, items, (field, of), &test, proof);
                } else {
                    self.whole_list(item, items, test, truth, proof);
                }
            }
            Condition::Count { items, comparison, bound } => {
                let test = Test::Count(*comparison, self.bound(item, bound));
                self.whole_list(item, items, test, truth, proof);
                self.bound_fact(item, bound, truth, proof);
            }
            Condition::Sum { items, field, comparison, bound } => {
                let test = Test::Sum(*comparison, self.bound(item, bound));
                self.item_numbers(item, items, &[field], &test, truth, proof);
                self.bound_fact(item, bound, truth, proof);
            }
            Condition::Some { items, holds } => self.quantified(item, items, holds, &Test::Some, truth, proof),
            Condition::Every { items, holds } => self.quantified(item, items, holds, &Test::Every, truth, proof),
            Condition::Portion { items, holds, comparison, amount } => {
                let test = Test::Portion(*comparison, amount.number(self.parameters));
                self.quantified(item, items, holds, &test, truth, proof);
            }
            Condition::Spread { items, of, whole, amount } => {
                let test = Test::Spread(amount.number(self.parameters));
                self.item_numbers(item, items, &[of, whole], &test, truth, proof);
            }
            Condition::Linked { list, by, holds } => self.linked_fact(item, list, by, holds.as_deref(), truth, proof),
        }
    }

    /// The parts that decide: all of them where `together` is the result, else those with the result.
    fn prove_parts(&self, parts: &[Condition], item: NodeId, truth: Truth, together: Truth, proof: &mut Vec<Evidence>) {
        for part in parts {
            if truth == together || self.ask(part, item) == truth {
                self.prove(part, item, proof);
            }
        }
    }

    /// One field as evidence.
    pub fn fact(&self, item: NodeId, field: &FieldPath, test: Test, truth: Truth, proof: &mut Vec<Evidence>) {
        let reading = self.record.read(item, field);
        let mut evidence = evidence(self.record, item, field, &reading, test, truth);
        if let Stated::Items(count) = evidence.stated
            && self.is_incomplete(field)
        {
            evidence.stated = Stated::SomeItems(count);
        }
        proof.push(evidence);
    }

    /// Several fields that one test needs; where it cannot be told, only those that are missing.
    fn facts(&self, item: NodeId, fields: &[&FieldPath], test: &Test, truth: Truth, proof: &mut Vec<Evidence>) {
        let readings: Vec<Reading> = fields.iter().map(|field| self.record.read(item, field)).collect();
        let open = |reading: &Reading| {
            let statements = reading.statements();
            statements.len() != 1 || statements.iter().any(|statement| statement.value == Value::Unknown)
        };
        let some_open = readings.iter().any(open);
        for (position, (field, reading)) in fields.iter().zip(&readings).enumerate() {
            // The comparison is told once, with the first field; the others are what it needs.
            let test = if position == 0 { test } else { &Test::Stated };
            if truth != Truth::Unknown || !some_open || open(reading) {
                proof.push(evidence(self.record, item, field, reading, test.clone(), truth));
            }
        }
    }

    fn whole_list(&self, item: NodeId, items: &Items, test: Test, truth: Truth, proof: &mut Vec<Evidence>) {
        let kind = if truth == Truth::False { self.kind(item, items) } else { None };
        let test = kind.unwrap_or(test);
        self.fact(item, &items.list, test, truth, proof);
        if truth == Truth::Unknown {
            self.unknown_filters(item, items, proof);
        }
    }

    /// The numbers of the items that count; where it cannot be told, those that are open.
    fn item_numbers(
        &self,
        item: NodeId,
        items: &Items,
        fields: &[&FieldPath],
        test: &Test,
        truth: Truth,
        proof: &mut Vec<Evidence>,
    ) {
        let before = proof.len();
        self.for_items(item, items, |counts, element| {
            let open = fields.iter().any(|field| self.number(element, field).is_none());
            if counts != Truth::False && (truth != Truth::Unknown || open) {
                self.facts(element, fields, test, truth, proof);
            }
        });
        self.unknown_filters(item, items, proof);
        if proof.len() == before {
            self.fact(item, &items.list, test.clone(), truth, proof);
        }
    }

    pub fn unknown_filters(&self, item: NodeId, items: &Items, proof: &mut Vec<Evidence>) {
        let Some(filter) = items.filter.as_deref() else { return };
        self.for_items(item, items, |counts, element| {
            if counts == Truth::Unknown {
                self.prove(filter, element, proof);
            }
        });
    }

    pub fn for_items(&self, item: NodeId, items: &Items, mut visit: impl FnMut(Truth, NodeId)) {
        if let Found::Items(list) = self.record.list(item, &items.list) {
            for element in self.record.tree().children(list) {
                let counts = items.filter.as_ref().map_or(Truth::True, |filter| self.ask(filter, element));
                visit(counts, element);
            }
        }
    }

    fn quantified(
        &self,
        item: NodeId,
        items: &Items,
        holds: &Condition,
        test: &Test,
        truth: Truth,
        proof: &mut Vec<Evidence>,
    ) {
        let before = proof.len();
        self.for_items(item, items, |counts, element| {
            if counts == Truth::False {
                return;
            }
            let found = self.ask(holds, element);
            let decides = match (test, truth) {
                (Test::Portion(..), Truth::True | Truth::False) => true,
                (_, Truth::Unknown) => found == Truth::Unknown,
                (_, decided) => counts == Truth::True && found == decided,
            };
            if decides {
                self.prove(holds, element, proof);
            }
            if truth == Truth::Unknown
                && counts == Truth::Unknown
                && let Some(filter) = items.filter.as_deref()
            {
                self.prove(filter, element, proof);
            }
        });
        if proof.len() == before {
            self.whole_list(item, items, test.clone(), truth, proof);
        }
    }

    fn linked_fact(
        &self,
        item: NodeId,
        list: &FieldPath,
        by: &FieldPath,
        holds: Option<&Condition>,
        truth: Truth,
        proof: &mut Vec<Evidence>,
    ) {
        let test = Test::Linked(list.text().to_owned());
        let top = self.record.root();
        let before = proof.len();
        let id = self.record.id_node(item);
        if id.is_none() {
            proof.push(self.missing_id(item, &test));
        }
        if let (Found::Items(found), Some(id)) = (self.record.list(top, list), id) {
            for element in self.record.tree().children(found) {
                match (self.refers(element, by, id), truth) {
                    (Truth::True, _) => {}
                    (Truth::Unknown, Truth::Unknown) => self.fact(element, by, test.clone(), truth, proof),
                    _ => continue,
                }
                match holds {
                    Some(holds) if self.ask(holds, element) == truth => self.prove(holds, element, proof),
                    None => self.fact(element, by, test.clone(), truth, proof),
                    Some(_) => {}
                }
            }
        }
        if proof.len() == before {
            let reading = self.record.read(top, list);
            proof.push(evidence(self.record, top, list, &reading, test, truth));
        }
    }

    fn bound(&self, item: NodeId, bound: &Bound) -> Option<f64> {
        match bound {
            Bound::Amount(amount) => Some(amount.number(self.parameters)),
            Bound::Field(field) => self.number(item, field),
        }
    }

    fn bound_fact(&self, item: NodeId, bound: &Bound, truth: Truth, proof: &mut Vec<Evidence>) {
        if let Bound::Field(field) = bound {
            self.fact(item, field, Test::Stated, truth, proof);
        }
    }
}

pub(super) fn words<'w>(values: impl IntoIterator<Item = &'w Wanted>) -> Vec<String> {
    values
        .into_iter()
        .map(|wanted| match wanted {
            Wanted::Choice(_, word) => (*word).to_owned(),
            Wanted::Text(text) => text.clone(),
        })
        .collect()
}

/// Keeps the first evidence on each field and test.
pub(super) fn dedupe(proof: &mut Vec<Evidence>) {
    let mut seen: HashMap<&str, Vec<usize>> = HashMap::with_capacity(proof.len());
    let again: Vec<bool> = (0..proof.len())
        .map(|at| {
            let same_field = seen.entry(proof[at].field.as_str()).or_default();
            let again = same_field.iter().any(|known| proof[*known].test == proof[at].test);
            if !again {
                same_field.push(at);
            }
            again
        })
        .collect();
    let mut again = again.into_iter();
    proof.retain(|_| !again.next().unwrap_or(false));
}
