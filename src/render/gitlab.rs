//! GitLab Code Quality: a JSON array, one object for each gap.

use std::collections::HashMap;

use serde_json::{Value, json};

use super::machine::{deviation, is_shown, message, not_audited, pretty, target, uuid, weight, worth_telling};
use super::plain::visible;
use crate::report::Report;
use crate::rule::Force;
use crate::text::Language;

/// The report for GitLab's merge requests. With `all`, also what is open, met or not applicable.
#[must_use]
pub fn render(report: &Report<'_>, all: bool, language: Language) -> String {
    let mut seen: HashMap<&str, usize> = HashMap::new();
    let mut issues: Vec<Value> = Vec::new();
    for record in &report.records {
        for outcome in record.outcomes.iter().filter(|outcome| is_shown(report, outcome, all)) {
            // GitLab keeps only one issue for each fingerprint.
            let count = seen.entry(&outcome.fingerprint).or_default();
            *count += 1;
            let fingerprint = match *count {
                1 => outcome.fingerprint.clone(),
                more => format!("{}-{more}", outcome.fingerprint),
            };
            let rule = report.rule(outcome);
            let counts = outcome.status.is_gap() && !outcome.is_excused();
            let severity = if counts { weight(rule.force).gitlab } else { "info" };
            issues.push(json!({
                "description": message(report, record, outcome, language),
                "check_name": rule.id,
                "fingerprint": fingerprint,
                "severity": severity,
                "location": { "path": visible(&record.input.name), "lines": { "begin": target(outcome).line } },
            }));
        }
    }
    // Without these, the gaps that such a file had before would look mended.
    for failed in &report.failed {
        issues.push(json!({
            "description": not_audited(failed, language.texts()),
            "check_name": "medvirk",
            "fingerprint": uuid(&["not-audited", &failed.name]),
            "severity": "blocker",
            "location": {
                "path": visible(&failed.name),
                "lines": { "begin": failed.cause.as_ref().map_or(1, |cause| cause.position.line) },
            },
        }));
    }
    for judged in worth_telling(report) {
        let decided = &judged.deviation;
        let force = report.set.get(&decided.rule).map_or(Force::Indikator, |rule| rule.force);
        let subject = decided.subject.as_deref().unwrap_or_default();
        issues.push(json!({
            "description": deviation(judged, language.texts()),
            "check_name": visible(&decided.rule),
            "fingerprint": uuid(&["deviation", &decided.rule, &decided.organisation, subject]),
            "severity": if judged.standing.is_amiss() { weight(force).gitlab } else { "info" },
            "location": { "path": visible(&decided.file), "lines": { "begin": decided.position.line } },
        }));
    }
    pretty(&issues)
}
