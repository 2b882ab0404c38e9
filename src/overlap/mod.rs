//! Where they meet: one question a file.
//!
//! - [`agenda`]: how far two forums treat the same, or two texts hold the same.
//! - [`backbone`]: which pairs share more than chance would, or less.
//! - [`forums`]: how far the participants of two forums are the same, as bounds where membership is unknown.
//! - [`mandate`]: which bodies two forums both stand under, and what sources say of the two.
//! - [`profile`]: what is known of each forum.
//! - [`seats`]: who sits where, as one graph of actors and forums.
//! - [`shopping`]: which forums treat an issue, and who can go where.
//! - [`side_by_side`]: by whom, by what and by mandate, at once.
//! - [`structure`]: nested, in modules, or around a core.
//! - [`upset`]: every combination of forums that somebody sits in.

pub mod agenda;
pub mod backbone;
pub mod forums;
pub mod mandate;
pub mod profile;
pub mod seats;
pub mod shopping;
pub mod side_by_side;
pub mod structure;
pub mod upset;

pub use agenda::Agenda;
pub use backbone::Backbone;
pub use forums::{Forums, Measure, Overlap};
pub use mandate::Mandate;
pub use shopping::Shopping;
pub use side_by_side::SideBySide;
pub use structure::Structure;
pub use upset::Intersections;
