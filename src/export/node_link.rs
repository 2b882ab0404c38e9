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

use std::io;

use serde_json::json;

use super::json::{lines, members, method, named, put, put_text};
use super::{Side, Spec, ends_are_nodes, node_ids, undefined};
use crate::result::{AttributedGraph, CellRef, Column, GraphRole};

pub(super) const SPEC: Spec = Spec { name: "node-link", extensions: &["json"] };

/// Writes a graph.
///
/// # Errors
/// Those of the writer; a tie that ends at a row that `nodes` does not have.
pub fn write(graph: &AttributedGraph, out: &mut dyn io::Write) -> io::Result<()> {
    let ids = node_ids(graph);
    ends_are_nodes(graph)?;
    let mode = if graph.role == GraphRole::TwoMode { "two-mode" } else { "one-mode" };
    let heading = json!({
        "directed": graph.directed,
        "multigraph": has_parallel_ties(graph),
        "graph": {"name": graph.name, "mode": mode, "method": method(&graph.method)},
    });
    write!(out, "{{")?;
    members(&heading, out)?;
    let (of_nodes, of_ties) = (Members::of(graph, Side::Node), Members::of(graph, Side::Tie));
    let texts: Vec<String> = ids.iter().map(|id| quoted(id)).collect();
    let node = |row: usize, out: &mut String| {
        out.push_str("{\"id\":");
        out.push_str(&texts[row]);
        of_nodes.put(row, out);
        out.push('}');
    };
    lines("nodes", ids.len(), node, out)?;
    writeln!(out, ",")?;
    let link = |row: usize, out: &mut String| {
        let (from, to) = graph.ends[row];
        out.push_str("{\"source\":");
        out.push_str(&texts[from]);
        out.push_str(",\"target\":");
        out.push_str(&texts[to]);
        out.push_str(",\"key\":\"t");
        put(CellRef::Integer(row as i64), out);
        out.push('"');
        of_ties.put(row, out);
        out.push('}');
    };
    lines("links", graph.ends.len(), link, out)?;
    writeln!(out, "}}")
}

/// Text in its quotes.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    put_text(text, &mut quoted);
    quoted
}

/// The attributes of nodes, or of ties: columns, and the names of their members, of values and of reasons.
pub(super) struct Members<'a> {
    columns: Vec<(&'a Column, [String; 2])>,
}

impl<'a> Members<'a> {
    pub fn of(graph: &'a AttributedGraph, side: Side) -> Self {
        Self::named(graph, side, |name| name.to_owned())
    }

    /// The same with names that a format changes.
    pub fn named(graph: &'a AttributedGraph, side: Side, name: impl Fn(&str) -> String) -> Self {
        let member = |column: &'a Column| {
            let name = name(&side.attribute(&column.name));
            (column, [named(&name), named(&format!("{name}_undefined"))].map(|member| format!(",{member}")))
        };
        Self { columns: side.columns(graph).map(member).collect() }
    }

    /// What a row says, each behind a comma.
    pub fn put(&self, row: usize, out: &mut String) {
        for (column, [of_value, of_reason]) in &self.columns {
            match column.cells.get(row) {
                None | Some(CellRef::Empty) => {}
                Some(cell) => match undefined(cell) {
                    Some(reason) => {
                        out.push_str(of_reason);
                        put_text(reason, out);
                    }
                    None => {
                        out.push_str(of_value);
                        put(cell, out);
                    }
                },
            }
        }
    }
}

fn has_parallel_ties(graph: &AttributedGraph) -> bool {
    let pair = |&(from, to): &(usize, usize)| if graph.directed { (from, to) } else { (from.min(to), from.max(to)) };
    let mut pairs: Vec<(usize, usize)> = graph.ends.iter().map(pair).collect();
    pairs.sort_unstable();
    pairs.windows(2).any(|two| two[0] == two[1])
}

#[cfg(test)]
mod tests {
    use super::super::tests::{HOSTILE, hostile_graph, sample_graph, written};
    use super::super::{GraphFormat, write_graph};
    use super::*;
    use serde_json::Value;

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
