//! A tree of groups within groups, from distances.

use kodama::Method;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

use super::parallel;

/// How far two groups are from each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Linkage {
    /// The mean distance of their members.
    #[default]
    Average,
    /// The distance of their furthest members.
    Complete,
    /// What joining them adds to the sum of squares (of distances that are read as Euclidean).
    Ward,
}

/// Two groups that were joined.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Join {
    /// The first group: a thing below n, else the join of this number less n.
    pub left: usize,
    /// The second group.
    pub right: usize,
    /// How far they were from each other.
    pub height: f64,
    /// How many things are in the group that they make.
    pub size: usize,
}

/// Joins the nearest groups, one pair after another: n - 1 joins, the last one holds all.
///
/// `distances` are those of the pairs (0,1), (0,2), ..., (1,2), ... Heights never fall along the tree for these
/// linkages.
///
/// # Undefined
/// `None` when a distance is no finite number, or their count is not n (n - 1) / 2.
///
/// # Cost
/// O(n^2) time and space.
///
/// # Reference
/// Müllner 2011 (nearest-neighbour chains).
///
/// ```
/// use blocs::math::linkage::{Linkage, cut, joins};
/// // Two pairs at 1, four units apart.
/// let tree = joins(4, vec![1.0, 4.0, 4.0, 4.0, 4.0, 1.0], Linkage::Average).unwrap();
/// assert_eq!((tree[2].height, tree[2].size), (4.0, 4));
/// assert_eq!(cut(4, &tree, 2), [0, 0, 1, 1]);
/// ```
pub fn joins(n: usize, mut distances: Vec<f64>, linkage: Linkage) -> Option<Vec<Join>> {
    if distances.len() != n * n.saturating_sub(1) / 2 || distances.iter().any(|distance| !distance.is_finite()) {
        return None;
    }
    let method = match linkage {
        Linkage::Average => Method::Average,
        Linkage::Complete => Method::Complete,
        Linkage::Ward => Method::Ward,
    };
    let tree = kodama::linkage(&mut distances, n, method);
    let join = |step: &kodama::Step<f64>| Join {
        left: step.cluster1,
        right: step.cluster2,
        height: step.dissimilarity,
        size: step.size,
    };
    Some(tree.steps().iter().map(join).collect())
}

/// Where the distance of two things stands in the list of all pairs.
fn place(n: usize, a: usize, b: usize) -> usize {
    let (low, high) = (a.min(b), a.max(b));
    low * (2 * n - low - 1) / 2 + high - low - 1
}

/// How many joins of a tree were tied: another pair of groups was as near at that time, so that the order of the things
/// chose. A tree without ties is the same in any order.
///
/// # Cost
/// O(n^2) space, and time in proportion to n^2 unless nearest groups change all the time.
///
/// ```
/// use blocs::math::linkage::{Linkage, joins, tied};
/// // On a line, 0 is as near to 1 as 2 is: either pair may be joined first.
/// let line = vec![1.0, 2.0, 1.0];
/// assert_eq!(tied(3, line.clone(), &joins(3, line, Linkage::Average).unwrap(), Linkage::Average), 1);
/// ```
pub fn tied(n: usize, mut distances: Vec<f64>, tree: &[Join], linkage: Linkage) -> usize {
    let mut alive = vec![true; n];
    let mut sizes = vec![1.0_f64; n];
    // Where the group of each node of the tree stands.
    let mut stands: Vec<usize> = (0..n).collect();
    // No group behind one in order is nearer to it than this.
    let mut nearest: Vec<f64> =
        (0..n).map(|a| (a + 1..n).map(|b| distances[place(n, a, b)]).fold(f64::INFINITY, f64::min)).collect();
    let mut count = 0;
    for join in tree {
        let reach = join.height + 1e-9 * join.height.abs().max(1e-3);
        let mut met = 0;
        for a in (0..n).filter(|&a| alive[a]).collect::<Vec<_>>() {
            if met > 1 || nearest[a] > reach {
                continue;
            }
            let (mut least, mut near) = (f64::INFINITY, 0);
            for b in (a + 1..n).filter(|&b| alive[b]) {
                let distance = distances[place(n, a, b)];
                least = least.min(distance);
                near += usize::from(distance <= reach);
            }
            nearest[a] = least;
            met += near;
        }
        count += usize::from(met > 1);
        let (left, right) = (stands[join.left], stands[join.right]);
        let (kept, gone) = (left.min(right), left.max(right));
        let between = distances[place(n, kept, gone)];
        alive[gone] = false;
        for other in (0..n).filter(|&other| other != kept && alive[other]).collect::<Vec<_>>() {
            let (one, two) = (distances[place(n, kept, other)], distances[place(n, gone, other)]);
            let (a, b, c) = (sizes[kept], sizes[gone], sizes[other]);
            let distance = match linkage {
                Linkage::Average => (a * one + b * two) / (a + b),
                Linkage::Complete => one.max(two),
                Linkage::Ward => {
                    let squares = (a + c) * one * one + (b + c) * two * two - c * between * between;
                    (squares / (a + b + c)).max(0.0).sqrt()
                }
            };
            distances[place(n, kept, other)] = distance;
            let first = kept.min(other);
            nearest[first] = nearest[first].min(distance);
        }
        sizes[kept] += sizes[gone];
        stands.push(kept);
    }
    count
}

/// The trees of the same distances with the things in `runs` random orders: where joins are tied, trees differ. Each order
/// has a random stream of its own and starts from an order that the distances alone decide, so that threads change nothing,
/// nor do the names of things that distances tell apart; of things that stand alike to all others, as on a circle, one of
/// equally good trees is shown. Nothing where there is no tree.
///
/// ```
/// use blocs::math::linkage::{Linkage, cut, in_other_orders};
/// let trees = in_other_orders(3, &[1.0, 2.0, 1.0], Linkage::Average, (20, 1, 1));
/// let cuts: Vec<_> = trees.iter().map(|tree| cut(3, tree, 2)).collect();
/// // The thing in the middle goes now with the first, now with the last.
/// assert!(cuts.contains(&vec![0, 0, 1]) && cuts.contains(&vec![0, 1, 1]));
/// ```
pub fn in_other_orders(
    n: usize,
    distances: &[f64],
    linkage: Linkage,
    (runs, seed, threads): (usize, u64, usize),
) -> Vec<Vec<Join>> {
    let first = by_distances(n, distances);
    let trees = parallel::map(runs, threads, |run| {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        random.set_stream(run as u64);
        let mut order = first.clone();
        for last in (1..n).rev() {
            order.swap(last, ((u64::from(random.next_u32()) * (last as u64 + 1)) >> 32) as usize);
        }
        let mut moved = Vec::with_capacity(distances.len());
        for a in 0..n {
            moved.extend((a + 1..n).map(|b| distances[place(n, order[a], order[b])]));
        }
        let mut tree = joins(n, moved, linkage)?;
        let thing = |node: usize| order.get(node).copied().unwrap_or(node);
        tree.iter_mut().for_each(|join| (join.left, join.right) = (thing(join.left), thing(join.right)));
        Some(tree)
    });
    trees.into_iter().flatten().collect()
}

/// The things in an order that their distances alone decide: by a number made of all distances from each, then of those
/// together with the numbers of whom they lead to. Only things that stand alike to all others keep the order given.
fn by_distances(n: usize, distances: &[f64]) -> Vec<usize> {
    let mut numbers = vec![0_u64; n];
    for _ in 0..2 {
        let number = |thing: usize| {
            let others = (0..n).filter(|&other| other != thing);
            let mut row: Vec<(u64, u64)> =
                others.map(|other| (distances[place(n, thing, other)].to_bits(), numbers[other])).collect();
            row.sort_unstable();
            // FNV-1a, a word at a time.
            let fold = |sum: u64, word: u64| (sum ^ word).wrapping_mul(0x0100_0000_01b3).rotate_left(29);
            row.into_iter().fold(0xcbf2_9ce4_8422_2325, |sum, (far, number)| fold(fold(sum, far), number))
        };
        numbers = (0..n).map(number).collect();
    }
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by_key(|&thing| numbers[thing]);
    order
}

/// Groups numbered in order of first appearance.
fn numbered(groups: &[usize]) -> Vec<usize> {
    let mut numbers = std::collections::BTreeMap::new();
    groups
        .iter()
        .map(|group| {
            let next = numbers.len();
            *numbers.entry(*group).or_insert(next)
        })
        .collect()
}

/// The groups that are left when the last joins are undone until there are `k`; numbered in order of first appearance.
pub fn cut(n: usize, tree: &[Join], k: usize) -> Vec<usize> {
    let mut parent: Vec<usize> = (0..n + tree.len()).collect();
    for (at, join) in tree.iter().enumerate().take(n.saturating_sub(k.max(1))) {
        parent[join.left] = n + at;
        parent[join.right] = n + at;
    }
    let root = |mut node: usize| {
        while parent[node] != node {
            node = parent[node];
        }
        node
    };
    numbered(&(0..n).map(root).collect::<Vec<usize>>())
}

/// The things in the order in which the tree lays them side by side, the group of the lower first thing first.
pub fn leaves(n: usize, tree: &[Join]) -> Vec<usize> {
    let mut lowest: Vec<usize> = (0..n).collect();
    for join in tree {
        lowest.push(lowest[join.left].min(lowest[join.right]));
    }
    let mut stack = vec![n + tree.len() - usize::from(!tree.is_empty())];
    if tree.is_empty() {
        return (0..n).collect();
    }
    let mut order = Vec::with_capacity(n);
    while let Some(node) = stack.pop() {
        match node.checked_sub(n).map(|at| tree[at]) {
            None => order.push(node),
            Some(join) => {
                let (first, second) = if lowest[join.left] < lowest[join.right] {
                    (join.left, join.right)
                } else {
                    (join.right, join.left)
                };
                stack.push(second);
                stack.push(first);
            }
        }
    }
    order
}

/// The mean silhouettes of the cuts of a tree into 2, 3, ... up to `most` groups: how much nearer each thing is to its own
/// group than to the next one, from -1 to 1. Distances are read once: of each cut two groups are one of the cut before.
///
/// # Undefined
/// Nothing with fewer than two things or groups. A thing alone in its group counts 0.
///
/// # Cost
/// O(n^2 + n most^2).
///
/// # Reference
/// Rousseeuw 1987.
pub fn silhouettes(n: usize, distance: impl Fn(usize, usize) -> f64, tree: &[Join], most: usize) -> Vec<f64> {
    let most = most.min(n);
    let cuts: Vec<Vec<usize>> = (2..=most).map(|k| cut(n, tree, k)).collect();
    let Some(finest) = cuts.last() else { return Vec::new() };
    // The group of each cut in which a finest group lies.
    let mut lies = vec![vec![0; most]; cuts.len()];
    for (of, cut) in lies.iter_mut().zip(&cuts) {
        finest.iter().zip(cut).for_each(|(&fine, &group)| of[fine] = group);
    }
    let mut sizes = vec![0.0; most];
    finest.iter().for_each(|&group| sizes[group] += 1.0);
    let mut sums = vec![0.0; cuts.len()];
    for thing in 0..n {
        let mut to = vec![0.0; most];
        for other in (0..n).filter(|other| *other != thing) {
            to[finest[other]] += distance(thing, other);
        }
        for (of, sum) in lies.iter().zip(&mut sums) {
            let mut groups = vec![(0.0, 0.0); most];
            for (fine, &group) in of.iter().enumerate() {
                groups[group].0 += to[fine];
                groups[group].1 += sizes[fine];
            }
            let own = of[finest[thing]];
            if groups[own].1 < 2.0 {
                continue;
            }
            let within = groups[own].0 / (groups[own].1 - 1.0);
            let others = groups.iter().enumerate().filter(|(group, (_, size))| *group != own && *size > 0.0);
            let next = others.map(|(_, (to, size))| to / size).fold(f64::INFINITY, f64::min);
            let wider = within.max(next);
            *sum += if wider > 0.0 { (next - within) / wider } else { 0.0 };
        }
    }
    sums.into_iter().map(|sum| sum / n as f64).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Six points on a line: 0, 1, 3, 10, 11, 20. Heights by hand for complete, and for average the means.
    #[test]
    fn heights_of_points_on_a_line() {
        let points = [0.0, 1.0, 3.0, 10.0, 11.0, 20.0_f64];
        let distances: Vec<f64> =
            (0..6).flat_map(|a| (a + 1..6).map(move |b| (a, b))).map(|(a, b)| (points[a] - points[b]).abs()).collect();
        let heights = |linkage| -> Vec<f64> {
            joins(6, distances.clone(), linkage).unwrap().iter().map(|join| join.height).collect()
        };
        assert_eq!(heights(Linkage::Complete), [1.0, 1.0, 3.0, 10.0, 20.0]);
        // {0,1} and 3: 2.5; {0,1,3} and {10,11}: mean 55/6; then 20 to all others: mean 15.
        let average = heights(Linkage::Average);
        let expected = [1.0, 1.0, 2.5, 55.0 / 6.0, 15.0];
        assert!(average.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-12), "{average:?}");
        let tree = joins(6, distances, Linkage::Average).unwrap();
        assert_eq!(cut(6, &tree, 3), [0, 0, 0, 1, 1, 2]);
        assert_eq!(leaves(6, &tree), [0, 1, 2, 3, 4, 5]);
        assert_eq!((cut(6, &tree, 1), cut(6, &tree, 6)), (vec![0; 6], (0..6).collect()));
    }

    /// Against the definition itself: before each join, the pairs of groups that are as near, with distances of groups taken
    /// anew from their members.
    #[test]
    fn ties_are_those_of_the_definition() {
        for seed in 0..30_u64 {
            let mut random = ChaCha8Rng::seed_from_u64(seed);
            let n = 4 + (seed as usize) % 6;
            let distances: Vec<f64> = (0..n * (n - 1) / 2).map(|_| f64::from(random.next_u32() % 4 + 1)).collect();
            for linkage in [Linkage::Average, Linkage::Complete] {
                let tree = joins(n, distances.clone(), linkage).unwrap();
                let mut groups: Vec<(usize, Vec<usize>)> = (0..n).map(|thing| (thing, vec![thing])).collect();
                let mut count = 0;
                for (at, join) in tree.iter().enumerate() {
                    let far = |a: &[usize], b: &[usize]| {
                        let all = a.iter().flat_map(|a| b.iter().map(move |b| (*a, *b)));
                        let all: Vec<f64> = all.map(|(a, b)| distances[place(n, a, b)]).collect();
                        match linkage {
                            Linkage::Average => all.iter().sum::<f64>() / all.len() as f64,
                            _ => all.iter().copied().fold(0.0, f64::max),
                        }
                    };
                    let pairs = (0..groups.len()).flat_map(|a| (a + 1..groups.len()).map(move |b| (a, b)));
                    let near = pairs.filter(|&(a, b)| far(&groups[a].1, &groups[b].1) <= join.height + 1e-9).count();
                    count += usize::from(near > 1);
                    let take = |groups: &mut Vec<(usize, Vec<usize>)>, node: usize| {
                        let at = groups.iter().position(|(other, _)| *other == node).unwrap();
                        groups.remove(at).1
                    };
                    let mut both = take(&mut groups, join.left);
                    both.extend(take(&mut groups, join.right));
                    groups.push((n + at, both));
                }
                assert_eq!(tied(n, distances.clone(), &tree, linkage), count, "seed {seed}, {linkage:?}");
            }
        }
    }

    /// Four points on a line, 0, 1, 2.75 and 6: no two distances that matter are alike, and every order ends alike.
    #[test]
    fn without_ties_every_order_makes_the_same_tree() {
        let points = [0.0, 1.0, 2.75, 6.0_f64];
        let distances: Vec<f64> =
            (0..4).flat_map(|a| (a + 1..4).map(move |b| (a, b))).map(|(a, b)| (points[a] - points[b]).abs()).collect();
        for linkage in [Linkage::Average, Linkage::Complete, Linkage::Ward] {
            let tree = joins(4, distances.clone(), linkage).unwrap();
            assert_eq!(tied(4, distances.clone(), &tree, linkage), 0);
            let trees = in_other_orders(4, &distances, linkage, (10, 1, 2));
            assert!(trees.iter().all(|other| (1..5).all(|k| cut(4, other, k) == cut(4, &tree, k))));
        }
    }

    #[test]
    fn what_is_no_number_makes_no_tree() {
        assert_eq!(joins(3, vec![1.0, f64::NAN, 2.0], Linkage::Average), None);
        assert_eq!(joins(3, vec![1.0], Linkage::Average), None);
        assert_eq!(joins(1, Vec::new(), Linkage::Ward), Some(Vec::new()));
        assert_eq!(leaves(1, &[]), [0]);
    }

    /// Two pairs, 1 apart, 9 to 11 from each other: by hand (10 - 1) / 10 for each. Cut into three, those of the pair that is
    /// left keep theirs, of which the next is 9 or 10 away, and those alone count 0.
    #[test]
    fn silhouettes_of_two_pairs() {
        let points = [0.0, 1.0, 10.0, 11.5_f64];
        let far = |a: usize, b: usize| (points[a] - points[b]).abs();
        let distances = (0..4).flat_map(|a| (a + 1..4).map(move |b| far(a, b))).collect();
        let tree = joins(4, distances, Linkage::Average).unwrap();
        let two = [9.75 / 10.75, 8.75 / 9.75, (9.5 - 1.5) / 9.5, (11.0 - 1.5) / 11.0_f64];
        let three = [9.0 / 10.0, 8.0 / 9.0, 0.0, 0.0_f64];
        let expected = [two, three, [0.0; 4]].map(|each| each.iter().sum::<f64>() / 4.0);
        let found = silhouettes(4, far, &tree, 12);
        assert!(found.len() == 3 && found.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-12), "{found:?}");
        assert!(silhouettes(1, far, &[], 12).is_empty());
    }

    /// Names change nothing: with the things the other way round the order is the same, read back.
    #[test]
    fn the_order_by_distances_is_that_of_the_distances() {
        let points = [0.0, 1.0, 2.75, 6.0, 6.5, 14.0_f64];
        let order = |points: &[f64]| {
            let n = points.len();
            let pairs = (0..n).flat_map(|a| (a + 1..n).map(move |b| (a, b)));
            let distances: Vec<f64> = pairs.map(|(a, b)| (points[a] - points[b]).abs()).collect();
            by_distances(n, &distances).into_iter().map(|thing| points[thing]).collect::<Vec<f64>>()
        };
        let back: Vec<f64> = points.iter().rev().copied().collect();
        assert_eq!(order(&points), order(&back));
    }
}
