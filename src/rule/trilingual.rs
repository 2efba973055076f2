//! One text in the three languages, as rules and provisions carry them.

use std::fmt;

use super::store::{self, Place};
use crate::text::Language;

/// One text in the three languages.
#[derive(Clone)]
pub struct Trilingual(Form);

#[derive(Clone)]
enum Form {
    /// Read from a file: bokmål, nynorsk and English.
    Read(Box<[String; 3]>),
    /// Of the built-in rules: the places of the three, looked up when a text is shown.
    Packed(&'static [Place; 3]),
}

impl Trilingual {
    /// The texts in bokmål, nynorsk and English.
    #[must_use]
    pub fn new(texts: [String; 3]) -> Self {
        Self(Form::Read(Box::new(texts)))
    }

    pub(super) const fn packed(places: &'static [Place; 3]) -> Self {
        Self(Form::Packed(places))
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
            Form::Packed(places) => store::text(places[position]),
        }
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
