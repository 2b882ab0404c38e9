//! Which actors share forums, or which forums share actors, beyond chance: more than chance would, or kept apart.

mod trays;

use std::collections::BTreeMap;

use crate::math::bicm::Bicm;
use crate::math::curveball::Curveball;
use crate::math::parallel;
use crate::math::tails::Tails;
use crate::result::{Method, Undefined};
use crate::view::{Affiliations, Membership, Node};

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
/// Only forums whose list is complete enter: of the others, not to be named is not to be absent. A forum in which
/// everybody sits, and an actor that sits nowhere or everywhere, leave nothing to chance: they tie nobody.
///
/// # Undefined
/// The whole answer with fewer than two complete lists, or fewer than two things to compare.
///
/// # Cost
/// `sdsm` and `fixed-column`: one exact distribution for each pair of classes of equal sums; `fixed-row` the same;
/// `fdsm`: trials x (trades + pairs).
///
/// # Reference
/// Neal 2014; Neal, Domagalski & Sagan 2021; Saracco et al. 2017; Godard & Neal 2022.
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
    /// P(at least so many).
    pub more: f64,
    /// P(at most so many).
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
                (tails[&key].at_least(shared), tails[&key].at_most(shared), 0.0)
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

/// Rows of what is compared, each with the sorted columns that it has.
pub(super) struct Incidence {
    pub(super) things: Vec<Node>,
    pub(super) columns: Vec<Node>,
    pub(super) rows: Vec<Vec<u32>>,
    pub(super) notes: Vec<String>,
}

/// What the null model adds to the method.
struct Said {
    parameters: Vec<(String, String)>,
    notes: Vec<String>,
}

impl Incidence {
    /// The table of complete lists; actors that sit nowhere are left out.
    pub(super) fn of(view: &Affiliations, side: Side) -> Result<Self, Undefined> {
        let complete: Vec<usize> = (0..view.arenas.len()).filter(|&arena| view.arenas[arena].complete).collect();
        let open: Vec<&str> =
            view.arenas.iter().filter(|arena| !arena.complete).map(|arena| arena.node.name.as_str()).collect();
        let mut notes = Vec::new();
        if !open.is_empty() {
            let named = open.iter().take(12).copied().collect::<Vec<_>>().join(", ");
            let more = if open.len() > 12 { format!(" and {} more", open.len() - 12) } else { String::new() };
            notes.push(format!("left out, as their lists are open ({}): {named}{more}", open.len()));
        }
        if complete.len() < 2 {
            let why = match complete.len() {
                0 => "no forum has a complete list".to_owned(),
                _ => format!("only {} has a complete list", view.arenas[complete[0]].node.name),
            };
            return Err(Undefined::because(format!("{why}: of open lists, not to be named is not to be absent")));
        }
        let actors: Vec<usize> = (0..view.actors.len())
            .filter(|&actor| complete.iter().any(|&arena| view.cell(actor, arena) == Membership::In))
            .collect();
        let nowhere = view.actors.len() - actors.len();
        if nowhere > 0 {
            notes.push(format!("{nowhere} actors sit in no complete list and are left out"));
        }
        let universal: Vec<&str> = complete
            .iter()
            .filter(|&&arena| actors.iter().all(|&actor| view.cell(actor, arena) == Membership::In))
            .map(|&arena| view.arenas[arena].node.name.as_str())
            .collect();
        if !universal.is_empty() {
            notes.push(format!("everybody sits in {}: it tells nobody apart", universal.join(", ")));
        }
        let is_in = |actor: usize, arena: usize| view.cell(actor, arena) == Membership::In;
        let of_actors: Vec<Node> = actors.iter().map(|&actor| view.actors[actor].clone()).collect();
        let of_arenas: Vec<Node> = complete.iter().map(|&arena| view.arenas[arena].node.clone()).collect();
        let rows = |mine: &[usize], others: &[usize], cell: &dyn Fn(usize, usize) -> bool| -> Vec<Vec<u32>> {
            let row = |&a: &usize| (0..others.len() as u32).filter(|&k| cell(a, others[k as usize])).collect();
            mine.iter().map(row).collect()
        };
        let (things, columns, rows) = match side {
            Side::Actors => (of_actors, of_arenas, rows(&actors, &complete, &is_in)),
            Side::Forums => (of_arenas, of_actors, rows(&complete, &actors, &|arena, actor| is_in(actor, arena))),
        };
        if things.len() < 2 {
            return Err(Undefined::because("fewer than two things to compare"));
        }
        Ok(Self { things, columns, rows, notes })
    }
    /// How many columns the pairs (1,0), (2,0), (2,1), ... share: counted column by column, where few are filled.
    fn shared(&self, threads: usize) -> Vec<u32> {
        let n = self.rows.len();
        let mut members: Vec<Vec<u32>> = vec![Vec::new(); self.columns.len()];
        for (row, columns) in self.rows.iter().enumerate() {
            columns.iter().for_each(|column| members[*column as usize].push(row as u32));
        }
        let rows = parallel::map(n, threads, |row| {
            let mut counts = vec![0_u32; row];
            for column in &self.rows[row] {
                // Members are sorted: those before this row.
                for other in members[*column as usize].iter().take_while(|other| (**other as usize) < row) {
                    counts[*other as usize] += 1;
                }
            }
            counts
        });
        rows.concat()
    }
    fn margins(&self) -> (Vec<usize>, Vec<usize>) {
        let mut columns = vec![0; self.columns.len()];
        self.rows.iter().flatten().for_each(|column| columns[*column as usize] += 1);
        (self.rows.iter().map(Vec::len).collect(), columns)
    }
    fn chance(&self, shared: &[u32], options: &Options) -> (Chance, Said) {
        let (rows, columns) = self.margins();
        let mut said = Said { parameters: Vec::new(), notes: Vec::new() };
        let chance = match options.null {
            Null::Sdsm => {
                let fit = Bicm::fit(&rows, &columns);
                let with = |name: &str, value: String| (name.to_owned(), value);
                said.parameters.push(with("cell probabilities", "bipartite configuration model".to_owned()));
                said.parameters.push(with("tails", "exact".to_owned()));
                if !fit.has_converged() {
                    said.notes.push(format!(
                        "the cell probabilities have not converged: a margin is off by {:e} after {} sweeps",
                        fit.error, fit.sweeps
                    ));
                }
                let both = |a: usize, b: usize| -> Vec<(f64, usize)> {
                    let (a, b) = (fit.of_class(a), fit.of_class(b));
                    (0..fit.column_sizes.len()).map(|k| (a[k] * b[k], fit.column_sizes[k])).collect()
                };
                by_class(fit.row_class.clone(), options.threads, |a, b| Tails::poisson_binomial(&both(a, b)))
            }
            Null::FixedRow => {
                let (class, sums) = sums_of(&rows);
                let all = columns.len();
                by_class(class, options.threads, |a, b| Tails::hypergeometric(all, sums[a], sums[b]))
            }
            Null::FixedColumn => {
                // Two given rows are both in a column of c with chance c (c - 1) / (n (n - 1)).
                let n = rows.len() as f64;
                let (class, sums) = sums_of(&columns);
                let mut sizes = vec![0; sums.len()];
                class.iter().for_each(|class| sizes[*class] += 1);
                let both = |sum: usize| (sum as f64) * (sum as f64 - 1.0) / (n * (n - 1.0));
                let classes: Vec<(f64, usize)> =
                    sums.iter().zip(sizes).map(|(sum, size)| (both(*sum).max(0.0), size)).collect();
                by_class(vec![0; rows.len()], 1, |_, _| Tails::poisson_binomial(&classes))
            }
            Null::Fdsm => {
                said.parameters.push(("trials".to_owned(), options.trials.to_string()));
                said.parameters.push(("tails".to_owned(), "drawn by curveball".to_owned()));
                self.draw(shared, options)
            }
        };
        (chance, said)
    }
    /// Draws tables with these margins on independent chains, and counts how often a pair shares as much.
    fn draw(&self, shared: &[u32], options: &Options) -> Chance {
        /// Chains do not depend on the number of threads.
        const CHAINS: usize = 16;
        let n = self.rows.len();
        let words = self.columns.len().div_ceil(64);
        let trials = options.trials.max(1);
        let counted = parallel::map(CHAINS.min(trials), options.threads, |chain| {
            let mut walk = Curveball::new(&self.rows, options.seed, chain as u64);
            let (mut at_least, mut at_most) = (vec![0_u32; shared.len()], vec![0_u32; shared.len()]);
            let mut bits = vec![0_u64; n * words];
            let chains = CHAINS.min(trials);
            // The first table of a chain forgets where it began.
            walk.trade(20 * n);
            for _ in (chain..trials).step_by(chains) {
                walk.trade(5 * n);
                bits.iter_mut().for_each(|word| *word = 0);
                for (row, columns) in walk.rows().iter().enumerate() {
                    for column in columns {
                        bits[row * words + *column as usize / 64] |= 1 << (column % 64);
                    }
                }
                let mut at = 0;
                for high in 1..n {
                    let mine = &bits[high * words..(high + 1) * words];
                    for low in 0..high {
                        let other = &bits[low * words..(low + 1) * words];
                        let count: u32 = mine.iter().zip(other).map(|(a, b)| (a & b).count_ones()).sum();
                        at_least[at] += u32::from(count >= shared[at]);
                        at_most[at] += u32::from(count <= shared[at]);
                        at += 1;
                    }
                }
            }
            (at_least, at_most)
        });
        let (mut at_least, mut at_most) = (vec![0; shared.len()], vec![0; shared.len()]);
        for (more, fewer) in counted {
            at_least.iter_mut().zip(more).for_each(|(sum, count)| *sum += count);
            at_most.iter_mut().zip(fewer).for_each(|(sum, count)| *sum += count);
        }
        Chance::Drawn { at_least, at_most, trials: trials as u32 }
    }
}

/// One distribution for each pair of classes that occurs.
fn by_class(class: Vec<usize>, threads: usize, tails: impl Fn(usize, usize) -> Tails + Sync) -> Chance {
    let count = class.iter().max().map_or(0, |largest| largest + 1);
    let mut sizes = vec![0; count];
    class.iter().for_each(|class| sizes[*class] += 1);
    let keys: Vec<(usize, usize)> =
        (0..count).flat_map(|b| (0..=b).map(move |a| (a, b))).filter(|(a, b)| a != b || sizes[*a] > 1).collect();
    let found = parallel::map(keys.len(), threads, |at| tails(keys[at].0, keys[at].1));
    Chance::Classes { class, tails: keys.into_iter().zip(found).collect() }
}

fn sums_of(sums: &[usize]) -> (Vec<usize>, Vec<usize>) {
    let mut known = sums.to_vec();
    known.sort_unstable();
    known.dedup();
    (sums.iter().map(|sum| known.binary_search(sum).unwrap_or(0)).collect(), known)
}

#[cfg(test)]
#[path = "backbone_tests.rs"]
mod tests;
