//! A person to ask, where there is one.

use std::io;

/// Someone at a terminal who answers questions. Each method fails where the person goes away.
pub trait Person {
    /// Which one of some choices.
    ///
    /// # Errors
    /// The terminal is gone, or the question was broken off.
    fn choose(&mut self, question: &str, choices: &[String]) -> io::Result<usize>;

    /// Which of some choices, in their order; none is an answer too.
    ///
    /// # Errors
    /// The terminal is gone, or the question was broken off.
    fn choose_some(&mut self, question: &str, choices: &[String]) -> io::Result<Vec<usize>>;

    /// A text that passes the check, the proposed one where nothing is typed; asked again, with the
    /// reason, until it does.
    ///
    /// # Errors
    /// The terminal is gone, or the question was broken off.
    fn write(
        &mut self,
        question: &str,
        proposed: Option<&str>,
        check: &dyn Fn(&str) -> Result<(), String>,
    ) -> io::Result<String>;
}
