//! Nothing of a text is passed over: between the keys and values of a tree stand only blanks,
//! comments and the signs that hold them together.
//!
//! The parser forgives some texts that are no YAML, and drops what it cannot place. A record is
//! read whole or not at all, so what it dropped is found here.

use super::tree::{NodeId, NodeKind, Tree};
use crate::source::{Source, Span};

/// The first place in a text that the tree says nothing of, or that no sign ties to what stands
/// before.
#[must_use]
pub(super) fn passed_over(tree: &Tree<'_>, source: &Source) -> Option<Span> {
    let start = u32::try_from(source.mark_length()).unwrap_or(0);
    let mut walk = Walk { tree, source, cursor: start, due: Signs::default(), needs_colon: false };
    let found = match tree.root() {
        Some(root) => walk.node(root, false),
        None => Ok(()),
    };
    let end = u32::try_from(source.text().len()).unwrap_or(u32::MAX);
    found.and_then(|()| walk.gap(end, false)).err().map(|at| Span::new(at, at.saturating_add(1)))
}

/// Signs between two tokens.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Signs {
    commas: usize,
    colons: usize,
    dashes: usize,
}

struct Walk<'t, 's> {
    tree: &'t Tree<'s>,
    source: &'t Source,
    /// The end of the last token.
    cursor: u32,
    /// The signs that must stand before the next token.
    due: Signs,
    /// Whether a colon must stand there too; none need to where a value is left out.
    needs_colon: bool,
}

impl Walk<'_, '_> {
    /// Walks over a node; the error is the place of what was passed over.
    fn node(&mut self, id: NodeId, in_brackets: bool) -> Result<(), u32> {
        let node = self.tree.node(id);
        let span = node.span;
        if let NodeKind::Scalar { text, plain } = &node.kind {
            // What is left out has no place of its own.
            if span.start < span.end && !(*plain && text.is_empty()) {
                self.gap(span.start, in_brackets)?;
                self.cursor = span.end;
            } else {
                self.needs_colon = false;
            }
            return Ok(());
        }
        let is_mapping = matches!(node.kind, NodeKind::Mapping);
        let brackets = matches!(self.source.text().as_bytes().get(span.start as usize), Some(b'[' | b'{'));
        if brackets {
            self.gap(span.start, in_brackets)?;
            self.cursor = span.start + 1;
        }
        let inside = in_brackets || brackets;
        for (at, child) in self.tree.children(id).enumerate() {
            let begins = !is_mapping || at % 2 == 0;
            if at > 0 && begins && brackets {
                self.due.commas += 1;
            }
            if !begins {
                self.due.colons += 1;
                self.needs_colon = true;
            }
            if !is_mapping && !brackets {
                self.due.dashes += 1;
            }
            if !begins && !inside {
                self.is_further_in(span.start, child)?;
            }
            if is_mapping && begins && !inside {
                self.first_on_its_line(child, at == 0)?;
            }
            self.node(child, inside)?;
        }
        if brackets {
            // A last comma may stand before the bracket.
            let signs = self.signs(span.end.saturating_sub(1), true)?;
            if signs.commas > self.due.commas + 1 || signs.colons > self.due.colons {
                return Err(self.cursor);
            }
            self.due = Signs::default();
            self.cursor = span.end;
        }
        Ok(())
    }

    /// A key outside brackets has nothing before it on its line but, where it is the first, dashes.
    fn first_on_its_line(&self, key: NodeId, is_first: bool) -> Result<(), u32> {
        let span = self.tree.node(key).span;
        let line = self.source.line_span(self.source.line(span.start));
        let before = self.source.slice(Span::new(line.start, span.start));
        let stands_first = before.chars().all(|c| matches!(c, ' ' | '\t' | '?') || (is_first && c == '-'));
        if span.start == span.end || stands_first { Ok(()) } else { Err(span.start) }
    }

    /// A value that begins on a line of its own is further in than the keys of its mapping; a list may
    /// begin below its key.
    fn is_further_in(&self, mapping: u32, value: NodeId) -> Result<(), u32> {
        let node = self.tree.node(value);
        let indent = |at: u32| {
            let line = self.source.line_span(self.source.line(at));
            (at - line.start.min(at), self.source.slice(Span::new(line.start, at)).trim().is_empty())
        };
        let ((keys, _), (column, stands_alone)) = (indent(mapping), indent(node.span.start));
        let is_list = matches!(node.kind, NodeKind::Sequence);
        let is_in = column > keys || (is_list && column == keys) || node.span.start == node.span.end;
        if is_in || !stands_alone { Ok(()) } else { Err(node.span.start) }
    }

    /// What stands before a token is what is due.
    fn gap(&mut self, end: u32, in_brackets: bool) -> Result<(), u32> {
        let signs = self.signs(end, in_brackets)?;
        let due = std::mem::take(&mut self.due);
        let has_colon = !std::mem::take(&mut self.needs_colon) || signs.colons > 0;
        let is_due =
            has_colon && signs.commas == due.commas && signs.dashes == due.dashes && signs.colons <= due.colons;
        if is_due { Ok(()) } else { Err(self.cursor) }
    }

    /// The signs between the last token and a place; the error is the place of anything else.
    fn signs(&self, end: u32, in_brackets: bool) -> Result<Signs, u32> {
        let mut signs = Signs::default();
        let start = self.cursor as usize;
        let text = self.source.text();
        let between = text.get(start..(end as usize).max(start)).unwrap_or_default();
        let mut rest = between.char_indices();
        while let Some((at, c)) = rest.next() {
            let before = text[..start + at].chars().next_back();
            let opens_line = before.is_none_or(|c| matches!(c, '\n' | '\r' | '\u{feff}'));
            let next = text[start + at + c.len_utf8()..].chars().next();
            let ends = next.is_none_or(char::is_whitespace);
            match c {
                c if c.is_whitespace() => {}
                '#' if before.is_none_or(|c| c.is_whitespace() || c == '\u{feff}' || in_brackets) => {
                    let _ = rest.by_ref().find(|(_, c)| matches!(c, '\n' | '\r'));
                }
                '%' if opens_line && self.cursor as usize == self.source.mark_length() => {
                    let _ = rest.by_ref().find(|(_, c)| matches!(c, '\n' | '\r'));
                }
                '-' | '.' if opens_line && !in_brackets && is_marker(&between[at..]) => {
                    let _ = rest.nth(1);
                }
                '-' if ends && !in_brackets => signs.dashes += 1,
                '?' if ends => {}
                ':' => signs.colons += 1,
                ',' if in_brackets => signs.commas += 1,
                _ => return Err(u32::try_from(start + at).unwrap_or(u32::MAX)),
            }
        }
        Ok(signs)
    }
}

/// Whether a text begins with three dashes or points, which begin or end a document.
fn is_marker(text: &str) -> bool {
    let marks = text.get(..3).is_some_and(|marks| matches!(marks, "---" | "..."));
    marks && text[3..].chars().next().is_none_or(char::is_whitespace)
}
