//! Graph theory and arithmetic that know no politics.
//!
//! - [`betweenness`]: how often a node lies on the shortest ways between others.
//! - [`brokerage`]: who stands between two others, and between which groups.
//! - [`path_counts`]: how many paths run through each arc.
//! - [`counts`]: the numbers in which paths are counted.
//! - [`earliest_arrival`]: when each node can be reached from one, over dated ties.
//! - [`bicm`]: cells of a two-mode table as chance would fill them.
//! - [`curveball`]: two-mode tables with given margins, at random.
//! - [`forced`]: cells of a two-mode table that are the same whatever fills it.
//! - [`given`]: rows and columns in which some cells are no matter of chance.
//! - [`projection`]: how many columns two rows share.
//! - [`tails`]: how likely a count is at least so high.
//! - [`csr`]: an undirected weighted graph, row by row.
//! - [`residuals`]: observed less expected weight, over defined pairs only.
//! - [`frustration`]: how a signed graph is cut into camps.
//! - [`layout`]: places for the nodes of a network.
//! - [`leiden`]: groups that hold together more than expected.
//! - [`modularity`]: groups of a graph in which what is no tie weighs 0.
//! - [`reliability`]: how far two coders agree beyond chance.
//! - [`linkage`]: a tree of groups within groups.
//! - [`main_path`]: the arcs through which most paths run, and what becomes of circles.
//! - [`min_cut`]: the least that must be taken out to leave no way.
//! - [`nestedness`]: how far the few are contained in the many; core and periphery.
//! - [`partitions`]: how like two partitions are.
//! - [`planes`]: three-step positions as bit planes, compared by counting bits.
//! - [`precedence`]: what must have come before what.
//! - [`item_response`]: positions from ordered answers.
//! - [`normal`]: the ratios that probit models are made of.
//! - [`resample`]: what a bootstrap draws.
//! - [`parallel`]: the same list for any number of threads.

pub mod betweenness;
pub mod bicm;
pub mod brokerage;
pub mod csr;
pub mod item_response;
pub mod layout;
pub mod leiden;
pub mod normal;
pub mod counts;
pub mod curveball;
pub mod earliest_arrival;
pub mod forced;
pub mod frustration;
pub mod given;
pub mod linkage;
pub mod main_path;
pub mod min_cut;
pub mod modularity;
pub mod nestedness;
pub mod parallel;
pub mod partitions;
pub mod path_counts;
pub mod planes;
pub mod precedence;
pub mod projection;
pub mod reliability;
pub mod resample;
pub mod residuals;
pub mod tails;
