//! A first record: short, commented, and without a claim. What stands in it is worked out from
//! the rules, so that it holds only what decides something for that kind of organisation.

mod choose;
mod layout;

use jiff::civil::Date;

use crate::evaluate::Audit;
use crate::record::same_word;
use crate::rule::RuleSet;
use crate::text::Language;

/// The file name of the schema that a first record points an editor to.
pub const SCHEMA_FILE: &str = "medvirk.schema.json";

/// What is known about the organisation before anything is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Start {
    /// What kind of organisation it is, a value of `Organisasjonstype`.
    pub kind: &'static str,
    /// Its name.
    pub name: String,
    /// Its organisation number.
    pub number: Option<String>,
    /// Some of its services.
    pub services: Vec<Service>,
}

/// One service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Service {
    /// The id that other parts of the record can refer to.
    pub id: String,
    /// Its name, where it has another one than its area.
    pub name: Option<String>,
    /// Its area, a value of `Tjenesteområde`.
    pub area: &'static str,
}

impl Start {
    /// Adds a service, with an id made from what it is called.
    pub fn add_service(&mut self, called: &str, area: &'static str) {
        let stem = id(called);
        let taken = |id: &str| self.services.iter().any(|service| same_word(&service.id, id));
        let numbered = (2..).map(|number| format!("{stem}-{number}"));
        let id = std::iter::once(stem.clone()).chain(numbered).find(|id| !taken(id)).unwrap_or(stem);
        let name = (!same_word(called, area)).then(|| called.trim().to_owned());
        self.services.push(Service { id, name, area });
    }
}

/// Letters and digits with hyphens between them.
fn id(called: &str) -> String {
    let words = called.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let id = words.map(str::to_lowercase).collect::<Vec<_>>().join("-");
    if id.is_empty() { "tjeneste".to_owned() } else { id }
}

/// The first record of an organisation, with comments in a language.
#[must_use]
pub fn draft(set: &RuleSet, start: &Start, as_of: Date, language: Language) -> String {
    let audit = Audit::new(set, as_of);
    let head = layout::head(start, as_of);
    let open = choose::open_fields(&audit, &head);
    layout::record(start, as_of, &open, language)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn services_get_ids_of_their_own() {
        let mut start = Start { kind: "kommune", name: String::new(), number: None, services: Vec::new() };
        for called in ["Omsorg", "omsorg", "Blå kors: Øst", "!!"] {
            start.add_service(called, "omsorg");
        }
        let ids: Vec<&str> = start.services.iter().map(|service| service.id.as_str()).collect();
        assert_eq!(ids, ["omsorg", "omsorg-2", "blå-kors-øst", "tjeneste"]);
        assert_eq!(start.services[0].name, None, "the area says it already");
        assert_eq!(start.services[2].name.as_deref(), Some("Blå kors: Øst"));
    }
}
