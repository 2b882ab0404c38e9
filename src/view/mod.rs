//! The three views: what a question may see of the graph.
//!
//! [`Positions`] for who stands with whom, [`Affiliations`] for where they meet, [`Flow`] for what led to what; each
//! cut to a [`Window`] of time. A view computes no score.

pub mod affiliations;
mod dates;
pub mod flow;
pub mod periods;
pub mod groups;
pub mod positions;
mod records;
pub mod window;

pub use affiliations::{AffiliationOptions, Affiliations, Arena, Membership, Sessions};
pub use flow::{Flow, FlowNode, FlowOptions, FlowTie, Step};
pub use groups::{GroupsBy, NamedGroup, named_groups, region};
pub use periods::{By, Period, Periods};
pub use positions::{Code, Conflict, Consensus, Held, Inheritance, Item, ItemKind, PositionOptions, Positions};
pub use records::Support;
pub use window::Window;

use std::collections::BTreeMap;

use crate::model::{Dataset, Entity};

/// What every view shows of an entity.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Node {
    /// The stable id.
    pub id: String,
    /// The kind, `state`.
    pub kind: String,
    /// The name in English.
    pub name: String,
    /// The name in Japanese; empty when none is known.
    pub name_ja: String,
}

fn node(entity: &Entity) -> Node {
    Node {
        id: entity.id.clone(),
        kind: entity.kind.clone(),
        name: entity.name.clone(),
        name_ja: entity.name_ja.clone(),
    }
}

/// States; where no state holds anything, the kind of single actor that holds most; where none does, the collective.
fn default_kind(dataset: &Dataset, held: &BTreeMap<&str, usize>) -> Vec<String> {
    if held.keys().any(|kind| dataset.schema.is_a(kind, "state")) {
        return vec!["state".to_owned()];
    }
    let most = |collective: bool| {
        let of = held.iter().filter(|(kind, _)| dataset.schema.is_collective(kind) == collective);
        of.max_by_key(|(kind, count)| (**count, std::cmp::Reverse(**kind))).map(|(kind, _)| (*kind).to_owned())
    };
    most(false).or_else(|| most(true)).into_iter().collect()
}
