//! Runs and paragraphs: text with how it looks, and where it leads.

use std::fmt::Write;

use super::super::office::{clean, colours};
use super::body::Links;
use crate::outcome::Status;

/// A paragraph in one of the document's styles.
#[derive(Debug, Clone, Default)]
pub(super) struct Paragraph {
    style: &'static str,
    runs: Vec<Run>,
    keep_with_next: bool,
}

/// Text that looks the same throughout.
#[derive(Debug, Clone, Default)]
struct Run {
    text: String,
    style: Option<&'static str>,
    status: Option<Status>,
    address: Option<String>,
}

impl Paragraph {
    /// An empty paragraph in a style.
    pub(super) fn new(style: &'static str) -> Self {
        Self { style, ..Self::default() }
    }

    /// A paragraph of plain text in a style.
    pub(super) fn of(style: &'static str, text: &str) -> Self {
        Self::new(style).text(text)
    }

    /// Keeps it on the page of the paragraph after it.
    pub(super) const fn with_next(mut self) -> Self {
        self.keep_with_next = true;
        self
    }

    /// Adds plain text.
    pub(super) fn text(mut self, text: &str) -> Self {
        self.runs.push(Run { text: text.to_owned(), ..Run::default() });
        self
    }

    /// Adds text in a character style.
    pub(super) fn styled(mut self, style: &'static str, text: &str) -> Self {
        self.runs.push(Run { text: text.to_owned(), style: Some(style), ..Run::default() });
        self
    }

    /// Adds the word for a status on its colour.
    pub(super) fn status(mut self, status: Status, word: &str) -> Self {
        let text = format!("\u{a0}{word}\u{a0}");
        self.runs.push(Run { text, style: Some("Strong"), status: Some(status), ..Run::default() });
        self
    }

    /// Adds text that leads to an address; plain text where there is none.
    pub(super) fn link(mut self, text: &str, address: Option<&str>) -> Self {
        let address = super::super::office::linkable(address).map(str::to_owned);
        self.runs.push(Run { text: text.to_owned(), address, ..Run::default() });
        self
    }

    /// How many characters it has.
    pub(super) fn length(&self) -> usize {
        self.runs.iter().map(|run| run.text.len()).sum()
    }

    /// Writes it.
    pub(super) fn write(&self, xml: &mut String, links: &mut Links) {
        xml.push_str("<w:p><w:pPr>");
        let _ = write!(xml, r#"<w:pStyle w:val="{}"/>"#, self.style);
        if self.keep_with_next {
            xml.push_str("<w:keepNext/>");
        }
        xml.push_str("</w:pPr>");
        for run in &self.runs {
            run.write(xml, links);
        }
        xml.push_str("</w:p>");
    }
}

impl Run {
    fn write(&self, xml: &mut String, links: &mut Links) {
        let Some(address) = &self.address else { return self.write_text(self.style, xml) };
        let _ = write!(xml, r#"<w:hyperlink r:id="{}" w:history="1">"#, links.id(address));
        self.write_text(Some("Hyperlink"), xml);
        xml.push_str("</w:hyperlink>");
    }

    fn write_text(&self, style: Option<&str>, xml: &mut String) {
        xml.push_str("<w:r>");
        if style.is_some() || self.status.is_some() {
            xml.push_str("<w:rPr>");
            if let Some(style) = style {
                let _ = write!(xml, r#"<w:rStyle w:val="{style}"/>"#);
            }
            if let Some(status) = self.status {
                let (fill, ink) = colours(status);
                let _ = write!(
                    xml,
                    r#"<w:color w:val="{ink:06X}"/><w:shd w:val="clear" w:color="auto" w:fill="{fill:06X}"/>"#
                );
            }
            xml.push_str("</w:rPr>");
        }
        text(&self.text, xml);
        xml.push_str("</w:r>");
    }
}

/// Writes what stands in a run; line breaks and tabs become their elements.
pub(super) fn text(text: &str, xml: &mut String) {
    for (position, line) in clean(text).split('\n').enumerate() {
        if position > 0 {
            xml.push_str("<w:br/>");
        }
        for (position, part) in line.split('\t').enumerate() {
            if position > 0 {
                xml.push_str("<w:tab/>");
            }
            if !part.is_empty() {
                let _ = write!(xml, r#"<w:t xml:space="preserve">{}</w:t>"#, escape(part));
            }
        }
    }
}

/// Text as it may stand in XML, between tags and in attributes.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in clean(text).chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&apos;"),
            letter => escaped.push(letter),
        }
    }
    escaped
}
