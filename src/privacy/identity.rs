//! What makes eleven digits an identity number: a day that exists, a serial number that fits the
//! century, and two check digits.

use jiff::civil::Date;

use crate::checksum::check_digit;

/// What is added to the month: nothing; 40 in help numbers and the test persons of Nav; 60 and 65
/// in the test persons of the health network; 80 in those of the tax administration.
const MONTH_SHIFTS: [u8; 5] = [0, 40, 60, 65, 80];

/// What is added to the day: nothing, or 40 in D-numbers.
const DAY_SHIFTS: [u8; 2] = [0, 40];

/// Whether eleven digits are a Norwegian identity number: a fødselsnummer, a D-number, a help
/// number or the number of a test person. The check digits are those in use until 2032.
#[must_use]
pub(super) fn is_identity_number(digits: &[u8; 11]) -> bool {
    check_digit(&digits[..9], &[3, 7, 6, 1, 8, 9, 4, 5, 2]) == Some(digits[9])
        && check_digit(&digits[..10], &[5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) == Some(digits[10])
        && has_birthday(digits)
}

fn has_birthday(digits: &[u8; 11]) -> bool {
    let [day, month, year] = [0, 2, 4].map(|at| digits[at] * 10 + digits[at + 1]);
    let serial = digits[6..9].iter().fold(0, |number, digit| number * 10 + u16::from(*digit));
    let centuries = centuries(year, serial);
    DAY_SHIFTS.iter().any(|shift| {
        let day = day.checked_sub(*shift);
        MONTH_SHIFTS.iter().any(|shift| {
            let month = month.checked_sub(*shift);
            centuries.iter().flatten().any(|century| exists(*century, year, month, day))
        })
    })
}

/// The centuries that a serial number is given out for.
const fn centuries(year: u8, serial: u16) -> [Option<i16>; 2] {
    match (serial, year) {
        (0..=499, _) => [Some(1900), None],
        (500.., 0..=39) => [Some(2000), None],
        (500..=749, 54..) => [Some(1800), None],
        (900.., 40..) => [Some(1900), None],
        _ => [None, None],
    }
}

fn exists(century: i16, year: u8, month: Option<u8>, day: Option<u8>) -> bool {
    let (Some(month), Some(day)) = (month.and_then(|m| i8::try_from(m).ok()), day.and_then(|d| i8::try_from(d).ok()))
    else {
        return false;
    };
    Date::new(century + i16::from(year), month, day).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is(text: &str) -> bool {
        let digits: Vec<u8> = text.bytes().map(|byte| byte - b'0').collect();
        digits.try_into().is_ok_and(|digits| is_identity_number(&digits))
    }

    /// The examples are test persons that public code publishes as such.
    #[test]
    fn every_series_of_identity_numbers_is_known() {
        for (number, series) in [
            ("16057902284", "fødselsnummer"),
            ("13527248013", "hjelpenummer"),
            ("22517149261", "hjelpenummer"),
            ("08639815316", "helsenettet"),
            ("10915596784", "skatteetaten"),
            ("68467038838", "Nav, D-nummer"),
            ("70887100797", "skatteetaten, D-nummer"),
        ] {
            assert!(is(number), "{series}");
        }
    }

    #[test]
    fn days_that_do_not_exist_and_wrong_check_digits_are_not() {
        for number in ["00000000000", "11001000073", "16057902285", "16057902274", "12345678901"] {
            assert!(!is(number), "{number}");
        }
    }
}
