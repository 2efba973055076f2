//! (rules, record, date) → outcomes. Pure: nothing here reads a file, a clock or a setting.

mod ask;
mod finding;
mod fingerprint;
mod proof;
mod truth;

pub use truth::Truth;

use ask::Asker;
use finding::{FindingFields, OpenFinding};
use jiff::civil::Date;

use crate::field::{FieldPath, Scalar, Shape, find_list};
use crate::outcome::{Evidence, Outcome, Reason, Status, Subject, Test};
use crate::record::{Found, NodeId, Record, SHAPE, Value, same_word};
use crate::rule::{Condition, Rule, RuleSet};

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
    FieldPath::resolve(text, item, SHAPE).expect("the record format has this field")
}

fn item_shape(list: &FieldPath) -> &'static Shape {
    match list.target {
        Shape::List(item) => item,
        other => other,
    }
}

impl<'r> Audit<'r> {
    /// An audit with these rules as of a date, with the rules' own parameters.
    #[must_use]
    pub fn new(set: &'r RuleSet, as_of: Date) -> Self {
        let parameters =
            set.rules.iter().map(|rule| rule.parameters.iter().map(|parameter| parameter.default).collect()).collect();
        Self { set, as_of, parameters, fields: Fields::new(), assumed: None }
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

    /// The rules.
    #[must_use]
    pub const fn set(&self) -> &'r RuleSet {
        self.set
    }

    /// The date the record is held against.
    #[must_use]
    pub const fn as_of(&self) -> Date {
        self.as_of
    }

    /// The value of a rule's parameter in this audit.
    #[must_use]
    pub fn parameter(&self, rule: usize, position: usize) -> Option<f64> {
        self.parameters.get(rule)?.get(position).copied()
    }

    /// The outcomes of all rules, in the set's order.
    #[must_use]
    pub fn outcomes(&self, record: &Record<'_>) -> Vec<Outcome> {
        let basics = Basics::read(self, record);
        let mut outcomes = Vec::with_capacity(self.set.rules.len());
        for (position, rule) in self.set.rules.iter().enumerate() {
            let asker = Asker {
                record,
                parameters: &self.parameters[position],
                as_of: self.as_of,
                incomplete: &basics.incomplete,
            };
            Judge { audit: self, basics: &basics, position, rule, asker }.rule(&mut outcomes);
        }
        outcomes
    }
}

/// What the audit reads of a record once, whatever the rules.
struct Basics<'a> {
    /// The name that fingerprints are made with.
    organisation: &'a str,
    kind: Option<&'static str>,
    /// The areas of the services, where all are stated.
    service_areas: Option<Vec<&'static str>>,
    /// The keys of the lists that are not complete.
    incomplete: Vec<&'static str>,
    findings: Vec<OpenFinding<'a>>,
}

impl<'a> Basics<'a> {
    fn read(audit: &Audit<'_>, record: &'a Record<'_>) -> Self {
        let fields = &audit.fields;
        let kind = match record.read(record.root(), &fields.organisation_type).statements() {
            [statement] => choice(&fields.organisation_type, statement.value),
            _ => None,
        };
        let incomplete = match record.list(record.root(), &fields.incomplete) {
            Found::Items(list) => {
                let names = record.tree().children(list).filter_map(|name| record.tree().text(name));
                names.filter_map(|name| list_name(name.trim())).collect()
            }
            _ => Vec::new(),
        };
        Self {
            organisation: fingerprint::organisation(record),
            kind: kind.or(audit.assumed),
            service_areas: service_areas(fields, record).filter(|_| !incomplete.contains(&"tjenester")),
            incomplete,
            findings: finding::open(&fields.findings, record, audit.as_of),
        }
    }
}

/// The areas of the services that the record lists; none where it lists none, or leaves one open.
fn service_areas(fields: &Fields, record: &Record<'_>) -> Option<Vec<&'static str>> {
    let Found::Items(list) = record.list(record.root(), &fields.services) else { return None };
    let area = &fields.service_area;
    record
        .tree()
        .children(list)
        .map(|service| match record.read(service, area).statements() {
            [statement] => choice(area, statement.value),
            _ => None,
        })
        .collect()
}

struct Judge<'a, 's> {
    audit: &'a Audit<'a>,
    basics: &'a Basics<'a>,
    position: usize,
    rule: &'a Rule,
    asker: Asker<'a, 's>,
}

impl Judge<'_, '_> {
    fn rule(&self, outcomes: &mut Vec<Outcome>) {
        if let Some((status, reason, evidence)) = self.addressee() {
            outcomes.push(self.outcome(Subject::default(), status, reason, evidence));
            return;
        }
        if let Some(evidence) = self.open_finding() {
            outcomes.push(self.outcome(Subject::default(), Status::NotMet, Reason::OpenFinding, evidence));
            return;
        }
        let record = self.asker.record;
        let Some(each) = &self.rule.each else {
            let (status, reason, evidence) = self.subject(record.root());
            outcomes.push(self.outcome(Subject::default(), status, reason, evidence));
            return;
        };
        match record.list(record.root(), each) {
            Found::Items(list) => {
                for item in record.tree().children(list) {
                    let subject = Subject {
                        path: Some(record.path_of(item)),
                        name: ["navn", "tittel", "rolle", "id"]
                            .into_iter()
                            .find_map(|key| record.named(item, key))
                            .map(str::to_owned),
                    };
                    let (status, reason, evidence) = self.subject(item);
                    outcomes.push(self.outcome(subject, status, reason, evidence));
                }
            }
            Found::Nothing(_) => {
                let mut evidence = Vec::new();
                self.asker.fact(record.root(), each, Test::Stated, Truth::False, &mut evidence);
                outcomes.push(self.outcome(
                    Subject::default(),
                    Status::NotApplicable,
                    Reason::NothingToJudge,
                    evidence,
                ));
            }
            Found::Unknown(_) => {
                let mut evidence = Vec::new();
                self.asker.fact(record.root(), each, Test::Stated, Truth::Unknown, &mut evidence);
                outcomes.push(self.outcome(Subject::default(), Status::NotDocumented, Reason::ListUnknown, evidence));
            }
        }
    }

    /// Whether the rule is for this time and this organisation at all.
    fn addressee(&self) -> Option<(Status, Reason, Vec<Evidence>)> {
        if let Some(reason) = self.not_in_force() {
            return Some((Status::NotApplicable, reason, Vec::new()));
        }
        let record = self.asker.record;
        if !self.rule.organisations.is_empty() {
            match self.basics.kind {
                Some(kind) if self.rule.organisations.contains(&kind) => {}
                Some(kind) => {
                    let reason = Reason::OtherOrganisation { is: kind.to_owned() };
                    return Some((Status::NotApplicable, reason, Vec::new()));
                }
                None => {
                    let field = &self.audit.fields.organisation_type;
                    let reading = record.read(record.root(), field);
                    let evidence =
                        proof::evidence(record, record.root(), field, &reading, Test::OrganisationType, Truth::Unknown);
                    return Some((Status::NotDocumented, Reason::OrganisationUnknown, vec![evidence]));
                }
            }
        }
        self.other_service_area().then(|| (Status::NotApplicable, Reason::OtherServiceArea, Vec::new()))
    }

    /// A rule counts from its own dates, and as long as a provision behind it does.
    fn not_in_force(&self) -> Option<Reason> {
        let (rule, day) = (self.rule, self.audit.as_of);
        let library = &self.audit.set.library;
        let provisions: Vec<_> =
            rule.law.iter().filter_map(|reference| library.provisions.get(&reference.provision)).collect();
        let by_law = provisions.is_empty() || provisions.iter().any(|provision| provision.in_force(day));
        let by_rule = rule.from.is_none_or(|from| from <= day) && rule.to.is_none_or(|to| day <= to);
        if by_law && by_rule {
            return None;
        }
        let from = rule.from.or_else(|| provisions.iter().filter_map(|provision| provision.from).min());
        let to = rule.to.or_else(|| provisions.iter().filter_map(|provision| provision.to).max());
        Some(Reason::NotInForce { from, to })
    }

    /// Whether the record lists its services, and none is of an area the rule is for.
    fn other_service_area(&self) -> bool {
        let wanted = &self.rule.service_areas;
        let listed = self.basics.service_areas.as_ref();
        !wanted.is_empty() && listed.is_some_and(|areas| !areas.iter().any(|area| wanted.contains(area)))
    }

    fn subject(&self, item: NodeId) -> (Status, Reason, Vec<Evidence>) {
        let rule = self.rule;
        match rule.when.as_ref().map_or(Truth::True, |when| self.asker.ask(when, item)) {
            Truth::False => {
                return (Status::NotApplicable, Reason::CaseDoesNotApply, self.proof(rule.when.as_ref(), item));
            }
            Truth::Unknown => {
                return (Status::NotDocumented, Reason::CaseUnknown, self.proof(rule.when.as_ref(), item));
            }
            Truth::True => {}
        }
        let mut evidence = self.proof(Some(&rule.met), item);
        let (status, reason) = match self.asker.ask(&rule.met, item) {
            Truth::True => (Status::Met, Reason::Condition),
            Truth::Unknown => (Status::NotDocumented, Reason::Condition),
            Truth::False => match rule.partly.as_ref().map(|partly| self.asker.ask(partly, item)) {
                Some(Truth::True) => {
                    evidence.extend(self.proof(rule.partly.as_ref(), item));
                    (Status::Partly, Reason::Condition)
                }
                Some(Truth::Unknown) => (Status::NotMet, Reason::ConditionPartlyOpen),
                _ => (Status::NotMet, Reason::Condition),
            },
        };
        (status, reason, evidence)
    }

    fn proof(&self, condition: Option<&Condition>, item: NodeId) -> Vec<Evidence> {
        let mut evidence = Vec::new();
        if let Some(condition) = condition {
            self.asker.prove(condition, item, &mut evidence);
            proof::dedupe(&mut evidence);
        }
        evidence
    }

    fn outcome(&self, subject: Subject, status: Status, reason: Reason, evidence: Vec<Evidence>) -> Outcome {
        let fingerprint = fingerprint::of(self.basics.organisation, self.rule, &subject);
        Outcome { rule: self.position, subject, status, reason, evidence, fingerprint, accepted: None, change: None }
    }
}

/// The key of the list that is meant, in the format's own spelling.
fn list_name(name: &str) -> Option<&'static str> {
    find_list(SHAPE, &|key| key == name).or_else(|| find_list(SHAPE, &|key| same_word(key, name)))
}

/// The spelling of a stated choice.
fn choice(field: &FieldPath, value: Value) -> Option<&'static str> {
    match (value, field.value_shape()) {
        (Value::Choice(index), Shape::Scalar(Scalar::Choice(choices))) => choices.values.get(index as usize).copied(),
        _ => None,
    }
}
