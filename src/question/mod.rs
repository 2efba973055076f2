//! Which answers matter most: the facts that a record leaves open, ordered by what they settle.
//!
//! Nothing is written down about which fact matters. Every answer that a fact may get is tried
//! on the record, and what it settles is counted.

mod answers;
pub mod entry;

pub use answers::{Answer, shown};

use std::collections::HashMap;

use answers::Asked;

use crate::evaluate::Audit;
use crate::field::{Shape, value_shape};
use crate::outcome::{Evidence, Place, Stated, Test};
use crate::record::{Address, NodeKind, Period, Record, Step, Value};
use crate::rule::Force;

/// A fact that the record leaves open.
#[derive(Debug)]
pub struct Question {
    /// Where the answer goes.
    pub address: Address,
    /// The same, as it is written.
    pub field: String,
    /// The nearest place that exists.
    pub place: Place,
    /// The rules that an answer can settle, by their positions in the set.
    pub settles: Vec<usize>,
    /// The rules that need other answers beside this one.
    pub helps: Vec<usize>,
    /// The facts that are open beside this one, where it settles nothing alone.
    pub with: Vec<String>,
    /// The answers that make a difference.
    pub answers: Vec<Answer>,
    /// The rule that asks for the fewest facts beside this one.
    pub closest: usize,
    /// What an answer settles on average, in the weight of the rules.
    worth: f64,
}

/// How much a rule counts when questions are ordered.
const fn weight(force: Force) -> f64 {
    match force {
        Force::Lov => 8.0,
        Force::FagligRåd => 4.0,
        Force::GodPraksis => 2.0,
        Force::Indikator => 1.0,
    }
}

/// How much of a rule's weight a step towards it counts, shared by the facts it waits for.
const STEP: f64 = 0.25;

/// What there is to ask about a record.
#[derive(Debug)]
pub struct Agenda {
    /// The questions that an answer could settle something by, the weightiest first.
    pub questions: Vec<Question>,
    /// How many outcomes are not documented.
    pub open: usize,
    /// How many of them wait for something that no single answer gives, such as sources that agree.
    pub beyond: usize,
}

impl Agenda {
    /// Asks of every open fact what its answers would settle. The record is left as it is.
    #[must_use]
    pub fn of(audit: &Audit<'_>, record: &mut Record<'_>) -> Self {
        let (gaps, waiting) = gaps(audit, record);
        let mut questions: Vec<Question> = gaps.into_iter().filter_map(|gap| gap.question(audit, record)).collect();
        questions.sort_by(|a, b| b.worth.total_cmp(&a.worth).then_with(|| order(&a.address).cmp(&order(&b.address))));
        let asked = |field: &String| questions.iter().any(|question| question.field == *field);
        let beyond = waiting.iter().filter(|fields| !fields.iter().any(asked)).count();
        Self { open: waiting.len(), beyond, questions }
    }
}

/// A fact that is not stated, with what waits for it.
struct Gap {
    address: Address,
    place: Place,
    tests: Vec<Test>,
    /// The rules, each with how many facts it waits for.
    rules: Vec<(usize, usize)>,
    /// The other facts that the first rule waits for.
    with: Vec<String>,
}

/// The gaps, and for each outcome that is not documented the fields it waits for.
fn gaps(audit: &Audit<'_>, record: &Record<'_>) -> (Vec<Gap>, Vec<Vec<String>>) {
    let mut waiting = Vec::new();
    let mut gaps: Vec<Gap> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    for (verdict, facts) in audit.open(record) {
        let mut missing: Vec<(&Evidence, Address)> = Vec::new();
        for fact in &facts {
            let address = Address::parse(&fact.field, record).ok().filter(|address| is_open(record, fact, address));
            missing.extend(address.map(|address| (fact, address)));
        }
        let fields: Vec<String> = missing.iter().map(|(_, address)| address.path()).collect();
        for ((fact, address), field) in missing.iter().zip(&fields) {
            let at = *known.entry(field.clone()).or_insert_with(|| {
                let with = fields.iter().filter(|other| *other != field).cloned().collect();
                gaps.push(Gap {
                    address: address.clone(),
                    place: fact.place,
                    tests: Vec::new(),
                    rules: Vec::new(),
                    with,
                });
                gaps.len() - 1
            });
            let gap = &mut gaps[at];
            if !gap.tests.contains(&fact.test) {
                gap.tests.push(fact.test.clone());
            }
            match gap.rules.iter_mut().find(|(rule, _)| *rule == verdict.rule) {
                Some((_, waits)) => *waits = (*waits).min(fields.len()),
                None => gap.rules.push((verdict.rule, fields.len())),
            }
        }
        waiting.push(fields);
    }
    (gaps, waiting)
}

/// Whether an answer is missing, or is not exact enough.
fn is_open(record: &Record<'_>, fact: &Evidence, address: &Address) -> bool {
    match (&fact.stated, fact.holds) {
        (Stated::Missing | Stated::Unknown | Stated::PlannedValue(_) | Stated::RuleValue(_), None) => true,
        // That it is written down, where it is asked whether it is done.
        (Stated::Value(_), None) if fact.test == Test::Practised => true,
        // A month where the day decides.
        (Stated::Value(_), None) => address.node.is_some_and(|node| {
            let tree = record.tree();
            let value =
                if matches!(tree.node(node).kind, NodeKind::Mapping) { tree.field(node, 0) } else { Some(node) };
            let value = value.map(|value| tree.node(value).value);
            matches!(value, Some(Value::Period(Period { first, last })) if first != last)
        }),
        // A list of words in which one is not known.
        (Stated::Items(_), None) => {
            matches!(value_shape(address.shape), Shape::List(item) if matches!(value_shape(item), Shape::Scalar(_)))
        }
        _ => false,
    }
}

impl Gap {
    /// Tries every answer; nothing where none can be given.
    fn question(self, audit: &Audit<'_>, record: &mut Record<'_>) -> Option<Question> {
        let field = self.address.path();
        let asked = Asked { record, address: &self.address, field: &field, tests: &self.tests, as_of: audit.as_of() };
        let answers = asked.answers();
        let rules: Vec<usize> = self.rules.iter().map(|(rule, _)| *rule).collect();
        let before = audit.count_open(record, &rules);
        let mut settled = vec![0; rules.len()];
        let mut tried = 0_u32;
        for answer in &answers {
            if record.suppose(&self.address, &answer.trial) {
                tried += 1;
                let after = audit.count_open(record, &rules);
                for (settled, (before, after)) in settled.iter_mut().zip(before.iter().zip(after)) {
                    *settled += before.saturating_sub(after);
                }
            }
        }
        record.forget();
        let mut worth = 0.0;
        let (mut settles, mut helps) = (Vec::new(), Vec::new());
        for ((rule, waits), settled) in self.rules.iter().zip(settled) {
            let weight = weight(audit.set().rules[*rule].force);
            if settled > 0 {
                settles.push(*rule);
                worth += weight * f64::from(u32::try_from(settled).unwrap_or(u32::MAX)) / f64::from(tried);
            } else {
                helps.push(*rule);
                worth += STEP * weight / f64::from(u32::try_from(*waits).unwrap_or(u32::MAX));
            }
        }
        let rules = &audit.set().rules;
        settles.sort_by_key(|rule| rules[*rule].force);
        helps.sort_by_key(|rule| rules[*rule].force);
        let with = if settles.is_empty() { self.with } else { Vec::new() };
        let closest = self.rules.iter().min_by_key(|(rule, waits)| (*waits, rules[*rule].force))?.0;
        let Self { address, place, .. } = self;
        (tried > 0).then_some(Question { address, field, place, settles, helps, with, answers, closest, worth })
    }
}

/// The order in which facts stand in the format, and items in the record.
fn order(address: &Address) -> Vec<usize> {
    let position = |step: &Step| match step {
        Step::Key(_, position) => usize::from(*position),
        Step::Item(position) => *position,
    };
    address.steps.iter().map(position).collect()
}
