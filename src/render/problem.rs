//! Mistakes with a snippet of the source, as compilers show them.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use crate::problem::{Problem, Severity};
use crate::source::{Source, Span};
use crate::text::Language;

/// How mistakes are shown.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// The language.
    pub language: Language,
    /// Whether colours are used.
    pub colour: bool,
    /// The width of the screen.
    pub width: usize,
}

/// One mistake with its place, a snippet and the way out.
#[must_use]
pub fn render(problem: &Problem, source: &Source, style: Style) -> String {
    let texts = style.language.texts();
    let level = match problem.kind.severity() {
        Severity::Error => Level::ERROR.with_name(texts.error),
        Severity::Warning => Level::WARNING.with_name(texts.warning),
    };
    let message = problem.message(style.language);
    let text = visible(source.text());
    let mut snippet = Snippet::source(text.as_str())
        .path(source.name())
        .annotation(AnnotationKind::Primary.span(range(problem.span, &text)));
    if let Some(related) = problem.related {
        snippet = snippet.annotation(AnnotationKind::Context.span(range(related, &text)));
    }
    let help = problem.help(style.language);
    let group: Group<'_> = level.primary_title(message.as_str()).element(snippet);
    let group = group.elements(help.iter().map(|line| Level::HELP.with_name(texts.help).message(line.as_str())));
    let renderer = if style.colour { Renderer::styled() } else { Renderer::plain() };
    renderer.decor_style(DecorStyle::Ascii).term_width(style.width).render(&[group])
}

/// One line: file, line, column and message.
#[must_use]
pub fn line(problem: &Problem, source: &Source, language: Language) -> String {
    let place = source.position(problem.span.start);
    format!("{}:{}:{}: {}", source.name(), place.line, place.column, problem.message(language))
}

/// A span that the snippet can underline: inside the text, on character boundaries.
fn range(span: Span, text: &str) -> std::ops::Range<usize> {
    let floor = |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let start = floor(span.start as usize);
    let end = floor((span.end as usize).max(span.start as usize + 1));
    let end = if end <= start { text[start..].chars().next().map_or(start, |c| start + c.len_utf8()) } else { end };
    start..end
}

/// The text without characters that could steer a terminal; as many bytes as before.
fn visible(text: &str) -> String {
    let steers = |c: char| {
        (c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
            || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    text.chars().map(|c| if steers(c) { "?".repeat(c.len_utf8()) } else { c.to_string() }).collect()
}
