//! What each rule says about a record: status and reason, without the proof.

use std::cell::OnceCell;
use std::collections::HashMap;

use super::Audit;
use super::ask::Asker;
use super::basics::Basics;
use super::truth::Truth;
use super::watch::{Next, Watch};
use crate::outcome::{Reason, Status};
use crate::record::{Found, NodeId, Record};
use crate::rule::Rule;

/// What a rule says about a record, or about one item of a list in it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Verdict {
    /// The rule's position in its set.
    pub rule: usize,
    /// The item that was judged, where the rule judges the items of a list.
    pub item: Option<NodeId>,
    /// What the facts say.
    pub status: Status,
    /// What decided it.
    pub reason: Reason,
}

/// The rules of an audit before one record.
pub(super) struct Judge<'a, 's> {
    pub audit: &'a Audit<'a>,
    pub record: &'a Record<'s>,
    pub basics: Basics,
    /// What the items that rules judge are known by, once an account needs it.
    pub items: OnceCell<HashMap<NodeId, String>>,
    /// What looks at the audit date, where someone asks.
    watch: Option<Watch>,
}

impl<'a, 's> Judge<'a, 's> {
    pub fn new(audit: &'a Audit<'a>, record: &'a Record<'s>) -> Self {
        Self { audit, record, basics: Basics::read(audit, record, None), items: OnceCell::new(), watch: None }
    }

    /// The same, and it finds out when time alone can change a verdict.
    pub fn watching(audit: &'a Audit<'a>, record: &'a Record<'s>) -> Self {
        let watch = Watch::new(audit.as_of);
        let basics = Basics::read(audit, record, Some(&watch));
        Self { audit, record, basics, items: OnceCell::new(), watch: Some(watch) }
    }

    /// What turns next by the dates that the verdicts so far looked at.
    pub fn into_next(self) -> Next {
        self.watch.map(Watch::into_next).unwrap_or_default()
    }

    /// The verdicts of all rules, in the set's order.
    pub fn verdicts(&self) -> Vec<Verdict> {
        self.verdicts_of(0..self.audit.set.rules.len())
    }

    /// The verdicts of some rules, by their positions in the set.
    pub fn verdicts_of(&self, rules: impl IntoIterator<Item = usize>) -> Vec<Verdict> {
        let rules = rules.into_iter();
        let mut verdicts = Vec::with_capacity(rules.size_hint().0);
        for position in rules {
            self.rule(position, &self.audit.set.rules[position], &mut verdicts);
        }
        verdicts
    }

    /// What asks the conditions of a rule.
    pub fn asker(&self, rule: usize) -> Asker<'_, 's> {
        Asker {
            record: self.record,
            parameters: &self.audit.parameters[rule],
            as_of: self.audit.as_of,
            incomplete: &self.basics.incomplete,
            watch: self.watch.as_ref(),
        }
    }

    fn rule(&self, position: usize, rule: &Rule, verdicts: &mut Vec<Verdict>) {
        if let Some((status, reason)) = self.addressee(position, rule) {
            return verdicts.push(Verdict { rule: position, item: None, status, reason });
        }
        let is_cited = self.is_cited(position);
        self.subjects(position, rule, &self.asker(position), |item, (status, reason)| {
            let mut verdict = Verdict { rule: position, item, status, reason };
            if is_cited {
                self.outrank(&mut verdict);
            }
            verdicts.push(verdict);
        });
    }

    /// What the facts say of each subject of a rule that is for this organisation.
    pub fn subjects(
        &self,
        position: usize,
        rule: &Rule,
        asker: &Asker<'_, '_>,
        mut add: impl FnMut(Option<NodeId>, (Status, Reason)),
    ) {
        let judging = |item| {
            if let Some(watch) = asker.watch {
                watch.judging(position, item);
            }
        };
        let Some(each) = &rule.each else {
            judging(None);
            return add(None, subject(rule, asker, self.record.root()));
        };
        match self.record.list(self.record.root(), each) {
            Found::Items(list) => {
                for item in self.record.tree().children(list) {
                    judging(Some(item));
                    add(Some(item), subject(rule, asker, item));
                }
            }
            Found::Nothing(_) => add(None, (Status::NotApplicable, Reason::NothingToJudge)),
            Found::Unknown(_) => add(None, (Status::NotDocumented, Reason::ListUnknown)),
        }
    }

    /// Whether the rule is not for this time or this organisation.
    pub fn addressee(&self, position: usize, rule: &Rule) -> Option<(Status, Reason)> {
        if let Some(reason) = self.audit.not_in_force[position] {
            return Some((Status::NotApplicable, reason));
        }
        if !rule.organisations.is_empty() {
            match self.basics.kind {
                Some(kind) if rule.organisations.contains(&kind) => {}
                Some(is) => return Some((Status::NotApplicable, Reason::OtherOrganisation { is })),
                None => return Some((Status::NotDocumented, Reason::OrganisationUnknown)),
            }
        }
        self.other_service_area(rule).then_some((Status::NotApplicable, Reason::OtherServiceArea))
    }

    /// Whether the record lists its services, and none is of an area the rule is for.
    fn other_service_area(&self, rule: &Rule) -> bool {
        let wanted = &rule.service_areas;
        let listed = self.basics.service_areas.as_ref();
        !wanted.is_empty() && listed.is_some_and(|areas| !areas.iter().any(|area| wanted.contains(area)))
    }
}

/// What a rule that applies says about an item, or about the whole record.
pub(super) fn subject(rule: &Rule, asker: &Asker<'_, '_>, item: NodeId) -> (Status, Reason) {
    match rule.when.as_ref().map_or(Truth::True, |when| asker.ask(when, item)) {
        Truth::False => return (Status::NotApplicable, Reason::CaseDoesNotApply),
        Truth::Unknown => return (Status::NotDocumented, Reason::CaseUnknown),
        Truth::True => {}
    }
    match asker.ask(&rule.met, item) {
        Truth::True => (Status::Met, Reason::Condition),
        Truth::Unknown => (Status::NotDocumented, Reason::Condition),
        Truth::False => match rule.partly.as_ref().map(|partly| asker.ask(partly, item)) {
            Some(Truth::True) => (Status::Partly, Reason::Condition),
            Some(Truth::Unknown) => (Status::NotMet, Reason::ConditionPartlyOpen),
            _ => (Status::NotMet, Reason::Condition),
        },
    }
}
