//! Several records on a terminal: each by force and by topic, what is most often not in place,
//! and the kinds of organisation.

use unicode_width::UnicodeWidthStr;

use super::terminal::{Screen, clean};
use super::words;
use crate::portfolio::{Portfolio, Row};
use crate::report::Counts;
use crate::rule::Force;
use crate::text::fill;

/// How many requirements are listed.
const MOST_OFTEN: usize = 15;
/// The width of a topic's column, with its frame.
const TOPIC_COLUMN: usize = 8;

impl Screen<'_> {
    /// All records together.
    pub(super) fn portfolio(&mut self, portfolio: &Portfolio, all: bool) {
        let values = [
            ("records", portfolio.records.to_string()),
            ("rules", self.report.set.rules.len().to_string()),
            ("date", self.report.as_of.to_string()),
            ("version", self.report.set.version.clone()),
        ];
        let values: Vec<(&str, &str)> = values.iter().map(|(key, value)| (*key, value.as_str())).collect();
        self.canvas.bold(&fill(self.texts.portfolio_title, &values));
        if !self.report.failed.is_empty() {
            let files = clean(&self.report.failed.join(", "));
            let count = self.report.failed.len().to_string();
            self.canvas.wrapped(&fill(self.texts.portfolio_failed, &[("count", &count), ("files", &files)]));
        }
        self.canvas.wrapped(self.texts.how_to_read);
        self.canvas.line("");
        self.by_force(portfolio);
        let forces = Force::ALL.map(|(_, force)| force);
        for force in forces.iter().take(if all { forces.len() } else { 1 }) {
            self.by_topic(portfolio, *force);
        }
        self.most_often(portfolio);
        self.by_kind(portfolio);
    }

    fn by_force(&mut self, portfolio: &Portfolio) {
        self.canvas.bold(self.texts.portfolio_records);
        let mut table = self.canvas.table();
        let mut header = vec![self.texts.column_organisation.to_owned()];
        header.extend(Force::ALL.map(|(_, force)| words::force(force, self.texts).to_owned()));
        table.set_header(header);
        for record in &portfolio.rows {
            let mut row = vec![self.who(record)];
            row.extend(record.counts.map(in_short));
            table.add_row(row);
        }
        self.canvas.put_numbers(table, 1);
        let left_out = portfolio.records - portfolio.rows.len();
        if left_out > 0 {
            let values = [("shown", portfolio.rows.len().to_string()), ("count", left_out.to_string())];
            let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
            self.canvas.wrapped(&fill(self.texts.portfolio_left_out, &values));
            self.canvas.line("");
        }
    }

    /// Topics stand beside each other as far as the screen reaches, numbered; the rest below.
    fn by_topic(&mut self, portfolio: &Portfolio, force: Force) {
        let counts: Vec<Vec<Counts>> = portfolio
            .rows
            .iter()
            .map(|record| record.topics.iter().map(|topic| topic[force as usize]).collect())
            .collect();
        let topics = &self.report.set.library.topics;
        let used: Vec<usize> =
            (0..topics.len()).filter(|at| counts.iter().any(|record| record[*at].applicable() > 0)).collect();
        if used.is_empty() {
            return;
        }
        self.canvas.bold(&fill(self.texts.portfolio_topics, &[("force", words::force(force, self.texts))]));
        let names: Vec<String> = portfolio.rows.iter().map(|record| self.who(record)).collect();
        let widest = names.iter().flat_map(|name| name.lines()).map(UnicodeWidthStr::width).max().unwrap_or(0);
        let room = self.canvas.width().saturating_sub(widest.min(30) + 4);
        for part in used.chunks((room / TOPIC_COLUMN).max(3)) {
            let mut table = self.canvas.table();
            let mut header = vec![self.texts.column_organisation.to_owned()];
            header.extend(part.iter().map(|at| (at + 1).to_string()));
            table.set_header(header);
            for (name, record) in names.iter().zip(&counts) {
                let mut row = vec![name.clone()];
                row.extend(part.iter().map(|at| {
                    let counts = record[*at];
                    if counts.applicable() == 0 {
                        "–".to_owned()
                    } else {
                        format!("{}/{}", counts.gaps(), counts.of(crate::outcome::Status::NotDocumented))
                    }
                }));
                table.add_row(row);
            }
            self.canvas.put_numbers(table, 1);
        }
        let legend: Vec<String> =
            used.iter().map(|at| format!("{} {}", at + 1, topics[*at].name.get(self.style.language))).collect();
        self.canvas.wrapped(&legend.join(" · "));
        self.canvas.line("");
    }

    fn most_often(&mut self, portfolio: &Portfolio) {
        if portfolio.requirements.is_empty() {
            return;
        }
        self.canvas.bold(self.texts.portfolio_requirements);
        let mut table = self.canvas.table();
        table.set_header([self.texts.column_requirement, self.texts.column_gaps, self.texts.column_open]);
        for recurring in portfolio.requirements.iter().take(MOST_OFTEN) {
            let rule = &self.report.set.rules[recurring.rule];
            let title = rule.title.get(self.style.language);
            let force = words::force(rule.force, self.texts);
            table.add_row([
                clean(&format!("{title} – {force}\n[{}]", words::rule_name(rule, self.texts))),
                recurring.gaps.to_string(),
                recurring.not_documented.to_string(),
            ]);
        }
        self.canvas.put_numbers(table, 1);
    }

    fn by_kind(&mut self, portfolio: &Portfolio) {
        self.canvas.bold(self.texts.portfolio_kinds);
        let mut table = self.canvas.table();
        let mut header = vec![self.texts.column_kind.to_owned(), self.texts.column_records.to_owned()];
        header.extend(Force::ALL.map(|(_, force)| words::force(force, self.texts).to_owned()));
        table.set_header(header);
        for total in &portfolio.kinds {
            let kind = total.kind.as_deref().unwrap_or(self.texts.unknown_kind);
            let mut row = vec![clean(kind), total.records.to_string()];
            row.extend(total.counts.map(in_short));
            table.add_row(row);
        }
        self.canvas.put_numbers(table, 1);
    }

    /// The organisation and its file: two records may be of one organisation.
    fn who(&self, record: &Row) -> String {
        let name = record.name.as_deref().unwrap_or(self.texts.unnamed);
        clean(&format!("{name}\n{}", record.file))
    }
}

/// Gaps, open questions, and how many apply.
fn in_short(counts: Counts) -> String {
    format!("{} / {} / {}", counts.gaps(), counts.of(crate::outcome::Status::NotDocumented), counts.applicable())
}
