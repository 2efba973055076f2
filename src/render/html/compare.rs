//! A comparison as a web page.

use minijinja::context;
use minijinja::value::{Serde, Value};

use super::{STYLE, page, source_hash, unix_lines};
use crate::compare::Comparison;
use crate::render::view::compare::comparison as view;
use crate::text::Language;

const TEMPLATE: &str = concat!(include_str!("parts.html"), include_str!("compare.html"));
const CHANGES: &str = include_str!("compare.css");

/// The comparison as a web page.
#[must_use]
pub fn render(comparison: &Comparison<'_>, language: Language) -> String {
    let view = view(comparison, language);
    let style = [STYLE, CHANGES].map(unix_lines).concat();
    let values = context! {
        v => Value::from(Serde(&view)),
        style_hash => source_hash(&style),
        style,
    };
    page(TEMPLATE, values, language.texts())
}
