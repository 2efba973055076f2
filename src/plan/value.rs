//! Values that will do where any value of a kind does.

use jiff::civil::Date;

use super::change::Change;
use crate::field::{FieldPath, Scalar, Shape, as_section};
use crate::rule::Wanted;

/// Stands for a text that is to be filled in.
pub(super) const EXAMPLE: &str = "fylles ut";

/// A number as it is written in a field.
pub(super) fn number(value: f64) -> String {
    value.to_string()
}

/// A choice that is none of these.
pub(super) fn other_choice(field: &FieldPath, values: &[Wanted]) -> Option<String> {
    let Shape::Scalar(Scalar::Choice(choices)) = field.value_shape() else { return Some(EXAMPLE.to_owned()) };
    let taken = |name: &str| values.iter().any(|wanted| matches!(wanted, Wanted::Choice(_, known) if *known == name));
    choices.values.iter().find(|name| !taken(name)).map(|name| (*name).to_owned())
}

/// A value at a path, whatever it says; for a section, its first fact of a kind that stands by itself.
pub(super) fn example(path: &str, shape: &'static Shape, as_of: Date) -> Option<Change> {
    let change = |after: String| Change { field: path.to_owned(), before: None, after, example: true };
    match shape {
        Shape::Scalar(scalar) => scalar_example(*scalar, as_of).map(change),
        Shape::List(Shape::Scalar(scalar)) => scalar_example(*scalar, as_of).map(|value| change(format!("[{value}]"))),
        Shape::List(item) => example(&format!("{path}[0]"), item, as_of),
        Shape::Section(section) if section.is_fact => {
            section.fields.first().and_then(|field| example(path, field.shape, as_of))
        }
        Shape::Section(_) => {
            let section = as_section(shape)?;
            let plain = |name: &str| matches!(name, "navn" | "tittel" | "rolle" | "dato" | "tekst" | "måte" | "tiltak");
            let field = section.fields.iter().find(|field| plain(field.name)).or_else(|| section.fields.first())?;
            example(&format!("{path}.{}", field.name), field.shape, as_of)
        }
    }
}

fn scalar_example(scalar: Scalar, as_of: Date) -> Option<String> {
    Some(match scalar {
        Scalar::YesNo => "ja".to_owned(),
        Scalar::Count | Scalar::Number => "1".to_owned(),
        Scalar::Date => as_of.to_string(),
        Scalar::Year => as_of.year().to_string(),
        Scalar::Text => EXAMPLE.to_owned(),
        Scalar::Choice(choices) => (*choices.values.first()?).to_owned(),
        Scalar::Id
        | Scalar::Reference(_)
        | Scalar::OrganisationNumber
        | Scalar::MunicipalityNumber
        | Scalar::Format
        | Scalar::ListName => return None,
    })
}
