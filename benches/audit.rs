//! What an audit costs, part by part on one full record, and whole on generated corpora.

#[path = "corpus/generate.rs"]
#[allow(dead_code, reason = "the tests use the truth as well")]
mod generate;

use std::fs;

use clap::{Parser, ValueEnum};
use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use generate::{AS_OF, Generator};
use jiff::civil::{Date, date};
use medvirk::built_in;
use medvirk::cli::{Action, Cli, ReportFormat, Separator};
use medvirk::config::Config;
use medvirk::evaluate::Audit;
use medvirk::record::{parse, read};
use medvirk::render::problem::Style;
use medvirk::report::{Audited, Report};
use medvirk::rule::{Force, RuleSet};
use medvirk::run::output::{Audit as Printed, Printer};
use medvirk::run::{self, Context};
use medvirk::source::Source;
use medvirk::text::Language;

const RECORD: &str = include_str!("../examples/fjordvik-kommune.yaml");
const DAY: Date = date(2026, 6, 1);
const STYLE: Style = Style { language: Language::Nb, colour: false, width: 100 };

fn main() {
    divan::main();
}

fn source() -> Source {
    Source::new("fjordvik-kommune.yaml", RECORD.to_owned())
}

fn rules() -> RuleSet {
    built_in::rules()
}

#[divan::bench]
fn load_rules() -> RuleSet {
    rules()
}

#[divan::bench_group]
mod reading {
    use super::{Bencher, BytesCount, RECORD, parse, read, source};

    /// The floor: the YAML parser alone over the same bytes.
    #[divan::bench]
    fn parser_alone(bencher: Bencher<'_, '_>) {
        bencher
            .counter(BytesCount::of_str(RECORD))
            .bench(|| granit_parser::Parser::new_from_str(divan::black_box(RECORD)).flatten().count());
    }

    #[divan::bench]
    fn into_tree(bencher: Bencher<'_, '_>) {
        let source = source();
        bencher.counter(BytesCount::of_str(RECORD)).bench(|| parse(divan::black_box(&source)));
    }

    #[divan::bench]
    fn record(bencher: Bencher<'_, '_>) {
        let source = source();
        bencher.counter(BytesCount::of_str(RECORD)).bench(|| read(divan::black_box(&source)).is_ok());
    }
}

#[divan::bench_group]
mod evaluation {
    use super::{Audit, Bencher, DAY, ItemsCount, read, rules, source};

    /// All rules, without the proofs.
    #[divan::bench]
    fn verdicts(bencher: Bencher<'_, '_>) {
        evaluate(bencher, 1, |audit, record| audit.verdicts(record).len());
    }

    /// The same with each rule twice: twice as many rules.
    #[divan::bench]
    fn verdicts_of_twice_as_many_rules(bencher: Bencher<'_, '_>) {
        evaluate(bencher, 2, |audit, record| audit.verdicts(record).len());
    }

    #[divan::bench]
    fn outcomes_with_proofs(bencher: Bencher<'_, '_>) {
        evaluate(bencher, 1, |audit, record| audit.outcomes(record).len());
    }

    fn evaluate(
        bencher: Bencher<'_, '_>,
        times: usize,
        judge: impl Fn(&Audit<'_>, &medvirk::record::Record<'_>) -> usize + Sync,
    ) {
        let (source, mut rules) = (source(), rules());
        let once = rules.rules.clone();
        rules.rules.extend(std::iter::repeat_n(once, times - 1).flatten());
        let audit = Audit::new(&rules, DAY);
        let Ok(record) = read(&source) else { return };
        bencher.counter(ItemsCount::new(rules.rules.len())).bench(|| judge(&audit, divan::black_box(&record)));
    }
}

/// Every format of the report on one full record.
#[divan::bench(args = [
    "terminal", "json", "html", "markdown", "table", "csv", "xlsx", "docx", "sarif", "junit", "gitlab", "github", "oscal",
])]
fn render(bencher: Bencher<'_, '_>, format: &str) {
    let Ok(format) = ReportFormat::from_str(format, true) else { return };
    let (source, rules) = (source(), rules());
    let audit = Audit::new(&rules, DAY);
    let Ok(record) = read(&source) else { return };
    let mut report = Report::new(&audit, Some(Force::Lov));
    report.records.push(Audited::new(&rules, &record, audit.outcomes(&record)));
    let printed = Printed { report: &report, all: false, separator: Separator::Comma };
    bencher.bench(|| printed.print(format, STYLE).map(|bytes| bytes.len()));
}

/// The command as it is run, from files to what it prints, on distinct full records.
#[divan::bench(args = [1, 100, 1_000, 10_000], sample_count = 5, sample_size = 1)]
fn whole_audit(bencher: Bencher<'_, '_>, count: u32) {
    let Ok(folder) = corpus(count) else { return };
    let path = folder.path().display().to_string();
    let Ok(cli) = Cli::try_parse_from(["medvirk", "audit", &path, "--as-of", AS_OF]) else { return };
    let config = Config::default();
    let context = Context { style: STYLE, today: DAY, asked_language: true, config: &config };
    let Action::Audit(args) = &cli.command else { return };
    bencher.counter(ItemsCount::new(count)).bench(|| run::audit::run(args, context).output.len());
}

fn corpus(count: u32) -> std::io::Result<tempfile::TempDir> {
    let folder = tempfile::tempdir()?;
    let generator = Generator::new();
    for number in 1..=count {
        let record = generator.record(number);
        fs::write(folder.path().join(record.name), record.text)?;
    }
    Ok(folder)
}
