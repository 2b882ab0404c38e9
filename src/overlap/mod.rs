//! Where they meet: one question a file.
//!
//! - [`forums`]: how far the participants of two forums are the same, as bounds where membership is unknown.

pub mod forums;

pub use forums::{Forums, Measure, Overlap};
