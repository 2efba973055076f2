//! A change keeps every byte that it is not about.

use medvirk::edit;
use medvirk::field::{Scalar, Shape, as_section, value_shape};
use medvirk::record::{NodeId, NodeKind, Record, SHAPE, read};
use medvirk::source::Source;
use proptest::prelude::*;

use crate::config;
use crate::support::generator::{Draw, records};
use crate::support::layout::{layout, write};

const RECORD: &str = "\
# Øverst
format: medvirk/1 # formatet
virksomhet: { navn: Fjordvik, # navnet
  organisasjonstype: kommune, }

styring:
  # Systemet
  styringssystem: ja # i bruk
  styringssystem_gjennomgått:
  mål:
  - tekst: |
      Flere blir hørt

råd:
  - { id: brukerutvalg, mandat: nei }
  - id: eldreråd
    mandat: { status: ja, dato: 2024-01-01 }   # vedtatt
individuell_plan: { aktive: [{ verdi: 1 }, { verdi: 2 }] }
informasjon: ukjent
ansatte: {}
# Nederst
";

/// The lines that a change takes away and puts in.
fn lines(change: &str) -> (Vec<String>, Vec<String>) {
    let source = Source::new("org.yaml", RECORD.to_owned());
    let after = match edit::apply(&source, &[change.to_owned()]) {
        Ok(after) => after,
        Err(refused) => panic!("{change}: {:?}", refused.problems),
    };
    let only = |a: &str, b: &str| {
        let b: Vec<&str> = b.lines().collect();
        a.lines().filter(|line| !b.contains(line)).map(str::to_owned).collect()
    };
    (only(RECORD, after.text()), only(after.text(), RECORD))
}

#[test]
fn what_is_there_gets_another_value() {
    let cases: &[(&str, &[&str], &[&str])] = &[
        ("styring.styringssystem=nei", &["  styringssystem: ja # i bruk"], &["  styringssystem: nei # i bruk"]),
        ("styring.styringssystem.status=nei", &["  styringssystem: ja # i bruk"], &["  styringssystem: nei # i bruk"]),
        (
            "styring.styringssystem.belegg=praksis",
            &["  styringssystem: ja # i bruk"],
            &["  styringssystem: { status: ja, belegg: praksis } # i bruk"],
        ),
        (
            "styring.styringssystem_gjennomgått=2026-03-01",
            &["  styringssystem_gjennomgått:"],
            &["  styringssystem_gjennomgått: 2026-03-01"],
        ),
        (
            "råd[brukerutvalg].mandat=ja",
            &["  - { id: brukerutvalg, mandat: nei }"],
            &["  - { id: brukerutvalg, mandat: ja }"],
        ),
        (
            "rad[1].mandat=nei",
            &["    mandat: { status: ja, dato: 2024-01-01 }   # vedtatt"],
            &["    mandat: { status: nei, dato: 2024-01-01 }   # vedtatt"],
        ),
        (
            "råd[1].mandat.dokument=Mandatet, 2024",
            &["    mandat: { status: ja, dato: 2024-01-01 }   # vedtatt"],
            &["    mandat: { status: ja, dato: 2024-01-01, dokument: \"Mandatet, 2024\" }   # vedtatt"],
        ),
        (
            "individuell_plan.aktive[1].verdi=3",
            &["individuell_plan: { aktive: [{ verdi: 1 }, { verdi: 2 }] }"],
            &["individuell_plan: { aktive: [{ verdi: 1 }, { verdi: 3 }] }"],
        ),
        ("informasjon.toveis=ja", &["informasjon: ukjent"], &["informasjon:", "  toveis: ja"]),
        ("råd[1].mandat.vedtatt=2024-05-01", &[], &["    mandat_dato: 2024-05-01"]),
        ("ansatte.antall=12", &["ansatte: {}"], &["ansatte: { antall: 12 }"]),
    ];
    for (change, gone, come) in cases {
        let (lost, new) = lines(change);
        assert_eq!(
            (lost, new),
            (gone.iter().map(ToString::to_string).collect(), come.iter().map(ToString::to_string).collect()),
            "{change}"
        );
    }
}

#[test]
fn what_is_not_there_is_added_where_it_belongs() {
    let cases: &[(&str, &[&str])] = &[
        ("styring.arbeidsform=ja", &["  arbeidsform: ja"]),
        ("virksomhet.innbyggere=24000", &["  organisasjonstype: kommune, innbyggere: 24000 }"]),
        ("råd[eldreråd].mandat_dato=2024-01-01", &["    mandat_dato: 2024-01-01"]),
        ("råd[2].id=ungdomsråd", &["  - id: ungdomsråd"]),
        ("styring.mål[1].indikator=andel", &["  - indikator: andel"]),
        ("koordinering.koordinator_tilbys=nei", &["koordinering:", "  koordinator_tilbys: nei"]),
        (
            "koordinering.koordinator_tilbys.dato=2026-01-01",
            &["koordinering:", "  koordinator_tilbys: { dato: 2026-01-01 }"],
        ),
        ("erfaringer.målinger.sett.svar=4", &["erfaringer:", "  målinger:", "    sett:", "      svar: 4"]),
        ("tilsyn[0].funn=lovbrudd", &["tilsyn:", "  - funn: lovbrudd"]),
        (
            "utvikling.representanter_får_uttale_seg_ved=planlegging,evaluering",
            &["utvikling:", "  representanter_får_uttale_seg_ved: [planlegging, evaluering]"],
        ),
        ("tilsyn=ingen", &["tilsyn: ingen"]),
    ];
    for (change, come) in cases {
        let (_, new) = lines(change);
        assert_eq!(new, come.to_vec(), "{change}");
    }
}

#[test]
fn a_list_that_was_not_known_opens_below_its_key_and_keeps_the_comment() {
    for breaks in ["\n", "\r\n"] {
        let before =
            ["format: medvirk/1", "råd: ukjent # hos oss", "#  - { type: ukjent }", "ledere: ukjent"].join(breaks);
        let changes = [
            "råd[0].type=eldreråd",
            "råd[0].mandat.vedtatt=2026-03-01",
            "råd[1].navn=Panelet",
            "ledere[0].nivå=system",
        ];
        let source = Source::new("org.yaml", before);
        let after = edit::apply(&source, &changes.map(str::to_owned)).expect("the changes can be made");
        let wanted = [
            "format: medvirk/1",
            "råd: # hos oss",
            "  - type: eldreråd",
            "    mandat_dato: 2026-03-01",
            "  - navn: Panelet",
            "#  - { type: ukjent }",
            "ledere:",
            "  - nivå: system",
        ];
        assert_eq!(after.text(), wanted.join(breaks));
    }
}

#[test]
fn what_cannot_be_is_refused() {
    let source = Source::new("org.yaml", RECORD.to_owned());
    let cases = [
        ("styring.styringsystem=ja", "unknown_key"),
        ("styring.styringssystem", "no_equals_sign"),
        ("styring.styringssystem=kanskje", "not_yes_no"),
        ("råd.mandat=ja", "needs_item"),
        ("råd[ungdomsråd].mandat=ja", "no_such_item"),
        ("råd[9].mandat=ja", "no_such_item"),
        ("virksomhet.navn[0]=x", "not_a_list"),
        ("virksomhet.navn.x=x", "no_keys_here"),
        ("styring=ja", "not_a_value"),
        ("individuell_plan.aktive=3", "several_sources"),
        ("råd=ingen", "would_drop_items"),
        ("råd[0].id=eldreråd", "duplicate_id"),
        ("råd[0].tjeneste=rop", "broken_reference"),
    ];
    for (change, code) in cases {
        let refused = edit::apply(&source, &[change.to_owned()]).expect_err(change);
        assert_eq!(refused.problems.first().map(|problem| problem.kind.code()), Some(code), "{change}");
    }
}

/// Every single value with its path, as written.
fn facts(record: &Record<'_>, node: NodeId, facts: &mut Vec<(String, String)>) {
    match record.tree().node(node).kind {
        NodeKind::Scalar { .. } => {
            facts.push((record.path_of(node), record.source().slice(record.tree().node(node).span).trim().to_owned()));
        }
        _ => {
            let values: Vec<NodeId> = match record.tree().node(node).kind {
                NodeKind::Mapping => record.tree().entries(node).map(|(_, value)| value).collect(),
                _ => record.tree().children(node).collect(),
            };
            values.into_iter().for_each(|value| self::facts(record, value, facts));
        }
    }
}

/// An address below a section, drawn step by step, and a value that may stand there.
fn change(draw: &mut Draw, shape: &'static Shape, path: &str) -> Option<(String, &'static str)> {
    match value_shape(shape) {
        Shape::List(item) => change(draw, item, &format!("{path}[0]")),
        Shape::Section(_) => {
            let section = as_section(value_shape(shape))?;
            let field = &section.fields[draw.below(section.fields.len())];
            let path = if path.is_empty() { field.name.to_owned() } else { format!("{path}.{}", field.name) };
            change(draw, field.shape, &path)
        }
        Shape::Scalar(scalar) => {
            let value = match scalar {
                Scalar::YesNo => "nei",
                Scalar::Count | Scalar::Number => "17",
                Scalar::Date => "2026-02-03",
                Scalar::Year => "2022",
                Scalar::Text => "kl. 12: [møte], # nei",
                Scalar::Choice(choices) => choices.values[0],
                _ => return None,
            };
            Some((path.to_owned(), value))
        }
    }
}

proptest! {
    #![proptest_config(config(32))]

    #[test]
    fn nothing_else_changes(record in records(), number in any::<u8>(), seed in any::<u64>()) {
        let source = Source::new("org.yaml", write(&record, layout(number)).text);
        let Ok(before) = read(&source) else { panic!("{}", source.text()) };
        let mut draw = Draw::new(seed);
        let mut old = Vec::new();
        facts(&before, before.root(), &mut old);
        for _ in 0..6 {
            let Some((path, value)) = change(&mut draw, SHAPE, "") else { continue };
            let changed = edit::apply(&source, &[format!("{path}={value}")]);
            let after = match changed {
                Ok(after) => after,
                Err(refused) => {
                    let codes: Vec<&str> = refused.problems.iter().map(|problem| problem.kind.code()).collect();
                    prop_assert!(codes == ["several_sources"] || codes == ["would_drop_items"],
                        "{path}={value}: {codes:?}\n{}", refused.source.text());
                    continue;
                }
            };
            let after = read(&after).map_err(|_| TestCaseError::fail("read before"))?;
            let mut new = Vec::new();
            facts(&after, after.root(), &mut new);
            let about = |found: &str| path.starts_with(found) || found.starts_with(&path);
            let kept: Vec<_> = old.iter().filter(|(found, _)| !about(found)).collect();
            let left: Vec<_> = new.iter().filter(|(found, _)| !about(found)).collect();
            prop_assert_eq!(kept, left, "{}={}\n{}", path, value, after.source().text());
            prop_assert!(new.iter().any(|(found, _)| *found == path), "{}\n{}", path, after.source().text());
            let comments = |text: &str| text.matches("# æøå: merknad").count();
            prop_assert_eq!(comments(source.text()), comments(after.source().text()));
        }
    }
}

/// A value that is not there stands, for the parser, where the next thing begins.
#[test]
fn what_comes_after_an_empty_value_stays_where_it_belongs() {
    let cases = [
        (
            "styring:\n  mål:\nressurser:\n  budsjett: 1\n",
            "styring.styringssystem=ja",
            "styring:\n  mål:\n  styringssystem: ja\nressurser:\n  budsjett: 1\n",
        ),
        (
            "råd:\n  - id: a\n    mandat: # mangler\n  # Den andre\n  - id: b\n    mandat: ja\n",
            "råd[0].leder=leder",
            "råd:\n  - id: a\n    mandat: # mangler\n    leder: leder\n  # Den andre\n  - id: b\n    mandat: ja\n",
        ),
        (
            "råd:\n  - id: a\n    tema:\n      - x\n      -\nkultur: ingen\n",
            "råd[0].leder=leder",
            "råd:\n  - id: a\n    tema:\n      - x\n      -\n    leder: leder\nkultur: ingen\n",
        ),
        (
            "råd:\n  - id: a\n    tema:\n      -\n      - x\nkultur: ingen\n",
            "råd[0].tema[0]=y",
            "råd:\n  - id: a\n    tema:\n      - y\n      - x\nkultur: ingen\n",
        ),
        (
            "råd: [{ id: a, mandat: { status: ja, dato: } }]\nkultur: ingen\n",
            "råd[0].mandat.dato=2026-01-01",
            "råd: [{ id: a, mandat: { status: ja, dato: 2026-01-01 } }]\nkultur: ingen\n",
        ),
    ];
    for (before, change, after) in cases {
        let source = Source::new("org.yaml", format!("format: medvirk/1\n{before}"));
        let changed =
            edit::apply(&source, &[change.to_owned()]).unwrap_or_else(|refused| panic!("{change}: {refused:?}"));
        assert_eq!(changed.text(), format!("format: medvirk/1\n{after}"), "{change}");
    }
}
