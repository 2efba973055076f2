//! Each action of a plan does what it says, and nothing that is met is lost.
#![allow(clippy::panic, reason = "a test that cannot go on has failed")]

mod support;

use std::collections::BTreeMap;

use medvirk::accept::read as read_deviations;
use medvirk::edit;
use medvirk::evaluate::Audit;
use medvirk::outcome::Status;
use medvirk::plan::{Change, Plan, plan};
use medvirk::record::Record;
use medvirk::render::plan::Planned;
use medvirk::render::xlsx;
use medvirk::report::Report;
use medvirk::rule::Force;
use medvirk::source::Source;
use medvirk::text::Language;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngSeed, TestRunner};
use support::generator::records;
use support::judged::readable;
use support::layout::plain;
use support::{AS_OF, RULES, style};

type Judged = (usize, Option<String>);

fn audit() -> Audit<'static> {
    Audit::new(&RULES, AS_OF)
}

fn statuses(record: &Record<'_>) -> BTreeMap<Judged, Status> {
    let verdicts = audit().verdicts(record);
    let path = |item: Option<_>| item.map(|item| record.path_of(item));
    verdicts.iter().map(|verdict| ((verdict.rule, path(verdict.item)), verdict.status)).collect()
}

fn example(name: &str) -> Source {
    let path = format!("{}/examples/{name}.yaml", env!("CARGO_MANIFEST_DIR"));
    Source::new(format!("examples/{name}.yaml"), std::fs::read_to_string(path).expect("the example is there"))
}

/// Carries the actions out one after the other, as `medvirk set` would, and holds each against an
/// audit. Returns how many gaps there were and how many closed.
fn carried_out(source: &Source, plan: &Plan<'_>) -> (usize, usize) {
    let record = readable(source);
    let gaps = statuses(&record).values().filter(|status| status.is_gap()).count();
    assert_eq!(plan.gaps(), gaps, "every gap has its action:\n{}", source.text());
    assert!(plan.actions.len() <= gaps, "no more actions than gaps");
    let mut current = Source::new(source.name(), source.text().to_owned());
    for action in plan.actions.iter().filter(|action| action.is_shown()) {
        let before = statuses(&readable(&current));
        let changes: Vec<String> = action.changes.iter().map(Change::argument).collect();
        current = edit::apply(&current, &changes).unwrap_or_else(|_| panic!("{changes:?} can be written"));
        let after = statuses(&readable(&current));
        let is_met = |judged: &Judged| before.get(judged) == Some(&Status::Met);
        let mut met: Vec<&Judged> =
            after.iter().filter(|(_, status)| **status == Status::Met).map(|(j, _)| j).collect();
        met.retain(|judged| !is_met(judged));
        let listed = action.settles.iter().chain(&action.also);
        let mut listed: Vec<Judged> = listed.map(|outcome| (outcome.rule, outcome.subject.path.clone())).collect();
        listed.sort();
        assert_eq!(met.into_iter().cloned().collect::<Vec<_>>(), listed, "{changes:?}\n{}", source.text());
        for (judged, status) in &before {
            let now = after.get(judged).copied();
            assert!(*status != Status::Met || now == Some(Status::Met), "{judged:?} is lost by {changes:?}");
        }
        let new_gap = after
            .iter()
            .find(|(judged, status)| status.is_gap() && before.get(*judged).is_none_or(|status| !status.is_gap()));
        assert_eq!(new_gap, None, "{changes:?} opens no gap");
    }
    (gaps, plan.closed())
}

#[test]
fn each_action_makes_exactly_what_it_lists_met_in_the_examples() {
    for name in ["starter", "trondheim-brukerpanel", "helsedirektoratet-2023"] {
        let source = example(name);
        carried_out(&source, &plan(&audit(), &readable(&source), &[]));
    }
    let source = example("fjordvik-kommune");
    let plan = plan(&audit(), &readable(&source), &[]);
    let (gaps, closed) = carried_out(&source, &plan);
    assert!(closed * 10 >= gaps * 9, "{closed} of {gaps} gaps close");
    let forces: Vec<Option<Force>> = plan.actions.iter().map(|action| action.force(&RULES)).collect();
    assert!(forces.is_sorted(), "the weightiest first: {forces:?}");
}

#[test]
fn each_action_makes_exactly_what_it_lists_met_in_generated_records() {
    let config = Config { rng_seed: RngSeed::Fixed(2026), failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new(config);
    let (mut gaps, mut closed) = (0, 0);
    for _ in 0..4 {
        let tree = records().new_tree(&mut runner).expect("a record can be drawn");
        let (found, shown) = {
            let source = Source::new("record.yaml", plain(&tree.current()));
            carried_out(&source, &plan(&audit(), &readable(&source), &[]))
        };
        gaps += found;
        closed += shown;
    }
    assert!(gaps > 40 && closed * 2 > gaps, "the records show something: {closed} of {gaps}");
}

/// What is accepted for a time in the example.
const ACCEPTED: &str = "[[accepted]]\nrule = \"koordinator-tilbys-i-kommunen\"\norganisation = \"Eksempel kommune\"\n\
    reason = \"Ansettelse pågår\"\ndecided_by = \"kommunedirektøren\"\nuntil = \"2026-09-30\"\n";

#[test]
fn a_plan_reads_well_in_every_language() {
    let source = example("starter");
    let deviations = Source::new("avvik.toml", ACCEPTED.to_owned());
    let deviations = read_deviations(&deviations, &RULES).expect("the decisions can be read");
    let audit = audit();
    let plan = plan(&audit, &readable(&source), &deviations);
    let report = Report::new(&audit, None);
    let planned = |language| Planned { plan: &plan, report: &report, language };
    insta::assert_snapshot!("terminal-nb", planned(Language::Nb).terminal(style(Language::Nb, 100)));
    insta::assert_snapshot!("markdown-nn", planned(Language::Nn).markdown());
    insta::assert_snapshot!("json-en", planned(Language::En).json());
    let csv = planned(Language::Nb).csv(b';');
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(&csv[3..]);
    assert_eq!(reader.records().filter_map(Result::ok).count(), plan.actions.len());
    let workbook = || xlsx::plan::render(&planned(Language::Nb)).expect("the workbook can be made");
    assert_eq!(workbook(), workbook(), "the same bytes every time");
}

#[test]
fn a_finding_that_stands_is_closed_by_its_action() {
    let text = "format: medvirk/1\nvirksomhet: { navn: A, organisasjonstype: kommune }\n\
        koordinering: { koordinator_tilbys: ja }\n\
        tilsyn: [{ dato: 2026-03-15, funn: lovbrudd, status: åpen, krav: [koordinator-tilbys-i-kommunen] }]\n";
    let source = Source::new("a.yaml", text.to_owned());
    let plan = plan(&audit(), &readable(&source), &[]);
    let changes: Vec<String> = plan.actions.iter().flat_map(|action| &action.changes).map(Change::argument).collect();
    assert_eq!(changes, ["tilsyn[0].status=lukket", "tilsyn[0].lukket_dato=2026-06-01"]);
    assert_eq!(carried_out(&source, &plan), (1, 1));
}
