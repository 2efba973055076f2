//! Reads one rule file: from TOML to a checked rule, with every mistake at once.

use super::compile::Compiler;
use super::later::Later;
use super::law::{Library, ProvisionStatus, date};
use super::model::{Force, LawReference, Level, Origin, Parameter, Rule};
use super::table::{Table, one_of, word_of};
use super::told::{Told, texts};
use super::toml::{Entry, Item};
use crate::field::{FieldPath, SHAPE, Scalar, Shape};
use crate::problem::{Kind, MOST, Problem, nearest};
use crate::source::Span;

/// What a rule is checked against.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// What rules may point at.
    pub library: &'a Library,
    /// The types of organisation that a record may name.
    pub organisations: &'static [&'static str],
    /// The service areas that a record may name.
    pub service_areas: &'static [&'static str],
    /// Where the rule comes from.
    pub origin: Origin,
    /// The ids of the rules that may take its place: those of the same origin.
    pub replacements: &'a [&'a str],
}

impl<'a> Context<'a> {
    /// What the rules of one origin are checked against.
    pub fn new(library: &'a Library, origin: Origin, replacements: &'a [&'a str]) -> Self {
        let organisations = choices(&["virksomhet", "organisasjonstype"]);
        let service_areas = choices(&["tjenester", "område"]);
        Self { library, organisations, service_areas, origin, replacements }
    }
}

/// Reads a rule from the tables of its file, which is named `<topic>/<id>.toml`.
///
/// # Errors
/// All mistakes in the file.
pub(super) fn rule(name: Name<'_>, entries: &[Entry], context: Context<'_>) -> Result<Rule, Vec<Problem>> {
    let mut table = Table::new(entries, Span::new(0, 1));
    let mut problems = Vec::new();
    let rule = read(name, &mut table, context, &mut problems);
    table.finish(&mut problems);
    problems.sort_by_key(|problem| problem.span);
    problems.truncate(MOST);
    match rule {
        Some(rule) if problems.is_empty() => Ok(rule),
        _ => Err(problems),
    }
}

fn read(name: Name<'_>, table: &mut Table<'_>, context: Context<'_>, problems: &mut Vec<Problem>) -> Option<Rule> {
    check_id(name, problems);
    let topic = topic(table, name.folder, context.library, problems);
    let level = table.required_text("level", problems);
    let level = level.and_then(|found| one_of(found, &Level::ALL, problems));
    let force = force(table, context.origin, problems);
    let organisations = closed_list(table, "organisations", context.organisations, problems);
    let service_areas = closed_list(table, "service_areas", context.service_areas, problems);
    let from = date(table, "from", problems);
    let each = table.get("each");
    let law = law(table, context.library, problems);
    let parameters = parameters(table, context.origin, problems);

    let names: Vec<String> = parameters.iter().map(|parameter| parameter.name.clone()).collect();
    let mut compiler = Compiler::new(&names);
    let each = each.and_then(|value| compiler.list(value, SHAPE));
    let item = match each.as_ref().map(|path| path.target) {
        Some(Shape::List(item)) => item,
        _ => SHAPE,
    };
    let when = table.get("when").and_then(|value| compiler.condition(value, item));
    let met = table.require("met", problems).and_then(|value| compiler.condition(value, item));
    let partly = table.get("partly").and_then(|value| compiler.condition(value, item));
    for (position, parameter) in parameters.iter().enumerate() {
        if compiler.problems.is_empty() && !compiler.used.contains(&position) {
            problems.push(Problem::new(Kind::UnusedParameter, table.span()).with("name", parameter.name.as_str()));
        }
    }
    problems.append(&mut compiler.problems);

    let to = date(table, "to", problems);
    check_sources(table, force, &law, context, problems);
    check_replacement(table, context, problems);
    let told = Told::read(table, context.origin, problems);
    Some(Rule {
        id: name.id.to_owned(),
        topic,
        level: level?,
        force: force?,
        organisations,
        service_areas,
        law,
        from,
        to,
        parameters,
        each,
        when: when.map(Later::from),
        met: met?.into(),
        partly: partly.map(Later::from),
        told: told?.into(),
        origin: context.origin,
    })
}

/// The name of a rule's file, `<topic>/<id>.toml`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Name<'n> {
    file: &'n str,
    folder: &'n str,
    /// The rule's id.
    pub id: &'n str,
}

impl<'n> Name<'n> {
    pub fn of(name: &'n str) -> Self {
        let (path, file) = name.rsplit_once('/').unwrap_or(("", name));
        let folder = path.rsplit_once('/').map_or(path, |(_, folder)| folder);
        Self { file: name, folder, id: file.strip_suffix(".toml").unwrap_or(file) }
    }
}

/// The force; an organisation cannot make law.
fn force(table: &mut Table<'_>, origin: Origin, problems: &mut Vec<Problem>) -> Option<Force> {
    let found = table.required_text("force", problems)?;
    let force = one_of(found, &Force::ALL, problems)?;
    if origin == Origin::Local && force == Force::Lov {
        problems.push(Problem::new(Kind::LocalLaw, found.1));
    }
    Some(force)
}

/// The rule that took this one's place must be one of the same origin, so that an organisation's own
/// rules never stand in for built-in ones.
fn check_replacement(table: &mut Table<'_>, context: Context<'_>, problems: &mut Vec<Problem>) {
    let Some((id, span)) = table.text("replaced_by", &mut Vec::new()) else { return };
    if !context.replacements.contains(&id) {
        let meant = nearest(id, context.replacements.iter().copied());
        let kind = if context.origin == Origin::Local { Kind::LocalReplacement } else { Kind::UnknownReplacement };
        problems.push(Problem::new(kind, span).with("id", id).suggest(meant));
    }
}

fn check_id(name: Name<'_>, problems: &mut Vec<Problem>) {
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    if name.id.is_empty() || !name.id.bytes().all(fits) {
        let problem = Problem::new(Kind::WrongStem, Span::default()).with("stem", name.id).with("file", name.file);
        problems.push(problem);
    }
}

fn topic(table: &mut Table<'_>, folder: &str, library: &Library, problems: &mut Vec<Problem>) -> String {
    let Some((topic, span)) = table.required_text("topic", problems) else {
        return String::new();
    };
    if !library.topics.iter().any(|known| known.id == topic) {
        let names: Vec<&str> = library.topics.iter().map(|topic| topic.id.as_str()).collect();
        let problem = Problem::new(Kind::UnknownRuleValue, span)
            .with("value", topic)
            .with("known", names.join(", "))
            .suggest(nearest(topic, names.iter().copied()));
        problems.push(problem);
    } else if topic != folder {
        problems.push(Problem::new(Kind::WrongTopicFolder, span).with("topic", topic).with("folder", folder));
    }
    topic.to_owned()
}

/// The closed set of values of the field that these keys lead to, through lists.
fn choices(keys: &[&str]) -> &'static [&'static str] {
    let mut shape = SHAPE;
    for key in keys {
        let item = if let Shape::List(item) = shape { item } else { shape };
        match FieldPath::resolve(key, item) {
            Ok(path) => shape = path.value_shape(),
            Err(_) => return &[],
        }
    }
    match shape {
        Shape::Scalar(Scalar::Choice(choices)) => choices.values,
        _ => &[],
    }
}

fn closed_list(
    table: &mut Table<'_>,
    key: &'static str,
    known: &'static [&'static str],
    problems: &mut Vec<Problem>,
) -> Vec<&'static str> {
    table.texts(key, problems, |text, span, problems| word_of((text, span), known, problems))
}

fn law(table: &mut Table<'_>, library: &Library, problems: &mut Vec<Problem>) -> Vec<LawReference> {
    let Some(value) = table.get("law") else { return Vec::new() };
    let Item::List(items) = &value.item else {
        problems.push(super::table::wrong(value.span, "[[law]]"));
        return Vec::new();
    };
    let mut references = Vec::new();
    for item in items {
        let Some(mut reference) = Table::of(item, "[[law]]", problems) else { continue };
        let found = reference.required_text("provision", problems);
        let cited_as = reference.owned("cited_as", problems);
        reference.finish(problems);
        let Some((provision, span)) = found else { continue };
        match library.provisions.get(provision) {
            None => {
                let known = library.provisions.keys().map(String::as_str);
                let problem =
                    Problem::new(Kind::UnknownProvision, span).with("id", provision).suggest(nearest(provision, known));
                problems.push(problem);
            }
            Some(known) if known.status == ProvisionStatus::Adopted => {
                problems.push(Problem::new(Kind::ProvisionNotInForce, span).with("id", provision));
            }
            Some(_) => references.push(LawReference { provision: provision.to_owned(), cited_as }),
        }
    }
    references
}

/// A built-in rule rests on a provision or a statement, and every statement that a rule names is there.
fn check_sources(
    table: &mut Table<'_>,
    force: Option<Force>,
    law: &[LawReference],
    context: Context<'_>,
    problems: &mut Vec<Problem>,
) {
    let known = &context.library.statements;
    let named = table.texts("statements", &mut Vec::new(), |id, span, _| Some((id, span)));
    for (id, span) in &named {
        if known.get(id).is_none() {
            let meant = nearest(id, known.ids());
            problems.push(Problem::new(Kind::UnknownStatement, *span).with("id", *id).suggest(meant));
        }
    }
    let span = Span::new(0, 1);
    if context.origin == Origin::Local {
        return;
    }
    if force == Some(Force::Lov) && law.is_empty() {
        problems.push(Problem::new(Kind::NoProvision, span));
    } else if law.is_empty() && named.is_empty() {
        problems.push(Problem::new(Kind::NoSource, span));
    }
}

fn parameters(table: &mut Table<'_>, origin: Origin, problems: &mut Vec<Problem>) -> Vec<Parameter> {
    let Some(value) = table.get("parameters") else { return Vec::new() };
    let Some(named) = Table::of(value, "[parameters.…]", problems) else { return Vec::new() };
    let mut parameters = Vec::new();
    for entry in named.entries() {
        let Some(mut table) = Table::of(&entry.value, "[parameters.…]", problems) else { continue };
        let default = table.number("default", problems);
        if default.is_none() {
            problems.push(Problem::new(Kind::MissingRuleKey, entry.key_span).with("key", "default"));
        }
        let proposed = table.flag("proposed", problems).unwrap_or(true);
        let rationale = texts(&mut table, "rationale", origin, problems);
        table.finish(problems);
        parameters.push(Parameter {
            name: entry.key.clone(),
            default: default.unwrap_or(f64::NAN),
            own: None,
            proposed,
            rationale,
        });
    }
    parameters
}
