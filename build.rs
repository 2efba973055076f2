//! Lists the built-in rule files, so that a new file is a new rule.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=rules");
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?);
    let mut files = Vec::new();
    for topic in folders(&root.join("rules"))? {
        for file in fs::read_dir(&topic)? {
            let path = file?.path();
            if path.is_file() {
                files.push(path);
            }
        }
    }
    files.sort();
    let list = |ending: &str| {
        files
            .iter()
            .filter(|path| name(path, &root).ends_with(ending))
            .map(|path| format!("    ({:?}, include_str!({:?})),\n", name(path, &root), path.display().to_string()))
            .collect::<String>()
    };
    let rules = list(".toml");
    let cases = list(".cases.yaml");
    let code = format!(
        "/// The built-in rules: name and text.\npub const RULES: &[(&str, &str)] = &[\n{rules}];\n\
         /// Their cases.\npub const CASES: &[(&str, &str)] = &[\n{cases}];\n"
    );
    fs::write(Path::new(&env::var("OUT_DIR").map_err(io::Error::other)?).join("builtin.rs"), code)
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
