//! Records drawn from the format's own shape: any fact in short or full form, `ukjent`,
//! `ingen`, sources that disagree, lists, references that resolve.

use medvirk::field::{Field, Scalar, Section, Shape, as_section};
use medvirk::record::{FORMAT, SHAPE};
use proptest::prelude::*;

use super::yaml::{Yaml, id_of};

/// Choices, one after the other. Where they run out, the simplest is chosen, so that fewer
/// and smaller choices make smaller records.
#[derive(Debug, Clone)]
pub struct Draw {
    choices: Vec<u8>,
    at: usize,
}

impl Draw {
    pub const fn new(choices: Vec<u8>) -> Self {
        Self { choices, at: 0 }
    }

    fn next(&mut self) -> u8 {
        let choice = self.choices.get(self.at).copied().unwrap_or(0);
        self.at += 1;
        choice
    }

    /// A number below a limit.
    pub fn below(&mut self, limit: usize) -> usize {
        usize::from(self.next()) % limit.max(1)
    }

    /// Yes in so many of a hundred cases.
    pub fn chance(&mut self, percent: u8) -> bool {
        u16::from(self.next()) * 100 >= u16::from(100 - percent) * 256
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
    /// Whether facts may be unknown, absent in part, or stated differently by several sources.
    open: bool,
}

/// Any record; references resolve and ids are unique.
pub fn records() -> impl Strategy<Value = Yaml> {
    choices().prop_map(|choices| record(&mut Draw::new(choices), true))
}

/// Any record in which whatever is stated is stated once, and known.
pub fn settled_records() -> impl Strategy<Value = Yaml> {
    choices().prop_map(|choices| record(&mut Draw::new(choices), false))
}

/// A stream of choices.
pub fn choices() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        1 => proptest::collection::vec(any::<u8>(), 0..200),
        4 => proptest::collection::vec(any::<u8>(), 3000..6000),
    ]
}

/// The record that these choices make.
pub fn record(draw: &mut Draw, open: bool) -> Yaml {
    let present = [4, 35, 70, 96][draw.below(4)];
    let section = as_section(SHAPE).expect("a record is a section");
    let mut generator = Generator { draw, taste: Taste { present, open }, count: 0 };
    let mut record = generator.section(section);
    let entries = record.entries();
    entries.retain(|(key, _)| key != "format" && key != "ufullstendige_lister");
    entries.insert(0, ("format".to_owned(), Yaml::word(FORMAT)));
    if generator.draw.chance(10) {
        let lists = (0..=generator.draw.below(3)).map(|_| Yaml::word(generator.draw.one_of(&LISTS))).collect();
        entries.push(("ufullstendige_lister".to_owned(), Yaml::List(lists)));
    }
    record.resolve();
    record
}

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
        Yaml::Map(entries)
    }

    fn field(&mut self, section: &'static Section, field: &Field) -> Yaml {
        if self.taste.open && self.draw.chance(6) {
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
            (Shape::List(_), "bestemmelser") => self.words(&["hol-3-10-1", "hol § 3-10", "pbrl § 3-1", "f1250-7"]),
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
        let most = if matches!(item, Shape::Scalar(_)) { 4 } else { 3 };
        let items = (0..self.draw.below(most + 1)).map(|_| self.item(item)).collect();
        Yaml::List(items)
    }

    fn words(&mut self, words: &[&str]) -> Yaml {
        Yaml::List((0..=self.draw.below(2)).map(|_| Yaml::Text(self.draw.one_of(words).to_owned())).collect())
    }

    fn item(&mut self, item: &'static Shape) -> Yaml {
        match item {
            Shape::Scalar(_) if self.taste.open && self.draw.chance(5) => Yaml::word("ukjent"),
            // In a list of words, `ingen` says nothing.
            Shape::Scalar(Scalar::Text) => self.text(),
            other => self.value(other),
        }
    }

    /// A fact: its bare value, its full form, or what several sources say.
    fn fact(&mut self, section: &'static Section) -> Yaml {
        match self.draw.below(if self.taste.open { 20 } else { 18 }) {
            0..=12 => self.value(section.fields[0].shape),
            13..=17 => self.full_form(section),
            _ => Yaml::Statements((0..=self.draw.below(3)).map(|_| self.full_form(section)).collect()),
        }
    }

    fn full_form(&mut self, section: &'static Section) -> Yaml {
        let (first, rest) = section.fields.split_first().expect("a fact has a value");
        let mut entries = Vec::new();
        if !self.taste.open || !self.draw.chance(10) {
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
        let none = !matches!(scalar, Scalar::YesNo) && self.draw.chance(8);
        Yaml::word(match scalar {
            Scalar::Count | Scalar::Number | Scalar::Date | Scalar::Year | Scalar::Choice(_) if none => {
                self.draw.one_of(&["ingen", "nei", "inga"])
            }
            Scalar::Text if none => return Yaml::word("ingen"),
            Scalar::YesNo => self.draw.one_of(&["ja", "nei", "ja", "nei", "true", "false", "Ja", "NEI"]),
            Scalar::Count => self.draw.one_of(&COUNTS),
            Scalar::Number => self.draw.one_of(&NUMBERS),
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
