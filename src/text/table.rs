//! The names of all texts; each language fills them in.

macro_rules! texts {
    ($( $name:ident )*) => {
        /// All texts in one language. What each is for shows in its name and its words.
        #[derive(Debug)]
        #[allow(missing_docs, reason = "the texts say themselves what they are")]
        pub struct Texts { $( pub $name: &'static str, )* }

        impl Texts {
            /// Every text with its name.
            #[must_use]
            pub fn all(&self) -> Vec<(&'static str, &'static str)> {
                vec![ $( (stringify!($name), self.$name), )* ]
            }
        }
    };
}

texts! {
    did_you_mean
    unknown_key
    duplicate_key
    duplicate_key_help
    expected_scalar
    expected_section
    expected_list
    expected_list_help
    not_yes_no
    not_yes_no_help
    not_count
    not_number
    not_date
    not_date_help
    impossible_date
    not_year
    unknown_value
    unknown_value_help
    not_id
    not_id_help
    duplicate_id
    broken_reference
    broken_reference_help
    not_organisation_number
    wrong_check_digit
    wrong_check_digit_help
    not_municipality_number
    not_municipality_number_help
    missing_format
    missing_format_help
    unknown_format
    unknown_format_help
    too_large_number
    anchor
    anchor_help
    tag
    tag_help
    complex_key
    second_document
    second_document_help
    empty_file
    tab
    tab_help
    unclosed_quote
    unclosed_quote_help
    unclosed_bracket
    indentation
    indentation_help
    invalid_character
    syntax
    syntax_help
    too_deep
    too_many
    not_utf8
    not_utf8_help
    too_large
    identity_number
    identity_number_help
    toml_syntax
    unknown_rule_key
    missing_rule_key
    missing_text
    wrong_rule_value
    unknown_rule_value
    wrong_stem
    duplicate_rule
    wrong_topic_folder
    unknown_field
    unknown_condition
    impossible_comparison
    impossible_value
    unknown_parameter
    unused_parameter
    unknown_provision
    provision_not_in_force
    unknown_statement
    no_provision
    no_source
    case_status
    case_reason
    missing_case
    no_cases
    decided_by_nothing
    error
    warning
    help
    rules_checked
    rules_tested
    rules_mutated
    mutant_survived
}
