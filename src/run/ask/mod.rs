//! `medvirk ask`: one question after the other, each answer written at once.

mod trail;
mod typed;

use std::path::PathBuf;

use super::audit::{complaints, open};
use super::change::{judge, place, stated};
use super::setup::{Asked as AskedFor, Setup, deviations};
use super::write::whole;
use super::{Context, Exit};
use crate::accept::Deviation;
use crate::cli::AskArgs;
use crate::collect::shown;
use crate::difference::{Changed, differences};
use crate::edit;
use crate::evaluate::Audit;
use crate::outcome::Status;
use crate::problem::Problem;
use crate::question::entry::changes;
use crate::question::{Agenda, Question};
use crate::record::{Record, doubts, read};
use crate::render::answer;
use crate::render::change as render;
use crate::render::next::Next;
use crate::render::problem::Style;
use crate::source::Source;
use crate::text::{Texts, fill};

use trail::Asked;
use typed::HELP;

/// The person at the terminal.
pub trait Dialog {
    /// Shows some lines.
    fn say(&mut self, text: &str);
    /// Asks for a line; none where no more will come.
    fn ask(&mut self, prompt: &str) -> Option<String>;
}

/// Runs the command; `dialog` is none where there is no terminal.
#[must_use]
pub fn run(args: &AskArgs, context: Context<'_>, dialog: Option<&mut dyn Dialog>) -> Exit {
    let Some(dialog) = dialog else {
        return Exit::failed(context.style.language.texts().ask_no_terminal);
    };
    ask(args, context, dialog).unwrap_or_else(Exit::failed)
}

fn ask(args: &AskArgs, context: Context<'_>, dialog: &mut dyn Dialog) -> Result<Exit, String> {
    let style = context.style;
    let asked = AskedFor { rules: &args.own.own_rules, as_of: args.as_of.as_deref(), ..AskedFor::default() };
    let Setup { all, set, as_of } = Setup::new(asked, context)?;
    let deviations = deviations(None, &all, context)?;
    let base = open(&args.file, &shown(&args.file), style)?;
    read(&base).map_err(|problems| complaints(&problems, &base, style))?;
    let audit = Audit::new(&set, as_of);
    let mut session = Session {
        audit: &audit,
        deviations: &deviations,
        style,
        texts: style.language.texts(),
        place: place(&args.file),
        current: copy(&base),
        base,
        trail: Vec::new(),
        at: 0,
        written: 0,
        is_over: false,
    };
    session.run(dialog)?;
    Ok(Exit::default())
}

/// What a person wants.
enum Reply {
    Answer(Vec<String>),
    Skip,
    Back,
    Quit,
    /// To see the question again, for the file is another one now.
    Again,
}

/// How many outcomes are told of after an answer.
const TOLD: usize = 8;

/// What became of an answer.
enum Fate {
    Written,
    /// It cannot stand.
    Refused,
    /// The file says something else by now.
    Overtaken,
}

struct Session<'a> {
    audit: &'a Audit<'a>,
    deviations: &'a [Deviation],
    style: Style,
    texts: &'static Texts,
    /// The file itself, where it was named by a link.
    place: PathBuf,
    /// The record before all answers on the trail.
    base: Source,
    /// The record as it stands in the file.
    current: Source,
    /// What was asked so far.
    trail: Vec<Asked>,
    /// The question at hand: the length of the trail, or less after going back.
    at: usize,
    /// How many answers were written.
    written: usize,
    /// Whether the answer at hand is the last.
    is_over: bool,
}

/// Whether an item only came or went, with nothing that was settled about it: no news of a list.
fn is_only_found(turned: &Changed<'_>) -> bool {
    let ((None, Some(only)) | (Some(only), None)) = (turned.before, turned.after) else { return false };
    matches!(only.status, Status::NotDocumented | Status::NotApplicable)
}

fn copy(source: &Source) -> Source {
    Source::new(source.name(), source.text().to_owned())
}

impl Session<'_> {
    fn run(&mut self, dialog: &mut dyn Dialog) -> Result<(), String> {
        let file = self.base.name().to_owned();
        dialog.say(&fill(self.texts.ask_intro, &[("file", &file)]));
        while !self.is_over {
            let before = self.before()?;
            let mut record = self.parsed(&before)?;
            let agenda = Agenda::of(self.audit, &mut record);
            let Some(question) = self.question(&agenda) else {
                if self.at < self.trail.len() {
                    // An earlier answer made this question pointless.
                    self.at += 1;
                    continue;
                }
                dialog.say(self.texts.ask_done);
                break;
            };
            match self.put(question, &record, &agenda, dialog)? {
                Reply::Quit => break,
                Reply::Again => {}
                Reply::Back if self.at == 0 => dialog.say(self.texts.ask_first),
                Reply::Back => self.at -= 1,
                Reply::Skip => self.leave(question.field.clone(), None),
                Reply::Answer(changes) => self.leave(question.field.clone(), Some(changes)),
            }
        }
        let source = copy(&self.current);
        let mut record = self.parsed(&source)?;
        let left = Agenda::of(self.audit, &mut record).questions.len().to_string();
        dialog
            .say(&fill(self.texts.ask_bye, &[("count", &self.written.to_string()), ("file", &file), ("left", &left)]));
        Ok(())
    }

    /// The record as it was before the question at hand was answered.
    fn before(&self) -> Result<Source, String> {
        if self.at == self.trail.len() {
            return Ok(copy(&self.current));
        }
        self.replayed(&self.trail[..self.at], &[])
    }

    /// The first record with some answers.
    fn replayed(&self, trail: &[Asked], more: &[String]) -> Result<Source, String> {
        let changes: Vec<String> = trail.iter().flat_map(|asked| &asked.changes).chain(more).cloned().collect();
        edit::apply(&self.base, &changes).map_err(|refused| self.why(&refused))
    }

    /// The question at hand: one to go back to, or the weightiest that was not asked yet.
    fn question<'q>(&self, agenda: &'q Agenda) -> Option<&'q Question> {
        let asked = |question: &&Question| self.trail.iter().any(|asked| asked.field == question.field);
        match self.trail.get(self.at) {
            Some(again) => agenda.questions.iter().find(|question| question.field == again.field),
            None => agenda.questions.iter().find(|question| !asked(question)),
        }
    }

    /// Moves on, with an answer or without; without one, an earlier answer stays.
    fn leave(&mut self, field: String, changes: Option<Vec<String>>) {
        match (self.trail.get_mut(self.at), changes) {
            (Some(asked), Some(changes)) => asked.changes = changes,
            (Some(_), None) => {}
            (None, changes) => self.trail.push(Asked { field, changes: changes.unwrap_or_default() }),
        }
        self.at += 1;
    }

    /// Asks until there is an answer that can be written, or another wish.
    fn put(
        &mut self,
        question: &Question,
        record: &Record<'_>,
        agenda: &Agenda,
        dialog: &mut dyn Dialog,
    ) -> Result<Reply, String> {
        let next =
            Next { set: self.audit.set(), record, agenda, limit: 1, as_of: self.audit.as_of(), style: self.style };
        let left = agenda.questions.len().to_string();
        let heading = fill(self.texts.ask_heading, &[("number", &(self.at + 1).to_string()), ("left", &left)]);
        let choices = answer::offered(&question.address, record);
        let numbered = choices.iter().flatten().enumerate().map(|(at, value)| format!("  {}. {value}\n", at + 1));
        dialog.say(&format!("\n{heading}\n{}{}", next.asked(question), numbered.collect::<String>()));
        loop {
            let typed = match self.typed(question, record, dialog) {
                Ok(typed) => typed,
                Err(reply) => return Ok(reply),
            };
            if typed == [HELP] {
                dialog.say(&next.background(question));
                continue;
            }
            let changes = changes(&question.address, record, &typed, choices.as_deref());
            match self.write(&question.field, &changes, dialog)? {
                Fate::Written => return Ok(Reply::Answer(changes)),
                Fate::Refused => dialog.say(self.texts.ask_again),
                Fate::Overtaken => return Ok(Reply::Again),
            }
        }
    }

    /// Writes an answer, and says what it changed; says why where it cannot be written.
    fn write(&mut self, field: &str, changes: &[String], dialog: &mut dyn Dialog) -> Result<Fate, String> {
        let before = self.trail.get(self.at);
        let later = self.trail.get(self.at + 1..).unwrap_or_default();
        let lost = |asked: &&Asked| before.is_some_and(|before| asked.hangs_on(before, changes));
        let lost: Vec<String> = later.iter().filter(lost).map(|asked| asked.field.clone()).collect();
        let later = later.iter().filter(|asked| !lost.contains(&asked.field)).flat_map(|asked| &asked.changes);
        let earlier = self.trail.get(..self.at.min(self.trail.len())).unwrap_or_default();
        let all: Vec<String> = changes.iter().chain(later).cloned().collect();
        let after = match self.replayed(earlier, &all) {
            Ok(after) => after,
            Err(why) => {
                dialog.say(&why);
                return Ok(Fate::Refused);
            }
        };
        let on_disk = open(&self.place, self.base.name(), self.style)?;
        let after = if on_disk.text() == self.current.text() {
            after
        } else {
            match self.merged(on_disk, field, changes, dialog)? {
                Some(merged) => merged,
                None => return Ok(Fate::Overtaken),
            }
        };
        whole(&self.place, after.text().as_bytes(), self.style.language)?;
        dialog.say(&self.told(&after, changes)?);
        if !lost.is_empty() {
            dialog.say(&fill(self.texts.ask_lost, &[("fields", &lost.join(", "))]));
            self.trail.retain(|asked| !lost.contains(&asked.field));
        }
        if let Some(doubt) = self.doubt(changes) {
            dialog.say(&doubt);
        }
        self.current = after;
        self.written += 1;
        Ok(Fate::Written)
    }

    /// The answer in a file that someone else has changed since it was read; none where the file
    /// answers the question otherwise by now.
    fn merged(
        &mut self,
        on_disk: Source,
        field: &str,
        changes: &[String],
        dialog: &mut dyn Dialog,
    ) -> Result<Option<Source>, String> {
        let said = |source: &Source| self.parsed(source).map(|record| stated(&record, field));
        let same = said(&on_disk)? == said(&self.current)?;
        // An answer to go back on is taken out first: a list would keep what its items had.
        let answered = self.trail.get(self.at).is_some_and(|asked| !asked.changes.is_empty());
        let emptied = answered.then(|| format!("{field}=ukjent"));
        let changes: Vec<String> = emptied.into_iter().chain(changes.iter().cloned()).collect();
        let merged = if same { edit::apply(&on_disk, &changes).ok() } else { None };
        let template = if merged.is_some() { self.texts.ask_merged } else { self.texts.ask_overtaken };
        dialog.say(&fill(template, &[("file", on_disk.name())]));
        // What was answered before stands in the new text, and cannot be taken back out of it.
        self.trail.iter_mut().for_each(|asked| asked.changes.clear());
        self.base = copy(&on_disk);
        self.current = on_disk;
        Ok(merged)
    }

    /// What was filled in, and which outcomes it changed.
    fn told(&self, after: &Source, changes: &[String]) -> Result<String, String> {
        let old = judge(self.audit, &self.current, self.deviations, self.style)?;
        let new = judge(self.audit, after, self.deviations, self.style)?;
        let mut turned = differences(&old, &new);
        turned.retain(|turned| !is_only_found(turned));
        let written = fill(self.texts.ask_written, &[("changes", &changes.join(", ")), ("file", after.name())]);
        let heading = render::heading(&turned, self.texts);
        let shown = &turned[..turned.len().min(TOLD)];
        let mut told = format!("{written}\n{heading}\n{}", render::lines(self.audit.set(), shown, self.style));
        if turned.len() > shown.len() {
            let count = (turned.len() - shown.len()).to_string();
            told.push_str(&fill(self.texts.next_more, &[("count", &count)]));
        }
        Ok(told)
    }

    /// What may be personal data in an answer, and how to take it back.
    fn doubt(&self, changes: &[String]) -> Option<String> {
        let language = self.style.language;
        let values = changes.iter().filter_map(|change| change.split_once('='));
        let doubts = values.flat_map(|(_, value)| doubts(&Source::new("", value.to_owned())));
        let mut kinds: Vec<Problem> = Vec::new();
        for doubt in doubts {
            if kinds.iter().all(|known| known.kind != doubt.kind) {
                kinds.push(doubt);
            }
        }
        let help = kinds.last()?.help(language);
        let found: Vec<String> = kinds.iter().map(|doubt| doubt.message(language)).collect();
        Some(fill(self.texts.ask_doubt, &[("found", &found.join(", ")), ("help", &help.join(" "))]))
    }

    /// Why an answer cannot stand, without the snippets that mean little to a reader here.
    fn why(&self, refused: &edit::Refused) -> String {
        let language = self.style.language;
        let problems = refused
            .problems
            .iter()
            .flat_map(|problem| std::iter::once(problem.message(language)).chain(problem.help(language)));
        problems.collect::<Vec<_>>().join("\n")
    }

    fn parsed<'s>(&self, source: &'s Source) -> Result<Record<'s>, String> {
        read(source).map_err(|problems| complaints(&problems, source, self.style))
    }
}
