//! What an actor put forward, what came of it, who stood against it, and whether the actor later stood against what
//! grew out of it.
//!
//!     cargo run --example what_came_of_it

use blocs::dataset;
use blocs::graph::Graph;
use blocs::influence::proposals::{Options, Proposals};
use blocs::view::{Advocacy, Flow, FlowOptions, Window};

pub fn main() {
    let folders = ["cyber-norms", "states"].map(|name| dataset::builtin(name).expect("a built-in dataset"));
    let graph = Graph::from(dataset::load(folders.into(), None).dataset.expect("it has no fault"));
    let (advocacy, flow) = (Advocacy::of(&graph, Window::default()), Flow::of(&graph, &FlowOptions::default()));
    let found =
        Proposals::of(&advocacy, &flow, Some("russia"), &Options::default()).expect("Russia put things forward");
    println!("{}", found.method);
    for fate in &found.fates {
        let (what, outcome) = (&fate.proposal.object.name, fate.proposal.outcomes.join(", "));
        let against: Vec<&str> = fate.opposed.iter().map(|one| one.actor.name.as_str()).collect();
        println!("{what}: {outcome} ({}); against: {}", fate.proposal.evidence.join("; "), against.join(", "));
    }
    for back in &found.reversals {
        let (from, to) = (&found.fates[back.fate].proposal.object.name, &back.opposition.object.name);
        println!("{from} led to {to}, which Russia stands against ({})", back.opposition.evidence.join("; "));
    }
    // The commentary (nids-118, lines 132 to 144) has Russia's working group adopted by a vote of 2018 against the
    // states around Japan, the United States and Europe; the group of experts, which grew out of Russia's
    // resolutions, Russia turned from.
    let oewg = found.fates.iter().find(|fate| fate.proposal.object.id == "oewg").expect("it is Russia's proposal");
    assert_eq!((oewg.proposal.outcomes.as_slice(), oewg.opposed.len()), (&["adopted".to_owned()][..], 1));
    assert_eq!(oewg.opposed[0].actor.id, "japan-us-europe");
    let turned = |id: &str| found.reversals.iter().any(|one| found.fates[one.fate].proposal.object.id == id);
    assert!(found.reversals.iter().all(|one| one.opposition.object.id == "gge") && turned("unga-res-1998"));
    assert!(!turned("oewg"));
}
