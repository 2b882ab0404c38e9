//! Who sits in two forums, as bounds where a list is open.
//!
//!     cargo run --example shared_forums

use blocs::dataset;
use blocs::graph::Graph;
use blocs::overlap::forums::{Forums, Options};
use blocs::view::{AffiliationOptions, Affiliations};

pub fn main() {
    let folder = dataset::builtin("toy-council").expect("a built-in dataset");
    let graph = Graph::from(dataset::load(vec![folder], None).dataset.expect("it has no fault"));
    let view = Affiliations::of(&graph, &AffiliationOptions::default());
    let forums = Forums::of(&view, Options::default());
    let place = |id: &str| view.arena(id).expect("a forum of the dataset");
    let pair = forums.between(place("harbour-council"), place("star-club"));
    println!("{}", forums.method);
    println!("named in both: {}", pair.named.2);
    // The list of the Star Club is open: what no source states is neither in nor out.
    let (low, high) = (pair.jaccard.low.clone().unwrap(), pair.jaccard.high.clone().unwrap());
    println!("Jaccard between {low:.3} and {high:.3}; {} cells are unknown", pair.unknown);
    // By hand, in the dataset's README: 2 shared of 6 at the least, 4 of 5 at the most.
    assert!((low - 1.0 / 3.0).abs() < 1e-12 && (high - 0.8).abs() < 1e-12);
    assert!(pair.jaccard.value().is_err());
}
