//! Accepted deviations in the report for machines.

use schemars::JsonSchema;
use serde::Serialize;

use crate::accept::{Judged, Standing};
use crate::outcome::Acceptance;
use crate::report::Report;

/// A deviation that someone with authority has accepted until a day.
#[derive(Debug, Serialize, JsonSchema)]
pub struct JsonAcceptance {
    /// Why.
    pub reason: String,
    /// The role that decided.
    pub decided_by: String,
    /// The case number.
    pub case: Option<String>,
    /// The last day it counts.
    pub until: String,
    /// Whether that day has passed; the gap then fails the audit again.
    pub expired: bool,
}

/// An accepted deviation, as it is written down, with what became of it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct JsonDeviation {
    /// The rule's id.
    pub rule: String,
    /// The organisation, by number or name.
    pub organisation: String,
    /// The item that it is about; null for the organisation as a whole.
    pub subject: Option<String>,
    /// Why.
    pub reason: String,
    /// The role that decided.
    pub decided_by: String,
    /// The case number.
    pub case: Option<String>,
    /// The last day it counts.
    pub until: String,
    /// `in-force`, `ends-soon`, `expired`, `unused` or `not-tried` (the organisation or the rule
    /// was not part of the audit).
    pub standing: String,
    /// The days left, where it ends soon.
    pub days_left: Option<i64>,
    /// Whether it fails the audit.
    pub fails: bool,
    /// The file it stands in.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
    /// The column, from 1, in characters.
    pub column: u32,
}

pub(super) fn acceptance(accepted: &Acceptance) -> JsonAcceptance {
    JsonAcceptance {
        reason: accepted.reason.clone(),
        decided_by: accepted.decided_by.clone(),
        case: accepted.case.clone(),
        until: accepted.until.to_string(),
        expired: accepted.expired,
    }
}

pub(super) fn deviation(report: &Report<'_>, judged: &Judged) -> JsonDeviation {
    let Judged { deviation, standing } = judged;
    JsonDeviation {
        rule: deviation.rule.clone(),
        organisation: deviation.organisation.clone(),
        subject: deviation.subject.clone(),
        reason: deviation.reason.clone(),
        decided_by: deviation.decided_by.clone(),
        case: deviation.case.clone(),
        until: deviation.until.to_string(),
        standing: standing.name().to_owned(),
        days_left: match standing {
            Standing::EndsSoon { days } => Some(*days),
            _ => None,
        },
        fails: report.fails_by(judged),
        file: deviation.file.clone(),
        line: deviation.position.line,
        column: deviation.position.column,
    }
}
