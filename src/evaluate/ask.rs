//! Asks conditions of a record.

use jiff::ToSpan;
use jiff::civil::Date;

use super::truth::Truth;
use super::watch::Watch;
use crate::field::FieldPath;
use crate::record::{Found, NodeId, Period, Record, Value, same_word};
use crate::rule::{Amount, Bound, Comparison, Condition, Items, ShareBound, Wanted};

/// A record with what conditions need beside it.
#[derive(Clone, Copy)]
pub(super) struct Asker<'a, 's> {
    pub record: &'a Record<'s>,
    /// The rule's parameters as they stand.
    pub parameters: &'a [f64],
    /// The audit date.
    pub as_of: Date,
    /// The keys of the lists that the record says are not complete.
    pub incomplete: &'a [&'static str],
    /// Told of every test that looks at the audit date, where someone asks when that comes out otherwise.
    pub watch: Option<&'a Watch>,
}

/// How many items match: at least `sure`, at most `possible`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Range {
    pub sure: f64,
    pub possible: f64,
}

impl Range {
    fn is_one_number(self) -> bool {
        rounded(self.possible - self.sure) <= 0.0
    }
}

impl Asker<'_, '_> {
    /// Whether the condition holds for an item.
    pub fn ask(&self, condition: &Condition, item: NodeId) -> Truth {
        match condition {
            Condition::YesNo { field, wanted } => {
                let reading = self.record.read(item, field);
                Truth::agreed(reading.statements().iter().map(|statement| match yes_no(statement.value) {
                    // What is only planned is not in place, and not left undone either.
                    Some(true) => Truth::from(self.record.is_planned(statement).map(|planned| *wanted && !planned)),
                    other => Truth::from(other.map(|yes| yes == *wanted)),
                }))
            }
            Condition::Stated(field) => self.stated(item, field),
            Condition::OneOf { field, values } => {
                self.each_statement(item, field, |node, value| Some(self.is_one_of(node, value, values)))
            }
            Condition::Compare { field, comparison, bound } => self.compare(item, field, *comparison, bound),
            Condition::Share { of, whole, comparison, bound } => self.share_holds(item, of, whole, *comparison, bound),
            Condition::WithinMonths { field, months } => {
                let oldest = self.as_of.saturating_sub(self.months(months).months());
                self.each_statement(item, field, |node, value| {
                    period(value, |period| {
                        if let Some(watch) = self.watch {
                            watch.ageing(node, period, self.months(months));
                        }
                        within(period, oldest, self.as_of)
                    })
                })
            }
            Condition::Order { field, other, strictly } => self.order(item, field, other.as_ref(), *strictly),
            Condition::Since { field, day } => {
                let before = Period { first: *day, last: *day };
                self.each_value(item, field, |value| {
                    period(value, |found| strictly_before(found, before).map(|before| !before))
                })
            }
            Condition::Early { field, from, to, within } => self.early(item, field, from, to, within),
            Condition::Covers { items, field, values } => {
                Truth::all(values.iter().map(|wanted| self.covers(item, items.as_ref(), field, wanted)))
            }
            Condition::CoversAll { items, field, of } => self.covers_all(item, items, field, of),
            Condition::Count { items, comparison, bound } => {
                let Some(count) = self.count(item, items) else { return Truth::Unknown };
                self.in_range(item, count, *comparison, bound)
            }
            Condition::Sum { items, field, comparison, bound } => match self.sum(item, items, field) {
                Some(sum) => self.in_range(item, sum, *comparison, bound),
                None => Truth::Unknown,
            },
            Condition::Some { items, holds } => self.some(item, items, holds),
            Condition::Every { items, holds } => self.every(item, items, holds),
            Condition::Portion { items, holds, comparison, amount } => {
                self.portion(item, items, holds, *comparison, amount)
            }
            Condition::Spread { items, of, whole, amount } => self.spread(item, items, of, whole, amount),
            Condition::Linked { list, by, holds } => self.linked(item, list, by, holds.as_deref()),
            Condition::All(inner) => Truth::all(inner.iter().map(|condition| self.ask(condition, item))),
            Condition::First(inner) => {
                let mut parts = inner.iter().map(|condition| self.ask(condition, item));
                match parts.next() {
                    Some(Truth::Unknown) if parts.any(|truth| truth == Truth::True) => Truth::True,
                    first => first.unwrap_or(Truth::Unknown),
                }
            }
            Condition::Any(inner) => Truth::any(inner.iter().map(|condition| self.ask(condition, item))),
            Condition::Not(inner) => !self.ask(inner, item),
        }
    }

    /// What all statements of a field agree on.
    fn each_statement(&self, item: NodeId, field: &FieldPath, ask: impl Fn(NodeId, Value) -> Option<bool>) -> Truth {
        let reading = self.record.read(item, field);
        Truth::agreed(reading.statements().iter().map(|statement| match statement.value {
            Value::Unknown => Truth::Unknown,
            value => Truth::from(ask(statement.node, value)),
        }))
    }

    fn each_value(&self, item: NodeId, field: &FieldPath, ask: impl Fn(Value) -> Option<bool>) -> Truth {
        self.each_statement(item, field, |_, value| ask(value))
    }

    fn stated(&self, item: NodeId, field: &FieldPath) -> Truth {
        self.each_statement(item, field, |node, value| match value {
            Value::None => Some(false),
            Value::List => Some(self.record.tree().children(node).next().is_some()),
            _ => Some(true),
        })
    }

    /// Whether a value is one of the wanted ones; `ingen` is none of them.
    fn is_one_of(&self, node: NodeId, value: Value, wanted: &[Wanted]) -> bool {
        wanted.iter().any(|wanted| self.is(node, value, wanted))
    }

    /// Whether a value is the wanted one.
    fn is(&self, node: NodeId, value: Value, wanted: &Wanted) -> bool {
        match (value, wanted) {
            (Value::Choice(found), Wanted::Choice(index, _)) => found == *index,
            (Value::Text | Value::Reference(_), Wanted::Text(text)) => {
                self.record.tree().text(node).is_some_and(|found| same_word(found, text))
            }
            _ => false,
        }
    }

    fn compare(&self, item: NodeId, field: &FieldPath, comparison: Comparison, bound: &Bound) -> Truth {
        match bound {
            Bound::Amount(amount) => {
                let amount = amount.number(self.parameters);
                self.each_value(item, field, |value| number(value).map(|found| comparison.holds(found, amount)))
            }
            Bound::Field(other) => {
                let bounds = self.record.read(item, other);
                Truth::agreed(bounds.statements().iter().map(|bound| match number(bound.value) {
                    Some(bound) => {
                        self.each_value(item, field, |value| number(value).map(|found| comparison.holds(found, bound)))
                    }
                    None => Truth::Unknown,
                }))
            }
        }
    }

    /// The one number a field states, where all sources agree.
    pub fn number(&self, item: NodeId, field: &FieldPath) -> Option<f64> {
        let reading = self.record.read(item, field);
        let mut numbers = reading.statements().iter().map(|statement| number(statement.value));
        let first = numbers.next()??;
        numbers.all(|number| number == Some(first)).then_some(first)
    }

    /// A share, where all its numbers are known and there is something below the line.
    pub fn share(&self, item: NodeId, of: &[FieldPath], whole: &FieldPath) -> Option<f64> {
        let range = self.share_range(item, of, whole)?;
        range.is_one_number().then_some(range.sure)
    }

    /// The least and the most that a share can be by what the sources state.
    fn share_range(&self, item: NodeId, of: &[FieldPath], whole: &FieldPath) -> Option<Range> {
        let whole = self.known_range(item, whole).filter(|whole| whole.sure > 0.0)?;
        let parts: Option<Vec<Range>> = of.iter().map(|field| self.known_range(item, field)).collect();
        let parts = parts?;
        Some(Range {
            sure: parts.iter().map(|part| part.sure).sum::<f64>() / whole.possible,
            possible: parts.iter().map(|part| part.possible).sum::<f64>() / whole.sure,
        })
    }

    fn known_range(&self, item: NodeId, field: &FieldPath) -> Option<Range> {
        Some(self.stated_range(item, field)).filter(|range| range.possible.is_finite())
    }

    /// The number that a share is held against.
    pub fn share_bound(&self, item: NodeId, bound: &ShareBound) -> Option<f64> {
        match bound {
            ShareBound::Amount(amount) => Some(amount.number(self.parameters)),
            ShareBound::Share { of, whole } => self.share(item, std::slice::from_ref(of), whole),
        }
    }

    fn share_holds(
        &self,
        item: NodeId,
        of: &[FieldPath],
        whole: &FieldPath,
        comparison: Comparison,
        bound: &ShareBound,
    ) -> Truth {
        let (Some(range), Some(bound)) = (self.share_range(item, of, whole), self.share_bound(item, bound)) else {
            return Truth::Unknown;
        };
        // Shares are compared with room for the last bit of a division.
        let holds = |share: f64| Truth::from(comparison.holds(rounded(share), rounded(bound)));
        Truth::agreed([holds(range.sure), holds(range.possible)])
    }

    #[allow(clippy::cast_possible_truncation, reason = "rules hold months below a million")]
    fn months(&self, months: &Amount) -> i32 {
        months.number(self.parameters) as i32
    }

    fn order(&self, item: NodeId, field: &FieldPath, other: Option<&FieldPath>, strictly: bool) -> Truth {
        let before = |value: Value, limit: Period| {
            period(value, |found| {
                if strictly { strictly_before(found, limit) } else { strictly_before(limit, found).map(|after| !after) }
            })
        };
        let Some(other) = other else {
            let today = Period { first: self.as_of, last: self.as_of };
            return self.each_statement(item, field, |node, value| {
                if let (Some(watch), Value::Period(period)) = (self.watch, value) {
                    watch.passing(node, period);
                }
                before(value, today)
            });
        };
        let limits = self.record.read(item, other);
        Truth::agreed(limits.statements().iter().map(|limit| match limit.value {
            Value::Period(limit) => self.each_value(item, field, |value| before(value, limit)),
            _ => Truth::Unknown,
        }))
    }

    fn early(&self, item: NodeId, field: &FieldPath, from: &FieldPath, to: &FieldPath, within: &Amount) -> Truth {
        let (Some(from), Some(to)) = (self.period(item, from), self.period(item, to)) else { return Truth::Unknown };
        let Ok(length) = from.first.until(to.last).map(|span| f64::from(span.get_days())) else {
            return Truth::Unknown;
        };
        let part = (length * within.number(self.parameters)).floor();
        #[allow(clippy::cast_possible_truncation, reason = "a number of days within the calendar")]
        let last = from.first.saturating_add((part as i32).days());
        self.each_value(item, field, |value| {
            period(value, |found| {
                let limit = Period { first: last, last };
                strictly_before(limit, found).map(|after| !after)
            })
        })
    }

    fn period(&self, item: NodeId, field: &FieldPath) -> Option<Period> {
        match self.record.read(item, field).statements() {
            [statement] => match statement.value {
                Value::Period(period) => Some(period),
                _ => None,
            },
            _ => None,
        }
    }

    /// Whether a list, or the items' lists together, contain a value.
    pub fn covers(&self, item: NodeId, items: Option<&Items>, field: &FieldPath, wanted: &Wanted) -> Truth {
        let Some(items) = items else { return self.contains(item, field, wanted) };
        self.fold_items(item, items, Truth::False, |found, counts, element| {
            let contains = Truth::all([counts, self.contains(element, field, wanted)]);
            Truth::any([found, contains])
        })
    }

    fn contains(&self, item: NodeId, field: &FieldPath, wanted: &Wanted) -> Truth {
        self.has_member(item, field, |node, value| self.is(node, value, wanted))
    }

    /// Whether an item's reference, or one of its references, names the item with this id.
    pub fn refers(&self, item: NodeId, field: &FieldPath, id: NodeId) -> Truth {
        self.has_member(item, field, |_, value| value == Value::Reference(id))
    }

    fn has_member(&self, item: NodeId, field: &FieldPath, is: impl Fn(NodeId, Value) -> bool) -> Truth {
        self.each_statement(item, field, |node, value| match value {
            Value::None => Some(false),
            Value::List => {
                let members =
                    self.record.tree().children(node).map(|member| match self.record.tree().node(member).value {
                        Value::Unknown => Truth::Unknown,
                        value => Truth::from(is(member, value)),
                    });
                Truth::any(members).known()
            }
            value => Some(is(node, value)),
        })
    }

    fn covers_all(&self, item: NodeId, items: &Items, field: &FieldPath, of: &FieldPath) -> Truth {
        match self.record.list(item, of) {
            Found::Unknown(_) => Truth::Unknown,
            Found::Nothing(_) => Truth::False,
            Found::Items(list) => Truth::all(self.record.tree().children(list).map(|named| {
                let Some(id) = self.record.id_node(named) else { return Truth::Unknown };
                self.fold_items(item, items, Truth::False, |found, counts, element| {
                    Truth::any([found, Truth::all([counts, self.refers(element, field, id)])])
                })
            })),
        }
    }

    /// Goes through the items of a list, each with whether it counts. Not known
    /// where the list is not.
    fn fold_items(
        &self,
        item: NodeId,
        items: &Items,
        start: Truth,
        mut step: impl FnMut(Truth, Truth, NodeId) -> Truth,
    ) -> Truth {
        match self.record.list(item, &items.list) {
            Found::Unknown(_) => Truth::Unknown,
            Found::Nothing(_) => start,
            Found::Items(list) => {
                self.record.tree().children(list).fold(self.unlisted(&items.list, start), |state, element| {
                    let counts = items.filter.as_ref().map_or(Truth::True, |filter| self.ask(filter, element));
                    step(state, counts, element)
                })
            }
        }
    }

    /// What is known before any item is seen: where the list is not complete, an item that is
    /// not listed might do.
    fn unlisted(&self, list: &FieldPath, start: Truth) -> Truth {
        if self.is_incomplete(list) { Truth::Unknown } else { start }
    }

    /// Whether the record says that a list is not complete.
    pub fn is_incomplete(&self, list: &FieldPath) -> bool {
        let key = || list.text().rsplit('.').next().unwrap_or_default();
        !self.incomplete.is_empty() && self.incomplete.contains(&key())
    }

    /// Goes through the items that may count. None where the list is not known.
    fn items_that_may_count(&self, item: NodeId, items: &Items, mut step: impl FnMut(Truth, NodeId)) -> Option<()> {
        match self.record.list(item, &items.list) {
            Found::Unknown(_) => return None,
            Found::Nothing(_) => {}
            Found::Items(list) => {
                for element in self.record.tree().children(list) {
                    let counts = items.filter.as_ref().map_or(Truth::True, |filter| self.ask(filter, element));
                    if counts != Truth::False {
                        step(counts, element);
                    }
                }
            }
        }
        Some(())
    }

    /// How many items count; none where the list is not known.
    pub fn count(&self, item: NodeId, items: &Items) -> Option<Range> {
        let mut range = Range { sure: 0.0, possible: 0.0 };
        self.items_that_may_count(item, items, |counts, _| {
            range.possible += 1.0;
            if counts == Truth::True {
                range.sure += 1.0;
            }
        })?;
        Some(self.open_ended(range, &items.list))
    }

    /// The sum of the items' numbers, between the least and the most that sources and open
    /// questions allow; none where the list is not known.
    pub fn sum(&self, item: NodeId, items: &Items, field: &FieldPath) -> Option<Range> {
        let mut range = Range { sure: 0.0, possible: 0.0 };
        self.items_that_may_count(item, items, |counts, element| {
            let stated = self.stated_range(element, field);
            if counts == Truth::True {
                range.sure += stated.sure;
            }
            range.possible += stated.possible;
        })?;
        Some(self.open_ended(range, &items.list))
    }

    /// No upper end where the list is not complete.
    fn open_ended(&self, range: Range, list: &FieldPath) -> Range {
        let possible = if self.is_incomplete(list) { f64::INFINITY } else { range.possible };
        Range { possible, ..range }
    }

    /// The least and the most that any source states; from nothing to anything where none does.
    fn stated_range(&self, item: NodeId, field: &FieldPath) -> Range {
        let reading = self.record.read(item, field);
        let numbers: Option<Vec<f64>> = reading.statements().iter().map(|statement| number(statement.value)).collect();
        let Some(numbers) = numbers.filter(|numbers| !numbers.is_empty()) else {
            return Range { sure: 0.0, possible: f64::INFINITY };
        };
        Range {
            sure: numbers.iter().copied().fold(f64::INFINITY, f64::min),
            possible: numbers.iter().copied().fold(0.0, f64::max),
        }
    }

    fn in_range(&self, item: NodeId, range: Range, comparison: Comparison, bound: &Bound) -> Truth {
        let bound = match bound {
            Bound::Amount(amount) => amount.number(self.parameters),
            Bound::Field(field) => match self.number(item, field) {
                Some(bound) => bound,
                None => return Truth::Unknown,
            },
        };
        let (least, most) = (comparison.holds(range.sure, bound), comparison.holds(range.possible, bound));
        if least == most { Truth::from(least) } else { Truth::Unknown }
    }

    fn some(&self, item: NodeId, items: &Items, holds: &Condition) -> Truth {
        self.fold_items(item, items, Truth::False, |found, counts, element| {
            if found == Truth::True || counts == Truth::False {
                return found;
            }
            Truth::any([found, Truth::all([counts, self.ask(holds, element)])])
        })
    }

    fn every(&self, item: NodeId, items: &Items, holds: &Condition) -> Truth {
        let (mut all, mut any) = (Truth::True, Truth::False);
        let known = self.items_that_may_count(item, items, |counts, element| {
            any = Truth::any([any, counts]);
            let truth = self.ask(holds, element);
            all = Truth::all([all, Truth::any([!counts, truth])]);
        });
        let unlisted = !self.unlisted(&items.list, Truth::False);
        if known.is_none() { Truth::Unknown } else { Truth::all([any, all, unlisted]) }
    }

    fn portion(
        &self,
        item: NodeId,
        items: &Items,
        holds: &Condition,
        comparison: Comparison,
        amount: &Amount,
    ) -> Truth {
        let (mut sure, mut possible, mut whole, mut unsure) = (0.0, 0.0, 0.0, false);
        let known = self.items_that_may_count(item, items, |counts, element| {
            unsure |= counts == Truth::Unknown;
            whole += 1.0;
            let truth = self.ask(holds, element);
            sure += f64::from(u8::from(truth == Truth::True));
            possible += f64::from(u8::from(truth != Truth::False));
        });
        if known.is_none() || unsure || whole == 0.0 || self.is_incomplete(&items.list) {
            return Truth::Unknown;
        }
        let bound = rounded(amount.number(self.parameters));
        let (least, most) =
            (comparison.holds(rounded(sure / whole), bound), comparison.holds(rounded(possible / whole), bound));
        if least == most { Truth::from(least) } else { Truth::Unknown }
    }

    fn spread(&self, item: NodeId, items: &Items, of: &FieldPath, whole: &FieldPath, amount: &Amount) -> Truth {
        let mut shares = Vec::new();
        let known = self.items_that_may_count(item, items, |counts, element| {
            let share = self.share(element, std::slice::from_ref(of), whole);
            shares.push(if counts == Truth::True { share } else { None });
        });
        let shares: Option<Vec<f64>> = shares.into_iter().collect();
        let (Some(shares), true) = (shares.filter(|shares| !shares.is_empty()), known.is_some()) else {
            return Truth::Unknown;
        };
        let largest = shares.iter().copied().fold(f64::MIN, f64::max);
        let smallest = shares.iter().copied().fold(f64::MAX, f64::min);
        Truth::from(rounded(largest - smallest) <= rounded(amount.number(self.parameters)))
    }

    fn linked(&self, item: NodeId, list: &FieldPath, by: &FieldPath, holds: Option<&Condition>) -> Truth {
        let Some(id) = self.record.id_node(item) else { return Truth::Unknown };
        match self.record.list(self.record.root(), list) {
            Found::Unknown(_) => Truth::Unknown,
            Found::Nothing(_) => Truth::False,
            Found::Items(found) => {
                let linked = Truth::any(self.record.tree().children(found).map(|element| {
                    let refers = self.refers(element, by, id);
                    Truth::all([refers, holds.map_or(Truth::True, |holds| self.ask(holds, element))])
                }));
                Truth::any([linked, self.unlisted(list, Truth::False)])
            }
        }
    }
}

fn yes_no(value: Value) -> Option<bool> {
    match value {
        Value::YesNo(yes) => Some(yes),
        _ => None,
    }
}

/// The number of a count or a year; `ingen` counts as 0.
fn number(value: Value) -> Option<f64> {
    match value {
        Value::Number(number) => Some(number),
        Value::None => Some(0.0),
        Value::Period(period) => Some(f64::from(period.first.year())),
        _ => None,
    }
}

/// Asks of a date; `ingen` answers no to everything.
fn period(value: Value, ask: impl Fn(Period) -> Option<bool>) -> Option<bool> {
    match value {
        Value::Period(period) => ask(period),
        Value::None => Some(false),
        _ => None,
    }
}

/// Whether all days lie in a stretch, or none does.
fn within(period: Period, oldest: Date, newest: Date) -> Option<bool> {
    let inside = |day: Date| oldest <= day && day <= newest;
    if inside(period.first) && inside(period.last) {
        Some(true)
    } else if period.last < oldest || period.first > newest {
        Some(false)
    } else {
        None
    }
}

/// Whether every day of one stretch comes before every day of another.
fn strictly_before(a: Period, b: Period) -> Option<bool> {
    if a.last < b.first {
        Some(true)
    } else if a.first >= b.last {
        Some(false)
    } else {
        None
    }
}

/// A share in whole billionths: enough for any share of counts, and free of a division's last bit.
fn rounded(share: f64) -> f64 {
    (share * 1e9).round()
}
