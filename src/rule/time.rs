//! When rules count: between their own dates, and as long as a provision behind them is in force.

use jiff::civil::Date;

use super::law::{Library, Provision};
use super::model::Rule;

/// The first and the last day on which something counts; without a limit where there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub from: Option<Date>,
    /// The last day.
    pub to: Option<Date>,
}

impl Rule {
    /// The provisions behind the rule.
    #[must_use]
    pub fn provisions<'l>(&self, library: &'l Library) -> Vec<&'l Provision> {
        self.law.iter().filter_map(|reference| library.provisions.get(&reference.provision)).collect()
    }

    /// Whether the rule counts on a day.
    #[must_use]
    pub fn counts_on(&self, library: &Library, day: Date) -> bool {
        let provisions = self.provisions(library);
        let by_law = provisions.is_empty() || provisions.iter().any(|provision| provision.in_force(day));
        by_law && self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }

    /// The days on which the rule, or a provision behind it, begins or no longer counts.
    #[must_use]
    pub fn turns(&self, library: &Library) -> Vec<Date> {
        let own = Period { from: self.from, to: self.to };
        let by_law =
            self.provisions(library).into_iter().map(|provision| Period { from: provision.from, to: provision.to });
        std::iter::once(own).chain(by_law).flat_map(Period::turns).collect()
    }

    /// From the first day on which the rule can count to the last.
    #[must_use]
    pub fn period(&self, library: &Library) -> Period {
        let provisions = self.provisions(library);
        let starts: Option<Vec<Date>> = provisions.iter().map(|provision| provision.from).collect();
        let ends: Option<Vec<Date>> = provisions.iter().map(|provision| provision.to).collect();
        let by_law = (starts.and_then(|starts| starts.into_iter().min()), ends.and_then(|ends| ends.into_iter().max()));
        Period {
            from: [self.from, by_law.0].into_iter().flatten().max(),
            to: [self.to, by_law.1].into_iter().flatten().min(),
        }
    }
}

impl Period {
    /// The first day, and the first day after the last.
    pub fn turns(self) -> impl Iterator<Item = Date> {
        [self.from, self.to.and_then(|to| to.tomorrow().ok())].into_iter().flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::built_in;
    use crate::rule::ProvisionStatus;

    fn library(dates: &[(Option<&str>, Option<&str>)]) -> (Library, Vec<String>) {
        let mut library = Library::default();
        let mut ids = Vec::new();
        for (at, (from, to)) in dates.iter().enumerate() {
            let day = |day: Option<&str>| day.map(|day| day.parse().expect("a date"));
            let provision = Provision {
                id: format!("p{at}"),
                act: crate::rule::Trilingual::default(),
                section: crate::rule::Trilingual::default(),
                identifier: None,
                address: None,
                addressee: crate::rule::Trilingual::default(),
                duty: crate::rule::Trilingual::default(),
                from: day(*from),
                to: day(*to),
                status: ProvisionStatus::InForce,
            };
            ids.push(provision.id.clone());
            library.provisions.insert(provision.id.clone(), provision);
        }
        (library, ids)
    }

    fn period(own: Option<&str>, dates: &[(Option<&str>, Option<&str>)]) -> (String, String) {
        let set = built_in::rules();
        let mut rule = set.rules[0].clone();
        let (library, ids) = library(dates);
        rule.law = ids.into_iter().map(|provision| super::super::LawReference { provision, cited_as: None }).collect();
        rule.from = own.map(|day| day.parse().expect("a date"));
        rule.to = None;
        let Period { from, to } = rule.period(&library);
        let shown = |day: Option<Date>| day.map_or_else(|| "–".to_owned(), |day| day.to_string());
        (shown(from), shown(to))
    }

    #[test]
    fn a_rule_counts_as_long_as_one_provision_and_its_own_dates_do() {
        let pair = |from: &str, to: &str| (from.to_owned(), to.to_owned());
        assert_eq!(period(None, &[]), pair("–", "–"));
        assert_eq!(period(Some("2025-04-30"), &[]), pair("2025-04-30", "–"));
        let old_and_new = [(Some("2012-01-01"), Some("2022-07-31")), (Some("2022-08-01"), None)];
        assert_eq!(period(None, &old_and_new), pair("2012-01-01", "–"));
        assert_eq!(period(None, &old_and_new[..1]), pair("2012-01-01", "2022-07-31"));
        assert_eq!(period(Some("2024-01-01"), &old_and_new), pair("2024-01-01", "–"));
        assert_eq!(period(Some("2001-01-01"), &old_and_new[1..]), pair("2022-08-01", "–"));
        assert_eq!(period(None, &[(None, None), old_and_new[1]]), pair("–", "–"));
    }
}
