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

use serde_json::json;

use super::json::{lines, members, method, put};
use super::node_link::{Members, quoted};
use super::{Side, Spec, ends_are_nodes, node_ids};
use crate::result::{AttributedGraph, CellRef, GraphRole};

pub(super) const SPEC: Spec = Spec { name: "cytoscape", extensions: &["cyjs"] };

/// Writes a graph.
///
/// # Errors
/// Those of the writer; a tie that ends at a row that `nodes` does not have.
pub fn write(graph: &AttributedGraph, out: &mut dyn io::Write) -> io::Result<()> {
    let ids = node_ids(graph);
    ends_are_nodes(graph)?;
    let mode = if graph.role == GraphRole::TwoMode { "two-mode" } else { "one-mode" };
    let data = json!({"name": graph.name, "directed": graph.directed, "mode": mode, "method": method(&graph.method)});
    write!(out, "{{")?;
    members(&json!({"format_version": "1.0", "generated_by": "blocs", "data": data}), out)?;
    write!(out, "\"elements\":{{")?;
    let plain = |parent: &'static str| move |name: &str| if name == "parent" { parent } else { name }.to_owned();
    let of_nodes = Members::named(graph, Side::Node, plain("node_parent"));
    let of_ties = Members::named(graph, Side::Tie, plain("tie_parent"));
    let texts: Vec<String> = ids.iter().map(|id| quoted(id)).collect();
    let node = |row: usize, out: &mut String| {
        out.push_str("{\"group\":\"nodes\",\"data\":{\"id\":");
        out.push_str(&texts[row]);
        of_nodes.put(row, out);
        out.push_str("}}");
    };
    lines("nodes", ids.len(), node, out)?;
    writeln!(out, ",")?;
    let prefix = prefix(&ids);
    let edge = |row: usize, out: &mut String| {
        let (from, to) = graph.ends[row];
        out.push_str("{\"group\":\"edges\",\"data\":{\"id\":\"");
        out.push_str(&prefix);
        put(CellRef::Integer(row as i64), out);
        out.push_str("\",\"source\":");
        out.push_str(&texts[from]);
        out.push_str(",\"target\":");
        out.push_str(&texts[to]);
        of_ties.put(row, out);
        out.push_str("}}");
    };
    lines("edges", graph.ends.len(), edge, out)?;
    writeln!(out, "}}}}")
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
    use serde_json::Value;

    use crate::result::{Cell, CellKind, Column, ColumnRole};

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
        graph.nodes.columns[0].cells.set(0, Cell::text("t1"));
        let cells = vec![Cell::text("us"), Cell::Empty].into();
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
