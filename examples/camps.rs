//! Which camps the votes fall into, and how firmly each actor stands in its own.
//!
//!     cargo run --example camps

use blocs::align::clusters::{Clusters, Options};
use blocs::align::{Agreement, agreement};
use blocs::dataset;
use blocs::graph::Graph;
use blocs::view::{PositionOptions, Positions};

pub fn main() {
    let folder = dataset::builtin("toy-council").expect("a built-in dataset");
    let graph = Graph::from(dataset::load(vec![folder], None).dataset.expect("it has no fault"));
    let positions = Positions::of(&graph, &PositionOptions::default());
    let agreement = Agreement::of(&positions, agreement::Options { minimum: 2, ..agreement::Options::default() });
    let clusters = Clusters::of(&positions, &agreement, Options::default());
    println!("{}", clusters.method);
    for (name, actors) in clusters.found.as_ref().expect("all pairs are defined") {
        let names: Vec<&str> = actors.iter().map(|actor| clusters.agreement.actors[*actor].name.as_str()).collect();
        println!("{name}: {}", names.join(", "));
    }
    for placement in &clusters.placements {
        let firm = placement.of_runs.as_ref().map_or_else(ToString::to_string, |share| format!("{share:.2}"));
        println!("{}: in its camp in {firm} of the runs", clusters.agreement.actors[placement.actor].name);
    }
    // By the table of the dataset's README: Ada and Bo agree in 11/14, and with no other as much.
    let groups = clusters.groups();
    assert_eq!(groups.of("ada"), groups.of("bo"));
    assert_ne!(groups.of("ada"), groups.of("dee"));
}
