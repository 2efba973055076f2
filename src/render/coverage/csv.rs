//! Coverage as CSV: one row for each link of the chain, so that a spreadsheet can follow it both
//! ways, and one row for whatever is linked to nothing.

use csv::{QuoteStyle, Terminator, WriterBuilder};

use super::{document, purpose, reason, sources};
use crate::coverage::{Coverage, CoveredField, CoveredStatement, ReadingRule};
use crate::render::csv::{BYTE_ORDER_MARK, cell};
use crate::render::words;
use crate::rule::Origin;
use crate::text::{Language, Texts};

/// The chain, with this separator between the columns.
#[must_use]
pub fn render(coverage: &Coverage<'_>, language: Language, separator: u8) -> String {
    // Writing to memory cannot fail, and all rows have as many cells as the header.
    let bytes = table(coverage, language, separator).unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

fn table(coverage: &Coverage<'_>, language: Language, separator: u8) -> csv::Result<Vec<u8>> {
    let mut writer = WriterBuilder::new()
        .delimiter(separator)
        .terminator(Terminator::CRLF)
        .quote_style(QuoteStyle::Always)
        .from_writer(BYTE_ORDER_MARK.to_vec());
    let rows = Rows { coverage, language, texts: language.texts() };
    writer.write_record(rows.header())?;
    for row in rows.all() {
        writer.write_record(row.map(|text| cell(&text)))?;
    }
    writer.into_inner().map_err(|error| error.into_error().into())
}

type Row = [String; 13];

struct Rows<'c> {
    coverage: &'c Coverage<'c>,
    language: Language,
    texts: &'static Texts,
}

impl Rows<'_> {
    const fn header(&self) -> [&'static str; 13] {
        let texts = self.texts;
        [
            texts.coverage_statement,
            texts.coverage_document,
            texts.coverage_place,
            texts.csv_auditable,
            texts.coverage_reason,
            texts.csv_repeats,
            texts.coverage_rule,
            texts.explain_force,
            texts.csv_local,
            texts.coverage_source,
            texts.coverage_field,
            texts.csv_purpose,
            texts.csv_hole,
        ]
    }

    fn all(&self) -> Vec<Row> {
        let coverage = self.coverage;
        let mut rows = Vec::new();
        for found in &coverage.statements {
            let statement = self.statement(found);
            for rule in &found.rules {
                self.links(&statement, &coverage.rules[*rule], &mut rows);
            }
            if found.rules.is_empty() {
                rows.push(self.row(statement, None, None, found.statement.auditable));
            }
        }
        for reading in coverage.rules.iter().filter(|reading| reading.rule.told.statements.is_empty()) {
            self.links(&Self::no_statement(), reading, &mut rows);
        }
        for field in coverage.fields.iter().filter(|field| field.rules.is_empty()) {
            rows.push(self.row(Self::no_statement(), None, Some((&field.path, Some(field))), field.is_hole()));
        }
        rows
    }

    /// One row for each field that a rule reads.
    fn links(&self, statement: &[String; 6], reading: &ReadingRule<'_>, rows: &mut Vec<Row>) {
        let hole = !crate::coverage::is_founded(reading.rule);
        for field in &reading.fields {
            rows.push(self.row(statement.clone(), Some(reading), Some((field, None)), hole));
        }
    }

    fn no_statement() -> [String; 6] {
        std::array::from_fn(|_| String::new())
    }

    fn statement(&self, found: &CoveredStatement<'_>) -> [String; 6] {
        let statement = found.statement;
        [
            statement.id.clone(),
            document(self.coverage, statement).to_owned(),
            statement.locator.get(self.language).to_owned(),
            self.yes_no(statement.auditable),
            statement.reason.map_or_else(String::new, |found| reason(found, self.texts).to_owned()),
            statement.same_as.clone().unwrap_or_default(),
        ]
    }

    fn row(
        &self,
        statement: [String; 6],
        reading: Option<&ReadingRule<'_>>,
        field: Option<(&String, Option<&CoveredField>)>,
        hole: bool,
    ) -> Row {
        let rule = reading.map_or_else(
            || std::array::from_fn(|_| String::new()),
            |reading| {
                let rule = reading.rule;
                [
                    rule.id.clone(),
                    words::force(rule.force, self.texts).to_owned(),
                    self.yes_no(rule.origin == Origin::Local),
                    sources(self.coverage, rule, self.language).join(" | "),
                ]
            },
        );
        let field = match field {
            None => [String::new(), String::new()],
            Some((path, None)) => [path.clone(), self.texts.csv_read_by_rule.to_owned()],
            Some((path, Some(field))) => {
                let words = field.purpose.map_or(self.texts.coverage_no_rule, |found| purpose(found, self.texts));
                [path.clone(), words.to_owned()]
            }
        };
        let [id, document, place, auditable, why, repeats] = statement;
        let [rule, force, local, source] = rule;
        let [path, purpose] = field;
        let hole = self.yes_no(hole);
        [id, document, place, auditable, why, repeats, rule, force, local, source, path, purpose, hole]
    }

    fn yes_no(&self, value: bool) -> String {
        if value { self.texts.csv_yes } else { self.texts.csv_no }.to_owned()
    }
}
