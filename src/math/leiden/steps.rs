//! The passes of Leiden: local moving, refinement, aggregation.
//!
//! Written for the machine: rows of 32-bit ends side by side, what is known of a group in one place, no branch on what
//! a neighbour's group happens to be. `plain` says the same for the reader; both end alike.

use std::borrow::Cow;

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::Rng;

use super::super::csr::Csr;
use super::level::{Level, Mass};
use super::marks::Marks;
use super::sums::Sums;

/// When a climb ends, and how its first pass joins.
#[derive(Debug, Clone, Copy)]
pub(in crate::math) struct Climb {
    /// What counts as no gain.
    pub(in crate::math) tolerance: f64,
    /// The most passes; 0: until the quality no longer rises.
    pub(in crate::math) passes: usize,
    /// Whether the first pass joins whole groups (Louvain); those after it refine them first, so it only saves time.
    pub(in crate::math) whole_first: bool,
}

/// Passes until the quality no longer rises, or there were enough.
pub(in crate::math) fn climb<M: Mass>(
    level: &Level<'_, M>,
    start: Vec<u32>,
    how: Climb,
    random: &mut ChaCha8Rng,
) -> (Vec<u32>, f64) {
    let mut best = start;
    let mut best_quality = f64::NEG_INFINITY;
    let mut passes = 0;
    loop {
        let whole = how.whole_first && passes == 0;
        let mut groups = one_pass(level, best.clone(), whole, how.tolerance, random);
        renumber(&mut groups);
        if passes > 0 && groups == best {
            // The same groups hold together as they did, and have the same quality.
            return (best, best_quality);
        }
        split_unconnected(&level.ties, &mut groups);
        let quality = level.quality(&groups);
        if quality <= best_quality + how.tolerance {
            return (best, best_quality);
        }
        (best, best_quality) = (groups, quality);
        passes += 1;
        if passes == how.passes {
            return (best, best_quality);
        }
    }
}

/// Local moving, refinement (unless whole groups are joined) and aggregation until every group is one node.
fn one_pass<M: Mass>(
    first: &Level<'_, M>,
    start: Vec<u32>,
    whole: bool,
    tolerance: f64,
    random: &mut ChaCha8Rng,
) -> Vec<u32> {
    let mut place: Option<Vec<u32>> = None;
    let mut groups = start;
    let mut coarse: Option<Level<'static, M>> = None;
    loop {
        let level = coarse.as_ref().unwrap_or(first);
        let inside = move_nodes(level, &mut groups, tolerance, random);
        let count = renumber(&mut groups);
        if count == level.len() {
            break;
        }
        let mut refined = if whole { groups.clone() } else { refine(level, &groups, count, inside, tolerance, random) };
        let mut parts = renumber(&mut refined);
        if parts == level.len() {
            // Nothing merged: aggregate the groups themselves, so that every level is smaller than the last.
            (refined, parts) = (groups.clone(), count);
        }
        let mut next = vec![0; parts];
        for (&part, &group) in refined.iter().zip(&groups) {
            next[part as usize] = group;
        }
        let smaller = aggregate(level, &refined, parts);
        groups = next;
        place = Some(match place {
            None => refined,
            Some(mut place) => {
                place.iter_mut().for_each(|part| *part = refined[*part as usize]);
                place
            }
        });
        coarse = Some(smaller);
    }
    match place {
        None => groups,
        Some(place) => place.into_iter().map(|part| groups[part as usize]).collect(),
    }
}

/// What local moving knows of a group.
#[derive(Debug, Clone, Copy)]
pub(super) struct Group<M> {
    /// The weight of the ties between it and the node that is looked at; [`UNTIED`] between two nodes.
    pub(super) tied: f64,
    /// The sum of its masses.
    pub(super) mass: M,
}

/// No tie yet. A sum of weights that cancel is 0 and not -0, so each group is listed once.
const UNTIED: f64 = -0.0;

/// Moves nodes to the group of highest gain until no move gains; a node is looked at again when a neighbour moved. Where
/// no node moved, gives the weight of the ties that each has inside its group.
fn move_nodes<M: Mass>(
    level: &Level<'_, M>,
    groups: &mut [u32],
    tolerance: f64,
    random: &mut ChaCha8Rng,
) -> Option<Vec<f64>> {
    let n = level.len();
    let mut sizes = vec![0_u32; n];
    let mut of = vec![Group { tied: UNTIED, mass: M::default() }; n];
    for (&group, &mass) in groups.iter().zip(level.masses.iter()) {
        sizes[group as usize] += 1;
        of[group as usize].mass += mass;
    }
    let mut empty: Vec<u32> = (0..n as u32).rev().filter(|&group| sizes[group as usize] == 0).collect();
    // A ring of those who wait, each at most once; one place behind it takes what is not to be written.
    let nowhere = n.next_power_of_two();
    let mask = nowhere - 1;
    let mut ring = shuffled(n, random);
    ring.resize(nowhere + 1, 0);
    let (mut head, mut waiting) = (0_usize, n);
    let mut queued = vec![true; n];
    let mut touched = vec![0_u32; level.widest() + 1];
    let (mut inside, mut moved) = (vec![0.0; n], false);
    let (mut kept, mut looks) = (Sums::of(level, groups, &sizes, tolerance), 0_usize);
    let filled = kept.is_none();
    while waiting > 0 {
        let node = ring[head & mask] as usize;
        head += 1;
        waiting -= 1;
        queued[node] = false;
        // After a look at each node groups are fewer.
        if looks > 0 && looks.is_multiple_of(n) && kept.is_none() {
            kept = Sums::of(level, groups, &sizes, tolerance);
        }
        looks += 1;
        let own = groups[node] as usize;
        let (ends, weights) = level.ties.slices(node);
        let mass = level.masses[node];
        let (mut best, gain) = kept.as_ref().and_then(|kept| kept.look(node, own, mass, &of)).unwrap_or_else(|| {
            let mut count = 0;
            for (&end, weight) in ends.iter().zip(weights) {
                let group = groups[end as usize];
                let tied = &mut of[group as usize].tied;
                touched[count] = group;
                count += usize::from(tied.to_bits() == UNTIED.to_bits());
                *tied += weight;
            }
            let mut best = own;
            inside[node] = of[own].tied;
            let mut gain = of[own].tied - mass.with(of[own].mass - mass);
            for &group in &touched[..count] {
                let Group { tied, mass: others } = of[group as usize];
                of[group as usize].tied = UNTIED;
                let with = tied - mass.with(others);
                if group as usize != own && with > gain + tolerance {
                    (best, gain) = (group as usize, with);
                }
            }
            (best, gain)
        });
        if gain < -tolerance
            && sizes[own] > 1
            && let Some(&group) = empty.last()
        {
            best = group as usize;
        }
        if best == own {
            continue;
        }
        moved = true;
        if sizes[best] == 0 {
            empty.pop();
        }
        groups[node] = best as u32;
        sizes[best] += 1;
        of[best].mass += mass;
        sizes[own] -= 1;
        of[own].mass -= mass;
        if sizes[own] == 0 {
            of[own].mass = M::default();
            empty.push(own as u32);
        }
        if kept.as_mut().is_some_and(|kept| !kept.moves(level, node, own, best, sizes[own] > 0)) {
            kept = None;
        }
        for (&end, &weight) in ends.iter().zip(weights) {
            // Who is drawn to the new group by this tie, and in it already, has no new reason to leave.
            let stays = (groups[end as usize] == best as u32) & (weight > 0.0);
            let joins = !(queued[end as usize] | stays);
            ring[if joins { (head + waiting) & mask } else { nowhere }] = end;
            queued[end as usize] |= joins;
            waiting += usize::from(joins);
        }
    }
    (!moved && filled).then_some(inside)
}

/// Splits every group into parts that hold together: single nodes join parts they are drawn to, at random. `inside` is the
/// weight of the ties that each node has inside its group, where that is known.
fn refine<M: Mass>(
    level: &Level<'_, M>,
    groups: &[u32],
    count: usize,
    inside: Option<Vec<f64>>,
    tolerance: f64,
    random: &mut ChaCha8Rng,
) -> Vec<u32> {
    let n = level.len();
    let mut group_masses = vec![M::default(); count];
    for (&group, &mass) in groups.iter().zip(level.masses.iter()) {
        group_masses[group as usize] += mass;
    }
    let (first, members) = listed(groups, count);
    let own = |node: usize| {
        let group = groups[node] as usize;
        &members[first[group]..first[group + 1]]
    };
    let of = |node: usize| {
        let (ends, weights) = level.ties.slices(node);
        match few(ends, own(node), n) {
            Some(places) => places.map(|at| weights[at]).sum(),
            None => {
                let same = |end: u32| groups[end as usize] == groups[node];
                ends.iter().zip(weights).map(|(&end, weight)| if same(end) { *weight } else { 0.0 }).sum()
            }
        }
    };
    let inside: Vec<f64> = inside.unwrap_or_else(|| (0..n).map(of).collect());
    let mut parts: Vec<u32> = (0..n as u32).collect();
    let mut alone = vec![true; n];
    // The ties between a part and the rest of its group: a part that is not drawn to it may not grow.
    let mut outward = inside.clone();
    let mut masses = level.masses.to_vec();
    // One place behind the parts takes what is tied to other groups.
    let mut tied = vec![0.0_f64; n + 1];
    let mut touched = vec![0_u32; level.widest() + 1];
    let mut open: Vec<(usize, f64, f64)> = Vec::new();
    for node in shuffled(n, random) {
        let node = node as usize;
        let (mass, of_group) = (level.masses[node], group_masses[groups[node] as usize]);
        if !alone[node] || inside[node] - mass.with(of_group - mass) < -tolerance {
            continue;
        }
        let (ends, weights) = level.ties.slices(node);
        let mut count = 0;
        let mut add = |part: u32, same: bool, weight: f64| {
            touched[count] = part;
            count += usize::from(same & (tied[part as usize].to_bits() == 0));
            tied[part as usize] += weight;
        };
        match few(ends, own(node), n) {
            Some(places) => places.for_each(|at| add(parts[ends[at] as usize], true, weights[at])),
            None => ends.iter().zip(weights).for_each(|(&end, &weight)| {
                let same = groups[end as usize] == groups[node];
                add(if same { parts[end as usize] } else { n as u32 }, same, weight);
            }),
        }
        open.clear();
        let mut total = 0.0;
        for &part in &touched[..count] {
            let part = part as usize;
            let to = std::mem::take(&mut tied[part]);
            let gain = to - mass.with(masses[part]);
            let grows = outward[part] - masses[part].with(of_group - masses[part]) >= -tolerance;
            if part != node && grows && gain > tolerance {
                open.push((part, to, gain));
                total += gain;
            }
        }
        if open.is_empty() {
            continue;
        }
        let mut left = fraction(random) * total;
        let drawn = open.iter().find(|(_, _, gain)| {
            left -= gain;
            left < 0.0
        });
        let &(part, to, _) = drawn.unwrap_or(&open[open.len() - 1]);
        outward[part] += inside[node] - 2.0 * to;
        masses[part] += mass;
        parts[node] = part as u32;
        alone[part] = false;
    }
    parts
}

/// Where a node's ties to the members of its group stand in its row, where that costs less than to read the row: of a row
/// that lacks few of `n` nodes each end stands so many places before its number at the most.
fn few<'a>(ends: &'a [u32], members: &'a [u32], n: usize) -> Option<impl Iterator<Item = usize> + 'a> {
    let lacks = n - ends.len();
    let places = move |&member: &u32| {
        let from = (member as usize).saturating_sub(lacks);
        let upto = ends.len().min(member as usize + 1);
        (from..upto).find(|&at| ends[at] == member)
    };
    (4 * lacks * members.len() < ends.len()).then(|| members.iter().filter_map(places))
}

/// The nodes of each group side by side, in order, and where each group begins.
fn listed(groups: &[u32], count: usize) -> (Vec<usize>, Vec<u32>) {
    let mut first = vec![0_usize; count + 1];
    groups.iter().for_each(|&group| first[group as usize + 1] += 1);
    for group in 0..count {
        first[group + 1] += first[group];
    }
    let mut at = first.clone();
    let mut members = vec![0_u32; groups.len()];
    for (node, &group) in groups.iter().enumerate() {
        members[at[group as usize]] = node as u32;
        at[group as usize] += 1;
    }
    (first, members)
}

/// One node a part, the ties between parts added up.
fn aggregate<M: Mass>(level: &Level<'_, M>, parts: &[u32], count: usize) -> Level<'static, M> {
    let (first, members) = listed(parts, count);
    let mut tied = vec![0.0_f64; count];
    let mut touched: Vec<u32> = Vec::new();
    let mut masses = vec![M::default(); count];
    let mut ties = Csr::with_room(level.ties.entries());
    let mut marks = Marks::new(count);
    for part in 0..count {
        let mut found = 0;
        for &node in &members[first[part]..first[part + 1]] {
            masses[part] += level.masses[node as usize];
            let (ends, weights) = level.ties.slices(node as usize);
            if touched.len() <= found + ends.len() {
                touched.resize(2 * (found + ends.len()) + 1, 0);
            }
            for (&end, weight) in ends.iter().zip(weights) {
                let other = parts[end as usize];
                touched[found] = other;
                found += usize::from(tied[other as usize].to_bits() == 0);
                tied[other as usize] += weight;
            }
        }
        // In order, and those once that a sum that passed through 0 has listed twice.
        touched[..found].iter().for_each(|&other| marks.set(other));
        marks.take(|other| {
            let weight = std::mem::take(&mut tied[other as usize]);
            if other as usize != part {
                ties.push(other, weight);
            }
        });
        ties.end_row();
    }
    Level { ties: Cow::Owned(ties), masses: Cow::Owned(masses) }
}

/// Splits groups that positive ties do not connect, and numbers them in order of first appearance. Between the pieces no
/// tie is positive, so the quality never falls.
pub(in crate::math) fn split_unconnected(graph: &Csr, groups: &mut [u32]) {
    const NEW: u32 = u32::MAX;
    let mut pieces = vec![NEW; groups.len()];
    // How many of each group have no piece yet: where there is none left, no row has more to tell.
    let mut open = vec![0_u32; groups.iter().max().map_or(0, |&largest| largest as usize + 1)];
    groups.iter().for_each(|&group| open[group as usize] += 1);
    // Each node waits at most once; one place behind them takes what is not to be kept.
    let mut waiting = vec![0_u32; groups.len() + 1];
    let mut count = 0;
    for start in 0..groups.len() {
        if pieces[start] != NEW {
            continue;
        }
        pieces[start] = count;
        waiting[0] = start as u32;
        let own = groups[start];
        let mut without = open[own as usize] - 1;
        let mut left = 1;
        while left > 0 && without > 0 {
            left -= 1;
            let (ends, weights) = graph.slices(waiting[left] as usize);
            for (&end, &weight) in ends.iter().zip(weights) {
                let piece = &mut pieces[end as usize];
                let joins = (weight > 0.0) & (groups[end as usize] == own) & (*piece == NEW);
                *piece = if joins { count } else { *piece };
                waiting[left] = end;
                left += usize::from(joins);
                without -= u32::from(joins);
            }
        }
        open[own as usize] = without;
        count += 1;
    }
    groups.copy_from_slice(&pieces);
}

/// Numbers groups from 0 in order of first appearance; gives their number.
pub(in crate::math) fn renumber(groups: &mut [u32]) -> usize {
    let mut numbers = vec![u32::MAX; groups.iter().max().map_or(0, |&largest| largest as usize + 1)];
    let mut count = 0;
    for group in groups {
        let number = &mut numbers[*group as usize];
        if *number == u32::MAX {
            *number = count;
            count += 1;
        }
        *group = *number;
    }
    count as usize
}

/// 0..n in random order (Fisher and Yates): of few all at once, of many in blocks, whose rows lie near each other.
pub(in crate::math) fn shuffled(n: usize, random: &mut ChaCha8Rng) -> Vec<u32> {
    if n <= 4 * BLOCK {
        let mut order: Vec<u32> = (0..n as u32).collect();
        shuffle(&mut order, random);
        return order;
    }
    let mut order = Vec::with_capacity(n);
    for block in shuffled_blocks(n, random) {
        let start = order.len();
        let first = block as usize * BLOCK;
        order.extend(first as u32..(first + BLOCK).min(n) as u32);
        shuffle(&mut order[start..], random);
    }
    order
}

const BLOCK: usize = 256;

fn shuffled_blocks(n: usize, random: &mut ChaCha8Rng) -> Vec<u32> {
    let mut blocks: Vec<u32> = (0..n.div_ceil(BLOCK) as u32).collect();
    shuffle(&mut blocks, random);
    blocks
}

fn shuffle(order: &mut [u32], random: &mut ChaCha8Rng) {
    for last in (1..order.len()).rev() {
        order.swap(last, below(last + 1, random));
    }
}

/// A whole number from 0 up to and without `n`; 0 when `n` is.
pub(in crate::math) fn below(n: usize, random: &mut ChaCha8Rng) -> usize {
    ((u64::from(random.next_u32()) * n as u64) >> 32) as usize
}

/// A number from 0 up to and without 1.
pub(in crate::math) fn fraction(random: &mut ChaCha8Rng) -> f64 {
    (random.next_u64() >> 11) as f64 / (1_u64 << 53) as f64
}
