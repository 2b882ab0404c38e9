//! **blocs**: who stands with whom, where they meet, what led to what, from coded documents, with every line of the
//! answer traceable to its source.
//!
//! The rooms stand in the order in which data walks through them; every arrow goes down.
//!
//! 1. [`model`]: the words. The atom is the claim: who says what, and where.
//! 2. [`import`]: foreign bytes become raw tables.
//! 3. [`dataset`]: the door. Raw tables become a checked [`model::Dataset`], or every fault at once.
//! 4. [`graph`]: one typed graph, the claims behind each edge, positions packed beside it.
//! 5. [`view`]: what a question may see: positions, affiliations, flow.
//! 6. [`math`]: graph theory and statistics that know no politics.
//! 7. [`result`]: the waist. Three trays that every question fills and every writer reads.
//! 8. [`record`]: what is known, by whom, with what gaps.
//! 9. [`align`], [`overlap`], [`influence`]: the three questions.
//! 10. [`brief`]: which answers make a report, in which order, in which plain words.
//! 11. [`export`], [`figure`], [`report`]: trays become bytes.
//!
//! ```
//! use blocs::{align::agreement::{Agreement, Options}, dataset, graph::Graph, view::{PositionOptions, Positions}};
//!
//! let folder = dataset::builtin("toy-council").unwrap();
//! let loaded = dataset::load(vec![folder], None);
//! let graph = Graph::from(loaded.dataset.expect("the toy council has no fault"));
//! let positions = Positions::of(&graph, &PositionOptions::default());
//! let agreement = Agreement::of(&positions, Options { minimum: 2, ..Options::default() });
//! assert_eq!(agreement.actors[0].id, "ada");
//! assert!(agreement.between(0, 1).is_ok());
//! ```
#![warn(missing_docs)]
#![deny(unsafe_code)]

pub mod model;
pub mod import;
pub mod dataset;
pub mod graph;
pub mod view;
pub mod math;
pub mod result;
pub mod record;
pub mod align;
pub mod overlap;
pub mod influence;
pub mod brief;
pub mod export;
pub mod figure;
pub mod report;

/// The README, so that its example is tested.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;
