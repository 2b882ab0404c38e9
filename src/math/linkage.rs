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

/// The groups of one cut when the tree is grown from the same distances with the things in `runs` random orders: where
/// joins are tied, trees differ. Each order has a random stream of its own; threads change nothing.
///
/// ```
/// use blocs::math::linkage::{Linkage, cuts_in_other_orders};
/// let cuts = cuts_in_other_orders(3, &[1.0, 2.0, 1.0], Linkage::Average, 2, (20, 1, 1));
/// // The thing in the middle goes now with the first, now with the last.
/// assert!(cuts.contains(&vec![0, 0, 1]) && cuts.contains(&vec![0, 1, 1]));
/// ```
pub fn cuts_in_other_orders(
    n: usize,
    distances: &[f64],
    linkage: Linkage,
    k: usize,
    (runs, seed, threads): (usize, u64, usize),
) -> Vec<Vec<usize>> {
    let cuts = parallel::map(runs, threads, |run| {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        random.set_stream(run as u64);
        let mut order: Vec<usize> = (0..n).collect();
        for last in (1..n).rev() {
            order.swap(last, ((u64::from(random.next_u32()) * (last as u64 + 1)) >> 32) as usize);
        }
        let mut moved = Vec::with_capacity(distances.len());
        for a in 0..n {
            moved.extend((a + 1..n).map(|b| distances[place(n, order[a], order[b])]));
        }
        let groups = cut(n, &joins(n, moved, linkage)?, k);
        let mut back = vec![0; n];
        order.iter().zip(groups).for_each(|(&thing, group)| back[thing] = group);
        Some(numbered(&back))
    });
    cuts.into_iter().flatten().collect()
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

/// The mean silhouette of groups: how much nearer each thing is to its own group than to the next one, from -1 to 1.
///
/// # Undefined
/// `None` with fewer than two groups. A thing alone in its group counts 0.
///
/// # Reference
/// Rousseeuw 1987.
pub fn silhouette(n: usize, distance: impl Fn(usize, usize) -> f64, groups: &[usize]) -> Option<f64> {
    let count = groups.iter().max()? + 1;
    if count < 2 {
        return None;
    }
    let mut sizes = vec![0.0; count];
    groups.iter().for_each(|group| sizes[*group] += 1.0);
    let mut sum = 0.0;
    for thing in 0..n {
        let mut to = vec![0.0; count];
        for other in (0..n).filter(|other| *other != thing) {
            to[groups[other]] += distance(thing, other);
        }
        let own = groups[thing];
        if sizes[own] < 2.0 {
            continue;
        }
        let within = to[own] / (sizes[own] - 1.0);
        let next = (0..count)
            .filter(|group| *group != own)
            .map(|group| to[group] / sizes[group])
            .fold(f64::INFINITY, f64::min);
        let wider = within.max(next);
        sum += if wider > 0.0 { (next - within) / wider } else { 0.0 };
    }
    Some(sum / n as f64)
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
            let cuts = cuts_in_other_orders(4, &distances, linkage, 2, (10, 1, 2));
            assert_eq!(cuts, vec![cut(4, &tree, 2); 10]);
        }
    }

    #[test]
    fn what_is_no_number_makes_no_tree() {
        assert_eq!(joins(3, vec![1.0, f64::NAN, 2.0], Linkage::Average), None);
        assert_eq!(joins(3, vec![1.0], Linkage::Average), None);
        assert_eq!(joins(1, Vec::new(), Linkage::Ward), Some(Vec::new()));
        assert_eq!(leaves(1, &[]), [0]);
    }

    /// Two pairs, 1 apart, 9 to 11 from each other: by hand (10 - 1) / 10 for each.
    #[test]
    fn silhouette_of_two_pairs() {
        let points = [0.0, 1.0, 10.0, 11.0_f64];
        let far = |a: usize, b: usize| (points[a] - points[b]).abs();
        let each = [9.5 / 10.5, 8.5 / 9.5, 8.5 / 9.5, 9.5 / 10.5_f64];
        let found = silhouette(4, far, &[0, 0, 1, 1]).unwrap();
        assert!((found - each.iter().sum::<f64>() / 4.0).abs() < 1e-12);
        assert_eq!(silhouette(4, far, &[0, 0, 0, 0]), None);
    }
}
