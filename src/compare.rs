//! Two reports held against each other: what got better, worse, new and gone because the record
//! changed, and apart from that what a rule, the law or another audit date changed. Pure.

mod cause;
mod side;

use std::collections::{BTreeMap, VecDeque};

pub use cause::Cause;
pub use side::{Accepted, Entry, Fact, Item, Limit, Origin, Place, Reason, Side, SideRecord, Source, Tool, Who};

use crate::outcome::Status;
use crate::rule::Force;

/// What differs between two reports.
#[derive(Debug)]
pub struct Comparison<'s> {
    /// The report before.
    pub old: &'s Side,
    /// The report now.
    pub new: &'s Side,
    /// The weakest force for which getting worse fails; none where it never does.
    pub threshold: Option<Force>,
    /// The single old record as of the new date, by the new rules, where it can be known: what
    /// differs from the old report is then not of the record's making.
    pub moved: Option<&'s SideRecord>,
    /// The records that stand in both.
    pub records: Vec<Compared<'s>>,
    /// The records that stand only in the old one.
    pub only_old: Vec<&'s SideRecord>,
    /// The records that stand only in the new one.
    pub only_new: Vec<&'s SideRecord>,
}

/// What differs in one record.
#[derive(Debug)]
pub struct Compared<'s> {
    /// The record before.
    pub old: &'s SideRecord,
    /// The record now.
    pub new: &'s SideRecord,
    /// The changes: by direction, force, and the order of the reports.
    pub changes: Vec<Change<'s>>,
    /// How many outcomes are as they were.
    pub unchanged: usize,
}

/// One outcome that differs.
#[derive(Debug)]
pub struct Change<'s> {
    /// Which way.
    pub direction: Direction,
    /// Why, as far as the two reports show.
    pub causes: Vec<Cause>,
    /// Whether it fails the comparison.
    pub fails: bool,
    /// The outcome before; none where there was none.
    pub old: Option<&'s Entry>,
    /// The outcome now; none where there is none.
    pub new: Option<&'s Entry>,
}

/// Which way an outcome has changed, in the order that changes are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// A gap that was not known, a larger gap, or a fact that is no longer stated.
    Worse,
    /// It was not judged, and is now.
    New,
    /// A requirement that is now met, or a smaller gap.
    Better,
    /// It was judged, and is no longer.
    Gone,
    /// The status is as it was, and what it rests on is not.
    Same,
}

impl Direction {
    /// All directions, in the order they are told.
    pub const ALL: [Self; 5] = [Self::Worse, Self::New, Self::Better, Self::Gone, Self::Same];

    /// The stable name in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Worse => "worse",
            Self::New => "new",
            Self::Better => "better",
            Self::Gone => "gone",
            Self::Same => "same",
        }
    }

    /// Which way one status is from another.
    #[must_use]
    pub const fn between(old: Status, new: Status) -> Self {
        match (old, new) {
            (Status::NotApplicable, Status::NotApplicable)
            | (Status::NotMet, Status::NotMet)
            | (Status::Partly, Status::Partly)
            | (Status::NotDocumented, Status::NotDocumented)
            | (Status::Met, Status::Met) => Self::Same,
            (Status::NotApplicable, _) => Self::New,
            (_, Status::NotApplicable) => Self::Gone,
            (_, Status::Met) | (Status::NotMet, Status::Partly) => Self::Better,
            (_, Status::NotMet | Status::Partly | Status::NotDocumented) => Self::Worse,
        }
    }
}

impl Change<'_> {
    /// The outcome as it is now, or else as it was.
    #[must_use]
    pub fn entry(&self) -> Option<&Entry> {
        self.new.or(self.old)
    }

    /// Whether the record itself changed, and not only what it is held against.
    #[must_use]
    pub fn is_from_facts(&self) -> bool {
        self.causes.contains(&Cause::Facts)
    }
}

impl<'s> Comparison<'s> {
    /// Holds two reports against each other. `moved` is the old record as of the new date.
    #[must_use]
    pub fn new(old: &'s Side, new: &'s Side, moved: Option<&'s Side>, threshold: Option<Force>) -> Self {
        let moved = moved.and_then(|side| side.records.first());
        let (records, only_old, only_new) = (Vec::new(), Vec::new(), Vec::new());
        let mut comparison = Self { old, new, threshold, moved, records, only_old, only_new };
        comparison.pair_records();
        comparison
    }

    /// Whether something got worse at or above the threshold.
    #[must_use]
    pub fn has_failures(&self) -> bool {
        self.failures() > 0
    }

    /// How many changes fail the comparison.
    #[must_use]
    pub fn failures(&self) -> usize {
        self.records.iter().flat_map(|record| &record.changes).filter(|change| change.fails).count()
    }

    /// Records of one organisation belong together; so do two single records, whoever they are about.
    fn pair_records(&mut self) {
        let (old, new) = (self.old, self.new);
        if let ([before], [now]) = (old.records.as_slice(), new.records.as_slice()) {
            let compared = self.compare(before, now);
            self.records.push(compared);
            return;
        }
        let mut waiting: BTreeMap<&str, VecDeque<&'s SideRecord>> = BTreeMap::new();
        for record in &old.records {
            waiting.entry(record.identity()).or_default().push_back(record);
        }
        for record in &new.records {
            match waiting.get_mut(record.identity()).and_then(VecDeque::pop_front) {
                Some(before) => {
                    let compared = self.compare(before, record);
                    self.records.push(compared);
                }
                None => self.only_new.push(record),
            }
        }
        let is_left = |record: &&SideRecord| waiting.values().flatten().any(|left| std::ptr::eq(*left, *record));
        self.only_old = old.records.iter().filter(is_left).collect();
    }

    fn compare(&self, old: &'s SideRecord, new: &'s SideRecord) -> Compared<'s> {
        let cause = cause::Causes::new(self, old, new);
        let (mut changes, mut unchanged) = (Vec::new(), 0);
        for (before, now) in pairs(&old.outcomes, &new.outcomes) {
            let direction = match (before, now) {
                (Some(before), Some(now)) => Direction::between(before.status, now.status),
                (None, Some(_)) => Direction::New,
                (Some(_), None) => Direction::Gone,
                (None, None) => continue,
            };
            let causes = match (before, now) {
                (Some(before), Some(now)) => cause.of_pair(before, now),
                _ => cause.of_single(before.or(now)),
            };
            // What never applied was not there, and has not gone.
            let never_applied = [before, now].into_iter().flatten().all(|entry| entry.status == Status::NotApplicable);
            let only_facts = causes == [Cause::Facts];
            let told = match direction {
                Direction::Same => causes.iter().any(|cause| matches!(cause, Cause::Rule | Cause::Law)),
                _ => !(never_applied && only_facts),
            };
            if told {
                let mut change = Change { direction, causes, fails: false, old: before, new: now };
                change.fails = self.fails(&change);
                changes.push(change);
            } else {
                unchanged += usize::from(before.is_some() && now.is_some());
            }
        }
        changes
            .sort_by_key(|change| (!change.is_from_facts(), change.direction, change.entry().map(|entry| entry.force)));
        Compared { old, new, changes, unchanged }
    }

    /// What got worse, or is new and a gap, fails; not what only a rule or the law changed, and
    /// not a gap that a decision accepts.
    fn fails(&self, change: &Change<'_>) -> bool {
        let Some(now) = change.new else { return false };
        let by_itself = change.causes.iter().any(|cause| matches!(cause, Cause::Facts | Cause::Date));
        let is_worse = match change.direction {
            Direction::Worse => true,
            Direction::New => now.status.is_gap(),
            Direction::Better | Direction::Gone | Direction::Same => false,
        };
        is_worse && by_itself && !now.is_excused() && self.threshold.is_some_and(|threshold| now.force <= threshold)
    }
}

/// An outcome before and now.
type Pair<'s> = (Option<&'s Entry>, Option<&'s Entry>);

/// The outcomes that belong together: by fingerprint, then by rule and item; those left over stand
/// alone. In the order of the new report, with what is only in the old one after it.
fn pairs<'s>(old: &'s [Entry], new: &'s [Entry]) -> Vec<Pair<'s>> {
    let mut partner: Vec<Option<&'s Entry>> = vec![None; new.len()];
    let mut free: Vec<Option<&'s Entry>> = old.iter().map(Some).collect();
    for same in [by_fingerprint as fn(&Entry) -> Key<'_>, by_item] {
        let mut waiting: BTreeMap<Key<'s>, VecDeque<usize>> = BTreeMap::new();
        for (position, entry) in free.iter().enumerate().filter_map(|(at, entry)| Some((at, (*entry)?))) {
            waiting.entry(same(entry)).or_default().push_back(position);
        }
        for (entry, partner) in new.iter().zip(&mut partner).filter(|(_, partner)| partner.is_none()) {
            if let Some(position) = waiting.get_mut(&same(entry)).and_then(VecDeque::pop_front) {
                *partner = free[position].take();
            }
        }
    }
    let now = new.iter().zip(partner).map(|(entry, before)| (before, Some(entry)));
    now.chain(free.into_iter().flatten().map(|entry| (Some(entry), None))).collect()
}

/// What outcomes are paired by: the rule, and what the outcome is known by.
type Key<'s> = (&'s str, Option<&'s str>);

fn by_fingerprint(entry: &Entry) -> Key<'_> {
    (&entry.rule, Some(&entry.fingerprint))
}

fn by_item(entry: &Entry) -> Key<'_> {
    (&entry.rule, entry.item())
}
