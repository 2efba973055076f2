//! Mistakes with a snippet of the source, as compilers show them.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Annotation, AnnotationKind, Level, Origin, Renderer, Snippet};

use super::plain::one_line;
use crate::problem::{Problem, Severity};
use crate::source::{Source, Span, acts_unseen};
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
        Severity::Notice => Level::NOTE.with_name(texts.note),
    };
    let message = one_line(&problem.message(style.language));
    let excerpt = Excerpt::new(problem, source);
    let name = one_line(source.name());
    let help = problem.help(style.language);
    let help: Vec<String> = help.iter().map(|line| one_line(line)).collect();
    let title = level.primary_title(message.as_str());
    let group = match &excerpt {
        Some(excerpt) => title.element(excerpt.snippet(problem, &name)),
        None => {
            let place = source.position(problem.span.start);
            title.element(Origin::path(name).line(place.line as usize).char_column(place.column as usize))
        }
    };
    let group = group.elements(help.iter().map(|line| Level::HELP.with_name(texts.help).message(line.as_str())));
    let renderer = if style.colour { Renderer::styled() } else { Renderer::plain() };
    renderer.decor_style(DecorStyle::Ascii).term_width(style.width).render(&[group])
}

/// The largest text that is searched for lines to show beside the one in question.
const WHOLE: usize = 64 * 1024;
/// The longest line that is shown.
const LONGEST: usize = 2000;

/// The lines that are shown under a mistake.
struct Excerpt {
    text: String,
    /// Where the text begins in the source, in bytes, and the number of its first line.
    start: u32,
    line: u32,
}

impl Excerpt {
    /// A short source whole, of a long one the line where the mistake begins; nothing where that
    /// line is too long to be read.
    fn new(problem: &Problem, source: &Source) -> Option<Self> {
        let line = source.line(problem.span.start);
        let place = source.line_span(line);
        if (place.end - place.start) as usize > LONGEST {
            return None;
        }
        if source.text().len() <= WHOLE {
            return Some(Self { text: visible(source.text()), start: 0, line: 1 });
        }
        Some(Self { text: visible(source.slice(place)), start: place.start, line })
    }

    fn snippet<'a>(&'a self, problem: &Problem, name: &'a str) -> Snippet<'a, Annotation<'a>> {
        let here = |at: u32| at.saturating_sub(self.start);
        let range = |span: Span| range(Span::new(here(span.start), here(span.end)), &self.text);
        let snippet = Snippet::source(self.text.as_str())
            .line_start(self.line as usize)
            .path(name)
            .annotation(AnnotationKind::Primary.span(range(problem.span)));
        let end = self.start as usize + self.text.len();
        let related = problem.related.filter(|span| span.start >= self.start && (span.end as usize) <= end);
        snippet.annotations(related.map(|span| AnnotationKind::Context.span(range(span))))
    }
}

/// One line: file, line, column and message.
#[must_use]
pub fn line(problem: &Problem, source: &Source, language: Language) -> String {
    let place = source.position(problem.span.start);
    let message = one_line(&problem.message(language));
    format!("{}:{}:{}: {message}", one_line(source.name()), place.line, place.column)
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
    let steers = |c: char| (acts_unseen(c) && !matches!(c, '\n' | '\r' | '\t')) || c == '\u{feff}';
    text.chars().map(|c| if steers(c) { "?".repeat(c.len_utf8()) } else { c.to_string() }).collect()
}
