//! Text from records as plain words: nothing in it steers a reader's program.

use crate::source::acts_unseen;

/// Text in which what acts unseen shows as a mark: control characters could steer a terminal,
/// characters that turn the direction of writing could make a sentence read as another one, and XML
/// forbids the last two. Line breaks and tabs stay.
#[must_use]
pub fn visible(text: &str) -> String {
    let mut visible = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '\r' if characters.peek() == Some(&'\n') => {}
            '\r' => visible.push('\n'),
            '\n' | '\t' => visible.push(c),
            c => visible.push(seen(c)),
        }
    }
    visible
}

/// The same on one line: line breaks and tabs are single spaces.
#[must_use]
pub fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        // Most words are plain, and are taken whole.
        if word.bytes().all(|byte| byte.is_ascii_graphic()) {
            line.push_str(word);
        } else {
            line.extend(word.chars().map(seen));
        }
    }
    line
}

/// A character, or the mark for one that acts unseen.
fn seen(c: char) -> char {
    if acts_unseen(c) { char::REPLACEMENT_CHARACTER } else { c }
}

/// The address, where it is one that a report may link to: on the web, and of characters that end a
/// link in no format.
#[must_use]
pub fn web_address(address: &str) -> Option<&str> {
    let plain =
        |c: char| c.is_ascii_graphic() && !matches!(c, '"' | '\'' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}');
    let on_the_web = address.starts_with("https://") || address.starts_with("http://");
    (on_the_web && address.chars().all(plain)).then_some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_acts_unseen_is_shown() {
        assert_eq!(
            visible("a\u{0}b\u{1b}[31m\r\nc\u{202e}d\u{fffe}\te"),
            "a\u{fffd}b\u{fffd}[31m\nc\u{fffd}d\u{fffd}\te"
        );
        assert_eq!(one_line(" a\r\n\tb\u{2028}c\u{1b}[31m\u{202e}d \n"), "a b c\u{fffd}[31m\u{fffd}d");
        assert_eq!(one_line("\n "), "");
    }

    #[test]
    fn only_addresses_on_the_web_are_links() {
        let section = "https://lovdata.no/lov/2011-06-24-30/%C2%A73-10";
        assert_eq!(web_address(section), Some(section));
        let refused = [
            "javascript:alert(1)",
            "file:///etc/passwd",
            "https://a b",
            "https://a\"onload=x",
            "https://a|b",
            "https://å.no",
            "",
        ];
        for address in refused {
            assert_eq!(web_address(address), None, "{address}");
        }
    }
}
