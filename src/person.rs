//! Questions at the terminal.

use std::fmt;
use std::io::{self, IsTerminal};

use dialoguer::theme::Theme;
use dialoguer::{Error, Input, MultiSelect, Select};
use medvirk::run::person::Person;

/// The person at the terminal, where all three streams are one.
pub fn at_terminal() -> Option<Box<dyn Person>> {
    let there = io::stdin().is_terminal() && io::stdout().is_terminal() && io::stderr().is_terminal();
    there.then(|| Box::new(Terminal) as Box<dyn Person>)
}

struct Terminal;

/// Questions as they are written, without words or marks of dialoguer's own.
struct Plain;

/// Shows the cursor again, which dialoguer hides before the choices: whoever ends the program there
/// by Ctrl+C ends it at once, and would be left without one.
const WITH_CURSOR: &str = if cfg!(unix) { "\u{1b}[?25h" } else { "" };

impl Theme for Plain {
    fn format_prompt(&self, f: &mut dyn fmt::Write, prompt: &str) -> fmt::Result {
        f.write_str(prompt)
    }

    fn format_error(&self, f: &mut dyn fmt::Write, error: &str) -> fmt::Result {
        f.write_str(error)
    }

    fn format_input_prompt(&self, f: &mut dyn fmt::Write, prompt: &str, default: Option<&str>) -> fmt::Result {
        match default {
            Some(default) => write!(f, "{prompt} [{default}] "),
            None => write!(f, "{prompt} "),
        }
    }

    fn format_input_prompt_selection(&self, f: &mut dyn fmt::Write, prompt: &str, chosen: &str) -> fmt::Result {
        write!(f, "{prompt} {chosen}")
    }

    fn format_select_prompt_item(&self, f: &mut dyn fmt::Write, choice: &str, active: bool) -> fmt::Result {
        let mark = if active { '>' } else { ' ' };
        write!(f, "{WITH_CURSOR}{mark} {choice}")
    }

    fn format_multi_select_prompt_item(
        &self,
        f: &mut dyn fmt::Write,
        choice: &str,
        checked: bool,
        active: bool,
    ) -> fmt::Result {
        let mark = if active { '>' } else { ' ' };
        let check = if checked { 'x' } else { ' ' };
        write!(f, "{WITH_CURSOR}{mark} [{check}] {choice}")
    }

    fn format_multi_select_prompt_selection(
        &self,
        f: &mut dyn fmt::Write,
        prompt: &str,
        chosen: &[&str],
    ) -> fmt::Result {
        f.write_str(prompt)?;
        chosen.iter().try_for_each(|choice| write!(f, "\n  {choice}"))
    }
}

impl Person for Terminal {
    fn choose(&mut self, question: &str, choices: &[String]) -> io::Result<usize> {
        let select = Select::with_theme(&Plain).with_prompt(question).items(choices).default(0);
        select.interact_opt().map_err(plain)?.ok_or_else(broken_off)
    }

    fn choose_some(&mut self, question: &str, choices: &[String]) -> io::Result<Vec<usize>> {
        let select = MultiSelect::with_theme(&Plain).with_prompt(question).items(choices);
        select.interact_opt().map_err(plain)?.ok_or_else(broken_off)
    }

    fn write(
        &mut self,
        question: &str,
        proposed: Option<&str>,
        check: &dyn Fn(&str) -> Result<(), String>,
    ) -> io::Result<String> {
        let input = Input::<String>::with_theme(&Plain).with_prompt(question).allow_empty(true);
        let input = match proposed {
            Some(proposed) => input.default(proposed.to_owned()),
            None => input,
        };
        input.validate_with(|text: &String| check(text)).interact_text().map_err(plain)
    }
}

fn plain(error: Error) -> io::Error {
    let Error::IO(cause) = error;
    cause
}

fn broken_off() -> io::Error {
    io::ErrorKind::Interrupted.into()
}
