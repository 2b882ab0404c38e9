//! How sure a number is: by drawing items, or families of items, again and again.

use crate::math::parallel;
use crate::math::resample::{Families, quantile};
use crate::result::{Method, Pairs, Undefined};
use crate::view::Positions;

use super::rules::rule;
use super::scales::Scales;
use super::{Options, families};

rule! {
    /// What is drawn with replacement.
    Resample {
        /// Families of items: the series of a decision, else the item itself. Items that repeat each other come together.
        #[default]
        Families = "families",
        /// Single items, as if none repeated another.
        Items = "items",
    }
}

/// How intervals are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bootstrap {
    /// How many replicates.
    pub replicates: usize,
    /// What is drawn.
    pub resample: Resample,
    /// The seed of every draw.
    pub seed: u64,
}

impl Bootstrap {
    /// So many replicates of this kind, with seed 1.
    pub const fn new(replicates: usize, resample: Resample) -> Self {
        Self { replicates, resample, seed: 1 }
    }
}

/// Below this a bootstrap over families has too few things to draw from.
pub(in crate::align) const FEWEST_FAMILIES: usize = 5;
/// The share of replicates in which a number must exist.
const ENOUGH: f64 = 0.9;
/// The most numbers held at once.
const HELD: usize = 4_000_000;

/// 95 % percentile intervals of every pair.
#[derive(Debug, Clone, PartialEq)]
pub struct Intervals {
    /// Low and high; not finite where the number exists in too few replicates.
    pairs: Pairs<(f64, f64)>,
    replicates: usize,
}

impl Intervals {
    /// The interval of a pair, or the reason why there is none.
    pub fn between(&self, a: usize, b: usize) -> Result<(f64, f64), Undefined> {
        let (low, high) = *self.pairs.get(a, b);
        if low.is_finite() && high.is_finite() {
            return Ok((low, high));
        }
        let least = (ENOUGH * self.replicates as f64).ceil();
        Err(Undefined::because(format!("defined in fewer than {least} of {} resamples", self.replicates)))
    }

    /// Draws, computes again, and takes the middle 95 %; also what the method then says.
    pub(super) fn of(
        positions: &Positions,
        scales: &Scales,
        options: &Options,
        bootstrap: Bootstrap,
    ) -> (Result<Self, Undefined>, impl FnOnce(Method) -> Method) {
        let of_items = families(positions);
        let taken: Vec<usize> = (0..of_items.len()).filter(|&item| options.takes(positions.items[item].kind)).collect();
        let count = Families::of(&taken.iter().map(|&item| of_items[item]).collect::<Vec<_>>()).count();
        let drawn = match bootstrap.resample {
            Resample::Families => Families::of(&taken.iter().map(|&item| of_items[item]).collect::<Vec<_>>()),
            Resample::Items => Families::of(&(0..taken.len()).collect::<Vec<_>>()),
        };
        let few = count < FEWEST_FAMILIES;
        let unsupported = bootstrap.resample == Resample::Families && few;
        let named = if count == 1 { "1 family".to_owned() } else { format!("{count} families") };
        let said = move |method: Method| {
            let method = method
                .with("bootstrap", bootstrap.replicates)
                .with("resample", bootstrap.resample.word())
                .with("interval", "95 % percentile")
                .seeded(bootstrap.seed);
            match (unsupported, few) {
                (true, _) => method.noting(format!("intervals not supported: {named}")),
                (false, true) => method.noting(format!(
                    "resampled by items that fall into {named}: items that repeat each other make these intervals too narrow"
                )),
                (false, false) => method,
            }
        };
        if unsupported {
            let named = if count == 1 { "1 family".to_owned() } else { format!("{count} families") };
            return (Err(Undefined::because(format!("intervals not supported: {named}"))), said);
        }
        let found = Self::draw(scales, options, bootstrap, &drawn, &taken, positions.actors.len());
        (Ok(found), said)
    }

    fn draw(
        scales: &Scales,
        options: &Options,
        bootstrap: Bootstrap,
        families: &Families,
        taken: &[usize],
        actors: usize,
    ) -> Self {
        let replicates = bootstrap.replicates.max(1);
        let mut pairs = Vec::with_capacity(actors * actors.saturating_sub(1) / 2);
        let mut first = 0;
        while first < actors {
            // As many rows at once as the numbers of all replicates find room for.
            let mut last = first + 1;
            let cells = |last: usize| (first..last).sum::<usize>() * replicates;
            while last < actors && cells(last + 1) <= HELD {
                last += 1;
            }
            let numbers = parallel::map(replicates, options.threads, |replicate| {
                let drawn = families.draw(bootstrap.seed, replicate as u64);
                let items: Vec<usize> = drawn.into_iter().map(|place| taken[place]).collect();
                let picked = scales.pick(&items);
                let rows = (first..last).flat_map(|actor| picked.joints(actor, actor));
                rows.map(|joint| joint.index(options.minimum).unwrap_or(f64::NAN)).collect::<Vec<f64>>()
            });
            for pair in 0..numbers[0].len() {
                let mut values: Vec<f64> =
                    numbers.iter().map(|row| row[pair]).filter(|value| value.is_finite()).collect();
                values.sort_by(f64::total_cmp);
                let enough = values.len() as f64 >= ENOUGH * replicates as f64;
                let bound = |share| quantile(&values, share).filter(|_| enough).unwrap_or(f64::NAN);
                pairs.push((bound(0.025), bound(0.975)));
            }
            first = last;
        }
        let pairs = Pairs::from_values(actors, pairs).expect("one interval a pair, by construction");
        Self { pairs, replicates }
    }
}

/// A share with its 95 % interval after Wilson: for counts of identical positions, which are yes or no an item.
///
/// # Undefined
/// Of nothing.
///
/// # Reference
/// Wilson 1927.
///
/// ```
/// use blocs::align::agreement::wilson;
/// let (share, low, high) = wilson(8, 10).unwrap();
/// // Published in many places: 8 of 10 gives 0.490 to 0.943.
/// assert_eq!(share, 0.8);
/// assert!((low - 0.490).abs() < 5e-4 && (high - 0.943).abs() < 5e-4);
/// ```
pub fn wilson(some: u32, all: u32) -> Result<(f64, f64, f64), Undefined> {
    if all == 0 {
        return Err(Undefined::because("no joint item"));
    }
    const Z: f64 = 1.959_963_984_540_054;
    let (n, share) = (f64::from(all), f64::from(some) / f64::from(all));
    let middle = share + Z * Z / (2.0 * n);
    let spread = Z * (share * (1.0 - share) / n + Z * Z / (4.0 * n * n)).sqrt();
    let whole = 1.0 + Z * Z / n;
    Ok((share, ((middle - spread) / whole).max(0.0), ((middle + spread) / whole).min(1.0)))
}
