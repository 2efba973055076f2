//! Which texts are refused, over a hundred thousand of them.

#![allow(clippy::print_stdout, reason = "the test tells what it measured")]

use std::collections::BTreeMap;

use medvirk::privacy::identity_numbers;
use norwegian_tin_validator::NorwegianTin;

use crate::numbers::{LIKENESSES, SERIES, identity_number, likeness};
use crate::support::generator::Draw;

/// How many texts of either sort are tried.
const EACH: usize = 50_000;

/// What stands around a number in a text.
const AROUND: [(&str, &str); 8] = [
    ("", ""),
    ("merknad: ", ""),
    ("Kari Nordmann, ", " (mor)"),
    ("\"", "\""),
    ("# fnr: ", "."),
    ("[", ", 2]"),
    ("født 1990; ", ", ring 22 33 44 55"),
    ("æøå/", "/vedlegg.pdf"),
];

#[derive(Default)]
struct Tally {
    refused: usize,
    let_through: usize,
}

#[test]
fn identity_numbers_are_refused_and_nothing_else_is() {
    let mut draw = Draw::new(2026);
    let mut tallies: BTreeMap<(bool, &str), Tally> = BTreeMap::new();
    let mut wrong = Vec::new();
    for at in 0..EACH * 2 {
        let is_number = at % 2 == 0;
        let (kind, text) = if is_number {
            let series = SERIES[draw.below(SERIES.len())];
            let number = identity_number(&mut draw, series);
            let between = ["", " ", "-", "\u{a0}"][draw.below(4)];
            (series.0, format!("{}{between}{}", &number[..6], &number[6..]))
        } else {
            let kind = LIKENESSES[draw.below(LIKENESSES.len())];
            (kind, likeness(&mut draw, kind))
        };
        let (before, after) = AROUND[draw.below(AROUND.len())];
        let whole = format!("{before}{text}{after}");
        let found = identity_numbers(&whole);
        let tally = tallies.entry((is_number, kind)).or_default();
        if found.is_empty() {
            tally.let_through += 1;
        } else {
            tally.refused += 1;
        }
        let expected = is_number.then(|| before.len()..before.len() + text.len());
        let right = found.iter().eq(expected.as_ref());
        if !right {
            wrong.push(format!("{kind}: {whole}"));
        }
    }
    let sum = |is_number: bool, count: fn(&Tally) -> usize| -> usize {
        tallies.iter().filter(|((is, _), _)| *is == is_number).map(|(_, tally)| count(tally)).sum()
    };
    let (right, false_alarms) = (sum(true, |tally| tally.refused), sum(false, |tally| tally.refused));
    let missed = sum(true, |tally| tally.let_through);
    for ((is_number, kind), tally) in &tallies {
        let sort = if *is_number { "identity number" } else { "likeness" };
        println!("{sort:16} {kind:42} refused {:6}  let through {:6}", tally.refused, tally.let_through);
    }
    println!("{} texts: precision {}/{} recall {}/{}", EACH * 2, right, right + false_alarms, right, right + missed);
    assert!(wrong.is_empty(), "{} wrong, such as {:?}", wrong.len(), &wrong[..wrong.len().min(5)]);
}

#[test]
fn an_independent_reading_agrees_on_every_series_that_it_knows() {
    let mut draw = Draw::new(7);
    for series in SERIES.iter().filter(|(_, _, month)| *month != 65) {
        for _ in 0..500 {
            let number = identity_number(&mut draw, *series);
            let agreed = NorwegianTin::parse(&number);
            assert!(matches!(agreed, Ok(NorwegianTin::FNumber(_) | NorwegianTin::DNumber(_))), "{}", series.0);
        }
    }
    // What it does not take for a number is not refused; what it takes for one in the series of
    // today is. It also takes those with the check digits from 2032.
    for _ in 0..200_000 {
        let number = crate::numbers::digits(&mut draw, 11);
        let agreed = NorwegianTin::parse(&number).is_ok() && crate::numbers::has_check_digits(&number);
        let serial: usize = number[6..9].parse().unwrap();
        let year: usize = number[4..6].parse().unwrap();
        let given_out = serial < 500 || year < 40 || serial > 899 || (serial < 750 && year > 53);
        let month: usize = number[2..4].parse().unwrap();
        if agreed && given_out && &number[..6] != "290200" {
            assert_eq!(identity_numbers(&number).len(), 1, "{number}");
        } else if !agreed && !(61..=77).contains(&month) {
            assert!(identity_numbers(&number).is_empty(), "{number}");
        }
    }
}
