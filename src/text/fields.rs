//! What every field of a record means, in each language.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::Language;

static TABLES: [OnceLock<HashMap<&'static str, &'static str>>; 3] = [OnceLock::new(), OnceLock::new(), OnceLock::new()];

/// The description of a field `Section.field`, a section `Section`, a closed set `Choices/Name`
/// or one of its values `Choices/Name.value`.
#[must_use]
pub fn describe(language: Language, key: &str) -> Option<&'static str> {
    let (table, text) = match language {
        Language::Nb => (&TABLES[0], include_str!("fields/nb.txt")),
        Language::Nn => (&TABLES[1], include_str!("fields/nn.txt")),
        Language::En => (&TABLES[2], include_str!("fields/en.txt")),
    };
    let table = table.get_or_init(|| {
        text.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(": ")).collect()
    });
    table.get(key).copied()
}

/// What to ask of a key of a section.
#[must_use]
pub fn ask(language: Language, section: &str, key: &str) -> Option<&'static str> {
    describe_field(language, section, key)
}

/// What a key of a section means; keys that every section or fact has are described once.
#[must_use]
pub fn describe_field(language: Language, section: &str, key: &str) -> Option<&'static str> {
    [section, "Opplysning", "Seksjon"].iter().find_map(|section| describe(language, &format!("{section}.{key}")))
}
