//! How a first record is written.

use jiff::civil::Date;

use super::choose::Open;
use super::{SCHEMA_FILE, Service, Start};
use crate::edit::{quoted, text_token};
use crate::field::{Field, Section, Shape, as_section, value_shape};
use crate::record::{FORMAT, SHAPE};
use crate::schema::kind;
use crate::text::{Language, describe_field, fill};

/// How many lines the record has at most, before its services.
const LINES: usize = 40;
/// How many facts are asked about every service.
const FACTS: usize = 2;
/// The widest hint about what a value may be.
const HINT: usize = 60;

/// A key with what stands below it.
struct Entry {
    section: &'static Section,
    field: &'static Field,
    /// What stands below; none where the field itself is open.
    inside: Vec<Entry>,
    /// Where it is a list, the keys of its items.
    keys: Vec<&'static str>,
}

/// What is known, without comments: what an audit can start from.
pub(super) fn head(start: &Start, as_of: Date) -> String {
    let services: String = start.services.iter().map(|service| service_line(service, &[])).collect();
    let services = if services.is_empty() { services } else { format!("tjenester:\n{services}") };
    format!("format: {FORMAT}\nper_dato: {as_of}\nvirksomhet:\n{}{services}", organisation(start, ""))
}

/// The whole record.
pub(super) fn record(start: &Start, as_of: Date, open: &[Open], language: Language) -> String {
    let texts = language.texts();
    let mut text = format!("# yaml-language-server: $schema={SCHEMA_FILE}\n{}\n\n", texts.init_head);
    text.push_str(&format!("format: {FORMAT}\n"));
    text.push_str(&format!("per_dato: {as_of} # {}\n", meaning(language, "Opplysninger", "per_dato")));
    let hint = format!(" # {}", meaning(language, "Virksomhet", "organisasjonstype"));
    text.push_str(&format!("virksomhet:\n{}", organisation(start, &hint)));
    let used = text.lines().count() + 1 + if start.services.is_empty() { 0 } else { FACTS + 2 };
    let mut entries = choose(open, LINES.saturating_sub(used));
    // What the rules ask about the organisation itself belongs with its name.
    if let Some(at) = entries.iter().position(|entry| entry.field.name == "virksomhet") {
        text.extend(entries.remove(at).inside.iter().map(|entry| lines(entry, 2, language)));
    }
    text.push('\n');
    text.push_str(&services(start, open, language));
    text.extend(entries.iter().map(|entry| lines(entry, 0, language)));
    text
}

fn organisation(start: &Start, hint: &str) -> String {
    let number = start.number.as_ref().map(|number| format!("  organisasjonsnummer: {}\n", quoted(number)));
    let name = quoted(&start.name);
    format!("  navn: {name}\n{}  organisasjonstype: {}{hint}\n", number.unwrap_or_default(), start.kind)
}

/// The services that were named, with the facts that decide most about each.
fn services(start: &Start, open: &[Open], language: Language) -> String {
    if start.services.is_empty() {
        return String::new();
    }
    let asked: Vec<&str> =
        open.iter().filter(|open| open.of_service).take(FACTS).map(|open| open.path.text()).collect();
    let mut text = format!("ufullstendige_lister: [tjenester] # {}\n", language.texts().init_incomplete);
    text.push_str(&format!("tjenester: # {}\n", meaning(language, "Opplysninger", "tjenester")));
    for key in &asked {
        text.push_str(&format!("  # {key}: {}\n", meaning(language, "Tjeneste", key)));
    }
    text.extend(start.services.iter().map(|service| service_line(service, &asked)));
    text
}

fn service_line(service: &Service, asked: &[&str]) -> String {
    let name = service.name.as_ref().map(|name| format!(", navn: {}", quoted(name))).unwrap_or_default();
    let asked: String = asked.iter().map(|key| format!(", {key}: ukjent")).collect();
    format!("  - {{ id: {}{name}, område: {}{asked} }}\n", text_token(&service.id, true), service.area)
}

/// The most decisive fields that there is room for.
fn choose(open: &[Open], room: usize) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut left = room;
    for open in open.iter().filter(|open| !open.of_service) {
        let cost = cost(&entries, SHAPE, open.path.steps()) + usize::from(!open.keys.is_empty());
        let Some(rest) = left.checked_sub(cost) else { break };
        left = rest;
        insert(&mut entries, SHAPE, open.path.steps(), &open.keys);
    }
    entries
}

/// How many lines a field adds.
fn cost(entries: &[Entry], shape: &'static Shape, steps: &[u8]) -> usize {
    let Some((field, rest)) = step(shape, steps) else { return 0 };
    match entries.iter().find(|entry| std::ptr::eq(entry.field, field)) {
        Some(entry) => cost(&entry.inside, field.shape, rest),
        None => steps.len(),
    }
}

fn insert(entries: &mut Vec<Entry>, shape: &'static Shape, steps: &[u8], keys: &[&'static str]) {
    let (Some(section), Some((field, rest))) = (as_section(shape), step(shape, steps)) else { return };
    let at = entries.iter().position(|entry| std::ptr::eq(entry.field, field)).unwrap_or_else(|| {
        entries.push(Entry { section, field, inside: Vec::new(), keys: Vec::new() });
        entries.len() - 1
    });
    if rest.is_empty() {
        entries[at].keys = keys.to_vec();
    } else {
        insert(&mut entries[at].inside, field.shape, rest, keys);
    }
}

/// The first field of a path, and what follows.
fn step<'a>(shape: &'static Shape, steps: &'a [u8]) -> Option<(&'static Field, &'a [u8])> {
    let (first, rest) = steps.split_first()?;
    as_section(shape)?.fields.get(usize::from(*first)).map(|field| (field, rest))
}

fn lines(entry: &Entry, indent: usize, language: Language) -> String {
    let margin = " ".repeat(indent);
    let (key, meaning) = (entry.field.name, meaning(language, entry.section.name, entry.field.name));
    if !entry.inside.is_empty() {
        let inside: String = entry.inside.iter().map(|entry| lines(entry, indent + 2, language)).collect();
        return format!("{margin}{key}: # {meaning}\n{inside}");
    }
    let hint = hint(entry.field.shape, language).map(|hint| format!(" ({hint})")).unwrap_or_default();
    let line = format!("{margin}{key}: ukjent # {meaning}{hint}\n");
    if entry.keys.is_empty() {
        return line;
    }
    let keys: Vec<String> = entry.keys.iter().map(|key| format!("{key}: ukjent")).collect();
    line + &format!("{margin}#  - {{ {} }}\n", keys.join(", "))
}

/// What may stand in a field, where it can be said in a few words.
fn hint(shape: &'static Shape, language: Language) -> Option<String> {
    match value_shape(shape) {
        Shape::Section(_) => None,
        Shape::List(item) => hint(item, language).map(|of| fill(language.texts().kind_list, &[("of", &of)])),
        scalar @ Shape::Scalar(_) => Some(kind(scalar, language).replace('`', "")),
    }
    .filter(|hint| hint.chars().count() <= HINT)
}

fn meaning(language: Language, section: &str, key: &str) -> &'static str {
    describe_field(language, section, key).unwrap_or_default()
}
