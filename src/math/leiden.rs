//! Groups that hold together more than expected: Leiden on residual weights (see [`super::residuals`]).

use std::collections::VecDeque;

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

use super::csr::Csr;
use super::parallel;

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
    let runs = search.runs.max(1);
    let tolerance = 1e-10 * residuals.largest();
    let mut found = parallel::map(runs, search.threads, |run| {
        let mut random = ChaCha8Rng::seed_from_u64(search.seed);
        random.set_stream(run as u64);
        run_once(residuals, first_groups(run, residuals.len(), &mut random), tolerance, &mut random)
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
fn first_groups(run: usize, n: usize, random: &mut ChaCha8Rng) -> Vec<usize> {
    if run.is_multiple_of(2) {
        return (0..n).collect();
    }
    let count = 1 + below(n.min(8), random);
    (0..n).map(|_| below(count, random)).collect()
}

/// Climbs, then shakes the best partition and climbs again, until so many shakes in a row found nothing better.
///
/// Agreement graphs are dense with weak camps, where single climbs end in many different partitions.
fn run_once(graph: &Csr, start: Vec<usize>, tolerance: f64, random: &mut ChaCha8Rng) -> (Vec<usize>, f64) {
    let (mut best, mut best_quality) = climb(graph, start, tolerance, random);
    let mut fruitless = 0;
    while fruitless < SHAKES {
        let mut shaken = best.clone();
        shake(&mut shaken, random);
        let (groups, quality) = climb(graph, shaken, tolerance, random);
        fruitless += 1;
        if quality > best_quality + tolerance {
            (best, best_quality) = (groups, quality);
            fruitless = 0;
        }
    }
    (best, best_quality)
}

/// How many shakes in a row may find nothing better before a run ends.
const SHAKES: usize = 10;

/// Puts about a fifth of the nodes into the groups of random others.
fn shake(groups: &mut [usize], random: &mut ChaCha8Rng) {
    for node in 0..groups.len() {
        if below(5, random) == 0 {
            groups[node] = groups[below(groups.len(), random)];
        }
    }
}

/// Passes until the quality no longer rises.
fn climb(graph: &Csr, start: Vec<usize>, tolerance: f64, random: &mut ChaCha8Rng) -> (Vec<usize>, f64) {
    let mut best = start;
    let mut best_quality = f64::NEG_INFINITY;
    loop {
        let mut groups = one_pass(graph, best.clone(), tolerance, random);
        split_unconnected(graph, &mut groups);
        let quality = quality(graph, &groups);
        if quality <= best_quality + tolerance {
            return (best, best_quality);
        }
        (best, best_quality) = (groups, quality);
    }
}

/// Local moving, refinement and aggregation until every group is one node.
fn one_pass(graph: &Csr, start: Vec<usize>, tolerance: f64, random: &mut ChaCha8Rng) -> Vec<usize> {
    let mut place: Vec<usize> = (0..graph.len()).collect();
    let mut groups = start;
    let mut coarse: Option<Csr> = None;
    loop {
        let level = coarse.as_ref().unwrap_or(graph);
        move_nodes(level, &mut groups, tolerance, random);
        let count = renumber(&mut groups);
        if count == level.len() {
            break;
        }
        let mut refined = refine(level, &groups, tolerance, random);
        let mut parts = renumber(&mut refined);
        if parts == level.len() {
            // Nothing merged: aggregate the groups themselves, so that every level is smaller than the last.
            (refined, parts) = (groups.clone(), count);
        }
        let mut next = vec![0; parts];
        for (node, &part) in refined.iter().enumerate() {
            next[part] = groups[node];
        }
        let smaller = aggregate(level, &refined, parts);
        groups = next;
        for part in &mut place {
            *part = refined[*part];
        }
        coarse = Some(smaller);
    }
    place.into_iter().map(|part| groups[part]).collect()
}

/// Moves nodes to the group of highest gain until no move gains; a node is looked at again when a neighbour moved.
fn move_nodes(graph: &Csr, groups: &mut [usize], tolerance: f64, random: &mut ChaCha8Rng) {
    let n = graph.len();
    let mut sizes = vec![0_usize; n];
    for &group in groups.iter() {
        sizes[group] += 1;
    }
    let mut empty: Vec<usize> = (0..n).rev().filter(|&group| sizes[group] == 0).collect();
    let mut queue: VecDeque<usize> = shuffled(n, random).into();
    let mut queued = vec![true; n];
    let mut gains = Gains::new(n);
    while let Some(node) = queue.pop_front() {
        queued[node] = false;
        let own = groups[node];
        gains.of(graph.row(node).map(|(end, residual)| (groups[end], residual)));
        let mut best = (own, gains.sums[own]);
        for &group in &gains.touched {
            if gains.sums[group] > best.1 + tolerance {
                best = (group, gains.sums[group]);
            }
        }
        if best.1 < -tolerance
            && sizes[own] > 1
            && let Some(&group) = empty.last()
        {
            best = (group, 0.0);
        }
        gains.clear();
        if best.0 == own {
            continue;
        }
        if sizes[best.0] == 0 {
            empty.pop();
        }
        groups[node] = best.0;
        sizes[best.0] += 1;
        sizes[own] -= 1;
        if sizes[own] == 0 {
            empty.push(own);
        }
        for (end, residual) in graph.row(node) {
            // Who is drawn to the new group by this tie, and in it already, has no new reason to leave.
            if !(queued[end] || groups[end] == best.0 && residual > 0.0) {
                queued[end] = true;
                queue.push_back(end);
            }
        }
    }
}

/// Splits every group into parts that hold together: single nodes join parts they are drawn to, at random.
fn refine(graph: &Csr, groups: &[usize], tolerance: f64, random: &mut ChaCha8Rng) -> Vec<usize> {
    let n = graph.len();
    let inside: Vec<f64> = (0..n)
        .map(|node| graph.row(node).filter(|&(end, _)| groups[end] == groups[node]).map(|(_, residual)| residual).sum())
        .collect();
    let mut parts: Vec<usize> = (0..n).collect();
    let mut sizes = vec![1_usize; n];
    // The residual between a part and the rest of its group: a part that is not drawn to it may not grow.
    let mut outward = inside.clone();
    let mut gains = Gains::new(n);
    for node in shuffled(n, random) {
        let own = parts[node];
        if sizes[own] > 1 || inside[node] < -tolerance {
            continue;
        }
        let same = graph.row(node).filter(|&(end, _)| groups[end] == groups[node]);
        gains.of(same.map(|(end, residual)| (parts[end], residual)));
        let open = |part: usize| part != own && outward[part] >= -tolerance && gains.sums[part] > tolerance;
        let total: f64 = gains.touched.iter().filter(|&&part| open(part)).map(|&part| gains.sums[part]).sum();
        if total > 0.0 {
            let mut left = fraction(random) * total;
            let mut chosen = own;
            for &part in gains.touched.iter().filter(|&&part| open(part)) {
                chosen = part;
                left -= gains.sums[part];
                if left < 0.0 {
                    break;
                }
            }
            outward[chosen] += inside[node] - 2.0 * gains.sums[chosen];
            parts[node] = chosen;
            sizes[chosen] += 1;
            sizes[own] = 0;
        }
        gains.clear();
    }
    parts
}

/// One node a part, the residuals between parts added up.
fn aggregate(graph: &Csr, parts: &[usize], count: usize) -> Csr {
    let mut members = vec![Vec::new(); count];
    for (node, &part) in parts.iter().enumerate() {
        members[part].push(node);
    }
    let mut gains = Gains::new(count);
    let rows = members.iter().enumerate().map(|(part, members)| {
        gains.of(members.iter().flat_map(|&node| graph.row(node)).map(|(end, residual)| (parts[end], residual)));
        let row = gains.touched.iter().filter(|&&other| other != part).map(|&other| (other as u32, gains.sums[other]));
        let row: Vec<_> = row.collect();
        gains.clear();
        row
    });
    Csr::from_rows(rows.collect())
}

/// Splits groups that positive residuals do not connect. Between the pieces no residual is positive, so the quality
/// never falls.
fn split_unconnected(graph: &Csr, groups: &mut [usize]) {
    let mut pieces = vec![usize::MAX; groups.len()];
    for start in 0..groups.len() {
        if pieces[start] != usize::MAX {
            continue;
        }
        pieces[start] = start;
        let mut waiting = vec![start];
        while let Some(node) = waiting.pop() {
            for (end, residual) in graph.row(node) {
                if residual > 0.0 && groups[end] == groups[node] && pieces[end] == usize::MAX {
                    pieces[end] = start;
                    waiting.push(end);
                }
            }
        }
    }
    groups.copy_from_slice(&pieces);
    renumber(groups);
}

/// Numbers groups from 0 in order of first appearance; gives their number.
fn renumber(groups: &mut [usize]) -> usize {
    let mut numbers = vec![usize::MAX; groups.iter().max().map_or(0, |largest| largest + 1)];
    let mut count = 0;
    for group in groups {
        if numbers[*group] == usize::MAX {
            numbers[*group] = count;
            count += 1;
        }
        *group = numbers[*group];
    }
    count
}

/// The residual between one node and each group it has a tie to.
struct Gains {
    sums: Vec<f64>,
    seen: Vec<bool>,
    touched: Vec<usize>,
}

impl Gains {
    fn new(n: usize) -> Self {
        Self { sums: vec![0.0; n], seen: vec![false; n], touched: Vec::new() }
    }
    fn of(&mut self, ties: impl Iterator<Item = (usize, f64)>) {
        for (group, residual) in ties {
            if !self.seen[group] {
                self.seen[group] = true;
                self.touched.push(group);
            }
            self.sums[group] += residual;
        }
    }
    fn clear(&mut self) {
        for group in self.touched.drain(..) {
            self.sums[group] = 0.0;
            self.seen[group] = false;
        }
    }
}

/// 0..n in random order (Fisher and Yates).
fn shuffled(n: usize, random: &mut ChaCha8Rng) -> Vec<usize> {
    let mut order: Vec<usize> = (0..n).collect();
    for last in (1..n).rev() {
        order.swap(last, below(last + 1, random));
    }
    order
}

/// A whole number from 0 up to and without `n`; 0 when `n` is.
fn below(n: usize, random: &mut ChaCha8Rng) -> usize {
    ((u64::from(random.next_u32()) * n as u64) >> 32) as usize
}

/// A number from 0 up to and without 1.
fn fraction(random: &mut ChaCha8Rng) -> f64 {
    (random.next_u64() >> 11) as f64 / (1_u64 << 53) as f64
}

#[cfg(test)]
#[path = "leiden_tests.rs"]
mod tests;
