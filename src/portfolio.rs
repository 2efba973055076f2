//! Many records at once: which requirements fail most often, and how kinds of organisation
//! and topics stand.

use std::collections::HashMap;

use crate::outcome::{Outcome, Status};
use crate::report::{Audited, Counts, Report};
use crate::rule::Force;

/// What several records have in common.
#[derive(Debug)]
pub struct Portfolio {
    /// The requirements that some record does not meet or document, the most frequent first.
    pub requirements: Vec<Recurring>,
    /// The kinds of organisation by name; those that do not say last.
    pub kinds: Vec<KindTotal>,
}

/// How often one requirement is not in place, counted in records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recurring {
    /// The rule's position in its set.
    pub rule: usize,
    /// Records in which it is not or partly met.
    pub gaps: usize,
    /// Records in which it is not documented, and no gap is known.
    pub not_documented: usize,
    /// Records to which it applies.
    pub of: usize,
}

/// All records of one kind of organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KindTotal {
    /// The kind; none where the records do not say.
    pub kind: Option<String>,
    /// How many records.
    pub records: usize,
    /// Their outcomes by force, in the order of [`Force::ALL`].
    pub counts: [Counts; 4],
}

impl Portfolio {
    /// What the records of a report have in common.
    #[must_use]
    pub fn of(report: &Report<'_>) -> Self {
        Self { requirements: requirements(report), kinds: kinds(report) }
    }
}

/// How many outcomes of a record have each status, in one topic and force.
#[must_use]
pub fn topic_counts(report: &Report<'_>, record: &Audited, topic: &str, force: Force) -> Counts {
    let of_topic = |outcome: &&Outcome| {
        let rule = report.rule(outcome);
        rule.topic == topic && rule.force == force
    };
    record.outcomes.iter().filter(of_topic).map(|outcome| outcome.status).collect()
}

/// Records and topics of one force.
#[derive(Debug)]
pub struct Matrix {
    /// The force.
    pub force: Force,
    /// The topics that apply to some record, by their positions.
    pub topics: Vec<usize>,
    /// A row of counts for each record, in the order of the topics.
    pub rows: Vec<Vec<Counts>>,
}

impl Matrix {
    /// The forces that some record has requirements of, in the order of [`Force::ALL`].
    #[must_use]
    pub fn all(report: &Report<'_>) -> Vec<Self> {
        let matrices = Force::ALL.map(|(_, force)| Self::of(report, force));
        matrices.into_iter().filter(|matrix| !matrix.topics.is_empty()).collect()
    }

    fn of(report: &Report<'_>, force: Force) -> Self {
        let library = &report.set.library.topics;
        let count = |record| library.iter().map(|topic| topic_counts(report, record, &topic.id, force)).collect();
        let all: Vec<Vec<Counts>> = report.records.iter().map(count).collect();
        let is_used = |topic: &usize| all.iter().any(|row| row[*topic].applicable() > 0);
        let topics: Vec<usize> = (0..library.len()).filter(is_used).collect();
        let rows = all.iter().map(|row| topics.iter().map(|topic| row[*topic]).collect()).collect();
        Self { force, topics, rows }
    }
}

/// What each record is called: by its organisation, and by its file where two share a name.
#[must_use]
pub fn names(report: &Report<'_>, unnamed: &str) -> Vec<String> {
    let name = |record: &Audited| record.organisation.name.as_deref().unwrap_or(unnamed).to_owned();
    let names: Vec<String> = report.records.iter().map(name).collect();
    let mut times: HashMap<&str, usize> = HashMap::new();
    for name in &names {
        *times.entry(name).or_default() += 1;
    }
    let file = report.records.iter().map(|record| &record.input.name);
    let named = names
        .iter()
        .zip(file)
        .map(|(name, file)| if times[name.as_str()] > 1 { format!("{name} ({file})") } else { name.clone() });
    named.collect()
}

fn requirements(report: &Report<'_>) -> Vec<Recurring> {
    let empty = |rule| Recurring { rule, gaps: 0, not_documented: 0, of: 0 };
    let mut found: Vec<Recurring> = (0..report.set.rules.len()).map(empty).collect();
    for record in &report.records {
        // A record counts once for each requirement, by the worst of its subjects.
        let mut worst: Vec<Option<Status>> = vec![None; found.len()];
        for outcome in record.outcomes.iter().filter(|outcome| outcome.status != Status::NotApplicable) {
            let status = &mut worst[outcome.rule];
            *status = Some(status.map_or(outcome.status, |other| other.min(outcome.status)));
        }
        for (recurring, status) in found.iter_mut().zip(worst) {
            recurring.of += usize::from(status.is_some());
            recurring.gaps += usize::from(status.is_some_and(Status::is_gap));
            recurring.not_documented += usize::from(status == Some(Status::NotDocumented));
        }
    }
    found.retain(|recurring| recurring.gaps + recurring.not_documented > 0);
    let force = |recurring: &Recurring| report.set.rules[recurring.rule].force;
    found.sort_by_key(|recurring| {
        let often = (recurring.gaps, recurring.not_documented);
        (std::cmp::Reverse(often), force(recurring), recurring.rule)
    });
    found
}

fn kinds(report: &Report<'_>) -> Vec<KindTotal> {
    let mut totals: Vec<KindTotal> = Vec::new();
    for record in &report.records {
        let kind = &record.organisation.kind;
        let position = totals.iter().position(|total| total.kind == *kind).unwrap_or_else(|| {
            totals.push(KindTotal { kind: kind.clone(), records: 0, counts: [Counts::default(); 4] });
            totals.len() - 1
        });
        let total = &mut totals[position];
        total.records += 1;
        for (counts, (_, force)) in total.counts.iter_mut().zip(Force::ALL) {
            counts.add(report.counts(record, force));
        }
    }
    totals.sort_by(|a, b| (a.kind.is_none(), &a.kind).cmp(&(b.kind.is_none(), &b.kind)));
    totals
}
