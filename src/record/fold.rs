//! Spellings that mean the same word: NFC and NFD, capitals, ASCII for æ, ø and å,
//! and hyphen, space or underscore between words.

use unicode_normalization::UnicodeNormalization;

/// The common form of all spellings of a word.
#[must_use]
pub fn fold(word: &str) -> String {
    folded(word).collect()
}

/// The common form where ASCII digraphs stand for one letter: `raad`, `moeter`.
#[must_use]
pub fn fold_digraphs(word: &str) -> String {
    if word.is_ascii() && !has_digraph(word) {
        return word.trim().bytes().map(plain).map(char::from).collect();
    }
    folded_digraphs(word).collect()
}

/// Whether two spellings mean the same word. Most words that are compared differ in their first
/// letters, which is told without copying either.
#[must_use]
pub fn same_word(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    if let ([first @ b'A'..=b'z', ..], [other @ b'A'..=b'z', ..]) = (a.as_bytes(), b.as_bytes())
        && plain(*first) != plain(*other)
    {
        return false;
    }
    if a.is_ascii() && b.is_ascii() && !has_digraph(a) && !has_digraph(b) {
        return a.trim().bytes().map(plain).eq(b.trim().bytes().map(plain));
    }
    folded_digraphs(a).eq(folded_digraphs(b))
}

fn folded(word: &str) -> impl Iterator<Item = char> + '_ {
    // Every combining mark begins with 0xCC or more: without one, each letter has its accent already.
    let is_composed = word.bytes().all(|byte| byte < 0xcc);
    let (composed, other) = if is_composed { (word.trim(), "") } else { ("", word.trim()) };
    composed.chars().chain(other.nfc()).flat_map(char::to_lowercase).flat_map(|character| {
        let (first, second) = match character {
            'å' => ('a', None),
            'ø' | 'ö' => ('o', None),
            'æ' | 'ä' => ('a', Some('e')),
            ' ' | '-' | '\u{a0}' | '\u{2010}' | '\u{2011}' => ('_', None),
            other => (other, None),
        };
        std::iter::once(first).chain(second)
    })
}

fn folded_digraphs(word: &str) -> impl Iterator<Item = char> + '_ {
    shortened(shortened(folded(word), 'a', 'a'), 'o', 'e')
}

/// The letters with every pair of these two shortened to the first of them.
fn shortened(letters: impl Iterator<Item = char>, first: char, second: char) -> impl Iterator<Item = char> {
    let mut letters = letters.peekable();
    std::iter::from_fn(move || {
        let letter = letters.next()?;
        if letter == first {
            letters.next_if_eq(&second);
        }
        Some(letter)
    })
}

fn has_digraph(word: &str) -> bool {
    word.as_bytes().windows(2).any(|pair| matches!(pair, [b'a' | b'A', b'a' | b'A'] | [b'o' | b'O', b'e' | b'E']))
}

/// What [`fold`] makes of an ASCII character.
const fn plain(byte: u8) -> u8 {
    match byte {
        b' ' | b'-' => b'_',
        other => other.to_ascii_lowercase(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ascii_and_decomposed_spellings_mean_the_same() {
        for spelling in ["råd", "rad", "raad", "RÅD", "ra\u{30a}d"] {
            assert!(same_word(spelling, "råd"), "{spelling}");
        }
        for spelling in ["pårørende", "parorende", "paaroerende", "Pårørende"] {
            assert!(same_word(spelling, "pårørende"), "{spelling}");
        }
        for (one, other) in [("raad", "rad"), ("moeter", "moter"), ("kanal", "kanaal")] {
            assert!(same_word(one, other) && same_word(other, one), "{one} {other}");
        }
        assert!(same_word("regionalt helseforetak", "regionalt-helseforetak"));
        assert!(!same_word("råd", "red"));
    }
}
