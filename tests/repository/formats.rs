use std::collections::HashSet;

use serde_json::Value;

use crate::support::{audit, folder, json, medvirk, record, result, write};

fn schema(name: &str) -> Value {
    let text = std::fs::read_to_string(format!("{}/tests/schemas/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn assert_valid(document: &Value, name: &str) {
    let validator = jsonschema::options().should_validate_formats(true).build(&schema(name)).unwrap();
    let errors: Vec<String> =
        validator.iter_errors(document).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{name}: {:#?}", &errors[..errors.len().min(5)]);
}

/// Two records, one of them with letters that URIs and XML do not take as they are, and a broken one.
fn repository() -> tempfile::TempDir {
    let folder = folder(&[("planer/a.yaml", &record("Aker", 0))]);
    write(folder.path(), "planer/Ås & <x>.yaml", &record("'Ås <b>& \"omegn\"'", 1));
    folder
}

/// The fixed examples, in every language.
fn examples(format: &str, more: &[&str]) -> Vec<Value> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    ["nb", "nn", "en"]
        .iter()
        .map(|language| {
            let mut args = vec!["examples", "--format", format, "--lang", language];
            args.extend(more);
            let mut command = assert_cmd::Command::cargo_bin("medvirk").unwrap();
            command.current_dir(root).args(["audit", "--as-of", "2026-06-01"]).args(args);
            json(command)
        })
        .collect()
}

#[test]
fn sarif_fits_its_schema_in_every_language() {
    for document in examples("sarif", &[]).iter().chain(&examples("sarif", &["--all"])) {
        assert_valid(document, "sarif-2.1.0-errata01.json");
        let run = &document["runs"][0];
        let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
        for result in run["results"].as_array().unwrap() {
            assert_eq!(rules[usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap()]["id"], result["ruleId"]);
            if result["kind"] != "fail" {
                assert_eq!(result["level"], "none");
            }
            for taxon in result["taxa"].as_array().into_iter().flatten() {
                let index = usize::try_from(taxon["index"].as_u64().unwrap()).unwrap();
                assert_eq!(run["taxonomies"][0]["taxa"][index]["id"], taxon["id"]);
            }
        }
        for translation in run["translations"].as_array().unwrap() {
            let translated = translation["rules"].as_array().or(translation["taxa"].as_array()).unwrap();
            let original =
                if translation["name"] == "medvirk" { rules } else { run["taxonomies"][0]["taxa"].as_array().unwrap() };
            let ids = |list: &[Value]| list.iter().map(|item| item["id"].clone()).collect::<Vec<_>>();
            assert_eq!(ids(translated), ids(original));
        }
    }
}

#[test]
fn sarif_points_at_where_a_missing_fact_belongs() {
    let folder = repository();
    let document = json(audit(folder.path(), &["planer", "--format", "sarif", "--all"]));
    assert_valid(&document, "sarif-2.1.0-errata01.json");
    let results = document["runs"][0]["results"].as_array().unwrap();
    let of = |rule: &str, file: &str| {
        let found = results.iter().find(|result| {
            let uri = &result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
            result["ruleId"] == rule && uri.as_str().unwrap().contains(file)
        });
        found.unwrap().clone()
    };
    let gap = of("styringssystemet-gjennomgas-hvert-ar", "a.yaml");
    assert_eq!((gap["kind"].as_str(), gap["level"].as_str()), (Some("fail"), Some("error")));
    assert_eq!(gap["locations"][0]["physicalLocation"]["region"]["startLine"], 5);
    let open = of("individuell-plan-tilbys-i-kommunen", "a.yaml");
    assert_eq!(open["kind"], "open");
    let escaped = of("styringssystemet-gjennomgas-hvert-ar", "%C3%85s");
    let uri = escaped["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].as_str().unwrap();
    assert_eq!(uri, "planer/%C3%85s%20%26%20%3Cx%3E.yaml");
    let missing: Vec<&Value> = results.iter().filter(|result| result["kind"] == "open").collect();
    assert!(
        missing.iter().all(|result| result["locations"][0]["logicalLocations"][0]["fullyQualifiedName"].is_string())
    );
}

#[test]
fn junit_reads_back_with_the_counts_it_claims() {
    let folder = repository();
    write(folder.path(), "planer/z.yaml", "format: medvirk/1\nvirksomhet: [\n");
    let (code, output, _) = result(audit(folder.path(), &["planer", "--format", "junit"]));
    assert_eq!(code, 2);
    let report = quick_junit::Report::deserialize_from_str(&output).unwrap();
    assert_eq!(report.test_suites.len(), 3);
    let names: Vec<&str> = report.test_suites.iter().map(|suite| suite.name.as_str()).collect();
    assert_eq!(names, ["planer/a.yaml", "planer/Ås & <x>.yaml", "planer/z.yaml"]);
    assert_eq!(report.errors, 1);
    let report_in_json = json(audit(folder.path(), &["planer", "--format", "json"]));
    for (suite, record) in report.test_suites.iter().zip(report_in_json["records"].as_array().unwrap()) {
        let outcomes = record["outcomes"].as_array().unwrap();
        let with = |wanted: &[&str]| {
            outcomes.iter().filter(|outcome| wanted.contains(&outcome["status"].as_str().unwrap())).count()
        };
        assert_eq!(suite.test_cases.len(), outcomes.len());
        assert_eq!((suite.failures, suite.tests), (with(&["not-met", "partly"]), outcomes.len()));
        assert!(output.contains(&format!("skipped=\"{}\"", with(&["not-documented", "not-applicable"]))));
    }
}

#[test]
fn gitlab_code_quality_fits_its_schema_and_has_each_fingerprint_once() {
    for document in examples("gitlab", &[]).iter().chain(&examples("gitlab", &["--all"])) {
        assert_valid(document, "gitlab-codequality.json");
        let issues = document.as_array().unwrap();
        let fingerprints: HashSet<&str> = issues.iter().map(|issue| issue["fingerprint"].as_str().unwrap()).collect();
        assert_eq!(fingerprints.len(), issues.len());
    }
    let folder = folder(&[("a.yaml", &record("A", 0))]);
    let rule = "styringssystemet-gjennomgas-hvert-ar";
    let args = ["audit", "--as-of", "2020-02-01", "a.yaml", "--format", "gitlab", "--only", rule];
    let nothing = json(medvirk(folder.path(), &args));
    assert_eq!(nothing, serde_json::json!([]));
}

#[test]
fn github_gets_annotations_within_its_limits_and_a_summary() {
    let folder = repository();
    let summary = folder.path().join("summary.md");
    std::fs::write(&summary, "# før\n").unwrap();
    let mut command = audit(folder.path(), &["planer", "--format", "github"]);
    command.env("GITHUB_STEP_SUMMARY", &summary);
    let (code, output, _) = result(command);
    assert_eq!(code, 1);
    for kind in ["error", "warning", "notice"] {
        let count = output.lines().filter(|line| line.starts_with(&format!("::{kind} "))).count();
        assert!((1..=10).contains(&count), "{count} of {kind}");
    }
    assert!(output.contains("more of the kind notice"), "{output}");
    assert!(output.contains("file=planer/Ås & <x>.yaml,line=5,endLine=5,col="), "{output}");
    let text = std::fs::read_to_string(&summary).unwrap();
    assert!(text.starts_with("# før\n## medvirk 2026-06-01\n"), "{text}");
    assert!(text.contains("Ås &lt;b&gt;&amp; \"omegn\""), "{text}");
}

#[test]
fn github_gets_no_more_than_ten_errors_however_many_files_are_broken() {
    let folder = repository();
    for number in 0..14 {
        write(folder.path(), &format!("planer/z{number},x.yaml"), "format: medvirk/1\nvirksomhet: [\n");
    }
    let (code, output, _) = result(audit(folder.path(), &["planer", "--format", "github"]));
    assert_eq!(code, 2);
    assert_eq!(output.lines().filter(|line| line.starts_with("::error ")).count(), 10);
    assert!(output.starts_with("::error file=planer/z0%2Cx.yaml,line=2,col=13::"), "{output}");
    assert!(output.contains("more of the kind error"), "{output}");
}

#[test]
fn a_file_that_cannot_be_audited_has_its_place_and_its_first_mistake_in_every_format_for_machines() {
    let folder = repository();
    write(folder.path(), "planer/feil.yaml", "format: medvirk/1\nvirksomhet:\n  navn: Feil\n  tull: ja\n");
    let printed = |format: &str| {
        let (code, output, _) = result(audit(folder.path(), &["planer", "--format", format]));
        assert_eq!(code, 2, "{format}");
        output
    };
    let document = |format: &str| -> Value { serde_json::from_str(&printed(format)).unwrap() };
    let told = "planer/feil.yaml could not be audited: unknown key “tull”";
    let annotation = format!("::error file=planer/feil.yaml,line=4,col=3::{told}");
    assert!(printed("github").contains(&annotation), "{}", printed("github"));
    assert!(printed("junit").contains(told));
    let sarif = document("sarif");
    let notice = &sarif["runs"][0]["invocations"][0]["toolExecutionNotifications"][0];
    assert!(notice["message"]["text"].as_str().unwrap().starts_with(told), "{notice}");
    assert_eq!(notice["locations"][0]["physicalLocation"]["region"]["startLine"], 4);
    assert_valid(&sarif, "sarif-2.1.0-errata01.json");
    let gitlab = document("gitlab");
    let issue = gitlab.as_array().unwrap().iter().find(|issue| issue["severity"] == "blocker").unwrap();
    assert!(issue["description"].as_str().unwrap().starts_with(told), "{issue}");
    assert_eq!(
        (&issue["location"]["path"], &issue["location"]["lines"]["begin"]),
        (&"planer/feil.yaml".into(), &4.into())
    );
}

#[test]
fn oscal_fits_its_schema_and_is_the_same_every_time() {
    for document in examples("oscal", &[]) {
        assert_valid(&document, "oscal-1.2.3-assessment-results.json");
        let result = &document["assessment-results"]["results"][0];
        let states: HashSet<&str> = result["findings"]
            .as_array()
            .unwrap()
            .iter()
            .map(|finding| finding["target"]["status"]["state"].as_str().unwrap())
            .collect();
        assert_eq!(states, HashSet::from(["satisfied", "not-satisfied"]));
        // What does not apply is told from what is met, and what is not documented is never a finding.
        let findings = result["findings"].as_array().unwrap();
        let of = |finding: &Value, name: &str| finding["target"][name]["state"].as_str().map(str::to_owned);
        for (implemented, state, reason) in [
            ("not-applicable", "satisfied", "other"),
            ("implemented", "satisfied", "pass"),
            ("partial", "not-satisfied", "fail"),
        ] {
            let is = |finding: &&Value| of(finding, "implementation-status").as_deref() == Some(implemented);
            let found: Vec<&Value> = findings.iter().filter(is).collect();
            assert!(!found.is_empty(), "{implemented}");
            for finding in found {
                assert_eq!(of(finding, "status").as_deref(), Some(state));
                assert_eq!(finding["target"]["status"]["reason"], reason);
            }
        }
        let silent = result["observations"].as_array().unwrap().iter();
        let silent = silent.filter(|seen| seen["props"][0]["value"] == "not-documented").count();
        assert_eq!(result["observations"].as_array().unwrap().len(), findings.len() + silent);
        assert!(result["observations"].as_array().unwrap().len() > result["findings"].as_array().unwrap().len());
    }
    assert_eq!(examples("oscal", &[]), examples("oscal", &[]));
}

#[test]
fn the_exit_code_does_not_depend_on_the_format() {
    let folder = repository();
    for (args, code) in
        [(vec!["planer"], 1), (vec!["planer", "--fail-on", "never"], 0), (vec!["planer", "borte.yaml"], 2)]
    {
        for format in ["terminal", "json", "sarif", "junit", "gitlab", "github", "oscal"] {
            let mut command = audit(folder.path(), &args);
            command.args(["--format", format]);
            assert_eq!(result(command).0, code, "{format} {args:?}");
        }
    }
}
