//! Who stands between others on documented steps, in which role between groups, and whom each reaches in the order of
//! time.
//!
//!     cargo run --example who_stands_between

use blocs::dataset;
use blocs::graph::Graph;
use blocs::influence::brokers::{Brokers, Options, Role, by_kind};
use blocs::record::behind;
use blocs::report::terminal;
use blocs::view::{Flow, FlowOptions};

pub fn main() {
    let folder = dataset::builtin("toy-council").expect("a built-in dataset");
    let graph = Graph::from(dataset::load(vec![folder], None).dataset.expect("it has no fault"));
    let flow = Flow::of(&graph, &FlowOptions::default());
    let found = Brokers::of(&flow, &by_kind(&flow), &Options::default());
    print!("{}", terminal::table(&found.table(), None));
    let why = found.why("rules").expect("an open way runs through the rules");
    print!("{}", terminal::table(&behind::claims(&graph, why), None));

    // From the charter one way leads to the outlook through the rules, one through the second session: each has half
    // of it. The rules stand among documents (a coordinator), the session is an outsider to them (an itinerant).
    let of = |id: &str| found.brokers.iter().find(|one| flow.nodes[one.node].node.id == id).expect("it has steps");
    let shared = |id: &str, role: Role| {
        let at = Role::ALL.iter().position(|other| *other == role).expect("one of the five");
        let roles = of(id).roles.expect("every entity has a kind");
        (roles.raw[at], roles.weighted[at])
    };
    assert_eq!(shared("rules", Role::Coordinator), (1.0, 0.5));
    assert_eq!(shared("council-2", Role::Itinerant), (1.0, 0.5));
    // The outlook comes last: all seven others reach it, and it reaches nobody.
    assert_eq!((of("outlook").reached_by, of("outlook").reaches), (7, 0));
}
