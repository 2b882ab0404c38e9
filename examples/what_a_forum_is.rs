//! What is known of a forum: who may take part and how, how it decides, what becomes of it; and what no source says.
//!
//!     cargo run --example what_a_forum_is

use blocs::dataset;
use blocs::graph::Graph;
use blocs::overlap::profile;
use blocs::report::terminal;
use blocs::view::{Bodies, Window};

pub fn main() {
    let folder = dataset::builtin("toy-council").expect("a built-in dataset");
    let graph = Graph::from(dataset::load(vec![folder], None).dataset.expect("it has no fault"));
    let bodies = Bodies::of(&graph, Window::default());
    print!("{}", terminal::table(&profile::table(&bodies, bodies.silent(&graph)), None));

    let council = &bodies.bodies[bodies.place("harbour-council").expect("a forum")];
    let mut parties: Vec<_> =
        council.parties.iter().map(|party| (party.mode.word(), party.role.as_str(), party.named)).collect();
    parties.sort_unstable();
    // By the claims: five members; Ada and Cy attended the first session, Fay the second as an observer; Ada was the
    // host.
    assert_eq!(parties, [("attended", "", 2), ("attended", "observer", 1), ("entitled", "", 5), ("organised", "", 1)]);
    // All five votes name their rule, so that it is one rule. What becomes of an outcome no source says, which is not
    // "nothing".
    let rules: Vec<&str> = council.rules.iter().map(|said| said.text.as_str()).collect();
    assert_eq!((rules, council.outcomes.len()), (vec!["simple majority"], 0));
}
