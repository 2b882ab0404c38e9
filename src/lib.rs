//! **blocs**: who stands with whom, where they meet, what led to what, from coded documents.
#![warn(missing_docs)]
#![forbid(unsafe_code)]

pub mod align;
pub mod brief;
pub mod dataset;
pub mod export;
pub mod figure;
pub mod graph;
pub mod import;
pub mod influence;
pub mod math;
pub mod model;
pub mod overlap;
pub mod record;
pub mod report;
pub mod result;
pub mod view;
