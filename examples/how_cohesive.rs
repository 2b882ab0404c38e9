//! How much the members of a group vote together: the Rice index, beside what the table of the toy council gives by
//! hand.
//!
//!     cargo run --example how_cohesive

use blocs::align::cohesion::{Cohesion, Options};
use blocs::dataset;
use blocs::graph::Graph;
use blocs::result::Grouping;
use blocs::view::{ItemKind, PositionOptions, Positions};

pub fn main() {
    let folder = dataset::builtin("toy-council").expect("a built-in dataset");
    let graph = Graph::from(dataset::load(vec![folder], None).dataset.expect("it has no fault"));
    let votes = PositionOptions { items: vec![ItemKind::Vote], ..PositionOptions::default() };
    let positions = Positions::of(&graph, &votes);
    let groups = [("ada", "upstream"), ("bo", "upstream"), ("cy", "downstream"), ("dee", "downstream")];
    let groups = Grouping { groups: groups.map(|(actor, group)| (actor.to_owned(), group.to_owned())).into() };
    let cohesion = Cohesion::of(&positions, &groups, Options::default());
    println!("{}", cohesion.method);
    for group in &cohesion.groups {
        match &group.rice {
            Ok(rice) => println!("{}: {rice:.2} over {} votes", group.name, group.rice_items),
            Err(reason) => println!("{}: {reason}", group.name),
        }
    }
    // Ada and Bo vote alike in four of five votes (1 each) and against each other in the third (0).
    let upstream = cohesion.groups.iter().find(|group| group.name == "upstream").expect("a group that was named");
    assert!((upstream.rice.clone().expect("two members vote") - 0.8).abs() < 1e-12);
}
