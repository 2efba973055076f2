//! What to do about the gaps: as a table, and for machines.

use serde_json::{Value, json};

use super::grid::Grid;
use super::plain::one_line;
use super::problem::Style;
use super::terminal::{clean, wrap};
use super::words;
use crate::outcome::{Outcome, Status};
use crate::plan::{Action, Change, Plan};
use crate::report::Report;
use crate::rule::{Force, Rule};
use crate::text::{Language, Texts, fill};

/// The name and version of the format for machines.
pub const FORMAT: &str = "medvirk-plan/1";

/// A plan with what it takes to show it.
#[derive(Debug, Clone, Copy)]
pub struct Planned<'a> {
    /// The plan.
    pub plan: &'a Plan<'a>,
    /// What the rules rest on.
    pub report: &'a Report<'a>,
    /// The language.
    pub language: Language,
}

impl<'a> Planned<'a> {
    /// For a screen.
    #[must_use]
    pub fn terminal(&self, style: Style) -> String {
        let width = style.width.clamp(60, 160);
        let lines = self.lead().into_iter().flat_map(|line| wrap(&clean(&line), width));
        let lead: String = lines.map(|line| line + "\n").collect();
        if self.plan.actions.is_empty() { lead } else { format!("{lead}\n{}", self.grid().terminal(style)) }
    }

    /// As Markdown.
    #[must_use]
    pub fn markdown(&self) -> String {
        let lead: Vec<String> = self.lead().iter().map(|line| super::markdown::escape(line)).collect();
        let title = format!("# {}\n\n{}\n", self.texts().plan_title, lead.join("\n\n"));
        if self.plan.actions.is_empty() { title } else { format!("{title}\n{}", self.grid().markdown()) }
    }

    /// As CSV, one row for each action.
    #[must_use]
    pub fn csv(&self, separator: u8) -> Vec<u8> {
        let texts = self.texts();
        let header = vec![
            texts.report_organisation,
            texts.report_nr,
            texts.report_force,
            texts.plan_action,
            texts.plan_settles,
            texts.report_rule,
            texts.plan_role,
            texts.label_documents,
            texts.plan_facts,
            texts.plan_computed,
            texts.csv_accepted,
            texts.report_as_of,
            texts.report_input,
        ];
        let rows = self.plan.actions.iter().zip(1..).map(|(action, number): (_, usize)| {
            let rules = action.settles.iter().map(|gap| words::rule_name(self.rule(gap.rule), texts));
            vec![
                self.plan.organisation.name.clone().unwrap_or_default(),
                number.to_string(),
                self.force(action).to_owned(),
                self.remedy(action).to_owned(),
                self.titles(&action.settles).join("\n"),
                rules.collect::<Vec<_>>().join("\n"),
                self.role(action).to_owned(),
                self.documents(action).join("\n"),
                self.facts(action).join("\n"),
                if action.is_shown() { texts.sheet_yes } else { texts.sheet_no }.to_owned(),
                self.accepted(action).join("\n"),
                self.plan.as_of.to_string(),
                self.plan.input.name.clone(),
            ]
        });
        Grid { header, rows: rows.collect() }.csv(separator)
    }

    /// For machines.
    #[must_use]
    pub fn json(&self) -> String {
        let plan = self.plan;
        let actions: Vec<Value> = plan.actions.iter().map(|action| self.json_action(action)).collect();
        let value = json!({
            "schema": FORMAT,
            "tool": { "name": "medvirk", "version": env!("CARGO_PKG_VERSION"), "rule_set": plan.set.version },
            "language": self.language.code(),
            "as_of": plan.as_of.to_string(),
            "file": plan.input.name,
            "sha256": plan.input.sha256,
            "organisation": { "name": plan.organisation.name, "number": plan.organisation.number },
            "gaps": plan.gaps(),
            "closed": plan.closed(),
            "not_documented": plan.open,
            "actions": actions,
        });
        serde_json::to_string_pretty(&value).map(|text| text + "\n").unwrap_or_default()
    }

    fn json_action(&self, action: &Action) -> Value {
        let outcome = |outcome: &Outcome| {
            let rule = self.rule(outcome.rule);
            json!({
                "rule": rule.id,
                "title": rule.title.get(self.language),
                "force": rule.force.name(),
                "subject": outcome.subject.path,
                "subject_name": outcome.subject.name,
                "status": outcome.status.name(),
                "accepted_until": outcome.in_force().map(|accepted| accepted.until.to_string()),
                "fingerprint": outcome.fingerprint,
            })
        };
        let change = |change: &Change| json!({ "field": change.field, "before": change.before, "after": change.after, "example": change.example });
        let rule = self.rule(action.rule);
        json!({
            "rule": rule.id,
            "remedy": rule.remedy.get(self.language),
            "role": self.role(action),
            "documents": self.documents(action),
            "computed": action.is_shown(),
            "settles": action.settles.iter().map(outcome).collect::<Vec<_>>(),
            "also_met": action.also.iter().map(outcome).collect::<Vec<_>>(),
            "changes": action.changes.iter().map(change).collect::<Vec<_>>(),
        })
    }

    /// What the list holds, or that there is nothing.
    #[must_use]
    pub fn heading(&self) -> String {
        let plan = self.plan;
        let gaps = plan.actions.iter().flat_map(|action| &action.settles);
        let statutory = gaps.filter(|gap| self.rule(gap.rule).force == Force::Lov).count();
        let values = [
            ("organisation", one_line(plan.organisation.name.as_deref().unwrap_or(self.texts().unnamed))),
            ("date", plan.as_of.to_string()),
            ("actions", plan.actions.len().to_string()),
            ("gaps", plan.gaps().to_string()),
            ("statutory", statutory.to_string()),
        ];
        let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
        fill(if plan.actions.is_empty() { self.texts().plan_nothing } else { self.texts().plan_heading }, &values)
    }

    /// What stands above the list.
    fn lead(&self) -> Vec<String> {
        let texts = self.texts();
        let mut lead = vec![self.heading()];
        if !self.plan.actions.is_empty() {
            lead.push(texts.plan_note.to_owned());
        }
        if self.plan.open > 0 {
            let count = self.plan.open.to_string();
            lead.push(fill(texts.plan_open, &[("count", &count), ("file", &self.plan.input.name)]));
        }
        lead
    }

    fn grid(&self) -> Grid {
        let texts = self.texts();
        let rows = self.plan.actions.iter().zip(1..).map(|(action, number): (_, usize)| {
            let mut what = vec![self.remedy(action).to_owned()];
            what.push(format!("{}: {}", texts.plan_role, self.role(action)));
            what.push(format!("{}: {}", texts.label_documents, self.documents(action).join("; ")));
            let mut settles = self.requirements(action);
            settles.extend(self.accepted(action));
            settles.extend(self.also(action));
            if action.is_shown() {
                settles.push(format!("{}: {}", texts.plan_facts, self.facts(action).join("; ")));
            } else {
                settles.push(texts.plan_not_shown.to_owned());
            }
            vec![number.to_string(), what.join("\n"), settles.join("\n")]
        });
        Grid { header: vec![texts.report_nr, texts.plan_action, texts.plan_settles], rows: rows.collect() }
    }

    pub(super) fn texts(&self) -> &'static Texts {
        self.language.texts()
    }

    pub(super) fn rule(&self, position: usize) -> &'a Rule {
        &self.plan.set.rules[position]
    }

    pub(super) fn remedy(&self, action: &Action) -> &'a str {
        self.rule(action.rule).remedy.get(self.language)
    }

    pub(super) fn role(&self, action: &Action) -> &'a str {
        words::role(&self.rule(action.rule).role, self.texts())
    }

    /// The weightiest force among the gaps.
    pub(super) fn force(&self, action: &Action) -> &'static str {
        action.force(self.plan.set).map_or("", |force| words::force(force, self.texts()))
    }

    /// The worse of the statuses.
    pub(super) fn status(action: &Action) -> Status {
        action.settles.iter().map(|gap| gap.status).min().unwrap_or(Status::NotMet)
    }

    /// What usually shows that it is done, each document once.
    pub(super) fn documents(&self, action: &Action) -> Vec<&'a str> {
        let mut documents: Vec<&str> = Vec::new();
        for rule in std::iter::once(action.rule).chain(action.settles.iter().map(|gap| gap.rule)) {
            let named = self.rule(rule).documents.get(self.language);
            if !named.is_empty() && !documents.contains(&named) {
                documents.push(named);
            }
        }
        documents
    }

    /// The requirements by title, each with the items it is about.
    pub(super) fn titles(&self, outcomes: &[Outcome]) -> Vec<String> {
        let title = |outcome: &Outcome| {
            let title = self.rule(outcome.rule).title.get(self.language);
            words::subject(outcome).map_or_else(|| title.to_owned(), |subject| format!("{title}: {subject}"))
        };
        outcomes.iter().map(title).collect()
    }

    /// The same with their force, the weightiest first.
    fn requirements(&self, action: &Action) -> Vec<String> {
        let texts = self.texts();
        let titles = action.settles.iter().zip(self.titles(&action.settles));
        let line = |(gap, title): (&Outcome, String)| {
            format!("{}: {title}", words::capital(words::force(self.rule(gap.rule).force, texts)))
        };
        titles.map(line).collect()
    }

    fn also(&self, action: &Action) -> Option<String> {
        let titles = self.titles(&action.also).join("; ");
        (!titles.is_empty()).then(|| fill(self.texts().plan_also, &[("titles", &titles)]))
    }

    /// The decisions that accept the gaps for a time.
    pub(super) fn accepted(&self, action: &Action) -> Vec<String> {
        let decisions = action.settles.iter().filter_map(Outcome::in_force);
        decisions.map(|accepted| words::acceptance(accepted, self.texts())).collect()
    }

    /// The facts as they are when it is done.
    pub(super) fn facts(&self, action: &Action) -> Vec<String> {
        let fact = |change: &Change| {
            let fact = format!("{}: {}", change.field, one_line(&change.after));
            if change.example { fill(self.texts().plan_example, &[("fact", &fact)]) } else { fact }
        };
        action.changes.iter().map(fact).collect()
    }
}
