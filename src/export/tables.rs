//! A graph as three tables, for spreadsheets and databases: its nodes, its ties, and the claims behind each tie.
//!
//! - `nodes`: as they are; the column of their ids is `id`.
//! - `ties`: `tie` (a number from 0, as `t0` of the other formats), `source` and `target` (ids of nodes), then what the
//!   ties have. A column of one of these names becomes `tie_source` and so on.
//! - `claims`: `tie`, `claim`, and the `evidence` of the claim where the ties carry as many as claims; a row a claim, so
//!   that a join needs no list to be cut up.

use std::io;

use super::{Side, node_ids, tie_ends};
use crate::result::{AttributedGraph, Cell, CellKind, CellRef, Column, ColumnRole, Table};

/// The three tables, each with the word that its file's name carries.
///
/// # Errors
/// A tie that ends at a row that `nodes` does not have.
///
/// # Example
/// ```
/// use blocs::{dataset, export, graph::Graph, record::typed_graph};
/// let folder = dataset::builtin("toy-council").unwrap();
/// let graph = Graph::from(dataset::load(vec![folder], None).dataset.unwrap());
/// let [(_, nodes), (_, ties), (_, claims)] = export::tables::of(&typed_graph::attributed(&graph))?;
/// assert_eq!((nodes.len(), ties.len(), claims.len()), (26, 32, 32));
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn of(graph: &AttributedGraph) -> io::Result<[(&'static str, Table); 3]> {
    let ids = node_ids(graph);
    let ends = tie_ends(graph, &ids)?;
    let mut ties = Table::new(format!("{}-ties", graph.name), graph.ties.method.clone())
        .column("tie", CellKind::Integer, ColumnRole::Id, "")
        .column("source", CellKind::Text, ColumnRole::Actor, "")
        .column("target", CellKind::Text, ColumnRole::Other, "");
    for (row, (from, to)) in ends.into_iter().enumerate() {
        ties.push([Cell::count(row), Cell::text(from), Cell::text(to)]);
    }
    let taken = |name: &str| name == "tie" || Side::Tie.attribute(name) != name;
    ties.columns.extend(graph.ties.columns.iter().map(|column| {
        let name = if taken(&column.name) { format!("tie_{}", column.name) } else { column.name.clone() };
        Column { name, ..column.clone() }
    }));
    let mut nodes = graph.nodes.clone();
    nodes.name = format!("{}-nodes", graph.name);
    if let Some(id) = nodes.columns.iter_mut().find(|column| column.role == ColumnRole::Id) {
        id.name = "id".to_owned();
    }
    Ok([("nodes", nodes), ("ties", ties), ("claims", claims(graph))])
}

fn claims(graph: &AttributedGraph) -> Table {
    let mut claims = Table::new(format!("{}-claims", graph.name), graph.ties.method.clone())
        .column("tie", CellKind::Integer, ColumnRole::Order, "")
        .column("claim", CellKind::Text, ColumnRole::Id, "")
        .column("evidence", CellKind::Text, ColumnRole::Evidence, "");
    let list = |row: usize, role| match graph.ties.cell(row, role) {
        Some(CellRef::List(list)) => list,
        _ => &[],
    };
    for row in 0..graph.ties.len() {
        let (of_tie, evidence) = (list(row, ColumnRole::Claims), list(row, ColumnRole::Evidence));
        for (place, claim) in of_tie.iter().enumerate() {
            let evidence = evidence.get(place).filter(|_| evidence.len() == of_tie.len());
            claims.push([Cell::count(row), Cell::text(claim), evidence.map_or(Cell::Empty, Cell::text)]);
        }
    }
    claims
}

#[cfg(test)]
mod tests {
    use super::super::tests::sample_graph;
    use super::*;

    #[test]
    fn ends_come_first_and_names_stay_apart() {
        let [(_, nodes), (_, ties), (_, claims)] = of(&sample_graph()).unwrap();
        assert_eq!(nodes.columns[0].name, "id");
        let names: Vec<&str> = ties.columns.iter().map(|column| column.name.as_str()).collect();
        assert_eq!(names, ["tie", "source", "target", "relation", "tie_source", "claims", "weight"]);
        assert_eq!(ties.row(0).take(3).map(CellRef::plain).collect::<Vec<_>>(), ["0", "jp", "us"]);
        // The first tie has two claims; the sample carries no evidence.
        assert_eq!(claims.len(), 2);
        assert_eq!(claims.row(1).map(CellRef::plain).collect::<Vec<_>>(), ["0", "c2", ""]);
    }
}
