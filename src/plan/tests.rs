//! No shorter list of actions closes as much: tried with every smaller choice of pieces of work.

use super::*;
use crate::built_in;
use crate::source::Source;

/// How many gaps some pieces of work close, carried out one after the other.
fn closed(audit: &Audit<'_>, record: &Record<'_>, chosen: &[&Work]) -> usize {
    let mut state = State::of(audit, record);
    let mut closed = BTreeSet::new();
    for work in chosen {
        let record = read(&state.source).expect("the record is whole");
        let made = work.carried_out(audit, &state, &record);
        drop(record);
        if let Some(made) = made {
            closed.extend(made.closes);
            state = made.after;
        }
    }
    closed.len()
}

/// All choices of so many of these.
fn choices<'a>(works: &'a [Work], count: usize) -> Vec<Vec<&'a Work>> {
    match (count, works.split_first()) {
        (0, _) => vec![Vec::new()],
        (_, None) => Vec::new(),
        (_, Some((first, rest))) => {
            let with = choices(rest, count - 1).into_iter().map(|chosen| [&[first][..], &chosen].concat());
            with.chain(choices(rest, count)).collect::<Vec<Vec<&'a Work>>>()
        }
    }
}

#[test]
fn no_smaller_choice_of_work_closes_as_much() {
    let councils = "råd:\n  - { id: a, type: brukerråd, nivå: system, mandat: ja, mandat_gjelder_til: 2025-12-31, \
        mandat_oppgaver: [høring], referat_tilgang: intern, egenevaluering: 2020-01-01 }\n  \
        - { id: b, type: pårørenderåd, nivå: tjeneste, mandat: nei, egenevaluering: ingen }\n";
    let plans = "behandlingsplaner: { gjennomgang_dato: 2026-02-01, planer: 40, med_behov: 40, med_ønsker: 12, \
        med_verdier: 4, mål_satt_sammen: 3, med_brukers_problemforståelse: 5 }\n";
    let information = "informasjon: { tjenesteoversikt: ja, tjenesteoversikt_oppdatert: 2019-01-01, \
        tjenesteoversikt_viser_organisering: nei, språk_kontrollert_av_brukere: nei, tidspunktplan: nei }\n";
    for (topics, facts, most) in [
        (&["rad"][..], councils, 6),
        (&["egen-behandling", "informasjon"], plans, 3),
        (&["informasjon"], information, 4),
    ] {
        let mut set = built_in::rules();
        set.rules.retain(|rule| topics.contains(&rule.topic.as_str()));
        let text = format!("format: medvirk/1\nvirksomhet: {{ organisasjonstype: kommune }}\n{facts}");
        let source = Source::new("org.yaml", text);
        let record = read(&source).expect("the record is whole");
        let audit = Audit::new(&set, jiff::civil::date(2026, 6, 1));
        let plan = plan(&audit, &record, &[]);
        let shown = plan.actions.iter().filter(|action| action.is_shown()).count();
        assert!(shown <= most && plan.closed() > shown, "work is put together: {:?}", plan.actions);
        let gaps: Vec<Judged> = plan.actions.iter().flat_map(|action| &action.settles).map(judged).collect();
        let state = State::of(&audit, &record);
        let works: Vec<Work> = candidates(&audit, &state, &gaps).into_iter().map(|found| found.work).collect();
        for chosen in choices(&works, shown - 1) {
            assert!(closed(&audit, &record, &chosen) < plan.closed(), "{chosen:?} would do");
        }
    }
}
