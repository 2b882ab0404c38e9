//! The shortest ways from one entity to all others that time allows, generation by generation.

use std::collections::BTreeMap;

use super::ancestry::Way;
use super::paths::{Order, Steps, follow, is_stated, precede, sibling_may_follow};
use crate::math::earliest_arrival::{TimedTies, earliest_arrival};
use crate::model::{Certainty, Day};
use crate::view::{Flow, FlowTie};

/// The steps of a flow as they are walked, one way.
pub(super) struct Walk<'a> {
    pub flow: &'a Flow,
    /// For each node the steps that lead on: stated ones first, then in their order.
    leading: Vec<Vec<usize>>,
    way: Way,
    order: Order,
    /// Whether dates may stand against a stated order: a later day of one step can then be an earlier one of the next.
    resets: bool,
    /// The steps as ties that can be taken between two days, where no rule but that of days says which step may follow
    /// which; and the days that must lie between two of them.
    timed: Option<(TimedTies, i32)>,
}

/// A step as last taken: its day, and the state it was taken from.
struct State {
    tie: usize,
    bound: Day,
    before: Option<usize>,
}

/// One of the shortest ways to each entity that was reached.
pub(super) struct Ways {
    back: bool,
    states: Vec<State>,
    found: BTreeMap<usize, usize>,
    /// How many steps were looked at.
    pub work: u64,
}

impl Ways {
    /// The steps between the start and a node, in the order of time.
    pub fn to(&self, node: usize) -> Option<Vec<usize>> {
        let last = *self.found.get(&node)?;
        let mut ties: Vec<usize> =
            std::iter::successors(Some(last), |&at| self.states[at].before).map(|at| self.states[at].tie).collect();
        if !self.back {
            ties.reverse();
        }
        Some(ties)
    }
    /// The steps as they were taken, with their days.
    pub fn taken(&self) -> impl Iterator<Item = (usize, Day)> {
        self.states.iter().map(|state| (state.tie, state.bound))
    }
    pub fn nodes(&self) -> impl Iterator<Item = usize> {
        self.found.keys().copied()
    }
    pub fn reaches(&self, node: usize) -> bool {
        self.found.contains_key(&node)
    }
}

impl<'a> Walk<'a> {
    /// Admitted steps, one way.
    pub fn over(steps: &Steps<'a>, order: Order, way: Way) -> Self {
        let flow = steps.flow;
        let rows = if way == Way::Ancestry { &steps.into } else { &steps.out };
        let mut leading: Vec<Vec<usize>> = (0..flow.nodes.len()).map(|node| rows.ties(node).collect()).collect();
        for ties in &mut leading {
            ties.sort_by_key(|&tie| (flow.ties[tie].certainty == Certainty::Inferred, tie));
        }
        let some_pair = |test: &dyn Fn(&FlowTie, &FlowTie) -> bool| {
            (0..flow.nodes.len()).any(|node| {
                let pairs = steps.into.ties(node).flat_map(|a| steps.out.ties(node).map(move |b| (a, b)));
                pairs.into_iter().any(|(a, b)| test(&flow.ties[a], &flow.ties[b]))
            })
        };
        let resets = some_pair(&|before, next| {
            is_stated(before) && next.states_order && before.when.latest() > next.when.latest()
        });
        let walked = || steps.out.all().map(|tie| &flow.ties[tie]);
        let by_days_alone = way == Way::Descent
            && !resets
            && (order == Order::Weak || !walked().any(is_stated))
            && !some_pair(&|before, next| !sibling_may_follow(flow, before, next));
        let timed = by_days_alone.then(|| {
            let tie = |tie: &FlowTie| (tie.from, tie.to, tie.when.earliest().0, tie.when.latest().0);
            let ties: Vec<(usize, usize, i32, i32)> = walked().map(tie).collect();
            (TimedTies::of(flow.nodes.len(), &ties), i32::from(order == Order::Strict))
        });
        Self { flow, leading, way, order, resets, timed }
    }

    /// All that is reached from a node, in order.
    pub fn reached(&self, start: usize) -> Vec<usize> {
        match &self.timed {
            Some((ties, gap)) => {
                let days = earliest_arrival(ties, start, *gap).into_iter().enumerate();
                days.filter(|(_, day)| day.is_some()).map(|(node, _)| node).collect()
            }
            None => self.from(start, None, None, |_, _| true).nodes().collect(),
        }
    }

    /// Walks from a node over the steps that are open, until a node is reached where one is given.
    ///
    /// A generation is walked whole before the next, each step from the day it had in the generation before, so that
    /// no way is counted shorter than it is. Where dates stand against a stated order every day of a step is walked,
    /// else its best.
    pub fn from(
        &self,
        start: usize,
        until: Option<usize>,
        generations: Option<usize>,
        is_open: impl Fn(usize, &FlowTie) -> bool,
    ) -> Ways {
        let flow = self.flow;
        let back = self.way == Way::Ancestry;
        let beyond = |tie: usize| if back { flow.ties[tie].from } else { flow.ties[tie].to };
        let first = |tie: usize| if back { flow.ties[tie].when.latest() } else { flow.ties[tie].when.earliest() };
        let better = |day: Day, known: Day| if back { day > known } else { day < known };
        let mut ways = Ways { back, states: Vec::new(), found: BTreeMap::new(), work: 0 };
        let mut days: Vec<Vec<Day>> = vec![Vec::new(); flow.ties.len()];
        let mut generation: Vec<(Option<usize>, usize, Day)> =
            self.leading[start].iter().map(|&tie| (None, tie, first(tie))).collect();
        // In more steps than there are entities some entity is passed twice, and days could rise for ever.
        let mut left = generations.unwrap_or(usize::MAX).min(flow.nodes.len());
        while !generation.is_empty() && left > 0 {
            left -= 1;
            let mut front = Vec::new();
            for (before, tie, day) in std::mem::take(&mut generation) {
                ways.work += 1;
                let known = &days[tie];
                let no_better = if self.resets {
                    known.contains(&day)
                } else {
                    known.first().is_some_and(|&known| !better(day, known))
                };
                if no_better || !is_open(tie, &flow.ties[tie]) {
                    continue;
                }
                if !self.resets {
                    days[tie].clear();
                }
                days[tie].push(day);
                ways.states.push(State { tie, bound: day, before });
                front.push(ways.states.len() - 1);
                if beyond(tie) != start {
                    ways.found.entry(beyond(tie)).or_insert(ways.states.len() - 1);
                }
            }
            if until.is_some_and(|node| ways.reaches(node)) {
                break;
            }
            for at in front {
                let (tie, bound) = (&flow.ties[ways.states[at].tie], ways.states[at].bound);
                for &next in &self.leading[beyond(ways.states[at].tie)] {
                    let other = &flow.ties[next];
                    let day = if back {
                        precede(flow, other, tie, bound, self.order)
                    } else {
                        follow(flow, tie, bound, other, self.order)
                    };
                    generation.extend(day.map(|day| (Some(at), next, day)));
                }
            }
        }
        ways
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::test_runner::RngSeed;

    use super::super::paths::Options;
    use super::super::paths::laws::flows;
    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, rng_seed: RngSeed::Fixed(3), ..ProptestConfig::default() })]

        /// Where days alone rule, the kernel reaches what the walk reaches; with rules of other kinds it is not used.
        #[test]
        fn days_alone_reach_what_the_walk_reaches(flow in flows(), strict in any::<bool>(), plain in any::<bool>()) {
            let order = if strict { Order::Strict } else { Order::Weak };
            let mut flow = flow;
            if plain {
                flow.ties.retain(|tie| !is_stated(tie) && tie.relation != "session_of");
            }
            let walk = Walk::over(&Steps::admitted(&flow, &Options::default()), order, Way::Descent);
            prop_assert!(walk.timed.is_some() || !plain);
            for start in 0..flow.nodes.len() {
                let walked: Vec<usize> = walk.from(start, None, None, |_, _| true).nodes().collect();
                prop_assert_eq!(walk.reached(start), walked);
            }
        }
    }
}
