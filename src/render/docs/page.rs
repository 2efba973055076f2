//! The page of one rule.

use super::{INDEX, Markdown, labelled, provision};
use crate::coverage::{Coverage, CoveredField, ReadingRule};
use crate::field::Shape;
use crate::render::explain::{counts_from, origin};
use crate::render::markdown::escape::{link, text};
use crate::render::plain::web_address;
use crate::render::reason::number;
use crate::render::{condition, words};
use crate::rule::{Condition, Document, Provision, Rule};
use crate::schema;
use crate::text::{Language, Texts, describe_field, fill};

pub(super) fn render(coverage: &Coverage<'_>, reading: &ReadingRule<'_>, language: Language) -> String {
    let texts = language.texts();
    let writer = Writer { coverage, rule: reading.rule, language, texts };
    let rule = reading.rule;
    let mut page = Markdown::new();
    page.heading(1, rule.told.title.get(language));
    page.paragraph(&format!("`{}`", rule.id));
    page.list(writer.about());
    page.heading(2, texts.column_requirement);
    page.paragraph(&text(rule.told.requirement.get(language)));
    writer.sources(&mut page);
    writer.conditions(&mut page);
    writer.parameters(&mut page);
    for (heading, words) in [
        (texts.label_next, &rule.told.remedy),
        (texts.label_question, &rule.told.question),
        (texts.label_documents, &rule.told.documents),
        (texts.docs_not_for, &rule.told.not_applicable),
    ] {
        page.heading(2, heading);
        page.paragraph(&text(words.get(language)));
    }
    writer.fields(reading, &mut page);
    page.paragraph(&link(texts.docs_all, Some(&format!("../{INDEX}"))));
    page.finish()
}

struct Writer<'c> {
    coverage: &'c Coverage<'c>,
    rule: &'c Rule,
    language: Language,
    texts: &'static Texts,
}

impl Writer<'_> {
    /// Force, level, topic, for whom, from when, whose.
    fn about(&self) -> Vec<String> {
        let (rule, texts) = (self.rule, self.texts);
        let library = &self.coverage.set.library;
        let topic = library.topics.iter().find(|topic| topic.id == rule.topic);
        let topic = topic.map_or(rule.topic.as_str(), |topic| topic.name.get(self.language));
        let organisations = rule.organisations.join(", ");
        let whom = if rule.organisations.is_empty() { texts.explain_everyone } else { &organisations };
        let mut about = vec![
            labelled(texts.explain_force, words::force(rule.force, texts)),
            labelled(texts.explain_level, words::level(rule.level, texts)),
            labelled(texts.explain_topic, topic),
            labelled(texts.explain_for, whom),
        ];
        if !rule.service_areas.is_empty() {
            about.push(labelled(texts.explain_service_areas, &rule.service_areas.join(", ")));
        }
        about.push(labelled(texts.docs_role, words::role(rule.told.role, texts)));
        about.push(labelled(texts.explain_counts, &counts_from(library, rule, texts)));
        about.extend(origin(rule, texts).map(|origin| labelled(texts.explain_origin, origin)));
        if let Some((version, replaced_by)) = &rule.told.deprecated {
            let mut words = fill(texts.docs_deprecated, &[("version", version)]);
            if let Some(other) = replaced_by {
                words.push_str(&fill(texts.docs_replaced_by, &[("rule", other)]));
            }
            about.push(text(&words));
        }
        about
    }

    fn sources(&self, page: &mut Markdown) {
        let (rule, library) = (self.rule, &self.coverage.set.library);
        page.heading(2, self.texts.explain_sources);
        let law = rule.law.iter().filter_map(|reference| {
            let found = library.provisions.get(&reference.provision)?;
            Some(self.provision(found, reference.cited_as.as_deref()))
        });
        let statements = rule.told.statements.iter().filter_map(|id| {
            let statement = library.statements.get(id)?;
            let document = library.documents.get(&statement.document)?;
            Some(format!("{}: {}, {}", text(id), document_words(document), text(statement.locator.get(self.language))))
        });
        let own = rule
            .told
            .source
            .iter()
            .map(|source| text(&fill(self.texts.local_source, &[("source", source.get(self.language))])));
        page.list(law.chain(statements).chain(own));
    }

    /// A provision with whom it obliges, what it requires, and from when.
    fn provision(&self, found: &Provision, cited_as: Option<&str>) -> String {
        let texts = self.texts;
        let when = words::period(found.from, found.to, texts);
        let whom = fill(texts.explain_addressee, &[("who", found.addressee.get(self.language))]);
        format!(
            "{}\n  - {}\n  - {}\n  - {}",
            provision(found, cited_as, self.language),
            text(&whom),
            text(found.duty.get(self.language)),
            labelled(texts.explain_counts, &when),
        )
    }

    fn conditions(&self, page: &mut Markdown) {
        let (rule, texts) = (self.rule, self.texts);
        if let Some(each) = &rule.each {
            page.heading(2, texts.explain_each);
            page.paragraph(&text(&format!("«{}»", each.text())));
        }
        for (heading, condition) in [
            (texts.explain_when, rule.when.as_ref()),
            (texts.explain_met, Some(&rule.met)),
            (texts.explain_partly, rule.partly.as_ref()),
        ] {
            if let Some(condition) = condition {
                page.heading(2, heading);
                page.paragraph(&self.condition(condition));
            }
        }
    }

    fn condition(&self, condition: &Condition) -> String {
        let lines = condition::words(self.rule, condition, self.language);
        let items = lines.iter().map(|line| {
            let words = line.trim_start();
            let indent = &line[..line.len() - words.len()];
            format!("{indent}- {}", text(words.trim_start_matches("• ")))
        });
        items.collect::<Vec<_>>().join("\n")
    }

    fn parameters(&self, page: &mut Markdown) {
        let texts = self.texts;
        if self.rule.parameters.is_empty() {
            return;
        }
        page.heading(2, texts.report_parameters);
        page.list(self.rule.parameters.iter().map(|parameter| {
            let mark = if parameter.proposed { texts.parameter_proposed } else { texts.parameter_source };
            let values = [("name", parameter.name.as_str()), ("value", &number(parameter.default))];
            format!("**{}** {}", text(&fill(mark, &values)), text(parameter.rationale.get(self.language)))
        }));
    }

    /// What the rule reads of a record, with what each key means and may hold.
    fn fields(&self, reading: &ReadingRule<'_>, page: &mut Markdown) {
        let texts = self.texts;
        let leaves: Vec<[String; 3]> = reading
            .fields
            .iter()
            .filter_map(|path| {
                let field = self.field(path)?;
                let (section, key) = field.described_by;
                let meaning = describe_field(self.language, section, key).unwrap_or_default();
                // What may stand there is Markdown already, with code where values stand.
                let is_list = matches!(field.shape, Shape::List(Shape::Section(_)));
                (!is_list).then(|| [format!("`{path}`"), schema::kind(field.shape, self.language), text(meaning)])
            })
            .collect();
        page.heading(2, texts.docs_fields);
        page.table([texts.reference_key, texts.reference_value, texts.reference_meaning], leaves);
    }

    fn field(&self, path: &str) -> Option<&CoveredField> {
        let fields = &self.coverage.fields;
        let part = || path.rsplit_once('.').map(|(_, key)| format!("*.{key}"));
        let exact = fields.iter().find(|field| field.path == path);
        exact.or_else(|| part().and_then(|part| fields.iter().find(|field| field.path == part)))
    }
}

/// A document by its title, as a link where it has an address, with who published it and when.
fn document_words(document: &Document) -> String {
    let address = document.address.as_deref().and_then(web_address);
    let rest = [&document.publisher, &document.date].into_iter().flatten().map(|words| format!(", {}", text(words)));
    link(&document.title, address) + &rest.collect::<String>()
}
