//! Text from records as plain words: nothing in it steers a reader's program.

/// Text on one line, without characters that are not seen but act: control characters could steer
/// a terminal or end a line of a table, and characters that turn the direction of writing could
/// make a sentence read as another one.
#[must_use]
pub fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            c if c.is_whitespace() => {
                if !line.is_empty() && !line.ends_with(' ') {
                    line.push(' ');
                }
            }
            c if c.is_control() || turns_direction(c) => line.push(char::REPLACEMENT_CHARACTER),
            c => line.push(c),
        }
    }
    line.truncate(line.trim_end().len());
    line
}

/// Unicode's bidirectional controls.
const fn turns_direction(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The address, where it is one that a report may link to: on the web, and of characters that end
/// a link in no format.
#[must_use]
pub fn web_address(address: &str) -> Option<&str> {
    let on_the_web = address.starts_with("https://") || address.starts_with("http://");
    let ends_a_link = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || turns_direction(c)
            || matches!(c, '<' | '>' | '"' | '\'' | '`' | '|' | '\\')
    };
    (on_the_web && !address.contains(ends_a_link)).then_some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_acts_unseen_is_shown() {
        assert_eq!(one_line(" a\r\n\tb\u{2028}c\u{1b}[31m\u{202e}d \n"), "a b c\u{fffd}[31m\u{fffd}d");
        assert_eq!(one_line("\n "), "");
    }

    #[test]
    fn only_addresses_on_the_web_are_links() {
        let section = "https://lovdata.no/lov/2011-06-24-30/%C2%A73-10";
        assert_eq!(web_address(section), Some(section));
        for refused in ["javascript:alert(1)", "https://a b", "https://a\"onload=x", "https://a|b", "ftp://a", ""] {
            assert_eq!(web_address(refused), None, "{refused}");
        }
    }
}
