//! What the two office formats share: the sources behind the rows, colours, and texts that fit
//! into XML.

use std::collections::BTreeMap;

use super::plain::web_address;
use super::words;
use crate::outcome::Status;
use crate::report::Report;
use crate::rule::{Document, Force, Provision, ProvisionStatus};
use crate::text::{Language, Texts};

pub use super::plain::visible as clean;
pub use super::row::{Row, rows};
pub use super::words::{capital, date, range, stated_date, verdict};

/// Why a document could not be made.
#[derive(Debug, thiserror::Error)]
pub enum OfficeError {
    /// The workbook could not be written.
    #[error("the workbook could not be written: {0}")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    /// The package around a document could not be written.
    #[error("the document could not be packed: {0}")]
    Package(#[from] zip::result::ZipError),
    /// A part of the package could not be written.
    #[error("the document could not be written: {0}")]
    Part(#[from] std::io::Error),
}

/// What the outcomes rest on, with the numbers of those outcomes.
#[derive(Debug, Default)]
pub struct Cited<'a> {
    /// Provisions that count on the audit date, in the order of their ids.
    pub provisions: Vec<(&'a Provision, Vec<usize>)>,
    /// Documents, in the order of their ids.
    pub documents: Vec<(&'a Document, Vec<usize>)>,
}

/// Every provision and document that stands behind an outcome.
#[must_use]
pub fn cited<'a>(report: &'a Report<'_>, rows: &[Row<'a>]) -> Cited<'a> {
    let library = &report.set.library;
    let mut provisions: BTreeMap<&str, (&Provision, Vec<usize>)> = BTreeMap::new();
    let mut documents: BTreeMap<&str, (&Document, Vec<usize>)> = BTreeMap::new();
    for row in rows {
        for reference in &row.rule.law {
            let Some(provision) = library.provisions.get(&reference.provision) else { continue };
            if provision.in_force(report.as_of) {
                provisions.entry(&provision.id).or_insert((provision, Vec::new())).1.push(row.number);
            }
        }
        for id in &row.rule.told.statements {
            let Some(statement) = library.statements.get(id) else { continue };
            let Some(document) = library.documents.get(&statement.document) else { continue };
            let numbers = &mut documents.entry(&document.id).or_insert((document, Vec::new())).1;
            if numbers.last() != Some(&row.number) {
                numbers.push(row.number);
            }
        }
    }
    Cited { provisions: provisions.into_values().collect(), documents: documents.into_values().collect() }
}

/// What kind of source a provision is.
#[must_use]
pub const fn source_kind(provision: &Provision, texts: &Texts) -> &'static str {
    match provision.status {
        ProvisionStatus::InForce => texts.report_source_law,
        ProvisionStatus::Steering => texts.report_source_steering,
        ProvisionStatus::Adopted => texts.report_source_announced,
    }
}

/// How the report is to be read: each status and each force, with what it means.
#[must_use]
pub fn guide(texts: &Texts) -> Vec<(String, &'static str)> {
    let statuses = Status::ALL.map(|status| (words::status(status, texts), words::status_meaning(status, texts)));
    let forces = Force::ALL.map(|(_, force)| (words::force(force, texts), words::force_meaning(force, texts)));
    statuses.into_iter().chain(forces).map(|(word, meaning)| (capital(word), meaning)).collect()
}

/// The language tag that office programs know.
#[must_use]
pub const fn tag(language: Language) -> &'static str {
    match language {
        Language::Nb => "nb-NO",
        Language::Nn => "nn-NO",
        Language::En => "en-GB",
    }
}

/// The fill and the letters of a status, as red-green-blue; the word always stands beside them.
#[must_use]
pub const fn colours(status: Status) -> (u32, u32) {
    match status {
        Status::NotMet => (0x00F8_D9D9, 0x007A_1A1A),
        Status::Partly => (0x00FD_EBC8, 0x006B_4300),
        Status::NotDocumented => (0x00DC_E9F5, 0x001B_3F66),
        Status::Met => (0x00DA_EEDD, 0x0017_4F27),
        Status::NotApplicable => (0x00EA_EAEA, 0x0044_4444),
    }
}

/// An address that may become a link.
#[must_use]
pub fn linkable(address: Option<&str>) -> Option<&str> {
    address.and_then(web_address)
}
