//! The three views: what a question may see of the graph.
//!
//! [`Positions`] for who stands with whom, [`Affiliations`] for where they meet, [`Flow`] for what led to what; each
//! cut to a [`Window`] of time. A view computes no score.

pub mod affiliations;
pub mod flow;
pub mod positions;
pub mod window;

pub use affiliations::{AffiliationOptions, Affiliations, Arena, Membership};
pub use flow::{Flow, FlowNode, FlowOptions, FlowTie, Step};
pub use positions::{Code, Conflict, Held, Item, ItemKind, PositionOptions, Positions};
pub use window::Window;

/// What every view shows of an entity.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Node {
    /// The stable id.
    pub id: String,
    /// The kind, `state`.
    pub kind: String,
    /// The name in English.
    pub name: String,
    /// The name in Japanese; empty when none is known.
    pub name_ja: String,
}
