//! Many records at once: which requirements fail most often, and how kinds of organisation
//! and topics stand. Records can be counted one by one and let go, so that many of them need no more
//! room than a few.

use std::cmp::Reverse;
use std::collections::HashMap;

use crate::outcome::{Outcome, Status};
use crate::report::{Audited, Counts, Organisation, Report, Total};
use crate::rule::{Force, RuleSet};

/// What several records have in common.
#[derive(Debug)]
pub struct Portfolio {
    /// How many records there are.
    pub records: usize,
    /// The records, in the order they were counted; where there is a limit, those with most that is
    /// not in place.
    pub rows: Vec<Row>,
    /// The requirements that some record does not meet or document, the most frequent first.
    pub requirements: Vec<Recurring>,
    /// The kinds of organisation by name; those that do not say last.
    pub kinds: Vec<KindTotal>,
    /// The gaps that count for each threshold, by folder.
    pub totals: Vec<Total>,
}

/// One record among several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The file.
    pub file: String,
    /// The organisation's name.
    pub name: Option<String>,
    /// Its outcomes by force, in the order of [`Force::ALL`].
    pub counts: [Counts; 4],
    /// The same for each topic of the library.
    pub topics: Vec<[Counts; 4]>,
    /// How many records were counted before it.
    place: usize,
}

/// What one record comes to, without the proofs.
#[derive(Debug)]
pub struct Brief {
    /// The file.
    pub file: String,
    /// Who it describes.
    pub organisation: Organisation,
    /// Each outcome's rule, by its position in the set, and status.
    pub statuses: Vec<(usize, Status)>,
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

/// Counts records one by one.
#[derive(Debug)]
pub struct Counter<'r> {
    set: &'r RuleSet,
    /// The position of each rule's topic in the library.
    topics: Vec<usize>,
    /// How many records are kept as rows; all where there is no limit.
    limit: usize,
    records: usize,
    rows: Vec<Row>,
    requirements: Vec<Recurring>,
    kinds: Vec<KindTotal>,
    totals: Vec<Total>,
}

impl Portfolio {
    /// What the records of a report have in common.
    #[must_use]
    pub fn of(report: &Report<'_>) -> Self {
        let mut counter = Counter::new(report.set, usize::MAX);
        for record in &report.records {
            let statuses: Vec<(usize, Status)> =
                record.outcomes.iter().map(|outcome| (outcome.rule, outcome.status)).collect();
            counter.count(&record.input.name, &record.organisation, &statuses);
        }
        let totals = report.totals(&report.records.iter().collect::<Vec<_>>());
        Self { totals, ..counter.finish() }
    }

    /// Whether a gap fails the audit.
    #[must_use]
    pub fn has_failures(&self) -> bool {
        self.totals.iter().any(|total| total.failing > 0)
    }
}

impl Row {
    /// How much is not in place: gaps, the stronger forces first, then what is not documented.
    #[must_use]
    pub fn weight(&self) -> [[usize; 4]; 2] {
        [self.counts.map(|counts| counts.gaps()), self.counts.map(|counts| counts.of(Status::NotDocumented))]
    }
}

impl<'r> Counter<'r> {
    /// Counts records that these rules were tried on, and keeps at most so many of them as rows.
    #[must_use]
    pub fn new(set: &'r RuleSet, limit: usize) -> Self {
        let empty = |rule| Recurring { rule, gaps: 0, not_documented: 0, of: 0 };
        Self {
            set,
            topics: set.rules.iter().map(|rule| set.library.topic_order(&rule.topic)).collect(),
            limit,
            records: 0,
            rows: Vec::new(),
            requirements: (0..set.rules.len()).map(empty).collect(),
            kinds: Vec::new(),
            totals: Vec::new(),
        }
    }

    /// Counts a record on which no decision and no baseline bears: every gap at the threshold of its
    /// folder fails.
    pub fn add(&mut self, report: &Report<'_>, folder: Option<usize>, brief: &Brief) {
        let threshold = report.threshold_in(folder);
        let at_threshold = |rule: usize| threshold.is_some_and(|force| self.set.rules[rule].force <= force);
        let failing = brief.statuses.iter().filter(|(rule, status)| status.is_gap() && at_threshold(*rule)).count();
        match self.totals.iter_mut().find(|total| total.folder == folder) {
            Some(total) => (total.gaps, total.failing) = (total.gaps + failing, total.failing + failing),
            None => self.totals.push(Total { folder, gaps: failing, failing }),
        }
        self.count(&brief.file, &brief.organisation, &brief.statuses);
    }

    fn count(&mut self, file: &str, organisation: &Organisation, statuses: &[(usize, Status)]) {
        let mut counts = [Counts::default(); 4];
        let mut topics = vec![[Counts::default(); 4]; self.set.library.topics.len()];
        // A record counts once for each requirement, by the worst of its subjects.
        let mut worst: Vec<Option<Status>> = vec![None; self.requirements.len()];
        for (rule, status) in statuses {
            let force = self.set.rules[*rule].force as usize;
            counts[force].count(*status);
            if let Some(topic) = topics.get_mut(self.topics[*rule]) {
                topic[force].count(*status);
            }
            if *status != Status::NotApplicable {
                worst[*rule] = Some(worst[*rule].map_or(*status, |other| other.min(*status)));
            }
        }
        for (recurring, status) in self.requirements.iter_mut().zip(worst) {
            recurring.of += usize::from(status.is_some());
            recurring.gaps += usize::from(status.is_some_and(Status::is_gap));
            recurring.not_documented += usize::from(status == Some(Status::NotDocumented));
        }
        self.count_kind(organisation.kind.as_ref(), counts);
        let (file, name) = (file.to_owned(), organisation.name.clone());
        self.rows.push(Row { file, name, counts, topics, place: self.records });
        self.records += 1;
        if self.rows.len() / 2 > self.limit {
            self.keep_worst();
        }
    }

    fn count_kind(&mut self, kind: Option<&String>, counts: [Counts; 4]) {
        let position = self.kinds.iter().position(|total| total.kind.as_ref() == kind).unwrap_or_else(|| {
            self.kinds.push(KindTotal { kind: kind.cloned(), records: 0, counts: [Counts::default(); 4] });
            self.kinds.len() - 1
        });
        let total = &mut self.kinds[position];
        total.records += 1;
        for (sum, more) in total.counts.iter_mut().zip(counts) {
            sum.add(more);
        }
    }

    /// Lets go of the rows beyond the limit, those with least that is not in place.
    fn keep_worst(&mut self) {
        self.rows.sort_by_key(|row| (Reverse(row.weight()), row.place));
        self.rows.truncate(self.limit);
    }

    /// What the records counted so far have in common.
    #[must_use]
    pub fn finish(mut self) -> Portfolio {
        self.keep_worst();
        self.rows.sort_by_key(|row| row.place);
        self.requirements.retain(|recurring| recurring.gaps + recurring.not_documented > 0);
        self.requirements.sort_by_key(|recurring| {
            let often = (recurring.gaps, recurring.not_documented);
            (Reverse(often), self.set.rules[recurring.rule].force, recurring.rule)
        });
        self.kinds.sort_by(|a, b| (a.kind.is_none(), &a.kind).cmp(&(b.kind.is_none(), &b.kind)));
        self.totals.sort_by_key(|total| total.folder);
        let Self { records, rows, requirements, kinds, totals, .. } = self;
        Portfolio { records, rows, requirements, kinds, totals }
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
    /// A row of counts for each row of the portfolio, in the order of the topics.
    pub rows: Vec<Vec<Counts>>,
}

impl Matrix {
    /// The forces that some record has requirements of, in the order of [`Force::ALL`].
    #[must_use]
    pub fn all(portfolio: &Portfolio) -> Vec<Self> {
        let matrices = Force::ALL.map(|(_, force)| Self::of(&portfolio.rows, force));
        matrices.into_iter().filter(|matrix| !matrix.topics.is_empty()).collect()
    }

    fn of(rows: &[Row], force: Force) -> Self {
        let known = rows.first().map_or(0, |row| row.topics.len());
        let count = |row: &Row, topic: usize| row.topics[topic][force as usize];
        let is_used = |topic: &usize| rows.iter().any(|row| count(row, *topic).applicable() > 0);
        let topics: Vec<usize> = (0..known).filter(is_used).collect();
        let rows = rows.iter().map(|row| topics.iter().map(|topic| count(row, *topic)).collect()).collect();
        Self { force, topics, rows }
    }
}

/// What each row is called: by its organisation, and by its file where two share a name.
#[must_use]
pub fn names(rows: &[Row], unnamed: &str) -> Vec<String> {
    let name = |row: &Row| row.name.as_deref().unwrap_or(unnamed).to_owned();
    let mut times: HashMap<String, usize> = HashMap::new();
    for row in rows {
        *times.entry(name(row)).or_default() += 1;
    }
    let unique = |row: &Row| {
        let name = name(row);
        if times[&name] > 1 { format!("{name} ({})", row.file) } else { name }
    };
    rows.iter().map(unique).collect()
}
