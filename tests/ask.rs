//! `medvirk ask`, driven through a real terminal.
#![cfg(unix)]
#![allow(clippy::panic, reason = "a terminal that does not answer has failed")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use rexpect::process::Signal;
use rexpect::session::{PtySession, spawn_command};
use tempfile::TempDir;

/// The first questions of this record are about the kind of organisation, then about lists.
const RECORD: &str = "\
# Øverst
format: medvirk/1
virksomhet: { navn: Fjordvik } # typen mangler

råd: # bare ett
  - { id: bu, type: brukerutvalg }
";

struct Desk {
    folder: TempDir,
    terminal: PtySession,
}

impl Desk {
    /// Begins to answer questions about a record.
    fn new(record: &str) -> Self {
        let folder = TempDir::new().expect("a folder can be made");
        fs::write(folder.path().join("org.yaml"), record).expect("the record can be written");
        let terminal = Self::spawn(folder.path());
        Self { folder, terminal }
    }

    fn spawn(folder: &Path) -> PtySession {
        let mut command = at_a_desk();
        command.arg(env!("CARGO_BIN_EXE_medvirk")).args([
            "ask",
            "org.yaml",
            "--as-of",
            "2026-06-01",
            "--lang",
            "nb",
            "--color",
            "never",
        ]);
        command.current_dir(folder).env_clear().env("TERM", "dumb");
        spawn_command(command, Some(30_000)).expect("the program starts")
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("org.yaml")
    }

    fn text(&self) -> String {
        fs::read_to_string(self.file()).expect("the record is there")
    }

    /// Waits until the program says something, and gives what it said before.
    fn hears(&mut self, words: &str) -> String {
        let said = self.terminal.exp_string(&bytewise(words));
        utf8(&said.unwrap_or_else(|error| panic!("waiting for «{words}»: {error}")))
    }

    fn says(&mut self, line: &str) {
        self.terminal.send_line(line).expect("the program listens");
    }

    /// Waits for the first question, and answers it: what kind of organisation it is.
    fn is_municipality(&mut self) {
        self.hears("1. kommune");
        self.hears("Svar: ");
        self.says("1");
        self.hears("Skrevet i org.yaml: virksomhet.organisasjonstype=kommune");
    }

    /// Stops, and waits for the end.
    fn quits(&mut self) -> String {
        self.says("avslutt");
        utf8(&self.terminal.exp_eof().expect("the program ends"))
    }
}

/// Starts a program as a person's terminal does: what runs in the background hands down that Ctrl+C is
/// ignored.
fn at_a_desk() -> Command {
    let mut command = Command::new("/usr/bin/env");
    if cfg!(target_os = "linux") {
        command.arg("--default-signal=INT");
    }
    command
}

/// Each byte as a character of its own, which is how rexpect reads a terminal.
fn bytewise(text: &str) -> String {
    text.bytes().map(char::from).collect()
}

/// The other way.
fn utf8(bytewise: &str) -> String {
    let bytes: Vec<u8> = bytewise.chars().filter_map(|c| u8::try_from(c).ok()).collect();
    String::from_utf8_lossy(&bytes).into_owned()
}

const ANSWERED: &str = "{ navn: Fjordvik, organisasjonstype: kommune } # typen mangler";

#[test]
fn an_answer_is_written_at_once_and_all_else_keeps_every_byte() {
    let mut desk = Desk::new(RECORD);
    desk.is_municipality();
    desk.hears("utfall blir annerledes");
    desk.hears("ikke aktuelt");
    assert_eq!(desk.text(), RECORD.replace("{ navn: Fjordvik } # typen mangler", ANSWERED));
    desk.hears("Spørsmål 2");
    assert!(desk.quits().contains("Svar skrevet i org.yaml: 1."));
}

#[test]
fn a_wrong_answer_is_explained_and_asked_for_again() {
    let mut desk = Desk::new(RECORD);
    desk.hears("Svar: ");
    desk.says("komune");
    let said = desk.hears("Prøv igjen");
    assert!(said.contains("«komune» er ikke en gyldig verdi her"), "{said}");
    assert_eq!(desk.text(), RECORD);
    desk.hears("Svar: ");
    desk.says("1");
    desk.hears("Skrevet i org.yaml: virksomhet.organisasjonstype=kommune");
}

#[test]
fn a_way_to_reach_a_person_is_doubted_and_can_be_taken_back() {
    let mut desk = Desk::new(RECORD);
    desk.is_municipality();
    desk.hears("Spørsmål 2");
    desk.hears("når alle er med): ");
    desk.says("ja");
    desk.hears("Skriv ett svar på hver linje");
    desk.hears("når alle er med): ");
    desk.says("kari.nordmann@example.no");
    desk.hears("når alle er med): ");
    desk.says("");
    desk.hears("Skrevet i org.yaml");
    let said = desk.hears("Skriv «tilbake» for å endre svaret.");
    assert!(said.contains("Advarsel: her står en e-postadresse;"), "{said}");
    desk.says("tilbake");
    desk.hears("Spørsmål 2");
    desk.hears("når alle er med): ");
    desk.says("Ny avdeling");
    desk.hears("når alle er med): ");
    desk.says("");
    desk.hears("Skrevet i org.yaml");
    let said = desk.hears("Spørsmål 3");
    assert!(!said.contains("Advarsel"), "{said}");
    assert!(!desk.text().contains('@') && desk.text().contains("Ny avdeling"), "{}", desk.text());
}

#[test]
fn a_question_can_be_explained_skipped_and_gone_back_to() {
    let mut desk = Desk::new(RECORD);
    desk.hears("Svar: ");
    desk.says("tilbake");
    desk.hears("Dette er det første spørsmålet");
    desk.hears("Svar: ");
    desk.says("?");
    desk.hears("Den som gjerne vet det: ");
    desk.hears("org.yaml:3:13");
    desk.hears("Svar: ");
    desk.says("kommune");
    desk.hears("Spørsmål 2");
    desk.hears("når alle er med): ");
    let answered = desk.text();
    desk.says("");
    desk.hears("Spørsmål 3");
    assert_eq!(desk.text(), answered, "a skipped question writes nothing");
    for question in ["Spørsmål 2", "Spørsmål 1"] {
        desk.says("tilbake");
        desk.hears(question);
    }
    desk.hears("13. barnevern");
    desk.hears("Svar: ");
    desk.says("helseforetak");
    desk.hears("Skrevet i org.yaml");
    assert_eq!(
        desk.text(),
        RECORD.replace("{ navn: Fjordvik }", "{ navn: Fjordvik, organisasjonstype: helseforetak }")
    );
}

#[test]
fn an_interrupted_run_loses_no_answer() {
    let stop = |desk: &mut Desk| desk.terminal.send_control('c').expect("the terminal listens");
    let end = |desk: &mut Desk| drop(desk.terminal.process_mut().kill(Signal::SIGTERM));
    for interrupt in [&stop as &dyn Fn(&mut Desk), &end] {
        let mut desk = Desk::new(RECORD);
        desk.is_municipality();
        desk.hears("Spørsmål 2");
        interrupt(&mut desk);
        desk.terminal.exp_eof().expect("the program ends");
        assert!(desk.text().contains(ANSWERED));
    }
    // A terminal that is closed.
    let mut desk = Desk::new(RECORD);
    desk.is_municipality();
    desk.hears("Spørsmål 2");
    let file = desk.file();
    let Desk { folder, terminal } = desk;
    drop(terminal);
    assert!(fs::read_to_string(file).expect("the record is there").contains(ANSWERED));
    let left = fs::read_dir(folder.path()).expect("the folder can be read").count();
    assert_eq!(left, 1, "nothing half-written is left");
}

#[test]
fn what_someone_else_wrote_meanwhile_stays() {
    let mut desk = Desk::new(RECORD);
    desk.hears("Svar: ");
    let changed = RECORD
        .replace("# bare ett", "# to")
        .replace("brukerutvalg }", "brukerutvalg }\n  - { id: er, type: eldreråd }");
    fs::write(desk.file(), &changed).expect("the record can be written");
    desk.says("kommune");
    desk.hears("er endret av noen andre i mellomtiden");
    desk.hears("Skrevet i org.yaml");
    assert_eq!(desk.text(), changed.replace("{ navn: Fjordvik } # typen mangler", ANSWERED));
}

#[test]
fn another_answer_to_the_same_question_is_not_written_over() {
    let mut desk = Desk::new(RECORD);
    desk.hears("Svar: ");
    let changed = RECORD.replace("{ navn: Fjordvik }", "{ navn: Fjordvik, organisasjonstype: bydel }");
    fs::write(desk.file(), &changed).expect("the record can be written");
    desk.says("kommune");
    desk.hears("Svaret er ikke skrevet");
    desk.hears("Spørsmål");
    assert_eq!(desk.text(), changed);
}

#[test]
fn without_a_terminal_it_says_what_to_do_instead() {
    let folder = TempDir::new().expect("a folder can be made");
    fs::write(folder.path().join("org.yaml"), RECORD).expect("the record can be written");
    let mut command = assert_cmd::Command::from_std(Command::new(env!("CARGO_BIN_EXE_medvirk")));
    let run = command.args(["ask", "org.yaml", "--lang", "nb"]).current_dir(folder.path()).assert().code(2);
    let said = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
    assert!(said.contains("medvirk next"), "{said}");
}

/// A municipality whose councils are asked about first.
const BARE: &str = "\
format: medvirk/1
virksomhet: { navn: Fjordvik, organisasjonstype: kommune }
tjenester:
  - { id: omsorg, navn: Omsorg, område: omsorg }
";

#[test]
fn another_answer_to_a_list_takes_out_what_was_answered_about_its_items() {
    let mut desk = Desk::new(BARE);
    let list = |desk: &mut Desk, lines: &[&str]| {
        for line in lines {
            desk.hears("når alle er med): ");
            desk.says(line);
        }
    };
    list(&mut desk, &["Brukerutvalget", "Eldrerådet", ""]);
    desk.hears("Brukerutvalget (råd[0])");
    desk.hears("pasientallmøte\r\n  15. annet\r\nSvar: ");
    desk.says("brukerutvalg");
    desk.hears("Skrevet i org.yaml: råd[0].type=brukerutvalg");
    for question in ["Spørsmål 2", "Spørsmål 1"] {
        desk.says("tilbake");
        desk.hears(question);
    }
    list(&mut desk, &["Ungdomsrådet", ""]);
    let said = desk.hears("Spørsmål 2");
    assert!(said.contains("er tatt bort") && said.contains("råd[0].type"), "{said}");
    let text = desk.text();
    assert!(text.contains("Ungdomsrådet") && !text.contains(" type:") && !text.contains("Eldrerådet"), "{text}");
    desk.says("tilbake");
    desk.hears("Spørsmål 1");
    list(&mut desk, &["ingen"]);
    desk.hears("Skrevet i org.yaml: råd=ingen");
    desk.quits();
    assert!(desk.text().ends_with("råd: ingen\n"), "{}", desk.text());
}

#[test]
fn an_outcome_that_an_answer_loses_again_is_told() {
    let mut desk = Desk::new(BARE);
    for question in ["Spørsmål 1", "Spørsmål 2"] {
        desk.hears(question);
        desk.hears("når alle er med): ");
        desk.says("");
    }
    desk.hears("Bruker virksomheten tvang?");
    desk.says("nei");
    desk.hears("ikke dokumentert → ikke aktuelt");
    desk.hears("Spørsmål 4");
    desk.says("tilbake");
    desk.hears("Spørsmål 3");
    desk.says("ja");
    desk.hears("8 utfall blir annerledes");
    desk.hears("ikke aktuelt → ikke dokumentert");
    desk.quits();
}
