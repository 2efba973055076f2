//! Organisation numbers.

use crate::checksum::check_digit;

/// Why a text is not an organisation number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotOrganisation {
    /// Not nine digits.
    Shape,
    /// The last digit does not fit the others.
    CheckDigit,
}

/// Checks an organisation number: nine digits, the last weighted modulo 11.
/// Spaces between groups of digits are fine.
///
/// # Errors
/// When the text is not such a number.
pub fn organisation_number(text: &str) -> Result<(), NotOrganisation> {
    let digits = digits(text).filter(|digits| digits.len() == 9).ok_or(NotOrganisation::Shape)?;
    let (check, rest) = digits.split_last().ok_or(NotOrganisation::Shape)?;
    match check_digit(rest, &[3, 2, 7, 6, 5, 4, 3, 2]) {
        Some(expected) if expected == *check => Ok(()),
        _ => Err(NotOrganisation::CheckDigit),
    }
}

fn digits(text: &str) -> Option<Vec<u8>> {
    text.chars()
        .filter(|character| !matches!(character, ' ' | '\u{a0}'))
        .map(|character| character.to_digit(10).and_then(|digit| u8::try_from(digit).ok()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn organisation_numbers_need_the_right_check_digit() {
        assert_eq!(organisation_number("983 971 709"), Ok(()));
        assert_eq!(organisation_number("974760673"), Ok(()));
        assert_eq!(organisation_number("983971708"), Err(NotOrganisation::CheckDigit));
        assert_eq!(organisation_number("98397170"), Err(NotOrganisation::Shape));
        assert_eq!(organisation_number("98397170x"), Err(NotOrganisation::Shape));
    }
}
