//! The typed graph: entities, the edges between them, and the claims behind each edge.
//!
//! One petgraph, whose nodes stand in the order of the entities' ids and whose edges in that of subject, relation and
//! object. Parallel edges are kept: another relation, or another stance on the same item, is another edge. Claims that
//! are denied, and claims that carry a value, are no edges; they stay with the dataset. Positions are packed beside it.

use foldhash::HashMap;
use petgraph::Direction;
use petgraph::graph::{DiGraph, EdgeIndex, NodeIndex};
use petgraph::visit::EdgeRef;

use crate::model::{Claim, Dataset, Entity, PositionTable, Relation, Status, Target};

/// An edge: a relation, the stance if it is one, and the claims that say so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edge {
    /// The relation of the schema.
    pub relation: String,
    /// The code of a stance; `None` for other relations.
    pub code: Option<String>,
    /// The places of the claims in the dataset, in order; never empty.
    pub claims: Vec<usize>,
}

/// An edge with its two ends, as a reader meets it.
#[derive(Debug, Clone, Copy)]
pub struct Tie<'a> {
    /// The subject of its claims.
    pub subject: &'a Entity,
    /// The object of its claims.
    pub object: &'a Entity,
    /// The edge.
    pub edge: &'a Edge,
}

/// The typed graph over a checked dataset.
///
/// ```
/// use blocs::{dataset, graph::Graph};
/// let folder = dataset::builtin("toy-council").unwrap();
/// let graph = Graph::from(dataset::load(vec![folder], None).dataset.unwrap());
/// let tie = graph.between("ada", "harbour-bloc").next().unwrap();
/// assert_eq!(tie.edge.relation, "member_of");
/// assert!(graph.claims(tie.edge).count() >= 1); // nothing without a claim
/// ```
#[derive(Debug, Clone)]
pub struct Graph {
    dataset: Dataset,
    net: DiGraph<(), Edge>,
}

impl From<Dataset> for Graph {
    /// Cannot fail: the door has looked at every id.
    fn from(dataset: Dataset) -> Self {
        let places: HashMap<&str, usize> =
            dataset.entities.iter().enumerate().map(|(at, entity)| (entity.id.as_str(), at)).collect();
        let tied = |at: usize| {
            let claim = &dataset.claims[at];
            let code = match &claim.target {
                Target::Stance { code, .. } => Some(code.as_str()),
                _ => None,
            };
            let ends = (places.get(claim.subject.as_str()), claim.target.entity().and_then(|id| places.get(id)));
            let (&subject, &object) = ends.0.zip(ends.1)?;
            Some(((subject, claim.relation.as_str(), object, code), at))
        };
        let said = (0..dataset.claims.len()).filter(|&at| dataset.claims[at].status != Status::Denied);
        let mut behind: Vec<_> = said.filter_map(tied).collect();
        behind.sort_unstable();
        let mut net = DiGraph::with_capacity(dataset.entities.len(), behind.len());
        for _ in &dataset.entities {
            net.add_node(());
        }
        for claims in behind.chunk_by(|(one, _), (other, _)| one == other) {
            let (subject, relation, object, code) = claims[0].0;
            let claims = claims.iter().map(|(_, at)| *at).collect();
            let edge = Edge { relation: relation.to_owned(), code: code.map(str::to_owned), claims };
            net.add_edge(NodeIndex::new(subject), NodeIndex::new(object), edge);
        }
        Self { dataset, net }
    }
}

impl Graph {
    /// The dataset under it.
    pub fn dataset(&self) -> &Dataset {
        &self.dataset
    }
    /// The positions packed beside it.
    pub fn positions(&self) -> &PositionTable {
        &self.dataset.positions
    }
    /// The number of edges.
    pub fn edge_count(&self) -> usize {
        self.net.edge_count()
    }
    /// Every edge, in canonical order.
    pub fn ties(&self) -> impl Iterator<Item = Tie<'_>> {
        self.net.edge_indices().map(|edge| self.tie(edge))
    }
    /// The claims behind an edge, in order.
    pub fn claims<'a>(&'a self, edge: &'a Edge) -> impl Iterator<Item = &'a Claim> {
        edge.claims.iter().map(|&claim| &self.dataset.claims[claim])
    }
    /// The relation of an edge.
    pub fn relation(&self, edge: &Edge) -> Option<&Relation> {
        self.dataset.schema.relation(&edge.relation)
    }
    /// The edges that leave an entity or reach it, each once, in canonical order; none for an unknown id.
    pub fn around(&self, id: &str) -> Vec<Tie<'_>> {
        let Some(node) = self.node(id) else { return Vec::new() };
        let mut edges: Vec<EdgeIndex> = [Direction::Outgoing, Direction::Incoming]
            .into_iter()
            .flat_map(|direction| self.net.edges_directed(node, direction).map(|edge| edge.id()))
            .collect();
        edges.sort_unstable();
        edges.dedup();
        edges.into_iter().map(|edge| self.tie(edge)).collect()
    }
    /// The edges between two entities, in either direction.
    pub fn between<'a>(&'a self, a: &str, b: &str) -> impl Iterator<Item = Tie<'a>> {
        let (a, b) = (a.to_owned(), b.to_owned());
        self.around(&a).into_iter().filter(move |tie| {
            (tie.subject.id == a && tie.object.id == b) || (tie.subject.id == b && tie.object.id == a)
        })
    }
    /// The ends of each edge as places of entities, in canonical order.
    pub fn ends(&self) -> impl Iterator<Item = (usize, usize)> {
        self.net.raw_edges().iter().map(|edge| (edge.source().index(), edge.target().index()))
    }

    fn node(&self, id: &str) -> Option<NodeIndex> {
        let place = self.dataset.entities.binary_search_by(|entity| entity.id.as_str().cmp(id));
        place.ok().map(NodeIndex::new)
    }
    fn tie(&self, edge: EdgeIndex) -> Tie<'_> {
        let raw = &self.net.raw_edges()[edge.index()];
        Tie {
            subject: &self.dataset.entities[raw.source().index()],
            object: &self.dataset.entities[raw.target().index()],
            edge: &raw.weight,
        }
    }
}
