//! How the kernels of paths grow: random graphs of 1,000, 10,000 and 100,000 nodes with ten ties each, made from a seed.
//!
//! Stated growth, in nodes n and ties m: betweenness n m (here from 64 sources: m); path counts m times the length of the
//! counts, which grows with the longest path; the same in logarithms m; earliest arrival m + n log n; the ten shortest paths
//! m, and what lies between the two ends. Ten times the nodes is ten times m.
//!
//! Measured in CPU seconds, median, on one of two x86-64 cores:
//!
//! | nodes, ten ties each | 1,000 | 10,000 | 100,000 | factors |
//! |---|---|---|---|---|
//! | betweenness from 64 sources | 0.0054 | 0.085 | 1.82 | 16, 21 |
//! | path counts, exact (largest: 535, 735, 790 bits) | 0.00043 | 0.0041 | 0.092 | 9, 23 |
//! | path counts in logarithms | 0.00031 | 0.0029 | 0.059 | 9, 21 |
//! | earliest arrival | 0.000055 | 0.00063 | 0.0088 | 11, 14 |
//! | ten shortest paths | 0.0061 | 0.16 | 1.93 | 26, 12 |
//!
//! What rises faster than tenfold is memory: at 100,000 nodes the arcs no longer lie in the caches. Of the ten shortest paths
//! the ends of the middle graph lie further apart for its size. Exact betweenness of 10,000 nodes and 100,000 ties takes 5.4 s
//! on one thread and 5.9 s of CPU on two, 3.1 s of the clock: 1.8 times as fast.

use blocs::math::betweenness::{Ways, sampled};
use blocs::math::earliest_arrival::{TimedTies, earliest_arrival};
use blocs::math::path_counts::{Counting, PathCounts};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

use crate::{influence, timing};

/// Prints the seconds of each kernel at each size.
pub fn run() {
    for n in [1_000, 10_000, 100_000_usize] {
        let mut random = ChaCha8Rng::seed_from_u64(n as u64);
        let mut below = |most: usize| ((u64::from(random.next_u32()) * most as u64) >> 32) as usize;
        // From the earlier to the later, so that there is no circle; most of them near, so that paths are long.
        let arcs: Vec<(usize, usize)> = (1..n)
            .flat_map(|late| (0..10).map(move |_| late))
            .map(|late| (late - 1 - below(late.min(1 + n / 50)), late))
            .collect();
        let both = Ways::undirected(n, &arcs);
        timing::of(&format!("{n} nodes: betweenness from 64 sources"), 3, || sampled(&both, 64, 1, 1));
        let exact = || PathCounts::of(n, &arcs, Counting::Spc).map(|counts| counts.most_bits());
        let bits = timing::of(&format!("{n} nodes: path counts"), 3, exact).unwrap_or_default();
        println!("{n} nodes: the largest count has {bits} bits");
        let near = || PathCounts::scaled(n, &arcs, Counting::Spc).is_some();
        timing::of(&format!("{n} nodes: path counts in logarithms"), 3, near);
        let dated: Vec<(usize, usize, i32, i32)> = arcs.iter().map(|&(a, b)| (a, b, b as i32, b as i32)).collect();
        let ties = TimedTies::of(n, &dated);
        timing::of(&format!("{n} nodes: earliest arrival"), 3, || earliest_arrival(&ties, 0, 0));
        influence::ten_shortest(n, &arcs);
    }
}
