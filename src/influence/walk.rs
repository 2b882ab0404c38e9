//! The shortest ways from one entity to all others that time allows, generation by generation.

use std::collections::BTreeMap;

use super::ancestry::Way;
use super::paths::{Order, Steps, follow, is_stated, precede};
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
        let mut leading = if way == Way::Ancestry { steps.into.clone() } else { steps.out.clone() };
        for ties in &mut leading {
            ties.sort_by_key(|&tie| (flow.ties[tie].certainty == Certainty::Inferred, tie));
        }
        let against = |before: &FlowTie, next: &FlowTie| {
            is_stated(before) && next.states_order && before.when.latest() > next.when.latest()
        };
        let resets = (0..flow.nodes.len()).any(|node| {
            let pairs = steps.into[node].iter().flat_map(|&a| steps.out[node].iter().map(move |&b| (a, b)));
            pairs.into_iter().any(|(a, b)| against(&flow.ties[a], &flow.ties[b]))
        });
        Self { flow, leading, way, order, resets }
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
