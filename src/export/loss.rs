//! What a format cannot hold of a graph, attribute by attribute.

use super::{GraphFormat, Side, TableFormat, dot, pajek, partition};
use crate::result::{AttributedGraph, Cell, CellKind, CellRef, Column, ColumnRole, Method, Table, counted};

/// One row a format and attribute that does not arrive as it is: how many cells, and what becomes of them. What belongs to
/// the graph and is in no file of it, such as recorded positions, has a row too, and so has a format that loses nothing.
///
/// Nothing is said of what every format does: computed numbers have at most 9 significant digits, and an undefined cell has its
/// reason in place of a value. JSON and Parquet hold the rest as it is, but for ties without direction in a
/// graph of others that have one: no format but DOT and tables tells them otherwise than by an attribute. `tables` are the
/// formats in which the graph is three tables.
///
/// # Example
/// ```
/// use blocs::{dataset, export::{self, GraphFormat}, graph::Graph, record::typed_graph};
/// let folder = dataset::builtin("toy-council").unwrap();
/// let graph = Graph::from(dataset::load(vec![folder], None).dataset.unwrap());
/// let typed = typed_graph::attributed(&graph);
/// assert_eq!(export::loss(&typed, &[GraphFormat::NodeLink], &[]).len(), 1); // the recorded positions
/// assert!(export::loss(&typed, &[GraphFormat::Pajek], &[]).len() > 1);
/// ```
pub fn loss(graph: &AttributedGraph, formats: &[GraphFormat], tables: &[TableFormat]) -> Table {
    let method = Method::new("what a format cannot hold", "")
        .with("graph", &graph.name)
        .counting("nodes", graph.nodes.len())
        .counting("ties", graph.ties.len())
        .noting("In every format computed numbers have at most 9 significant digits; an attribute that is not listed arrives.")
        .noting_each(graph.method.notes.iter().cloned())
        .noting("As tables a graph has the claims behind its ties in a table of their own.");
    let mut table = Table::new("loss", method)
        .column("format", CellKind::Text, ColumnRole::Class, "")
        .column("of", CellKind::Text, ColumnRole::Kind, "")
        .column("attribute", CellKind::Text, ColumnRole::Attribute, "")
        .column("cells", CellKind::Integer, ColumnRole::Count, "cells")
        .column("fate", CellKind::Text, ColumnRole::Label, "");
    let forms =
        formats.iter().map(|format| Form::Graph(*format)).chain(tables.iter().map(|table| Form::Tables(*table)));
    for form in forms {
        let name = match form {
            Form::Graph(format) => format.name(),
            Form::Tables(format) => format.name(),
        };
        let before = table.len();
        for (what, n, place) in &graph.method.left_out {
            let n = usize::try_from(*n).unwrap_or(usize::MAX);
            let fate = format!("left out: {place}");
            table.push([Cell::text(name), Cell::text("graph"), Cell::text(what), Cell::count(n), Cell::text(fate)]);
        }
        for (side, of, columns) in [(Side::Node, "node", &graph.nodes), (Side::Tie, "tie", &graph.ties)] {
            for column in &columns.columns {
                let cells = column.cells.iter().filter(|cell| !matches!(cell, CellRef::Empty)).count();
                let found = match form {
                    Form::Graph(format) => fate(format, graph, side, column),
                    Form::Tables(TableFormat::Csv) => flat(column),
                    Form::Tables(_) => None,
                };
                let Some(fate) = found.filter(|_| cells > 0) else { continue };
                table.push([
                    Cell::text(name),
                    Cell::text(of),
                    Cell::text(&column.name),
                    Cell::count(cells),
                    Cell::text(fate),
                ]);
            }
        }
        if table.len() == before {
            let nothing = [Cell::Empty, Cell::count(0), Cell::text("nothing is lost")];
            table.push([Cell::text(name), Cell::text("graph")].into_iter().chain(nothing));
        }
    }
    table
}

/// A graph as one file, or as tables.
#[derive(Clone, Copy)]
enum Form {
    Graph(GraphFormat),
    Tables(TableFormat),
}

/// What becomes of an attribute where a cell is one text: lists are joined, and some characters have no place.
fn flat(column: &Column) -> Option<String> {
    if column.kind == CellKind::List {
        let holds =
            |cell: &CellRef<'_>| matches!(cell, CellRef::List(items) if items.iter().any(|item| item.contains("; ")));
        let cut = match column.cells.iter().filter(holds).count() {
            0 => String::new(),
            cells => format!(", which items of {cells} hold themselves"),
        };
        return Some(format!("one text, joined by `; `{cut}{}", behind(column)));
    }
    wild(column)
}

/// In how many cells characters have no place.
fn wild(column: &Column) -> Option<String> {
    let is_wild = |text: &str| super::tame(text) != text;
    let holds = |cell: &CellRef<'_>| match cell {
        CellRef::List(items) => items.iter().any(|item| is_wild(item)),
        cell => cell.as_str().is_some_and(is_wild),
    };
    let wild = column.cells.iter().filter(holds).count();
    (wild > 0)
        .then(|| format!("control characters, which XML forbids and CSV readers trip over, become U+FFFD in {wild}"))
}

/// The same behind another fate.
fn behind(column: &Column) -> String {
    wild(column).map_or(String::new(), |wild| format!("; {wild}"))
}

/// What becomes of an attribute that a format does not hold as it is.
fn fate(format: GraphFormat, graph: &AttributedGraph, side: Side, column: &Column) -> Option<String> {
    let id = side == Side::Node && column.role == ColumnRole::Id;
    // Where a format has no room for the attribute as such.
    let first = |roles: &[ColumnRole], table: &Table| {
        roles.iter().find_map(|role| table.by_role(*role)).is_some_and(|found| found.name == column.name)
    };
    if side == Side::Tie && column.role == ColumnRole::Undirected && graph.directed {
        let undirected = column.cells.iter().filter(|cell| *cell == CellRef::Boolean(true)).count();
        let written = format!("written as directed: {undirected} undirected {}", counted(undirected as u64, "ties"));
        match format {
            _ if undirected == 0 => {}
            GraphFormat::Partition => {}
            GraphFormat::Dot => return Some("a line without a head, and a line of text in the tooltip".to_owned()),
            GraphFormat::Pajek => return Some(format!("left out; {written}")),
            _ => return Some(format!("{written}, told by this attribute alone")),
        }
    }
    match format {
        GraphFormat::Dot if id => None,
        GraphFormat::Dot => {
            let long = |cell: &CellRef<'_>| !matches!(cell, CellRef::Empty) && cell.plain().len() > dot::LONGEST;
            let cut = match column.cells.iter().filter(long).count() {
                0 => String::new(),
                cells => format!(", cut after {} bytes in {cells}", dot::LONGEST),
            };
            Some(format!("a line of text in the tooltip{cut}{}", behind(column)))
        }
        GraphFormat::Pajek if id => None,
        GraphFormat::Pajek if side == Side::Tie && column.role == ColumnRole::Weight => {
            match pajek::values(graph) == pajek::Values::Signs {
                true => Some("left out".to_owned()),
                false => unweighed(column).map(|ties| format!("1 in place of the value of {ties} without one")),
            }
        }
        GraphFormat::Pajek if side == Side::Tie && column.role == ColumnRole::Sign => {
            Some("the sign of the value of a line".to_owned())
        }
        GraphFormat::Pajek if side == Side::Tie && first(&pajek::NAMES_OF_TIES, &graph.ties) => {
            Some(format!("the label of a line{}", behind(column)))
        }
        GraphFormat::Pajek if side == Side::Node && first(&partition::GROUPS, &graph.nodes) => {
            Some("a number in the partition beside it (.clu), its name in a comment".to_owned())
        }
        GraphFormat::Pajek => Some("left out".to_owned()),
        GraphFormat::Partition if side == Side::Node && first(&partition::GROUPS, &graph.nodes) => {
            Some("a number, its name in a comment".to_owned())
        }
        GraphFormat::Partition => Some("left out".to_owned()),
        GraphFormat::Gexf if side == Side::Tie && column.role == ColumnRole::Weight => {
            unweighed(column).map(|ties| format!("{ties} without a value: readers take that for 1"))
        }
        GraphFormat::GraphMl | GraphFormat::Gexf => flat(column),
        GraphFormat::NodeLink | GraphFormat::Cytoscape => {
            let large =
                |cell: &CellRef<'_>| matches!(cell, CellRef::Integer(number) if number.unsigned_abs() > 1 << 53);
            let cells = column.cells.iter().filter(large).count();
            (cells > 0)
                .then(|| format!("whole numbers beyond 2^53 in {cells}: written as they are, rounded by JavaScript"))
        }
    }
}

/// How many ties have no weight, in words, where some have one.
fn unweighed(column: &Column) -> Option<String> {
    let none = |cell: &CellRef<'_>| !cell.as_f64().is_some_and(f64::is_finite);
    let ties = column.cells.iter().filter(none).count();
    (ties > 0).then(|| format!("{ties} {}", counted(ties as u64, "ties")))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{hostile_graph, sample_graph, written};
    use super::super::write_graph;
    use super::*;

    fn rows(table: &Table) -> Vec<Vec<String>> {
        (0..table.len()).map(|row| table.row(row).map(CellRef::plain).collect()).collect()
    }

    #[test]
    fn what_is_left_out_is_not_in_the_file_and_what_is_not_listed_is() {
        let graph = sample_graph();
        for format in GraphFormat::ALL.iter().filter(|format| **format != GraphFormat::Partition) {
            let lost = rows(&loss(&graph, &[*format], &[]));
            let file = written(|out| write_graph(&graph, *format, out));
            let label = "Japan";
            let left_out = lost.iter().any(|row| row[2] == "label" && row[4] == "left out");
            assert_eq!(file.contains(label), !left_out, "{format}");
            let claims = lost.iter().any(|row| row[2] == "claims" && row[4] == "left out");
            assert_eq!(file.contains("c1"), !claims, "{format}");
        }
    }

    /// The sample is directed; its second tie is said to be of no direction.
    #[test]
    fn ties_without_direction_among_others_are_written_as_directed_and_told_so() {
        let mut graph = sample_graph();
        let (kind, role) = (CellKind::Boolean, ColumnRole::Undirected);
        let cells = vec![Cell::Boolean(false), Cell::Boolean(true)].into();
        graph.ties.columns.push(Column { name: "symmetric".to_owned(), kind, role, unit: "", cells });
        for format in GraphFormat::ALL.iter().copied() {
            let lost = rows(&loss(&graph, &[format], &[]));
            let told = lost.iter().find(|row| row[2] == "symmetric").map(|row| row[4].clone());
            let file = written(|out| write_graph(&graph, format, out));
            match format {
                GraphFormat::Partition => assert_eq!(told.as_deref(), Some("left out")),
                GraphFormat::Dot => assert_eq!(file.matches("dir=\"none\"").count(), 1, "{file}"),
                _ => assert!(told.unwrap().contains("written as directed: 1 undirected tie"), "{format}"),
            }
        }
        graph.directed = false;
        let lost = rows(&loss(&graph, GraphFormat::ALL, &[]));
        assert!(!lost.iter().any(|row| row[4].contains("written as directed")));
    }

    /// Graphviz 2.43 reads no run of more than 16,384 bytes between two escapes.
    #[test]
    fn a_long_cell_is_cut_in_dot_and_told() {
        let mut graph = sample_graph();
        let label = graph.nodes.columns.iter_mut().find(|column| column.role == ColumnRole::Label).unwrap();
        label.cells.set(0, Cell::text("文".repeat(6_000)));
        let file = written(|out| write_graph(&graph, GraphFormat::Dot, out));
        let longest = file.split(['\\', '"']).map(str::len).max().unwrap();
        assert!(longest < 16_384 && file.contains("文 ..."), "{longest}");
        let lost = rows(&loss(&graph, &[GraphFormat::Dot], &[]));
        assert!(lost.iter().any(|row| row[4].contains("cut after 4000 bytes in 1")), "{lost:?}");
    }

    #[test]
    fn forbidden_characters_of_lists_and_of_dot_are_named() {
        let mut graph = sample_graph();
        let claims = graph.ties.columns.iter_mut().find(|column| column.name == "claims").unwrap();
        claims.cells.set(0, Cell::List(vec!["c\u{2}1".to_owned(), "c2".to_owned()]));
        let all = [GraphFormat::GraphMl, GraphFormat::Gexf, GraphFormat::Dot, GraphFormat::NodeLink];
        for format in all {
            let lost = rows(&loss(&graph, &[format], &[]));
            let told = lost.iter().any(|row| row[2] == "claims" && row[4].contains("become U+FFFD in 1"));
            let file = written(|out| write_graph(&graph, format, out));
            assert_eq!(told, file.contains('\u{fffd}'), "{format}");
            assert_eq!(told, format != GraphFormat::NodeLink, "{format}");
        }
    }

    #[test]
    fn where_nothing_is_lost_that_is_said_format_by_format() {
        let lost = rows(&loss(&sample_graph(), &[GraphFormat::NodeLink, GraphFormat::GraphMl], &[TableFormat::Json]));
        assert_eq!(lost[0], ["node-link", "graph", "", "0", "nothing is lost"]);
        assert_eq!((&*lost[1][0], &*lost[1][2]), ("graphml", "claims"));
        assert_eq!(lost[2..], [["json", "graph", "", "0", "nothing is lost"]]);
    }

    #[test]
    fn weights_that_are_not_known_and_numbers_that_get_rounded_are_told() {
        let mut graph = sample_graph();
        let told = |graph: &AttributedGraph, format| -> Vec<String> {
            let lost = rows(&loss(graph, &[format], &[]));
            lost.into_iter().filter(|row| row[2] == "weight").map(|mut row| row.remove(4)).collect()
        };
        assert_eq!(told(&graph, GraphFormat::Gexf), ["1 tie without a value: readers take that for 1"]);
        assert_eq!(told(&graph, GraphFormat::Pajek), ["1 in place of the value of 1 tie without one"]);
        let weights = graph.ties.columns.iter_mut().find(|column| column.role == ColumnRole::Weight).unwrap();
        weights.cells = vec![Cell::Integer((1 << 53) + 1), Cell::Integer(1 << 53)].into();
        let large = "whole numbers beyond 2^53 in 1: written as they are, rounded by JavaScript";
        assert_eq!(told(&graph, GraphFormat::NodeLink), [large]);
        assert_eq!(told(&graph, GraphFormat::Cytoscape), [large]);
        assert!(told(&graph, GraphFormat::Gexf).is_empty() && told(&graph, GraphFormat::Pajek).is_empty());
    }

    #[test]
    fn lists_and_forbidden_characters_are_named() {
        let lost = rows(&loss(&sample_graph(), &[GraphFormat::GraphMl], &[]));
        assert_eq!(lost, [["graphml", "tie", "claims", "1", "one text, joined by `; `"]]);
        assert!(
            rows(&loss(&hostile_graph(), &[GraphFormat::Gexf], &[])).iter().any(|row| row[4].contains("XML forbids"))
        );
    }
}
