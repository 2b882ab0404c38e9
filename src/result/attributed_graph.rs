//! A graph with named attributes, ready to be written in any format.

use super::{Method, Table};

/// What the ties of a graph are, for formats that treat them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum GraphRole {
    /// One kind of node, or many treated alike.
    #[default]
    OneMode,
    /// Two kinds, ties only between them.
    TwoMode,
}

/// Two tables, nodes and ties, and the ends of each tie.
///
/// `nodes` has an `Id` column without repeats; `ends[t]` are the rows in `nodes` of tie `t`, which is row `t` of
/// `ties`. A tie that *is* claims carries their ids in a `Claims` column. Parallel ties are allowed.
#[derive(Debug, Clone, PartialEq)]
pub struct AttributedGraph {
    /// The stable name.
    pub name: String,
    /// Whether the order of a tie's ends means anything.
    pub directed: bool,
    /// One-mode or two-mode.
    pub role: GraphRole,
    /// One row a node.
    pub nodes: Table,
    /// One row a tie.
    pub ties: Table,
    /// The rows in `nodes` of each tie's ends.
    pub ends: Vec<(usize, usize)>,
    /// How it was made.
    pub method: Method,
}

impl AttributedGraph {
    /// A graph of nothing: what somebody gets who asks for the graph of an answer that does not exist; a remark of the method
    /// says why.
    ///
    /// ```
    /// use blocs::result::{AttributedGraph, Method};
    /// let graph = AttributedGraph::empty("backbone", Method::new("backbone", "").noting("no forum has a complete list"));
    /// assert!(graph.nodes.is_empty() && graph.ends.is_empty());
    /// ```
    pub fn empty(name: &str, method: Method) -> Self {
        Self {
            name: name.to_owned(),
            directed: false,
            role: GraphRole::OneMode,
            nodes: Table::new("nodes", method.clone()).of_nodes(),
            ties: Table::new("ties", method.clone()),
            ends: Vec::new(),
            method,
        }
    }
}
