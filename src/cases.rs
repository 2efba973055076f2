//! The cases beside the rules: fragments of records with the outcome they must give, and why.

use std::sync::LazyLock;

use jiff::civil::Date;

use crate::evaluate::Audit;
use crate::outcome::{Outcome, Reason, Status};
use crate::problem::{Kind, Problem};
use crate::record::{NodeId, Record, Tree, parse, read_fragment};
use crate::rule::{Rule, RuleSet};
use crate::source::{Source, Span};

/// One case as written.
#[derive(Debug, Clone)]
pub struct Case {
    /// What it shows.
    pub name: String,
    /// The audit date.
    pub as_of: Date,
    /// The kind of organisation, where the fragment does not say.
    pub organisation: Option<String>,
    /// The item that is judged, where there are several.
    pub subject: Option<String>,
    /// The status it must give.
    pub expect: Status,
    /// The fields that must decide it.
    pub because: Vec<String>,
    /// The fragment's node in the file.
    record: Option<NodeId>,
    /// Where the case begins.
    pub span: Span,
    because_span: Span,
}

/// How the cases of a rule went.
#[derive(Debug, Default)]
pub struct Tested {
    /// How many cases were run.
    pub run: usize,
    /// What differed, or could not be read.
    pub problems: Vec<Problem>,
}

/// The rule that a file of cases belongs to: its name up to `.cases.yaml`.
#[must_use]
pub fn rule_id(source: &Source) -> &str {
    source.name().rsplit('/').next().unwrap_or_default().trim_end_matches(".cases.yaml")
}

/// Reads the cases of a file.
///
/// # Errors
/// All mistakes in the file.
pub fn read(source: &Source) -> Result<Vec<Case>, Vec<Problem>> {
    let parsed = parse(source);
    let Some(root) = parsed.tree.root().filter(|_| parsed.problems.is_empty()) else {
        return Err(parsed.problems);
    };
    let mut problems = Vec::new();
    let cases = parsed.tree.children(root).filter_map(|node| case(&parsed.tree, node, &mut problems)).collect();
    if problems.is_empty() { Ok(cases) } else { Err(problems) }
}

fn case(tree: &Tree<'_>, node: NodeId, problems: &mut Vec<Problem>) -> Option<Case> {
    let known = ["name", "as_of", "organisation", "record", "subject", "expect", "because"];
    for (key, _) in tree.entries(node) {
        let text = tree.text(key).unwrap_or_default();
        if !known.contains(&text) {
            let problem = Problem::new(Kind::UnknownRuleKey, tree.node(key).span)
                .with("key", text)
                .with("known", known.join(", "));
            problems.push(problem);
        }
    }
    let value = |name: &str| tree.entries(node).find(|(key, _)| tree.text(*key) == Some(name)).map(|(_, value)| value);
    let text = |name: &str| value(name).and_then(|value| tree.text(value)).map(str::to_owned);
    let span = tree.node(node).span;
    let mut required = |name: &'static str| {
        let found = text(name);
        if found.is_none() {
            problems.push(Problem::new(Kind::MissingRuleKey, span).with("key", name));
        }
        found
    };
    let (name, as_of, expect) = (required("name")?, required("as_of")?, required("expect")?);
    let status = Status::from_name(&expect);
    if status.is_none() {
        let known = Status::ALL.map(Status::name).join(", ");
        problems.push(Problem::new(Kind::UnknownRuleValue, span).with("value", expect).with("known", known));
    }
    let date = as_of.parse().ok();
    if date.is_none() {
        problems.push(Problem::new(Kind::NotDate, span).with("value", as_of));
    }
    let because = value("because");
    Some(Case {
        name,
        as_of: date?,
        organisation: text("organisation"),
        subject: text("subject"),
        expect: status?,
        because: because
            .map(|list| tree.children(list).filter_map(|item| tree.text(item)).map(str::to_owned).collect())
            .unwrap_or_default(),
        record: value("record").filter(|record| tree.text(*record).is_none()),
        span,
        because_span: because.map_or(span, |list| tree.node(list).span),
    })
}

/// The cases of one rule, read once, so that the rule and many versions of it can be asked of them.
#[derive(Debug)]
pub struct Suite<'s> {
    cases: Vec<Ready<'s>>,
}

/// A case with its fragment as a record.
#[derive(Debug)]
struct Ready<'s> {
    case: Case,
    record: Result<Record<'s>, Vec<Problem>>,
}

impl<'s> Suite<'s> {
    /// Reads the cases of a file and their fragments.
    ///
    /// # Errors
    /// All mistakes in the file, except those inside fragments: they belong to their cases.
    pub fn read(source: &'s Source) -> Result<Self, Vec<Problem>> {
        let cases = read(source)?;
        let cases = cases.into_iter().map(|case| Ready { record: fragment(source, &case), case }).collect();
        Ok(Self { cases })
    }

    /// Runs the cases, and tries the rule on the empty record.
    #[must_use]
    pub fn test(&self, set: &RuleSet, rule: &Rule) -> Tested {
        let mut tested = Tested { run: self.cases.len(), problems: Vec::new() };
        let only = set.only(rule.clone());
        for ready in &self.cases {
            match &ready.record {
                Ok(record) => {
                    tested
                        .problems
                        .extend(differences(&ready.case, outcome(&only, rule, record, &ready.case).as_ref()));
                }
                Err(problems) => tested.problems.extend(problems.iter().cloned()),
            }
        }
        for status in reachable(rule) {
            if !self.cases.iter().any(|ready| ready.case.expect == status) {
                tested.problems.push(Problem::new(Kind::MissingCase, Span::new(0, 1)).with("status", status.name()));
            }
        }
        tested.problems.extend(self.on_silence(&only, rule));
        tested
    }

    /// Whether any case gives something else than expected with this version of the rule.
    #[must_use]
    pub fn notices(&self, set: &RuleSet, rule: &Rule) -> bool {
        let only = set.only(rule.clone());
        self.cases.iter().any(|ready| match &ready.record {
            Ok(record) => !differences(&ready.case, outcome(&only, rule, record, &ready.case).as_ref()).is_empty(),
            Err(_) => true,
        })
    }

    /// A rule that an empty record already decides judges on silence.
    fn on_silence(&self, only: &RuleSet, rule: &Rule) -> Option<Problem> {
        let record = empty().ok()?;
        let as_of = self.cases.iter().map(|ready| ready.case.as_of).max()?;
        let found = Audit::new(only, as_of).assuming(organisation(rule, None)).outcomes(&record);
        let decided = found.iter().find(|outcome| {
            outcome.status != Status::NotDocumented && !matches!(outcome.reason, Reason::NotInForce { .. })
        })?;
        let status = decided.status.name();
        Some(Problem::new(Kind::DecidedByNothing, Span::new(0, 1)).with("status", status))
    }
}

/// A case's fragment as a record; the empty record where it has none.
fn fragment<'s>(source: &'s Source, case: &Case) -> Result<Record<'s>, Vec<Problem>> {
    match case.record {
        Some(root) => read_fragment(source, parse(source).tree, root),
        None => empty(),
    }
}

/// The record that says nothing.
fn empty() -> Result<Record<'static>, Vec<Problem>> {
    static EMPTY: LazyLock<Source> = LazyLock::new(|| Source::new("{}", "format: medvirk/1\n".to_owned()));
    let tree = parse(&EMPTY).tree;
    let root = tree.root().ok_or_else(Vec::new)?;
    read_fragment(&EMPTY, tree, root)
}

/// The outcome of a rule, alone in its set, on a case; none where the subject is not judged.
fn outcome(only: &RuleSet, rule: &Rule, record: &Record<'_>, case: &Case) -> Option<Outcome> {
    let organisation = organisation(rule, case.organisation.as_deref());
    let found = Audit::new(only, case.as_of).assuming(organisation).outcomes(record);
    match &case.subject {
        Some(subject) => found.into_iter().find(|outcome| outcome.subject.path.as_ref() == Some(subject)),
        None => found.into_iter().next(),
    }
}

fn organisation<'r>(rule: &'r Rule, given: Option<&'r str>) -> &'r str {
    given.or_else(|| rule.organisations.first().copied()).unwrap_or("kommune")
}

fn differences(case: &Case, found: Option<&Outcome>) -> Vec<Problem> {
    let status = found.map(|outcome| outcome.status);
    if status != Some(case.expect) {
        let found = status.map_or("–", Status::name);
        let problem = Problem::new(Kind::CaseStatus, case.span)
            .with("name", case.name.as_str())
            .with("found", found)
            .with("expected", case.expect.name());
        return vec![problem];
    }
    let deciding = found.map(deciding_fields).unwrap_or_default();
    let mut expected = case.because.clone();
    expected.sort();
    expected.dedup();
    if deciding == expected {
        return Vec::new();
    }
    let problem = Problem::new(Kind::CaseReason, case.because_span)
        .with("name", case.name.as_str())
        .with("found", deciding.join(", "))
        .with("expected", expected.join(", "));
    vec![problem]
}

/// The fields that decided an outcome, sorted, each once.
#[must_use]
pub fn deciding_fields(outcome: &Outcome) -> Vec<String> {
    let mut fields: Vec<String> = outcome.evidence.iter().map(|evidence| evidence.field.clone()).collect();
    fields.sort();
    fields.dedup();
    fields
}

/// The statuses that a rule can reach.
#[must_use]
pub fn reachable(rule: &Rule) -> Vec<Status> {
    let limited = !rule.organisations.is_empty() || rule.when.is_some() || rule.each.is_some();
    Status::ALL
        .into_iter()
        .filter(|status| match status {
            Status::Partly => rule.partly.is_some(),
            Status::NotApplicable => limited,
            _ => true,
        })
        .collect()
}
