//! What a person types, as changes to a record.

use super::answers::shown;
use crate::field::{Scalar, Section, Shape, value_shape};
use crate::record::{Address, Record, fold};

/// How an answer is typed.
#[derive(Debug, Clone, Copy)]
pub enum Form {
    /// On one line: a value, or several with commas between them.
    Line,
    /// One text on each line.
    Texts,
    /// One item on each line, told apart by what stands in this key.
    Items(&'static Section, &'static str),
}

/// How the answer to a field is typed.
#[must_use]
pub fn form(address: &Address) -> Form {
    match value_shape(address.shape) {
        Shape::List(item) => match value_shape(item) {
            Shape::Section(section) => Form::Items(section, telling(section)),
            Shape::Scalar(Scalar::Text) => Form::Texts,
            _ => Form::Line,
        },
        _ => Form::Line,
    }
}

/// The key that tells the items of a list apart.
#[must_use]
pub fn telling(section: &'static Section) -> &'static str {
    let known = ["navn", "tittel", "rolle", "tekst", "tema"].into_iter().find(|key| section.field(key).is_some());
    let single = |field: &&crate::field::Field| {
        field.name != "id"
            && matches!(value_shape(field.shape), Shape::Scalar(scalar) if !matches!(scalar, Scalar::Reference(_)))
    };
    let first = || section.fields.iter().find(single).map(|field| field.name);
    known.or_else(first).unwrap_or("merknad")
}

/// The words for a whole list of which nothing can be listed, or for a fact that is not known.
#[must_use]
pub fn is_word_for_all(typed: &str) -> bool {
    ["ingen", "inga", "nei", "ukjent", "ukjend"].iter().any(|word| typed.trim().eq_ignore_ascii_case(word))
}

/// Whether a typed word only says yes.
#[must_use]
pub fn is_yes(typed: &str) -> bool {
    yes_no(typed.trim()).eq_ignore_ascii_case("ja")
}

/// The changes that write a typed answer under a field.
///
/// `choices` are the values that were offered, which may be given by their number.
#[must_use]
pub fn changes(address: &Address, record: &Record<'_>, typed: &[String], choices: Option<&[String]>) -> Vec<String> {
    let field = address.path();
    let whole = |value: &str| vec![format!("{field}={value}")];
    match (form(address), typed) {
        (_, []) => Vec::new(),
        (_, [word]) if is_word_for_all(word) => whole(word.trim()),
        (Form::Line, [line, ..]) => {
            let mut changes = whole(&chosen(line, address, choices));
            changes.extend(shown(address, record));
            changes
        }
        (Form::Texts, lines) => {
            let list = lines.iter().enumerate().map(|(at, line)| format!("{field}[{at}]={}", line.trim()));
            list.collect()
        }
        (Form::Items(section, key), lines) => {
            let mut taken: Vec<String> = record.ids(section.name).iter().filter_map(|id| text(record, *id)).collect();
            let mut changes = Vec::new();
            for (at, line) in lines.iter().enumerate() {
                if section.field("id").is_some() {
                    let id = free_id(line, section, &taken);
                    changes.push(format!("{field}[{at}].id={id}"));
                    taken.push(id);
                }
                changes.push(format!("{field}[{at}].{key}={}", line.trim()));
            }
            changes
        }
    }
}

fn text(record: &Record<'_>, id: crate::record::NodeId) -> Option<String> {
    record.tree().text(id).map(str::to_owned)
}

/// An answer on one line, with the values that its numbers stand for and the words of the format.
fn chosen(line: &str, address: &Address, choices: Option<&[String]>) -> String {
    let value = |word: &str| {
        let word = word.trim();
        let numbered = || word.parse::<usize>().ok()?.checked_sub(1).and_then(|at| choices?.get(at));
        numbered().cloned().unwrap_or_else(|| word.to_owned())
    };
    match value_shape(address.shape) {
        Shape::List(_) => format!("[{}]", line.split(',').map(value).collect::<Vec<_>>().join(", ")),
        Shape::Scalar(Scalar::YesNo) => yes_no(line.trim()).to_owned(),
        _ => value(line),
    }
}

/// The format's word for yes or no, however it is said.
fn yes_no(word: &str) -> &str {
    match word.to_lowercase().as_str() {
        "j" | "y" | "yes" => "ja",
        "n" | "no" => "nei",
        "u" => "ukjent",
        _ => word,
    }
}

/// An id made of the words of a name, and of a number where another item has it.
fn free_id(name: &str, section: &Section, taken: &[String]) -> String {
    let words: String = fold(name).chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    let base = words.split_whitespace().collect::<Vec<_>>().join("-");
    let base = if base.is_empty() { fold(section.name) } else { base };
    let numbered = |number: usize| if number == 1 { base.clone() } else { format!("{base}-{number}") };
    let free = |id: &String| !taken.contains(id);
    (1..=taken.len() + 1).map(numbered).find(free).unwrap_or(base)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::read;
    use crate::source::Source;

    fn written(field: &str, typed: &[&str], choices: Option<&[&str]>) -> Vec<String> {
        let text =
            "format: medvirk/1\nråd: [{ id: brukerutvalg }]\nindivid: { vedtak: { verdi: 6, belegg: planlagt } }\n";
        let source = Source::new("org.yaml", text.to_owned());
        let record = read(&source).expect("the record is whole");
        let address = Address::parse(field, &record).expect("the field exists");
        let typed: Vec<String> = typed.iter().map(|line| (*line).to_owned()).collect();
        let choices: Option<Vec<String>> =
            choices.map(|choices| choices.iter().map(|choice| (*choice).to_owned()).collect());
        changes(&address, &record, &typed, choices.as_deref())
    }

    #[test]
    fn numbers_stand_for_the_values_that_were_offered() {
        assert_eq!(written("råd[0].type", &["2"], Some(&["eldreråd", "ungdomsråd"])), ["råd[0].type=ungdomsråd"]);
        assert_eq!(
            written("ansatte.opplæring_dekker", &["2, 1"], Some(&["a", "b"])),
            ["ansatte.opplæring_dekker=[b, a]"]
        );
        assert_eq!(written("råd[0].type", &["3"], Some(&["eldreråd"])), ["råd[0].type=3"]);
        assert_eq!(written("ansatte.antall", &["2"], None), ["ansatte.antall=2"]);
    }

    #[test]
    fn a_number_that_is_answered_where_one_was_planned_is_shown_in_practice() {
        assert_eq!(written("individ.vedtak", &["5"], None), ["individ.vedtak=5", "individ.vedtak.belegg=praksis"]);
        assert_eq!(written("individ.vedtak", &["ukjent"], None), ["individ.vedtak=ukjent"]);
    }

    #[test]
    fn yes_and_no_may_be_short_or_english() {
        assert_eq!(written("råd[0].mandat", &[" Y "], None), ["råd[0].mandat=ja"]);
        assert_eq!(written("råd[0].mandat", &["no"], None), ["råd[0].mandat=nei"]);
        assert_eq!(written("råd[0].mandat", &["kanskje"], None), ["råd[0].mandat=kanskje"]);
    }

    #[test]
    fn each_line_becomes_an_item_with_an_id_of_its_own() {
        assert_eq!(
            written("prosjekter", &["Ny avdeling", "Ny avdeling"], None),
            [
                "prosjekter[0].id=ny-avdeling",
                "prosjekter[0].tittel=Ny avdeling",
                "prosjekter[1].id=ny-avdeling-2",
                "prosjekter[1].tittel=Ny avdeling"
            ]
        );
        assert_eq!(written("råd", &["Ingen"], None), ["råd=Ingen"]);
        assert_eq!(
            written("utvikling.sårbare_grupper", &["flyktninger, nye", "unge"], None),
            ["utvikling.sårbare_grupper[0]=flyktninger, nye", "utvikling.sårbare_grupper[1]=unge"]
        );
    }
}
