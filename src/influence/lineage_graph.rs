//! Texts and bodies with what led from one to another, for drawing along time.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::FlowClass;
use crate::result::{AttributedGraph, Cell, CellKind, CellRef, ColumnRole, GraphRole, Method, Table};
use crate::view::{Flow, FlowTie};

use super::layer;

/// What is drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// Kinds of entities that are drawn, decisions, documents, forums and sessions by default; empty: every kind.
    pub kinds: Vec<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self { kinds: ["decision", "document", "forum", "session"].map(str::to_owned).to_vec() }
    }
}

impl Options {
    /// The method, with the rules of the view it is used on.
    pub fn method(&self, flow: &Flow) -> Method {
        let classes: Vec<&str> = flow.options.classes.iter().map(|class| class.word()).collect();
        let kinds = if self.kinds.is_empty() { "all".to_owned() } else { self.kinds.join(" ") };
        Method::new("documented lineage", "")
            .with("kinds", kinds)
            .with("classes", classes.join(" "))
            .with("window", flow.options.window)
            .with("drawn", "entities with a step that is no carrier")
    }
}

/// What led to what, all of it: texts, bodies and their meetings with every documented step between them.
///
/// An entity is drawn when a step of its own (lineage, mandate, input, co-affirmation) leads to or from another one
/// that is drawn; carriers (a session of its forum, a norm of its text) are added between those. A carrier runs both
/// ways in the flow and is drawn once, as its claim reads. Planned and hedged steps are drawn, and marked.
///
/// # Undefined
/// A date that no claim gives is empty; a lane is empty where no parent body is known.
///
/// # Cost
/// O(nodes + ties).
///
/// ```
/// use blocs::{influence::lineage_graph::{LineageGraph, Options}, view::{Flow, FlowOptions}};
/// let flow = Flow { nodes: Vec::new(), ties: Vec::new(), options: FlowOptions::default() };
/// assert!(LineageGraph::of(&flow, &Options::default()).graph().ends.is_empty());
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct LineageGraph {
    graph: AttributedGraph,
}

impl LineageGraph {
    /// Draws a whole flow.
    pub fn of(flow: &Flow, options: &Options) -> Self {
        let kind = |node: usize| options.kinds.is_empty() || options.kinds.contains(&flow.nodes[node].node.kind);
        let among = |tie: &&FlowTie| kind(tie.from) && kind(tie.to) && tie.from != tie.to;
        let steps = flow.ties.iter().filter(among).filter(|tie| tie.class != FlowClass::Carrier);
        let kept: BTreeSet<usize> = steps.flat_map(|tie| [tie.from, tie.to]).collect();
        let place: BTreeMap<usize, usize> = kept.iter().enumerate().map(|(place, &node)| (node, place)).collect();
        let drawn = |tie: &FlowTie| {
            let ends = place.get(&tie.from).copied().zip(place.get(&tie.to).copied());
            ends.filter(|(from, to)| from != to && !(tie.class == FlowClass::Carrier && tie.reversed))
        };
        let ties: Vec<(&FlowTie, (usize, usize))> =
            flow.ties.iter().filter_map(|tie| Some((tie, drawn(tie)?))).collect();
        let method = options.method(flow).counting("entities", kept.len()).counting("steps", ties.len());
        let mut table = layer::tie_columns(Table::new("steps", method.clone()));
        for (tie, _) in &ties {
            table.push(layer::tie_cells(tie));
        }
        let graph = AttributedGraph {
            name: "lineage".to_owned(),
            directed: true,
            role: GraphRole::OneMode,
            nodes: layer::nodes(&method, kept.iter().map(|&node| &flow.nodes[node])),
            ties: table,
            ends: ties.into_iter().map(|(_, ends)| ends).collect(),
            method,
        };
        Self { graph }
    }
    /// The graph: nodes with lane, begin, end and status; ties with class, status, certainty and claims.
    pub fn graph(&self) -> AttributedGraph {
        self.graph.clone()
    }
    /// A row a step, with both ends.
    pub fn table(&self) -> Table {
        let ties = &self.graph.ties;
        let mut table = Table::new("lineage", self.graph.method.clone())
            .titled("What led to what")
            .column("from", CellKind::Text, ColumnRole::Id, "")
            .column("from_name", CellKind::Text, ColumnRole::Label, "")
            .column("to", CellKind::Text, ColumnRole::Other, "")
            .column("to_name", CellKind::Text, ColumnRole::Attribute, "");
        table = layer::tie_columns(table);
        for (row, &(from, to)) in self.graph.ends.iter().enumerate() {
            let nodes = &self.graph.nodes;
            let name = |node: usize, role: ColumnRole| Cell::text(nodes.text(node, role));
            let ends =
                [(from, ColumnRole::Id), (from, ColumnRole::Label), (to, ColumnRole::Id), (to, ColumnRole::Label)];
            table
                .push(ends.into_iter().map(|(node, role)| name(node, role)).chain(ties.row(row).map(CellRef::to_cell)));
        }
        table
    }
}
