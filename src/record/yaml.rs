//! From YAML to the located tree. The only file that names the YAML parser.
//!
//! Anchors, aliases, merge keys, tags and further documents are refused by name:
//! a record is read whole or not at all.

use granit_parser::{ErrorKind, Event, Parser, ScalarStyle, ScanError, StructureStyle, options};

use super::culprit::{
    closes_first, colon_in_text, first_on_line, open_bracket, open_quote, quote_left_open, tab_near, without_colon,
};
use super::extent::{comment_after_colon, visible, with_dash, with_header};
use super::tree::{Node, NodeKind, Tree, Value};
use crate::problem::{Kind, MOST, Problem, forbidden, forbidden_character, refuse_identity_numbers};
use crate::source::{KIB, MIB, Source, Span, forbidden_in, shown_size};

/// The deepest nesting that is read. A record needs seven levels.
pub const MAX_DEPTH: usize = 64;
/// The largest number of keys and values that is read. A full record has about two thousand, one
/// with something in every field some twenty thousand.
pub const MAX_NODES: usize = 100_000;
/// The longest line that is read, in bytes.
pub const MAX_LINE: usize = 256 * KIB;
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
        documents: 0,
    };
    // What stands after a character that may not stand there is not read: the parser would pass some
    // over.
    let unseen: Vec<Problem> = match too_much(source) {
        Some(problem) => vec![problem],
        None => forbidden(source).collect(),
    };
    let unread = unseen.first().map(|problem| source.line_span(source.line(problem.span.start)).start);
    let end = unread.map_or(source.text().len(), |line| (line as usize).max(source.mark_length()));
    let mut complete = unseen.is_empty();
    let options = options! {
        strict_indentation: true,
        emit_anchor_events: true,
        emit_unresolved_aliases: true,
        flow_nesting_limit: MAX_DEPTH + 1,
        block_nesting_limit: MAX_DEPTH + 1,
        simple_key_max_lookahead: MAX_LINE,
    };
    for item in Parser::new_from_str_with_options(&source.text()[source.mark_length()..end], options) {
        let step = match item {
            Ok((event, span)) => builder.event(event, span),
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
    refuse_identity_numbers(&mut problems, source);
    Parsed { tree: Tree { nodes }, problems, complete }
}

/// A line with more text than is read.
fn too_much(source: &Source) -> Option<Problem> {
    let text = source.text();
    if text.len() <= MAX_LINE {
        return None;
    }
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
    fn event(&mut self, event: Event<'s>, span: granit_parser::Span) -> Result<(), Problem> {
        let place = self.span(span);
        if let Some(tag) = span.tag_span() {
            self.refuse(Kind::Tag, self.span(tag));
        }
        match event {
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents > 1 {
                    return Err(Problem::new(Kind::SecondDocument, visible(self.source, place)));
                }
            }
            Event::Scalar(value, style, ..) => {
                let plain = matches!(style, ScalarStyle::Plain);
                // The parser writes a tilde where nothing stands.
                let is_left_out = plain && place.start == place.end;
                let value = if is_left_out { "".into() } else { value };
                if plain && value == "<<" && self.expects_key() {
                    self.refuse(Kind::Anchor, place);
                }
                let place = match style {
                    ScalarStyle::Literal | ScalarStyle::Folded => with_header(self.source, place),
                    _ => place,
                };
                if value.len() > MAX_TEXT {
                    let place = visible(self.source, place);
                    return Err(Problem::new(Kind::LongText, place).with("limit", shown_size(MAX_TEXT)));
                }
                if !plain
                    && self.expects_key()
                    && let Some(comment) = comment_after_colon(self.source, place)
                {
                    self.complain(Problem::new(Kind::PassedOver, comment));
                }
                // An escape can write what may not stand in the file itself.
                if matches!(style, ScalarStyle::DoubleQuoted)
                    && let Some((_, c)) = forbidden_in(&value).next()
                {
                    self.complain(forbidden_character(c, place));
                }
                self.push(NodeKind::Scalar { text: value, plain }, place)?;
            }
            Event::SequenceStart(style, ..) => self.start(NodeKind::Sequence, style, place)?,
            Event::MappingStart(style, ..) => self.start(NodeKind::Mapping, style, place)?,
            Event::SequenceEnd | Event::MappingEnd => self.close(place.end),
            Event::Anchor(..) => self.refuse(Kind::Anchor, place),
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                self.refuse(Kind::Anchor, place);
                self.push(NodeKind::Scalar { text: "".into(), plain: true }, place)?;
            }
            // Where the text and its document begin and end.
            _ => {}
        }
        Ok(())
    }

    fn start(&mut self, kind: NodeKind<'s>, style: StructureStyle, span: Span) -> Result<(), Problem> {
        let mapping = matches!(kind, NodeKind::Mapping);
        let in_brackets = matches!(style, StructureStyle::Flow);
        let span = if mapping || in_brackets { span } else { with_dash(self.source, span) };
        if self.expects_key() {
            self.complain(Problem::new(Kind::ComplexKey, visible(self.source, span)));
        }
        let node = self.push(kind, span)?;
        self.open.push(Open { node, children: 0, mapping, in_brackets });
        if self.open.len() > MAX_DEPTH {
            return Err(Problem::new(Kind::TooDeep, visible(self.source, span)).with("limit", MAX_DEPTH.to_string()));
        }
        Ok(())
    }

    fn push(&mut self, kind: NodeKind<'s>, span: Span) -> Result<usize, Problem> {
        if let Some(parent) = self.open.last_mut() {
            parent.children += 1;
        }
        let index = self.nodes.len();
        if index >= MAX_NODES {
            let limit = MAX_NODES.to_string();
            return Err(Problem::new(Kind::TooMany, visible(self.source, span)).with("limit", limit));
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

    /// Refuses what stands at a place, by name.
    fn refuse(&mut self, kind: Kind, span: Span) {
        let text = self.source.slice(span).to_owned();
        self.complain(Problem::new(kind, span).with("text", text));
    }

    fn expects_key(&self) -> bool {
        self.open.last().is_some_and(|open| open.mapping && open.children % 2 == 0)
    }

    /// Ends the innermost list or mapping: at its bracket, or else with what was last in it.
    fn close(&mut self, end: u32) {
        let Some(open) = self.open.pop() else { return };
        let last = self.nodes[open.node..].last().map_or(end, |node| node.span.end);
        let end = if open.in_brackets { end } else { last };
        if open.mapping && open.children % 2 == 1 {
            let index = u32::try_from(self.nodes.len()).unwrap_or(u32::MAX);
            let kind = NodeKind::Scalar { text: "".into(), plain: true };
            self.nodes.push(Node { span: Span::new(end, end), kind, value: Value::Uninterpreted, end: index + 1 });
        }
        let count = u32::try_from(self.nodes.len()).unwrap_or(u32::MAX);
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

    fn span(&self, span: granit_parser::Span) -> Span {
        let range = span.byte_range().unwrap_or_default();
        let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX).saturating_add(self.offset);
        Span::new(offset(range.start), offset(range.end))
    }

    /// The parser's complaint in our words, with the place a reader would look at.
    fn syntax(&self, error: &ScanError) -> Problem {
        use ErrorKind as E;
        let at = error.marker().byte_offset().and_then(|at| u32::try_from(at).ok()).unwrap_or(0) + self.offset;
        let place = visible(self.source, Span::new(at, at + 1));
        let found = |kind: Kind| Problem::new(kind, place);
        match error.kind() {
            E::TabNotAllowed | E::TabInBlockIndentation | E::TabInIndentation | E::TabAtBlockScalarStart => {
                Problem::new(Kind::Tab, tab_near(self.source, at).unwrap_or(place))
            }
            E::UnclosedQuotedScalar | E::DocumentIndicatorInQuotedScalar => found(Kind::UnclosedQuote),
            E::RecursionLimitExceeded => found(Kind::TooDeep).with("limit", MAX_DEPTH.to_string()),
            E::UnclosedFlowCollection { .. } | E::MismatchedFlowCollectionEnd { .. } => {
                open_quote(self.source, u32::MAX)
                    .map_or_else(|| found(Kind::UnclosedBracket), |quote| Problem::new(Kind::UnclosedQuote, quote))
            }
            other => {
                if let Some(quote) = open_quote(self.source, at).or_else(|| quote_left_open(self.source, at)) {
                    return Problem::new(Kind::UnclosedQuote, quote);
                }
                // A closing bracket must be further in than the key that it belongs to.
                if closes_first(self.source, at) {
                    return Problem::new(Kind::Indentation, place);
                }
                self.misplaced(other, at, place)
            }
        }
    }

    /// The complaint about lines that do not fit together: mostly the indentation, but a colon too much
    /// or too little looks the same to the parser.
    fn misaligned(&self, at: u32) -> Problem {
        let in_text = colon_in_text(self.source, at).map(|colon| Problem::new(Kind::ColonInText, colon));
        let missing = || without_colon(self.source, at).map(|line| Problem::new(Kind::MissingColon, line));
        let first = || Problem::new(Kind::Indentation, first_on_line(self.source, at));
        in_text.or_else(missing).unwrap_or_else(first)
    }

    /// The complaint about something that stands where it should not.
    fn misplaced(&self, error: &ErrorKind, at: u32, place: Span) -> Problem {
        use ErrorKind as E;
        match error {
            E::UnexpectedCharacter { .. }
            | E::ExpectedFlowMappingSeparator
            | E::ExpectedFlowSequenceSeparator
            | E::InvalidTrailingSingleQuotedScalar
            | E::InvalidTrailingDoubleQuotedScalar
            | E::ExpectedDocumentStart => Problem::new(Kind::PassedOver, place),
            _ if open_bracket(self.source, at).is_some() => {
                Problem::new(Kind::UnclosedBracket, open_bracket(self.source, at).unwrap_or(place))
            }
            E::ExpectedBlockMappingKey | E::ExpectedBlockSequenceEntry if first_on_line(self.source, at).start < at => {
                Problem::new(Kind::PassedOver, place)
            }
            E::InvalidIndentation
            | E::ExpectedBlockMappingKey
            | E::ExpectedBlockSequenceEntry
            | E::BlockSequenceEntryNotAllowed
            | E::InvalidQuotedScalarIndent
            | E::InvalidBlockScalarIndent
            | E::SimpleKeyExpected
            | E::InvalidSimpleKey
            | E::MappingKeyNotAllowed
            | E::MappingValueNotAllowed => self.misaligned(at),
            E::MisplacedFlowCollectionEnd => Problem::new(Kind::UnclosedBracket, place),
            E::ExpectedNodeContent => Problem::new(Kind::PassedOver, place),
            other => match tab_near(self.source, at) {
                Some(tab) => Problem::new(Kind::Tab, tab),
                None => Problem::new(Kind::Syntax, place).with("detail", other.to_string()),
            },
        }
    }
}
