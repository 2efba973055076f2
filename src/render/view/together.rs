//! Several records together: what is most often not in place, and the kinds of organisation.

use serde::Serialize;

use crate::outcome::Status;
use crate::portfolio::Portfolio;
use crate::render::plain::one_line;
use crate::render::words::{self, capital};
use crate::report::{Counts, Report};
use crate::rule::Force;
use crate::text::{Language, Texts};

/// How many requirements are listed; JSON has all of them.
const MOST_OFTEN: usize = 25;

/// Several records together.
#[derive(Debug, Serialize)]
pub struct TogetherView {
    /// The requirements that are most often not in place, the most frequent first.
    pub requirements: Vec<RecurringView>,
    /// The kinds of organisation.
    pub kinds: Vec<KindView>,
}

/// How often one requirement is not in place.
#[derive(Debug, Serialize)]
pub struct RecurringView {
    /// Its title.
    pub title: String,
    /// Its force.
    pub force: String,
    /// The rule's id.
    pub rule: String,
    /// Records in which it is not or partly met.
    pub gaps: usize,
    /// Records in which it is not documented.
    pub open: usize,
    /// Records to which it applies.
    pub of: usize,
}

/// The records of one kind of organisation.
#[derive(Debug, Serialize)]
pub struct KindView {
    /// The kind.
    pub kind: String,
    /// How many records.
    pub records: usize,
    /// By force: gaps, what is not documented, and of how many.
    pub counts: Vec<String>,
}

/// What the records of a report have in common; nothing where there are not several.
#[must_use]
pub fn together(report: &Report<'_>, language: Language) -> Option<TogetherView> {
    if report.records.len() < 2 {
        return None;
    }
    let texts = language.texts();
    let portfolio = Portfolio::of(report);
    let requirements = portfolio.requirements.iter().take(MOST_OFTEN).map(|recurring| {
        let rule = &report.set.rules[recurring.rule];
        RecurringView {
            title: one_line(rule.title.get(language)),
            force: capital(words::force(rule.force, texts)),
            rule: words::rule_name(rule, texts),
            gaps: recurring.gaps,
            open: recurring.not_documented,
            of: recurring.of,
        }
    });
    let kinds = portfolio.kinds.iter().map(|total| KindView {
        kind: one_line(&capital(total.kind.as_deref().unwrap_or(texts.unknown_kind))),
        records: total.records,
        counts: total.counts.iter().map(|counts| in_short(*counts)).collect(),
    });
    Some(TogetherView { requirements: requirements.collect(), kinds: kinds.collect() })
}

/// The forces in the order of the counts.
#[must_use]
pub fn forces(texts: &Texts) -> [String; 4] {
    Force::ALL.map(|(_, force)| capital(words::force(force, texts)))
}

fn in_short(counts: Counts) -> String {
    format!("{} / {} / {}", counts.gaps(), counts.of(Status::NotDocumented), counts.applicable())
}
