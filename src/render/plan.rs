//! What to do about the gaps: as a table, and for machines.

pub mod json;

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
                self.remedies(action).join("\n"),
                self.titles(&action.settles).join("\n"),
                rules.collect::<Vec<_>>().join("\n"),
                self.role(action),
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
        if !self.plan.is_shortest {
            lead.push(texts.plan_unfinished.to_owned());
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
            let remedies = self.remedies(action);
            let mark = if remedies.len() > 1 { "• " } else { "" };
            let mut what: Vec<String> = remedies.iter().map(|remedy| format!("{mark}{remedy}")).collect();
            what.push(format!("{}: {}", texts.plan_role, self.role(action)));
            what.push(format!("{}: {}", texts.label_documents, self.documents(action).join(", ")));
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

    /// What to do, each remedy once.
    pub(super) fn remedies(&self, action: &Action) -> Vec<String> {
        once(action.rules.iter().map(|rule| self.rule(*rule).told.remedy.get(self.language).to_owned()))
    }

    /// What the rules behind an action rest on, each once.
    pub(super) fn references(&self, action: &Action) -> Vec<String> {
        let rules = action.rules.iter();
        let all = rules.flat_map(|rule| words::references(self.report, self.rule(*rule), self.language));
        once(all.map(|reference| reference.text))
    }

    /// Who usually does it.
    pub(super) fn role(&self, action: &Action) -> String {
        let roles = action.rules.iter().map(|rule| words::role(self.rule(*rule).told.role, self.texts()).to_owned());
        once(roles).join(", ")
    }

    /// The weightiest force among the gaps.
    pub(super) fn force(&self, action: &Action) -> &'static str {
        action.force(self.plan.set).map_or("", |force| words::force(force, self.texts()))
    }

    /// The worse of the statuses.
    pub(super) fn status(action: &Action) -> Status {
        action.settles.iter().map(|gap| gap.status).min().unwrap_or(Status::NotMet)
    }

    /// What usually shows that it is done: what shows several remedies first.
    pub(super) fn documents(&self, action: &Action) -> Vec<String> {
        let named: Vec<&str> = action
            .rules
            .iter()
            .flat_map(|rule| self.rule(*rule).told.documents.get(self.language).split(", "))
            .collect();
        let mut documents = once(named.iter().filter(|name| !name.is_empty()).map(|name| (*name).to_owned()));
        documents.sort_by_key(|document| std::cmp::Reverse(named.iter().filter(|name| *name == document).count()));
        documents
    }

    /// The requirements by title, each with the items it is about.
    pub(super) fn titles(&self, outcomes: &[Outcome]) -> Vec<String> {
        let title = |outcome: &Outcome| {
            let title = self.rule(outcome.rule).told.title.get(self.language);
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

/// Each text once, where it comes first.
fn once(texts: impl Iterator<Item = String>) -> Vec<String> {
    let mut known: Vec<String> = Vec::new();
    for text in texts {
        if !known.contains(&text) {
            known.push(text);
        }
    }
    known
}
