//! `medvirk-plan/1`: what to do, for machines.

use schemars::JsonSchema;
use serde::Serialize;

use super::Planned;
use crate::outcome::Outcome;
use crate::plan::{Action, Change};
use crate::render::json::shared::{JsonNamed, JsonProgram, JsonSubject, schema_of};
use crate::render::machine::pretty;

/// The name and version of the format.
pub const FORMAT: &str = "medvirk-plan/1";

/// The JSON Schema of the format.
#[must_use]
pub fn schema() -> serde_json::Value {
    schema_of::<JsonPlan>(FORMAT)
}

/// A plan.
#[derive(Debug, Serialize, JsonSchema)]
pub struct JsonPlan {
    /// Always `medvirk-plan/1`.
    pub schema: String,
    /// The program that made it.
    pub tool: JsonProgram,
    /// The language of the texts: `nb`, `nn` or `en`.
    pub language: String,
    /// The audit date.
    pub as_of: String,
    /// What was read.
    #[serde(flatten)]
    pub subject: JsonSubject,
    /// How many gaps the actions are about.
    pub gaps: usize,
    /// How many of them are shown to close.
    pub closed: usize,
    /// How many requirements are not documented, which no action settles before they are answered.
    pub not_documented: usize,
    /// Whether no shorter list can be made of the pieces of work that were found; else the search for
    /// one was broken off.
    pub shortest: bool,
    /// The actions, in the order in which they are best taken.
    pub actions: Vec<JsonAction>,
}

/// One piece of work.
#[derive(Debug, Serialize, JsonSchema)]
pub struct JsonAction {
    /// The ids of the rules whose remedies it is, the weightiest first.
    pub rules: Vec<String>,
    /// The item or part of the record that several remedies are about; null for one remedy.
    pub place: Option<String>,
    /// What to do.
    pub remedies: Vec<String>,
    /// Who usually does it.
    pub role: String,
    /// What usually shows that it is done.
    pub documents: Vec<String>,
    /// Whether it was shown, by an audit of the record with the changes, that the gaps close.
    pub computed: bool,
    /// The gaps that it closes; where it was not shown, those it is about.
    pub settles: Vec<JsonRequirement>,
    /// What else is met when it is done, and is not known to be met today.
    pub also_met: Vec<JsonRequirement>,
    /// The facts that are otherwise when it is done.
    pub changes: Vec<JsonChange>,
}

/// A requirement, of the organisation or of one item.
#[derive(Debug, Serialize, JsonSchema)]
pub struct JsonRequirement {
    /// The rule.
    #[serde(flatten)]
    pub rule: JsonNamed,
    /// The path of the item, where one is judged.
    pub subject: Option<String>,
    /// What the item is called.
    pub subject_name: Option<String>,
    /// How it stands.
    pub status: String,
    /// Until when the gap is accepted, where it is.
    pub accepted_until: Option<String>,
    /// What stays the same from one audit to the next.
    pub fingerprint: String,
}

/// A fact that is otherwise, as `medvirk set` takes it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct JsonChange {
    /// The field.
    pub field: String,
    /// What stands there now; null where nothing does.
    pub before: Option<String>,
    /// A value that will do.
    pub after: String,
    /// Whether any value of the kind would do as well.
    pub example: bool,
}

impl Planned<'_> {
    /// For machines.
    #[must_use]
    pub fn json(&self) -> String {
        let plan = self.plan;
        pretty(&JsonPlan {
            schema: FORMAT.to_owned(),
            tool: JsonProgram::new(plan.set),
            language: self.language.code().to_owned(),
            as_of: plan.as_of.to_string(),
            subject: JsonSubject::new(&plan.input, &plan.organisation),
            gaps: plan.gaps(),
            closed: plan.closed(),
            not_documented: plan.open,
            shortest: plan.is_shortest,
            actions: plan.actions.iter().map(|action| self.json_action(action)).collect(),
        })
    }

    fn json_action(&self, action: &Action) -> JsonAction {
        let requirements = |outcomes: &[Outcome]| outcomes.iter().map(|outcome| self.requirement(outcome)).collect();
        JsonAction {
            rules: action.rules.iter().map(|rule| self.rule(*rule).id.clone()).collect(),
            place: action.place.clone(),
            remedies: self.remedies(action),
            role: self.role(action),
            documents: self.documents(action),
            computed: action.is_shown(),
            settles: requirements(&action.settles),
            also_met: requirements(&action.also),
            changes: action.changes.iter().map(change).collect(),
        }
    }

    fn requirement(&self, outcome: &Outcome) -> JsonRequirement {
        JsonRequirement {
            rule: JsonNamed::new(self.rule(outcome.rule), self.language),
            subject: outcome.subject.path.clone(),
            subject_name: outcome.subject.name.clone(),
            status: outcome.status.name().to_owned(),
            accepted_until: outcome.in_force().map(|accepted| accepted.until.to_string()),
            fingerprint: outcome.fingerprint.clone(),
        }
    }
}

fn change(change: &Change) -> JsonChange {
    let Change { field, before, after, example } = change.clone();
    JsonChange { field, before, after, example }
}
