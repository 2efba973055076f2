//! How participation is governed: management system, plans, roles, resources,
//! culture, leaders, staff and training.

use super::fact::{
    Dato, Desimal, Dok, Forhold, FramtidigDato, FramtidigDesimal, FramtidigTall, Id, Liste, Ref, RåDato, RåTekst, RåÅr,
    Tall, Tekst,
};
use super::organisation::{Enhet, Tjeneste};
use crate::field::shape::{choices, section};

choices! {
    /// The levels where participation takes place.
    pub enum Nivå { "individ", "tjeneste", "system" }
    /// What kind of governing document something is.
    pub enum Styringsdokumenttype {
        "strategi", "plan", "årsplan", "budsjett", "kvalitetsplan", "styringssystem", "politikk", "annet"
    }
    /// The two groups whose participation training covers.
    pub enum Medvirkningsgruppe { "bruker" | "brukere" | "brukar", "pårørende" | "pårørande" }
    /// What work on culture was about.
    pub enum Kulturtema { "verdier", "holdninger", "makt", "motivasjon", "engasjement" }
    /// How a course is given.
    pub enum Kursform { "kurs", "dagskurs", "e-læring", "film", "samling" }
    /// What a course is about.
    pub enum Kurstema {
        "verdier-og-holdninger", "metode", "pårørendemedvirkning", "brukermedvirkning",
        "lovverk", "nasjonale-føringer", "rollen-som-representant", "annet"
    }
    /// Whom a course is for.
    pub enum Kursmålgruppe { "ledere", "ansatte", "representanter", "brukere", "pårørende", "eksterne" }
    /// The level a leader answers for.
    pub enum Ledernivå { "tjeneste", "system" }
}

section! {
    /// The management system and what anchors participation in it.
    pub struct Styring {
        styringssystem: Forhold,
        styringssystem_i_bruk: Forhold,
        styringssystem_ansvarlig: Tekst,
        styringssystem_gjennomgått: Dato,
        styringssystem_omfatter_medvirkning: Forhold,
        medvirkningsdel: Dok,
        medarbeidermedvirkning: Liste<Medarbeidermedvirkning>,
        internkontroll_av_medvirkning: Liste<Internkontroll>,
        øverste_leder: Tekst,
        øverste_leders_ansvar: Forhold,
        ansvar_i_linja: Liste<Ansvar>,
        dokumenter: Liste<Styringsdokument>,
        mål: Liste<Mål>,
        koblinger: Liste<Kobling>,
        tverrsektorielle_arenaer: Liste<TverrsektoriellArena>,
        styrets_planer: Liste<Styreplan>,
        arbeidsform: Forhold,
        arbeidsform_beskriver_medvirkning: Forhold,
        medvirkningskoordinator: Forhold,
        medvirkningskoordinator_stedfortreder: Forhold,
        medvirkningskoordinator_stillingsbeskrivelse: Forhold,
        beskrivelse_av_medvirkning: Forhold,
        medvirkning_er_definert: Forhold,
        beskrivelsen_er_konkret: Forhold,
        beskrivelsen_er_delt: Dato,
        beskrivelsen_nevner_erfaringskompetanse: Forhold,
        samsvar_med_mål: Forhold,
        samsvar_med_praksis_gjennomgått: Dato,
        oversikt_over_erfaringer_og_klager: Forhold,
        oversikt_over_regelverk_og_veiledere: Forhold,
        plan_for_å_gjøre_veiledere_kjent: Forhold,
        virksomheten_vurderes_ut_fra_erfaringer: Forhold,
    }
    /// One way in which staff took part in managing the organisation.
    pub struct Medarbeidermedvirkning { #[info] måte: RåTekst, dato: RåDato, #[info] enhet: Ref<Enhet>, #[info] antall: Tall }
    /// One internal control of participation.
    pub struct Internkontroll { dato: RåDato, #[info] tema: RåTekst, funn: Tekst, #[info] tiltak: RåTekst }
    /// A duty under the management system, and the role that has it.
    pub struct Ansvar { rolle: RåTekst, nivå: Ledernivå, oppgave: RåTekst, gjelder_medvirkning: Forhold, dokument: Dok, dato: RåDato }
    /// A governing document.
    pub struct Styringsdokument {
        #[info] tittel: RåTekst, r#type: Styringsdokumenttype, nivå: Liste<Nivå>, dato: RåDato, gjelder_til: RåDato,
        mål_om_medvirkning: Forhold, tiltak_for_medvirkning: FramtidigTall, viser_til_nasjonale_føringer: Forhold,
        enheter: Liste<Ref<Enhet>>,
    }
    /// A goal for participation.
    pub struct Mål { #[info] tekst: RåTekst, indikator: Tekst, utgangspunkt: Desimal, målverdi: FramtidigDesimal, #[info] år: RåÅr }
    /// How the system level and the services hear from each other.
    pub struct Kobling { fra: Ledernivå, til: Ledernivå, #[info] måte: RåTekst, sist_brukt: Dato }
    /// An arena across sectors and services.
    pub struct TverrsektoriellArena { #[info] parter: Liste<RåTekst>, ansvarlig_leder: Tekst, medvirkning_på_dagsorden: Forhold, fulgt_opp: Dato }
    /// A plan of the board, and who was heard while it was made.
    pub struct Styreplan { #[info] id: Id, #[info] tittel: RåTekst, inngår_i_årlig_melding: Forhold, vedtatt: Dato, hørt: Liste<Høring>, omtalt_i_styresak: Forhold, hørt_før_vedtak: Forhold }
    /// That representatives were heard: when, and which ones.
    pub struct Høring { #[info] dato: RåDato, #[info] organisasjon: RåTekst, #[info] referat: Dok }

    /// Money, time, tools and support for participation.
    pub struct Ressurser {
        budsjett: FramtidigTall, #[info] budsjettår: RåÅr, støttefunksjon: Forhold, støttefunksjon_årsverk: Desimal,
        støttefunksjon_intern: Forhold, støttede_oppdrag: Tall, ekstern_støtte: Forhold,
        budsjett_gjelder_til: FramtidigDato,
    }
    /// Work on culture and attitudes.
    pub struct Kulturtiltak { tema: Liste<Kulturtema>, dato: RåDato, enheter: Liste<Ref<Enhet>>, #[info] antall_ansatte: Tall }

    /// A leader, by role and never by name.
    pub struct Leder {
        #[info] id: Id, #[info] rolle: RåTekst, nivå: Ledernivå, #[info] tjeneste: Ref<Tjeneste>,
        opplæring_gjennomført: Dato, opplæring_dekker: Liste<Medvirkningsgruppe>,
        kompetanse_daglig_drift: Forhold, kompetanse_likeverdig_deltakelse: Forhold, kompetanse_initiativ: Forhold,
        kompetanse_tilbakemeldinger: Forhold, kompetanse_utvikle_medarbeidere: Forhold, kompetanse_rollemodell: Forhold,
        kompetanse_kompetansebygging: Forhold, kompetanse_forankring: Forhold, kompetanse_samarbeidsarenaer: Forhold,
        kompetanse_tidlig_involvering: Forhold, kompetanse_evaluering: Forhold,
        veiledninger_siste_år: Tall, ledet_medvirkningsmøter_siste_år: Tall,
    }
    /// The staff as a whole.
    pub struct Ansatte {
        antall: Tall, antall_med_opplæring: Tall, opplæring_dekker: Liste<Medvirkningsgruppe>, #[info] per_dato: Dato,
        oversikt_over_opplæringsbehov: Forhold,
    }
    /// Training in participation.
    pub struct Opplæring { plan: Forhold, plan_tema: Liste<Kurstema>, kurs: Liste<Kurs>, utdanninger: Liste<Utdanning> }
    /// One course. Offered is not completed: the two are separate facts.
    pub struct Kurs {
        #[info] id: Id, #[info] tittel: RåTekst, tema: Liste<Kurstema>, form: Liste<Kursform>, målgruppe: Liste<Kursmålgruppe>,
        #[info] utviklet: RåÅr, tilbys: Forhold, gjennomført: Dato, antall_gjennomført: Tall, antall_samlinger: Tall,
        neste_samling: FramtidigDato, laget_med: Liste<Medvirkningsgruppe>, #[info] varighet_dager: Desimal,
        brukes_internt: Forhold, brukes_eksternt: Forhold,
    }
    /// A programme of education or training for professionals.
    pub struct Utdanning { #[info] tittel: RåTekst, medvirkning_inngår: Forhold }
}
