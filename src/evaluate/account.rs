//! Accounts for a verdict: whom it is about, the facts that decide it, and its fingerprint.

use super::ask::Asker;
use super::judge::{Judge, Verdict, subject};
use super::truth::Truth;
use super::{fingerprint, proof, stated};
use crate::outcome::{Evidence, Outcome, Reason, Status, Subject, Test};
use crate::record::{Found, NodeId};
use crate::rule::{Condition, Rule};

impl Judge<'_, '_> {
    /// The verdict with its proof.
    pub fn account(&self, verdict: &Verdict) -> Outcome {
        let rule = &self.audit.set.rules[verdict.rule];
        Outcome { evidence: self.evidence(verdict, rule), ..self.name(verdict) }
    }

    /// The verdict with what it is known by, and without its proof.
    pub fn name(&self, verdict: &Verdict) -> Outcome {
        let rule = &self.audit.set.rules[verdict.rule];
        let subject = verdict.item.map_or_else(Subject::default, |item| self.subject(item));
        let known_by = verdict.item.map_or("", |item| self.known_by(item));
        let fingerprint = fingerprint::of(&self.basics.organisation, rule, known_by);
        Outcome {
            rule: verdict.rule,
            subject,
            status: verdict.status,
            reason: verdict.reason,
            evidence: Vec::new(),
            fingerprint,
            accepted: None,
            change: None,
        }
    }

    fn subject(&self, item: NodeId) -> Subject {
        let named = ["navn", "tittel", "rolle", "id"].into_iter().find_map(|key| self.record.named(item, key));
        Subject { path: Some(self.record.path_of(item)), name: named.map(str::to_owned) }
    }

    /// What an item is known by from one audit to the next.
    fn known_by(&self, item: NodeId) -> &str {
        let items = self.items.get_or_init(|| {
            let lists = self.audit.lists.iter().filter_map(|list| match self.record.list(self.record.root(), list) {
                Found::Items(list) => Some(fingerprint::identities(self.record, list)),
                _ => None,
            });
            lists.flatten().collect()
        });
        items.get(&item).map_or("", String::as_str)
    }

    fn evidence(&self, verdict: &Verdict, rule: &Rule) -> Vec<Evidence> {
        let item = verdict.item.unwrap_or(self.record.root());
        let prove = |conditions: &[Option<&Condition>]| self.prove(verdict.rule, conditions, item);
        match verdict.reason {
            Reason::NotInForce { .. } | Reason::OtherOrganisation { .. } | Reason::OtherServiceArea => Vec::new(),
            Reason::OrganisationUnknown => {
                let field = &self.audit.fields.organisation_type;
                let reading = self.record.read(item, field);
                vec![stated::evidence(self.record, item, field, &reading, Test::OrganisationType, Truth::Unknown)]
            }
            Reason::OpenFinding => self.findings(verdict, Truth::True),
            Reason::FindingUnsettled => self.findings(verdict, Truth::Unknown),
            Reason::FindingUnclear => {
                let mut evidence = self.unclear_findings(verdict);
                evidence.extend(self.open_facts(verdict, rule));
                evidence
            }
            Reason::NothingToJudge | Reason::ListUnknown => self.list(verdict, rule, item),
            Reason::CaseDoesNotApply | Reason::CaseUnknown => prove(&[rule.when.as_deref()]),
            Reason::Condition if verdict.status == Status::Partly => prove(&[Some(&rule.met), rule.partly.as_deref()]),
            Reason::Condition | Reason::ConditionPartlyOpen => prove(&[Some(&rule.met)]),
        }
    }

    /// The facts that decide the conditions, each condition for itself.
    fn prove(&self, rule: usize, conditions: &[Option<&Condition>], item: NodeId) -> Vec<Evidence> {
        let asker = self.asker(rule);
        let mut evidence = Vec::new();
        for condition in conditions.iter().flatten() {
            let mut part = Vec::new();
            asker.prove(condition, item, &mut part);
            proof::dedupe(&mut part);
            evidence.append(&mut part);
        }
        evidence
    }

    /// What the facts leave open, whatever a finding says.
    fn open_facts(&self, verdict: &Verdict, rule: &Rule) -> Vec<Evidence> {
        let mut facts = None;
        let asker = Asker { watch: None, ..self.asker(verdict.rule) };
        match verdict.item {
            Some(item) => facts = Some(subject(rule, &asker, item)),
            None => self.subjects(verdict.rule, rule, &asker, |_, found| facts = Some(found)),
        }
        match facts {
            Some((status @ Status::NotDocumented, reason)) => {
                self.evidence(&Verdict { status, reason, ..*verdict }, rule)
            }
            _ => Vec::new(),
        }
    }

    /// The list whose items would have been judged.
    fn list(&self, verdict: &Verdict, rule: &Rule, item: NodeId) -> Vec<Evidence> {
        let Some(each) = &rule.each else { return Vec::new() };
        let truth = if verdict.reason == Reason::NothingToJudge { Truth::False } else { Truth::Unknown };
        let mut evidence = Vec::new();
        self.asker(verdict.rule).fact(item, each, Test::Stated, truth, &mut evidence);
        evidence
    }
}
