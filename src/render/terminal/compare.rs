//! A comparison on a terminal.

use super::super::grid::Grid;
use super::super::problem::Style;
use super::super::view::compare::{ChangeView, ComparedView, ComparisonView, StandingView, comparison as view};
use super::{Canvas, clean};
use crate::compare::Comparison;

/// The comparison with all changes.
#[must_use]
pub fn render(comparison: &Comparison<'_>, style: Style) -> String {
    let view = view(comparison, style.language);
    let mut canvas = Canvas::new(style);
    canvas.about(&view);
    for record in &view.records {
        canvas.counts(record);
        canvas.changes(record);
    }
    canvas.wrapped(&view.verdict);
    canvas.text
}

/// Only what was compared, the counts and the verdict, for a screen beside files that tell the rest.
#[must_use]
pub fn summary(comparison: &Comparison<'_>, style: Style) -> String {
    let view = view(comparison, style.language);
    let mut canvas = Canvas::new(style);
    canvas.about(&view);
    for record in &view.records {
        canvas.counts(record);
    }
    canvas.wrapped(&view.verdict);
    canvas.text
}

impl Canvas {
    fn about(&mut self, view: &ComparisonView) {
        self.bold(view.title);
        for side in &view.sides {
            let facts: Vec<String> = side.facts.iter().map(|fact| format!("{}: {}", fact.label, fact.value)).collect();
            self.wrapped(&clean(&format!("{}: {}", side.heading, facts.join(" · "))));
        }
        for note in &view.notes {
            self.wrapped(&clean(note));
        }
        self.line("");
    }

    fn counts(&mut self, record: &ComparedView) {
        self.bold(&record.caption);
        let mut table = self.table();
        table.set_header([self.texts.compare_direction, self.texts.compare_part_facts, self.texts.compare_part_around]);
        for row in &record.counts {
            let [facts, around] = row.counts;
            table.add_row([row.direction.clone(), facts.to_string(), around.to_string()]);
        }
        self.put_numbers(table, 1);
        self.wrapped(&record.unchanged);
        self.line("");
    }

    fn changes(&mut self, record: &ComparedView) {
        for part in &record.parts {
            self.bold(part.heading);
            if part.sections.is_empty() {
                self.wrapped(self.texts.compare_none);
            }
            for section in &part.sections {
                self.line("");
                self.bold(&section.heading);
                let rows = section.changes.iter().map(|change| vec![requirement(change), self.explanation(change)]);
                let header = vec![self.texts.column_requirement, self.texts.compare_direction];
                let grid = Grid { header, rows: rows.collect() };
                self.line(grid.terminal(self.style).trim_end());
            }
            self.line("");
        }
    }

    fn explanation(&self, change: &ChangeView) -> String {
        let mut lines = vec![change.requirement.clone()];
        lines.extend([&change.old, &change.new].into_iter().flat_map(standing));
        // Where the sources are as they were, once is enough.
        let same = change.old.references == change.new.references;
        for standing in [&change.old, &change.new].into_iter().skip(usize::from(same)) {
            for reference in &standing.references {
                let label = if same { String::new() } else { format!(" ({})", standing.side.to_lowercase()) };
                lines.push(format!("{}{label}: {}", self.texts.report_references, reference.text));
                lines.extend(reference.address.clone());
            }
        }
        lines.push(format!("{}: {}", self.texts.compare_cause, change.cause));
        lines.extend(change.next.as_ref().map(|next| format!("{}: {}", next.label, next.value)));
        clean(&lines.join("\n"))
    }
}

/// What is asked, of which item, and by which rule.
fn requirement(change: &ChangeView) -> String {
    let mut lines = vec![change.new.word.to_uppercase(), change.title.clone()];
    lines.extend(change.subject.clone());
    lines.push(change.force.word.clone());
    lines.push(format!("[{}]", change.rule));
    clean(&lines.join("\n"))
}

/// The status in one of the reports, and the facts behind it.
fn standing(standing: &StandingView) -> Vec<String> {
    let head = format!("{}: {}", standing.side, format!("{} {}", standing.sign, standing.word).trim());
    let facts = standing.reasons.iter().map(|reason| format!("• {reason}"));
    [head].into_iter().chain(facts).collect()
}
