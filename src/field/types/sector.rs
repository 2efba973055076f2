//! Cooperation, guidelines, lived-experience competence, research, and the tasks
//! of a directorate.

use super::fact::{
    Dato, Desimal, Dok, Forhold, FramtidigDato, FramtidigDesimal, Id, Liste, Ref, RåDato, RåTekst, RåÅr, Tall, Tekst,
    Valg,
};
use super::governance::{Medvirkningsgruppe, Nivå};
use super::organisation::Tjeneste;
use crate::field::shape::{choices, section};

choices! {
    /// Ways in which organisations take part.
    pub enum Samarbeidsform { "brukerutvalg", "møter" | "møte", "høring" | "høringer", "prosjekt" | "prosjekter" }
    /// Kinds of partner.
    pub enum Partnertype { "kommune", "spesialisthelsetjeneste", "organisasjon" | "brukerorganisasjon", "kompetansesenter", "annen" }
    /// How people met.
    pub enum Møteform { "digital" | "digitalt", "fysisk", "hybrid" }
    /// Who issued a guideline.
    pub enum Utgiver { "nasjonal", "regional", "lokal" }
    /// Kinds of normative product.
    pub enum Produkttype { "retningslinje", "råd", "veileder", "forløp", "annet" }
    /// Where participation enters a normative product.
    pub enum Produktdel { "utredning", "prosess", "anbefalinger" }
    /// The three sources of knowledge behind a recommendation.
    pub enum Produktkunnskap { "forskning", "klinisk-erfaring" | "fagkunnskap", "brukerkunnskap" }
    /// What a knowledge base covers.
    pub enum Kunnskapsdekning { "erfaring", "effekt", "framgangsmåte" | "fremgangsmåte" }
    /// Kinds of meeting that anchor a product.
    pub enum Forankringsform { "innspillsmøte", "seminar", "fagmøte", "konferanse" }
    /// Groups involved in a product.
    pub enum Involvert { "brukere", "pårørende", "organisasjoner", "praksisfelt" }
    /// How good participation in an assignment was.
    pub enum Medvirkningskvalitet or ingen { "god", "delvis", "ingen-medvirkning" }
    /// How deeply users take part in research.
    pub enum Involveringsgrad or ingen { "informasjon", "konsultasjon", "samarbeid", "brukerstyrt" }
}

section! {
    /// Cooperation with organisations and other bodies.
    pub struct Samarbeid {
        organisasjoner: Liste<Organisasjonssamarbeid>, tilrettelegger_for_organisasjoner: Forhold, møter: Liste<Organisasjonsmøte>, høringer: Liste<Organisasjonshøring>,
        samarbeidsavtale: Forhold, samarbeidsavtale_dato: Dato, samarbeidsavtale_gjelder_til: FramtidigDato, samarbeidsavtale_medvirkning: Dato,
        samarbeidsavtale_bygger_på_erfaringer: Forhold, samarbeidsavtale_beskriver_felles_utvikling: Forhold,
        partnere: Liste<Partner>, partnerskap: Liste<Partnerskap>, interkommunalt: Liste<InterkommunaltSamarbeid>, samlinger: Liste<Samling>,
        #[info] arenaer: Liste<Samarbeidsarena>, initiativ: Liste<Initiativ>,
    }
    /// An organisation for users or next of kin.
    pub struct Organisasjonssamarbeid { #[info] navn: RåTekst, #[info] gruppe: Medvirkningsgruppe, former: Liste<Samarbeidsform>, siste_aktivitet: Dato }
    /// A meeting with organisations.
    pub struct Organisasjonsmøte { dato: RåDato, #[info] organisasjoner: Liste<RåTekst>, referat: Dok }
    /// A hearing.
    pub struct Organisasjonshøring { #[info] tittel: RåTekst, dato: RåDato, organisasjoner_invitert: Tall, svar_registrert: Forhold }
    /// A partner in cooperation on participation.
    pub struct Partner { r#type: Partnertype, #[info] navn: RåTekst, avtale: Forhold, medvirkning_er_tema: Forhold, møter_siste_år: Tall, fast_møteplass: Forhold }
    /// A partnership of several parties.
    pub struct Partnerskap { parter: Liste<Partnertype>, avtale: Forhold, møter_siste_år: Tall, #[info] likeverdig_dagsorden: Forhold }
    /// Municipalities working together on participation.
    pub struct InterkommunaltSamarbeid { #[info] partnere: Liste<RåTekst>, avtale: Forhold, siste_aktivitet: Dato }
    /// A gathering.
    pub struct Samling { dato: RåDato, form: Møteform, #[info] deltakere: Tall }
    /// A standing arena with organisations.
    pub struct Samarbeidsarena { #[info] navn: RåTekst, #[info] organisasjoner: Liste<RåTekst>, opprettet: Dato, møter_siste_år: Tall }
    /// Contact that a leader took.
    pub struct Initiativ { #[info] rolle: RåTekst, partnertype: Partnertype, dato: RåDato }

    /// Guidelines and advice.
    pub struct Føringer {
        oversikt: Liste<Veileder>, nasjonale_råd_vedtatt: Dato, nasjonale_råd_kjent: Forhold, nasjonale_råd_avviksanalyse: Dato, nasjonale_råd_dekker_tjenestene: Forhold,
        styrende_dokumenter: Liste<StyrendeDokument>, iverksettinger: Liste<Iverksetting>, publisering: Publisering,
    }
    /// A guideline in the overview.
    pub struct Veileder { #[info] tittel: RåTekst, utgiver: Utgiver, lokalt_ansvarlig: Tekst, sist_kontrollert: Dato, gjelder_medvirkning: Forhold }
    /// A document that governs a competence centre.
    pub struct StyrendeDokument { #[info] tittel: RåTekst, utgiver: Utgiver, omtalt_i_planen: Forhold }
    /// How a guideline was put to use.
    pub struct Iverksetting { veileder: RåTekst, aktivitet: Dato, #[info] representanter_med: Forhold }
    /// The directorate's publication of national advice.
    pub struct Publisering { #[info] planlagt_år: RåÅr, publisert: Dato, iverksettingsplan: Forhold, nivåer: Liste<Nivå>, utvidelsesplan: Forhold, utvidelsesår: RåÅr }
    /// A local measure that follows from national guidance.
    pub struct LokaltTiltak { #[info] tiltak: RåTekst, følger_av_nasjonal_føring: Forhold }

    /// Lived-experience competence.
    pub struct Erfaringskompetanse {
        strategi: Forhold, strategi_mål: Forhold, strategi_midler: Forhold, recoveryskole: Forhold, recoveryskole_kurs_per_år: Tall, recoveryskole_ledet_med_brukere: Forhold,
        likepersoner_utdannet_i_år: Tall, likepersoner_utdannet_i_fjor: Tall, #[info] erfaringskonsulenter: Liste<Erfaringskonsulent>, erfaringskonsulenter_årsverk: Desimal, erfaringskonsulenter_årsverk_i_fjor: Desimal,
    }
    /// A position for someone employed for lived experience.
    pub struct Erfaringskonsulent { #[info] tjeneste: Ref<Tjeneste>, #[info] årsverk: Desimal, #[info] ansatt_siden: RåDato, fast: Forhold }

    /// A research project.
    pub struct Forskningsprosjekt {
        #[info] id: Id, #[info] tittel: RåTekst, startår: RåÅr, avsluttet: Forhold, brukermedvirkning: Forhold, grad: Valg<Involveringsgrad>, medvirkning_i_planlegging: Forhold,
        medvirkning_i_gjennomføring: Forhold, begrunnelse_for_fravær: Tekst, medvirkning_i_tema: Forhold, medvirkning_i_tolkning: Forhold, medvirkning_i_anvendelse: Forhold,
        tatt_i_bruk: Dato, plan_for_bruk: Forhold,
    }

    /// How a directorate makes normative products.
    pub struct NormerendeProdukter { metode_krever_medvirkning: Forhold, metode_likestiller_brukerkunnskap: Forhold, produkter: Liste<NormerendeProdukt> }
    /// One normative product.
    pub struct NormerendeProdukt {
        #[info] id: Id, #[info] tittel: RåTekst, #[info] r#type: Produkttype, ferdig: RåDato, medvirkning_i: Liste<Produktdel>, veiledning_om_medvirkning: Forhold, kunnskapskilder: Liste<Produktkunnskap>,
        kunnskapsgrunnlag: Dato, kunnskapsgrunnlag_dekker: Liste<Kunnskapsdekning>, forankring: Liste<Forankringsform>, faser: Tall, faser_med_medvirkning: Tall, involverte: Liste<Involvert>,
    }
    /// One assignment or standing task.
    pub struct Oppdrag {
        #[info] id: Id, #[info] tittel: RåTekst, #[info] avdeling: RåTekst, medvirkning: Forhold, #[info] kvalitet: Valg<Medvirkningskvalitet>, startet: RåDato, frist: RåDato, brukere_med_fra: Dato,
        brukerrepresentanter: Tall, medvirkning_i_prosess: Forhold, medvirkning_i_anbefalinger: Forhold, innspill_til_plan_eller_reform: Forhold,
    }
    /// Assignments by department: how many, and how many with participation.
    pub struct Avdelingsandel { #[info] avdeling: RåTekst, #[info] år: RåÅr, oppdrag: Tall, med_medvirkning: Tall, #[info] med_god_medvirkning: Tall, egen_målandel: FramtidigDesimal, andel_med_god_medvirkning: Desimal }
    /// The directorate's own follow-up of the share with participation.
    pub struct Oppdragsstyring { avdelinger: Liste<Avdelingsandel>, tiltaksplan_mot_forskjeller: Forhold, oppdrag: Tall, med_medvirkning: Tall, forrige_år_oppdrag: Tall, forrige_år_med_medvirkning: Tall }
    /// A grant, given or received.
    pub struct Tilskudd {
        #[info] navn: RåTekst, #[info] mottatt: Forhold, krav_om_medvirkning: Forhold, medvirkning_beskrevet: Forhold, revidert: Dato, revidert_med_organisasjoner: Forhold,
        dialog_om_skjema: Dato, dialog_om_veiledning: Dato, #[info] dokument: Dok,
    }
}
