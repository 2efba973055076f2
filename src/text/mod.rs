//! Every text that medvirk shows, one table per language.
//!
//! A text that lacks a language does not compile; a test holds that all three use
//! the same placeholders. Texts about rules stand in the rules.

mod en;
mod fields;
mod nb;
mod nn;
mod table;

pub use fields::{ask, describe, describe_field};
pub use table::Texts;

/// The languages of every text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Language {
    /// Bokmål.
    Nb,
    /// Nynorsk.
    Nn,
    /// English.
    En,
}

impl Language {
    /// All languages, the default first.
    pub const ALL: [Self; 3] = [Self::Nb, Self::Nn, Self::En];

    /// The code: `nb`, `nn` or `en`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Nb => "nb",
            Self::Nn => "nn",
            Self::En => "en",
        }
    }

    /// The language of a POSIX locale such as `nn_NO.UTF-8`, where it is one of the three.
    #[must_use]
    pub fn from_locale(locale: &str) -> Option<Self> {
        let code = locale.split(['_', '.', '@', '-']).next().unwrap_or_default();
        match code {
            "no" => Some(Self::Nb),
            _ => Self::ALL.into_iter().find(|language| language.code() == code),
        }
    }

    /// The texts in this language.
    #[must_use]
    pub const fn texts(self) -> &'static Texts {
        match self {
            Self::Nb => &nb::TEXTS,
            Self::Nn => &nn::TEXTS,
            Self::En => &en::TEXTS,
        }
    }
}

/// A template with its `{placeholders}` filled in.
#[must_use]
pub fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(template.len() + 32);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let Some((name, after)) = after.split_once('}') else {
            filled.push('{');
            rest = after;
            continue;
        };
        match values.iter().find(|(key, _)| *key == name) {
            Some((_, value)) => filled.push_str(value),
            None => {
                filled.push('{');
                filled.push_str(name);
                filled.push('}');
            }
        }
        rest = after;
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    fn placeholders(template: &str) -> Vec<&str> {
        let mut names: Vec<&str> = template.split('{').skip(1).filter_map(|part| part.split('}').next()).collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    #[test]
    fn all_languages_use_the_same_placeholders() {
        for ((name, nb), (nn, en)) in Language::Nb
            .texts()
            .all()
            .into_iter()
            .zip(Language::Nn.texts().all().into_iter().zip(Language::En.texts().all()))
        {
            assert_eq!(placeholders(nb), placeholders(nn.1), "{name} in nynorsk");
            assert_eq!(placeholders(nb), placeholders(en.1), "{name} in English");
        }
    }

    #[test]
    fn no_text_is_empty() {
        for language in Language::ALL {
            for (name, text) in language.texts().all() {
                assert!(!text.trim().is_empty(), "{name} in {}", language.code());
            }
        }
    }

    #[test]
    fn values_are_filled_in_once_and_never_read_as_templates() {
        assert_eq!(fill("«{a}» og {b}", &[("a", "{b}"), ("b", "x")]), "«{b}» og x");
        assert_eq!(fill("{ukjent} { åpen", &[]), "{ukjent} { åpen");
    }

    #[test]
    fn locales_choose_the_language() {
        assert_eq!(Language::from_locale("nn_NO.UTF-8"), Some(Language::Nn));
        assert_eq!(Language::from_locale("no_NO"), Some(Language::Nb));
        assert_eq!(Language::from_locale("C.UTF-8"), None);
    }
}
