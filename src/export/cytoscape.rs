//! Cytoscape JSON: what Cytoscape.js takes as its `elements`, and Cytoscape opens as a network.
//!
//! ```text
//! {"format_version":"1.0","generated_by":"blocs","data":{"name":"toy","directed":true,"mode":"one-mode","method":{...}},
//!  "elements":{"nodes":[{"group":"nodes","data":{"id":"jp","label":"Japan"}}],
//!              "edges":[{"group":"edges","data":{"id":"t0","source":"jp","target":"us","relation":"signs"}}]}}
//! ```
//!
//! Nodes and ties share one set of ids here: the ties are `t0`, `t1`, ..., with as many underscores after the `t` as
//! no node's id has. `parent` means a box around nodes, so a column of that name becomes `node_parent` or
//! `tie_parent`. Empty and undefined cells, and lists, are as in [node-link JSON](super::node_link).

use std::io;

use serde_json::{Map, Value, json};

use super::json::{lines, members, method};
use super::node_link::attributes;
use super::{Side, Spec, node_ids, tie_ends};
use crate::result::{AttributedGraph, Column, GraphRole};

pub(super) const SPEC: Spec = Spec { name: "cytoscape", extensions: &["cyjs"] };

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
    let data = json!({"name": graph.name, "directed": graph.directed, "mode": mode, "method": method(&graph.method)});
    write!(out, "{{")?;
    members(&json!({"format_version": "1.0", "generated_by": "blocs", "data": data}), out)?;
    write!(out, "\"elements\":{{")?;
    let node = |row: usize| {
        let mut data = Map::from_iter([("id".to_owned(), json!(ids[row]))]);
        attributes(Side::Node, &node_columns, row, &mut data);
        element("nodes", "node_parent", data)
    };
    lines("nodes", ids.len(), node, out)?;
    writeln!(out, ",")?;
    let prefix = prefix(&ids);
    let edge = |row: usize| {
        let (from, to) = ends[row];
        let ends = [("id", json!(format!("{prefix}{row}"))), ("source", json!(from)), ("target", json!(to))];
        let mut data: Map<String, Value> = ends.map(|(name, value)| (name.to_owned(), value)).into_iter().collect();
        attributes(Side::Tie, &tie_columns, row, &mut data);
        element("edges", "tie_parent", data)
    };
    lines("edges", ends.len(), edge, out)?;
    writeln!(out, "}}}}")
}

fn element(group: &str, parent: &str, mut data: Map<String, Value>) -> Value {
    if let Some(value) = data.shift_remove("parent") {
        data.insert(parent.to_owned(), value);
    }
    json!({"group": group, "data": data})
}

/// What the ids of ties begin with, so that no node has one of them.
fn prefix(ids: &[String]) -> String {
    let mut prefix = "t".to_owned();
    let taken = |prefix: &str| {
        let number = |rest: &str| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit());
        ids.iter().any(|id| id.strip_prefix(prefix).is_some_and(number))
    };
    while taken(&prefix) {
        prefix.push('_');
    }
    prefix
}

#[cfg(test)]
mod tests {
    use super::super::tests::{HOSTILE, hostile_graph, sample_graph, written};
    use super::super::{GraphFormat, write_graph};
    use super::*;
    use crate::result::{Cell, CellKind, ColumnRole};

    /// Written by hand after the notation of Cytoscape.js.
    #[test]
    fn a_graph_by_hand() {
        let text = written(|out| write_graph(&sample_graph(), GraphFormat::Cytoscape, out));
        let golden = r#"{"format_version":"1.0",
"generated_by":"blocs",
"data":{"name":"toy","directed":true,"mode":"one-mode","method":{"name":"typed graph","parameters":{"window":"all"},"n":{"nodes":2},"seed":null,"reference":"","notes":[]}},
"elements":{"nodes":[
{"group":"nodes","data":{"id":"jp","label":"Japan","label_ja":"日本","score":0.5,"permanent":false}},
{"group":"nodes","data":{"id":"us","label":"United States","score_undefined":"no vote","permanent":true}}
],
"edges":[
{"group":"edges","data":{"id":"t0","source":"jp","target":"us","relation":"aligns_with","tie_source":"doc-a","claims":["c1","c2"],"weight":2}},
{"group":"edges","data":{"id":"t1","source":"jp","target":"us","relation":"contests"}}
]}}
"#;
        assert_eq!(text, golden);
    }

    #[test]
    fn ids_of_ties_are_no_ids_of_nodes_and_parent_is_no_box() {
        let mut graph = sample_graph();
        graph.nodes.columns[0].cells[0] = Cell::text("t1");
        let cells = vec![Cell::text("us"), Cell::Empty];
        let (kind, role) = (CellKind::Text, ColumnRole::Attribute);
        graph.nodes.columns.push(Column { name: "parent".to_owned(), kind, role, unit: "", cells });
        let read: Value = serde_json::from_str(&written(|out| write(&graph, out))).unwrap();
        let (nodes, edges) = (&read["elements"]["nodes"], &read["elements"]["edges"]);
        assert_eq!(edges[1]["data"]["id"], "t_1");
        assert_eq!((&nodes[0]["data"]["node_parent"], &nodes[0]["data"]["parent"]), (&json!("us"), &Value::Null));
    }

    #[test]
    fn hostile_text_comes_back_unchanged() {
        let text = written(|out| write_graph(&hostile_graph(), GraphFormat::Cytoscape, out));
        let read: Value = serde_json::from_str(&text).unwrap();
        for (row, label) in HOSTILE.iter().enumerate() {
            let data = &read["elements"]["nodes"][row]["data"];
            assert_eq!(data["id"], format!("id {label}"));
            assert_eq!(data["label"].as_str().unwrap_or_default(), *label);
        }
    }
}
