//! Check digits modulo 11, which organisation numbers and identity numbers share.

/// The digit that makes the weighted sum divisible by 11, where there is one.
#[must_use]
pub fn check_digit(digits: &[u8], weights: &[u32]) -> Option<u8> {
    let sum: u32 = digits.iter().zip(weights).map(|(digit, weight)| u32::from(*digit) * weight).sum();
    match 11 - sum % 11 {
        11 => Some(0),
        10 => None,
        digit => u8::try_from(digit).ok(),
    }
}
