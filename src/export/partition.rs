//! A Pajek partition: the group of every vertex of a [network](super::pajek), by number.
//!
//! The groups are those of the column of role group; without one, of class; without one, of kind. They are numbered from
//! 1 in the order of their names; 0 is a vertex without a group. The names stand in comments before the numbers. In a graph
//! whose nodes have no such column every vertex is 0.

use std::collections::BTreeSet;
use std::io;

use super::{Spec, pajek, tame};
use crate::result::{AttributedGraph, CellRef, ColumnRole};

pub(super) const SPEC: Spec = Spec { name: "partition", extensions: &["clu"] };

/// The roles whose column is a partition, the first that is there.
pub(super) const GROUPS: [ColumnRole; 3] = [ColumnRole::Group, ColumnRole::Class, ColumnRole::Kind];

/// Whether the nodes of a graph have a column that is a partition.
///
/// ```
/// use blocs::{dataset, export::partition, graph::Graph, record::typed_graph};
/// let folder = dataset::builtin("toy-council").unwrap();
/// let graph = Graph::from(dataset::load(vec![folder], None).dataset.unwrap());
/// assert!(partition::has_groups(&typed_graph::attributed(&graph))); // the classes
/// ```
pub fn has_groups(graph: &AttributedGraph) -> bool {
    GROUPS.iter().any(|role| graph.nodes.by_role(*role).is_some())
}

/// Writes the groups of a graph's nodes.
///
/// # Errors
/// Those of the writer.
pub fn write(graph: &AttributedGraph, out: &mut dyn io::Write) -> io::Result<()> {
    let column = GROUPS.iter().find_map(|role| graph.nodes.by_role(*role));
    let group = |row: usize| match column?.cells.get(row)? {
        CellRef::Empty | CellRef::Undefined(_) => None,
        cell => Some(cell.plain()).filter(|group| !group.is_empty()),
    };
    let rows = 0..graph.nodes.len();
    let groups: BTreeSet<String> = rows.clone().filter_map(group).collect();
    pajek::remarks(graph, out)?;
    for (number, name) in groups.iter().enumerate() {
        let column = column.map_or("", |column| &column.name);
        writeln!(out, "% {column} {}: {}", number + 1, tame(name).replace('\n', " "))?;
    }
    writeln!(out, "*Vertices {}", rows.len())?;
    for row in rows {
        let number = group(row).map_or(0, |group| groups.range(..=group).count());
        writeln!(out, "{number}")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::tests::{sample_graph, written};
    use super::*;
    use crate::result::{Cell, CellKind};

    #[test]
    fn groups_are_numbered_by_name_and_none_is_zero() {
        let mut graph = sample_graph();
        graph.nodes = graph.nodes.column("camp", CellKind::Text, ColumnRole::Group, "");
        graph.nodes.columns.last_mut().unwrap().cells = vec![Cell::text("west"), Cell::Empty].into();
        let text = written(|out| write(&graph, out));
        assert!(text.ends_with("% camp 1: west\n*Vertices 2\n1\n0\n"), "{text}");
        graph.nodes.columns.last_mut().unwrap().cells = vec![Cell::text("west"), Cell::text("east")].into();
        assert!(written(|out| write(&graph, out)).ends_with("% camp 1: east\n% camp 2: west\n*Vertices 2\n2\n1\n"));
    }

    #[test]
    fn without_groups_every_vertex_is_zero() {
        assert!(written(|out| write(&sample_graph(), out)).ends_with("*Vertices 2\n0\n0\n"));
    }
}
