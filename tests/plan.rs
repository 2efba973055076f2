//! Each action of a plan does what it says, and nothing that is met is lost.
#![allow(clippy::panic, reason = "a test that cannot go on has failed")]

mod support;

use std::collections::BTreeMap;
use std::io::Cursor;
use std::sync::LazyLock;

use calamine::{Reader, Xlsx};
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
use rayon::prelude::*;
use serde_json::Value;
use support::generator::{Draw, record};
use support::judged::readable;
use support::short::shortened;
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

/// A plan for the fullest example.
static FJORDVIK: LazyLock<Plan<'static>> =
    LazyLock::new(|| plan(&audit(), &readable(&example("fjordvik-kommune")), &[]));

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
    let plan = &*FJORDVIK;
    let (gaps, closed) = carried_out(&example("fjordvik-kommune"), plan);
    assert!(closed * 20 >= gaps * 19, "{closed} of {gaps} gaps close");
    assert!(
        plan.is_shortest && plan.actions.len() * 8 < gaps * 7,
        "work is put together: {} for {gaps}",
        plan.actions.len()
    );
    let statutory: Vec<bool> = plan.actions.iter().map(|action| action.force(&RULES) != Some(Force::Lov)).collect();
    assert!(statutory.is_sorted(), "statutory gaps first");
}

/// How many generated records are planned for; longer ones lose whole parts.
const RECORDS: u64 = 40;
const LONGEST: usize = 250;

#[test]
fn each_action_makes_exactly_what_it_lists_met_in_generated_records() {
    let found: Vec<(usize, usize)> = (0..RECORDS)
        .into_par_iter()
        .map(|seed| {
            let mut draw = Draw::new(seed);
            let text = shortened(&mut record(&mut draw), LONGEST, &mut draw, |_| false);
            let source = Source::new("record.yaml", text);
            carried_out(&source, &plan(&audit(), &readable(&source), &[]))
        })
        .collect();
    let (gaps, closed) = found.iter().fold((0, 0), |(gaps, closed), (more, shown)| (gaps + more, closed + shown));
    assert!(gaps > 200 && closed * 4 > gaps * 3, "the records show something: {closed} of {gaps}");
}

/// The action sheet says what the JSON says, cell by cell.
#[test]
fn the_workbook_holds_each_action_whole() {
    let report = Report::new(&audit(), None);
    let planned = Planned { plan: &FJORDVIK, report: &report, language: Language::Nb };
    let bytes = xlsx::plan::render(&planned).expect("the workbook can be made");
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("another program opens it");
    let sheet = book.worksheet_range_at(0).expect("there is a sheet").expect("it can be read");
    let rows: Vec<Vec<String>> = sheet.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect();
    let read: Value = serde_json::from_str(&planned.json()).expect("it is JSON");
    let texts = Language::Nb.texts();
    let column = |name: &str| rows[0].iter().position(|head| head == name).unwrap_or_else(|| panic!("no {name}"));
    let actions = read["actions"].as_array().expect("there are actions");
    assert_eq!(rows.len(), actions.len() + 1, "a row for each");
    for (number, (row, action)) in (1..).zip(rows[1..].iter().zip(actions)) {
        let list = |value: &Value, key: &str| -> Vec<String> {
            let items = value[key].as_array().into_iter().flatten();
            items.map(|item| item.as_str().unwrap_or_default().to_owned()).collect()
        };
        let settled = action["settles"].as_array().expect("it settles something");
        let cell = |name: &str| row[column(name)].as_str();
        assert_eq!(cell(texts.report_nr), number.to_string());
        assert_eq!(cell(texts.sheet_do), list(action, "remedies").join("\n"));
        assert_eq!(cell(texts.plan_role), action["role"].as_str().unwrap_or_default());
        assert_eq!(cell(texts.label_documents), list(action, "documents").join("\n"));
        let titles: Vec<&str> = cell(texts.report_requirement).lines().collect();
        assert_eq!(titles.len(), settled.len());
        for (title, gap) in titles.iter().zip(settled) {
            assert!(title.starts_with(gap["title"].as_str().unwrap_or("?")), "{title}: {gap}");
            assert!(gap["subject"].as_str().is_none_or(|subject| title.contains(subject)), "{title}: {gap}");
        }
        let facts = cell(texts.plan_facts);
        let changes = action["changes"].as_array().expect("changes are listed");
        assert_eq!(facts.lines().count(), changes.len().max(1), "{facts}");
        for (fact, change) in facts.lines().zip(changes) {
            let said =
                format!("{}: {}", change["field"].as_str().unwrap_or("?"), change["after"].as_str().unwrap_or("?"));
            assert!(fact.starts_with(&said), "{fact}: {change}");
        }
        let [responsible, deadline, comment] =
            [texts.sheet_responsible, texts.sheet_deadline, texts.sheet_comment].map(cell);
        assert_eq!([responsible, deadline, comment], ["", "", ""], "room to fill in");
        assert_eq!(cell(texts.sheet_progress), texts.sheet_progress_new);
    }
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
fn what_was_only_planned_is_done_by_its_action() {
    let text = "format: medvirk/1\nvirksomhet: { navn: A, organisasjonstype: kommune }\n\
        tvang: { brukes: ja, pasienter: 10, frivillig_prøvd: 3, individuelt_tilpasset: { verdi: 10, belegg: planlagt } }\n";
    let source = Source::new("a.yaml", text.to_owned());
    let plan = plan(&audit(), &readable(&source), &[]);
    let changes: Vec<String> = plan.actions.iter().flat_map(|action| &action.changes).map(Change::argument).collect();
    assert!(changes.contains(&"tvang.individuelt_tilpasset.belegg=praksis".to_owned()), "{changes:?}");
    assert_eq!(carried_out(&source, &plan), (1, 1));
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
