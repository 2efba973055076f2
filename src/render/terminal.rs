//! The report on a terminal: what matters first, in tables that fit the width.

mod canvas;
pub mod compare;

use comfy_table::{CellAlignment, ColumnConstraint, Width};

pub(super) use canvas::Canvas;

use super::cells::{Cells, Detail, groups};
use super::machine::is_shown;
use super::problem::Style;
use super::words;
use crate::accept::Standing;
use crate::outcome::{Change, Outcome, Status};
use crate::report::{Audited, Report};
use crate::rule::Force;
use crate::text::{Texts, fill};

/// So many gaps of one force are still told in full.
const MANY: usize = 10;

/// The report on all records. With `all`, also what is met, what is not applicable, and every
/// open question.
#[must_use]
pub fn render(report: &Report<'_>, all: bool, style: Style) -> String {
    let mut screen = Screen::new(report, all, style);
    if report.records.len() > 1 {
        screen.portfolio(all);
        if !all {
            screen.canvas.wrapped(screen.texts.portfolio_more);
            screen.deviations();
            screen.verdict(&report.records.iter().collect::<Vec<_>>());
            return screen.canvas.text;
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
    screen.verdict(&report.records.iter().collect::<Vec<_>>());
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
        self.verdict(&[record]);
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
        let narrow = self.canvas.width() < 80;
        let mut table = self.canvas.table();
        let statuses = [Status::NotMet, Status::Partly, Status::NotDocumented, Status::Met, Status::NotApplicable];
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
        let law = self.report.counts(record, Force::Lov);
        let (least, most) = law.range();
        let (least, most, of) = (least.to_string(), most.to_string(), law.applicable().to_string());
        self.canvas.wrapped(&fill(self.texts.range, &[("least", &least), ("most", &most), ("of", &of)]));
        self.canvas.wrapped(self.texts.how_to_read);
        self.canvas.line("");
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
        let heading = self.canvas.paint(heading, anstyle::Style::new().bold());
        self.canvas.line(&heading);
        let mut table = self.canvas.table();
        table.set_header([self.texts.column_requirement, self.texts.column_why]);
        let cells = Cells { report: self.report, record, style: self.style };
        let detail = self.detail(force, outcomes.len());
        for group in groups(outcomes) {
            table.add_row([cells.requirement(group, detail), cells.explanation(group, detail)]);
        }
        if let Some(column) = table.column_mut(0) {
            let share = if detail == Detail::Line { 22 } else { 34 };
            column.set_constraint(ColumnConstraint::UpperBoundary(Width::Percentage(share)));
        }
        self.canvas.put(&table);
        if detail != Detail::Full {
            self.canvas.wrapped(self.texts.how_to_see_details);
        }
        self.canvas.line("");
    }

    /// Statutory requirements are told in full; long lists of the rest in short, unless all is asked for.
    fn detail(&self, force: Force, count: usize) -> Detail {
        match force {
            _ if self.all || count <= MANY || force == Force::Lov => Detail::Full,
            Force::FagligRåd => Detail::Short,
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
        let mut table = self.canvas.table();
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

    /// Whether the records fail: by the report's threshold, and in each folder by its own.
    fn verdict(&mut self, records: &[&Audited]) {
        self.compared();
        let mut folders: Vec<Option<usize>> = records.iter().map(|record| record.folder).collect();
        folders.sort_unstable();
        folders.dedup();
        for folder in folders {
            let inside: Vec<&Audited> = records.iter().copied().filter(|record| record.folder == folder).collect();
            let Some(first) = inside.first() else { continue };
            let verdict = self.verdict_on(&inside, self.report.threshold(first));
            let verdict = match self.report.folder(first) {
                Some(folder) => {
                    fill(self.texts.verdict_folder, &[("folder", &folder.name), ("verdict", verdict.as_str())])
                }
                None => verdict,
            };
            self.canvas.wrapped(&verdict);
        }
        self.amiss();
        for provision in self.report.announced() {
            let citation = words::citation(provision, None, self.style.language);
            self.canvas.wrapped(&fill(self.texts.announced, &[("provision", &citation)]));
        }
    }

    /// The verdict on records that one threshold counts for.
    fn verdict_on(&self, records: &[&Audited], threshold: Option<Force>) -> String {
        let Some(force) = threshold else { return self.texts.verdict_never.to_owned() };
        let gaps = records.iter().flat_map(|record| &record.outcomes).filter(|outcome| outcome.status.is_gap());
        let gaps = gaps.filter(|outcome| self.report.rule(outcome).force <= force).count();
        let failing: usize = records.iter().map(|record| self.report.failures(record)).sum();
        let (template, count) = match (failing, gaps) {
            (0, 0) => (self.texts.verdict_none, 0),
            (0, gaps) => (self.texts.verdict_excused, gaps),
            (failing, _) => (self.texts.verdict_gaps, failing),
        };
        fill(template, &[("force", words::force(force, self.texts)), ("count", &count.to_string())])
    }

    /// How the audit compares with a baseline.
    fn compared(&mut self) {
        let Some(comparison) = &self.report.comparison else { return };
        let count = |change| comparison.of(change).to_string();
        let values = [
            ("file", comparison.file.clone()),
            ("version", comparison.rule_set.clone()),
            ("new", count(Change::New)),
            ("worse", count(Change::Worse)),
            ("known", count(Change::Known)),
            ("rules", count(Change::NewRule)),
            ("closed", comparison.closed.to_string()),
        ];
        let values: Vec<(&str, &str)> = values.iter().map(|(key, value)| (*key, value.as_str())).collect();
        self.canvas.wrapped(&fill(self.texts.baseline_summary, &values));
    }

    /// How many accepted deviations have to be put right.
    fn amiss(&mut self) {
        let count = self.report.deviations.iter().filter(|judged| self.report.fails_by(judged)).count();
        let thresholds = self.report.records.iter().filter_map(|record| self.report.threshold(record));
        if let (Some(force), 1..) = (thresholds.max(), count) {
            let force = words::force(force, self.texts);
            self.canvas
                .wrapped(&fill(self.texts.verdict_deviations, &[("force", force), ("count", &count.to_string())]));
        }
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
    text.chars()
        .map(|c| match c {
            '\n' => c,
            c if c.is_control() => '\u{fffd}',
            '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
            c => c,
        })
        .collect()
}

/// Lines no wider than the screen, broken between words.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for word in text.split_whitespace() {
        let length = unicode_width::UnicodeWidthStr::width(word);
        if used > 0 && used + 1 + length > width {
            lines.push(String::new());
            used = 0;
        }
        if let Some(line) = lines.last_mut() {
            if used > 0 {
                line.push(' ');
                used += 1;
            }
            line.push_str(word);
        }
        used += length;
    }
    lines
}
