//! The record format as a page to read, and every key that needs a description.

use crate::field::Belegg;
use crate::field::{Choices, Scalar, Section, Shape, as_section, value_shape};
use crate::record::{FORMAT, SHAPE};
use crate::text::{Language, describe, describe_field, fill};

/// The reference page of the record format, in Markdown.
#[must_use]
pub fn reference(language: Language) -> String {
    let texts = language.texts();
    let mut page = Page { language, text: String::new(), done: Vec::new(), choices: vec![Belegg::CHOICES] };
    page.text.push_str(&format!(
        "# {}\n\n{}\n",
        fill(texts.reference_title, &[("format", FORMAT)]),
        texts.reference_intro
    ));
    page.facts();
    if let Some(section) = as_section(SHAPE) {
        page.section(section);
    }
    page.choices();
    page.text
}

struct Page {
    language: Language,
    text: String,
    done: Vec<&'static str>,
    /// The closed sets on the way, in the order they come.
    choices: Vec<&'static Choices>,
}

impl Page {
    fn section(&mut self, section: &'static Section) {
        if self.done.contains(&section.name) {
            return;
        }
        self.done.push(section.name);
        let texts = self.language.texts();
        let intro = describe(self.language, section.name).unwrap_or_default();
        let columns = [texts.reference_key, texts.reference_value, texts.reference_meaning];
        self.text.push_str(&format!(
            "\n## {}\n\n{intro}\n\n| {} |\n| --- | --- | --- |\n",
            section.name,
            columns.join(" | ")
        ));
        for field in section.fields {
            let meaning = describe_field(self.language, section.name, field.name).unwrap_or_default();
            let kind = kind(field.shape, self.language);
            self.text.push_str(&format!("| `{}` | {kind} | {meaning} |\n", field.name));
            if let Some(choices) = choices_of(field.shape).filter(|choices| !self.choices.contains(choices)) {
                self.choices.push(choices);
            }
        }
        for field in section.fields {
            if let Some(inner) = inner_section(field.shape) {
                self.section(inner);
            }
        }
    }

    /// What each value of the closed sets means, and how else it may be written.
    fn choices(&mut self) {
        let texts = self.language.texts();
        self.text.push_str(&format!("\n## {}\n", texts.reference_choices));
        for choices in std::mem::take(&mut self.choices) {
            let about =
                |key: &str| describe(self.language, &format!("Choices/{}{key}", choices.name)).unwrap_or_default();
            let mut list = format!("\n### {}\n\n{}\n\n", choices.name, about(""));
            for value in choices.values {
                let others =
                    choices.aliases.iter().filter(|(_, of)| of == value).map(|(alias, _)| format!("`{alias}`"));
                let others = others.collect::<Vec<_>>().join(", ");
                let others = if others.is_empty() { others } else { fill(texts.reference_also, &[("words", &others)]) };
                let meaning = about(&format!(".{value}"));
                let colon = if meaning.is_empty() { "" } else { ": " };
                list.push_str(&format!("- `{value}`{colon}{meaning}{others}\n"));
            }
            self.text.push_str(&list);
        }
    }

    fn facts(&mut self) {
        let texts = self.language.texts();
        self.text.push_str(&format!("\n## {}\n\n{}\n", texts.reference_facts, texts.reference_facts_intro));
        for key in ["belegg", "dato", "dokument", "ansvarlig", "frist", "kilde", "merknad"] {
            let meaning = describe(self.language, &format!("Opplysning.{key}")).unwrap_or_default();
            self.text.push_str(&format!("- `{key}`: {meaning}\n"));
        }
    }
}

/// What may stand in a field, in a few words of Markdown.
#[must_use]
pub fn kind(shape: &'static Shape, language: Language) -> String {
    let texts = language.texts();
    match shape {
        Shape::List(item) => fill(texts.kind_list, &[("of", &kind(item, language))]),
        Shape::Section(section) if section.is_fact => {
            section.fields.first().map_or_else(String::new, |field| kind(field.shape, language))
        }
        Shape::Section(section) => format!("[{}](#{})", section.name, section.name.to_lowercase()),
        Shape::Scalar(scalar) => match scalar {
            Scalar::YesNo => "ja / nei".to_owned(),
            Scalar::Count => texts.kind_count.to_owned(),
            Scalar::Number => texts.kind_number.to_owned(),
            Scalar::Date => texts.kind_date.to_owned(),
            Scalar::Year => texts.kind_year.to_owned(),
            Scalar::Text => texts.kind_text.to_owned(),
            Scalar::Choice(choices) => {
                choices.values.iter().map(|value| format!("`{value}`")).collect::<Vec<_>>().join(", ")
            }
            Scalar::Id => texts.kind_id.to_owned(),
            Scalar::Reference(section) => fill(texts.kind_reference, &[("section", section)]),
            Scalar::OrganisationNumber => texts.kind_organisation_number.to_owned(),
            Scalar::MunicipalityNumber => texts.kind_municipality_number.to_owned(),
            Scalar::ListName => texts.kind_list_name.to_owned(),
            Scalar::Format => format!("`{FORMAT}`"),
        },
    }
}

fn choices_of(shape: &'static Shape) -> Option<&'static Choices> {
    match value_shape(shape) {
        Shape::List(item) => choices_of(item),
        Shape::Scalar(Scalar::Choice(choices)) => Some(choices),
        _ => None,
    }
}

fn inner_section(shape: &'static Shape) -> Option<&'static Section> {
    match shape {
        Shape::List(item) => inner_section(item),
        Shape::Section(section) if !section.is_fact => Some(section),
        _ => None,
    }
}

/// Every key of the format that needs a description: sections, fields and closed sets.
#[must_use]
pub fn described_keys() -> Vec<String> {
    let mut keys: Vec<String> = ["verdi", "belegg", "dato", "dokument", "ansvarlig", "frist", "kilde", "merknad"]
        .map(|key| format!("Opplysning.{key}"))
        .into();
    keys.extend(["Forhold.status", "Seksjon.kilde", "Seksjon.merknad"].map(str::to_owned));
    if let Some(section) = as_section(SHAPE) {
        collect_keys(section, &mut keys);
    }
    keys
}

fn collect_keys(section: &'static Section, keys: &mut Vec<String>) {
    if keys.iter().any(|key| key == section.name) {
        return;
    }
    keys.push(section.name.to_owned());
    for field in section.fields.iter().filter(|field| !["kilde", "merknad"].contains(&field.name)) {
        keys.push(format!("{}.{}", section.name, field.name));
        if let Some(inner) = inner_section(field.shape) {
            collect_keys(inner, keys);
        }
    }
}
