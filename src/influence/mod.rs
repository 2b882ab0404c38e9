//! What led to what: one question a file. "Influence" is a documented path: each step is a claim with a source.
//!
//! - [`ancestry`]: what a text or body rests on, generation by generation.
//! - [`gatekeepers`]: whom every documented path passes, and how little holds a connection up.
//! - [`main_path`]: the steps through which most ways from beginnings to ends run.
//! - [`brokers`]: who stands between others, between which groups, and whom each reaches in time.
//! - [`paths`]: documented paths from one entity to another that time allows.
//! - [`proposals`]: what actors put forward, and what came of it.
//! - [`lineage`]: what became of each norm from text to text, and where it first appears.
//! - [`lineage_graph`]: texts and bodies with what led from one to another, for drawing along time.

pub mod ancestry;
pub mod brokers;
pub mod gatekeepers;
mod layer;
pub mod lineage;
pub mod lineage_graph;
pub mod main_path;
mod passages;
pub mod paths;
pub mod proposals;
mod walk;

pub use ancestry::Ancestry;
pub use brokers::Brokers;
pub use gatekeepers::Gatekeepers;
pub use lineage_graph::LineageGraph;
pub use main_path::MainPath;
pub use paths::{Path, Paths, Verdict};
pub use proposals::Proposals;
