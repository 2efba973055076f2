//! Which fields of a record a rule reads, as paths that hold for the whole record:
//! `råd[].mandat` is the mandate of every council.

use super::condition::{Bound, Condition, Items, ShareBound};
use super::model::Rule;
use crate::field::{FieldPath, SHAPE, Shape, as_section};

impl Rule {
    /// The fields that the rule's conditions read, each once, in the order they are read.
    /// Lists stand before what is read of their items.
    #[must_use]
    pub fn reads(&self) -> Vec<String> {
        let mut reader = Reader { fields: Vec::new() };
        let whole = Place { prefix: String::new(), shape: SHAPE };
        let place = self.each.as_ref().map_or_else(|| whole.clone(), |each| reader.list(each, &whole));
        let conditions = [self.when.as_ref(), Some(&self.met), self.partly.as_ref()];
        for condition in conditions.into_iter().flatten() {
            reader.condition(condition, &place);
        }
        reader.fields
    }
}

/// Where paths start: the whole record, or the items of a list.
#[derive(Debug, Clone)]
struct Place {
    /// Empty for the whole record, `råd[]` for the items of a list.
    prefix: String,
    shape: &'static Shape,
}

struct Reader {
    fields: Vec<String>,
}

impl Reader {
    fn condition(&mut self, condition: &Condition, place: &Place) {
        match condition {
            Condition::YesNo { field, .. }
            | Condition::Practised(field)
            | Condition::Stated(field)
            | Condition::OneOf { field, .. }
            | Condition::WithinMonths { field, .. }
            | Condition::Since { field, .. } => self.field(field, place),
            Condition::Compare { field, bound, .. } => {
                self.field(field, place);
                self.bound(bound, place);
            }
            Condition::Share { of, whole, bound, .. } => {
                for field in of.iter().chain([whole]) {
                    self.field(field, place);
                }
                if let ShareBound::Share { of, whole } = bound {
                    self.field(of, place);
                    self.field(whole, place);
                }
            }
            Condition::Order { items, field, other, .. } => {
                let inside = items.as_ref().map(|items| self.items(items, place));
                self.field(field, inside.as_ref().unwrap_or(place));
                if let Some(other) = other {
                    self.field(other, place);
                }
            }
            Condition::Early { field, from, to, .. } => {
                for field in [field, from, to] {
                    self.field(field, place);
                }
            }
            Condition::Covers { items, field, .. } => {
                let inside = items.as_ref().map(|items| self.items(items, place));
                self.field(field, inside.as_ref().unwrap_or(place));
            }
            Condition::CoversAll { items, field, of } => {
                let inside = self.items(items, place);
                self.field(field, &inside);
                let named = self.list(of, place);
                self.id(&named);
            }
            Condition::Count { items, bound, .. } => {
                self.items(items, place);
                self.bound(bound, place);
            }
            Condition::Sum { items, field, bound, .. } => {
                let inside = self.items(items, place);
                self.field(field, &inside);
                self.bound(bound, place);
            }
            Condition::Some { items, holds }
            | Condition::Every { items, holds }
            | Condition::Portion { items, holds, .. } => {
                let inside = self.items(items, place);
                self.condition(holds, &inside);
            }
            Condition::Spread { items, of, whole, .. } => {
                let inside = self.items(items, place);
                self.field(of, &inside);
                self.field(whole, &inside);
            }
            Condition::Linked { list, by, holds } => {
                self.id(place);
                let whole = Place { prefix: String::new(), shape: SHAPE };
                let inside = self.list(list, &whole);
                self.field(by, &inside);
                if let Some(holds) = holds {
                    self.condition(holds, &inside);
                }
            }
            Condition::All(parts) | Condition::Any(parts) | Condition::First(parts) => {
                for part in parts {
                    self.condition(part, place);
                }
            }
            Condition::Not(inner) => self.condition(inner, place),
        }
    }

    fn bound(&mut self, bound: &Bound, place: &Place) {
        if let Bound::Field(field) = bound {
            self.field(field, place);
        }
    }

    /// The list and what chooses among its items; paths inside start at its items.
    fn items(&mut self, items: &Items, place: &Place) -> Place {
        let inside = self.list(&items.list, place);
        if let Some(filter) = &items.filter {
            self.condition(filter, &inside);
        }
        inside
    }

    fn list(&mut self, list: &FieldPath, place: &Place) -> Place {
        let path = path(list, place);
        let shape = if let Shape::List(item) = list.target { item } else { list.target };
        let inside = Place { prefix: format!("{path}[]"), shape };
        self.note(path);
        inside
    }

    /// The id by which other items refer to those of a list.
    fn id(&mut self, place: &Place) {
        if as_section(place.shape).is_some_and(|section| section.field("id").is_some()) {
            self.note(joined(&place.prefix, "id"));
        }
    }

    fn field(&mut self, field: &FieldPath, place: &Place) {
        let path = path(field, place);
        self.note(path);
    }

    fn note(&mut self, path: String) {
        if !self.fields.contains(&path) {
            self.fields.push(path);
        }
    }
}

/// The path from the top. A fact and its value are the same field.
fn path(field: &FieldPath, place: &Place) -> String {
    let (mut path, mut shape) =
        if field.from_top { (String::new(), SHAPE) } else { (place.prefix.clone(), place.shape) };
    for step in field.steps() {
        let Some(section) = as_section(shape) else { break };
        let Some(key) = section.fields.get(usize::from(*step)) else { break };
        if !(section.is_fact && *step == 0) {
            path = joined(&path, key.name);
        }
        shape = key.shape;
    }
    path
}

fn joined(prefix: &str, key: &str) -> String {
    if prefix.is_empty() { key.to_owned() } else { format!("{prefix}.{key}") }
}
