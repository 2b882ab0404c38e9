//! How often a node lies on the shortest ways between others.

mod batch;

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

use self::batch::{Batch, LANES};
use super::parallel;

/// Neighbours in rows, 32 bits each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ways {
    offsets: Vec<u32>,
    ends: Vec<u32>,
}

impl Ways {
    /// Takes the arcs of a directed graph; parallel arcs and loops are left out.
    ///
    /// # Panics
    /// When an end is not below `n`: a slip of the program.
    pub fn directed(n: usize, arcs: &[(usize, usize)]) -> Self {
        let mut rows: Vec<Vec<u32>> = vec![Vec::new(); n];
        arcs.iter().filter(|(a, b)| a != b).for_each(|(a, b)| rows[*a].push(*b as u32));
        let mut ways = Self { offsets: vec![0], ends: Vec::new() };
        for mut row in rows {
            row.sort_unstable();
            row.dedup();
            ways.ends.extend(row);
            ways.offsets.push(ways.ends.len() as u32);
        }
        ways
    }
    /// The same with every tie running both ways.
    pub fn undirected(n: usize, ties: &[(usize, usize)]) -> Self {
        let both: Vec<(usize, usize)> = ties.iter().flat_map(|(a, b)| [(*a, *b), (*b, *a)]).collect();
        Self::directed(n, &both)
    }
    /// The number of nodes.
    pub fn len(&self) -> usize {
        self.offsets.len() - 1
    }
    /// Whether there is no node.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// The same with every arc turned round.
    fn reversed(&self) -> Self {
        let arcs = (0..self.len() as u32)
            .flat_map(|node| self.row(node).iter().map(move |end| (*end as usize, node as usize)));
        Self::directed(self.len(), &arcs.collect::<Vec<_>>())
    }
    fn row(&self, node: u32) -> &[u32] {
        &self.ends[self.offsets[node as usize] as usize..self.offsets[node as usize + 1] as usize]
    }
}

/// Betweenness of every node: the sum over ordered pairs of others of the share of their shortest ways that run through it.
///
/// On an undirected graph halve it: every pair is counted both ways.
///
/// # Cost
/// O(nodes x arcs) time. Sums run over chunks of sources in a fixed order, so that threads change no digit. Eight sources
/// are searched at a time while their searches run through the same nodes; where they do not, one after the other.
///
/// # Reference
/// Freeman 1977; Brandes 2001.
///
/// ```
/// use blocs::math::betweenness::{Ways, betweenness};
/// // A path of four: each inner node lies between three pairs, less those that end in it.
/// let ways = Ways::undirected(4, &[(0, 1), (1, 2), (2, 3)]);
/// let halved: Vec<f64> = betweenness(&ways, 1).into_iter().map(|b| b / 2.0).collect();
/// assert_eq!(halved, [0.0, 2.0, 2.0, 0.0]);
/// ```
pub fn betweenness(ways: &Ways, threads: usize) -> Vec<f64> {
    let sources: Vec<u32> = (0..ways.len() as u32).collect();
    sum(ways, &sources, threads)
}

/// The same estimated from so many sources drawn without replacement, scaled up; and the half width within which all
/// estimates lie with probability 0.95.
///
/// The bound is Hoeffding's over all nodes: (n - 2) sqrt(ln(2 n / 0.05) / (2 k)) n / (n - 1), since one source adds at most
/// n - 2 to a node.
///
/// # Reference
/// Brandes & Pich 2007; Hoeffding 1963.
pub fn sampled(ways: &Ways, count: usize, seed: u64, threads: usize) -> (Vec<f64>, f64) {
    let n = ways.len();
    let count = count.clamp(1, n.max(1));
    let mut sources: Vec<u32> = (0..n as u32).collect();
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    for at in 0..count.min(n) {
        let other = at + ((u64::from(random.next_u32()) * (n - at) as u64) >> 32) as usize;
        sources.swap(at, other);
    }
    sources.truncate(count);
    let scale = n as f64 / count as f64;
    let found = sum(ways, &sources, threads).into_iter().map(|value| value * scale).collect();
    let most = n.saturating_sub(2) as f64;
    let error = most * n as f64 * (libm::log(2.0 * n.max(1) as f64 / 0.05) / (2.0 * count as f64)).sqrt();
    (found, if count == n { 0.0 } else { error })
}

/// Sources a chunk: sums inside a chunk and over chunks have one order.
const CHUNK: usize = 64;

fn sum(ways: &Ways, sources: &[u32], threads: usize) -> Vec<f64> {
    let n = ways.len();
    let chunks: Vec<&[u32]> = sources.chunks(CHUNK).collect();
    let back = ways.reversed();
    let parts = parallel::map(chunks.len(), threads, |chunk| {
        let mut sums = vec![0.0; n];
        let mut batch = Batch::new(ways, &back);
        let mut rest = chunks[chunk];
        while !rest.is_empty() && batch.pays() {
            let (now, later) = rest.split_at(rest.len().min(LANES));
            batch.from(now, &mut sums);
            rest = later;
        }
        let mut search = Search::new(n);
        rest.iter().for_each(|source| search.from(ways, *source, &mut sums));
        sums
    });
    let mut sums = vec![0.0; n];
    for part in parts {
        sums.iter_mut().zip(part).for_each(|(sum, part)| *sum += part);
    }
    sums
}

/// What one search needs, kept from source to source.
struct Search {
    level: Vec<u32>,
    /// How many shortest ways lead to a node, and later what is owed to it.
    ways: Vec<f64>,
    owed: Vec<f64>,
    order: Vec<u32>,
}

impl Search {
    fn new(n: usize) -> Self {
        Self { level: vec![u32::MAX; n], ways: vec![0.0; n], owed: vec![0.0; n], order: Vec::with_capacity(n) }
    }
    fn from(&mut self, graph: &Ways, source: u32, sums: &mut [f64]) {
        self.order.clear();
        self.order.push(source);
        self.level[source as usize] = 0;
        self.ways[source as usize] = 1.0;
        let mut at = 0;
        while at < self.order.len() {
            let node = self.order[at];
            at += 1;
            let (next, mine) = (self.level[node as usize] + 1, self.ways[node as usize]);
            for &end in graph.row(node) {
                let level = &mut self.level[end as usize];
                if *level == u32::MAX {
                    *level = next;
                    self.order.push(end);
                    self.ways[end as usize] = mine;
                } else if *level == next {
                    self.ways[end as usize] += mine;
                }
            }
        }
        // Back from the furthest: a node owes its predecessors in proportion to the ways that each brought.
        for &node in self.order.iter().rev() {
            let (next, mut owed) = (self.level[node as usize] + 1, 0.0);
            for &end in graph.row(node) {
                if self.level[end as usize] == next {
                    owed += self.owed[end as usize];
                }
            }
            let through = owed * self.ways[node as usize];
            if node != source {
                sums[node as usize] += through;
            }
            self.owed[node as usize] = (1.0 + through) / self.ways[node as usize];
        }
        for &node in &self.order {
            self.level[node as usize] = u32::MAX;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every pair, every shortest way, one by one.
    fn plain(n: usize, arcs: &[(usize, usize)]) -> Vec<f64> {
        let mut found = vec![0.0; n];
        let out: Vec<Vec<usize>> =
            (0..n).map(|a| (0..n).filter(|b| a != *b && arcs.contains(&(a, *b))).collect()).collect();
        for s in 0..n {
            for t in (0..n).filter(|t| *t != s) {
                let mut layer: Vec<Vec<usize>> = vec![vec![s]];
                let mut paths: Vec<Vec<usize>> = Vec::new();
                for _ in 0..n {
                    layer = layer
                        .into_iter()
                        .flat_map(|path| {
                            let last = *path.last().unwrap();
                            let next: Vec<Vec<usize>> = out[last]
                                .iter()
                                .filter(|end| !path.contains(end))
                                .map(|end| path.iter().copied().chain([*end]).collect())
                                .collect();
                            next
                        })
                        .collect();
                    paths = layer.iter().filter(|path| path.last() == Some(&t)).cloned().collect();
                    if !paths.is_empty() {
                        break;
                    }
                }
                for path in &paths {
                    path[1..path.len() - 1].iter().for_each(|node| found[*node] += 1.0 / paths.len() as f64);
                }
            }
        }
        found
    }

    #[test]
    fn counts_equal_the_enumeration_of_shortest_ways() {
        for salt in 0..8_usize {
            let arcs: Vec<(usize, usize)> = (0..8)
                .flat_map(|a| (0..8).map(move |b| (a, b)))
                .filter(|(a, b)| a != b && (a * 5 + b * 11 + salt * 7) % 10 < 3)
                .collect();
            let found = betweenness(&Ways::directed(8, &arcs), 2);
            for (a, b) in found.iter().zip(plain(8, &arcs)) {
                assert!((a - b).abs() < 1e-12, "{salt}: {a} {b}");
            }
        }
    }

    /// Sources searched together and one after the other, on graphs that are dense, sparse, long, directed, and in parts.
    #[test]
    fn batches_equal_single_searches() {
        for salt in 0..40_usize {
            let n = 30 + salt * 3;
            let modulus = [3, 11, 29, 60][salt % 4];
            let far = if salt % 3 == 0 { 4 } else { n };
            let arcs: Vec<(usize, usize)> = (0..n)
                .flat_map(|a| (0..n).map(move |b| (a, b)))
                .filter(|(a, b)| a.abs_diff(*b) < far && (a * 13 + b * 7 + a * b + salt) % modulus == 0)
                .collect();
            let ways = if salt % 2 == 0 { Ways::directed(n, &arcs) } else { Ways::undirected(n, &arcs) };
            let back = ways.reversed();
            let (mut together, mut single) = (vec![0.0; n], vec![0.0; n]);
            let (mut batch, mut search) = (Batch::new(&ways, &back), Search::new(n));
            let sources: Vec<u32> = (0..n as u32).collect();
            sources.chunks(LANES).for_each(|lanes| batch.from(lanes, &mut together));
            sources.iter().for_each(|source| search.from(&ways, *source, &mut single));
            for (a, b) in together.iter().zip(&single) {
                assert!((a - b).abs() <= 1e-11 * b.max(1.0), "{salt}: {a} {b}");
            }
        }
    }

    /// On a long path eight searches have little in common: batches do not pay, and are given up.
    #[test]
    fn batches_are_given_up_where_they_do_not_pay() {
        let path: Vec<(usize, usize)> = (1..400).map(|node| (node - 1, node)).collect();
        let ways = Ways::undirected(400, &path);
        let back = ways.reversed();
        let mut batch = Batch::new(&ways, &back);
        assert!(batch.pays());
        batch.from(&[0, 50, 100, 150, 200, 250, 300, 350], &mut vec![0.0; 400]);
        assert!(!batch.pays());
        let exact = betweenness(&ways, 2);
        assert!(exact.iter().enumerate().all(|(node, found)| *found == 2.0 * (node * (399 - node)) as f64));
    }

    #[test]
    fn all_sources_drawn_is_the_exact_number() {
        let ties: Vec<(usize, usize)> =
            (0..90).map(|k| (k, (k * 7 + 1) % 90)).chain((0..89).map(|k| (k, k + 1))).collect();
        let ways = Ways::undirected(90, &ties);
        let exact = betweenness(&ways, 1);
        let (all, error) = sampled(&ways, 90, 3, 2);
        assert_eq!(error, 0.0);
        assert!(exact.iter().zip(&all).all(|(a, b)| (a - b).abs() < 1e-9));
        let (some, error) = sampled(&ways, 30, 3, 1);
        assert!(exact.iter().zip(&some).all(|(a, b)| (a - b).abs() <= error), "{error}");
    }
}
