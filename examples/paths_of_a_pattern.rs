//! All paths of a pattern: which texts call for a session, and what does the session issue?
//!
//!     cargo run --example paths_of_a_pattern

use blocs::dataset;
use blocs::graph::Graph;
use blocs::influence::paths::{Listing, Options, Paths, Pattern};
use blocs::view::{Flow, FlowOptions};

pub fn main() {
    let folder = dataset::builtin("toy-council").expect("a built-in dataset");
    let graph = Graph::from(dataset::load(vec![folder], None).dataset.expect("it has no fault"));
    let flow = Flow::of(&graph, &FlowOptions::default());
    // What is no kind would be the id of an entity; this pattern names none.
    let read = |text: &str| {
        let nobody = |word: &str| Err(format!("no entity is called {word}"));
        Pattern::of(text, &graph.dataset().schema, &flow.options.classes, &nobody)
    };
    let pattern = read("document -mandates-> session -issues-> document").expect("the relations allow it");
    let options = Options { pattern: Some(pattern), listing: Listing::All, ..Options::default() };
    let paths = Paths::among(&flow, None, None, &options).expect("the pattern says where paths start and end");
    println!("{}", paths.method);
    for path in &paths.paths {
        for tie in path.ties.iter().map(|tie| &flow.ties[*tie]) {
            let [from, to] = [tie.from, tie.to].map(|place| flow.nodes[place].node.id.as_str());
            println!("{from} {} {to} ({}, {}): {}", tie.label, tie.date_text, tie.status, tie.evidence.join("; "));
        }
    }
    // The charter mandates the second session (2001-03-05), which is to issue the outlook (planned for 2004-01).
    let claims: Vec<&str> =
        paths.paths.iter().flat_map(|path| &path.ties).map(|tie| flow.ties[*tie].claims[0].as_str()).collect();
    assert_eq!((paths.found, claims), (1, vec!["t25", "t26"]));
    // No session mandates a state by the schema: such a pattern is refused, with the step that can never be.
    let refused = read("document -mandates-> session -mandates-> state").expect_err("it can never match");
    assert!(refused.message.starts_with("step 2"), "{refused}");
}
