//! Where they meet: one question a file.
//!
//! - [`backbone`]: which pairs share more than chance would, or less.
//! - [`forums`]: how far the participants of two forums are the same, as bounds where membership is unknown.
//! - [`seats`]: who sits where, as one graph of actors and forums.
//! - [`structure`]: nested, in modules, or around a core.
//! - [`upset`]: every combination of forums that somebody sits in.

pub mod backbone;
pub mod forums;
pub mod seats;
pub mod structure;
pub mod upset;

pub use backbone::Backbone;
pub use forums::{Forums, Measure, Overlap};
pub use structure::Structure;
pub use upset::Intersections;
