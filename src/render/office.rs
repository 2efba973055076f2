//! What the two office formats share: numbered rows, the sources behind them, and texts that
//! fit into XML.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::words;
use crate::outcome::{Outcome, Status};
use crate::report::{Audited, Report};
use crate::rule::{Document, Force, Provision, ProvisionStatus, Rule};
use crate::text::{Language, Texts, fill};

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

/// An outcome with the number it has throughout a document.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    /// From 1, through all records.
    pub number: usize,
    /// The record it is about.
    pub record: &'a Audited,
    /// The outcome.
    pub outcome: &'a Outcome,
    /// Its rule.
    pub rule: &'a Rule,
}

/// All outcomes in the order they are reported, numbered.
#[must_use]
pub fn rows<'a>(report: &'a Report<'_>) -> Vec<Row<'a>> {
    let outcomes =
        report.records.iter().flat_map(|record| record.outcomes.iter().map(move |outcome| (record, outcome)));
    outcomes
        .enumerate()
        .map(|(position, (record, outcome))| Row { number: position + 1, record, outcome, rule: report.rule(outcome) })
        .collect()
}

impl Row<'_> {
    /// The item that was judged, by its own name; none for the whole organisation.
    #[must_use]
    pub fn subject(&self) -> Option<String> {
        let path = self.outcome.subject.path.as_ref()?;
        Some(match &self.outcome.subject.name {
            Some(name) => format!("{name} ({path})"),
            None => path.clone(),
        })
    }

    /// What to do about it, or to ask; for what needs nothing, the documents that show it.
    #[must_use]
    pub fn next(&self, language: Language) -> &str {
        match self.outcome.status {
            Status::NotMet | Status::Partly => self.rule.remedy.get(language),
            Status::NotDocumented => self.rule.question.get(language),
            Status::Met | Status::NotApplicable => self.rule.documents.get(language),
        }
    }

    /// The limits that took part, as lines.
    #[must_use]
    pub fn parameters(&self, report: &Report<'_>, texts: &Texts) -> Vec<String> {
        let parameters = report.parameters(self.outcome);
        parameters
            .iter()
            .map(|parameter| {
                let template = match (parameter.own, parameter.proposed) {
                    (true, _) => texts.parameter_own,
                    (false, true) => texts.parameter_proposed,
                    (false, false) => texts.parameter_source,
                };
                let value = super::reason::number(parameter.value);
                fill(template, &[("name", parameter.name), ("value", &value)])
            })
            .collect()
    }

    /// The name of its topic.
    #[must_use]
    pub fn topic<'r>(&self, report: &'r Report<'_>, language: Language) -> &'r str
    where
        Self: 'r,
    {
        topic(report, &self.rule.topic, language).unwrap_or_default()
    }
}

/// The name of a topic.
#[must_use]
pub fn topic<'r>(report: &'r Report<'_>, id: &str, language: Language) -> Option<&'r str> {
    report.set.library.topics.iter().find(|topic| topic.id == id).map(|topic| topic.name.get(language))
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
        for id in &row.rule.statements {
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
    let statuses = Status::ALL.map(|status| {
        let meaning = match status {
            Status::NotMet => texts.report_explain_not_met,
            Status::Partly => texts.report_explain_partly,
            Status::NotDocumented => texts.report_explain_not_documented,
            Status::Met => texts.report_explain_met,
            Status::NotApplicable => texts.report_explain_not_applicable,
        };
        (capital(words::status(status, texts)), meaning)
    });
    let forces = Force::ALL.map(|(_, force)| {
        let meaning = match force {
            Force::Lov => texts.report_explain_lov,
            Force::FagligRåd => texts.report_explain_faglig_rad,
            Force::GodPraksis => texts.report_explain_god_praksis,
            Force::Indikator => texts.report_explain_indikator,
        };
        (capital(words::force(force, texts)), meaning)
    });
    statuses.into_iter().chain(forces).collect()
}

/// What the audit came to for one record, in one sentence.
#[must_use]
pub fn verdict(report: &Report<'_>, record: &Audited, texts: &Texts) -> Option<String> {
    let force = words::force(report.threshold?, texts);
    let count = record.outcomes.iter().filter(|outcome| report.fails(outcome)).count();
    Some(match count {
        0 => fill(texts.verdict_none, &[("force", force)]),
        count => fill(texts.verdict_gaps, &[("force", force), ("count", &count.to_string())]),
    })
}

/// How far the statutory requirements of a record are met, in one sentence.
#[must_use]
pub fn range(report: &Report<'_>, record: &Audited, texts: &Texts) -> String {
    let counts = report.counts(record, Force::Lov);
    let (least, most) = counts.range();
    let (least, most, of) = (least.to_string(), most.to_string(), counts.applicable().to_string());
    fill(texts.range, &[("least", &least), ("most", &most), ("of", &of)])
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

/// A date written out.
#[must_use]
pub fn date(date: Date, texts: &Texts) -> String {
    let position = usize::try_from(date.month()).unwrap_or(1).saturating_sub(1);
    let month = texts.report_months.split(',').nth(position).unwrap_or_default();
    fill(texts.report_date, &[("day", &date.day().to_string()), ("month", month), ("year", &date.year().to_string())])
}

/// A date as a record states it: written out where it is a whole date.
#[must_use]
pub fn stated_date(stated: &str, texts: &Texts) -> String {
    stated.parse().map_or_else(|_| stated.to_owned(), |day| date(day, texts))
}

/// Words with a capital first letter.
#[must_use]
pub fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
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

/// An address that may become a link: only the web's own kinds, and nothing that needs escaping.
#[must_use]
pub fn linkable(address: Option<&str>) -> Option<&str> {
    let plain = |c: char| c.is_ascii_graphic() && !matches!(c, '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}');
    address.filter(|address| {
        (address.starts_with("https://") || address.starts_with("http://")) && address.chars().all(plain)
    })
}

/// Text without what XML forbids or what could turn the reading direction: each such character
/// becomes a visible mark.
#[must_use]
pub fn clean(text: &str) -> String {
    text.replace("\r\n", "\n")
        .chars()
        .map(|c| match c {
            '\n' | '\t' => c,
            '\r' => '\n',
            c if c.is_control() => '\u{fffd}',
            '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}' => {
                '\u{fffd}'
            }
            c => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_forbids_becomes_a_mark() {
        assert_eq!(
            clean("a\u{0}b\u{1b}[31m\r\nc\u{202e}d\u{fffe}\te"),
            "a\u{fffd}b\u{fffd}[31m\nc\u{fffd}d\u{fffd}\te"
        );
    }

    #[test]
    fn only_addresses_of_the_web_become_links() {
        assert_eq!(linkable(Some("https://lovdata.no/lov/%C2%A73")), Some("https://lovdata.no/lov/%C2%A73"));
        for address in ["javascript:alert(1)", "file:///etc/passwd", "https://a b", "https://a\"b", "https://å.no"] {
            assert_eq!(linkable(Some(address)), None, "{address}");
        }
    }

    #[test]
    fn dates_are_written_out_where_they_are_whole() {
        let texts = Language::Nb.texts();
        assert_eq!(stated_date("2026-06-01", texts), "1. juni 2026");
        assert_eq!(stated_date("2026-03", texts), "2026-03");
        assert_eq!(stated_date("2026-06-01", Language::En.texts()), "1 June 2026");
    }
}
