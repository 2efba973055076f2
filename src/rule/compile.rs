//! From a condition as written to one that can be asked: paths are resolved, and
//! what could never be true or could never be asked is refused.

mod lists;
mod parts;

use super::condition::{Bound, Comparison, Condition, Items, ShareBound};
use super::table::{Table, wrong};
use super::toml::{Item, Located};
use crate::field::{FieldPath, Scalar, Shape};
use crate::problem::{Kind, Problem, nearest};
use crate::source::Span;

/// The keys that conditions may have.
pub const CONDITIONS: [&str; 26] = [
    "yes",
    "no",
    "practised",
    "stated",
    "equals",
    "one_of",
    "at_least",
    "at_most",
    "more_than",
    "less_than",
    "share",
    "within_months",
    "not_after",
    "before",
    "since",
    "early",
    "covers",
    "covers_all",
    "count",
    "sum",
    "some",
    "every",
    "portion",
    "spread",
    "linked",
    "all",
];
/// The keys that combine conditions, beside `all`.
const COMBINING: [&str; 3] = ["any", "first", "not"];

/// Compiles the conditions of one rule.
pub(super) struct Compiler<'a> {
    /// The names of the rule's parameters.
    pub parameters: &'a [String],
    /// The parameters that a condition names.
    pub used: Vec<usize>,
    /// The mistakes so far.
    pub problems: Vec<Problem>,
}

/// What kind of value a field holds, for checking what can be asked of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    YesNo,
    Number,
    Date,
    Word,
    List,
    Section,
}

impl<'a> Compiler<'a> {
    pub const fn new(parameters: &'a [String]) -> Self {
        Self { parameters, used: Vec::new(), problems: Vec::new() }
    }

    /// Compiles one condition whose paths start at `item`.
    pub fn condition(&mut self, value: &Located, item: &'static Shape) -> Option<Condition> {
        let table = Table::of(value, "{ condition = … }", &mut self.problems)?;
        let [entry] = table.entries() else {
            self.problems.push(wrong(table.span(), "{ condition = … }"));
            return None;
        };
        let inner = &entry.value;
        match entry.key.as_str() {
            key @ ("yes" | "no") => {
                let field = self.field(inner, item, &[Class::YesNo], key)?;
                Some(Condition::YesNo { field, wanted: key == "yes" })
            }
            "practised" => self.field(inner, item, &[Class::YesNo], "practised").map(Condition::Practised),
            "stated" => {
                let classes = [Class::Number, Class::Date, Class::Word, Class::List];
                self.field(inner, item, &classes, "stated").map(Condition::Stated)
            }
            "equals" => self.equals(inner, item),
            "one_of" => self.one_of(inner, item),
            "share" => self.share(inner, item),
            "within_months" => self.within_months(inner, item),
            key @ ("not_after" | "before") => self.order(inner, item, key),
            "since" => self.since(inner, item),
            "early" => self.early(inner, item),
            "covers" => self.covers(inner, item),
            "covers_all" => self.covers_all(inner, item),
            "count" => self.count(inner, item),
            "sum" => self.sum(inner, item),
            key @ ("some" | "every") => self.quantified(inner, item, key),
            "portion" => self.portion(inner, item),
            "spread" => self.spread(inner, item),
            "linked" => self.linked(inner, item),
            "all" => self.conditions(inner, item).map(Condition::All),
            "any" => self.conditions(inner, item).map(Condition::Any),
            "first" => self.conditions(inner, item).map(Condition::First),
            "not" => Some(Condition::Not(Box::new(self.condition(inner, item)?))),
            key => {
                if let Some(comparison) = Comparison::from_key(key) {
                    return self.compare(inner, item, comparison);
                }
                let known = CONDITIONS.iter().chain(&COMBINING).copied();
                let problem =
                    Problem::new(Kind::UnknownCondition, entry.key_span).with("key", key).suggest(nearest(key, known));
                self.problems.push(problem);
                None
            }
        }
    }

    fn conditions(&mut self, value: &Located, item: &'static Shape) -> Option<Vec<Condition>> {
        let Item::List(items) = &value.item else {
            self.problems.push(wrong(value.span, "[ { … }, { … } ]"));
            return None;
        };
        if items.is_empty() {
            self.problems.push(wrong(value.span, "[ { … }, { … } ]"));
            return None;
        }
        // What is collected with its mistakes has no known length, and would take twice the room.
        let mut conditions = Vec::with_capacity(items.len());
        for inner in items {
            conditions.push(self.condition(inner, item)?);
        }
        Some(conditions)
    }

    fn table<'v>(&mut self, value: &'v Located, what: &'static str) -> Option<Table<'v>> {
        Table::of(value, what, &mut self.problems)
    }

    fn finish<T>(&mut self, table: Table<'_>, condition: T) -> T {
        table.finish(&mut self.problems);
        condition
    }

    fn equals(&mut self, value: &Located, item: &'static Shape) -> Option<Condition> {
        let mut table = self.table(value, "{ field, value }")?;
        let field = self.field_of(&mut table, "field", item, &[Class::Word], "equals")?;
        let wanted = table.require("value", &mut self.problems)?;
        let values = vec![self.wanted(wanted, field.value_shape())?];
        Some(self.finish(table, Condition::OneOf { field, values }))
    }

    fn one_of(&mut self, value: &Located, item: &'static Shape) -> Option<Condition> {
        let mut table = self.table(value, "{ field, values }")?;
        let field = self.field_of(&mut table, "field", item, &[Class::Word], "one_of")?;
        let values = self.values(&mut table, field.value_shape())?;
        Some(self.finish(table, Condition::OneOf { field, values }))
    }

    fn compare(&mut self, value: &Located, item: &'static Shape, comparison: Comparison) -> Option<Condition> {
        let mut table = self.table(value, "{ field, value | parameter | other }")?;
        let field = self.number_field(&mut table, "field", item)?;
        let bound = self.bound(&mut table, item)?;
        if let Bound::Field(other) = &bound {
            self.same_scale(&field, other, table.span());
        }
        Some(self.finish(table, Condition::Compare { field, comparison, bound }))
    }

    /// A year cannot be held against a count.
    fn same_scale(&mut self, field: &FieldPath, other: &FieldPath, span: Span) {
        let is_year = |path: &FieldPath| matches!(path.value_shape(), Shape::Scalar(Scalar::Year));
        if is_year(field) != is_year(other) {
            let problem =
                Problem::new(Kind::ImpossibleComparison, span).with("condition", "other").with("field", other.text());
            self.problems.push(problem);
        }
    }

    fn share(&mut self, value: &Located, item: &'static Shape) -> Option<Condition> {
        let mut table = self.table(value, "{ of, in, value | parameter }")?;
        let of = table.require("of", &mut self.problems)?;
        let of = match &of.item {
            Item::List(paths) => paths
                .iter()
                .map(|path| self.field(path, item, &[Class::Number], "share"))
                .collect::<Option<Vec<_>>>()?,
            _ => vec![self.field(of, item, &[Class::Number], "share")?],
        };
        let whole = self.number_field(&mut table, "in", item)?;
        let comparison = self.comparison(&mut table)?;
        let bound = if table.get("other_of").is_some() {
            ShareBound::Share {
                of: self.number_field(&mut table, "other_of", item)?,
                whole: self.number_field(&mut table, "other_in", item)?,
            }
        } else {
            ShareBound::Amount(self.amount(&mut table)?)
        };
        Some(self.finish(table, Condition::Share { of, whole, comparison, bound }))
    }

    fn within_months(&mut self, value: &Located, item: &'static Shape) -> Option<Condition> {
        let mut table = self.table(value, "{ field, months }")?;
        let field = self.field_of(&mut table, "field", item, &[Class::Date], "within_months")?;
        let months = table.require("months", &mut self.problems)?;
        let months = self.amount_value(months)?;
        Some(self.finish(table, Condition::WithinMonths { field, months }))
    }

    fn order(&mut self, value: &Located, item: &'static Shape, key: &str) -> Option<Condition> {
        let mut table = self.table(value, "{ list, field, other }")?;
        let items = if table.get("list").is_some() { Some(self.items(&mut table, item)?) } else { None };
        let start = items.as_ref().map_or(Some(item), Items::item_shape)?;
        let field = self.field_of(&mut table, "field", start, &[Class::Date], "before")?;
        let other = match table.get("other") {
            Some(other) => Some(self.field(other, item, &[Class::Date], "before")?),
            // Against the audit date alone, `some` asks the same.
            None if items.is_some() => Some(self.field_of(&mut table, "other", item, &[Class::Date], "before")?),
            None => None,
        };
        Some(self.finish(table, Condition::Order { items, field, other, strictly: key == "before" }))
    }

    fn since(&mut self, value: &Located, item: &'static Shape) -> Option<Condition> {
        let mut table = self.table(value, "{ field, date }")?;
        let field = self.field_of(&mut table, "field", item, &[Class::Date], "since")?;
        table.require("date", &mut self.problems)?;
        let day = super::law::date(&mut table, "date", &mut self.problems)?;
        Some(self.finish(table, Condition::Since { field, day }))
    }

    fn early(&mut self, value: &Located, item: &'static Shape) -> Option<Condition> {
        let mut table = self.table(value, "{ field, from, to, within }")?;
        let field = self.field_of(&mut table, "field", item, &[Class::Date], "early")?;
        let from = self.field_of(&mut table, "from", item, &[Class::Date], "early")?;
        let to = self.field_of(&mut table, "to", item, &[Class::Date], "early")?;
        let within = table.require("within", &mut self.problems)?;
        let within = self.amount_value(within)?;
        Some(self.finish(table, Condition::Early { field, from, to, within }))
    }
}
