//! Steps of influence that a source says were not taken.

use crate::graph::Graph;
use crate::model::schema::{Direction, Role};
use crate::model::{Claim, FlowClass, Status, Target};

/// A step that a claim denies: nothing is drawn of it, but who finds another way between the two must know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Denial {
    /// The id of the earlier end.
    pub from: String,
    /// The id of the later end.
    pub to: String,
    /// The claim as it reads: `draft input_to opinions`.
    pub words: String,
    /// Its id.
    pub claim: String,
    /// Its source and lines.
    pub evidence: String,
}

/// Every denied claim of a relation of influence that is no carrier, in the order of claims.
///
/// ```
/// use blocs::{dataset, graph::Graph, view::denials};
/// let folders = ["cyber-norms", "states"].map(|name| dataset::builtin(name).unwrap());
/// let graph = Graph::from(dataset::load(folders.into(), None).dataset.unwrap());
/// assert!(denials(&graph).iter().any(|one| one.words == "wtpf-prop-free-flow input_to wtpf-13-opinions"));
/// ```
pub fn denials(graph: &Graph) -> Vec<Denial> {
    let dataset = graph.dataset();
    let denied = dataset.claims.iter().filter(|claim| claim.status == Status::Denied);
    let one = |claim: &Claim| {
        let Target::Entity(object) = &claim.target else { return None };
        let roles = &dataset.schema.relation(&claim.relation)?.roles;
        let direction = roles.iter().find_map(|role| match role {
            Role::Influence { direction, class, .. } if *class != FlowClass::Carrier => Some(*direction),
            _ => None,
        })?;
        let (from, to) = match direction {
            Direction::Reverse => (object, &claim.subject),
            Direction::Forward | Direction::Both => (&claim.subject, object),
        };
        Some(Denial {
            from: from.clone(),
            to: to.clone(),
            words: format!("{} {} {object}", claim.subject, claim.relation),
            claim: claim.id.clone(),
            evidence: claim.evidence.to_string(),
        })
    };
    denied.filter_map(one).collect()
}
