//! A documented path from one text to another, each step with its source and lines.
//!
//!     cargo run --example what_led_to_what

use blocs::dataset;
use blocs::graph::Graph;
use blocs::influence::paths::{Options, Paths};
use blocs::view::{Flow, FlowOptions};

pub fn main() {
    let folders = ["cyber-norms", "states"].map(|name| dataset::builtin(name).expect("a built-in dataset"));
    let graph = Graph::from(dataset::load(folders.into(), None).dataset.expect("it has no fault"));
    let flow = Flow::of(&graph, &FlowOptions::default());
    let paths = Paths::between(&flow, "unga-res-1998", "g7-lucca-declaration", &Options::default())
        .expect("both texts have documented steps");
    println!("{}", paths.method);
    let path = &paths.paths[0];
    for tie in path.ties.iter().map(|tie| &flow.ties[*tie]) {
        let [from, to] = [tie.from, tie.to].map(|place| flow.nodes[place].node.name.as_str());
        println!("{from} {} {to} ({}): {}", tie.label, tie.date_text, tie.evidence.join("; "));
        assert!(!tie.claims.is_empty() && !tie.evidence.is_empty());
    }
    println!("{} of {} steps are inferred", path.inferred, path.ties.len());
    assert_eq!(flow.nodes[flow.ties[path.ties[0]].from].node.id, "unga-res-1998");
}
