//! A rule: what a source asks, of whom, and the conditions that show it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::condition::Condition;
use super::later::Later;
use super::told::Told;
use super::trilingual::Trilingual;
use crate::field::FieldPath;

/// What weight a requirement has. Declared in order of weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Force {
    /// A statute or regulation says «skal».
    Lov,
    /// National advice or a guide, or a regulation's «bør».
    FagligRåd,
    /// Articles, research and experience.
    GodPraksis,
    /// A figure to hold one's own against.
    Indikator,
}

/// The level where participation takes place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Level {
    /// One's own care.
    Individ,
    /// The service.
    Tjeneste,
    /// The system.
    System,
}

/// Where a rule comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Origin {
    /// The built-in set.
    BuiltIn,
    /// An organisation's own.
    Local,
}

/// One rule.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Rule {
    /// The readable id, the stem of its file.
    pub id: String,
    /// The topic it belongs to.
    pub topic: String,
    /// The level.
    pub level: Level,
    /// The weight.
    pub force: Force,
    /// Whom it is for, as values of `Organisasjonstype`; everyone where empty.
    pub organisations: Vec<&'static str>,
    /// The service areas it is for, as values of `Tjenesteområde`; all where empty.
    pub service_areas: Vec<&'static str>,
    /// The provisions behind it.
    pub law: Vec<LawReference>,
    /// From when it counts, where the provisions do not already say.
    pub from: Option<Date>,
    /// Until when it counts, that day included.
    pub to: Option<Date>,
    /// Thresholds that no document gives, or figures that one gives.
    pub parameters: Vec<Parameter>,
    /// The list whose items are judged one by one.
    pub each: Option<FieldPath>,
    /// When it applies.
    pub when: Option<Later<Condition>>,
    /// When it is met.
    pub met: Later<Condition>,
    /// When it is partly met.
    pub partly: Option<Later<Condition>>,
    /// What a report tells of it.
    pub told: Later<Told>,
    /// Where it comes from.
    pub origin: Origin,
}

/// A provision that a rule rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LawReference {
    /// The provision's id.
    pub provision: String,
    /// How the document cites it, where that is imprecise or outdated.
    pub cited_as: Option<String>,
}

/// A named number in a rule.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Parameter {
    /// Its name.
    pub name: String,
    /// Its value unless an organisation sets its own.
    pub default: f64,
    /// The organisation's own value.
    pub own: Option<f64>,
    /// Whether it is our proposal and stands in no source.
    pub proposed: bool,
    /// Why it is as it is.
    pub rationale: Trilingual,
}

impl Rule {
    /// Its parameters as they stand.
    #[must_use]
    pub fn values(&self) -> Vec<f64> {
        self.parameters.iter().map(Parameter::value).collect()
    }
}

impl Parameter {
    /// Its value as it stands: the organisation's own, or the rule's.
    #[must_use]
    pub fn value(&self) -> f64 {
        self.own.unwrap_or(self.default)
    }
}

impl Force {
    /// All forces, the weightiest first, with their names in rules and on the command line.
    pub const ALL: [(&'static str, Self); 4] = [
        ("lov", Self::Lov),
        ("faglig-råd", Self::FagligRåd),
        ("god-praksis", Self::GodPraksis),
        ("indikator", Self::Indikator),
    ];

    /// The name in rules.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Lov => "lov",
            Self::FagligRåd => "faglig-råd",
            Self::GodPraksis => "god-praksis",
            Self::Indikator => "indikator",
        }
    }
}

impl Level {
    /// All levels with their names in rules.
    pub const ALL: [(&'static str, Self); 3] =
        [("individ", Self::Individ), ("tjeneste", Self::Tjeneste), ("system", Self::System)];

    /// The name in rules.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Individ => "individ",
            Self::Tjeneste => "tjeneste",
            Self::System => "system",
        }
    }
}
