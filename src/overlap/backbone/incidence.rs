//! Complete lists as a table of rows and columns, and what chance makes of its margins.

use std::collections::BTreeMap;

use crate::math::bicm::Bicm;
use crate::math::curveball::Curveball;
use crate::math::parallel;
use crate::math::tails::Tails;
use crate::result::Undefined;
use crate::view::{Affiliations, Membership, Node};

use super::{Chance, Null, Options, Side};

/// Rows of what is compared, each with the sorted columns that it has.
pub(in crate::overlap) struct Incidence {
    pub(in crate::overlap) things: Vec<Node>,
    pub(in crate::overlap) columns: Vec<Node>,
    pub(in crate::overlap) rows: Vec<Vec<u32>>,
    /// The cells (row, column) that are no matter of chance.
    pub(super) given: BTreeMap<(usize, usize), bool>,
    pub(in crate::overlap) notes: Vec<String>,
}

/// What the null model adds to the method.
pub(super) struct Said {
    pub(super) parameters: Vec<(String, String)>,
    pub(super) notes: Vec<String>,
}

impl Incidence {
    /// The table of complete lists; actors that sit nowhere are left out.
    pub(in crate::overlap) fn of(view: &Affiliations, side: Side) -> Result<Self, Undefined> {
        let complete = known_lists(view);
        let open: Vec<&str> = (0..view.arenas.len())
            .filter(|arena| !complete.contains(arena))
            .map(|arena| view.arenas[arena].node.name.as_str())
            .collect();
        let mut notes = Vec::new();
        if !open.is_empty() {
            let named = open.iter().take(12).copied().collect::<Vec<_>>().join(", ");
            let more = if open.len() > 12 { format!(" and {} more", open.len() - 12) } else { String::new() };
            notes.push(format!("left out, as their lists are open or disputed ({}): {named}{more}", open.len()));
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
        let everywhere = |arena: usize| actors.iter().all(|&actor| view.cell(actor, arena) == Membership::In);
        let (universal, complete): (Vec<usize>, Vec<usize>) =
            complete.into_iter().partition(|&arena| everywhere(arena));
        if !universal.is_empty() {
            let names: Vec<&str> = universal.iter().map(|&arena| view.arenas[arena].node.name.as_str()).collect();
            notes.push(format!("left out, as everybody sits in them: {}", names.join(", ")));
        }
        if complete.len() < 2 {
            return Err(Undefined::because(
                "fewer than two complete lists are left when those of everybody are left out",
            ));
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
        let mut given = BTreeMap::new();
        let mut broken = Vec::new();
        for (&(actor, arena), &value) in &view.given {
            let places = (actors.binary_search(&actor), complete.binary_search(&arena));
            let (Ok(a), Ok(f)) = places else { continue };
            if is_in(actor, arena) == value {
                given.insert(if side == Side::Actors { (a, f) } else { (f, a) }, value);
            } else {
                broken.push(format!("{} in {}", view.actors[actor].id, view.arenas[arena].node.id));
            }
        }
        if !broken.is_empty() {
            notes.push(format!("the record says otherwise, so these cells are not given: {}", broken.join(", ")));
        }
        Ok(Self { things, columns, rows, given, notes })
    }
    /// How many columns the pairs (1,0), (2,0), (2,1), ... share: counted column by column, where few are filled.
    pub(super) fn shared(&self, threads: usize) -> Vec<u32> {
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
    pub(super) fn chance(&self, shared: &[u32], options: &Options) -> (Chance, Said) {
        let (rows, columns) = self.margins();
        let mut said = Said { parameters: Vec::new(), notes: Vec::new() };
        let chance = match options.null {
            Null::Sdsm => {
                let fit = Bicm::fit_around(&rows, &columns, &self.given);
                let with = |name: &str, value: String| (name.to_owned(), value);
                said.parameters.push(with("cell probabilities", "bipartite configuration model".to_owned()));
                said.parameters.push(with("tails", "Poisson-binomial, exact".to_owned()));
                let count = |value| self.given.values().filter(|given| **given == value).count().to_string();
                if !self.given.is_empty() {
                    said.parameters.push(with("structural zeros", count(false)));
                    said.parameters.push(with("structural ones", count(true)));
                }
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
                said.parameters.push(("tails".to_owned(), "hypergeometric, exact".to_owned()));
                let (class, sums) = sums_of(&rows);
                let all = columns.len();
                by_class(class, options.threads, |a, b| Tails::hypergeometric(all, sums[a], sums[b]))
            }
            Null::FixedColumn => {
                said.parameters.push(("tails".to_owned(), "Poisson-binomial, exact".to_owned()));
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

/// The arenas of which it is known of every actor whether it takes part.
pub(in crate::overlap) fn known_lists(view: &Affiliations) -> Vec<usize> {
    (0..view.arenas.len()).filter(|&arena| view.is_settled(arena)).collect()
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
