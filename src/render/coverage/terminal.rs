//! Coverage on a terminal: the holes first, then the chain in both directions.

use comfy_table::presets::UTF8_FULL_CONDENSED;
use comfy_table::{ContentArrangement, Table};

use super::{document, hole, purpose, reason, sources};
use crate::coverage::{Coverage, Purpose, ReadingRule};
use crate::render::problem::Style;
use crate::render::words;
use crate::rule::ProvisionStatus;
use crate::text::{Texts, fill};

/// The summary, the holes, and the tables.
#[must_use]
pub fn render(coverage: &Coverage<'_>, style: Style) -> String {
    let mut screen = Screen { coverage, style, texts: style.language.texts(), text: String::new() };
    screen.summary();
    screen.statements();
    screen.other_rules();
    screen.fields();
    screen.provisions();
    screen.context();
    screen.verdict();
    screen.text
}

struct Screen<'c> {
    coverage: &'c Coverage<'c>,
    style: Style,
    texts: &'static Texts,
    text: String,
}

impl Screen<'_> {
    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn heading(&mut self, heading: &str) {
        let style = anstyle::Style::new().bold();
        let painted = if self.style.colour { format!("{style}{heading}{style:#}") } else { heading.to_owned() };
        self.line("");
        self.line(&painted);
    }

    fn summary(&mut self) {
        let (coverage, texts) = (self.coverage, self.texts);
        let counts = coverage.counts();
        self.counted(
            texts.coverage_statements,
            &[("covered", counts.covered), ("all", counts.auditable), ("context", counts.context)],
        );
        self.counted(texts.coverage_rules, &[("founded", counts.founded), ("all", coverage.rules.len())]);
        let other = counts.fields - counts.read - counts.audit - counts.unread;
        let values = [("all", counts.fields), ("read", counts.read), ("audit", counts.audit), ("other", other)];
        self.counted(texts.coverage_fields, &values);
        let holes = coverage.holes();
        if holes.is_empty() {
            self.line(texts.coverage_whole);
            return;
        }
        self.heading(&fill(texts.coverage_holes, &[("count", &holes.len().to_string())]));
        for found in holes {
            let sentence = hole(coverage, found, self.style.language);
            self.wrapped(&format!("• {sentence}"));
        }
    }

    fn counted(&mut self, template: &str, values: &[(&str, usize)]) {
        let words: Vec<(&str, String)> = values.iter().map(|(name, count)| (*name, count.to_string())).collect();
        let words: Vec<(&str, &str)> = words.iter().map(|(name, count)| (*name, count.as_str())).collect();
        self.wrapped(&fill(template, &words));
    }

    /// One table for each document.
    fn statements(&mut self) {
        let (coverage, texts) = (self.coverage, self.texts);
        self.heading(texts.coverage_by_statement);
        let auditable = || coverage.statements.iter().filter(|found| found.statement.auditable);
        let mut documents: Vec<&str> = Vec::new();
        for found in auditable() {
            if !documents.contains(&found.statement.document.as_str()) {
                documents.push(&found.statement.document);
            }
        }
        for id in documents {
            let inside = || auditable().filter(|found| found.statement.document == id);
            if let Some(first) = inside().next() {
                self.line(&format!("{id}: {}", document(coverage, first.statement)));
            }
            let mut table = self.table(&[texts.coverage_statement, texts.coverage_rule, texts.coverage_field]);
            for found in inside() {
                let statement = found.statement;
                let id = match &statement.same_as {
                    Some(other) => format!("{}\n{}", statement.id, fill(texts.coverage_repeats, &[("id", other)])),
                    None => statement.id.clone(),
                };
                if found.rules.is_empty() {
                    table.add_row([id.as_str(), texts.coverage_no_rule, ""]);
                }
                for (position, rule) in found.rules.iter().map(|rule| &coverage.rules[*rule]).enumerate() {
                    let id = if position == 0 { id.as_str() } else { "" };
                    table.add_row([id, &self.rule(rule), &rule.fields.join(", ")]);
                }
            }
            self.put(&table);
        }
    }

    /// The rules that follow from no statement.
    fn other_rules(&mut self) {
        let (coverage, texts) = (self.coverage, self.texts);
        let others: Vec<_> = coverage.rules.iter().filter(|reading| reading.rule.told.statements.is_empty()).collect();
        if others.is_empty() {
            return;
        }
        self.heading(texts.coverage_by_rule);
        let mut table = self.table(&[texts.coverage_rule, texts.coverage_source, texts.coverage_field]);
        for reading in others {
            let sources = sources(coverage, reading.rule, self.style.language).join("; ");
            table.add_row([self.rule(reading), sources, reading.fields.join(", ")]);
        }
        self.put(&table);
    }

    fn fields(&mut self) {
        let (coverage, texts) = (self.coverage, self.texts);
        self.heading(texts.coverage_by_field);
        let mut table = self.table(&[texts.coverage_field, texts.coverage_read_by]);
        for field in &coverage.fields {
            let ids: Vec<String> = field.rules.iter().map(|rule| self.rule(&coverage.rules[*rule])).collect();
            let also = (field.purpose == Some(Purpose::Audit) || ids.is_empty()).then(|| match field.purpose {
                Some(found) => format!("({})", purpose(found, texts)),
                None => texts.coverage_no_rule.to_owned(),
            });
            table.add_row([field.path.clone(), also.into_iter().chain(ids).collect::<Vec<_>>().join(", ")]);
        }
        self.put(&table);
    }

    fn provisions(&mut self) {
        let (coverage, texts) = (self.coverage, self.texts);
        self.heading(texts.coverage_by_provision);
        let mut table = self.table(&[texts.coverage_provision, texts.coverage_rule]);
        for (provision, rules) in &coverage.provisions {
            let citation = words::citation(provision, None, self.style.language);
            let rules = match provision.status {
                ProvisionStatus::Adopted => format!("({})", texts.provision_adopted),
                _ if rules.is_empty() => texts.coverage_no_rule.to_owned(),
                _ => rules.iter().map(|rule| rule.id.as_str()).collect::<Vec<_>>().join(", "),
            };
            table.add_row([format!("{citation} [{}]", provision.id), rules]);
        }
        self.put(&table);
    }

    fn context(&mut self) {
        let (coverage, texts) = (self.coverage, self.texts);
        self.heading(texts.coverage_context);
        let mut table = self.table(&[texts.coverage_statement, texts.coverage_place, texts.coverage_reason]);
        for found in coverage.statements.iter().filter(|found| !found.statement.auditable) {
            let statement = found.statement;
            let place = statement.locator.get(self.style.language);
            table.add_row([statement.id.as_str(), place, statement.reason.map_or("", |found| reason(found, texts))]);
        }
        self.put(&table);
    }

    /// The end of a long listing is what stays on the screen.
    fn verdict(&mut self) {
        let count = self.coverage.holes().len();
        self.line("");
        match count {
            0 => self.line(self.texts.coverage_whole),
            _ => self.line(&fill(self.texts.coverage_verdict, &[("count", &count.to_string())])),
        }
    }

    fn rule(&self, reading: &ReadingRule<'_>) -> String {
        words::rule_name(reading.rule, self.texts)
    }

    fn table(&self, header: &[&str]) -> Table {
        let width = u16::try_from(self.style.width.clamp(60, 160)).unwrap_or(u16::MAX);
        let mut table = Table::new();
        table
            .load_style(UTF8_FULL_CONDENSED)
            .set_content_arrangement(ContentArrangement::Dynamic)
            .set_width(width)
            .set_header(header.to_vec());
        table
    }

    fn put(&mut self, table: &Table) {
        self.line(&table.to_string());
    }

    fn wrapped(&mut self, text: &str) {
        for line in crate::render::terminal::wrap(text, self.style.width.clamp(60, 100)) {
            self.line(&line);
        }
    }
}
