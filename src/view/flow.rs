//! Dated directed ties: what led to what, step by step.

use super::{Node, Window};
use crate::model::{Certainty, FlowClass, Modality, Span, Status};

/// Which steps the view takes in. Planned and hedged steps are in, and marked; denied ones never are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FlowOptions {
    /// The window of time.
    pub window: Window,
    /// Classes of steps; carriers are always in.
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

/// A text, body, actor or idea that influence may pass through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FlowNode {
    /// The entity.
    pub node: Node,
    /// When it came to be or took place, as far as claims say.
    pub date: Span,
    /// The date is planned only: no source says that it took place.
    pub planned: bool,
    /// The body at the root of its parents (`organ_of`, `session_of`, its issuer), for lanes; empty when unknown.
    pub root: String,
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
    /// The earliest instant at which it may be taken.
    pub fn earliest(self) -> crate::model::Day {
        match self {
            Self::Event(span) => span.earliest,
            Self::State { begin, .. } => begin.earliest,
        }
    }
    /// The latest instant at which it may be taken.
    pub fn latest(self) -> crate::model::Day {
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
    /// The relation states itself that `from` precedes `to` (lineage).
    pub states_order: bool,
    /// Taking it brings `to` into being (issues, adopts, establishes, founds, derives): nothing leaves `to` before it.
    pub creates: bool,
    /// Actual if one claim is, else the best of its claims.
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
    /// The place of a node by its id.
    pub fn node(&self, id: &str) -> Option<usize> {
        self.nodes.binary_search_by(|node| node.node.id.as_str().cmp(id)).ok()
    }
}
