//! What the passes work on: a graph, and what is expected of every pair of its nodes.

use std::borrow::Cow;
use std::ops::{AddAssign, Sub, SubAssign};

use super::super::csr::Csr;

/// What weight to expect between two nodes, or two groups: a product of what either has.
pub(in crate::math) trait Mass:
    Copy + Default + AddAssign + SubAssign + Sub<Output = Self> + 'static
{
    /// The product.
    fn with(self, other: Self) -> f64;
}

impl Mass for f64 {
    #[inline]
    fn with(self, other: Self) -> f64 {
        self * other
    }
}

/// What stands on one of two sides, and is expected to weigh something with the other side alone.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(in crate::math) struct Sides {
    pub(in crate::math) rows: f64,
    pub(in crate::math) columns: f64,
}

impl Mass for Sides {
    #[inline]
    fn with(self, other: Self) -> f64 {
        self.rows * other.columns + self.columns * other.rows
    }
}

impl AddAssign for Sides {
    #[inline]
    fn add_assign(&mut self, other: Self) {
        self.rows += other.rows;
        self.columns += other.columns;
    }
}

impl Sub for Sides {
    type Output = Self;
    #[inline]
    fn sub(self, other: Self) -> Self {
        Self { rows: self.rows - other.rows, columns: self.columns - other.columns }
    }
}

impl SubAssign for Sides {
    #[inline]
    fn sub_assign(&mut self, other: Self) {
        *self = *self - other;
    }
}

/// A graph on its way through the passes, whose every pair i, j is expected to weigh mass_i mass_j.
///
/// With masses of 0 the ties are residuals already, and what is no tie adds nothing.
#[derive(Debug, Clone)]
pub(in crate::math) struct Level<'a, M: Mass = f64> {
    pub(in crate::math) ties: Cow<'a, Csr>,
    pub(in crate::math) masses: Cow<'a, [M]>,
}

impl<'a> Level<'a> {
    /// Nothing is expected beyond what the residuals hold.
    pub(in crate::math) fn of_residuals(residuals: &'a Csr) -> Self {
        Self { ties: Cow::Borrowed(residuals), masses: Cow::Owned(vec![0.0; residuals.len()]) }
    }
}

impl<M: Mass> Level<'_, M> {
    pub(in crate::math) fn len(&self) -> usize {
        self.ties.len()
    }
    /// The sum over all pairs inside groups of weight less expected.
    pub(in crate::math) fn quality(&self, groups: &[u32]) -> f64 {
        let mut sum = 0.0;
        for node in 0..self.len() {
            let (ends, weights) = self.ties.slices(node);
            let later = ends.partition_point(|&end| end as usize <= node);
            let own = groups[node];
            let inside = |(&end, weight): (&u32, &f64)| if groups[end as usize] == own { *weight } else { 0.0 };
            sum = ends[later..].iter().zip(&weights[later..]).map(inside).fold(sum, |sum, weight| sum + weight);
        }
        let mut masses = vec![(M::default(), 0.0); groups.iter().max().map_or(0, |&largest| largest as usize + 1)];
        for (&group, &mass) in groups.iter().zip(self.masses.iter()) {
            let (sum, squares) = &mut masses[group as usize];
            *sum += mass;
            *squares += mass.with(mass);
        }
        sum - masses.iter().map(|(sum, squares)| (sum.with(*sum) - squares) / 2.0).sum::<f64>()
    }
    /// The longest row.
    pub(super) fn widest(&self) -> usize {
        (0..self.len()).map(|node| self.ties.slices(node).0.len()).max().unwrap_or(0)
    }
}
