//! A conversation at the terminal, line by line: a line can be read aloud, corrected and sent
//! through any kind of terminal.

use std::io::{IsTerminal, Write};

use medvirk::privacy::mask;
use medvirk::run::ask::Dialog;

/// The terminal.
pub struct Lines;

/// The terminal, where someone can answer.
pub fn at_terminal() -> Option<Lines> {
    (std::io::stdin().is_terminal() && std::io::stdout().is_terminal()).then_some(Lines)
}

impl Dialog for Lines {
    fn say(&mut self, text: &str) {
        let _ = writeln!(std::io::stdout(), "{}", mask(text).trim_end_matches('\n'));
    }

    fn ask(&mut self, prompt: &str) -> Option<String> {
        let mut output = std::io::stdout();
        write!(output, "{prompt}").and_then(|()| output.flush()).ok()?;
        let mut line = String::new();
        match std::io::stdin().read_line(&mut line) {
            Ok(1..) => Some(line),
            _ => None,
        }
    }
}
