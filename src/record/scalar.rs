//! What a single value means, by the kind of field it stands in.

use jiff::civil::Date;

use super::fold::{fold, same_word};
use super::number::{NotOrganisation, organisation_number};
use super::tree::{Period, Value};
use crate::field::{Choices, Scalar};
use crate::problem::{Kind, Problem, misspelt, nearest};
use crate::source::Span;

/// The version of the record format that this program reads.
pub const FORMAT: &str = "medvirk/1";

/// The largest count that can be meant.
const MAX_NUMBER: f64 = 1e12;

/// A value as written: its text, whether it stands without quotes, and where.
#[derive(Debug, Clone, Copy)]
pub(super) struct Written<'a> {
    pub text: &'a str,
    pub plain: bool,
    pub span: Span,
}

/// What a value means in a field of this kind.
pub(super) fn interpret(written: Written<'_>, scalar: Scalar) -> Result<Value, Problem> {
    let text = written.text.trim();
    let written = Written { text, ..written };
    if written.plain {
        if is_unknown(text) {
            return Ok(Value::Unknown);
        }
        if scalar.may_be_none() && is_none(text) {
            return Ok(Value::None);
        }
    }
    match scalar {
        Scalar::YesNo => yes_no(text).ok_or_else(|| not_yes_no(written)),
        Scalar::Count => count(written),
        Scalar::Number => number(text).map(Value::Number).ok_or_else(|| written.problem(Kind::NotNumber)),
        Scalar::Date => date(written),
        Scalar::Year => year(written),
        Scalar::Text | Scalar::ListName => Ok(Value::Text),
        Scalar::Choice(choices) => choice(written, choices),
        Scalar::Id | Scalar::Reference(_) => {
            if is_id(text) {
                Ok(Value::Text)
            } else {
                Err(written.problem(Kind::NotId))
            }
        }
        Scalar::OrganisationNumber => match organisation_number(text) {
            Ok(()) => Ok(Value::Text),
            Err(NotOrganisation::Shape) => Err(written.problem(Kind::NotOrganisationNumber)),
            Err(NotOrganisation::CheckDigit) => Err(written.problem(Kind::WrongCheckDigit)),
        },
        Scalar::MunicipalityNumber => {
            if text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit()) {
                Ok(Value::Text)
            } else {
                Err(written.problem(Kind::NotMunicipalityNumber))
            }
        }
        Scalar::Format if text == FORMAT => Ok(Value::Text),
        Scalar::Format => Err(written.problem(Kind::UnknownFormat).with("known", FORMAT).suggest(Some(FORMAT))),
    }
}

impl Written<'_> {
    fn problem(self, kind: Kind) -> Problem {
        Problem::new(kind, self.span).with("value", self.text)
    }
}

/// `ukjent`, or nothing at all.
pub(super) fn is_unknown(text: &str) -> bool {
    matches!(text, "" | "~" | "null" | "?") || ["ukjent", "ukjend"].iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// `ingen`, or `nei` where the field does not ask ja or nei.
pub(super) fn is_none(text: &str) -> bool {
    ["ingen", "inga", "nei"].iter().any(|word| text.eq_ignore_ascii_case(word))
}

fn yes_no(text: &str) -> Option<Value> {
    let word = |words: [&str; 2]| words.iter().any(|word| text.eq_ignore_ascii_case(word));
    if word(["ja", "true"]) {
        Some(Value::YesNo(true))
    } else if word(["nei", "false"]) {
        Some(Value::YesNo(false))
    } else {
        None
    }
}

fn not_yes_no(written: Written<'_>) -> Problem {
    let lower = written.text.to_lowercase();
    let meant = match lower.as_str() {
        "no" | "n" | "off" | "ingen" | "inga" | "ikke" | "ikkje" | "0" => Some("nei"),
        "yes" | "y" | "j" | "jo" | "on" | "1" | "x" => Some("ja"),
        other => nearest(other, ["ja", "nei", "ukjent"]),
    };
    written.problem(Kind::NotYesNo).suggest(meant)
}

fn number(text: &str) -> Option<f64> {
    if let Ok(plain) = text.parse::<u32>() {
        return (!text.starts_with('+')).then_some(f64::from(plain));
    }
    let cleaned: String = text.chars().filter(|c| !matches!(c, ' ' | '\u{a0}' | '\u{202f}')).collect();
    let cleaned = cleaned.replace(',', ".");
    let shaped = cleaned.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let value: f64 = shaped.then(|| cleaned.parse().ok()).flatten()?;
    (value <= MAX_NUMBER).then_some(value)
}

fn count(written: Written<'_>) -> Result<Value, Problem> {
    let text = written.text;
    match number(text) {
        Some(value) if value.fract() == 0.0 => Ok(Value::Number(value)),
        None if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) => {
            Err(written.problem(Kind::TooLargeNumber))
        }
        _ => Err(written.problem(Kind::NotCount)),
    }
}

/// A date as `2026-03-01` or `1.3.2026`, or the month `2026-03` or the year `2026`
/// where no more is known.
fn date(written: Written<'_>) -> Result<Value, Problem> {
    let text = written.text;
    let parts = if text.contains('.') { day_first(text) } else { year_first(text) };
    let (year, month, day) = parts.ok_or_else(|| written.problem(Kind::NotDate))?;
    period(year, month, day).map(Value::Period).ok_or_else(|| written.problem(Kind::ImpossibleDate))
}

/// A whole day, written either way.
#[must_use]
pub fn day(text: &str) -> Option<Date> {
    let (year, month, day) = if text.contains('.') { day_first(text) } else { year_first(text) }?;
    period(year, Some(month?), Some(day?)).map(|day| day.first)
}

/// Year, month and day, as far as they are given.
type Parts = (i16, Option<i8>, Option<i8>);

/// `1.3.2026`.
fn day_first(text: &str) -> Option<Parts> {
    let mut parts = text.split('.');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let whole = parts.next().is_none() && year.len() == 4;
    whole.then(|| Some((digits(year)?, Some(digits(month)?), Some(digits(day)?)))).flatten()
}

/// `2026-03-01`, `2026-03` or `2026`.
fn year_first(text: &str) -> Option<Parts> {
    let mut parts = text.split('-');
    let year = parts.next().filter(|year| year.len() == 4)?;
    let two = |part: &str| (part.len() == 2).then(|| digits(part)).flatten();
    let month = parts.next().map(|part| two(part).ok_or(())).transpose().ok()?;
    let day = parts.next().map(|part| two(part).ok_or(())).transpose().ok()?;
    parts.next().is_none().then_some(()).and(Some((digits(year)?, month, day)))
}

fn digits<T: std::str::FromStr>(text: &str) -> Option<T> {
    let plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

/// The days that a year, a month or a day means. Years from 1900 to 2200.
fn period(year: i16, month: Option<i8>, day: Option<i8>) -> Option<Period> {
    if !(1900..=2200).contains(&year) {
        return None;
    }
    let date = |month: i8, day: i8| Date::new(year, month, day).ok();
    let (first, last) = match (month, day) {
        (None, _) => (date(1, 1)?, date(12, 31)?),
        (Some(month), None) => (date(month, 1)?, date(month, 1)?.last_of_month()),
        (Some(month), Some(day)) => (date(month, day)?, date(month, day)?),
    };
    Some(Period { first, last })
}

fn year(written: Written<'_>) -> Result<Value, Problem> {
    let text = written.text;
    let year = (text.len() == 4).then(|| digits(text)).flatten();
    year.and_then(|year| period(year, None, None)).map(Value::Period).ok_or_else(|| written.problem(Kind::NotYear))
}

fn choice(written: Written<'_>, choices: &'static Choices) -> Result<Value, Problem> {
    let text = written.text;
    if let Some(index) = choices.index(text).or_else(|| known_spelling(text, choices)) {
        return Ok(Value::Choice(index));
    }
    let all = choices.values.iter().copied().chain(choices.aliases.iter().map(|(alias, _)| *alias));
    // A wrong suggestion would lead to another organisation's duties.
    let meant = misspelt(&fold(text).replace('_', "-"), all)
        .map(|word| choices.aliases.iter().find(|(alias, _)| *alias == word).map_or(word, |(_, value)| value));
    let known = choices.values.join(", ");
    Err(written.problem(Kind::UnknownValue).with("known", known).suggest(meant))
}

fn known_spelling(text: &str, choices: &Choices) -> Option<u16> {
    let value = choices
        .values
        .iter()
        .find(|value| same_word(text, value))
        .copied()
        .or_else(|| choices.aliases.iter().find(|(alias, _)| same_word(text, alias)).map(|(_, value)| *value))?;
    choices.index(value)
}

/// Letters, digits, hyphens and underscores.
fn is_id(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '\u{30a}'))
}
