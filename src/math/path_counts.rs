//! How many paths run through each arc of an acyclic graph: search path counts, exact.

use num_bigint::BigUint;

/// What counts as a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Counting {
    /// From a source to a sink: search path count (SPC).
    #[default]
    Spc,
    /// From any vertex to a sink: search path link count (SPLC).
    Splc,
    /// From any vertex to any vertex: search path node pair (SPNP).
    Spnp,
}

impl Counting {
    /// Every value.
    pub const ALL: &[Self] = &[Self::Spc, Self::Splc, Self::Spnp];
    /// The word that options and methods use.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Spc => "spc",
            Self::Splc => "splc",
            Self::Spnp => "spnp",
        }
    }
}

/// Path counts of a directed acyclic graph. Arcs run from the earlier to the later.
///
/// The weight of an arc u -> v is N-(u) N+(v): the paths that end in u times those that begin in v. For SPC a path begins
/// in a source and ends in a sink; for SPLC it may begin anywhere; for SPNP begin and end anywhere. Counts are whole numbers
/// without a limit: on 100,000 vertices they have thousands of bits, where a float says infinity.
///
/// # Undefined
/// `None` when the graph has a cycle: paths would be without number.
///
/// # Cost
/// O(arcs) additions of numbers as long as the largest count; a weight is one multiplication, made when it is asked for.
///
/// # Reference
/// Hummon & Doreian 1989; Batagelj 2003.
///
/// ```
/// use blocs::math::path_counts::{Counting, PathCounts};
/// // A diamond with a tail: 0 -> 1 -> 3, 0 -> 2 -> 3, 3 -> 4.
/// let arcs = [(0, 1), (0, 2), (1, 3), (2, 3), (3, 4)];
/// let counts = PathCounts::of(5, &arcs, Counting::Spc).unwrap();
/// assert_eq!(counts.weight(4).to_string(), "2");
/// assert_eq!(counts.total().to_string(), "2");
/// assert!(PathCounts::of(2, &[(0, 1), (1, 0)], Counting::Spc).is_none());
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct PathCounts {
    arcs: Vec<(usize, usize)>,
    ending: Vec<BigUint>,
    beginning: Vec<BigUint>,
    total: BigUint,
}

impl PathCounts {
    /// Counts the paths of a graph of `n` vertices.
    pub fn of(n: usize, arcs: &[(usize, usize)], counting: Counting) -> Option<Self> {
        let order = topological(n, arcs)?;
        let (out, into) = (rows(n, arcs.iter().map(|(u, v)| (*u, *v))), rows(n, arcs.iter().map(|(u, v)| (*v, *u))));
        let one = BigUint::from(1_u8);
        let starts = |vertex: usize| counting != Counting::Spc || into.0[vertex] == into.0[vertex + 1];
        let ends = |vertex: usize| counting == Counting::Spnp || out.0[vertex] == out.0[vertex + 1];
        let mut ending = vec![BigUint::default(); n];
        for &vertex in &order {
            let mut sum = if starts(vertex) { one.clone() } else { BigUint::default() };
            for other in &into.1[into.0[vertex]..into.0[vertex + 1]] {
                sum += &ending[*other as usize];
            }
            ending[vertex] = sum;
        }
        let mut beginning = vec![BigUint::default(); n];
        for &vertex in order.iter().rev() {
            let mut sum = if ends(vertex) { one.clone() } else { BigUint::default() };
            for other in &out.1[out.0[vertex]..out.0[vertex + 1]] {
                sum += &beginning[*other as usize];
            }
            beginning[vertex] = sum;
        }
        // Every path is counted where it ends.
        let total = (0..n).filter(|vertex| ends(*vertex)).map(|vertex| &ending[vertex]).sum();
        Some(Self { arcs: arcs.to_vec(), ending, beginning, total })
    }
    /// The number of vertices.
    pub fn vertices(&self) -> usize {
        self.ending.len()
    }
    /// The arcs as given.
    pub fn arcs(&self) -> &[(usize, usize)] {
        &self.arcs
    }
    /// The weight of an arc.
    pub fn weight(&self, arc: usize) -> BigUint {
        let (u, v) = self.arcs[arc];
        &self.ending[u] * &self.beginning[v]
    }
    /// The number of all paths, those of a single vertex included where they count.
    pub fn total(&self) -> &BigUint {
        &self.total
    }
    /// The share of all paths that run through an arc.
    pub fn share(&self, arc: usize) -> f64 {
        let (u, v) = self.arcs[arc];
        let log = |count: &BigUint| log2(count);
        libm::exp2(log(&self.ending[u]) + log(&self.beginning[v]) - log(&self.total))
    }
    /// The most bits of a count.
    pub fn most_bits(&self) -> u64 {
        self.ending.iter().chain(&self.beginning).map(BigUint::bits).max().unwrap_or(0)
    }
}

/// The logarithm to base 2 of a count, to about 15 digits; minus infinity of 0.
fn log2(count: &BigUint) -> f64 {
    let bits = count.bits();
    let shift = bits.saturating_sub(64);
    let top = (count >> shift).to_u64_digits().first().copied().unwrap_or(0);
    libm::log2(top as f64) + shift as f64
}

/// Neighbours in rows: where each row begins, and all of them.
fn rows(n: usize, arcs: impl Iterator<Item = (usize, usize)> + Clone) -> (Vec<usize>, Vec<u32>) {
    let mut offsets = vec![0; n + 1];
    arcs.clone().for_each(|(u, _)| offsets[u + 1] += 1);
    for vertex in 0..n {
        offsets[vertex + 1] += offsets[vertex];
    }
    let (mut next, mut ends) = (offsets.clone(), vec![0; offsets[n]]);
    for (u, v) in arcs {
        ends[next[u]] = v as u32;
        next[u] += 1;
    }
    (offsets, ends)
}

/// Vertices with every arc running forward; `None` when there is a cycle.
pub fn topological(n: usize, arcs: &[(usize, usize)]) -> Option<Vec<usize>> {
    let out = rows(n, arcs.iter().copied());
    let mut waits = vec![0_usize; n];
    arcs.iter().for_each(|(_, v)| waits[*v] += 1);
    let mut order: Vec<usize> = (0..n).filter(|vertex| waits[*vertex] == 0).collect();
    let mut at = 0;
    while at < order.len() {
        let vertex = order[at];
        at += 1;
        for other in &out.1[out.0[vertex]..out.0[vertex + 1]] {
            waits[*other as usize] -= 1;
            if waits[*other as usize] == 0 {
                order.push(*other as usize);
            }
        }
    }
    (order.len() == n).then_some(order)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The golden vector of eleven vertices: weights of all arcs in this order, checked there by listing all paths.
    #[test]
    fn golden_vector_of_eleven_vertices() {
        let arcs: Vec<(usize, usize)> =
            [(1, 3), (2, 3), (2, 4), (3, 5), (3, 7), (4, 6), (4, 10), (4, 11), (5, 8), (5, 9), (6, 9), (6, 10)]
                .map(|(u, v)| (u - 1, v - 1))
                .to_vec();
        let expected = [
            (Counting::Spc, [3, 3, 4, 4, 2, 2, 1, 1, 2, 2, 1, 1], 10),
            (Counting::Splc, [3, 3, 4, 6, 3, 4, 2, 2, 4, 4, 3, 3], 26),
            (Counting::Spnp, [5, 5, 6, 9, 3, 6, 2, 2, 4, 4, 3, 3], 40),
        ];
        for (counting, weights, total) in expected {
            let counts = PathCounts::of(11, &arcs, counting).unwrap();
            let found: Vec<u32> = (0..12).map(|arc| counts.weight(arc).try_into().unwrap()).collect();
            assert_eq!(found, weights, "{}", counting.word());
            assert_eq!(counts.total().to_string(), total.to_string());
            assert!((counts.share(0) - f64::from(weights[0]) / f64::from(total)).abs() < 1e-12);
        }
    }

    /// Ladders double the number of paths at every rung: 2^400 after 400 of them, far beyond a float's 2^53.
    #[test]
    fn counts_have_no_limit() {
        let arcs: Vec<(usize, usize)> = (0..400)
            .flat_map(|k| [(3 * k, 3 * k + 1), (3 * k, 3 * k + 2), (3 * k + 1, 3 * k + 3), (3 * k + 2, 3 * k + 3)])
            .collect();
        let counts = PathCounts::of(1201, &arcs, Counting::Spc).unwrap();
        assert_eq!(counts.total(), &(BigUint::from(1_u8) << 400_u32));
        assert_eq!(counts.share(0), 0.5);
    }
}
