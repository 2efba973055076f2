//! What stands beside the requirements: several records together, and the accepted deviations.

use super::super::view::{MatrixView, accepted, forces, together};
use super::Paper;
use super::body::Body;
use super::inline::Paragraph;
use super::table::Table;
use crate::text::Texts;

/// What several records have in common.
pub(super) fn records_together(paper: &Paper<'_>, body: &mut Body) {
    let texts = paper.texts;
    let Some(together) = together(paper.report, paper.language) else { return };
    body.heading(1, texts.report_together);
    let columns = [
        (texts.report_requirement, 43),
        (texts.report_force, 15),
        (texts.column_gaps, 14),
        (texts.column_open, 17),
        (texts.report_recurring_of, 11),
    ];
    let mut table = Table::new(texts.report_recurring, texts.portfolio_requirements, &columns);
    table.centred = vec![2, 3, 4];
    for one in &together.requirements {
        let [gaps, open, of] = [one.gaps, one.open, one.of].map(|count| count.to_string());
        table.plain_row(&[&one.title, &one.force, &gaps, &open, &of]);
    }
    if table.rows.is_empty() {
        body.prose(texts.word_none);
    } else {
        body.table(&table);
    }
    let forces = forces(texts);
    let mut columns = vec![(texts.column_kind, 28), (texts.column_records, 12)];
    columns.extend(forces.iter().map(|force| (force.as_str(), 15)));
    let mut table = Table::new(texts.portfolio_kinds, texts.portfolio_kinds, &columns);
    table.centred = (1..columns.len()).collect();
    for kind in &together.kinds {
        let records = kind.records.to_string();
        let counts = kind.counts.iter().map(String::as_str);
        table.plain_row(&[kind.kind.as_str(), &records].into_iter().chain(counts).collect::<Vec<_>>());
    }
    body.table(&table);
    body.heading(2, texts.portfolio_matrix);
    body.prose(texts.portfolio_matrix_note);
    body.prose(&together.topics.join(" · "));
    for matrix in &together.matrices {
        by_topic(matrix, texts, body);
    }
}

/// So many topics stand beside each other on a page.
const ABREAST: usize = 7;

/// The records by topic, in one force.
fn by_topic(matrix: &MatrixView, texts: &Texts, body: &mut Body) {
    let heads: Vec<String> = matrix.topics.iter().map(ToString::to_string).collect();
    for (part, heads) in heads.chunks(ABREAST).enumerate() {
        let mut columns = vec![(matrix.force.as_str(), 30)];
        columns.extend(heads.iter().map(|head| (head.as_str(), 10)));
        let mut table = Table::new(&matrix.force, texts.portfolio_matrix_note, &columns);
        table.centred = (1..columns.len()).collect();
        for row in &matrix.rows {
            let cells = row.cells.iter().skip(part * ABREAST).take(heads.len()).map(String::as_str);
            table.plain_row(&std::iter::once(row.name.as_str()).chain(cells).collect::<Vec<_>>());
        }
        body.table(&table);
    }
}

/// The accepted deviations, with what became of each.
pub(super) fn deviations(paper: &Paper<'_>, body: &mut Body) {
    let texts = paper.texts;
    let accepted = accepted(paper.report, paper.language);
    if accepted.is_empty() {
        return;
    }
    body.heading(1, texts.report_accepted);
    body.prose(texts.report_accepted_note);
    let columns = [
        (texts.report_requirement, 24),
        (texts.report_organisation, 17),
        (texts.report_reason, 21),
        (texts.report_accepted_decided, 14),
        (texts.report_accepted_standing, 24),
    ];
    let mut table = Table::new(texts.report_accepted, texts.report_accepted_note, &columns);
    for one in &accepted {
        let plain = |words: &str| vec![Paragraph::of("Tabelltekst", words)];
        let until = format!("{} {}", texts.report_accepted_until, one.until_words);
        let standing = if one.is_amiss {
            Paragraph::new("Tabelltekst").styled("Strong", &one.standing)
        } else {
            Paragraph::of("Tabelltekst", &one.standing)
        };
        table.rows.push(vec![
            vec![Paragraph::new("Tabelltekst").styled("Strong", &one.title), Paragraph::of("Tabellkilde", &one.rule)],
            plain(&one.whom),
            plain(&one.reason),
            plain(&one.decided),
            vec![Paragraph::of("Tabelltekst", &until), standing, Paragraph::of("Tabellkilde", &one.place)],
        ]);
    }
    body.table(&table);
}
