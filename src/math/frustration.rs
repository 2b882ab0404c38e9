//! Camps: how a signed graph is cut into so many groups with the least weight against the cut.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

use super::csr::Csr;

/// The best camps found, and how far that is proved.
#[derive(Debug, Clone, PartialEq)]
pub struct Camps {
    /// The camp of each node, numbered in order of first appearance.
    pub groups: Vec<usize>,
    /// The frustrated weight: positive ties between camps, negative ties inside.
    pub frustrated: f64,
    /// No camps do better than this.
    pub bound: f64,
}

impl Camps {
    /// Whether no other camps do better.
    pub fn is_proved(&self) -> bool {
        self.frustrated - self.bound <= 1e-9 * self.frustrated.abs().max(1.0)
    }
}

/// How many undecided nodes of partial camps are looked at, for two camps each, before the search for a proof ends.
pub const EFFORT: u64 = 1_000_000_000;
/// How many ties are read in search of good camps before no further start is made.
const CLIMBED: u64 = 200_000_000;
/// How many third nodes are looked at for a bound by negative triangles.
const TRIANGLES: u64 = 200_000_000;

/// Cuts a signed graph into at most `k` camps with the least frustrated weight: the line index of balance for k = 2.
///
/// Good camps are found by moving single nodes from many random starts. The proof is a branch and bound over the
/// nodes in a fixed order, with the optimum of every tail of that order known beforehand ("Russian dolls"): what is
/// decided, plus the least that each undecided node must pay to the decided ones, plus what the undecided must pay among
/// themselves. Where `effort` runs out, the bound is the best that was proved: of a tail, or of triangles, each of which costs
/// its weakest tie whatever the camps, and what it costs is taken off its ties before the next is counted. Two friends with a
/// foe between them are such a triangle for any number of camps, three foes for two camps alone. With no effort there is
/// no bound but 0.
///
/// The search reads weights rounded to 2^-52 of their sum, so that its own sums are exact; what rounding may have lifted a
/// bound by is taken off it.
///
/// # Undefined
/// A graph without ties is balanced: 0, proved.
///
/// # Cost
/// Exponential at worst, but ended by the effort. Graphs near balance, as agreement graphs are, take about n^2 steps; some
/// sixty dense nodes are common, random signs end at about thirty. Beyond, O(ties) a start, and O(n) a negative tie for the
/// bound, with a matrix of n^2 numbers.
///
/// # Reference
/// Harary 1959; Doreian & Mrvar 1996; Aref, Mason & Wilson 2020; Verfaillie, Lemaître & Schiex 1996 (Russian dolls).
///
/// ```
/// use blocs::math::{csr::Csr, frustration::{EFFORT, camps}};
/// // Two friends, one enemy of either: balanced. All three at odds but two: one tie is frustrated.
/// let found = camps(&Csr::from_ties(3, &[(0, 1, 1.0), (0, 2, -1.0), (1, 2, -1.0)]), 2, 1, EFFORT);
/// assert_eq!((found.groups.as_slice(), found.frustrated), (&[0, 0, 1][..], 0.0));
/// let found = camps(&Csr::from_ties(3, &[(0, 1, 1.0), (0, 2, 1.0), (1, 2, -1.0)]), 2, 1, EFFORT);
/// assert_eq!((found.frustrated, found.is_proved()), (1.0, true));
/// ```
pub fn camps(graph: &Csr, k: usize, seed: u64, effort: u64) -> Camps {
    let n = graph.len();
    let k = k.clamp(1, n.max(1));
    let order = order(graph);
    let mut place = vec![0; n];
    order.iter().enumerate().for_each(|(at, &node)| place[node] = at);
    // The graph in the order of the search.
    let ties: Vec<(usize, usize, f64)> = (0..n)
        .flat_map(|node| graph.row(node).filter(move |(end, _)| node < *end).map(move |(end, w)| (node, end, w)))
        .map(|(a, b, weight)| (place[a], place[b], weight))
        .collect();
    let unit = unit(ties.iter().map(|(_, _, weight)| weight.abs()).sum());
    let whole = Csr::from_ties(n, &ties);
    let rounded: Vec<_> = ties.iter().map(|&(a, b, weight)| (a, b, (weight / unit).round() * unit)).collect();
    let graph = Csr::from_ties(n, &rounded);
    let (mut groups, frustrated) = climb(&graph, k, seed);
    let mut search = Search::new(&graph, k, effort);
    let proved = search.run(&groups, frustrated);
    if let Some((better, _)) = proved.found {
        groups = better;
    }
    let frustrated = self::frustrated(&whole, &groups);
    let lifted = unit * ties.len() as f64;
    let bound = match proved.complete {
        true => frustrated,
        false if k >= 2 && effort > 0 => (proved.bound - lifted).max(triangles(&whole, k)),
        false => proved.bound - lifted,
    };
    let mut groups: Vec<usize> = (0..n).map(|node| groups[place[node]]).collect();
    renumber(&mut groups);
    Camps { groups, frustrated, bound: bound.clamp(0.0, frustrated) }
}

/// The power of two whose multiples up to this sum are told apart exactly.
fn unit(sum: f64) -> f64 {
    if sum > 0.0 { libm::ldexp(1.0, libm::ilogb(sum) + 1 - 52) } else { 1.0 }
}

/// The frustrated weight of these camps.
///
/// ```
/// use blocs::math::{csr::Csr, frustration::frustrated};
/// let graph = Csr::from_ties(3, &[(0, 1, 1.0), (0, 2, -0.5), (1, 2, -1.0)]);
/// assert_eq!(frustrated(&graph, &[0, 1, 1]), 2.0);
/// ```
pub fn frustrated(graph: &Csr, groups: &[usize]) -> f64 {
    let ties = (0..graph.len()).flat_map(|a| graph.row(a).filter(move |(b, _)| a < *b).map(move |(b, w)| (a, b, w)));
    ties.map(|(a, b, weight)| pays(weight, groups[a] == groups[b])).sum()
}

fn pays(weight: f64, together: bool) -> f64 {
    match together {
        true => (-weight).max(0.0),
        false => weight.max(0.0),
    }
}

/// Nodes with the most weight last: tails are searched first, and heavy tails prune best.
fn order(graph: &Csr) -> Vec<usize> {
    let weight: Vec<f64> = (0..graph.len()).map(|node| graph.row(node).map(|(_, w)| w.abs()).sum()).collect();
    let mut order: Vec<usize> = (0..graph.len()).collect();
    order.sort_by(|a, b| weight[*b].total_cmp(&weight[*a]).then(a.cmp(b)));
    order
}

/// The best of many descents by single moves.
fn climb(graph: &Csr, k: usize, seed: u64) -> (Vec<usize>, f64) {
    const STARTS: u64 = 64;
    let n = graph.len();
    let mut best = (vec![0; n], frustrated(graph, &vec![0; n]));
    let mut read = 0;
    for start in 0..STARTS {
        if read > CLIMBED {
            break;
        }
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        random.set_stream(start);
        let mut groups: Vec<usize> = (0..n).map(|_| (random.next_u32() as usize) % k).collect();
        let mut moved = true;
        while moved {
            moved = false;
            read += graph.entries() as u64;
            for node in 0..n {
                let mut cost = vec![0.0; k];
                let all: f64 = graph.row(node).map(|(_, weight)| weight.max(0.0)).sum();
                // To stand in a camp costs every friend outside and every enemy inside.
                for (end, weight) in graph.row(node) {
                    cost[groups[end]] += pays(weight, true) - weight.max(0.0);
                }
                let least = (0..k).min_by(|a, b| cost[*a].total_cmp(&cost[*b])).unwrap_or(0);
                if cost[least] < cost[groups[node]] - 1e-12 * (1.0 + all) {
                    groups[node] = least;
                    moved = true;
                }
            }
        }
        let cost = frustrated(graph, &groups);
        renumber(&mut groups);
        if (cost, &groups) < (best.1 - 1e-12, &groups) || (cost - best.1).abs() <= 1e-12 && groups < best.0 {
            best = (groups, cost);
        }
    }
    best
}

fn renumber(groups: &mut [usize]) {
    let mut numbers: Vec<usize> = Vec::new();
    for group in groups {
        let number = numbers.iter().position(|known| known == group);
        *group = number.unwrap_or_else(|| {
            numbers.push(*group);
            numbers.len() - 1
        });
    }
}

struct Proved {
    found: Option<(Vec<usize>, f64)>,
    complete: bool,
    bound: f64,
}

struct Search {
    /// Of each node, the ties to those behind it: the search never looks back.
    above: Vec<Vec<(usize, f64)>>,
    k: usize,
    left: u64,
    /// The optimum among the nodes from each place on.
    tails: Vec<f64>,
    groups: Vec<usize>,
    /// What each undecided node would pay to the decided ones, a camp.
    owed: Vec<f64>,
    best: f64,
    found: Option<Vec<usize>>,
}

impl Search {
    fn new(graph: &Csr, k: usize, effort: u64) -> Self {
        let n = graph.len();
        Self {
            above: (0..n).map(|at| graph.row(at).filter(|(end, _)| *end > at).collect()).collect(),
            k,
            left: effort,
            tails: vec![0.0; n + 1],
            groups: vec![0; n],
            owed: vec![0.0; n * k],
            best: 0.0,
            found: None,
        }
    }
    /// Solves every tail from the shortest on, the whole last.
    fn run(&mut self, known: &[usize], cost: f64) -> Proved {
        let n = self.above.len();
        let mut of_tail = 0.0;
        for first in (0..n.saturating_sub(1)).rev() {
            // What the known camps pay in this tail is where the search begins; of the whole it is their cost.
            let pays = |(end, weight): &(usize, f64)| pays(*weight, known[first] == known[*end]);
            of_tail += self.above[first].iter().map(pays).sum::<f64>();
            self.best = if first == 0 { cost } else { of_tail };
            self.found = None;
            self.owed.iter_mut().for_each(|owed| *owed = 0.0);
            if !self.descend(first, 0.0, 0) {
                return Proved { found: None, complete: false, bound: self.tails[first + 1] };
            }
            self.tails[first] = self.best;
        }
        Proved { found: self.found.take().map(|groups| (groups, self.best)), complete: true, bound: self.best }
    }
    /// Decides the node at this place; false when the effort has run out.
    fn descend(&mut self, at: usize, paid: f64, used: usize) -> bool {
        let n = self.above.len();
        if self.left == 0 {
            return false;
        }
        self.left = self.left.saturating_sub(((n - at) * self.k / 2).max(1) as u64);
        if at == n {
            if paid < self.best - 1e-12 {
                self.best = paid;
                self.found = Some(self.groups.clone());
            }
            return true;
        }
        let k = self.k;
        let least: f64 = (at + 1..n)
            .map(|node| self.owed[node * k..(node + 1) * k].iter().copied().fold(f64::INFINITY, f64::min))
            .sum();
        // Camps are alike: a node may open one new camp at the most.
        let open = (used + 1).min(k);
        let mut camps: Vec<usize> = (0..open).collect();
        camps.sort_by(|a, b| self.owed[at * k + a].total_cmp(&self.owed[at * k + b]));
        for camp in camps {
            let now = paid + self.owed[at * k + camp];
            // The bound before the node's own ties are counted in: cheap, and often enough.
            if now + least + self.tails[at + 1] >= self.best - 1e-12 {
                continue;
            }
            self.groups[at] = camp;
            self.owe(at, camp, 1.0);
            let done = self.descend(at + 1, now, used.max(camp + 1));
            self.owe(at, camp, -1.0);
            if !done {
                return false;
            }
        }
        true
    }
    /// Adds, or takes back, what the decision of a node costs the undecided ones.
    fn owe(&mut self, at: usize, camp: usize, sign: f64) {
        let k = self.k;
        for &(end, weight) in &self.above[at] {
            for other in 0..k {
                self.owed[end * k + other] += sign * pays(weight, other == camp);
            }
        }
    }
}

/// What triangles that cannot be at peace in so many camps cost at the least: a triangle pays its weakest tie, as far as that
/// has not paid for another one. The weightiest negative ties come first, and their third nodes in order.
fn triangles(graph: &Csr, k: usize) -> f64 {
    let n = graph.len();
    // What is left of each tie, with its sign.
    let mut left = vec![0.0; n * n];
    let mut negative: Vec<(f64, usize, usize)> = Vec::new();
    for a in 0..n {
        for (b, weight) in graph.row(a) {
            left[a * n + b] = weight;
            if weight < 0.0 && a < b {
                negative.push((weight, a, b));
            }
        }
    }
    negative.sort_by(|x, y| x.0.total_cmp(&y.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    let (mut sum, mut looked, mut paying) = (0.0, 0, 0);
    for (_, a, b) in negative {
        if looked > TRIANGLES {
            break;
        }
        for c in 0..n {
            looked += 1;
            let (to_a, to_b) = (left[a * n + c], left[b * n + c]);
            let tie = left[a * n + b];
            if tie >= 0.0 {
                break;
            }
            // With one negative tie it pays in any camps; with three, three camps are at peace.
            if to_a > 0.0 && to_b > 0.0 || k == 2 && to_a < 0.0 && to_b < 0.0 {
                let paid = to_a.abs().min(to_b.abs()).min(-tie);
                for (x, y) in [(a, b), (a, c), (b, c)] {
                    let rest = left[x * n + y] - paid.copysign(left[x * n + y]);
                    (left[x * n + y], left[y * n + x]) = (rest, rest);
                }
                sum += paid;
                paying += 1;
            }
        }
    }
    // Rounding must not lift a bound: a tie pays at most n times, and each sum is off by half an epsilon at the most.
    sum * (1.0 - (n + paying) as f64 * f64::EPSILON)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Signs by a small generator.
    fn signed(n: usize, salt: usize) -> Csr {
        let ties: Vec<(usize, usize, f64)> = (0..n)
            .flat_map(|a| (0..a).map(move |b| (a, b)))
            .filter(|(a, b)| !(a * 31 + b * 17 + salt).is_multiple_of(3))
            .map(|(a, b)| (a, b, ((a * 7 + b * 13 + salt * 5) % 11) as f64 - 5.0))
            .collect();
        Csr::from_ties(n, &ties)
    }

    /// Every assignment of nodes to camps.
    fn plain(graph: &Csr, k: usize) -> f64 {
        let n = graph.len() as u32;
        (0..k.pow(n))
            .map(|code| {
                let groups: Vec<usize> = (0..n).map(|node| code / k.pow(node) % k).collect();
                frustrated(graph, &groups)
            })
            .fold(f64::INFINITY, f64::min)
    }

    #[test]
    fn camps_equal_the_best_of_all_assignments() {
        for salt in 0..12 {
            for (n, k) in [(7, 2), (9, 2), (6, 3), (7, 3)] {
                let graph = signed(n, salt);
                let found = camps(&graph, k, 1, EFFORT);
                assert!(found.is_proved());
                assert!((found.frustrated - plain(&graph, k)).abs() < 1e-9, "{n} nodes, {k} camps, {salt}");
                assert!((frustrated(&graph, &found.groups) - found.frustrated).abs() < 1e-9);
            }
        }
    }

    /// Two friends who fall out over a third pay one tie; of five friends with one quarrel between two, so do these two; two
    /// quarrels of different people pay twice. By hand: 1, 1 and 2.
    #[test]
    fn triangles_bound_what_must_be_paid() {
        let friends = |n: usize, foes: &[(usize, usize)]| {
            let pairs = (0..n).flat_map(|a| (0..a).map(move |b| (b, a)));
            let ties: Vec<_> = pairs.map(|(a, b)| (a, b, if foes.contains(&(a, b)) { -1.0 } else { 1.0 })).collect();
            Csr::from_ties(n, &ties)
        };
        for (n, foes, least) in [(3, &[(0, 1)][..], 1.0), (5, &[(0, 1)], 1.0), (6, &[(0, 1), (2, 3)], 2.0)] {
            let graph = friends(n, foes);
            for k in [2, 3, 4] {
                assert!((triangles(&graph, k) - least).abs() < 1e-9, "{n}, {foes:?}: {}", triangles(&graph, k));
                // An effort that ends at once leaves that bound, and no effort none.
                assert!((camps(&graph, k, 1, 1).bound - least).abs() < 1e-9);
                assert_eq!(camps(&graph, k, 1, 0).bound, 0.0);
            }
        }
        assert_eq!(triangles(&friends(6, &[]), 2), 0.0);
        // Three foes: two of them must share one of two camps, and have one each of three.
        let foes = Csr::from_ties(3, &[(0, 1, -1.0), (0, 2, -1.0), (1, 2, -1.0)]);
        assert!((triangles(&foes, 2) - 1.0).abs() < 1e-9);
        assert_eq!(triangles(&foes, 3), 0.0);
    }

    /// Weights of one third and of a millionth of it, many to a tie: no bound is above the best of all assignments, by not a
    /// bit more than the assignment itself is rounded.
    #[test]
    fn bounds_stay_below_the_optimum() {
        for salt in 0..40 {
            let n = 8;
            let weight =
                |x: usize| (if x.is_multiple_of(3) { -1.0 } else { 1.0 }) * [1.0 / 3.0, 1e-7 / 3.0, 0.7][x % 7 % 3];
            let pairs = (0..n).flat_map(|a| (0..a).map(move |b| (b, a)));
            let ties: Vec<_> = pairs.map(|(b, a)| (b, a, weight(a * 31 + b * 17 + salt * 5))).collect();
            let graph = Csr::from_ties(n, &ties);
            for k in [2, 3] {
                let best = plain(&graph, k);
                for effort in [1, 40, 400, EFFORT] {
                    let found = camps(&graph, k, 1, effort);
                    assert!(found.bound <= best * (1.0 + 1e-14), "{salt} {k} {effort}: {} {best}", found.bound);
                    assert!(found.frustrated >= best * (1.0 - 1e-14));
                }
                assert!(triangles(&graph, k) <= best, "{salt} {k}: {} {best}", triangles(&graph, k));
            }
        }
    }

    /// Random votes of many: the search ends, with a bound that is told. The time is that of the effort, whatever the nodes.
    #[test]
    fn effort_is_counted_in_nodes() {
        let graph = signed(40, 1);
        let mut search = Search::new(&graph, 2, 500);
        let proved = search.run(&[0; 40], f64::INFINITY);
        assert!(!proved.complete && search.left == 0);
    }

    #[test]
    fn without_effort_there_are_bounds_that_hold() {
        for salt in 0..6 {
            let graph = signed(12, salt);
            let (some, all) = (camps(&graph, 2, 1, 3), camps(&graph, 2, 1, EFFORT));
            assert!(
                some.bound <= all.frustrated + 1e-9 && all.frustrated <= some.frustrated + 1e-9,
                "{some:?} {all:?}"
            );
        }
    }

    /// The sixteen tribes of the Gahuku-Gama (Read 1954; Hage & Harary 1983): 58 ties, 29 of them negative. That seven
    /// are frustrated is published by Aref & Wilson 2018.
    #[test]
    fn seven_of_the_ties_of_sixteen_tribes_are_frustrated() {
        let rows = include_str!("../../tests/fixtures/gahuku-gama.csv").lines().skip(1);
        let rows: Vec<Vec<&str>> = rows.map(|line| line.split(',').collect()).collect();
        let mut names: Vec<&str> = rows.iter().flat_map(|row| [row[0], row[1]]).collect();
        names.sort_unstable();
        names.dedup();
        let node = |name| names.binary_search(&name).unwrap();
        let ties: Vec<_> = rows.iter().map(|row| (node(row[0]), node(row[1]), row[2].parse().unwrap())).collect();
        assert_eq!(ties.len(), 58);
        let found = camps(&Csr::from_ties(16, &ties), 2, 1, EFFORT);
        assert_eq!((found.frustrated, found.is_proved()), (7.0, true));
    }
}
