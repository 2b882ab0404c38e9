//! Whom every documented route passes from one to another, and how little holds the connection up.
//!
//!     cargo run --example who_cannot_be_avoided

use blocs::dataset;
use blocs::graph::Graph;
use blocs::influence::gatekeepers::{Gatekeepers, Options, Unit};
use blocs::view::{Flow, FlowOptions};

pub fn main() {
    let folder = dataset::builtin("toy-council").expect("a built-in dataset");
    let graph = Graph::from(dataset::load(vec![folder], None).dataset.expect("it has no fault"));
    let flow = Flow::of(&graph, &FlowOptions::default());
    let found = Gatekeepers::between(&flow, "ada", "outlook", &Options::default()).expect("both have documented steps");
    let passed: Vec<&str> = found.gatekeepers.iter().map(|one| one.entity.node.id.as_str()).collect();
    println!("every route passes {}", passed.join(", "));
    for cut in &found.cuts {
        println!("{:?}: without {} no route is left", cut.unit, cut.which.join(", "));
    }
    // Ada's one step is her draft, the draft's one step is the charter; from there two ways lead on.
    assert_eq!(passed, ["charter-draft", "charter"]);
    let claim = found.cuts.iter().find(|cut| cut.unit == Unit::Claim).expect("claims can be cut");
    assert_eq!((claim.which.len(), claim.is_exact()), (1, true));
}
