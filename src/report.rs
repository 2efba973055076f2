//! The whole result of an audit, sorted and counted, with what it was made with and the
//! verdict. Formats print it; none of them decides anything.

mod parts;

pub use parts::{Part, State, TopicCounts, Total};

use std::collections::HashSet;

use jiff::civil::Date;
use sha2::{Digest, Sha256};

use crate::accept::{Deviation, Judged, Register};
use crate::baseline::{self, Baseline, Comparison, Found, is_kept};
use crate::evaluate::Audit;
use crate::outcome::{Outcome, Status};
use crate::record::Record;
use crate::rule::{Force, Parameter, Provision, ProvisionStatus, Rule, RuleSet, Trilingual};
use crate::source::{Position, Source};

/// An input that could not be audited.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Failed {
    /// Its name.
    pub name: String,
    /// Why, where the file could be read so far.
    pub cause: Option<Cause>,
}

/// The first mistake of a file, in the report's language.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cause {
    /// Where it stands.
    pub position: Position,
    /// What it is.
    pub message: String,
}

/// The result of auditing some records with one rule set as of one date.
#[derive(Debug)]
pub struct Report<'r> {
    /// The rules.
    pub set: &'r RuleSet,
    /// The date the records were held against.
    pub as_of: Date,
    /// The records, by the names of their files.
    pub records: Vec<Audited>,
    /// The inputs that could not be audited, by name.
    pub failed: Vec<Failed>,
    /// The YAML files in folders that are no records.
    pub skipped: Vec<String>,
    /// The accepted deviations, with what became of them.
    pub deviations: Vec<Judged>,
    /// How the outcomes compare with an earlier audit, where there is one.
    pub comparison: Option<Comparison>,
    /// The weakest force whose gaps fail the audit; none where gaps never do.
    pub threshold: Option<Force>,
    /// The files of the configuration that counted, the nearest first.
    pub configuration: Vec<String>,
    /// The folders in which another force counts.
    pub folders: Vec<FolderThreshold>,
}

/// What fails the audit in one folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FolderThreshold {
    /// The folder, as it is shown.
    pub name: String,
    /// The weakest force whose gaps fail; none where gaps never do.
    pub threshold: Option<Force>,
}

/// One record's result.
#[derive(Debug)]
pub struct Audited {
    /// The file that was read.
    pub input: Input,
    /// Who it describes.
    pub organisation: Organisation,
    /// The outcomes: by force, then status, then topic.
    pub outcomes: Vec<Outcome>,
    /// The position of the folder whose threshold counts; none for the report's own.
    pub folder: Option<usize>,
}

/// A file that was read, with its digest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// The name it is shown under.
    pub name: String,
    /// The SHA-256 of its bytes.
    pub sha256: String,
}

/// Who a record describes, as it says itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Organisation {
    /// The name.
    pub name: Option<String>,
    /// The organisation number.
    pub number: Option<String>,
    /// The kind.
    pub kind: Option<String>,
    /// The date of the facts.
    pub facts_as_of: Option<String>,
}

/// How many outcomes of one force have each status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts([usize; 5]);

/// A parameter that took part in an outcome.
#[derive(Debug, Clone, PartialEq)]
pub struct UsedParameter<'r> {
    /// Its name.
    pub name: &'r str,
    /// Its value.
    pub value: f64,
    /// The rule's own value.
    pub default: f64,
    /// Whether it is a proposal that stands in no source.
    pub proposed: bool,
    /// Whether an organisation set it.
    pub own: bool,
    /// Why the rule's own value is as it is.
    pub rationale: &'r Trilingual,
}

impl<'r> UsedParameter<'r> {
    /// A rule's parameter as it stands.
    #[must_use]
    pub fn of(parameter: &'r Parameter) -> Self {
        Self {
            name: &parameter.name,
            value: parameter.value(),
            default: parameter.default,
            proposed: parameter.proposed,
            own: parameter.own.is_some(),
            rationale: &parameter.rationale,
        }
    }
}

impl From<String> for Failed {
    fn from(name: String) -> Self {
        Self { name, cause: None }
    }
}

impl<'r> Report<'r> {
    /// The names of the inputs that could not be audited.
    #[must_use]
    pub fn not_audited(&self) -> Vec<String> {
        self.failed.iter().map(|failed| failed.name.clone()).collect()
    }

    /// An empty report of an audit.
    #[must_use]
    pub fn new(audit: &Audit<'r>, threshold: Option<Force>) -> Self {
        let set = audit.set();
        Self {
            set,
            as_of: audit.as_of(),
            records: Vec::new(),
            failed: Vec::new(),
            skipped: Vec::new(),
            deviations: Vec::new(),
            comparison: None,
            threshold,
            configuration: Vec::new(),
            folders: Vec::new(),
        }
    }

    /// The rule of an outcome.
    #[must_use]
    pub fn rule(&self, outcome: &Outcome) -> &'r Rule {
        &self.set.rules[outcome.rule]
    }

    /// The folder whose threshold counts for a record, where one has its own.
    #[must_use]
    pub fn folder(&self, record: &Audited) -> Option<&FolderThreshold> {
        self.folders.get(record.folder?)
    }

    /// The weakest force whose gaps fail in a record; none where gaps never do.
    #[must_use]
    pub fn threshold(&self, record: &Audited) -> Option<Force> {
        self.threshold_in(record.folder)
    }

    /// The same for the records of a folder.
    #[must_use]
    pub fn threshold_in(&self, folder: Option<usize>) -> Option<Force> {
        folder.and_then(|folder| self.folders.get(folder)).map_or(self.threshold, |folder| folder.threshold)
    }

    /// Whether an outcome of a record is a gap that fails the audit.
    #[must_use]
    pub fn fails(&self, record: &Audited, outcome: &Outcome) -> bool {
        outcome.status.is_gap() && !outcome.is_excused() && self.at_threshold(record, self.rule(outcome).force)
    }

    /// Whether gaps of this force fail in a record.
    #[must_use]
    pub fn at_threshold(&self, record: &Audited, force: Force) -> bool {
        self.threshold(record).is_some_and(|threshold| force <= threshold)
    }

    /// Tries accepted deviations on all records: marks the gaps they accept, and keeps what
    /// became of each.
    pub fn accept(&mut self, deviations: Vec<Deviation>) {
        let mut register = Register::new(deviations);
        for record in &mut self.records {
            register.mark(self.set, self.as_of, &record.organisation.names(), &mut record.outcomes);
        }
        self.deviations = register.judge(self.as_of);
    }

    /// Compares all outcomes with a baseline from a file of this name.
    pub fn compare(&mut self, baseline: &Baseline, file: &str) {
        let digests = self.digests();
        let audited: HashSet<String> = self.records.iter().map(|record| record.organisation.known_as()).collect();
        let outcomes = self.records.iter_mut().flat_map(|record| &mut record.outcomes);
        let comparison = baseline.compare(&self.set.rules, &digests, &audited, outcomes);
        self.comparison = Some(Comparison { file: file.to_owned(), ..comparison });
    }

    /// The baseline that later audits can be compared with.
    #[must_use]
    pub fn baseline(&self) -> Baseline {
        let rules = self.set.rules.iter().map(|rule| rule.id.clone()).zip(self.digests()).collect();
        let mut found: Vec<Found> = Vec::new();
        for record in &self.records {
            let organisation = record.organisation.known_as();
            for outcome in record.outcomes.iter().filter(|outcome| is_kept(outcome.status)) {
                found.push(Found {
                    rule: self.rule(outcome).id.clone(),
                    organisation: organisation.clone(),
                    subject: outcome.subject.name.clone(),
                    fingerprint: outcome.fingerprint.clone(),
                    status: outcome.status.name().to_owned(),
                });
            }
        }
        found.sort();
        Baseline {
            schema: baseline::FORMAT.to_owned(),
            rule_set: self.set.version.clone(),
            as_of: self.as_of.to_string(),
            rules,
            found,
        }
    }

    /// What each rule asks, in short.
    fn digests(&self) -> Vec<String> {
        self.set.rules.iter().map(baseline::digest).collect()
    }

    /// Whether an accepted deviation has expired or is unused, and its gap would fail a record of
    /// the organisation.
    #[must_use]
    pub fn fails_by(&self, judged: &Judged) -> bool {
        self.failed_threshold(judged).is_some()
    }

    /// The threshold by which it fails: of several records of the organisation, the strictest one's.
    #[must_use]
    pub fn failed_threshold(&self, judged: &Judged) -> Option<Force> {
        let rule = self.set.get(&judged.deviation.rule).filter(|_| judged.standing.is_amiss())?;
        let records = self.records.iter().filter(|record| judged.deviation.is_for(&record.organisation.names()));
        records.filter_map(|record| self.threshold(record)).filter(|threshold| rule.force <= *threshold).max()
    }

    /// Whether anything fails the audit: a gap, or an accepted deviation that has to be put right.
    #[must_use]
    pub fn has_failures(&self) -> bool {
        self.deviations.iter().any(|judged| self.fails_by(judged))
            || self.records.iter().any(|record| self.failures(record) > 0)
    }

    /// The parameters of an outcome's rule, as they stood.
    #[must_use]
    pub fn parameters(&self, outcome: &Outcome) -> Vec<UsedParameter<'r>> {
        self.rule(outcome).parameters.iter().map(UsedParameter::of).collect()
    }

    /// The provisions behind a rule that count on the audit date, each with the document's own
    /// citation where that differs.
    #[must_use]
    pub fn provisions(&self, rule: &'r Rule) -> Vec<(&'r Provision, Option<&'r str>)> {
        rule.law
            .iter()
            .filter_map(|reference| {
                let provision = self.set.library.provisions.get(&reference.provision)?;
                let counts = provision.in_force(self.as_of);
                counts.then_some((provision, reference.cited_as.as_deref()))
            })
            .collect()
    }

    /// Provisions that are adopted but judge nothing yet.
    #[must_use]
    pub fn announced(&self) -> Vec<&'r Provision> {
        let provisions = self.set.library.provisions.values();
        provisions.filter(|provision| provision.status == ProvisionStatus::Adopted).collect()
    }

    /// How many outcomes of a record have each force and status.
    #[must_use]
    pub fn counts(&self, record: &Audited, force: Force) -> Counts {
        let of_force = record.outcomes.iter().filter(|outcome| self.rule(outcome).force == force);
        of_force.map(|outcome| outcome.status).collect()
    }
}

impl FromIterator<Status> for Counts {
    fn from_iter<I: IntoIterator<Item = Status>>(statuses: I) -> Self {
        let mut counts = Self::default();
        for status in statuses {
            counts.count(status);
        }
        counts
    }
}

impl Counts {
    /// How many have this status.
    #[must_use]
    pub const fn of(&self, status: Status) -> usize {
        self.0[status as usize]
    }

    /// How many are not or partly met.
    #[must_use]
    pub const fn gaps(&self) -> usize {
        self.of(Status::NotMet) + self.of(Status::Partly)
    }

    /// Counts one more outcome.
    pub const fn count(&mut self, status: Status) {
        self.0[status as usize] += 1;
    }

    /// Adds the counts of another record.
    pub fn add(&mut self, other: Self) {
        for (count, more) in self.0.iter_mut().zip(other.0) {
            *count += more;
        }
    }

    /// How many could be met once everything is documented: from those that are, to those and
    /// the ones not documented.
    #[must_use]
    pub const fn range(&self) -> (usize, usize) {
        (self.of(Status::Met), self.of(Status::Met) + self.of(Status::NotDocumented))
    }

    /// How many apply.
    #[must_use]
    pub const fn applicable(&self) -> usize {
        self.of(Status::NotMet) + self.of(Status::Partly) + self.of(Status::NotDocumented) + self.of(Status::Met)
    }
}

impl Audited {
    /// The result of one record, its outcomes in the order they are reported.
    #[must_use]
    pub fn new(set: &RuleSet, record: &Record<'_>, outcomes: Vec<Outcome>) -> Self {
        let mut outcomes = outcomes;
        outcomes.sort_by_cached_key(|outcome| {
            let rule = &set.rules[outcome.rule];
            (rule.force, outcome.status, set.library.topic_order(&rule.topic), outcome.rule)
        });
        Self { input: Input::of(record.source()), organisation: Organisation::of(record), outcomes, folder: None }
    }
}

impl Input {
    /// The input behind a source.
    #[must_use]
    pub fn of(source: &Source) -> Self {
        let digest = Sha256::digest(source.text().as_bytes());
        Self { name: source.name().to_owned(), sha256: digest.iter().map(|byte| format!("{byte:02x}")).collect() }
    }
}

impl Organisation {
    /// What a baseline knows it by: its number, or its name; nothing where it has neither.
    #[must_use]
    pub fn known_as(&self) -> String {
        let number = self.number.as_ref().map(|number| number.split_whitespace().collect());
        number.or_else(|| self.name.clone()).unwrap_or_default()
    }

    /// What it is known by: its number and its name.
    #[must_use]
    pub fn names(&self) -> [Option<&str>; 2] {
        [self.number.as_deref(), self.name.as_deref()]
    }

    /// What a record says of the organisation.
    #[must_use]
    pub fn of(record: &Record<'_>) -> Self {
        let text = |path: &str| record.text_at(path).map(str::to_owned);
        Self {
            name: text("virksomhet.navn"),
            number: text("virksomhet.organisasjonsnummer"),
            kind: record.choice_at("virksomhet.organisasjonstype").map(str::to_owned),
            facts_as_of: text("per_dato"),
        }
    }
}
