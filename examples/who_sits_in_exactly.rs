//! Who sits in exactly which forums: the combinations of complete lists, as an UpSet plot draws them.
//!
//!     cargo run --example who_sits_in_exactly

use blocs::dataset;
use blocs::graph::Graph;
use blocs::overlap::upset::{Intersections, Options};
use blocs::view::{AffiliationOptions, Affiliations};

pub fn main() {
    let folder = dataset::builtin("toy-council").expect("a built-in dataset");
    let graph = Graph::from(dataset::load(vec![folder], None).dataset.expect("it has no fault"));
    let view = Affiliations::of(&graph, &AffiliationOptions::default());
    let found = Intersections::of(&view, Options::default()).expect("three lists are complete");
    println!("{}", found.method);
    let mut told = Vec::new();
    for row in &found.rows {
        let ids = |places: &[usize], nodes: &[blocs::view::Node]| {
            places.iter().map(|&place| nodes[place].id.clone()).collect::<Vec<_>>().join(" ")
        };
        let (forums, actors) = (ids(&row.forums, &found.forums), ids(&row.actors, &found.actors));
        println!("{}: {actors}", if forums.is_empty() { "none" } else { forums.as_str() });
        told.push((forums, actors));
    }
    // The lists stand in the dataset's README: Ada and Bo are in all three, Fay is on the River Board alone.
    let of = |forums: &str| told.iter().find(|(other, _)| other == forums).map(|(_, actors)| actors.as_str());
    assert_eq!(of("harbour-bloc harbour-council river-board"), Some("ada bo"));
    assert_eq!((of("river-board"), of("harbour-council")), (Some("fay"), Some("cy dee eli")));
}
