//! Facts and answers in words: what is asked of a field, and what can be answered.

use crate::field::{Field, Scalar, Section, Shape, value_shape};
use crate::record::{Address, Record, Step};
use crate::text::{Language, Texts, ask, describe_field, fill};

/// The question that a field answers.
#[must_use]
pub fn question(address: &Address, language: Language) -> String {
    let Some((section, field)) = declared(address) else { return address.path() };
    ask(language, section.name, field.name)
}

/// The innermost key of an address, and the section that declares it.
fn declared(address: &Address) -> Option<(&'static Section, &'static Field)> {
    address.steps.iter().rev().find_map(|step| match step {
        Step::Key(section, _) => Some((*section, step.field()?)),
        Step::Item(_) => None,
    })
}

/// The item that a field belongs to, by its own name and its path.
#[must_use]
pub fn about(address: &Address, record: &Record<'_>) -> Option<String> {
    let (item, _) = address.from_item(record).filter(|(item, _)| *item != record.root())?;
    let path = record.path_of(item);
    let named = ["navn", "tittel", "rolle", "id"].into_iter().find_map(|key| record.named(item, key));
    Some(named.map_or_else(|| path.clone(), |name| format!("{name} ({path})")))
}

/// What can be answered.
#[must_use]
pub fn answers(address: &Address, record: &Record<'_>, texts: &Texts) -> String {
    match value_shape(address.shape) {
        Shape::Scalar(scalar) => single(*scalar, record, texts),
        Shape::List(item) => match value_shape(item) {
            Shape::Scalar(scalar) => match choices(*scalar, record) {
                Some(values) => fill(texts.answer_choices, &[("values", &values.join(", "))]),
                None => texts.answer_texts.to_owned(),
            },
            _ => texts.answer_items.to_owned(),
        },
        Shape::Section(_) => texts.answer_items.to_owned(),
    }
}

fn single(scalar: Scalar, record: &Record<'_>, texts: &Texts) -> String {
    if let Some(values) = choices(scalar, record) {
        let template = if scalar.may_be_none() { texts.answer_choice_or_none } else { texts.answer_choice };
        return fill(template, &[("values", &values.join(", "))]);
    }
    match scalar {
        Scalar::YesNo => texts.answer_yes_no,
        Scalar::Count => texts.answer_count,
        Scalar::Number => texts.answer_number,
        Scalar::Date => texts.answer_date,
        Scalar::Year => texts.answer_year,
        Scalar::Id => texts.answer_id,
        _ => texts.answer_text,
    }
    .to_owned()
}

/// The values that can be chosen from, where there are such.
#[must_use]
pub fn offered(address: &Address, record: &Record<'_>) -> Option<Vec<String>> {
    let shape = match value_shape(address.shape) {
        Shape::List(item) => value_shape(item),
        other => other,
    };
    if let Shape::Scalar(scalar) = shape { choices(*scalar, record) } else { None }
}

/// What a key of a section means, as the beginning of a prompt.
#[must_use]
pub fn described(section: &Section, key: &str, language: Language) -> String {
    describe_field(language, section.name, key).unwrap_or(key).to_owned()
}

/// The closed set of values that a field may hold: choices, or the ids of items.
#[must_use]
fn choices(scalar: Scalar, record: &Record<'_>) -> Option<Vec<String>> {
    match scalar {
        Scalar::Choice(choices) => Some(choices.values.iter().map(|value| (*value).to_owned()).collect()),
        Scalar::Reference(section) => {
            let ids = record.ids(section);
            Some(ids.into_iter().filter_map(|id| record.tree().text(id)).map(str::to_owned).collect())
        }
        _ => None,
    }
}
