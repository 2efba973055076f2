//! The record format, section by section: its one definition.
//!
//! Keys are the field's own Norwegian words. A record is never copied into these
//! types; reading holds the located tree against the shapes they declare, so that
//! every fact keeps its place.

mod care;
mod fact;
mod governance;
mod organisation;
mod sector;
mod system;

pub use care::*;
pub use fact::*;
pub use governance::*;
pub use organisation::*;
pub use sector::*;
pub use system::*;

use crate::field::shape::section;

section! {
    /// One organisation's participation practice at one date.
    pub struct Opplysninger {
        format: Formatversjon,
        #[info] per_dato: RåDato,
        ufullstendige_lister: Liste<Listenavn>,
        virksomhet: Virksomhet,
        tjenester: Liste<Tjeneste>,
        enheter: Liste<Enhet>,
        styring: Styring,
        ressurser: Ressurser,
        kultur: Liste<Kulturtiltak>,
        ledere: Liste<Leder>,
        ansatte: Ansatte,
        opplæring: Opplæring,
        individ: IndividuellMedvirkning,
        behandlingsplaner: Behandlingsplaner,
        individuell_plan: IndividuellPlan,
        koordinering: Koordinering,
        rehabilitering: Rehabilitering,
        tvang: Tvang,
        brukerstyrt_seng: BrukerstyrtSeng,
        tilgjengelighet: Tilgjengelighet,
        informasjon: Informasjon,
        pårørende: Pårørende,
        mestringstilbud: Liste<Mestringstilbud>,
        brukerstyrking: Liste<Brukerstyrking>,
        barn_og_unge: BarnOgUnge,
        samiske_brukere: SamiskeBrukere,
        rutiner: Liste<Rutine>,
        erfaringer: Erfaringer,
        forbedringer: Liste<Forbedring>,
        utvikling: Utvikling,
        prosjekter: Liste<Prosjekt>,
        råd: Liste<Råd>,
        anbefalinger: Liste<Anbefaling>,
        brukerombud: Brukerombud,
        brukerstyrt_senter: BrukerstyrtSenter,
        representanter: Liste<Representant>,
        representantundersøkelse: Representantundersøkelse,
        evalueringer: Liste<Evaluering>,
        endringsmåling: Endringsmåling,
        samarbeid: Samarbeid,
        føringer: Føringer,
        lokale_tiltak: Liste<LokaltTiltak>,
        erfaringskompetanse: Erfaringskompetanse,
        forskning: Liste<Forskningsprosjekt>,
        normerende_produkter: NormerendeProdukter,
        oppdrag: Liste<Oppdrag>,
        oppdragsstyring: Oppdragsstyring,
        tilskudd: Liste<Tilskudd>,
        hendelser: Liste<Hendelse>,
        tilsyn: Liste<Tilsyn>,
        medvirkningsordninger: Medvirkningsordninger,
    }
}
