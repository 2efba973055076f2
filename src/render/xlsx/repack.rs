//! What the library does not do right in the finished workbook, put right.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{DateTime, ZipArchive, ZipWriter};

use super::super::office::OfficeError;

/// Packs the parts again: rows may grow, links lead where they should.
pub(super) fn repack(workbook: &[u8]) -> Result<Vec<u8>, OfficeError> {
    let mut parts = ZipArchive::new(Cursor::new(workbook))?;
    let mut packed = ZipWriter::new(Cursor::new(Vec::with_capacity(workbook.len())));
    let options = SimpleFileOptions::default().last_modified_time(DateTime::default());
    for position in 0..parts.len() {
        let mut part = parts.by_index(position)?;
        let name = part.name()?.into_owned();
        let mut content = Vec::new();
        part.read_to_end(&mut content)?;
        if name.starts_with("xl/worksheets/sheet") {
            content = without_marks(&String::from_utf8_lossy(&content)).into_bytes();
        } else if name.starts_with("xl/worksheets/_rels/") {
            content = escaped_once(&String::from_utf8_lossy(&content)).into_bytes();
        }
        packed.start_file(name, options)?;
        packed.write_all(&content)?;
    }
    Ok(packed.finish()?.into_inner())
}

/// Addresses as they were: the library takes the `%` of `%C2%A7` for a letter and escapes it
/// again, and the link leads nowhere. Addresses that have a `%25` of their own are not linked.
fn escaped_once(relations: &str) -> String {
    relations.replace("%25", "%")
}

/// Takes away the mark that says heights were set by hand, so that a row still grows when
/// somebody writes a long comment in it.
fn without_marks(sheet: &str) -> String {
    let mut kept = String::with_capacity(sheet.len());
    for (position, part) in sheet.split("<row ").enumerate() {
        if position == 0 {
            kept.push_str(part);
            continue;
        }
        let (tag, rest) = part.split_once('>').unwrap_or((part, ""));
        kept.push_str("<row ");
        kept.push_str(&tag.replace(" customHeight=\"1\"", ""));
        kept.push('>');
        kept.push_str(rest);
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_rows_lose_the_mark() {
        let sheet = r#"<f customHeight="1"/><row r="1" ht="30" customHeight="1"><c/></row><row r="2"/>"#;
        assert_eq!(without_marks(sheet), r#"<f customHeight="1"/><row r="1" ht="30"><c/></row><row r="2"/>"#);
    }
}
