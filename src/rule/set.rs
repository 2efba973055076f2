//! A set of rules with what they rest on.

use std::collections::HashMap;
use std::sync::Arc;

use super::law::Library;
use super::model::{Origin, Rule};
use super::read::{Context, Name, rule};
use super::toml;
use crate::problem::{Kind, Problem};
use crate::source::{Source, Span};

/// Rules that can be asked of records.
#[derive(Debug, Clone)]
pub struct RuleSet {
    /// The set's version.
    pub version: String,
    /// The rules, by topic, then weight, then id.
    pub rules: Vec<Rule>,
    /// Rules that are there and not asked: what a finding is about does not depend on which are.
    pub aside: Vec<Rule>,
    /// What they rest on.
    pub library: Arc<Library>,
}

impl RuleSet {
    /// A set without rules.
    #[must_use]
    pub fn new(version: impl Into<String>, library: Library) -> Self {
        Self::of(version, library, Vec::new())
    }

    /// A set with these rules, in their order.
    #[must_use]
    pub fn of(version: impl Into<String>, library: Library, rules: Vec<Rule>) -> Self {
        Self { version: version.into(), rules, aside: Vec::new(), library: Arc::new(library) }
    }

    /// Adds topics for the organisation's own rules, after those that are there.
    ///
    /// # Errors
    /// The mistakes in the file; then no topic of it is added.
    pub fn add_topics(&mut self, source: &Source) -> Result<(), Vec<Problem>> {
        let topics = Library::own_topics(source, &self.library)?;
        Arc::make_mut(&mut self.library).topics.extend(topics);
        Ok(())
    }

    /// Reads rule files and adds those without mistakes.
    ///
    /// # Errors
    /// The mistakes, each with the position of its source.
    pub fn add(&mut self, sources: &[Source], origin: Origin) -> Result<(), Vec<(usize, Problem)>> {
        let mut problems = Vec::new();
        let library = Arc::clone(&self.library);
        let names: Vec<Name<'_>> = sources.iter().map(|source| Name::of(source.name())).collect();
        let there: Vec<(String, Origin)> = self.rules.iter().map(|rule| (rule.id.clone(), rule.origin)).collect();
        let alike = there.iter().filter(|(_, of)| *of == origin).map(|(id, _)| id.as_str());
        let mut replacements: Vec<&str> = alike.chain(names.iter().map(|name| name.id)).collect();
        replacements.sort_unstable();
        let mut taken: HashMap<&str, Origin> = there.iter().map(|(id, origin)| (id.as_str(), *origin)).collect();
        let context = Context::new(&library, origin, &replacements);
        self.rules.reserve(names.len());
        for (position, (source, name)) in sources.iter().zip(names).enumerate() {
            let clash = taken.get(name.id).map(|taken| match (taken, origin) {
                (Origin::BuiltIn, Origin::Local) => Kind::LocalTakesBuiltIn,
                _ => Kind::DuplicateRule,
            });
            if let Some(kind) = clash {
                problems.push((position, Problem::new(kind, Span::new(0, 1)).with("id", name.id)));
            }
            match toml::parse(source).and_then(|entries| rule(name, &entries, context)) {
                Ok(rule) if clash.is_none() => {
                    taken.insert(name.id, origin);
                    self.rules.push(rule);
                }
                Ok(_) => {}
                Err(found) => problems.extend(found.into_iter().map(|problem| (position, problem))),
            }
        }
        let library = &self.library;
        self.rules.sort_by_cached_key(|rule| (library.topic_order(&rule.topic), rule.force, rule.id.clone()));
        if problems.is_empty() { Ok(()) } else { Err(problems) }
    }

    /// One rule as a set of its own.
    #[must_use]
    pub fn only(&self, rule: Rule) -> Self {
        let library = Arc::clone(&self.library);
        Self { version: self.version.clone(), rules: vec![rule], aside: Vec::new(), library }
    }

    /// Sets the rules aside that are not to be asked.
    pub fn select(&mut self, asked: impl Fn(&Rule) -> bool) {
        let (rules, aside): (Vec<Rule>, Vec<Rule>) = std::mem::take(&mut self.rules).into_iter().partition(asked);
        self.rules = rules;
        self.aside.extend(aside);
    }

    /// The rules that are asked, then those set aside.
    pub fn all(&self) -> impl Iterator<Item = &Rule> {
        self.rules.iter().chain(&self.aside)
    }

    /// How many rules are the organisation's own.
    #[must_use]
    pub fn local_rules(&self) -> usize {
        self.rules.iter().filter(|rule| rule.origin == Origin::Local).count()
    }

    /// The rule with this id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.id == id)
    }
}
