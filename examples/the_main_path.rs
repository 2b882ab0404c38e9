//! The main path of a literature of documents: the steps that most ways from a beginning to an end run through (SPC).
//!
//!     cargo run --example the_main_path

use blocs::dataset;
use blocs::graph::Graph;
use blocs::influence::main_path::{MainPath, Options};
use blocs::view::{Flow, FlowOptions};

pub fn main() {
    let folder = dataset::builtin("toy-council").expect("a built-in dataset");
    let graph = Graph::from(dataset::load(vec![folder], None).dataset.expect("it has no fault"));
    let flow = Flow::of(&graph, &FlowOptions::default());
    let options = Options::of(&graph.dataset().schema);
    let path = MainPath::of(&flow, &flow.without_steps(&graph), &options);
    println!("{} paths", path.total);
    let (begin, end) = path.ends_of_path();
    let names =
        |nodes: &[&blocs::view::Node]| nodes.iter().map(|node| node.name.clone()).collect::<Vec<_>>().join(", ");
    println!("from {} to {}", names(&begin), names(&end));
    // Ada's draft becomes the charter; from there one way leads over the rules to the outlook, one over the second
    // session.
    assert_eq!(path.total, "2");
    assert_eq!((begin[0].id.as_str(), end[0].id.as_str()), ("ada", "outlook"));
}
