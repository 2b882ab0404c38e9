//! What actors put forward, what came of it, who stood against it, and who later stood against what grew out of it.

mod trays;

use std::collections::{BTreeMap, BTreeSet};

use super::ancestry::Way;
use super::paths::{Options as PathOptions, Order, Path, Steps};
use super::walk::Walk;
use crate::model::FlowClass;
use crate::result::Method;
use crate::view::advocacy::{Advocacy, Opposition, Ownerless, Proposal, Unnamed};
use crate::view::{Flow, FlowNode, FlowTie, Node};

/// How what grew out of a proposal is followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Options {
    /// Whether two steps may be taken on one day; they may by default.
    pub order: Order,
}

impl Options {
    /// The method, with the views it is used on.
    pub fn method(&self, advocacy: &Advocacy, flow: &Flow) -> Method {
        Method::new("proposals and outcomes", "Kempe, Kleinberg & Kumar 2002")
            .with("order within a day", self.order.word())
            .with("grown out", "lineage, mandate and input steps, without co-affirmation")
            .with("window", advocacy.window)
            .counting("proposals", objects(advocacy.proposals.iter()).len())
            .counting("with each proposer", advocacy.proposals.len())
            .counting("oppositions", advocacy.oppositions.len())
            .counting("steps", flow.ties.len())
    }
}

/// A proposal with who stood against it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fate {
    /// What was put forward.
    pub proposal: Proposal,
    /// Who stood against the thing itself, in the order of actors.
    pub opposed: Vec<Opposition>,
    /// Votes against it that are counted and not named.
    pub unnamed: Vec<Unnamed>,
}

impl Fate {
    /// Whether a claim, a recorded vote or a count stands against it.
    pub fn is_opposed(&self) -> bool {
        !(self.opposed.is_empty() && self.unnamed.is_empty())
    }
}

/// An actor that stands against what grew out of its own proposal, or against the proposal itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reversal {
    /// What it put forward: the place in [`Proposals::fates`].
    pub fate: usize,
    /// What it stands against.
    pub opposition: Opposition,
    /// The steps from the one to the other, judged step by step; none when they are the same thing.
    pub way: Option<Path>,
}

/// What actors put forward and what came of it, as claims say: adopted, forwarded, no agreement, and so on.
///
/// Each proposal stands once for each proposer, and counts once. Its outcome is what the claims of the proposal say; where
/// they say
/// nothing, what claims on the fate of its object say. Who stood against it did so by a claim or by a recorded vote; votes
/// that are only counted stand beside them without names. What has an outcome and no named proposer is listed apart. A
/// *reversal* is an actor that stands against its own proposal, or against something that documented steps of lineage,
/// mandate and input lead to from it, in an order that time allows: a documented descent, no change of mind proved.
///
/// # Undefined
/// An outcome that no claim gives is not said, never "not adopted"; where claims disagree each is given, and the
/// proposal is counted under neither.
///
/// # Errors
/// In words, when the actor put nothing forward in this window.
///
/// # Cost
/// A walk over the steps for each proposal of an actor that stands against something.
///
/// # Reference
/// Kempe, Kleinberg & Kumar 2002, for the order in time.
///
/// ```
/// use blocs::influence::proposals::{Options, Proposals};
/// use blocs::{dataset, graph::Graph, view::{Advocacy, Flow, FlowOptions, Window}};
/// let folders = ["cyber-norms", "states"].map(|name| dataset::builtin(name).unwrap());
/// let graph = Graph::from(dataset::load(folders.into(), None).dataset.unwrap());
/// let (advocacy, flow) = (Advocacy::of(&graph, Window::default()), Flow::of(&graph, &FlowOptions::default()));
/// let found = Proposals::of(&advocacy, &flow, Some("netherlands"), &Options::default()).unwrap();
/// assert_eq!(found.fates[0].proposal.outcomes, ["adopted"]); // the Netherlands proposed the GCSC
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Proposals {
    /// Of whom; none: of everybody.
    pub of: Option<Node>,
    /// In the order of proposer and object.
    pub fates: Vec<Fate>,
    /// In the order of proposal and what is stood against.
    pub reversals: Vec<Reversal>,
    /// What has an outcome and no named proposer, where everybody is asked of.
    pub ownerless: Vec<Ownerless>,
    /// The words for what can come of a proposal.
    pub outcomes: Vec<String>,
    /// The options as used.
    pub options: Options,
    /// How it was made.
    pub method: Method,
    nodes: BTreeMap<usize, FlowNode>,
    ties: BTreeMap<usize, FlowTie>,
}

impl Proposals {
    /// What one actor put forward, by its id, or everybody.
    ///
    /// # Errors
    /// In words, when it put nothing forward in this window.
    pub fn of(advocacy: &Advocacy, flow: &Flow, actor: Option<&str>, options: &Options) -> Result<Self, String> {
        let own = |one: &&Proposal| actor.is_none_or(|actor| one.proposer.id == actor);
        let against = |one: &Proposal| -> Vec<Opposition> {
            advocacy.oppositions.iter().filter(|other| other.object.id == one.object.id).cloned().collect()
        };
        let unnamed = |one: &Proposal| -> Vec<Unnamed> {
            advocacy.unnamed.iter().filter(|other| other.object.id == one.object.id).cloned().collect()
        };
        let fates: Vec<Fate> = (advocacy.proposals.iter().filter(own))
            .map(|one| Fate { proposal: one.clone(), opposed: against(one), unnamed: unnamed(one) })
            .collect();
        if let (Some(actor), true) = (actor, fates.is_empty()) {
            return Err(format!("no claim in this window says that `{actor}` put something forward"));
        }
        let reversals = reversals(advocacy, flow, &fates, *options);
        let proposing: BTreeSet<&String> = fates.iter().flat_map(|fate| &fate.proposal.claims).collect();
        let walked: BTreeSet<usize> =
            reversals.iter().filter_map(|one| one.way.as_ref()).flat_map(|way| way.ties.iter().copied()).collect();
        let shown = |(at, tie): &(usize, &FlowTie)| {
            walked.contains(at) || tie.claims.iter().any(|claim| proposing.contains(claim))
        };
        let ties: BTreeMap<usize, FlowTie> =
            flow.ties.iter().enumerate().filter(shown).map(|(at, tie)| (at, tie.clone())).collect();
        let ends = ties.values().flat_map(|tie| [tie.from, tie.to]);
        Ok(Self {
            of: actor.and(fates.first()).map(|fate| fate.proposal.proposer.clone()),
            nodes: ends.map(|node| (node, flow.nodes[node].clone())).collect(),
            ties,
            ownerless: if actor.is_none() { advocacy.ownerless.clone() } else { Vec::new() },
            outcomes: advocacy.outcomes.clone(),
            options: *options,
            method: options.method(advocacy, flow),
            fates,
            reversals,
        })
    }
}

/// What was put forward, each once.
fn objects<'a>(proposals: impl Iterator<Item = &'a Proposal>) -> BTreeSet<&'a str> {
    proposals.map(|one| one.object.id.as_str()).collect()
}

/// Who stands against what grew out of an own proposal.
fn reversals(advocacy: &Advocacy, flow: &Flow, fates: &[Fate], options: Options) -> Vec<Reversal> {
    let steps = Steps::admitted(flow, &PathOptions::default());
    let walk = Walk::over(&steps, options.order, Way::Descent);
    let mut found = Vec::new();
    for (place, fate) in fates.iter().enumerate() {
        let stood = advocacy.oppositions.iter().filter(|one| one.actor.id == fate.proposal.proposer.id);
        let mut stood = stood.peekable();
        if stood.peek().is_none() {
            continue;
        }
        let object = &fate.proposal.object.id;
        let grown =
            flow.node(object).map(|start| walk.from(start, None, None, |_, tie| tie.class != FlowClass::CoAffirmation));
        for opposition in stood {
            let target = flow.node(&opposition.object.id);
            let way = grown.as_ref().zip(target).and_then(|(grown, target)| grown.to(target));
            if &opposition.object.id == object || way.is_some() {
                let way = way.map(|ties| Path::of(flow, ties, options.order));
                found.push(Reversal { fate: place, opposition: opposition.clone(), way });
            }
        }
    }
    found
}

#[cfg(test)]
#[path = "proposals_tests.rs"]
mod tests;
