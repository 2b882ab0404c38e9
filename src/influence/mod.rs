//! What led to what: one question a file. "Influence" is a documented path: each step is a claim with a source.
//!
//! - [`ancestry`]: what a text or body rests on, generation by generation.
//! - [`gatekeepers`]: whom every documented path passes, and how little holds a connection up.
//! - [`paths`]: documented paths from one entity to another that time allows.
//! - [`proposals`]: what actors put forward, and what came of it.
//! - [`lineage_graph`]: texts and bodies with what led from one to another, for drawing along time.

pub mod ancestry;
pub mod gatekeepers;
mod layer;
pub mod lineage_graph;
pub mod paths;
pub mod proposals;
mod walk;

pub use ancestry::Ancestry;
pub use gatekeepers::Gatekeepers;
pub use lineage_graph::LineageGraph;
pub use paths::{Path, Paths, Verdict};
pub use proposals::Proposals;
