//! Groups of a graph in which what is no tie weighs 0: modularity, for graphs of any size.
//!
//! [`super::leiden`] weighs defined pairs only, which is right where a missing pair is unknown. In a network of seats or
//! of documents a missing tie is known to be none; there every pair counts, and the expected weight k_i k_j / 2m of all
//! pairs of two groups is the product of two sums, so that the cost grows with the ties and not with the pairs.

use super::csr::Csr;
use super::leiden::heat::anneal;
use super::leiden::level::{Level, Sides};
use super::leiden::steps::{Climb, climb};
use super::leiden::{Partition, Search, best_of, shaken};

/// How far one run goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Effort {
    /// The most passes of Leiden; 0: until the quality no longer rises.
    pub passes: usize,
    /// Sweeps of annealing after a first pass; 0: none, which is plain Leiden. A few hundred find weak groups that no
    /// climb finds, at the cost of one look at every tie a sweep.
    pub sweeps: usize,
}

/// The modularity Q = sum over groups of [inside / m - resolution (strength / 2m)^2] of a partition, at most 1.
///
/// Loops are left out ([`Csr`] holds none).
///
/// # Undefined
/// `None` without any weight, or with a negative one.
///
/// # Cost
/// O(ties).
///
/// # Reference
/// Newman & Girvan 2004; the resolution: Reichardt & Bornholdt 2006.
///
/// ```
/// use blocs::math::{csr::Csr, modularity::modularity};
/// // Two triangles joined by a tie: 6 of 7 ties inside, half of the strength each.
/// let graph = Csr::from_ties(6, &[(0, 1, 1.0), (1, 2, 1.0), (0, 2, 1.0), (2, 3, 1.0), (3, 4, 1.0), (4, 5, 1.0), (3, 5, 1.0)]);
/// let q = modularity(&graph, &[0, 0, 0, 1, 1, 1], 1.0).unwrap();
/// assert!((q - (6.0 / 7.0 - 0.5)).abs() < 1e-12);
/// ```
pub fn modularity(graph: &Csr, groups: &[usize], resolution: f64) -> Option<f64> {
    let (strengths, twice) = strengths(graph)?;
    let mut of = vec![0.0; groups.iter().max().map_or(0, |largest| largest + 1)];
    groups.iter().zip(&strengths).for_each(|(&group, strength)| of[group] += strength);
    let inside_of = |node: usize| {
        let weight_inside = |(end, weight)| if groups[end] == groups[node] { weight } else { 0.0 };
        graph.row(node).map(weight_inside).sum::<f64>()
    };
    let inside: f64 = (0..graph.len()).map(inside_of).sum();
    let expected: f64 = of.iter().map(|strength| (strength / twice) * (strength / twice)).sum();
    Some(inside / twice - resolution * expected)
}

/// The partition of the highest modularity that the search finds; its quality is that modularity.
///
/// Each run joins whole groups once, anneals as often as asked, and ends with passes of Leiden, so that every group is
/// connected. One run is a lower bound of the optimum, which is NP-hard.
///
/// # Undefined
/// `None` without any weight, with a negative one, or when the resolution is negative or no finite number.
///
/// # Cost
/// O(ties) a pass and a sweep; 12 bytes a tie and end beside the graph.
///
/// # Reference
/// Traag, Waltman & van Eck 2019; the first pass: Blondel et al. 2008; annealing: Guimerà & Amaral 2005.
///
/// ```
/// use blocs::math::{csr::Csr, leiden::Search, modularity::{Effort, groups}};
/// let graph = Csr::from_ties(6, &[(0, 1, 1.0), (1, 2, 1.0), (0, 2, 1.0), (2, 3, 1.0), (3, 4, 1.0), (4, 5, 1.0), (3, 5, 1.0)]);
/// let found = groups(&graph, 1.0, Effort::default(), Search { runs: 1, ..Search::default() }).unwrap();
/// assert_eq!(found.groups, [0, 0, 0, 1, 1, 1]);
/// ```
pub fn groups(graph: &Csr, resolution: f64, effort: Effort, search: Search) -> Option<Partition> {
    if !(resolution >= 0.0 && resolution.is_finite()) {
        return None;
    }
    let (mut masses, twice) = strengths(graph)?;
    let scale = (resolution / twice).sqrt();
    masses.iter_mut().for_each(|mass| *mass *= scale);
    let level = Level { ties: std::borrow::Cow::Borrowed(graph), masses: masses.into() };
    let how = Climb { tolerance: 1e-10 * graph.largest(), passes: effort.passes, whole_first: true };
    let mut partition = best_of(search, how.tolerance, |_, random| {
        let singles: Vec<u32> = (0..graph.len() as u32).collect();
        if effort.sweeps == 0 {
            return climb(&level, singles, how, random);
        }
        let (mut groups, _) = climb(&level, singles, Climb { passes: 1, ..how }, random);
        anneal(&level, &mut groups, effort.sweeps, random);
        climb(&level, groups, Climb { whole_first: false, ..how }, random)
    });
    // The search counts pairs once and leaves out that a node is expected to be tied to itself.
    let own: f64 = level.masses.iter().map(|mass| mass * mass).sum();
    partition.quality = (2.0 * partition.quality - own) / twice;
    Some(partition)
}

/// The partition of the highest two-mode modularity that the search finds; its quality is that modularity.
///
/// The nodes below `rows` are rows, the others columns, and no tie joins two of one side. Q = sum over rows i and columns k in
/// one group of (w_ik - r_i c_k / m) / m, with r and c the sums of either, m that of all: pairs of one side tie nobody. The
/// search is that of [`super::leiden`], and every group is connected.
///
/// # Undefined
/// `None` without any weight, or with a negative one.
///
/// # Cost
/// O(ties) a pass.
///
/// # Reference
/// Barber 2007; Traag, Waltman & van Eck 2019.
///
/// ```
/// use blocs::math::{csr::Csr, leiden::Search, modularity::two_mode_groups};
/// // Two rows with two columns each that nobody shares: half of the weight in either group, a quarter expected there.
/// let graph = Csr::from_ties(6, &[(0, 2, 1.0), (0, 3, 1.0), (1, 4, 1.0), (1, 5, 1.0)]);
/// let found = two_mode_groups(&graph, 2, Search::default()).unwrap();
/// assert_eq!((found.groups.as_slice(), found.quality), (&[0, 1, 0, 0, 1, 1][..], 0.5));
/// ```
pub fn two_mode_groups(graph: &Csr, rows: usize, search: Search) -> Option<Partition> {
    let (strengths, twice) = strengths(graph)?;
    let all = twice / 2.0;
    let side = |(node, &strength): (usize, &f64)| match node < rows {
        true => Sides { rows: strength / all, columns: 0.0 },
        false => Sides { rows: 0.0, columns: strength },
    };
    let masses: Vec<Sides> = strengths.iter().enumerate().map(side).collect();
    let level = Level { ties: std::borrow::Cow::Borrowed(graph), masses: masses.into() };
    let mut partition = shaken(&level, SHAKES, search, &|_| ());
    partition.quality /= all;
    Some(partition)
}

/// How many shakes in a row may find nothing better before a run for two modes ends: twice as many as where every cell is a
/// tie, since whoever moves has fewer neighbours that are looked at again. So it ends no lower, in less than half of the time.
const SHAKES: usize = 20;

/// The weight at each node, and of all of them.
fn strengths(graph: &Csr) -> Option<(Vec<f64>, f64)> {
    let rows = || (0..graph.len()).map(|node| graph.slices(node).1);
    // What is no number is not at least 0 either. No row is left early: that would be a branch a tie.
    if !rows().all(|weights| weights.iter().fold(true, |so_far, &weight| so_far & (weight >= 0.0))) {
        return None;
    }
    let strengths: Vec<f64> = rows().map(|weights| weights.iter().sum()).collect();
    let twice: f64 = strengths.iter().sum();
    (twice > 0.0 && twice.is_finite()).then_some((strengths, twice))
}

#[cfg(test)]
mod tests {
    use rand_chacha::ChaCha8Rng;
    use rand_chacha::rand_core::SeedableRng;

    use super::super::leiden::steps::{below, fraction, split_unconnected};
    use super::super::leiden::{leiden, quality};
    use super::*;

    const ONE: Search = Search { seed: 1, runs: 1, threads: 1 };

    /// `n` nodes in blocks of equal size; of each node's `degree` ties a share stays inside.
    fn planted(n: usize, blocks: usize, degree: usize, inside: f64, seed: u64) -> Csr {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        let mut ties = Vec::new();
        for node in 0..n {
            for _ in 0..degree / 2 {
                let other = if fraction(&mut random) < inside {
                    below(n / blocks, &mut random) * blocks + node % blocks
                } else {
                    below(n, &mut random)
                };
                ties.push((node, other, 1.0 + below(4, &mut random) as f64));
            }
        }
        Csr::from_ties(n, &ties)
    }

    fn connected(graph: &Csr, groups: &[usize]) -> bool {
        let narrow: Vec<u32> = groups.iter().map(|&group| group as u32).collect();
        let mut split = narrow.clone();
        split_unconnected(graph, &mut split);
        split == narrow
    }

    #[test]
    fn planted_blocks_are_found_and_every_group_is_connected() {
        let truth: Vec<usize> = (0..2000).map(|node| node % 10).collect();
        let graph = planted(2000, 10, 16, 0.75, 4);
        for effort in [Effort::default(), Effort { passes: 2, sweeps: 0 }, Effort { passes: 0, sweeps: 20 }] {
            let found = groups(&graph, 1.0, effort, ONE).unwrap();
            assert!(found.quality >= modularity(&graph, &truth, 1.0).unwrap() - 1e-9, "{effort:?}");
            assert!(connected(&graph, &found.groups), "{effort:?}");
        }
    }

    /// Where groups are weak, climbs end far below the planted partition and annealing does not.
    #[test]
    fn annealing_finds_weak_groups_that_a_climb_does_not() {
        let truth: Vec<usize> = (0..1200).map(|node| node % 12).collect();
        let graph = planted(1200, 12, 20, 0.37, 8);
        let planted = modularity(&graph, &truth, 1.0).unwrap();
        let climbed = groups(&graph, 1.0, Effort::default(), ONE).unwrap();
        let annealed = groups(&graph, 1.0, Effort { passes: 0, sweeps: 200 }, ONE).unwrap();
        assert!(annealed.quality > climbed.quality, "{} {} {planted}", annealed.quality, climbed.quality);
        assert!(annealed.quality > 0.97 * planted, "{} {} {planted}", annealed.quality, climbed.quality);
        assert!(connected(&graph, &annealed.groups));
    }

    /// The quality that the search climbs is the modularity but for its diagonal, which no partition changes.
    #[test]
    fn the_search_climbs_modularity() {
        let graph = planted(60, 3, 6, 0.6, 2);
        let (masses, twice) = strengths(&graph).unwrap();
        let masses: Vec<f64> = masses.iter().map(|mass| mass / twice.sqrt()).collect();
        let diagonal: f64 = masses.iter().map(|mass| mass * mass).sum();
        let level = Level { ties: std::borrow::Cow::Borrowed(&graph), masses: masses.into() };
        for parts in [1, 2, 3, 7] {
            let groups: Vec<usize> = (0..60).map(|node| node % parts).collect();
            let narrow: Vec<u32> = groups.iter().map(|&group| group as u32).collect();
            let climbed = (2.0 * level.quality(&narrow) - diagonal) / twice;
            assert!((climbed - modularity(&graph, &groups, 1.0).unwrap()).abs() < 1e-12);
        }
    }

    /// The dense twin: what each cell holds beyond r_i c_k / m as its weight, and no other expectation. On tables as small as
    /// these both searches find the best, and its quality is that of the definition.
    #[test]
    fn two_modes_as_by_residuals_of_every_cell() {
        for salt in 0..12 {
            let (rows, columns) = (14, 9 + salt as usize);
            let mut random = ChaCha8Rng::seed_from_u64(salt);
            let mut ties = Vec::new();
            for (row, column) in (0..rows).flat_map(|row| (0..columns).map(move |column| (row, column))) {
                if fraction(&mut random) < if row % 3 == column % 3 { 0.7 } else { 0.2 } {
                    ties.push((row, rows + column, (1 + below(3, &mut random)) as f64));
                }
            }
            let n = rows + columns;
            let graph = Csr::from_ties(n, &ties);
            let (strengths, twice) = strengths(&graph).unwrap();
            let chance = |row: usize, column: usize| (row, column, -2.0 * strengths[row] * strengths[column] / twice);
            ties.extend(
                (0..rows).flat_map(|row| (rows..n).map(move |column| (row, column))).map(|(a, b)| chance(a, b)),
            );
            let dense = Csr::from_ties(n, &ties);
            let (fast, slow) =
                (two_mode_groups(&graph, rows, Search::default()).unwrap(), leiden(&dense, Search::default()));
            let counted = quality(&dense, &fast.groups) / (twice / 2.0);
            assert!((fast.quality - counted).abs() < 1e-12, "{salt}: {} {counted}", fast.quality);
            let best = slow.quality / (twice / 2.0);
            assert!((fast.quality - best).abs() < 1e-12, "{salt}: {} {best}", fast.quality);
            assert!(connected(&graph, &fast.groups));
        }
    }

    #[test]
    fn threads_change_nothing() {
        let graph = planted(400, 8, 10, 0.5, 6);
        let effort = Effort { passes: 0, sweeps: 10 };
        let one = groups(&graph, 1.0, effort, Search { seed: 3, runs: 4, threads: 1 });
        assert_eq!(one, groups(&graph, 1.0, effort, Search { seed: 3, runs: 4, threads: 3 }));
    }

    #[test]
    fn what_has_no_modularity() {
        let negative = Csr::from_ties(2, &[(0, 1, -1.0)]);
        for graph in [Csr::from_ties(0, &[]), Csr::from_ties(3, &[]), negative, Csr::from_ties(2, &[(0, 1, f64::NAN)])]
        {
            let singles: Vec<usize> = (0..graph.len()).collect();
            assert_eq!(modularity(&graph, &singles, 1.0), None);
            assert_eq!(groups(&graph, 1.0, Effort::default(), ONE), None);
        }
        let pair = Csr::from_ties(2, &[(0, 1, 1.0)]);
        assert_eq!(groups(&pair, f64::NAN, Effort::default(), ONE), None);
        assert_eq!(groups(&pair, -1.0, Effort::default(), ONE), None);
    }
}
