//! Gatekeepers, smallest sets and routes apart as tables and as a graph.

use super::Gatekeepers;
use crate::influence::layer;
use crate::result::{AttributedGraph, Cell, CellKind, ColumnRole, Table, Undefined};
use crate::view::Flow;

impl Gatekeepers {
    /// A row a gatekeeper, in the order of the route, with the claims of the steps that reach and leave it.
    pub fn table(&self) -> Table {
        let mut table = Table::new("gatekeepers", self.method.clone())
            .titled("Every route passes")
            .column("place", CellKind::Integer, ColumnRole::Order, "")
            .column("entity", CellKind::Text, ColumnRole::Id, "")
            .column("name", CellKind::Text, ColumnRole::Label, "")
            .column("name_ja", CellKind::Text, ColumnRole::LabelJa, "")
            .column("kind", CellKind::Text, ColumnRole::Kind, "")
            .column("also_undated", CellKind::Boolean, ColumnRole::Attribute, "")
            .column("reached_by", CellKind::Text, ColumnRole::Attribute, "")
            .column("left_by", CellKind::Text, ColumnRole::Attribute, "")
            .column("claims", CellKind::List, ColumnRole::Claims, "")
            .column("evidence", CellKind::List, ColumnRole::Evidence, "");
        for (place, one) in self.gatekeepers.iter().enumerate() {
            let steps = one.steps.map(|step| self.routes.tie(step));
            let label = |at: usize| Cell::text(steps[at].map_or("", |tie| tie.label.as_str()));
            let known = || steps.iter().flatten();
            table.push([
                Cell::count(place + 1),
                Cell::text(&one.entity.node.id),
                Cell::text(&one.entity.node.name),
                Cell::text(&one.entity.node.name_ja),
                Cell::text(&one.entity.node.kind),
                Cell::Boolean(one.undated),
                label(0),
                label(1),
                Cell::List(known().flat_map(|tie| tie.claims.clone()).collect()),
                Cell::List(known().flat_map(|tie| tie.evidence.clone()).collect()),
            ]);
        }
        table
    }

    /// A row a unit: the fewest without which no route is left, and which they are.
    pub fn smallest_sets(&self) -> Table {
        let mut table = Table::new("smallest-cuts", self.method.clone())
            .titled("Without these no route is left")
            .column("of", CellKind::Text, ColumnRole::Id, "")
            .column("at_least", CellKind::Integer, ColumnRole::Low, "")
            .column("found", CellKind::Integer, ColumnRole::Value, "")
            .column("proved_smallest", CellKind::Boolean, ColumnRole::Attribute, "")
            .column("undated", CellKind::Integer, ColumnRole::Attribute, "")
            .column("which", CellKind::List, ColumnRole::Attribute, "");
        for cut in &self.cuts {
            let reason = "a step joins the two directly";
            let undefined = || Cell::Undefined(Undefined::because(reason));
            let found = match (cut.at_least, cut.which.len()) {
                (None, _) => undefined(),
                (_, 0) => Cell::Undefined(Undefined::because("the work allowed was spent first")),
                (_, found) => Cell::count(found),
            };
            table.push([
                Cell::text(cut.unit.word()),
                cut.at_least.map_or_else(undefined, Cell::count),
                found,
                Cell::Boolean(cut.is_exact()),
                cut.undated.map_or(Cell::Empty, Cell::count),
                Cell::List(cut.which.clone()),
            ]);
        }
        table
    }

    /// Why an entity is a gatekeeper (the steps that reach and leave it) or not (a route that goes round it), with
    /// claims, sources and lines.
    ///
    /// # Errors
    /// In words, when there is no route at all, or the entity is one of its ends or not in the flow.
    pub fn why(&self, flow: &Flow, id: &str) -> Result<Table, String> {
        let (from, to) = (self.routes.from.id(), self.routes.to.id());
        if let Some(one) = self.gatekeepers.iter().find(|one| one.entity.node.id == id) {
            let title = format!("No route from {from} to {to} goes round {id}: it is reached and left so");
            return Ok(self.steps(&one.steps, title));
        }
        let node = flow.node(id).ok_or_else(|| flow.without(&format!("`{id}`")))?;
        if id == from || id == to {
            return Err(format!("{id} is an end of the route"));
        }
        let none = || format!("no route from {from} to {to} was found that goes round {id}");
        let round = self.round(flow, node).ok_or_else(none)?;
        let table = Table {
            name: "why".to_owned(),
            ..round.step_by_step().without(&["path", "from_name", "from_name_ja", "to_name", "to_name_ja"])
        };
        Ok(table.titled(format!("This route from {from} to {to} goes round {id}")))
    }

    fn steps(&self, steps: &[usize], title: String) -> Table {
        let mut table = Table::new("why", self.method.clone())
            .titled(title)
            .column("from", CellKind::Text, ColumnRole::Id, "")
            .column("to", CellKind::Text, ColumnRole::Other, "");
        table = layer::tie_columns(table);
        for &step in steps {
            let (Some(tie), Some((from, to))) = (self.routes.tie(step), self.routes.ends(step)) else { continue };
            let row = [Cell::text(&from.node.id), Cell::text(&to.node.id)];
            table.push(row.into_iter().chain(layer::tie_cells(tie)));
        }
        table
    }

    /// Entities and steps of the routes apart; the steps of the first are numbered.
    pub fn graph(&self) -> AttributedGraph {
        AttributedGraph { name: "gatekeepers".to_owned(), ..self.routes.graph() }
    }
}
