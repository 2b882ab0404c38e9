//! Nodes and ties of a flow as the two tables of a graph, so that one figure can draw every answer of this room.

use crate::model::{Day, Span};
use crate::result::{Cell, CellKind, ColumnRole, Method, Table};
use crate::view::{FlowNode, FlowTie, Step};

/// Nodes, a row each.
pub(super) fn nodes<'a>(method: &Method, nodes: impl Iterator<Item = &'a FlowNode>) -> Table {
    let mut table = Table::new("nodes", method.clone())
        .column("id", CellKind::Text, ColumnRole::Id, "")
        .column("label", CellKind::Text, ColumnRole::Label, "")
        .column("label_ja", CellKind::Text, ColumnRole::LabelJa, "")
        .column("kind", CellKind::Text, ColumnRole::Kind, "")
        .column("lane", CellKind::Text, ColumnRole::Lane, "")
        .column("begin", CellKind::Text, ColumnRole::Begin, "day")
        .column("end", CellKind::Text, ColumnRole::End, "day")
        .column("status", CellKind::Text, ColumnRole::Status, "");
    for node in nodes {
        table.push([
            Cell::text(&node.node.id),
            Cell::text(&node.node.name),
            Cell::text(&node.node.name_ja),
            Cell::text(&node.node.kind),
            Cell::text(&node.root),
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
