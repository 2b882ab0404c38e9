//! In which text a norm appears first, and which text takes it from which.
//!
//!     cargo run --example where_a_norm_comes_from

use blocs::dataset;
use blocs::graph::Graph;
use blocs::influence::lineage::{First, Lineage, Options};
use blocs::view::{Norms, Window};

pub fn main() {
    let folders = ["cyber-norms", "states"].map(|name| dataset::builtin(name).expect("a built-in dataset"));
    let graph = Graph::from(dataset::load(folders.into(), None).dataset.expect("it has no fault"));
    let options = Options { norm: Some("norm-il-applies".to_owned()), ..Options::default() };
    let lineage = Lineage::of(&Norms::of(&graph, Window::default()), &options).expect("texts hold this norm");
    let name = |row: usize| lineage.nodes[row].entity.node.name.as_str();
    for one in &lineage.held {
        println!("{:?}: {}", one.first, name(one.text));
    }
    for step in &lineage.steps {
        println!("{} -> {}: {}", name(step.from), name(step.to), step.change.word());
    }
    // The record affirms it in 2011, twice in 2013 and three times after that.
    let first: Vec<&str> =
        lineage.held.iter().filter(|one| one.first == First::Certain).map(|one| name(one.text)).collect();
    assert_eq!((lineage.held.len(), first), (6, vec!["US International Strategy for Cyberspace"]));
}
