//! Participation in services and system: experience gathered and used,
//! development, projects, councils, advice and its trail, and representatives.

use super::fact::{
    Dato, Desimal, Dok, FastsattDesimal, FastsattTall, Forhold, FramtidigDato, FramtidigDesimal, FramtidigTall, Id,
    Liste, Ref, RåDato, RåTekst, RåÅr, Tall, Tekst, Valg,
};
use super::governance::Nivå;
use super::organisation::Tjeneste;
use crate::field::shape::{choices, section};

choices! {
    /// Whose experience is gathered.
    pub enum Erfaringsgruppe { "pasient" | "pasienter", "bruker" | "brukere" | "brukar", "pårørende" | "pårørande" }
    /// How experience is gathered.
    pub enum Innhentingsmetode {
        "brukerundersøkelse", "bruker-spør-bruker", "pasopp" | "nki", "fokusgruppe", "dialogkonferanse", "postkasse" | "forslagskasse",
        "klager-og-avvik" | "klager" | "avvik", "pasientallmøte", "intervju", "tilbakemeldingsverktøy", "annet"
    }
    /// Through whom experience reaches the organisation.
    pub enum Erfaringskanal { "brukerorganisasjon", "talsperson", "forskning", "tjeneste" }
    /// How far a measure has come.
    pub enum Tiltaksstatus { "planlagt", "pågår", "gjennomført" | "utført", "ikke-nødvendig" }
    /// The role users had in improvement work.
    pub enum Deltakerrolle or ingen { "medlem", "medleder", "referanse", "informant" }
    /// Where the idea for an improvement came from.
    pub enum Forbedringskilde { "brukererfaring", "pårørendeerfaring", "avvik", "klage", "tilsyn", "annet" }
    /// What an improvement was about.
    pub enum Forbedringsområde { "sikkerhet", "kvalitet", "forbedring" }
    /// The stage a development process is at.
    pub enum Prosesstrinn { "planlegging", "utforming" }
    /// The three sources of knowledge.
    pub enum Kunnskapskilde { "forskning", "fagkunnskap" | "klinisk-erfaring", "brukerkunnskap" | "brukererfaring" }
    /// Kinds of project and group.
    pub enum Gruppetype { "arbeidsgruppe", "prosjektgruppe", "referansegruppe", "styringsgruppe", "brukerpanel" }
    /// Whom a project is for.
    pub enum Prosjektmålgruppe { "ungdom" | "barn-og-unge", "voksne", "eldre", "alle" }
    /// Kinds of council.
    pub enum Rådstype {
        "brukerutvalg" | "brukarutval", "brukerråd" | "brukarråd", "brukerforum", "brukerpanel" | "brukarpanel", "bruker-og-pårørenderåd", "pårørenderåd",
        "ungdomsråd", "ungdomspanel", "barne-og-ungdomsråd", "eldreråd", "råd-for-personer-med-funksjonsnedsettelse", "felles-råd",
        "referansegruppe", "pasientallmøte", "annet"
    }
    /// What a council is there for.
    pub enum Rådsrolle { "rådgivende", "drøfting", "høringsinstans", "dialogpart" }
    /// Who appoints.
    pub enum Oppnevnt or ingen { "styret", "øverste-leder", "kommunestyret", "brukerorganisasjonene", "allmøte", "tjenesten", "ekstern", "fylkestinget" }
    /// Who may read the minutes.
    pub enum Referattilgang or ingen { "offentlig", "brukere-av-tjenesten", "intern" }
    /// Tasks of a council.
    pub enum Rådsoppgave { "vurdering-ut-fra-brukererfaring", "rådgiving", "høring", "innhenting-av-erfaringer", "oppnevning", "informasjon", "annet" }
    /// Whom a representative speaks for.
    pub enum Representanttype { "bruker" | "brukar", "pårørende" | "pårørande" }
    /// What an evaluation was about.
    pub enum Evalueringsgjenstand { "virksomheten" | "virksomhet", "medvirkningsprosess", "gjennomføring", "effekt", "utbytte", "tjeneste" }
    /// How an evaluation was made.
    pub enum Evalueringsmetode { "bruker-spør-bruker", "egenvurdering", "undersøkelse", "ekstern", "annet" }
    /// For whom the benefit was evaluated.
    pub enum Utbyttegruppe { "bruker" | "brukere", "ansatt" | "ansatte", "pårørende" }
    /// When users' representatives may give their views on the services.
    pub enum Uttaletrinn { "planlegging", "gjennomføring", "evaluering" }
}

section! {
    /// How experience is gathered, measured and used.
    pub struct Erfaringer {
        system: Forhold, system_ansvarlig: Tekst, system_hyppighet: Tekst, system_metoder: Liste<Innhentingsmetode>, kanaler: Liste<Erfaringskanal>,
        tilbakeføring_til_tjenesten: Forhold, #[info] tilbakeføring_til_brukerne: Forhold,
        innhentinger: Liste<Innhenting>, tiltak: Liste<Erfaringstiltak>, undersøkelser: Liste<Fastlegeundersøkelse>, målinger: Målinger, klager: Liste<Klageår>,
    }
    /// One gathering of experience.
    pub struct Innhenting {
        id: Id, dato: RåDato, #[info] tjeneste: Ref<Tjeneste>, #[info] metode: Innhentingsmetode, kanal: Erfaringskanal, grupper: Liste<Erfaringsgruppe>,
        sårbare_grupper_nådd: Liste<RåTekst>, #[info] inviterte: Tall, #[info] svar: Tall, spør_om_opplevelse: Forhold, spør_om_forbedring: Forhold, #[info] resultat: Dok,
    }
    /// What was decided after a gathering of experience.
    pub struct Erfaringstiltak { #[info] id: Id, innhenting: Ref<Innhenting>, #[info] beslutning: RåTekst, #[info] ansvarlig: RåTekst, #[info] frist: RåDato, dato: RåDato, status: Tiltaksstatus, #[info] endret: Forhold }
    /// Results of the national survey on general practitioners, 0 to 100.
    pub struct Fastlegeundersøkelse { #[info] navn: RåTekst, #[info] år: RåÅr, brukt_i_forbedring: Forhold, skala: RåTekst, fastlegen: Desimal, organisering: Desimal, tilgjengelighet: Desimal, mestring: Desimal, koordinering: Desimal }
    /// What users answered, each measured for itself.
    pub struct Målinger {
        medvirkning: Måling, sett: Måling, hørt: Måling, respekt: Måling, tillit: Måling, #[info] tillit_fra_ansatte: Måling, innflytelse: Måling,
        tilstrekkelig_informasjon: Måling, kontroll_over_eget_liv: Måling, hørt_om_behandling: Måling,
    }
    /// One measurement: when, how many answered, the share that is positive, and what it is held against.
    pub struct Måling { målt: Forhold, dato: Dato, svar: Tall, positive: Tall, verdi: Desimal, forrige_verdi: Desimal, målverdi: FramtidigDesimal }
    /// Complaints in one year.
    pub struct Klageår { #[info] år: RåÅr, #[info] antall: Tall, om_medvirkning: Tall, om_medvirkning_forrige_år: Tall }

    /// One improvement project.
    pub struct Forbedring {
        #[info] id: Id, #[info] tittel: RåTekst, startet: RåDato, kilde_til_forbedring: Liste<Forbedringskilde>, område: Liste<Forbedringsområde>,
        brukere_med: Tall, pårørende_med: Tall, brukernes_rolle: Valg<Deltakerrolle>, resultat: Tekst,
    }
    /// How services and system are developed.
    pub struct Utvikling { prosedyre: Forhold, prosesser: Liste<Utviklingsprosess>, sårbare_grupper: Liste<RåTekst>, representanter_får_uttale_seg_ved: Liste<Uttaletrinn> }
    /// One process that develops services.
    pub struct Utviklingsprosess {
        id: Id, #[info] tittel: RåTekst, #[info] tjeneste: Ref<Tjeneste>, nivå: Nivå, trinn: Liste<Prosesstrinn>, startet: RåDato, vedtatt: Dato,
        brukerrepresentanter: Tall, pårørenderepresentanter: Tall, metode: Tekst, brukere_med_fra: Dato, pårørende_med_fra: Dato,
        hørt_ved_planlegging: Dato, hørt_ved_utforming: Dato, referat: Dok, #[info] planlagt_sammen_med_brukere: Forhold, kunnskapskilder: Liste<Kunnskapskilde>,
        innspill_besvart: Forhold, innspill_førte_til_endring: Forhold, avslag_begrunnet: Forhold, resultat_publisert: Forhold,
        informasjon_på_forhånd: Forhold, støtte_gitt: Forhold, #[info] honorar: Forhold,
    }
    /// A project or group.
    pub struct Prosjekt {
        #[info] id: Id, #[info] tittel: RåTekst, r#type: Gruppetype, målgruppe: Prosjektmålgruppe, #[info] startet: RåDato,
        #[info] medlemmer: Tall, brukerrepresentanter: Tall, #[info] pårørenderepresentanter: Tall, likeverdige_medlemmer: Forhold,
        organisasjoner: Liste<RåTekst>, ressurspersoner: Tall, innspillsmøter: Tall, dialog_med_organisasjoner: Tall, dialog_med_fagmiljø: Tall,
        rådgiver_i_medvirkning: Desimal, faser: Tall, faser_med_representanter: Tall, medvirkning: Forhold, brukerinnsikt_metode: Tekst, brukerinnsikt_dato: Dato, representanter: Tall,
    }

    /// A council, committee or panel.
    pub struct Råd {
        id: Id, #[info] navn: RåTekst, r#type: Rådstype, nivå: Nivå, nivåer_som_får_råd: Liste<Nivå>, #[info] tjeneste: Ref<Tjeneste>, #[info] rolle: Liste<Rådsrolle>, #[info] opprettet: Dato,
        mandat: Forhold, mandat_dato: Dato, mandat_vedtatt_av: Tekst, mandat_gjelder_til: FramtidigDato, mandat_oppgaver: Liste<Rådsoppgave>,
        oppnevnt_av: Valg<Oppnevnt>, funksjonstid_år: FastsattDesimal, #[info] varamedlemmer: FastsattTall,
        medlemmer: Tall, brukermedlemmer: Tall, pårørendemedlemmer: Tall, alle_er_brukere: Forhold, organisasjoner: Liste<RåTekst>, #[info] observatør_i_styret: Forhold,
        leder: Tekst, leder_valgt_av_rådet: Forhold, sekretariat: Forhold, budsjett: FramtidigTall, godtgjøring: Forhold, møteplan: Forhold,
        møter_per_år_ifølge_mandatet: FastsattTall, møter_avholdt_siste_år: Tall, møter_avholdt_totalt: Tall, #[info] siste_møte: Dato, dialogperiode_måneder: FastsattTall,
        møter_med_referat: Tall, referat_delt_med_medlemmene: Forhold, referat_tilgang: Valg<Referattilgang>, årsmelding: Forhold,
        dialogpart_i_ledelsen: Tekst, tema: Liste<RåTekst>, erfaringer_hentet_fra_andre: Dato, politisk_kobling: Forhold, politiske_saker_påvirket: Tall,
        spurt_om_råd_siste_år: Tall, saker_lagt_frem_tidlig: Forhold, uttalelser_følger_saken: Forhold, egenevaluering: Dato, fyller_rollen_som_brukerpanel: Forhold, organisasjoner_hørt_om_felles_råd: Forhold, felles_råd_begrunnet_i_lokale_forhold: Forhold, antall_organisasjoner: Tall,
    }
    /// One piece of advice and its trail: advice, answer, decision, change.
    pub struct Anbefaling {
        #[info] id: Id, råd: Ref<Råd>, #[info] fra: RåTekst, #[info] sak: RåTekst, dato: RåDato, besvart: Dato, fulgt: Forhold, begrunnelse: Tekst,
        beslutning: Dato, førte_til_endring: Forhold, brukt_i: Ref<Utviklingsprosess>, frist: RåDato, #[info] ansvarlig: RåTekst,
    }
    /// Ombud and user-run centre.
    pub struct Brukerombud { finnes: Forhold, gjort_kjent: Forhold }
    /// A centre that users run.
    pub struct BrukerstyrtSenter { finnes: Forhold, avtale: Forhold, tilskudd: Tall, planlagt: Forhold }

    /// A representative, by role and organisation and never by name.
    pub struct Representant {
        #[info] id: Id, r#type: Representanttype, #[info] organisasjon: RåTekst, #[info] råd: Ref<Råd>, tilgjengelig_til: Dato, grupper: Liste<RåTekst>,
        rolleopplæring: Dato, systemopplæring: Dato, pårørendeopplæring: Dato, støtteperson: Forhold, støttemøter_siste_år: Tall,
        kompetanse_rolle: Forhold, kompetanse_skille_egne_erfaringer: Forhold, kompetanse_tre_nivåer: Forhold, kompetanse_brukeres_erfaringer: Forhold,
        kompetanse_rettigheter: Forhold, kompetanse_andre_organisasjoner: Forhold, kompetanse_prosesser: Forhold,
    }
    /// What representatives answered about their own role.
    pub struct Representantundersøkelse { dato: Dato, svar: Tall, trygge_i_rollen: Tall }

    /// One evaluation.
    pub struct Evaluering {
        #[info] id: Id, dato: RåDato, gjenstand: Liste<Evalueringsgjenstand>, metode: Evalueringsmetode, #[info] tjeneste: Ref<Tjeneste>, bygger_på: Liste<Erfaringsgruppe>,
        mål: Tekst, utbytte_for: Liste<Utbyttegruppe>, tiltak: Tall, fulgt_opp: Forhold, #[info] brukt_i_praksis: Forhold, #[info] frist: RåDato,
    }
    /// Change followed over time.
    pub struct Endringsmåling { utgangspunkt: Dato, oppfølginger: Tall }
}
