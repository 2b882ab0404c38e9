//! What led to what: one question a file. "Influence" is a documented path: each step is a claim with a source.
//!
//! - [`ancestry`]: what a text or body rests on, generation by generation.
//! - [`paths`]: documented paths from one entity to another that time allows.
//! - [`lineage`]: what became of each norm from text to text, and where it first appears.
//! - [`lineage_graph`]: texts and bodies with what led from one to another, for drawing along time.

pub mod ancestry;
mod layer;
pub mod lineage;
pub mod lineage_graph;
pub mod paths;

pub use ancestry::Ancestry;
pub use lineage_graph::LineageGraph;
pub use paths::{Path, Paths, Verdict};
