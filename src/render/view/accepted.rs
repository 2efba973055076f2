//! What stands beside the outcomes: accepted deviations with what became of them, and how the audit
//! compares with a baseline.

use jiff::civil::Date;
use serde::Serialize;

use crate::accept::{Judged, Standing};
use crate::outcome::Change;
use crate::render::plain::one_line;
use crate::render::words::{self, capital};
use crate::report::Report;
use crate::text::{Language, Texts, fill};

/// An accepted deviation.
#[derive(Debug, Serialize)]
pub struct AcceptedView {
    /// The requirement's title; the rule's id where the rule is not part of the audit.
    pub title: String,
    /// The rule's id.
    pub rule: String,
    /// The organisation, with the item that it is about.
    pub whom: String,
    /// Why.
    pub reason: String,
    /// The role that decided, with the case number.
    pub decided: String,
    /// The last day it counts.
    #[serde(skip)]
    pub until: Date,
    /// The same in words.
    pub until_words: String,
    /// What became of it.
    pub standing: String,
    /// Where it is written down.
    pub place: String,
    /// Whether it has to be put right.
    pub is_amiss: bool,
}

/// The accepted deviations, in the order they are written down.
#[must_use]
pub fn accepted(report: &Report<'_>, language: Language) -> Vec<AcceptedView> {
    report.deviations.iter().map(|judged| view(report, judged, language)).collect()
}

fn view(report: &Report<'_>, judged: &Judged, language: Language) -> AcceptedView {
    let texts = language.texts();
    let Judged { deviation, standing } = judged;
    let rule = report.set.get(&deviation.rule);
    let subject = deviation.subject.as_deref().map(|subject| format!(" ({subject})")).unwrap_or_default();
    let case = deviation.case.as_deref().map(|case| fill(texts.accepted_case, &[("case", case)])).unwrap_or_default();
    AcceptedView {
        title: one_line(rule.map_or(deviation.rule.as_str(), |rule| rule.told.title.get(language))),
        rule: one_line(&deviation.rule),
        whom: one_line(&format!("{}{subject}", deviation.organisation)),
        reason: one_line(&deviation.reason),
        decided: one_line(&format!("{}{case}", deviation.decided_by)),
        until: deviation.until,
        until_words: words::date(deviation.until, texts),
        standing: capital(&self::standing(*standing, texts)),
        place: one_line(&format!("{}:{}:{}", deviation.file, deviation.position.line, deviation.position.column)),
        is_amiss: standing.is_amiss(),
    }
}

/// What became of it, beside its last day.
fn standing(standing: Standing, texts: &Texts) -> String {
    match standing {
        Standing::InForce => texts.report_accepted_in_force.to_owned(),
        Standing::EndsSoon { days } => fill(texts.report_accepted_ends_soon, &[("days", &days.to_string())]),
        Standing::Expired => texts.report_accepted_expired.to_owned(),
        Standing::Unused => texts.deviation_unused.to_owned(),
        Standing::NotTried => texts.deviation_not_tried.to_owned(),
    }
}

/// How what is not in place compares with a baseline, where there is one.
#[must_use]
pub fn baseline(report: &Report<'_>, texts: &Texts) -> Option<String> {
    let comparison = report.comparison.as_ref()?;
    let count = |change| comparison.of(change).to_string();
    let values = [
        ("file", comparison.file.clone()),
        ("version", comparison.rule_set.clone()),
        ("new", count(Change::New)),
        ("worse", count(Change::Worse)),
        ("known", count(Change::Known)),
        ("rules", count(Change::NewRule)),
        ("closed", comparison.closed.to_string()),
    ];
    let values: Vec<(&str, &str)> = values.iter().map(|(key, value)| (*key, value.as_str())).collect();
    Some(one_line(&fill(texts.report_baseline, &values)))
}
