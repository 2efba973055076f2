//! `medvirk man`: the command line as manual pages, one for each command.

use clap::Command;
use clap_mangen::Man;

use super::{Exit, write};
use crate::cli::{ManArgs, command};
use crate::collect::shown;
use crate::text::{Language, Texts, fill};

/// Writes the pages into a folder.
#[must_use]
pub fn run(args: &ManArgs, language: Language) -> Exit {
    let texts = language.texts();
    let mut root = command(language);
    root.build();
    let mut pages = Vec::new();
    if let Err(error) = collect(&root, texts, &mut pages) {
        return Exit::failed(error.to_string());
    }
    let count = pages.len().to_string();
    let output = fill(texts.man_written, &[("count", &count), ("folder", &shown(&args.output))]) + "\n";
    let mut files = Vec::new();
    for (name, page) in pages {
        let path = args.output.join(name);
        if let Err(message) = write::folder_of(&path, language) {
            return Exit::failed(message);
        }
        files.push((path, page.into_bytes()));
    }
    Exit { output, files, ..Exit::default() }
}

/// The page of a command and those of the commands inside it, each with the name of its file.
fn collect(command: &Command, texts: &Texts, pages: &mut Vec<(String, String)>) -> std::io::Result<()> {
    let name = command.get_display_name().unwrap_or_else(|| command.get_name()).to_owned();
    let mut page = Vec::new();
    Man::new(command.clone()).title(name.to_uppercase()).render(&mut page)?;
    pages.push((format!("{name}.1"), headings(&String::from_utf8_lossy(&page), texts)));
    command.get_subcommands().try_for_each(|inner| collect(inner, texts, pages))
}

/// The headings that the generator writes, in the language of the page.
fn headings(page: &str, texts: &Texts) -> String {
    let known = [
        ("NAME", texts.man_name),
        ("SYNOPSIS", texts.man_synopsis),
        ("DESCRIPTION", texts.man_description),
        ("OPTIONS", texts.man_options),
        ("VERSION", texts.man_version),
    ];
    let line = |line: &str| match line.strip_prefix(".SH ") {
        Some(heading) => {
            let own = known.iter().find(|(word, _)| *word == heading).map(|(_, word)| (*word).to_owned());
            format!(".SH {}\n", own.unwrap_or_else(|| heading.to_uppercase()))
        }
        None => format!("{line}\n"),
    };
    page.lines().map(line).collect()
}
