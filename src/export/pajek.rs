//! Pajek: a network as numbered vertices and weighted lines, for Pajek, igraph and networkx.
//!
//! - A vertex is named by its id, since most readers take two vertices of one name for one. In a two-mode graph whose
//!   actors come first, `*Vertices` has their number too.
//! - Lines are `*Arcs` in a directed graph, else `*Edges`: the two vertices by number, the weight (1 without one) and the
//!   label or class of the tie after the letter `l`. A tie of negative sign has a negative weight; one of weight 0 its sign.
//! - The name, mode and method of the graph are in comments, lines that begin with `%`.
//! - A name has no escapes here: a double quote becomes `'`, a line break or tab a space, another control character
//!   U+FFFD. All other attributes have no room; [`loss`](super::loss()) lists them. The groups of the vertices go into a
//!   [partition](super::partition) beside the network.

use std::io;

use super::{Spec, ends_are_nodes, node_ids, tame};
use crate::result::{AttributedGraph, Cell, ColumnRole, GraphRole};

pub(super) const SPEC: Spec = Spec { name: "pajek", extensions: &["net"] };

/// The roles whose text names a tie, the first that is there.
pub(super) const NAMES_OF_TIES: [ColumnRole; 3] = [ColumnRole::Label, ColumnRole::Class, ColumnRole::Kind];

/// Writes a graph.
///
/// # Errors
/// Those of the writer; a tie that ends at a row that `nodes` does not have.
pub fn write(graph: &AttributedGraph, out: &mut dyn io::Write) -> io::Result<()> {
    let ids = node_ids(graph);
    // Only the check: a line names its ends by number.
    ends_are_nodes(graph)?;
    remarks(graph, out)?;
    match actors_before_arenas(graph) {
        Some(actors) => writeln!(out, "*Vertices {} {actors}", ids.len())?,
        None => writeln!(out, "*Vertices {}", ids.len())?,
    }
    for (row, id) in ids.iter().enumerate() {
        writeln!(out, "{} \"{}\"", row + 1, quoted(id))?;
    }
    writeln!(out, "{}", if graph.directed { "*Arcs" } else { "*Edges" })?;
    for (row, (from, to)) in graph.ends.iter().enumerate() {
        let weight =
            graph.ties.cell(row, ColumnRole::Weight).and_then(Cell::as_f64).filter(|weight| weight.is_finite());
        // Two that are kept apart share little or nothing: without its sign the line would say the opposite.
        let sign = graph.ties.cell(row, ColumnRole::Sign).and_then(Cell::as_f64).filter(|sign| *sign < 0.0);
        let weight = weight.unwrap_or(1.0);
        let weight = match sign {
            Some(sign) if weight == 0.0 => sign,
            Some(_) => -weight.abs(),
            None => weight,
        };
        let weight = Cell::number(Ok(weight)).plain();
        write!(out, "{} {} {weight}", from + 1, to + 1)?;
        match NAMES_OF_TIES.map(|role| graph.ties.text(row, role)).into_iter().find(|name| !name.is_empty()) {
            Some(name) => writeln!(out, " l \"{}\"", quoted(name))?,
            None => writeln!(out)?,
        }
    }
    Ok(())
}

/// What the graph is and how it was made, as comments.
pub(super) fn remarks(graph: &AttributedGraph, out: &mut dyn io::Write) -> io::Result<()> {
    let mode = if graph.role == GraphRole::TwoMode { "two-mode" } else { "one-mode" };
    let notes = graph.method.notes.iter().cloned();
    for line in [graph.name.clone(), mode.to_owned(), graph.method.to_string()].into_iter().chain(notes) {
        writeln!(out, "% {}", quoted(&line))?;
    }
    Ok(())
}

/// How many vertices are of the first mode, if all ties of a two-mode graph join a first part of the rows with the rest.
fn actors_before_arenas(graph: &AttributedGraph) -> Option<usize> {
    if graph.role != GraphRole::TwoMode {
        return None;
    }
    let first = graph.ends.iter().map(|&(from, to)| from.min(to)).max()? + 1;
    graph.ends.iter().all(|&(from, to)| from.max(to) >= first).then_some(first)
}

fn quoted(text: &str) -> String {
    tame(text).replace('"', "'").replace(['\n', '\t'], " ")
}

#[cfg(test)]
mod tests {
    use super::super::tests::{HOSTILE, hostile_graph, sample_graph, written};
    use super::super::{GraphFormat, write_graph};
    use super::*;

    #[test]
    fn a_graph_by_hand() {
        let text = written(|out| write_graph(&sample_graph(), GraphFormat::Pajek, out));
        let golden = "% toy\n% one-mode\n% typed graph (window = all; n: 2 nodes)\n*Vertices 2\n1 \"jp\"\n2 \"us\"\n*Arcs\n\
                      1 2 2 l \"aligns_with\"\n1 2 1 l \"contests\"\n";
        assert_eq!(text, golden);
    }

    #[test]
    fn the_two_modes_are_told_where_one_stands_before_the_other() {
        let mut graph = sample_graph();
        graph.role = GraphRole::TwoMode;
        assert!(written(|out| write(&graph, out)).contains("*Vertices 2 1\n"));
        graph.ends = vec![(0, 1), (0, 0)];
        assert!(written(|out| write(&graph, out)).contains("*Vertices 2\n"));
    }

    /// Three ties kept apart or together, by hand: 9 shared and apart, nothing shared and apart, 2 shared and together.
    #[test]
    fn signs_stand_in_the_weights() {
        use crate::result::{CellKind, Table};
        let mut graph = sample_graph();
        let mut ties = Table::new("signed", graph.method.clone())
            .column("shared", CellKind::Integer, ColumnRole::Weight, "")
            .column("sign", CellKind::Integer, ColumnRole::Sign, "");
        for (shared, sign) in [(9, -1), (0, -1), (2, 1)] {
            ties.push([Cell::Integer(shared), Cell::Integer(sign)]);
        }
        (graph.ties, graph.ends) = (ties, vec![(0, 1); 3]);
        assert!(written(|out| write(&graph, out)).ends_with("1 2 -9\n1 2 -1\n1 2 2\n"));
        let dot = written(|out| write_graph(&graph, GraphFormat::Dot, out));
        assert_eq!(dot.matches("style=\"dashed\"").count(), 2);
    }

    #[test]
    fn hostile_names_stay_on_their_lines() {
        let text = written(|out| write_graph(&hostile_graph(), GraphFormat::Pajek, out));
        let lines: Vec<&str> = text.lines().filter(|line| !line.starts_with('%')).collect();
        assert_eq!(lines.len(), 2 + 2 * HOSTILE.len());
        for line in lines.iter().filter(|line| !line.starts_with('*')) {
            assert!(matches!(line.matches('"').count(), 0 | 2), "{line}");
        }
    }

    #[test]
    fn a_tie_to_nowhere_is_refused() {
        let mut graph = sample_graph();
        graph.ends[1] = (0, 9);
        assert!(write(&graph, &mut Vec::new()).is_err());
    }
}
