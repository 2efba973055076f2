//! `medvirk compare`: what differs between two records or reports, in every format.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod support;

use std::path::Path;

use assert_cmd::Command;
use calamine::{Reader, Xlsx};
use serde_json::{Value, json};
use support::told::{document, letters, told};

const STARTER: &str = "examples/starter.yaml";
const FJORDVIK: &str = "examples/fjordvik-kommune.yaml";
const DATE: [&str; 2] = ["--as-of", "2026-06-01"];

/// Exit code, standard output and standard error.
fn medvirk(args: &[&str]) -> (i32, Vec<u8>, String) {
    let mut command = Command::cargo_bin("medvirk").unwrap();
    command.current_dir(env!("CARGO_MANIFEST_DIR")).env_clear().env("COLUMNS", "100").args(args);
    let output = command.output().unwrap();
    (output.status.code().unwrap(), output.stdout, String::from_utf8(output.stderr).unwrap())
}

fn compare(old: &str, new: &str, args: &[&str]) -> (i32, String, String) {
    let (code, output, messages) = medvirk(&[&["compare", old, new], args].concat());
    (code, String::from_utf8(output).unwrap(), messages)
}

fn compared(old: &str, new: &str, args: &[&str]) -> (i32, Value) {
    let (code, output, messages) = compare(old, new, &[args, &["--format", "json"]].concat());
    (code, serde_json::from_str(&output).unwrap_or_else(|error| panic!("{error}: {output}{messages}")))
}

fn changes(value: &Value) -> Vec<&Value> {
    value["records"].as_array().unwrap().iter().flat_map(|record| record["changes"].as_array().unwrap()).collect()
}

fn causes(change: &Value) -> Vec<&str> {
    change["causes"].as_array().unwrap().iter().map(|cause| cause.as_str().unwrap()).collect()
}

/// Files in a folder of their own.
struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn write(&self, name: &str, text: &str) -> String {
        let path = self.0.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    }

    fn path(&self, name: &str) -> String {
        self.0.path().join(name).to_str().unwrap().to_owned()
    }
}

fn example(name: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

/// The starter after everyone entitled to a plan has been offered one.
fn improved(folder: &Folder) -> String {
    let text = example(STARTER);
    assert!(text.contains("tilbudt: 84"));
    folder.write("ny.yaml", &text.replace("tilbudt: 84", "tilbudt: 120"))
}

fn report_of(record: &str, language: &str) -> Value {
    let (_, output, _) = medvirk(&["audit", record, DATE[0], DATE[1], "--format", "json", "--lang", language]);
    serde_json::from_slice(&output).unwrap()
}

#[test]
fn a_record_and_its_own_report_are_the_same() {
    let folder = Folder::new();
    for (record, language) in [(STARTER, "nb"), (STARTER, "en"), (FJORDVIK, "nn")] {
        let report = folder.write("rapport.json", &report_of(record, language).to_string());
        for (old, new) in [(report.as_str(), record), (record, &report)] {
            let (code, value) = compared(old, new, &DATE);
            assert_eq!((code, changes(&value)), (0, vec![]), "{old} {new} {language}");
        }
    }
}

#[test]
fn what_the_record_changed_is_better_one_way_and_worse_the_other() {
    let folder = Folder::new();
    let new = improved(&folder);
    let (code, value) = compared(STARTER, &new, &DATE);
    let found = changes(&value);
    assert_eq!((code, found.len()), (0, 1));
    assert_eq!((&found[0]["direction"], causes(found[0])), (&json!("better"), vec!["facts"]));
    assert_eq!((&found[0]["old"]["status"], &found[0]["new"]["status"]), (&json!("partly"), &json!("met")));
    let (code, value) = compared(&new, STARTER, &DATE);
    let found = changes(&value);
    assert_eq!((code, &found[0]["direction"], &found[0]["fails"]), (1, &json!("worse"), &json!(true)));
    let (code, _) = compared(&new, STARTER, &[&DATE[..], &["--fail-on", "never"]].concat());
    assert_eq!(code, 0);
}

#[test]
fn a_new_item_is_new_and_a_lost_one_is_gone() {
    let folder = Folder::new();
    let text = example(STARTER) + "  - { id: eldreråd, type: eldreråd, mandat: ja, mandat_gjelder_til: 2024-12-31 }\n";
    let new = folder.write("ny.yaml", &text);
    let (_, value) = compared(STARTER, &new, &DATE);
    let is_item = |change: &&&Value| change["new"]["subject"]["name"] == "eldreråd";
    let found = changes(&value);
    let items: Vec<&&Value> = found.iter().filter(is_item).collect();
    assert!(!items.is_empty());
    assert!(items.iter().all(|change| change["direction"] == "new" && change["old"].is_null()));
    let (_, value) = compared(&new, STARTER, &DATE);
    let gone = |change: &&Value| change["direction"] == "gone" && change["old"]["subject"]["name"] == "eldreråd";
    assert_eq!(changes(&value).into_iter().filter(gone).count(), items.len());
}

#[test]
fn the_same_record_on_two_dates_shows_what_the_dates_changed() {
    let dates = ["--as-of-old", "2026-06-01", "--as-of-new", "2027-09-01"];
    let (code, value) = compared(FJORDVIK, FJORDVIK, &dates);
    let found = changes(&value);
    assert!(!found.is_empty());
    assert!(found.iter().all(|change| !causes(change).contains(&"facts")));
    assert!(found.iter().any(|change| change["direction"] == "worse" && causes(change) == ["date"]));
    assert_eq!(code, i32::from(found.iter().any(|change| change["fails"] == true)));
    let (_, value) = compared(FJORDVIK, FJORDVIK, &["--as-of-old", "2015-06-01", "--as-of-new", "2026-06-01"]);
    let by_law: Vec<&Value> =
        changes(&value).into_iter().filter(|change| causes(change) == ["law"] && !change["old"].is_null()).collect();
    assert!(by_law.iter().any(|change| change["direction"] == "new"));
    assert!(by_law.iter().all(|change| change["fails"] == false), "what only the law changed does not fail");
}

#[test]
fn what_the_dates_changed_is_told_apart_from_what_the_record_changed() {
    let folder = Folder::new();
    let new = improved(&folder);
    let (_, value) = compared(STARTER, &new, &["--as-of-old", "2025-12-01", "--as-of-new", "2027-09-01"]);
    let found = changes(&value);
    let by_facts: Vec<&&Value> = found.iter().filter(|change| causes(change).contains(&"facts")).collect();
    assert_eq!(by_facts.len(), 1, "{by_facts:#?}");
    assert!(found.iter().any(|change| causes(change) == ["date"]));
}

#[test]
fn another_rule_set_is_told_apart() {
    let folder = Folder::new();
    let mut old = report_of(STARTER, "nb");
    old["tool"]["rule_set"] = json!("0.0.9");
    let outcomes = old["records"][0]["outcomes"].as_array_mut().unwrap();
    let gone = outcomes.remove(0);
    let is_met = |outcome: &&mut Value| outcome["status"] == "not-met" && outcome["subject"].is_null();
    let other = outcomes.iter_mut().find(is_met).unwrap();
    other["status"] = json!("met");
    let other = other["rule"].clone();
    let sources = outcomes.iter_mut().find(|outcome| outcome["status"] == "not-documented").unwrap();
    sources["references"][0]["address"] = json!("https://example.com/gammel");
    let (rule, moved) = (gone["rule"].clone(), sources["rule"].clone());
    let old = folder.write("gammel.json", &old.to_string());
    let (code, value) = compared(&old, STARTER, &[&DATE[..], &["--lang", "nb"]].concat());
    let found: Vec<(&Value, &Value, Vec<&str>)> =
        changes(&value).into_iter().map(|change| (&change["rule"], &change["direction"], causes(change))).collect();
    let (worse, new, same) = (json!("worse"), json!("new"), json!("same"));
    for expected in [(&other, &worse, vec!["rule"]), (&rule, &new, vec!["rule"]), (&moved, &same, vec!["law"])] {
        assert!(found.contains(&expected), "{expected:?} {found:?}");
    }
    assert_eq!((code, found.len()), (0, 3), "{found:?}");
}

#[test]
fn what_cannot_be_read_is_refused() {
    let folder = Folder::new();
    let report = folder.write("rapport.json", &report_of(STARTER, "nb").to_string());
    let broken = folder.write("ødelagt.json", "{ \"schema\": ");
    let other = folder.write("annen.json", "{ \"schema\": \"medvirk-report/2\\u001b[31m\" }");
    let mut unknown = report_of(STARTER, "nb");
    unknown["records"][0]["outcomes"][0]["status"] = json!("ok\u{1b}[31m");
    let unknown = folder.write("ukjent.json", &unknown.to_string());
    let yaml = folder.write("ødelagt.yaml", "format: medvirk/1\nukjent_nøkkel: ja\n");
    for file in ["finnes-ikke.yaml", "examples", &broken, &other, &unknown, &yaml] {
        for (old, new) in [(file, STARTER), (STARTER, file)] {
            let (code, output, messages) = compare(old, new, &DATE);
            assert_eq!((code, output.as_str()), (2, ""), "{file}");
            assert!(!messages.is_empty() && !messages.contains('\u{1b}'), "{messages:?}");
        }
    }
    assert_eq!(compare(&report, STARTER, &["--as-of-old", "2025-01-01"]).0, 2);
    assert_eq!(compare(STARTER, STARTER, &["--as-of", "i går"]).0, 2);
    assert_eq!(compare(STARTER, STARTER, &["--format", "xlsx"]).0, 2);
    let (code, _, messages) = compare(&report, &report, &DATE);
    assert!(code == 0 && messages.contains("--as-of"), "{messages}");
}

#[test]
fn the_json_fits_its_schema() {
    let (_, schema, _) = medvirk(&["schema", "comparison"]);
    let schema: Value = serde_json::from_slice(&schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let (_, value) = compared(FJORDVIK, FJORDVIK, &["--as-of-old", "2019-06-01", "--as-of-new", "2027-06-01"]);
    let errors: Vec<String> = validator.iter_errors(&value).map(|error| error.to_string()).collect();
    assert_eq!((errors, &value["schema"]), (vec![], &json!("medvirk-comparison/1")));
}

const ENDINGS: [&str; 7] = ["json", "txt", "html", "md", "csv", "xlsx", "docx"];

/// The comparison in every format, by the files' endings.
fn in_every_format(folder: &Folder, old: &str, new: &str, args: &[&str]) -> Vec<(&'static str, Vec<u8>)> {
    let files = ENDINGS.map(|ending| folder.path(&format!("ut.{ending}")));
    let outputs: Vec<&str> = files.iter().flat_map(|file| ["--output", file.as_str()]).collect();
    let (code, _, messages) = compare(old, new, &[args, &outputs].concat());
    assert!(code < 2, "{messages}");
    ENDINGS.into_iter().zip(files.map(|file| std::fs::read(file).unwrap())).collect()
}

fn markdown_options() -> comrak::Options<'static> {
    let mut options = comrak::Options::default();
    options.extension.table = true;
    options.extension.autolink = true;
    options.extension.strikethrough = true;
    options.render.r#unsafe = true;
    options
}

#[test]
fn every_format_tells_every_change() {
    let folder = Folder::new();
    let dates = ["--as-of-old", "2026-06-01", "--as-of-new", "2027-09-01"];
    let formats = in_every_format(&folder, FJORDVIK, FJORDVIK, &dates);
    let value: Value = serde_json::from_slice(&formats[0].1).unwrap();
    for (ending, bytes) in &formats[1..] {
        let told = told(ending, bytes);
        // A screen breaks lines inside its tables; what else it says is tested by its snapshot.
        for change in changes(&value).into_iter().filter(|_| *ending != "txt") {
            for standing in [&change["old"], &change["new"]] {
                let texts = standing["reason"]["text"].as_array().into_iter().flatten();
                let sources = standing["references"].as_array().into_iter().flatten().map(|source| &source["text"]);
                for text in texts.chain(sources).chain([&change["title"]]) {
                    let text = text.as_str().unwrap();
                    assert!(told.contains(&letters(text)), "{ending} lacks {text:?}");
                }
            }
        }
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let folder = Folder::new();
    let new = improved(&folder);
    let first = in_every_format(&folder, STARTER, &new, &DATE);
    assert!(first == in_every_format(&folder, STARTER, &new, &DATE));
}

const HOSTILE: &str =
    "=1+1|<script>alert(1)</script>`a` [x](javascript:alert(1)) \u{1b}[31m\u{202e} @alle \"&amp; {{ 7*7 }} {name}";

#[test]
fn nothing_in_a_report_breaks_out() {
    let folder = Folder::new();
    let (mut old, mut new) = (report_of(STARTER, "nb"), report_of(STARTER, "nb"));
    for report in [&mut old, &mut new] {
        report["tool"]["rule_set"] = json!(HOSTILE);
        report["tool"]["version"] = json!(HOSTILE);
        report["not_audited"] = json!([HOSTILE]);
        report["as_of"] = json!(HOSTILE);
        let record = &mut report["records"][0];
        record["file"] = json!(HOSTILE);
        record["organisation"]["name"] = json!(HOSTILE);
        for key in ["rule", "title", "topic", "level", "requirement", "remedy", "question"] {
            record["outcomes"][0][key] = json!(HOSTILE);
        }
        let outcome = &mut record["outcomes"][0];
        outcome["reason"]["text"] = json!([HOSTILE]);
        outcome["subject"] = json!({ "path": HOSTILE, "name": HOSTILE });
        outcome["references"] = json!([{ "text": HOSTILE, "address": "javascript:alert(1)" }]);
        outcome["evidence"][0]["place"]["file"] = json!(HOSTILE);
    }
    let outcome = &mut new["records"][0]["outcomes"][0];
    outcome["status"] = json!(if outcome["status"] == "not-met" { "met" } else { "not-met" });
    let old = folder.write("gammel.json", &old.to_string());
    let new = folder.write("ny.json", &new.to_string());
    for (ending, bytes) in in_every_format(&folder, &old, &new, &[]) {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if !["json", "xlsx", "docx"].contains(&ending) {
            assert!(!text.contains(['\u{1b}', '\u{202e}']), "{ending}");
        }
        match ending {
            "html" => harmless(&text, ending),
            "md" => harmless(&comrak::markdown_to_html(&text, &markdown_options()), ending),
            "csv" => {
                let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(bytes.as_slice());
                for row in reader.records().map(Result::unwrap) {
                    assert!(row.iter().all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t'])), "{row:?}");
                }
            }
            "xlsx" => {
                let mut book: Xlsx<_> = Xlsx::new(std::io::Cursor::new(bytes.clone())).unwrap();
                for name in book.sheet_names() {
                    assert_eq!(book.worksheet_formula(&name).unwrap().cells().count(), 0, "{name}");
                }
                assert!(told(ending, &bytes).contains("=1+1|<script>"));
            }
            "docx" => {
                let xml = document(&bytes);
                assert!(!xml.contains("javascript:alert(1)\"") && !xml.contains("<script"));
                assert!(told(ending, &bytes).contains("=1+1|<script>"));
            }
            _ => {}
        }
    }
}

/// No scripts, no links but those of the page and the web.
fn harmless(html: &str, what: &str) {
    let page = scraper::Html::parse_document(html);
    let found = |css: &str| page.select(&scraper::Selector::parse(css).unwrap()).count();
    assert_eq!(found("script, img, iframe, [onload], [onerror]"), 0, "{what}");
    assert_eq!(found("a:not([href^='#']):not([href^='https://']):not([href^='http://'])"), 0, "{what}");
    assert!(page.root_element().text().collect::<String>().contains("<script>alert(1)</script>"), "{what}");
}

/// The count of rules grows; the snapshots say `###` for it and for what is unchanged.
fn settled(text: &str, folder: &Folder) -> String {
    let (_, value) = compared(STARTER, STARTER, &DATE);
    let rules = value["new"]["rules"].as_u64().unwrap();
    let unchanged = value["records"][0]["unchanged"].as_u64().unwrap();
    let folder = folder.path("");
    let digest = |line: &str| line.split_once("SHA-256 ").map(|(before, _)| format!("{before}SHA-256 …)"));
    let lines: Vec<String> = text.lines().map(|line| digest(line).unwrap_or_else(|| line.to_owned())).collect();
    let text = lines.join("\n").replace(&folder, "").replace(&rules.to_string(), "###");
    text.replace(&(unchanged - 1).to_string(), "###").replace(&unchanged.to_string(), "###")
}

#[test]
fn the_comparison_reads_well() {
    let folder = Folder::new();
    let new = improved(&folder);
    let local = folder.0.path();
    for (language, format) in
        [("nb", "terminal"), ("nn", "markdown"), ("en", "markdown"), ("nb", "csv"), ("nb", "table")]
    {
        let old = local.join("gammel.yaml");
        std::fs::write(&old, example(STARTER)).unwrap();
        let mut command = Command::cargo_bin("medvirk").unwrap();
        command.current_dir(local).env_clear().env("COLUMNS", "100");
        command.args(["compare", "ny.yaml", "gammel.yaml", "--lang", language, "--format", format]).args(DATE);
        let output = command.output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{new}");
        let text = String::from_utf8(output.stdout).unwrap().replace('\u{feff}', "").replace("\r\n", "\n");
        insta::assert_snapshot!(format!("{format}-{language}"), settled(&text, &folder));
    }
}
