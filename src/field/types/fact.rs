//! The uniform fact: a value with what it rests on.
//!
//! `feedbackverktøy: ja` and the full form with `status`, `belegg`, `dato` and so
//! on say the same thing. Sources that disagree are listed, and stay listed.

use std::marker::PhantomData;

use crate::field::shape::{choices, section};
use crate::field::{About, Field, Named, Scalar, Section, Shape, Shaped, TEXT};

choices! {
    /// How strong the evidence for a fact is, weakest first: it is written down,
    /// it is planned, it is done, it changed something.
    pub enum Belegg or ingen { "regel", "planlagt", "praksis", "resultat" }
}

impl Belegg {
    /// The position of `regel`.
    pub const WRITTEN: u16 = 0;
    /// The position of `planlagt`.
    pub const PLANNED: u16 = 1;
    /// What something rests on that is shown to be done.
    pub const SHOWN: &str = "praksis";
    /// The position of the key `belegg` in the full form of a fact.
    pub const KEY: u16 = 1;
}

section! {
    /// A document that shows a fact. The bare title is enough.
    pub struct Dokument {
        tittel: RåTekst,
        #[info] dato: RåDato,
        #[info] lenke: RåTekst,
        #[info] fil: RåTekst,
        #[info] sha256: RåTekst,
    }
}

impl Dokument {
    /// The position of the key `fil`.
    pub const FILE: u16 = 3;
}

/// A single value without the full form of a fact around it.
macro_rules! bare {
    ($( $(#[$meta:meta])* $name:ident = $scalar:expr; )*) => { $(
        $(#[$meta])*
        #[derive(Debug)]
        pub struct $name;
        impl Shaped for $name {
            const SHAPE: &'static Shape = &Shape::Scalar($scalar);
        }
    )* };
}

bare! {
    /// `ja` or `nei`.
    RåJaNei = Scalar::YesNo;
    /// A whole number from 0.
    RåTall = Scalar::Count;
    /// A number with decimals.
    RåDesimal = Scalar::Number;
    /// A calendar date.
    RåDato = Scalar::Date;
    /// A calendar year.
    RåÅr = Scalar::Year;
    /// Free text.
    RåTekst = Scalar::Text;
    /// The name other parts of the record use for this item.
    Id = Scalar::Id;
    /// An organisation number with a valid check digit.
    Organisasjonsnummer = Scalar::OrganisationNumber;
    /// Four digits, kept as text.
    Kommunenummer = Scalar::MunicipalityNumber;
    /// The version of the record format.
    Formatversjon = Scalar::Format;
    /// The key of a list in the record.
    Listenavn = Scalar::ListName;
}

/// A document, written as its title or with date and address.
#[derive(Debug)]
pub struct Dok;

impl Shaped for Dok {
    const SHAPE: &'static Shape = match Dokument::SHAPE {
        Shape::Section(section) => &Shape::Section(&Section {
            name: section.name,
            fields: section.fields,
            is_fact: true,
            about: About::Practice,
        }),
        other => other,
    };
}

/// A fact whose value is of the kind `T`.
#[derive(Debug)]
pub struct Fakta<T>(PhantomData<T>);

impl<T: Shaped> Fakta<T> {
    const fn fields(value: &'static str) -> [Field; 8] {
        [
            Field { name: value, shape: T::SHAPE, information: false },
            Field { name: "belegg", shape: Belegg::SHAPE, information: true },
            Field { name: "dato", shape: RåDato::SHAPE, information: true },
            Field { name: "dokument", shape: Dok::SHAPE, information: true },
            Field { name: "ansvarlig", shape: TEXT, information: true },
            Field { name: "frist", shape: RåDato::SHAPE, information: true },
            Field { name: "kilde", shape: TEXT, information: true },
            Field { name: "merknad", shape: TEXT, information: true },
        ]
    }
}

/// What facts have in common: their full form, under one name.
macro_rules! facts {
    ($( $name:ident: $about:ident; )*) => { $(
        impl<T: Shaped> Shaped for $name<T> {
            const SHAPE: &'static Shape = &Shape::Section(&Section {
                name: "Opplysning",
                fields: &Fakta::<T>::fields("verdi"),
                is_fact: true,
                about: About::$about,
            });
        }
    )* };
}

/// A fact whose value is laid down, and counts once it is written.
#[derive(Debug)]
pub struct Fastsatt<T>(PhantomData<T>);

/// A fact whose value lies ahead, and counts as planned.
#[derive(Debug)]
pub struct Framtidig<T>(PhantomData<T>);

facts! {
    Fakta: Practice;
    Fastsatt: Rule;
    Framtidig: Plan;
}

/// Something that is in place or not.
#[derive(Debug)]
pub struct Forhold;

impl Shaped for Forhold {
    const SHAPE: &'static Shape = &Shape::Section(&Section {
        name: "Forhold",
        fields: &Fakta::<RåJaNei>::fields("status"),
        is_fact: true,
        about: About::Practice,
    });
}

/// A count.
pub type Tall = Fakta<RåTall>;
/// A number with decimals, such as a score or a share of a position.
pub type Desimal = Fakta<RåDesimal>;
/// A date.
pub type Dato = Fakta<RåDato>;
/// A year.
pub type År = Fakta<RåÅr>;
/// A text.
pub type Tekst = Fakta<RåTekst>;
/// A number that is laid down.
pub type FastsattTall = Fastsatt<RåTall>;
/// The same, with decimals.
pub type FastsattDesimal = Fastsatt<RåDesimal>;
/// A number that lies ahead, such as a goal.
pub type FramtidigTall = Framtidig<RåTall>;
/// The same, with decimals.
pub type FramtidigDesimal = Framtidig<RåDesimal>;
/// A day that lies ahead, such as a last day.
pub type FramtidigDato = Framtidig<RåDato>;
/// One of a closed set of values.
pub type Valg<T> = Fakta<T>;

/// A list of items of one kind.
#[derive(Debug)]
pub struct Liste<T>(PhantomData<T>);

impl<T: Shaped> Shaped for Liste<T> {
    const SHAPE: &'static Shape = &Shape::List(T::SHAPE);
}

/// The id of an item of the kind `T` elsewhere in the record.
#[derive(Debug)]
pub struct Ref<T>(PhantomData<T>);

impl<T: Named> Shaped for Ref<T> {
    const SHAPE: &'static Shape = &Shape::Scalar(Scalar::Reference(T::NAME));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field::as_section;

    #[test]
    fn keys_that_are_known_by_position_stand_there() {
        let position = |shape, key| as_section(shape)?.field(key).map(|(position, _)| position);
        assert_eq!(position(Forhold::SHAPE, "belegg"), Some(Belegg::KEY));
        assert_eq!(Belegg::CHOICES.index("regel"), Some(Belegg::WRITTEN));
        assert!(Belegg::CHOICES.index(Belegg::SHOWN).is_some());
        assert_eq!(Belegg::CHOICES.index("planlagt"), Some(Belegg::PLANNED));
        assert_eq!(position(Dokument::SHAPE, "fil"), Some(Dokument::FILE));
    }
}
