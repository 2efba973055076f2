//! Accepted deviations (begrunnede avvik): gaps that someone with authority carries for a time.
//! They never change a status; they say that the gap is known, why, and until when.

mod read;
mod write;

use std::sync::Arc;

use jiff::civil::Date;
use jiff::{Span, Unit};

pub use read::read;
pub use write::{Edit, write};

use crate::outcome::{Acceptance, Outcome};
use crate::record::fold;
use crate::rule::RuleSet;
use crate::source::Position;

/// A deviation that ends within so many days is warned about.
pub const NOTICE: i64 = 60;

/// One accepted deviation, as it is written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deviation {
    /// The rule's id.
    pub rule: String,
    /// The organisation, by number or name.
    pub organisation: String,
    /// The item that was judged, by name or path; none for the organisation as a whole.
    pub subject: Option<String>,
    /// Why.
    pub reason: String,
    /// The role that decided.
    pub decided_by: String,
    /// The case number.
    pub case: Option<String>,
    /// The last day it counts.
    pub until: Date,
    /// The file it stands in.
    pub file: String,
    /// Where it begins.
    pub position: Position,
}

/// What became of an accepted deviation in an audit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It accepts a gap.
    InForce,
    /// It accepts a gap, for so many days more.
    EndsSoon {
        /// The days left, today's not counted.
        days: i64,
    },
    /// Its last day has passed, and the gap stands.
    Expired,
    /// The organisation was audited, and no such gap was found.
    Unused,
    /// The organisation or the rule was not part of the audit.
    NotTried,
}

/// An accepted deviation with what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// The deviation.
    pub deviation: Deviation,
    /// What became of it.
    pub standing: Standing,
}

/// The accepted deviations of an audit, before they are tried.
#[derive(Debug, Clone, Default)]
pub struct Register {
    deviations: Vec<Deviation>,
    seen: Vec<bool>,
    used: Vec<bool>,
}

impl Standing {
    /// The stable name in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::InForce => "in-force",
            Self::EndsSoon { .. } => "ends-soon",
            Self::Expired => "expired",
            Self::Unused => "unused",
            Self::NotTried => "not-tried",
        }
    }

    /// Whether it has to be put right: it fails the audit where the gap would.
    #[must_use]
    pub const fn is_amiss(self) -> bool {
        matches!(self, Self::Expired | Self::Unused)
    }
}

impl Deviation {
    /// Whether it is an organisation's that is known by one of these names and numbers.
    #[must_use]
    pub fn is_for(&self, names: &[Option<&str>]) -> bool {
        names.iter().flatten().any(|name| same_organisation(name, &self.organisation))
    }
}

impl Register {
    /// These deviations, untried.
    #[must_use]
    pub fn new(deviations: Vec<Deviation>) -> Self {
        let count = deviations.len();
        Self { deviations, seen: vec![false; count], used: vec![false; count] }
    }

    /// Marks the outcomes of one organisation, known by these names and numbers.
    pub fn mark(&mut self, set: &RuleSet, as_of: Date, names: &[Option<&str>], outcomes: &mut [Outcome]) {
        for (position, deviation) in self.deviations.iter().enumerate() {
            if !deviation.is_for(names) {
                continue;
            }
            self.seen[position] |= set.get(&deviation.rule).is_some();
            let expired = as_of > deviation.until;
            for outcome in outcomes.iter_mut() {
                if set.rules[outcome.rule].id == deviation.rule
                    && outcome.status.is_gap()
                    && is_subject(deviation.subject.as_deref(), outcome)
                {
                    self.used[position] = true;
                    outcome.accepted = Some(Arc::new(Acceptance {
                        reason: deviation.reason.clone(),
                        decided_by: deviation.decided_by.clone(),
                        case: deviation.case.clone(),
                        until: deviation.until,
                        expired,
                    }));
                }
            }
        }
    }

    /// What became of each, once every record has been marked.
    #[must_use]
    pub fn judge(self, as_of: Date) -> Vec<Judged> {
        let standings = self.deviations.iter().zip(self.seen.iter().zip(&self.used));
        let standings: Vec<Standing> = standings
            .map(|(deviation, (seen, used))| match (seen, used) {
                (_, true) if as_of > deviation.until => Standing::Expired,
                (_, true) => match days_left(as_of, deviation.until) {
                    days if days <= NOTICE => Standing::EndsSoon { days },
                    _ => Standing::InForce,
                },
                (true, false) => Standing::Unused,
                (false, false) => Standing::NotTried,
            })
            .collect();
        let judged = self.deviations.into_iter().zip(standings);
        judged.map(|(deviation, standing)| Judged { deviation, standing }).collect()
    }
}

fn days_left(from: Date, until: Date) -> i64 {
    from.until((Unit::Day, until)).map_or(i64::MAX, |span: Span| i64::from(span.get_days()))
}

/// Numbers with or without spaces, names in any case.
fn same_organisation(a: &str, b: &str) -> bool {
    let digits = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    fold(a) == fold(b) || digits(a) == digits(b)
}

fn is_subject(wanted: Option<&str>, outcome: &Outcome) -> bool {
    let subject = &outcome.subject;
    match wanted {
        None => subject.path.is_none(),
        Some(wanted) => {
            subject.path.as_deref() == Some(wanted)
                || subject.name.as_deref().is_some_and(|name| fold(name) == fold(wanted))
        }
    }
}
