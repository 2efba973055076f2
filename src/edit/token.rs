//! Values as they are written in YAML.

/// A value as it was entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Entered {
    /// One value; `quoted` where it is a text whatever it says.
    Word {
        /// What it says.
        text: String,
        /// Whether it stood in quotes.
        quoted: bool,
    },
    /// Several values.
    List(Vec<Entered>),
}

impl Entered {
    /// One value; in quotes, `"nei"` is a text.
    pub fn word(value: &str) -> Self {
        let inner = ['"', '\''].iter().find_map(|quote| {
            value.strip_prefix(*quote).and_then(|rest| rest.strip_suffix(*quote)).filter(|_| value.len() > 1)
        });
        match (inner, value) {
            (Some(inner), _) => Self::Word { text: inner.to_owned(), quoted: true },
            (None, "" | "?" | "~" | "null") => Self::Word { text: "ukjent".to_owned(), quoted: false },
            (None, other) => Self::Word { text: other.to_owned(), quoted: false },
        }
    }

    /// Several values with commas between them, in brackets or not; or a word for the whole list.
    pub fn list(value: &str) -> Self {
        let bare = ["", "?", "~", "null", "ukjent", "ukjend", "ingen", "inga", "nei"];
        if bare.iter().any(|word| value.eq_ignore_ascii_case(word)) {
            return Self::word(value);
        }
        let inner = value.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(value);
        let items = inner.split(',').map(str::trim).filter(|item| !item.is_empty());
        Self::List(items.map(Self::word).collect())
    }

    /// The value as it is written; in brackets some characters need quotes.
    pub fn token(&self, flow: bool) -> String {
        match self {
            Self::Word { text, quoted: true } => quote(text),
            Self::Word { text: word, quoted: false } => text(word, flow),
            Self::List(items) => {
                let items: Vec<String> = items.iter().map(|item| item.token(true)).collect();
                format!("[{}]", items.join(", "))
            }
        }
    }
}

/// A text as YAML, with quotes where it would otherwise be read as something else.
#[must_use]
pub fn text(text: &str, flow: bool) -> String {
    let starts =
        ['-', '?', ':', ',', '[', ']', '{', '}', '#', '&', '*', '!', '|', '>', '\'', '"', '%', '@', '`', '=', '<'];
    let in_brackets = [',', '[', ']', '{', '}'];
    let plain = !text.is_empty()
        && text.trim() == text
        && !text.starts_with(starts)
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.ends_with(':')
        && !text.contains(acts)
        && !(flow && (text.contains(in_brackets) || text.contains(':')));
    if plain { text.to_owned() } else { quote(text) }
}

/// Characters that cannot stand in a value without quotes.
fn acts(c: char) -> bool {
    c.is_control() || matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{feff}')
}

/// A text in quotes, which no reader takes for anything but a text.
#[must_use]
pub fn quote(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            c if acts(c) => quoted.push_str(&format!("\\u{:04x}", c as u32)),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_stand_only_where_they_must() {
        assert_eq!(text("Brukerrådet på Blåbærhaugen", true), "Brukerrådet på Blåbærhaugen");
        assert_eq!(text("helse: og omsorg", false), "\"helse: og omsorg\"");
        assert_eq!(text("a, b", false), "a, b");
        assert_eq!(text("a, b", true), "\"a, b\"");
        assert_eq!(text("sa \"ja\"\n", false), "\"sa \\\"ja\\\"\\n\"");
    }

    #[test]
    fn quotes_make_a_text_of_any_word() {
        assert_eq!(Entered::word("\"nei\"").token(false), "\"nei\"");
        assert_eq!(Entered::word("nei").token(false), "nei");
        assert_eq!(Entered::word("").token(false), "ukjent");
        assert_eq!(Entered::list("bruker,pårørende").token(false), "[bruker, pårørende]");
        assert_eq!(Entered::list("ingen").token(false), "ingen");
    }
}
