//! Where the new text goes: on the located tree, so that all other bytes stay.

use std::ops::Range;

use super::token::Entered;
use crate::field::{Section, as_section};
use crate::problem::Kind;
use crate::record::{Address, NodeId, NodeKind, Record, Step, Tree, Value};
use crate::source::Source;

/// Lines are broken before this column where a line is added to.
const WIDTH: usize = 118;

/// Bytes to replace, and by what.
#[derive(Debug)]
pub(super) struct Splice {
    pub range: Range<usize>,
    pub text: String,
}

/// How a value comes to stand at an address.
pub(super) fn splice(record: &Record<'_>, address: &Address, value: &Entered) -> Result<Splice, Kind> {
    let breaks = if record.source().text().contains("\r\n") { "\r\n" } else { "\n" };
    Splicer { source: record.source(), tree: record.tree(), value, breaks }.walk(record.root(), &address.steps)
}

struct Splicer<'a> {
    source: &'a Source,
    tree: &'a Tree<'a>,
    value: &'a Entered,
    breaks: &'static str,
}

impl Splicer<'_> {
    fn walk(&self, root: NodeId, steps: &[Step]) -> Result<Splice, Kind> {
        let (mut node, mut key, mut flow) = (root, None, false);
        for (at, step) in steps.iter().enumerate() {
            flow |= self.is_flow(node);
            let rest = &steps[at..];
            match (step, &self.tree.node(node).kind) {
                (Step::Key(_, position), NodeKind::Mapping) => {
                    let is_key = |(key, _): &(NodeId, NodeId)| self.tree.node(*key).value == Value::Key(*position);
                    match self.tree.entries(node).find(is_key) {
                        Some((found, value)) => (node, key) = (value, Some(found)),
                        None => return Ok(self.insert_key(node, rest, flow)),
                    }
                }
                // A fact's bare value is its first field.
                (Step::Key(section, 0), NodeKind::Scalar { .. }) if section.is_fact => {}
                (Step::Key(section, _), NodeKind::Scalar { .. }) if !section.is_fact && !flow => {
                    return Ok(self.open_below(node, key, rest));
                }
                (Step::Key(section, _), NodeKind::Scalar { .. }) => {
                    return Ok(self.replace(node, key, &self.with_short_form(node, section, rest)));
                }
                (Step::Key(..), NodeKind::Sequence) => return Err(Kind::SeveralSources),
                (Step::Item(position), NodeKind::Sequence) => match self.tree.children(node).nth(*position) {
                    Some(item) => (node, key) = (item, None),
                    None => return Ok(self.append(node, &rest[1..], flow)),
                },
                (Step::Item(_), NodeKind::Scalar { .. }) if !flow => return Ok(self.open_below(node, key, rest)),
                (Step::Item(_), NodeKind::Scalar { .. }) => return Ok(self.replace(node, key, &self.flow(rest))),
                (Step::Item(_), NodeKind::Mapping) => return Err(Kind::NotAList),
            }
        }
        flow |= self.is_flow(node);
        self.target(node, key, flow, steps)
    }

    /// The place itself, where something stands.
    fn target(&self, node: NodeId, key: Option<NodeId>, flow: bool, steps: &[Step]) -> Result<Splice, Kind> {
        match self.tree.node(node).kind {
            NodeKind::Scalar { .. } => Ok(self.replace(node, key, &self.value.token(flow))),
            NodeKind::Mapping => {
                let shape = steps.iter().rev().find_map(Step::field).map(|field| field.shape);
                let shape = shape.map(|shape| if let crate::field::Shape::List(item) = shape { item } else { shape });
                let Some(section) = shape.and_then(as_section).filter(|section| section.is_fact) else {
                    return Err(Kind::NotAValue);
                };
                let first = Step::Key(section, 0);
                let found = self.tree.entries(node).find(|(key, _)| self.tree.node(*key).value == Value::Key(0));
                match found {
                    Some((key, value)) => self.target(value, Some(key), flow, &[first]),
                    None => Ok(self.insert_key(node, &[first], flow)),
                }
            }
            NodeKind::Sequence if self.tree.node(node).value == Value::Statements => Err(Kind::SeveralSources),
            NodeKind::Sequence => {
                let single = |item| matches!(self.tree.node(item).kind, NodeKind::Scalar { .. });
                let span = self.tree.node(node).span;
                let (start, end) = (span.start as usize, self.end(node));
                let kept = self.source.text().get(start..end).unwrap_or_default();
                if !self.tree.children(node).all(single) || kept.contains('#') {
                    return Err(Kind::WouldDropItems);
                }
                if self.is_flow(node) {
                    return Ok(Splice { range: start..end, text: self.value.token(flow) });
                }
                let from = key.map_or(start, |key| self.after_colon(key));
                Ok(Splice { range: from..end, text: format!(" {}", self.value.token(flow)) })
            }
        }
    }

    /// Another value in the place of a single one.
    fn replace(&self, node: NodeId, key: Option<NodeId>, text: &str) -> Splice {
        let start = self.tree.node(node).span.start as usize;
        let end = self.end(node);
        if start < end {
            return Splice { range: start..end, text: text.to_owned() };
        }
        let Some(key) = key else { return Splice { range: end..end, text: spaced(self.source, end, text) } };
        let key_end = self.tree.node(key).span.end as usize;
        let colon = self.after_colon(key);
        let text = if colon == key_end { format!(": {text}") } else { format!(" {text}") };
        Splice { range: colon..colon, text }
    }

    /// A list or section where `ukjent` or `ingen` stood: on lines of its own below the key, which
    /// keeps its comment.
    fn open_below(&self, node: NodeId, key: Option<NodeId>, steps: &[Step]) -> Splice {
        let text = self.source.text();
        let end = self.end(node);
        let below = key.map(|key| (self.after_colon(key), self.after_key(steps, self.column(key) + 2)));
        let on_one_line = |start: usize| start < end && !text[start..end].contains('\n');
        match below {
            Some((start, below)) if below.starts_with(self.breaks) && on_one_line(start) => {
                let rest = &text[end..];
                let line = rest.find('\n').unwrap_or(rest.len());
                let comment = rest[..line].trim_end();
                Splice { range: start..end + comment.len(), text: format!("{comment}{below}") }
            }
            _ => self.replace(node, key, &self.flow(steps)),
        }
    }

    /// What stands after the colon of a key, or directly after the key where it has none.
    fn after_colon(&self, key: NodeId) -> usize {
        let end = self.tree.node(key).span.end as usize;
        let rest = self.source.text().get(end..).unwrap_or_default();
        let blank = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        if rest[blank..].starts_with(':') { end + blank + 1 } else { end }
    }

    /// A fact in short form, in full form with another part; or a section that was not known.
    fn with_short_form(&self, node: NodeId, section: &'static Section, rest: &[Step]) -> String {
        let stated = !matches!(self.tree.node(node).value, Value::Unknown | Value::Uninterpreted);
        let (Some(first), true, true) = (section.fields.first(), section.is_fact, stated) else {
            return self.flow(rest);
        };
        let span = self.tree.node(node).span;
        let short = self.source.text().get(span.start as usize..self.end(node)).unwrap_or_default();
        let needs_quotes = short.starts_with(|c| !matches!(c, '"' | '\'')) && short.contains([',', '[', ']', '{', '}']);
        let short = match self.tree.text(node) {
            Some(text) if needs_quotes || short.contains('\n') => super::token::text(text.trim(), true),
            _ => short.to_owned(),
        };
        format!("{{ {}: {short}, {} }}", first.name, self.flow_entry(rest))
    }

    /// A key with what belongs under it, at the end of its section.
    fn insert_key(&self, node: NodeId, steps: &[Step], flow: bool) -> Splice {
        let Some(((first, _), (last, value))) = self.tree.entries(node).next().zip(self.tree.entries(node).last())
        else {
            return self.within_empty(node, &self.flow(steps));
        };
        let end = self.end(value).max(self.after_colon(last));
        if flow {
            return self.within_brackets(node, end, &self.flow_entry(steps));
        }
        let column = self.column(first);
        self.new_line(end, column, &self.entry(steps, column))
    }

    /// An item at the end of a list.
    fn append(&self, node: NodeId, rest: &[Step], flow: bool) -> Splice {
        let Some(last) = self.tree.children(node).last() else {
            return self.within_empty(node, &format!("[{}]", self.flow_value(rest)));
        };
        if flow {
            return self.within_brackets(node, self.end(last), &self.flow_value(rest));
        }
        let column = self.column(node);
        self.new_line(self.end(last), column, &format!("- {}", self.item(rest, column + 2)))
    }

    /// An empty `{}` or `[]` gives way to one that is not.
    fn within_empty(&self, node: NodeId, text: &str) -> Splice {
        let span = self.tree.node(node).span;
        Splice { range: span.range(), text: text.to_owned() }
    }

    /// A line of its own after the one on which something ends.
    fn new_line(&self, end: usize, column: usize, text: &str) -> Splice {
        let rest = self.source.text().get(end..).unwrap_or_default();
        let line = rest.find('\n').map_or(rest.len(), |at| at);
        let line = if rest[..line].ends_with('\r') { line - 1 } else { line };
        let at = end + line;
        Splice { range: at..at, text: format!("{}{}{text}", self.breaks, " ".repeat(column)) }
    }

    /// An entry before the closing bracket, after the last one.
    fn within_brackets(&self, node: NodeId, end: usize, entry: &str) -> Splice {
        let text = self.source.text();
        let mut at = end;
        let mut comment = false;
        let close = self.tree.node(node).span.end as usize;
        let comma = text.get(end..close).unwrap_or_default().char_indices().find(|(_, c)| {
            comment = (comment || *c == '#') && *c != '\n';
            *c == ',' && !comment
        });
        let mut separator = ",";
        if let Some((found, _)) = comma {
            at = end + found + 1;
            separator = "";
        }
        let line_start = text[..at].rfind('\n').map_or(0, |found| found + 1);
        let used = text[line_start..at].chars().count();
        let glue = if used + entry.chars().count() + 4 > WIDTH {
            let indent = text[line_start..].len() - text[line_start..].trim_start_matches(' ').len();
            let more = if self.tree.node(node).span.start as usize >= line_start { 4 } else { 0 };
            format!("{}{}", self.breaks, " ".repeat(indent + more))
        } else {
            " ".to_owned()
        };
        Splice { range: at..at, text: format!("{separator}{glue}{entry}") }
    }

    /// A key with the rest after its colon; `column` is where keys of its section begin.
    fn entry(&self, steps: &[Step], column: usize) -> String {
        let Some((step, rest)) = steps.split_first() else { return String::new() };
        let name = step.field().map_or("", |field| field.name);
        format!("{name}:{}", self.after_key(rest, column + 2))
    }

    /// What stands after a colon, on the same line or below.
    fn after_key(&self, steps: &[Step], column: usize) -> String {
        let inner = " ".repeat(column);
        match steps {
            [] => format!(" {}", self.value.token(false)),
            [Step::Key(section, 0)] if section.is_fact => format!(" {}", self.value.token(false)),
            [Step::Key(section, _), ..] if section.is_fact => format!(" {}", self.flow(steps)),
            [Step::Key(..), ..] => format!("{}{inner}{}", self.breaks, self.entry(steps, column)),
            [Step::Item(_)] => format!(" [{}]", self.value.token(true)),
            [Step::Item(_), rest @ ..] => format!("{}{inner}- {}", self.breaks, self.item(rest, column + 2)),
        }
    }

    /// What stands after the dash of an item.
    fn item(&self, steps: &[Step], column: usize) -> String {
        match steps {
            [] => self.value.token(false),
            [Step::Key(section, _), ..] if section.is_fact => self.flow_value(steps),
            _ => self.entry(steps, column),
        }
    }

    /// The steps with the value, in brackets.
    fn flow(&self, steps: &[Step]) -> String {
        match steps {
            [] => self.value.token(true),
            [Step::Key(..), ..] => format!("{{ {} }}", self.flow_entry(steps)),
            [Step::Item(_), rest @ ..] => format!("[{}]", self.flow_value(rest)),
        }
    }

    fn flow_entry(&self, steps: &[Step]) -> String {
        let Some((step, rest)) = steps.split_first() else { return String::new() };
        let name = step.field().map_or("", |field| field.name);
        format!("{name}: {}", self.flow_value(rest))
    }

    /// What stands after a colon; a fact's bare value is its first field.
    fn flow_value(&self, steps: &[Step]) -> String {
        match steps {
            [Step::Key(section, 0)] if section.is_fact => self.value.token(true),
            other => self.flow(other),
        }
    }

    fn is_flow(&self, node: NodeId) -> bool {
        let node = self.tree.node(node);
        let first = self.source.text().as_bytes().get(node.span.start as usize);
        !matches!(node.kind, NodeKind::Scalar { .. }) && matches!(first, Some(b'[' | b'{'))
    }

    fn column(&self, node: NodeId) -> usize {
        self.source.position(self.tree.node(node).span.start).column as usize - 1
    }

    /// The end of what comes before a value that is not there, which stands where the next thing
    /// begins: the colon or the dash before it, past no comment on a line of its own.
    fn before_nothing(&self, start: usize) -> usize {
        let mut before = self.source.text().get(..start).unwrap_or_default().trim_end();
        while let Some((earlier, line)) = before.rsplit_once('\n')
            && line.trim_start().starts_with('#')
        {
            before = earlier.trim_end();
        }
        before.len()
    }

    /// Where the last thing inside ends, without the blank lines after it.
    fn end(&self, node: NodeId) -> usize {
        let span = self.tree.node(node).span;
        if matches!(self.tree.node(node).kind, NodeKind::Scalar { .. }) || self.is_flow(node) {
            let written = self.source.slice(span).trim_end().len();
            let start = span.start as usize;
            return if written == 0 { self.before_nothing(start) } else { start + written };
        }
        let inner = self.tree.children(node).map(|child| self.end(child));
        inner.max().unwrap_or(span.start as usize)
    }
}

/// A value with a space before it, where none stands there.
fn spaced(source: &Source, at: usize, text: &str) -> String {
    let before = source.text().get(..at).and_then(|before| before.chars().next_back());
    if before.is_some_and(|c| !c.is_whitespace()) { format!(" {text}") } else { text.to_owned() }
}
