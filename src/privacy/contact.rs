//! E-mail addresses and telephone numbers: a role may have them, a person's are personal data.

use std::ops::Range;

use super::runs::digits_from;
use crate::blocks::{Five, are_digits, blocks};

/// A way to reach somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Contact {
    /// An e-mail address.
    Email,
    /// A telephone number.
    Telephone,
}

/// Words before eight digits that make them a telephone number.
const TELEPHONE_WORDS: [&str; 6] = ["tlf", "telefon", "mobil", "mob", "phone", "tel"];

/// How the eight digits of a Norwegian number are grouped.
const GROUPS: [&[usize]; 2] = [&[2, 2, 2, 2], &[3, 2, 3]];

/// So many groups of digits are looked at together.
const MOST_GROUPS: usize = 8;

/// E-mail addresses and telephone numbers in a text, in bytes, in the order they stand.
#[must_use]
pub fn contacts(text: &str) -> Vec<(Contact, Range<usize>)> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    for block in blocks(text, may_begin) {
        at = at.max(block.start.saturating_sub(FIRST_GROUP));
        while at < block.end {
            match bytes[at] {
                b'@' => found.extend(email(text, at).map(|place| (Contact::Email, place))),
                b'+' | b'0'..=b'9' if starts_fresh(text, at) => {
                    if let Some(place) = telephone(text, at) {
                        at = place.end;
                        found.push((Contact::Telephone, place));
                        continue;
                    }
                }
                _ => {}
            }
            at += 1;
        }
    }
    found.sort_by_key(|(contact, place)| (place.start, *contact));
    found
}

/// A telephone number has a group of five digits or more, or a group with another one after it: that
/// is seen at the first of the five, or at the last of the first group, so far at most from the start.
const FIRST_GROUP: usize = "+1234".len() - 1;

/// Whether an at sign is here, or what every telephone number has near its start.
#[allow(clippy::needless_bitwise_bool, reason = "without branches, many bytes are asked at once")]
fn may_begin(five: Five) -> bool {
    let [first, second, third, fourth, _] = five;
    let spaced = (second == b' ') & third.is_ascii_digit();
    let spaced_without_break = (second == 0xc2) & (third == 0xa0) & fourth.is_ascii_digit();
    let two_groups = first.is_ascii_digit() & (spaced | spaced_without_break);
    (first == b'@') | two_groups | are_digits(five)
}

/// The address around an at sign: a name before it, after it a domain with a point.
fn email(text: &str, at: usize) -> Option<Range<usize>> {
    let of_name = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '+');
    let of_domain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-');
    let name: usize = text[..at].chars().rev().take_while(|c| of_name(*c)).map(char::len_utf8).sum();
    let domain: usize = text[at + 1..].chars().take_while(|c| of_domain(*c)).map(char::len_utf8).sum();
    let written = text[at + 1..at + 1 + domain].trim_end_matches(['.', '-']);
    let (host, top) = written.rsplit_once('.')?;
    let is_domain = !host.is_empty() && top.chars().count() > 1 && top.chars().all(char::is_alphabetic);
    (name > 0 && is_domain).then_some(at - name..at + 1 + written.len())
}

/// Whether nothing right before a place makes its digits part of something longer.
fn starts_fresh(text: &str, at: usize) -> bool {
    let mut before = text[..at].chars().rev();
    match (before.next(), before.next()) {
        (Some(c), _) if c.is_alphanumeric() => false,
        (Some(' ' | '\u{a0}' | '.' | ',' | '-' | '/' | '+'), Some(c)) => !c.is_ascii_digit(),
        _ => true,
    }
}

fn telephone(text: &str, at: usize) -> Option<Range<usize>> {
    let mut lengths = [0; MOST_GROUPS];
    let (groups, end) = groups(text, at, &mut lengths);
    let count: usize = groups.iter().sum();
    let after = text[end..].chars().next();
    if count < 8 || after.is_some_and(char::is_alphabetic) {
        return None;
    }
    let is_telephone = if text.as_bytes()[at] == b'+' {
        (9..=15).contains(&count)
    } else if text[at..end].bytes().filter(u8::is_ascii_digit).take(4).eq(*b"0047") {
        count == 12
    } else {
        let named = || groups == [8] && is_named(&text[..at]);
        matches!(text.as_bytes()[at], b'2'..=b'9') && (GROUPS.contains(&groups) || named())
    };
    is_telephone.then_some(at..end)
}

/// The lengths of the groups of digits from a place on, with one space between, and where they end.
fn groups<'l>(text: &str, at: usize, lengths: &'l mut [usize; MOST_GROUPS]) -> (&'l [usize], usize) {
    let mut start = if text.as_bytes()[at] == b'+' { at + 1 } else { at };
    let (mut count, mut end) = (0, start);
    loop {
        let length = digits_from(text, start);
        if length == 0 {
            return (&lengths[..count], end);
        }
        end = start + length;
        lengths[count] = length;
        count += 1;
        let blank = text[end..].chars().next().filter(|c| matches!(c, ' ' | '\u{a0}'));
        match blank {
            Some(blank) if count < MOST_GROUPS => start = end + blank.len_utf8(),
            _ => return (&lengths[..count], end),
        }
    }
}

/// Whether a word for a telephone stands right before.
fn is_named(before: &str) -> bool {
    let word = before.trim_end_matches([' ', ':', '.', '\u{a0}', '"', '\'']);
    let length: usize = word.chars().rev().take_while(|c| c.is_alphabetic()).map(char::len_utf8).sum();
    let word = word[word.len() - length..].to_lowercase();
    TELEPHONE_WORDS.contains(&word.as_str())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::blocks::generated::{config, texts};

    fn found(text: &str) -> Vec<(Contact, &str)> {
        contacts(text).into_iter().map(|(contact, place)| (contact, &text[place])).collect()
    }

    #[test]
    fn addresses_and_telephone_numbers_are_found() {
        assert_eq!(
            found("send til ola.nordmann@fjordvik.kommune.no."),
            [(Contact::Email, "ola.nordmann@fjordvik.kommune.no")]
        );
        for number in ["22 33 44 55", "912 34 567", "+47 91234567", "+4791234567", "0047 912 34 567"] {
            assert_eq!(found(&format!("ring {number}, takk")), [(Contact::Telephone, number)]);
        }
        assert_eq!(found("tlf. 91234567"), [(Contact::Telephone, "91234567")]);
    }

    /// The definition: every place is looked at.
    fn everywhere(text: &str) -> Vec<(Contact, Range<usize>)> {
        let emails = text.match_indices('@').filter_map(|(at, _)| email(text, at));
        let mut found: Vec<(Contact, Range<usize>)> = emails.map(|place| (Contact::Email, place)).collect();
        let mut passed = 0;
        for (at, _) in text.match_indices(|c: char| c == '+' || c.is_ascii_digit()) {
            let begins = at >= passed && starts_fresh(text, at);
            if let Some(place) = begins.then(|| telephone(text, at)).flatten() {
                passed = place.end;
                found.push((Contact::Telephone, place));
            }
        }
        found.sort_by_key(|(_, place)| place.start);
        found
    }

    const WRITTEN: &[&str] = &[
        "22 33 44 55",
        "912 34 567",
        "22\u{a0}33\u{a0}44\u{a0}55",
        "+4791 23 45 67",
        "0047 912 34\u{a0}567",
        "91234567",
        "a.b@c.no",
    ];

    proptest! {
        #![proptest_config(config())]

        #[test]
        fn no_block_is_passed_over_that_holds_a_contact(text in texts(WRITTEN)) {
            prop_assert_eq!(contacts(&text), everywhere(&text));
        }
    }

    #[test]
    fn contacts_are_found_wherever_they_stand() {
        for written in WRITTEN {
            for before in 0..200 {
                let text = format!("{} tlf {written}", "e".repeat(before));
                assert_eq!(found(&text).len(), 1, "{text}");
                assert_eq!(contacts(&text), everywhere(&text));
            }
        }
    }

    #[test]
    fn other_digits_and_at_signs_are_not() {
        for text in [
            "983 971 709",
            "91234567",
            "20260301",
            "12 345 678",
            "2026-03-01",
            "2024/12345",
            "sak 24/1234",
            "1234 56 78901",
            "22 33 44 55 66",
            "meny @ kafé",
            "@bruker",
            "a@b",
            "01 02 20 26",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
