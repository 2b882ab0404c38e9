//! How alike two actors stand on the items on which both took a position.

mod chance;
mod intervals;
mod measure;
pub(super) mod rules;
mod scales;
mod trays;
mod windows;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::math::parallel;
use crate::result::{Method, Pairs, Phrase, Undefined};
use crate::view::{Item, ItemKind, Node, Positions};

pub use chance::Chance;
use intervals::family_count;
pub use intervals::{Bootstrap, Intervals, Resample, wilson};
pub(super) use intervals::{ENOUGH, FEWEST_FAMILIES, Replicates, narrow, pairs_with_intervals};
pub use measure::{Measure, Normalisation};
pub use rules::{Absence, Abstention, Near, Signatures};
use scales::Scales;
pub use windows::{ByWindow, OfWindow};

/// How agreement is computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// Which number; the agreement index by default.
    pub measure: Measure,
    /// How congruence and conflict are normalised, by the average by default; no other measure reads it.
    pub normalisation: Normalisation,
    /// The fewest joint items for which a number is given; 5 by default.
    pub minimum: usize,
    /// What weighs the same: every item (the default), or every whole family of items.
    pub weights: Weights,
    /// Whether signatures count among positions; they do by default.
    pub signatures: Signatures,
    /// What a stance only near a code earns; half by default.
    pub near: Near,
    /// What an abstention is; half way between the ends by default.
    pub abstention: Abstention,
    /// What an absence is; no position by default.
    pub absence: Absence,
    /// Intervals by resampling; none unless asked for.
    pub bootstrap: Option<Bootstrap>,
    /// On how many threads, 1 by default; the answer does not depend on it.
    pub threads: usize,
}

rules::rule! {
    /// What weighs the same in a number.
    Weights {
        /// Every item.
        #[default]
        Items = "items",
        /// Every whole family: an item of a series of n weighs 1 / n, so that a text voted on every year counts once. The
        /// weight is the item's, the same for every pair: a pair that met on k of the n has met on k / n of the family, and one
        /// chance meeting does not outweigh what was voted on throughout.
        Families = "families",
    }
}

impl Default for Options {
    fn default() -> Self {
        Self {
            measure: Measure::default(),
            normalisation: Normalisation::default(),
            minimum: 5,
            weights: Weights::default(),
            signatures: Signatures::default(),
            near: Near::default(),
            abstention: Abstention::default(),
            absence: Absence::default(),
            bootstrap: None,
            threads: 1,
        }
    }
}

impl Options {
    /// Whether items of this kind are compared.
    pub(super) fn takes(&self, kind: ItemKind) -> bool {
        self.signatures == Signatures::AsPositions || kind != ItemKind::Signing
    }
    /// Whether an item enters the number: S, kappa and pi take only those on which every position has a place in an order,
    /// kappa and pi only those with more than one.
    pub(super) fn enters(&self, item: &Item) -> bool {
        let ordered = || rules::readings(self, item).iter().flatten().all(|read| *read != rules::Read::Nominal);
        let spread = || !self.measure.corrects() || rules::scale(item).1 > 0.0;
        self.takes(item.kind) && (!self.measure.ordered() || ordered() && spread())
    }
    /// Why no item is left in an order, where a rule takes it from them.
    pub(super) fn disorder(&self) -> Option<Phrase> {
        match (self.measure.ordered(), self.abstention, self.absence) {
            (false, ..) => None,
            (true, Abstention::Own, _) => Some(Phrase::new("an abstention of its own", "独立の立場とした棄権")),
            (true, _, Absence::Own) => Some(Phrase::new("an absence of its own", "独立の立場とした欠席")),
            _ => None,
        }
    }
    /// Which actors stand at one place throughout on the items that enter the number: chance alone explains how two such
    /// agree.
    pub(super) fn constant(&self, positions: &Positions) -> Vec<bool> {
        let mut stands: Vec<Option<(f64, bool)>> = vec![None; positions.actors.len()];
        for (at, item) in positions.items.iter().enumerate().filter(|(_, item)| self.enters(item)) {
            let (reads, scale) = (rules::readings(self, item), rules::scale(item));
            let place = |actor: usize| match reads[positions.held(actor, at)?.code()]? {
                rules::Read::Level(level) => Some(rules::place(level, scale)),
                rules::Read::Nominal => None,
            };
            for (actor, stands) in stands.iter_mut().enumerate() {
                *stands = match (*stands, place(actor)) {
                    (Some((first, one)), Some(place)) => Some((first, one && first == place)),
                    (None, Some(place)) => Some((place, true)),
                    (known, None) => known,
                };
            }
        }
        stands.iter().map(|stands| stands.is_some_and(|(_, one)| one)).collect()
    }
    /// Whether an item is left out because all its positions have one place.
    fn has_one_place(&self, item: &Item) -> bool {
        let mut counted = item.codes.iter().filter(|code| code.counts).peekable();
        let ordered = counted.peek().is_some() && counted.all(|code| code.level.is_some());
        self.measure.corrects() && self.takes(item.kind) && rules::scale(item).1 == 0.0 && ordered
    }
    /// The method, with the rules of the view it is used on.
    pub fn method(&self, positions: &Positions) -> Method {
        let (name, reference) = self.measure.names();
        let mut method = Method::new(name, reference);
        if self.measure != Measure::Index {
            method = method.with("distance", if self.measure.squares() { "squared" } else { "linear" });
        }
        if self.measure.normalised() {
            method = method.with("normalisation", self.normalisation.word());
        }
        let nominal = if self.measure.ordered() { "left out" } else { "same or different" };
        if self.measure.corrects() {
            method = method.with("margins", "at the codes");
        }
        let method = method
            .with("minimum", self.minimum)
            .with("weights", self.weights.word())
            .with("signatures", self.signatures.word())
            .with("near", self.near.word())
            .with("nominal", nominal)
            .with("abstention", self.abstention.word())
            .with("absence", self.absence.word());
        let method = super::seen(method, positions)
            .counting("actors", positions.actors.len())
            .counting("items", positions.items.iter().filter(|item| self.enters(item)).count())
            .noting_each(positions.remarks());
        let apart = positions.items.iter().filter(|item| !self.takes(item.kind)).count();
        let method = if apart > 0 { method.noting(set_apart(apart)) } else { method };
        match positions.items.iter().filter(|item| self.has_one_place(item)).count() {
            0 => method,
            single => method.noting(format!(
                "{} left out: all positions have one place, and chance would do the same",
                plural(single, "item")
            )),
        }
    }
    /// The weight of each item of the view; those that do not enter count in no family.
    pub(super) fn item_weights(&self, positions: &Positions) -> Vec<f64> {
        self.weights_among(positions, |item| self.enters(item))
    }
    /// The same among some items.
    pub(super) fn weights_among(&self, positions: &Positions, among: impl Fn(&Item) -> bool) -> Vec<f64> {
        if self.weights == Weights::Items {
            return vec![1.0; positions.items.len()];
        }
        let families = families(positions);
        let mut sizes: BTreeMap<usize, usize> = BTreeMap::new();
        for (family, _) in families.iter().zip(&positions.items).filter(|(_, item)| among(item)) {
            *sizes.entry(*family).or_default() += 1;
        }
        families.iter().map(|family| 1.0 / sizes.get(family).map_or(1.0, |size| *size as f64)).collect()
    }
}

/// That signings do not enter, where the rules set them apart.
pub(super) fn set_apart(signings: usize) -> String {
    format!("{} left out: signatures are apart", plural(signings, "signing"))
}

/// The family of each item of a view: its series, else itself.
pub(super) fn families(positions: &Positions) -> Vec<usize> {
    let mut known: BTreeMap<(bool, &str), usize> = BTreeMap::new();
    let name = |item: &crate::view::Item| -> (bool, String) {
        if item.series.is_empty() { (false, item.id.clone()) } else { (true, item.series.clone()) }
    };
    let names: Vec<(bool, String)> = positions.items.iter().map(name).collect();
    names
        .iter()
        .map(|(series, name)| {
            let next = known.len();
            *known.entry((*series, name.as_str())).or_insert(next)
        })
        .collect()
}

/// What two actors have in common: counts of the items on which both took a position, and the number made of them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Joint {
    /// Items on which both took a position.
    pub items: u32,
    /// Of these, the same position.
    pub same: u32,
    /// The same position, but at least one of the two only near it.
    pub near: u32,
    /// Different positions with part of the distance between them.
    pub between: u32,
    /// Opposite ends of the scale, or different nominal codes.
    pub opposed: u32,
    /// The number; not finite where chance explains everything.
    measured: f64,
}

impl Default for Joint {
    fn default() -> Self {
        Self { items: 0, same: 0, near: 0, between: 0, opposed: 0, measured: f64::NAN }
    }
}

impl Joint {
    /// Whether there is a number.
    pub fn is_defined(&self, minimum: usize) -> bool {
        self.items > 0 && self.items as usize >= minimum && self.measured.is_finite()
    }
    /// The number, or the reason why there is none.
    ///
    /// # Undefined
    /// Without a joint item, with fewer than `minimum`, and, where the measure corrects for chance, when both always hold one
    /// position.
    pub fn index(&self, minimum: usize) -> Result<f64, Undefined> {
        match self.items {
            0 => Err(Undefined::because("no joint item")),
            items if (items as usize) < minimum => {
                Err(Undefined::because(format!("{}, minimum {minimum}", plural(items as usize, "joint item"))))
            }
            _ if !self.measured.is_finite() => {
                Err(Undefined::because("both always hold one position: chance alone would do the same"))
            }
            _ => Ok(self.measured),
        }
    }
}

/// How alike two actors stand, for every pair: by default Lijphart's index of agreement.
///
/// Two actors agree fully when they took the same position on every item that both took one on. Absence is no
/// position, so it neither agrees nor disagrees; an index of 0 means opposite positions throughout, while a pair that
/// never met has none.
///
/// With d the distance of two positions on an item, from 0 to 1 over the item's *scale* (never over what was observed),
/// and means over the n joint items of the pair:
///
/// - index: IA = 1 - mean d, in 0..=1; for votes (f + g/2) / n with f identical and g one step apart;
/// - S = 1 - 2 mean d^p, in -1..=1, p = 1 or 2; linear S is 2 IA - 1;
/// - kappa, pi = 1 - D_o / D_e, D_o = mean d^p and D_e the same under chance: each one's own margins (kappa) or the
///   pooled ones (pi), over the joint items. Two actors that always oppose each other have kappa 0 and pi -1;
/// - congruence = sum of (1 - d), conflict = sum of d, and their difference, normalised by activity.
///
/// Nominal codes are 0 apart when they are the same, else 1; S, kappa and pi leave such items out, kappa and pi also those
/// whose scale has one place. A position only *near* its code stands by default at least half a scale from it (chance is
/// read from the codes). Who joins in an adoption without a vote stands where a vote for it would.
///
/// # Undefined
/// Below `minimum` joint items (default 5), and without any, at every minimum; kappa and pi also when both always hold
/// one and the same position.
///
/// # Cost
/// O(pairs x items) time and O(pairs) space. Items with three even steps (votes) are counted in bits, 64 and more an
/// instruction; kappa and pi, and stances, a byte a cell.
///
/// # Reference
/// Lijphart 1963; Signorino & Ritter 1999; Cohen 1968; Scott 1955; Häge 2011; Leifeld 2017.
///
/// ```
/// # use blocs::{model::Span, view::{Code, Held, Item, ItemKind, Node, Positions, PositionOptions}};
/// use blocs::align::agreement::{Agreement, Options};
/// # let node = |id: &str| Node { id: id.into(), kind: "state".into(), name: id.into(), name_ja: String::new() };
/// # let code = |word: &str, level| Code { word: word.into(), level: Some(level), counts: true };
/// # let item = |id: &str| Item { id: id.into(), name: id.into(), name_ja: String::new(), kind: ItemKind::Vote,
/// #     object: String::new(), date: Span::UNKNOWN, series: String::new(),
/// #     codes: vec![code("against", 0), code("abstain", 1), code("for", 2)].into() };
/// # let (no, abstain, yes) = (Some(Held::new(0)), Some(Held::new(1)), Some(Held::new(2)));
/// let positions = Positions::from_cells(
///     vec![node("ann"), node("bo"), node("cy")],
///     vec![item("v1"), item("v2")],
///     &[vec![yes, no], vec![yes, abstain], vec![None, None]],
///     PositionOptions::default(),
/// );
/// let agreement = Agreement::of(&positions, Options { minimum: 2, ..Options::default() });
/// assert_eq!(agreement.between(0, 1), Ok(0.75));
/// assert!(agreement.between(0, 2).is_err()); // cy never took part: unknown, not opposed
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Agreement {
    /// The actors, in the order of their ids.
    pub actors: Vec<Node>,
    /// What each pair has in common.
    pub joint: Pairs<Joint>,
    /// Intervals, where they were asked for; or why there are none.
    pub intervals: Option<Result<Intervals, Undefined>>,
    /// How many items that are taken do not enter the number, since they have no order (or, where chance is corrected for, one
    /// place).
    pub left_out: usize,
    /// Whether some of the items that enter share a family, so that they are not independent.
    pub shares_families: bool,
    /// The options as used.
    pub options: Options,
    /// How it was made.
    pub method: Method,
}

impl Agreement {
    /// Computes the number of every pair of the view's actors.
    pub fn of(positions: &Positions, options: Options) -> Self {
        let (joint, defined) = Self::counted(positions, &options);
        let mut method = options.method(positions).counting("pairs", joint.len()).counting("defined pairs", defined);
        let intervals = options.bootstrap.map(|bootstrap| {
            let replicates = Replicates::of(positions, &options, bootstrap);
            method = Replicates::said(&replicates, positions, &options, bootstrap, method.clone());
            replicates.map(|replicates| Intervals::of(&replicates, positions))
        });
        let left_out = positions.items.iter().filter(|item| options.takes(item.kind) && !options.enters(item)).count();
        let entering = positions.items.iter().filter(|item| options.enters(item)).count();
        let shares_families = family_count(positions, &options) < entering;
        let actors = positions.actors.clone();
        let mut agreement = Self { actors, joint, intervals, left_out, shares_families, options, method };
        let without = agreement.without_interval(defined);
        agreement.method.note_each(without);
        let flat = agreement.flat();
        if flat > 0 {
            let pairs = plural(flat, "pair");
            agreement.method.note(format!(
                "{pairs} with an interval of no width: every resample gives one number, which does not show that other items \
                 would; see `identical`"
            ));
        }
        agreement
    }
    /// What every pair has in common, and how many pairs have a number.
    fn counted(positions: &Positions, options: &Options) -> (Pairs<Joint>, usize) {
        let weight = options.item_weights(positions);
        // Eight actors are packed at once: more threads than that have nothing to do.
        let threads = options.threads.min(positions.actors.len().div_ceil(8));
        let counted = parallel::together(threads, |crew| {
            let scales = Arc::new(Scales::of(positions, options, &weight, crew));
            let (n, block) = (positions.actors.len(), scales.block());
            // The rows have room before, so that no thread waits for memory of its own.
            let rows = |first: usize| (first..n.min(first + block)).map(Vec::with_capacity).collect();
            // Who has most before them comes first, so that no thread is left with a long task at the end.
            let tasks: Vec<(usize, Vec<Vec<Joint>>)> =
                (0..n).step_by(block).rev().map(|first| (first, rows(first))).collect();
            let minimum = options.minimum;
            crew.each(tasks, move |(first, mut rows)| {
                scales.joints(first..first + rows.len(), &mut rows);
                let defined = rows.iter().flatten().filter(|joint| joint.is_defined(minimum)).count();
                (rows, defined)
            })
        });
        let defined = counted.iter().map(|(_, defined)| defined).sum();
        let rows = counted.into_iter().rev().flat_map(|(rows, _)| rows).collect();
        (Pairs::from_rows(rows).expect("a value with each one before, by construction"), defined)
    }
    /// How many defined pairs have no interval, and why, where others have one.
    fn without_interval(&self, defined: usize) -> Vec<String> {
        let Some(Ok(intervals)) = &self.intervals else { return Vec::new() };
        let mut reasons: BTreeMap<String, usize> = BTreeMap::new();
        for why in self.defined().filter_map(|(a, b, _)| intervals.between(a, b).err()) {
            *reasons.entry(why.reason().to_owned()).or_default() += 1;
        }
        let all = plural(defined, "defined pair");
        reasons.into_iter().map(|(why, pairs)| format!("{pairs} of {all} have no interval: {why}")).collect()
    }
    /// How many intervals have no width: what was never observed cannot be drawn.
    fn flat(&self) -> usize {
        let Some(Ok(intervals)) = &self.intervals else { return 0 };
        let flat = |&(a, b, _): &(usize, usize, f64)| intervals.between(a, b).is_ok_and(|(low, high)| low == high);
        self.defined().filter(flat).count()
    }
    /// The number of two actors, or the reason why there is none.
    ///
    /// # Undefined
    /// As [`Joint::index`] with the minimum of the options; where the measure takes ordered items alone, without one of these.
    ///
    /// # Panics
    /// When both are the same or one is not below the number of actors.
    pub fn between(&self, a: usize, b: usize) -> Result<f64, Undefined> {
        self.number(self.joint.get(a, b))
    }
    /// The number of what a pair has in common, or the reason why there is none.
    fn number(&self, joint: &Joint) -> Result<f64, Undefined> {
        joint.index(self.options.minimum).map_err(|why| match self.options.disorder().filter(|_| joint.items == 0) {
            Some(rule) => {
                Undefined::because(format!("no joint item with an order: {} takes it from a vote", rule.english))
            }
            None if joint.items == 0 && self.left_out > 0 => {
                Undefined::because(match self.options.measure.corrects() {
                    true => "no joint item with an order and more than one place",
                    false => "no joint item with an order",
                })
            }
            None => why,
        })
    }
    /// Every pair that has an index: (a, b, index) with a < b, in order.
    pub fn defined(&self) -> impl Iterator<Item = (usize, usize, f64)> + '_ {
        let defined = self.joint.iter().filter(|(_, _, joint)| joint.is_defined(self.options.minimum));
        defined.map(|(a, b, joint)| (a, b, joint.measured))
    }
    /// The index of every pair, `None` where it is undefined: how another question takes it in.
    pub fn weights(&self) -> Pairs<Option<f64>> {
        let mut weights = Pairs::filled(self.actors.len(), None);
        for (a, b, index) in self.defined() {
            *weights.get_mut(a, b) = Some(index);
        }
        weights
    }
    /// The interval of two actors, or the reason why there is none.
    ///
    /// # Undefined
    /// Where the number is, where no interval was asked for, and as [`Intervals::between`].
    ///
    /// # Panics
    /// When both are the same or one is not below the number of actors.
    pub fn interval(&self, a: usize, b: usize) -> Result<(f64, f64), Undefined> {
        self.between(a, b)?;
        match &self.intervals {
            None => Err(Undefined::because("no interval was asked for")),
            Some(Err(why)) => Err(why.clone()),
            Some(Ok(intervals)) => intervals.between(a, b),
        }
    }
    /// The place of an actor by its id.
    pub fn actor(&self, id: &str) -> Option<usize> {
        self.actors.binary_search_by(|actor| actor.id.as_str().cmp(id)).ok()
    }
}

/// `1 item`, `2 items`.
pub(super) fn plural(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
#[path = "agreement_tests.rs"]
pub(super) mod tests;
#[cfg(test)]
#[path = "agreement_laws.rs"]
mod laws;
#[cfg(test)]
#[path = "agreement_rules_tests.rs"]
mod rules_tests;
