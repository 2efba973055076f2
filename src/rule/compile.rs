//! From a condition as written to one that can be asked: paths are resolved, and
//! what could never be true or could never be asked is refused.

use super::condition::{Amount, Bound, Comparison, Condition, Items, ShareBound, Wanted};
use super::model::Parameter;
use super::table::{Table, one_of, text, wrong};
use super::toml::{Item, Located};
use crate::field::{FieldPath, Scalar, Shape, value_shape};
use crate::problem::{Kind, Problem, nearest};
use crate::source::Span;

/// The keys that conditions may have.
pub const CONDITIONS: [&str; 25] = [
    "yes",
    "no",
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
    /// The shape of a whole record.
    pub top: &'static Shape,
    /// The rule's parameters.
    pub parameters: &'a [Parameter],
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

impl Compiler<'_> {
    /// Compiles one condition whose paths start at `item`.
    pub fn condition(&mut self, value: &Located, item: &'static Shape) -> Option<Condition> {
        let table = Table::of(value, "{ condition = … }", &mut self.problems)?;
        let [entry] = table.entries() else {
            self.problems.push(wrong(table.span(), "{ condition = … }"));
            return None;
        };
        let inner = &entry.value;
        match entry.key.as_ref() {
            key @ ("yes" | "no") => {
                let field = self.field(inner, item, &[Class::YesNo], key)?;
                Some(Condition::YesNo { field, wanted: key == "yes" })
            }
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
        items.iter().map(|inner| self.condition(inner, item)).collect()
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
        let mut table = self.table(value, "{ field, other }")?;
        let field = self.field_of(&mut table, "field", item, &[Class::Date], "before")?;
        let other = match table.get("other") {
            Some(other) => Some(self.field(other, item, &[Class::Date], "before")?),
            None => None,
        };
        Some(self.finish(table, Condition::Order { field, other, strictly: key == "before" }))
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

    fn covers(&mut self, value: &Located, item: &'static Shape) -> Option<Condition> {
        let mut table = self.table(value, "{ field, values }")?;
        let items = if table.get("list").is_some() { Some(self.items(&mut table, item)?) } else { None };
        let start = items.as_ref().map_or(Some(item), Items::item_shape)?;
        let field = self.field_of(&mut table, "field", start, &[Class::List, Class::Word], "covers")?;
        let member = match field.value_shape() {
            Shape::List(member) => value_shape(member),
            other => other,
        };
        let values = self.values(&mut table, member)?;
        Some(self.finish(table, Condition::Covers { items, field, values }))
    }

    fn covers_all(&mut self, value: &Located, item: &'static Shape) -> Option<Condition> {
        let mut table = self.table(value, "{ list, field, of }")?;
        let items = self.items(&mut table, item)?;
        let classes = [Class::List, Class::Word];
        let field = self.field_of(&mut table, "field", items.item_shape()?, &classes, "covers_all")?;
        let of = self.field_of(&mut table, "of", item, &[Class::List], "covers_all")?;
        Some(self.finish(table, Condition::CoversAll { items, field, of }))
    }

    fn count(&mut self, value: &Located, item: &'static Shape) -> Option<Condition> {
        let mut table = self.table(value, "{ list, where, value | parameter | other }")?;
        let items = self.countable(&mut table, item)?;
        let comparison = self.comparison(&mut table)?;
        let bound = self.bound(&mut table, item)?;
        Some(self.finish(table, Condition::Count { items, comparison, bound }))
    }

    fn sum(&mut self, value: &Located, item: &'static Shape) -> Option<Condition> {
        let mut table = self.table(value, "{ list, where, field, value | parameter }")?;
        let items = self.items(&mut table, item)?;
        let field = self.number_field(&mut table, "field", items.item_shape()?)?;
        let comparison = self.comparison(&mut table)?;
        let bound = self.bound(&mut table, item)?;
        Some(self.finish(table, Condition::Sum { items, field, comparison, bound }))
    }

    fn quantified(&mut self, value: &Located, item: &'static Shape, key: &str) -> Option<Condition> {
        let mut table = self.table(value, "{ list, where, holds }")?;
        let items = self.items(&mut table, item)?;
        let holds = self.holds(&mut table, items.item_shape()?)?;
        let condition = match key {
            "some" => Condition::Some { items, holds },
            _ => Condition::Every { items, holds },
        };
        Some(self.finish(table, condition))
    }

    fn portion(&mut self, value: &Located, item: &'static Shape) -> Option<Condition> {
        let mut table = self.table(value, "{ list, where, holds, value | parameter }")?;
        let items = self.items(&mut table, item)?;
        let holds = self.holds(&mut table, items.item_shape()?)?;
        let comparison = self.comparison(&mut table)?;
        let amount = self.amount(&mut table)?;
        Some(self.finish(table, Condition::Portion { items, holds, comparison, amount }))
    }

    fn spread(&mut self, value: &Located, item: &'static Shape) -> Option<Condition> {
        let mut table = self.table(value, "{ list, of, in, value | parameter }")?;
        let items = self.items(&mut table, item)?;
        let of = self.number_field(&mut table, "of", items.item_shape()?)?;
        let whole = self.number_field(&mut table, "in", items.item_shape()?)?;
        let amount = self.amount(&mut table)?;
        Some(self.finish(table, Condition::Spread { items, of, whole, amount }))
    }

    fn linked(&mut self, value: &Located, item: &'static Shape) -> Option<Condition> {
        let mut table = self.table(value, "{ list, by, holds }")?;
        let Items { list, .. } = self.items_at(&mut table, self.top)?;
        let Shape::List(linked) = list.target else { return None };
        let by = self.field_of(&mut table, "by", linked, &[Class::Word, Class::List], "linked")?;
        let has_id = crate::field::as_section(item).is_some_and(|section| section.field("id").is_some());
        if !has_id {
            let problem =
                Problem::new(Kind::ImpossibleComparison, table.span()).with("condition", "linked").with("field", "id");
            self.problems.push(problem);
        }
        let holds = if table.get("holds").is_some() { Some(self.holds(&mut table, linked)?) } else { None };
        Some(self.finish(table, Condition::Linked { list, by, holds }))
    }

    fn items(&mut self, table: &mut Table<'_>, item: &'static Shape) -> Option<Items> {
        let mut items = self.items_at(table, item)?;
        if let Some(filter) = table.get("where") {
            items.filter = Some(Box::new(self.condition(filter, items.item_shape()?)?));
        }
        Some(items)
    }

    /// The items of a list, or the bare values of one.
    fn countable(&mut self, table: &mut Table<'_>, item: &'static Shape) -> Option<Items> {
        let value = table.require("list", &mut self.problems)?;
        let bare = text(value, &mut Vec::new()).and_then(|(path, _)| FieldPath::resolve(&path, item, self.top).ok());
        match bare {
            Some(list) if matches!(list.target, Shape::List(Shape::Scalar(_))) => Some(Items { list, filter: None }),
            _ => self.items(table, item),
        }
    }

    fn items_at(&mut self, table: &mut Table<'_>, item: &'static Shape) -> Option<Items> {
        let value = table.require("list", &mut self.problems)?;
        let list = self.list(value, item)?;
        Some(Items { list, filter: None })
    }

    /// The path of a list of sections.
    pub fn list(&mut self, value: &Located, item: &'static Shape) -> Option<FieldPath> {
        let path = self.field(value, item, &[Class::List], "list")?;
        match path.target {
            Shape::List(Shape::Section(_)) => Some(path),
            _ => {
                let problem = Problem::new(Kind::ImpossibleComparison, value.span)
                    .with("condition", "list")
                    .with("field", path.text());
                self.problems.push(problem);
                None
            }
        }
    }

    fn holds(&mut self, table: &mut Table<'_>, item: &'static Shape) -> Option<Box<Condition>> {
        let value = table.require("holds", &mut self.problems)?;
        self.condition(value, item).map(Box::new)
    }

    fn comparison(&mut self, table: &mut Table<'_>) -> Option<Comparison> {
        match table.text("compare", &mut self.problems) {
            Some(found) => one_of(&found, &Comparison::ALL, &mut self.problems),
            None => Some(Comparison::AtLeast),
        }
    }

    fn bound(&mut self, table: &mut Table<'_>, item: &'static Shape) -> Option<Bound> {
        if table.get("other").is_some() {
            return self.number_field(table, "other", item).map(Bound::Field);
        }
        self.amount(table).map(Bound::Amount)
    }

    fn amount(&mut self, table: &mut Table<'_>) -> Option<Amount> {
        let number = table.number("value", &mut self.problems);
        let named = table.text("parameter", &mut self.problems);
        match (number, named) {
            (Some(number), None) => Some(Amount::Fixed(number)),
            (None, Some((name, span))) => self.parameter(&name, span),
            _ => {
                self.problems.push(wrong(table.span(), "value | parameter"));
                None
            }
        }
    }

    fn amount_value(&mut self, value: &Located) -> Option<Amount> {
        match &value.item {
            Item::Number(number) => Some(Amount::Fixed(*number)),
            Item::Text(name) => self.parameter(name, value.span),
            _ => {
                self.problems.push(wrong(value.span, "12 | \"parameter\""));
                None
            }
        }
    }

    fn parameter(&mut self, name: &str, span: Span) -> Option<Amount> {
        let position = self.parameters.iter().position(|parameter| parameter.name == name);
        match position {
            Some(position) => {
                self.used.push(position);
                Some(Amount::Parameter(position))
            }
            None => {
                let known = self.parameters.iter().map(|parameter| parameter.name.as_str());
                let meant = nearest(name, known);
                let problem = Problem::new(Kind::UnknownParameter, span).with("name", name).suggest(meant);
                self.problems.push(problem);
                None
            }
        }
    }

    fn values(&mut self, table: &mut Table<'_>, shape: &'static Shape) -> Option<Vec<Wanted>> {
        let value = table.require("values", &mut self.problems)?;
        let Item::List(items) = &value.item else {
            self.problems.push(wrong(value.span, "[\"…\"]"));
            return None;
        };
        items.iter().map(|wanted| self.wanted(wanted, shape)).collect()
    }

    /// A value that the field can have.
    fn wanted(&mut self, value: &Located, shape: &'static Shape) -> Option<Wanted> {
        match shape {
            Shape::Scalar(Scalar::Choice(choices)) => {
                let (word, span) = text(value, &mut self.problems)?;
                let index = choices.index(&word);
                if index.is_none() {
                    let problem = Problem::new(Kind::ImpossibleValue, span)
                        .with("value", word.as_str())
                        .with("known", choices.values.join(", "))
                        .suggest(nearest(&word, choices.values.iter().copied()));
                    self.problems.push(problem);
                }
                index.map(|index| Wanted::Choice(index, choices.values[index as usize]))
            }
            _ => text(value, &mut self.problems).map(|(word, _)| Wanted::Text(word)),
        }
    }

    fn number_field(&mut self, table: &mut Table<'_>, key: &'static str, item: &'static Shape) -> Option<FieldPath> {
        self.field_of(table, key, item, &[Class::Number], "at_least")
    }

    fn field_of(
        &mut self,
        table: &mut Table<'_>,
        key: &'static str,
        item: &'static Shape,
        classes: &[Class],
        condition: &str,
    ) -> Option<FieldPath> {
        let value = table.require(key, &mut self.problems)?;
        self.field(value, item, classes, condition)
    }

    /// A path to a field of which this can be asked.
    fn field(
        &mut self,
        value: &Located,
        item: &'static Shape,
        classes: &[Class],
        condition: &str,
    ) -> Option<FieldPath> {
        let (path, span) = text(value, &mut self.problems)?;
        match FieldPath::resolve(&path, item, self.top) {
            Ok(path) => {
                let fits = classes_of(path.value_shape()).iter().any(|class| classes.contains(class));
                if !fits {
                    let problem = Problem::new(Kind::ImpossibleComparison, span)
                        .with("condition", condition)
                        .with("field", path.text());
                    self.problems.push(problem);
                }
                fits.then_some(path)
            }
            Err(dead_end) => {
                let meant = nearest(&dead_end.step, dead_end.known.iter().copied());
                let problem = Problem::new(Kind::UnknownField, span)
                    .with("step", dead_end.step.as_str())
                    .with("path", path.as_str())
                    .suggest(meant);
                self.problems.push(problem);
                None
            }
        }
    }
}

fn classes_of(shape: &'static Shape) -> &'static [Class] {
    match shape {
        Shape::Scalar(Scalar::YesNo) => &[Class::YesNo],
        Shape::Scalar(Scalar::Count | Scalar::Number) => &[Class::Number],
        Shape::Scalar(Scalar::Date) => &[Class::Date],
        Shape::Scalar(Scalar::Year) => &[Class::Number, Class::Date],
        Shape::Scalar(_) => &[Class::Word],
        Shape::List(_) => &[Class::List],
        Shape::Section(_) => &[Class::Section],
    }
}
