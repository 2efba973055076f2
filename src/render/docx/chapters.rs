//! What is not documented, what is met, and what is not applicable: tables by type of
//! requirement and topic.

use super::super::office::{Row, capital};
use super::super::reason::sentences;
use super::super::words::{self, references};
use super::Paper;
use super::body::Body;
use super::inline::Paragraph;
use super::table::Table;
use crate::outcome::Status;
use crate::report::Audited;
use crate::rule::Force;

/// What the record is silent on, with the questions that decide.
pub(super) fn not_documented<'a>(paper: &Paper<'a>, record: &'a Audited, level: usize, body: &mut Body) {
    let texts = paper.texts;
    let last = |row: &Row<'_>| {
        let documents = row.rule.told.documents.get(paper.language);
        vec![
            Paragraph::of("Tabelltekst", row.rule.told.question.get(paper.language)),
            Paragraph::of("Tabellkilde", &format!("{}: {documents}", texts.report_documents)),
        ]
    };
    let chapter = Chapter {
        status: Status::NotDocumented,
        title: texts.word_open,
        intro: texts.word_open_intro,
        columns: &[
            (texts.report_nr, 7),
            (texts.report_requirement, 37),
            (texts.word_missing, 29),
            (texts.word_question, 27),
        ],
        last: Some(&last),
    };
    chapter.write(paper, record, level, body);
}

/// What is met, with the facts that show it.
pub(super) fn met<'a>(paper: &Paper<'a>, record: &'a Audited, level: usize, body: &mut Body) {
    let texts = paper.texts;
    let chapter = Chapter {
        status: Status::Met,
        title: texts.word_met,
        intro: texts.word_met_intro,
        columns: &[(texts.report_nr, 7), (texts.report_requirement, 50), (texts.word_shown, 43)],
        last: None,
    };
    chapter.write(paper, record, level, body);
}

/// What is not for this organisation, time or case, with the reason.
pub(super) fn not_applicable<'a>(paper: &Paper<'a>, record: &'a Audited, level: usize, body: &mut Body) {
    let texts = paper.texts;
    let chapter = Chapter {
        status: Status::NotApplicable,
        title: texts.word_not_applicable,
        intro: texts.word_not_applicable_intro,
        columns: &[(texts.report_nr, 7), (texts.report_requirement, 50), (texts.word_why_not, 43)],
        last: None,
    };
    chapter.write(paper, record, level, body);
}

/// What the last column says of a row.
type LastColumn<'c> = dyn Fn(&Row<'_>) -> Vec<Paragraph> + 'c;

/// A chapter of tables about one status.
struct Chapter<'c> {
    status: Status,
    title: &'c str,
    intro: &'c str,
    columns: &'c [(&'c str, u32)],
    /// What stands in a column of its own after the reasons.
    last: Option<&'c LastColumn<'c>>,
}

impl Chapter<'_> {
    fn write<'a>(&self, paper: &Paper<'a>, record: &'a Audited, level: usize, body: &mut Body) {
        body.heading(level, self.title);
        let rows: Vec<&Row<'_>> = paper.rows_of(record).filter(|row| row.outcome.status == self.status).collect();
        if rows.is_empty() {
            body.prose(paper.texts.word_none);
            return;
        }
        body.prose(self.intro);
        for force in Force::ALL.map(|(_, force)| force) {
            let of: Vec<&Row<'_>> = rows.iter().filter(|row| row.rule.force == force).copied().collect();
            if of.is_empty() {
                continue;
            }
            let force = capital(words::force(force, paper.texts));
            body.heading(level + 1, &format!("{force} ({})", of.len()));
            for of in of.chunk_by(|one, next| one.rule.topic == next.rule.topic) {
                self.topic(paper, &force, of, level + 2, body);
            }
        }
    }

    /// The table of one topic.
    fn topic(&self, paper: &Paper<'_>, force: &str, rows: &[&Row<'_>], level: usize, body: &mut Body) {
        let Some(first) = rows.first() else { return };
        let id = &first.rule.topic;
        let name = words::topic(paper.report, id, paper.language);
        body.heading(level, name);
        let mut table =
            Table::new(&format!("{}: {name}", self.title), &format!("{force}. {}", self.intro), self.columns);
        for row in rows {
            let reasons = sentences(paper.report, row.record, row.outcome, paper.language);
            let mut cells = vec![
                vec![Paragraph::of("Tabelltekst", &row.number.to_string())],
                requirement(paper, row),
                reasons.iter().map(|reason| Paragraph::of("Tabelltekst", reason)).collect(),
            ];
            cells.extend(self.last.map(|last| last(row)));
            table.rows.push(cells);
        }
        body.uncaptioned(&table);
    }
}

/// The requirement with the item it is about and its sources.
fn requirement(paper: &Paper<'_>, row: &Row<'_>) -> Vec<Paragraph> {
    let texts = paper.texts;
    let mut cell = vec![Paragraph::new("Tabelltekst").styled("Strong", row.rule.told.title.get(paper.language))];
    if let Some(subject) = row.subject() {
        cell.push(Paragraph::of("Tabelltekst", &format!("{}: {subject}", texts.report_subject)));
    }
    cell.push(Paragraph::of("Tabelltekst", row.rule.told.requirement.get(paper.language)));
    if row.outcome.status != Status::NotApplicable {
        cell.extend(row.parameters(paper.report, texts).iter().map(|line| Paragraph::of("Tabelltekst", line)));
    }
    for reference in references(paper.report, row.rule, paper.language) {
        cell.push(Paragraph::new("Tabellkilde").link(&reference.text, reference.address.as_deref()));
    }
    cell.push(Paragraph::of("Tabellkilde", &words::rule_name(row.rule, paper.texts)));
    cell
}
