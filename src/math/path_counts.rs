//! How many paths run through each arc of an acyclic graph: search path counts, exact or to 9 digits.

use num_bigint::BigUint;

use super::counts::{Count, Scaled};

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
/// without a limit: on 100,000 vertices they have thousands of bits, where a float says infinity. Where those are too many to
/// keep, [`scaled`](Self::scaled) counts in numbers of fixed length.
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
pub struct PathCounts<C: Count = BigUint> {
    arcs: Vec<(usize, usize)>,
    ending: Vec<C>,
    beginning: Vec<C>,
    total: C,
}

impl PathCounts {
    /// Counts the paths of a graph of `n` vertices, exactly.
    pub fn of(n: usize, arcs: &[(usize, usize)], counting: Counting) -> Option<Self> {
        Self::counted(n, arcs, counting)
    }
    /// The most bits of a count.
    pub fn most_bits(&self) -> u64 {
        self.ending.iter().chain(&self.beginning).map(BigUint::bits).max().unwrap_or(0)
    }
}

impl PathCounts<Scaled> {
    /// Counts the paths in 16 bytes a vertex, to 9 digits.
    pub fn scaled(n: usize, arcs: &[(usize, usize)], counting: Counting) -> Option<Self> {
        Self::counted(n, arcs, counting)
    }
}

impl<C: Count> PathCounts<C> {
    fn counted(n: usize, arcs: &[(usize, usize)], counting: Counting) -> Option<Self> {
        let order = topological(n, arcs)?;
        let (out, into) = (rows(n, arcs.iter().map(|(u, v)| (*u, *v))), rows(n, arcs.iter().map(|(u, v)| (*v, *u))));
        let starts = |vertex: usize| counting != Counting::Spc || into.0[vertex] == into.0[vertex + 1];
        let ends = |vertex: usize| counting == Counting::Spnp || out.0[vertex] == out.0[vertex + 1];
        let mut ending = vec![C::default(); n];
        for &vertex in &order {
            let mut sum = if starts(vertex) { C::one() } else { C::default() };
            for other in &into.1[into.0[vertex]..into.0[vertex + 1]] {
                sum.add(&ending[*other as usize]);
            }
            ending[vertex] = sum;
        }
        let mut beginning = vec![C::default(); n];
        for &vertex in order.iter().rev() {
            let mut sum = if ends(vertex) { C::one() } else { C::default() };
            for other in &out.1[out.0[vertex]..out.0[vertex + 1]] {
                sum.add(&beginning[*other as usize]);
            }
            beginning[vertex] = sum;
        }
        // Every path is counted where it ends.
        let mut total = C::default();
        (0..n).filter(|vertex| ends(*vertex)).for_each(|vertex| total.add(&ending[vertex]));
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
    pub fn weight(&self, arc: usize) -> C {
        let (u, v) = self.arcs[arc];
        self.ending[u].times(&self.beginning[v])
    }
    /// The number of all paths, those of a single vertex included where they count.
    pub fn total(&self) -> &C {
        &self.total
    }
    /// The share of all paths that run through an arc.
    pub fn share(&self, arc: usize) -> f64 {
        let (u, v) = self.arcs[arc];
        libm::exp2(self.ending[u].log2() + self.beginning[v].log2() - self.total.log2())
    }
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

    /// In numbers of fixed length: those of the golden vector are exact, and large ones lie near the exact logarithm on
    /// layers of ten, where counts have hundreds of bits.
    #[test]
    fn numbers_of_fixed_length_equal_whole_ones() {
        for salt in 0..6_usize {
            let layers = 60;
            let arcs: Vec<(usize, usize)> = (0..layers * 10)
                .flat_map(|u| (0..25).map(move |k| (u, (u / 10 + 1 + k / 12) * 10 + (u * 7 + k * 3 + salt) % 10)))
                .filter(|(_, v)| *v < layers * 10)
                .collect();
            let n = layers * 10;
            for counting in Counting::ALL {
                let exact = PathCounts::of(n, &arcs, *counting).unwrap();
                let near = PathCounts::scaled(n, &arcs, *counting).unwrap();
                assert!(exact.most_bits() > 150);
                for arc in 0..arcs.len() {
                    let (a, b) = (exact.weight(arc).log2(), near.weight(arc).log2());
                    assert!((a - b).abs() < 1e-10 || a == b, "{salt} {arc}: {a} {b}");
                    assert!((exact.share(arc) - near.share(arc)).abs() < 1e-9);
                }
                assert!((exact.total().log2() - near.total().log2()).abs() < 1e-10);
            }
        }
        assert!(PathCounts::scaled(2, &[(0, 1), (1, 0)], Counting::Spc).is_none());
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
