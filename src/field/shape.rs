//! The shape of a record: which keys exist, and what each may hold.
//!
//! Shapes are constants, built by the `section!` and `choices!` macros from the declarations in
//! [`field::types`](crate::field::Opplysninger). Reading, the rules' field paths, the
//! JSON Schema and the reference page all walk the same constants; nothing about
//! the record format is written down a second time.

/// What a value in a record may be.
#[derive(Debug)]
pub enum Shape {
    /// One value.
    Scalar(Scalar),
    /// A mapping with known keys.
    Section(&'static Section),
    /// A sequence whose items all have one shape. An empty one states «none».
    List(&'static Shape),
}

/// A mapping with known keys.
#[derive(Debug)]
pub struct Section {
    /// The Norwegian name of what is described, such as `Råd`.
    pub name: &'static str,
    /// The keys, in the order they are documented.
    pub fields: &'static [Field],
    /// A fact may be written as the bare value of its first field
    /// (`feedbackverktøy: ja`), and sources that disagree as a list of full forms.
    pub is_fact: bool,
    /// What a number or a day of the fact is about, and so what it has to rest on to count.
    pub about: About,
}

/// What a number or a day is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// What is done or has happened. A number that is only laid down or planned does not show it, nor
    /// does a day that is only planned.
    Practice,
    /// What is laid down, such as how many meetings a mandate asks for. It counts once it is written.
    Rule,
    /// What lies ahead, such as a goal or the next meeting. It counts as planned.
    Plan,
}

/// One key of a section.
#[derive(Debug)]
pub struct Field {
    /// The key, in bokmål.
    pub name: &'static str,
    /// What may stand there.
    pub shape: &'static Shape,
    /// Whether the key only informs the reader: no rule needs to read it.
    pub information: bool,
}

/// The kinds of single values. Every one also accepts `ukjent`; some accept `ingen` or `nei` for
/// «there is none» ([`Scalar::may_be_none`]).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scalar {
    /// `ja` or `nei` (also `true` and `false`).
    YesNo,
    /// A whole number from 0.
    Count,
    /// A number, with `.` or `,` as decimal sign.
    Number,
    /// A calendar date, `2026-03-01`.
    Date,
    /// A calendar year, `2026`.
    Year,
    /// Free text.
    Text,
    /// One of a closed set of values.
    Choice(&'static Choices),
    /// The name by which other parts of the record refer to this item.
    Id,
    /// The id of an item in a list of sections with this name.
    Reference(&'static str),
    /// A Norwegian organisation number: nine digits, the last a check digit.
    OrganisationNumber,
    /// A municipality number: four digits, kept as text so that `0301` stays `0301`.
    MunicipalityNumber,
    /// The version of the record format.
    Format,
    /// The key of a list of the record, such as `råd`.
    ListName,
}

impl Scalar {
    /// Whether there may be none of it. What kind something is, it always is; only some closed sets
    /// tell of what may be missing, such as who appointed a council.
    #[must_use]
    pub const fn may_be_none(self) -> bool {
        match self {
            Self::Count | Self::Number | Self::Date | Self::Year | Self::Text => true,
            Self::Choice(choices) => choices.may_be_none,
            _ => false,
        }
    }
}

/// Adds the keys of all lists in a shape and anywhere below it, each once.
pub fn add_list_names(shape: &'static Shape, names: &mut Vec<&'static str>) {
    match shape {
        Shape::Scalar(_) => {}
        Shape::Section(section) if section.is_fact => {}
        Shape::List(item) => add_list_names(item, names),
        Shape::Section(section) => {
            for field in section.fields {
                if matches!(field.shape, Shape::List(_)) && !names.contains(&field.name) {
                    names.push(field.name);
                }
                add_list_names(field.shape, names);
            }
        }
    }
}

/// A closed set of values.
#[derive(Debug, PartialEq, Eq)]
pub struct Choices {
    /// The Norwegian name of the set, such as `Rådstype`.
    pub name: &'static str,
    /// The values as they are written in a record.
    pub values: &'static [&'static str],
    /// Other spellings in use, and the value each stands for.
    pub aliases: &'static [(&'static str, &'static str)],
    /// Whether `ingen` is an answer too.
    pub may_be_none: bool,
}

/// A type that declares part of the record format.
pub trait Shaped {
    /// The declared shape.
    const SHAPE: &'static Shape;
}

/// A section that other parts of the record can refer to by `id`.
pub trait Named {
    /// The section's name.
    const NAME: &'static str;
}

impl Section {
    /// The position and declaration of a key, exactly as spelled in the format.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<(u16, &'static Field)> {
        let index = self.fields.iter().position(|field| field.name == name)?;
        Some((u16::try_from(index).ok()?, &self.fields[index]))
    }
}

impl Choices {
    /// The position of a value, exactly as spelled in the format.
    #[must_use]
    pub fn index(&self, value: &str) -> Option<u16> {
        let index = self.values.iter().position(|known| *known == value)?;
        u16::try_from(index).ok()
    }
}

/// Declares a section of the record: a Norwegian name and its keys.
///
/// Every section also has `kilde` (where the facts are from) and `merknad`.
/// A key marked `info` only informs the reader, and `"type"` or another word
/// that Rust reserves is written `r#type`.
macro_rules! section {
    ($( $(#[$meta:meta])* pub struct $name:ident { $( $(#[$field_meta:ident])? $field:ident : $shape:ty ),* $(,)? } )*) => { $(
        $(#[$meta])*
        #[derive(Debug)]
        pub struct $name;

        impl $crate::field::Named for $name {
            const NAME: &'static str = stringify!($name);
        }

        impl $crate::field::Shaped for $name {
            const SHAPE: &'static $crate::field::Shape = &$crate::field::Shape::Section(&$crate::field::Section {
                name: stringify!($name),
                fields: &[
                    $( $crate::field::Field {
                        name: $crate::field::plain_name(stringify!($field)),
                        shape: <$shape as $crate::field::Shaped>::SHAPE,
                        information: $crate::field::section!(@info $($field_meta)?),
                    }, )*
                    $crate::field::Field { name: "kilde", shape: $crate::field::TEXT, information: true },
                    $crate::field::Field { name: "merknad", shape: $crate::field::TEXT, information: true },
                ],
                is_fact: false,
                about: $crate::field::About::Practice,
            });
        }
    )* };
    (@info info) => { true };
    (@info) => { false };
}

/// Declares a closed set of values, each with the spelling used in records, and `or ingen`
/// where that is an answer too.
macro_rules! choices {
    (@none) => { false };
    (@none ingen) => { true };
    ($( $(#[$meta:meta])* pub enum $name:ident $(or $none:ident)? { $( $value:literal $(| $alias:literal)* ),* $(,)? } )*) => { $(
        $(#[$meta])*
        #[derive(Debug)]
        pub struct $name;

        impl $name {
            /// The values and their other spellings.
            pub const CHOICES: &'static $crate::field::Choices = &$crate::field::Choices {
                name: stringify!($name),
                values: &[ $( $value ),* ],
                aliases: &[ $( $( ($alias, $value), )* )* ],
                may_be_none: $crate::field::shape::choices!(@none $($none)?),
            };
        }

        impl $crate::field::Shaped for $name {
            const SHAPE: &'static $crate::field::Shape =
                &$crate::field::Shape::Scalar($crate::field::Scalar::Choice($name::CHOICES));
        }
    )* };
}

pub(super) use {choices, section};

/// A free text, as a shape.
pub const TEXT: &Shape = &Shape::Scalar(Scalar::Text);

/// An identifier without Rust's `r#` mark for reserved words.
#[must_use]
pub const fn plain_name(identifier: &'static str) -> &'static str {
    match identifier.as_bytes() {
        [b'r', b'#', ..] => identifier.split_at(2).1,
        _ => identifier,
    }
}
