//! temporary
#![allow(clippy::print_stdout, clippy::exit)]
use medvirk::render::problem::Style;
use medvirk::run::rules;
use medvirk::text::Language;
use std::path::PathBuf;
fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let style = Style { language: Language::En, colour: false, width: 120 };
    let folder = args.get(2).filter(|a| !a.starts_with("--")).map(PathBuf::from);
    let topics: Vec<String> = args.iter().skip_while(|a| *a != "--topic").skip(1).cloned().collect();
    if args.first().map(String::as_str) != Some("rules") {
        println!("medvirk rules check|test|mutate [DIR] [--topic TOPIC…]   (check ignores topics)");
        return;
    }
    let loaded = rules::load(folder.as_deref(), style).expect("load");
    let report = match args.get(1).map(String::as_str) {
        Some("check") => rules::check(&loaded, style),
        Some("test") => rules::test(&loaded, &topics, style),
        Some("mutate") => rules::mutate(&loaded, &topics, style),
        _ => panic!("check|test|mutate"),
    };
    print!("{}", report.text);
    std::process::exit(i32::from(!report.clean));
}
