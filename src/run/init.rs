//! `medvirk init`: a first record, from flags or from questions.

use std::io;
use std::path::{Path, PathBuf};

use super::audit::{complaints, date};
use super::person::Person;
use super::schema::pretty;
use super::setup::{Asked, Setup};
use super::write::is_standard;
use super::{Context, Exit};
use crate::cli::InitArgs;
use crate::collect::shown;
use crate::field::{Choices, Scalar};
use crate::field::{Organisasjonstype, Tjenesteområde};
use crate::init::{SCHEMA_FILE, Start, draft};
use crate::problem::Problem;
use crate::record::{Value, interpret, read};
use crate::render::problem::{Style, render};
use crate::schema;
use crate::source::{Source, Span, is_forbidden};
use crate::text::{describe, fill};

/// Runs `medvirk init`; a person, where there is one, is asked what the flags leave out.
#[must_use]
pub fn run(args: &InitArgs, context: Context<'_>, person: Option<Box<dyn Person>>) -> Exit {
    first_record(args, context, person).unwrap_or_else(Exit::failed)
}

fn first_record(args: &InitArgs, context: Context<'_>, person: Option<Box<dyn Person>>) -> Result<Exit, String> {
    let style = context.style;
    let as_of = date(args.as_of.as_deref(), context)?;
    if let Some(output) = args.output.as_deref().filter(|output| !is_standard(output)) {
        free(output, style)?;
    }
    let given = Given::read(args, style)?;
    let (start, output) = match (given.complete(), person) {
        (Some(start), _) => (start, args.output.clone()),
        (None, Some(mut person)) => {
            let mut interview = Interview { person: person.as_mut(), style };
            interview.ask(given, args).map_err(|cause| broken_off(&cause, style))?
        }
        (None, None) => return Err(given.missing(style)),
    };
    let output = output.filter(|output| !is_standard(output));
    let Setup { set, .. } = Setup::new(Asked::default(), context)?;
    let record = Source::new(name(output.as_deref()), draft(&set, &start, as_of, style.language));
    read(&record).map_err(|problems| complaints(&problems, &record, style))?;
    let Some(output) = output else { return Ok(Exit { output: record.text().to_owned(), ..Exit::default() }) };
    Ok(written(&output, &record, style))
}

/// The record as a file, with the schema beside it for the editor.
fn written(output: &Path, record: &Source, style: Style) -> Exit {
    let texts = style.language.texts();
    let schema_file = output.with_file_name(SCHEMA_FILE);
    let mut told = fill(texts.init_written, &[("file", record.name())]) + "\n";
    let mut new_files = vec![(output.to_owned(), record.text().as_bytes().to_vec())];
    let schema_name = shown(&schema_file);
    if schema_file.exists() {
        told.push_str(&(fill(texts.init_schema_kept, &[("file", &schema_name)]) + "\n"));
    } else {
        new_files.push((schema_file, pretty(&schema::record(style.language)).into_bytes()));
        told.push_str(&(fill(texts.init_schema_written, &[("file", &schema_name)]) + "\n"));
    }
    told.push_str(&(fill(texts.init_what_next, &[("file", record.name())]) + "\n"));
    Exit { output: told, new_files, ..Exit::default() }
}

/// What the flags say.
struct Given {
    kind: Option<&'static str>,
    name: Option<String>,
    number: Option<String>,
    services: Vec<(String, &'static str)>,
}

impl Given {
    fn read(args: &InitArgs, style: Style) -> Result<Self, String> {
        let kind =
            args.organisation_type.as_deref().map(|kind| choice("--type", kind, Organisasjonstype::CHOICES, style));
        let services = args.tjeneste.iter().map(|service| {
            let (called, area) = service.rsplit_once('=').unwrap_or((service, service));
            choice("--tjeneste", area, Tjenesteområde::CHOICES, style).map(|area| (called.to_owned(), area))
        });
        if let Some(number) = &args.organisasjonsnummer {
            is_number(number)
                .map_err(|problem| render(&problem, &Source::new("--organisasjonsnummer", number.clone()), style))?;
        }
        let names = args.navn.iter().map(|name| ("--navn", name));
        for (flag, name) in names.chain(args.tjeneste.iter().map(|service| ("--tjeneste", service))) {
            is_name(name, style).map_err(|cause| format!("{flag}: {cause}"))?;
        }
        Ok(Self {
            kind: kind.transpose()?,
            name: args.navn.as_ref().map(|name| name.trim().to_owned()),
            number: args.organisasjonsnummer.clone(),
            services: services.collect::<Result<_, _>>()?,
        })
    }

    /// The start, where the flags say enough.
    fn complete(&self) -> Option<Start> {
        Some(start(self.kind?, self.name.clone()?, self.number.clone(), &self.services))
    }

    /// What has to be said where nobody can be asked.
    fn missing(&self, style: Style) -> String {
        let texts = style.language.texts();
        let missing = [("--type", self.kind.is_none()), ("--navn", self.name.is_none())];
        let flags: Vec<&str> = missing.into_iter().filter(|(_, missing)| *missing).map(|(flag, _)| flag).collect();
        let message = fill(texts.init_missing, &[("flag", &flags.join(", "))]);
        if self.kind.is_some() {
            return message;
        }
        format!("{message}\n{}", fill(texts.init_types, &[("known", &Organisasjonstype::CHOICES.values.join(", "))]))
    }
}

fn start(kind: &'static str, name: String, number: Option<String>, services: &[(String, &'static str)]) -> Start {
    let mut start = Start { kind, name, number, services: Vec::new() };
    for (called, area) in services {
        start.add_service(called, area);
    }
    start
}

struct Interview<'p> {
    person: &'p mut dyn Person,
    style: Style,
}

impl Interview<'_> {
    /// Asks for what is not given, and for the file.
    fn ask(&mut self, given: Given, args: &InitArgs) -> io::Result<(Start, Option<PathBuf>)> {
        let texts = self.style.language.texts();
        let kind = match given.kind {
            Some(kind) => kind,
            None => {
                let choices = Organisasjonstype::CHOICES;
                choices.values[self.person.choose(texts.init_ask_type, &self.described(choices))?]
            }
        };
        let name = match given.name {
            Some(name) => name,
            None => {
                let check = |name: &str| is_name(name, self.style);
                self.person.write(texts.init_ask_name, None, &check)?.trim().to_owned()
            }
        };
        let number = match given.number {
            Some(number) => Some(number),
            None => {
                let check = |number: &str| match number.trim() {
                    "" => Ok(()),
                    number => is_number(number).map_err(|problem| problem.message(self.style.language)),
                };
                let number = self.person.write(texts.init_ask_number, None, &check)?;
                Some(number.trim().to_owned()).filter(|number| !number.is_empty())
            }
        };
        let mut services = given.services;
        if services.is_empty() {
            let choices = Tjenesteområde::CHOICES;
            let chosen = self.person.choose_some(texts.init_ask_services, &self.described(choices))?;
            services.extend(chosen.into_iter().map(|at| (choices.values[at].to_owned(), choices.values[at])));
        }
        let start = start(kind, name, number, &services);
        let output = match &args.output {
            Some(output) => output.clone(),
            None => {
                let check = |file: &str| {
                    is_name(file, self.style)?;
                    free(Path::new(file.trim()), self.style)
                };
                let file = self.person.write(texts.init_ask_file, Some(texts.init_file), &check)?;
                PathBuf::from(file.trim())
            }
        };
        Ok((start, Some(output)))
    }

    /// The values of a closed set with what each means.
    fn described(&self, choices: &Choices) -> Vec<String> {
        let described = choices.values.iter().map(|value| {
            let meaning = describe(self.style.language, &format!("Choices/{}.{value}", choices.name));
            format!("{value} – {}", meaning.unwrap_or_default())
        });
        described.collect()
    }
}

/// The value that a word of a flag means.
fn choice(flag: &str, word: &str, choices: &'static Choices, style: Style) -> Result<&'static str, String> {
    // In quotes, so that «ukjent» is no answer.
    match interpret(word, false, Scalar::Choice(choices), whole(word)) {
        Ok(Value::Choice(index)) => Ok(choices.values[usize::from(index)]),
        Ok(_) => Err(fill(style.language.texts().init_empty, &[("flag", flag)])),
        Err(problem) => Err(render(&problem, &Source::new(flag, word.to_owned()), style)),
    }
}

fn is_number(number: &str) -> Result<(), Problem> {
    interpret(number, false, Scalar::OrganisationNumber, whole(number)).map(|_| ())
}

/// That a text can be a name: it says something, and all of it can be shown.
fn is_name(name: &str, style: Style) -> Result<(), String> {
    let texts = style.language.texts();
    let hidden = |c: char| is_forbidden(c) || c == '\u{85}';
    match name {
        name if name.trim().is_empty() => Err(texts.init_ask_again.to_owned()),
        name if name.contains(hidden) => Err(texts.init_hidden.to_owned()),
        _ => Ok(()),
    }
}

fn whole(text: &str) -> Span {
    Span::new(0, u32::try_from(text.len()).unwrap_or(u32::MAX))
}

/// That a file is not there yet.
fn free(file: &Path, style: Style) -> Result<(), String> {
    match file.symlink_metadata() {
        Ok(_) => Err(fill(style.language.texts().init_exists, &[("file", &shown(file))])),
        Err(_) => Ok(()),
    }
}

fn name(output: Option<&Path>) -> String {
    output.map_or_else(|| "init".to_owned(), shown)
}

fn broken_off(cause: &io::Error, style: Style) -> String {
    let texts = style.language.texts();
    match cause.kind() {
        io::ErrorKind::Interrupted | io::ErrorKind::NotConnected | io::ErrorKind::UnexpectedEof => {
            texts.init_broken_off.to_owned()
        }
        _ => fill(texts.init_cannot_ask, &[("cause", &cause.to_string())]),
    }
}
