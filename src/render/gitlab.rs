//! GitLab Code Quality: a JSON array, one object for each gap.

use std::collections::HashMap;

use serde_json::{Value, json};

use super::machine::{is_shown, message, target, weight};
use crate::report::Report;
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
            let counts = outcome.status.is_gap() && outcome.in_force().is_none();
            let severity = if counts { weight(rule.force).gitlab } else { "info" };
            issues.push(json!({
                "description": message(report, record, outcome, language),
                "check_name": rule.id,
                "fingerprint": fingerprint,
                "severity": severity,
                "location": { "path": record.input.name, "lines": { "begin": target(outcome).line } },
            }));
        }
    }
    serde_json::to_string_pretty(&issues).map(|text| text + "\n").unwrap_or_default()
}
