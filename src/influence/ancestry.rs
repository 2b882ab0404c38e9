//! Everything that a text or body rests on, or that rests on it, generation by generation.

use std::collections::BTreeMap;

use super::layer;
use super::paths::{Modalities, Options as StepOptions, Order, Path, Steps};
use super::walk::Walk;
use crate::model::{Certainty, FlowClass};
use crate::result::{AttributedGraph, Cell, CellKind, Column, ColumnRole, GraphRole, Method, Table, Undefined};
use crate::view::{Flow, FlowNode, FlowTie};

/// Which way documented steps are followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Way {
    /// Back in time: what it rests on.
    #[default]
    Ancestry,
    /// On in time: what rests on it.
    Descent,
}

impl Way {
    /// Every value.
    pub const ALL: [Self; 2] = [Self::Ancestry, Self::Descent];
    /// The word that options and methods use.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Ancestry => "ancestry",
            Self::Descent => "descent",
        }
    }
}

/// How steps are followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// Back (the default) or on in time.
    pub way: Way,
    /// The most generations; none: all there are.
    pub generations: Option<usize>,
    /// Whether two steps may be taken on one day; they may by default.
    pub order: Order,
    /// Which steps are walked, by whether they are said to have happened; all by default.
    pub modality: Modalities,
}

impl Default for Options {
    fn default() -> Self {
        Self { way: Way::Ancestry, generations: None, order: Order::Weak, modality: Modalities::Any }
    }
}

impl Options {
    /// The method, with the rules of the view it is used on.
    pub fn method(&self, flow: &Flow) -> Method {
        let classes: Vec<&str> = flow.options.classes.iter().map(|class| class.word()).collect();
        let generations = self.generations.map_or("all".to_owned(), |most| most.to_string());
        Method::new("documented ancestry", "Kempe, Kleinberg & Kumar 2002; Wu et al. 2014")
            .with("way", self.way.word())
            .with("generations", generations)
            .with("order within a day", self.order.word())
            .with("modality", self.modality.word())
            .with("classes", classes.join(" "))
            .with("window", flow.options.window)
            .counting("entities", flow.nodes.len())
            .counting("steps", flow.ties.len())
    }
}

/// One entity that is reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relative {
    /// Its row in the flow's nodes.
    pub node: usize,
    /// The fewest steps between the two that time allows.
    pub generation: usize,
    /// No way of stated steps alone joins the two.
    pub by_inference: bool,
    /// No way without a step of co-affirmation joins the two: they say the same, which is less than descent.
    pub by_affirmation: bool,
    /// One of the shortest ways, in the order of time, judged step by step.
    pub way: Path,
}

/// What a text or body rests on (or what rests on it), by generation: documented steps that some order of time allows.
///
/// The generation of an entity is the fewest steps between the two, carriers (session and forum, text and norm) counted
/// like others. Rules of time are those of [`Paths`](super::Paths). An entity is there by inference when no way of stated
/// steps alone leads to it, whatever its length, and by co-affirmation when every way runs through a norm that two texts
/// affirm or the like. Where dates stand against a stated order, a walk back in time counts days anew from there, as a
/// walk on does: the two then need not agree, and what is reached through such a step is an approximation. Each way shown says
/// of each step why it stands where it does (`stated, against dates`).
///
/// # Undefined
/// The share that rests on inference has no value in a generation of none; such a generation has no row.
///
/// # Errors
/// In words, when the entity is not in the flow.
///
/// # Cost
/// O(generations × steps that gain a better day × neighbours), and three walks: of all steps, of stated ones, and of
/// those that are no co-affirmation.
///
/// # Reference
/// Kempe, Kleinberg & Kumar 2002; Wu et al. 2014.
///
/// ```
/// use blocs::{dataset, graph::Graph, view::{Flow, FlowOptions}};
/// use blocs::influence::ancestry::{Ancestry, Options};
/// let folder = dataset::builtin("toy-council").unwrap();
/// let graph = Graph::from(dataset::load(vec![folder], None).dataset.unwrap());
/// let flow = Flow::of(&graph, &FlowOptions::default());
/// for node in &flow.nodes {
///     let ancestry = Ancestry::of(&flow, &node.node.id, &Options::default()).unwrap();
///     assert!(ancestry.relatives.iter().all(|one| one.way.ties.len() == one.generation));
/// }
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Ancestry {
    /// Of whom.
    pub of: FlowNode,
    /// Who is reached, generation by generation, those by co-affirmation alone last, then in the order of ids.
    pub relatives: Vec<Relative>,
    /// The options as used.
    pub options: Options,
    /// How it was made.
    pub method: Method,
    nodes: BTreeMap<usize, FlowNode>,
    ties: BTreeMap<usize, FlowTie>,
}

impl Ancestry {
    /// Follows steps from one node of the flow, by its id.
    ///
    /// # Errors
    /// In words, when it is not in the flow.
    pub fn of(flow: &Flow, id: &str, options: &Options) -> Result<Self, String> {
        let start = flow.node(id).ok_or_else(|| flow.without(&format!("`{id}`")))?;
        let admitted = StepOptions { modality: options.modality, ..StepOptions::default() };
        let walk = Walk::over(&Steps::admitted(flow, &admitted), options.order, options.way);
        let all = walk.from(start, None, options.generations, |_, _| true);
        let stated = walk.from(start, None, None, |_, tie| tie.certainty == Certainty::Stated);
        let own = walk.from(start, None, None, |_, tie| tie.class != FlowClass::CoAffirmation);
        let mut relatives: Vec<Relative> = all
            .nodes()
            .filter_map(|node| Some((node, all.to(node)?)))
            .map(|(node, ties)| Relative {
                node,
                generation: ties.len(),
                by_inference: !stated.reaches(node),
                by_affirmation: !own.reaches(node),
                way: Path::of(flow, ties, options.order),
            })
            .collect();
        relatives.sort_by_key(|one| (one.generation, one.by_affirmation, one.node));
        let walked = relatives.iter().flat_map(|one| &one.way.ties);
        let ties: BTreeMap<usize, FlowTie> = walked.map(|&tie| (tie, flow.ties[tie].clone())).collect();
        let ends = ties.values().flat_map(|tie| [tie.from, tie.to]).chain([start]);
        let nodes = ends.map(|node| (node, flow.nodes[node].clone())).collect();
        let method = options.method(flow);
        Ok(Self { of: flow.nodes[start].clone(), relatives, options: *options, method, nodes, ties })
    }

    /// The step by which an entity is joined to the generation before it.
    fn step<'a>(&'a self, one: &Relative) -> Option<&'a FlowTie> {
        let tie = match self.options.way {
            Way::Ancestry => one.way.ties.first(),
            Way::Descent => one.way.ties.last(),
        };
        self.ties.get(tie?)
    }

    /// A row an entity, with the step that joins it to the generation before.
    pub fn table(&self) -> Table {
        let mut table = Table::new(self.options.way.word(), self.method.clone())
            .titled(match self.options.way {
                Way::Ancestry => format!("What {} rests on", self.of.node.id),
                Way::Descent => format!("What rests on {}", self.of.node.id),
            })
            .column("generation", CellKind::Integer, ColumnRole::Order, "steps")
            .column("entity", CellKind::Text, ColumnRole::Id, "")
            .column("name", CellKind::Text, ColumnRole::Label, "")
            .column("name_ja", CellKind::Text, ColumnRole::LabelJa, "")
            .column("kind", CellKind::Text, ColumnRole::Kind, "")
            .column("by_inference", CellKind::Boolean, ColumnRole::Attribute, "")
            .column("by_affirmation", CellKind::Boolean, ColumnRole::Attribute, "")
            .column("way", CellKind::Text, ColumnRole::Attribute, "")
            .column("next", CellKind::Text, ColumnRole::Other, "");
        table = layer::tie_columns(table);
        for one in &self.relatives {
            let (Some(node), Some(tie)) = (self.nodes.get(&one.node), self.step(one)) else { continue };
            let next = if tie.from == one.node { tie.to } else { tie.from };
            let row = [
                Cell::count(one.generation),
                Cell::text(&node.node.id),
                Cell::text(&node.node.name),
                Cell::text(&node.node.name_ja),
                Cell::text(&node.node.kind),
                Cell::Boolean(one.by_inference),
                Cell::Boolean(one.by_affirmation),
                Cell::text(one.way.verdict.word()),
                Cell::text(self.nodes.get(&next).map_or("", |next| next.node.id.as_str())),
            ];
            table.push(row.into_iter().chain(layer::tie_cells(tie)));
        }
        table
    }

    /// A row a generation: how many entities, and how many of them rest on inference.
    pub fn generations(&self) -> Table {
        let mut table = Table::new("generations", self.method.clone())
            .titled("By generation")
            .column("generation", CellKind::Integer, ColumnRole::Order, "steps")
            .column("entities", CellKind::Integer, ColumnRole::Count, "entities")
            .column("by_affirmation", CellKind::Integer, ColumnRole::Attribute, "entities")
            .column("by_inference", CellKind::Integer, ColumnRole::Attribute, "entities")
            .column("share_by_inference", CellKind::Number, ColumnRole::Value, "");
        let mut counts: BTreeMap<usize, [usize; 3]> = BTreeMap::new();
        for one in &self.relatives {
            let count = counts.entry(one.generation).or_default();
            count[0] += 1;
            count[1] += usize::from(one.by_affirmation);
            count[2] += usize::from(one.by_inference);
        }
        for (generation, [entities, affirmed, inferred]) in counts {
            let share = inferred as f64 / entities as f64;
            let cells = [generation, entities, affirmed, inferred].map(Cell::count);
            table.push(cells.into_iter().chain([Cell::number(Ok(share))]));
        }
        table
    }

    /// The steps between the two, in the order of time, with claims, sources and lines.
    ///
    /// # Undefined
    /// When no documented way that time allows joins the two.
    pub fn why(&self, id: &str) -> Result<Table, Undefined> {
        let named = |node: &usize| self.nodes.get(node).is_some_and(|node| node.node.id == id);
        let one = self.relatives.iter().find(|one| named(&one.node)).ok_or_else(|| {
            let of = &self.of.node.id;
            Undefined::because(format!("no documented way that time allows joins {id} and {of} here"))
        })?;
        let mut table = Table::new("why", self.method.clone())
            .titled(format!("{} and {id}, step by step", self.of.node.id))
            .column("step", CellKind::Integer, ColumnRole::Step, "")
            .column("from", CellKind::Text, ColumnRole::Id, "")
            .column("to", CellKind::Text, ColumnRole::Other, "")
            .column("order", CellKind::Text, ColumnRole::Attribute, "");
        table = layer::tie_columns(table);
        for (place, (tie, order)) in one.way.ties.iter().zip(&one.way.orders).enumerate() {
            let Some(tie) = self.ties.get(tie) else { continue };
            let name = |node: usize| Cell::text(self.nodes.get(&node).map_or("", |node| node.node.id.as_str()));
            let row = [Cell::count(place + 1), name(tie.from), name(tie.to), Cell::text(order.word())];
            table.push(row.into_iter().chain(layer::tie_cells(tie)));
        }
        Ok(table)
    }

    /// Everybody reached, with the steps of the ways shown.
    pub fn graph(&self) -> AttributedGraph {
        let place: BTreeMap<usize, usize> = self.nodes.keys().enumerate().map(|(place, &node)| (node, place)).collect();
        let mut table = layer::tie_columns(Table::new("steps", self.method.clone()));
        for tie in self.ties.values() {
            table.push(layer::tie_cells(tie));
        }
        let mut nodes = layer::nodes(&self.method, self.nodes.values());
        let of: BTreeMap<usize, &Relative> = self.relatives.iter().map(|one| (one.node, one)).collect();
        let mut know = |name: &str, kind: CellKind, cell: fn(&Relative) -> Cell| {
            let cells = self.nodes.keys().map(|node| of.get(node).map_or(Cell::Empty, |one| cell(one))).collect();
            nodes.columns.push(Column { name: name.to_owned(), kind, role: ColumnRole::Attribute, unit: "", cells });
        };
        know("generation", CellKind::Integer, |one| Cell::count(one.generation));
        know("by_inference", CellKind::Boolean, |one| Cell::Boolean(one.by_inference));
        know("by_affirmation", CellKind::Boolean, |one| Cell::Boolean(one.by_affirmation));
        know("way", CellKind::Text, |one| Cell::text(one.way.verdict.word()));
        AttributedGraph {
            name: self.options.way.word().to_owned(),
            directed: true,
            role: GraphRole::OneMode,
            nodes,
            ties: table,
            ends: self.ties.values().map(|tie| (place[&tie.from], place[&tie.to])).collect(),
            method: self.method.clone(),
        }
    }
}

#[cfg(test)]
#[path = "ancestry_tests.rs"]
mod tests;
