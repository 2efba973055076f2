//! Small changes to a rule, each of which a case should notice: a branch dropped, a
//! comparison turned, a bound shifted, a field taken for another.

use crate::field::{Field, FieldPath, Shape, as_section, value_shape};
use crate::record::SHAPE;
use crate::rule::{Amount, Bound, Comparison, Condition, Items, Rule, ShareBound};

/// A changed rule and what was changed.
#[derive(Debug)]
pub struct Mutant {
    /// What was changed, in a few words.
    pub change: String,
    /// The rule after the change.
    pub rule: Rule,
}

/// All changes to a rule.
#[must_use]
pub fn mutants(rule: &Rule) -> Vec<Mutant> {
    let item = match rule.each.as_ref().map(|each| each.target) {
        Some(Shape::List(item)) => item,
        _ => SHAPE,
    };
    let mut mutants = Vec::new();
    let mut add = |change: String, edit: &dyn Fn(&mut Rule)| {
        let mut rule = rule.clone();
        edit(&mut rule);
        mutants.push(Mutant { change, rule });
    };
    for (change, condition) in changes(&rule.met, item) {
        add(format!("met: {change}"), &|rule| rule.met = condition.clone().into());
    }
    if let Some(when) = &rule.when {
        add("when: dropped".to_owned(), &|rule| rule.when = None);
        for (change, condition) in changes(when, item) {
            add(format!("when: {change}"), &|rule| rule.when = Some(condition.clone().into()));
        }
    }
    if let Some(partly) = &rule.partly {
        add("partly: dropped".to_owned(), &|rule| rule.partly = None);
        for (change, condition) in changes(partly, item) {
            add(format!("partly: {change}"), &|rule| rule.partly = Some(condition.clone().into()));
        }
    }
    for (position, parameter) in rule.parameters.iter().enumerate() {
        for shifted in shifts(parameter.default) {
            let change = format!("{}: {} → {shifted}", parameter.name, parameter.default);
            add(change, &|rule| rule.parameters[position].default = shifted);
        }
    }
    mutants
}

type Changes = Vec<(String, Condition)>;

/// All changes to a condition whose paths start at `item`.
fn changes(condition: &Condition, item: &'static Shape) -> Changes {
    match condition {
        Condition::All(parts) => combined(parts, item, Condition::All, Condition::Any, "all → any"),
        Condition::Any(parts) => combined(parts, item, Condition::Any, Condition::All, "any → all"),
        Condition::First(parts) => combined(parts, item, Condition::First, Condition::All, "first → all"),
        Condition::Not(inner) => {
            let mut found = vec![("not dropped".to_owned(), (**inner).clone())];
            found.extend(inside(inner, item, |inner| Condition::Not(Box::new(inner))));
            found
        }
        Condition::Some { items, holds } => {
            quantified(items, holds, item, &|items, holds| Condition::Some { items, holds }, {
                let (items, holds) = (items.clone(), holds.clone());
                ("some → every".to_owned(), Condition::Every { items, holds })
            })
        }
        Condition::Every { items, holds } => {
            quantified(items, holds, item, &|items, holds| Condition::Every { items, holds }, {
                let (items, holds) = (items.clone(), holds.clone());
                ("every → some".to_owned(), Condition::Some { items, holds })
            })
        }
        Condition::Portion { items, holds, comparison, amount } => {
            let make = |items: Items, holds: Box<Condition>| Condition::Portion {
                items,
                holds,
                comparison: *comparison,
                amount: amount.clone(),
            };
            let turned = Condition::Portion {
                items: items.clone(),
                holds: holds.clone(),
                comparison: turned(*comparison),
                amount: amount.clone(),
            };
            let mut found = quantified(items, holds, item, &make, ("comparison turned".to_owned(), turned));
            found.extend(shifted_share(amount, |amount| Condition::Portion {
                items: items.clone(),
                holds: holds.clone(),
                comparison: *comparison,
                amount,
            }));
            found
        }
        _ => leaf(condition, item),
    }
}

fn combined(
    parts: &[Condition],
    item: &'static Shape,
    same: fn(Vec<Condition>) -> Condition,
    other: fn(Vec<Condition>) -> Condition,
    name: &str,
) -> Changes {
    let mut found = Vec::new();
    if parts.len() > 1 {
        found.push((name.to_owned(), other(parts.to_vec())));
        for dropped in 0..parts.len() {
            let mut rest = parts.to_vec();
            rest.remove(dropped);
            found.push((format!("branch {} dropped", dropped + 1), same(rest)));
        }
    }
    for (position, part) in parts.iter().enumerate() {
        found.extend(inside(part, item, |changed| {
            let mut parts = parts.to_vec();
            parts[position] = changed;
            same(parts)
        }));
    }
    found
}

fn inside(part: &Condition, item: &'static Shape, wrap: impl Fn(Condition) -> Condition) -> Changes {
    changes(part, item).into_iter().map(|(change, changed)| (change, wrap(changed))).collect()
}

fn quantified(
    items: &Items,
    holds: &Condition,
    item: &'static Shape,
    make: &dyn Fn(Items, Box<Condition>) -> Condition,
    other: (String, Condition),
) -> Changes {
    let element = items.item_shape().unwrap_or(item);
    let mut found = vec![other];
    found.extend(inside(holds, element, |holds| make(items.clone(), Box::new(holds))));
    found
        .extend(filters(items, item).into_iter().map(|(change, items)| (change, make(items, Box::new(holds.clone())))));
    found
}

/// Changes to which items count.
fn filters(items: &Items, item: &'static Shape) -> Vec<(String, Items)> {
    let Some(filter) = &items.filter else { return Vec::new() };
    let element = items.item_shape().unwrap_or(item);
    let mut found = vec![("where dropped".to_owned(), Items { list: items.list.clone(), filter: None })];
    found.extend(changes(filter, element).into_iter().map(|(change, filter)| {
        (format!("where: {change}"), Items { list: items.list.clone(), filter: Some(Box::new(filter)) })
    }));
    found
}

fn leaf(condition: &Condition, item: &'static Shape) -> Changes {
    let mut found = Vec::new();
    match condition {
        Condition::YesNo { field, wanted } => {
            found.push(("answer turned".to_owned(), Condition::YesNo { field: field.clone(), wanted: !wanted }));
            found.extend(renamed(field, item, |field| Condition::YesNo { field, wanted: *wanted }));
        }
        Condition::Practised(field) => {
            for (change, wanted) in [("written down is enough", true), ("answer turned", false)] {
                found.push((change.to_owned(), Condition::YesNo { field: field.clone(), wanted }));
            }
            found.extend(renamed(field, item, Condition::Practised));
        }
        Condition::Stated(field) => {
            found.push(("negated".to_owned(), Condition::Not(Box::new(condition.clone()))));
            found.extend(renamed(field, item, Condition::Stated));
        }
        Condition::OneOf { field, values } => {
            found.push(("negated".to_owned(), Condition::Not(Box::new(condition.clone()))));
            found.extend(
                without_one(values)
                    .into_iter()
                    .map(|values| ("value dropped".to_owned(), Condition::OneOf { field: field.clone(), values })),
            );
        }
        Condition::Compare { field, comparison, bound } => {
            let make = |field: FieldPath, comparison, bound| Condition::Compare { field, comparison, bound };
            found.push(("comparison turned".to_owned(), make(field.clone(), turned(*comparison), bound.clone())));
            found.push(("bound in or out".to_owned(), make(field.clone(), tightened(*comparison), bound.clone())));
            found.extend(bounds(bound, |bound| make(field.clone(), *comparison, bound)));
            found.extend(renamed(field, item, |field| make(field, *comparison, bound.clone())));
        }
        Condition::Share { of, whole, comparison, bound } => {
            let make = |of: Vec<FieldPath>, comparison, bound| Condition::Share {
                of,
                whole: whole.clone(),
                comparison,
                bound,
            };
            found.push(("comparison turned".to_owned(), make(of.clone(), turned(*comparison), bound.clone())));
            found.push(("bound in or out".to_owned(), make(of.clone(), tightened(*comparison), bound.clone())));
            if of.len() > 1 {
                found.push(("part dropped".to_owned(), make(of[1..].to_vec(), *comparison, bound.clone())));
            }
            if let ShareBound::Amount(amount) = bound {
                found.extend(shifted_share(amount, |amount| make(of.clone(), *comparison, ShareBound::Amount(amount))));
            }
        }
        Condition::WithinMonths { field, months } => {
            found.push(("negated".to_owned(), Condition::Not(Box::new(condition.clone()))));
            found.push(("stated instead".to_owned(), Condition::Stated(field.clone())));
            found.extend(shifted(months, |months| Condition::WithinMonths { field: field.clone(), months }));
            found.extend(renamed(field, item, |field| Condition::WithinMonths { field, months: months.clone() }));
        }
        Condition::Order { items, field, other, strictly } => {
            found.push(("negated".to_owned(), Condition::Not(Box::new(condition.clone()))));
            let make =
                |items, strictly| Condition::Order { items, field: field.clone(), other: other.clone(), strictly };
            found.push(("same day in or out".to_owned(), make(items.clone(), !strictly)));
            if let Some(items) = items {
                let filters = filters(items, item).into_iter();
                found.extend(filters.map(|(change, items)| (change, make(Some(items), *strictly))));
            }
        }
        Condition::Since { field, day } => {
            found.push(("negated".to_owned(), Condition::Not(Box::new(condition.clone()))));
            for shifted in [day.tomorrow(), day.yesterday()].into_iter().flatten() {
                let since = Condition::Since { field: field.clone(), day: shifted };
                found.push((format!("{day} → {shifted}"), since));
            }
        }
        Condition::Count { items, comparison, bound } => {
            let make = |items: Items, comparison, bound| Condition::Count { items, comparison, bound };
            found.push(("comparison turned".to_owned(), make(items.clone(), turned(*comparison), bound.clone())));
            found.extend(bounds(bound, |bound| make(items.clone(), *comparison, bound)));
            found.extend(
                filters(items, item)
                    .into_iter()
                    .map(|(change, items)| (change, make(items, *comparison, bound.clone()))),
            );
        }
        Condition::Sum { items, field, comparison, bound } => {
            let make =
                |items: Items, comparison, bound| Condition::Sum { items, field: field.clone(), comparison, bound };
            found.push(("comparison turned".to_owned(), make(items.clone(), turned(*comparison), bound.clone())));
            found.extend(bounds(bound, |bound| make(items.clone(), *comparison, bound)));
            found.extend(
                filters(items, item)
                    .into_iter()
                    .map(|(change, items)| (change, make(items, *comparison, bound.clone()))),
            );
        }
        Condition::Covers { items, field, values } => {
            found.push(("negated".to_owned(), Condition::Not(Box::new(condition.clone()))));
            found.extend(without_one(values).into_iter().map(|values| {
                let covers = Condition::Covers { items: items.clone(), field: field.clone(), values };
                ("value dropped".to_owned(), covers)
            }));
            if let Some(items) = items {
                found.extend(filters(items, item).into_iter().map(|(change, items)| {
                    (change, Condition::Covers { items: Some(items), field: field.clone(), values: values.clone() })
                }));
            }
        }
        Condition::Linked { list, by, holds: Some(holds) } => {
            found.push(("negated".to_owned(), Condition::Not(Box::new(condition.clone()))));
            let without = Condition::Linked { list: list.clone(), by: by.clone(), holds: None };
            found.push(("holds dropped".to_owned(), without));
            if let Shape::List(element) = list.target {
                found.extend(inside(holds, element, |holds| Condition::Linked {
                    list: list.clone(),
                    by: by.clone(),
                    holds: Some(Box::new(holds)),
                }));
            }
        }
        Condition::Spread { items, of, whole, amount } => {
            found.push(("negated".to_owned(), Condition::Not(Box::new(condition.clone()))));
            found.extend(shifted_share(amount, |amount| Condition::Spread {
                items: items.clone(),
                of: of.clone(),
                whole: whole.clone(),
                amount,
            }));
        }
        _ => found.push(("negated".to_owned(), Condition::Not(Box::new(condition.clone())))),
    }
    found
}

fn without_one<T: Clone>(values: &[T]) -> Vec<Vec<T>> {
    if values.len() < 2 {
        return Vec::new();
    }
    (0..values.len())
        .map(|dropped| {
            let mut rest = values.to_vec();
            rest.remove(dropped);
            rest
        })
        .collect()
}

const fn turned(comparison: Comparison) -> Comparison {
    match comparison {
        Comparison::AtLeast => Comparison::LessThan,
        Comparison::AtMost => Comparison::MoreThan,
        Comparison::MoreThan => Comparison::AtMost,
        Comparison::LessThan => Comparison::AtLeast,
    }
}

const fn tightened(comparison: Comparison) -> Comparison {
    match comparison {
        Comparison::AtLeast => Comparison::MoreThan,
        Comparison::AtMost => Comparison::LessThan,
        Comparison::MoreThan => Comparison::AtLeast,
        Comparison::LessThan => Comparison::AtMost,
    }
}

fn bounds(bound: &Bound, make: impl Fn(Bound) -> Condition) -> Changes {
    match bound {
        Bound::Amount(amount) => shifted(amount, |amount| make(Bound::Amount(amount))),
        Bound::Field(_) => Vec::new(),
    }
}

/// Fixed whole numbers one up and down; parameters are shifted once for the whole rule.
fn shifted(amount: &Amount, make: impl Fn(Amount) -> Condition) -> Changes {
    stepped(amount, 1.0, make)
}

/// Fixed shares a hundredth up and down.
fn shifted_share(amount: &Amount, make: impl Fn(Amount) -> Condition) -> Changes {
    stepped(amount, 0.01, make)
}

fn stepped(amount: &Amount, step: f64, make: impl Fn(Amount) -> Condition) -> Changes {
    let Amount::Fixed(number) = amount else { return Vec::new() };
    let shift = |shifted: f64| (format!("{number} → {shifted}"), make(Amount::Fixed(shifted)));
    vec![shift(number + step), shift(number - step)]
}

/// One up and one down; for shares, a hundredth.
fn shifts(number: f64) -> [f64; 2] {
    let step = if number.fract() == 0.0 { 1.0 } else { 0.01 };
    [number + step, number - step]
}

/// The same with the neighbouring field of the same kind.
fn renamed(field: &FieldPath, item: &'static Shape, make: impl Fn(FieldPath) -> Condition) -> Changes {
    let (parent, last) = field.text().rsplit_once('.').map_or(("", field.text()), |(parent, last)| (parent, last));
    let start = if field.from_top { SHAPE } else { item };
    let section = if parent.is_empty() {
        as_section(start)
    } else {
        FieldPath::resolve(parent, start).ok().and_then(|path| as_section(path.target))
    };
    let same_kind = |other: &&Field| other.name != last && same_shape(value_shape(other.shape), field.value_shape());
    let Some(other) = section.and_then(|section| section.fields.iter().find(same_kind)) else { return Vec::new() };
    let prefix = if field.from_top { "/" } else { "" };
    let path =
        if parent.is_empty() { format!("{prefix}{}", other.name) } else { format!("{prefix}{parent}.{}", other.name) };
    match FieldPath::resolve(&path, item) {
        Ok(renamed) => vec![(format!("{} → {}", field.text(), renamed.text()), make(renamed))],
        Err(_) => Vec::new(),
    }
}

fn same_shape(a: &'static Shape, b: &'static Shape) -> bool {
    matches!((a, b), (Shape::Scalar(a), Shape::Scalar(b)) if a == b)
}
