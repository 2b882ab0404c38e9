//! The earliest day on which each node can be reached from one, over ties that can be taken between two days.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Ties that can each be taken on any day from a first until a last one, in rows by where they start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimedTies {
    offsets: Vec<u32>,
    ties: Vec<Timed>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Timed {
    to: u32,
    first: i32,
    last: i32,
}

impl TimedTies {
    /// Takes ties (from, to, first day, last day) among `n` nodes; `i32::MIN` and `i32::MAX` leave a side open.
    ///
    /// # Panics
    /// When an end is not below `n`: a slip of the program.
    pub fn of(n: usize, ties: &[(usize, usize, i32, i32)]) -> Self {
        let mut offsets = vec![0_u32; n + 1];
        ties.iter().for_each(|tie| offsets[tie.0 + 1] += 1);
        for node in 0..n {
            offsets[node + 1] += offsets[node];
        }
        let mut at = offsets.clone();
        let mut rows = vec![Timed::default(); ties.len()];
        for &(from, to, first, last) in ties {
            assert!(to < n, "an end is no node");
            rows[at[from] as usize] = Timed { to: to as u32, first, last };
            at[from] += 1;
        }
        Self { offsets, ties: rows }
    }
    /// The number of nodes.
    pub fn len(&self) -> usize {
        self.offsets.len() - 1
    }
    /// Whether there is no node.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
    fn row(&self, node: usize) -> &[Timed] {
        &self.ties[self.offsets[node] as usize..self.offsets[node + 1] as usize]
    }
}

/// The earliest day on which each node can be reached from a source, `None` where no order of days leads there; a tie is
/// taken at least `gap` days after the one before it (0: on the same day, too). The source itself is not reached.
///
/// Who arrives earlier can take every tie that who arrives later can, so each node is left once, on its earliest day.
///
/// # Cost
/// O(ties + nodes log nodes).
///
/// # Reference
/// Wu et al. 2014; Dijkstra 1959.
///
/// ```
/// use blocs::math::earliest_arrival::{TimedTies, earliest_arrival};
/// // 0 -> 1 on day 5; 1 -> 2 on day 3, too early, or from day 4 to 9.
/// let ties = TimedTies::of(4, &[(0, 1, 5, 5), (1, 2, 3, 3), (1, 2, 4, 9)]);
/// assert_eq!(earliest_arrival(&ties, 0, 0), [None, Some(5), Some(5), None]);
/// assert_eq!(earliest_arrival(&ties, 0, 1)[2], Some(6));
/// ```
pub fn earliest_arrival(ties: &TimedTies, source: usize, gap: i32) -> Vec<Option<i32>> {
    let mut arrival: Vec<Option<i32>> = vec![None; ties.len()];
    let mut waiting = BinaryHeap::new();
    let take = |arrival: &mut [Option<i32>], waiting: &mut BinaryHeap<Reverse<(i32, u32)>>, node, ready: i32| {
        for tie in ties.row(node) {
            let day = ready.max(tie.first);
            let known = &mut arrival[tie.to as usize];
            if day <= tie.last && tie.to as usize != source && known.is_none_or(|known| day < known) {
                *known = Some(day);
                waiting.push(Reverse((day, tie.to)));
            }
        }
    };
    take(&mut arrival, &mut waiting, source, i32::MIN);
    while let Some(Reverse((day, node))) = waiting.pop() {
        if arrival[node as usize] == Some(day) {
            take(&mut arrival, &mut waiting, node as usize, day.saturating_add(gap));
        }
    }
    arrival
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::test_runner::RngSeed;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, rng_seed: RngSeed::Fixed(1), ..ProptestConfig::default() })]

        /// Against all walks of up to as many ties as there are nodes, day by day.
        #[test]
        fn arrivals_equal_those_of_every_walk(
            ties in prop::collection::vec((0_usize..5, 0_usize..5, 0_i32..8, 0_i32..4), 0..14), gap in 0_i32..3,
        ) {
            let ties: Vec<_> = ties.into_iter().map(|(a, b, first, length)| (a, b, first, first + length)).collect();
            let found = earliest_arrival(&TimedTies::of(5, &ties), 0, gap);
            // Whether a node can be reached on a day exactly.
            let mut on = [[false; 40]; 5];
            let mut grows = true;
            while grows {
                grows = false;
                for &(a, b, first, last) in &ties {
                    for day in first..=last {
                        let after = |earlier: i32| earlier >= 0 && (0..=earlier).any(|d| on[a][d as usize]);
                        if (a == 0 || after(day - gap)) && !on[b][day as usize] {
                            on[b][day as usize] = true;
                            grows = true;
                        }
                    }
                }
            }
            let first = |node: usize| (0..40).find(|day| on[node][*day as usize]);
            let expected: Vec<Option<i32>> = (0..5).map(|node| first(node).filter(|_| node > 0)).collect();
            prop_assert_eq!(found, expected);
        }
    }

    #[test]
    fn open_sides_and_no_ties() {
        let ties = TimedTies::of(3, &[(0, 1, i32::MIN, i32::MAX), (1, 2, i32::MIN, 4)]);
        assert_eq!(earliest_arrival(&ties, 0, 0), [None, Some(i32::MIN), Some(i32::MIN)]);
        assert_eq!(earliest_arrival(&TimedTies::of(1, &[]), 0, 0), [None]);
        assert!(TimedTies::of(0, &[]).is_empty());
    }
}
