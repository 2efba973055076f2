//! What is predicted is what audits of every single day find, in every format.
#![allow(clippy::panic, reason = "a test that cannot go on has failed")]

mod support;

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use jiff::civil::{Date, date};
use medvirk::accept::{Deviation, read as read_deviations};
use medvirk::evaluate::Audit;
use medvirk::forecast::{Cause, Forecast, Turning, What, forecast};
use medvirk::outcome::Status;
use medvirk::record::Record;
use medvirk::render::forecast as render;
use medvirk::rule::RuleSet;
use medvirk::source::Source;
use medvirk::text::Language;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngSeed, TestRunner};
use support::generator::records;
use support::judged::readable;
use support::layout::plain;
use support::{AS_OF, RULES, style};

type Subject = (usize, Option<String>);

fn statuses(audit: &Audit<'_>, record: &Record<'_>, day: Date) -> BTreeMap<Subject, Status> {
    let verdicts = audit.on(day).verdicts(record);
    let subject = |item: Option<_>| item.map(|item| record.path_of(item));
    verdicts.iter().map(|verdict| ((verdict.rule, subject(verdict.item)), verdict.status)).collect()
}

/// Every change, found by auditing every day.
fn day_by_day(record: &Record<'_>, from: Date, until: Date) -> BTreeSet<(Date, Subject, Status, Status)> {
    let audit = Audit::new(&RULES, from);
    let mut found = BTreeSet::new();
    let mut before = statuses(&audit, record, from);
    let mut day = from;
    while day < until {
        day = day.tomorrow().expect("a day follows");
        let after = statuses(&audit, record, day);
        for subject in before.keys().chain(after.keys()) {
            let whole = (subject.0, None);
            let old = before.get(subject).or_else(|| before.get(&whole));
            let new = after.get(subject).or_else(|| after.get(&whole));
            // An outcome for the whole gives way to outcomes for each item.
            if let (Some(old), Some(new)) = (old, new)
                && old != new
            {
                found.insert((day, subject.clone(), *old, *new));
            }
        }
        before = after;
    }
    found
}

fn predicted(record: &Record<'_>, from: Date, until: Date) -> BTreeSet<(Date, Subject, Status, Status)> {
    let audit = Audit::new(&RULES, from);
    let forecast = forecast(&audit, record, &[], until);
    let events = forecast.events.iter().map(|event| {
        let before = event.before.as_ref().expect("every rule judges something on every day");
        let subject = (event.after.rule, event.after.subject.path.clone());
        assert!(!event.causes.is_empty(), "{} on {}: no cause", RULES.rules[event.after.rule].id, event.day);
        (event.day, subject, before.status, event.after.status)
    });
    events.collect()
}

fn example(name: &str) -> Source {
    let path = format!("{}/examples/{name}.yaml", env!("CARGO_MANIFEST_DIR"));
    Source::new(format!("examples/{name}.yaml"), std::fs::read_to_string(path).expect("the example is there"))
}

#[test]
fn no_change_is_missed_and_none_invented_in_the_examples() {
    for name in ["fjordvik-kommune", "trondheim-brukerpanel", "helsedirektoratet-2023", "starter"] {
        let source = example(name);
        let record = readable(&source);
        let (from, until) = (date(2026, 5, 15), date(2027, 7, 15));
        let expected = day_by_day(&record, from, until);
        assert_eq!(predicted(&record, from, until), expected, "{name}");
        assert!(name != "fjordvik-kommune" || expected.len() > 20, "the example shows something");
    }
}

#[test]
fn no_change_is_missed_and_none_invented_in_generated_records() {
    let config = Config { rng_seed: RngSeed::Fixed(2026), failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new(config);
    let mut changes = 0;
    for round in 0..40_i32 {
        let tree = records().new_tree(&mut runner).expect("a record can be drawn");
        let source = Source::new("record.yaml", plain(&tree.current()));
        let record = readable(&source);
        // Generated dates lie around the usual audit date: some are passed, some grow too old years later.
        let from = AS_OF.saturating_add((round % 4).years()).saturating_sub(8.days());
        let until = from.saturating_add(18.days());
        let expected = day_by_day(&record, from, until);
        changes += expected.len();
        assert_eq!(predicted(&record, from, until), expected, "from {from}:\n{}", source.text());
    }
    assert!(changes > 40, "the records show something: {changes}");
}

fn from_text<'r>(source: &Source, deviations: &[Deviation], from: Date, until: Date) -> Forecast<'r> {
    let set: &'static RuleSet = &RULES;
    forecast(&Audit::new(set, from), &readable(source), deviations, until)
}

#[test]
fn each_change_says_why() {
    let text = "format: medvirk/1\nvirksomhet: { navn: A, organisasjonstype: kommune }\n\
        styring: { styringssystem_gjennomgått: 2025-09-01 }\n\
        råd: [{ id: r, type: brukerråd, mandat: ja, mandat_gjelder_til: 2026-12-31 }]\n\
        koordinering: { koordinator_tilbys: ja }\n\
        tilsyn: [{ dato: 2026-08-15, funn: lovbrudd, status: lukket, lukket_dato: 2026-10-01, bestemmelser: [hol § 7-2] }]\n";
    let source = Source::new("a.yaml", text.to_owned());
    let forecast = from_text(&source, &[], date(2026, 5, 31), date(2027, 6, 1));
    let of =
        |id: &str| forecast.events.iter().filter(|event| RULES.rules[event.after.rule].id == id).collect::<Vec<_>>();

    let review = of("styringssystemet-gjennomgas-hvert-ar");
    assert_eq!(review[0].day, date(2026, 9, 2), "the day after the anniversary");
    assert!(matches!(&review[0].causes[..], [Cause::Fact { field, stated, what: What::TooOld(12), .. }]
        if field == "styring.styringssystem_gjennomgått" && stated == "2025-09-01"));

    let mandate = of("rad-mandat-gjelder-fortsatt");
    assert_eq!(mandate[0].day, date(2027, 1, 1));
    assert!(matches!(&mandate[0].causes[..], [Cause::Fact { field, what: What::Passed, .. }]
        if field == "råd[0].mandat_gjelder_til"));

    let law = of("parorende-medvirker-i-to-saerlige-tilfeller");
    assert_eq!(law[0].day, date(2026, 6, 1));
    assert!(matches!(&law[0].causes[0], Cause::Provision { begins: true, .. }));

    let finding = of("koordinator-tilbys-i-kommunen");
    let days: Vec<(Date, Turning)> = finding.iter().map(|event| (event.day, event.turn)).collect();
    assert_eq!(days, [(date(2026, 8, 15), Turning::Gap), (date(2026, 10, 1), Turning::Better)]);
    assert!(matches!(&finding[0].causes[..], [Cause::Fact { field, .. }] if field == "tilsyn[0].dato"), "{finding:?}");
}

#[test]
fn a_gap_stands_alone_from_the_day_after_its_deviation_ends() {
    let record = "format: medvirk/1\nvirksomhet: { navn: A, organisasjonstype: kommune }\n\
        koordinering: { koordinator_tilbys: nei }\n";
    let deviations = "[[accepted]]\nrule = \"koordinator-tilbys-i-kommunen\"\norganisation = \"A\"\nreason = \"Ansettelse\"\n\
        decided_by = \"kommunedirektøren\"\nuntil = \"2026-09-30\"\n";
    let deviations =
        read_deviations(&Source::new("avvik.toml", deviations.to_owned()), &RULES).expect("they can be read");
    let source = Source::new("a.yaml", record.to_owned());
    let forecast = from_text(&source, &deviations, AS_OF, date(2027, 6, 1));
    let ended: Vec<_> = forecast.events.iter().filter(|event| event.turn == Turning::DeviationEnds).collect();
    assert_eq!(ended.len(), 1);
    assert_eq!(ended[0].day, date(2026, 10, 1));
    assert_eq!(ended[0].causes, [Cause::Deviation]);
    assert_eq!(ended[0].ended().expect("a decision").decided_by, "kommunedirektøren");
}

#[test]
fn only_what_was_met_is_said_to_be_met_no_longer() {
    let source = example("fjordvik-kommune");
    let forecast = from_text(&source, &[], AS_OF, date(2028, 6, 1));
    let mut seen = BTreeSet::new();
    for event in &forecast.events {
        let before = event.before.as_ref().map(|before| before.status);
        assert_eq!(event.turn == Turning::Gap, before == Some(Status::Met) && event.after.status.is_gap(), "{event:?}");
        seen.insert(event.turn.name());
    }
    assert!(seen.contains("gap") && seen.contains("larger"), "{seen:?}");
    let gaps = forecast.events.iter().filter(|event| event.turn == Turning::Gap).count();
    let heading = render::heading(&forecast, Language::Nb.texts());
    assert!(heading.ends_with(&format!("ikke lenger er helt oppfylt: {gaps}.\n")), "{heading}");
}

#[test]
fn a_calendar_without_changes_still_holds_what_the_format_asks_for() {
    let source = Source::new("a.yaml", "format: medvirk/1\nvirksomhet: { navn: A }\n".to_owned());
    let forecast = from_text(&source, &[], AS_OF, date(2026, 6, 2));
    assert!(forecast.events.is_empty());
    let text = render::ics::render(&forecast, Language::Nb);
    let parsed = ical::IcalParser::new(text.as_bytes()).next().expect("it is there").expect("it can be parsed");
    assert_eq!((parsed.events.len(), parsed.timezones.len()), (0, 1));
}

/// Each event's properties by name, as a parser reads them.
fn calendar(text: &str) -> Vec<BTreeMap<String, String>> {
    let parsed: Vec<_> = ical::IcalParser::new(text.as_bytes()).collect();
    assert_eq!(parsed.len(), 1, "one calendar");
    let calendar = parsed.into_iter().next().expect("it is there").expect("it can be parsed");
    let events = calendar.events.into_iter();
    events.map(|event| event.properties.into_iter().map(|p| (p.name, p.value.unwrap_or_default())).collect()).collect()
}

#[test]
fn the_calendar_is_what_calendars_read() {
    let source = example("fjordvik-kommune");
    for language in Language::ALL {
        let forecast = from_text(&source, &[], AS_OF, date(2028, 6, 1));
        let text = render::ics::render(&forecast, language);
        assert_eq!(text, render::ics::render(&forecast, language), "the same bytes every time");
        assert!(text.split("\r\n").all(|line| line.len() <= 75 && !line.contains(['\r', '\n'])), "lines of 75 octets");
        let events = calendar(&text);
        assert_eq!(events.len(), forecast.events.len());
        let ids: BTreeSet<&String> = events.iter().map(|event| &event["UID"]).collect();
        assert_eq!(ids.len(), events.len(), "every event has an id of its own");
        for (event, entry) in forecast.events.iter().zip(&events) {
            assert_eq!(entry["DTSTART"], event.day.strftime("%Y%m%d").to_string());
            assert_eq!(entry["DTSTAMP"], "20260601T000000Z");
            let title = RULES.rules[event.after.rule].told.title.get(language).replace(',', "\\,").replace(';', "\\;");
            assert!(entry["SUMMARY"].ends_with(&title), "{}", entry["SUMMARY"]);
        }
    }
}

#[test]
fn a_second_import_updates_the_same_events() {
    let text = |day: &str| {
        let text = example("fjordvik-kommune").text().replace("styringssystem_gjennomgått: { verdi: 2024-12-10", day);
        Source::new("examples/fjordvik-kommune.yaml", text)
    };
    let first = text("styringssystem_gjennomgått: { verdi: 2024-12-10");
    let moved = text("styringssystem_gjennomgått: { verdi: 2024-12-20");
    let old = calendar(&render::ics::render(&from_text(&first, &[], AS_OF, date(2027, 6, 1)), Language::Nb));
    let later = from_text(&moved, &[], date(2026, 6, 15), date(2027, 6, 1));
    let new = calendar(&render::ics::render(&later, Language::Nb));
    let days = |events: &[BTreeMap<String, String>]| -> BTreeMap<String, String> {
        events.iter().map(|event| (event["UID"].clone(), event["DTSTART"].clone())).collect()
    };
    let (old_days, new_days) = (days(&old), days(&new));
    assert_eq!(old_days.keys().collect::<Vec<_>>(), new_days.keys().collect::<Vec<_>>(), "the same events");
    let moved: Vec<_> = old_days.iter().filter(|(id, day)| new_days[*id] != **day).collect();
    assert_eq!(moved.len(), 1, "one of them on another day: {moved:?}");
    let sequence = |event: &BTreeMap<String, String>| event["SEQUENCE"].parse::<i32>().expect("a number");
    assert!(sequence(&new[0]) > sequence(&old[0]), "the later one goes before");
}

#[test]
fn forecasts_as_they_are_shown() {
    let source = example("fjordvik-kommune");
    let forecast = from_text(&source, &[], AS_OF, date(2027, 1, 31));
    insta::assert_snapshot!("terminal-nb", render::terminal(&forecast, style(Language::Nb, 100)));
    insta::assert_snapshot!("markdown-nn", render::markdown(&forecast, Language::Nn));
    insta::assert_snapshot!("markdown-en", render::markdown(&forecast, Language::En));
    insta::assert_snapshot!("json-en", render::json::render(&forecast, Language::En));
    let csv = render::csv(&forecast, Language::Nb, b';');
    assert!(csv.starts_with(b"\xef\xbb\xbf"));
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(&csv[3..]);
    assert_eq!(reader.records().filter_map(Result::ok).count(), forecast.events.len());
}
