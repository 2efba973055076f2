//! What findings make of the verdicts.

use super::aim::Among;
use super::{Finding, Group, Service, is_breach};
use crate::evaluate::ask::Asker;
use crate::evaluate::judge::{Judge, Verdict};
use crate::evaluate::truth::Truth;
use crate::evaluate::{item_shape, stated};
use crate::field::FieldPath;
use crate::outcome::{Evidence, Reason, Stated, Status, Test};
use crate::record::{NodeId, Value};
use crate::rule::Rule;

/// So many findings are told of one verdict; one alone decides it.
const MOST: usize = 20;

/// How a finding bears on a verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Bearing {
    /// This may be what is broken.
    Perhaps,
    /// It cites the whole section, and only this is what that asks first of all.
    Likely,
    /// This is what is broken.
    Sure,
}

impl Judge<'_, '_> {
    /// Whether a finding is or may be about a rule, whatever it judges.
    pub(in crate::evaluate) fn is_cited(&self, rule: usize) -> bool {
        let cites = |finding: &Finding| {
            finding.exact.contains(&rule) || finding.near.iter().any(|group| group.all.rules.contains(&rule))
        };
        self.basics.findings.iter().any(cites)
    }

    /// Lets the findings count in a verdict that rests on the facts alone. Where the requirement is
    /// not for this case, no finding makes it so.
    pub(in crate::evaluate) fn outrank(&self, verdict: &mut Verdict) {
        if verdict.status == Status::NotApplicable {
            return;
        }
        let (mut breach, mut is_unclear) = (Truth::False, false);
        for finding in &self.basics.findings {
            match self.about(finding, verdict) {
                Some(Bearing::Sure) => breach = Truth::any([breach, finding.stands]),
                // The facts may show that it was another part of the section.
                Some(Bearing::Likely) if matches!(verdict.status, Status::NotDocumented | Status::Partly) => {
                    breach = Truth::any([breach, finding.stands]);
                }
                Some(Bearing::Likely | Bearing::Perhaps) => is_unclear = true,
                None => {}
            }
            if breach == Truth::True {
                break;
            }
        }
        let found = match (breach, verdict.status) {
            (Truth::True, _) => Some((Status::NotMet, Reason::OpenFinding)),
            (Truth::Unknown, Status::Met) => Some((Status::NotDocumented, Reason::FindingUnsettled)),
            (_, Status::Met | Status::NotDocumented) if is_unclear => {
                Some((Status::NotDocumented, Reason::FindingUnclear))
            }
            _ => None,
        };
        if let Some((status, reason)) = found {
            (verdict.status, verdict.reason) = (status, reason);
        }
    }

    /// The findings that are about a verdict's subject and stand so, as evidence: those that stand
    /// themselves, and of those that may stand the fact that is open.
    pub(in crate::evaluate) fn findings(&self, verdict: &Verdict, stands: Truth) -> Vec<Evidence> {
        let findings = self.basics.findings.iter();
        let is_sure = |finding| self.about(finding, verdict) >= Some(Bearing::Likely);
        let sure = findings.filter(|finding| finding.stands == stands && is_sure(finding));
        sure.take(MOST).map(|finding| self.finding(finding)).collect()
    }

    /// The findings that may be about a verdict's subject, each with what would tell.
    pub(in crate::evaluate) fn unclear_findings(&self, verdict: &Verdict) -> Vec<Evidence> {
        let fields = &self.audit.fields.findings;
        let rule = &self.audit.set.rules[verdict.rule];
        let findings = self.basics.findings.iter();
        let is_unclear = |finding| matches!(self.about(finding, verdict), Some(Bearing::Likely | Bearing::Perhaps));
        let unclear = findings.filter(|finding| is_unclear(finding)).take(MOST);
        let told = unclear.flat_map(|finding| {
            let test = Test::Covers(vec![rule.id.clone()]);
            let is_linked = self.link(finding, rule, verdict.item) != Truth::Unknown;
            let (item, field) = match (finding.service, link_path(rule), verdict.item) {
                _ if is_linked => (finding.node, fields.rules.clone()),
                (Service::Unknown, ..) => (finding.node, fields.service.clone()),
                (_, Some(path), Some(item)) => (item, path),
                _ => (finding.node, fields.rules.clone()),
            };
            let reading = self.record.read(item, &field);
            let tells = stated::evidence(self.record, item, &field, &reading, test, Truth::Unknown);
            [self.finding(finding), tells]
        });
        told.collect()
    }

    fn finding(&self, finding: &Finding) -> Evidence {
        let (record, node) = (self.record, finding.node);
        let fields = &self.audit.fields.findings;
        if finding.stands == Truth::True {
            return Evidence {
                field: record.path_of(node),
                stated: Stated::Section,
                place: stated::place(record, node),
                test: Test::Finding,
                holds: Some(false),
            };
        }
        let open = if is_breach(record, node, fields) == Truth::Unknown { &fields.conclusion } else { &fields.status };
        let reading = record.read(node, open);
        stated::evidence(record, node, open, &reading, Test::Stated, Truth::Unknown)
    }

    /// How a finding bears on what a verdict judges, where it does.
    fn about(&self, finding: &Finding, verdict: &Verdict) -> Option<Bearing> {
        let rule = &verdict.rule;
        let mut groups = finding.near.iter().filter(|group| group.all.rules.contains(rule)).peekable();
        let is_exact = finding.exact.contains(rule);
        if !is_exact && groups.peek().is_none() {
            return None;
        }
        match self.link(finding, &self.audit.set.rules[*rule], verdict.item) {
            Truth::False => None,
            Truth::Unknown => Some(Bearing::Perhaps),
            Truth::True if is_exact => Some(Bearing::Sure),
            Truth::True => groups.map(|group| self.bearing(finding, group, *rule)).max(),
        }
    }

    fn bearing(&self, finding: &Finding, group: &Group, rule: usize) -> Bearing {
        if self.is_one(finding, &group.all) {
            Bearing::Sure
        } else if group.chief.rules.contains(&rule) && self.is_one(finding, &group.chief) {
            Bearing::Likely
        } else {
            Bearing::Perhaps
        }
    }

    /// Whether only one of some rules could be the one that is broken.
    fn is_one(&self, finding: &Finding, among: &Among) -> bool {
        *among.is_one.get_or_init(|| among.rules.iter().filter(|rule| self.applies(finding, **rule)).count() == 1)
    }

    fn applies(&self, finding: &Finding, position: usize) -> bool {
        let Some(rule) = self.audit.set.all().nth(position) else { return false };
        if let Some((status, _)) = self.addressee(position, rule) {
            return status != Status::NotApplicable;
        }
        let mut applies = false;
        let asker = Asker { watch: None, ..self.asker(position) };
        self.subjects(position, rule, &asker, |item, (status, _)| {
            applies |= status != Status::NotApplicable && self.link(finding, rule, item) != Truth::False;
        });
        applies
    }

    /// Whether a finding is about an item: about the service that it is, or that it belongs to. No
    /// finding about a service of one area is about a rule for others.
    fn link(&self, finding: &Finding, rule: &Rule, item: Option<NodeId>) -> Truth {
        match finding.service {
            Service::Whole => Truth::True,
            Service::Unknown if item.is_some() || !rule.service_areas.is_empty() => Truth::Unknown,
            Service::Unknown => Truth::True,
            Service::One { id, area } => {
                let of_area = |area| rule.service_areas.contains(&area);
                let area = if rule.service_areas.is_empty() { Some(true) } else { area.map(of_area) };
                let item = item.map_or(Truth::True, |item| self.belongs(item, rule, id));
                Truth::all([Truth::from(area), item])
            }
        }
    }

    /// Whether an item is a service, or belongs to it.
    fn belongs(&self, item: NodeId, rule: &Rule, service: NodeId) -> Truth {
        if rule.each.as_ref().is_some_and(|each| each.text() == self.audit.fields.services.text()) {
            return Truth::from(self.record.id_node(item) == Some(service));
        }
        let Some(path) = link_path(rule) else { return Truth::Unknown };
        match self.record.read(item, &path).statements() {
            [statement] => match statement.value {
                Value::Reference(id) => Truth::from(id == service),
                Value::None => Truth::False,
                _ => Truth::Unknown,
            },
            _ => Truth::Unknown,
        }
    }
}

/// Where the items that a rule judges say which service they belong to.
fn link_path(rule: &Rule) -> Option<FieldPath> {
    FieldPath::resolve("tjeneste", item_shape(rule.each.as_ref()?)).ok()
}
