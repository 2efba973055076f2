//! The end of a report on a terminal: whether it fails, by which thresholds, and what it rests on.

use std::collections::BTreeMap;

use super::super::reason::number;
use super::super::words;
use super::{Screen, clean};
use crate::outcome::Change;
use crate::report::{Total, UsedParameter};
use crate::rule::Force;
use crate::text::fill;

impl Screen<'_> {
    /// Whether the records fail: by the report's threshold, and in each folder by its own.
    pub(super) fn verdict(&mut self, totals: &[Total]) {
        self.compared();
        for total in totals {
            let verdict = self.verdict_on(total);
            let verdict = match total.folder.and_then(|folder| self.report.folders.get(folder)) {
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
    fn verdict_on(&self, total: &Total) -> String {
        let Some(force) = self.report.threshold_in(total.folder) else { return self.texts.verdict_never.to_owned() };
        let (template, count) = match (total.failing, total.gaps) {
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

    /// How many accepted deviations have to be put right, by the threshold of their own folders.
    fn amiss(&mut self) {
        let mut counts: BTreeMap<Force, usize> = BTreeMap::new();
        for threshold in self.report.deviations.iter().filter_map(|judged| self.report.failed_threshold(judged)) {
            *counts.entry(threshold).or_default() += 1;
        }
        for (force, count) in counts {
            let values = [("force", words::force(force, self.texts)), ("count", &count.to_string())];
            self.canvas.wrapped(&fill(self.texts.verdict_deviations, &values));
        }
    }
}
