//! Single conditions asked of a record, as an audit asks them.

use super::Audit;
use super::judge::{Judge, Verdict};
use super::truth::Truth;
use crate::field::FieldPath;
use crate::outcome::{Outcome, Status};
use crate::record::{NodeId, Record};
use crate::rule::{Amount, Bound, Condition, ShareBound};

/// A record before the rules of an audit, for those who ask why.
pub struct Inquiry<'a, 's> {
    judge: Judge<'a, 's>,
}

impl std::fmt::Debug for Inquiry<'_, '_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Inquiry")
    }
}

impl<'a, 's> Inquiry<'a, 's> {
    /// A record before an audit.
    #[must_use]
    pub fn new(audit: &'a Audit<'a>, record: &'a Record<'s>) -> Self {
        Self { judge: Judge::new(audit, record) }
    }

    /// Whether a condition of a rule holds for an item.
    #[must_use]
    pub fn truth(&self, rule: usize, condition: &Condition, item: NodeId) -> Truth {
        self.judge.asker(rule).ask(condition, item)
    }

    /// The verdicts of one rule that are not met, or not known to be.
    #[must_use]
    pub fn unmet(&self, rule: usize) -> Vec<Verdict> {
        let is_unmet = |status: Status| status.is_gap() || status == Status::NotDocumented;
        self.judge.verdicts_of([rule]).into_iter().filter(|verdict| is_unmet(verdict.status)).collect()
    }

    /// The proof of a verdict.
    #[must_use]
    pub fn proof(&self, verdict: &Verdict) -> Outcome {
        self.judge.account(verdict)
    }

    /// A number of a rule, as it stands in this audit.
    #[must_use]
    pub fn amount(&self, rule: usize, amount: &Amount) -> f64 {
        amount.number(self.judge.asker(rule).parameters)
    }

    /// The one number that a field states.
    #[must_use]
    pub fn number(&self, rule: usize, item: NodeId, field: &FieldPath) -> Option<f64> {
        self.judge.asker(rule).number(item, field)
    }

    /// What a number is compared with.
    #[must_use]
    pub fn bound(&self, rule: usize, item: NodeId, bound: &Bound) -> Option<f64> {
        match bound {
            Bound::Amount(amount) => Some(self.amount(rule, amount)),
            Bound::Field(field) => self.number(rule, item, field),
        }
    }

    /// What a share is compared with.
    #[must_use]
    pub fn share_bound(&self, rule: usize, item: NodeId, bound: &ShareBound) -> Option<f64> {
        self.judge.asker(rule).share_bound(item, bound)
    }
}
