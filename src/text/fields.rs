//! What every field of a record means and what to ask of it, in each language.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::{Language, fill};

type Table = OnceLock<HashMap<&'static str, &'static str>>;

static TABLES: [Table; 3] = [const { OnceLock::new() }; 3];
static QUESTIONS: [Table; 3] = [const { OnceLock::new() }; 3];

/// The description of a field `Section.field`, a section `Section`, a closed set `Choices/Name`
/// or one of its values `Choices/Name.value`.
#[must_use]
pub fn describe(language: Language, key: &str) -> Option<&'static str> {
    let (table, text) = match language {
        Language::Nb => (&TABLES[0], include_str!("fields/nb.txt")),
        Language::Nn => (&TABLES[1], include_str!("fields/nn.txt")),
        Language::En => (&TABLES[2], include_str!("fields/en.txt")),
    };
    table.get_or_init(|| entries(text)).get(key).copied()
}

/// Lines with a key, a colon and a text.
fn entries(text: &'static str) -> HashMap<&'static str, &'static str> {
    text.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(": ")).collect()
}

/// What to ask of a key of a section.
#[must_use]
pub fn ask(language: Language, section: &str, key: &str) -> String {
    let (table, text) = match language {
        Language::Nb => (&QUESTIONS[0], include_str!("questions/nb.txt")),
        Language::Nn => (&QUESTIONS[1], include_str!("questions/nn.txt")),
        Language::En => (&QUESTIONS[2], include_str!("questions/en.txt")),
    };
    let table = table.get_or_init(|| entries(text));
    let asked = table.get(format!("{section}.{key}").as_str()).map(|question| (*question).to_owned());
    asked.unwrap_or_else(|| {
        let what = describe_field(language, section, key).unwrap_or(key);
        let mut letters = what.chars();
        let first = letters.next().map(char::to_lowercase).into_iter().flatten();
        let what: String = first.chain(letters).collect();
        fill(language.texts().question_of, &[("what", &what)])
    })
}

/// What a key of a section means; keys that every section or fact has are described once.
#[must_use]
pub fn describe_field(language: Language, section: &str, key: &str) -> Option<&'static str> {
    [section, "Opplysning", "Seksjon"].iter().find_map(|section| describe(language, &format!("{section}.{key}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_question_is_about_a_field_that_is_described() {
        let files =
            [include_str!("questions/nb.txt"), include_str!("questions/nn.txt"), include_str!("questions/en.txt")];
        for key in files.into_iter().flat_map(|text| entries(text).into_keys()) {
            let (section, field) = key.split_once('.').expect("a key names section and field");
            assert!(describe_field(Language::Nb, section, field).is_some(), "{key} is no field");
        }
    }

    #[test]
    fn a_field_without_a_question_of_its_own_is_asked_for_by_what_it_means() {
        assert_eq!(ask(Language::Nb, "Råd", "mandat"), "Har rådet et mandat?");
        assert_eq!(ask(Language::Nb, "Råd", "navn"), "Oppgi navnet på rådet.");
        assert_eq!(ask(Language::En, "Råd", "mandat"), "Does the council have a mandate?");
    }
}
