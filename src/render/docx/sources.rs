//! The limits that were used, every source that was cited, and what is adopted but judges
//! nothing yet.

use super::super::office::{cited, date, source_kind};
use super::super::words::{self, citation};
use super::Paper;
use super::body::Body;
use super::inline::Paragraph;
use super::table::Table;
use crate::rule::Provision;

/// The closing chapters.
pub(super) fn chapters(paper: &Paper<'_>, body: &mut Body) {
    parameters(paper, body);
    sources(paper, body);
    announced(paper, body);
}

/// Each limit of each rule, once, with why it is as it is.
fn parameters(paper: &Paper<'_>, body: &mut Body) {
    let (report, texts) = (paper.report, paper.texts);
    body.heading(1, texts.report_parameters);
    body.prose(texts.word_parameters_intro);
    let columns = [
        (texts.report_nr, 7),
        (texts.report_requirement, 36),
        (texts.word_parameter, 25),
        (texts.word_parameter_basis, 32),
    ];
    let mut table = Table::new(texts.report_parameters, texts.word_parameters_intro, &columns);
    let mut seen: Vec<usize> = Vec::new();
    for row in &paper.rows {
        if seen.contains(&row.outcome.rule) {
            continue;
        }
        seen.push(row.outcome.rule);
        for used in &report.parameters(row.outcome) {
            table.plain_row(&[
                &row.number.to_string(),
                row.rule.told.title.get(paper.language),
                &words::parameter(used, texts),
                &words::parameter_basis(used, paper.language),
            ]);
        }
    }
    finish(paper, &table, body);
}

/// Every provision and document behind an outcome.
fn sources(paper: &Paper<'_>, body: &mut Body) {
    let (report, texts, language) = (paper.report, paper.texts, paper.language);
    let cited = cited(report, &paper.rows);
    body.heading(1, texts.word_sources);
    body.heading(2, texts.word_provisions);
    let columns =
        [(texts.word_provision, 31), (texts.report_duty, 37), (texts.report_from, 17), (texts.report_used_in, 15)];
    let mut table = Table::new(texts.word_provisions, texts.report_duty, &columns);
    for (provision, numbers) in &cited.provisions {
        let mut cells = provision_cells(paper, provision);
        let from = provision.from.map(|from| date(from, texts)).unwrap_or_default();
        cells.push(vec![Paragraph::of("Tabelltekst", &from)]);
        let numbers: Vec<String> = numbers.iter().map(ToString::to_string).collect();
        cells.push(vec![Paragraph::of("Tabelltekst", &numbers.join(", "))]);
        table.rows.push(cells);
    }
    finish(paper, &table, body);
    body.heading(2, texts.word_documents);
    let columns = [(texts.word_document, 45), (texts.word_weight, 40), (texts.report_used_by, 15)];
    let mut table = Table::new(texts.word_documents, texts.word_weight, &columns);
    for (document, numbers) in &cited.documents {
        let published = [document.publisher.as_deref(), document.date.as_deref()];
        let published: Vec<&str> = published.into_iter().flatten().chain([document.kind.get(language)]).collect();
        table.rows.push(vec![
            vec![
                Paragraph::new("Tabelltekst").link(&document.title, document.address.as_deref()),
                Paragraph::of("Tabellkilde", &published.join(", ")),
            ],
            vec![Paragraph::of("Tabelltekst", document.weight.as_ref().map_or("", |weight| weight.get(language)))],
            vec![Paragraph::of("Tabelltekst", &numbers.len().to_string())],
        ]);
    }
    finish(paper, &table, body);
}

/// Provisions that are adopted, but whose commencement is not known.
fn announced(paper: &Paper<'_>, body: &mut Body) {
    let texts = paper.texts;
    body.heading(1, texts.word_announced);
    let announced = paper.report.announced();
    if !announced.is_empty() {
        body.prose(texts.word_announced_intro);
    }
    let columns = [(texts.word_provision, 40), (texts.report_duty, 60)];
    let mut table = Table::new(texts.word_announced, texts.word_announced_intro, &columns);
    table.rows.extend(announced.into_iter().map(|provision| provision_cells(paper, provision)));
    finish(paper, &table, body);
}

/// A provision with its link and whom it is for, and what it requires.
fn provision_cells(paper: &Paper<'_>, provision: &Provision) -> Vec<Vec<Paragraph>> {
    let language = paper.language;
    let kind = source_kind(provision, paper.texts);
    let addressee = provision.addressee.get(language);
    vec![
        vec![
            Paragraph::new("Tabelltekst").link(&citation(provision, None, language), provision.address.as_deref()),
            Paragraph::of("Tabellkilde", &format!("{kind}. {}: {addressee}", paper.texts.report_addressee)),
        ],
        vec![Paragraph::of("Tabelltekst", provision.duty.get(language))],
    ]
}

/// Writes a table, or that there is nothing to show.
fn finish(paper: &Paper<'_>, table: &Table, body: &mut Body) {
    if table.rows.is_empty() {
        body.prose(paper.texts.word_none);
    } else {
        body.table(table);
    }
}
