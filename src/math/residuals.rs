//! Observed less expected weight, over defined pairs only.
//!
//! A null model says what weight to expect of a pair. It is asked of *defined* pairs only, so the quality of a
//! partition is the sum of residuals r = w - expected over the defined pairs inside groups: exactly the constant
//! Potts model or a modularity, with undefined pairs adding nothing on either side. A search for groups then needs
//! nothing but the signed graph of residuals.

use super::csr::Csr;

/// What weight to expect of a defined pair.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Null {
    /// The same for every pair: the constant Potts model with this resolution.
    Constant(f64),
    /// In proportion to how heavily both ends are tied to others: a modularity.
    ///
    /// expected(i, j) = c a_i a_j, where a_i is the mean weight of i over its own defined pairs and c makes the sum of
    /// expected equal that of observed over defined pairs. Where all pairs are defined, a_i is proportional to the
    /// strength k_i and this is in proportion to the term k_i k_j / 2m of Newman and Girvan, without its diagonal: with
    /// equal weights it is n / (n - 1) of that. Means are taken rather than sums because a node with few *defined*
    /// pairs is not a node with little weight: with sums, missing knowledge would lower what is expected of it and
    /// every one of its ties would stand out.
    Strength,
    /// In proportion to how heavily both ends are tied to others, positive and negative weight apart: a signed modularity.
    ///
    /// expected(i, j) = k+_i k+_j / 2w+ - k-_i k-_j / 2w-, with k the sums of positive and of negative weight of a node
    /// over its defined pairs, w those of all pairs; a term whose total is 0 is dropped. So the sum of residuals inside
    /// groups, less the expected of the diagonal and over 2w+ + 2w-, is the Q of Gómez, Jensen and Arenas
    /// ([`signed_modularity`]).
    Signed,
}

/// Observed less expected weight of each defined pair.
///
/// # Undefined
/// A pair that is not among the ties has no residual, nor has one whose residual is no finite number; with no weight
/// at all, [`Null::Strength`] expects none.
///
/// # Reference
/// Traag, Van Dooren & Nesterov 2011 (constant Potts); Newman & Girvan 2004 (modularity); Gómez, Jensen & Arenas 2009
/// (signed).
///
/// ```
/// use blocs::math::residuals::{Null, residuals};
/// let ties = [(0, 1, 1.0), (0, 2, 0.5), (1, 2, 0.0)];
/// assert_eq!(residuals(3, &ties, Null::Constant(0.5)).row(0).collect::<Vec<_>>(), [(1, 0.5), (2, 0.0)]);
/// let sum: f64 = residuals(3, &ties, Null::Strength).row(0).map(|(_, r)| r).sum();
/// assert!(sum.abs() < 1.0);
/// ```
pub fn residuals(n: usize, ties: &[(usize, usize, f64)], null: Null) -> Csr {
    let expected: Box<dyn Fn(usize, usize) -> f64> = match null {
        Null::Constant(gamma) => Box::new(move |_, _| gamma),
        Null::Strength => {
            let (mut sums, mut pairs) = (vec![0.0; n], vec![0.0; n]);
            for &(i, j, weight) in ties {
                for end in [i, j] {
                    sums[end] += weight;
                    pairs[end] += 1.0;
                }
            }
            let means: Vec<f64> =
                sums.iter().zip(&pairs).map(|(sum, pairs)| if *pairs > 0.0 { sum / pairs } else { 0.0 }).collect();
            let observed: f64 = ties.iter().map(|(_, _, weight)| weight).sum();
            let products: f64 = ties.iter().map(|&(i, j, _)| means[i] * means[j]).sum();
            let scale = if products > 0.0 { observed / products } else { 0.0 };
            Box::new(move |i, j| scale * means[i] * means[j])
        }
        Null::Signed => {
            let strengths = Strengths::of(n, ties);
            Box::new(move |i, j| strengths.expected(i, j))
        }
    };
    let residual = ties.iter().map(|&(i, j, weight)| (i, j, weight - expected(i, j)));
    let residual: Vec<_> = residual.filter(|(_, _, residual)| residual.is_finite()).collect();
    Csr::from_ties(n, &residual)
}

/// Positive and negative weight of each node, and of all.
struct Strengths {
    positive: Vec<f64>,
    negative: Vec<f64>,
    /// Twice the weight of all ties, either sign.
    totals: (f64, f64),
}

impl Strengths {
    fn of(n: usize, ties: &[(usize, usize, f64)]) -> Self {
        let (mut positive, mut negative) = (vec![0.0; n], vec![0.0; n]);
        for &(i, j, weight) in ties.iter().filter(|(_, _, weight)| weight.is_finite()) {
            for end in [i, j] {
                if weight > 0.0 { positive[end] += weight } else { negative[end] -= weight }
            }
        }
        let totals = (positive.iter().sum(), negative.iter().sum());
        Self { positive, negative, totals }
    }
    fn expected(&self, i: usize, j: usize) -> f64 {
        let share = |of: &[f64], total: f64| if total > 0.0 { of[i] * of[j] / total } else { 0.0 };
        share(&self.positive, self.totals.0) - share(&self.negative, self.totals.1)
    }
}

/// The signed modularity Q of a partition, in -1..=1: what friends inside groups and foes between them have beyond chance.
///
/// Q = 1 / (2w+ + 2w-) sum over all i, j in one group of [w_ij - (k+_i k+_j / 2w+ - k-_i k-_j / 2w-)], the diagonal
/// included. Every pair counts; a pair without a tie has weight 0.
///
/// # Undefined
/// `None` without any weight.
///
/// # Reference
/// Gómez, Jensen & Arenas 2009.
///
/// ```
/// use blocs::math::residuals::signed_modularity;
/// // Two triangles of friends, joined by one tie between foes; where the negative layer is subtracted instead, as one
/// // well-known recipe does, this scores 1.
/// let ties = [(0, 1, 1.0), (1, 2, 1.0), (0, 2, 1.0), (3, 4, 1.0), (4, 5, 1.0), (3, 5, 1.0), (2, 3, -1.0)];
/// assert_eq!(signed_modularity(6, &ties, &[0, 0, 0, 1, 1, 1]), Some(0.5));
/// ```
pub fn signed_modularity(n: usize, ties: &[(usize, usize, f64)], groups: &[usize]) -> Option<f64> {
    let strengths = Strengths::of(n, ties);
    let all = strengths.totals.0 + strengths.totals.1;
    let inside: f64 = ties.iter().filter(|(i, j, _)| groups[*i] == groups[*j]).map(|(_, _, weight)| 2.0 * weight).sum();
    let count = groups.iter().max().map_or(0, |largest| largest + 1);
    let squares = |of: &[f64], total: f64| -> f64 {
        let mut sums = vec![0.0; count];
        of.iter().zip(groups).for_each(|(strength, group)| sums[*group] += strength);
        if total > 0.0 { sums.iter().map(|sum| sum * sum / total).sum() } else { 0.0 }
    };
    let expected = squares(&strengths.positive, strengths.totals.0) - squares(&strengths.negative, strengths.totals.1);
    (all > 0.0).then(|| (inside - expected) / all)
}
