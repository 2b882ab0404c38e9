//! Dated directed ties: what led to what, step by step.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};

use super::carriers::Carriers;
use super::{Node, Window, dates};
use crate::graph::Graph;
use crate::model::schema::{Class, Direction, Role, TimeKind};
use crate::model::{Certainty, Claim, Day, FlowClass, Modality, Span, Status};

/// Which steps the view takes in. Planned and hedged steps are in, and marked; denied ones never are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FlowOptions {
    /// The window of time; all time by default.
    pub window: Window,
    /// Classes of steps, all four by default; carriers are always in.
    pub classes: Vec<FlowClass>,
}

impl Default for FlowOptions {
    fn default() -> Self {
        Self {
            window: Window::default(),
            classes: vec![FlowClass::Lineage, FlowClass::Mandate, FlowClass::Input, FlowClass::CoAffirmation],
        }
    }
}

impl FlowOptions {
    /// What leaves steps out of the view, in words; nothing where all are in.
    pub fn limits(&self) -> Vec<String> {
        let usual = Self::default();
        let mut limits = Vec::new();
        if usual.classes.iter().any(|class| !self.classes.contains(class)) {
            let classes: Vec<&str> = self.classes.iter().map(|class| class.word()).collect();
            limits.push(format!("classes {}", classes.join(" ")));
        }
        if self.window != usual.window {
            limits.push(format!("window {}", self.window));
        }
        limits
    }
}

/// A text, body, actor or idea that influence may pass through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FlowNode {
    /// The entity.
    pub node: Node,
    /// When it came to be or took place, as far as claims say.
    pub date: Span,
    /// The date is planned only: no source says that it took place.
    pub planned: bool,
    /// The body at the root of its parents (its series, the body it is an organ of, its issuer), for lanes; itself
    /// when no parent is known.
    pub root: Option<Node>,
}

/// When a step can be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// At one instant inside the span.
    Event(Span),
    /// At any instant from an instant of the first span until one of the second.
    State {
        /// When it began.
        begin: Span,
        /// When it ended; unknown and still so reach the end of time.
        end: Span,
    },
}

impl Step {
    /// Whether nothing is known of when it can be taken.
    pub fn is_unknown(self) -> bool {
        self.earliest() == Day::MIN && self.latest() == Day::MAX
    }
    /// The same, taken no later than this day; a state that began later is not shortened.
    fn no_later(self, day: Day) -> Self {
        match self {
            Self::Event(_) => self,
            Self::State { begin, end } => {
                let last = day.max(begin.latest);
                let end = Span { earliest: end.earliest.min(last), latest: end.latest.min(last) };
                Self::State { begin, end }
            }
        }
    }
    /// The earliest instant at which it may be taken.
    pub fn earliest(self) -> Day {
        match self {
            Self::Event(span) => span.earliest,
            Self::State { begin, .. } => begin.earliest,
        }
    }
    /// The latest instant at which it may be taken.
    pub fn latest(self) -> Day {
        match self {
            Self::Event(span) => span.latest,
            Self::State { end, .. } => end.latest,
        }
    }
}

/// A step from one node to another, with the claims that make it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FlowTie {
    /// The row of the earlier end in [`Flow::nodes`].
    pub from: usize,
    /// The row of the later end.
    pub to: usize,
    /// The relation of the schema.
    pub relation: String,
    /// Its label, read from `from` to `to` (turned round: `<- cites`).
    pub label: String,
    /// The claim runs from `to` to `from` and was turned round (or a carrier walked backwards).
    pub reversed: bool,
    /// Lineage, mandate, input, co-affirmation or carrier.
    pub class: FlowClass,
    /// When it can be taken.
    pub when: Step,
    /// The date is that of the later node: the claims give none.
    pub date_inherited: bool,
    /// The date is marked approximate or uncertain: it proves no order.
    pub soft: bool,
    /// It lies on a circle of stated orders, which contradict each other and prove none.
    pub disputed: bool,
    /// The relation states itself that `from` precedes `to` (lineage).
    pub states_order: bool,
    /// Taking it brings `to` into being (issues, adopts, establishes, founds, derives): nothing leaves `to` before it.
    pub creates: bool,
    /// Actual if one claim is, else the best of its claims; date, hedge and certainty are those of the claims that say so.
    pub status: Status,
    /// Hedged if every claim is.
    pub modality: Option<Modality>,
    /// Stated if one claim is.
    pub certainty: Certainty,
    /// Every claim is attributed to somebody inside its source.
    pub attributed: bool,
    /// Ids of the claims, in order.
    pub claims: Vec<String>,
    /// Sources and lines of those claims, `g7-lucca-declaration:15`, in the same order.
    pub evidence: Vec<String>,
    /// The date as written by the first claim that gives one; empty when none does.
    pub date_text: String,
}

impl FlowTie {
    /// The sources behind it.
    pub fn sources(&self) -> BTreeSet<&str> {
        self.evidence.iter().map(|evidence| evidence.split([':', ' ']).next().unwrap_or_default()).collect()
    }
}

/// Dated directed ties. Nodes stand in the order of their ids; ties in that of (from, to, relation).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flow {
    /// What influence may pass through.
    pub nodes: Vec<FlowNode>,
    /// The steps.
    pub ties: Vec<FlowTie>,
    /// The options as used.
    pub options: FlowOptions,
}

impl Flow {
    /// That an entity stands on no step of this view, and what leaves steps out of it.
    pub fn without(&self, what: &str) -> String {
        let limits = self.options.limits().join(", ");
        let limits = if limits.is_empty() { limits } else { format!(" ({limits})") };
        format!("no step of influence in this view{limits} leads to or from {what}")
    }

    /// What the graph knows of what led to what, under these options.
    ///
    /// Relations that run from the later to the earlier end are turned round. Denied claims are no steps, nor are
    /// attempts that a claim itself says came to nothing (`outcome` = failed, blocked or rejected). A step without a
    /// date takes that of its later node, marked.
    ///
    /// Carriers run both ways, but for two. A thing leads to the decisions on it; a decision leads to the thing only where
    /// it is part of its making: taken in the body that issues, adopts or establishes it (or in one above or below), and not
    /// after the thing came to be. A later vote, an entry into force or one state's refusal is nothing that a text rests on.
    /// An idea leads up to the one text that holds it; where several texts do, they share it, and such a step is
    /// co-affirmation.
    ///
    /// ```
    /// use blocs::{dataset, graph::Graph, view::{Flow, FlowOptions}};
    /// let folder = dataset::builtin("toy-council").unwrap();
    /// let graph = Graph::from(dataset::load(vec![folder], None).dataset.unwrap());
    /// let flow = Flow::of(&graph, &FlowOptions::default());
    /// assert!(flow.ties.iter().all(|tie| !tie.claims.is_empty())); // nothing without a claim
    /// ```
    pub fn of(graph: &Graph, options: &FlowOptions) -> Self {
        let dataset = graph.dataset();
        let born = dates::of_entities(graph);
        let carriers = Carriers::of(graph, &born);
        let mut steps: Vec<(&str, &str, FlowTie)> = Vec::new();
        for tie in graph.ties() {
            let Some(relation) = graph.relation(tie.edge) else { continue };
            let claims: Vec<&Claim> = graph.claims(tie.edge).filter(|claim| !came_to_nothing(claim)).collect();
            let influence = relation.roles.iter().find_map(|role| match role {
                Role::Influence { direction, class, creates } => Some((*direction, *class, *creates)),
                _ => None,
            });
            let (Some((direction, class, creates)), false) = (influence, claims.is_empty()) else { continue };
            let one_way = |reversed: bool| {
                let class = match class {
                    FlowClass::Carrier => carriers.class(&tie, relation, reversed)?,
                    class => class,
                };
                if class != FlowClass::Carrier && !options.classes.contains(&class) {
                    return None;
                }
                let (from, to) = if reversed { (tie.object, tie.subject) } else { (tie.subject, tie.object) };
                let label = if reversed { format!("<- {}", relation.id) } else { relation.id.clone() };
                // A plan gives no date to what was reported, nor a hedge to what was said outright.
                let rank = |claim: &&Claim| (claim.status, claim.modality);
                let first = claims.iter().map(rank).min();
                let best: Vec<&Claim> = claims.iter().copied().filter(|claim| Some(rank(claim)) == first).collect();
                let mut step = step(&best, relation.time);
                let text = best.iter().find_map(|claim| claim.begin.as_ref()).map(|date| date.text().to_owned());
                let date_inherited = text.is_none() && step.is_unknown();
                if date_inherited {
                    step = Step::Event(born.get(to.id.as_str()).map_or(Span::UNKNOWN, |born| born.date));
                }
                // What is passed on to a text is in it when it comes to be: later, nothing leads into it.
                if class == FlowClass::Carrier && dataset.schema.class(&to.kind) == Some(Class::Act) {
                    step = born.get(to.id.as_str()).map_or(step, |born| step.no_later(born.date.latest));
                }
                let tie = FlowTie {
                    from: 0,
                    to: 0,
                    relation: relation.id.clone(),
                    label,
                    reversed,
                    class,
                    when: step,
                    date_inherited,
                    soft: best.iter().filter_map(|claim| claim.begin.as_ref()).any(|date| date.is_soft()),
                    disputed: false,
                    states_order: class == FlowClass::Lineage,
                    creates: creates && reversed == (direction == Direction::Reverse),
                    status: best.iter().map(|claim| claim.status).min().unwrap_or(Status::Actual),
                    modality: best.iter().map(|claim| claim.modality).min().flatten(),
                    certainty: best.iter().map(|claim| claim.certainty).min().unwrap_or(Certainty::Stated),
                    attributed: best.iter().all(|claim| !claim.attributed_to.is_empty()),
                    claims: claims.iter().map(|claim| claim.id.clone()).collect(),
                    evidence: claims.iter().map(|claim| claim.evidence.to_string()).collect(),
                    date_text: text.unwrap_or_default(),
                };
                Some((from.id.as_str(), to.id.as_str(), tie))
            };
            let ways: &[bool] = match direction {
                Direction::Forward => &[false],
                Direction::Reverse => &[true],
                Direction::Both => &[false, true],
            };
            steps.extend(ways.iter().filter_map(|&reversed| one_way(reversed)).filter(|(from, to, step)| {
                let span = Span { earliest: step.when.earliest(), latest: step.when.latest() };
                from != to && options.window.may_hold(span)
            }));
        }
        let ids: BTreeSet<&str> = steps.iter().flat_map(|(from, to, _)| [*from, *to]).collect();
        let places: BTreeMap<&str, usize> = ids.iter().enumerate().map(|(at, id)| (*id, at)).collect();
        let roots = dates::Roots::of(graph);
        let nodes = ids
            .iter()
            .filter_map(|id| dataset.entity(id))
            .map(|entity| {
                let born = born.get(entity.id.as_str());
                FlowNode {
                    node: super::node(entity),
                    date: born.map_or(Span::UNKNOWN, |born| born.date),
                    planned: born.is_some_and(|born| born.planned),
                    root: dataset.entity(roots.root(&entity.id)).map(super::node),
                }
            })
            .collect();
        let mut ties: Vec<FlowTie> =
            steps.into_iter().map(|(from, to, step)| FlowTie { from: places[from], to: places[to], ..step }).collect();
        ties.sort_by(|a, b| (a.from, a.to, &a.label).cmp(&(b.from, b.to, &b.label)));
        dispute(ids.len(), &mut ties);
        Self { nodes, ties, options: options.clone() }
    }

    /// Texts, decisions and the like that no step of the flow leads to or from, in the order of their ids.
    pub fn without_steps(&self, graph: &Graph) -> Vec<Node> {
        let dataset = graph.dataset();
        let acts = dataset.entities.iter().filter(|entity| dataset.schema.class(&entity.kind) == Some(Class::Act));
        let mut nodes: Vec<Node> = acts.filter(|act| self.node(&act.id).is_none()).map(super::node).collect();
        nodes.sort();
        nodes
    }
    /// The same with entities that no step touches, so that what is asked of them has an answer of the usual form.
    pub fn with(mut self, graph: &Graph, ids: &[&str]) -> Self {
        for entity in ids.iter().filter_map(|id| graph.dataset().entity(id)) {
            let found = self.nodes.binary_search_by(|node| node.node.id.as_str().cmp(&entity.id));
            let Err(place) = found else { continue };
            let node = FlowNode { node: super::node(entity), date: Span::UNKNOWN, planned: false, root: None };
            self.nodes.insert(place, node);
            for end in self.ties.iter_mut().flat_map(|tie| [&mut tie.from, &mut tie.to]) {
                *end += usize::from(*end >= place);
            }
        }
        self
    }
    /// The place of a node by its id.
    pub fn node(&self, id: &str) -> Option<usize> {
        self.nodes.binary_search_by(|node| node.node.id.as_str().cmp(id)).ok()
    }
}

/// An attempt that the claim itself says came to nothing is no step.
fn came_to_nothing(claim: &Claim) -> bool {
    matches!(claim.qualifier("outcome"), Some("failed" | "blocked" | "rejected"))
}

/// Marks steps on a circle of stated orders.
fn dispute(nodes: usize, ties: &mut [FlowTie]) {
    let mut stated: DiGraph<(), ()> = DiGraph::with_capacity(nodes, ties.len());
    for _ in 0..nodes {
        stated.add_node(());
    }
    for tie in ties.iter().filter(|tie| tie.states_order || tie.creates) {
        stated.add_edge(NodeIndex::new(tie.from), NodeIndex::new(tie.to), ());
    }
    let mut part_of = vec![0; nodes];
    for (part, members) in kosaraju_scc(&stated).iter().enumerate() {
        members.iter().for_each(|node| part_of[node.index()] = part);
    }
    for tie in ties.iter_mut().filter(|tie| tie.states_order || tie.creates) {
        tie.disputed = part_of[tie.from] == part_of[tie.to];
    }
}

/// When a step can be taken, by all claims behind it: their bounds meet where they can, and span where they cannot.
fn step(claims: &[&Claim], time: TimeKind) -> Step {
    let begins = claims.iter().filter_map(|claim| claim.begin.as_ref()).map(|date| date.span());
    let begin = dates::meet(begins).unwrap_or(Span::UNKNOWN);
    match time {
        TimeKind::Event => Step::Event(begin),
        TimeKind::State => {
            let ends = claims.iter().map(|claim| claim.end.as_ref().map_or(Span::UNKNOWN, |date| date.span()));
            let end = ends.reduce(|a, b| Span { earliest: a.earliest.min(b.earliest), latest: a.latest.max(b.latest) });
            Step::State { begin, end: end.unwrap_or(Span::UNKNOWN) }
        }
    }
}
