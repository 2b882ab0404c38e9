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
    /// strength k_i and this is the term k_i k_j / 2m of Newman and Girvan, without its diagonal. Means are taken
    /// rather than sums because a node with few *defined* pairs is not a node with little weight: with sums,
    /// missing knowledge would lower what is expected of it and every one of its ties would stand out.
    Strength,
}

/// Observed less expected weight of each defined pair.
///
/// # Undefined
/// A pair that is not among the ties has no residual, nor has one whose residual is no finite number; with no weight
/// at all, [`Null::Strength`] expects none.
///
/// # Reference
/// Traag, Van Dooren & Nesterov 2011 (constant Potts); Newman & Girvan 2004 (modularity).
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
    };
    let residual = ties.iter().map(|&(i, j, weight)| (i, j, weight - expected(i, j)));
    let residual: Vec<_> = residual.filter(|(_, _, residual)| residual.is_finite()).collect();
    Csr::from_ties(n, &residual)
}
