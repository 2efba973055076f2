use crate::support::{audit, folder, json, record, result, write};

fn names(report: &serde_json::Value) -> Vec<&str> {
    report["records"].as_array().unwrap().iter().map(|record| record["file"].as_str().unwrap()).collect()
}

#[test]
fn folders_are_walked_and_records_come_by_name() {
    let folder = folder(&[("b/b.yaml", &record("B", 0)), ("a.yml", &record("A", 1)), ("b/.gjemt.yaml", "tull")]);
    let report = json(audit(folder.path(), &["b", ".", "a.yml", "--format", "json"]));
    assert_eq!(names(&report), ["a.yml", "b/b.yaml"]);
}

#[test]
fn the_result_is_the_same_for_any_order_of_arguments_and_any_number_of_threads() {
    let folder = folder(&[]);
    for number in 0..40 {
        write(folder.path(), &format!("{}/{number}.yaml", number % 3), &record(&format!("K{number}"), number % 3));
    }
    write(folder.path(), "1/broken.yaml", "format: medvirk/1\nvirksomhet: [\n");
    for format in ["terminal", "json"] {
        let first = result(audit(folder.path(), &["0", "1", "2", "--format", format]));
        assert_eq!(first.0, 2);
        for (threads, order) in [("1", ["2", "1", "0"]), ("7", ["1", "0", "2"])] {
            let mut command = audit(folder.path(), &order);
            command.args(["--format", format]).env("RAYON_NUM_THREADS", threads);
            assert_eq!(result(command), first, "{format} with {threads} threads");
        }
    }
}

#[test]
fn foreign_yaml_is_skipped_with_a_note_and_refused_when_asked() {
    let folder = folder(&[("a.yaml", &record("A", 0)), ("ci/build.yml", "on: push\njobs: {}\n")]);
    let (code, output, messages) = result(audit(folder.path(), &["."]));
    assert_eq!(code, 1, "{output}{messages}");
    assert!(messages.contains("ci/build.yml is not a record"), "{messages}");
    let (code, _, messages) = result(audit(folder.path(), &[".", "--strict"]));
    assert_eq!(code, 2);
    assert!(messages.contains("error: ci/build.yml"), "{messages}");
}

#[test]
fn a_record_that_forgot_its_format_is_told_so() {
    let folder = folder(&[("a.yaml", "virksomhet: { navn: A, organisasjonstype: kommune }\n")]);
    let (code, _, messages) = result(audit(folder.path(), &["."]));
    assert_eq!(code, 2);
    assert!(messages.contains("does not say which format"), "{messages}");
}

#[test]
fn nothing_to_audit_is_an_error() {
    let folder = folder(&[("x/ci.yml", "on: push\n"), ("y/z.txt", "")]);
    for path in ["x", "y", "."] {
        let (code, output, messages) = result(audit(folder.path(), &[path]));
        assert_eq!((code, output.as_str()), (2, ""), "{path}");
        assert!(messages.contains("found no records"), "{messages}");
    }
    write(folder.path(), "x/a.yaml", &record("A", 0));
    let (code, _, messages) = result(audit(folder.path(), &["x", "y"]));
    assert_eq!(code, 1);
    assert!(messages.contains("y holds no records"), "{messages}");
}

#[test]
fn what_cannot_be_read_stops_nothing_else() {
    let folder = folder(&[("a.yaml", &record("A", 0)), ("z.yaml", "format: medvirk/1\nvirksomhet: {\n")]);
    std::fs::write(folder.path().join("latin.yaml"), b"format: medvirk/1\nvirksomhet: { navn: B\xe6rum }\n").unwrap();
    let report = json(audit(folder.path(), &[".", "finnes-ikke.yaml", "--format", "json"]));
    assert_eq!(names(&report), ["a.yaml"]);
    assert_eq!(report["not_audited"], serde_json::json!(["finnes-ikke.yaml", "latin.yaml", "z.yaml"]));
    let (code, output, _) = result(audit(folder.path(), &["."]));
    assert_eq!(code, 2);
    assert!(output.contains("A – kommune"), "{output}");
}

#[cfg(unix)]
#[test]
fn link_loops_and_links_to_nowhere_are_noted() {
    let folder = folder(&[("a/a.yaml", &record("A", 0))]);
    std::os::unix::fs::symlink("..", folder.path().join("a/opp")).unwrap();
    std::os::unix::fs::symlink("a.yaml", folder.path().join("a/samme.yaml")).unwrap();
    let report = json(audit(folder.path(), &[".", "--format", "json"]));
    assert_eq!(names(&report), ["a/a.yaml"]);
    let (code, _, messages) = result(audit(folder.path(), &["."]));
    assert_eq!(code, 1);
    assert!(messages.contains("a/opp is a link back"), "{messages}");
    std::os::unix::fs::symlink("ingensteds.yaml", folder.path().join("a/b.yaml")).unwrap();
    let (code, _, messages) = result(audit(folder.path(), &["."]));
    assert_eq!(code, 2);
    assert!(messages.contains("a/b.yaml"), "{messages}");
}

#[test]
fn several_records_give_a_portfolio_and_details_only_on_demand() {
    let folder = folder(&[("a.yaml", &record("Aker", 0)), ("b.yaml", &record("Berg", 1))]);
    let (_, output, _) = result(audit(folder.path(), &["."]));
    for part in ["2 organisations", "Each organisation", "Requirements most often", "By kind of organisation", "--all"]
    {
        assert!(output.contains(part), "{part}: {output}");
    }
    assert!(!output.contains("Aker – kommune"));
    let (_, output, _) = result(audit(folder.path(), &[".", "--all"]));
    assert!(output.contains("Aker – kommune") && output.contains("Berg – kommune"));
    let report = json(audit(folder.path(), &[".", "--format", "json"]));
    let kinds = &report["portfolio"]["organisation_types"];
    assert_eq!((kinds[0]["kind"].as_str(), kinds[0]["records"].as_u64()), (Some("kommune"), Some(2)));
    assert_eq!(report["portfolio"]["requirements"][0]["gaps"], 2);
    // What is counted of both is what is counted of each.
    let counted = |record: usize, force: &str, status: &str| {
        let outcomes = report["records"][record]["outcomes"].as_array().unwrap();
        outcomes.iter().filter(|outcome| outcome["force"] == force && outcome["status"] == status).count()
    };
    let (_, output, _) = result(audit(folder.path(), &["."]));
    for counts in kinds[0]["counts"].as_array().unwrap() {
        let force = counts["force"].as_str().unwrap();
        for (key, status) in [("not_met", "not-met"), ("not_documented", "not-documented"), ("met", "met")] {
            assert_eq!(counts[key], counted(0, force, status) + counted(1, force, status), "{force} {status}");
        }
        let of_each = ["not-met", "partly", "not-documented", "met"].map(|status| counted(0, force, status));
        let gaps = of_each[0] + of_each[1];
        let row = format!(" {gaps}/{}/{} ", of_each[2], of_each.iter().sum::<usize>());
        assert!(output.contains(&row), "{force}{row}: {output}");
    }
}

#[test]
fn sixty_records_fit_on_a_few_screens_and_no_line_is_too_wide() {
    let folder = folder(&[]);
    let kinds = ["kommune", "brukerorganisasjon", "interkommunalt-samarbeid", "regionalt-helseforetak"];
    for number in 0..60 {
        let text = record(&format!("Virksomhet {number}"), 0);
        let text = text.replace("organisasjonstype: kommune", &format!("organisasjonstype: {}", kinds[number % 4]));
        write(folder.path(), &format!("{number}.yaml"), &text);
    }
    write(folder.path(), "60.yaml", &record("Virksomhet 0", 1));
    write(folder.path(), "broken.yaml", "format: medvirk/1\nvirksomhet: [\n");
    for width in [80, 120] {
        let mut command = audit(folder.path(), &["."]);
        command.env("COLUMNS", width.to_string());
        let (code, output, _) = result(command);
        assert_eq!(code, 2);
        assert!(output.lines().count() < 160, "{}", output.lines().count());
        let widest = output.lines().map(|line| line.chars().count()).max();
        assert!(widest <= Some(width), "{widest:?} of {width}: {output}");
        assert!(output.contains("20 of 61 organisations"), "{output}");
        assert!(output.contains("Could not be audited (1): broken.yaml"), "{output}");
        assert!(output.contains("Virksomhet 0 (0.yaml)") && output.contains("(15)"), "{output}");
    }
    let (_, output, _) = result(audit(folder.path(), &[".", "--output", "report.csv"]));
    assert!(output.lines().count() < 40, "{output}");
    assert!(output.contains("By kind of organisation") && output.contains("report.csv"), "{output}");
}

#[test]
fn one_record_does_not_hide_that_another_could_not_be_audited() {
    let folder = folder(&[("a.yaml", &record("A", 0)), ("b.yaml", "format: medvirk/1\nvirksomhet: [\n")]);
    let (code, output, _) = result(audit(folder.path(), &["."]));
    assert_eq!(code, 2);
    assert!(output.starts_with("Could not be audited (1): b.yaml\n"), "{output}");
}

#[test]
fn reports_in_files_show_every_record_by_topic_and_force() {
    let folder = folder(&[("a.yaml", &record("Aker", 0)), ("b.yaml", &record("Berg", 1))]);
    for file in ["r.md", "r.html", "r.docx", "r.xlsx"] {
        assert_eq!(result(audit(folder.path(), &[".", "--output", file])).0, 1);
    }
    let read = |file: &str| std::fs::read_to_string(folder.path().join(file)).unwrap();
    assert!(read("r.md").contains("| 1 Aker | 1/7 |"), "{}", read("r.md"));
    assert!(read("r.html").contains("<a href=\"#v1\">Aker</a></th><td>1&#x2f;7</td>"));
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(folder.path().join("r.xlsx")).unwrap();
    let sheet = calamine::Reader::worksheet_range(&mut book, "Organisations and topics").unwrap();
    let rows: Vec<String> = sheet.rows().map(|row| format!("{row:?}")).collect();
    assert!(rows.iter().any(|row| row.contains("\"Aker\"") && row.contains("Float(1.0), Float(7.0), Float(8.0)")));
}
