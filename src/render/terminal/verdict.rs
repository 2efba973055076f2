//! The end of a report on a terminal: whether it fails, by which thresholds, and what it rests on.

use super::super::reason::number;
use super::super::words;
use super::{Screen, clean};
use crate::outcome::Change;
use crate::report::{Audited, UsedParameter};
use crate::rule::Force;
use crate::text::fill;

impl Screen<'_> {
    /// Whether the records fail: by the report's threshold, and in each folder by its own.
    pub(super) fn verdict(&mut self, records: &[&Audited]) {
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
        self.own_limits();
        let announced = self.report.announced();
        if !announced.is_empty() {
            let cited = |provision| words::citation(provision, None, self.style.language);
            let provisions = announced.into_iter().map(cited).collect::<Vec<_>>().join("; ");
            self.canvas.wrapped(&fill(self.texts.announced_all, &[("provisions", &provisions)]));
        }
    }

    /// The limits that the organisation has set itself.
    fn own_limits(&mut self) {
        for rule in &self.report.set.rules {
            for parameter in rule.parameters.iter().map(UsedParameter::of).filter(|parameter| parameter.own) {
                let (value, default) = (number(parameter.value), number(parameter.default));
                let values = [("rule", rule.id.as_str()), ("name", parameter.name)];
                let values = [values.as_slice(), &[("value", &value), ("default", &default)]].concat();
                self.canvas.wrapped(&clean(&fill(self.texts.own_limit, &values)));
            }
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
}
