//! The questions that `medvirk next` lists, tried on generated records: their order is worth
//! following, and when the last one is answered, nothing is left that an answer could settle.

mod support;

use medvirk::edit;
use medvirk::evaluate::Audit;
use medvirk::outcome::{Stated, Status};
use medvirk::question::{Agenda, Question};
use medvirk::record::{Address, Record, Step, Value, read};
use medvirk::source::Source;
use rayon::prelude::*;
use support::generator::{Draw, record};
use support::layout::plain;
use support::{AS_OF, RULES};

/// How many records the order is tried on.
const RECORDS: usize = 200;
/// Longer records are left out of this test: they take long to write and read anew.
const LONGEST: usize = 400;
/// How many questions are answered on each.
const STEPS: usize = 5;

fn drawn(seed: u64) -> Source {
    Source::new("org.yaml", plain(&record(&mut Draw::new(seed))))
}

fn agenda(source: &Source) -> Agenda {
    let mut record = read(source).expect("the record is whole");
    Agenda::of(&Audit::new(&RULES, AS_OF), &mut record)
}

/// The same answer to the same question of the same record, whenever it is asked.
fn answer(question: &Question, seed: u64) -> Vec<String> {
    let mixed = question.field.bytes().fold(seed, |mixed, byte| mixed.wrapping_mul(31).wrapping_add(u64::from(byte)));
    let answers = &question.answers;
    answers[Draw::new(mixed).below(answers.len())].changes.clone()
}

/// How many rules have no outcome that is not documented.
fn settled(record: &Record<'_>) -> usize {
    let verdicts = Audit::new(&RULES, AS_OF).verdicts(record);
    let mut open: Vec<usize> =
        verdicts.iter().filter(|verdict| verdict.status == Status::NotDocumented).map(|verdict| verdict.rule).collect();
    open.dedup();
    RULES.rules.len() - open.len()
}

/// The record with an answer; as it was where the answer no longer has a place.
fn answered(source: &Source, changes: &[String]) -> Source {
    let mut current = Source::new("org.yaml", source.text().to_owned());
    for change in changes {
        let text = read(&current).ok().and_then(|record| edit::set(&record, change).ok());
        let Some(text) = text else { return Source::new("org.yaml", source.text().to_owned()) };
        current = Source::new("org.yaml", text);
    }
    let kept = if read(&current).is_ok() { &current } else { source };
    Source::new("org.yaml", kept.text().to_owned())
}

/// How many rules are settled after each answer.
fn course(source: &Source, questions: &[&Question], seed: u64) -> Vec<usize> {
    let mut current = Source::new("org.yaml", source.text().to_owned());
    let steps = (0..STEPS).map(|step| {
        if let Some(question) = questions.get(step) {
            current = answered(&current, &answer(question, seed));
        }
        settled(&read(&current).expect("an answer leaves the record whole"))
    });
    steps.collect()
}

#[test]
fn the_order_settles_at_least_as_much_as_a_random_one_at_every_step() {
    let drawn = (0..).map(|seed| (seed, drawn(seed))).filter(|(_, source)| source.text().lines().count() <= LONGEST);
    let courses: Vec<(Vec<usize>, Vec<usize>)> = drawn
        .take(RECORDS)
        .collect::<Vec<(u64, Source)>>()
        .into_par_iter()
        .map(|(seed, source)| {
            let agenda = agenda(&source);
            let ordered: Vec<&Question> = agenda.questions.iter().collect();
            let mut shuffled = ordered.clone();
            let mut draw = Draw::new(seed);
            for at in (1..shuffled.len()).rev() {
                shuffled.swap(at, draw.below(at + 1));
            }
            (course(&source, &ordered, seed), course(&source, &shuffled, seed))
        })
        .collect();
    for step in 0..STEPS {
        let ordered: usize = courses.iter().map(|(ordered, _)| ordered[step]).sum();
        let random: usize = courses.iter().map(|(_, random)| random[step]).sum();
        assert!(ordered >= random, "after {} answers: {ordered} in this order, {random} in a random one", step + 1);
    }
}

/// Records of which every question is answered; full ones would take long to write and read anew.
fn small() -> Vec<(u64, Source)> {
    let drawn = (1000..).map(|seed| (seed, drawn(seed)));
    drawn.filter(|(_, source)| source.text().lines().count() < 30).take(4).collect()
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

#[test]
fn after_the_last_question_nothing_is_left_that_an_answer_could_settle() {
    small().into_par_iter().for_each(|(seed, source)| {
        let mut current = source;
        for round in 0.. {
            let agenda = agenda(&current);
            if agenda.questions.is_empty() {
                break;
            }
            assert!(round < 40, "seed {seed}: the questions come to an end");
            for question in &agenda.questions {
                current = answered(&current, &answer(question, seed));
            }
        }
        let record = read(&current).expect("an answer leaves the record whole");
        for outcome in Audit::new(&RULES, AS_OF).outcomes(&record) {
            let open = outcome.evidence.iter().filter(|fact| {
                outcome.status == Status::NotDocumented && matches!(fact.stated, Stated::Missing | Stated::Unknown)
            });
            for fact in open {
                let rule = &RULES.rules[outcome.rule].id;
                assert!(!can_be_answered(&record, &fact.field), "seed {seed}: {rule} still waits for {}", fact.field);
            }
        }
    });
}
