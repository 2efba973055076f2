//! Writes a record as YAML in many layouts, and remembers where every key and value stands.

use super::yaml::Yaml;

/// How a record is written.
#[derive(Debug, Clone, Copy)]
#[allow(clippy::struct_excessive_bools, reason = "each is one choice that a writer makes")]
pub struct Layout {
    /// Spaces per level.
    pub indent: usize,
    /// From which level on everything stands on one line, in brackets.
    pub flow_from: usize,
    /// How texts that need no quotes are written.
    pub quotes: Quotes,
    /// Whether items of a list are indented under their key.
    pub indented_lists: bool,
    /// The line break.
    pub line_break: &'static str,
    /// Whether the file begins with a byte order mark.
    pub mark: bool,
    /// Whether lines of comment stand between the keys.
    pub comments: bool,
    /// Whether each item in brackets stands on its own line.
    pub wrapped: bool,
    /// Whether texts in quotes go on to another line.
    pub wrapped_texts: bool,
}

/// Further in than any key.
const DEEP: &str = "                                        ";

/// How texts are quoted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quotes {
    /// Only where they must be.
    Few,
    /// Always, singly.
    Single,
    /// Always, doubly.
    Double,
}

impl Layout {
    /// The way people write.
    pub const PLAIN: Self = Self {
        indent: 2,
        flow_from: usize::MAX,
        quotes: Quotes::Few,
        indented_lists: true,
        line_break: "\n",
        mark: false,
        comments: false,
        wrapped: false,
        wrapped_texts: false,
    };
}

/// A layout made from a number.
pub const fn layout(number: u8) -> Layout {
    Layout {
        indent: 1 + (number & 3) as usize,
        flow_from: [usize::MAX, 1, 2, 3][(number >> 2 & 3) as usize],
        quotes: [Quotes::Few, Quotes::Single, Quotes::Double, Quotes::Few][(number >> 4 & 3) as usize],
        indented_lists: number & 1 == 0,
        line_break: if number >> 6 & 1 == 0 { "\n" } else { "\r\n" },
        mark: number >> 5 & 1 == 1,
        comments: number >> 7 & 1 == 1,
        wrapped: number >> 1 & 1 == 1,
        wrapped_texts: false,
    }
}

/// A text, and the bytes of every key and single value in the order they stand.
#[derive(Debug, Clone)]
pub struct Written {
    pub text: String,
    pub places: Vec<(usize, usize)>,
}

/// Writes a record.
pub fn write(record: &Yaml, layout: Layout) -> Written {
    let mut writer = Writer { layout, out: Written { text: String::new(), places: Vec::new() } };
    if layout.mark {
        writer.out.text.push('\u{feff}');
    }
    writer.block(record, 0, 0);
    writer.out
}

/// Writes a record the way people do.
pub fn plain(record: &Yaml) -> String {
    write(record, Layout::PLAIN).text
}

struct Writer {
    layout: Layout,
    out: Written,
}

impl Writer {
    fn raw(&mut self, text: &str) {
        self.out.text.push_str(text);
    }

    fn break_line(&mut self, level: usize) {
        self.raw(self.layout.line_break);
        self.raw(&" ".repeat(level * self.layout.indent));
    }

    fn token(&mut self, token: &str) {
        let start = self.out.text.len();
        self.raw(token);
        self.out.places.push((start, self.out.text.len()));
    }

    fn scalar(&mut self, value: &Yaml, flow: bool) {
        let token = match value {
            // In brackets a comma ends the value.
            Yaml::Word(word) => word.replace(',', if flow { "." } else { "," }),
            Yaml::Id(_, id) | Yaml::Reference(_, id) => id.clone(),
            Yaml::Text(text) => self.over_lines(quoted(text, self.layout.quotes, flow)),
            _ => unreachable!("only single values"),
        };
        self.token(&token);
    }

    /// A value in lines; `level` is where its keys begin.
    fn block(&mut self, value: &Yaml, level: usize, depth: usize) {
        match value {
            Yaml::Map(entries) if !entries.is_empty() => {
                for (position, (key, value)) in entries.iter().enumerate() {
                    if position > 0 {
                        self.break_line(level);
                    }
                    if self.layout.comments && depth == 0 {
                        self.raw("# æøå: merknad");
                        self.break_line(level);
                    }
                    self.token(key);
                    self.raw(":");
                    self.inner(value, level, depth + 1);
                }
            }
            Yaml::List(items) | Yaml::Statements(items) if !items.is_empty() => {
                for (position, item) in items.iter().enumerate() {
                    if position > 0 {
                        self.break_line(level);
                    }
                    self.raw("-");
                    let dash = " ".repeat(self.layout.indent.saturating_sub(1).max(1));
                    if self.layout.indent < 2 || depth + 1 >= self.layout.flow_from {
                        self.raw(" ");
                        self.flow(item);
                    } else {
                        self.raw(&dash);
                        self.block(item, level + 1, depth + 1);
                    }
                }
            }
            other => self.flow(other),
        }
    }

    /// What stands after a colon.
    fn inner(&mut self, value: &Yaml, level: usize, depth: usize) {
        let empty = matches!(value, Yaml::Map(entries) if entries.is_empty())
            || matches!(value, Yaml::List(items) | Yaml::Statements(items) if items.is_empty());
        if value.is_scalar() || empty || depth >= self.layout.flow_from {
            self.raw(" ");
            self.flow(value);
            return;
        }
        let list = matches!(value, Yaml::List(_) | Yaml::Statements(_));
        let level = if list && !self.layout.indented_lists { level } else { level + 1 };
        self.break_line(level);
        self.block(value, level, depth);
    }

    /// A token with its first space, where it is in quotes, as a line break.
    fn over_lines(&self, token: String) -> String {
        let at = token.find(' ').filter(|_| self.layout.wrapped_texts && token.starts_with(['"', '\'']));
        let alone = |at: usize| at > 1 && !token[at + 1..].starts_with([' ', '"', '\'']);
        match at.filter(|at| alone(*at)) {
            Some(at) => format!("{}{}{DEEP}{}", &token[..at], self.layout.line_break, &token[at + 1..]),
            None => token,
        }
    }

    /// What stands between items in brackets, and before the last bracket.
    fn gap(&mut self, gap: &str) {
        if self.layout.wrapped {
            self.raw(gap.trim_end());
            self.raw(self.layout.line_break);
            self.raw(DEEP);
        } else {
            self.raw(gap);
        }
    }

    /// A value in brackets.
    fn flow(&mut self, value: &Yaml) {
        match value {
            Yaml::Map(entries) => {
                self.raw("{");
                for (position, (key, value)) in entries.iter().enumerate() {
                    self.gap(if position > 0 { ", " } else { " " });
                    self.token(key);
                    self.raw(": ");
                    self.flow(value);
                }
                self.gap(" ");
                self.raw("}");
            }
            Yaml::List(items) | Yaml::Statements(items) => {
                self.raw("[");
                for (position, item) in items.iter().enumerate() {
                    self.gap(if position > 0 { ", " } else { "" });
                    self.flow(item);
                }
                self.raw("]");
            }
            scalar => self.scalar(scalar, true),
        }
    }
}

/// A text as a token of YAML.
fn quoted(text: &str, quotes: Quotes, flow: bool) -> String {
    let special = text.contains(": ")
        || text.contains(" #")
        || text.contains('\t')
        || text.starts_with(['#', '{', '[', '"', '\'', '-', '%', '@', '&', '*', '!', '|', '>'])
        || ["ingen", "inga", "nei", "ukjent", ""].contains(&text);
    let brackets = flow && text.contains([',', '[', ']', '{', '}']);
    match quotes {
        Quotes::Few if !special && !brackets => text.to_owned(),
        Quotes::Single => format!("'{}'", text.replace('\'', "''")),
        _ => format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\t', "\\t")),
    }
}
