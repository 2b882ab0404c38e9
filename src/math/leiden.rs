//! Groups that hold together more than expected: Leiden on residual weights (see [`super::residuals`]).

pub(super) mod heat;
pub(super) mod level;
mod marks;
pub(super) mod steps;
mod sums;

use std::sync::atomic::{AtomicUsize, Ordering};

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;

use super::csr::Csr;
use super::parallel;
use level::{Level, Mass};
use steps::{Climb, below, climb};

/// How the search runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Search {
    /// The seed of every random order.
    pub seed: u64,
    /// How many independent runs, each with a random stream of its own; the best is kept.
    pub runs: usize,
    /// On how many threads; the answer does not depend on it.
    pub threads: usize,
}

impl Default for Search {
    fn default() -> Self {
        Self { seed: 1, runs: 20, threads: 1 }
    }
}

/// The best partition found.
#[derive(Debug, Clone, PartialEq)]
pub struct Partition {
    /// The group of each node, numbered from 0 in order of first appearance.
    pub groups: Vec<usize>,
    /// The sum of residuals over defined pairs inside groups.
    pub quality: f64,
    /// How many runs reached this quality.
    pub reached: usize,
    /// How many of those found another partition of the same quality: then this one was chosen among equals.
    pub rivals: usize,
    /// How many runs there were.
    pub runs: usize,
    /// What each run ended in, in the order of the runs: where they differ, the search and not the data decided.
    pub ends: Vec<Vec<usize>>,
}

/// The partition with the highest sum of residuals inside groups that the search finds.
///
/// Every group is connected by positive residuals: nobody is put with others that all stand further from it than
/// expected. Among partitions of one quality the first in the order of group numbers is kept, so neither threads nor
/// the order of runs decide.
///
/// Local moving, refinement and aggregation are those of the paper, repeated until the quality no longer rises. In
/// the refinement a node joins a group with probability in proportion to the gain, where the paper takes
/// exp(gain / theta): no function is needed whose last bit differs between machines. Beyond the paper, each run
/// shakes its best partition and climbs again, until ten shakes in a row find nothing better.
///
/// # Undefined
/// Nodes without a positive residual are groups of one.
///
/// # Cost
/// O(runs x ties) and a small factor; the optimum itself is NP-hard, so this is a lower bound of it.
///
/// # Reference
/// Traag, Waltman & van Eck 2019.
///
/// ```
/// use blocs::math::{leiden::{Search, leiden}, residuals::{Null, residuals}};
/// let ties = [(0, 1, 1.0), (1, 2, 1.0), (0, 2, 1.0), (2, 3, 0.2), (3, 4, 1.0), (4, 5, 1.0), (3, 5, 1.0)];
/// let found = leiden(&residuals(6, &ties, Null::Constant(0.5)), Search::default());
/// assert_eq!(found.groups, [0, 0, 0, 1, 1, 1]);
/// assert_eq!(found.quality, 3.0);
/// ```
pub fn leiden(residuals: &Csr, search: Search) -> Partition {
    leiden_told(residuals, search, &|_| ())
}

/// The same, telling after each run how many are done: for who waits.
pub fn leiden_told(residuals: &Csr, search: Search, progress: &(dyn Fn(usize) + Sync)) -> Partition {
    shaken(&Level::of_residuals(residuals), SHAKES, search, progress)
}

/// The best of many runs that climb, and shake what they have climbed to until so many shakes in a row found nothing better.
pub(super) fn shaken<M: Mass + Sync>(
    level: &Level<'_, M>,
    shakes: usize,
    search: Search,
    progress: &(dyn Fn(usize) + Sync),
) -> Partition {
    let done = AtomicUsize::new(0);
    let how = Climb { tolerance: 1e-10 * level.ties.largest(), passes: 0, whole_first: false };
    best_of(search, how.tolerance, |run, random| {
        let end = run_once(level, first_groups(run, level.len(), random), shakes, how, random);
        progress(done.fetch_add(1, Ordering::Relaxed) + 1);
        end
    })
}

/// The best of many runs, each with a random stream of its own.
pub(super) fn best_of(
    search: Search,
    tolerance: f64,
    run_once: impl Fn(usize, &mut ChaCha8Rng) -> (Vec<u32>, f64) + Sync,
) -> Partition {
    let runs = search.runs.max(1);
    let mut found = parallel::map(runs, search.threads, |run| {
        let mut random = ChaCha8Rng::seed_from_u64(search.seed);
        random.set_stream(run as u64);
        let (groups, quality) = run_once(run, &mut random);
        (groups.into_iter().map(|group| group as usize).collect::<Vec<_>>(), quality)
    });
    let ends = found.iter().map(|(groups, _)| groups.clone()).collect();
    let best = found.iter().map(|(_, quality)| *quality).fold(f64::NEG_INFINITY, f64::max);
    // Sums of the same weights in another order differ in their last bits only.
    found.retain(|(_, quality)| *quality >= best - 1e-9 * best.abs() - tolerance);
    let reached = found.len();
    found.sort_by(|a, b| a.0.cmp(&b.0));
    let (groups, quality) = found.swap_remove(0);
    let rivals = found.iter().filter(|(other, _)| *other != groups).count();
    Partition { groups, quality, reached, rivals, runs, ends }
}

/// The sum of residuals over defined pairs inside groups.
pub fn quality(residuals: &Csr, groups: &[usize]) -> f64 {
    let inside = |i: usize| residuals.row(i).filter(move |&(j, _)| i < j && groups[i] == groups[j]);
    (0..residuals.len()).flat_map(inside).map(|(_, residual)| residual).sum()
}

/// Every second run starts from single nodes, as the paper does; the others from random groups, because with many
/// negative residuals some optima are never reached by joining single nodes.
fn first_groups(run: usize, n: usize, random: &mut ChaCha8Rng) -> Vec<u32> {
    if run.is_multiple_of(2) {
        return (0..n as u32).collect();
    }
    let count = 1 + below(n.min(8), random);
    (0..n).map(|_| below(count, random) as u32).collect()
}

/// Climbs, then shakes the best partition and climbs again, until so many shakes in a row found nothing better.
///
/// Agreement graphs are dense with weak camps, where single climbs end in many different partitions.
fn run_once<M: Mass>(
    level: &Level<'_, M>,
    start: Vec<u32>,
    shakes: usize,
    how: Climb,
    random: &mut ChaCha8Rng,
) -> (Vec<u32>, f64) {
    let (mut best, mut best_quality) = climb(level, start, how, random);
    let mut fruitless = 0;
    while fruitless < shakes {
        let mut shaken = best.clone();
        shake(&mut shaken, random);
        let (groups, quality) = climb(level, shaken, how, random);
        fruitless += 1;
        if quality > best_quality + how.tolerance {
            (best, best_quality) = (groups, quality);
            fruitless = 0;
        }
    }
    (best, best_quality)
}

/// How many shakes in a row may find nothing better before a run ends.
const SHAKES: usize = 10;

/// Puts about a fifth of the nodes into the groups of random others.
fn shake(groups: &mut [u32], random: &mut ChaCha8Rng) {
    for node in 0..groups.len() {
        if below(5, random) == 0 {
            groups[node] = groups[below(groups.len(), random)];
        }
    }
}

#[cfg(test)]
mod plain;

#[cfg(test)]
#[path = "leiden_tests.rs"]
mod tests;
