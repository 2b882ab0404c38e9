//! Nodes and ties of a flow as the two tables of a graph, so that one figure can draw every answer of this room.

use std::collections::BTreeMap;

use crate::model::{Day, Span};
use crate::result::{Cell, CellKind, ColumnRole, Method, Table};
use crate::view::{FlowNode, FlowTie, Step};

/// More lanes than this cannot be told apart in a drawing: the smallest become one.
const MOST_LANES: usize = 9;

/// Nodes, a row each. The lane is the body at the root of the node's parents; the largest lanes have a name of their
/// own and stand in the order of their size.
pub(super) fn nodes<'a>(method: &Method, nodes: impl Iterator<Item = &'a FlowNode>) -> Table {
    let nodes: Vec<&FlowNode> = nodes.collect();
    let mut sizes: BTreeMap<&str, usize> = BTreeMap::new();
    for root in nodes.iter().filter_map(|node| node.root.as_ref()) {
        *sizes.entry(root.id.as_str()).or_default() += 1;
    }
    let mut lanes: Vec<(&str, usize)> = sizes.into_iter().collect();
    lanes.sort_by_key(|(id, size)| (std::cmp::Reverse(*size), *id));
    let own = if lanes.len() > MOST_LANES { MOST_LANES - 1 } else { lanes.len() };
    let lane = |node: &FlowNode| {
        let root = node.root.as_ref().filter(|_| own > 0);
        let place = root.and_then(|root| lanes[..own].iter().position(|(id, _)| *id == root.id));
        match (root, place) {
            (Some(root), Some(place)) => [Cell::text(&root.name), Cell::text(&root.name_ja), Cell::count(place)],
            _ => [Cell::text("Other"), Cell::text("その他"), Cell::count(own)],
        }
    };
    let mut table = Table::new("nodes", method.clone())
        .column("id", CellKind::Text, ColumnRole::Id, "")
        .column("label", CellKind::Text, ColumnRole::Label, "")
        .column("label_ja", CellKind::Text, ColumnRole::LabelJa, "")
        .column("kind", CellKind::Text, ColumnRole::Kind, "")
        .column("lane", CellKind::Text, ColumnRole::Lane, "")
        .column("lane_ja", CellKind::Text, ColumnRole::LaneJa, "")
        .column("lane_order", CellKind::Integer, ColumnRole::Order, "")
        .column("begin", CellKind::Text, ColumnRole::Begin, "day")
        .column("end", CellKind::Text, ColumnRole::End, "day")
        .column("status", CellKind::Text, ColumnRole::Status, "");
    for node in nodes {
        let [name, name_ja, order] = lane(node);
        table.push([
            Cell::text(&node.node.id),
            Cell::text(&node.node.name),
            Cell::text(&node.node.name_ja),
            Cell::text(&node.node.kind),
            name,
            name_ja,
            order,
            day(node.date.earliest),
            day(node.date.latest),
            Cell::text(if node.planned { "planned" } else { "actual" }),
        ]);
    }
    table
}

/// The columns of a table of ties that [`tie_cells`] fills.
pub(super) fn tie_columns(table: Table) -> Table {
    table
        .column("relation", CellKind::Text, ColumnRole::Attribute, "")
        .column("class", CellKind::Text, ColumnRole::Class, "")
        .column("date", CellKind::Text, ColumnRole::Attribute, "EDTF")
        .column("date_inherited", CellKind::Boolean, ColumnRole::Attribute, "")
        .column("begin", CellKind::Text, ColumnRole::Begin, "day")
        .column("end", CellKind::Text, ColumnRole::End, "day")
        .column("status", CellKind::Text, ColumnRole::Status, "")
        .column("modality", CellKind::Text, ColumnRole::Attribute, "")
        .column("certainty", CellKind::Text, ColumnRole::Certainty, "")
        .column("attributed", CellKind::Boolean, ColumnRole::Attribute, "")
        .column("claims", CellKind::List, ColumnRole::Claims, "")
        .column("evidence", CellKind::List, ColumnRole::Evidence, "")
}

/// A tie, as [`tie_columns`] orders it.
pub(super) fn tie_cells(tie: &FlowTie) -> [Cell; 12] {
    let span = match tie.when {
        Step::Event(span) => span,
        Step::State { begin, end } => Span { earliest: begin.earliest, latest: end.latest },
    };
    [
        Cell::text(&tie.label),
        Cell::text(tie.class.word()),
        Cell::text(&tie.date_text),
        Cell::Boolean(tie.date_inherited),
        day(span.earliest),
        day(span.latest),
        Cell::text(tie.status.word()),
        Cell::text(tie.modality.map_or("", |modality| modality.word())),
        Cell::text(tie.certainty.word()),
        Cell::Boolean(tie.attributed),
        Cell::List(tie.claims.clone()),
        Cell::List(tie.evidence.clone()),
    ]
}

/// A day; empty where it is unknown.
pub(super) fn day(day: Day) -> Cell {
    if day == Day::MIN || day == Day::MAX { Cell::Empty } else { Cell::text(day.to_string()) }
}
