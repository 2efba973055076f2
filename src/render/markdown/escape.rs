//! Text that is only text, wherever Markdown is read.

/// A character without width that joins: it takes away the pattern that sites look for in finished
/// text, where no backslash is left to stop them.
const JOINER: &str = "&#8288;";

/// One line of text in which no character means anything to Markdown, to HTML inside it, or to what
/// GitHub and GitLab look for in text (addresses, mentions, references, mathematics).
pub(in crate::render) fn text(line: &str) -> String {
    let chars: Vec<char> = line.chars().collect();
    let mut escaped = String::with_capacity(line.len() + 8);
    for (position, c) in chars.iter().copied().enumerate() {
        let (before, after) = (&chars[..position], chars.get(position + 1).copied());
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            // Within a word it never marks emphasis, and field names are full of it.
            '_' if before.last().is_some_and(|c| c.is_alphanumeric()) && after.is_some_and(char::is_alphanumeric) => {
                escaped.push('_');
            }
            '=' if before.last() == Some(&'=') || after == Some('=') => escaped.push_str("\\="),
            '\\' | '`' | '*' | '_' | '[' | ']' | '{' | '}' | '|' | '~' | '$' | '^' | '#' => escaped.extend(['\\', c]),
            c => escaped.push(c),
        }
        // `@someone` and `#12` would tell or point to somebody; `://` and `www.` would be links; `:100:`,
        // which is also the place of something on line 100, would be a picture.
        let acts = match c {
            '@' => true,
            '#' => after.is_some_and(char::is_alphanumeric),
            ':' => after == Some('/') || is_short_code(&chars[position + 1..]),
            'w' | 'W' => after == Some('.') && matches!(before, [.., 'w' | 'W', 'w' | 'W']),
            _ => false,
        };
        if acts {
            escaped.push_str(JOINER);
        }
    }
    escaped
}

/// Whether this, after a colon, is the name of a picture and another colon. Of names of digits there
/// are two.
fn is_short_code(chars: &[char]) -> bool {
    let Some(end) = chars.iter().position(|c| *c == ':') else { return false };
    let name: String = chars[..end].iter().collect();
    let is_name = name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '+' | '-'));
    let is_number = name.chars().all(|c| c.is_ascii_digit());
    !name.is_empty() && is_name && (!is_number || matches!(name.as_str(), "100" | "1234"))
}

/// Markdown that starts no list and no rule where it begins a line.
pub(super) fn start(markdown: &str) -> String {
    let digits = markdown.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = markdown.split_at(digits);
    let marks = if number.is_empty() { &['-', '+', '='][..] } else { &['.', ')'][..] };
    let backslash = if rest.starts_with(marks) { "\\" } else { "" };
    format!("{number}{backslash}{rest}")
}

/// A link, or its text alone where there is no address. The address is one that
/// [`web_address`](crate::render::plain::web_address) lets through.
pub(in crate::render) fn link(label: &str, address: Option<&str>) -> String {
    let label = text(label);
    match address {
        Some(address) => format!("[{label}](<{}>)", address.replace('&', "&amp;")),
        None => label,
    }
}

/// The name that GitHub and GitLab give to the place of a heading.
pub(in crate::render) fn slug(heading: &str) -> String {
    let kept = heading.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.flat_map(char::to_lowercase).map(|c| if c == ' ' { '-' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_text_stays_as_it_is() {
        for plain in
            ["«erfaringer.system» er nei (examples/starter.yaml:12:11)", "delvis_måneder = 12", "0.1.0", "§ 3-10, 40 %"]
        {
            assert_eq!(text(plain), plain);
        }
    }

    #[test]
    fn what_means_something_is_escaped() {
        for (written, escaped) in [
            ("| a | `b`", "\\| a \\| \\`b\\`"),
            ("<b>&amp;</b>", "&lt;b&gt;&amp;amp;&lt;/b&gt;"),
            ("# a", "\\# a"),
            ("@a #1", "@&#8288;a \\#&#8288;1"),
            ("http://a www.b", "http:&#8288;//a www&#8288;.b"),
            ("_a_ a_b", "\\_a\\_ a_b"),
            ("a == b = c", "a \\=\\= b = c"),
            (":tada: a.yaml:100:5 a.yaml:99:5", ":&#8288;tada: a.yaml:&#8288;100:5 a.yaml:99:5"),
        ] {
            assert_eq!(text(written), escaped);
        }
    }

    #[test]
    fn a_line_starts_no_list() {
        for (written, escaped) in [("- a", "\\- a"), ("12. a", "12\\. a"), ("1) a", "1\\) a"), ("a. b", "a. b")] {
            assert_eq!(start(written), escaped);
        }
    }

    #[test]
    fn slugs_are_those_of_the_sites() {
        assert_eq!(slug("1 Råd & utval (2)"), "1-råd--utval-2");
    }
}
