//! The answer as a table, a graph and a sentence for the methods section.

use std::ops::ControlFlow;

use super::chance::NOT_CONVERGED;
use super::{Backbone, Chance, Correction, LEAST, Null, Side, Standing, standing};
use crate::result::{AttributedGraph, Cell, CellKind, ColumnRole, GraphRole, RowByRow, Table, Undefined};
use crate::view::{Affiliations, Arena};

/// Whether a pair does not stand out, its p-value, and its two things.
type Rank = (bool, f64, u32, u32);

impl Backbone {
    /// A row a pair, those that stand out first, then by p-value.
    pub fn table(&self) -> Table {
        self.rows(usize::MAX)
    }
    /// The first so many rows of the same: of millions of pairs no more than these are ever rows.
    fn rows(&self, wanted: usize) -> Table {
        let mut table = self.heading();
        for (_, _, a, b) in self.ordered(wanted) {
            table.push(self.row(a as usize, b as usize));
        }
        table
    }
    /// The first so many pairs: those that stand out first, then by p-value, then in the order of ids, which is that of the
    /// things.
    fn ordered(&self, wanted: usize) -> Vec<Rank> {
        let order =
            |x: &Rank, y: &Rank| x.0.cmp(&y.0).then(x.1.total_cmp(&y.1)).then_with(|| (x.2, x.3).cmp(&(y.2, y.3)));
        let mut ranks: Vec<Rank> = Vec::new();
        let mut last: Option<Rank> = None;
        for (a, b, pair) in self.pairs() {
            let neither = standing(&pair, self.cut) == Standing::Neither;
            let rank = (neither, pair.two_sided(), a as u32, b as u32);
            if last.is_some_and(|last| order(&rank, &last).is_gt()) {
                continue;
            }
            ranks.push(rank);
            if ranks.len() > wanted.saturating_mul(2).saturating_add(1000) {
                ranks.sort_unstable_by(order);
                ranks.truncate(wanted);
                last = ranks.last().copied();
            }
        }
        ranks.sort_unstable_by(order);
        ranks.truncate(wanted);
        ranks
    }
    fn is_drawn(&self) -> bool {
        matches!(self.chance, Chance::Drawn { .. })
    }
    fn row(&self, a: usize, b: usize) -> Vec<Cell> {
        let (one, other, pair) = (&self.things[a], &self.things[b], self.pair(a, b));
        let mut row = one.beside(other).map(Cell::text).to_vec();
        row.extend([
            Cell::count(pair.shared),
            Cell::count(self.sizes[a]),
            Cell::count(self.sizes[b]),
            Cell::Number(pair.more),
            Cell::Number(pair.fewer),
            Cell::Number(pair.two_sided()),
            Cell::text(standing(&pair, self.cut).word()),
        ]);
        row.extend((self.options.correction != Correction::None).then(|| Cell::Number(self.corrected(&pair))));
        // The p beside it is twice the smaller tail.
        row.extend(self.is_drawn().then_some(Cell::Number(2.0 * pair.error)));
        row
    }
    /// The first rows, for a page: a tail below the least says so.
    pub fn page(&self, shown: usize) -> Table {
        let mut table = self.rows(shown);
        for column in table.columns.iter_mut().filter(|column| column.kind == CellKind::Number) {
            column.cells.change(|cell| {
                if cell.read().as_f64().is_some_and(|p| p <= 2.0 * LEAST && p > 0.0) {
                    *cell = Cell::text(told(LEAST));
                }
            });
        }
        table
    }
    /// Things, tied where they stand together (+1) or apart (-1).
    pub fn graph(&self) -> AttributedGraph {
        let mut nodes = Table::new(self.options.of.word(), self.method.clone()).of_nodes().column(
            "size",
            CellKind::Integer,
            ColumnRole::Count,
            "",
        );
        for (thing, size) in self.things.iter().zip(&self.sizes) {
            let cells = thing.words().map(Cell::text);
            nodes.push(cells.into_iter().chain([Cell::count(*size)]));
        }
        let mut ties = Table::new("backbone", self.method.clone())
            .column("shared", CellKind::Integer, ColumnRole::Weight, "")
            .column("sign", CellKind::Integer, ColumnRole::Sign, "more than chance / kept apart")
            .column("p", CellKind::Number, ColumnRole::Value, "two-sided");
        let corrected = self.options.correction != Correction::None;
        if corrected {
            ties = ties.column("p_corrected", CellKind::Number, ColumnRole::Attribute, "two-sided");
        }
        let mut ends = Vec::new();
        for (a, b, pair) in self.pairs() {
            let sign = match self.standing(a, b) {
                Standing::Together => 1,
                Standing::Apart => -1,
                Standing::Neither => continue,
            };
            let numbers = [Cell::count(pair.shared), Cell::Integer(sign), Cell::Number(pair.two_sided())];
            let corrected = corrected.then(|| Cell::Number(self.corrected(&pair)));
            ties.push(numbers.into_iter().chain(corrected));
            ends.push((a, b));
        }
        AttributedGraph {
            name: "backbone".to_owned(),
            directed: false,
            role: GraphRole::OneMode,
            nodes,
            ties,
            ends,
            method: self.method.clone(),
        }
    }
    /// Whether the expected sums of the null model are those of the table, so that its tails are exact.
    pub fn has_converged(&self) -> bool {
        self.method.parameters.iter().all(|(_, value)| value != NOT_CONVERGED)
    }
    /// What to write into the methods section of a paper.
    pub fn sentence(&self) -> String {
        let options = &self.options;
        let (what, by) = match options.of {
            Side::Actors => ("actors", "the forums they share"),
            Side::Forums => ("forums", "the actors they share"),
        };
        let parameter = |wanted: &str| {
            let found = self.method.parameters.iter().find(|(name, _)| name == wanted);
            found.map_or("", |(_, value)| value.as_str())
        };
        let null = match options.null {
            Null::Sdsm if parameter("cell probabilities") == "given" => {
                "the stochastic degree sequence model, with cell probabilities as given and exact Poisson-binomial tails (Neal, \
                 Domagalski & Sagan 2021; Hong 2013)"
                    .to_owned()
            }
            Null::Sdsm if !self.has_converged() => {
                "the stochastic degree sequence model, with cell probabilities of the bipartite configuration model, whose fit \
                 has not converged, so that the Poisson-binomial tails are approximate (Neal, Domagalski & Sagan 2021; \
                 Saracco et al. 2015; Hong 2013)"
                    .to_owned()
            }
            Null::Sdsm => {
                "the stochastic degree sequence model, with cell probabilities of the bipartite configuration model and exact \
                 Poisson-binomial tails (Neal, Domagalski & Sagan 2021; Saracco et al. 2015; Hong 2013)"
                    .to_owned()
            }
            Null::Fdsm => format!(
                "the fixed degree sequence model, from {} tables drawn by the curveball algorithm (Neal, Domagalski & Sagan \
                 2021; Strona et al. 2014)",
                options.trials
            ),
            Null::FixedRow => "the hypergeometric distribution (Tumminello et al. 2011)".to_owned(),
            Null::FixedColumn => "the fixed column model (Neal, Domagalski & Sagan 2021)".to_owned(),
        };
        let correction = match options.correction {
            Correction::None => "without a correction for multiple tests",
            Correction::Holm => "corrected after Holm (1979)",
            Correction::BenjaminiHochberg => "corrected after Benjamini and Hochberg (1995)",
        };
        let given = match (parameter("structural zeros"), parameter("structural ones")) {
            ("", _) => String::new(),
            (zeros, ones) => format!(
                "; {zeros} cells were kept empty as structural zeros and {ones} filled as structural ones (Neal & Neal 2024)"
            ),
        };
        format!(
            "We compared {} {what} by {by} with {null}, two-sided at alpha = {}, {correction}{given}; only forums with complete \
             lists of participants were used{}.",
            self.things.len(),
            Cell::Number(options.alpha).plain(),
            self.left_out.told(),
        )
    }
    /// What two things share: a row each, with the claims on either side.
    ///
    /// # Undefined
    /// When one of the two was not compared.
    pub fn why(&self, view: &Affiliations, a: &str, b: &str) -> Result<Table, Undefined> {
        let place = |id: &str| {
            let found = self.things.iter().position(|thing| thing.id == id);
            found.ok_or_else(|| Undefined::because(format!("{id} is not among what was compared")))
        };
        let (one, other) = (place(a)?, place(b)?);
        if one == other {
            return Err(Undefined::because(format!("{a} is not compared with itself: a pair takes two")));
        }
        let pair = self.pair(one, other);
        let mut method = self.method.clone();
        let number = told;
        method.notes.insert(
            0,
            format!(
                "{} shared; p of at least so many {}, of at most so many {}: {}",
                pair.shared,
                number(pair.more),
                number(pair.fewer),
                self.standing(one, other).word()
            )
            .into(),
        );
        let mut table = Table::new("backbone-why", method)
            .titled(format!("What {a} and {b} share"))
            .column("shared", CellKind::Text, ColumnRole::Id, "")
            .column("name", CellKind::Text, ColumnRole::Label, "")
            .column("claims_one", CellKind::List, ColumnRole::Claims, "")
            .column("claims_other", CellKind::List, ColumnRole::Claims, "");
        let claims =
            |actor: usize, arena: usize| Cell::List(view.claims.get(&(actor, arena)).cloned().unwrap_or_default());
        let actor = |id: &str| view.actors.iter().position(|actor| actor.id == id);
        match self.options.of {
            Side::Actors => {
                let (Some(x), Some(y)) = (actor(a), actor(b)) else { return Ok(table) };
                let compared = |arena: &Arena| self.others.binary_search_by(|id| id.cmp(&arena.node.id)).is_ok();
                for (place, arena) in view.arenas.iter().enumerate().filter(|(_, arena)| compared(arena)) {
                    if view.named(place).any(|named| named == x) && view.named(place).any(|named| named == y) {
                        let cells = [Cell::text(&arena.node.id), Cell::text(&arena.node.name)];
                        table.push(cells.into_iter().chain([claims(x, place), claims(y, place)]));
                    }
                }
            }
            Side::Forums => {
                let (Some(x), Some(y)) = (view.arena(a), view.arena(b)) else { return Ok(table) };
                let in_other: Vec<usize> = view.named(y).collect();
                for named in view.named(x).filter(|named| in_other.contains(named)) {
                    let cells = [Cell::text(&view.actors[named].id), Cell::text(&view.actors[named].name)];
                    table.push(cells.into_iter().chain([claims(named, x), claims(named, y)]));
                }
            }
        }
        Ok(table)
    }
}

impl RowByRow for Backbone {
    fn heading(&self) -> Table {
        let unit = if self.options.of == Side::Actors { "forums" } else { "actors" };
        let mut table = Table::new("backbone", self.method.clone())
            .titled("Who shares more than chance would, and who is kept apart")
            .of_pairs("one")
            .column("shared", CellKind::Integer, ColumnRole::Count, unit)
            .column("size_one", CellKind::Integer, ColumnRole::Attribute, unit)
            .column("size_other", CellKind::Integer, ColumnRole::Attribute, unit)
            .column("p_more", CellKind::Number, ColumnRole::Attribute, "probability")
            .column("p_fewer", CellKind::Number, ColumnRole::Attribute, "probability")
            .column("p", CellKind::Number, ColumnRole::Value, "two-sided")
            .column("standing", CellKind::Text, ColumnRole::Class, "");
        if self.options.correction != Correction::None {
            table = table.column("p_corrected", CellKind::Number, ColumnRole::Attribute, "two-sided");
        }
        if self.is_drawn() {
            table = table.column("monte_carlo_error", CellKind::Number, ColumnRole::Attribute, "probability");
        }
        table
    }
    fn undefined(&self) -> Vec<bool> {
        vec![false; self.heading().columns.len()]
    }
    fn each_row(&self, tell: &mut dyn FnMut(&[Cell]) -> ControlFlow<()>) -> ControlFlow<()> {
        self.ordered(usize::MAX).into_iter().try_for_each(|(_, _, a, b)| tell(&self.row(a as usize, b as usize)))
    }
}

/// A tail in words.
fn told(p: f64) -> String {
    if p <= LEAST { format!("< {LEAST:e}") } else { Cell::Number(p).plain() }
}
