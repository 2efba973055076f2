//! The record format as JSON Schema 2020-12 and as a reference page, from the shapes that
//! reading itself uses.
//!
//! The schema is for editors: every key has a title and a description, every closed set the
//! meaning of its values, and spellings that reading accepts but nobody should be offered are
//! patterns, which editors do not suggest.

mod page;
mod scalar;

pub use page::{described_keys, kind, reference};

use serde_json::{Map, Value, json};

use crate::field::{Scalar, Section, Shape, as_section};
use crate::record::{FORMAT, SHAPE};
use crate::text::{Language, describe, describe_field};

/// The schema of a record, with descriptions in a language.
#[must_use]
pub fn record(language: Language) -> Value {
    let mut builder = Builder { language, definitions: Map::new() };
    let mut root = as_section(SHAPE).map(|section| builder.section(section)).unwrap_or_default();
    let mut schema = Map::new();
    schema.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
    root.insert("title".to_owned(), json!(FORMAT));
    root.insert("required".to_owned(), json!(["format"]));
    schema.append(&mut root);
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
        let mut spellings = Map::new();
        for field in section.fields {
            let mut schema = Map::new();
            schema.insert("title".to_owned(), json!(field.name));
            if let Some(text) = describe_field(self.language, section.name, field.name) {
                schema.insert("description".to_owned(), json!(text));
            }
            schema.append(&mut self.shape(field.shape));
            if let Some(pattern) = scalar::other_spellings(field.name) {
                spellings.insert(pattern, Value::Object(schema.clone()));
            }
            properties.insert(field.name.to_owned(), Value::Object(schema));
        }
        let mut schema = Map::new();
        schema.insert("title".to_owned(), json!(section.name));
        if let Some(text) = describe(self.language, section.name) {
            schema.insert("description".to_owned(), json!(text));
        }
        schema.insert("type".to_owned(), json!("object"));
        schema.insert("properties".to_owned(), Value::Object(properties));
        if !spellings.is_empty() {
            schema.insert("patternProperties".to_owned(), Value::Object(spellings));
        }
        schema.insert("additionalProperties".to_owned(), json!(false));
        schema
    }

    fn shape(&mut self, shape: &'static Shape) -> Map<String, Value> {
        match shape {
            Shape::Scalar(scalar) => self.scalar(*scalar),
            Shape::List(item) => {
                let items = self.shape(item);
                let (unknown, none) = (self.unknown(), self.none());
                any_of(json!([{ "type": "array", "items": items }, unknown, none]))
            }
            Shape::Section(section) if section.is_fact => self.fact(section),
            Shape::Section(section) => {
                let full = self.define(section.name, |builder| builder.section(section));
                let unknown = self.unknown();
                any_of(json!([full, unknown]))
            }
        }
    }

    fn scalar(&mut self, scalar: Scalar) -> Map<String, Value> {
        let (unknown, none) = (self.unknown(), self.none());
        let language = self.language;
        self.define(&scalar::name(scalar), |_| {
            let mut branches = scalar::branches(scalar, language);
            if !matches!(scalar, Scalar::Format | Scalar::Text) {
                branches.push(Value::Object(unknown));
            }
            if scalar == Scalar::YesNo {
                branches.push(json!({ "enum": [true, false] }));
            }
            if scalar::names_none(scalar) {
                branches.push(Value::Object(none));
            }
            match branches.as_slice() {
                [Value::Object(only)] => only.clone(),
                _ => any_of(Value::Array(branches)),
            }
        })
    }

    /// A fact: its bare value, its full form, or what several sources say.
    fn fact(&mut self, section: &'static Section) -> Map<String, Value> {
        let Some(first) = section.fields.first() else { return Map::new() };
        let bare = self.shape(first.shape);
        let name = match first.shape {
            Shape::Scalar(scalar) => format!("{}.{}", section.name, scalar::name(*scalar)),
            _ => section.name.to_owned(),
        };
        let full = self.define(&format!("{name}.full"), |builder| builder.section(section));
        self.define(&name, |_| any_of(json!([bare, full, { "type": "array", "items": { "anyOf": [bare, full] } }])))
    }

    fn unknown(&mut self) -> Map<String, Value> {
        self.define("Ukjent", |_| {
            any_of(json!([{ "enum": ["ukjent", null] }, scalar::words(&["ukjent", "ukjend", "?"])]))
        })
    }

    fn none(&mut self) -> Map<String, Value> {
        self.define("Ingen", |_| any_of(json!([{ "enum": ["ingen"] }, scalar::words(&["ingen", "inga", "nei"])])))
    }

    /// Refers to a definition, which is made the first time.
    fn define(&mut self, name: &str, build: impl FnOnce(&mut Self) -> Map<String, Value>) -> Map<String, Value> {
        let name = scalar::ascii(name);
        if !self.definitions.contains_key(&name) {
            self.definitions.insert(name.clone(), Value::Null);
            let definition = build(self);
            self.definitions.insert(name.clone(), Value::Object(definition));
        }
        Map::from_iter([("$ref".to_owned(), json!(format!("#/$defs/{name}")))])
    }
}

fn any_of(branches: Value) -> Map<String, Value> {
    Map::from_iter([("anyOf".to_owned(), branches)])
}
