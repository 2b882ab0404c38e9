//! The shape of who sits where: nested, in modules, or around a core.

use std::collections::BTreeMap;

use crate::math::csr::Csr;
use crate::math::curveball::Curveball;
use crate::math::forced::forced;
use crate::math::given::{Given, classes};
use crate::math::leiden::{Partition, Search};
use crate::math::modularity::two_mode_groups;
use crate::math::nestedness::{Core, core, nodf};
use crate::math::parallel;
use crate::math::resample::quantile;
use crate::result::{AttributedGraph, Cell, CellKind, ColumnRole, GraphRole, Method, Table, Undefined};
use crate::view::{Affiliations, Node};

use super::backbone::{Entry, Incidence, Side};

/// How the shape is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// How many tables with the same margins are drawn for comparison; 500 by default.
    pub trials: usize,
    /// The seed of draws and searches; 1 by default.
    pub seed: u64,
    /// On how many threads, 1 by default; the answer does not depend on it.
    pub threads: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { trials: 500, seed: 1, threads: 1 }
    }
}

/// A number beside the same number of tables with the same margins.
#[derive(Debug, Clone, PartialEq)]
pub struct AgainstChance {
    /// As observed.
    pub value: f64,
    /// The mean over drawn tables.
    pub mean: f64,
    /// Their middle 95 %.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
    /// Twice the share of tables, the observed one among them, with at least or at most this value: the smaller of the two.
    /// Undefined where no other table has these sums.
    pub p: Result<f64, Undefined>,
}

/// The shape of a two-mode table of complete lists.
///
/// - nestedness (NODF, 0 to 100): are small forums' members those of large forums? Read beside tables with the same
///   sums, for unequal sums alone make nestedness;
/// - modules (Barber's two-mode modularity): groups of actors and forums that are more filled with each other than their
///   sums make likely, Q = sum over cells in one module of (B_ik - d_i c_k / m) / m; searched for until the best has been met
///   three times, in 20 searches at most;
/// - core and periphery: the actors and forums that are filled with each other, with the correlation of all cells to the
///   ideal of a full core and nothing else.
///
/// Where several cores fit equally well, whether those that they do not share are in the core is undefined.
///
/// A forum of everybody stays in: it is the widest ring of the nest. It makes no tie in a backbone, where it leaves nothing
/// to chance.
///
/// # Undefined
/// With fewer than two complete lists; single numbers as they say: modules where no partition is better than none, p where the
/// sums leave one table.
///
/// # Cost
/// Modules: O(memberships of different rows and columns) a pass, some hundred passes a search; nestedness: trials x memberships.
///
/// # Reference
/// Almeida-Neto et al. 2008; Barber 2007; Borgatti & Everett 1999; Strona et al. 2014.
///
/// ```
/// # use blocs::view::{Affiliations, AffiliationOptions, Arena, Membership::{In, Out}, Node};
/// use blocs::overlap::structure::{Options, Structure};
/// # let node = |id: &str| Node { id: id.into(), kind: "state".into(), name: id.into(), name_ja: String::new() };
/// # let arena = |id: &str| Arena { node: node(id), listed_in_full: true, stated_size: None };
/// # let view = Affiliations::from_cells(
/// #     vec![node("a"), node("b"), node("c"), node("d")], vec![arena("f"), arena("g"), arena("h")],
/// #     &[vec![In, In, In], vec![In, In, Out], vec![In, Out, Out], vec![In, Out, Out]],
/// #     Default::default(), AffiliationOptions::default());
/// // Everybody sits in f, some of them in g, one in h. Of the nine pairs, three of forums and six of actors, all are nested
/// // but that of c and d, who sit in as many.
/// let found = Structure::of(&view, Options::default()).unwrap();
/// assert!((found.nestedness.unwrap().value - 800.0 / 9.0).abs() < 1e-12);
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Structure {
    /// The actors, in order.
    pub actors: Vec<Node>,
    /// The forums with complete lists, in order.
    pub forums: Vec<Node>,
    /// NODF beside chance.
    pub nestedness: Result<AgainstChance, Undefined>,
    /// The module of each actor, then of each forum: those that sit alike are in one.
    pub modules: Result<Vec<usize>, Undefined>,
    /// Barber's modularity of the modules.
    pub modularity: Result<f64, Undefined>,
    /// Core and periphery.
    pub core: Result<Core, Undefined>,
    rows: Vec<Vec<u32>>,
    /// How it was made.
    pub method: Method,
}

impl Structure {
    /// Reads the complete lists of a view.
    ///
    /// # Undefined
    /// With fewer than two of them, or fewer than two actors.
    pub fn of(view: &Affiliations, options: Options) -> Result<Self, Undefined> {
        let Incidence { things: actors, columns: forums, rows, notes, .. } =
            Incidence::of(view, Side::Actors, Entry::Table)?;
        let nestedness = nested(&rows, forums.len(), options);
        let found = modules(&rows, forums.len(), options);
        let core = core(&rows, forums.len())
            .ok_or_else(|| Undefined::because("every cell is the same: no core can be told from a periphery"));
        let named = Method::new(
            "structure of affiliations",
            "Almeida-Neto et al. 2008; Barber 2007; Borgatti & Everett 1999; Strona et al. 2014; Traag, Waltman & van Eck 2019",
        )
        .with("null model", "row and column sums kept, drawn by curveball")
        .with("trials", options.trials)
        .with("ideal core", "full, all other cells empty");
        let searched = |named: Method| match &found {
            Ok(found) => {
                named.with("searches for modules", found.searches).with("searches that met the best", found.met)
            }
            Err(_) => named,
        };
        let mut method = super::on_view(searched(named), view)
            .counting("actors", actors.len())
            .counting("complete lists", forums.len())
            .counting("memberships", rows.iter().map(Vec::len).sum())
            .seeded(options.seed);
        method.notes = notes;
        if let Some((actors, forums)) = core.as_ref().ok().map(|core| (core.open_rows.len(), core.open_columns.len()))
            && actors + forums > 0
        {
            method.note(format!(
                "several cores fit equally well; in some of them and not in all: actors {actors}, forums {forums}"
            ));
        }
        let (modules, modularity) = match found {
            Ok(found) => (Ok(found.of), Ok(found.modularity)),
            Err(why) => (Err(why.clone()), Err(why)),
        };
        Ok(Self { actors, forums, nestedness, modules, modularity, core, rows, method })
    }
    /// The numbers: a row each.
    pub fn table(&self) -> Table {
        let mut table = Table::new("structure", self.method.clone())
            .titled("The shape of who sits where")
            .column("measure", CellKind::Text, ColumnRole::Id, "")
            .column("value", CellKind::Number, ColumnRole::Value, "")
            .column("chance_mean", CellKind::Number, ColumnRole::Attribute, "")
            .column("chance_low", CellKind::Number, ColumnRole::Low, "")
            .column("chance_high", CellKind::Number, ColumnRole::High, "")
            .column("p", CellKind::Number, ColumnRole::Attribute, "two-sided");
        let numbers =
            |pick: fn(&AgainstChance) -> f64| Cell::number(self.nestedness.as_ref().map(pick).map_err(Clone::clone));
        table.push([
            Cell::text("nestedness (NODF, 0-100)"),
            numbers(|of| of.value),
            numbers(|of| of.mean),
            numbers(|of| of.low),
            numbers(|of| of.high),
            Cell::number(self.nestedness.clone().and_then(|of| of.p)),
        ]);
        let none = || [Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty];
        let one = |name: &str, value: Result<f64, Undefined>| {
            [Cell::text(name), Cell::number(value)].into_iter().chain(none())
        };
        table.push(one("two-mode modularity", self.modularity.clone()));
        let count = |modules: &Vec<usize>| modules.iter().max().map_or(0.0, |largest| (largest + 1) as f64);
        table.push(one("modules", self.modules.as_ref().map(count).map_err(Clone::clone)));
        let of_core = |pick: fn(&Core) -> f64| self.core.as_ref().map(pick).map_err(Clone::clone);
        table.push(one("fit of core and periphery", of_core(|core| core.fit)));
        table.push(one("actors in the core", of_core(|core| core.rows.len() as f64)));
        table.push(one("forums in the core", of_core(|core| core.columns.len() as f64)));
        table
    }
    /// A row an actor and a forum: its module, and whether it is in the core.
    pub fn places(&self) -> Table {
        let mut table = Table::new("places", self.method.clone())
            .titled("Modules and core")
            .column("id", CellKind::Text, ColumnRole::Id, "")
            .column("name", CellKind::Text, ColumnRole::Label, "")
            .column("name_ja", CellKind::Text, ColumnRole::LabelJa, "")
            .column("kind", CellKind::Text, ColumnRole::Kind, "")
            .column("module", CellKind::Text, ColumnRole::Group, "")
            .column("in_core", CellKind::Boolean, ColumnRole::Attribute, "");
        let nodes = self.actors.iter().map(|node| (node, true)).chain(self.forums.iter().map(|node| (node, false)));
        for (at, (node, is_actor)) in nodes.enumerate() {
            let place = if is_actor { at } else { at - self.actors.len() };
            let sides = self.core.as_ref().map(|core| match is_actor {
                true => (&core.rows, &core.open_rows),
                false => (&core.columns, &core.open_columns),
            });
            let in_core = match sides {
                Ok((_, open)) if open.contains(&place) => {
                    Cell::Undefined(Undefined::because("another core fits equally well"))
                }
                Ok((core, _)) => Cell::Boolean(core.contains(&place)),
                Err(why) => Cell::Undefined(why.clone()),
            };
            let cells = [&node.id, &node.name, &node.name_ja, &node.kind].map(Cell::text);
            table.push(cells.into_iter().chain([self.module(at), in_core]));
        }
        table
    }
    /// The module of an actor or, behind them, of a forum.
    fn module(&self, at: usize) -> Cell {
        let named = self.modules.as_ref().map(|modules| Cell::text(format!("m{}", modules[at] + 1)));
        named.unwrap_or_else(|why| Cell::Undefined(why.clone()))
    }
    /// Where an actor sits, or who sits in a forum, with the module of each and the claims: the same module first.
    ///
    /// # Undefined
    /// When neither an actor nor a forum of the table has this id.
    pub fn why(&self, view: &Affiliations, id: &str) -> Result<Table, Undefined> {
        let n = self.actors.len();
        let place = self.actors.iter().chain(&self.forums).position(|node| node.id == id);
        let place = place.ok_or_else(|| Undefined::because(format!("{id} is in no complete list, nor one itself")))?;
        let ends: Vec<(usize, usize)> = match place < n {
            true => self.rows[place].iter().map(|forum| (place, *forum as usize)).collect(),
            false => (0..n).filter(|&a| self.rows[a].contains(&((place - n) as u32))).map(|a| (a, place - n)).collect(),
        };
        let mut table = Table::new("structure-why", self.method.clone())
            .titled(match &self.modules {
                Ok(modules) => format!("The ties of {id}, in module m{}", modules[place] + 1),
                Err(_) => format!("The ties of {id}"),
            })
            .column("id", CellKind::Text, ColumnRole::Id, "")
            .column("name", CellKind::Text, ColumnRole::Label, "")
            .column("name_ja", CellKind::Text, ColumnRole::LabelJa, "")
            .column("module", CellKind::Text, ColumnRole::Group, "")
            .column("same_module", CellKind::Boolean, ColumnRole::Class, "")
            .column("claims", CellKind::List, ColumnRole::Claims, "");
        let mut rows = Vec::new();
        for (actor, forum) in ends {
            let (other, node) = if place < n { (n + forum, &self.forums[forum]) } else { (actor, &self.actors[actor]) };
            let seat = view.actors.binary_search_by(|a| a.id.cmp(&self.actors[actor].id)).ok();
            let seat = seat.zip(view.arena(&self.forums[forum].id));
            let claims = seat.and_then(|cell| view.claims.get(&cell)).cloned().unwrap_or_default();
            let same = self.modules.as_ref().map(|modules| modules[other] == modules[place]).map_err(Clone::clone);
            let cells = [&node.id, &node.name, &node.name_ja].map(Cell::text);
            let apart = same == Ok(false);
            let rest = [self.module(other), same.map_or_else(Cell::Undefined, Cell::Boolean), Cell::List(claims)];
            rows.push((apart, cells.into_iter().chain(rest).collect::<Vec<_>>()));
        }
        rows.sort_by_key(|(apart, _)| *apart);
        rows.into_iter().for_each(|(_, row)| table.push(row));
        Ok(table)
    }
    /// Actors and forums, tied where one sits in the other.
    pub fn graph(&self) -> AttributedGraph {
        let ties = Table::new("sits-in", self.method.clone()).column("sits", CellKind::Integer, ColumnRole::Weight, "");
        let mut graph = AttributedGraph {
            name: "structure".to_owned(),
            directed: false,
            role: GraphRole::TwoMode,
            nodes: self.places(),
            ties,
            ends: Vec::new(),
            method: self.method.clone(),
        };
        for (actor, forums) in self.rows.iter().enumerate() {
            for forum in forums {
                graph.ties.push([Cell::Integer(1)]);
                graph.ends.push((actor, self.actors.len() + *forum as usize));
            }
        }
        graph
    }
}

fn nested(rows: &[Vec<u32>], columns: usize, options: Options) -> Result<AgainstChance, Undefined> {
    const CHAINS: usize = 16;
    let value = nodf(rows, columns).ok_or_else(|| Undefined::because("fewer than two rows and columns"))?;
    let trials = options.trials.max(1);
    let drawn = parallel::map(CHAINS.min(trials), options.threads, |chain| {
        let mut walk = Curveball::new(rows, options.seed, chain as u64);
        walk.trade(20 * rows.len());
        let draws = (chain..trials).step_by(CHAINS.min(trials));
        draws
            .filter_map(|_| {
                walk.trade(5 * rows.len());
                nodf(&walk.rows(), columns)
            })
            .collect::<Vec<f64>>()
    });
    let mut drawn: Vec<f64> = drawn.concat();
    drawn.sort_by(f64::total_cmp);
    let mean = drawn.iter().sum::<f64>() / drawn.len() as f64;
    let bound = |share| quantile(&drawn, share).unwrap_or(value);
    let above = drawn.iter().filter(|other| **other >= value - 1e-9).count();
    let below = drawn.iter().filter(|other| **other <= value + 1e-9).count();
    let p = (2.0 * (above.min(below) + 1) as f64 / (drawn.len() + 1) as f64).min(1.0);
    let p = if is_one_table(rows, columns) { Err(Undefined::because("these sums leave one table")) } else { Ok(p) };
    Ok(AgainstChance { value, mean, low: bound(0.025), high: bound(0.975), p })
}

/// Whether no other table has these sums.
fn is_one_table(rows: &[Vec<u32>], columns: usize) -> bool {
    let mut fill = vec![0; columns];
    rows.iter().flatten().for_each(|column| fill[*column as usize] += 1);
    let side = |sums: Vec<usize>| -> (Vec<u64>, Vec<u64>) {
        let free = vec![Given::new(); sums.len()];
        let (_, kinds, sizes) = classes(&sums, free);
        let sizes: Vec<u64> = sizes.into_iter().map(|size| size as u64).collect();
        (kinds.iter().zip(&sizes).map(|((sum, _), size)| *sum as u64 * size).collect(), sizes)
    };
    let ((rows, row_sizes), (columns, column_sizes)) = (side(rows.iter().map(Vec::len).collect()), side(fill));
    let blocks: Vec<Vec<u64>> = row_sizes.iter().map(|r| column_sizes.iter().map(|c| r * c).collect()).collect();
    forced(&rows, &columns, &blocks).iter().flatten().all(Option::is_some)
}

/// The modules that a search found, and how it went.
struct Found {
    of: Vec<usize>,
    modularity: f64,
    searches: usize,
    met: usize,
}

/// Modules by Leiden on what cells hold beyond d_i c_k / m. Lines that are alike gain alike everywhere, so that they are one
/// node.
fn modules(rows: &[Vec<u32>], columns: usize, options: Options) -> Result<Found, Undefined> {
    // So many searches at once, so often at most, until so many met the best.
    const AT_ONCE: usize = 4;
    const ROUNDS: usize = 5;
    const ENOUGH: usize = 3;
    let mut turned: Vec<Vec<u32>> = vec![Vec::new(); columns];
    for (row, of_row) in rows.iter().enumerate() {
        of_row.iter().for_each(|column| turned[*column as usize].push(row as u32));
    }
    let (row_kinds, row_kind) = alike(rows);
    let (column_kinds, column_kind) = alike(&turned);
    let n = row_kinds.len();
    let tie = |row: usize, column: u32| {
        let kind = column_kind[column as usize];
        let (first, many) = column_kinds[kind];
        (first == column as usize).then_some((row, n + kind, (row_kinds[row].1 * many) as f64))
    };
    let of_row = |row: usize| rows[row_kinds[row].0].iter().filter_map(move |&column| tie(row, column));
    let ties: Vec<_> = (0..n).flat_map(of_row).collect();
    let graph = Csr::from_ties(n + column_kinds.len(), &ties);
    let mut best: Option<Partition> = None;
    let (mut searches, mut met) = (0, 0);
    for round in 0..ROUNDS as u64 {
        let seed = options.seed.wrapping_add(round << 32);
        let found = two_mode_groups(&graph, n, Search { seed, runs: AT_ONCE, threads: options.threads })
            .ok_or_else(|| Undefined::because("nobody sits anywhere"))?;
        searches += AT_ONCE;
        // Sums of the same weights in another order differ in their last bits only.
        let gain = best.as_ref().map_or(f64::INFINITY, |best| found.quality - best.quality);
        met = if gain > 1e-9 {
            found.reached
        } else if gain < -1e-9 {
            met
        } else {
            met + found.reached
        };
        best = match best {
            Some(best) if gain < -1e-9 || (gain <= 1e-9 && best.groups <= found.groups) => Some(best),
            _ => Some(found),
        };
        if met >= ENOUGH {
            break;
        }
    }
    let best = best.filter(|best| best.quality > 1e-12);
    let best = best.ok_or_else(|| Undefined::because("no partition holds more than the sums make likely"))?;
    let of_rows = row_kind.iter().map(|kind| best.groups[*kind]);
    let of = of_rows.chain(column_kind.iter().map(|kind| best.groups[n + kind])).collect();
    Ok(Found { of, modularity: best.quality, searches, met })
}

/// The different lines, each by the first that is so and how many are, in the order of the first; and of each line which it is.
fn alike(lines: &[Vec<u32>]) -> (Vec<(usize, usize)>, Vec<usize>) {
    let mut known: BTreeMap<&[u32], usize> = BTreeMap::new();
    let (mut kinds, mut kind) = (Vec::new(), Vec::with_capacity(lines.len()));
    for (at, line) in lines.iter().enumerate() {
        let place = *known.entry(line).or_insert(kinds.len());
        if place == kinds.len() {
            kinds.push((at, 0));
        }
        kinds[place].1 += 1;
        kind.push(place);
    }
    (kinds, kind)
}

#[cfg(test)]
#[path = "structure_tests.rs"]
mod tests;
