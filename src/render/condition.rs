//! Conditions in words, as an indented list.

use super::reason::{number, percent};
use crate::field::FieldPath;
use crate::rule::{Amount, Bound, Comparison, Condition, Items, Parameter, Rule, ShareBound, Wanted};
use crate::text::{Language, Texts, fill};

/// A condition of a rule in words, one line per part, indented by two spaces per level.
#[must_use]
pub fn words(rule: &Rule, condition: &Condition, language: Language) -> Vec<String> {
    let mut writer = Writer { rule, texts: language.texts(), lines: Vec::new() };
    writer.condition(condition, 0);
    writer.lines
}

struct Writer<'a> {
    rule: &'a Rule,
    texts: &'static Texts,
    lines: Vec<String>,
}

impl Writer<'_> {
    fn line(&mut self, depth: usize, text: &str) {
        self.lines.push(format!("{}• {text}", "  ".repeat(depth)));
    }

    fn group(&mut self, depth: usize, heading: &str, parts: &[Condition]) {
        self.line(depth, heading);
        for part in parts {
            self.condition(part, depth + 1);
        }
    }

    fn condition(&mut self, condition: &Condition, depth: usize) {
        let texts = self.texts;
        match condition {
            Condition::All(parts) => self.group(depth, texts.words_all, parts),
            Condition::Any(parts) => self.group(depth, texts.words_any, parts),
            Condition::First(parts) => self.group(depth, texts.words_first, parts),
            Condition::Not(inner) => self.group(depth, texts.words_not, std::slice::from_ref(inner)),
            Condition::Some { items, holds } => self.quantified(depth, texts.words_some, items, holds),
            Condition::Every { items, holds } => self.quantified(depth, texts.words_every, items, holds),
            Condition::Portion { items, holds, comparison, amount } => {
                let bound = self.compared(*comparison, &percent(self.value(amount)));
                let heading = fill(texts.words_portion, &[("bound", &bound), ("list", "{list}")]);
                self.quantified(depth, &heading, items, holds);
            }
            Condition::Linked { list, holds, .. } => {
                self.line(depth, &fill(texts.words_linked, &[("list", &name(list))]));
                if let Some(holds) = holds {
                    self.condition(holds, depth + 1);
                }
            }
            Condition::Count { items, comparison, bound } => {
                let bound = self.compared(*comparison, &self.bound(bound));
                self.line(depth, &fill(texts.words_count, &[("list", &name(&items.list)), ("bound", &bound)]));
                self.filter(depth, items);
            }
            Condition::Sum { items, field, comparison, bound } => {
                let bound = self.compared(*comparison, &self.bound(bound));
                let values = [("list", name(&items.list)), ("field", name(field)), ("bound", bound)];
                self.line(depth, &filled(texts.words_sum, &values));
                self.filter(depth, items);
            }
            Condition::Covers { items, field, values } => {
                let field = of_items(items.as_ref(), field);
                self.line(depth, &filled(texts.words_covers, &[("field", field), ("values", spelled(values, ", "))]));
                if let Some(items) = items {
                    self.filter(depth, items);
                }
            }
            Condition::Order { items: Some(items), .. } => {
                let text = self.leaf(condition);
                self.line(depth, &text);
                self.filter(depth, items);
            }
            Condition::CoversAll { items, field, of } => {
                let values = [("list", name(&items.list)), ("field", name(field)), ("of", name(of))];
                self.line(depth, &filled(texts.words_covers_all, &values));
                self.filter(depth, items);
            }
            Condition::Spread { items, of, whole, amount } => {
                let amount = percent(self.value(amount));
                let values =
                    [("list", name(&items.list)), ("of", name(of)), ("whole", name(whole)), ("amount", amount)];
                self.line(depth, &filled(texts.words_spread, &values));
            }
            leaf => {
                let text = self.leaf(leaf);
                self.line(depth, &text);
            }
        }
    }

    fn quantified(&mut self, depth: usize, heading: &str, items: &Items, holds: &Condition) {
        self.line(depth, &fill(heading, &[("list", &name(&items.list))]));
        self.filter(depth, items);
        self.condition(holds, depth + 1);
    }

    fn filter(&mut self, depth: usize, items: &Items) {
        if let Some(filter) = &items.filter {
            self.line(depth + 1, self.texts.words_where);
            self.condition(filter, depth + 2);
        }
    }

    fn leaf(&self, condition: &Condition) -> String {
        let texts = self.texts;
        match condition {
            Condition::YesNo { field, wanted } => filled(
                texts.words_is,
                &[("field", name(field)), ("value", if *wanted { "ja" } else { "nei" }.to_owned())],
            ),
            Condition::Practised(field) => filled(texts.words_practised, &[("field", name(field))]),
            Condition::Stated(field) => filled(texts.words_stated, &[("field", name(field))]),
            Condition::OneOf { field, values } => {
                filled(texts.words_is, &[("field", name(field)), ("value", spelled(values, texts.or_between_values))])
            }
            Condition::Compare { field, comparison, bound } => filled(
                texts.words_is,
                &[("field", name(field)), ("value", self.compared(*comparison, &self.bound(bound)))],
            ),
            Condition::Share { of, whole, comparison, bound } => {
                let of = of.iter().map(name).collect::<Vec<_>>().join(" + ");
                let bound = match bound {
                    ShareBound::Amount(amount) => percent(self.value(amount)),
                    ShareBound::Share { of, whole } => format!("{} / {}", name(of), name(whole)),
                };
                let share = format!("{of} / {}", name(whole));
                filled(texts.words_is, &[("field", share), ("value", self.compared(*comparison, &bound))])
            }
            Condition::WithinMonths { field, months } => {
                let months = number(self.value(months));
                let words = fill(texts.test_within_months, &[("months", &months)]);
                filled(texts.words_is, &[("field", name(field)), ("value", words)])
            }
            Condition::Order { items, field, other, strictly } => {
                let other = other.as_ref().map_or_else(|| texts.audit_date.to_owned(), name);
                let words =
                    fill(if *strictly { texts.test_before } else { texts.test_not_after }, &[("other", &other)]);
                filled(texts.words_is, &[("field", of_items(items.as_ref(), field)), ("value", words)])
            }
            Condition::Since { field, day } => {
                let words = fill(texts.test_since, &[("day", &day.to_string())]);
                filled(texts.words_is, &[("field", name(field)), ("value", words)])
            }
            Condition::Early { field, from, to, within } => {
                let part = percent(self.value(within));
                filled(
                    texts.words_early,
                    &[("field", name(field)), ("from", name(from)), ("to", name(to)), ("part", part)],
                )
            }
            _ => String::new(),
        }
    }

    fn value(&self, amount: &Amount) -> f64 {
        match amount {
            Amount::Fixed(number) => *number,
            Amount::Parameter(position) => self.rule.parameters.get(*position).map_or(f64::NAN, Parameter::value),
        }
    }

    fn bound(&self, bound: &Bound) -> String {
        match bound {
            Bound::Amount(amount) => number(self.value(amount)),
            Bound::Field(field) => name(field),
        }
    }

    fn compared(&self, comparison: Comparison, bound: &str) -> String {
        fill(super::reason::compare_words(comparison, self.texts), &[("number", bound)])
    }
}

fn name(field: &FieldPath) -> String {
    format!("«{}»", field.text())
}

/// A field, or that of a list's items.
fn of_items(items: Option<&Items>, field: &FieldPath) -> String {
    items.map_or_else(|| name(field), |items| format!("{} › {}", name(&items.list), name(field)))
}

fn spelled(values: &[Wanted], separator: &str) -> String {
    let words = values.iter().map(|wanted| match wanted {
        Wanted::Choice(_, word) => (*word).to_owned(),
        Wanted::Text(text) => text.clone(),
    });
    words.collect::<Vec<_>>().join(separator)
}

fn filled(template: &str, values: &[(&str, String)]) -> String {
    let values: Vec<(&str, &str)> = values.iter().map(|(key, value)| (*key, value.as_str())).collect();
    fill(template, &values)
}
