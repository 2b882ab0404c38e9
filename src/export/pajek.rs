//! Pajek: a network as numbered vertices and weighted lines, for Pajek, igraph and networkx.
//!
//! - A vertex is named by its id, since most readers take two vertices of one name for one. In a two-mode graph whose
//!   actors come first, `*Vertices` has their number too.
//! - Lines are `*Arcs` in a directed graph, else `*Edges`: the two vertices by number, the weight (1 without one) and the
//!   label or class of the tie after the letter `l`. Where ties have a sign, a negative one has a negative value; where one
//!   of them weighs nothing, every value is the sign alone, since 0 has none.
//! - The name, mode and method of the graph are in comments, lines that begin with `%`.
//! - A name has no escapes here: a double quote becomes `'`, a line break or tab a space, another control character
//!   U+FFFD. All other attributes have no room; [`loss`](super::loss()) lists them. The groups of the vertices go into a
//!   [partition](super::partition) beside the network: the command line writes it with every `.net`.

use std::io;

use super::{Spec, ends_are_nodes, is_negative, node_ids, tame};
use crate::result::{AttributedGraph, Cell, CellRef, ColumnRole, GraphRole};

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
    let values = values(graph);
    if values == Values::Signs {
        writeln!(out, "% the value of a line is its sign: a negative tie weighs nothing, and 0 has no sign")?;
    }
    writeln!(out, "{}", if graph.directed { "*Arcs" } else { "*Edges" })?;
    for (row, (from, to)) in graph.ends.iter().enumerate() {
        let value = match (values, is_negative(graph, row)) {
            (Values::Signs, true) => -1.0,
            (Values::Signs, false) => 1.0,
            (Values::Weights, true) => -weight(graph, row).abs(),
            (Values::Weights, false) => weight(graph, row),
        };
        write!(out, "{} {} {}", from + 1, to + 1, Cell::number(Ok(value)).plain())?;
        match NAMES_OF_TIES.map(|role| graph.ties.text(row, role)).into_iter().find(|name| !name.is_empty()) {
            Some(name) => writeln!(out, " l \"{}\"", quoted(name))?,
            None => writeln!(out)?,
        }
    }
    Ok(())
}

/// What the values of lines are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Values {
    /// Weights, with the sign of the tie where it has one.
    Weights,
    /// Signs alone.
    Signs,
}

/// Signs alone only where a weight cannot carry one.
pub(super) fn values(graph: &AttributedGraph) -> Values {
    match (0..graph.ends.len()).any(|row| is_negative(graph, row) && weight(graph, row) == 0.0) {
        true => Values::Signs,
        false => Values::Weights,
    }
}

fn weight(graph: &AttributedGraph, row: usize) -> f64 {
    let weight = graph.ties.cell(row, ColumnRole::Weight).and_then(CellRef::as_f64);
    weight.filter(|weight| weight.is_finite()).unwrap_or(1.0)
}

/// What the graph is and how it was made, as comments.
pub(super) fn remarks(graph: &AttributedGraph, out: &mut dyn io::Write) -> io::Result<()> {
    let mode = if graph.role == GraphRole::TwoMode { "two-mode" } else { "one-mode" };
    let notes = graph.method.notes.iter().map(ToString::to_string);
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
    use super::super::tests::{HOSTILE, hostile_graph, sample_graph, signed_graph, written};
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

    #[test]
    fn hostile_names_stay_on_their_lines() {
        let text = written(|out| write_graph(&hostile_graph(), GraphFormat::Pajek, out));
        let lines: Vec<&str> = text.lines().filter(|line| !line.starts_with('%')).collect();
        assert_eq!(lines.len(), 2 + 2 * HOSTILE.len());
        for line in lines.iter().filter(|line| !line.starts_with('*')) {
            assert!(matches!(line.matches('"').count(), 0 | 2), "{line}");
        }
    }

    /// Three who share 3, 2 and nothing; the last two pairs are kept apart.
    #[test]
    fn a_tie_that_keeps_apart_is_a_negative_line() {
        let lines = |graph: &AttributedGraph| -> Vec<String> {
            let text = written(|out| write(graph, out));
            text.lines().skip_while(|line| *line != "*Edges").skip(1).map(str::to_owned).collect()
        };
        let mut graph = signed_graph();
        assert_eq!(lines(&graph), ["1 2 1", "1 3 -1", "2 3 -1"]);
        assert!(written(|out| write(&graph, out)).contains("% the value of a line is its sign"));
        graph.ties.columns[0].cells.set(2, Cell::Integer(4));
        assert_eq!(lines(&graph), ["1 2 3", "1 3 -2", "2 3 -4"]);
    }

    #[test]
    fn a_tie_to_nowhere_is_refused() {
        let mut graph = sample_graph();
        graph.ends[1] = (0, 9);
        assert!(write(&graph, &mut Vec::new()).is_err());
    }
}
