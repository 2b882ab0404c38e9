//! Item response: positions of points and parameters of items, from ordered answers.
//!
//! - [`Responses`]: the answers, packed.
//! - [`fit()`]: the estimate, by Newton steps over items and points in turn, accelerated.
//! - [`Model`]: what an estimate is made of, how well it fits, and answers drawn from it.

// Axes are numbers that several vectors and matrices share: a loop over them reads better than iterators zipped.
#![allow(clippy::needless_range_loop)]

mod fit;
mod linear;
mod model;
mod newton;
mod responses;
mod start;

pub use fit::{Chain, Search, fit};
pub use model::{Hold, ItemFit, Model, Pulls};
pub use responses::Responses;

#[cfg(test)]
mod tests;
