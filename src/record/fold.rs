//! Spellings that mean the same word: NFC and NFD, capitals, ASCII for æ, ø and å,
//! and hyphen, space or underscore between words.

use unicode_normalization::UnicodeNormalization;

/// The common form of all spellings of a word.
#[must_use]
pub fn fold(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    for character in word.trim().nfc().flat_map(char::to_lowercase) {
        match character {
            'å' => folded.push('a'),
            'ø' | 'ö' => folded.push('o'),
            'æ' | 'ä' => folded.push_str("ae"),
            ' ' | '-' | '\u{a0}' | '\u{2010}' | '\u{2011}' => folded.push('_'),
            other => folded.push(other),
        }
    }
    folded
}

/// The common form where ASCII digraphs stand for one letter: `raad`, `moeter`.
#[must_use]
pub fn fold_digraphs(word: &str) -> String {
    fold(word).replace("aa", "a").replace("oe", "o")
}

/// Whether two spellings mean the same word.
#[must_use]
pub fn same_word(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    if a.is_ascii() && b.is_ascii() && !has_digraph(a) && !has_digraph(b) {
        // Nearly all words that are compared are plain ASCII and different: told without allocating.
        return a.trim().bytes().map(plain).eq(b.trim().bytes().map(plain));
    }
    fold(a) == fold(b) || fold_digraphs(a) == fold_digraphs(b)
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
        assert!(same_word("regionalt helseforetak", "regionalt-helseforetak"));
        assert!(!same_word("råd", "red"));
    }
}
