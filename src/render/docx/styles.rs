//! How the document looks: real styles, so that it can be given another look in one place.

use std::fmt::Write;

const DARK: &str = "1F3A4D";
const MUTED: &str = "5A6670";

/// The styles, in a language.
pub(super) fn styles(main: &str, language: &str) -> String {
    let mut xml = format!(
        r#"<w:styles xmlns:w="{main}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:eastAsia="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/><w:sz w:val="21"/><w:szCs w:val="21"/><w:lang w:val="{language}" w:eastAsia="{language}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>"#
    );
    xml.push_str(r#"<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style><w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style><w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>"#);
    for (id, name, next, paragraph, run) in PARAGRAPHS {
        let _ = write!(
            xml,
            r#"<w:style w:type="paragraph" w:styleId="{id}"{}><w:name w:val="{name}"/><w:basedOn w:val="Normal"/><w:next w:val="{next}"/><w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"#,
            if name.starts_with("Medvirk") { r#" w:customStyle="1""# } else { "" },
        );
    }
    let _ = write!(
        xml,
        r#"<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:qFormat/><w:rPr><w:b/><w:bCs/></w:rPr></w:style><w:style w:type="character" w:customStyle="1" w:styleId="Dempet"><w:name w:val="Medvirk dempet"/><w:rPr><w:color w:val="{MUTED}"/><w:sz w:val="18"/></w:rPr></w:style><w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:uiPriority w:val="99"/><w:rPr><w:color w:val="0B5394"/><w:u w:val="single"/></w:rPr></w:style>"#
    );
    let line = |edge: &str| format!(r#"<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="C5CDD3"/>"#);
    let _ = write!(
        xml,
        r#"<w:style w:type="table" w:customStyle="1" w:styleId="Medvirk"><w:name w:val="Medvirk tabell"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>{}{}{}</w:tblBorders><w:tblCellMar><w:top w:w="57" w:type="dxa"/><w:left w:w="96" w:type="dxa"/><w:bottom w:w="57" w:type="dxa"/><w:right w:w="96" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{DARK}"/><w:vAlign w:val="center"/></w:tcPr></w:tblStylePr></w:style></w:styles>"#,
        line("top"),
        line("bottom"),
        line("insideH"),
    );
    xml
}

/// The numbers of headings, and the dots of lists.
pub(super) fn numbering(main: &str) -> String {
    let heading = |level: usize, text: &str, style: &str| {
        format!(
            r#"<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="{style}"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="567" w:hanging="567"/></w:pPr></w:lvl>"#
        )
    };
    format!(
        r#"<w:numbering xmlns:w="{main}"><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>{}{}</w:abstractNum><w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="hybridMultilevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:pStyle w:val="ListBullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="397" w:hanging="284"/></w:pPr></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>"#,
        heading(0, "%1", "Heading1"),
        heading(1, "%1.%2", "Heading2"),
    )
}

/// The paragraph styles: id, name, the style of the paragraph after, and how they look. Word
/// knows the names without «Medvirk» in every language.
const PARAGRAPHS: [(&str, &str, &str, &str, &str); 22] = [
    (
        "Title",
        "Title",
        "Normal",
        r#"<w:keepNext/><w:spacing w:before="0" w:after="60" w:line="240" w:lineRule="auto"/>"#,
        r#"<w:b/><w:color w:val="1F3A4D"/><w:sz w:val="48"/><w:szCs w:val="48"/>"#,
    ),
    (
        "Subtitle",
        "Subtitle",
        "Normal",
        r#"<w:spacing w:after="200"/>"#,
        r#"<w:color w:val="5A6670"/><w:sz w:val="28"/><w:szCs w:val="28"/>"#,
    ),
    (
        "Heading1",
        "heading 1",
        "Normal",
        r#"<w:keepNext/><w:keepLines/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:spacing w:before="480" w:after="140" w:line="240" w:lineRule="auto"/><w:outlineLvl w:val="0"/>"#,
        r#"<w:b/><w:color w:val="1F3A4D"/><w:sz w:val="34"/><w:szCs w:val="34"/>"#,
    ),
    (
        "Heading2",
        "heading 2",
        "Normal",
        r#"<w:keepNext/><w:keepLines/><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr><w:spacing w:before="360" w:after="100" w:line="240" w:lineRule="auto"/><w:outlineLvl w:val="1"/>"#,
        r#"<w:b/><w:color w:val="1F3A4D"/><w:sz w:val="27"/><w:szCs w:val="27"/>"#,
    ),
    (
        "Heading3",
        "heading 3",
        "Normal",
        r#"<w:keepNext/><w:keepLines/><w:spacing w:before="280" w:after="60" w:line="240" w:lineRule="auto"/><w:outlineLvl w:val="2"/>"#,
        r#"<w:b/><w:color w:val="1F3A4D"/><w:sz w:val="23"/><w:szCs w:val="23"/>"#,
    ),
    (
        "Heading4",
        "heading 4",
        "Normal",
        r#"<w:keepNext/><w:keepLines/><w:spacing w:before="220" w:after="60" w:line="240" w:lineRule="auto"/><w:outlineLvl w:val="3"/>"#,
        r#"<w:b/><w:color w:val="1F3A4D"/><w:sz w:val="21"/><w:szCs w:val="21"/>"#,
    ),
    (
        "TOCHeading",
        "TOC Heading",
        "Normal",
        r#"<w:keepNext/><w:spacing w:before="200" w:after="60"/>"#,
        r#"<w:b/><w:color w:val="1F3A4D"/><w:sz w:val="27"/><w:szCs w:val="27"/>"#,
    ),
    (
        "TOC1",
        "toc 1",
        "Normal",
        r#"<w:tabs><w:tab w:val="left" w:pos="567"/><w:tab w:val="right" w:leader="dot" w:pos="9356"/></w:tabs><w:spacing w:before="40" w:after="0" w:line="247" w:lineRule="auto"/>"#,
        "<w:b/>",
    ),
    (
        "TOC2",
        "toc 2",
        "Normal",
        r#"<w:tabs><w:tab w:val="left" w:pos="1134"/><w:tab w:val="right" w:leader="dot" w:pos="9356"/></w:tabs><w:spacing w:after="0" w:line="247" w:lineRule="auto"/><w:ind w:left="567"/>"#,
        "",
    ),
    (
        "Caption",
        "caption",
        "Normal",
        r#"<w:keepNext/><w:spacing w:before="200" w:after="80"/>"#,
        r#"<w:color w:val="5A6670"/><w:sz w:val="19"/><w:szCs w:val="19"/>"#,
    ),
    (
        "ListBullet",
        "List Bullet",
        "ListBullet",
        r#"<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr><w:spacing w:after="40"/>"#,
        "",
    ),
    (
        "Header",
        "header",
        "Header",
        r#"<w:tabs><w:tab w:val="right" w:pos="9356"/></w:tabs><w:spacing w:after="0"/>"#,
        r#"<w:color w:val="5A6670"/><w:sz w:val="18"/>"#,
    ),
    (
        "Footer",
        "footer",
        "Footer",
        r#"<w:tabs><w:tab w:val="right" w:pos="9356"/></w:tabs><w:spacing w:after="0"/>"#,
        r#"<w:color w:val="5A6670"/><w:sz w:val="18"/>"#,
    ),
    ("Status", "Medvirk status", "Punkt", r#"<w:keepNext/><w:spacing w:after="100"/>"#, ""),
    (
        "Punkt",
        "Medvirk punkt",
        "Punkt",
        r#"<w:tabs><w:tab w:val="left" w:pos="1588"/></w:tabs><w:spacing w:before="40" w:after="40"/><w:ind w:left="1588" w:hanging="1588"/>"#,
        "",
    ),
    (
        "Punktfortsettelse",
        "Medvirk punkt fortsettelse",
        "Punkt",
        r#"<w:spacing w:after="40"/><w:ind w:left="1588"/>"#,
        "",
    ),
    (
        "Tabelltekst",
        "Medvirk tabelltekst",
        "Tabelltekst",
        r#"<w:spacing w:after="30" w:line="247" w:lineRule="auto"/>"#,
        r#"<w:sz w:val="18"/><w:szCs w:val="18"/>"#,
    ),
    (
        "Tabelltall",
        "Medvirk tabelltall",
        "Tabelltall",
        r#"<w:spacing w:after="30" w:line="247" w:lineRule="auto"/><w:jc w:val="center"/>"#,
        r#"<w:sz w:val="18"/><w:szCs w:val="18"/>"#,
    ),
    (
        "Tabellkilde",
        "Medvirk tabellkilde",
        "Tabelltekst",
        r#"<w:spacing w:after="20" w:line="240" w:lineRule="auto"/>"#,
        r#"<w:color w:val="5A6670"/><w:sz w:val="16"/><w:szCs w:val="16"/>"#,
    ),
    (
        "Tabellhode",
        "Medvirk tabellhode",
        "Tabelltekst",
        r#"<w:keepNext/><w:spacing w:before="20" w:after="20" w:line="240" w:lineRule="auto"/>"#,
        r#"<w:b/><w:color w:val="FFFFFF"/><w:sz w:val="18"/><w:szCs w:val="18"/>"#,
    ),
    (
        "Tabellhodetall",
        "Medvirk tabellhode tall",
        "Tabelltekst",
        r#"<w:keepNext/><w:spacing w:before="20" w:after="20" w:line="240" w:lineRule="auto"/><w:jc w:val="center"/>"#,
        r#"<w:b/><w:color w:val="FFFFFF"/><w:sz w:val="18"/><w:szCs w:val="18"/>"#,
    ),
    (
        "Etter",
        "Medvirk etter tabell",
        "Normal",
        r#"<w:spacing w:after="0" w:line="160" w:lineRule="exact"/>"#,
        r#"<w:sz w:val="8"/>"#,
    ),
];
