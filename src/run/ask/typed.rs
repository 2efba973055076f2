//! What a person types: lines of an answer, or a wish.

use super::{Dialog, Reply, Session};
use crate::edit;
use crate::question::Question;
use crate::question::entry::{Form, changes, form, is_word_for_all, is_yes};
use crate::record::Record;
use crate::render::answer;
use crate::text::fill;

/// What a line asks for instead of answering.
enum Wish {
    Help,
    Skip,
    Back,
    Quit,
}

/// What a person types who wants to know more.
pub(super) const HELP: &str = "?";

impl Session<'_> {
    /// The lines of an answer, or another wish.
    pub(super) fn typed(
        &mut self,
        question: &Question,
        record: &Record<'_>,
        dialog: &mut dyn Dialog,
    ) -> Result<Vec<String>, Reply> {
        let form = form(&question.address);
        let prompt = self.prompt(form);
        let mut typed: Vec<String> = Vec::new();
        loop {
            let line = dialog.ask(&prompt).map(|line| line.trim().to_owned());
            let wish = line.as_deref().map_or(Some(Wish::Quit), |line| self.wish(line));
            match (wish, line) {
                (Some(Wish::Quit), _) if typed.is_empty() => return Err(Reply::Quit),
                (Some(Wish::Quit), _) => {
                    self.is_over = true;
                    return Ok(typed);
                }
                (Some(Wish::Skip), _) if typed.is_empty() => return Err(Reply::Skip),
                (Some(Wish::Skip), _) => return Ok(typed),
                (Some(Wish::Back), _) if typed.is_empty() => return Err(Reply::Back),
                (Some(Wish::Back), _) => drop(typed.pop()),
                (Some(Wish::Help), _) => return Ok(vec![HELP.to_owned()]),
                (None, Some(line)) if !matches!(form, Form::Line) && is_yes(&line) => {
                    dialog.say(self.texts.ask_each);
                }
                (None, line) => {
                    typed.extend(line);
                    if matches!(form, Form::Line) || typed.last().is_some_and(|line| is_word_for_all(line)) {
                        return Ok(typed);
                    }
                    let tried = edit::apply(record.source(), &changes(&question.address, record, &typed, None));
                    if let Err(refused) = tried {
                        typed.pop();
                        dialog.say(&self.why(&refused));
                    }
                }
            }
        }
    }

    fn prompt(&self, form: Form) -> String {
        match form {
            Form::Line => self.texts.ask_prompt.to_owned(),
            Form::Texts => self.texts.ask_prompt_lines.to_owned(),
            Form::Items(section, key) => {
                let what = answer::described(section, key, self.style.language);
                fill(self.texts.ask_prompt_items, &[("what", &what)])
            }
        }
    }

    /// What a line asks for, where it is no answer.
    fn wish(&self, line: &str) -> Option<Wish> {
        let is = |words: &str| words.split(',').any(|word| line.eq_ignore_ascii_case(word.trim()));
        match line {
            "" => Some(Wish::Skip),
            HELP => Some(Wish::Help),
            _ if is(self.texts.ask_quit) => Some(Wish::Quit),
            _ if is(self.texts.ask_back) => Some(Wish::Back),
            _ if is(self.texts.ask_skip) => Some(Wish::Skip),
            _ => None,
        }
    }
}
