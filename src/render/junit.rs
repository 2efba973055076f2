//! `JUnit` XML in the dialect that Jenkins and GitLab read: a suite for each record, a test for
//! each outcome.

use super::machine::{deviation, not_audited, target, title, why, worth_telling};
use super::plain::visible;
use super::words;
use crate::accept::Judged;
use crate::outcome::{Outcome, Status};
use crate::report::{Audited, Report};
use crate::text::Language;

/// The report as test results: gaps fail, what is not documented or not applicable is skipped,
/// files that could not be audited are errors.
#[must_use]
pub fn render(report: &Report<'_>, language: Language) -> String {
    let mut suites = String::new();
    let (mut tests, mut failures) = (0, 0);
    for record in &report.records {
        tests += record.outcomes.len();
        failures += record.outcomes.iter().filter(|outcome| is_failure(outcome)).count();
        suite(report, record, language, &mut suites);
    }
    for failed in &report.failed {
        let message = not_audited(failed, language.texts());
        suites.push_str(&format!(
            "  <testsuite name=\"{name}\" tests=\"1\" failures=\"0\" errors=\"1\" skipped=\"0\" time=\"0\">\n    \
             <testcase classname=\"medvirk\" name=\"{name}\" time=\"0\"><error type=\"not-audited\" \
             message=\"{message}\"/></testcase>\n  </testsuite>\n",
            name = escape(&failed.name),
            message = escape(&message),
        ));
    }
    let amiss: Vec<&Judged> = worth_telling(report).filter(|judged| judged.standing.is_amiss()).collect();
    if !amiss.is_empty() {
        let count = amiss.len();
        (tests, failures) = (tests + count, failures + count);
        let file = escape(&amiss[0].deviation.file);
        suites.push_str(&format!(
            "  <testsuite name=\"{file}\" tests=\"{count}\" failures=\"{count}\" errors=\"0\" skipped=\"0\" time=\"0\">\n"
        ));
        for judged in amiss {
            suites.push_str(&format!(
                "    <testcase classname=\"accepted\" name=\"{}\" time=\"0\"><failure type=\"{}\" message=\"{}\"/></testcase>\n",
                escape(&format!("{} {}", judged.deviation.rule, judged.deviation.organisation)),
                judged.standing.name(),
                escape(&deviation(judged, language.texts())),
            ));
        }
        suites.push_str("  </testsuite>\n");
    }
    let errors = report.failed.len();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"medvirk\" tests=\"{}\" failures=\"{failures}\" \
         errors=\"{errors}\" time=\"0\">\n{suites}</testsuites>\n",
        tests + errors
    )
}

/// A gap that is neither accepted nor known from a baseline.
fn is_failure(outcome: &Outcome) -> bool {
    outcome.status.is_gap() && !outcome.is_excused()
}

fn suite(report: &Report<'_>, record: &Audited, language: Language, text: &mut String) {
    let failures = record.outcomes.iter().filter(|outcome| is_failure(outcome)).count();
    let met = record.outcomes.iter().filter(|outcome| outcome.status == Status::Met).count();
    text.push_str(&format!(
        "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{failures}\" errors=\"0\" skipped=\"{}\" time=\"0\">\n    \
         <properties>\n",
        escape(&record.input.name),
        record.outcomes.len(),
        record.outcomes.len() - failures - met,
    ));
    for (name, value) in [
        ("organisation", record.organisation.name.as_deref().unwrap_or_default()),
        ("as-of", &report.as_of.to_string()),
        ("rule-set", &report.set.version),
        ("sha256", &record.input.sha256),
    ] {
        text.push_str(&format!("      <property name=\"{name}\" value=\"{}\"/>\n", escape(value)));
    }
    text.push_str("    </properties>\n");
    for outcome in &record.outcomes {
        test(report, record, outcome, language, text);
    }
    text.push_str("  </testsuite>\n");
}

fn test(report: &Report<'_>, record: &Audited, outcome: &Outcome, language: Language, text: &mut String) {
    let rule = report.rule(outcome);
    let subject = outcome.subject.path.as_deref().map(|path| format!(" {path}")).unwrap_or_default();
    text.push_str(&format!(
        "    <testcase classname=\"{}\" name=\"{}\" time=\"0\"",
        escape(&rule.topic),
        escape(&format!("{}{subject}", rule.id)),
    ));
    if outcome.status == Status::Met {
        text.push_str("/>\n");
        return;
    }
    let element = if is_failure(outcome) { "failure" } else { "skipped" };
    let standing = words::standing(outcome, language.texts());
    let kind = format!("{} {}", rule.force.name(), outcome.status.name());
    let message = format!("{}: {standing}", title(report, outcome, language));
    let place = target(outcome);
    let details =
        format!("{}:{}:{}: {}", record.input.name, place.line, place.column, why(report, record, outcome, language));
    text.push_str(&format!(
        "><{element} type=\"{}\" message=\"{}\">{}</{element}></testcase>\n",
        escape(&kind),
        escape(&message),
        escape(&details)
    ));
}

/// Text as XML shows it; what acts unseen, and what XML 1.0 cannot hold, shows as a mark.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in visible(text).chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' | '\t' => escaped.push_str(&format!("&#{};", u32::from(c))),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn xml_is_escaped() {
        assert_eq!(escape("a<b>&\"c\"\n\u{1}"), "a&lt;b&gt;&amp;&quot;c&quot;&#10;\u{fffd}");
    }
}
