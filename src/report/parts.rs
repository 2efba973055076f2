//! A report from the reader's side: what is read together, and all that it rests on.

use std::collections::BTreeSet;

use super::{Audited, Counts, Report};
use crate::outcome::{Outcome, Status};
use crate::rule::{Document, Force, Provision, Topic};

/// What outcomes come to, in the order that people read them: gaps first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Not or only partly met.
    Gap,
    /// Not documented.
    Open,
    /// Met.
    InPlace,
    /// Not applicable.
    NotApplicable,
}

/// The outcomes of one state and force, which are read together.
#[derive(Debug)]
pub struct Part<'a> {
    /// The state.
    pub state: State,
    /// The force.
    pub force: Force,
    /// The outcomes with their positions in the record, in the order they are reported; never none.
    pub outcomes: Vec<(usize, &'a Outcome)>,
}

/// A topic with its counts by force, in the order of [`Force::ALL`].
#[derive(Debug)]
pub struct TopicCounts<'r> {
    /// The topic.
    pub topic: &'r Topic,
    /// The counts.
    pub counts: [Counts; 4],
}

/// The gaps of the records that one threshold counts for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Total {
    /// The position of the folder with its own threshold; none for the report's own.
    pub folder: Option<usize>,
    /// The gaps at the threshold.
    pub gaps: usize,
    /// Those of them that fail the audit.
    pub failing: usize,
}

impl State {
    /// All states, gaps first.
    pub const ALL: [Self; 4] = [Self::Gap, Self::Open, Self::InPlace, Self::NotApplicable];

    /// The state that a status comes to.
    #[must_use]
    pub const fn of(status: Status) -> Self {
        match status {
            Status::NotMet | Status::Partly => Self::Gap,
            Status::NotDocumented => Self::Open,
            Status::Met => Self::InPlace,
            Status::NotApplicable => Self::NotApplicable,
        }
    }
}

impl Part<'_> {
    /// Whether the part belongs in a gap table: all gaps, and of the statutory requirements also what
    /// is in place and what nobody has answered. More would bury the gaps.
    #[must_use]
    pub fn in_gap_table(&self) -> bool {
        match self.state {
            State::Gap => true,
            State::Open | State::InPlace => self.force == Force::Lov,
            State::NotApplicable => false,
        }
    }
}

impl<'r> Report<'r> {
    /// A record's outcomes in the parts that people read: by state, then by force.
    #[must_use]
    pub fn parts<'a>(&self, record: &'a Audited) -> Vec<Part<'a>> {
        let mut parts = Vec::new();
        for state in State::ALL {
            for (_, force) in Force::ALL {
                let belongs =
                    |outcome: &Outcome| State::of(outcome.status) == state && self.rule(outcome).force == force;
                let outcomes = record.outcomes.iter().enumerate().filter(|(_, outcome)| belongs(outcome));
                let outcomes: Vec<(usize, &Outcome)> = outcomes.collect();
                if !outcomes.is_empty() {
                    parts.push(Part { state, force, outcomes });
                }
            }
        }
        parts
    }

    /// The topics that any of a record's outcomes belongs to, in the order they are shown.
    #[must_use]
    pub fn topics(&self, record: &Audited) -> Vec<TopicCounts<'r>> {
        let count = |topic: &Topic, force: Force| {
            let rule_counts = |outcome: &&Outcome| {
                let rule = self.rule(outcome);
                rule.topic == topic.id && rule.force == force
            };
            record.outcomes.iter().filter(rule_counts).map(|outcome| outcome.status).collect()
        };
        let topics = self.set.library.topics.iter();
        let counted =
            topics.map(|topic| TopicCounts { topic, counts: Force::ALL.map(|(_, force)| count(topic, force)) });
        counted.filter(|topic| topic.counts.iter().any(|counts| *counts != Counts::default())).collect()
    }

    /// How many of a record's gaps fail the audit.
    #[must_use]
    pub fn failures(&self, record: &Audited) -> usize {
        record.outcomes.iter().filter(|outcome| self.fails(record, outcome)).count()
    }

    /// The gaps of some records for each threshold, by folder.
    #[must_use]
    pub fn totals(&self, records: &[&Audited]) -> Vec<Total> {
        let mut folders: Vec<Option<usize>> = records.iter().map(|record| record.folder).collect();
        folders.sort_unstable();
        folders.dedup();
        let total = |folder| {
            let inside: Vec<&&Audited> = records.iter().filter(|record| record.folder == folder).collect();
            let at_threshold = |outcome: &&Outcome| {
                let threshold = self.threshold_in(folder);
                outcome.status.is_gap() && threshold.is_some_and(|force| self.rule(outcome).force <= force)
            };
            let gaps = inside.iter().flat_map(|record| &record.outcomes).filter(at_threshold).count();
            Total { folder, gaps, failing: inside.iter().map(|record| self.failures(record)).sum() }
        };
        folders.into_iter().map(total).collect()
    }

    /// The provisions that count on the audit date and that any of the rules rests on, by id.
    #[must_use]
    pub fn cited(&self) -> Vec<&'r Provision> {
        let references = self.set.rules.iter().flat_map(|rule| &rule.law);
        let ids: BTreeSet<&str> = references.map(|reference| reference.provision.as_str()).collect();
        let provisions = ids.into_iter().filter_map(|id| self.set.library.provisions.get(id));
        provisions.filter(|provision| provision.in_force(self.as_of)).collect()
    }

    /// The documents whose statements any of the rules covers, by id.
    #[must_use]
    pub fn documents(&self) -> Vec<&'r Document> {
        let library = &self.set.library;
        let statements = self.set.rules.iter().flat_map(|rule| &rule.told.statements);
        let statements = statements.filter_map(|id| library.statements.get(id));
        let ids: BTreeSet<&str> = statements.map(|statement| statement.document.as_str()).collect();
        ids.into_iter().filter_map(|id| library.documents.get(id)).collect()
    }
}
