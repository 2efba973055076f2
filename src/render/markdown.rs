//! Markdown: the same report for GitHub, GitLab and a job summary, and the gap table alone, to
//! paste into a document.

pub mod compare;
pub(super) mod escape;

pub(super) use escape::text as escape;
use escape::{link, slug, start, text};

use super::view::{AcceptedView, Labelled, OutcomeView, ProvisionView, RecordView, TogetherView, View, forces, view};
use super::words::Reference;
use crate::report::Report;
use crate::text::{Language, Texts};

/// The report as Markdown.
#[must_use]
pub fn render(report: &Report<'_>, language: Language) -> String {
    let view = view(report, language);
    let mut page = Page { texts: language.texts(), text: String::new() };
    page.report(&view);
    page.finish()
}

/// The gap table of each record, alone.
#[must_use]
pub fn table(report: &Report<'_>, language: Language) -> String {
    let view = view(report, language);
    let mut page = Page { texts: language.texts(), text: String::new() };
    for record in &view.records {
        page.paragraph(&format!("**{}**", text(&record.gap_caption)));
        page.gap_table(record);
    }
    page.finish()
}

struct Page {
    texts: &'static Texts,
    text: String,
}

impl Page {
    fn finish(mut self) -> String {
        self.text.truncate(self.text.trim_end().len());
        self.text + "\n"
    }

    fn report(&mut self, view: &View) {
        let texts = self.texts;
        self.heading(1, view.title);
        self.facts(&view.about);
        if !view.not_audited.is_empty() {
            self.labelled_list(texts.report_not_audited, view.not_audited.iter().map(|name| text(name)));
        }
        if !view.skipped.is_empty() {
            self.labelled_list(texts.report_skipped, view.skipped.iter().map(|name| text(name)));
        }
        if view.records.is_empty() {
            self.paragraph(&text(texts.report_nothing_audited));
        }
        if view.records.len() > 1 {
            self.contents(view);
        }
        self.how_to_read(view);
        if let Some(together) = &view.together {
            self.together(together);
        }
        for record in &view.records {
            self.record(view, record);
        }
        self.accepted(&view.accepted);
        self.sources(view);
    }

    fn contents(&mut self, view: &View) {
        self.heading(2, self.texts.report_contents);
        let entries = view.records.iter().map(|record| {
            let heading = record_heading(record);
            format!("[{}](#{})", text(&heading), slug(&heading))
        });
        self.list(entries);
    }

    fn how_to_read(&mut self, view: &View) {
        let texts = self.texts;
        self.heading(2, texts.report_how_to_read);
        self.paragraph(&text(texts.report_basis));
        self.paragraph(&format!("**{}**", text(texts.report_statuses)));
        self.list(
            view.statuses
                .iter()
                .map(|meaning| format!("{} **{}:** {}", meaning.sign, text(&meaning.word), text(&meaning.meaning))),
        );
        self.paragraph(&format!("**{}**", text(texts.report_forces)));
        self.list(view.forces.iter().map(|meaning| format!("**{}:** {}", text(&meaning.word), text(&meaning.meaning))));
    }

    /// What several records have in common.
    fn together(&mut self, together: &TogetherView) {
        let texts = self.texts;
        self.heading(2, texts.report_together);
        self.heading(3, texts.report_recurring);
        let header = [
            texts.report_requirement,
            texts.report_force,
            texts.column_gaps,
            texts.column_open,
            texts.report_recurring_of,
        ];
        let rows = together.requirements.iter().map(|one| {
            let requirement = format!("{} (`{}`)", text(&one.title), one.rule);
            let counts = [one.gaps, one.open, one.of].map(|count| count.to_string());
            [requirement, text(&one.force)].into_iter().chain(counts).collect()
        });
        self.table(&header.map(text), "---", rows);
        self.paragraph(&text(texts.portfolio_kinds));
        let header = [texts.column_kind, texts.column_records].map(text);
        let header: Vec<String> = header.into_iter().chain(forces(texts).map(|force| text(&force))).collect();
        let rows = together.kinds.iter().map(|kind| {
            [text(&kind.kind), kind.records.to_string()].into_iter().chain(kind.counts.iter().cloned()).collect()
        });
        self.table(&header, "---:", rows);
        self.heading(3, texts.portfolio_matrix);
        self.paragraph(&text(texts.portfolio_matrix_note));
        self.paragraph(&text(&together.topics.join(" · ")));
        for matrix in &together.matrices {
            self.paragraph(&format!("**{}**", text(&matrix.force)));
            let topics = matrix.topics.iter().map(ToString::to_string);
            let header: Vec<String> = std::iter::once(text(texts.report_organisation)).chain(topics).collect();
            let rows = matrix.rows.iter().map(|row| {
                let name = text(&format!("{} {}", row.number, row.name));
                std::iter::once(name).chain(row.cells.iter().cloned()).collect()
            });
            self.table(&header, "---:", rows);
        }
    }

    /// The accepted deviations, with what became of each.
    fn accepted(&mut self, accepted: &[AcceptedView]) {
        let texts = self.texts;
        if accepted.is_empty() {
            return;
        }
        self.heading(2, texts.report_accepted);
        self.paragraph(&text(texts.report_accepted_note));
        let header = [
            texts.report_requirement,
            texts.report_organisation,
            texts.report_reason,
            texts.report_accepted_decided,
            texts.report_accepted_until,
            texts.report_accepted_standing,
        ];
        let rows = accepted.iter().map(|one| {
            vec![
                format!("{}<br>{}", text(&one.title), text(&one.rule)),
                text(&one.whom),
                text(&one.reason),
                text(&one.decided),
                text(&one.until_words),
                format!("{}<br>{}", text(&one.standing), text(&one.place)),
            ]
        });
        self.table(&header.map(text), "---", rows);
    }

    fn record(&mut self, view: &View, record: &RecordView) {
        let texts = self.texts;
        self.heading(2, &record_heading(record));
        self.facts(&record.facts);
        self.heading(3, texts.report_summary);
        if let Some(verdict) = &record.verdict {
            self.paragraph(&format!("**{}**", text(verdict)));
        }
        self.paragraph(&text(&record.range));
        self.counts(view, record);
        self.paragraph(&text(texts.report_range_note));
        self.heading(3, texts.report_by_topic);
        self.topics(view, record);
        self.paragraph(&text(texts.report_topics_note));
        self.heading(3, texts.report_gap_table);
        self.gap_table(record);
        self.heading(3, texts.report_details);
        for part in &record.parts {
            self.heading(4, &part.heading);
            for outcome in &part.outcomes {
                self.outcome(outcome);
            }
        }
    }

    fn counts(&mut self, view: &View, record: &RecordView) {
        let statuses = view.statuses.iter().map(|status| text(&status.word));
        let header = [text(self.texts.report_force)].into_iter().chain(statuses).chain([text(self.texts.report_range)]);
        let header: Vec<String> = header.collect();
        let rows = record.counts.iter().map(|row| {
            let counts = row.counts.iter().map(ToString::to_string);
            [text(&row.force)].into_iter().chain(counts).chain([text(&row.possible)]).collect()
        });
        self.table(&header, "---:", rows);
    }

    fn topics(&mut self, view: &View, record: &RecordView) {
        let forces = view.forces.iter().map(|force| text(&force.word));
        let header: Vec<String> = [text(self.texts.column_topic)].into_iter().chain(forces).collect();
        let rows = record.topics.iter().map(|topic| {
            let cells = topic.cells.iter().map(|cell| {
                let counts: Vec<String> =
                    cell.counts.iter().map(|part| format!("{}&nbsp;{}", part.sign, part.count)).collect();
                if counts.is_empty() { "–".to_owned() } else { counts.join(" ") }
            });
            [text(&topic.name)].into_iter().chain(cells).collect()
        });
        self.table(&header, "---", rows);
        let signs = view.statuses.iter().filter(|status| status.code != "not-applicable");
        let signs: Vec<String> = signs.map(|status| format!("{} {}", status.sign, text(&status.word))).collect();
        self.paragraph(&signs.join(", "));
    }

    /// Short rows: what stands under the outcome's heading is not repeated.
    fn gap_table(&mut self, record: &RecordView) {
        let texts = self.texts;
        let header = [
            texts.report_nr,
            texts.report_status,
            texts.report_requirement_and_source,
            texts.label_why,
            texts.report_next,
        ];
        let header = header.map(text);
        let rows = record.gap_rows().map(|outcome| {
            let subject = outcome.subject.as_ref().map(|subject| format!(" – {}", text(subject)));
            let requirement = format!("**{}**{}", text(&outcome.title), subject.unwrap_or_default());
            let references = outcome.short_references.iter().map(reference);
            vec![
                outcome.number.to_string(),
                format!("{} {}<br>{}", outcome.sign, text(&outcome.standing), text(&outcome.force.word)),
                [requirement].into_iter().chain(references).collect::<Vec<_>>().join("<br>"),
                outcome.short_reasons.iter().map(|reason| text(reason)).collect::<Vec<_>>().join("<br>"),
                outcome.next.as_ref().map(|next| text(&next.value)).unwrap_or_default(),
            ]
        });
        if record.gap_rows().next().is_some() {
            self.table(&header, "---", rows);
        }
        self.paragraph(&text(&record.gap_note));
    }

    fn outcome(&mut self, outcome: &OutcomeView) {
        let texts = self.texts;
        self.heading(5, &format!("{} {}", outcome.number, outcome.title));
        let local = if outcome.local { format!(" ({})", texts.report_local) } else { String::new() };
        let rule = format!("{}: `{}`{}", text(texts.report_rule), outcome.rule, text(&local));
        let status = format!("{} **{}**", outcome.sign, text(&outcome.standing));
        let words = [&outcome.force, &outcome.topic, &outcome.level].map(|tag| text(&tag.word));
        let change = outcome.change.map(text);
        self.paragraph(&[status].into_iter().chain(change).chain(words).chain([rule]).collect::<Vec<_>>().join(" · "));
        if let Some(subject) = &outcome.subject {
            self.labelled(texts.report_subject, subject);
        }
        self.labelled(texts.report_requirement, &outcome.requirement);
        self.labelled_list(texts.label_why, outcome.reasons.iter().map(|reason| text(reason)));
        if let Some(next) = &outcome.next {
            self.labelled(next.label, &next.value);
        }
        self.labelled_list(texts.report_reference, outcome.references.iter().map(reference));
        if !outcome.parameters.is_empty() {
            let parameters = outcome
                .parameters
                .iter()
                .map(|parameter| format!("{}. {}", text(&parameter.text), text(&parameter.rationale)));
            self.labelled_list(texts.report_parameters, parameters);
        }
        if let Some(documents) = &outcome.documents {
            self.labelled(texts.label_documents, documents);
        }
    }

    fn sources(&mut self, view: &View) {
        let texts = self.texts;
        self.heading(2, texts.report_sources);
        self.paragraph(&text(texts.report_duty_note));
        self.heading(3, texts.report_provisions);
        self.provisions(&view.provisions);
        self.heading(3, texts.report_source_documents);
        let header = [texts.report_document, texts.report_publisher, texts.report_weight].map(text);
        let rows = view
            .documents
            .iter()
            .map(|document| vec![reference(&document.reference), text(&document.published), text(&document.kind)]);
        self.table(&header, "---", rows);
        if !view.announced.is_empty() {
            self.heading(3, texts.report_announced);
            self.paragraph(&text(texts.report_announced_note));
            self.provisions(&view.announced);
        }
    }

    fn provisions(&mut self, provisions: &[ProvisionView]) {
        let texts = self.texts;
        let header = [texts.report_provision, texts.report_addressee, texts.report_duty, texts.report_from].map(text);
        let rows = provisions.iter().map(|provision| {
            let [addressee, duty, from] =
                [&provision.addressee, &provision.duty, &provision.from].map(|words| text(words));
            vec![reference(&provision.reference), addressee, duty, from]
        });
        self.table(&header, "---", rows);
    }

    fn heading(&mut self, level: usize, words: &str) {
        self.text.push_str(&"#".repeat(level));
        self.text.push_str(&format!(" {}\n\n", text(words)));
    }

    /// Text that is already Markdown.
    fn paragraph(&mut self, markdown: &str) {
        self.text.push_str(&start(markdown));
        self.text.push_str("\n\n");
    }

    fn labelled(&mut self, label: &str, words: &str) {
        self.paragraph(&format!("**{}:** {}", text(label), text(words)));
    }

    fn labelled_list(&mut self, label: &str, items: impl Iterator<Item = String>) {
        self.paragraph(&format!("**{}:**", text(label)));
        self.list(items);
    }

    fn facts(&mut self, facts: &[Labelled]) {
        self.list(facts.iter().map(|fact| format!("**{}:** {}", text(fact.label), text(&fact.value))));
    }

    fn list(&mut self, items: impl Iterator<Item = String>) {
        for item in items {
            self.text.push_str(&format!("- {}\n", start(&item)));
        }
        self.text.push('\n');
    }

    /// A table of cells that are already Markdown; the first column stands to the left, the others
    /// as the rule says.
    fn table(&mut self, header: &[String], rule: &str, rows: impl Iterator<Item = Vec<String>>) {
        let rules = (0..header.len()).map(|column| if column == 0 { "---" } else { rule });
        let rules = format!("| {} |\n", rules.collect::<Vec<_>>().join(" | "));
        self.text.push_str(&format!("| {} |\n{rules}", header.join(" | ")));
        for row in rows {
            self.text.push_str(&format!("| {} |\n", row.join(" | ")));
        }
        self.text.push('\n');
    }
}

fn reference(reference: &Reference) -> String {
    link(&reference.text, reference.address.as_deref())
}

/// The record's number makes its heading, and the place of it, one of its kind.
fn record_heading(record: &RecordView) -> String {
    format!("{} {}", record.number, record.name)
}
