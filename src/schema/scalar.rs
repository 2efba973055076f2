//! Single values in the schema, and the spellings that reading accepts beside the format's own.

use serde_json::{Value, json};

use crate::field::{Choices, Field, Scalar, Shape};
use crate::record::{FORMAT, SHAPE};
use crate::text::{Language, describe};

/// Years that a date may have.
const YEAR: &str = "(?:19[0-9]{2}|2[01][0-9]{2}|2200)";
/// A month and a day of it, where only the leap day is left open.
const MONTH_AND_DAY: &str = "(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])\
    |(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|[12][0-9]))";
/// A day and its month, the Norwegian way.
const DAY_AND_MONTH: &str = "(?:(?:0?[1-9]|[12][0-9]|3[01])\\.(?:0?[13578]|1[02])\
    |(?:0?[1-9]|[12][0-9]|30)\\.(?:0?[469]|11)|(?:0?[1-9]|[12][0-9])\\.0?2)";
/// The largest number that can be meant.
const MAX: u64 = 1_000_000_000_000;

/// The name of the kind of value, in the format's own language.
pub(super) fn name(scalar: Scalar) -> String {
    let name = match scalar {
        Scalar::YesNo => "JaNei",
        Scalar::Count => "Tall",
        Scalar::Number => "Desimal",
        Scalar::Date => "Dato",
        Scalar::Year => "År",
        Scalar::Text => "Tekst",
        Scalar::Choice(choices) => choices.name,
        Scalar::Id => "Id",
        Scalar::Reference(section) => return format!("Ref.{section}"),
        Scalar::OrganisationNumber => "Organisasjonsnummer",
        Scalar::MunicipalityNumber => "Kommunenummer",
        Scalar::ListName => "Listenavn",
        Scalar::Format => "Format",
    };
    name.to_owned()
}

/// Whether `ingen` has to be named: any text includes it.
pub(super) const fn names_none(scalar: Scalar) -> bool {
    scalar.may_be_none() && !matches!(scalar, Scalar::Text)
}

/// What may stand there beside `ukjent` and `ingen`.
pub(super) fn branches(scalar: Scalar, language: Language) -> Vec<Value> {
    match scalar {
        Scalar::YesNo => vec![json!({ "enum": ["ja", "nei"] }), words(&["ja", "nei", "true", "false"])],
        Scalar::Count => vec![
            json!({ "type": "integer", "minimum": 0, "maximum": MAX }),
            json!({ "type": "string", "pattern": "^[ \u{a0}\u{202f}]*[0-9][0-9 \u{a0}\u{202f}]*([.,]0*)?$" }),
        ],
        Scalar::Number => vec![
            json!({ "type": "number", "minimum": 0, "maximum": MAX }),
            json!({ "type": "string", "pattern": "^[ \u{a0}\u{202f}]*[0-9][0-9 \u{a0}\u{202f}]*([.,][0-9]*)?$" }),
        ],
        Scalar::Date => vec![
            json!({ "type": "string", "pattern": format!("^(?:{YEAR}(?:-(?:{MONTH_AND_DAY}|0[1-9]|1[0-2]))?|{DAY_AND_MONTH}\\.{YEAR})$") }),
            json!({ "type": "integer", "minimum": 1900, "maximum": 2200 }),
        ],
        Scalar::Year => vec![
            json!({ "type": "integer", "minimum": 1900, "maximum": 2200 }),
            json!({ "type": "string", "pattern": format!("^{YEAR}$") }),
        ],
        Scalar::Text => vec![json!({ "type": ["string", "number", "boolean", "null"] })],
        Scalar::Choice(choices) => choice(choices, language),
        Scalar::Id | Scalar::Reference(_) => vec![
            json!({ "type": "string", "pattern": "^[\\p{L}\\p{N}\u{30a}_-]+$" }),
            json!({ "type": "integer", "minimum": 0 }),
        ],
        Scalar::OrganisationNumber => vec![
            json!({ "type": "integer", "minimum": 100_000_000, "maximum": 999_999_999 }),
            json!({ "type": "string", "pattern": "^ *([0-9][ \u{a0}]*){9}$" }),
        ],
        Scalar::MunicipalityNumber => vec![
            json!({ "type": "string", "pattern": "^[0-9]{4}$" }),
            json!({ "type": "integer", "minimum": 0, "maximum": 9999 }),
        ],
        Scalar::ListName => list_names(),
        Scalar::Format => vec![json!({ "const": FORMAT })],
    }
}

/// The values of a closed set with what each means, and their other spellings.
fn choice(choices: &Choices, language: Language) -> Vec<Value> {
    let meaning = |value: &str| describe(language, &format!("Choices/{}.{value}", choices.name)).unwrap_or_default();
    let meanings: Vec<&str> = choices.values.iter().map(|value| meaning(value)).collect();
    let spellings = choices.values.iter().copied().chain(choices.aliases.iter().map(|(alias, _)| *alias));
    let spellings: Vec<&str> = spellings.collect();
    vec![
        json!({ "enum": choices.values, "enumDescriptions": meanings, "markdownEnumDescriptions": meanings }),
        words(&spellings),
    ]
}

/// The keys of all lists of the record.
fn list_names() -> Vec<Value> {
    let mut names = Vec::new();
    collect_lists(SHAPE, &mut names);
    vec![json!({ "enum": names }), words(&names)]
}

fn collect_lists(shape: &'static Shape, names: &mut Vec<&'static str>) {
    match shape {
        Shape::List(item) => collect_lists(item, names),
        Shape::Section(section) if !section.is_fact => {
            for Field { name, shape, .. } in section.fields {
                if matches!(shape, Shape::List(_)) && !names.contains(name) {
                    names.push(name);
                }
                collect_lists(shape, names);
            }
        }
        _ => {}
    }
}

/// Words in any spelling that reading accepts. Editors do not suggest what a pattern allows.
pub(super) fn words(words: &[&str]) -> Value {
    let spellings: Vec<String> = words.iter().map(|word| spelling(word)).collect();
    json!({ "type": "string", "pattern": format!("^(?:{})$", spellings.join("|")) })
}

/// A pattern for the other spellings of a key: capitals, and ASCII for æ, ø and å.
pub(super) fn other_spellings(key: &str) -> Option<String> {
    (!key.is_ascii()).then(|| format!("^(?!{key}$){}$", spelling(key)))
}

/// The spellings that mean a word, as a pattern.
fn spelling(word: &str) -> String {
    let letter = |c: char| match c {
        'å' => "(?:[ÅåAa]\u{30a}?|[Aa][Aa])".to_owned(),
        'ø' => "(?:[ØøÖöOo]|[Oo][Ee])".to_owned(),
        'æ' => "(?:[ÆæÄä]|[Aa][Ee])".to_owned(),
        '_' | '-' => "[ _-]".to_owned(),
        c if c.is_ascii_alphabetic() => format!("[{}{c}]", c.to_ascii_uppercase()),
        c if c.is_ascii_digit() => c.to_string(),
        c => format!("\\{c}"),
    };
    word.chars().map(letter).collect()
}

/// A name without letters that an address of a definition would have to escape.
pub(super) fn ascii(name: &str) -> String {
    name.replace('å', "a").replace('Å', "A").replace('ø', "o").replace('æ', "ae")
}
