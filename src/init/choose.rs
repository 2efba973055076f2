//! Which fields decide most: those that the most open outcomes of a bare record wait for.

use std::collections::HashMap;

use crate::evaluate::Audit;
use crate::field::{FieldPath, Shape, as_section};
use crate::outcome::{Evidence, Outcome, Status};
use crate::record::{SHAPE, read};
use crate::rule::{Force, Rule};
use crate::source::Source;

/// How many keys of a list's items are shown.
const KEYS: usize = 4;

/// A field that the record does not state.
#[derive(Debug, Clone)]
pub(super) struct Open {
    /// The field; of every service where `of_service`.
    pub path: FieldPath,
    /// Whether it is a fact about one service.
    pub of_service: bool,
    /// Where it is a list of sections, the keys of its items that rules read most.
    pub keys: Vec<&'static str>,
    weight: u32,
    rules: Vec<usize>,
}

/// The fields that open outcomes wait for, the most decisive first.
pub(super) fn open_fields(audit: &Audit<'_>, bare: &str) -> Vec<Open> {
    let source = Source::new("", bare.to_owned());
    let Ok(record) = read(&source) else { return Vec::new() };
    let outcomes = audit.outcomes_where(&record, |verdict| verdict.status == Status::NotDocumented);
    let mut found: Vec<Open> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    for outcome in &outcomes {
        let waits = waits_for(outcome);
        let share = weight(audit.set().rules[outcome.rule].force) / u32::try_from(waits.len()).unwrap_or(1).max(1);
        for field in waits {
            let at = match known.get(&field) {
                Some(at) => *at,
                None => {
                    let Some(open) = open(&field) else { continue };
                    found.push(open);
                    known.insert(field, found.len() - 1);
                    found.len() - 1
                }
            };
            found[at].weight += share;
            found[at].rules.push(outcome.rule);
        }
    }
    for open in &mut found {
        let rules = open.rules.iter().map(|rule| &audit.set().rules[*rule]);
        open.keys = keys(&open.path, rules);
    }
    found.sort_by(|a, b| b.weight.cmp(&a.weight).then_with(|| a.path.steps().cmp(b.path.steps())));
    found
}

/// The fields that an open outcome waits for, each once; `tjenester[].x` for any service.
fn waits_for(outcome: &Outcome) -> Vec<String> {
    let mut fields: Vec<String> = Vec::new();
    for Evidence { field, holds, .. } in &outcome.evidence {
        let field = of_any_item(field);
        if holds.is_none() && !fields.contains(&field) {
            fields.push(field);
        }
    }
    fields
}

/// `tjenester[omsorg].x` as `tjenester[].x`.
fn of_any_item(field: &str) -> String {
    match (field.find('['), field.find(']')) {
        (Some(open), Some(close)) if open < close => format!("{}[]{}", &field[..open], &field[close + 1..]),
        _ => field.to_owned(),
    }
}

/// A field with its path, where the format has it.
fn open(field: &str) -> Option<Open> {
    let of_service = field.strip_prefix("tjenester[].");
    let item = match of_service {
        Some(_) => match FieldPath::resolve("tjenester", SHAPE, SHAPE).ok()?.target {
            Shape::List(item) => item,
            other => other,
        },
        None => SHAPE,
    };
    let path = FieldPath::resolve(of_service.unwrap_or(field), item, SHAPE).ok()?;
    Some(Open { path, of_service: of_service.is_some(), keys: Vec::new(), weight: 0, rules: Vec::new() })
}

/// What an open outcome counts; divisible, as several fields may share it.
const fn weight(force: Force) -> u32 {
    match force {
        Force::Lov => 8 * 840,
        Force::FagligRåd => 4 * 840,
        Force::GodPraksis => 2 * 840,
        Force::Indikator => 840,
    }
}

/// The keys of a list's items that these rules read, the most read first.
fn keys<'r>(list: &FieldPath, rules: impl Iterator<Item = &'r Rule>) -> Vec<&'static str> {
    let Shape::List(item) = list.target else { return Vec::new() };
    let Some(section) = as_section(item).filter(|section| !section.is_fact) else { return Vec::new() };
    let inside = format!("{}[].", list.text());
    let mut read = vec![0; section.fields.len()];
    for rule in rules {
        let mut of_rule: Vec<usize> = Vec::new();
        for path in rule.reads(SHAPE) {
            let key = path.strip_prefix(&inside).and_then(|rest| rest.split(['.', '[']).next());
            let at = key.and_then(|key| section.fields.iter().position(|field| field.name == key));
            of_rule.extend(at);
        }
        of_rule.sort_unstable();
        of_rule.dedup();
        of_rule.into_iter().for_each(|at| read[at] += weight(rule.force));
    }
    let mut order: Vec<usize> =
        (0..read.len()).filter(|at| read[*at] > 0 && section.fields[*at].name != "id").collect();
    order.sort_by_key(|at| (std::cmp::Reverse(read[*at]), *at));
    order.truncate(KEYS);
    order.into_iter().map(|at| section.fields[at].name).collect()
}
