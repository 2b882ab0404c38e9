//! Which actors share forums, or which forums share actors, beyond chance: more than chance would, or kept apart.

mod chance;
mod incidence;
mod options;
mod trays;
mod weights;

use crate::math::projection;
use crate::result::{Cell, Method, Saying, Undefined};
use crate::view::{Affiliations, Node};

use chance::Chance;
pub use incidence::LeftOut;
pub(super) use incidence::{Entry, Incidence, has_unsettled, known_lists, names_nobody, nobody};
pub use options::{Correction, Null, Options, Side};
pub use weights::Weights;

/// Whether two things share more than chance would have them share.
///
/// Two states that both belong to everything share much, and it means little. For each pair the count of what they share
/// is laid beside its distribution under a null model, and both tails are kept: p of sharing at least so much, p of
/// sharing at most so much. Two-sided p = min(1, 2 min(both)). Pairs that share nothing are tested too: to be kept apart
/// is a finding. Cut at alpha after the correction, a pair is *together*, *apart* or neither; p-values stay.
///
/// The probabilities of cells are those of the bipartite configuration model, or given ([`Backbone::weighed`]).
///
/// Cells that are no matter of chance (`Affiliations::given`: an outsider of a closed forum, a certain member) are kept as
/// structural zeros and ones: who could not sit there does not count as having stayed away (Neal & Neal 2024).
///
/// Only forums whose list is complete and undisputed enter: of the others, not to be named is not to be absent. Forums in
/// which everybody sits leave nothing to chance and are left out: they tie nobody. So are actors that sit nowhere else, and then
/// forums in which everybody sits who is left; but not where the null model could seat them: forums by `fixed-row` draw from all
/// actors of the view, as `fixed-column` does for actors.
///
/// # Undefined
/// The whole answer with fewer than two complete lists, or fewer than two things to compare; with structural zeros or ones
/// under `fdsm`: trades between two rows that keep them do not reach every table (Rao, Jana & Bandyopadhyay 1996), so that
/// draws would not be alike likely.
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
/// # let arena = |id: &str| Arena { node: node(id), listed_in_full: true, stated_size: None };
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
    /// What each thing shares with each before it.
    shared: Vec<Vec<u32>>,
    chance: Chance,
    /// The ids of the other side, in order: by these things are compared.
    others: Vec<String>,
    /// How many lists and actors do not enter, and why.
    pub left_out: LeftOut,
    /// Each two-sided p-value that is found, rising, with what the correction makes of it.
    corrected: Vec<(f64, f64)>,
    /// The largest raw two-sided p-value that is kept; `None` where nothing is.
    cut: Option<f64>,
    /// Where so few tables were drawn that no pair could stand out: how many it would take at least.
    pub too_few_trials: Option<usize>,
    /// The options as used.
    pub options: Options,
    /// How it was made.
    pub method: Method,
}

/// The least tail that is told apart from none: what is observed is never impossible.
pub const LEAST: f64 = 1e-40;

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
        Self::against(view, options, None)
    }
    /// The same by `sdsm`, with the probability of each cell given.
    ///
    /// # Undefined
    /// As the type says; under another null model, and where a cell has no probability.
    pub fn weighed(view: &Affiliations, options: Options, weights: &Weights) -> Result<Self, Undefined> {
        Self::against(view, options, Some(weights))
    }
    fn against(view: &Affiliations, options: Options, weights: Option<&Weights>) -> Result<Self, Undefined> {
        let entry = match (options.null, options.of) {
            (Null::FixedRow, Side::Forums) | (Null::FixedColumn, Side::Actors) => Entry::Everybody,
            _ => Entry::Seated,
        };
        let table = Incidence::of(view, options.of, entry)?;
        let shared = projection::shared(&table.rows, table.columns.len(), options.threads);
        let mut method = Method::new("backbone", options.references(!table.given.is_empty(), weights.is_some()))
            .with("of", options.of.word())
            .with("null model", options.null.word())
            .with("alpha", options.alpha)
            .with("sides", "two")
            .with("correction", options.correction.word())
            .with("pairs that share nothing", "tested");
        method = super::on_view(method, view);
        let (chance, said) = table.chance(&shared, &options, weights)?;
        method.parameters.extend(said.parameters);
        let pairs = shared.iter().map(Vec::len).sum();
        method = method
            .counting(options.of.word(), table.things.len())
            .counting(if options.of == Side::Actors { "complete lists" } else { "actors" }, table.columns.len())
            .counting("memberships", table.rows.iter().map(Vec::len).sum())
            .counting("pairs", pairs);
        if options.null == Null::Fdsm {
            method = method.seeded(options.seed);
        }
        method.notes = table.notes.iter().cloned().chain(said.notes.into_iter().map(Saying::from)).collect();
        let sizes = table.rows.iter().map(Vec::len).collect();
        let counted = chance.counted(&shared);
        let corrected = corrected(&counted, pairs, options.correction);
        let cut = cut_at(&corrected, &options);
        let too_few_trials = cut.is_none().then(|| too_few_trials(&counted, pairs, &options)).flatten();
        if let Some(trials) = too_few_trials {
            method.note(format!(
                "{} draws cannot tell: their least p, {}, is cut by alpha and the correction for {pairs} pairs; it takes at \
                 least {trials}",
                options.trials,
                Cell::Number(least_drawn(&options)).read().shown()
            ));
        }
        let count = |wanted| {
            let of_kind = counted.iter().filter(|(pair, _)| standing(pair, cut) == wanted);
            of_kind.map(|(_, times)| times).sum()
        };
        method = method.counting("together", count(Standing::Together)).counting("apart", count(Standing::Apart));
        let thin = counted.iter().filter(|(pair, _)| pair.more.min(pair.fewer) <= LEAST);
        let thin: usize = thin.map(|(_, times)| times).sum();
        if thin > 0 {
            let (pairs, have) = if thin == 1 { ("pair", "has") } else { ("pairs", "have") };
            method.note(format!("{thin} {pairs} {have} a tail below 1e-40, which stands as 1e-40: read `< 1e-40`"));
        }
        let settled = counted.iter().filter(|(pair, _)| pair.more >= 1.0 && pair.fewer >= 1.0);
        let settled: usize = settled.map(|(_, times)| times).sum();
        if settled > 0 && options.correction != Correction::None {
            method.note(format!(
                "{settled} of {pairs} pairs cannot come out otherwise, whatever chance does, and are corrected for all the same"
            ));
        }
        let others = table.columns.iter().map(|column| column.id.clone()).collect();
        let left_out = table.left_out;
        Ok(Self {
            things: table.things,
            sizes,
            shared,
            chance,
            others,
            left_out,
            corrected,
            cut,
            too_few_trials,
            options,
            method,
        })
    }
    /// What is found of two things.
    ///
    /// # Panics
    /// When both are the same or one is not there.
    pub fn pair(&self, a: usize, b: usize) -> Pair {
        let (low, high) = (a.min(b), a.max(b));
        assert!(low != high && high < self.things.len(), "a pair has two different members");
        self.chance.pair(low, high, self.shared[high][low])
    }
    /// The two-sided p-value of a pair, corrected for as many tests as there are pairs; raw where no correction is asked for.
    pub fn corrected(&self, pair: &Pair) -> f64 {
        let p = pair.two_sided();
        let place = self.corrected.binary_search_by(|(raw, _)| raw.total_cmp(&p));
        place.map_or(p, |place| self.corrected[place].1)
    }
    /// How many pairs there are.
    pub fn pairs_compared(&self) -> usize {
        self.shared.iter().map(Vec::len).sum()
    }
    /// Every pair (a, b) with a < b.
    pub fn pairs(&self) -> impl Iterator<Item = (usize, usize, Pair)> + '_ {
        (1..self.things.len()).flat_map(move |b| (0..b).map(move |a| (a, b, self.pair(a, b))))
    }
    /// Whether a pair stands out at the alpha and the correction of the options.
    pub fn standing(&self, a: usize, b: usize) -> Standing {
        standing(&self.pair(a, b), self.cut)
    }
}

fn standing(pair: &Pair, cut: Option<f64>) -> Standing {
    let p = pair.two_sided();
    match cut {
        // As likely as can be: nothing speaks for either side.
        Some(cut) if p <= cut && p < 1.0 => {
            if pair.more < pair.fewer {
                Standing::Together
            } else {
                Standing::Apart
            }
        }
        _ => Standing::Neither,
    }
}

/// Each p-value that is found, rising, beside the corrected one: not above alpha exactly where the correction keeps it.
/// `counted` says how many pairs have what is found: few different things are.
fn corrected(counted: &[(Pair, usize)], all: usize, correction: Correction) -> Vec<(f64, f64)> {
    let mut found: Vec<(f64, usize)> = counted.iter().map(|(pair, times)| (pair.two_sided(), *times)).collect();
    found.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut before = 0;
    let mut corrected: Vec<(f64, f64)> = Vec::new();
    for of_one in found.chunk_by(|a, b| a.0 == b.0) {
        let (p, count) = (of_one[0].0, of_one.iter().map(|(_, times)| times).sum::<usize>());
        let largest = corrected.last().map_or(0.0, |(_, largest)| *largest);
        corrected.push(match correction {
            Correction::None => (p, p),
            // Step down: none is smaller than one before it.
            Correction::Holm => (p, (p * (all - before) as f64).min(1.0).max(largest)),
            Correction::BenjaminiHochberg => (p, (p * all as f64 / (before + count) as f64).min(1.0)),
        });
        before += count;
    }
    if correction == Correction::BenjaminiHochberg {
        // Step up: none is larger than one after it.
        let mut least = 1.0_f64;
        for (_, corrected) in corrected.iter_mut().rev() {
            least = least.min(*corrected);
            *corrected = least;
        }
    }
    corrected
}

/// The largest raw p-value that is kept.
fn cut_at(corrected: &[(f64, f64)], options: &Options) -> Option<f64> {
    let kept = |corrected: f64| match options.correction {
        Correction::None => corrected < options.alpha,
        Correction::Holm | Correction::BenjaminiHochberg => corrected <= options.alpha,
    };
    corrected.iter().rev().find(|(_, corrected)| kept(*corrected)).map(|(p, _)| *p)
}

/// The least two-sided p-value that drawing can give.
fn least_drawn(options: &Options) -> f64 {
    2.0 / (options.trials.max(1) as f64 + 1.0)
}

/// Where nothing is kept of what was drawn because no p-value of so few draws could be: how many it takes at least.
fn too_few_trials(counted: &[(Pair, usize)], pairs: usize, options: &Options) -> Option<usize> {
    let least = least_drawn(options);
    let reached = counted.iter().filter(|(pair, _)| pair.two_sided() <= least * (1.0 + 1e-9));
    let reached: usize = reached.map(|(_, times)| times).sum();
    let times = match options.correction {
        Correction::None => 1.0,
        Correction::Holm => pairs as f64,
        // The more pairs are as unlikely as drawing can say, the less each of them is corrected.
        Correction::BenjaminiHochberg if reached > 0 => pairs as f64 / reached as f64,
        Correction::BenjaminiHochberg => return None,
    };
    (options.null == Null::Fdsm).then(|| options.trials_for(times)).flatten().filter(|trials| *trials > options.trials)
}

#[cfg(test)]
#[path = "backbone_drawn_tests.rs"]
mod drawn_tests;
#[cfg(test)]
#[path = "backbone_field_tests.rs"]
mod field_tests;
#[cfg(test)]
#[path = "backbone_model_tests.rs"]
mod model_tests;
#[cfg(test)]
#[path = "backbone_tests.rs"]
mod tests;
