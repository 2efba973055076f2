//! GitHub workflow commands, which become annotations, and a summary of the job in Markdown.

use super::machine::{deviation, is_shown, not_audited, target, title, why, worth_telling};
use super::markdown::escape;
use super::plain::{one_line, visible};
use super::words;
use crate::outcome::{Outcome, Status};
use crate::report::{Audited, Report};
use crate::rule::Force;
use crate::text::{Language, fill};

/// GitHub shows so many annotations of each kind for a step.
const MOST: usize = 10;
/// The longest summary that GitHub takes is 1 MiB.
const LONGEST_SUMMARY: usize = 1_000_000;

/// Annotations: errors for gaps that fail the audit, warnings for other gaps, notices for what
/// is not documented. What is over GitHub's limit is counted.
#[must_use]
pub fn render(report: &Report<'_>, all: bool, language: Language) -> String {
    let texts = language.texts();
    let mut commands: Vec<(&str, String)> = Vec::new();
    for failed in &report.failed {
        let place = failed
            .cause
            .as_ref()
            .map_or_else(String::new, |cause| format!(",line={},col={}", cause.position.line, cause.position.column));
        let (file, message) = (property(&failed.name), data(&not_audited(failed, texts)));
        commands.push(("error", format!("::error file={file}{place}::{message}\n")));
    }
    for judged in worth_telling(report) {
        let kind = if report.fails_by(judged) { "error" } else { "warning" };
        let (file, line) = (property(&judged.deviation.file), judged.deviation.position.line);
        let message = data(&deviation(judged, texts));
        commands.push((kind, format!("::{kind} file={file},line={line}::{message}\n")));
    }
    for record in &report.records {
        for outcome in record.outcomes.iter().filter(|outcome| is_shown(report, outcome, all)) {
            if let Some(kind) = annotation(report, record, outcome) {
                commands.push((kind, command(kind, report, record, outcome, language)));
            }
        }
    }
    let mut text = String::new();
    for kind in ["error", "warning", "notice"] {
        let of_kind: Vec<&str> =
            commands.iter().filter(|(known, _)| *known == kind).map(|(_, command)| command.as_str()).collect();
        text.extend(of_kind.iter().copied().take(MOST));
        if of_kind.len() > MOST {
            let count = (of_kind.len() - MOST).to_string();
            text.push_str(&format!("{}\n", fill(texts.github_more, &[("count", &count), ("kind", kind)])));
        }
    }
    text
}

fn annotation(report: &Report<'_>, record: &Audited, outcome: &Outcome) -> Option<&'static str> {
    match outcome.status {
        Status::NotMet | Status::Partly if report.fails(record, outcome) => Some("error"),
        Status::NotMet | Status::Partly => Some("warning"),
        Status::NotDocumented => Some("notice"),
        Status::Met | Status::NotApplicable => None,
    }
}

fn command(kind: &str, report: &Report<'_>, record: &Audited, outcome: &Outcome, language: Language) -> String {
    let place = target(outcome);
    let heading = format!("{}: {}", title(report, outcome, language), words::standing(outcome, language.texts()));
    let message = format!("{} [{}]", why(report, record, outcome, language), report.rule(outcome).id);
    format!(
        "::{kind} file={},line={line},endLine={line},col={},title={}::{}\n",
        property(&record.input.name),
        place.column,
        property(&heading),
        data(&message),
        line = place.line,
    )
}

/// The job's summary: counts for each record, then the gaps.
#[must_use]
pub fn summary(report: &Report<'_>, language: Language) -> String {
    let texts = language.texts();
    let mut text = format!("## medvirk {}\n\n", report.as_of);
    text.push_str(&format!("{}\n\n| {} |", texts.how_to_read, texts.column_organisation));
    let forces = Force::ALL.map(|(_, force)| force);
    for force in forces {
        text.push_str(&format!(" {} |", words::force(force, texts)));
    }
    text.push_str("\n| --- | ---: | ---: | ---: | ---: |\n");
    for record in &report.records {
        let name = record.organisation.name.as_deref().unwrap_or(texts.unnamed);
        text.push_str(&format!("| {} ({}) |", escape(&one_line(name)), escape(&one_line(&record.input.name))));
        for force in forces {
            let counts = report.counts(record, force);
            let open = counts.of(Status::NotDocumented);
            text.push_str(&format!(" {} / {open} / {} |", counts.gaps(), counts.applicable()));
        }
        text.push('\n');
    }
    text.push_str(&format!("\n{}\n", texts.summary_cells));
    for failed in &report.failed {
        text.push_str(&format!("\n**{}**\n", escape(&not_audited(failed, texts))));
    }
    for judged in worth_telling(report) {
        text.push_str(&format!("\n- {}\n", escape(&deviation(judged, texts))));
    }
    let header = format!("\n| {} | {} |\n| --- | --- |\n", texts.column_requirement, texts.column_why);
    let mut rows = String::new();
    let mut left_out = 0;
    for record in &report.records {
        for outcome in record.outcomes.iter().filter(|outcome| outcome.status.is_gap()) {
            let place = target(outcome);
            let row = format!(
                "| **{}** – {} ({}) | {}:{}: {} |\n",
                escape(&title(report, outcome, language)),
                words::standing(outcome, texts),
                words::force(report.rule(outcome).force, texts),
                escape(&one_line(&record.input.name)),
                place.line,
                escape(&why(report, record, outcome, language)),
            );
            if text.len() + rows.len() + row.len() > LONGEST_SUMMARY {
                left_out += 1;
            } else {
                rows.push_str(&row);
            }
        }
    }
    if !rows.is_empty() {
        text.push_str(&(header + &rows));
    }
    if left_out > 0 {
        text.push_str(&format!(
            "\n{}\n",
            fill(texts.github_more, &[("count", &left_out.to_string()), ("kind", "gap")])
        ));
    }
    text
}

/// The message of a workflow command.
fn data(text: &str) -> String {
    visible(text).replace('%', "%25").replace('\n', "%0A")
}

/// A property of a workflow command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_escaped() {
        assert_eq!(data("a%\r\nb: c, d\u{1b}"), "a%25%0Ab: c, d\u{fffd}");
        assert_eq!(property("a: b, c\n"), "a%3A b%2C c%0A");
    }
}
