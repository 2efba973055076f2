//! One text in the three languages, as rules and provisions carry them.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, ser};

use crate::text::Language;

/// One text in the three languages.
#[derive(Clone)]
pub struct Trilingual(Form);

#[derive(Clone)]
enum Form {
    /// Bokmål, nynorsk and English.
    Read(Box<[String; 3]>),
    /// Of the built-in rules: the same three one after another, read when a text is shown.
    Packed(&'static [u8]),
}

impl Trilingual {
    /// The texts in bokmål, nynorsk and English.
    #[must_use]
    pub fn new(texts: [String; 3]) -> Self {
        Self(Form::Read(Box::new(texts)))
    }

    /// The text in a language.
    #[must_use]
    pub fn get(&self, language: Language) -> &str {
        let position = match language {
            Language::Nb => 0,
            Language::Nn => 1,
            Language::En => 2,
        };
        match &self.0 {
            Form::Read(texts) => &texts[position],
            Form::Packed(texts) => unpacked(texts, position),
        }
    }
}

fn unpacked(texts: &'static [u8], position: usize) -> &'static str {
    let (mut text, mut rest) = ("", texts);
    for _ in 0..=position {
        (text, rest) = postcard::take_from_bytes(rest).expect("three texts are packed");
    }
    text
}

impl Serialize for Trilingual {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let texts = Language::ALL.map(|language| self.get(language));
        to.serialize_bytes(&postcard::to_allocvec(&texts).map_err(ser::Error::custom)?)
    }
}

impl<'de: 'static> Deserialize<'de> for Trilingual {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        <&'static [u8]>::deserialize(from).map(|texts| Self(Form::Packed(texts)))
    }
}

impl Default for Trilingual {
    fn default() -> Self {
        Self::new(Default::default())
    }
}

impl PartialEq for Trilingual {
    fn eq(&self, other: &Self) -> bool {
        Language::ALL.into_iter().all(|language| self.get(language) == other.get(language))
    }
}

impl Eq for Trilingual {}

impl fmt::Debug for Trilingual {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_list().entries(Language::ALL.map(|language| self.get(language))).finish()
    }
}
