//! Several records together: what is most often not in place, and the kinds of organisation.

use serde::Serialize;

use crate::portfolio::{Matrix, Portfolio, names};
use crate::render::plain::one_line;
use crate::render::portfolio::{in_short, in_topic};
use crate::render::words::{self, capital};
use crate::report::Report;
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
    /// The records by topic, one table for each force.
    pub matrices: Vec<MatrixView>,
    /// The topics with the numbers that stand for them.
    pub topics: Vec<String>,
}

/// Records and topics of one force.
#[derive(Debug, Serialize)]
pub struct MatrixView {
    /// The force.
    pub force: String,
    /// The numbers of the topics.
    pub topics: Vec<usize>,
    /// The records, in the order of the report.
    pub rows: Vec<MatrixRow>,
}

/// One record's row.
#[derive(Debug, Serialize)]
pub struct MatrixRow {
    /// The record's number, from 1.
    pub number: usize,
    /// What it is called.
    pub name: String,
    /// By topic: gaps, and what is not documented.
    pub cells: Vec<String>,
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
            title: one_line(rule.told.title.get(language)),
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
    let matrices = Matrix::all(&portfolio);
    let is_used = |topic: &usize| matrices.iter().any(|matrix| matrix.topics.contains(topic));
    let library = &report.set.library.topics;
    let topics = (0..library.len()).filter(is_used);
    Some(TogetherView {
        requirements: requirements.collect(),
        kinds: kinds.collect(),
        topics: topics.map(|at| format!("{} {}", at + 1, one_line(library[at].name.get(language)))).collect(),
        matrices: matrices.iter().map(|matrix| matrix_view(&portfolio, matrix, texts)).collect(),
    })
}

fn matrix_view(portfolio: &Portfolio, matrix: &Matrix, texts: &Texts) -> MatrixView {
    let rows = names(&portfolio.rows, texts.unnamed).into_iter().zip(&matrix.rows).enumerate();
    let rows = rows.map(|(position, (name, counts))| MatrixRow {
        number: position + 1,
        name: one_line(&name),
        cells: counts.iter().map(|counts| in_topic(*counts)).collect(),
    });
    MatrixView {
        force: capital(words::force(matrix.force, texts)),
        topics: matrix.topics.iter().map(|at| at + 1).collect(),
        rows: rows.collect(),
    }
}

/// The forces in the order of the counts.
#[must_use]
pub fn forces(texts: &Texts) -> [String; 4] {
    Force::ALL.map(|(_, force)| capital(words::force(force, texts)))
}
