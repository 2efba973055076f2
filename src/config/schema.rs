//! The JSON Schema of a configuration, for editors that check TOML as it is written.

use serde_json::{Map, Value, json};

use super::options::{FailOn, ReportFormat, Separator, names};
use crate::text::Language;

/// The schema, with descriptions in a language.
#[must_use]
pub fn schema(language: Language) -> Value {
    let texts = language.texts();
    let list = || json!({ "type": "array", "items": { "type": "string" } });
    let path = || json!({ "type": "string", "minLength": 1 });
    let fail_on = json!({ "enum": names::<FailOn>() });
    let codes: Vec<&str> = Language::ALL.iter().map(|language| language.code()).collect();
    let numbers = json!({ "type": "object", "additionalProperties": { "type": "number" } });
    let folder = json!({
        "type": "object",
        "properties": { "fail_on": fail_on },
        "required": ["fail_on"],
        "additionalProperties": false
    });
    let keys = [
        ("extends", texts.config_key_extends, path()),
        ("language", texts.config_key_language, json!({ "enum": codes })),
        ("include", texts.config_key_include, list()),
        ("exclude", texts.config_key_exclude, list()),
        ("only", texts.config_key_only, list()),
        ("skip", texts.config_key_skip, list()),
        ("rules", texts.config_key_rules, list()),
        ("accepted", texts.config_key_accepted, path()),
        ("baseline", texts.config_key_baseline, path()),
        ("fail_on", texts.config_key_fail_on, fail_on),
        ("strict", texts.config_key_strict, json!({ "type": "boolean" })),
        ("format", texts.config_key_format, json!({ "enum": names::<ReportFormat>() })),
        ("output", texts.config_key_output, list()),
        ("separator", texts.config_key_separator, json!({ "enum": names::<Separator>() })),
        ("folders", texts.config_key_folders, json!({ "type": "object", "additionalProperties": folder })),
        ("parameters", texts.config_key_parameters, json!({ "type": "object", "additionalProperties": numbers })),
    ];
    let mut properties = Map::new();
    for (key, description, mut schema) in keys {
        schema["description"] = json!(description);
        properties.insert(key.to_owned(), schema);
    }
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": super::FILE,
        "type": "object",
        "properties": properties,
        "additionalProperties": false
    })
}
