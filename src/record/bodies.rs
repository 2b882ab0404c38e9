//! Which body is part of which: forums, sessions and organisations under those that they belong to.

use std::collections::BTreeMap;

use crate::graph::{Graph, Tie};
use crate::model::schema::{ActorEnd, Role};
use crate::result::{AttributedGraph, Cell, CellKind, ColumnRole, GraphRole, Method, Table};

/// Bodies and what they are part of: a tie runs from the part to the whole and carries its claims.
///
/// A tie is any relation of structure between two things in which actors meet that names no actor and is not mutual
/// (is an organ of, is part of, is a session of). What no claim places is not there.
///
/// ```
/// use blocs::{dataset, graph::Graph, record::bodies};
/// let folder = dataset::builtin("toy-council").unwrap();
/// let graph = Graph::from(dataset::load(vec![folder], None).dataset.unwrap());
/// let bodies = bodies::graph(&graph);
/// assert_eq!(bodies.ends.len(), bodies.ties.len());
/// ```
pub fn graph(graph: &Graph) -> AttributedGraph {
    let dataset = graph.dataset();
    let ties: Vec<Tie> = graph.ties().filter(|tie| is_part(graph, tie)).collect();
    let mut ids: Vec<&str> = ties.iter().flat_map(|tie| [tie.subject.id.as_str(), tie.object.id.as_str()]).collect();
    ids.sort_unstable();
    ids.dedup();
    let method = Method::new("bodies and what they are part of", "")
        .with("datasets", dataset.names.join(", "))
        .counting("bodies", ids.len())
        .counting("ties", ties.len());
    let mut nodes = Table::new("bodies", method.clone())
        .column("body", CellKind::Text, ColumnRole::Id, "")
        .column("name", CellKind::Text, ColumnRole::Label, "")
        .column("name_ja", CellKind::Text, ColumnRole::LabelJa, "")
        .column("kind", CellKind::Text, ColumnRole::Kind, "");
    for entity in ids.iter().filter_map(|id| dataset.entity(id)) {
        nodes.push([&entity.id, &entity.name, &entity.name_ja, &entity.kind].map(Cell::text));
    }
    let places: BTreeMap<&str, usize> = ids.iter().enumerate().map(|(place, id)| (*id, place)).collect();
    let mut table = Table::new("parts", method.clone())
        .titled("Bodies and what they are part of")
        .column("part", CellKind::Text, ColumnRole::Actor, "")
        .column("whole", CellKind::Text, ColumnRole::Other, "")
        .column("relation", CellKind::Text, ColumnRole::Class, "")
        .column("claims", CellKind::List, ColumnRole::Claims, "")
        .column("evidence", CellKind::List, ColumnRole::Evidence, "");
    for tie in &ties {
        table.push([
            Cell::text(&tie.subject.id),
            Cell::text(&tie.object.id),
            Cell::text(&tie.edge.relation),
            Cell::List(graph.claims(tie.edge).map(|claim| claim.id.clone()).collect()),
            Cell::List(graph.claims(tie.edge).map(|claim| claim.evidence.to_string()).collect()),
        ]);
    }
    let ends = ties.iter().map(|tie| (places[tie.subject.id.as_str()], places[tie.object.id.as_str()])).collect();
    AttributedGraph {
        name: "bodies".to_owned(),
        directed: true,
        role: GraphRole::OneMode,
        nodes,
        ties: table,
        ends,
        method,
    }
}

fn is_part(graph: &Graph, tie: &Tie) -> bool {
    let schema = &graph.dataset().schema;
    let meets = |kind: &str| schema.is_arena(kind);
    graph.relation(tie.edge).is_some_and(|relation| {
        relation.actor == ActorEnd::None
            && !relation.symmetric
            && relation.roles.iter().any(|role| matches!(role, Role::Structure | Role::SessionOf))
    }) && meets(&tie.subject.kind)
        && meets(&tie.object.kind)
}
