//! What chance makes of the margins of a table: where the tails of a pair come from.

use std::collections::BTreeMap;

use crate::math::bicm::Bicm;
use crate::math::curveball::Curveball;
use crate::math::given::{both_in_columns, by_side, classes, shared_by_draws};
use crate::math::parallel;
use crate::math::tails::Tails;
use crate::result::Undefined;

use super::{Incidence, LEAST, Null, Options, Pair, Side, Weights};

/// Where the tails of a pair come from.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Chance {
    /// One distribution for each pair of classes: that of a and b, a not above b, at b (b + 1) / 2 + a.
    Classes { class: Vec<usize>, tails: Vec<Tails> },
    /// How many of the drawn tables had at least, and at most, what was observed: of the pairs (1,0), (2,0), (2,1), ...
    Drawn { at_least: Vec<u32>, at_most: Vec<u32>, trials: u32 },
}

/// What the method says of a fit whose expected sums are not those of the table.
pub(super) const NOT_CONVERGED: &str = "bipartite configuration model, not converged";

/// What the null model adds to the method.
#[derive(Default)]
pub(super) struct Said {
    pub(super) parameters: Vec<(String, String)>,
    pub(super) notes: Vec<String>,
}

impl Said {
    fn with(&mut self, name: &str, value: impl ToString) {
        self.parameters.push((name.to_owned(), value.to_string()));
    }
}

impl Chance {
    /// What is found of two things that share so many.
    pub(super) fn pair(&self, low: usize, high: usize, shared: u32) -> Pair {
        match self {
            Self::Classes { class, tails } => read(&tails[place(class[low], class[high])], shared as usize),
            Self::Drawn { at_least, at_most, trials } => {
                let at = high * (high - 1) / 2 + low;
                // The table as it is counts as one of those drawn, so that no p-value is 0.
                let share = |count: u32| f64::from(count + 1) / f64::from(trials + 1);
                let (more, fewer) = (share(at_least[at]), share(at_most[at]));
                let p = more.min(fewer);
                let error = (p * (1.0 - p) / f64::from(*trials)).sqrt();
                Pair { shared: shared as usize, more, fewer, error }
            }
        }
    }
    /// What is found, and of how many pairs. Pairs of the same classes that share as many are found alike: of millions of
    /// pairs few different things.
    pub(super) fn counted(&self, shared: &[Vec<u32>]) -> Vec<(Pair, usize)> {
        let all = |shared: &[Vec<u32>]| -> Vec<(Pair, usize)> {
            let rows = shared.iter().enumerate();
            let pairs = rows.flat_map(|(high, row)| row.iter().enumerate().map(move |(low, n)| (low, high, *n)));
            pairs.map(|(low, high, n)| (self.pair(low, high, n), 1)).collect()
        };
        let Self::Classes { class, tails } = self else { return all(shared) };
        if tails.len() >= class.len() * class.len().saturating_sub(1) / 2 {
            return all(shared);
        }
        let mut most = vec![0; tails.len()];
        for (high, row) in shared.iter().enumerate() {
            for (low, n) in row.iter().enumerate() {
                let most = &mut most[place(class[low], class[high])];
                *most = (*most).max(*n);
            }
        }
        let mut first = Vec::with_capacity(tails.len());
        let mut end = 0;
        for most in &most {
            first.push(end);
            end += *most as usize + 1;
        }
        let mut times = vec![0_usize; end];
        for (high, row) in shared.iter().enumerate() {
            for (low, n) in row.iter().enumerate() {
                times[first[place(class[low], class[high])] + *n as usize] += 1;
            }
        }
        let of_classes = first.iter().zip(&most).zip(tails).flat_map(|((first, most), tails)| {
            let times = &times[*first..=first + *most as usize];
            times.iter().enumerate().map(move |(n, times)| (n, *times, tails))
        });
        of_classes.filter(|(_, times, _)| *times > 0).map(|(n, times, tails)| (read(tails, n), times)).collect()
    }
}

fn read(tails: &Tails, shared: usize) -> Pair {
    let (more, fewer) = (tails.at_least(shared).max(LEAST), tails.at_most(shared).max(LEAST));
    Pair { shared, more, fewer, error: 0.0 }
}

/// Where the distribution of two classes stands.
fn place(a: usize, b: usize) -> usize {
    let (a, b) = (a.min(b), a.max(b));
    b * (b + 1) / 2 + a
}

impl Incidence {
    /// What the null model of the options makes of this table.
    pub(super) fn chance(
        &self,
        shared: &[Vec<u32>],
        options: &Options,
        weights: Option<&Weights>,
    ) -> Result<(Chance, Said), Undefined> {
        let mut said = Said::default();
        if weights.is_some() && options.null != Null::Sdsm {
            let null = options.null.word();
            return Err(Undefined::because(format!(
                "{null} knows no cell probabilities that could be given: sdsm does"
            )));
        }
        let count = |value| self.given.values().filter(|given| **given == value).count();
        if !self.given.is_empty() {
            said.with("structural zeros", count(false));
            said.with("structural ones", count(true));
        }
        let (rows, columns) = self.margins();
        let (of_rows, of_columns) = by_side(rows.len(), columns.len(), &self.given);
        let chance = match options.null {
            Null::Sdsm => self.cell_by_cell((&rows, &columns), shared, options, weights, &mut said)?,
            Null::FixedRow => {
                said.with("tails", if self.given.is_empty() { "hypergeometric, exact" } else { "of all rows, exact" });
                let (class, kinds, sizes) = classes(&rows, of_rows);
                let of = |at: usize| (kinds[at].0, &kinds[at].1);
                by_class(class, &sizes, options.threads, |a, b, _| shared_by_draws(columns.len(), of(a), of(b)))
            }
            Null::FixedColumn => {
                said.with("tails", "Poisson-binomial, exact");
                // Rows of which nothing is given are alike, whatever their sums.
                let (class, _, sizes) = classes(&vec![0; rows.len()], of_rows);
                let mut of_class: Vec<Vec<usize>> = vec![Vec::new(); sizes.len()];
                class.iter().enumerate().for_each(|(row, class)| of_class[*class].push(row));
                let found = found_by_class(&class, shared);
                by_class(class, &sizes, options.threads, |a, b, at| {
                    let (one, other) = (of_class[a][0], of_class[b][usize::from(a == b)]);
                    let both = both_in_columns(rows.len(), &columns, &of_columns, one, other);
                    Tails::poisson_binomial_at(&both, found[at].0 as usize, found[at].1 as usize)
                })
            }
            Null::Fdsm if !self.given.is_empty() => {
                return Err(Undefined::because(
                    "fdsm keeps no structural zeros and ones: trades between two rows that keep them do not reach every \
                     table, so that draws would not be alike likely (Rao, Jana & Bandyopadhyay 1996); sdsm, fixed-row and \
                     fixed-column keep them exactly",
                ));
            }
            Null::Fdsm => {
                said.with("trials", options.trials);
                said.with("tails", "drawn by curveball");
                self.draw(shared, options)
            }
        };
        Ok((chance, said))
    }
    /// Independent cells, with the probabilities that the sums make likely or that are given.
    fn cell_by_cell(
        &self,
        (rows, columns): (&[usize], &[usize]),
        shared: &[Vec<u32>],
        options: &Options,
        weights: Option<&Weights>,
        said: &mut Said,
    ) -> Result<Chance, Undefined> {
        if let Some(weights) = weights {
            said.with("tails", "Poisson-binomial, exact");
            said.with("cell probabilities", "given");
            let cells = weights.of(self, options.of)?;
            let expected: f64 = cells.iter().flatten().sum();
            let filled: usize = rows.iter().sum();
            let expected = (expected * 10.0).round() / 10.0;
            said.notes.push(format!("the weights expect {expected} memberships; {filled} are on record"));
            let forums = if options.of == Side::Actors { &self.columns } else { &self.things };
            let enters = |id: &str| forums.iter().any(|forum| forum.id == id);
            let idle: Vec<&str> = weights.forums().into_iter().filter(|id| !enters(id)).collect();
            if !idle.is_empty() {
                said.notes.push(format!("no weight is read of forums that do not enter: {}", idle.join(", ")));
            }
            let each = vec![1; rows.len()];
            return Ok(by_class((0..rows.len()).collect(), &each, options.threads, |a, b, _| {
                let both = cells[a].iter().zip(&cells[b]).map(|(p, q)| (p * q, 1));
                let found = shared[b][a] as usize;
                Tails::poisson_binomial_at(&both.collect::<Vec<_>>(), found, found)
            }));
        }
        let fit = Bicm::fit_around(rows, columns, &self.given);
        if fit.has_converged() {
            said.with("tails", "Poisson-binomial, exact");
            said.with("cell probabilities", "bipartite configuration model");
        } else {
            // Sums of what is off are off, however exactly they are taken.
            said.with("tails", "Poisson-binomial, approximate");
            said.with("cell probabilities", NOT_CONVERGED);
            said.notes.push(format!(
                "the cell probabilities have not converged: a margin is off by {:e} after {} sweeps",
                fit.error, fit.sweeps
            ));
        }
        let mut sizes = vec![0; fit.row_class.iter().max().map_or(0, |largest| largest + 1)];
        fit.row_class.iter().for_each(|class| sizes[*class] += 1);
        let found = found_by_class(&fit.row_class, shared);
        Ok(by_class(fit.row_class.clone(), &sizes, options.threads, |a, b, at| {
            let of_classes = fit.of_class(a).iter().zip(fit.of_class(b)).zip(&fit.column_sizes);
            let both: Vec<(f64, usize)> = of_classes.map(|((p, q), size)| (p * q, *size)).collect();
            Tails::poisson_binomial_at(&both, found[at].0 as usize, found[at].1 as usize)
        }))
    }
    /// Draws tables with these margins on independent chains, and counts how often a pair shares as much.
    fn draw(&self, shared: &[Vec<u32>], options: &Options) -> Chance {
        /// Chains do not depend on the number of threads.
        const CHAINS: usize = 16;
        let n = self.rows.len();
        let trials = options.trials.max(1);
        let chains = CHAINS.min(trials);
        let pairs = n * n.saturating_sub(1) / 2;
        let counted = parallel::map(chains, options.threads, |chain| {
            let mut walk = Curveball::new(&self.rows, options.seed, chain as u64);
            let (mut at_least, mut at_most) = (vec![0_u32; pairs], vec![0_u32; pairs]);
            // The first table of a chain forgets where it began.
            walk.trade(20 * n);
            for _ in (chain..trials).step_by(chains) {
                walk.trade(5 * n);
                let mut at = 0;
                for (high, observed) in shared.iter().enumerate() {
                    let (more, fewer) = (&mut at_least[at..at + high], &mut at_most[at..at + high]);
                    walk.meet_before(high, |low, count| {
                        more[low] += u32::from(count >= observed[low]);
                        fewer[low] += u32::from(count <= observed[low]);
                    });
                    at += high;
                }
            }
            (at_least, at_most)
        });
        let (mut at_least, mut at_most) = (vec![0; pairs], vec![0; pairs]);
        for (more, fewer) in counted {
            at_least.iter_mut().zip(more).for_each(|(sum, count)| *sum += count);
            at_most.iter_mut().zip(fewer).for_each(|(sum, count)| *sum += count);
        }
        Chance::Drawn { at_least, at_most, trials: trials as u32 }
    }
}

/// The fewest and the most that pairs of two classes share: the counts whose tails are asked for.
fn found_by_class(class: &[usize], shared: &[Vec<u32>]) -> Vec<(u32, u32)> {
    let classes = class.iter().max().map_or(0, |largest| largest + 1);
    let mut found = vec![None; classes * (classes + 1) / 2];
    for (high, row) in shared.iter().enumerate() {
        for (low, n) in row.iter().enumerate() {
            let (fewest, most) = found[place(class[low], class[high])].get_or_insert((*n, *n));
            (*fewest, *most) = ((*fewest).min(*n), (*most).max(*n));
        }
    }
    found.into_iter().map(|found| found.unwrap_or((0, 0))).collect()
}

/// One distribution for each pair of classes, with its place; a class of one meets itself nowhere.
fn by_class(
    class: Vec<usize>,
    sizes: &[usize],
    threads: usize,
    tails: impl Fn(usize, usize, usize) -> Tails + Sync,
) -> Chance {
    let keys: Vec<(usize, usize)> = (0..sizes.len()).flat_map(|b| (0..=b).map(move |a| (a, b))).collect();
    let tails = parallel::map(keys.len(), threads, |at| match keys[at] {
        (a, b) if a == b && sizes[a] < 2 => Tails::of_masses(&BTreeMap::from([(0, 1.0)])),
        (a, b) => tails(a, b, at),
    });
    Chance::Classes { class, tails }
}
