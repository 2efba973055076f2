//! The smallest choice of pieces of work that together close all gaps that any of them closes.

/// How many choices are tried for gaps that hang together, before the best so far must do.
const MOST_TRIED: u32 = 200_000;

/// What one piece of work closes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Set {
    /// The gaps, by number, in order.
    pub gaps: Vec<usize>,
    /// Whether one of them is statutory.
    pub is_statutory: bool,
}

/// A choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cover {
    /// The positions of the sets, in order.
    pub chosen: Vec<usize>,
    /// Whether it is known that no choice is smaller.
    pub is_smallest: bool,
}

/// How large a choice is: first the pieces of work about statutory gaps count, then all.
type Size = (usize, usize);

/// The choice with the fewest pieces of work about statutory gaps, and among those with the fewest in all.
pub(super) fn smallest(sets: &[Set]) -> Cover {
    let mut cover = Cover { chosen: Vec::new(), is_smallest: true };
    for together in components(sets, &worthwhile(sets)) {
        let mut search = Search { sets, best: greedy(sets, &together), tried: 0 };
        let open = gaps(sets, &together);
        search.go(&together, &open, &mut Vec::new());
        cover.is_smallest &= search.tried < MOST_TRIED;
        cover.chosen.append(&mut search.best);
    }
    cover.chosen.sort_unstable();
    cover
}

/// The sets of which no other closes all and is no worse; of equals the first.
fn worthwhile(sets: &[Set]) -> Vec<usize> {
    let beats = |other: usize, one: usize| {
        let within = sets[one].gaps.iter().all(|gap| sets[other].gaps.binary_search(gap).is_ok());
        let equal = sets[one] == sets[other];
        within && sets[other].is_statutory <= sets[one].is_statutory && (!equal || other < one)
    };
    (0..sets.len()).filter(|one| !(0..sets.len()).any(|other| other != *one && beats(other, *one))).collect()
}

/// The sets that share gaps, directly or by way of others.
fn components(sets: &[Set], kept: &[usize]) -> Vec<Vec<usize>> {
    let mut components: Vec<(Vec<usize>, Vec<usize>)> = Vec::new();
    for at in kept {
        let shares = |gaps: &[usize]| sets[*at].gaps.iter().any(|gap| gaps.contains(gap));
        let (touched, apart): (Vec<_>, Vec<_>) = components.into_iter().partition(|(_, gaps)| shares(gaps));
        let mut merged = (vec![*at], sets[*at].gaps.clone());
        for (members, gaps) in touched {
            merged.0.extend(members);
            merged.1.extend(gaps);
        }
        merged.0.sort_unstable();
        components = apart;
        components.push(merged);
    }
    components.into_iter().map(|(members, _)| members).collect()
}

fn gaps(sets: &[Set], members: &[usize]) -> Vec<usize> {
    let mut gaps: Vec<usize> = members.iter().flat_map(|at| sets[*at].gaps.iter().copied()).collect();
    gaps.sort_unstable();
    gaps.dedup();
    gaps
}

fn size(sets: &[Set], chosen: &[usize]) -> Size {
    (chosen.iter().filter(|at| sets[**at].is_statutory).count(), chosen.len())
}

fn without(open: &[usize], set: &Set) -> Vec<usize> {
    open.iter().copied().filter(|gap| set.gaps.binary_search(gap).is_err()).collect()
}

/// Takes what closes most, again and again.
fn greedy(sets: &[Set], members: &[usize]) -> Vec<usize> {
    let mut open = gaps(sets, members);
    let mut chosen = Vec::new();
    while !open.is_empty() {
        let closes = |at: &&usize| open.len() - without(&open, &sets[**at]).len();
        let Some(best) = members.iter().rev().max_by_key(closes).copied() else { break };
        open = without(&open, &sets[best]);
        chosen.push(best);
    }
    chosen
}

struct Search<'a> {
    sets: &'a [Set],
    best: Vec<usize>,
    tried: u32,
}

impl Search<'_> {
    /// Tries every set that closes the gap that the fewest sets close.
    fn go(&mut self, members: &[usize], open: &[usize], chosen: &mut Vec<usize>) {
        let (statutory, all) = size(self.sets, chosen);
        if open.is_empty() {
            if (statutory, all) < size(self.sets, &self.best) {
                self.best.clone_from(chosen);
            }
            return;
        }
        let largest = members.iter().map(|at| self.sets[*at].gaps.len()).max().unwrap_or(1);
        let least = (statutory, all + open.len().div_ceil(largest.max(1)));
        if least >= size(self.sets, &self.best) || self.tried >= MOST_TRIED {
            return;
        }
        self.tried += 1;
        let sets = self.sets;
        let closing = |gap: usize| members.iter().copied().filter(move |at| sets[*at].gaps.contains(&gap));
        let Some(rarest) = open.iter().copied().min_by_key(|gap| closing(*gap).count()) else { return };
        let mut ways: Vec<usize> = closing(rarest).collect();
        ways.sort_by_key(|at| without(open, &self.sets[*at]).len());
        for at in ways {
            chosen.push(at);
            self.go(members, &without(open, &self.sets[at]), chosen);
            chosen.pop();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every choice that closes all that can be closed, tried one by one.
    fn smallest_of_all(sets: &[Set]) -> Size {
        let all: Vec<usize> = (0..sets.len()).collect();
        let wanted = gaps(sets, &all);
        let choices = (0..1_u32 << sets.len()).map(|choice| {
            let chosen = all.iter().copied().filter(|at| choice >> at & 1 == 1);
            chosen.collect::<Vec<usize>>()
        });
        let enough = choices.filter(|chosen| gaps(sets, chosen) == wanted);
        enough.map(|chosen| size(sets, &chosen)).min().unwrap_or_default()
    }

    #[test]
    fn no_choice_is_smaller() {
        let mut random = fastrand::Rng::with_seed(1);
        for _ in 0..400 {
            let count = random.usize(1..=11);
            let gaps = random.usize(1..=9);
            // The first gaps are statutory.
            let statutory = random.usize(0..=gaps);
            let sets: Vec<Set> = (0..count)
                .map(|_| {
                    let mut closed: Vec<usize> = (0..random.usize(1..=3)).map(|_| random.usize(0..gaps)).collect();
                    closed.sort_unstable();
                    closed.dedup();
                    Set { is_statutory: closed.iter().any(|gap| *gap < statutory), gaps: closed }
                })
                .collect();
            let cover = smallest(&sets);
            assert!(cover.is_smallest);
            let all: Vec<usize> = (0..count).collect();
            assert_eq!(super::gaps(&sets, &cover.chosen), super::gaps(&sets, &all), "all is closed");
            assert_eq!(size(&sets, &cover.chosen), smallest_of_all(&sets), "{sets:?}");
        }
    }

    #[test]
    fn what_closes_most_first_is_not_the_smallest_choice() {
        let set = |gaps: &[usize]| Set { gaps: gaps.to_vec(), is_statutory: false };
        let sets = [set(&[0, 1, 2, 3]), set(&[0, 1, 4]), set(&[2, 3, 5])];
        assert_eq!(greedy(&sets, &[0, 1, 2]).len(), 3);
        assert_eq!(smallest(&sets), Cover { chosen: vec![1, 2], is_smallest: true });
    }
}
