//! Records drawn from the format's own shape: any fact in short or full form, `ukjent`,
//! `ingen`, sources that disagree, lists, references that resolve.

use medvirk::field::{Field, Scalar, Section, Shape, as_section};
use medvirk::record::{FORMAT, SHAPE};
use proptest::prelude::*;
use proptest::strategy::{NewTree, ValueTree};
use proptest::test_runner::TestRunner;

use super::yaml::{Yaml, id_of};

/// Choices, one after the other, always the same for the same number.
#[derive(Debug, Clone)]
pub struct Draw(u64);

impl Draw {
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// SplitMix64.
    const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below a limit.
    #[allow(clippy::cast_possible_truncation, reason = "the number is below the limit")]
    pub const fn below(&mut self, limit: usize) -> usize {
        if limit == 0 { 0 } else { (self.next() % limit as u64) as usize }
    }

    /// Yes in so many of a hundred cases.
    pub const fn chance(&mut self, percent: u8) -> bool {
        self.below(100) < percent as usize
    }

    fn one_of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }
}

/// How full a record is, and what it may hold.
#[derive(Debug, Clone, Copy)]
struct Taste {
    /// How many of a hundred keys are present.
    present: u8,
    /// How many of a hundred answers are good news.
    good: u8,
}

/// Any record: references resolve and ids are unique. A failing one loses all that does not matter.
pub fn records() -> Records {
    Records
}

/// See [`records`].
#[derive(Debug)]
pub struct Records;

impl Strategy for Records {
    type Tree = Shrinking;
    type Value = Yaml;

    fn new_tree(&self, runner: &mut TestRunner) -> NewTree<Self> {
        let record = record(&mut Draw::new(runner.rng().next_u64()));
        Ok(Shrinking { current: record, before: None, at: 0 })
    }
}

/// A record from which one key or item after the other is left out.
#[derive(Debug)]
pub struct Shrinking {
    current: Yaml,
    before: Option<Yaml>,
    at: usize,
}

impl ValueTree for Shrinking {
    type Value = Yaml;

    fn current(&self) -> Yaml {
        self.current.clone()
    }

    fn simplify(&mut self) -> bool {
        let mut smaller = self.current.clone();
        if !smaller.leave_out(self.at) {
            return false;
        }
        smaller.loosen();
        self.before = Some(std::mem::replace(&mut self.current, smaller));
        true
    }

    fn complicate(&mut self) -> bool {
        let Some(before) = self.before.take() else { return false };
        self.current = before;
        self.at += 1;
        self.simplify()
    }
}

/// The record that these choices make.
pub fn record(draw: &mut Draw) -> Yaml {
    let (present, good) = ([4, 50, 90, 98][draw.below(4)], [50, 10, 95][draw.below(3)]);
    let section = as_section(SHAPE).expect("a record is a section");
    let mut generator = Generator { draw, taste: Taste { present, good }, count: 0 };
    let mut record = generator.section(section);
    let entries = record.entries();
    entries.retain(|(key, _)| key != "format" && key != "ufullstendige_lister");
    entries.insert(0, ("format".to_owned(), Yaml::word(FORMAT)));
    // Most rules are for some kinds of organisation only.
    if generator.draw.chance(90) {
        let kind = generator.draw.one_of(&KINDS).to_owned();
        let organisation = match entries.iter_mut().find(|(key, _)| key == "virksomhet") {
            Some((_, Yaml::Map(organisation))) => organisation,
            _ => {
                entries.retain(|(key, _)| key != "virksomhet");
                entries.push(("virksomhet".to_owned(), Yaml::Map(Vec::new())));
                entries.last_mut().expect("just added").1.entries()
            }
        };
        organisation.retain(|(key, _)| key != "organisasjonstype");
        organisation.push(("organisasjonstype".to_owned(), Yaml::word(kind)));
    }
    if generator.draw.chance(10) {
        let lists = (0..=generator.draw.below(3)).map(|_| Yaml::word(generator.draw.one_of(&LISTS))).collect();
        entries.push(("ufullstendige_lister".to_owned(), Yaml::List(lists)));
    }
    record.resolve();
    record
}

/// Kinds of organisation, those that most rules are for more often.
const KINDS: [&str; 10] = [
    "kommune",
    "kommune",
    "kommune",
    "helseforetak",
    "helseforetak",
    "regionalt-helseforetak",
    "direktorat",
    "kompetansesenter",
    "privat-leverandør",
    "nav",
];

/// Lists that a record may call incomplete.
const LISTS: [&str; 8] =
    ["råd", "prosjekter", "representanter", "tjenester", "ledere", "anbefalinger", "prosesser", "kurs"];

struct Generator<'a> {
    draw: &'a mut Draw,
    taste: Taste,
    /// How many names were given, so that each is another.
    count: usize,
}

impl Generator<'_> {
    fn section(&mut self, section: &'static Section) -> Yaml {
        let mut entries = Vec::new();
        for field in section.fields {
            if self.draw.chance(self.taste.present) {
                entries.push((field.name.to_owned(), self.field(section, field)));
            }
        }
        if section.name == "Tilsyn" {
            self.agree(&mut entries);
        }
        Yaml::Map(entries)
    }

    /// What a finding says of its own closing does not contradict itself: what has a date is
    /// closed, and nothing was found or closed after the audit.
    fn agree(&mut self, finding: &mut [(String, Yaml)]) {
        let closed = finding.iter().any(|(key, _)| key == "lukket_dato");
        for (key, value) in finding {
            match key.as_str() {
                "dato" | "lukket_dato" => *value = Yaml::word(self.draw.one_of(&DATES[5..14])),
                "status" if closed => *value = Yaml::word("lukket"),
                _ => {}
            }
        }
    }

    fn field(&mut self, section: &'static Section, field: &Field) -> Yaml {
        if self.draw.chance(6) {
            return Yaml::word(self.draw.one_of(&["ukjent", "ukjent", "", "~", "Ukjent"]));
        }
        match (field.shape, field.name) {
            (Shape::Scalar(Scalar::Id), _) => {
                self.count += 1;
                Yaml::Id(section.name, id_of(section, self.count))
            }
            (Shape::Scalar(Scalar::Text), "navn" | "tittel" | "rolle") => {
                Yaml::Text(self.draw.one_of(&NAMES).to_owned())
            }
            (Shape::List(_), "bestemmelser") => {
                self.words(&["hol-3-10-1", "hol § 3-10", "pbrl § 3-1", "f1250-7", "hol § 7-2 første ledd"])
            }
            (Shape::List(_), "krav") => {
                self.words(&["styringssystemet-er-etablert-og-i-bruk", "raad-finnes", "rad-har-mandat"])
            }
            (shape, _) => self.value(shape),
        }
    }

    fn value(&mut self, shape: &'static Shape) -> Yaml {
        match shape {
            Shape::Scalar(scalar) => self.scalar(*scalar),
            Shape::Section(section) if section.is_fact => self.fact(section),
            Shape::Section(section) => self.section(section),
            Shape::List(item) => self.list(item),
        }
    }

    fn list(&mut self, item: &'static Shape) -> Yaml {
        if self.draw.chance(8) {
            return Yaml::word(self.draw.one_of(&["ingen", "nei", "Ingen"]));
        }
        if let (Shape::Scalar(Scalar::Choice(choices)), true) = (item, self.draw.chance(self.taste.good / 2)) {
            return Yaml::List(choices.values.iter().map(|value| Yaml::word(*value)).collect());
        }
        let most = if matches!(item, Shape::Scalar(_)) { 4 } else { 3 };
        let items = (0..self.draw.below(most + 1)).map(|_| self.item(item)).collect();
        Yaml::List(items)
    }

    fn words(&mut self, words: &[&str]) -> Yaml {
        Yaml::List((0..=self.draw.below(2)).map(|_| Yaml::Text(self.draw.one_of(words).to_owned())).collect())
    }

    fn item(&mut self, item: &'static Shape) -> Yaml {
        match item {
            Shape::Scalar(_) if self.draw.chance(5) => Yaml::word("ukjent"),
            // In a list of words, `ingen` says nothing.
            Shape::Scalar(Scalar::Text) => self.text(),
            other => self.value(other),
        }
    }

    /// A fact: its bare value, its full form, or what several sources say.
    fn fact(&mut self, section: &'static Section) -> Yaml {
        match self.draw.below(20) {
            0..=12 => self.value(section.fields[0].shape),
            13..=17 => self.full_form(section),
            _ => Yaml::Statements((0..=self.draw.below(3)).map(|_| self.full_form(section)).collect()),
        }
    }

    fn full_form(&mut self, section: &'static Section) -> Yaml {
        let (first, rest) = section.fields.split_first().expect("a fact has a value");
        let mut entries = Vec::new();
        if !self.draw.chance(10) {
            entries.push((first.name.to_owned(), self.field(section, first)));
        }
        for field in rest {
            if self.draw.chance(15) {
                entries.push((field.name.to_owned(), self.field(section, field)));
            }
        }
        Yaml::Map(entries)
    }

    fn scalar(&mut self, scalar: Scalar) -> Yaml {
        let none = scalar.may_be_none() && self.draw.chance(8 - self.taste.good / 14);
        Yaml::word(match scalar {
            Scalar::Text if none => return Yaml::word("ingen"),
            _ if none => self.draw.one_of(&["ingen", "nei", "inga"]),
            Scalar::YesNo if self.draw.chance(self.taste.good) => self.draw.one_of(&["ja", "true", "Ja"]),
            Scalar::YesNo => self.draw.one_of(&["nei", "false", "NEI"]),
            Scalar::Count => self.draw.one_of(&COUNTS),
            Scalar::Number => self.draw.one_of(&NUMBERS),
            Scalar::Date if self.draw.chance(self.taste.good / 2) => self.draw.one_of(&DATES[1..6]),
            Scalar::Date => self.draw.one_of(&DATES),
            Scalar::Year => self.draw.one_of(&["2020", "2022", "2023", "2024", "2025", "2026", "2027"]),
            Scalar::Text => return self.text(),
            Scalar::Choice(choices) => match self.draw.chance(20) {
                true if !choices.aliases.is_empty() => choices.aliases[self.draw.below(choices.aliases.len())].0,
                _ => choices.values[self.draw.below(choices.values.len())],
            },
            Scalar::Id => return Yaml::Id("", self.draw.one_of(&["a", "b"]).to_owned()),
            Scalar::Reference(section) => {
                let number = self.draw.below(40);
                return Yaml::Reference(section, format!("{}-{number}", section.to_lowercase()));
            }
            Scalar::OrganisationNumber => self.draw.one_of(&["983971709", "974 760 673"]),
            Scalar::MunicipalityNumber => self.draw.one_of(&["0301", "5001", "4601"]),
            Scalar::Format => FORMAT,
            Scalar::ListName => self.draw.one_of(&LISTS),
        })
    }

    fn text(&mut self) -> Yaml {
        Yaml::Text(self.draw.one_of(&TEXTS).to_owned())
    }
}

const NAMES: [&str; 4] = ["Brukerrådet", "Ungdomspanelet", "kvalitetsrådgiver", "NO"];
const TEXTS: [&str; 10] = [
    "kvalitetsleder",
    "Brukerrådet på Blåbærhaugen",
    "helse: og omsorg",
    "# ikke en kommentar",
    "100 % «med»",
    "it's",
    "sa \"ja\"",
    "{navn} og [liste]",
    "nei takk",
    "tab\tog æøå",
];
const COUNTS: [&str; 14] = ["0", "1", "2", "3", "4", "5", "6", "8", "12", "50", "84", "100", "120", "1 200"];
const NUMBERS: [&str; 10] = ["0", "0.3", "0,5", "1", "2", "6", "24", "63", "77", "100"];
const DATES: [&str; 16] = [
    "2026-06-01",
    "2026-05-31",
    "2026-06-02",
    "2026-05",
    "2026",
    "2025-12-01",
    "2025-06-01",
    "2025-05-31",
    "1.6.2025",
    "2025",
    "2024-06-01",
    "2024-01",
    "2023-06-01",
    "2021-01-01",
    "2027-01-01",
    "2019",
];
