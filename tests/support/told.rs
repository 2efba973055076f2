//! What a file in each format tells, read with that format's own parser: all its words, without the
//! spaces, line breaks and invisible joiners that formats put between them.

use std::io::{Cursor, Read};

use calamine::{Reader, Xlsx};
use serde_json::Value;

/// The namespace of Word documents.
pub const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// All words of a file, by the ending that means its format.
pub fn told(ending: &str, bytes: &[u8]) -> String {
    let text = || String::from_utf8(bytes.to_vec()).expect("text");
    let told = match ending {
        "html" => words_of_html(&text()),
        "md" => words_of_markdown(&text()),
        "csv" => rows(bytes).concat().concat(),
        "xlsx" => cells(bytes).concat(),
        "docx" => words_of_word(bytes),
        "json" | "sarif" | "gitlab" => words_of_json(&serde_json::from_str(&text()).expect("JSON")),
        // What OSCAL tells at length is Markdown.
        "oscal" => words_of_markdown(&words_of_json(&serde_json::from_str(&text()).expect("JSON"))),
        "junit" => words_of_xml(&text()),
        // A screen draws frames around its words.
        "terminal" => text().replace(['│', '┆', '─', '╌', '┼', '├', '┤', '┌', '┐', '└', '┘', '═', '╞', '╡', '╪'], ""),
        "github" => text().replace("%3A", ":").replace("%2C", ",").replace("%0A", "\n").replace("%25", "%"),
        _ => text(),
    };
    letters(&told)
}

/// Text without what stands between words.
pub fn letters(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace() && *letter != '\u{2060}').collect()
}

/// The rows of a file of values separated by semicolons.
pub fn rows(bytes: &[u8]) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').has_headers(false).from_reader(bytes);
    reader.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect()).collect()
}

fn words_of_html(text: &str) -> String {
    scraper::Html::parse_document(text).root_element().text().collect()
}

fn words_of_markdown(text: &str) -> String {
    let mut options = comrak::Options::default();
    options.extension.table = true;
    options.extension.autolink = true;
    options.extension.strikethrough = true;
    options.render.r#unsafe = true;
    words_of_html(&comrak::markdown_to_html(text, &options))
}

fn cells(bytes: &[u8]) -> Vec<String> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.to_vec())).expect("a workbook");
    let sheets = book.worksheets();
    sheets.iter().flat_map(|(_, range)| range.cells().map(|(_, _, cell)| cell.to_string())).collect()
}

/// The XML of a Word document.
pub fn document(bytes: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes.to_vec())).expect("a package");
    let mut text = String::new();
    archive.by_name("word/document.xml").expect("a document").read_to_string(&mut text).expect("text");
    text
}

fn words_of_word(bytes: &[u8]) -> String {
    let document = document(bytes);
    let parsed = roxmltree::Document::parse(&document).expect("XML");
    parsed.descendants().filter(|node| node.has_tag_name((WORD, "t"))).filter_map(|node| node.text()).collect()
}

fn words_of_xml(text: &str) -> String {
    let parsed = roxmltree::Document::parse(text).expect("XML");
    let words = |node: roxmltree::Node<'_, '_>| {
        let attributes: String = node.attributes().map(|attribute| attribute.value()).collect();
        attributes + node.text().filter(|_| node.is_text()).unwrap_or_default()
    };
    parsed.descendants().map(words).collect()
}

fn words_of_json(value: &Value) -> String {
    match value {
        Value::String(text) => format!("{text}\n\n"),
        Value::Array(items) => items.iter().map(words_of_json).collect(),
        Value::Object(fields) => fields.values().map(words_of_json).collect(),
        _ => String::new(),
    }
}
