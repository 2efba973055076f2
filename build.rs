//! Reads the built-in rules with the program's own reader and packs what it read, so that the program
//! parses nothing at start. A new file in `rules` is a new rule; a mistake in one stops the build.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// The modules of the library that reading rules needs, the same files.
macro_rules! library {
    ($( $path:literal $module:ident )*) => { $(
        #[path = $path]
        #[allow(dead_code, unused_imports, missing_docs, reason = "the library uses and documents them")]
        mod $module;
    )* };
}

library! {
    "src/blocks.rs" blocks
    "src/checksum.rs" checksum
    "src/privacy/mod.rs" privacy
    "src/source.rs" source
    "src/text/mod.rs" text
    "src/problem.rs" problem
    "src/field/mod.rs" field
    "src/rule/mod.rs" rule
}

use problem::Problem;
use rule::{Library, Origin, RuleSet};
use source::Source;

/// What rules rest on, in the order that the library is read in.
const LIBRARY: [&str; 4] = ["rules/law.toml", "rules/documents.toml", "rules/topics.toml", "rules/statements.toml"];

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=rules");
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?);
    let out = PathBuf::from(env::var("OUT_DIR").map_err(io::Error::other)?);
    let read = |name: &str| fs::read_to_string(root.join(name)).map(|text| Source::new(name, text));
    let files = files(&root)?;
    let of_kind = |ending: &'static str| files.iter().filter(move |name| name.ends_with(ending));

    let library = [read(LIBRARY[0])?, read(LIBRARY[1])?, read(LIBRARY[2])?, read(LIBRARY[3])?];
    let rules = of_kind(".toml").map(|name| read(name)).collect::<io::Result<Vec<Source>>>()?;
    let mut set = RuleSet::new("", Library::read(&library).map_err(|mistakes| told(&library, &mistakes))?);
    set.add(&rules, Origin::BuiltIn).map_err(|mistakes| told(&rules, &mistakes))?;

    let path = |name: &str| root.join(name).display().to_string();
    let cases: String =
        of_kind(".cases.yaml").map(|name| format!("    ({name:?}, include_str!({:?})),\n", path(name))).collect();
    let cases = format!("/// Name and text.\npub const FILES: &[(&str, &str)] = &[\n{cases}];\n");
    fs::write(out.join("library.bin"), postcard::to_allocvec(&*set.library).map_err(io::Error::other)?)?;
    fs::write(out.join("rules.bin"), postcard::to_allocvec(&set.rules).map_err(io::Error::other)?)?;
    fs::write(out.join("cases.rs"), cases)
}

/// The files of all topics, by name.
fn files(root: &Path) -> io::Result<Vec<String>> {
    let mut files = Vec::new();
    for topic in fs::read_dir(root.join("rules"))? {
        let topic = topic?.path();
        if !topic.is_dir() {
            continue;
        }
        for file in fs::read_dir(topic)? {
            let path = file?.path();
            if path.is_file() {
                files.push(path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/"));
            }
        }
    }
    files.sort();
    Ok(files)
}

/// The mistakes, each with its place, as the compiler shows its own.
fn told(sources: &[Source], mistakes: &[(usize, Problem)]) -> io::Error {
    for (file, problem) in mistakes {
        let source = &sources[*file];
        let at = source.position(problem.span.start);
        println!("cargo::error={}:{}:{}: {}", source.name(), at.line, at.column, problem.message(text::Language::En));
    }
    io::Error::other("the built-in rules have mistakes")
}
