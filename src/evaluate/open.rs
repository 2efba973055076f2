//! What an audit leaves open: the verdicts that wait for an answer, each with the facts it waits for.

use super::ask::Asker;
use super::judge::{Judge, Verdict};
use super::truth::Truth;
use super::{Audit, stated};
use crate::field::FieldPath;
use crate::outcome::{Evidence, Reason, Stated, Status, Test};
use crate::record::{Found, NodeId, Record, Value};
use crate::rule::{Items, Rule};

impl Audit<'_> {
    /// The verdicts that are not documented, each with every fact that an answer could settle it by.
    #[must_use]
    pub fn open(&self, record: &Record<'_>) -> Vec<(Verdict, Vec<Evidence>)> {
        let judge = Judge::new(self, record);
        let open = judge.verdicts().into_iter().filter(|verdict| verdict.status == Status::NotDocumented);
        open.map(|verdict| (verdict, judge.waits_for(&verdict))).collect()
    }

    /// How many verdicts of each of these rules are not documented.
    #[must_use]
    pub fn count_open(&self, record: &Record<'_>, rules: &[usize]) -> Vec<usize> {
        let verdicts = Judge::new(self, record).verdicts_of(rules.iter().copied());
        let open = |rule: usize| {
            verdicts.iter().filter(|verdict| verdict.rule == rule && verdict.status == Status::NotDocumented).count()
        };
        rules.iter().map(|rule| open(*rule)).collect()
    }
}

impl Judge<'_, '_> {
    /// The facts that decide the condition, and those that could put the rule beside the point.
    fn waits_for(&self, verdict: &Verdict) -> Vec<Evidence> {
        let rule = &self.audit.set.rules[verdict.rule];
        let mut facts = self.account(verdict).evidence;
        if verdict.reason != Reason::FindingUnsettled {
            facts.extend(self.findings(verdict, Truth::Unknown));
        }
        if verdict.reason != Reason::OrganisationUnknown {
            self.service_areas(rule, &mut facts);
        }
        facts
    }

    /// The services of which the record does not state the area, where the rule is for some areas only.
    fn service_areas(&self, rule: &Rule, facts: &mut Vec<Evidence>) {
        if rule.service_areas.is_empty() || self.basics.service_areas.is_some() {
            return;
        }
        let (fields, root) = (&self.audit.fields, self.record.root());
        let mut add = |item, field| {
            let reading = self.record.read(item, field);
            facts.push(stated::evidence(self.record, item, field, &reading, Test::Stated, Truth::Unknown));
        };
        match self.record.list(root, &fields.services) {
            Found::Unknown(_) => add(root, &fields.services),
            Found::Nothing(_) => {}
            Found::Items(list) => {
                self.record.tree().children(list).for_each(|service| add(service, &fields.service_area));
            }
        }
    }
}

impl Asker<'_, '_> {
    /// The items that leave open what their lists contain together; the list itself where none does.
    pub fn open_items(
        &self,
        item: NodeId,
        items: &Items,
        (field, open): (&FieldPath, &dyn Fn(NodeId) -> bool),
        test: &Test,
        proof: &mut Vec<Evidence>,
    ) {
        let before = proof.len();
        self.for_items(item, items, |counts, element| {
            if counts != Truth::False && open(element) {
                self.fact(element, field, test.clone(), Truth::Unknown, proof);
            }
        });
        self.unknown_filters(item, items, proof);
        if proof.len() == before {
            self.fact(item, &items.list, test.clone(), Truth::Unknown, proof);
        }
    }

    /// The dates of the items that decide, and the one they are held against; where it cannot be
    /// told, what is missing.
    pub fn order_facts(
        &self,
        item: NodeId,
        (items, field): (&Items, &FieldPath),
        (other, strictly): (&FieldPath, bool),
        test: &Test,
        truth: Truth,
        proof: &mut Vec<Evidence>,
    ) {
        if truth == Truth::Unknown {
            let limit = self.record.read(item, other);
            if !matches!(limit.statements(), [limit] if matches!(limit.value, Value::Period(_))) {
                return self.fact(item, other, Test::Stated, truth, proof);
            }
            let dated = |element| self.period(element, field).is_some();
            return self.open_items(item, items, (field, &|element| !dated(element)), test, proof);
        }
        let before = proof.len();
        self.for_items(item, items, |counts, element| {
            if counts == Truth::True && self.comes_before(element, field, (item, other), strictly) == truth {
                self.fact(element, field, test.clone(), truth, proof);
            }
        });
        if proof.len() == before {
            self.fact(item, &items.list, test.clone(), truth, proof);
        } else {
            self.fact(item, other, Test::Stated, truth, proof);
        }
    }

    /// What leaves open whether references name every item of a list: the list, an id in it, or
    /// the references themselves.
    pub fn open_references(
        &self,
        item: NodeId,
        items: &Items,
        (field, of): (&FieldPath, &FieldPath),
        test: &Test,
        proof: &mut Vec<Evidence>,
    ) {
        let Found::Items(list) = self.record.list(item, of) else {
            return self.fact(item, of, test.clone(), Truth::Unknown, proof);
        };
        let mut ids = Vec::new();
        for named in self.record.tree().children(list) {
            match self.record.id_node(named) {
                Some(id) => ids.push(id),
                None => proof.push(self.missing_id(named, test)),
            }
        }
        let open = |element| ids.iter().any(|id| self.refers(element, field, *id) == Truth::Unknown);
        self.open_items(item, items, (field, &open), test, proof);
    }

    /// The id by which others could refer to an item that has none.
    pub fn missing_id(&self, item: NodeId, test: &Test) -> Evidence {
        let field = format!("{}.id", self.record.path_of(item));
        let place = stated::place(self.record, item);
        Evidence { field, stated: Stated::Missing, place, test: test.clone(), holds: None }
    }
}
