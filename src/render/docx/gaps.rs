//! What is not or only partly met, one by one: facts, requirement, assessment, conclusion.

use super::super::office::{Row, capital};
use super::super::reason::sentences;
use super::super::words::{self, references};
use super::Paper;
use super::body::Body;
use super::inline::Paragraph;
use crate::outcome::{Evidence, Reason, Status};
use crate::report::Audited;
use crate::rule::Force;
use crate::text::{Texts, fill};

/// The gaps, the statutory requirements first.
pub(super) fn chapter<'a>(paper: &Paper<'a>, record: &'a Audited, level: usize, body: &mut Body) {
    let texts = paper.texts;
    body.new_page();
    body.heading(level, texts.word_gaps);
    let gaps: Vec<&Row<'_>> = paper.rows_of(record).filter(|row| row.outcome.status.is_gap()).collect();
    if gaps.is_empty() {
        body.prose(texts.word_none);
        return;
    }
    body.prose(texts.word_gaps_intro);
    for force in Force::ALL.map(|(_, force)| force) {
        let of: Vec<&&Row<'_>> = gaps.iter().filter(|row| row.rule.force == force).collect();
        if !of.is_empty() {
            body.heading(level + 1, &format!("{} ({})", capital(words::force(force, texts)), of.len()));
        }
        for row in of {
            gap(paper, row, level + 2, body);
        }
    }
}

fn gap(paper: &Paper<'_>, row: &Row<'_>, level: usize, body: &mut Body) {
    let (texts, language) = (paper.texts, paper.language);
    let title = row.rule.told.title.get(language);
    body.heading(level, &format!("{} {}: {title}", texts.report_requirement, row.number));
    let status = capital(&words::standing(row.outcome, texts));
    let place =
        [words::force(row.rule.force, texts), row.topic(paper.report, language), words::level(row.rule.level, texts)];
    let mut line = Paragraph::new("Status").with_next().status(row.outcome.status, &status);
    line = line.styled("Dempet", &format!("  {} · {}", place.join(" · "), words::rule_name(row.rule, paper.texts)));
    body.paragraph(&line);
    if let Some(subject) = row.subject() {
        body.paragraph(&Paragraph::new("Punkt").styled("Strong", texts.report_subject).text("\t").text(&subject));
    }
    // The reason gives a sentence for each field that was read, after those of its own.
    let mut reasons = sentences(paper.report, row.record, row.outcome, language);
    let facts = reasons.split_off(reasons.len().saturating_sub(fields(row, |_| true).len()));
    points(body, texts.word_facts, facts);
    points(body, texts.report_requirement, [row.rule.told.requirement.get(language).to_owned()]);
    let references = references(paper.report, row.rule, language);
    // The provisions stand first, then the documents.
    let provisions = paper.report.provisions(row.rule).len();
    for (position, reference) in references.iter().enumerate() {
        let label = if position < provisions { texts.word_law } else { texts.word_source };
        let paragraph = if position == 0 || position == provisions {
            Paragraph::new("Punkt").styled("Strong", label).text("\t")
        } else {
            Paragraph::new("Punktfortsettelse")
        };
        body.paragraph(&paragraph.link(&reference.text, reference.address.as_deref()));
    }
    points(body, texts.word_assessment, assessment(paper, row, reasons));
    let conclusion = match row.outcome.status {
        Status::Partly => texts.word_conclude_partly,
        _ => texts.word_conclude_not_met,
    };
    points(body, texts.word_conclusion, [conclusion.to_owned()]);
    points(body, texts.word_action, [row.rule.told.remedy.get(language).to_owned()]);
}

/// A label, and what it says in one or more paragraphs.
pub(super) fn points(body: &mut Body, label: &str, lines: impl IntoIterator<Item = String>) {
    for (position, line) in lines.into_iter().enumerate() {
        let paragraph = match position {
            0 => Paragraph::new("Punkt").styled("Strong", label).text("\t"),
            _ => Paragraph::new("Punktfortsettelse"),
        };
        body.paragraph(&paragraph.text(&line));
    }
}

/// How the facts lead to the conclusion: what the reason says itself, the facts that decide, and
/// the limits that were used.
fn assessment(paper: &Paper<'_>, row: &Row<'_>, reasons: Vec<String>) -> Vec<String> {
    let texts = paper.texts;
    let mut lines = reasons;
    if matches!(row.outcome.reason, Reason::Condition | Reason::ConditionPartlyOpen) {
        let holding = enumeration(&fields(row, |found| found.holds == Some(true)), texts);
        let failing = enumeration(&fields(row, |found| found.holds == Some(false)), texts);
        lines.push(match row.outcome.status {
            Status::Partly if holding == failing => fill(texts.word_assess_partly_same, &[("fields", &holding)]),
            Status::Partly => fill(texts.word_assess_partly, &[("fields", &holding), ("others", &failing)]),
            _ => fill(texts.word_assess_not_met, &[("fields", &failing)]),
        });
    }
    lines.extend(row.parameters(paper.report, texts));
    lines
}

/// The fields of some of the evidence, each once.
fn fields<'a>(row: &Row<'a>, which: impl Fn(&Evidence) -> bool) -> Vec<&'a str> {
    let mut fields: Vec<&str> = Vec::new();
    for found in row.outcome.evidence.iter().filter(|found| which(found)) {
        if !fields.contains(&found.field.as_str()) {
            fields.push(&found.field);
        }
    }
    fields
}

/// «a», «b» and «c».
fn enumeration(fields: &[&str], texts: &Texts) -> String {
    let quoted: Vec<String> = fields.iter().map(|field| format!("«{field}»")).collect();
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, before)) => format!("{} {} {last}", before.join(", "), texts.word_and),
        None => String::new(),
    }
}
