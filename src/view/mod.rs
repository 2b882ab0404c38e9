//! The views: what a question may see of the graph.
//!
//! [`Positions`] for who stands with whom; [`Affiliations`], [`Agendas`] and [`Bodies`] for where they meet, by whom, by what
//! and by mandate; [`Flow`] for what led to what, with [`Advocacy`] beside it: who put forward what, and what came of it.
//! Each is cut to a [`Window`] of time. A view computes no score.

pub mod advocacy;
mod denials;
mod departures;
pub mod affiliations;
pub mod agendas;
pub mod bodies;
mod carriers;
mod dates;
pub mod flow;
pub mod periods;
pub mod groups;
pub mod norms;
pub mod positions;
mod records;
mod stances;
pub mod window;

pub use advocacy::Advocacy;
pub use affiliations::{
    AffiliationOptions, Affiliations, Arena, Doubt, ListState, Membership, Observed, Sessions, StatedSize, Times,
};
pub use agendas::{AgendaOptions, Agendas, Bearers, Treated, belongings};
pub use bodies::{Bodies, Body};
pub(crate) use dates::of_entities;
pub use denials::{Denial, denials};
pub use departures::departures;
pub use flow::{Flow, FlowNode, FlowOptions, FlowTie, Step};
pub use groups::{
    DatedGroup, GroupList, GroupsBy, NamedGroup, dated_groups, list_of, members_of, named_groups, region,
    sure_members_of,
};
pub use norms::{Holding, Holds, NormClaim, NormNode, Norms, Part, Rests};
pub use periods::{By, Period, Periods};
pub use positions::{
    Code, Conflict, Consensus, Elsewhere, Held, Inheritance, Item, ItemKind, PositionOptions, Positions,
};
pub use records::Support;
pub use stances::Stances;
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

/// The rule of each decision that names one, in its own words, by the id of the decision.
///
/// ```
/// use blocs::{dataset, graph::Graph, view::decision_rules};
/// # let folder = dataset::builtin("toy-council").unwrap();
/// # let graph = Graph::from(dataset::load(vec![folder], None).dataset.unwrap());
/// assert_eq!(decision_rules(&graph)["vote-1"], "simple majority");
/// assert!(!decision_rules(&graph).contains_key("signing-charter"));
/// ```
pub fn decision_rules(graph: &crate::graph::Graph) -> BTreeMap<String, String> {
    let named = graph.dataset().decisions.iter().filter(|decision| !decision.rule.is_empty());
    named.map(|decision| (decision.id.clone(), decision.rule.clone())).collect()
}

impl Node {
    /// Its id, its names and its kind, as tables of nodes have them.
    pub fn words(&self) -> [&str; 4] {
        [&self.id, &self.name, &self.name_ja, &self.kind]
    }
    /// The id and the name of two, as tables of pairs have them.
    pub fn beside<'a>(&'a self, other: &'a Self) -> [&'a str; 4] {
        [&self.id, &self.name, &other.id, &other.name]
    }
}

impl From<&Entity> for Node {
    fn from(entity: &Entity) -> Self {
        node(entity)
    }
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
