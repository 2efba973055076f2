//! The chain from statement to field, and the reference as pages.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use medvirk::built_in;
use medvirk::text::Language;
use serde_json::Value;

use crate::support::{medvirk, root};

/// The rules as files, without some.
fn rules_without(left_out: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for topic in fs::read_dir(root("rules")).unwrap().map(Result::unwrap).filter(|entry| entry.path().is_dir()) {
        let copy = folder.path().join(topic.file_name());
        fs::create_dir(&copy).unwrap();
        for file in fs::read_dir(topic.path()).unwrap().map(Result::unwrap) {
            let name = file.file_name().into_string().unwrap();
            if !left_out.iter().any(|rule| name.starts_with(&format!("{rule}."))) {
                fs::copy(file.path(), copy.join(name)).unwrap();
            }
        }
    }
    folder
}

#[test]
fn the_built_in_chain_is_whole_in_every_format() {
    let (code, output, _) = medvirk(&["rules", "coverage", "--format", "json"]);
    let coverage: Value = serde_json::from_str(&output).unwrap();
    assert_eq!(code, 0);
    assert_eq!(coverage["holes"].as_array().map(Vec::len), Some(0), "{}", coverage["holes"]);
    for format in ["terminal", "csv"] {
        let (code, output, _) = medvirk(&["rules", "coverage", "--format", format]);
        assert_eq!(code, 0, "{format}");
        // A statement with its rule, and a statement that is context.
        assert!(output.contains("S4-49") && output.contains("samarbeidsavtale-med-helseforetaket"), "{format}");
    }
}

#[test]
fn a_statement_or_a_field_without_a_rule_is_a_hole_and_fails() {
    let folder = rules_without(&["samarbeidsavtale-med-helseforetaket", "samarbeidsavtale-med-kommunene"]);
    let path = folder.path().to_str().unwrap();
    for format in ["terminal", "csv", "json"] {
        let (code, output, messages) = medvirk(&["rules", "coverage", path, "--format", format]);
        assert_eq!(code, 1, "{format} {messages}");
        assert!(output.contains("S4-49"), "{format}");
        assert!(output.contains("samarbeid.samarbeidsavtale_gjelder_til"), "{format}");
    }
    let (_, output, _) = medvirk(&["rules", "coverage", path, "--format", "json"]);
    let holes = serde_json::from_str::<Value>(&output).unwrap()["holes"].to_string();
    assert!(holes.contains("S4-49") && holes.contains("samarbeid.samarbeidsavtale_gjelder_til"), "{holes}");
}

/// The places that a page links to.
fn links(text: &str) -> Vec<&str> {
    text.split("](")
        .skip(1)
        .filter_map(|rest| rest.split(')').next())
        .map(|link| link.trim_matches(['<', '>']))
        .collect()
}

#[test]
fn every_rule_has_a_whole_page_and_every_link_leads_somewhere() {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("reference");
    let (code, _, messages) = medvirk(&["rules", "docs", "--output", output.to_str().unwrap()]);
    assert_eq!(code, 0, "{messages}");
    let mut pages = Vec::new();
    collect(&output, &mut pages);
    let set = built_in::rules();
    let mut seen = BTreeSet::new();
    for page in &pages {
        let text = fs::read_to_string(page).unwrap();
        for link in links(&text).into_iter().filter(|link| !link.starts_with("http")) {
            let file = link.split('#').next().unwrap();
            assert!(file.is_empty() || page.parent().unwrap().join(file).exists(), "{}: {link}", page.display());
        }
        let stem = page.file_stem().unwrap().to_str().unwrap().to_owned();
        if let Some(rule) = set.rules.iter().find(|rule| rule.id == stem) {
            for words in [&rule.told.title, &rule.told.remedy, &rule.told.question].map(|text| text.get(Language::En)) {
                let start: String = words.split_whitespace().take(2).collect::<Vec<_>>().join(" ");
                assert!(text.contains(&start), "{stem} lacks {words}");
            }
            for provision in rule.provisions(&set.library) {
                assert!(text.contains(provision.address.as_deref().unwrap_or("")), "{stem}");
            }
        }
        seen.insert(stem);
    }
    for rule in &set.rules {
        assert!(seen.contains(&rule.id), "{} has no page", rule.id);
    }
    let index: String = pages
        .iter()
        .filter(|page| !set.rules.iter().any(|rule| page.file_stem().unwrap() == rule.id.as_str()))
        .map(|page| fs::read_to_string(page).unwrap())
        .collect();
    for rule in &set.rules {
        assert!(index.matches(&format!("{}.md", rule.id)).count() >= 2, "{}: by topic and by force", rule.id);
    }
    for cited in ["§ 3-10", "§ 35", "§ 5-12"] {
        assert!(index.contains(cited), "{cited}");
    }
}

fn collect(folder: &Path, pages: &mut Vec<std::path::PathBuf>) {
    for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_dir() {
            collect(&entry, pages);
        } else if entry.extension().is_some_and(|extension| extension == "md") {
            pages.push(entry);
        }
    }
}
