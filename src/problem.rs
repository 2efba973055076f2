//! What stops or limits an audit: mistakes in what was read, never a gap.

use crate::source::{Source, Span, forbidden_in};
use crate::text::{Language, Texts, fill};

/// One mistake, with its place and a way out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What kind of mistake it is.
    pub kind: Kind,
    /// Where it stands.
    pub span: Span,
    /// A second place that belongs to it, such as the first of two equal keys.
    pub related: Option<Span>,
    /// The nearest valid word.
    pub suggestion: Option<String>,
    values: Vec<(&'static str, String)>,
}

/// Whether the audit can go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severity {
    /// The file cannot be audited.
    Error,
    /// Something may have to be put right.
    Warning,
    /// Worth knowing.
    Notice,
}

macro_rules! kinds {
    ($( $(#[$meta:meta])* $kind:ident => $text:ident $(, $help:ident)?; )*) => {
        /// The kinds of mistake, each with a text in every language.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Kind { $( $(#[$meta])* $kind, )* }

        impl Kind {
            /// All kinds.
            pub const ALL: &'static [Self] = &[ $( Self::$kind, )* ];

            /// The stable code shown with the message, such as `unknown_key`.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $( Self::$kind => stringify!($text), )* }
            }

            fn message(self, texts: &'static Texts) -> &'static str {
                match self { $( Self::$kind => texts.$text, )* }
            }

            fn help(self, texts: &'static Texts) -> Option<&'static str> {
                match self { $( Self::$kind => kinds!(@help texts $($help)?), )* }
            }
        }
    };
    (@help $texts:ident $help:ident) => { Some($texts.$help) };
    (@help $texts:ident) => { { let _ = $texts; None } };
}

kinds! {
    /// A key that the section does not have.
    UnknownKey => unknown_key;
    /// The same, where none of the section's keys is near: all of them are told.
    UnknownKeyAmong => unknown_key, unknown_key_help;
    /// A key that the record does not have at its top.
    UnknownTopKey => unknown_top_key;
    /// The same, where none is near.
    UnknownTopKeyAmong => unknown_top_key, unknown_key_help;
    /// A key that belongs one level further in, under the key above it.
    NotIndented => not_indented, not_indented_help;
    /// A decimal comma between braces, where commas separate.
    DecimalComma => decimal_comma, decimal_comma_help;
    /// A key and its value without a blank after the colon.
    MissingBlank => missing_blank, missing_blank_help;
    /// A key under something that is one fact.
    UnknownKeyOfFact => unknown_key_of_fact, unknown_key_of_fact_help;
    /// The same key twice, also when spelled differently.
    DuplicateKey => duplicate_key, duplicate_key_help;
    /// A mapping where one value is expected.
    ExpectedScalar => expected_scalar;
    /// Something other than a mapping where keys are expected.
    ExpectedSection => expected_section;
    /// Something other than a list.
    ExpectedList => expected_list, expected_list_help;
    /// Something other than `ja` or `nei`.
    NotYesNo => not_yes_no, not_yes_no_help;
    /// Something other than a whole number from 0.
    NotCount => not_count, not_number_help;
    /// Something other than a number.
    NotNumber => not_number, not_number_help;
    /// Something that does not look like a date.
    NotDate => not_date, not_date_help;
    /// A date that is not in the calendar.
    ImpossibleDate => impossible_date;
    /// Something other than a year.
    NotYear => not_year;
    /// A value outside a closed set.
    UnknownValue => unknown_value, unknown_value_help;
    /// An id with other characters than letters, digits and hyphens.
    NotId => not_id, not_id_help;
    /// Two items of one kind with the same id.
    DuplicateId => duplicate_id;
    /// A reference to an id that no item has.
    BrokenReference => broken_reference, broken_reference_help;
    /// An organisation number that is not nine digits.
    NotOrganisationNumber => not_organisation_number;
    /// An organisation number whose check digit is wrong.
    WrongCheckDigit => wrong_check_digit, wrong_check_digit_help;
    /// A municipality number that is not four digits.
    NotMunicipalityNumber => not_municipality_number, not_municipality_number_help;
    /// A record that does not begin with its format.
    MissingFormat => missing_format, missing_format_help;
    /// A format version that this program does not know.
    UnknownFormat => unknown_format, unknown_format_help;
    /// A number too large to be meant.
    TooLargeNumber => too_large_number;
    /// An anchor, an alias or a merge key.
    Anchor => anchor, anchor_help;
    /// A YAML tag.
    Tag => tag, tag_help;
    /// A key that is not a single word.
    ComplexKey => complex_key;
    /// A second document in the file.
    SecondDocument => second_document, second_document_help;
    /// Nothing in the file.
    EmptyFile => empty_file;
    /// A tab used for indentation.
    Tab => tab, tab_help;
    /// A quote that is never closed.
    UnclosedQuote => unclosed_quote, unclosed_quote_help;
    /// A bracket or brace that is never closed.
    UnclosedBracket => unclosed_bracket;
    /// Indentation that fits no level.
    Indentation => indentation, indentation_help;
    /// A text with a colon and without quotes.
    ColonInText => colon_in_text, colon_in_text_help;
    /// A key without its colon.
    MissingColon => missing_colon, missing_colon_help;
    /// A character that may not stand there.
    InvalidCharacter => invalid_character, invalid_character_help;
    /// Something that belongs to no key and no value.
    PassedOver => passed_over, passed_over_help;
    /// Any other mistake in the YAML.
    Syntax => syntax, syntax_help;
    /// More levels than a record can have.
    TooDeep => too_deep;
    /// More values than a record can have.
    TooMany => too_many;
    /// Bytes that are not UTF-8.
    NotUtf8 => not_utf8, not_utf8_help;
    /// A file that is too large.
    TooLarge => too_large;
    /// A line that is too long.
    LongLine => long_line, long_line_help;
    /// A text that is too long.
    LongText => long_text;
    /// A value that looks like a Norwegian identity number.
    IdentityNumber => identity_number, identity_number_help;
    /// An e-mail address.
    Email => email_address, contact_help;
    /// Evidence in a file that is not there.
    AttachmentMissing => attachment_missing, attachment_missing_help;
    /// Evidence in a file outside the repository.
    AttachmentOutside => attachment_outside, attachment_outside_help;
    /// Evidence in a file that is another than the one the record rests on.
    AttachmentChanged => attachment_changed, attachment_changed_help;
    /// A digest that is none.
    NotDigest => not_digest, not_digest_help;
    /// A finding that cites what is no known act or regulation.
    UnknownCitation => unknown_citation, unknown_citation_help;
    /// A finding that cites what no rule rests on.
    CitationWithoutRule => citation_without_rule;
    /// A finding that names a rule that does not exist.
    FindingOfNoRule => finding_of_no_rule, finding_of_no_rule_help;
    /// A telephone number.
    Telephone => telephone_number, contact_help;
    /// A mistake in the TOML of a rule.
    Toml => toml_syntax;
    /// A key that has to stand in quotes.
    BareKey => bare_key;
    /// A key that rules do not have.
    UnknownRuleKey => unknown_rule_key;
    /// A key that every rule needs.
    MissingRuleKey => missing_rule_key;
    /// A text that lacks a language.
    MissingText => missing_text;
    /// A value of the wrong kind in a rule.
    WrongRuleValue => wrong_rule_value;
    /// A value outside the closed set, in a rule.
    UnknownRuleValue => unknown_rule_value;
    /// The id is not the name of the file.
    WrongStem => wrong_stem;
    /// Two rules with one id.
    DuplicateRule => duplicate_rule;
    /// The folder is not the topic.
    WrongTopicFolder => wrong_topic_folder;
    /// A field path that the record does not have.
    UnknownField => unknown_field;
    /// A condition that does not exist.
    UnknownCondition => unknown_condition;
    /// A condition that cannot be asked of such a field.
    ImpossibleComparison => impossible_comparison;
    /// A value that the field can never have.
    ImpossibleValue => impossible_value;
    /// A parameter that the rule does not name.
    UnknownParameter => unknown_parameter;
    /// A parameter that no condition uses.
    UnusedParameter => unused_parameter;
    /// A provision that the law file does not have.
    UnknownProvision => unknown_provision;
    /// A provision that no rule may judge by.
    ProvisionNotInForce => provision_not_in_force;
    /// A statement that the documents do not have.
    UnknownStatement => unknown_statement;
    /// A statutory rule that names no provision.
    NoProvision => no_provision;
    /// A rule with neither statements nor provisions.
    NoSource => no_source;
    /// One of the organisation's own rules that claims to be law.
    LocalLaw => local_law, local_law_help;
    /// One of the organisation's own rules with the id of a built-in one.
    LocalTakesBuiltIn => local_takes_built_in, local_takes_built_in_help;
    /// One of the organisation's own rules that names another kind of rule as taking its place.
    LocalReplacement => local_replacement;
    /// A rule that is said to take another's place, and does not exist.
    UnknownReplacement => unknown_replacement;
    /// A topic that is there already.
    DuplicateTopic => duplicate_topic;
    /// A rule file that does not stand in the folder of a topic.
    StrayRuleFile => stray_rule_file;
    /// A link in a folder of rules.
    RuleLink => rule_link, rule_link_help;
    /// Cases that belong to no rule.
    CasesWithoutRule => cases_without_rule;
    /// A case that gives another outcome than expected.
    CaseStatus => case_status;
    /// A case decided by other fields than expected.
    CaseReason => case_reason;
    /// A rule without a case for a status it can reach.
    MissingCase => missing_case;
    /// A rule without cases.
    NoCases => no_cases;
    /// A rule that an empty record already decides.
    DecidedByNothing => decided_by_nothing;
    /// A change without an equals sign.
    NoEqualsSign => no_equals_sign, no_equals_sign_help;
    /// An address that names a list where an item is meant.
    NeedsItem => needs_item, needs_item_help;
    /// An address that goes on below a single value.
    NoKeysHere => no_keys_here;
    /// An address with an item of what is no list.
    NotAList => not_a_list;
    /// An address with an item that the list does not have.
    NoSuchItem => no_such_item, no_such_item_help;
    /// A value for a whole section.
    NotAValue => not_a_value, not_a_value_help;
    /// A value for a fact that several sources state.
    SeveralSources => several_sources, several_sources_help;
    /// A value that would take the place of items.
    WouldDropItems => would_drop_items;
    /// A rule that does not exist.
    UnknownRule => unknown_rule;
    /// The same deviation accepted twice.
    DuplicateAcceptance => duplicate_acceptance;
    /// Something other than a whole day.
    NotDay => not_day, not_day_help;
    /// A configuration that extends itself.
    ExtendsItself => extends_itself;
    /// Too many files that extend each other.
    ExtendsTooMany => extends_too_many;
    /// A configuration to extend that cannot be read.
    ExtendsUnreadable => extends_unreadable;
    /// Something that is no pattern of files.
    WrongPattern => wrong_pattern, wrong_pattern_help;
    /// A folder that is not there.
    NoSuchFolder => no_such_folder, no_such_folder_help;
    /// A file to write outside the configuration's folder.
    OutputOutside => output_outside, output_outside_help;
    /// A file whose ending does not tell its format.
    UnknownEnding => output_ending;
    /// A figure that stands in a source, which an organisation cannot set.
    FixedParameter => fixed_parameter, fixed_parameter_help;
    /// A value that a parameter cannot have.
    ParameterOutside => parameter_outside;
    /// The same, where only whole numbers count.
    ParameterNotWhole => parameter_not_whole;
}

impl Kind {
    /// Whether a file with this mistake can be audited.
    #[must_use]
    pub const fn severity(self) -> Severity {
        match self {
            Self::UnusedParameter
            | Self::Email
            | Self::Telephone
            | Self::AttachmentMissing
            | Self::AttachmentOutside
            | Self::AttachmentChanged
            | Self::NotDigest
            | Self::UnknownCitation
            | Self::FindingOfNoRule => Severity::Warning,
            Self::CitationWithoutRule => Severity::Notice,
            _ => Severity::Error,
        }
    }
}

impl Problem {
    /// A mistake of this kind at this place.
    #[must_use]
    pub const fn new(kind: Kind, span: Span) -> Self {
        Self { kind, span, related: None, suggestion: None, values: Vec::new() }
    }

    /// Fills a placeholder of the message.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.values.push((name, value.into()));
        self
    }

    /// Points at a second place.
    #[must_use]
    pub const fn related_to(mut self, span: Span) -> Self {
        self.related = Some(span);
        self
    }

    /// Suggests a valid word.
    #[must_use]
    pub fn suggest(mut self, suggestion: Option<impl Into<String>>) -> Self {
        self.suggestion = suggestion.map(Into::into);
        self
    }

    /// The message in a language.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        self.filled(self.kind.message(language.texts()))
    }

    /// The ways out: the nearest valid word, and what usually helps.
    #[must_use]
    pub fn help(&self, language: Language) -> Vec<String> {
        let texts = language.texts();
        let suggestion = self.suggestion.as_deref();
        let meant = suggestion.map(|word| fill(texts.did_you_mean, &[("word", word)]));
        let help = self.kind.help(texts).map(|template| self.filled(template));
        meant.into_iter().chain(help).collect()
    }

    fn filled(&self, template: &str) -> String {
        let values: Vec<(&str, String)> = self.values.iter().map(|(name, value)| (*name, in_short(value))).collect();
        let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        fill(template, &values)
    }
}

/// A value no longer than a message can hold.
fn in_short(value: &str) -> String {
    const MOST: usize = 1000;
    match value.char_indices().nth(MOST) {
        Some((at, _)) => format!("{}…", &value[..at]),
        None => value.to_owned(),
    }
}

/// The characters of a source that may not stand there, up to [`MOST`]. A byte order mark may, at
/// the very start.
pub fn forbidden(source: &Source) -> impl Iterator<Item = Problem> + '_ {
    let start = source.mark_length();
    forbidden_in(&source.text()[start..]).take(MOST).map(move |(at, c)| {
        let at = u32::try_from(start + at).unwrap_or(u32::MAX);
        let length = u32::try_from(c.len_utf8()).unwrap_or(1);
        forbidden_character(c, Span::new(at, at.saturating_add(length)))
    })
}

/// The complaint about a character that may not stand there.
#[must_use]
pub fn forbidden_character(c: char, span: Span) -> Problem {
    Problem::new(Kind::InvalidCharacter, span).with("character", format!("U+{:04X}", u32::from(c)))
}

/// How many mistakes of one file are looked for: mend these, and the rest comes to light.
pub const MOST: usize = 200;

/// Refuses every identity number of a source, after the first [`MOST`] of other mistakes. Complaints
/// that only say that digits are masked go.
pub fn refuse_identity_numbers(problems: &mut Vec<Problem>, source: &Source) {
    let masked = source.masked();
    // Masked places stand in order and apart, so the first that ends after a start is the one to ask.
    let is_echo = |problem: &Problem| {
        let next = masked.partition_point(|place| place.end <= problem.span.start);
        masked.get(next).is_some_and(|place| place.start < problem.span.end)
    };
    problems.retain(|problem| !is_echo(problem));
    problems.truncate(MOST);
    problems.extend(masked.iter().take(MOST).map(|place| Problem::new(Kind::IdentityNumber, *place)));
}

/// The candidate nearest to a word, where one is near enough to be meant.
#[must_use]
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    most_like(word, candidates, strsim::jaro_winkler, 0.78)
}

/// The candidate of which a word is a slip of the pen, if there is one.
#[must_use]
pub fn misspelt<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    most_like(word, candidates, strsim::normalized_damerau_levenshtein, 0.75)
}

fn most_like<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
    likeness: fn(&str, &str) -> f64,
    least: f64,
) -> Option<&'a str> {
    let word = word.to_lowercase();
    candidates
        .into_iter()
        .map(|candidate| (likeness(&word, candidate), candidate))
        .filter(|(likeness, _)| *likeness >= least)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate)
}
