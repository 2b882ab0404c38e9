//! Node-link JSON: what `networkx.node_link_graph(data, edges="links")` and d3's force layout read.
//!
//! ```text
//! {"directed":true,"multigraph":false,"graph":{"name":"toy","mode":"one-mode","method":{...}},
//!  "nodes":[{"id":"jp","label":"Japan"}],
//!  "links":[{"source":"jp","target":"us","key":"t0","relation":"signs"}]}
//! ```
//!
//! `multigraph` is true when two ties join the same two nodes (in the same direction, where it counts), and only then,
//! so that a simple graph is read as one. An empty cell has no member; an undefined one has none either, and its reason
//! is the member `NAME_undefined`. A list is an array.

use std::collections::BTreeSet;
use std::io;

use serde_json::{Map, Value, json};

use super::json::{lines, members, method, value};
use super::{Side, Spec, node_ids, tie_ends, undefined};
use crate::result::{AttributedGraph, Cell, Column, GraphRole};

pub(super) const SPEC: Spec = Spec { name: "node-link", extensions: &["json"] };

/// Writes a graph.
///
/// # Errors
/// Those of the writer; a tie that ends at a row that `nodes` does not have.
pub fn write(graph: &AttributedGraph, out: &mut dyn io::Write) -> io::Result<()> {
    let ids = node_ids(graph);
    let ends = tie_ends(graph, &ids)?;
    let node_columns: Vec<&Column> = Side::Node.columns(graph).collect();
    let tie_columns: Vec<&Column> = Side::Tie.columns(graph).collect();
    let mode = if graph.role == GraphRole::TwoMode { "two-mode" } else { "one-mode" };
    let heading = json!({
        "directed": graph.directed,
        "multigraph": has_parallel_ties(graph),
        "graph": {"name": graph.name, "mode": mode, "method": method(&graph.method)},
    });
    write!(out, "{{")?;
    members(&heading, out)?;
    let node = |row: usize| {
        let mut node = Map::from_iter([("id".to_owned(), json!(ids[row]))]);
        attributes(Side::Node, &node_columns, row, &mut node);
        Value::Object(node)
    };
    lines("nodes", ids.len(), node, out)?;
    writeln!(out, ",")?;
    let link = |row: usize| {
        let (from, to) = ends[row];
        let ends = [("source", json!(from)), ("target", json!(to)), ("key", json!(format!("t{row}")))];
        let mut link: Map<String, Value> = ends.map(|(name, value)| (name.to_owned(), value)).into_iter().collect();
        attributes(Side::Tie, &tie_columns, row, &mut link);
        Value::Object(link)
    };
    lines("links", ends.len(), link, out)?;
    writeln!(out, "}}")
}

/// The attributes of a row, as members.
pub(super) fn attributes(side: Side, columns: &[&Column], row: usize, object: &mut Map<String, Value>) {
    for column in columns {
        let name = side.attribute(&column.name);
        match column.cells.get(row) {
            None | Some(Cell::Empty) => {}
            Some(cell) => match undefined(cell) {
                Some(reason) => object.insert(format!("{name}_undefined"), json!(reason)).map_or((), drop),
                None => object.insert(name.into_owned(), value(cell)).map_or((), drop),
            },
        }
    }
}

fn has_parallel_ties(graph: &AttributedGraph) -> bool {
    let mut seen = BTreeSet::new();
    graph.ends.iter().any(|&(from, to)| {
        let pair = if graph.directed { (from, to) } else { (from.min(to), from.max(to)) };
        !seen.insert(pair)
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::{HOSTILE, hostile_graph, sample_graph, written};
    use super::super::{GraphFormat, write_graph};
    use super::*;

    #[test]
    fn a_graph_by_hand() {
        let text = written(|out| write_graph(&sample_graph(), GraphFormat::NodeLink, out));
        let golden = r#"{"directed":true,
"multigraph":true,
"graph":{"name":"toy","mode":"one-mode","method":{"name":"typed graph","parameters":{"window":"all"},"n":{"nodes":2},"seed":null,"reference":"","notes":[]}},
"nodes":[
{"id":"jp","label":"Japan","label_ja":"日本","score":0.5,"permanent":false},
{"id":"us","label":"United States","score_undefined":"no vote","permanent":true}
],
"links":[
{"source":"jp","target":"us","key":"t0","relation":"aligns_with","tie_source":"doc-a","claims":["c1","c2"],"weight":2},
{"source":"jp","target":"us","key":"t1","relation":"contests"}
]}
"#;
        assert_eq!(text, golden);
    }

    #[test]
    fn only_parallel_ties_make_a_multigraph() {
        let mut graph = sample_graph();
        graph.ends = vec![(0, 1), (1, 0)];
        assert!(!has_parallel_ties(&graph));
        graph.directed = false;
        assert!(has_parallel_ties(&graph));
    }

    #[test]
    fn hostile_text_comes_back_unchanged() {
        let text = written(|out| write_graph(&hostile_graph(), GraphFormat::NodeLink, out));
        let read: Value = serde_json::from_str(&text).unwrap();
        for (row, label) in HOSTILE.iter().enumerate() {
            assert_eq!(read["nodes"][row]["id"], format!("id {label}"));
            assert_eq!(read["nodes"][row]["label"].as_str().unwrap_or_default(), *label);
        }
        assert_eq!(read["links"].as_array().unwrap().len(), HOSTILE.len());
    }

    #[test]
    fn a_tie_to_nowhere_is_refused() {
        let mut graph = sample_graph();
        graph.ends[1] = (0, 9);
        assert!(write(&graph, &mut Vec::new()).is_err());
    }
}
