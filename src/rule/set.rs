//! A set of rules with what they rest on.

use std::sync::Arc;

use super::law::Library;
use super::model::{Origin, Rule};
use super::read::{Context, rule};
use crate::field::Shape;
use crate::problem::{Kind, Problem};
use crate::source::{Source, Span};

/// Rules that can be asked of records.
#[derive(Debug, Clone)]
pub struct RuleSet {
    /// The set's version.
    pub version: String,
    /// The rules, by topic, then weight, then id.
    pub rules: Vec<Rule>,
    /// What they rest on.
    pub library: Arc<Library>,
}

impl RuleSet {
    /// A set without rules.
    #[must_use]
    pub fn new(version: impl Into<String>, library: Library) -> Self {
        Self { version: version.into(), rules: Vec::new(), library: Arc::new(library) }
    }

    /// Reads rule files and adds those without mistakes.
    ///
    /// # Errors
    /// The mistakes, each with the position of its source.
    pub fn add(
        &mut self,
        sources: &[Source],
        top: &'static Shape,
        origin: Origin,
    ) -> Result<(), Vec<(usize, Problem)>> {
        let mut problems = Vec::new();
        for (position, source) in sources.iter().enumerate() {
            let context = Context { library: &self.library, top, origin };
            match rule(source, context) {
                Ok(rule) if self.get(&rule.id).is_some() => {
                    let problem = Problem::new(Kind::DuplicateRule, Span::new(0, 1)).with("id", rule.id.as_str());
                    problems.push((position, problem));
                }
                Ok(rule) => self.rules.push(rule),
                Err(found) => problems.extend(found.into_iter().map(|problem| (position, problem))),
            }
        }
        let library = &self.library;
        self.rules.sort_by(|a, b| {
            let key = |rule: &Rule| (library.topic_order(&rule.topic), rule.force);
            key(a).cmp(&key(b)).then_with(|| a.id.cmp(&b.id))
        });
        if problems.is_empty() { Ok(()) } else { Err(problems) }
    }

    /// One rule as a set of its own.
    #[must_use]
    pub fn only(&self, rule: Rule) -> Self {
        Self { version: self.version.clone(), rules: vec![rule], library: Arc::clone(&self.library) }
    }

    /// The rule with this id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.id == id)
    }
}
