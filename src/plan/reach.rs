//! Which facts would have to be otherwise for a condition to hold, worked out from the condition
//! itself. What comes out is a proposal: only an audit of the changed record shows whether it does.

mod lists;
mod ways;

use jiff::ToSpan;
use jiff::civil::Date;

use super::change::{Change, merged};
use super::value::{example, number, other_choice};
use crate::evaluate::{Inquiry, Truth};
use crate::field::{Belegg, FieldPath, Scalar, Shape};
use crate::record::{NodeId, Period, Reading, Record, Statement, Value};
use crate::rule::{Bound, Comparison, Condition, ShareBound, Wanted, whole_months};

/// Where paths start: an item that is there, or one that would be added at this path.
#[derive(Debug, Clone)]
pub(super) enum Site {
    Item(NodeId),
    New(String),
}

/// Works out changes for one rule.
pub(super) struct Reach<'a, 's> {
    pub record: &'a Record<'s>,
    pub inquiry: &'a Inquiry<'a, 's>,
    pub rule: usize,
    pub as_of: Date,
}

/// Stands for a whole of which shares are taken, where none is known.
const EXAMPLE_WHOLE: f64 = 10.0;

pub(super) type Proposal = Option<Vec<Change>>;

impl Reach<'_, '_> {
    /// The fewest changes found that would make a condition true, or false; none where none is found.
    pub fn reach(&self, condition: &Condition, want: bool, site: &Site) -> Proposal {
        if let Site::Item(item) = site
            && self.inquiry.truth(self.rule, condition, *item) == Truth::from(want)
        {
            return Some(Vec::new());
        }
        match condition {
            Condition::YesNo { field, wanted } => {
                self.yes_no(field, *wanted == want, site, &|statement| self.record.is_planned(statement) == Some(false))
            }
            Condition::Practised(field) => {
                self.yes_no(field, want, site, &|statement| self.record.is_practised(statement) == Some(true))
            }
            Condition::Stated(field) if want => self.stated(field, site),
            Condition::OneOf { field, values } => {
                let value = if want { values.first().map(text) } else { other_choice(field, values) };
                self.set(field, site, &value?, want && values.len() > 1)
            }
            Condition::Compare { field, comparison, bound } => {
                let Some(known) = self.inquiry.bound(self.rule, self.item(site), bound) else {
                    return self.as_large(field, *comparison, bound, want, site);
                };
                self.set(field, site, &number(nearest(*comparison, known, want).max(0.0)), false)
            }
            Condition::Share { of, whole, comparison, bound } => self.share(of, whole, *comparison, bound, want, site),
            Condition::WithinMonths { field, months } => {
                let months = whole_months(self.inquiry.amount(self.rule, months));
                let day = if want { self.as_of } else { self.as_of.saturating_sub((months + 1).months()) };
                self.date(field, site, day, want)
            }
            Condition::Order { items: None, field, other, strictly } => {
                self.order(field, other.as_ref(), *strictly, want, site)
            }
            Condition::Since { field, day } => {
                if want {
                    self.date(field, site, self.as_of.max(*day), true)
                } else {
                    None
                }
            }
            Condition::Early { field, .. } if want && self.period(field, site).is_none() => {
                self.date(field, site, self.as_of, true)
            }
            Condition::Covers { items, field, values } if want => self.covers(items.as_ref(), field, values, site),
            Condition::CoversAll { items, field, of } if want => self.covers_all(items, field, of, site),
            Condition::Count { items, comparison, bound } => {
                let bound = self.inquiry.bound(self.rule, self.item(site), bound)?;
                self.count(items, *comparison, bound, want, site)
            }
            Condition::Sum { items, field, comparison, bound } => {
                let bound = self.inquiry.bound(self.rule, self.item(site), bound)?;
                self.sum(items, field, nearest(*comparison, bound, want), site)
            }
            Condition::Some { items, holds } if want => self.some(items, holds, site),
            Condition::Every { items, holds } if !want => {
                let each = self.counting(items, site).into_iter();
                fewest(each.map(|(element, _)| self.reach(holds, false, &Site::Item(element))))
            }
            Condition::Every { items, holds } => {
                let counting = self.counting(items, site);
                if counting.is_empty() {
                    return self.added(items, Some(holds), site, 0);
                }
                together(counting.iter().map(|(element, _)| self.reach(holds, true, &Site::Item(*element))))
            }
            Condition::Some { items, holds } => {
                let counting = self.counting(items, site);
                together(counting.iter().map(|(element, _)| self.reach(holds, false, &Site::Item(*element))))
            }
            Condition::Portion { items, holds, comparison, amount } if want => {
                self.portion(items, holds, *comparison, self.inquiry.amount(self.rule, amount), site)
            }
            Condition::Spread { items, of, whole, amount } if want => {
                self.spread(items, of, whole, self.inquiry.amount(self.rule, amount), site)
            }
            Condition::Linked { list, by, holds } if want => self.linked(list, by, holds.as_deref(), site),
            Condition::All(parts) if want => together(parts.iter().map(|part| self.reach(part, true, site))),
            Condition::Any(parts) if !want => together(parts.iter().map(|part| self.reach(part, false, site))),
            Condition::All(parts) | Condition::Any(parts) => {
                fewest(parts.iter().map(|part| self.reach(part, want, site)))
            }
            Condition::First(parts) => self.reach(parts.first()?, want, site),
            Condition::Not(inner) => self.reach(inner, !want, site),
            Condition::Stated(_)
            | Condition::Early { .. }
            | Condition::Order { .. }
            | Condition::Covers { .. }
            | Condition::CoversAll { .. }
            | Condition::Portion { .. }
            | Condition::Spread { .. }
            | Condition::Linked { .. } => None,
        }
    }

    /// The item that what is compared with stands in; the whole record for one that is not there.
    fn item(&self, site: &Site) -> NodeId {
        if let Site::Item(item) = site { *item } else { self.record.root() }
    }

    fn path(&self, field: &FieldPath, site: &Site) -> String {
        let prefix = match site {
            _ if field.from_top => String::new(),
            Site::Item(item) => self.record.path_of(*item),
            Site::New(path) => path.clone(),
        };
        if prefix.is_empty() { field.text().to_owned() } else { format!("{prefix}.{}", field.text()) }
    }

    /// One value in a field; in every source's statement where several disagree.
    #[allow(clippy::unnecessary_wraps, reason = "a proposal like those of all other conditions")]
    fn set(&self, field: &FieldPath, site: &Site, value: &str, example: bool) -> Proposal {
        let change = |field: String, before: Option<String>| Change { field, before, after: value.to_owned(), example };
        let reading = match site {
            Site::New(_) if !field.from_top => return Some(vec![change(self.path(field, site), None)]),
            _ => self.record.read(self.item(site), field),
        };
        let written = |node: NodeId| {
            self.record.tree().text(node).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
        };
        let mut changes = match &reading {
            Reading::One(statement) => {
                let before = if statement.missing_after.is_none() { written(statement.node) } else { None };
                vec![change(self.path(field, site), before)]
            }
            Reading::Several(statements) => {
                let each = statements.iter().filter(|statement| statement.missing_after.is_none());
                each.map(|s| change(self.record.path_of(s.node), written(s.node))).collect()
            }
        };
        let withheld = reading.statements().iter().filter(|statement| self.record.is_withheld(statement));
        changes.extend(withheld.filter_map(|statement| self.shown(statement)));
        Some(changes)
    }

    /// What a statement rests on, from now on that it is done.
    fn shown(&self, statement: &Statement) -> Option<Change> {
        let belegg = self.record.belegg(statement)?;
        Some(Change {
            field: self.record.path_of(belegg),
            before: self.record.tree().text(belegg).map(str::to_owned),
            after: Belegg::SHOWN.to_owned(),
            example: false,
        })
    }

    /// Yes or no; what does not yet count as in place is so from now on.
    fn yes_no(&self, field: &FieldPath, yes: bool, site: &Site, in_place: &dyn Fn(&Statement) -> bool) -> Proposal {
        let mut changes = self.set(field, site, if yes { "ja" } else { "nei" }, false)?;
        if let (true, Site::Item(item)) = (yes, site) {
            let reading = self.record.read(*item, field);
            let open = reading.statements().iter().filter(|statement| !in_place(statement));
            changes.extend(open.filter_map(|statement| self.shown(statement)));
        }
        Some(changes)
    }

    /// A number and the one it is compared with, where that is not known.
    fn as_large(&self, field: &FieldPath, comparison: Comparison, bound: &Bound, want: bool, site: &Site) -> Proposal {
        let Bound::Field(other) = bound else { return None };
        let both = matches!(comparison, Comparison::AtLeast | Comparison::AtMost) == want;
        let value = number(self.inquiry.number(self.rule, self.item(site), field).unwrap_or(1.0));
        let parts = [other, field].map(|field| self.set(field, site, &value, true));
        if both { together(parts) } else { None }
    }

    fn stated(&self, field: &FieldPath, site: &Site) -> Proposal {
        match field.value_shape() {
            Shape::List(Shape::Section(_)) => {
                let Shape::List(item) = field.value_shape() else { return None };
                let path = format!("{}[0]", self.path(field, site));
                Some(vec![example(&path, item, self.as_of)?])
            }
            shape => {
                let change = example(&self.path(field, site), shape, self.as_of)?;
                self.set(field, site, &change.after, true)
            }
        }
    }

    fn date(&self, field: &FieldPath, site: &Site, day: Date, example: bool) -> Proposal {
        let value = match field.value_shape() {
            // A year that is not over may still lie ahead.
            Shape::Scalar(Scalar::Year) => (day.year() - i16::from(day.year() == self.as_of.year())).to_string(),
            _ => day.to_string(),
        };
        self.set(field, site, &value, example)
    }

    fn period(&self, field: &FieldPath, site: &Site) -> Option<Period> {
        if matches!(site, Site::New(_)) && !field.from_top {
            return None;
        }
        match self.record.read(self.item(site), field).statements() {
            [statement] => match statement.value {
                Value::Period(period) => Some(period),
                _ => None,
            },
            _ => None,
        }
    }

    /// What is done comes now: no action moves what has happened, but a time that runs out can be
    /// made longer.
    fn order(&self, field: &FieldPath, other: Option<&FieldPath>, strictly: bool, want: bool, site: &Site) -> Proposal {
        let later = self.as_of.saturating_add(1.year());
        let Some(other) = other else {
            return match (want, strictly) {
                (true, true) => None,
                (true, false) => self.date(field, site, self.as_of, true),
                (false, _) => self.date(field, site, later, true),
            };
        };
        match (self.period(field, site), self.period(other, site)) {
            (Some(happened), None) if want => {
                let day = happened.last.tomorrow().ok()?.max(self.as_of);
                self.date(other, site, day, true)
            }
            (None, None) if want => {
                together([self.date(field, site, self.as_of, true), self.date(other, site, later, true)])
            }
            (None, Some(limit)) if want == (self.as_of < limit.first || (!strictly && self.as_of == limit.first)) => {
                self.date(field, site, self.as_of, true)
            }
            _ => None,
        }
    }

    fn share(
        &self,
        of: &[FieldPath],
        whole: &FieldPath,
        comparison: Comparison,
        bound: &ShareBound,
        want: bool,
        site: &Site,
    ) -> Proposal {
        let first = of.first()?;
        let Site::Item(item) = site else { return None };
        let bound = self.inquiry.share_bound(self.rule, *item, bound)?;
        let known = self.largest(*item, whole);
        let total = known.unwrap_or(EXAMPLE_WHOLE);
        let whole = if known.is_none() { self.set(whole, site, &number(total), true)? } else { Vec::new() };
        // One of two sources may say less: the least of each part counts.
        let others: f64 = of[1..].iter().filter_map(|field| self.inquiry.number(self.rule, *item, field)).sum();
        let missing: Vec<Change> = of[1..]
            .iter()
            .filter(|field| self.inquiry.number(self.rule, *item, field).is_none())
            .filter_map(|field| self.set(field, site, "0", true))
            .flatten()
            .collect();
        let value = nearest(comparison, bound * total, want) - others;
        let changes = self.set(first, site, &number(value.max(0.0)), false)?;
        Some([whole, changes, missing].concat())
    }

    /// The largest number that a source states.
    fn largest(&self, item: NodeId, field: &FieldPath) -> Option<f64> {
        let reading = self.record.read(item, field);
        let numbers = reading.statements().iter().filter_map(|statement| match statement.value {
            Value::Number(number) => Some(number),
            _ => None,
        });
        numbers.reduce(f64::max)
    }
}

/// All of them; none where one cannot be had.
fn together(parts: impl IntoIterator<Item = Proposal>) -> Proposal {
    let parts: Option<Vec<Vec<Change>>> = parts.into_iter().collect();
    Some(merged(parts?.concat()))
}

/// The one with the fewest changes.
fn fewest(parts: impl IntoIterator<Item = Proposal>) -> Proposal {
    parts.into_iter().flatten().min_by_key(Vec::len)
}

fn text(wanted: &Wanted) -> String {
    match wanted {
        Wanted::Choice(_, name) => (*name).to_owned(),
        Wanted::Text(text) => text.clone(),
    }
}

/// The whole number nearest to a bound that compares so with it, or that does not.
fn nearest(comparison: Comparison, bound: f64, want: bool) -> f64 {
    // A bound that comes of a division may miss a whole number by its last bit.
    let bound = (bound * 1e9).round() / 1e9;
    match (comparison, want) {
        (Comparison::AtLeast, true) | (Comparison::LessThan, false) => bound.ceil(),
        (Comparison::MoreThan, true) | (Comparison::AtMost, false) => bound.floor() + 1.0,
        (Comparison::AtMost, true) | (Comparison::MoreThan, false) => bound.floor(),
        (Comparison::LessThan, true) | (Comparison::AtLeast, false) => bound.ceil() - 1.0,
    }
}
