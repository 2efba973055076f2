//! Conditions about the items of lists.

use super::{Class, Compiler};
use crate::field::{FieldPath, SHAPE, Shape, as_section, value_shape};
use crate::problem::{Kind, Problem};
use crate::rule::condition::{Condition, Items};
use crate::rule::table::{Table, text};
use crate::rule::toml::Located;

impl Compiler<'_> {
    pub(super) fn covers(&mut self, value: &Located, item: &'static Shape) -> Option<Condition> {
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

    pub(super) fn covers_all(&mut self, value: &Located, item: &'static Shape) -> Option<Condition> {
        let mut table = self.table(value, "{ list, field, of }")?;
        let items = self.items(&mut table, item)?;
        let classes = [Class::List, Class::Word];
        let field = self.field_of(&mut table, "field", items.item_shape()?, &classes, "covers_all")?;
        let of = self.field_of(&mut table, "of", item, &[Class::List], "covers_all")?;
        Some(self.finish(table, Condition::CoversAll { items, field, of }))
    }

    pub(super) fn count(&mut self, value: &Located, item: &'static Shape) -> Option<Condition> {
        let mut table = self.table(value, "{ list, where, value | parameter | other }")?;
        let items = self.countable(&mut table, item)?;
        let comparison = self.comparison(&mut table)?;
        let bound = self.bound(&mut table, item)?;
        Some(self.finish(table, Condition::Count { items, comparison, bound }))
    }

    pub(super) fn sum(&mut self, value: &Located, item: &'static Shape) -> Option<Condition> {
        let mut table = self.table(value, "{ list, where, field, value | parameter }")?;
        let items = self.items(&mut table, item)?;
        let field = self.number_field(&mut table, "field", items.item_shape()?)?;
        let comparison = self.comparison(&mut table)?;
        let bound = self.bound(&mut table, item)?;
        Some(self.finish(table, Condition::Sum { items, field, comparison, bound }))
    }

    pub(super) fn quantified(&mut self, value: &Located, item: &'static Shape, key: &str) -> Option<Condition> {
        let mut table = self.table(value, "{ list, where, holds }")?;
        let items = self.items(&mut table, item)?;
        let holds = self.holds(&mut table, items.item_shape()?)?;
        let condition = match key {
            "some" => Condition::Some { items, holds },
            _ => Condition::Every { items, holds },
        };
        Some(self.finish(table, condition))
    }

    pub(super) fn portion(&mut self, value: &Located, item: &'static Shape) -> Option<Condition> {
        let mut table = self.table(value, "{ list, where, holds, value | parameter }")?;
        let items = self.items(&mut table, item)?;
        let holds = self.holds(&mut table, items.item_shape()?)?;
        let comparison = self.comparison(&mut table)?;
        let amount = self.amount(&mut table)?;
        Some(self.finish(table, Condition::Portion { items, holds, comparison, amount }))
    }

    pub(super) fn spread(&mut self, value: &Located, item: &'static Shape) -> Option<Condition> {
        let mut table = self.table(value, "{ list, of, in, value | parameter }")?;
        let items = self.items(&mut table, item)?;
        let of = self.number_field(&mut table, "of", items.item_shape()?)?;
        let whole = self.number_field(&mut table, "in", items.item_shape()?)?;
        let amount = self.amount(&mut table)?;
        Some(self.finish(table, Condition::Spread { items, of, whole, amount }))
    }

    pub(super) fn linked(&mut self, value: &Located, item: &'static Shape) -> Option<Condition> {
        let mut table = self.table(value, "{ list, by, holds }")?;
        let Items { list, .. } = self.items_at(&mut table, SHAPE)?;
        let Shape::List(linked) = list.target else { return None };
        let by = self.field_of(&mut table, "by", linked, &[Class::Word, Class::List], "linked")?;
        let has_id = as_section(item).is_some_and(|section| section.field("id").is_some());
        if !has_id {
            let problem =
                Problem::new(Kind::ImpossibleComparison, table.span()).with("condition", "linked").with("field", "id");
            self.problems.push(problem);
        }
        let holds = if table.get("holds").is_some() { Some(self.holds(&mut table, linked)?) } else { None };
        Some(self.finish(table, Condition::Linked { list, by, holds }))
    }

    pub(super) fn items(&mut self, table: &mut Table<'_>, item: &'static Shape) -> Option<Items> {
        let mut items = self.items_at(table, item)?;
        if let Some(filter) = table.get("where") {
            items.filter = Some(Box::new(self.condition(filter, items.item_shape()?)?));
        }
        Some(items)
    }

    /// The items of a list, or the bare values of one.
    pub(super) fn countable(&mut self, table: &mut Table<'_>, item: &'static Shape) -> Option<Items> {
        let value = table.require("list", &mut self.problems)?;
        let bare = text(value, &mut Vec::new()).and_then(|(path, _)| FieldPath::resolve(path, item).ok());
        match bare {
            Some(list) if matches!(list.target, Shape::List(Shape::Scalar(_))) => Some(Items { list, filter: None }),
            _ => self.items(table, item),
        }
    }

    pub(super) fn items_at(&mut self, table: &mut Table<'_>, item: &'static Shape) -> Option<Items> {
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

    pub(super) fn holds(&mut self, table: &mut Table<'_>, item: &'static Shape) -> Option<Box<Condition>> {
        let value = table.require("holds", &mut self.problems)?;
        self.condition(value, item).map(Box::new)
    }
}
