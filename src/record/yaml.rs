//! From YAML to the located tree. The only file that names the YAML parser.
//!
//! Anchors, aliases, merge keys, tags and further documents are refused by name:
//! a record is read whole or not at all.

use rlsp_yaml_parser::{CollectionStyle, Error, Event, EventMeta, ScalarStyle, parse_events};

use super::culprit::{closes_first, open_bracket, opening_quote, quote_left_open, tab_near};
use super::extent::{Quotes, next_closing, next_opening, next_value};
use super::gaps::passed_over;
use super::tree::{Node, NodeKind, Tree, Value};
use crate::problem::{Kind, MOST, Problem, forbidden, forbidden_character, refuse_identity_numbers};
use crate::source::{KIB, MIB, Source, Span, is_forbidden, shown_size};

/// The deepest nesting that is read. A record needs seven levels.
pub const MAX_DEPTH: usize = 64;
/// The largest number of keys and values that is read. A full record has about two thousand, one
/// with something in every field some twenty thousand.
pub const MAX_NODES: usize = 100_000;
/// The longest line that is read, in bytes: the time that the parser takes grows with its square.
pub const MAX_LINE: usize = 256 * KIB;
/// The longest comment that the parser reads, in bytes.
const MAX_COMMENT: usize = 4 * KIB;
/// The longest text that is read, in bytes.
const MAX_TEXT: usize = MIB;

/// What could be read, and every mistake on the way.
#[derive(Debug)]
pub struct Parsed<'s> {
    /// The tree, up to the place where reading had to stop.
    pub tree: Tree<'s>,
    /// The mistakes, in the order they stand.
    pub problems: Vec<Problem>,
    /// Whether the whole text was read.
    pub complete: bool,
}

/// Reads one YAML document.
#[must_use]
pub fn parse(source: &Source) -> Parsed<'_> {
    let mut builder = Builder {
        source,
        nodes: Vec::with_capacity(source.text().len() / 12),
        open: Vec::new(),
        problems: Vec::new(),
        offset: u32::try_from(source.mark_length()).unwrap_or(0),
        cursor: u32::try_from(source.mark_length()).unwrap_or(0),
        documents: 0,
    };
    // What stands after a character that may not stand there is not read: the parser would pass some
    // over, and take a byte order mark for the start of another text.
    let unseen: Vec<Problem> = match too_much(source) {
        Some(problem) => vec![problem],
        None => forbidden(source).collect(),
    };
    let unread = unseen.first().map(|problem| source.line_span(source.line(problem.span.start)).start);
    let end = unread.map_or(source.text().len(), |line| (line as usize).max(source.mark_length()));
    let mut complete = unseen.is_empty();
    for item in parse_events(&source.text()[source.mark_length()..end]) {
        let step = match item {
            Ok((event, span)) => builder.event(event, builder.shift(span)),
            Err(_) if !unseen.is_empty() => break,
            Err(error) => Err(builder.syntax(&error)),
        };
        if let Err(problem) = step {
            builder.complain(problem);
            complete = false;
            break;
        }
    }
    builder.problems.extend(unseen);
    builder.close_all();
    let Builder { nodes, mut problems, .. } = builder;
    let tree = Tree { nodes };
    if problems.is_empty() && complete {
        problems.extend(passed_over(&tree, source).map(|place| Problem::new(Kind::PassedOver, place)));
    }
    refuse_identity_numbers(&mut problems, source);
    Parsed { tree, problems, complete }
}

/// A line with more text than is read.
fn too_much(source: &Source) -> Option<Problem> {
    let text = source.text();
    let mut start = 0;
    let long = text.split_inclusive('\n').find_map(|line| {
        let place = (line.len() > MAX_LINE).then_some(start);
        start += line.len();
        place
    })?;
    let start = u32::try_from(long).unwrap_or(u32::MAX);
    Some(Problem::new(Kind::LongLine, Span::new(start, start)).with("limit", shown_size(MAX_LINE)))
}

struct Builder<'s> {
    source: &'s Source,
    nodes: Vec<Node<'s>>,
    open: Vec<Open>,
    problems: Vec<Problem>,
    offset: u32,
    /// The end of the last sign or value that was read.
    cursor: u32,
    documents: usize,
}

/// A list or mapping whose end has not come yet.
struct Open {
    node: usize,
    /// How many keys and values of a mapping have begun.
    children: usize,
    mapping: bool,
    in_brackets: bool,
}

impl<'s> Builder<'s> {
    fn event(&mut self, event: Event<'s>, span: Span) -> Result<(), Problem> {
        match event {
            Event::DocumentStart { .. } => {
                self.documents += 1;
                if self.documents > 1 {
                    return Err(Problem::new(Kind::SecondDocument, self.visible(span)));
                }
            }
            Event::Scalar { value, style, meta } => {
                self.refuse(meta.as_deref());
                let plain = matches!(style, ScalarStyle::Plain);
                if plain && value == "<<" && self.expects_key() {
                    self.complain(Problem::new(Kind::Anchor, span).with("text", "<<"));
                }
                if value.len() > MAX_TEXT {
                    return Err(Problem::new(Kind::LongText, self.visible(span)).with("limit", shown_size(MAX_TEXT)));
                }
                // An escape can write what may not stand in the file itself.
                if let Some(c) = value.chars().find(|c| is_forbidden(*c)) {
                    self.complain(forbidden_character(c, span));
                }
                let quotes = match style {
                    ScalarStyle::Plain => Some(Quotes::Plain),
                    ScalarStyle::SingleQuoted => Some(Quotes::Single),
                    ScalarStyle::DoubleQuoted => Some(Quotes::Double),
                    _ => None,
                };
                let is_left_out = plain && value.is_empty();
                let span = match quotes.filter(|_| !is_left_out) {
                    Some(quotes) => match next_value(self.source.text(), self.cursor, &value, quotes) {
                        Some(span) => span,
                        // An anchor or a tag stands between, which is refused already.
                        None if !self.problems.is_empty() => span,
                        None => return Err(Problem::new(Kind::PassedOver, self.visible(span))),
                    },
                    None => span,
                };
                if !is_left_out {
                    self.cursor = span.end;
                }
                self.push(NodeKind::Scalar { text: value, plain }, span)?;
            }
            Event::SequenceStart { style, meta } => self.start(NodeKind::Sequence, style, span, meta.as_deref())?,
            Event::MappingStart { style, meta } => self.start(NodeKind::Mapping, style, span, meta.as_deref())?,
            Event::SequenceEnd | Event::MappingEnd => self.close(span.end),
            Event::Alias { .. } => {
                let text = self.source.slice(span).to_owned();
                self.complain(Problem::new(Kind::Anchor, span).with("text", text));
                self.push(NodeKind::Scalar { text: "".into(), plain: true }, span)?;
            }
            Event::StreamStart | Event::StreamEnd | Event::Comment { .. } | Event::DocumentEnd { .. } => {}
        }
        Ok(())
    }

    fn start(
        &mut self,
        kind: NodeKind<'s>,
        style: CollectionStyle,
        span: Span,
        meta: Option<&EventMeta<'_>>,
    ) -> Result<(), Problem> {
        self.refuse(meta);
        let mapping = matches!(kind, NodeKind::Mapping);
        // A single key in a list in brackets has no brackets of its own.
        let bracket = matches!(style, CollectionStyle::Flow).then(|| next_opening(self.source.text(), self.cursor));
        let bracket = bracket.flatten();
        let span = bracket.map_or(span, |start| Span::new(start, start + 1));
        self.cursor = if bracket.is_some() { span.end } else { self.cursor };
        let node = self.push(kind, span)?;
        self.open.push(Open { node, children: 0, mapping, in_brackets: bracket.is_some() });
        if self.open.len() > MAX_DEPTH {
            let limit = MAX_DEPTH.to_string();
            return Err(Problem::new(Kind::TooDeep, span).with("limit", limit));
        }
        Ok(())
    }

    fn push(&mut self, kind: NodeKind<'s>, span: Span) -> Result<usize, Problem> {
        let is_scalar = matches!(kind, NodeKind::Scalar { .. });
        if self.expects_key() && !is_scalar {
            self.complain(Problem::new(Kind::ComplexKey, self.visible(span)));
        }
        if let Some(parent) = self.open.last_mut() {
            // Without brackets, a mapping begins where its first key does.
            if parent.mapping && !parent.in_brackets && parent.children == 0 && span.start < span.end {
                self.nodes[parent.node].span.start = span.start;
            }
            parent.children += 1;
        }
        let index = self.nodes.len();
        if index >= MAX_NODES {
            let limit = MAX_NODES.to_string();
            return Err(Problem::new(Kind::TooMany, self.visible(span)).with("limit", limit));
        }
        let end = u32::try_from(index).unwrap_or(u32::MAX) + 1;
        self.nodes.push(Node { span, kind, value: Value::Uninterpreted, end });
        Ok(index)
    }

    fn complain(&mut self, problem: Problem) {
        if self.problems.len() < MOST {
            self.problems.push(problem);
        }
    }

    fn expects_key(&self) -> bool {
        self.open.last().is_some_and(|open| open.mapping && open.children % 2 == 0)
    }

    fn close(&mut self, end: u32) {
        let Some(open) = self.open.pop() else { return };
        if open.mapping && open.children % 2 == 1 {
            let span = Span::new(end, end);
            let index = u32::try_from(self.nodes.len()).unwrap_or(u32::MAX);
            let kind = NodeKind::Scalar { text: "".into(), plain: true };
            self.nodes.push(Node { span, kind, value: Value::Uninterpreted, end: index + 1 });
        }
        let count = u32::try_from(self.nodes.len()).unwrap_or(u32::MAX);
        let closing = if open.in_brackets { next_closing(self.source.text(), self.cursor) } else { None };
        self.cursor = closing.unwrap_or(self.cursor);
        let end = closing.unwrap_or(end);
        let node = &mut self.nodes[open.node];
        node.end = count;
        node.span.end = node.span.end.max(end);
    }

    fn close_all(&mut self) {
        while !self.open.is_empty() {
            let end = self.nodes.last().map_or(0, |node| node.span.end);
            self.close(end);
        }
    }

    fn refuse(&mut self, meta: Option<&EventMeta<'_>>) {
        let Some(meta) = meta else { return };
        for (kind, span) in [(Kind::Anchor, meta.anchor_loc), (Kind::Tag, meta.tag_loc)] {
            if let Some(span) = span {
                let span = self.shift(span);
                let text = self.source.slice(span).to_owned();
                self.complain(Problem::new(kind, span).with("text", text));
            }
        }
    }

    fn shift(&self, span: rlsp_yaml_parser::Span) -> Span {
        Span::new(span.start + self.offset, span.end + self.offset)
    }

    /// A span with something to point at: at least one character, at most one line.
    fn visible(&self, span: Span) -> Span {
        let text = self.source.text();
        let line = self.source.line_span(self.source.line(span.start));
        let (first, last) = (line.start as usize, line.end.max(line.start) as usize);
        let start = (span.start as usize).clamp(first, last);
        let start = (first..=start).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(first);
        let end = (span.end as usize).clamp(start, last);
        let end = (end..=last).find(|at| text.is_char_boundary(*at)).unwrap_or(last);
        Span::new(u32::try_from(start).unwrap_or(0), u32::try_from(end).unwrap_or(0))
    }

    /// The parser's complaint in our words, with the place a reader would look at.
    fn syntax(&self, error: &Error) -> Problem {
        let at = u32::try_from(error.pos.byte_offset).unwrap_or(0) + self.offset;
        let place = self.visible(Span::new(at, at + 1));
        let message = error.message.as_str();
        if message.contains("tab") && message.contains("indentation") {
            return Problem::new(Kind::Tab, tab_near(self.source, at).unwrap_or(place));
        }
        if message.starts_with("unterminated") && message.contains("quoted") {
            return Problem::new(
                Kind::UnclosedQuote,
                opening_quote(self.source, self.nodes.last().map_or(0, |node| node.span.end), at).unwrap_or(place),
            );
        }
        // A closing bracket must be further in than the key that it belongs to.
        if message.contains("flow") && closes_first(self.source, at) {
            return Problem::new(Kind::Indentation, place);
        }
        if message.contains("flow") || message.contains("to close") {
            return Problem::new(Kind::UnclosedBracket, open_bracket(self.source, at).unwrap_or(place));
        }
        if message.contains("nesting depth") {
            return Problem::new(Kind::TooDeep, place).with("limit", MAX_DEPTH.to_string());
        }
        for (what, kind, limit) in
            [("comment exceeds", Kind::LongComment, MAX_COMMENT), ("scalar exceeds", Kind::LongText, MAX_TEXT)]
        {
            if message.contains(what) {
                return Problem::new(kind, place).with("limit", shown_size(limit));
            }
        }
        if message.starts_with("invalid character") || message.starts_with("escape produces") {
            let character = message.split(' ').find(|word| word.starts_with("U+")).unwrap_or("?");
            return Problem::new(Kind::InvalidCharacter, place).with("character", character);
        }
        if let Some(quote) = quote_left_open(self.source, at) {
            return Problem::new(Kind::UnclosedQuote, quote);
        }
        let indentation = ["indent", "invalid content at block", "unexpected content after document root"];
        if indentation.iter().any(|words| message.contains(words)) {
            return Problem::new(Kind::Indentation, place);
        }
        Problem::new(Kind::Syntax, place).with("detail", message)
    }
}
