//! Why an outcome is as it is, in plain words.

use super::words;
use crate::baseline::is_kept;
use crate::outcome::{Evidence, Outcome, Reason, Share, Stated, Test};
use crate::report::{Audited, Report};
use crate::rule::{Comparison, Force};
use crate::text::{Language, Texts, fill};

/// The sentences that give the reason, the ruling one first.
#[must_use]
pub fn sentences(report: &Report<'_>, record: &Audited, outcome: &Outcome, language: Language) -> Vec<String> {
    let texts = language.texts();
    let rule = report.rule(outcome);
    let mut sentences: Vec<String> =
        outcome.accepted.iter().map(|accepted| words::acceptance(accepted, texts)).collect();
    if is_kept(outcome.status) {
        sentences.extend(outcome.change.map(|change| words::capitalised(words::change(change, texts)) + "."));
    }
    match &outcome.reason {
        Reason::Condition => {}
        Reason::ConditionPartlyOpen => sentences.push(texts.reason_partly_open.to_owned()),
        Reason::OtherOrganisation { is } => {
            sentences.push(rule.told.not_applicable.get(language).to_owned());
            sentences
                .push(fill(texts.reason_other_organisation, &[("is", is), ("for", &rule.organisations.join(", "))]));
        }
        Reason::OrganisationUnknown => sentences.push(texts.reason_organisation_unknown.to_owned()),
        Reason::OtherServiceArea => {
            sentences.push(rule.told.not_applicable.get(language).to_owned());
            sentences.push(fill(texts.reason_other_service_area, &[("for", &rule.service_areas.join(", "))]));
        }
        Reason::NotInForce { from, to } => {
            let period = words::period(*from, *to, texts);
            let day = report.as_of.to_string();
            sentences.push(fill(texts.reason_not_in_force, &[("period", &period), ("day", &day)]));
        }
        Reason::CaseDoesNotApply => sentences.push(rule.told.not_applicable.get(language).to_owned()),
        Reason::CaseUnknown => sentences.push(texts.reason_case_unknown.to_owned()),
        Reason::NothingToJudge => sentences.push(texts.reason_nothing_to_judge.to_owned()),
        Reason::ListUnknown => sentences.push(texts.reason_list_unknown.to_owned()),
        Reason::OpenFinding => sentences.push(texts.reason_open_finding.to_owned()),
        Reason::FindingUnsettled => sentences.push(texts.reason_finding_unsettled.to_owned()),
        Reason::FindingUnclear => sentences.push(texts.reason_finding_unclear.to_owned()),
    }
    let mut fields: Vec<&str> = Vec::new();
    for evidence in &outcome.evidence {
        if !fields.contains(&evidence.field.as_str()) {
            fields.push(&evidence.field);
            sentences.push(fact(report, record, outcome, evidence, texts));
        }
    }
    sentences
}

/// What a bound is to the fact that is held against it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Manner {
    /// What the requirement asks for.
    Required,
    /// A national figure: something to hold one's own against, never a requirement.
    Figure,
    /// What decides whether the requirement is for this case.
    Case,
}

impl Manner {
    fn of(force: Force, reason: &Reason) -> Self {
        match (force, reason) {
            (_, Reason::CaseDoesNotApply | Reason::CaseUnknown) => Self::Case,
            (Force::Indikator, _) => Self::Figure,
            _ => Self::Required,
        }
    }
}

/// One fact with its place: what is stated, and how that compares with what was asked.
#[must_use]
pub fn fact(report: &Report<'_>, record: &Audited, outcome: &Outcome, evidence: &Evidence, texts: &Texts) -> String {
    let file = &record.input.name;
    let manner = Manner::of(report.rule(outcome).force, &outcome.reason);
    let place = format!("{file}:{}:{}", evidence.place.position.line, evidence.place.position.column);
    let field = evidence.field.as_str();
    let template = match (&evidence.stated, &evidence.test) {
        (_, Test::Finding) => texts.fact_finding,
        (Stated::Missing, _) => texts.fact_missing,
        (Stated::Unknown, _) => texts.fact_unknown,
        (Stated::None, _) => texts.fact_none,
        (Stated::Value(_), _) => texts.fact_value,
        (Stated::Conflicting(_), _) => texts.fact_conflicting,
        (Stated::Items(1), _) => texts.fact_one_item,
        (Stated::Items(_), _) => texts.fact_items,
        (Stated::SomeItems(_), _) => texts.fact_some_items,
        (Stated::Planned, _) => texts.fact_planned,
        (Stated::PlannedValue(_), _) => texts.fact_planned_value,
        (Stated::RuleValue(_), _) => texts.fact_rule_value,
        (Stated::Section, _) => texts.fact_section,
    };
    let value = match &evidence.stated {
        Stated::Value(value) | Stated::PlannedValue(value) | Stated::RuleValue(value) => value.clone(),
        Stated::Conflicting(values) => values.join(texts.or_between_values),
        Stated::Items(count) | Stated::SomeItems(count) => count.to_string(),
        _ => String::new(),
    };
    let compared = compared(evidence, &outcome.evidence, manner, texts).unwrap_or_default();
    fill(template, &[("field", field), ("value", &value), ("compared", &compared), ("place", &place)])
}

/// How a fact compares with what was asked of it, to be added to the fact.
fn compared(evidence: &Evidence, all: &[Evidence], manner: Manner, texts: &Texts) -> Option<String> {
    let failed = evidence.holds == Some(false);
    let is_number = matches!(
        evidence.test,
        Test::Compare(..) | Test::CompareField(..) | Test::Count(..) | Test::Sum(..) | Test::Share { .. }
    );
    match evidence.stated {
        Stated::Missing | Stated::Unknown | Stated::PlannedValue(_) | Stated::RuleValue(_) => return None,
        // That there is none counts as the number 0, and says nothing of a day.
        Stated::None if !is_number => return None,
        _ => {}
    }
    let asked = |bound: String| asked(&bound, manner, texts);
    let words = match &evidence.test {
        Test::Compare(comparison, bound) => bounded(*comparison, *bound, texts),
        Test::CompareField(comparison, other) => {
            fill(compare_words(*comparison, texts), &[("number", &named(other, evidence, all, texts))])
        }
        Test::Count(comparison, Some(bound)) => {
            fill(texts.test_count, &[("bound", &bounded(*comparison, *bound, texts))])
        }
        Test::Sum(comparison, Some(bound)) => fill(texts.test_sum, &[("bound", &bounded(*comparison, *bound, texts))]),
        Test::Share { comparison, bound, share, .. } => {
            let share = match share {
                Share::Known(share) => format!(", {}", fill(texts.test_share, &[("share", &percent(*share))])),
                Share::TooMuch(share) => {
                    return Some(format!(", {}", fill(texts.test_share_too_much, &[("share", &percent(*share))])));
                }
                Share::OfNothing => return Some(format!(", {}", texts.test_share_of_nothing)),
                Share::Open => String::new(),
            };
            let bound = bound.map(|bound| fill(compare_words(*comparison, texts), &[("number", &percent(bound))]));
            let bound = bound.map(|bound| format!("; {}", asked(bound))).unwrap_or_default();
            return Some(share + &bound);
        }
        Test::Portion(comparison, bound) => {
            let bound = fill(compare_words(*comparison, texts), &[("number", &percent(*bound))]);
            return Some(format!("; {}", asked(bound)));
        }
        Test::Spread(amount) => {
            return Some(format!(", {}", fill(texts.test_spread, &[("amount", &percent(*amount))])));
        }
        Test::Covers(values) if failed => {
            return Some(format!(", {}", fill(texts.test_lacks, &[("values", &values.join(", "))])));
        }
        Test::Kind { field, wanted, stated } if failed => {
            let (wanted, stated) = (wanted.join(texts.or_between_values), stated.join(", "));
            let values = [("field", field.as_str()), ("wanted", &wanted), ("stated", &stated)];
            return Some(format!(", {}", fill(texts.test_kind, &values)));
        }
        Test::CoversAll(list) if failed => {
            return Some(format!(", {}", fill(texts.test_not_all_of, &[("list", list)])));
        }
        Test::Linked(list) if failed => {
            return Some(format!(", {}", fill(texts.test_not_linked, &[("list", list)])));
        }
        Test::Practised if evidence.holds.is_none() && evidence.field.ends_with(".belegg") => {
            return Some(format!(": {}", texts.test_only_written));
        }
        test => timed(test, failed, texts)?,
    };
    Some(match (failed, is_number, manner) {
        (true, true, Manner::Required | Manner::Figure) => format!("; {}", asked(words)),
        (true, _, _) => format!(", {}", fill(texts.not_so, &[("words", &words)])),
        (false, _, _) => format!(", {words}"),
    })
}

/// What a day or a choice was held against.
fn timed(test: &Test, failed: bool, texts: &Texts) -> Option<String> {
    Some(match test {
        Test::WithinMonths(months) => fill(texts.test_within_months, &[("months", &number(*months))]),
        Test::Order { strictly, other } => {
            let other = other
                .as_ref()
                .map_or_else(|| texts.audit_date.to_owned(), |other| fill(texts.quoted, &[("words", other)]));
            fill(if *strictly { texts.test_before } else { texts.test_not_after }, &[("other", &other)])
        }
        Test::Since(day) => fill(texts.test_since, &[("day", &day.to_string())]),
        Test::Early(part) => fill(texts.test_early, &[("part", &percent(*part))]),
        Test::OneOf(values) if failed => fill(texts.test_one_of, &[("values", &values.join(texts.or_between_values))]),
        _ => return None,
    })
}

/// The bound as what is asked for, or as a figure to hold one's own against.
fn asked(bound: &str, manner: Manner, texts: &Texts) -> String {
    match manner {
        Manner::Required | Manner::Case => fill(texts.required, &[("bound", bound)]),
        Manner::Figure => fill(texts.compared_with, &[("bound", bound)]),
    }
}

/// Another field with the value that it states.
fn named(field: &str, beside: &Evidence, all: &[Evidence], texts: &Texts) -> String {
    let quoted = fill(texts.quoted, &[("words", field)]);
    // Inside an item, the other field is one of the same item.
    let item = beside.field.rfind("].").map_or("", |end| &beside.field[..end + 2]);
    let is_meant = |known: &&Evidence| known.field == field || known.field.strip_prefix(item) == Some(field);
    let value = all.iter().find(is_meant).and_then(|evidence| match &evidence.stated {
        Stated::Value(value) => Some(value),
        _ => None,
    });
    value.map_or_else(|| quoted.clone(), |value| format!("{value} ({quoted})"))
}

fn bounded(comparison: Comparison, bound: f64, texts: &Texts) -> String {
    fill(compare_words(comparison, texts), &[("number", &number(bound))])
}

pub(super) const fn compare_words(comparison: Comparison, texts: &Texts) -> &'static str {
    match comparison {
        Comparison::AtLeast => texts.at_least,
        Comparison::AtMost => texts.at_most,
        Comparison::MoreThan => texts.more_than,
        Comparison::LessThan => texts.less_than,
    }
}

/// A number without needless decimals, with a decimal comma.
#[must_use]
pub fn number(value: f64) -> String {
    let rounded = (value * 1000.0).round() / 1000.0;
    rounded.to_string().replace('.', ",")
}

/// A share as a percentage with at most one decimal.
#[must_use]
pub fn percent(share: f64) -> String {
    let tenths = (share * 1000.0).round() / 10.0;
    format!("{} %", tenths.to_string().replace('.', ","))
}
