//! What a bootstrap draws: families of items, again and again, with replacement.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// Items in families; a draw takes whole families.
///
/// Items that repeat each other (a resolution year after year) are no independent evidence: drawing them one by one
/// makes intervals too narrow. Where each item is its own family this is the ordinary bootstrap.
///
/// # Reference
/// Efron & Tibshirani 1993; for clusters Davison & Hinkley 1997.
///
/// ```
/// use blocs::math::resample::Families;
/// let families = Families::of(&[7, 7, 3]);
/// assert_eq!(families.count(), 2);
/// let drawn = families.draw(1, 0);
/// // Two families are drawn; items 0 and 1 come together or not at all.
/// let times = |item| drawn.iter().filter(|&&other| other == item).count();
/// assert_eq!(times(0), times(1));
/// assert_eq!(times(0) + times(2), 2);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Families {
    members: Vec<Vec<usize>>,
}

impl Families {
    /// Takes the family of each item; which numbers stand for families does not matter.
    pub fn of(family: &[usize]) -> Self {
        let mut members: std::collections::BTreeMap<usize, Vec<usize>> = std::collections::BTreeMap::new();
        for (item, &family) in family.iter().enumerate() {
            members.entry(family).or_default().push(item);
        }
        // In the order of their first items, so that the numbers given to families change nothing.
        let mut members: Vec<Vec<usize>> = members.into_values().collect();
        members.sort();
        Self { members }
    }
    /// How many families there are.
    pub fn count(&self) -> usize {
        self.members.len()
    }
    /// The items of one replicate, in the order of the families, repeated as often as drawn. Each replicate has a
    /// random stream of its own: what it draws depends on the seed and its number alone.
    pub fn draw(&self, seed: u64, replicate: u64) -> Vec<usize> {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        random.set_stream(replicate);
        let n = self.members.len();
        let mut times = vec![0_usize; n];
        for _ in 0..n {
            times[((u64::from(random.next_u32()) * n as u64) >> 32) as usize] += 1;
        }
        let drawn = self.members.iter().zip(times).filter(|(_, times)| *times > 0);
        drawn.flat_map(|(members, times)| (0..times).flat_map(move |_| members.iter().copied())).collect()
    }
}

/// The value below which this share of sorted numbers lies, between two neighbours in proportion (type 7 of Hyndman
/// & Fan 1996); `None` of nothing.
///
/// ```
/// use blocs::math::resample::quantile;
/// assert_eq!(quantile(&[1.0, 2.0, 3.0, 4.0], 0.5), Some(2.5));
/// assert_eq!(quantile(&[], 0.5), None);
/// ```
pub fn quantile(sorted: &[f64], share: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    let place = share.clamp(0.0, 1.0) * last as f64;
    let below = place.floor() as usize;
    let above = (below + 1).min(last);
    Some(sorted[below] + (place - below as f64) * (sorted[above] - sorted[below]))
}
