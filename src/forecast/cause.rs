//! Why an outcome turns on a day.

use jiff::civil::Date;

use crate::evaluate::{Turn, TurnKind};
use crate::outcome::{Outcome, Place, Reason};
use crate::record::{NodeId, Record, Value};
use crate::rule::{Period, RuleSet};

/// Why an outcome turns.
#[derive(Debug, Clone, PartialEq)]
pub enum Cause {
    /// A provision begins to count, or no longer counts.
    Provision {
        /// Its id in the library.
        id: String,
        /// Whether it begins.
        begins: bool,
    },
    /// The rule itself begins to count, or no longer counts.
    Rule {
        /// Whether it begins.
        begins: bool,
    },
    /// A date in the record.
    Fact {
        /// The field, from the top of the record.
        field: String,
        /// The date as it is written.
        stated: String,
        /// Where it stands.
        place: Place,
        /// What happens to it.
        what: What,
    },
    /// A decision that accepts the gap ends; it is told by the outcome itself.
    Deviation,
}

/// What happens to a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// Its day, or its first day where it is a month or a year, comes.
    Reached,
    /// Its last day has passed.
    Passed,
    /// It comes to lie more than so many months back.
    TooOld(i32),
}

/// Why one outcome turns on a day, by what turns on it in the record and in the law.
pub(super) fn causes(
    set: &RuleSet,
    record: &Record<'_>,
    day: Date,
    before: Option<&Outcome>,
    after: &Outcome,
    turns: &[Turn],
) -> Vec<Cause> {
    if before.is_some_and(|before| before.status == after.status) {
        return vec![Cause::Deviation];
    }
    let suspended = |outcome: &Outcome| matches!(outcome.reason, Reason::NotInForce { .. });
    if suspended(after) || before.is_some_and(suspended) {
        return by_law(set, day, after.rule);
    }
    let is_about = |turn: &&Turn| match turn.rule {
        Some(rule) => {
            let item = turn.item.map(|item| record.path_of(item));
            rule == after.rule && (item.is_none() || item == after.subject.path)
        }
        None => true,
    };
    let finding = |outcome: &Outcome| {
        matches!(outcome.reason, Reason::OpenFinding | Reason::FindingUnsettled | Reason::FindingUnclear)
    };
    let by_finding = finding(after) || before.is_some_and(finding);
    let turns = turns.iter().filter(is_about).filter(|turn| by_finding || turn.rule.is_some());
    let mut causes: Vec<Cause> = Vec::new();
    for turn in turns {
        let cause = fact(record, day, turn.node, turn.kind);
        if !causes.contains(&cause) {
            causes.push(cause);
        }
    }
    causes
}

/// The provisions behind a rule that begin or end on a day, and the rule's own dates.
fn by_law(set: &RuleSet, day: Date, rule: usize) -> Vec<Cause> {
    let rule = &set.rules[rule];
    let begins = |period: Period| (period.from == Some(day)).then_some(true);
    let turns = |period: Period| begins(period).or_else(|| period.turns().any(|turn| turn == day).then_some(false));
    let provisions = rule.provisions(&set.library).into_iter().filter_map(|provision| {
        let begins = turns(Period { from: provision.from, to: provision.to })?;
        Some(Cause::Provision { id: provision.id.clone(), begins })
    });
    let own = turns(Period { from: rule.from, to: rule.to }).map(|begins| Cause::Rule { begins });
    provisions.chain(own).collect()
}

fn fact(record: &Record<'_>, day: Date, node: NodeId, kind: TurnKind) -> Cause {
    let span = record.tree().node(node).span;
    let passed = matches!(record.tree().node(node).value, Value::Period(period) if period.last < day);
    let what = match kind {
        TurnKind::Passed if passed => What::Passed,
        TurnKind::Passed => What::Reached,
        TurnKind::TooOld { months } => What::TooOld(months),
    };
    Cause::Fact {
        field: record.path_of(node),
        stated: record.tree().text(node).unwrap_or_default().trim().to_owned(),
        place: Place { span, position: record.source().position(span.start) },
        what,
    }
}
