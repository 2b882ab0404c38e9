//! Who sits where: actors and forums as the two kinds of nodes of one graph.

use crate::result::{AttributedGraph, Cell, CellKind, ColumnRole, GraphRole, Method, Table};
use crate::view::Affiliations;

/// A tie for each seat that a claim names, with its claims; actors that no forum names are left out and counted.
///
/// Where a list is open, a missing tie says nothing: whether it is complete stands with the forum.
///
/// ```
/// use blocs::{dataset, graph::Graph, overlap::seats, view::{AffiliationOptions, Affiliations}};
/// let folder = dataset::builtin("toy-council").unwrap();
/// let graph = Graph::from(dataset::load(vec![folder], None).dataset.unwrap());
/// let view = Affiliations::of(&graph, &AffiliationOptions::default());
/// assert_eq!(seats::graph(&view).ends.len(), view.claims.len());
/// ```
pub fn graph(view: &Affiliations) -> AttributedGraph {
    let mut place = vec![None; view.actors.len()];
    let mut seated: Vec<usize> = view.claims.keys().map(|(actor, _)| *actor).collect();
    seated.dedup();
    seated.iter().enumerate().for_each(|(at, actor)| place[*actor] = Some(at));
    let method = super::on_view(Method::new("who sits where", "Breiger 1974"), view)
        .counting("actors", seated.len())
        .counting("actors that no forum names", view.actors.len() - seated.len())
        .counting("forums", view.arenas.len())
        .counting("complete lists", (0..view.arenas.len()).filter(|&arena| view.is_settled(arena)).count())
        .noting("In an open list, no tie does not mean no seat.");
    let mut nodes = Table::new("seats-nodes", method.clone())
        .column("id", CellKind::Text, ColumnRole::Id, "")
        .column("name", CellKind::Text, ColumnRole::Label, "")
        .column("name_ja", CellKind::Text, ColumnRole::LabelJa, "")
        .column("kind", CellKind::Text, ColumnRole::Kind, "")
        .column("complete", CellKind::Boolean, ColumnRole::Attribute, "")
        .column("list", CellKind::Text, ColumnRole::Attribute, "");
    let actors = seated.iter().map(|actor| (&view.actors[*actor], [Cell::Empty, Cell::Empty], None));
    // Things in which actors meet are of many kinds; the second mode is one.
    let known = |at: usize| [Cell::Boolean(view.is_settled(at)), Cell::text(view.list(at).word())];
    let arenas = view.arenas.iter().enumerate().map(|(at, arena)| (&arena.node, known(at), Some("forum")));
    for (node, known, kind) in actors.chain(arenas) {
        let cells = [node.id.as_str(), &node.name, &node.name_ja, kind.unwrap_or(&node.kind)].map(Cell::text);
        nodes.push(cells.into_iter().chain(known));
    }
    let mut ties = Table::new("seats", method.clone()).column("claims", CellKind::List, ColumnRole::Claims, "");
    let mut ends = Vec::new();
    for ((actor, arena), claims) in &view.claims {
        let Some(at) = place[*actor] else { continue };
        ties.push([Cell::List(claims.clone())]);
        ends.push((at, seated.len() + arena));
    }
    let role = GraphRole::TwoMode;
    AttributedGraph { name: "seats".to_owned(), directed: false, role, nodes, ties, ends, method }
}
