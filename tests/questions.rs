//! The questions that `medvirk next` lists, tried on generated records: their order is worth
//! following, and when the last one is answered, nothing is left that an answer could settle.

mod support;

use medvirk::edit;
use medvirk::evaluate::Audit;
use medvirk::outcome::{Stated, Status};
use medvirk::question::{Agenda, Question};
use medvirk::record::{Address, Record, Step, Value, read};
use medvirk::rule::{Rule, RuleSet};
use medvirk::source::Source;
use rayon::prelude::*;
use support::generator::{Draw, record};
use support::short::shortened;
use support::{AS_OF, RULES};

/// How many records are answered to the end, in two orders.
const RECORDS: u64 = 200;
/// How many topics of rules each record is held against; another few for each.
const TOPICS: usize = 3;
/// A longer record loses parts that no rule reads, then others: each answer writes the file and
/// reads it anew.
const LONGEST: usize = 120;
/// Fewer records than this say little of the two orders: from where so few still have questions on,
/// all are compared by the share of their questions that is answered.
const FEW: usize = 10;
/// More rounds of questions than any record needs.
const ROUNDS: u64 = 40;

/// A record with the rules that it is held against.
struct Case {
    seed: u64,
    source: Source,
    set: RuleSet,
}

impl Case {
    /// The rules of some topics, and a record of which each part is as full, or as empty, as it was drawn.
    fn drawn(seed: u64) -> Self {
        let mut draw = Draw::new(seed);
        let mut record = record(&mut draw);
        let mut topics: Vec<&str> = RULES.rules.iter().map(|rule| rule.topic.as_str()).collect();
        topics.dedup();
        shuffle(&mut topics, &mut draw);
        topics.truncate(TOPICS);
        let mut set = RULES.clone();
        set.rules.retain(|rule| topics.contains(&rule.topic.as_str()));
        let is_read = |key: &str| set.rules.iter().any(|rule| reads(rule, key));
        let text = shortened(&mut record, LONGEST, &mut draw, is_read);
        Self { seed, source: Source::new("org.yaml", text), set }
    }

    fn audit(&self) -> Audit<'_> {
        Audit::new(&self.set, AS_OF)
    }

    /// How many rules have no outcome that is not documented.
    fn settled(&self, record: &Record<'_>) -> usize {
        let verdicts = self.audit().verdicts(record);
        let open = verdicts.iter().filter(|verdict| verdict.status == Status::NotDocumented);
        let mut open: Vec<usize> = open.map(|verdict| verdict.rule).collect();
        open.dedup();
        self.set.rules.len() - open.len()
    }

    /// Gives some answers, one after the other; the record with all of them, none where none had a place.
    fn answer(&self, record: &Record<'_>, answers: &[&[String]], settled: &mut Vec<usize>) -> Option<Source> {
        let (first, rest) = answers.split_first()?;
        let after = answered(record, first);
        if let Some(next) = after.as_ref().and_then(|after| read(after).ok()) {
            settled.push(self.settled(&next));
            return self.answer(&next, rest, settled).or_else(|| after.as_ref().map(copy));
        }
        settled.extend(settled.last().copied());
        self.answer(record, rest, settled)
    }

    /// Answers all questions, and those that come up by the answers. How many rules are settled before
    /// any answer and after each, and the record in the end.
    fn course(&self, order: Order) -> (Vec<usize>, Source) {
        let mut draw = Draw::new(self.seed);
        let mut end = copy(&self.source);
        let mut settled = vec![self.settled(&whole(&end))];
        for round in 0.. {
            let mut agenda = Agenda::of(&self.audit(), &mut whole(&end));
            if agenda.questions.is_empty() {
                break;
            }
            assert!(round < ROUNDS, "seed {}: the questions come to an end", self.seed);
            if order == Order::Random {
                shuffle(&mut agenda.questions, &mut draw);
            }
            let answers = agenda.questions.iter().map(|question| answer(question, round, self.seed));
            let answers: Vec<&[String]> = answers.collect();
            let after = self.answer(&whole(&end), &answers, &mut settled);
            end = after.unwrap_or(end);
        }
        (settled, end)
    }

    /// Nothing is left undocumented for want of an answer that could be given.
    fn nothing_is_left(&self, source: &Source) {
        let record = whole(source);
        for outcome in self.audit().outcomes_where(&record, |verdict| verdict.status == Status::NotDocumented) {
            let open = outcome.evidence.iter().filter(|fact| matches!(fact.stated, Stated::Missing | Stated::Unknown));
            for fact in open {
                let (seed, rule) = (self.seed, &self.set.rules[outcome.rule].id);
                assert!(!can_be_answered(&record, &fact.field), "seed {seed}: {rule} still waits for {}", fact.field);
            }
        }
    }
}

/// Whether a rule looks at what stands under a key of the record.
fn reads(rule: &Rule, key: &str) -> bool {
    rule.reads().iter().any(|path| path.split(['.', '[']).next() == Some(key))
}

fn shuffle<T>(items: &mut [T], draw: &mut Draw) {
    for at in (1..items.len()).rev() {
        items.swap(at, draw.below(at + 1));
    }
}

fn whole(source: &Source) -> Record<'_> {
    read(source).expect("an answer leaves the record whole")
}

/// The same answer to the same question in the same round, in whichever order they are asked.
fn answer(question: &Question, round: u64, seed: u64) -> &[String] {
    let field = question.field.bytes();
    let mixed = field.fold(seed ^ (round << 32), |mixed, byte| mixed.wrapping_mul(31).wrapping_add(u64::from(byte)));
    let answers = &question.answers;
    &answers[Draw::new(mixed).below(answers.len())].changes
}

fn copy(source: &Source) -> Source {
    Source::new(source.name(), source.text().to_owned())
}

/// The text with an answer; none where the answer has no place by now, as that to a question about
/// an item of a list that was found to be empty.
fn answered(record: &Record<'_>, changes: &[String]) -> Option<Source> {
    let (first, rest) = changes.split_first()?;
    let first = Source::new("org.yaml", edit::set(record, first).ok()?);
    if rest.is_empty() { Some(first) } else { edit::apply(&first, rest).ok() }
}

/// In which order the questions of a round are answered.
#[derive(Clone, Copy, PartialEq)]
enum Order {
    AsListed,
    Random,
}

/// Whether a field could be answered: it is not one that several sources speak of, and what it may
/// refer to exists.
fn can_be_answered(record: &Record<'_>, field: &str) -> bool {
    let Ok(address) = Address::parse(field, record) else { return false };
    let mut node = Some(record.root());
    for step in &address.steps {
        if node.is_some_and(|node| record.tree().node(node).value == Value::Statements) {
            return false;
        }
        node = node.and_then(|node| match step {
            Step::Key(_, key) => record.tree().field(node, *key),
            Step::Item(at) => record.tree().children(node).nth(*at),
        });
    }
    let several = node.is_some_and(|node| record.tree().node(node).value == Value::Statements);
    !several && !format!("{:?}", address.shape).contains("Reference")
}

/// The average over all records of what `at` picks of how many rules are settled.
fn average(courses: &[Vec<usize>], at: impl Fn(&[usize]) -> Option<usize>) -> f64 {
    let settled: usize = courses.iter().filter_map(|settled| at(settled)).sum();
    #[allow(clippy::cast_precision_loss, reason = "a number of rules")]
    let average = settled as f64 / courses.len() as f64;
    average
}

/// What is settled when so many of a hundred answers are given.
fn after_share(settled: &[usize], share: usize) -> Option<usize> {
    settled.get(share * settled.len().checked_sub(1)? / 100).copied()
}

#[test]
fn the_order_settles_at_least_as_much_as_a_random_one_at_every_step_and_leaves_nothing_to_settle() {
    let courses = (0..RECORDS).into_par_iter().map(|seed| {
        let case = Case::drawn(seed);
        let (listed, end) = case.course(Order::AsListed);
        case.nothing_is_left(&end);
        (listed, case.course(Order::Random).0)
    });
    let (listed, random): (Vec<_>, Vec<_>) = courses.collect::<Vec<_>>().into_iter().unzip();
    // One that is answered stays as it is.
    let many = (0..).take_while(|step| listed.iter().filter(|settled| settled.len() > *step).count() >= FEW);
    for step in many {
        let [listed, random] =
            [&listed, &random].map(|courses| average(courses, |settled| settled.get(step).or(settled.last()).copied()));
        assert!(listed >= random, "after {step} answers: {listed} rules in this order, {random} in a random one");
    }
    let mut gained = 0.0;
    for share in 0..=100 {
        let [listed, random] =
            [&listed, &random].map(|courses| average(courses, |settled| after_share(settled, share)));
        assert!(listed >= random, "after {share} % of the answers: {listed} in this order, {random} in a random one");
        gained += listed - random;
    }
    assert!(gained > 100.0, "the records show something: {gained}");
}
