//! The package around the document: its parts, their kinds and their relations.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{DateTime, ZipWriter};

use super::super::office::{OfficeError, tag};
use super::Cover;
use super::body::Body;
use super::inline::escape;
use super::styles;

const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const KIND: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
const DECLARATION: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;

/// The parts beside the document: file, kind, and relation to it.
const PARTS: [(&str, &str); 5] = [
    ("styles", "styles"),
    ("numbering", "numbering"),
    ("settings", "settings"),
    ("header1", "header"),
    ("footer1", "footer"),
];

/// Packs the parts, in a fixed order and with a fixed time.
pub(super) fn pack(cover: &Cover, body: Body) -> Result<Vec<u8>, OfficeError> {
    let language = tag(cover.language);
    let parts = [
        ("[Content_Types].xml", content_types()),
        ("_rels/.rels", package_relations()),
        ("word/document.xml", document(&body)),
        ("word/_rels/document.xml.rels", document_relations(&body)),
        ("word/styles.xml", format!("{DECLARATION}{}", styles::styles(MAIN, language))),
        ("word/numbering.xml", format!("{DECLARATION}{}", styles::numbering(MAIN))),
        ("word/settings.xml", settings(language)),
        ("word/header1.xml", header(cover)),
        ("word/footer1.xml", footer(cover)),
        ("docProps/core.xml", core(cover, language)),
        ("docProps/app.xml", app()),
    ];
    drop(body);
    let mut packed = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().last_modified_time(DateTime::default());
    for (name, content) in parts {
        packed.start_file(name, options)?;
        packed.write_all(content.as_bytes())?;
    }
    Ok(packed.finish()?.into_inner())
}

fn content_types() -> String {
    let parts: String = PARTS
        .iter()
        .map(|(file, kind)| format!(r#"<Override PartName="/word/{file}.xml" ContentType="{KIND}.{kind}+xml"/>"#))
        .collect();
    format!(
        r#"{DECLARATION}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{KIND}.document.main+xml"/>{parts}<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/><Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/></Types>"#
    )
}

fn package_relations() -> String {
    format!(
        r#"{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{RELATIONS}/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="{PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/><Relationship Id="rId3" Type="{RELATIONS}/extended-properties" Target="docProps/app.xml"/></Relationships>"#
    )
}

fn document_relations(body: &Body) -> String {
    let parts: String = PARTS
        .iter()
        .map(|(file, kind)| format!(r#"<Relationship Id="rId_{file}" Type="{RELATIONS}/{kind}" Target="{file}.xml"/>"#))
        .collect();
    format!(
        r#"{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">{parts}{}</Relationships>"#,
        body.links.relationships()
    )
}

/// The body on upright A4.
fn document(body: &Body) -> String {
    format!(
        r#"{DECLARATION}<w:document xmlns:w="{MAIN}" xmlns:r="{RELATIONS}"><w:body>{}<w:sectPr><w:headerReference w:type="default" r:id="rId_header1"/><w:footerReference w:type="default" r:id="rId_footer1"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1275" w:bottom="1247" w:left="1275" w:header="624" w:footer="567" w:gutter="0"/></w:sectPr></w:body></w:document>"#,
        body.finish()
    )
}

fn settings(language: &str) -> String {
    format!(
        r#"{DECLARATION}<w:settings xmlns:w="{MAIN}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="708"/><w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val="{language}"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>"#
    )
}

fn header(cover: &Cover) -> String {
    let names: String = cover.names.replace(['\n', '\r', '\t'], " ").chars().take(70).collect();
    format!(
        r#"{DECLARATION}<w:hdr xmlns:w="{MAIN}"><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr><w:r><w:t xml:space="preserve">{}</w:t></w:r><w:r><w:tab/></w:r><w:r><w:t xml:space="preserve">{}</w:t></w:r></w:p></w:hdr>"#,
        escape(&names),
        escape(&cover.day.map_or_else(String::new, |day| super::super::office::date(day, cover.texts))),
    )
}

fn footer(cover: &Cover) -> String {
    let field = |name: &str| {
        format!(
            r#"</w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> {name} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t xml:space="preserve">"#
        )
    };
    let page = escape(cover.texts.sheet_page).replace("{page}", &field("PAGE")).replace("{pages}", &field("NUMPAGES"));
    format!(
        r#"{DECLARATION}<w:ftr xmlns:w="{MAIN}"><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr><w:r><w:t xml:space="preserve">{}</w:t></w:r><w:r><w:tab/></w:r><w:r><w:t xml:space="preserve">{page}</w:t></w:r></w:p></w:ftr>"#,
        escape(cover.title),
    )
}

/// What the file says of itself. Its time is the audit date, so that the same audit gives the
/// same bytes.
fn core(cover: &Cover, language: &str) -> String {
    let names: String = cover.names.chars().take(200).collect();
    // The format has years from 0001 on only.
    let day = cover.day.filter(|day| day.year() > 0).map_or_else(|| "0001-01-01".to_owned(), |day| day.to_string());
    format!(
        r#"{DECLARATION}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{}</dc:title><dc:subject>{}</dc:subject><dc:creator>medvirk {}</dc:creator><dcterms:created xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:modified><dc:language>{language}</dc:language></cp:coreProperties>"#,
        escape(cover.title),
        escape(&names),
        env!("CARGO_PKG_VERSION"),
    )
}

fn app() -> String {
    format!(
        r#"{DECLARATION}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>medvirk</Application></Properties>"#
    )
}
