//! How sure a number is: by drawing items, or families of items, again and again.

use std::ops::Range;

use crate::math::parallel;
use crate::math::resample::{Families, quantile};
use crate::result::{Method, Pairs, Undefined};
use crate::view::Positions;

use super::rules::{Read, readings, rule};
use super::scales::Scales;
use super::{Agreement, Options, families};

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

/// How intervals are made: the items, or families of them, are drawn with replacement, as many as there are, and the number
/// is computed again of what was drawn; the middle 95 % of so many replicates are the interval (percentile bootstrap).
///
/// # Undefined
/// With fewer than five families, and of a pair that met in fewer, where families are drawn; of a pair whose number exists in
/// fewer than nine of ten replicates.
///
/// # Cost
/// That of the agreement, a replicate.
///
/// # Reference
/// Efron & Tibshirani 1993, chapter 13; for the draw of whole families Davison & Hinkley 1997, section 3.8.
///
/// ```
/// use blocs::align::agreement::{Agreement, Bootstrap, Options, Resample};
/// use blocs::{dataset, graph::Graph, view::{PositionOptions, Positions}};
/// # let folder = dataset::builtin("toy-council").unwrap();
/// # let graph = Graph::from(dataset::load(vec![folder], None).dataset.unwrap());
/// let positions = Positions::of(&graph, &PositionOptions::default());
/// let bootstrap = Some(Bootstrap::new(200, Resample::Items));
/// let agreement = Agreement::of(&positions, Options { minimum: 1, bootstrap, ..Options::default() });
/// let (ada, bo) = (agreement.actor("ada").unwrap(), agreement.actor("bo").unwrap());
/// let (index, (low, high)) = (agreement.between(ada, bo).unwrap(), agreement.interval(ada, bo).unwrap());
/// assert!(low <= index && index <= high && low >= 0.0 && high <= 1.0);
/// // The same seed draws the same items.
/// let again = Agreement::of(&positions, agreement.options);
/// assert_eq!(again.interval(ada, bo), Ok((low, high)));
/// ```
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
/// The share of replicates in which a number, or a position, must exist.
pub(in crate::align) const ENOUGH: f64 = 0.9;
/// The most numbers held at once.
const HELD: usize = 4_000_000;

/// 95 % percentile intervals of every pair, as [`Bootstrap`] makes them (Efron & Tibshirani 1993).
#[derive(Debug, Clone, PartialEq)]
pub struct Intervals {
    /// Low and high; not finite where the number exists in too few replicates.
    pairs: Pairs<(f64, f64)>,
    replicates: usize,
    /// In how many families a pair met, up to five; where families are drawn.
    families: Option<Pairs<u8>>,
}

impl Intervals {
    /// The interval of a pair, or the reason why there is none.
    ///
    /// # Undefined
    /// Where families are drawn, when the pair met in fewer than five; when its number exists in too few replicates.
    pub fn between(&self, a: usize, b: usize) -> Result<(f64, f64), Undefined> {
        let few = self.families.as_ref().map(|families| usize::from(*families.get(a, b)));
        if let Some(few) = few.filter(|few| *few < FEWEST_FAMILIES) {
            return Err(unsupported(few));
        }
        let (low, high) = *self.pairs.get(a, b);
        if low.is_finite() && high.is_finite() {
            return Ok((low, high));
        }
        let least = (ENOUGH * self.replicates as f64).ceil();
        Err(Undefined::because(format!("defined in fewer than {least} of {} resamples", self.replicates)))
    }

    /// Draws, computes again, and takes the middle 95 %.
    pub(super) fn of(replicates: &Replicates, positions: &Positions) -> Self {
        let (actors, count) = (replicates.actors, replicates.bootstrap.replicates.max(1));
        let mut pairs = Vec::with_capacity(actors * actors.saturating_sub(1) / 2);
        let mut first = 0;
        while first < actors {
            // As many rows at once as the numbers of all replicates find room for.
            let mut last = first + 1;
            let cells = |last: usize| (first..last).sum::<usize>() * count;
            while last < actors && cells(last + 1) <= HELD {
                last += 1;
            }
            let numbers = parallel::map(count, replicates.options.threads, |replicate| {
                let numbers = replicates.rows(replicate, first..last);
                numbers.into_iter().map(|number| number.unwrap_or(f64::NAN)).collect::<Vec<f64>>()
            });
            for pair in 0..numbers[0].len() {
                let mut values: Vec<f64> =
                    numbers.iter().map(|row| row[pair]).filter(|value| value.is_finite()).collect();
                values.sort_by(f64::total_cmp);
                let enough = values.len() as f64 >= ENOUGH * count as f64;
                let bound = |share| quantile(&values, share).filter(|_| enough).unwrap_or(f64::NAN);
                pairs.push((bound(0.025), bound(0.975)));
            }
            first = last;
        }
        let pairs = Pairs::from_values(actors, pairs).expect("one interval a pair, by construction");
        let drawn = replicates.bootstrap.resample == Resample::Families;
        Self { pairs, replicates: count, families: drawn.then(|| families_met(positions, &replicates.options)) }
    }
}

/// The same numbers on resampled items, replicate by replicate: for whoever asks how sure an answer is that is built on
/// agreement.
#[derive(Debug, Clone)]
pub(in crate::align) struct Replicates {
    scales: Scales,
    options: Options,
    bootstrap: Bootstrap,
    families: Families,
    taken: Vec<usize>,
    actors: usize,
}

impl Replicates {
    /// Gets ready to draw.
    ///
    /// # Undefined
    /// With fewer than five families, when families are drawn.
    pub(in crate::align) fn of(
        positions: &Positions,
        options: &Options,
        bootstrap: Bootstrap,
    ) -> Result<Self, Undefined> {
        let of_items = families(positions);
        let taken: Vec<usize> = (0..of_items.len()).filter(|&item| options.enters(&positions.items[item])).collect();
        let count = family_count(positions, options);
        let families = match bootstrap.resample {
            Resample::Families if count < FEWEST_FAMILIES => {
                return Err(unsupported(count));
            }
            Resample::Families => Families::of(&taken.iter().map(|&item| of_items[item]).collect::<Vec<_>>()),
            Resample::Items => Families::of(&(0..taken.len()).collect::<Vec<_>>()),
        };
        let scales = Scales::to_draw_from(positions, options, &options.item_weights(positions));
        Ok(Self { scales, options: *options, bootstrap, families, taken, actors: positions.actors.len() })
    }
    /// The number of every pair in one replicate, `None` where it is undefined.
    pub(in crate::align) fn weights(&self, replicate: usize) -> Pairs<Option<f64>> {
        let values = self.rows(replicate, 0..self.actors);
        Pairs::from_values(self.actors, values).expect("one value a pair, by construction")
    }
    /// The numbers of these actors with all before them, in one replicate.
    fn rows(&self, replicate: usize, actors: std::ops::Range<usize>) -> Vec<Option<f64>> {
        let drawn = self.families.draw(self.bootstrap.seed, replicate as u64);
        let items: Vec<usize> = drawn.into_iter().map(|place| self.taken[place]).collect();
        let picked = self.scales.pick(&items);
        let mut rows: Vec<_> = actors.clone().map(Vec::with_capacity).collect();
        picked.joints(actors, &mut rows);
        rows.into_iter().flatten().map(|joint| joint.index(self.options.minimum).ok()).collect()
    }
    /// What the method says of the draws.
    pub(in crate::align) fn said(
        found: &Result<Self, Undefined>,
        positions: &Positions,
        options: &Options,
        bootstrap: Bootstrap,
        method: Method,
    ) -> Method {
        let method = method
            .with("bootstrap", bootstrap.replicates)
            .with("resample", bootstrap.resample.word())
            .with("interval", "95 % percentile")
            .seeded(bootstrap.seed);
        if let Err(why) = found {
            return method.noting(why.reason().to_owned());
        }
        let mut method = method;
        method.reference = format!("{}; Efron & Tibshirani 1993", method.reference);
        let method = match bootstrap.replicates {
            few if few < FEWEST_REPLICATES => method.noting(format!(
                "{} {} too few for the middle 95 %: at least {FEWEST_REPLICATES}, better 1000",
                super::plural(few, "resample"),
                if few == 1 { "is" } else { "are" }
            )),
            _ => method,
        };
        match narrow(positions, options) {
            Some(why) => method.noting(why),
            None => method,
        }
    }
}

/// Fewer resamples than this do not reach the outer 2.5 % on either side often enough.
const FEWEST_REPLICATES: usize = 100;

/// Why intervals over items are too narrow, where they are.
pub(in crate::align) fn narrow(positions: &Positions, options: &Options) -> Option<String> {
    let few = family_count(positions, options);
    let why = || {
        let families = named(few);
        format!(
            "resampled by items that fall into {families}: items that repeat each other make these intervals too narrow"
        )
    };
    (few < FEWEST_FAMILIES).then(why)
}

/// How many families the items that enter the number fall into.
pub(super) fn family_count(positions: &Positions, options: &Options) -> usize {
    let of_items = families(positions);
    let taken = (0..of_items.len()).filter(|&item| options.enters(&positions.items[item]));
    taken.map(|item| of_items[item]).collect::<std::collections::BTreeSet<_>>().len()
}

fn unsupported(few: usize) -> Undefined {
    Undefined::because(format!("intervals not supported: {}", named(few)))
}

/// How many of the defined pairs met in as many families as a draw of families needs. Where no item has a series, items
/// are counted: nothing is read anew.
pub(in crate::align) fn pairs_with_intervals(positions: &Positions, agreement: &Agreement) -> usize {
    let options = &agreement.options;
    let taken = positions.items.iter().filter(|item| options.enters(item)).count();
    // Fewer items are fewer families.
    let enough = |(a, b, _): &(usize, usize, f64)| agreement.joint.get(*a, *b).items as usize >= FEWEST_FAMILIES;
    let mut pairs = agreement.defined().filter(enough).peekable();
    if family_count(positions, options) == taken || pairs.peek().is_none() {
        return pairs.count();
    }
    let met = meetings(positions, options);
    pairs.filter(|(a, b, _)| usize::from(met(*a, *b)) >= FEWEST_FAMILIES).count()
}

/// In how many families each pair has a joint item, five or more as five.
fn families_met(positions: &Positions, options: &Options) -> Pairs<u8> {
    Pairs::of(positions.actors.len(), meetings(positions, options))
}

/// The same of one pair, where not all are asked for.
fn meetings(positions: &Positions, options: &Options) -> impl Fn(usize, usize) -> u8 {
    let of_items = families(positions);
    let mut items: Vec<usize> = (0..of_items.len()).filter(|&item| options.enters(&positions.items[item])).collect();
    items.sort_by_key(|&item| of_items[item]);
    let reads: Vec<Vec<Option<Read>>> = items.iter().map(|&item| readings(options, &positions.items[item])).collect();
    let actors = positions.actors.len();
    let held = |actor: usize| {
        let of = |(&item, reads): (&usize, &Vec<Option<Read>>)| {
            positions.held(actor, item).is_some_and(|held| reads[held.code()].is_some())
        };
        items.iter().zip(&reads).map(of).collect::<Vec<bool>>()
    };
    let held: Vec<Vec<bool>> = (0..actors).map(held).collect();
    let of_place: Vec<usize> = items.iter().map(|&item| of_items[item]).collect();
    let ends = of_place.chunk_by(|a, b| a == b).scan(0, |end, family| {
        *end += family.len();
        Some(*end - family.len()..*end)
    });
    let families: Vec<Range<usize>> = ends.collect();
    // The first joint item of a family is enough, and five families are.
    move |a, b| {
        let joint = |family: &&Range<usize>| {
            let [first, second] = [a, b].map(|actor| &held[actor][(*family).clone()]);
            first.iter().zip(second).any(|(first, second)| *first && *second)
        };
        families.iter().filter(joint).take(FEWEST_FAMILIES).count() as u8
    }
}

fn named(count: usize) -> String {
    if count == 1 { "1 family".to_owned() } else { format!("{count} families") }
}

/// A share with its 95 % interval after Wilson: for counts of identical positions, which are yes or no an item. It takes items
/// for independent, and is too narrow where some repeat others, as those of one family do.
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
    // Of none the bound is zero and of all it is one, which rounding would miss by a hair.
    let low = if some == 0 { 0.0 } else { (middle - spread) / whole };
    let high = if some == all { 1.0 } else { (middle + spread) / whole };
    Ok((share, low, high))
}
