//! (rules, record, date) → outcomes. Pure: nothing here reads a file, a clock or a setting.

mod account;
mod ask;
mod basics;
mod citation;
mod finding;
mod fingerprint;
mod inquiry;
mod judge;
mod kind;
mod open;
mod proof;
mod stated;
mod truth;
mod watch;

pub use inquiry::Inquiry;
pub use judge::Verdict;
pub use truth::Truth;
pub use watch::{Next, Turn, TurnKind};

use std::sync::OnceLock;

use citation::Statutes;
use finding::FindingFields;
use jiff::civil::Date;
use judge::Judge;

use crate::field::{FieldPath, Scalar, Shape};
use crate::outcome::{Outcome, Reason, Status};
use crate::record::{Record, SHAPE, Value};
use crate::rule::{Library, Period, Rule, RuleSet};

/// What an audit is made with.
#[derive(Debug, Clone)]
pub struct Audit<'r> {
    set: &'r RuleSet,
    as_of: Date,
    /// The parameters of each rule, as they stand.
    parameters: Vec<Vec<f64>>,
    fields: Fields,
    /// The kind of organisation of a record that does not say.
    assumed: Option<&'static str>,
    /// Why a rule does not count on the audit date, for each rule that does not.
    not_in_force: Vec<Option<Reason>>,
    /// The lists whose items some rule judges one by one.
    lists: Vec<&'r FieldPath>,
    /// What findings may cite, once one does.
    statutes: OnceLock<Statutes>,
}

/// The fields that the audit itself reads, whatever the rules.
#[derive(Debug, Clone)]
struct Fields {
    organisation_type: FieldPath,
    services: FieldPath,
    service_area: FieldPath,
    incomplete: FieldPath,
    findings: FindingFields,
}

impl Fields {
    fn new() -> Self {
        let services = known_path("tjenester", SHAPE);
        let service_area = known_path("område", item_shape(&services));
        Self {
            organisation_type: known_path("virksomhet.organisasjonstype", SHAPE),
            services,
            service_area,
            incomplete: known_path("ufullstendige_lister", SHAPE),
            findings: FindingFields::new(),
        }
    }
}

/// A path that the record format has; the shape is a constant, so a test of any audit shows it.
fn known_path(text: &str, item: &'static Shape) -> FieldPath {
    FieldPath::resolve(text, item).expect("the record format has this field")
}

fn item_shape(list: &FieldPath) -> &'static Shape {
    match list.target {
        Shape::List(item) => item,
        other => other,
    }
}

impl<'r> Audit<'r> {
    /// An audit with these rules as of a date, with their parameters as they stand.
    #[must_use]
    pub fn new(set: &'r RuleSet, as_of: Date) -> Self {
        let parameters = set.all().map(Rule::values).collect();
        let not_in_force = suspended(set, as_of);
        let mut lists: Vec<&FieldPath> = set.rules.iter().filter_map(|rule| rule.each.as_ref()).collect();
        lists.sort_by_key(|list| list.text());
        lists.dedup_by_key(|list| list.text());
        let statutes = OnceLock::new();
        Self { set, as_of, parameters, fields: Fields::new(), assumed: None, not_in_force, lists, statutes }
    }

    /// The same, for records that leave out what kind of organisation they are about, such as
    /// the fragments in a rule's cases.
    #[must_use]
    pub fn assuming(mut self, organisation: &str) -> Self {
        self.assumed = match self.fields.organisation_type.value_shape() {
            Shape::Scalar(Scalar::Choice(choices)) => {
                choices.values.iter().find(|value| **value == organisation).copied()
            }
            _ => None,
        };
        self
    }

    /// The same audit as of another date.
    #[must_use]
    pub fn on(&self, day: Date) -> Self {
        Self { as_of: day, not_in_force: suspended(self.set, day), ..self.clone() }
    }

    /// The rules.
    #[must_use]
    pub const fn set(&self) -> &'r RuleSet {
        self.set
    }

    /// The acts and provisions that findings may cite.
    fn statutes(&self) -> &Statutes {
        self.statutes.get_or_init(|| Statutes::of(self.set))
    }

    /// The date the record is held against.
    #[must_use]
    pub const fn as_of(&self) -> Date {
        self.as_of
    }

    /// What all rules say about a record, in the set's order, without the proof.
    #[must_use]
    pub fn verdicts(&self, record: &Record<'_>) -> Vec<Verdict> {
        Judge::new(self, record).verdicts()
    }

    /// The same verdicts, and the next day on which time alone can change one of them: until then they stand.
    #[must_use]
    pub fn verdicts_until(&self, record: &Record<'_>) -> (Vec<Verdict>, Next) {
        let judge = Judge::watching(self, record);
        let verdicts = judge.verdicts();
        let mut next = judge.into_next();
        let by_law = self.set.rules.iter().flat_map(|rule| rule.turns(&self.set.library));
        let by_law = by_law.filter(|day| *day > self.as_of).min();
        match (next.day, by_law) {
            (day, Some(law)) if day.is_none_or(|day| law < day) => next = Next { day: Some(law), turns: Vec::new() },
            _ => {}
        }
        (verdicts, next)
    }

    /// What all rules say about a record, in the set's order, each with its proof.
    #[must_use]
    pub fn outcomes(&self, record: &Record<'_>) -> Vec<Outcome> {
        self.outcomes_where(record, |_| true)
    }

    /// What all rules say about a record, in the set's order, with the proof of what is shown; proofs
    /// of the others are not made.
    pub fn outcomes_showing(&self, record: &Record<'_>, shown: impl Fn(&Rule, Status) -> bool) -> Vec<Outcome> {
        let judge = Judge::new(self, record);
        let outcome = |verdict: &Verdict| {
            let is_shown = shown(&self.set.rules[verdict.rule], verdict.status);
            if is_shown { judge.account(verdict) } else { judge.name(verdict) }
        };
        judge.verdicts().iter().map(outcome).collect()
    }

    /// The outcomes that are wanted, each with its proof; proofs of the others are not made.
    pub fn outcomes_where(&self, record: &Record<'_>, wanted: impl Fn(&Verdict) -> bool) -> Vec<Outcome> {
        let judge = Judge::new(self, record);
        judge.verdicts().iter().filter(|verdict| wanted(verdict)).map(|verdict| judge.account(verdict)).collect()
    }
}

/// Why each rule does not count on a day, where it does not.
fn suspended(set: &RuleSet, day: Date) -> Vec<Option<Reason>> {
    set.all().map(|rule| not_in_force(&set.library, rule, day)).collect()
}

/// Why a rule does not count on a day: it counts from its own dates, and as long as a provision
/// behind it does.
fn not_in_force(library: &Library, rule: &Rule, day: Date) -> Option<Reason> {
    let Period { from, to } = rule.period(library);
    (!rule.counts_on(library, day)).then_some(Reason::NotInForce { from, to })
}

/// The spelling of a stated choice.
fn choice(field: &FieldPath, value: Value) -> Option<&'static str> {
    match (value, field.value_shape()) {
        (Value::Choice(index), Shape::Scalar(Scalar::Choice(choices))) => choices.values.get(index as usize).copied(),
        _ => None,
    }
}
