//! Which actors share forums, or which forums share actors, beyond chance: more than chance would, or kept apart.

mod incidence;
mod trays;

use std::collections::BTreeMap;

use crate::math::tails::Tails;
use crate::result::{Method, Undefined};
use crate::view::{Affiliations, Node};

pub(super) use incidence::{Incidence, known_lists};

/// The sides of a two-mode table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Side {
    /// Pairs of actors, by the forums that they share.
    Actors,
    /// Pairs of forums, by the actors that they share.
    #[default]
    Forums,
}

impl Side {
    /// Every value.
    pub const ALL: &[Self] = &[Self::Actors, Self::Forums];
    /// The word that options and methods use.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Actors => "actors",
            Self::Forums => "forums",
        }
    }
}

/// What chance keeps of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Null {
    /// Row and column sums on average: cells are independent with the probabilities of the bipartite configuration model,
    /// tails are exact sums.
    #[default]
    Sdsm,
    /// Row and column sums exactly: tables are drawn, so p-values have a Monte Carlo error.
    Fdsm,
    /// The sums of the side that is compared, exactly; every thing on the other side is as likely as any other. The tail is
    /// hypergeometric.
    FixedRow,
    /// The sums of the other side exactly, whoever fills them.
    FixedColumn,
}

impl Null {
    /// Every value.
    pub const ALL: &[Self] = &[Self::Sdsm, Self::Fdsm, Self::FixedRow, Self::FixedColumn];
    /// The word that options and methods use.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Sdsm => "sdsm",
            Self::Fdsm => "fdsm",
            Self::FixedRow => "fixed-row",
            Self::FixedColumn => "fixed-column",
        }
    }
    const fn reference(self) -> &'static str {
        match self {
            Self::Sdsm => "Neal, Domagalski & Sagan 2021; Saracco et al. 2015; Hong 2013",
            Self::Fdsm => "Neal, Domagalski & Sagan 2021; Strona et al. 2014",
            Self::FixedRow => "Tumminello et al. 2011",
            Self::FixedColumn => "Neal, Domagalski & Sagan 2021",
        }
    }
}

/// How p-values of many pairs are corrected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Correction {
    /// Not at all: a share of alpha of all pairs is kept by chance alone.
    #[default]
    None,
    /// Holm: the chance of any false tie is at most alpha.
    Holm,
    /// Benjamini and Hochberg: of the ties kept, a share of alpha is expected to be false.
    BenjaminiHochberg,
}

impl Correction {
    /// Every value.
    pub const ALL: &[Self] = &[Self::None, Self::Holm, Self::BenjaminiHochberg];
    /// The word that options and methods use.
    pub const fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Holm => "holm",
            Self::BenjaminiHochberg => "bh",
        }
    }
}

/// How pairs are tested.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Options {
    /// Which pairs.
    pub of: Side,
    /// What chance keeps.
    pub null: Null,
    /// Where p-values are cut, last of all.
    pub alpha: f64,
    /// How they are corrected before.
    pub correction: Correction,
    /// How many tables `fdsm` draws.
    pub trials: usize,
    /// The seed of its draws.
    pub seed: u64,
    /// On how many threads; the answer does not depend on it.
    pub threads: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            of: Side::default(),
            null: Null::default(),
            alpha: 0.05,
            correction: Correction::default(),
            trials: 1000,
            seed: 1,
            threads: 1,
        }
    }
}

/// Whether two things share more than chance would have them share.
///
/// Two states that both belong to everything share much, and it means little. For each pair the count of what they share
/// is laid beside its distribution under a null model, and both tails are kept: p of sharing at least so much, p of
/// sharing at most so much. Two-sided p = min(1, 2 min(both)). Pairs that share nothing are tested too: to be kept apart
/// is a finding. Cut at alpha after the correction, a pair is *together*, *apart* or neither; p-values stay.
///
/// Cells that are no matter of chance (`Affiliations::given`: an outsider of a closed forum, a certain member) are kept as
/// structural zeros and ones by `sdsm`: who could not sit there does not count as having stayed away (Neal & Neal 2024).
///
/// Only forums whose list is complete and undisputed enter: of the others, not to be named is not to be absent. Forums in
/// which everybody sits, and actors that sit nowhere, leave nothing to chance and are left out: they tie nobody.
///
/// # Undefined
/// The whole answer with fewer than two complete lists, or fewer than two things to compare; with structural zeros or ones
/// under another null model than `sdsm`.
///
/// # Cost
/// `sdsm` and `fixed-column`: one exact distribution for each pair of classes of equal sums; `fixed-row` the same;
/// `fdsm`: trials x (trades + pairs).
///
/// # Reference
/// Neal 2014; Neal, Domagalski & Sagan 2021; Neal & Neal 2024; Saracco et al. 2017; Godard & Neal 2022.
///
/// ```
/// # use blocs::view::{Affiliations, AffiliationOptions, Arena, Membership::{In, Out}, Node};
/// use blocs::overlap::backbone::{Backbone, Null, Options, Side};
/// # let node = |id: &str| Node { id: id.into(), kind: "state".into(), name: id.into(), name_ja: String::new() };
/// # let arena = |id: &str| Arena { node: node(id), complete: true, stated_size: None };
/// # let view = Affiliations::from_cells(
/// #     vec![node("a"), node("b"), node("c"), node("d")], vec![arena("f"), arena("g"), arena("h")],
/// #     &[vec![In, In, Out], vec![In, In, Out], vec![Out, Out, In], vec![Out, Out, In]],
/// #     Default::default(), AffiliationOptions::default());
/// // a and b share both of their forums. Drawing two of three twice: 1 way in 3 gives the same two.
/// let options = Options { of: Side::Actors, null: Null::FixedRow, ..Options::default() };
/// let found = Backbone::of(&view, options).unwrap();
/// let pair = found.pair(0, 1);
/// assert_eq!(pair.shared, 2);
/// assert!((pair.more - 1.0 / 3.0).abs() < 1e-12);
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Backbone {
    /// What is compared, in the order of ids.
    pub things: Vec<Node>,
    /// How many of the other side each thing has.
    pub sizes: Vec<usize>,
    /// Shared counts of the pairs (1,0), (2,0), (2,1), ...
    shared: Vec<u32>,
    chance: Chance,
    /// The largest raw two-sided p-value that is kept; `None` where nothing is.
    cut: Option<f64>,
    /// The options as used.
    pub options: Options,
    /// How it was made.
    pub method: Method,
}

/// The least tail that is told apart from none: what is observed is never impossible.
pub const LEAST: f64 = 1e-40;

/// Where the tails of a pair come from.
#[derive(Debug, Clone, PartialEq)]
enum Chance {
    /// One distribution for each pair of classes.
    Classes { class: Vec<usize>, tails: BTreeMap<(usize, usize), Tails> },
    /// How many of the drawn tables had at least, and at most, what was observed.
    Drawn { at_least: Vec<u32>, at_most: Vec<u32>, trials: u32 },
}

/// What is found of a pair.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pair {
    /// How many they share.
    pub shared: usize,
    /// P(at least so many); [`LEAST`] stands for anything below it.
    pub more: f64,
    /// P(at most so many); the same.
    pub fewer: f64,
    /// The standard error of the smaller of the two by drawing; 0 where tails are exact.
    pub error: f64,
}

impl Pair {
    /// The two-sided p-value.
    pub fn two_sided(&self) -> f64 {
        (2.0 * self.more.min(self.fewer)).min(1.0)
    }
}

/// Whether a pair stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// They share more than chance would.
    Together,
    /// They share less than chance would.
    Apart,
    /// Chance would do.
    Neither,
}

impl Standing {
    /// The word that tables use.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Together => "together",
            Self::Apart => "apart",
            Self::Neither => "neither",
        }
    }
}

impl Backbone {
    /// Tests every pair of actors or forums of a view.
    ///
    /// # Undefined
    /// As the type says.
    pub fn of(view: &Affiliations, options: Options) -> Result<Self, Undefined> {
        let table = Incidence::of(view, options.of)?;
        if !table.given.is_empty() && options.null != Null::Sdsm {
            let null = options.null.word();
            return Err(Undefined::because(format!("{null} keeps no structural zeros and ones: only sdsm does")));
        }
        let shared = table.shared(options.threads);
        let mut method = Method::new("backbone", options.null.reference())
            .with("of", options.of.word())
            .with("null model", options.null.word())
            .with("alpha", options.alpha)
            .with("sides", "two")
            .with("correction", options.correction.word())
            .with("pairs that share nothing", "tested")
            .with("modes", view.options.modes.iter().map(|mode| mode.word()).collect::<Vec<_>>().join(" "))
            .with("window", view.options.window);
        let (chance, said) = table.chance(&shared, &options);
        method.parameters.extend(said.parameters);
        method = method
            .counting(options.of.word(), table.things.len())
            .counting(if options.of == Side::Actors { "complete lists" } else { "actors" }, table.columns.len())
            .counting("memberships", table.rows.iter().map(Vec::len).sum())
            .counting("pairs", shared.len());
        if options.null == Null::Fdsm {
            method = method.seeded(options.seed);
        }
        method.notes = table.notes.iter().cloned().chain(said.notes).collect();
        let sizes = table.rows.iter().map(Vec::len).collect();
        let mut found = Self { things: table.things, sizes, shared, chance, cut: None, options, method };
        found.cut = found.cut_at(options.alpha);
        let count = |standing| found.pairs().filter(|(a, b, _)| found.standing(*a, *b) == standing).count();
        let (together, apart) = (count(Standing::Together), count(Standing::Apart));
        found.method = found.method.counting("together", together).counting("apart", apart);
        let thin = found.pairs().filter(|(_, _, pair)| pair.more.min(pair.fewer) <= LEAST).count();
        if thin > 0 {
            found
                .method
                .notes
                .push(format!("{thin} pairs have a tail below 1e-40, which stands as 1e-40: read `< 1e-40`"));
        }
        Ok(found)
    }
    /// What is found of two things.
    ///
    /// # Panics
    /// When both are the same or one is not there.
    pub fn pair(&self, a: usize, b: usize) -> Pair {
        let (low, high) = (a.min(b), a.max(b));
        assert!(low != high && high < self.things.len(), "a pair has two different members");
        let at = high * (high - 1) / 2 + low;
        let shared = self.shared[at] as usize;
        let (more, fewer, error) = match &self.chance {
            Chance::Classes { class, tails } => {
                let key = (class[low].min(class[high]), class[low].max(class[high]));
                (tails[&key].at_least(shared).max(LEAST), tails[&key].at_most(shared).max(LEAST), 0.0)
            }
            Chance::Drawn { at_least, at_most, trials } => {
                // The table as it is counts as one of those drawn, so that no p-value is 0.
                let share = |count: u32| f64::from(count + 1) / f64::from(trials + 1);
                let (more, fewer) = (share(at_least[at]), share(at_most[at]));
                let p = more.min(fewer);
                (more, fewer, (p * (1.0 - p) / f64::from(*trials)).sqrt())
            }
        };
        Pair { shared, more, fewer, error }
    }
    /// Every pair (a, b) with a < b.
    pub fn pairs(&self) -> impl Iterator<Item = (usize, usize, Pair)> + '_ {
        (1..self.things.len()).flat_map(move |b| (0..b).map(move |a| (a, b, self.pair(a, b))))
    }
    /// Whether a pair stands out at the alpha and the correction of the options.
    pub fn standing(&self, a: usize, b: usize) -> Standing {
        let pair = self.pair(a, b);
        match self.cut {
            Some(cut) if pair.two_sided() <= cut && pair.more < pair.fewer => Standing::Together,
            Some(cut) if pair.two_sided() <= cut => Standing::Apart,
            _ => Standing::Neither,
        }
    }
    /// The largest raw p-value that is kept. Equal p-values are counted, not listed: there are few different ones.
    fn cut_at(&self, alpha: f64) -> Option<f64> {
        let mut counts: BTreeMap<u64, usize> = BTreeMap::new();
        // Bits of numbers from 0 to 1 are in the order of the numbers.
        self.pairs().for_each(|(_, _, pair)| *counts.entry(pair.two_sided().to_bits()).or_default() += 1);
        let all = self.shared.len();
        let (mut before, mut cut) = (0, None);
        for (bits, count) in counts {
            let p = f64::from_bits(bits);
            let kept = match self.options.correction {
                Correction::None => p < alpha,
                // Step down: the first that fails ends it.
                Correction::Holm => p * (all - before) as f64 <= alpha,
                Correction::BenjaminiHochberg => p * all as f64 <= alpha * (before + count) as f64,
            };
            before += count;
            match (kept, self.options.correction) {
                (true, _) => cut = Some(p),
                (false, Correction::BenjaminiHochberg) => {}
                (false, _) => break,
            }
        }
        cut
    }
}

#[cfg(test)]
#[path = "backbone_tests.rs"]
mod tests;
