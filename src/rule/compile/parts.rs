//! What conditions are made of: fields, values, and numbers to compare with.

use super::{Class, Compiler};
use crate::field::{FieldPath, Scalar, Shape};
use crate::problem::{Kind, Problem, nearest};
use crate::rule::condition::{Amount, Bound, Comparison, Wanted};
use crate::rule::table::{Table, one_of, text, wrong};
use crate::rule::toml::{Item, Located};
use crate::source::Span;

impl Compiler<'_> {
    pub(super) fn comparison(&mut self, table: &mut Table<'_>) -> Option<Comparison> {
        match table.text("compare", &mut self.problems) {
            Some(found) => one_of(found, &Comparison::ALL, &mut self.problems),
            None => Some(Comparison::AtLeast),
        }
    }

    pub(super) fn bound(&mut self, table: &mut Table<'_>, item: &'static Shape) -> Option<Bound> {
        if table.get("other").is_some() {
            return self.number_field(table, "other", item).map(Bound::Field);
        }
        self.amount(table).map(Bound::Amount)
    }

    pub(super) fn amount(&mut self, table: &mut Table<'_>) -> Option<Amount> {
        let number = table.number("value", &mut self.problems);
        let named = table.text("parameter", &mut self.problems);
        match (number, named) {
            (Some(number), None) => Some(Amount::Fixed(number)),
            (None, Some((name, span))) => self.parameter(name, span),
            _ => {
                self.problems.push(wrong(table.span(), "value | parameter"));
                None
            }
        }
    }

    pub(super) fn amount_value(&mut self, value: &Located) -> Option<Amount> {
        match &value.item {
            Item::Number(number) => Some(Amount::Fixed(*number)),
            Item::Text(name) => self.parameter(name, value.span),
            _ => {
                self.problems.push(wrong(value.span, "12 | \"parameter\""));
                None
            }
        }
    }

    pub(super) fn parameter(&mut self, name: &str, span: Span) -> Option<Amount> {
        let position = self.parameters.iter().position(|parameter| parameter == name);
        match position {
            Some(position) => {
                self.used.push(position);
                Some(Amount::Parameter(position))
            }
            None => {
                let known = self.parameters.iter().map(String::as_str);
                let meant = nearest(name, known);
                let problem = Problem::new(Kind::UnknownParameter, span).with("name", name).suggest(meant);
                self.problems.push(problem);
                None
            }
        }
    }

    pub(super) fn values(&mut self, table: &mut Table<'_>, shape: &'static Shape) -> Option<Vec<Wanted>> {
        let value = table.require("values", &mut self.problems)?;
        let Item::List(items) = &value.item else {
            self.problems.push(wrong(value.span, "[\"…\"]"));
            return None;
        };
        items.iter().map(|wanted| self.wanted(wanted, shape)).collect()
    }

    /// A value that the field can have.
    pub(super) fn wanted(&mut self, value: &Located, shape: &'static Shape) -> Option<Wanted> {
        match shape {
            Shape::Scalar(Scalar::Choice(choices)) => {
                let (word, span) = text(value, &mut self.problems)?;
                let index = choices.index(word);
                if index.is_none() {
                    let problem = Problem::new(Kind::ImpossibleValue, span)
                        .with("value", word)
                        .with("known", choices.values.join(", "))
                        .suggest(nearest(word, choices.values.iter().copied()));
                    self.problems.push(problem);
                }
                index.map(|index| Wanted::Choice(index, choices.values[index as usize]))
            }
            _ => text(value, &mut self.problems).map(|(word, _)| Wanted::Text(word.to_owned())),
        }
    }

    pub(super) fn number_field(
        &mut self,
        table: &mut Table<'_>,
        key: &'static str,
        item: &'static Shape,
    ) -> Option<FieldPath> {
        self.field_of(table, key, item, &[Class::Number], "at_least")
    }

    pub(super) fn field_of(
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
    pub(super) fn field(
        &mut self,
        value: &Located,
        item: &'static Shape,
        classes: &[Class],
        condition: &str,
    ) -> Option<FieldPath> {
        let (path, span) = text(value, &mut self.problems)?;
        match FieldPath::resolve(path, item) {
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
                    .with("path", path)
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
