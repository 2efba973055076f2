//! Changes a record's text in place: what is not asked for keeps every byte.
//!
//! A change is written `råd[0].mandat=ja`. It is held against the record's shape before
//! anything is written, and the whole text is read again afterwards.

mod splice;
mod token;

pub use token::{quote as quoted, text as text_token};

use crate::field::{Shape, value_shape};
use crate::problem::{Kind, Problem, refuse_identity_numbers};
use crate::record::{Address, Record, interpret, read};
use crate::source::{Source, Span};
use token::Entered;

/// Why a change was not made.
#[derive(Debug)]
pub struct Refused {
    /// The change as given, or the record as it would have become.
    pub source: Source,
    /// The mistakes in it.
    pub problems: Vec<Problem>,
}

/// Makes some changes, one after the other.
///
/// # Errors
/// The first change that cannot be made, or the mistakes of the record before or after.
pub fn apply(source: &Source, changes: &[String]) -> Result<Source, Box<Refused>> {
    let mut current = Source::new(source.name(), source.text().to_owned());
    for change in changes {
        let given = Source::new("", change.clone());
        if !given.masked().is_empty() {
            let mut problems = Vec::new();
            refuse_identity_numbers(&mut problems, &given);
            return Err(Box::new(Refused { source: Source::new(given.text(), given.text().to_owned()), problems }));
        }
        let text = match read(&current) {
            Ok(record) => set(&record, change).map_err(|problem| {
                Box::new(Refused { source: Source::new(change.as_str(), change.clone()), problems: vec![problem] })
            })?,
            Err(problems) => return Err(Box::new(Refused { source: current, problems })),
        };
        current = Source::new(source.name(), text);
    }
    match read(&current).err() {
        None => Ok(current),
        Some(problems) => Err(Box::new(Refused { source: current, problems })),
    }
}

/// The record's text after one change.
///
/// # Errors
/// Why the change cannot be made, with its place in the change.
pub fn set(record: &Record<'_>, change: &str) -> Result<String, Problem> {
    let whole = Span::new(0, u32::try_from(change.len()).unwrap_or(u32::MAX));
    let Some((path, value)) = change.split_once('=') else {
        return Err(Problem::new(Kind::NoEqualsSign, whole));
    };
    let address = Address::parse(path.trim_end(), record)?;
    let start = path.len() + 1 + (value.len() - value.trim_start().len());
    let value = value.trim();
    let start = u32::try_from(start).unwrap_or(u32::MAX);
    let place = Span::new(start, start.saturating_add(u32::try_from(value.len()).unwrap_or(0)));
    let entered = checked(&address, value, place)?;
    let splice = splice::splice(record, &address, &entered)
        .map_err(|kind| Problem::new(kind, place).with("field", address.path()).with("value", value))?;
    let mut text = record.source().text().to_owned();
    text.replace_range(splice.range, &splice.text);
    Ok(text)
}

/// The value, held against what may stand at the address.
fn checked(address: &Address, value: &str, place: Span) -> Result<Entered, Problem> {
    match value_shape(address.shape) {
        Shape::Scalar(scalar) => {
            let word = Entered::word(value);
            if let Entered::Word { text, quoted } = &word {
                interpret(text, !quoted, *scalar, place)?;
            }
            Ok(word)
        }
        Shape::List(item) => {
            let entered = Entered::list(value);
            let items = if let Entered::List(items) = &entered { items.as_slice() } else { &[] };
            for item_entered in items {
                match (value_shape(item), item_entered) {
                    (Shape::Scalar(scalar), Entered::Word { text, quoted }) => {
                        interpret(text, !quoted, *scalar, place)?;
                    }
                    _ => return Err(Problem::new(Kind::NeedsItem, place).with("list", address.path())),
                }
            }
            Ok(entered)
        }
        Shape::Section(section) => {
            let keys: Vec<&str> = section.fields.iter().take(3).map(|field| field.name).collect();
            Err(Problem::new(Kind::NotAValue, place).with("field", address.path()).with("keys", keys.join(", ")))
        }
    }
}
