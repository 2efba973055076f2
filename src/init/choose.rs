//! Which fields a first record shows: those that the weightiest questions about a bare one ask for.

use crate::evaluate::Audit;
use crate::field::{FieldPath, Shape, as_section};
use crate::question::{Agenda, Question};
use crate::record::{SHAPE, read};
use crate::rule::Rule;
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
}

/// The fields that questions about a bare record ask for, the weightiest first.
pub(super) fn open_fields(audit: &Audit<'_>, bare: &str) -> Vec<Open> {
    let source = Source::new("", bare.to_owned());
    let Ok(mut record) = read(&source) else { return Vec::new() };
    let mut fields: Vec<Open> = Vec::new();
    for question in Agenda::of(audit, &mut record).questions {
        let Some(open) = open(&question, audit) else { continue };
        let same = |known: &Open| known.of_service == open.of_service && known.path.text() == open.path.text();
        if !fields.iter().any(same) {
            fields.push(open);
        }
    }
    fields
}

/// The field that a question asks for, where a bare record has a place for it.
fn open(question: &Question, audit: &Audit<'_>) -> Option<Open> {
    let services = FieldPath::resolve("tjenester", SHAPE).ok()?;
    let of_service =
        question.field.strip_prefix("tjenester[").and_then(|rest| rest.split_once("].")).map(|(_, key)| key);
    let path = match (of_service, services.target) {
        (Some(key), Shape::List(item)) => FieldPath::resolve(key, item).ok()?,
        _ => FieldPath::resolve(&question.field, SHAPE).ok()?,
    };
    let rules = question.settles.iter().chain(&question.helps).map(|rule| &audit.set().rules[*rule]);
    let keys = keys(&path, rules);
    Some(Open { path, of_service: of_service.is_some(), keys })
}

/// The keys of a list's items that these rules read, the most read first.
fn keys<'r>(list: &FieldPath, rules: impl Iterator<Item = &'r Rule>) -> Vec<&'static str> {
    let Shape::List(item) = list.target else { return Vec::new() };
    let Some(section) = as_section(item).filter(|section| !section.is_fact) else { return Vec::new() };
    let inside = format!("{}[].", list.text());
    let mut read = vec![0_usize; section.fields.len()];
    for rule in rules {
        let mut of_rule: Vec<usize> = Vec::new();
        for path in rule.reads() {
            let key = path.strip_prefix(&inside).and_then(|rest| rest.split(['.', '[']).next());
            let at = key.and_then(|key| section.fields.iter().position(|field| field.name == key));
            of_rule.extend(at);
        }
        of_rule.sort_unstable();
        of_rule.dedup();
        for at in of_rule {
            read[at] += 1;
        }
    }
    let mut order: Vec<usize> =
        (0..read.len()).filter(|at| read[*at] > 0 && section.fields[*at].name != "id").collect();
    order.sort_by_key(|at| (std::cmp::Reverse(read[*at]), *at));
    order.truncate(KEYS);
    order.into_iter().map(|at| section.fields[at].name).collect()
}
