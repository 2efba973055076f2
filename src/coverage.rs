//! The chain statement → rule → record field and back, and the holes in it.

use crate::field::{Field, Scalar, Section, Shape, as_section};
use crate::record::SHAPE;
use crate::rule::{DocumentStatement, Origin, Provision, Rule, RuleSet};

/// The fields that the audit itself reads, whatever the rules: whom a record is about, which
/// services it lists, which lists are not complete, and what supervisory authorities found.
pub const READ_BY_AUDIT: [&str; 17] = [
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
];

/// The whole chain.
#[derive(Debug)]
pub struct Coverage<'r> {
    /// The rules that were looked at.
    pub set: &'r RuleSet,
    /// Every statement of the documents, in their order.
    pub statements: Vec<CoveredStatement<'r>>,
    /// Every rule, in the set's order.
    pub rules: Vec<ReadingRule<'r>>,
    /// Every field of a record, in the format's order.
    pub fields: Vec<CoveredField>,
    /// Every provision, with the rules that rest on it.
    pub provisions: Vec<(&'r Provision, Vec<&'r Rule>)>,
}

/// A statement with the rules that cover it, as positions in [`Coverage::rules`].
#[derive(Debug)]
pub struct CoveredStatement<'r> {
    /// The statement.
    pub statement: &'r DocumentStatement,
    /// The rules.
    pub rules: Vec<usize>,
}

/// A rule with what it reads.
#[derive(Debug)]
pub struct ReadingRule<'r> {
    /// The rule.
    pub rule: &'r Rule,
    /// The fields it reads, in the order it reads them.
    pub fields: Vec<String>,
}

/// A field with what it is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CoveredField {
    /// The path, `råd[].mandat`; `*.belegg` for a part of any fact's full form.
    pub path: String,
    /// What describes it: the section and the key.
    pub described_by: (&'static str, &'static str),
    /// The rules that read it, as positions in [`Coverage::rules`].
    pub rules: Vec<usize>,
    /// What it is for, apart from rules.
    pub purpose: Option<Purpose>,
}

/// What a field that no rule needs to read is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Purpose {
    /// The audit itself reads it.
    Audit,
    /// Other parts of the record refer to it.
    Reference,
    /// It is a key of a form that several fields share, such as a measurement; rules read some of
    /// the form here, and this key of it elsewhere.
    Form,
    /// It informs the reader.
    Information,
    /// It belongs to the full form of a fact: what the fact rests on.
    Part,
}

/// A break in the chain.
#[derive(Debug, Clone, Copy)]
pub enum Hole<'c> {
    /// No rule covers a statement that can be audited.
    Statement(&'c DocumentStatement),
    /// A rule says no source.
    Rule(&'c Rule),
    /// No rule reads a field, and nothing else is said of what it is for.
    Field(&'c CoveredField),
}

impl Purpose {
    /// The stable name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Audit => "audit",
            Self::Reference => "reference",
            Self::Form => "form",
            Self::Information => "information",
            Self::Part => "part",
        }
    }
}

impl<'r> Coverage<'r> {
    /// Follows the chain through a set of rules.
    #[must_use]
    pub fn of(set: &'r RuleSet) -> Self {
        let rules: Vec<ReadingRule<'r>> =
            set.rules.iter().map(|rule| ReadingRule { rule, fields: rule.reads(SHAPE) }).collect();
        let positions = |wanted: &dyn Fn(&ReadingRule<'r>) -> bool| {
            rules.iter().enumerate().filter(|(_, rule)| wanted(rule)).map(|(position, _)| position).collect::<Vec<_>>()
        };
        let statements = set
            .library
            .statements
            .values()
            .map(|statement| CoveredStatement {
                statement,
                rules: positions(&|reading| reading.rule.statements.contains(&statement.id)),
            })
            .collect();
        let provisions = set
            .library
            .provisions
            .values()
            .map(|provision| {
                let rests = |rule: &&Rule| rule.law.iter().any(|law| law.provision == provision.id);
                (provision, set.rules.iter().filter(rests).collect())
            })
            .collect();
        let mut fields = catalogue();
        for field in &mut fields {
            let part = field.path.strip_prefix('*');
            field.rules = positions(&|reading| {
                reading.fields.iter().any(|path| match part {
                    Some(part) => path.ends_with(part) && is_part(path),
                    None => *path == field.path,
                })
            });
        }
        shared_forms(&mut fields);
        Self { set, statements, rules, fields, provisions }
    }

    /// The breaks: statements, then rules, then fields.
    #[must_use]
    pub fn holes(&self) -> Vec<Hole<'_>> {
        let uncovered = self.statements.iter().filter(|found| found.statement.auditable && found.rules.is_empty());
        let unfounded = self.rules.iter().filter(|reading| {
            let rule = reading.rule;
            rule.origin == Origin::BuiltIn && rule.statements.is_empty() && rule.law.is_empty()
        });
        let unread = self.fields.iter().filter(|field| field.rules.is_empty() && field.purpose.is_none());
        uncovered
            .map(|found| Hole::Statement(found.statement))
            .chain(unfounded.map(|reading| Hole::Rule(reading.rule)))
            .chain(unread.map(Hole::Field))
            .collect()
    }
}

/// Marks the keys of shared forms that rules read elsewhere, where they read some of the form here too.
fn shared_forms(fields: &mut [CoveredField]) {
    let read: Vec<(String, (&str, &str))> = fields
        .iter()
        .filter(|field| !field.rules.is_empty())
        .map(|field| (parent(&field.path).to_owned(), field.described_by))
        .collect();
    for field in fields.iter_mut().filter(|field| field.rules.is_empty() && field.purpose.is_none()) {
        let elsewhere = read.iter().any(|(_, described_by)| *described_by == field.described_by);
        let here = read.iter().any(|(place, _)| place == parent(&field.path));
        field.purpose = (elsewhere && here).then_some(Purpose::Form);
    }
}

/// The path of the section that a field stands in.
fn parent(path: &str) -> &str {
    path.rsplit_once('.').map_or("", |(parent, _)| parent)
}

/// Every field of a record, in the order of the format. The parts of facts stand once each.
fn catalogue() -> Vec<CoveredField> {
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
        self.fields.push(CoveredField { path, described_by: (section.name, field.name), rules: Vec::new(), purpose });
    }

    /// The parts of a fact's full form, after its value.
    fn fact(&mut self, fact: &'static Section) {
        for part in fact.fields.iter().skip(1) {
            let path = format!("*.{}", part.name);
            if !self.parts.iter().any(|known| known.path == path) {
                let described_by = (fact.name, part.name);
                self.parts.push(CoveredField { path, described_by, rules: Vec::new(), purpose: Some(Purpose::Part) });
            }
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

/// Whether a path ends at a part of a fact's full form.
fn is_part(path: &str) -> bool {
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
    inside_fact
}
