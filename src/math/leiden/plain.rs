//! The plain twin of [`super::steps`]: the same passes, written for reading. The fast one must end where this one ends.

use std::collections::VecDeque;

use rand_chacha::ChaCha8Rng;

use super::super::csr::Csr;
use super::quality;
use super::steps::{fraction, split_unconnected};

/// Passes until the quality no longer rises.
pub(super) fn climb(graph: &Csr, start: Vec<usize>, tolerance: f64, random: &mut ChaCha8Rng) -> (Vec<usize>, f64) {
    let mut best = start;
    let mut best_quality = f64::NEG_INFINITY;
    loop {
        let mut groups = one_pass(graph, best.clone(), tolerance, random);
        split(graph, &mut groups);
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
    let mut ties = Csr::with_room(0);
    for (part, members) in members.iter().enumerate() {
        gains.of(members.iter().flat_map(|&node| graph.row(node)).map(|(end, residual)| (parts[end], residual)));
        gains.touched.sort_unstable();
        for &other in gains.touched.iter().filter(|&&other| other != part) {
            ties.push(other as u32, gains.sums[other]);
        }
        ties.end_row();
        gains.clear();
    }
    ties
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

/// 0..n in random order: that of the fast twin.
fn shuffled(n: usize, random: &mut ChaCha8Rng) -> Vec<usize> {
    super::steps::shuffled(n, random).into_iter().map(|node| node as usize).collect()
}

/// Groups as whole numbers of the machine's width, for the functions that both twins share.
fn split(graph: &Csr, groups: &mut [usize]) {
    let mut narrow: Vec<u32> = groups.iter().map(|&group| group as u32).collect();
    split_unconnected(graph, &mut narrow);
    groups.iter_mut().zip(narrow).for_each(|(group, piece)| *group = piece as usize);
}
