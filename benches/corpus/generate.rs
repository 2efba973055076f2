//! Distinct full records with known gaps: the same ones for the same numbers.
//!
//! The example of a full record is the mould. Every number, date and longer text in it becomes
//! another one in each record, and each of the twenty checks of `checks.csv` fails in some.

use fastrand::Rng;
use medvirk::record::{Address, NodeId, NodeKind, Record, Value, read};
use medvirk::source::{Source, Span};

/// The date that the mould's facts are held against.
pub const AS_OF: &str = "2026-06-01";

const MOULD: &str = include_str!("../../examples/fjordvik-kommune.yaml");
const CHECKS: &str = include_str!("../checks.csv");
/// How often a check fails, in per cent.
const FAILS: u32 = 15;
/// Shorter texts may be words that a rule looks for.
const LONG_TEXT: usize = 16;

/// A fact that one rule asks for, and the value with which the rule is not met.
#[derive(Debug, Clone, Copy)]
pub struct Check {
    /// The rule's id.
    pub rule: &'static str,
    /// Where the fact stands.
    pub field: &'static str,
    /// The value that makes a gap.
    pub gap: &'static str,
}

/// One record of the corpus, and the truth about it.
#[derive(Debug)]
pub struct Generated {
    /// The name of its file.
    pub name: String,
    /// Its text.
    pub text: String,
    /// The rules that it does not meet, of those that are checked.
    pub gaps: Vec<&'static str>,
}

/// Makes the records of a corpus.
#[derive(Debug)]
pub struct Generator {
    /// What varies, in the order it stands; what is between stays as it is.
    holes: Vec<(Span, Hole)>,
    checks: Vec<Check>,
}

#[derive(Debug, Clone, Copy)]
enum Hole {
    /// The fact of the check at this position.
    Check(usize),
    /// A count, multiplied alike throughout a record, so that shares stay what they are.
    Count(u32),
    /// A date, moved within its month.
    Date,
    /// A text, which gets a number of its own.
    Text,
}

/// The twenty checks.
pub fn checks() -> Vec<Check> {
    let columns = |line: &'static str| {
        let mut columns = line.split(',');
        Some(Check { rule: columns.next()?, field: columns.next()?, gap: columns.next()? })
    };
    CHECKS.lines().skip(1).filter_map(columns).collect()
}

impl Generator {
    /// Finds what can vary in the mould.
    pub fn new() -> Self {
        let source = Source::new("mould.yaml", MOULD.to_owned());
        let record = read(&source).expect("the example has no mistakes");
        let checks = checks();
        let mut holes = Vec::new();
        for (position, check) in checks.iter().enumerate() {
            let address = Address::parse(check.field, &record).expect("the format has the field");
            let node = address.node.expect("the example states the fact");
            holes.push((record.tree().node(node).span, Hole::Check(position)));
        }
        let checked = holes.clone();
        vary(&record, record.root(), &mut |span, hole| {
            if !checked.iter().any(|(taken, _)| taken.start <= span.start && span.end <= taken.end) {
                holes.push((span, hole));
            }
        });
        holes.sort_by_key(|(span, _)| *span);
        Self { holes, checks }
    }

    /// The record with this number.
    pub fn record(&self, number: u32) -> Generated {
        let mut rng = Rng::with_seed(u64::from(number));
        let factor = rng.u32(1..=9);
        let mut gaps = Vec::new();
        let mut text = String::with_capacity(MOULD.len() + 4 * self.holes.len());
        let mut kept = 0;
        for (span, hole) in &self.holes {
            let old = &MOULD[span.range()];
            text.push_str(&MOULD[kept..span.start as usize]);
            kept = span.end as usize;
            match hole {
                Hole::Check(position) => {
                    let Check { rule, gap, .. } = self.checks[*position];
                    let fails = rng.u32(0..100) < FAILS;
                    gaps.extend(fails.then_some(rule));
                    text.push_str(match (fails, gap) {
                        (true, gap) => gap,
                        (false, "nei") => "ja",
                        (false, _) => "3",
                    });
                }
                Hole::Count(count) => text.push_str(&(count * factor).to_string()),
                Hole::Date => text.push_str(&format!("{}{:02}", &old[..old.len() - 2], rng.u32(1..=28))),
                Hole::Text => text.push_str(&format!("{old} {}", rng.u32(1000..10000))),
            }
        }
        text.push_str(&MOULD[kept..]);
        Generated { name: format!("{number:05}.yaml"), text, gaps }
    }
}

/// Finds the values below a node that can vary without changing what the twenty checks find.
fn vary(record: &Record<'_>, node: NodeId, hole: &mut impl FnMut(Span, Hole)) {
    let tree = record.tree();
    match &tree.node(node).kind {
        NodeKind::Mapping => tree.entries(node).for_each(|(_, value)| vary(record, value, hole)),
        NodeKind::Sequence => tree.children(node).for_each(|item| vary(record, item, hole)),
        NodeKind::Scalar { text, plain: true } => {
            let span = tree.node(node).span;
            match tree.node(node).value {
                Value::Number(_) => {
                    if let Ok(count) = text.parse() {
                        hole(span, Hole::Count(count));
                    }
                }
                Value::Period(day) if day.first == day.last && text.len() == "2026-01-31".len() => {
                    hole(span, Hole::Date);
                }
                Value::Text if text.len() >= LONG_TEXT && text.contains(' ') => hole(span, Hole::Text),
                _ => {}
            }
        }
        NodeKind::Scalar { .. } => {}
    }
}
