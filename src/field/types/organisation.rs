//! Who is described: the organisation, its services and units, and what
//! supervisory authorities have found there.

use super::fact::{
    Dato, Dok, FastsattDesimal, Forhold, FramtidigDato, Id, Kommunenummer, Liste, Organisasjonsnummer, Ref, RåDato,
    RåTekst, Tall, Tekst,
};
use crate::field::shape::{choices, section};

choices! {
    /// The kinds of organisation that rules are addressed to.
    pub enum Organisasjonstype {
        "kommune", "bydel", "fylkeskommune", "interkommunalt-samarbeid",
        "helseforetak" | "hf" | "sykehus", "regionalt-helseforetak" | "rhf",
        "privat-leverandør" | "privat-ideell-leverandør" | "ideell-leverandør" | "privat",
        "direktorat" | "statlig-etat", "kompetansesenter", "brukerorganisasjon",
        "forskningsmiljø", "nav" | "sosialtjenesten", "barnevern" | "barnevernstjeneste"
    }
    /// The areas of service.
    pub enum Tjenesteområde {
        "rus-og-psykisk-helse" | "psykisk-helse-og-rus" | "rus-og-psykiatri" | "rop", "psykisk-helsevern" | "dps" | "bup",
        "tsb" | "tverrfaglig-spesialisert-rusbehandling", "somatikk",
        "habilitering-og-rehabilitering" | "habilitering" | "rehabilitering",
        "omsorg" | "sykehjem" | "hjemmetjeneste" | "hjemmesykepleie" | "pleie-og-omsorg", "utviklingshemming",
        "barn-og-unge" | "helsestasjon" | "skolehelsetjeneste", "fastlege" | "fastlegekontor",
        "annet" | "tannhelse" | "tannhelsetjeneste"
    }
    /// What a supervisory authority concluded. A `merknad` is not a breach.
    pub enum Funn {
        "lovbrudd" | "avvik" | "lovbrot", "merknad" | "forbedringsområde",
        "ingen-lovbrudd" | "ingen" | "ingen-lovbrot"
    }
    /// Whether a finding still stands.
    pub enum Funnstatus { "åpen" | "open", "lukket" | "lukka" }
}

section! {
    /// The organisation.
    pub struct Virksomhet {
        navn: RåTekst,
        #[info] organisasjonsnummer: Organisasjonsnummer,
        organisasjonstype: Organisasjonstype,
        #[info] kommunenummer: Kommunenummer,
        innbyggere: Tall,
        store_avstander: Forhold,
        samisk_språkforvaltning: Forhold,
        #[info] eier: RåTekst,
    }

    /// One service. What is a fact about this service alone stands here.
    pub struct Tjeneste {
        id: Id,
        #[info] navn: RåTekst,
        område: Tjenesteområde,
        #[info] enhet: Ref<Enhet>,
        gir_behandling: Forhold,
        døgntilbud: Forhold,
        medvirkningsrutine: Forhold,
        informasjonsrutine: Forhold,
        rettighetsrutine: Forhold,
        #[info] rettighetsrutine_evaluert: Dato,
        pleieprosedyrer_sikrer_medvirkning: Forhold,
        feedbackverktøy: Forhold,
        feedbackverktøy_målgruppe: Tall,
        feedbackverktøy_i_bruk_hos: Tall,
        #[info] feedbackverktøy_drøftes_med_bruker: Forhold,
        kor_i_bruk: Forhold,
        planer_og_verktøy_i_bruk: Forhold,
        avsatte_timer_per_måned: FastsattDesimal,
        rolle_med_avsatt_tid: Tekst,
        samvalgsmodell: Forhold,
        samvalgsmodell_brukere: Tall,
        brukere_medvirker_i_bygging: Forhold,
        brukere_medvirker_i_drift: Forhold,
        brukere_medvirker_i_evaluering: Forhold,
        brukere_medvirker_i_videreutvikling: Forhold,
        står_i_tjenesteoversikten: Forhold,
        forklart_i_tjenesteoversikten: Forhold,
        medvirkning_i_dagliglivet: Forhold,
        husordensregler_laget_med_brukere: Forhold,
        rusinstitusjon: Forhold,
    }

    /// A unit: a department, clinic or office.
    pub struct Enhet {
        id: Id,
        #[info] navn: RåTekst,
        medvirkning_forankret_i_plan: Forhold,
        kulturarbeid: Dato,
        #[info] medvirkning_i_drift: Forhold,
        #[info] medvirkning_i_utvikling: Forhold,
        #[info] medvirkning_i_kvalitetsarbeid: Forhold,
    }

    /// What a supervisory authority examined, and what it found.
    pub struct Tilsyn {
        #[info] id: Id,
        #[info] myndighet: RåTekst,
        dato: RåDato,
        #[info] tema: RåTekst,
        funn: Funn,
        status: Funnstatus,
        lukket_dato: RåDato,
        bestemmelser: Liste<RåTekst>,
        krav: Liste<RåTekst>,
        tjeneste: Ref<Tjeneste>,
        #[info] dokument: Dok,
    }

    /// A serious incident that was reported to the authorities.
    pub struct Hendelse {
        #[info] id: Id,
        dato: RåDato,
        varslet: Dato,
        rapportert: Dato,
        møte_tilbudt: Forhold,
        rapport_beskriver_oppfølging: Forhold,
        rapport_beskriver_involvering: Forhold,
        rapportfrist: FramtidigDato,
    }

    /// The councils that the Local Government Act asks for, where the list of councils does not show them.
    pub struct Medvirkningsordninger {
        eldreråd: Forhold,
        råd_for_personer_med_funksjonsnedsettelse: Forhold,
        ungdomsråd_eller_annet_organ: Forhold,
    }
}
