//! Every field of a record, with what it is for apart from rules.

use super::{CoveredField, Purpose};
use crate::field::{Field, Scalar, Section, Shape, as_section};
use crate::record::SHAPE;

/// The fields that the audit itself reads, whatever the rules: whom a record is about, which
/// services it lists, which lists are not complete, and what supervisory authorities found.
pub const READ_BY_AUDIT: [&str; 18] = [
    "format",
    "per_dato",
    "ufullstendige_lister",
    "virksomhet.navn",
    "virksomhet.organisasjonsnummer",
    "virksomhet.organisasjonstype",
    "tjenester",
    "tjenester[].navn",
    "tjenester[].id",
    "tjenester[].område",
    "tilsyn",
    "tilsyn[].dato",
    "tilsyn[].funn",
    "tilsyn[].status",
    "tilsyn[].lukket_dato",
    "tilsyn[].bestemmelser",
    "tilsyn[].krav",
    "tilsyn[].tjeneste",
];

/// The keys that every section and every fact has.
const EVERYWHERE: [&str; 2] = ["kilde", "merknad"];

/// Every field of a record, in the order of the format. The parts of facts stand once each.
pub(super) fn catalogue() -> Vec<CoveredField> {
    let mut catalogue = Catalogue { fields: Vec::new(), parts: Vec::new(), referred: Vec::new() };
    if let Some(section) = as_section(SHAPE) {
        catalogue.references(section);
        catalogue.section(section, "", false);
    }
    catalogue.fields.append(&mut catalogue.parts);
    catalogue.fields
}

struct Catalogue {
    fields: Vec<CoveredField>,
    parts: Vec<CoveredField>,
    /// The names of the sections that fields refer to.
    referred: Vec<&'static str>,
}

impl Catalogue {
    /// The keys of a section; where the section only informs, so do they.
    fn section(&mut self, section: &'static Section, prefix: &str, informs: bool) {
        for field in section.fields {
            let path = if prefix.is_empty() { field.name.to_owned() } else { format!("{prefix}.{}", field.name) };
            let informs = informs || field.information;
            if EVERYWHERE.contains(&field.name) {
                self.part(section, field, Purpose::Information);
                continue;
            }
            match field.shape {
                Shape::Section(inner) if !inner.is_fact => self.section(inner, &path, informs),
                Shape::List(Shape::Section(inner)) if !inner.is_fact => {
                    self.add(section, field, path.clone(), informs);
                    self.section(inner, &format!("{path}[]"), informs);
                }
                Shape::Section(fact) => {
                    self.add(section, field, path, informs);
                    self.fact(fact);
                }
                _ => self.add(section, field, path, informs),
            }
        }
    }

    fn add(&mut self, section: &'static Section, field: &'static Field, path: String, informs: bool) {
        let is_id = matches!(field.shape, Shape::Scalar(Scalar::Id));
        let purpose = if READ_BY_AUDIT.contains(&path.as_str()) {
            Some(Purpose::Audit)
        } else if is_id && self.referred.contains(&section.name) {
            Some(Purpose::Reference)
        } else {
            informs.then_some(Purpose::Information)
        };
        self.fields.push(CoveredField {
            path,
            described_by: (section.name, field.name),
            shape: field.shape,
            rules: Vec::new(),
            purpose,
        });
    }

    /// The parts of a fact's full form, after its value.
    fn fact(&mut self, fact: &'static Section) {
        for part in fact.fields.iter().skip(1) {
            let purpose = if EVERYWHERE.contains(&part.name) { Purpose::Information } else { Purpose::Part };
            self.part(fact, part, purpose);
        }
    }

    fn part(&mut self, section: &'static Section, field: &'static Field, purpose: Purpose) {
        let path = format!("*.{}", field.name);
        if !self.parts.iter().any(|known| known.path == path) {
            let described_by = (section.name, field.name);
            self.parts.push(CoveredField {
                path,
                described_by,
                shape: field.shape,
                rules: Vec::new(),
                purpose: Some(purpose),
            });
        }
    }

    fn references(&mut self, section: &'static Section) {
        for field in section.fields {
            self.reference(field.shape);
        }
    }

    fn reference(&mut self, shape: &'static Shape) {
        match shape {
            Shape::Scalar(Scalar::Reference(name)) => self.referred.push(name),
            Shape::Scalar(_) => {}
            Shape::List(item) => self.reference(item),
            Shape::Section(section) => self.references(section),
        }
    }
}

/// Whether a path ends at a key that every section has, or at a part of a fact's full form.
pub(super) fn is_part(path: &str) -> bool {
    let mut shape = SHAPE;
    let mut inside_fact = false;
    for step in path.split('.') {
        let Some(section) = as_section(shape) else { return false };
        let Some((_, field)) = section.field(step.trim_end_matches("[]")) else { return false };
        inside_fact = section.is_fact;
        shape = match field.shape {
            Shape::List(item) if step.ends_with("[]") => item,
            other => other,
        };
    }
    inside_fact || EVERYWHERE.iter().any(|key| path.ends_with(&format!(".{key}")))
}
