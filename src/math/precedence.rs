//! What must have come before what, when instants are known within bounds and some orders are stated.

use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};

/// The partial order that bounds and stated orders leave.
///
/// Thing i happened at an instant within `bounds[i]` (both ends included), and a stated pair (a, b) says that a came
/// before b, on the same day at the latest. Then a came before b for certain if a chain of stated pairs leads from a to
/// b, or if every choice of instants that fits bounds and stated pairs puts a on an earlier day than b. The second is
/// read off bounds drawn together along the stated pairs: the latest day of a lies before the earliest day of b.
///
/// # Undefined
/// Stated pairs that go round in a circle contradict each other and prove nothing ([`cycles`](Self::cycles)). A stated
/// pair that no choice of instants allows still stands, but moves no bound ([`against`](Self::against)).
///
/// # Cost
/// O(things + pairs); [`followers`](Self::followers) the same for each thing asked.
///
/// ```
/// use blocs::math::precedence::Precedence;
/// // The second names the first; nothing is known of its own day but that the third, of day 9, names it.
/// let order = Precedence::of(&[(4, 5), (i32::MIN, i32::MAX), (9, 9), (3, 3), (10, 12)], &[(0, 1), (1, 2)]);
/// assert_eq!(order.followers(0), [1, 2]);
/// assert!(order.is_dated(3, 1)); // day 3 lies before day 4, the earliest of the first
/// assert!(order.is_dated(1, 4)); // day 9, the latest of the second, lies before day 10
/// assert!(!order.is_dated(0, 1)); // this one is stated, and may be of one day
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Precedence {
    after: Vec<Vec<usize>>,
    bounds: Vec<(i32, i32)>,
    cycles: Vec<Vec<usize>>,
    against: Vec<(usize, usize)>,
}

impl Precedence {
    /// The order of things with these bounds, where the first of each stated pair came before the second.
    pub fn of(bounds: &[(i32, i32)], stated: &[(usize, usize)]) -> Self {
        let mut net: DiGraph<(), ()> = DiGraph::with_capacity(bounds.len(), stated.len());
        for _ in bounds {
            net.add_node(());
        }
        for &(a, b) in stated.iter().filter(|(a, b)| a != b) {
            net.add_edge(NodeIndex::new(a), NodeIndex::new(b), ());
        }
        // Components come with the last of the order first.
        let mut parts: Vec<Vec<usize>> =
            kosaraju_scc(&net).into_iter().map(|part| part.into_iter().map(NodeIndex::index).collect()).collect();
        parts.reverse();
        let mut part_of = vec![0; bounds.len()];
        for (place, part) in parts.iter().enumerate() {
            for &thing in part {
                part_of[thing] = place;
            }
        }
        let mut after = vec![Vec::new(); bounds.len()];
        for &(a, b) in stated.iter().filter(|(a, b)| part_of[*a] != part_of[*b]) {
            after[a].push(b);
        }
        for list in &mut after {
            list.sort_unstable();
            list.dedup();
        }
        let mut order = Self { after, bounds: bounds.to_vec(), cycles: Vec::new(), against: Vec::new() };
        order.draw_together(&parts.concat());
        order.cycles = parts.into_iter().filter(|part| part.len() > 1).collect();
        for cycle in &mut order.cycles {
            cycle.sort_unstable();
        }
        order.cycles.sort_unstable();
        order
    }

    /// Moves earliest days forwards and latest days backwards along the stated pairs, where they allow it.
    fn draw_together(&mut self, in_order: &[usize]) {
        for &a in in_order {
            for &b in &self.after[a] {
                if self.bounds[a].0 > self.bounds[b].1 {
                    self.against.push((a, b));
                } else {
                    self.bounds[b].0 = self.bounds[b].0.max(self.bounds[a].0);
                }
            }
        }
        for &a in in_order.iter().rev() {
            for &b in &self.after[a] {
                if self.bounds[b].1 < self.bounds[a].0 {
                    self.against.push((a, b));
                } else {
                    self.bounds[a].1 = self.bounds[a].1.min(self.bounds[b].1);
                }
            }
        }
        self.against.sort_unstable();
        self.against.dedup();
    }

    /// All that came after a thing by stated pairs, nearest or not, in rising order.
    pub fn followers(&self, thing: usize) -> Vec<usize> {
        let mut seen = vec![false; self.after.len()];
        let mut open = vec![thing];
        while let Some(at) = open.pop() {
            for &next in self.after.get(at).into_iter().flatten() {
                if !std::mem::replace(&mut seen[next], true) {
                    open.push(next);
                }
            }
        }
        (0..seen.len()).filter(|&other| seen[other]).collect()
    }
    /// Whether days leave no other order than a before b.
    pub fn is_dated(&self, a: usize, b: usize) -> bool {
        self.bounds[a].1 < self.bounds[b].0
    }
    /// Things whose stated orders go round in a circle, each circle once.
    pub fn cycles(&self) -> &[Vec<usize>] {
        &self.cycles
    }
    /// Stated pairs that the bounds forbid.
    pub fn against(&self) -> &[(usize, usize)] {
        &self.against
    }
}

/// The pairs of a strict order with nothing in between: its drawing without the lines that follow from others.
///
/// `before[a][b]` says that a comes before b. O(n³/64).
///
/// ```
/// use blocs::math::precedence::covers;
/// let before = vec![vec![false, true, true], vec![false, false, true], vec![false; 3]];
/// assert_eq!(covers(&before), [(0, 1), (1, 2)]);
/// ```
pub fn covers(before: &[Vec<bool>]) -> Vec<(usize, usize)> {
    let n = before.len();
    let packed = |bit: &dyn Fn(usize) -> bool| -> Vec<u64> {
        let mut words = vec![0; n.div_ceil(64)];
        (0..n).filter(|&place| bit(place)).for_each(|place| words[place / 64] |= 1 << (place % 64));
        words
    };
    let rows: Vec<Vec<u64>> = before.iter().map(|row| packed(&|b| row[b])).collect();
    let columns: Vec<Vec<u64>> = (0..n).map(|b| packed(&|a| before[a][b])).collect();
    let between = |a: usize, b: usize| rows[a].iter().zip(&columns[b]).any(|(row, column)| row & column != 0);
    let pairs = (0..n).flat_map(|a| (0..n).map(move |b| (a, b)));
    pairs.filter(|&(a, b)| before[a][b] && !between(a, b)).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Every choice of whole days within the bounds that fits the stated pairs: the definition, counted out.
    fn choices(bounds: &[(i32, i32)], stated: &[(usize, usize)]) -> Vec<Vec<i32>> {
        let mut all = vec![Vec::new()];
        for &(low, high) in bounds {
            all = all
                .into_iter()
                .flat_map(|days: Vec<i32>| (low..=high).map(move |day| [days.clone(), vec![day]].concat()))
                .collect();
        }
        all.retain(|days| stated.iter().all(|&(a, b)| days[a] <= days[b]));
        all
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn days_prove_an_order_exactly_when_every_choice_has_it(
            bounds in prop::collection::vec((0..5i32, 0..3i32).prop_map(|(low, more)| (low, low + more)), 4),
            stated in prop::collection::vec((0..4usize, 0..4usize), 0..4),
        ) {
            // Pairs point upwards, so that there is no circle; the bounds of a thing are free.
            let stated: Vec<(usize, usize)> = stated.into_iter().filter(|(a, b)| a < b).collect();
            let order = Precedence::of(&bounds, &stated);
            let all = choices(&bounds, &stated);
            prop_assert_eq!(order.against().is_empty(), !all.is_empty());
            if !all.is_empty() {
                for a in 0..4 {
                    let followers = order.followers(a);
                    for b in (0..4).filter(|b| *b != a && !followers.contains(b)) {
                        prop_assert_eq!(order.is_dated(a, b), all.iter().all(|days| days[a] < days[b]), "{} {}", a, b);
                    }
                }
            }
        }
    }

    #[test]
    fn circles_prove_nothing_and_are_named() {
        let order = Precedence::of(&[(1, 1), (2, 9), (2, 9), (5, 5)], &[(0, 1), (1, 2), (2, 1), (2, 3), (3, 3)]);
        assert_eq!(order.cycles(), [vec![1, 2]]);
        assert_eq!(order.followers(0), [1]); // the way on leads through the circle
        assert!(order.is_dated(0, 3));
    }

    #[test]
    fn a_pair_against_the_days_stands_and_moves_no_bound() {
        let order = Precedence::of(&[(7, 7), (3, 3), (5, 5)], &[(0, 1)]);
        assert_eq!((order.against(), order.followers(0)), (&[(0, 1)][..], vec![1]));
        assert!(order.is_dated(1, 2) && order.is_dated(2, 0) && !order.is_dated(2, 1));
    }

    #[test]
    fn a_long_chain_does_not_end_the_stack() {
        let chain: Vec<(usize, usize)> = (1..100_000).map(|next| (next - 1, next)).collect();
        let order = Precedence::of(&vec![(i32::MIN, i32::MAX); 100_000], &chain);
        assert_eq!(order.followers(0).len(), 99_999);
    }
}
