//! Every key, value and piece of evidence stands where it is said to stand.

use medvirk::field::{Shape, as_section};
use medvirk::outcome::Stated;
use medvirk::record::{NodeKind, SHAPE, parse};
use medvirk::source::Source;
use proptest::prelude::*;

use crate::config;
use crate::support::generator::records;
use crate::support::judged::{outcomes, readable};
use crate::support::layout::{Layout, layout, write};

/// The shape that a path such as `råd[0].mandat` leads to.
fn resolves(path: &str) -> bool {
    let mut shape = SHAPE;
    for step in path.split('.') {
        let (key, index) = step.split_once('[').map_or((step, None), |(key, rest)| (key, Some(rest)));
        let Some((_, field)) = as_section(shape).and_then(|section| section.field(key)) else { return false };
        shape = match (field.shape, index) {
            (Shape::List(item), Some(index)) if index.trim_end_matches(']').parse::<usize>().is_ok() => item,
            (_, Some(index)) if index.trim_end_matches(']').parse::<usize>().is_err() => return false,
            (shape, _) => shape,
        };
    }
    true
}

proptest! {
    #![proptest_config(config(128))]

    #[test]
    fn every_key_and_value_stands_where_it_was_written(record in records(), number in any::<u8>()) {
        let layout = Layout { wrapped_texts: number % 3 == 0, ..layout(number) };
        let written = write(&record, layout);
        let source = Source::new("record.yaml", written.text.clone());
        let read = readable(&source);
        let parsed = parse(&source);
        prop_assert_eq!(parsed.problems, Vec::new());
        let mut found = Vec::new();
        let mut open = vec![read.root()];
        while let Some(node) = open.pop() {
            if matches!(read.tree().node(node).kind, NodeKind::Scalar { .. }) {
                let span = read.tree().node(node).span;
                found.push((span.start as usize, span.end as usize));
            }
            let children: Vec<_> = read.tree().children(node).collect();
            open.extend(children.into_iter().rev());
        }
        prop_assert_eq!(found.len(), written.places.len());
        for (found, expected) in found.iter().zip(&written.places) {
            // What is left out has no place of its own.
            if expected.0 < expected.1 {
                prop_assert_eq!(found, expected, "{}", &written.text[expected.0..expected.1]);
            }
        }
    }

    #[test]
    fn evidence_names_a_field_of_the_format_and_shows_what_stands_at_its_place(
        record in records(), number in any::<u8>()
    ) {
        let text = write(&record, layout(number)).text;
        let source = Source::new("record.yaml", text.clone());
        for outcome in outcomes(&text) {
            for evidence in &outcome.evidence {
                prop_assert!(resolves(&evidence.field), "no such field: {}", evidence.field);
                let place = evidence.place;
                prop_assert_eq!(place.position, source.position(place.span.start));
                let there = source.slice(place.span);
                prop_assert!(!there.contains('\n'), "{there:?}");
                if let Stated::Value(value) = &evidence.stated {
                    let quoted = there.starts_with(['"', '\'']);
                    let inside = if quoted { &there[1..there.len() - 1] } else { there };
                    let bare = inside.replace("''", "'").replace("\\\"", "\"").replace("\\t", "\t");
                    prop_assert_eq!(value, &bare, "{}", evidence.field);
                }
            }
        }
    }
}
