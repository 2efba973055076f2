//! Choices that the command line and a configuration share, each with its names.

use clap::ValueEnum;

use crate::rule::Force;

/// The weakest force whose gaps make the exit code 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// Statutory requirements.
    Lov,
    /// National advice too.
    #[value(name = "faglig-råd", alias = "faglig-rad", alias = "faglig-raad")]
    FagligRåd,
    /// Good practice too.
    GodPraksis,
    /// Nothing.
    Never,
}

/// The formats of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[allow(missing_docs, reason = "the names say what they are")]
pub enum ReportFormat {
    Terminal,
    Json,
    Sarif,
    Junit,
    Gitlab,
    Github,
    Oscal,
    Html,
    #[value(alias = "md")]
    Markdown,
    Table,
    Csv,
    Xlsx,
    Docx,
}

/// What stands between the values of a CSV file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[allow(missing_docs, reason = "the names say what they are")]
pub enum Separator {
    #[value(name = ";")]
    Semicolon,
    #[value(name = ",")]
    Comma,
    #[value(name = "tab")]
    Tab,
}

impl FailOn {
    /// The weakest force whose gaps fail; none where none does.
    #[must_use]
    pub const fn threshold(self) -> Option<Force> {
        match self {
            Self::Lov => Some(Force::Lov),
            Self::FagligRåd => Some(Force::FagligRåd),
            Self::GodPraksis => Some(Force::GodPraksis),
            Self::Never => None,
        }
    }
}

impl Separator {
    /// The byte.
    #[must_use]
    pub const fn byte(self) -> u8 {
        match self {
            Self::Semicolon => b';',
            Self::Comma => b',',
            Self::Tab => b'\t',
        }
    }
}

/// The formats of one kind of output.
pub trait Formats: Copy + PartialEq + 'static {
    /// The one the screen shows unless another is asked for.
    const SCREEN: Self;
    /// The endings of files, with the format each means.
    const ENDINGS: &'static [(&'static str, Self)];

    /// Whether it is only for files.
    fn needs_file(self) -> bool {
        false
    }

    /// The format that the ending of a file means.
    #[must_use]
    fn of(path: &std::path::Path) -> Option<Self> {
        let ending = path.extension()?.to_string_lossy().to_lowercase();
        Self::ENDINGS.iter().find(|(known, _)| *known == ending).map(|(_, format)| *format)
    }

    /// The endings, as they are listed in messages.
    #[must_use]
    fn endings() -> String {
        let endings: Vec<String> = Self::ENDINGS.iter().map(|(known, _)| format!(".{known}")).collect();
        endings.join(", ")
    }
}

impl Formats for ReportFormat {
    const SCREEN: Self = Self::Terminal;
    const ENDINGS: &'static [(&'static str, Self)] = &[
        ("txt", Self::Terminal),
        ("json", Self::Json),
        ("html", Self::Html),
        ("htm", Self::Html),
        ("md", Self::Markdown),
        ("csv", Self::Csv),
        ("xlsx", Self::Xlsx),
        ("docx", Self::Docx),
        ("sarif", Self::Sarif),
        ("xml", Self::Junit),
    ];

    fn needs_file(self) -> bool {
        matches!(self, Self::Xlsx | Self::Docx)
    }
}

/// The name of a choice, the same on the command line and in a configuration.
#[must_use]
pub fn name<T: ValueEnum>(choice: &T) -> String {
    choice.to_possible_value().map_or_else(String::new, |value| value.get_name().to_owned())
}

/// The names of all choices.
#[must_use]
pub fn names<T: ValueEnum>() -> Vec<String> {
    let values = T::value_variants().iter().filter_map(ValueEnum::to_possible_value);
    values.map(|value| value.get_name().to_owned()).collect()
}
