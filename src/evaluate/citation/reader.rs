//! Reads citations word by word.

use super::act::{Act, Acts};
use super::place::Place;
use super::{Citation, Cited, words};

/// A word of a citation.
#[derive(Debug, Clone, PartialEq)]
enum Word {
    /// `§`, `§§` or the same in words.
    Sign,
    /// The number of a section, or a number with a full stop.
    Number(String),
    /// A letter by itself.
    Letter(char),
    /// «første» is 1.
    Ordinal(u32),
    /// ledd, bokstav, nr. or punktum.
    Part(Part),
    /// «og», which goes on with more of the same.
    And,
    /// «til», which goes on to.
    To,
    /// «jf.», after which another citation comes.
    Also,
    /// Anything else, such as a word of the name of an act.
    Other,
}

/// A word with how it is written.
type Token = (Word, String);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Paragraph,
    Letter,
    Number,
    Sentence,
}

const ORDINALS: [&[&str]; 10] = [
    &["første", "fyrste", "first"],
    &["andre", "annet", "annen", "anna", "second"],
    &["tredje", "third"],
    &["fjerde", "fourth"],
    &["femte", "fifth"],
    &["sjette", "sixth"],
    &["sjuende", "syvende", "sjuande", "seventh"],
    &["åttende", "åttande", "eighth"],
    &["niende", "niande", "ninth"],
    &["tiende", "tiande", "tenth"],
];

/// What a text cites.
pub(super) fn read(text: &str, acts: &Acts) -> Cited {
    let mut reader = Reader::new(acts, None);
    reader.text(text);
    reader.finish()
}

/// The places that the section of a provision names, in an act that is known.
pub(super) fn places(section: &str, act: &Act, acts: &Acts) -> Vec<Place> {
    let at = acts.list.iter().position(|known| std::ptr::eq(known, act));
    let mut reader = Reader::new(acts, at);
    reader.text(section);
    reader.finish().citations.into_iter().filter_map(|citation| citation.place).collect()
}

struct Reader<'a> {
    acts: &'a Acts,
    act: Option<usize>,
    /// The words of a name so far.
    name: Vec<String>,
    /// The places of the act, which may be named only after them.
    places: Vec<Place>,
    /// Ordinals that wait for the word they belong to.
    ordinals: Vec<u32>,
    /// What letters and numbers are parts of, where that was said.
    part: Option<Part>,
    /// Whether the next goes on from the last before it.
    to: bool,
    cited: Cited,
}

impl<'a> Reader<'a> {
    fn new(acts: &'a Acts, act: Option<usize>) -> Self {
        Self {
            acts,
            act,
            name: Vec::new(),
            places: Vec::new(),
            ordinals: Vec::new(),
            part: None,
            to: false,
            cited: Cited::default(),
        }
    }

    fn text(&mut self, text: &str) {
        let found = tokens(text);
        for (at, (word, written)) in found.iter().enumerate() {
            let sign_follows = || found[at..].iter().any(|(word, _)| *word == Word::Sign);
            let is_name = match word {
                Word::Sign | Word::Also => false,
                Word::Other => true,
                Word::Number(_) => !self.name.is_empty() && sign_follows(),
                // «i» before a name is a word, and not the letter.
                Word::Letter('i') => matches!(found.get(at + 1), Some((Word::Other, _))),
                _ => !self.name.is_empty(),
            };
            if is_name {
                self.name.extend(words(written));
                continue;
            }
            if matches!(word, Word::Sign | Word::Number(_) | Word::Also) && !self.name.is_empty() {
                self.act_is_named();
            }
            let before = at.checked_sub(1).map(|before| &found[before].0);
            self.word(word, &found[at + 1..], before);
        }
    }

    fn word(&mut self, word: &Word, rest: &[Token], before: Option<&Word>) {
        match word {
            Word::Sign | Word::Also => (self.part, self.to) = (None, false),
            Word::And => self.to = false,
            Word::To => self.to = true,
            Word::Ordinal(number) => {
                let to = std::mem::take(&mut self.to);
                add(&mut self.ordinals, *number, to);
            }
            Word::Part(part) => {
                let ordinals = std::mem::take(&mut self.ordinals);
                if let Some(place) = self.places.last_mut().filter(|_| !ordinals.is_empty()) {
                    list(place, *part).extend(ordinals);
                    self.part = None;
                } else {
                    self.part = Some(*part);
                }
            }
            Word::Number(number) => self.number(number, rest),
            Word::Letter(letter) => self.letter(*letter, before),
            Word::Other => {}
        }
    }

    fn number(&mut self, number: &str, rest: &[Token]) {
        let to = std::mem::take(&mut self.to);
        let whole = number.parse::<u32>().ok();
        if let (Some(whole), true) = (whole, !self.places.is_empty()) {
            let after =
                rest.iter().map(|(word, _)| word).find(|word| !matches!(word, Word::Number(_) | Word::And | Word::To));
            if matches!(after, Some(Word::Part(Part::Paragraph | Part::Sentence))) {
                return add(&mut self.ordinals, whole, to);
            }
            if let (Some(Part::Number), Some(place)) = (self.part, self.places.last_mut()) {
                return add(&mut place.numbers, whole, to);
            }
        }
        self.part = None;
        let has_chapters = self.act.is_none_or(|act| self.acts.list[act].has_chapters);
        if let (false, Some((first, last))) = (has_chapters, number.split_once('-')) {
            self.places.push(Place::section(first));
            return self.range(last);
        }
        if to { self.range(number) } else { self.places.push(section(number)) }
    }

    /// The sections after the last one, up to this.
    fn range(&mut self, last: &str) {
        let split = |number: &str| {
            let at = number.rfind('-').map_or(0, |at| at + 1);
            let (chapter, section) = number.split_at(at);
            Some((chapter.to_owned(), section.parse::<u32>().ok()?))
        };
        let from = self.places.last().and_then(|place| split(&place.number));
        match (from, split(last)) {
            (Some((chapter, from)), Some((other, to))) if chapter == other && from < to && to - from < 100 => {
                self.places.extend((from + 1..=to).map(|number| Place::section(&format!("{chapter}{number}"))));
            }
            _ => self.places.push(section(last)),
        }
    }

    fn letter(&mut self, letter: char, before: Option<&Word>) {
        let to = std::mem::take(&mut self.to);
        let is_regulation = self.act.is_some_and(|act| self.acts.list[act].is_regulation);
        let Some(place) = self.places.last_mut() else { return };
        if self.part == Some(Part::Letter) || is_regulation || !place.is_whole_section() {
            add(&mut place.letters, u32::from(letter), to);
        } else if matches!(before, Some(Word::Number(_))) {
            place.letter = Some(letter);
        } else if place.letter.is_some() {
            let number = place.number.clone();
            self.places.push(Place { letter: Some(letter), ..Place::section(&number) });
        }
    }

    /// What was read so far is of the act before; what comes now of the one that was named. Places
    /// that stand before any act are of the one that is named after them.
    fn act_is_named(&mut self) {
        let name = std::mem::take(&mut self.name);
        let act = self.acts.named(&name);
        if self.act.is_some() || self.places.is_empty() {
            self.end_of_act();
        }
        self.act = act;
        if act.is_none() {
            self.cited.unknown = Some(name.join(" "));
            self.places.clear();
        } else if !self.places.is_empty() {
            self.end_of_act();
        }
    }

    fn end_of_act(&mut self) {
        let places = std::mem::take(&mut self.places);
        if let Some(act) = self.act {
            let citation = |place| Citation { act, place: Some(place), named: None };
            self.cited.citations.extend(places.into_iter().map(citation));
        }
    }

    fn finish(mut self) -> Cited {
        let is_alone = self.act.is_none() && self.places.is_empty() && self.cited.citations.is_empty();
        match (self.act, self.acts.named(&self.name)) {
            // The act alone: all of it.
            (None, Some(act)) if is_alone && self.cited.unknown.is_none() => {
                self.cited.citations.push(Citation { act, place: None, named: None });
            }
            (None, Some(act)) => {
                self.act = Some(act);
                self.end_of_act();
            }
            (None, None) if self.cited.unknown.is_none() && self.cited.citations.is_empty() => {
                self.cited.unknown = Some(self.name.join(" "));
            }
            _ => self.end_of_act(),
        }
        self.cited
    }
}

fn list(place: &mut Place, part: Part) -> &mut Vec<u32> {
    match part {
        Part::Paragraph => &mut place.paragraphs,
        Part::Letter => &mut place.letters,
        Part::Number => &mut place.numbers,
        Part::Sentence => &mut place.sentences,
    }
}

/// Adds a number, and where it ends a range those before it.
fn add(list: &mut Vec<u32>, number: u32, to: bool) {
    let first = list.last().filter(|last| to && **last < number).map_or(number, |last| last + 1);
    list.extend(first..=number);
}

/// A section by its number, with the letter that is written in one with it.
fn section(number: &str) -> Place {
    match number.char_indices().next_back() {
        Some((at, letter)) if letter.is_alphabetic() => Place { letter: Some(letter), ..Place::section(&number[..at]) },
        _ => Place::section(number),
    }
}

fn tokens(text: &str) -> Vec<Token> {
    let apart: String = text
        .chars()
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            '§' => " § ".to_owned(),
            '\u{2010}'..='\u{2013}' => "-".to_owned(),
            c if c.is_alphanumeric() || matches!(c, '-' | '.') => c.to_string(),
            _ => " ".to_owned(),
        })
        .collect();
    let written: Vec<&str> = apart.split_whitespace().map(|word| word.trim_matches('.')).collect();
    let mut words = Vec::new();
    let mut at = 0;
    while let Some(word) = written.get(at) {
        at += 1;
        // The number of § 4 A-3 comes in two pieces.
        let next = written.get(at).copied().unwrap_or_default();
        let glued = format!("{word}{next}");
        let is_number = word.bytes().all(|byte| byte.is_ascii_digit());
        if is_number && next.len() > 2 && next.as_bytes()[1] == b'-' && is_section(&glued) {
            words.push((Word::Number(glued.clone()), glued));
            at += 1;
        } else {
            words.extend(classified(word));
        }
    }
    words
}

fn classified(word: &str) -> Vec<Token> {
    let ordinal = ORDINALS.iter().position(|words| words.contains(&word));
    if let Some(number) = ordinal.and_then(|position| u32::try_from(position + 1).ok()) {
        return vec![(Word::Ordinal(number), word.to_owned())];
    }
    let known = match word {
        "" | "-" => return Vec::new(),
        "§" | "paragraf" | "paragrafen" | "paragrafene" | "paragrafane" | "section" | "sections" => Word::Sign,
        "ledd" | "leddet" | "ledda" | "paragraph" | "paragraphs" => Word::Part(Part::Paragraph),
        "bokstav" | "bokstaver" | "bokstavene" | "bokstavar" | "bokstavane" | "litra" | "letter" | "letters" => {
            Word::Part(Part::Letter)
        }
        "nr" | "nummer" | "no" => Word::Part(Part::Number),
        "punktum" | "setning" | "sentence" | "sentences" => Word::Part(Part::Sentence),
        "og" | "eller" | "samt" | "and" | "or" => Word::And,
        "til" | "to" => Word::To,
        "jf" | "jfr" | "jamfør" | "jevnfør" | "cf" => Word::Also,
        word if is_section(word) => Word::Number(word.to_owned()),
        word => {
            let mut letters = word.chars();
            match (letters.next(), letters.next()) {
                (Some(letter), None) if letter.is_alphabetic() => Word::Letter(letter),
                // An id such as `hol-3-10`: the short name, then the number.
                _ => return id(word).unwrap_or_else(|| vec![(Word::Other, word.to_owned())]),
            }
        }
    };
    vec![(known, word.to_owned())]
}

/// The two pieces of `hol-3-10`; a number such as `lov-2011-06-24-30` is not of this form.
fn id(word: &str) -> Option<Vec<Token>> {
    let (short, number) = word.split_once('-')?;
    let is_short = short.starts_with(char::is_alphabetic) && short.chars().all(char::is_alphanumeric);
    let pieces = || vec![(Word::Other, short.to_owned()), (Word::Number(number.to_owned()), number.to_owned())];
    (is_short && is_section(number)).then(pieces)
}

/// Whether this may be the number of a section: 7, 7-2, 7-2a, 4a-3.
fn is_section(word: &str) -> bool {
    let is_number = |part: &str| {
        let digits = part.trim_end_matches(char::is_alphabetic);
        let letters = part[digits.len()..].chars().count();
        !digits.is_empty() && digits.len() <= 4 && digits.bytes().all(|byte| byte.is_ascii_digit()) && letters <= 1
    };
    match word.split_once('-') {
        Some((chapter, section)) => is_number(chapter) && is_number(section),
        None => is_number(word),
    }
}
