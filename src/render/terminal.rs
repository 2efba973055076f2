//! The report on a terminal: what matters first, in tables that fit the width.

mod canvas;
pub mod compare;
mod entry;
mod verdict;
mod wrap;

use std::borrow::Cow;

use comfy_table::CellAlignment;

pub(super) use canvas::Canvas;
use entry::{Detail, Entries};
pub(super) use wrap::wrap;

use super::machine::is_shown;
use super::problem::Style;
use super::words;
use crate::accept::Standing;
use crate::outcome::{Change, Outcome, Status};
use crate::portfolio::Portfolio;
use crate::report::{Audited, Report};
use crate::rule::Force;
use crate::source::acts_unseen;
use crate::text::{Texts, fill};

/// From so many columns, the table of counts breaks no word.
const COUNTS: usize = 72;

/// So many gaps of one force are still told in full.
const MANY: usize = 10;

/// The report on all records. With `all`, also what is met, what is not applicable, and every
/// open question.
#[must_use]
pub fn render(report: &Report<'_>, all: bool, style: Style) -> String {
    let mut screen = Screen::new(report, all, style);
    if report.records.len() > 1 {
        let portfolio = Portfolio::of(report);
        screen.portfolio(&portfolio, all);
        if !all {
            return screen.end_portfolio(&portfolio);
        }
    }
    if report.records.len() == 1 && !report.failed.is_empty() {
        screen.not_audited();
        screen.canvas.line("");
    }
    for (position, record) in report.records.iter().enumerate() {
        if position > 0 {
            screen.canvas.line("");
        }
        screen.record(record);
    }
    screen.deviations();
    screen.canvas.text
}

/// The report on many records that were counted one by one.
#[must_use]
pub fn many(report: &Report<'_>, portfolio: &Portfolio, style: Style) -> String {
    let mut screen = Screen::new(report, false, style);
    screen.portfolio(portfolio, false);
    screen.end_portfolio(portfolio)
}

/// Only the counts of each record and the verdict, for a screen beside files that tell the rest.
#[must_use]
pub fn summary(report: &Report<'_>, style: Style) -> String {
    let mut screen = Screen::new(report, false, style);
    match report.records.as_slice() {
        [record] => {
            screen.heading(record);
            screen.summary(record);
        }
        _ => screen.portfolio_in_short(),
    }
    screen.deviations();
    screen.verdict(&report.totals(&report.records.iter().collect::<Vec<_>>()));
    screen.canvas.text
}

/// The text so far, and what it is made from.
pub(super) struct Screen<'a> {
    pub(super) report: &'a Report<'a>,
    /// Whether everything is shown.
    all: bool,
    pub(super) style: Style,
    pub(super) texts: &'static Texts,
    pub(super) canvas: Canvas,
}

impl<'a> Screen<'a> {
    fn new(report: &'a Report<'a>, all: bool, style: Style) -> Self {
        Self { report, all, style, texts: style.language.texts(), canvas: Canvas::new(style) }
    }

    fn record(&mut self, record: &Audited) {
        self.heading(record);
        self.summary(record);
        let shown = [Status::NotMet, Status::Partly];
        for force in Force::ALL.map(|(_, force)| force) {
            self.section(record, force, &shown, self.texts.section_gaps);
        }
        self.section(record, Force::Lov, &[Status::NotDocumented], self.texts.section_open);
        if self.all {
            for force in [Force::FagligRåd, Force::GodPraksis, Force::Indikator] {
                self.section(record, force, &[Status::NotDocumented], self.texts.section_open);
            }
            for force in Force::ALL.map(|(_, force)| force) {
                self.section(record, force, &[Status::Met], self.texts.section_met);
            }
            for force in Force::ALL.map(|(_, force)| force) {
                self.section(record, force, &[Status::NotApplicable], self.texts.section_not_applicable);
            }
        } else {
            self.rest(record);
        }
        self.new_rules(record);
        self.verdict(&self.report.totals(&[record]));
    }

    /// How to see more of several records, and the verdict on them.
    fn end_portfolio(mut self, portfolio: &Portfolio) -> String {
        self.canvas.wrapped(self.texts.portfolio_more);
        self.deviations();
        self.verdict(&portfolio.totals);
        self.canvas.text
    }

    fn heading(&mut self, record: &Audited) {
        let organisation = &record.organisation;
        let name = clean(organisation.name.as_deref().unwrap_or(self.texts.unnamed));
        let kind = clean(organisation.kind.as_deref().unwrap_or(self.texts.unknown_kind));
        let title = fill(self.texts.title, &[("name", &name), ("kind", &kind)]);
        let title = self.canvas.paint(&title, anstyle::Style::new().bold());
        self.canvas.line(&title);
        let date = self.report.as_of.to_string();
        let rules = self.report.set.rules.len().to_string();
        let values = [
            ("file", record.input.name.as_str()),
            ("date", &date),
            ("rules", &rules),
            ("version", &self.report.set.version),
        ];
        self.canvas.wrapped(&fill(self.texts.subtitle, &values));
        let own = self.report.set.local_rules();
        if own > 0 {
            self.canvas.wrapped(&fill(self.texts.own_rules_counted, &[("count", &own.to_string())]));
        }
        if let Some(facts) = &organisation.facts_as_of {
            self.canvas.wrapped(&fill(self.texts.facts_as_of, &[("date", &clean(facts))]));
        }
        self.canvas.line("");
    }

    /// Counts by force and status, with the range that open questions leave.
    fn summary(&mut self, record: &Audited) {
        let statuses = [Status::NotMet, Status::Partly, Status::NotDocumented, Status::Met, Status::NotApplicable];
        if self.canvas.width() < COUNTS {
            self.counts(record, statuses);
        } else {
            self.counts_table(record, statuses);
        }
        self.canvas.wrapped(&words::range(self.report, record, self.texts));
        self.canvas.wrapped(self.texts.how_to_read);
        self.canvas.line("");
    }

    /// The counts as lines, where a table would break words.
    fn counts(&mut self, record: &Audited, statuses: [Status; 5]) {
        for force in Force::ALL.map(|(_, force)| force) {
            let counts = self.report.counts(record, force);
            let told = statuses.map(|status| format!("{}: {}", words::status(status, self.texts), counts.of(status)));
            self.canvas.wrapped(&format!("{} – {}", words::capital(words::force(force, self.texts)), told.join(", ")));
        }
        self.canvas.line("");
    }

    fn counts_table(&mut self, record: &Audited, statuses: [Status; 5]) {
        let narrow = self.canvas.width() < 80;
        let mut table = self.canvas.table();
        let mut header = vec![String::new()];
        header.extend(statuses.map(|status| {
            let word = words::status(status, self.texts);
            if narrow { word.replace(' ', "\n") } else { word.to_owned() }
        }));
        table.set_header(header);
        for force in Force::ALL.map(|(_, force)| force) {
            let counts = self.report.counts(record, force);
            let mut row = vec![words::force(force, self.texts).to_owned()];
            row.extend(statuses.map(|status| counts.of(status).to_string()));
            table.add_row(row);
        }
        for column in table.column_iter_mut().skip(1) {
            column.set_cell_alignment(CellAlignment::Right);
        }
        self.canvas.put(&table);
    }

    fn section(&mut self, record: &Audited, force: Force, statuses: &[Status], template: &str) {
        let outcomes: Vec<&Outcome> = record
            .outcomes
            .iter()
            .filter(|outcome| self.report.rule(outcome).force == force && statuses.contains(&outcome.status))
            .filter(|outcome| self.is_told(outcome))
            .collect();
        let count = outcomes.len().to_string();
        let heading = fill(template, &[("force", words::force(force, self.texts)), ("count", &count)]);
        self.listed(record, force, &outcomes, &heading);
    }

    /// Whether an outcome is told in its own section: not where a baseline knows it, or its rule
    /// is newer than the baseline.
    fn is_told(&self, outcome: &Outcome) -> bool {
        self.all || !matches!(outcome.change, Some(Change::Known | Change::NewRule))
    }

    /// What requirements that are newer than the baseline find, apart from the rest.
    fn new_rules(&mut self, record: &Audited) {
        if self.all {
            return;
        }
        let new = record.outcomes.iter().filter(|outcome| outcome.change == Some(Change::NewRule));
        let new: Vec<&Outcome> = new.filter(|outcome| is_shown(self.report, outcome, false)).collect();
        let heading = fill(self.texts.section_new_rules, &[("count", &new.len().to_string())]);
        self.listed(record, Force::Indikator, &new, &heading);
    }

    fn listed(&mut self, record: &Audited, force: Force, outcomes: &[&Outcome], heading: &str) {
        if outcomes.is_empty() {
            return;
        }
        self.canvas.bold(heading);
        let detail = self.detail(force, outcomes);
        let entries = Entries { report: self.report, record, language: self.style.language };
        entries.write(&mut self.canvas, outcomes, detail);
        if detail != Detail::Full {
            self.canvas.wrapped(self.texts.how_to_see_details);
            self.canvas.line("");
        }
    }

    /// Statutory gaps are told in full; long lists of the rest in short, unless all is asked for.
    fn detail(&self, force: Force, outcomes: &[&Outcome]) -> Detail {
        let is_open = outcomes.iter().all(|outcome| outcome.status == Status::NotDocumented);
        match force {
            _ if self.all || outcomes.len() <= MANY => Detail::Full,
            Force::Lov if !is_open => Detail::Full,
            Force::Lov | Force::FagligRåd => Detail::Short,
            _ => Detail::Line,
        }
    }

    /// What is not shown, and how to see it.
    fn rest(&mut self, record: &Audited) {
        let open: Vec<&Outcome> = record
            .outcomes
            .iter()
            .filter(|outcome| outcome.status == Status::NotDocumented && self.report.rule(outcome).force != Force::Lov)
            .filter(|outcome| self.is_told(outcome))
            .collect();
        if open.is_empty() {
            return;
        }
        let heading = fill(self.texts.rest, &[("count", &open.len().to_string())]);
        let heading = self.canvas.paint(&heading, anstyle::Style::new().bold());
        self.canvas.line(&heading);
        let mut table = self.canvas.plain_table();
        table.set_header([self.texts.column_topic, self.texts.column_open]);
        for topic in &self.report.set.library.topics {
            let count = open.iter().filter(|outcome| self.report.rule(outcome).topic == topic.id).count();
            if count > 0 {
                let name = format!("{} [{}]", topic.name.get(self.style.language), topic.id);
                table.add_row([name, count.to_string()]);
            }
        }
        if let Some(column) = table.column_mut(1) {
            column.set_cell_alignment(CellAlignment::Right);
        }
        self.canvas.put(&table);
        self.canvas.wrapped(self.texts.how_to_see_more);
        self.canvas.line("");
    }

    /// The accepted deviations, with what became of each; those that were not tried are counted.
    fn deviations(&mut self) {
        let tried = self.report.deviations.iter().filter(|judged| judged.standing != Standing::NotTried);
        let lines: Vec<String> = tried.map(|judged| clean(&words::deviation(judged, self.texts))).collect();
        if !lines.is_empty() {
            let heading = fill(self.texts.section_deviations, &[("count", &lines.len().to_string())]);
            let heading = self.canvas.paint(&heading, anstyle::Style::new().bold());
            self.canvas.line(&heading);
            for line in &lines {
                self.canvas.wrapped(&format!("• {line}"));
            }
        }
        let others = self.report.deviations.len() - lines.len();
        if others > 0 {
            self.canvas.wrapped(&fill(self.texts.deviations_not_tried, &[("count", &others.to_string())]));
        }
        if !self.report.deviations.is_empty() {
            self.canvas.line("");
        }
    }
}

/// Text without characters that could steer a terminal.
#[must_use]
pub fn clean(text: &str) -> String {
    cleaned(text).into_owned()
}

/// The same; most texts have none.
fn cleaned(text: &str) -> Cow<'_, str> {
    let steers = |c: char| c != '\n' && acts_unseen(c);
    if text.contains(steers) { Cow::Owned(text.replace(steers, "\u{fffd}")) } else { Cow::Borrowed(text) }
}
