//! A comparison as Markdown, and its tables alone.

use super::escape::{slug, text};
use super::{Page, reference};
use crate::compare::Comparison;
use crate::render::view::compare::{ChangeView, ComparedView, ComparisonView, StandingView, comparison as view};
use crate::text::Language;

/// The comparison as Markdown.
#[must_use]
pub fn render(comparison: &Comparison<'_>, language: Language) -> String {
    let mut page = Page { texts: language.texts(), text: String::new() };
    page.comparison(&view(comparison, language));
    page.finish()
}

/// The changes of each record in a table, alone.
#[must_use]
pub fn table(comparison: &Comparison<'_>, language: Language) -> String {
    let mut page = Page { texts: language.texts(), text: String::new() };
    for record in &view(comparison, language).records {
        page.paragraph(&format!("**{}**", text(&record.caption)));
        page.changes_in_short(record);
    }
    page.finish()
}

impl Page {
    fn comparison(&mut self, view: &ComparisonView) {
        let texts = self.texts;
        self.heading(1, view.title);
        self.facts(&view.about);
        self.paragraph(&format!("**{}**", text(&view.verdict)));
        self.heading(2, texts.compare_sides);
        for side in &view.sides {
            self.paragraph(&format!("**{}**", text(side.heading)));
            self.facts(&side.facts);
        }
        self.list(view.notes.iter().map(|note| text(note)));
        self.heading(2, texts.report_how_to_read);
        self.list(
            view.directions.iter().map(|meaning| {
                format!("{} **{}:** {}", text(meaning.sign), text(&meaning.word), text(&meaning.meaning))
            }),
        );
        if view.records.len() > 1 {
            self.heading(2, texts.report_contents);
            let entry = |record: &ComparedView| {
                let heading = heading(record);
                format!("[{}](#{})", text(&heading), slug(&heading))
            };
            self.list(view.records.iter().map(entry));
        }
        for record in &view.records {
            self.compared(record);
        }
    }

    fn compared(&mut self, record: &ComparedView) {
        let texts = self.texts;
        self.heading(2, &heading(record));
        self.facts(&record.facts);
        let header = [texts.compare_direction, texts.compare_part_facts, texts.compare_part_around].map(text);
        let rows = record.counts.iter().map(|row| {
            let counts = row.counts.iter().map(ToString::to_string);
            [text(&row.direction)].into_iter().chain(counts).collect()
        });
        self.table(&header, "---:", rows);
        self.paragraph(&text(&record.unchanged));
        self.heading(3, texts.compare_all);
        self.changes_in_short(record);
        for part in &record.parts {
            self.heading(3, part.heading);
            if part.sections.is_empty() {
                self.paragraph(&text(texts.compare_none));
            }
            for section in &part.sections {
                self.heading(4, &section.heading);
                for change in &section.changes {
                    self.change(change);
                }
            }
        }
    }

    fn changes_in_short(&mut self, record: &ComparedView) {
        let texts = self.texts;
        if record.changes().next().is_none() {
            self.paragraph(&text(texts.compare_none));
            return;
        }
        let header = [
            texts.report_nr,
            texts.compare_direction,
            texts.column_requirement,
            texts.compare_status_old,
            texts.compare_status_new,
            texts.compare_reason_new,
            texts.compare_cause,
        ];
        let header = header.map(text);
        let rows = record.changes().map(|change| {
            let subject = change.subject.as_ref().map(|subject| format!(" – {}", text(subject)));
            vec![
                change.number.to_string(),
                format!("{}<br>{}", text(&change.direction.word), text(&change.force.word)),
                format!("**{}**{}", text(&change.title), subject.unwrap_or_default()),
                status(&change.old),
                status(&change.new),
                change.new.reasons.iter().map(|reason| text(reason)).collect::<Vec<_>>().join("<br>"),
                text(&change.cause),
            ]
        });
        self.table(&header, "---", rows);
    }

    fn change(&mut self, change: &ChangeView) {
        let texts = self.texts;
        self.heading(5, &format!("{} {}", change.number, change.title));
        let rule = format!("{}: {}", text(texts.report_rule), text(&change.rule));
        let way = format!("{} → {}", status(&change.old), status(&change.new));
        let fails = change.fails.then(|| text(texts.compare_fails));
        let line = [Some(way), Some(text(&change.force.word)), fails, Some(rule)];
        self.paragraph(&line.into_iter().flatten().collect::<Vec<_>>().join(" · "));
        if let Some(subject) = &change.subject {
            self.labelled(texts.report_subject, subject);
        }
        self.labelled(texts.report_requirement, &change.requirement);
        self.labelled(texts.compare_cause, &change.cause);
        for (standing, reasons, sources) in [
            (&change.old, texts.compare_reason_old, texts.compare_sources_old),
            (&change.new, texts.compare_reason_new, texts.compare_sources_new),
        ] {
            if !standing.reasons.is_empty() {
                self.labelled_list(reasons, standing.reasons.iter().map(|reason| text(reason)));
            }
            if !standing.references.is_empty() {
                self.labelled_list(sources, standing.references.iter().map(reference));
            }
        }
        if let Some(next) = &change.next {
            self.labelled(next.label, &next.value);
        }
    }
}

fn status(standing: &StandingView) -> String {
    format!("{} {}", standing.sign, text(&standing.word)).trim().to_owned()
}

fn heading(record: &ComparedView) -> String {
    format!("{} {}", record.number, record.name)
}
