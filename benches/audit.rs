//! What reading, evaluating and the whole audit of one full record cost.

use divan::Bencher;
use divan::counter::BytesCount;
use jiff::civil::date;
use medvirk::evaluate::Audit;
use medvirk::record::{SHAPE, parse, read};
use medvirk::rule::{RuleSet, built_in};
use medvirk::source::Source;

const RECORD: &str = include_str!("../examples/fjordvik-kommune.yaml");

fn main() {
    divan::main();
}

fn source() -> Source {
    Source::new("fjordvik-kommune.yaml", RECORD.to_owned())
}

fn rules() -> RuleSet {
    built_in(SHAPE).unwrap_or_else(|(_, problems)| unreachable!("{problems:?}"))
}

/// The floor: the YAML parser alone over the same bytes.
#[divan::bench]
fn parser_alone(bencher: Bencher<'_, '_>) {
    bencher
        .counter(BytesCount::of_str(RECORD))
        .bench(|| rlsp_yaml_parser::parse_events(divan::black_box(RECORD)).flatten().count());
}

#[divan::bench]
fn parse_into_tree(bencher: Bencher<'_, '_>) {
    let source = source();
    bencher.counter(BytesCount::of_str(RECORD)).bench(|| parse(divan::black_box(&source)));
}

#[divan::bench]
fn read_record(bencher: Bencher<'_, '_>) {
    let source = source();
    bencher.counter(BytesCount::of_str(RECORD)).bench(|| read(divan::black_box(&source)).is_ok());
}

#[divan::bench]
fn outcomes_of_all_rules(bencher: Bencher<'_, '_>) {
    let (source, rules) = (source(), rules());
    let audit = Audit::new(&rules, date(2026, 6, 1));
    let Ok(record) = read(&source) else { return };
    bencher.bench(|| audit.outcomes(divan::black_box(&record)));
}

#[divan::bench]
fn verdicts_of_all_rules(bencher: Bencher<'_, '_>) {
    let (source, rules) = (source(), rules());
    let audit = Audit::new(&rules, date(2026, 6, 1));
    let Ok(record) = read(&source) else { return };
    bencher.bench(|| audit.verdicts(divan::black_box(&record)));
}

/// The whole audit: reading, all verdicts, and the proof of everything that is not in place.
#[divan::bench]
fn whole_audit(bencher: Bencher<'_, '_>) {
    let (source, rules) = (source(), rules());
    let audit = Audit::new(&rules, date(2026, 6, 1));
    let open = |verdict: &medvirk::evaluate::Verdict| verdict.status.is_gap();
    bencher.bench(|| read(&source).map(|record| audit.outcomes_where(&record, open)).is_ok());
}

/// The same with the proof of every outcome, as JSON and `--all` need it.
#[divan::bench]
fn whole_audit_with_all_proofs(bencher: Bencher<'_, '_>) {
    let (source, rules) = (source(), rules());
    let audit = Audit::new(&rules, date(2026, 6, 1));
    bencher.bench(|| read(divan::black_box(&source)).map(|record| audit.outcomes(&record)).is_ok());
}

#[divan::bench]
fn load_rules() -> RuleSet {
    rules()
}
