//! Evaluates one policy on every file of a folder with regorus as a library: `file,rule` for each gap.

use std::error::Error;
use std::path::Path;
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = env::args().collect();
    let mut engine = regorus::Engine::new();
    engine.add_policy_from_file(&args[1])?;
    for entry in fs::read_dir(Path::new(&args[2]))? {
        let path = entry?.path();
        let text = fs::read_to_string(&path)?;
        engine.set_input(regorus::Value::from_yaml_str(&text)?);
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        for rule in engine.eval_rule("data.checks.gaps".to_owned())?.as_set()? {
            println!("{name},{}", rule.as_string()?);
        }
    }
    Ok(())
}
