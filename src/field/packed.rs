//! Field paths as the built-in rules keep them: their steps are found already, and what stands at
//! the end is found again by following them.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de, ser};

use super::path::{FieldPath, Path, as_section};
use super::shape::{Section, Shape};
use super::{SHAPE, value_shape};

/// The sections of the record by name, so that a path can say where it starts by a number.
static SECTIONS: LazyLock<Vec<&'static Section>> = LazyLock::new(|| {
    let mut found = BTreeMap::new();
    gather(SHAPE, &mut found);
    found.into_values().collect()
});

#[derive(Serialize, Deserialize)]
struct Packed<'p> {
    text: &'p str,
    steps: &'p [u8],
    from_top: bool,
    start: usize,
}

impl Serialize for FieldPath {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let start = SECTIONS.binary_search_by_key(&self.start.name, |section| section.name);
        let start = start.map_err(|_| ser::Error::custom(format!("{self:?} does not start in the record")))?;
        Packed { text: &self.text, steps: &self.steps, from_top: self.from_top, start }.serialize(to)
    }
}

impl<'de: 'static> Deserialize<'de> for FieldPath {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let Packed { text, steps, from_top, start } = Packed::<'static>::deserialize(from)?;
        let leads = || {
            let start = *SECTIONS.get(start)?;
            let (first, rest) = steps.split_first()?;
            let first = start.fields.get(usize::from(*first))?.shape;
            let target = rest.iter().try_fold(first, |shape, step| {
                as_section(shape)?.fields.get(usize::from(*step)).map(|field| field.shape)
            })?;
            Some((start, target))
        };
        let (start, target) = leads().ok_or_else(|| de::Error::custom(format!("{text} leads nowhere")))?;
        let (text, steps) = (Cow::Borrowed(text), Cow::Borrowed(steps));
        Ok(Self(Box::new(Path { text, steps, from_top, start, target })))
    }
}

fn gather(shape: &'static Shape, found: &mut BTreeMap<&'static str, &'static Section>) {
    match shape {
        Shape::Scalar(_) => {}
        Shape::List(item) => gather(item, found),
        Shape::Section(section) if section.is_fact => gather(value_shape(shape), found),
        Shape::Section(section) => {
            if found.insert(section.name, section).is_none() {
                section.fields.iter().for_each(|field| gather(field.shape, found));
            }
        }
    }
}
