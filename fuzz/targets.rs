//! What is tried on any bytes at all, and what must hold whatever they are. The fuzzer and the
//! test that replays its seeds share these functions.

use std::io::{Cursor, Read};
use std::sync::LazyLock;

use jiff::civil::Date;
use medvirk::accept;
use medvirk::built_in;
use medvirk::cases::Suite;
use medvirk::cli::{ReportFormat, Separator};
use medvirk::edit;
use medvirk::evaluate::Audit;
use medvirk::privacy::identity_numbers;
use medvirk::problem::{Kind, Problem, Severity};
use medvirk::record::{Address, NodeKind, Record, doubts, parse, read};
use medvirk::render::problem::{Style, line, render as show};
use medvirk::report::{Audited, Report};
use medvirk::rule::{Force, Origin, RuleSet};
use medvirk::run::output::{self, Printer};
use medvirk::source::{Source, Span};
use medvirk::text::Language;

const AS_OF: Date = jiff::civil::date(2026, 6, 1);

/// All rules.
static RULES: LazyLock<RuleSet> = LazyLock::new(built_in::rules);

/// What rules rest on, without rules.
static NO_RULES: LazyLock<RuleSet> = LazyLock::new(|| RuleSet::new("fuzz", built_in::library()));

/// A few rules of every topic: enough for reports, and quick.
static SOME_RULES: LazyLock<RuleSet> = LazyLock::new(|| {
    let mut set = RULES.clone();
    let mut position = 0;
    set.rules.retain(|_| {
        position += 1;
        position % 12 == 0
    });
    set
});

/// A record is read with places inside the text, or refused with complaints that can be shown.
/// Nothing that is shown or read holds an identity number.
pub fn record(bytes: &[u8]) {
    let Some(source) = source("record.yaml", bytes) else { return };
    let refused = !source.masked().is_empty();
    for doubt in doubts(&source).iter().take(5) {
        shown(doubt, &source);
        assert_eq!(doubt.kind.severity(), Severity::Warning);
    }
    let parsed = parse(&source);
    for problem in &parsed.problems {
        assert!(inside(problem.span, &source), "{problem:?}");
    }
    match read(&source) {
        Ok(record) => {
            assert!(!refused, "an identity number was let in");
            assert!(parsed.problems.is_empty() && parsed.complete, "a mistake in the YAML was passed over");
            places(&record);
            changed(&source);
        }
        Err(problems) => {
            assert!(!problems.is_empty(), "refused without a reason");
            assert_eq!(refused, problems.iter().any(|problem| problem.kind == Kind::IdentityNumber));
            complain(&problems, &source);
        }
    }
}

/// A rule, its cases and accepted deviations are read, or refused in the same way.
pub fn rule(bytes: &[u8]) {
    let Some(source) = source("rad/egen-regel.toml", bytes) else { return };
    let mut set = NO_RULES.clone();
    match set.add(std::slice::from_ref(&source), Origin::Local) {
        Ok(()) => {
            let starter = Source::new("starter.yaml", include_str!("../examples/starter.yaml").to_owned());
            let record = read(&starter).expect("the example has no mistakes");
            let audit = Audit::new(&set, AS_OF);
            assert_eq!(audit.outcomes(&record), audit.outcomes(&record));
        }
        Err(found) => {
            let problems: Vec<Problem> = found.into_iter().map(|(_, problem)| problem).collect();
            complain(&problems, &source);
        }
    }
    if let Err(problems) = accept::read(&source, &RULES) {
        complain(&problems, &source);
    }
    if let Err(problems) = RULES.clone().add_topics(&source) {
        complain(&problems, &source);
    }
    let cases = Source::new("rad/rad-har-mandat.cases.yaml", source.text().to_owned());
    match Suite::read(&cases) {
        Ok(suite) => {
            let rule = RULES.get("rad-har-mandat").expect("a built-in rule");
            for problem in &suite.test(&RULES, rule).problems {
                shown(problem, &cases);
            }
        }
        Err(problems) => complain(&problems, &cases),
    }
}

/// A record that can be read is judged by every rule, twice the same, with places inside the text.
pub fn audit(bytes: &[u8]) {
    let Some(source) = source("record.yaml", bytes) else { return };
    let Ok(record) = read(&source) else { return };
    let audit = Audit::new(&RULES, AS_OF);
    let outcomes = audit.outcomes(&record);
    assert_eq!(outcomes, audit.outcomes(&record), "the same record, other outcomes");
    for outcome in &outcomes {
        for evidence in &outcome.evidence {
            assert!(inside(evidence.place.span, &source), "{evidence:?}");
        }
    }
    let judged: std::collections::BTreeSet<usize> = outcomes.iter().map(|outcome| outcome.rule).collect();
    assert_eq!(judged.len(), RULES.rules.len(), "a rule without an outcome");
}

/// A report on a record with any texts in it is printed, and can be read back.
///
/// The first byte chooses the format, the second the language; the rest are texts, each on a line.
pub fn render(bytes: &[u8]) {
    let [format, language, texts @ ..] = bytes else { return };
    let Some(given) = source("texts", texts) else { return };
    let lines: Vec<&str> = given.text().split('\n').collect();
    let language = Language::ALL[usize::from(*language) % 3];
    let format = FORMATS[usize::from(*format) % FORMATS.len()];
    let mut next = 0;
    let mut text = || {
        next += 1;
        edit::text_token(lines[next % lines.len()], true)
    };
    let record = TEMPLATE.split("TEXT").map(str::to_owned).reduce(|record, part| record + &text() + &part);
    let source = Source::new(lines[0], record.unwrap_or_default());
    let record = match read(&source) {
        Ok(record) => record,
        Err(problems) => return complain(&problems, &source),
    };
    let audit = Audit::new(&SOME_RULES, AS_OF);
    let mut report = Report::new(&audit, Some(Force::Lov));
    report.records.push(Audited::new(&SOME_RULES, &record, audit.outcomes(&record)));
    report.failed.push(lines[0].to_owned().into());
    report.skipped.push(lines[lines.len() - 1].to_owned());
    let whole = output::Audit { report: &report, all: true, separator: Separator::Semicolon };
    let told = whole.print(format, style(language));
    read_back(format, &told.expect("every report can be printed"));
}

const FORMATS: [ReportFormat; 13] = [
    ReportFormat::Terminal,
    ReportFormat::Json,
    ReportFormat::Sarif,
    ReportFormat::Junit,
    ReportFormat::Gitlab,
    ReportFormat::Github,
    ReportFormat::Oscal,
    ReportFormat::Html,
    ReportFormat::Markdown,
    ReportFormat::Table,
    ReportFormat::Csv,
    ReportFormat::Xlsx,
    ReportFormat::Docx,
];

/// A record with places for texts that people write.
const TEMPLATE: &str = "format: medvirk/1
per_dato: 2026-05-20
virksomhet: { navn: TEXT, organisasjonstype: kommune }
tjenester:
  - { id: rop, navn: TEXT, område: rus-og-psykisk-helse, medvirkningsrutine: { status: ja, dokument: TEXT, merknad: TEXT } }
styring: { styringssystem_gjennomgått: 2025-01-15, medvirkningskoordinator: { status: nei, merknad: TEXT } }
erfaringer:
  system: { status: ja, belegg: praksis, dokument: TEXT, ansvarlig: TEXT }
individuell_plan: { prosedyre: ja, med_rett: 120, tilbudt: 84 }
koordinering: { koordinator_tilbys: { status: nei, merknad: TEXT } }
råd:
  - { id: brukerråd, navn: TEXT, type: brukerråd, nivå: system, mandat: { status: ja, dokument: TEXT }, mandat_gjelder_til: 2025-12-31 }
";

/// A screen so wide that it cuts no line: half a longer number could look like an identity number.
const fn style(language: Language) -> Style {
    Style { language, colour: false, width: 10_000 }
}

/// Bytes as a source, where they are a text that is not too long to try often.
fn source(name: &str, bytes: &[u8]) -> Option<Source> {
    Source::from_bytes(name, bytes.to_vec()).ok().filter(|source| source.text().len() < 1 << 16)
}

fn inside(span: Span, source: &Source) -> bool {
    source.text().get(span.range()).is_some()
}

fn complain(problems: &[Problem], source: &Source) {
    for problem in problems.iter().take(10) {
        shown(problem, source);
    }
}

/// A complaint can be shown in every language, and shows no identity number.
fn shown(problem: &Problem, source: &Source) {
    for language in Language::ALL {
        for text in [show(problem, source, style(language)), line(problem, source, language)] {
            assert!(identity_numbers(&text).is_empty(), "{text}");
            assert!(!text.contains('\u{1b}'), "{text}");
        }
    }
    let _ = source.position(problem.span.start);
}

/// Every key and value of a record stands where it says, and none holds an identity number.
fn places(record: &Record<'_>) {
    let tree = record.tree();
    let mut open = vec![record.root()];
    while let Some(node) = open.pop() {
        let found = tree.node(node);
        assert!(inside(found.span, record.source()), "{found:?}");
        if let NodeKind::Scalar { text, .. } = &found.kind {
            assert!(identity_numbers(text).is_empty(), "{text:?}");
        } else {
            assert!(!record.path_of(node).contains(' '));
        }
        open.extend(tree.children(node));
    }
    assert!(Address::parse("virksomhet.navn", record).is_ok());
}

/// A change of a record that can be read gives a record that can be read, or says why not.
fn changed(source: &Source) {
    for change in ["virksomhet.navn=B: # \"c\"", "per_dato=2026-01-01", "pårørende.prosedyre=ja"] {
        match edit::apply(source, &[change.to_owned()]) {
            Ok(changed) => assert!(read(&changed).is_ok()),
            Err(refused) => complain(&refused.problems, &refused.source),
        }
    }
}

/// What was printed is what its format says it is.
fn read_back(format: ReportFormat, bytes: &[u8]) {
    let text = || std::str::from_utf8(bytes).expect("a text");
    match format {
        ReportFormat::Json | ReportFormat::Sarif | ReportFormat::Gitlab | ReportFormat::Oscal => {
            serde_json::from_slice::<serde_json::Value>(bytes).expect("JSON");
        }
        ReportFormat::Junit => {
            roxmltree::Document::parse(text()).expect("XML");
        }
        ReportFormat::Csv => {
            let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(bytes);
            assert!(reader.records().all(|row| row.is_ok()), "rows as long as the first");
        }
        ReportFormat::Xlsx | ReportFormat::Docx => {
            let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip file");
            for at in 0..archive.len() {
                let mut part = archive.by_index(at).expect("a part");
                let is_xml = part.name().is_ok_and(|name| name.ends_with(".xml") || name.ends_with(".rels"));
                if is_xml {
                    let mut xml = String::new();
                    part.read_to_string(&mut xml).expect("a text");
                    roxmltree::Document::parse(&xml).expect("XML");
                }
            }
        }
        ReportFormat::Terminal
        | ReportFormat::Github
        | ReportFormat::Html
        | ReportFormat::Markdown
        | ReportFormat::Table => {
            assert!(!text().contains('\u{1b}'), "what steers a terminal");
            assert!(identity_numbers(text()).is_empty(), "an identity number");
        }
    }
}
