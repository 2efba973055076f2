//! Citations as supervisory authorities write them: the act by its title, its abbreviation or its
//! number, and sections with paragraphs and letters. What acts there are, and what they are called,
//! is read from the provisions that rules rest on.

mod act;
mod place;
mod reader;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use act::Acts;
pub(super) use place::Fit;
use place::Place;

use crate::record::fold;
use crate::rule::{Provision, RuleSet};
use crate::text::Language;

/// The acts and provisions that citations are held against.
#[derive(Debug, Clone)]
pub(super) struct Statutes {
    acts: Acts,
    provisions: Vec<Known>,
}

#[derive(Debug, Clone)]
struct Known {
    id: String,
    act: usize,
    section: String,
    /// The section as a place, read once the act is cited.
    place: OnceLock<Option<Place>>,
    /// The rules that rest on it, by their positions among all rules.
    rules: Vec<usize>,
}

/// A longer text is no citation.
const LONGEST: usize = 1000;

/// A place that is cited, or an act as a whole.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Citation {
    act: usize,
    place: Option<Place>,
    /// The provision that has this place as its id.
    named: Option<usize>,
}

/// What a text cites.
#[derive(Debug, Clone, Default)]
pub(super) struct Cited {
    /// The places in acts that are known.
    pub citations: Vec<Citation>,
    /// The words that stand where the name of an act does, and are none that is known.
    pub unknown: Option<String>,
}

impl Statutes {
    pub fn of(set: &RuleSet) -> Self {
        let provisions = &set.library.provisions;
        let acts = Acts::of(provisions.values());
        let mut rules: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, rule) in set.all().enumerate() {
            for reference in &rule.law {
                rules.entry(&reference.provision).or_default().push(at);
            }
        }
        let known = provisions.values().filter_map(|provision| {
            let act = acts.position(provision)?;
            let section = provision.section.get(Language::Nb).to_owned();
            let rules = rules.remove(provision.id.as_str()).unwrap_or_default();
            Some(Known { id: provision.id.clone(), act, section, place: OnceLock::new(), rules })
        });
        let provisions = known.collect();
        Self { acts, provisions }
    }

    /// Reads a citation, or several in one text.
    pub fn read(&self, text: &str) -> Cited {
        if text.len() > LONGEST {
            return Cited { citations: Vec::new(), unknown: Some(String::new()) };
        }
        let id = words(text).join("-");
        if let Some(named) = self.with_id(&id) {
            let act = self.provisions[named].act;
            let citation = Citation { act, place: self.place(named).cloned(), named: Some(named) };
            return Cited { citations: vec![citation], unknown: None };
        }
        let mut cited = reader::read(text, &self.acts);
        for citation in &mut cited.citations {
            let whole = citation.place.as_ref().filter(|place| place.is_whole_section());
            let id = whole.map(|place| format!("{}-{}", self.acts.list[citation.act].short, place.section_id()));
            citation.named = id.and_then(|id| self.with_id(&id));
        }
        cited
    }

    /// The rules that rest on what is cited, by their positions among all rules, each with how well
    /// that fits.
    pub fn rules(&self, citation: &Citation) -> Vec<(usize, Fit)> {
        let fits = (0..self.provisions.len()).filter_map(|at| Some((at, self.fit(citation, at)?)));
        let rules = fits.flat_map(|(at, fit)| self.provisions[at].rules.iter().map(move |rule| (*rule, fit)));
        let mut rules: Vec<(usize, Fit)> = rules.collect();
        rules.sort_unstable();
        rules.dedup_by_key(|(rule, _)| *rule);
        rules
    }

    /// How a citation fits a provision; none where it is about something else.
    fn fit(&self, citation: &Citation, position: usize) -> Option<Fit> {
        let known = &self.provisions[position];
        if citation.named == Some(position) {
            return Some(Fit::Exact);
        }
        if citation.act != known.act {
            return None;
        }
        match (&citation.place, self.place(position)) {
            (None, _) => Some(Fit::Near),
            (Some(cited), Some(place)) => cited.fit(place),
            (Some(_), None) => None,
        }
    }

    /// The place of a provision, by its position.
    fn place(&self, position: usize) -> Option<&Place> {
        let Known { act, section, place, .. } = &self.provisions[position];
        let read = || reader::places(section, &self.acts.list[*act], &self.acts).into_iter().next();
        place.get_or_init(read).as_ref()
    }

    /// The known name of an act that some words are near to.
    pub fn near(&self, words: &str) -> Option<&str> {
        self.acts.near(words)
    }

    fn with_id(&self, id: &str) -> Option<usize> {
        // The provisions stand in the order of their ids.
        let exact = self.provisions.binary_search_by(|known| known.id.as_str().cmp(id)).ok();
        exact.or_else(|| self.provisions.iter().position(|known| known.id.eq_ignore_ascii_case(id)))
    }
}

/// The words of a text, in the common form of all their spellings.
fn words(text: &str) -> Vec<String> {
    let plain: String = text.chars().map(|c| if c.is_alphanumeric() || c == '-' { c } else { ' ' }).collect();
    fold(&plain).split('_').filter(|word| !word.is_empty()).map(usual).collect()
}

/// A word in its usual form: of a law or a regulation, that of bokmål without a genitive.
fn usual(word: &str) -> String {
    let endings =
        [("lovens", "loven"), ("lova", "loven"), ("forskriftens", "forskriften"), ("forskrifta", "forskriften")];
    let stem = endings.into_iter().find_map(|(ending, usual)| Some(word.strip_suffix(ending)?.to_owned() + usual));
    stem.unwrap_or_else(|| word.to_owned())
}

/// What stands before the first hyphen of a provision's id, by which the act is known for short.
fn short(provision: &Provision) -> &str {
    provision.id.split('-').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::built_in;

    /// The provisions that a citation fits, the exact ones with an equals sign.
    fn fits(text: &str) -> String {
        let statutes = Statutes::of(&built_in::rules());
        let cited = statutes.read(text);
        let ids = statutes.provisions.iter().enumerate().filter_map(|(at, Known { id, .. })| {
            let fits: Vec<Fit> = cited.citations.iter().filter_map(|citation| statutes.fit(citation, at)).collect();
            match fits.as_slice() {
                [] => None,
                fits if fits.contains(&Fit::Exact) => Some(format!("={id}")),
                _ => Some(id.clone()),
            }
        });
        let mut found: Vec<String> = ids.collect();
        found.extend(cited.unknown.map(|words| format!("?{words}")));
        found.join(" ")
    }

    #[test]
    fn acts_are_known_by_title_abbreviation_and_number() {
        for written in [
            "helse- og omsorgstjenesteloven § 7-2",
            "Helse- og omsorgstenestelova § 7-2",
            "helse- og omsorgstjenestelova § 7-2",
            "helse- og omsorgstjenestelovens § 7-2",
            "hol § 7-2",
            "Hol. §7-2.",
            "HOL 7-2",
            "hol-7-2",
            "LOV-2011-06-24-30 § 7-2",
            "LOV-2011-06-24-30-§7-2",
            "lov 24. juni 2011 nr. 30 § 7-2",
            "lov om kommunale helse- og omsorgstjenester m.m. (helse- og omsorgstjenesteloven) § 7-2",
            "§ 7-2 i helse- og omsorgstjenesteloven",
            "brudd på hol. § 7-2",
            "Health and Care Services Act section 7-2",
        ] {
            assert_eq!(fits(written), "=hol-7-2", "{written}");
        }
    }

    #[test]
    fn the_parts_of_a_section_are_read_however_they_are_written() {
        for (written, expected) in [
            ("hol § 3-10 første ledd", "=hol-3-10-1"),
            ("hol § 3-10 1. ledd", "=hol-3-10-1"),
            ("hol § 3-10, første ledd.", "=hol-3-10-1"),
            ("hol § 3-10 andre og tredje ledd", "hol-3-10-2 hol-3-10-3"),
            ("hol § 3-10 annet til fjerde ledd", "hol-3-10-2 hol-3-10-3 hol-3-10-4"),
            ("hol § 3-10", "hol-3-10-1 hol-3-10-2 hol-3-10-3 hol-3-10-4"),
            ("hol § 7-2 a", "=hol-7-2-a"),
            ("hol § 7-2a", "=hol-7-2-a"),
            ("hol § 7-2 a og b", "=hol-7-2-a =hol-7-2-b"),
            ("hol § 7-2 andre ledd", "hol-7-2"),
            ("f1250 § 7 bokstav e", "=f1250-7-e"),
            ("f1250 § 7 e", "=f1250-7-e"),
            ("f1250 § 7 litra d og e", "f1250-7-d f1250-7-e"),
            ("f1250 § 9", "=f1250-9"),
            ("f1250 § 9 bokstav b", "f1250-9"),
            ("f1256 § 6 andre ledd bokstav a", "f1256-6 =f1256-6-2-a"),
            ("pbrl § 4 A-6", "=pbrl-4A-6"),
            ("pbrl § 4A-3", "pbrl-4A-3-1"),
            ("pbrl § 3-1 første ledd", "=pbrl-3-1-1 pbrl-3-1-1-barn"),
            ("spesialisthelsetjenesteloven § 3-8 nr. 4", "=sphl-3-8"),
            ("forskrift om ledelse og kvalitetsforbedring § 7 e", "=f1250-7-e"),
        ] {
            assert_eq!(fits(written), expected, "{written}");
        }
    }

    #[test]
    fn one_text_may_cite_several_places() {
        for (written, expected) in [
            ("hol §§ 7-1 og 7-2", "=hol-7-1 =hol-7-2"),
            ("hol §§ 7-1, 7-2 og 7-3", "=hol-7-1 =hol-7-2 =hol-7-3"),
            ("hol §§ 7-1 til 7-3", "=hol-7-1 =hol-7-2 =hol-7-3"),
            ("hol § 7-1 og § 7-2", "=hol-7-1 =hol-7-2"),
            ("hol § 7-2, jf. § 7-1", "=hol-7-1 =hol-7-2"),
            ("hol § 7-2, jf. pbrl § 2-5", "=hol-7-2 =pbrl-2-5"),
            ("hol § 7-2 jf. forskrift om ledelse og kvalitetsforbedring §§ 2-3", "=f1250-2 =f1250-3 =hol-7-2"),
            ("hol § 7", "hol-7-1 hol-7-2 hol-7-2-a hol-7-2-b hol-7-3"),
        ] {
            assert_eq!(fits(written), expected, "{written}");
        }
    }

    #[test]
    fn what_is_no_known_act_is_said_to_be_unknown() {
        for (written, expected) in [
            ("helse- og omsorgstjensteloven § 7-2", "?helse og omsorgstjensteloven"),
            ("plan- og bygningsloven § 11-1", "?plan og bygningsloven"),
            ("§ 7-2", "?"),
            ("tull", "?tull"),
            ("forskrift om § 3", "?forskrift om"),
            ("hol § 99-9", ""),
            (&"hol § 7-2 ".repeat(200), "?"),
        ] {
            assert_eq!(fits(written), expected, "{written}");
        }
        let statutes = Statutes::of(&built_in::rules());
        assert_eq!(statutes.near("helse og omsorgstjensteloven"), Some("helse- og omsorgstjenesteloven"));
        assert_eq!(statutes.near("xyzzy"), None);
    }

    #[test]
    fn every_provision_with_a_number_is_found_by_its_own_citation() {
        let library = built_in::library();
        let statutes = Statutes::of(&built_in::rules());
        for provision in library.provisions.values().filter(|provision| provision.identifier.is_some()) {
            let section = provision.section.get(Language::Nb).split(", jf.").next().unwrap_or_default();
            let cited = statutes.read(&format!("{} {section}", provision.act.get(Language::Nb)));
            let at = statutes.with_id(&provision.id).expect("it is one of the provisions");
            let exact = |citation| statutes.fit(citation, at) == Some(Fit::Exact);
            assert!(cited.citations.iter().any(exact), "{}: {cited:?}", provision.id);
        }
    }
}
