//! The shape of who sits where: nested, in modules, or around a core.

use crate::math::csr::Csr;
use crate::math::curveball::Curveball;
use crate::math::leiden::{Search, leiden};
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
#[derive(Debug, Clone, Copy, PartialEq)]
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
    pub p: f64,
}

/// The shape of a two-mode table of complete lists.
///
/// - nestedness (NODF, 0 to 100): are small forums' members those of large forums? Read beside tables with the same
///   sums, for unequal sums alone make nestedness;
/// - modules (Barber's two-mode modularity): groups of actors and forums that are more filled with each other than their
///   sums make likely, Q = sum over cells in one module of (B_ik - d_i c_k / m) / m;
/// - core and periphery: the actors and forums that are filled with each other, with the correlation of all cells to the
///   ideal of a full core and nothing else.
///
/// A forum of everybody stays in: it is the widest ring of the nest. It makes no tie in a backbone, where it leaves nothing
/// to chance.
///
/// # Undefined
/// With fewer than two complete lists; single numbers as they say.
///
/// # Reference
/// Almeida-Neto et al. 2008; Barber 2007; Borgatti & Everett 1999; Strona et al. 2014.
///
/// ```
/// # use blocs::view::{Affiliations, AffiliationOptions, Arena, Membership::{In, Out}, Node};
/// use blocs::overlap::structure::{Options, Structure};
/// # let node = |id: &str| Node { id: id.into(), kind: "state".into(), name: id.into(), name_ja: String::new() };
/// # let arena = |id: &str| Arena { node: node(id), complete: true, stated_size: None };
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
    /// The module of each actor, then of each forum.
    pub modules: Vec<usize>,
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
        let (modules, modularity) = modules(&rows, forums.len(), options);
        let core = core(&rows, forums.len())
            .ok_or_else(|| Undefined::because("every cell is the same: no core can be told from a periphery"));
        let named = Method::new(
            "structure of affiliations",
            "Almeida-Neto et al. 2008; Barber 2007; Borgatti & Everett 1999; Strona et al. 2014; Traag, Waltman & van Eck 2019",
        )
        .with("null model", "row and column sums kept, drawn by curveball")
        .with("trials", options.trials)
        .with("ideal core", "full, all other cells empty");
        let mut method = super::on_view(named, view)
            .counting("actors", actors.len())
            .counting("complete lists", forums.len())
            .counting("memberships", rows.iter().map(Vec::len).sum())
            .seeded(options.seed);
        method.notes = notes;
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
            numbers(|of| of.p),
        ]);
        let none = || [Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty];
        let one = |name: &str, value: Result<f64, Undefined>| {
            [Cell::text(name), Cell::number(value)].into_iter().chain(none())
        };
        table.push(one("two-mode modularity", self.modularity.clone()));
        let count = self.modules.iter().max().map_or(0, |largest| largest + 1);
        table.push(one("modules", Ok(count as f64)));
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
            let in_core = match &self.core {
                Ok(core) if is_actor => Cell::Boolean(core.rows.contains(&place)),
                Ok(core) => Cell::Boolean(core.columns.contains(&place)),
                Err(why) => Cell::Undefined(why.clone()),
            };
            let cells = [&node.id, &node.name, &node.name_ja, &node.kind].map(Cell::text);
            table.push(cells.into_iter().chain([Cell::text(format!("m{}", self.modules[at] + 1)), in_core]));
        }
        table
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
            .titled(format!("The ties of {id}, in module m{}", self.modules[place] + 1))
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
            let same = self.modules[other] == self.modules[place];
            let cells = [&node.id, &node.name, &node.name_ja].map(Cell::text);
            let module = Cell::text(format!("m{}", self.modules[other] + 1));
            let rest = [module, Cell::Boolean(same), Cell::List(claims)];
            rows.push((!same, cells.into_iter().chain(rest).collect::<Vec<_>>()));
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
    Ok(AgainstChance {
        value,
        mean,
        low: bound(0.025),
        high: bound(0.975),
        p: (2.0 * (above.min(below) + 1) as f64 / (drawn.len() + 1) as f64).min(1.0),
    })
}

/// Modules by Leiden on what each cell holds beyond d_i c_k / m; pairs of one side tie nobody.
fn modules(rows: &[Vec<u32>], columns: usize, options: Options) -> (Vec<usize>, Result<f64, Undefined>) {
    let n = rows.len();
    let mut fill = vec![0.0; columns];
    rows.iter().flatten().for_each(|column| fill[*column as usize] += 1.0);
    let all: f64 = fill.iter().sum();
    if all == 0.0 {
        return (vec![0; n + columns], Err(Undefined::because("nobody sits anywhere")));
    }
    let mut ties = Vec::with_capacity(n * columns);
    for (row, of_row) in rows.iter().enumerate() {
        let mut filled = vec![0.0; columns];
        of_row.iter().for_each(|column| filled[*column as usize] = 1.0);
        for column in 0..columns {
            ties.push((row, n + column, filled[column] - of_row.len() as f64 * fill[column] / all));
        }
    }
    let search = Search { seed: options.seed, runs: 20, threads: options.threads };
    let found = leiden(&Csr::from_ties(n + columns, &ties), search);
    (found.groups, Ok(found.quality / all))
}

#[cfg(test)]
#[path = "structure_tests.rs"]
mod tests;
