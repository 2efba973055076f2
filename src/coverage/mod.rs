//! The chain statement → rule → record field and back, and the holes in it.

mod catalogue;

pub use catalogue::READ_BY_AUDIT;

use catalogue::{catalogue, is_part};

use crate::field::Shape;
use crate::rule::{DocumentStatement, Provision, Rule, RuleSet};

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
#[derive(Debug, Clone)]
pub struct CoveredField {
    /// The path, `råd[].mandat`; `*.belegg` for a part of any fact's full form, and
    /// `*.kilde` for a key that every section has.
    pub path: String,
    /// What describes it: the section and the key.
    pub described_by: (&'static str, &'static str),
    /// What may stand there.
    pub shape: &'static Shape,
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

/// How much of the chain there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Statements that a rule can test.
    pub auditable: usize,
    /// Those of them that a rule covers.
    pub covered: usize,
    /// Statements that no rule can test.
    pub context: usize,
    /// Rules that name a source.
    pub founded: usize,
    /// Fields of a record.
    pub fields: usize,
    /// Those of them that a rule reads.
    pub read: usize,
    /// Those that only the audit itself reads.
    pub audit: usize,
    /// Those that are for nothing.
    pub unread: usize,
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
            set.rules.iter().map(|rule| ReadingRule { rule, fields: rule.reads() }).collect();
        let positions = |wanted: &dyn Fn(&ReadingRule<'r>) -> bool| {
            rules.iter().enumerate().filter(|(_, rule)| wanted(rule)).map(|(position, _)| position).collect::<Vec<_>>()
        };
        let statements = set
            .library
            .statements
            .iter()
            .map(|statement| CoveredStatement {
                statement,
                rules: positions(&|reading| reading.rule.told.statements.contains(&statement.id)),
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

    /// How much of the chain there is.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let statements = |wanted: &dyn Fn(&CoveredStatement<'_>) -> bool| {
            self.statements.iter().filter(|found| wanted(found)).count()
        };
        let fields = |wanted: &dyn Fn(&CoveredField) -> bool| self.fields.iter().filter(|field| wanted(field)).count();
        Counts {
            auditable: statements(&|found| found.statement.auditable),
            covered: statements(&|found| found.statement.auditable && !found.rules.is_empty()),
            context: statements(&|found| !found.statement.auditable),
            founded: self.rules.iter().filter(|reading| is_founded(reading.rule)).count(),
            fields: self.fields.len(),
            read: fields(&|field| !field.rules.is_empty()),
            audit: fields(&|field| field.rules.is_empty() && field.purpose == Some(Purpose::Audit)),
            unread: fields(&CoveredField::is_hole),
        }
    }

    /// The breaks: statements, then rules, then fields.
    #[must_use]
    pub fn holes(&self) -> Vec<Hole<'_>> {
        let uncovered = self.statements.iter().filter(|found| found.statement.auditable && found.rules.is_empty());
        let unfounded = self.rules.iter().filter(|reading| !is_founded(reading.rule));
        let unread = self.fields.iter().filter(|field| field.is_hole());
        uncovered
            .map(|found| Hole::Statement(found.statement))
            .chain(unfounded.map(|reading| Hole::Rule(reading.rule)))
            .chain(unread.map(Hole::Field))
            .collect()
    }
}

impl CoveredField {
    /// Whether no rule reads it and it is for nothing else.
    #[must_use]
    pub fn is_hole(&self) -> bool {
        self.rules.is_empty() && self.purpose.is_none()
    }
}

/// Whether a rule names a statement, a provision or a source of its own.
#[must_use]
pub fn is_founded(rule: &Rule) -> bool {
    !rule.told.statements.is_empty() || !rule.law.is_empty() || rule.told.source.is_some()
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
