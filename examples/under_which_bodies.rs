//! Under which bodies two forums both stand, and what sources say of the two: told to share the work, or rivals.
//!
//!     cargo run --example under_which_bodies

use blocs::dataset;
use blocs::graph::Graph;
use blocs::overlap::mandate::Mandate;
use blocs::record::behind;
use blocs::report::terminal;
use blocs::view::bodies::Between;
use blocs::view::{Bodies, Window};

pub fn main() {
    let folders = ["cyber-norms", "states"].map(|name| dataset::builtin(name).expect("a built-in dataset"));
    let graph = Graph::from(dataset::load(folders.into(), None).dataset.expect("it has no fault"));
    let bodies = Bodies::of(&graph, Window::default());
    let mandate = Mandate::of(&bodies);
    let meeting = mandate.between(&bodies, "gge", "oewg").expect("both are bodies of the record");
    let shared: Vec<&str> = meeting.shared.iter().map(|shared| shared.node.id.as_str()).collect();
    println!("{}\nboth stand under {}", mandate.method, shared.join(", "));
    let why = mandate.why(&bodies, "gge", "oewg").expect("something is known of the two");
    print!("{}", terminal::table(&behind::claims(&graph, why), None));

    // Both are groups of the First Committee of the General Assembly of the United Nations, the nearest body first.
    assert_eq!(shared, ["unga-first-committee", "unga", "un"]);
    let [(Between::Rival, claims)] = meeting.stated.as_slice() else { panic!("one source calls them rivals") };
    let claim = graph.dataset().claim(&claims[0]).expect("the claim that says so");
    println!("rivals by {}", claim.evidence);
    assert_eq!(claim.evidence.source, "nids-118");
}
