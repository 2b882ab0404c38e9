//! Graph theory and arithmetic that know no politics.
//!
//! - [`csr`]: an undirected weighted graph, row by row.
//! - [`residuals`]: observed less expected weight, over defined pairs only.
//! - [`layout`]: places for the nodes of a network.
//! - [`leiden`]: groups that hold together more than expected.
//! - [`reliability`]: how far two coders agree beyond chance.
//! - [`planes`]: three-step positions as bit planes, compared by counting bits.
//! - [`item_response`]: positions from ordered answers.
//! - [`normal`]: the ratios that probit models are made of.
//! - [`resample`]: what a bootstrap draws.
//! - [`parallel`]: the same list for any number of threads.

pub mod csr;
pub mod item_response;
pub mod layout;
pub mod leiden;
pub mod normal;
pub mod parallel;
pub mod planes;
pub mod reliability;
pub mod resample;
pub mod residuals;
