//! The least that must be taken out of a directed graph to leave no way from one node to another.

use petgraph::algo::dinics;
use petgraph::graph::{DiGraph, NodeIndex};

/// A smallest cut.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MinCut {
    /// The sum of what is taken out.
    pub value: u64,
    /// Which arcs are taken out, by their places in the list: of several smallest cuts, the one nearest to the start.
    pub arcs: Vec<usize>,
}

/// A smallest cut between two nodes; its value is the greatest flow, and with every capacity 1 the number of ways that
/// share no arc.
///
/// # Undefined
/// Nothing cuts a node from itself: `None`.
///
/// # Cost
/// O(nodes² × arcs), in practice far less.
///
/// # Reference
/// Ford & Fulkerson 1956; Dinic 1970; Menger 1927.
///
/// ```
/// use blocs::math::min_cut::min_cut;
/// // 0 -> 1 -> 3 and 0 -> 2 -> 3: one arc of each way.
/// let cut = min_cut(4, &[(0, 1, 1), (1, 3, 5), (0, 2, 4), (2, 3, 2)], 0, 3).unwrap();
/// assert_eq!((cut.value, cut.arcs), (3, vec![0, 3]));
/// ```
///
/// # Panics
/// When an end is not below `nodes`: a slip of the program.
pub fn min_cut(nodes: usize, arcs: &[(usize, usize, u64)], from: usize, to: usize) -> Option<MinCut> {
    if from == to {
        return None;
    }
    let mut graph: DiGraph<(), u64> = DiGraph::with_capacity(nodes, arcs.len());
    let places: Vec<NodeIndex> = (0..nodes).map(|_| graph.add_node(())).collect();
    for &(a, b, capacity) in arcs {
        graph.add_edge(places[a], places[b], capacity);
    }
    let (value, flows) = dinics(&graph, places[from], places[to]);
    // What the start still reaches when every arc carries its flow.
    let mut around: Vec<Vec<(usize, bool, usize)>> = vec![Vec::new(); nodes];
    for (arc, &(a, b, _)) in arcs.iter().enumerate() {
        around[a].push((b, true, arc));
        around[b].push((a, false, arc));
    }
    let mut reached = vec![false; nodes];
    reached[from] = true;
    let mut waiting = vec![from];
    while let Some(node) = waiting.pop() {
        for &(next, forward, arc) in &around[node] {
            let room = if forward { arcs[arc].2 - flows[arc] } else { flows[arc] };
            if room > 0 && !reached[next] {
                reached[next] = true;
                waiting.push(next);
            }
        }
    }
    let crossing = |&arc: &usize| reached[arcs[arc].0] && !reached[arcs[arc].1] && arcs[arc].2 > 0;
    Some(MinCut { value, arcs: (0..arcs.len()).filter(crossing).collect() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use proptest::test_runner::RngSeed;

    fn joined(nodes: usize, arcs: impl Iterator<Item = (usize, usize)> + Clone, from: usize, to: usize) -> bool {
        let mut reached = vec![from];
        for _ in 0..nodes {
            let next: Vec<usize> = arcs.clone().filter(|(a, _)| reached.contains(a)).map(|(_, b)| b).collect();
            reached.extend(next);
        }
        reached.contains(&to)
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, rng_seed: RngSeed::Fixed(2), ..ProptestConfig::default() })]

        /// Against every subset of arcs.
        #[test]
        fn no_smaller_set_of_arcs_cuts(arcs in prop::collection::vec((0_usize..5, 0_usize..5, 0_u64..4), 0..9)) {
            let cut = min_cut(5, &arcs, 0, 4).unwrap();
            let least = (0_u32..1 << arcs.len())
                .filter(|set| {
                    let left = arcs.iter().enumerate().filter(|(place, _)| set >> place & 1 == 0);
                    let left = left.filter(|(_, arc)| arc.2 > 0).map(|(_, &(a, b, _))| (a, b));
                    !joined(5, left, 0, 4)
                })
                .map(|set| (0..arcs.len()).filter(|place| set >> place & 1 == 1).map(|place| arcs[place].2).sum::<u64>())
                .min();
            prop_assert_eq!(Some(cut.value), least);
            prop_assert_eq!(cut.value, cut.arcs.iter().map(|&arc| arcs[arc].2).sum::<u64>());
            let left = arcs.iter().enumerate().filter(|(place, arc)| !cut.arcs.contains(place) && arc.2 > 0);
            prop_assert!(!joined(5, left.map(|(_, &(a, b, _))| (a, b)), 0, 4));
        }
    }

    #[test]
    fn nothing_cuts_a_node_from_itself() {
        assert_eq!(min_cut(2, &[(0, 1, 1)], 1, 1), None);
    }
}
