//! The document's body as it grows: headings with numbers, paragraphs, tables with captions,
//! links, and the table of contents.

use std::fmt::Write;

use super::inline::{Paragraph, escape, text};
use super::table::Table;
use crate::text::Texts;

/// The deepest heading that has a number and stands in the table of contents.
const LISTED: usize = 2;
/// The deepest heading.
const DEEPEST: usize = 4;

/// The addresses that the document leads to; each once.
#[derive(Debug, Default)]
pub(super) struct Links(Vec<String>);

impl Links {
    /// The id of the relationship to an address.
    pub(super) fn id(&mut self, address: &str) -> String {
        let found = self.0.iter().position(|known| known == address);
        let position = found.unwrap_or_else(|| {
            self.0.push(address.to_owned());
            self.0.len() - 1
        });
        format!("rIdL{}", position + 1)
    }

    /// The relationships, as they stand in the part beside the document.
    pub(super) fn relationships(&self) -> String {
        let relationship = |(position, address): (usize, &String)| {
            format!(
                r#"<Relationship Id="rIdL{}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="{}" TargetMode="External"/>"#,
                position + 1,
                escape(address)
            )
        };
        self.0.iter().enumerate().map(relationship).collect()
    }
}

/// A heading that the table of contents lists.
struct Heading {
    level: usize,
    number: String,
    text: String,
}

/// The body.
pub(super) struct Body {
    xml: String,
    /// The addresses that it leads to.
    pub(super) links: Links,
    texts: &'static Texts,
    headings: Vec<Heading>,
    counters: [usize; LISTED],
    tables: usize,
    contents_at: usize,
    new_page: bool,
}

impl Body {
    /// An empty body.
    pub(super) fn new(texts: &'static Texts) -> Self {
        Self {
            xml: String::new(),
            links: Links::default(),
            texts,
            headings: Vec::new(),
            counters: [0; LISTED],
            tables: 0,
            contents_at: 0,
            new_page: false,
        }
    }

    /// Lets the next heading begin a new page.
    pub(super) const fn new_page(&mut self) {
        self.new_page = true;
    }

    /// A heading, from level 1.
    pub(super) fn heading(&mut self, level: usize, title: &str) {
        let level = level.clamp(1, DEEPEST);
        let title = &title.replace(['\n', '\r', '\t'], " ");
        let style = ["Heading1", "Heading2", "Heading3", "Heading4"][level - 1];
        if level <= LISTED {
            self.counters[level - 1] += 1;
            self.counters[level..].fill(0);
            let number = self.counters[..level].iter().map(ToString::to_string).collect::<Vec<_>>().join(".");
            self.headings.push(Heading { level, number, text: title.clone() });
            let mark = self.headings.len();
            let page = if std::mem::take(&mut self.new_page) { "<w:pageBreakBefore/>" } else { "" };
            let _ = write!(
                self.xml,
                r#"<w:p><w:pPr><w:pStyle w:val="{style}"/>{page}</w:pPr><w:bookmarkStart w:id="{mark}" w:name="_Toc{mark:08}"/><w:r>"#
            );
            text(title, &mut self.xml);
            let _ = write!(self.xml, r#"</w:r><w:bookmarkEnd w:id="{mark}"/></w:p>"#);
        } else {
            self.paragraph(&Paragraph::of(style, title));
        }
    }

    /// A paragraph.
    pub(super) fn paragraph(&mut self, paragraph: &Paragraph) {
        paragraph.write(&mut self.xml, &mut self.links);
    }

    /// A paragraph of running text.
    pub(super) fn prose(&mut self, text: &str) {
        self.paragraph(&Paragraph::of("Normal", text));
    }

    /// A table with its caption above.
    pub(super) fn table(&mut self, table: &Table) {
        self.tables += 1;
        let number = self.tables;
        let _ = write!(
            self.xml,
            r#"<w:p><w:pPr><w:pStyle w:val="Caption"/><w:keepNext/></w:pPr><w:r><w:t xml:space="preserve">{} </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> SEQ {0} \* ARABIC </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{number}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t xml:space="preserve">. </w:t></w:r><w:r>"#,
            self.texts.word_table,
        );
        text(&table.title, &mut self.xml);
        self.xml.push_str("</w:r></w:p>");
        self.uncaptioned(table);
    }

    /// A table right below a heading that says what it is.
    pub(super) fn uncaptioned(&mut self, table: &Table) {
        table.write(&mut self.xml, &mut self.links);
        // Two tables without a paragraph between them would grow together.
        self.paragraph(&Paragraph::new("Etter"));
    }

    /// Where the table of contents goes.
    pub(super) fn contents_here(&mut self) {
        self.contents_at = self.xml.len();
    }

    /// The whole body, with the table of contents in its place.
    pub(super) fn finish(&self) -> String {
        let (before, after) = self.xml.split_at(self.contents_at);
        format!("{before}{}{after}", self.contents())
    }

    /// A field that Word can renew, filled with the headings. It names no pages: they are not
    /// known here, and wrong ones would be worse.
    fn contents(&self) -> String {
        let mut xml = String::from(
            r#"<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>"#,
        );
        let mut links = Links::default();
        Paragraph::of("TOCHeading", self.texts.word_contents).write(&mut xml, &mut links);
        for (position, heading) in self.headings.iter().enumerate() {
            let _ = write!(xml, r#"<w:p><w:pPr><w:pStyle w:val="TOC{}"/></w:pPr>"#, heading.level);
            if position == 0 {
                let _ = write!(
                    xml,
                    r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> TOC \o "1-{LISTED}" \h \z \u </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>"#
                );
            }
            let mark = position + 1;
            let _ = write!(xml, r#"<w:hyperlink w:anchor="_Toc{mark:08}" w:history="1"><w:r>"#);
            text(&format!("{}\t{}", heading.number, heading.text), &mut xml);
            xml.push_str("</w:r></w:hyperlink>");
            if mark == self.headings.len() {
                xml.push_str(r#"<w:r><w:fldChar w:fldCharType="end"/></w:r>"#);
            }
            xml.push_str("</w:p>");
        }
        xml.push_str("</w:sdtContent></w:sdt>");
        xml
    }
}
