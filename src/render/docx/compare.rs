//! A comparison as a Word document: what was compared, the counts, then each change with how it
//! was, how it is, and why it changed.

use super::super::office::OfficeError;
use super::super::view::compare::{ChangeView, ComparedView, ComparisonView, StandingView, comparison as view};
use super::body::Body;
use super::gaps::points;
use super::inline::Paragraph;
use super::table::Table;
use super::{Cover, package};
use crate::compare::Comparison;
use crate::text::{Language, Texts};

/// The comparison as the bytes of a `.docx` file.
///
/// # Errors
/// When the parts cannot be packed.
pub fn render(comparison: &Comparison<'_>, language: Language) -> Result<Vec<u8>, OfficeError> {
    let (view, texts) = (view(comparison, language), language.texts());
    let names: Vec<&str> = view.records.iter().map(|record| record.name.as_str()).collect();
    let names = names.join(", ");
    let mut body = Body::new(texts);
    body.paragraph(&Paragraph::of("Title", view.title));
    body.paragraph(&Paragraph::of("Subtitle", if names.is_empty() { texts.word_none } else { &names }));
    about(&view, texts, &mut body);
    body.contents_here();
    for record in &view.records {
        record_chapters(record, texts, &mut body);
    }
    let day = comparison.new.as_of.parse().ok();
    package::pack(&Cover { language, texts, title: texts.compare_title, names, day }, body)
}

/// The two reports, the conclusion, and what readers must know.
fn about(view: &ComparisonView, texts: &Texts, body: &mut Body) {
    let [old, new] = &view.sides;
    let columns = [(texts.word_item, 24), (old.heading, 38), (new.heading, 38)];
    let mut table = Table::new(texts.compare_sides, texts.word_about_alt, &columns);
    for (before, now) in old.facts.iter().zip(&new.facts) {
        table.plain_row(&[before.label, &before.value, &now.value]);
    }
    body.table(&table);
    body.paragraph(&Paragraph::new("Normal").styled("Strong", &view.verdict));
    for note in &view.notes {
        body.paragraph(&Paragraph::of("ListBullet", note));
    }
    for meaning in &view.directions {
        let words = Paragraph::new("ListBullet").styled("Strong", &meaning.word);
        body.paragraph(&words.text(&format!(": {}", meaning.meaning)));
    }
}

fn record_chapters(record: &ComparedView, texts: &Texts, body: &mut Body) {
    body.new_page();
    body.heading(1, &record.name);
    for fact in &record.facts {
        body.paragraph(&Paragraph::new("Punkt").styled("Strong", fact.label).text("\t").text(&fact.value));
    }
    let columns = [(texts.compare_direction, 30), (texts.compare_part_facts, 35), (texts.compare_part_around, 35)];
    let mut table = Table::new(texts.compare_counts_caption, &record.caption, &columns);
    table.centred = vec![1, 2];
    for row in &record.counts {
        let [facts, around] = row.counts.map(|count| count.to_string());
        table.plain_row(&[&row.direction, &facts, &around]);
    }
    body.table(&table);
    body.prose(&record.unchanged);
    for part in &record.parts {
        body.heading(2, part.heading);
        if part.sections.is_empty() {
            body.prose(texts.compare_none);
        }
        for section in &part.sections {
            body.heading(3, &section.heading);
            for change in &section.changes {
                write_change(change, texts, body);
            }
        }
    }
}

fn write_change(change: &ChangeView, texts: &Texts, body: &mut Body) {
    body.heading(4, &format!("{} {}: {}", texts.report_requirement, change.number, change.title));
    let line = with_status(Paragraph::new("Status").with_next(), &change.old).text(" → ");
    let fails = if change.fails { format!(" · {}", texts.compare_fails) } else { String::new() };
    let place = format!("  {} · {}{fails}", change.force.word, change.rule);
    body.paragraph(&with_status(line, &change.new).styled("Dempet", &place));
    points(body, texts.report_subject, change.subject.clone());
    points(body, texts.report_requirement, [change.requirement.clone()]);
    points(body, texts.report_reason, [change.cause.clone()]);
    for standing in [&change.old, &change.new] {
        points(body, standing.side, standing.reasons.iter().cloned());
        for (position, reference) in standing.references.iter().enumerate() {
            let label = if standing.reasons.is_empty() && position == 0 { standing.side } else { "" };
            let paragraph = if label.is_empty() {
                Paragraph::new("Punktfortsettelse")
            } else {
                Paragraph::new("Punkt").styled("Strong", label).text("\t")
            };
            body.paragraph(&paragraph.link(&reference.text, reference.address.as_deref()));
        }
    }
    if let Some(next) = &change.next {
        points(body, next.label, [next.value.clone()]);
    }
}

/// The word for a status on its colour; plain where the requirement is not there.
fn with_status(paragraph: Paragraph, standing: &StandingView) -> Paragraph {
    match standing.status {
        Some(status) => paragraph.status(status, &standing.word),
        None => paragraph.text(&standing.word),
    }
}
