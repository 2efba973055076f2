//! Runs of digits in a text: which are an identity number, and which part of something longer.

use std::ops::Range;

use super::identity::is_identity_number;

/// Digits that stand together.
#[derive(Debug, Clone, Copy)]
struct Run {
    digits: [u8; 11],
    /// How many there are, also beyond those that are kept.
    length: usize,
    start: usize,
    end: usize,
    lead: Lead,
    /// The point, comma or hyphen between the digits before and these, and how many they were.
    joint: Option<(char, usize)>,
}

/// What stands right before a run of digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Lead {
    #[default]
    Nothing,
    /// Letters; whether all are such as digests have.
    Letters { hexadecimal: bool },
    /// Letters and digits.
    Mixed,
}

impl Lead {
    fn and(self, character: char) -> Self {
        let hexadecimal = character.is_ascii_hexdigit();
        match self {
            _ if !character.is_alphabetic() => Self::Nothing,
            Self::Nothing => Self::Letters { hexadecimal },
            Self::Letters { hexadecimal: earlier } => Self::Letters { hexadecimal: earlier && hexadecimal },
            Self::Mixed => Self::Mixed,
        }
    }
}

/// What stands between six digits and the next.
#[derive(Debug, Clone, Copy, Default)]
struct Gap {
    blanks: usize,
    hyphens: usize,
    breaks: usize,
}

impl Gap {
    /// Blanks, line breaks among them, and at most one hyphen: what is written on several lines or in
    /// columns may be shown as one.
    const fn joins(self) -> bool {
        self.hyphens == 1 || (self.hyphens == 0 && self.blanks + self.breaks > 0)
    }
}

/// Reads a text one character after the other.
#[derive(Default)]
pub(super) struct Scanner {
    run: Option<Run>,
    /// Six digits that may be the first part, and what has followed them.
    six: Option<(Run, Gap)>,
    lead: Lead,
    joint: Option<(char, usize)>,
    found: Vec<Range<usize>>,
}

impl Scanner {
    /// Where identity numbers stood.
    pub fn found(self) -> Vec<Range<usize>> {
        self.found
    }

    /// Whether no digits are waiting for what follows them.
    pub const fn is_idle(&self) -> bool {
        self.run.is_none() && self.six.is_none()
    }

    /// Passes over ASCII without digits while idle: only the letters at its end can matter.
    pub fn pass(&mut self, text: &str) {
        self.joint = None;
        let word = match text.rfind(|character: char| !character.is_alphabetic()) {
            Some(before) => {
                self.lead = Lead::Nothing;
                &text[before + 1..]
            }
            None => text,
        };
        self.lead = word.chars().fold(self.lead, Lead::and);
    }

    /// A digit, and where it is written.
    pub fn digit(&mut self, digit: u8, start: usize, end: usize) {
        let fresh = Run { digits: [0; 11], length: 0, start, end, lead: self.lead, joint: self.joint };
        let run = self.run.get_or_insert(fresh);
        if let Some(place) = run.digits.get_mut(run.length) {
            *place = digit;
        }
        run.length += 1;
        run.end = end;
    }

    /// Another character.
    pub fn other(&mut self, character: char, text: &str, at: usize) {
        self.joint = None;
        if let Some(run) = self.run.take() {
            self.close(&run, character, text, at);
            self.lead = if character.is_alphabetic() { Lead::Mixed } else { Lead::Nothing };
            self.joint = matches!(character, '.' | ',' | '-').then_some((character, run.length));
        } else {
            self.lead = self.lead.and(character);
        }
        if let Some((_, gap)) = &mut self.six {
            match character {
                ' ' | '\t' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' => gap.blanks += 1,
                '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' => gap.hyphens += 1,
                '\n' | '\r' => gap.breaks += 1,
                _ => self.six = None,
            }
        }
    }

    fn close(&mut self, run: &Run, next: char, text: &str, at: usize) {
        let before = self.six.take();
        match (run.length, before) {
            (11, _) if is_identity_number(&run.digits) && run.stands_alone(run, next, text, at) => {
                self.found.push(run.start..run.end);
            }
            (6, _) => self.six = Some((*run, Gap::default())),
            (5, Some((six, gap))) if gap.joins() => {
                let mut digits = six.digits;
                digits[6..].copy_from_slice(&run.digits[..5]);
                let before = six.joint.is_some_and(|(joint, length)| joint == '-' && !may_be_numbers(length));
                let chained = before || (next == '-' && !may_be_numbers(digits_from(text, at + 1)));
                if is_identity_number(&digits) && !chained && six.stands_alone(run, next, text, at) {
                    self.found.push(six.start..run.end);
                }
            }
            _ => {}
        }
    }
}

impl Run {
    /// Whether digits from here to the end of the last run are no part of something longer.
    fn stands_alone(&self, last: &Self, next: char, text: &str, at: usize) -> bool {
        let decimal_before = self.joint.is_some_and(|(joint, length)| joint != '-' && !may_be_numbers(length));
        let decimal_after = matches!(next, '.' | ',') && !may_be_numbers(digits_from(text, at + 1));
        if decimal_before || decimal_after || (self.start < last.start && last.lead != Lead::Nothing) {
            return false;
        }
        let tail = if next.is_alphabetic() { &text[at..] } else { "" };
        let mut letters = 0;
        let mut hexadecimal = true;
        for character in tail.chars().take_while(|character| character.is_alphanumeric()) {
            if character.is_numeric() {
                return false;
            }
            letters += 1;
            hexadecimal &= character.is_ascii_hexdigit();
        }
        match self.lead {
            Lead::Mixed => false,
            Lead::Nothing => letters == 0 || !hexadecimal,
            Lead::Letters { hexadecimal: before } => !(before && hexadecimal),
        }
    }
}

/// How many digits stand from a place on.
pub(super) fn digits_from(text: &str, at: usize) -> usize {
    text.as_bytes()[at..].iter().take_while(|byte| byte.is_ascii_digit()).count()
}

/// Whether so many digits beside a number, behind a point, a comma or a hyphen, do not make it part
/// of something longer: none do not, and those of an identity number may be one of their own.
const fn may_be_numbers(digits: usize) -> bool {
    matches!(digits, 0 | 5 | 6 | 11)
}
