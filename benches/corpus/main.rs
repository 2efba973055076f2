//! Writes a corpus of distinct full records, and the truth about their gaps beside it:
//! `cargo run --release --example corpus -- <count> <folder>`.

#[allow(dead_code, reason = "the tests and benchmarks that share it use all of it")]
mod generate;

use std::path::Path;
use std::{env, fs, io};

use generate::Generator;

fn main() -> io::Result<()> {
    let args: Vec<String> = env::args().skip(1).collect();
    let [count, folder] = args.as_slice() else {
        return Err(io::Error::other("two arguments: how many records, and the folder to write them to"));
    };
    let count: u32 = count.parse().map_err(io::Error::other)?;
    let folder = Path::new(folder);
    fs::create_dir_all(folder.join("records"))?;
    let generator = Generator::new();
    let mut truth = String::from("file,rule\n");
    for number in 1..=count {
        let record = generator.record(number);
        fs::write(folder.join("records").join(&record.name), &record.text)?;
        for rule in record.gaps {
            truth.push_str(&format!("{},{rule}\n", record.name));
        }
    }
    fs::write(folder.join("truth.csv"), truth)
}
