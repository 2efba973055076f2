//! Puts the built-in rules into the program in a form that is read without parsing TOML: the tables
//! of all files as they stand, and every text once. A new file is a new rule.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

/// The conditions of a rule, which the program reads when they are first asked.
const CONDITIONS: [&str; 3] = ["when", "met", "partly"];

/// What is told of a rule and does not decide how a record stands: read when a rule is told of.
const TOLD: [&str; 11] = [
    "statements",
    "since",
    "role",
    "title",
    "requirement",
    "remedy",
    "question",
    "not_applicable",
    "documents",
    "deprecated",
    "replaced_by",
];

/// What rules rest on, in the order that the library is read in.
const LIBRARY: [&str; 3] = ["rules/law.toml", "rules/documents.toml", "rules/topics.toml"];

/// The statements of the documents, which few commands show.
const STATEMENTS: &str = "rules/statements.toml";

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=rules");
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?);
    let out = PathBuf::from(env::var("OUT_DIR").map_err(io::Error::other)?);
    let mut files = Vec::new();
    for topic in folders(&root.join("rules"))? {
        for file in fs::read_dir(&topic)? {
            let path = file?.path();
            if path.is_file() {
                files.push(name(&path, &root));
            }
        }
    }
    files.sort();
    let of_kind = |ending: &'static str| files.iter().map(String::as_str).filter(move |name| name.ends_with(ending));
    let mut packed = Packed::default();
    let library = list(&mut packed, &root, LIBRARY.into_iter(), Packed::table)?;
    let rules = list(&mut packed, &root, of_kind(".toml"), Packed::rule)?;
    let statements = each(&mut packed, &root, STATEMENTS)?;
    let path = |name: &str| root.join(name).display().to_string();
    let cases: String =
        of_kind(".cases.yaml").map(|name| format!("    ({name:?}, include_str!({:?})),\n", path(name))).collect();
    fs::write(out.join("rules.bin"), packed.bytes)?;
    fs::write(out.join("rules.txt"), packed.texts)?;
    let code = format!(
        "/// The files that the rules rest on: name, and where the packed form begins.\n\
         pub const LIBRARY: [(&str, usize); {}] = [\n{library}];\n\
         /// The statements of the documents: id, and where the packed form begins.\n\
         pub const STATEMENTS: &[(&str, usize)] = &[\n{statements}];\n\
         /// The built-in rules, likewise.\npub const RULES: &[(&str, usize)] = &[\n{rules}];\n\
         /// Their cases: name and text.\npub const CASES: &[(&str, &str)] = &[\n{cases}];\n",
        LIBRARY.len()
    );
    fs::write(out.join("builtin.rs"), code)
}

/// Packs some files, and lists their names and beginnings as code.
fn list<'n>(
    packed: &mut Packed,
    root: &Path,
    names: impl Iterator<Item = &'n str>,
    pack: impl Fn(&mut Packed, &DeTable<'_>) -> io::Result<()>,
) -> io::Result<String> {
    let mut code = String::new();
    for name in names {
        let text = fs::read_to_string(root.join(name))?;
        code.push_str(&format!("    ({name:?}, {}),\n", packed.bytes.len()));
        pack(packed, parse(name, &text)?.get_ref())?;
    }
    Ok(code)
}

/// Packs the tables of a file one by one, and lists their names and beginnings as code, by name.
fn each(packed: &mut Packed, root: &Path, name: &str) -> io::Result<String> {
    let text = fs::read_to_string(root.join(name))?;
    let table = parse(name, &text)?;
    let mut entries: Vec<_> = table.get_ref().iter().collect();
    entries.sort_by(|(one, _), (other, _)| one.get_ref().cmp(other.get_ref()));
    let mut code = String::new();
    for (key, value) in entries {
        let table = value.get_ref().as_table().ok_or_else(|| io::Error::other(format!("{name}: {key:?}")))?;
        code.push_str(&format!("    ({:?}, {}),\n", key.get_ref(), packed.bytes.len()));
        packed.table(table)?;
    }
    Ok(code)
}

fn parse<'t>(name: &str, text: &'t str) -> io::Result<Spanned<DeTable<'t>>> {
    DeTable::parse(text).map_err(|error| io::Error::other(format!("{name}: {error}")))
}

/// Tables as bytes, read back by `rule::packed`.
#[derive(Default)]
struct Packed {
    bytes: Vec<u8>,
    texts: String,
    known: HashMap<String, u32>,
}

impl Packed {
    /// A rule: its conditions, and what is told of it, each as bytes that can be read later.
    fn rule(&mut self, table: &DeTable<'_>) -> io::Result<()> {
        let (told, decides): (Vec<_>, Vec<_>) =
            in_order(table).into_iter().partition(|(key, _)| TOLD.contains(&key.get_ref().as_ref()));
        self.count(decides.len() + 1)?;
        for (key, value) in decides {
            self.text(key.get_ref())?;
            if CONDITIONS.contains(&key.get_ref().as_ref()) {
                self.later(|packed| packed.value(value.get_ref()))?;
            } else {
                self.value(value.get_ref())?;
            }
        }
        self.text("told")?;
        self.later(|packed| packed.entries(told))
    }

    fn table(&mut self, table: &DeTable<'_>) -> io::Result<()> {
        self.entries(in_order(table))
    }

    /// The number of entries, then each key with its value.
    fn entries(&mut self, entries: Vec<Pair<'_, '_>>) -> io::Result<()> {
        self.count(entries.len())?;
        for (key, value) in entries {
            self.text(key.get_ref())?;
            self.value(value.get_ref())?;
        }
        Ok(())
    }

    /// The length of what is packed, then that itself.
    fn later(&mut self, pack: impl FnOnce(&mut Self) -> io::Result<()>) -> io::Result<()> {
        self.bytes.push(b'c');
        let before = self.bytes.len();
        pack(self)?;
        let length = u16::try_from(self.bytes.len() - before).map_err(io::Error::other)?;
        self.bytes.splice(before..before, length.to_le_bytes());
        Ok(())
    }

    /// A letter for the kind, then the value.
    fn value(&mut self, value: &DeValue<'_>) -> io::Result<()> {
        match value {
            DeValue::String(text) => {
                self.bytes.push(b's');
                self.text(text)
            }
            DeValue::Integer(number) => self.number(&number.to_string()),
            DeValue::Float(number) => self.number(&number.to_string()),
            DeValue::Boolean(flag) => {
                self.bytes.push(if *flag { b't' } else { b'f' });
                Ok(())
            }
            DeValue::Array(items) => {
                self.bytes.push(b'l');
                self.count(items.len())?;
                items.iter().try_for_each(|item| self.value(item.get_ref()))
            }
            DeValue::Table(table) => match in_three_languages(table) {
                Some(texts) => {
                    self.bytes.push(b'3');
                    texts.iter().try_for_each(|text| self.text(text.trim()))
                }
                None => {
                    self.bytes.push(b'm');
                    self.table(table)
                }
            },
            DeValue::Datetime(date) => Err(io::Error::other(format!("{date}: rules write dates as text"))),
        }
    }

    fn number(&mut self, written: &str) -> io::Result<()> {
        let number: f64 = written.parse().map_err(io::Error::other)?;
        self.bytes.push(b'n');
        self.bytes.extend(number.to_le_bytes());
        Ok(())
    }

    /// Where the text stands among all texts, and its length.
    fn text(&mut self, text: &str) -> io::Result<()> {
        let start = match self.known.get(text) {
            Some(start) => *start,
            None => {
                let start = u32::try_from(self.texts.len()).map_err(io::Error::other)?;
                self.texts.push_str(text);
                self.known.insert(text.to_owned(), start);
                start
            }
        };
        self.bytes.extend(start.to_le_bytes());
        self.count(text.len())
    }

    fn count(&mut self, count: usize) -> io::Result<()> {
        self.bytes.extend(u16::try_from(count).map_err(io::Error::other)?.to_le_bytes());
        Ok(())
    }
}

/// A key with its value.
type Pair<'t, 'd> = (&'t Spanned<DeString<'d>>, &'t Spanned<DeValue<'d>>);

/// The keys and values of a table, in the order they stand.
fn in_order<'t, 'd>(table: &'t DeTable<'d>) -> Vec<Pair<'t, 'd>> {
    let mut entries: Vec<Pair<'t, 'd>> = table.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    entries
}

/// The texts of a table that holds one in each language and nothing else.
fn in_three_languages<'t>(table: &'t DeTable<'_>) -> Option<[&'t str; 3]> {
    let text = |code| table.get(code).and_then(|value| value.get_ref().as_str());
    let texts = [text("nb")?, text("nn")?, text("en")?];
    (table.len() == texts.len()).then_some(texts)
}

fn folders(path: &Path) -> io::Result<Vec<PathBuf>> {
    let mut folders = Vec::new();
    for entry in fs::read_dir(path)? {
        let path = entry?.path();
        if path.is_dir() {
            folders.push(path);
        }
    }
    folders.sort();
    Ok(folders)
}

fn name(path: &Path, root: &Path) -> String {
    path.strip_prefix(root).unwrap_or(path).to_string_lossy().replace('\\', "/")
}
