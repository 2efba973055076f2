//! Habits of the code that the compiler does not hold.

use std::fs;
use std::path::{Path, PathBuf};

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("the entry can be read").path();
        if path.is_dir() {
            files.extend(sources(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// The module that a file below `src` belongs to.
fn module(path: &Path) -> String {
    let inside = path.strip_prefix(root()).expect("the file is below src");
    let first = inside.components().next().expect("the path has a part");
    first.as_os_str().to_string_lossy().trim_end_matches(".rs").to_owned()
}

#[test]
fn modules_use_only_what_stands_above_them() {
    let library = fs::read_to_string(root().join("lib.rs")).expect("the library is there");
    let order: Vec<&str> =
        library.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    let place = |name: &str| order.iter().position(|known| *known == name);
    for path in sources(&root()) {
        let from = module(&path);
        let Some(from_place) = place(&from) else { continue };
        let text = fs::read_to_string(&path).expect("the file can be read");
        let text = text.split("#[cfg(test)]").next().unwrap_or_default();
        let code: String = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
        for used in code.split("crate::").skip(1) {
            let name: String = used.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            let Some(used_place) = place(&name) else { continue };
            assert!(used_place <= from_place, "{}: {from} uses {name}, which stands below it", path.display());
            let strangers = [("record", "rule"), ("rule", "record")];
            assert!(!strangers.contains(&(from.as_str(), name.as_str())), "{}: {from} uses {name}", path.display());
        }
    }
}

#[test]
fn one_file_names_each_parser() {
    for (name, only) in
        [("granit_parser::", "record/yaml.rs"), ("toml::de::", "rule/toml.rs"), ("globset::", "collect/pattern.rs")]
    {
        for path in sources(&root()) {
            let text = fs::read_to_string(&path).expect("the file can be read");
            assert!(!text.contains(name) || path.ends_with(only), "{} names {name}", path.display());
        }
    }
}
