//! What a text rests on, generation by generation: everything from which documented steps lead to it in an order of
//! time.
//!
//!     cargo run --example what_it_rests_on

use blocs::dataset;
use blocs::graph::Graph;
use blocs::influence::ancestry::{Ancestry, Options};
use blocs::view::{Flow, FlowOptions};

pub fn main() {
    let folder = dataset::builtin("toy-council").expect("a built-in dataset");
    let graph = Graph::from(dataset::load(vec![folder], None).dataset.expect("it has no fault"));
    let flow = Flow::of(&graph, &FlowOptions::default());
    let found = Ancestry::of(&flow, "outlook", &Options::default()).expect("the outlook has documented steps");
    println!("{}", found.method);
    let mut generations: Vec<Vec<&str>> = Vec::new();
    for one in &found.relatives {
        generations.resize(generations.len().max(one.generation), Vec::new());
        generations[one.generation - 1].push(flow.nodes[one.node].node.id.as_str());
    }
    for (at, ids) in generations.iter_mut().enumerate() {
        ids.sort_unstable();
        println!("{}: {}", at + 1, ids.join(", "));
    }
    // By the claims: the second session issues it and it cites the rules; both rest on the charter, of which Ada made
    // a draft.
    assert_eq!(generations[0], ["council-2", "rules"]);
    assert_eq!((generations[1].contains(&"charter"), generations[3].as_slice()), (true, &["ada"][..]));
}
