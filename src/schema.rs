//! The record format as JSON Schema 2020-12 and as a reference page, from the shapes that
//! reading itself uses.

use serde_json::{Map, Value, json};

use crate::field::{Choices, Scalar, Section, Shape, as_section};
use crate::record::{FORMAT, SHAPE};
use crate::text::{Language, describe, describe_field, fill};

/// The schema of a record, with descriptions in a language.
#[must_use]
pub fn record(language: Language) -> Value {
    let mut builder = Builder { language, definitions: Map::new() };
    let mut root = match as_section(SHAPE) {
        Some(section) => builder.section(section),
        None => Map::new(),
    };
    let mut schema = Map::new();
    schema.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
    schema.insert("title".to_owned(), json!(FORMAT));
    schema.append(&mut root);
    schema.insert("required".to_owned(), json!(["format"]));
    schema.insert("$defs".to_owned(), Value::Object(builder.definitions));
    Value::Object(schema)
}

struct Builder {
    language: Language,
    definitions: Map<String, Value>,
}

impl Builder {
    fn section(&mut self, section: &'static Section) -> Map<String, Value> {
        let mut properties = Map::new();
        for field in section.fields {
            let mut schema = self.shape(field.shape);
            if let (Some(text), Some(object)) =
                (describe_field(self.language, section.name, field.name), schema.as_object_mut())
            {
                object.insert("description".to_owned(), json!(text));
            }
            properties.insert(field.name.to_owned(), schema);
        }
        let mut schema = Map::new();
        if let Some(text) = describe(self.language, section.name) {
            schema.insert("description".to_owned(), json!(text));
        }
        schema.insert("type".to_owned(), json!("object"));
        schema.insert("properties".to_owned(), Value::Object(properties));
        schema.insert("additionalProperties".to_owned(), json!(false));
        schema
    }

    fn shape(&mut self, shape: &'static Shape) -> Value {
        match shape {
            Shape::Scalar(scalar) => scalar_schema(*scalar),
            Shape::List(item) => {
                let items = self.shape(item);
                json!({ "anyOf": [{ "type": "array", "items": items }, { "enum": ["ukjent", "ingen", null] }] })
            }
            Shape::Section(section) if section.is_fact => self.fact(section),
            Shape::Section(section) => {
                let reference = self.define(section.name, |builder| builder.section(section));
                json!({ "anyOf": [reference, { "enum": ["ukjent", null] }] })
            }
        }
    }

    /// A fact: its bare value, its full form, or what several sources say.
    fn fact(&mut self, section: &'static Section) -> Value {
        let Some(first) = section.fields.first() else { return json!({}) };
        let bare = self.shape(first.shape);
        let name = match first.shape {
            Shape::Scalar(scalar) => format!("{}.{}", section.name, scalar_name(*scalar)),
            _ => section.name.to_owned(),
        };
        let full = self.define(&name, |builder| builder.section(section));
        json!({ "anyOf": [bare, full.clone(), { "type": "array", "items": full }] })
    }

    fn define(&mut self, name: &str, build: impl FnOnce(&mut Self) -> Map<String, Value>) -> Value {
        if !self.definitions.contains_key(name) {
            self.definitions.insert(name.to_owned(), Value::Null);
            let definition = build(self);
            self.definitions.insert(name.to_owned(), Value::Object(definition));
        }
        json!({ "$ref": format!("#/$defs/{name}") })
    }
}

fn scalar_schema(scalar: Scalar) -> Value {
    let digits = json!({ "type": "string", "pattern": "^[0-9 \u{a0}]+([.,][0-9]+)?$" });
    let none = json!({ "enum": ["ukjent", "ingen", "nei", null] });
    match scalar {
        Scalar::YesNo => json!({ "enum": ["ja", "nei", "ukjent", true, false, null] }),
        Scalar::Count => json!({ "anyOf": [{ "type": "integer", "minimum": 0 }, digits, none] }),
        Scalar::Number => json!({ "anyOf": [{ "type": "number", "minimum": 0 }, digits, none] }),
        Scalar::Date => json!({ "anyOf": [
            { "type": "string", "pattern": "^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?|[0-9]{1,2}\\.[0-9]{1,2}\\.[0-9]{4})$" },
            { "type": "integer", "minimum": 1900, "maximum": 2200 },
            none
        ] }),
        Scalar::Year => json!({ "anyOf": [
            { "type": "integer", "minimum": 1900, "maximum": 2200 },
            { "type": "string", "pattern": "^[0-9]{4}$" },
            none
        ] }),
        Scalar::Text | Scalar::ListName => json!({ "type": ["string", "number", "boolean", "null"] }),
        Scalar::Choice(choices) => choice_schema(choices),
        Scalar::Id | Scalar::Reference(_) => json!({ "type": ["string", "integer"] }),
        Scalar::OrganisationNumber => json!({ "anyOf": [
            { "type": "integer", "minimum": 100_000_000, "maximum": 999_999_999 },
            { "type": "string", "pattern": "^([0-9][ \u{a0}]*){9}$" },
            { "enum": ["ukjent", null] }
        ] }),
        Scalar::MunicipalityNumber => json!({ "anyOf": [
            { "type": "integer", "minimum": 0, "maximum": 9999 },
            { "type": "string", "pattern": "^[0-9]{4}$" },
            { "enum": ["ukjent", null] }
        ] }),
        Scalar::Format => json!({ "const": FORMAT }),
    }
}

fn choice_schema(choices: &Choices) -> Value {
    let aliases = choices.aliases.iter().map(|(alias, _)| *alias);
    let words: Vec<&str> = choices.values.iter().copied().chain(aliases).chain(["ukjent", "ingen"]).collect();
    let mut seen: Vec<Value> = Vec::new();
    for word in words {
        if !seen.contains(&json!(word)) {
            seen.push(json!(word));
        }
    }
    seen.push(Value::Null);
    json!({ "enum": seen })
}

fn scalar_name(scalar: Scalar) -> String {
    match scalar {
        Scalar::Choice(choices) => choices.name.to_owned(),
        Scalar::Reference(section) => format!("Ref.{section}"),
        other => format!("{other:?}"),
    }
}

/// The reference page of the record format, in Markdown.
#[must_use]
pub fn reference(language: Language) -> String {
    let texts = language.texts();
    let mut page = Page { language, text: String::new(), done: Vec::new() };
    page.text.push_str(&format!(
        "# {}\n\n{}\n",
        fill(texts.reference_title, &[("format", FORMAT)]),
        texts.reference_intro
    ));
    page.facts();
    if let Some(section) = as_section(SHAPE) {
        page.section(section);
    }
    page.text
}

struct Page {
    language: Language,
    text: String,
    done: Vec<&'static str>,
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
        }
        for field in section.fields {
            if let Some(inner) = inner_section(field.shape) {
                self.section(inner);
            }
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
