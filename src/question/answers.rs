//! The answers that a fact may get, as far as they make a difference: each choice, numbers and
//! days around the limits that are asked about, a list with and without items.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::field::{Belegg, Scalar, Section, Shape, value_shape};
use crate::outcome::Test;
use crate::record::{Address, NodeId, NodeKind, Record, Step, Trial, Value, interpret};
use crate::rule::whole_months;
use crate::source::Span;

/// An answer, to be tried and to be written.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The changes that write it into a record.
    pub changes: Vec<String>,
    pub(super) trial: Trial,
}

/// What is asked, and the limits that decide.
pub(super) struct Asked<'a, 's> {
    pub record: &'a Record<'s>,
    pub address: &'a Address,
    pub field: &'a str,
    pub tests: &'a [Test],
    pub as_of: Date,
}

/// The change that says that what is answered is done, where a number or a day stands as planned.
#[must_use]
pub fn shown(address: &Address, record: &Record<'_>) -> Option<String> {
    let is_withheld = address.node.is_some_and(|node| record.withholds(node, address.shape));
    is_withheld.then(|| format!("{}.belegg={}", address.path(), Belegg::SHOWN))
}

/// How many items a list is tried with.
const ITEMS: [usize; 2] = [1, 3];

impl Asked<'_, '_> {
    /// The answers, each once.
    pub fn answers(&self) -> Vec<Answer> {
        match value_shape(self.address.shape) {
            Shape::Scalar(scalar) => self.words(*scalar).iter().filter_map(|word| self.value(*scalar, word)).collect(),
            Shape::List(item) => match value_shape(item) {
                Shape::Scalar(scalar) => self.lists(*scalar),
                Shape::Section(section) => self.items(section),
                Shape::List(_) => Vec::new(),
            },
            Shape::Section(section) => self.section(section),
        }
    }

    fn value(&self, scalar: Scalar, word: &str) -> Option<Answer> {
        let trial = self.trial(scalar, word)?;
        let mut changes = vec![format!("{}={word}", self.field)];
        changes.extend(shown(self.address, self.record));
        Some(Answer { changes, trial })
    }

    fn trial(&self, scalar: Scalar, word: &str) -> Option<Trial> {
        let value = match scalar {
            Scalar::Reference(section) => {
                let named = |id: &NodeId| self.record.tree().text(*id) == Some(word);
                Value::Reference(self.record.ids(section).into_iter().find(named)?)
            }
            _ => interpret(word, true, scalar, Span::default()).ok()?,
        };
        Some(Trial::Value(value, word.to_owned()))
    }

    /// The single values of a kind that may make a difference.
    fn words(&self, scalar: Scalar) -> Vec<String> {
        let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        match scalar {
            Scalar::YesNo => owned(&["ja", "nei"]),
            Scalar::Choice(choices) => owned(choices.values),
            Scalar::Count => self.numbers(true),
            Scalar::Number => self.numbers(false),
            Scalar::Date => self.days(),
            Scalar::Year => {
                let year = self.as_of.year();
                [year - 5, year - 1, year, year + 1].map(|year| year.to_string()).to_vec()
            }
            Scalar::Text => {
                let named = self.tests.iter().filter_map(|test| match test {
                    Test::OneOf(words) | Test::Covers(words) => Some(words.iter().cloned()),
                    _ => None,
                });
                let mut words: Vec<String> = named.flatten().collect();
                words.push("tekst".to_owned());
                words.dedup();
                words
            }
            Scalar::Id => vec![self.free_id()],
            Scalar::Reference(section) => {
                let ids = self.record.ids(section);
                ids.into_iter().filter_map(|id| self.record.tree().text(id)).map(str::to_owned).collect()
            }
            Scalar::OrganisationNumber | Scalar::MunicipalityNumber | Scalar::Format | Scalar::ListName => Vec::new(),
        }
    }

    /// Numbers on both sides of every limit, and of the numbers that stand beside.
    fn numbers(&self, whole: bool) -> Vec<String> {
        let mut numbers = vec![0.0, 1.0, 2.0, 5.0, 10.0, 100.0];
        let number = |value| if let Value::Number(number) = value { Some(number) } else { None };
        let beside: Vec<f64> = self.beside().filter_map(number).collect();
        for number in &beside {
            numbers.extend([number - 1.0, *number, number + 1.0]);
        }
        for test in self.tests {
            match test {
                Test::Compare(_, bound) | Test::Count(_, Some(bound)) | Test::Sum(_, Some(bound)) => {
                    numbers.extend([bound - 1.0, *bound, bound + 1.0]);
                }
                Test::Share { bound: Some(bound), .. } => {
                    let parts = beside.iter().flat_map(|number| [(number * bound).floor(), (number * bound).ceil()]);
                    numbers.extend(parts);
                }
                _ => {}
            }
        }
        numbers.retain(|number| *number >= 0.0 && (!whole || number.fract() == 0.0));
        numbers.sort_by(f64::total_cmp);
        numbers.dedup();
        numbers.into_iter().map(|number| number.to_string()).collect()
    }

    /// Days on both sides of every limit, and of the days that stand beside; and that there is none.
    fn days(&self) -> Vec<String> {
        let mut limits = vec![self.as_of, self.as_of.saturating_sub(20.years())];
        limits.extend(self.beside().filter_map(|value| match value {
            Value::Period(period) => Some(period.first),
            _ => None,
        }));
        for test in self.tests {
            match test {
                Test::WithinMonths(months) => limits.push(self.as_of.saturating_sub(whole_months(*months).months())),
                Test::Since(day) => limits.push(*day),
                _ => {}
            }
        }
        let around = |day: Date| [day.saturating_sub(1.day()), day, day.saturating_add(1.day())];
        let mut days: Vec<Date> = limits.into_iter().flat_map(around).collect();
        days.sort_unstable();
        days.dedup();
        days.into_iter().map(|day| day.to_string()).chain(["ingen".to_owned()]).collect()
    }

    /// The single values that stand in the same section.
    fn beside(&self) -> impl Iterator<Item = Value> {
        let tree = self.record.tree();
        let section = self.address.from_item(self.record).map(|(item, _)| item);
        let values = section.into_iter().flat_map(|section| tree.entries(section)).map(|(_, value)| value);
        values
            .map(|value| match tree.node(value).kind {
                NodeKind::Mapping => tree.field(value, 0).unwrap_or(value),
                _ => value,
            })
            .map(|value| tree.node(value).value)
    }

    /// Lists of single values: none, each alone, those that are asked for, all.
    fn lists(&self, scalar: Scalar) -> Vec<Answer> {
        let words = self.words(scalar);
        let wanted = self.tests.iter().filter_map(|test| match test {
            Test::Covers(words) => Some(words.clone()),
            _ => None,
        });
        let mut lists: Vec<Vec<String>> = wanted.chain(words.iter().map(|word| vec![word.clone()])).collect();
        lists.push(words);
        lists.sort();
        lists.dedup();
        let list = |words: &Vec<String>| {
            let trial = words.iter().map(|word| self.trial(scalar, word)).collect::<Option<Vec<_>>>()?;
            let changes = vec![format!("{}=[{}]", self.field, words.join(", "))];
            (!trial.is_empty()).then_some(Answer { changes, trial: Trial::List(trial) })
        };
        lists.iter().filter_map(list).chain([self.none()]).collect()
    }

    /// Lists of items about which nothing is said yet.
    fn items(&self, section: &'static Section) -> Vec<Answer> {
        let key = section.fields.first().map_or("", |field| field.name);
        let list = |count: usize| Answer {
            changes: (0..count).map(|at| format!("{}[{at}].{key}=ukjent", self.field)).collect(),
            trial: Trial::List(vec![Trial::Item; count]),
        };
        [self.none()].into_iter().chain(ITEMS.map(list)).collect()
    }

    fn section(&self, section: &'static Section) -> Vec<Answer> {
        let key = section.fields.first().map_or("", |field| field.name);
        vec![Answer { changes: vec![format!("{}.{key}=ukjent", self.field)], trial: Trial::Item }]
    }

    fn none(&self) -> Answer {
        let trial = Trial::Value(Value::None, "ingen".to_owned());
        Answer { changes: vec![format!("{}=ingen", self.field)], trial }
    }

    /// An id that no item has.
    fn free_id(&self) -> String {
        let section = self.address.steps.iter().rev().find_map(|step| match step {
            Step::Key(section, _) => Some(section.name),
            Step::Item(_) => None,
        });
        let section = section.unwrap_or_default();
        let taken = self.record.ids(section);
        let is_free = |id: &String| !taken.iter().any(|node| self.record.tree().text(*node) == Some(id));
        let ids = (taken.len() + 1..).map(|number| format!("{}-{number}", section.to_lowercase()));
        ids.take(taken.len() + 1).find(is_free).unwrap_or_default()
    }
}
