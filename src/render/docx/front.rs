//! Who was audited, when and with what; how to read it; and the state at a glance.

use super::super::office::{capital, date, guide, range, stated_date, verdict};
use super::super::view::baseline;
use super::super::words;
use super::Paper;
use super::body::Body;
use super::inline::Paragraph;
use super::table::Table;
use crate::outcome::Status;
use crate::report::Audited;
use crate::rule::Force;
use crate::text::fill;

/// The title, and what the report is about.
pub(super) fn title(paper: &Paper<'_>, body: &mut Body) {
    let texts = paper.texts;
    body.paragraph(&Paragraph::of("Title", texts.report_heading));
    match paper.report.records.as_slice() {
        [record] => {
            let name = record.organisation.name.as_deref().unwrap_or(texts.unnamed);
            body.paragraph(&Paragraph::of("Subtitle", name));
            about(paper, record, body);
        }
        records => {
            let names = records.iter().map(|record| record.organisation.name.as_deref().unwrap_or(texts.unnamed));
            let names = names.chain(records.is_empty().then_some(texts.word_none));
            body.paragraph(&Paragraph::of("Subtitle", &names.collect::<Vec<_>>().join(", ")));
        }
    }
    if let Some(words) = baseline(paper.report, texts) {
        body.prose(&words);
    }
    let failed = paper.report.not_audited();
    let left_out = [(texts.report_not_audited, &failed), (texts.report_skipped, &paper.report.skipped)];
    for (title, names) in left_out.into_iter().filter(|(_, names)| !names.is_empty()) {
        body.paragraph(&Paragraph::new("Normal").styled("Strong", title).with_next());
        for name in names {
            body.paragraph(&Paragraph::of("ListBullet", name));
        }
    }
}

/// One record: organisation, date, rule set, and the input with its digest.
pub(super) fn about(paper: &Paper<'_>, record: &Audited, body: &mut Body) {
    let (report, texts) = (paper.report, paper.texts);
    let organisation = &record.organisation;
    let mut table =
        Table::new(texts.word_about, texts.word_about_alt, &[(texts.word_item, 32), (texts.sheet_value, 68)]);
    table.plain_row(&[texts.report_organisation, organisation.name.as_deref().unwrap_or(texts.report_not_stated)]);
    table.plain_row(&[texts.report_number, organisation.number.as_deref().unwrap_or(texts.report_not_stated)]);
    table.plain_row(&[texts.report_kind, organisation.kind.as_deref().unwrap_or(texts.report_not_stated)]);
    table.plain_row(&[texts.report_as_of, &date(report.as_of, texts)]);
    let stated = organisation.facts_as_of.as_deref().map(|stated| stated_date(stated, texts));
    table.plain_row(&[texts.report_facts_as_of, stated.as_deref().unwrap_or(texts.report_not_stated)]);
    table.plain_row(&[texts.report_rule_set, &words::rule_set(report.set, texts)]);
    table.plain_row(&[texts.report_program, concat!("medvirk ", env!("CARGO_PKG_VERSION"))]);
    table.plain_row(&[texts.report_input, &record.input.name]);
    table.plain_row(&[texts.report_digest, &record.input.sha256]);
    body.table(&table);
}

/// What each status and each type of requirement means.
pub(super) fn how_to_read(paper: &Paper<'_>, body: &mut Body) {
    body.new_page();
    body.heading(1, paper.texts.report_how_to_read);
    body.prose(paper.texts.report_basis);
    for (word, meaning) in guide(paper.texts) {
        let template = fill(paper.texts.report_explain, &[("word", ""), ("meaning", meaning)]);
        body.paragraph(&Paragraph::new("ListBullet").styled("Strong", &word).text(&template));
    }
    body.prose(paper.texts.report_range_note);
}

/// Counts by type of requirement and by topic, with the range that open questions leave.
pub(super) fn summary(paper: &Paper<'_>, record: &Audited, level: usize, body: &mut Body) {
    let (report, texts) = (paper.report, paper.texts);
    body.heading(level, texts.report_summary);
    body.prose(&range(report, record, texts));
    if let Some(verdict) = verdict(report, record, texts) {
        body.prose(&verdict);
    }
    let mut forces = counts_table(paper, texts.report_by_force, texts.word_counts_alt, texts.report_force, true);
    for force in Force::ALL.map(|(_, force)| force) {
        let counts = report.counts(record, force);
        let (least, most) = counts.range();
        let name = capital(words::force(force, texts));
        let range = format!("{least}–{most}");
        count_row(&mut forces, &name, Status::ALL.map(|status| counts.of(status)), counts.applicable(), Some(&range));
    }
    body.table(&forces);
    let mut topics = counts_table(paper, texts.report_by_topic, texts.word_topics_alt, texts.column_topic, false);
    for found in &report.set.library.topics {
        let of = |status: Status| {
            let outcomes = record.outcomes.iter();
            outcomes.filter(|one| one.status == status && report.rule(one).topic == found.id).count()
        };
        let counts = Status::ALL.map(of);
        let all: usize = counts.iter().sum();
        if all > 0 {
            let name = words::topic(report, &found.id, paper.language);
            count_row(&mut topics, name, counts, all - of(Status::NotApplicable), None);
        }
    }
    body.table(&topics);
}

fn counts_table(paper: &Paper<'_>, title: &str, description: &str, first: &str, with_range: bool) -> Table {
    let texts = paper.texts;
    let words = Status::ALL.map(|status| capital(words::status(status, texts)));
    let first_width = if with_range { 15 } else { 26 };
    let mut columns = vec![(first, first_width)];
    columns.extend(words.iter().zip([11, 11, 16, 11, 11]).map(|(word, width)| (word.as_str(), width)));
    columns.push((texts.report_applicable, 13));
    if with_range {
        columns.push((texts.report_range, 12));
    }
    let mut table = Table::new(title, description, &columns);
    table.centred = (1..columns.len()).collect();
    table.statuses = Status::ALL.into_iter().enumerate().map(|(position, status)| (position + 1, status)).collect();
    table
}

fn count_row(table: &mut Table, name: &str, counts: [usize; 5], applicable: usize, range: Option<&str>) {
    let mut cells = vec![name.to_owned()];
    cells.extend(counts.into_iter().chain([applicable]).map(|count| count.to_string()));
    cells.extend(range.map(str::to_owned));
    table.plain_row(&cells.iter().map(String::as_str).collect::<Vec<_>>());
}
