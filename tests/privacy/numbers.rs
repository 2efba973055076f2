//! Numbers and texts that look like them, drawn by lot.

use crate::support::generator::Draw;

/// The series of identity numbers: what is added to the day and to the month.
pub const SERIES: [(&str, u32, u32); 7] = [
    ("fødselsnummer", 0, 0),
    ("D-nummer", 40, 0),
    ("hjelpenummer, Nav", 0, 40),
    ("helsenettet", 0, 65),
    ("Skatteetaten", 0, 80),
    ("D-nummer, Nav", 40, 40),
    ("D-nummer, Skatteetaten", 40, 80),
];

/// Whether both weighted sums, check digits included, are divisible by 11.
pub fn has_check_digits(number: &str) -> bool {
    let sum = |weights: &[u32]| -> u32 {
        number.bytes().zip(weights).map(|(byte, weight)| u32::from(byte - b'0') * weight).sum()
    };
    [[3, 7, 6, 1, 8, 9, 4, 5, 2, 1, 0], [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]].iter().all(|weights| sum(weights) % 11 == 0)
}

/// An identity number of a series: a day, a serial number given out for its year, check digits.
pub fn identity_number(draw: &mut Draw, (_, day_shift, month_shift): (&str, u32, u32)) -> String {
    loop {
        let (day, month, year) = (1 + draw.below(28), 1 + draw.below(12), draw.below(100));
        let serial = match draw.below(3) {
            0 if year >= 54 => 500 + draw.below(250),
            1 if year >= 40 => 900 + draw.below(100),
            2 if year <= 39 => 500 + draw.below(500),
            _ => draw.below(500),
        };
        let (day, month) = (day + day_shift as usize, month + month_shift as usize);
        let first = format!("{day:02}{month:02}{year:02}{serial:03}");
        let whole = (0..100).map(|last| format!("{first}{last:02}")).find(|number| has_check_digits(number));
        if let Some(whole) = whole {
            return whole;
        }
    }
}

/// So many digits.
pub fn digits(draw: &mut Draw, count: usize) -> String {
    (0..count).map(|_| char::from(b'0' + u8::try_from(draw.below(10)).unwrap())).collect()
}

/// The kinds of text that only look like identity numbers.
pub const LIKENESSES: [&str; 22] = [
    "organisation number",
    "organisation number in groups",
    "case number",
    "case number with document",
    "archive reference",
    "date",
    "Norwegian date",
    "compact date",
    "time stamp",
    "telephone number",
    "bank account",
    "bank account in groups",
    "IBAN",
    "longer number around an identity number",
    "fraction like an identity number",
    "digest around an identity number",
    "UUID",
    "identity number with one other digit",
    "day that does not exist",
    "eleven digits",
    "provision",
    "groups chained by hyphens",
];

/// A text of one of the [`LIKENESSES`].
pub fn likeness(draw: &mut Draw, kind: &str) -> String {
    let real = |draw: &mut Draw| {
        let series = SERIES[draw.below(SERIES.len())];
        identity_number(draw, series)
    };
    let (year, month, day) = (1990 + draw.below(45), 1 + draw.below(12), 1 + draw.below(28));
    match kind {
        "organisation number" => organisation(draw),
        "organisation number in groups" => {
            let number = organisation(draw);
            format!("{} {} {}", &number[..3], &number[3..6], &number[6..])
        }
        "case number" => format!("{year}/{}", digits(draw, 5)),
        "case number with document" => format!("{}/{}-{}", year % 100, digits(draw, 5), 1 + draw.below(40)),
        "archive reference" => format!("{year}{}-{}", digits(draw, 5), 1 + draw.below(9)),
        "date" => format!("{year}-{month:02}-{day:02}"),
        "Norwegian date" => format!("{day:02}.{month:02}.{year}"),
        "compact date" => format!("{year}{month:02}{day:02}"),
        "time stamp" => format!("{year}{month:02}{day:02}{}", digits(draw, 6)),
        "telephone number" => {
            let number = digits(draw, 8);
            format!("+47 {} {} {}", &number[..3], &number[3..5], &number[5..])
        }
        "bank account" => loop {
            let number = bank_account(draw);
            // One in some hundred is an identity number as well, and nothing can tell.
            if medvirk::privacy::identity_numbers(&number).is_empty() || !has_check_digits(&number) {
                return number;
            }
        },
        "bank account in groups" => {
            let (number, between) = (bank_account(draw), [".", " "][draw.below(2)]);
            format!("{}{between}{}{between}{}", &number[..4], &number[4..6], &number[6..])
        }
        "IBAN" => {
            let number = bank_account(draw);
            format!("NO93 {} {} {}", &number[..4], &number[4..8], &number[8..])
        }
        "longer number around an identity number" => match draw.below(2) {
            0 => real(draw) + &digits(draw, 1),
            _ => digits(draw, 3) + &real(draw),
        },
        "fraction like an identity number" => format!("0,{}", real(draw)),
        "digest around an identity number" => format!("{}{}", ["a", "c0ffee", "9d"][draw.below(3)], real(draw)),
        "UUID" => format!("550e8400-e29b-41d4-a716-{}", digits(draw, 12)),
        "identity number with one other digit" => {
            let mut number = real(draw).into_bytes();
            let at = draw.below(11);
            number[at] = b'0' + (number[at] - b'0' + 1 + u8::try_from(draw.below(9)).unwrap()) % 10;
            String::from_utf8(number).unwrap()
        }
        "day that does not exist" => loop {
            let day = [0, 32, 39, 72, 80, 99][draw.below(6)];
            let first = format!("{day:02}{month:02}{:02}{:03}", year % 100, draw.below(500));
            if let Some(whole) = (0..100).map(|last| format!("{first}{last:02}")).find(|whole| has_check_digits(whole))
            {
                return whole;
            }
        },
        "eleven digits" => loop {
            let number = digits(draw, 11);
            if !has_check_digits(&number) {
                return number;
            }
        },
        "provision" => format!("LOV-{year}-{month:02}-{day:02}-{} § {}-{}", draw.below(99), draw.below(12), 1),
        "groups chained by hyphens" => {
            let number = real(draw);
            format!("{year}-{}-{}", &number[..6], &number[6..])
        }
        other => panic!("no such kind: {other}"),
    }
}

fn organisation(draw: &mut Draw) -> String {
    loop {
        let number = format!("{}{}", 8 + draw.below(2), digits(draw, 8));
        let sum: u32 =
            number.bytes().zip([3, 2, 7, 6, 5, 4, 3, 2, 1]).map(|(byte, weight)| u32::from(byte - b'0') * weight).sum();
        if sum.is_multiple_of(11) {
            return number;
        }
    }
}

/// Eleven digits, the last a check digit of the same kind as an identity number's last.
fn bank_account(draw: &mut Draw) -> String {
    loop {
        let number = digits(draw, 11);
        let sum: u32 = number
            .bytes()
            .zip([5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1])
            .map(|(byte, weight)| u32::from(byte - b'0') * weight)
            .sum();
        if sum.is_multiple_of(11) {
            return number;
        }
    }
}
