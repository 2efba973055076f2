//! What a finding cites and names that is not known, so that it does not count in silence.

use super::{aim, is_breach, texts};
use crate::evaluate::Audit;
use crate::evaluate::truth::Truth;
use crate::problem::{Kind, Problem, nearest};
use crate::record::{Found, Record};

impl Audit<'_> {
    /// What the findings of a record cite or name that no rule can be found by, in the order it
    /// stands. The record can be audited all the same.
    #[must_use]
    pub fn doubts(&self, record: &Record<'_>) -> Vec<Problem> {
        let fields = &self.fields.findings;
        let Found::Items(list) = record.list(record.root(), &fields.list) else { return Vec::new() };
        let mut doubts = Vec::new();
        for finding in record.tree().children(list) {
            let span = |node| record.tree().node(node).span;
            for (node, text) in texts(record, finding, &fields.provisions) {
                let cited = self.statutes().read(text);
                let about = |kind| Problem::new(kind, span(node)).with("citation", text);
                let fits = |citation| !self.statutes().rules(citation).is_empty();
                let near = cited.unknown.as_deref().and_then(|words| self.statutes().near(words));
                match &cited.unknown {
                    Some(words) if near.is_some() || !names_an_act(words) => {
                        doubts.push(about(Kind::UnknownCitation).suggest(near));
                    }
                    // What rules do not rest on matters only where it was broken.
                    _ if is_breach(record, finding, fields) == Truth::False => {}
                    _ if !cited.citations.iter().any(fits) => doubts.push(about(Kind::CitationWithoutRule)),
                    _ => {}
                }
            }
            for (node, id) in texts(record, finding, &fields.rules) {
                if aim::named(self.set, id).is_none() {
                    let near = nearest(id, self.set.all().map(|rule| rule.id.as_str()));
                    doubts.push(Problem::new(Kind::FindingOfNoRule, span(node)).with("id", id).suggest(near));
                }
            }
        }
        doubts
    }
}

/// Whether some words seem to be the name of an act or a regulation, if one that no rule rests on.
fn names_an_act(words: &str) -> bool {
    let ends = |word: &str| ["loven", "lova", "forskriften", "forskrifta"].iter().any(|end| word.ends_with(end));
    words.split(' ').any(|word| ends(word) || ["lov", "forskrift"].contains(&word))
}
