//! Several records on a terminal: each by force and by topic, what is most often not in place,
//! and the kinds of organisation.

use std::cmp::Reverse;

use comfy_table::presets::UTF8_FULL_CONDENSED;
use comfy_table::{CellAlignment, ColumnConstraint, Table, Width};
use unicode_width::UnicodeWidthStr;

use super::terminal::{Screen, clean};
use super::words;
use crate::outcome::Status;
use crate::portfolio::{Matrix, Portfolio, Row, names};
use crate::report::Counts;
use crate::rule::Force;
use crate::text::fill;

/// How many requirements are listed; reports in files list more.
const MOST_OFTEN: usize = 10;
/// How many records are listed, unless all is asked for.
const LISTED: usize = 20;
/// The room that the names of organisations take beside topics.
const NAME: usize = 28;
/// The width of a topic's column, with its frame.
const TOPIC: usize = 7;

impl Screen<'_> {
    /// All records together.
    pub(super) fn portfolio(&mut self, portfolio: &Portfolio, all: bool) {
        self.portfolio_heading(portfolio);
        self.canvas.wrapped(self.texts.how_to_read);
        self.canvas.line("");
        let names = names(&portfolio.rows, self.texts.unnamed);
        let listed = listed(&portfolio.rows, all);
        self.by_force(portfolio, &names, &listed);
        let matrices = Matrix::all(portfolio);
        for matrix in matrices.iter().take(if all { matrices.len() } else { 1 }) {
            self.by_topic(matrix, &names, &listed);
        }
        self.most_often(portfolio);
        self.by_kind(portfolio);
    }

    /// The kinds of organisation alone, beside files that tell the rest.
    pub(super) fn portfolio_in_short(&mut self) {
        let portfolio = Portfolio::of(self.report);
        self.portfolio_heading(&portfolio);
        self.canvas.line("");
        self.by_kind(&portfolio);
    }

    fn portfolio_heading(&mut self, portfolio: &Portfolio) {
        let report = self.report;
        let values = [
            ("records", portfolio.records.to_string()),
            ("rules", report.set.rules.len().to_string()),
            ("date", report.as_of.to_string()),
            ("version", report.set.version.clone()),
        ];
        let values: Vec<(&str, &str)> = values.iter().map(|(key, value)| (*key, value.as_str())).collect();
        self.canvas.bold(&fill(self.texts.portfolio_title, &values));
        self.not_audited();
    }

    /// The files that could not be audited, where there are some.
    pub(super) fn not_audited(&mut self) {
        if !self.report.failed.is_empty() {
            let files = clean(&self.report.not_audited().join(", "));
            let count = self.report.failed.len().to_string();
            self.canvas.wrapped(&fill(self.texts.portfolio_failed, &[("count", &count), ("files", &files)]));
        }
    }

    fn by_force(&mut self, portfolio: &Portfolio, names: &[String], listed: &[usize]) {
        self.canvas.bold(self.texts.portfolio_records);
        let mut table = self.dense();
        table.set_header(self.forces_after(self.texts.column_organisation));
        for at in listed {
            let mut row = vec![clean(&names[*at])];
            row.extend(portfolio.rows[*at].counts.map(in_short));
            table.add_row(row);
        }
        self.put_dense(table);
        if listed.len() < portfolio.records {
            let (shown, count) = (listed.len().to_string(), portfolio.records.to_string());
            self.canvas.wrapped(&fill(self.texts.portfolio_worst, &[("shown", &shown), ("count", &count)]));
        }
        self.canvas.line("");
    }

    /// Topics stand beside each other as far as the screen reaches, numbered; the rest below.
    fn by_topic(&mut self, matrix: &Matrix, names: &[String], listed: &[usize]) {
        let force = words::force(matrix.force, self.texts);
        self.canvas.bold(&fill(self.texts.portfolio_topics, &[("force", force)]));
        let widest = listed.iter().map(|at| names[*at].width()).max().unwrap_or(0).min(NAME);
        let room = self.canvas.width().saturating_sub(widest + 4);
        let columns: Vec<usize> = (0..matrix.topics.len()).collect();
        for part in columns.chunks((room / TOPIC).max(3)) {
            let mut table = self.dense();
            let mut header = vec![self.texts.column_organisation.to_owned()];
            header.extend(part.iter().map(|column| (matrix.topics[*column] + 1).to_string()));
            table.set_header(header);
            for at in listed {
                let mut row = vec![clean(&names[*at])];
                row.extend(part.iter().map(|column| in_topic(matrix.rows[*at][*column])));
                table.add_row(row);
            }
            self.put_dense(table);
        }
        let topics = &self.report.set.library.topics;
        let legend = matrix.topics.iter().map(|at| format!("{} {}", at + 1, topics[*at].name.get(self.style.language)));
        self.canvas.wrapped(&legend.collect::<Vec<_>>().join(" · "));
        self.canvas.line("");
    }

    fn most_often(&mut self, portfolio: &Portfolio) {
        if portfolio.requirements.is_empty() {
            return;
        }
        self.canvas.bold(self.texts.portfolio_most_often);
        let mut table = self.dense();
        table.set_header([self.texts.column_requirement, self.texts.column_records]);
        for recurring in portfolio.requirements.iter().take(MOST_OFTEN) {
            let rule = &self.report.set.rules[recurring.rule];
            let (title, force) = (rule.told.title.get(self.style.language), words::force(rule.force, self.texts));
            table.add_row([
                clean(&format!("{title} – {force}\n[{}]", words::rule_name(rule, self.texts))),
                format!("{}/{}/{}", recurring.gaps, recurring.not_documented, recurring.of),
            ]);
        }
        self.put_dense(table);
        self.canvas.line("");
    }

    fn by_kind(&mut self, portfolio: &Portfolio) {
        self.canvas.bold(self.texts.portfolio_kinds);
        let mut table = self.dense();
        table.set_header(self.forces_after(self.texts.column_kind));
        for total in &portfolio.kinds {
            let kind = clean(total.kind.as_deref().unwrap_or(self.texts.unknown_kind));
            // The longest kinds have hyphens, where they may be broken.
            let kind = if kind.width() > NAME - 8 { kind.replacen('-', "-\n", 1) } else { kind };
            let mut row = vec![format!("{kind} ({})", total.records)];
            row.extend(total.counts.map(in_short));
            table.add_row(row);
        }
        self.put_dense(table);
        self.canvas.line("");
    }

    /// A table with one line for each row, where names leave room for it.
    fn dense(&self) -> Table {
        let mut table = self.canvas.table();
        table.load_style(UTF8_FULL_CONDENSED);
        table
    }

    /// Names wrap; counts never do, since half a number is another number.
    fn put_dense(&mut self, mut table: Table) {
        for column in table.column_iter_mut().skip(1) {
            column.set_cell_alignment(CellAlignment::Right);
            column.set_constraint(ColumnConstraint::ContentWidth);
        }
        if let Some(column) = table.column_mut(0) {
            column.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(20)));
        }
        if table.lines().any(|line| line.width() > self.canvas.width()) {
            for column in table.column_iter_mut().skip(1) {
                column.set_padding((0, 1));
            }
        }
        self.canvas.put(&table);
    }

    fn forces_after(&self, first: &str) -> Vec<String> {
        // A head of two words may take two lines; the counts below it are shorter than both.
        let forces = Force::ALL.map(|(_, force)| words::force(force, self.texts).replace(' ', "\n"));
        std::iter::once(first.to_owned()).chain(forces).collect()
    }
}

/// The positions of the rows that are listed: all of them, or those with most that is not in place.
fn listed(rows: &[Row], all: bool) -> Vec<usize> {
    let mut listed: Vec<usize> = (0..rows.len()).collect();
    if !all && rows.len() > LISTED {
        listed.sort_by_key(|at| Reverse(rows[*at].weight()));
        listed.truncate(LISTED);
    }
    listed
}

/// Gaps, open questions, and how many apply.
pub(super) fn in_short(counts: Counts) -> String {
    format!("{}/{}/{}", counts.gaps(), counts.of(Status::NotDocumented), counts.applicable())
}

/// Gaps and open questions of one topic.
pub(super) fn in_topic(counts: Counts) -> String {
    if counts.applicable() == 0 {
        return "–".to_owned();
    }
    format!("{}/{}", counts.gaps(), counts.of(Status::NotDocumented))
}
