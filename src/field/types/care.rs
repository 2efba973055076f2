//! Participation in one's own care: routines, samples of cases, plans,
//! individual plan, rehabilitation, coercion, information and next of kin.

use super::fact::{Dato, Dok, FastsattTall, Forhold, Id, Liste, Ref, RåDato, RåTekst, RåÅr, Tall, Tekst};
use super::organisation::Tjeneste;
use crate::field::shape::{choices, section};

choices! {
    /// Where recipients of habilitation and rehabilitation live.
    pub enum Bosituasjon { "hjemme", "institusjon" }
    /// What a count of individual plans is taken from.
    pub enum Tallkilde { "kpr" | "nki", "kostra", "egen-telling" }
    /// When users are informed.
    pub enum Informasjonstidspunkt { "første-kontakt", "innkomst", "underveis", "vedtak", "overgang", "utskrivning" }
    /// Channels for information.
    pub enum Kanal { "nettside", "app", "brosjyre", "sosiale-medier", "telefon", "møte", "digital-dialog", "annet" }
    /// Forms that information is adapted to.
    pub enum Informasjonsform { "muntlig", "skriftlig", "lettlest", "tegnspråk", "punktskrift", "lyd", "film", "tolk", "samisk", "andre-språk" }
    /// Whom information is written for.
    pub enum Informasjonsmålgruppe { "brukere" | "bruker", "ansatte" | "ansatt" }
    /// Topics of training for users.
    pub enum Mestringstema { "selvhjelp", "mestring", "nettverk" }
    /// Who training is for.
    pub enum Opplæringsgruppe { "bruker" | "brukere" | "pasient" | "pasienter", "pårørende" }
    /// Partners in making an agreement or a survey on next of kin.
    pub enum Pårørendepartner { "organisasjon" | "organisasjoner", "kommune" | "kommuner", "ks" }
    /// What a procedure on children's participation covers.
    pub enum Barnemedvirkning { "informasjon", "uttalelse", "beslutning" }
    /// The acts that coercion rests on.
    pub enum Tvangshjemmel {
        "psykisk-helsevernloven" | "phvl", "pasient-og-brukerrettighetsloven" | "pbrl-4a" | "pbrl",
        "helse-og-omsorgstjenesteloven" | "hol-9" | "hol"
    }
}

section! {
    /// Participation in one's own care.
    pub struct IndividuellMedvirkning {
        #[info] egne_brukere: Forhold, prosedyre: Forhold, prosedyren_beskriver_roller: Forhold, ansatte_informert_om_prosedyren: Forhold,
        gjennomgang: Saksgjennomgang, samvalg_prosedyre: Forhold, samvalg_informerte_valg: Forhold,
        beslutningsstøtte: Forhold, samordning_prosedyre: Forhold, samordningsmøter_med_bruker_per_år: Tall,
        brukere_med_flere_tjenester: Tall, brukere_med_flere_tjenester_og_koordinator: Tall,
        møter_med_ansatte_siste_år: Tall, møter_med_helsetjenesten_siste_år: Tall,
        ansvarsgrupper: Tall, ansvarsgrupper_med_bruker_til_stede: Tall,
        brukere: Tall, brukere_med_jevnlige_møter: Tall,
        brukere_med_hjelp_hjemme: Tall, brukere_som_påvirker_hjelp_hjemme: Tall,
        taushetsplikt_prosedyre: Forhold, samtykkeskjema_i_bruk: Forhold, taushetsplikt_dekker_pårørende_og_representanter: Forhold,
        vergeprosedyre: Forhold, brukere_med_verge_eller_fullmektig: Tall, brukere_med_verge_som_også_høres: Tall,
        vedtak: Tall, vedtak_med_brukers_uttalelse: Tall, vedtak_som_vurderer_brukers_syn: Tall,
        svar_på_henvendelser: Forhold, opplæring_av_pasienter: Forhold,
    }
    /// A sample of cases: in how many something is recorded.
    pub struct Saksgjennomgang {
        #[info] dato: RåDato, antall: Tall, med_brukers_syn: Tall, med_begrunnet_fravær: Tall, med_informasjon: Tall,
        med_pårørende_når_ønsket: Tall, der_pårørende_er_ønsket: Tall, med_medvirkning_fra_barn: Tall, antall_barn: Tall,
    }
    /// A sample of treatment plans.
    pub struct Behandlingsplaner {
        #[info] i_bruk: Forhold, gjennomgang_dato: Dato, pasienter: Tall, forstår_egen_behandling: Tall, med_plan: Tall,
        kjenner_innholdet: Tall, har_fått_planen: Tall, planer: Tall, med_egne_mål: Tall, laget_sammen: Tall,
        mål_satt_sammen: Tall, med_behov: Tall, med_ønsker: Tall, med_verdier: Tall, innhold_drøftet: Tall,
        endret_etter_innspill: Tall, med_brukers_problemforståelse: Tall, med_tiltak_utover_medisin: Tall,
    }

    /// Individual plan: right, offer and use.
    pub struct IndividuellPlan {
        prosedyre: Forhold, gjennomgåtte_planer: Tall, planer_laget_med_bruker: Tall, teller_per: RåÅr, #[info] teller_hva: RåTekst, #[info] tallkilde: Tallkilde, #[info] datakvalitet: RåTekst,
        tilbys: Forhold, med_rett: Tall, tilbudt: Tall, takket_nei: Tall, aktive: Tall,
        forrige_år_med_rett: Tall, forrige_år_aktive: Tall,
        bruker_deltar_i_arbeidet: Forhold, samtykke_innhentes: Forhold, barn_medvirker: Forhold,
        per_bosituasjon: Liste<Planandel>,
        kommunen_varsles: Forhold, pårørende_deltar_når_begge_ønsker: Forhold,
    }
    /// Recipients with an individual plan, by where they live and year.
    pub struct Planandel { bosituasjon: Bosituasjon, år: RåÅr, mottakere: Tall, med_plan: Tall, forrige_år_mottakere: Tall, forrige_år_med_plan: Tall, #[info] tallkilde: Tallkilde }

    /// Coordinator, children's coordinator and coordinating unit.
    pub struct Koordinering {
        koordinerende_enhet: Forhold, koordinerende_enhet_ansvar_for_plan: Forhold, koordinator_tilbys: Forhold,
        brukere_med_rett_til_koordinator: Tall, brukere_med_koordinator: Tall,
        koordinator_uten_plan_tilbys: Forhold, barnekoordinator_oppnevnes: Forhold, familier_med_rett_til_barnekoordinator: Tall,
        familier_med_barnekoordinator: Tall, familier_som_ikke_ønsker_barnekoordinator: Tall, opplæring_av_koordinatorer: Forhold,
        rutine_for_melding_om_behov: Forhold, brukere_som_takket_nei_til_koordinator: Tall,
    }

    /// Habilitation and rehabilitation.
    pub struct Rehabilitering {
        tilbys: Forhold, prosedyre: Forhold, #[info] gjennomgang_dato: RåDato, saker: Tall, med_medvirkning: Tall, takket_nei: Tall,
        planlegging: Fasegjennomgang, utforming: Fasegjennomgang, utøving: Fasegjennomgang, evaluering: Fasegjennomgang,
        representanter_i_utviklingen: Forhold,
    }
    /// One phase in the sample of cases.
    pub struct Fasegjennomgang { saker: Tall, med_medvirkning: Tall, takket_nei: Tall }

    /// Compulsory care.
    pub struct Tvang {
        brukes: Forhold, vedtak: Tall, vedtak_med_medvirkningstiltak_før: Tall, vedtak_med_uttalelse_fra_pasient: Tall,
        pårørende_får_uttale_seg: Forhold, evalueringssamtaler: Tall,
        pasienter: Tall, med_medvirkning_i_behandlingen: Tall, vurderinger_med_pasienten: Tall, frivillig_prøvd: Tall,
        individuelt_tilpasset: Tall, med_felles_drøfting: Tall, vurderinger: Tall, vurderinger_med_behov_og_erfaring: Tall,
        vurderingsintervall_holdt: Forhold, tillitskapende_tiltak_først: Forhold, melding_om_vedtak_og_klagerett: Forhold,
        hjemler: Liste<Tvangshjemmel>, vedtak_med_begrunnet_fravær_av_uttalelse: Tall,
        tiltak_som_skal_evalueres: Tall, tilbudt_evalueringssamtale: Tall, høring_før_tvang_ved_utviklingshemming: Forhold,
    }
    /// Beds that users themselves decide when to use.
    pub struct BrukerstyrtSeng { tilbys: Forhold, avtaler: Tall, #[info] senger: Tall, #[info] bruk_siste_år: Tall }
    /// Help when the user asks for it.
    pub struct Tilgjengelighet { henvendelser: Tall, besvart_innen_fristen: Tall, avtalt_frist_dager: FastsattTall }

    /// Information to users.
    pub struct Informasjon {
        rettighetsmateriell: Forhold, rettigheter_gis_ved: Liste<Informasjonstidspunkt>, rettigheter_spurt: Tall, rettigheter_bekreftet_mottatt: Tall,
        rutine: Forhold, kanaler: Liste<Kanal>, toveis: Forhold, former: Liste<Informasjonsform>, individuell_vurdering: Forhold,
        tidspunktplan: Forhold, tidspunkter: Liste<Informasjonstidspunkt>, finnbarhetstest: Dato, finnbarhet_deltakere: Tall, finnbarhet_fant_tjenesten: Tall,
        tjenesteoversikt: Forhold, tjenesteoversikt_oppdatert: Dato, tjenesteoversikt_målgruppe: Informasjonsmålgruppe,
        tjenesteoversikt_prøvd_av_brukere: Forhold, tjenesteoversikt_viser_organisering: Forhold, tjenesteoversikt_kanaler: Liste<Kanal>,
        tjenesteoversikt_begrunnet_kanalvalg: Forhold, klarspråk_kontrollert: Forhold, språk_kontrollert_av_brukere: Forhold,
    }

    /// Next of kin.
    pub struct Pårørende {
        prosedyre: Forhold, brukere_spurt_om_pårørende: Tall, brukere: Tall, ivaretakelse_prosedyre: Forhold, kontaktperson: Forhold,
        pårørende: Tall, fått_tilbud_om_støtte: Tall, støtte_ved_tyngende_omsorg: Forhold, barneansvarlig: Forhold,
        individ: Pårørendeordning, tjeneste: Pårørendeordning, system: Pårørendeordning, oppfølging_i_tjenesteutvikling: Forhold,
        pårørendeavtale: Forhold, pårørendeavtale_laget_med: Liste<Pårørendepartner>, undersøkelse: Dato, undersøkelse_laget_med: Liste<Pårørendepartner>,
        rutine_for_medvirkning_ved_beslutningskompetanse: Forhold, rutine_ved_manglende_beslutningskompetanse: Forhold,
        initiativ_til_samarbeid: Forhold, medvirkning_ved_manglende_beslutningskompetanse: Forhold,
        medvirkning_ved_beslutningskompetanse: Forhold, opplæring_av_pårørende: Forhold,
    }
    /// An arrangement for next of kin at one level.
    pub struct Pårørendeordning { ordning: Forhold, antall: Tall, sist_brukt: Dato }

    /// Training offered to users or next of kin.
    pub struct Mestringstilbud { tema: Liste<Mestringstema>, r#for: Liste<Opplæringsgruppe>, dato: RåDato, deltakere: Tall }
    /// A local measure that strengthens users.
    pub struct Brukerstyrking { #[info] tittel: RåTekst, status: Tekst, dato: RåDato, deltakere: Tall }

    /// Children and young people.
    pub struct BarnOgUnge {
        tjenester_til_barn: Forhold, prosedyre: Forhold, prosedyren_dekker: Liste<Barnemedvirkning>, ordning: Forhold, deltakere: Tall,
        barnevernssaker: Tall, barnevernssaker_med_medvirkning: Tall, unntak_begrunnet: Tall,
    }
    /// Sámi users.
    pub struct SamiskeBrukere { tilrettelagte_tjenester: Forhold, samisk_språk_ivaretatt: Forhold, samiske_representanter_hørt: Forhold }

    /// A routine, and when it was last evaluated.
    pub struct Rutine { #[info] id: Id, #[info] formål: RåTekst, #[info] dokument: Dok, #[info] tjeneste: Ref<Tjeneste>, evaluert: Dato, #[info] evalueringsintervall_måneder: FastsattTall }
}
