//! A configuration held against the rules: its parameters become the rules' own, and what it names
//! has to exist.

use super::{Config, Given, Mistake, OwnParameter};
use crate::problem::{Kind, Problem, nearest};
use crate::record::same_word;
use crate::render::reason::number;
use crate::rule::RuleSet;

impl Config {
    /// Gives the rules the organisation's own values.
    ///
    /// # Errors
    /// Rules, topics and parameters that do not exist, figures that are not the organisation's to
    /// set, and values that mean nothing. The set then has the values without mistakes.
    pub fn apply(&self, set: &mut RuleSet) -> Result<(), Vec<Mistake>> {
        let named = [&self.only, &self.skip].into_iter().flatten().flat_map(|given| &given.value);
        let mut mistakes: Vec<Mistake> = named.filter_map(|name| unknown(set, name)).collect();
        for own in &self.parameters {
            mistakes.extend(give(set, own).err());
        }
        mistakes.sort_by_key(|mistake| (mistake.file, mistake.problem.span));
        mistakes.dedup_by(|a, b| (a.file, &a.problem) == (b.file, &b.problem));
        if mistakes.is_empty() { Ok(()) } else { Err(mistakes) }
    }
}

/// A name that neither a rule nor the topic of one has.
fn unknown(set: &RuleSet, name: &Given<String>) -> Option<Mistake> {
    let names = || set.rules.iter().flat_map(|rule| [rule.id.as_str(), rule.topic.as_str()]);
    if names().any(|known| known == name.value) {
        return None;
    }
    let problem = Problem::new(Kind::UnknownRule, name.place.span).with("name", name.value.as_str());
    Some(Mistake { file: name.place.file, problem: problem.suggest(nearest(&name.value, names())) })
}

fn give(set: &mut RuleSet, own: &OwnParameter) -> Result<(), Mistake> {
    let mistake = |problem: Problem| Mistake { file: own.value.place.file, problem };
    let Some(rule) = set.rules.iter_mut().find(|rule| rule.id == own.rule.value) else {
        let meant = nearest(&own.rule.value, set.rules.iter().map(|rule| rule.id.as_str()));
        let problem = Problem::new(Kind::UnknownRule, own.rule.place.span).with("name", own.rule.value.as_str());
        return Err(mistake(problem.suggest(meant)));
    };
    let names: Vec<&str> = rule.parameters.iter().map(|parameter| parameter.name.as_str()).collect();
    let Some(position) = names.iter().position(|name| same_word(name, &own.name.value)) else {
        let only = if let [only] = names.as_slice() { Some(*only) } else { None };
        let problem = Problem::new(Kind::UnknownParameter, own.name.place.span).with("name", own.name.value.as_str());
        return Err(mistake(problem.suggest(nearest(&own.name.value, names).or(only))));
    };
    let (range, value) = (rule.range(position), own.value.value);
    let parameter = &mut rule.parameters[position];
    if !parameter.proposed {
        let problem = Problem::new(Kind::FixedParameter, own.name.place.span).with("name", parameter.name.as_str());
        return Err(mistake(problem.with("value", number(parameter.default))));
    }
    if !range.holds(value) {
        let kind = if range.whole { Kind::ParameterNotWhole } else { Kind::ParameterOutside };
        let problem = Problem::new(kind, own.value.place.span).with("name", parameter.name.as_str());
        return Err(mistake(problem.with("least", number(range.least)).with("most", number(range.most))));
    }
    parameter.own = Some(value);
    Ok(())
}
