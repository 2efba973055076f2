//! Every screen, as users see it: fixed date, fixed width, no colour.

use assert_cmd::Command;

fn screen(arguments: &str, columns: &str) -> String {
    let output = Command::cargo_bin("medvirk")
        .expect("the program is built")
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env_clear()
        .env("COLUMNS", columns)
        .args(arguments.split(' '))
        .output()
        .expect("the program runs");
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("the output is UTF-8");
    format!("exit {:?}\n{}{}", output.status.code(), text(&output.stdout), text(&output.stderr))
}

#[test]
fn audits_of_the_examples() {
    for name in ["starter", "fjordvik-kommune", "trondheim-brukerpanel", "helsedirektoratet-2023"] {
        let arguments = format!("audit examples/{name}.yaml --as-of 2026-06-01");
        insta::assert_snapshot!(format!("audit-{name}"), screen(&arguments, "100"));
    }
    for (columns, language) in [("60", "nb"), ("80", "nn"), ("140", "en")] {
        let arguments = format!("audit examples/starter.yaml --as-of 2026-06-01 --lang {language}");
        let shown = screen(&arguments, columns);
        insta::assert_snapshot!(format!("audit-starter-{columns}-{language}"), shown);
    }
}

#[test]
fn no_table_is_wider_than_the_screen() {
    for columns in [60_usize, 80, 100, 140] {
        let shown = screen("audit examples/fjordvik-kommune.yaml --as-of 2026-06-01 --all", &columns.to_string());
        for line in shown.lines().filter(|line| line.starts_with(['│', '┌', '├'])) {
            assert!(line.chars().count() <= columns, "{columns}: {line}");
        }
        assert!(!shown.contains('\u{1b}'), "what is piped has no colour");
    }
}

#[test]
fn pages_lists_and_help() {
    for language in ["nb", "nn", "en"] {
        for (name, arguments) in [
            ("help", "--help"),
            ("help-audit", "audit --help"),
            ("explain", "explain rad-har-mandat examples/starter.yaml --as-of 2026-06-01"),
            ("unknown", "aduit"),
            ("test", "rules test --topic rad"),
        ] {
            let shown = screen(&format!("{arguments} --lang {language}"), "80");
            insta::assert_snapshot!(format!("{name}-{language}"), shown);
        }
    }
}

#[test]
fn complaints_about_broken_records() {
    for name in ["broken", "unclosed-quote", "tab", "indentation", "anchor", "two-documents", "tag"] {
        let shown = screen(&format!("audit tests/data/{name}.yaml --as-of 2026-06-01"), "100");
        assert!(shown.starts_with("exit Some(2)"), "{shown}");
        insta::assert_snapshot!(format!("broken-{name}"), shown);
    }
}

#[test]
fn exit_codes_do_not_depend_on_the_format() {
    for (arguments, code) in [
        ("audit examples/fjordvik-kommune.yaml", 1),
        ("audit examples/fjordvik-kommune.yaml --fail-on never", 0),
        ("audit examples/trondheim-brukerpanel.yaml", 0),
        ("audit tests/data/tab.yaml", 2),
        ("audit tests/data/tab.yaml examples/starter.yaml", 2),
    ] {
        for format in ["terminal", "json", "markdown", "csv", "html"] {
            let shown = screen(&format!("{arguments} --as-of 2026-06-01 --format {format}"), "100");
            assert!(shown.starts_with(&format!("exit Some({code})")), "{arguments} as {format}");
        }
    }
}

/// All that a terminal is sent, with these variables set.
#[cfg(unix)]
fn at_a_terminal(variables: &[(&str, &str)], more: &[&str]) -> String {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_medvirk"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).env_clear().envs(variables.iter().copied());
    command.args(["audit", "examples/starter.yaml", "--as-of", "2026-06-01"]).args(more);
    let mut person = rexpect::session::spawn_command(command, Some(20_000)).expect("the program starts");
    person.exp_eof().expect("the program ends")
}

#[cfg(unix)]
#[test]
fn there_is_colour_on_a_terminal_unless_it_is_declined_and_elsewhere_where_it_is_asked_for() {
    const COLOUR: &str = "\u{1b}[";
    for (declined, arguments, coloured) in [
        (None, &[][..], true),
        (Some(""), &[], true),
        (Some("1"), &[], false),
        (Some("1"), &["--color", "always"], true),
        (None, &["--color", "never"], false),
    ] {
        let variables: Vec<_> = declined.map(|value| ("NO_COLOR", value)).into_iter().collect();
        let shown = at_a_terminal(&variables, arguments);
        assert_eq!(shown.contains(COLOUR), coloured, "NO_COLOR={declined:?} {arguments:?}: {shown}");
    }
    let audit = "audit examples/starter.yaml --as-of 2026-06-01";
    assert!(!screen(audit, "100").contains(COLOUR), "what is piped has no colour");
    assert!(screen(&format!("{audit} --color always"), "100").contains(COLOUR));
}

#[test]
fn the_locale_decides_the_language_and_an_empty_one_says_nothing() {
    for (variables, told) in [
        (&[][..], "ikke"),
        (&[("LANG", "nn_NO.UTF-8")], "ikkje"),
        (&[("LC_ALL", ""), ("LANG", "nn_NO.UTF-8")], "ikkje"),
        (&[("LC_ALL", "en_GB.UTF-8"), ("LANG", "nn_NO.UTF-8")], "cannot read"),
        (&[("LC_ALL", "de_DE.UTF-8")], "ikke"),
    ] {
        let mut command = Command::cargo_bin("medvirk").expect("the program is built");
        command.env_clear().envs(variables.iter().copied()).args(["audit", "finnes-ikke.yaml"]);
        let output = command.output().expect("the program runs");
        let message = String::from_utf8_lossy(&output.stderr);
        assert!(message.contains(told), "{variables:?}: {message}");
    }
}
