//! The rules inside the program are the rules in the folder.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use medvirk::built_in;
use medvirk::cases::{Suite, rule_id};
use medvirk::collect;
use medvirk::rule::{Origin, RuleSet};
use medvirk::text::Language;
use rayon::prelude::*;

#[test]
fn what_is_packed_into_the_program_is_what_the_files_say() {
    let packed = built_in::rules();
    let files = collect::rules(&Path::new(env!("CARGO_MANIFEST_DIR")).join("rules")).expect("the folder can be read");
    let library = built_in::library();
    let mut read = RuleSet::new(packed.version.clone(), library);
    read.add(&files.rules, Origin::BuiltIn).expect("the files have no mistakes");
    for (one, other) in packed.rules.iter().zip(&read.rules) {
        assert_eq!(format!("{one:?}"), format!("{other:?}"));
    }
    assert_eq!(packed.rules.len(), read.rules.len());
}

#[test]
fn every_statement_is_found_by_its_id_and_says_what_the_file_says() {
    let library = built_in::library();
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/statements.toml");
    let text = fs::read_to_string(file).expect("the file can be read");
    let written: BTreeMap<String, toml::Table> = toml::from_str(&text).expect("the file is TOML");
    assert!(library.statements.ids().eq(written.keys()), "the same statements, in the order of their ids");
    for (id, table) in &written {
        let statement = library.statements.get(id).expect("every statement is found");
        let place = table["locator"]["nb"].as_str();
        assert_eq!((statement.id.as_str(), Some(statement.locator.get(Language::Nb))), (id.as_str(), place));
        assert_eq!(Some(statement.document.as_str()), table["document"].as_str(), "{id}");
        assert_eq!(statement.same_as.as_deref(), table.get("same_as").and_then(toml::Value::as_str), "{id}");
    }
    assert!(library.statements.get("S0-0").is_none());
}

#[test]
fn every_rule_answers_its_cases_with_the_status_and_the_fields_they_say() {
    let set = built_in::rules();
    let files = built_in::cases();
    let run: usize = set
        .rules
        .par_iter()
        .map(|rule| {
            let source = files.iter().find(|source| rule_id(source) == rule.id).expect("every rule has cases");
            let tested = Suite::read(source).expect("the cases can be read").test(&set, rule);
            assert!(tested.problems.is_empty(), "{}: {:?}", rule.id, tested.problems);
            tested.run
        })
        .sum();
    assert!(run >= 5 * set.rules.len(), "every rule is tried for what it can come to: {run}");
}
