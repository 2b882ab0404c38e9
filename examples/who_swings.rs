//! Who stands between camps, and how many votes would have turned each outcome.
//!
//!     cargo run --example who_swings

use blocs::align::Agreement;
use blocs::align::agreement::{self, Bootstrap, Resample};
use blocs::align::clusters::{self, Clusters};
use blocs::align::swing::{Options, Swing};
use blocs::dataset;
use blocs::graph::Graph;
use blocs::report::terminal;
use blocs::view::{GroupsBy, ItemKind, PositionOptions, Positions, decision_rules, named_groups};

pub fn main() {
    let folder = dataset::builtin("toy-council").expect("a built-in dataset");
    let graph = Graph::from(dataset::load(vec![folder], None).dataset.expect("it has no fault"));
    let votes = PositionOptions { items: vec![ItemKind::Vote], ..PositionOptions::default() };
    let positions = Positions::of(&graph, &votes);
    let agreement = Agreement::of(&positions, agreement::Options { minimum: 2, ..agreement::Options::default() });
    let bootstrap = Some(Bootstrap::new(100, Resample::Items));
    let camps = Clusters::of(&positions, &agreement, clusters::Options { bootstrap, ..clusters::Options::default() });
    let bodies = named_groups(&graph, GroupsBy::Bloc, votes.window);
    let swing = Swing::of(&positions, &camps, &bodies, &decision_rules(&graph), Options::default());
    print!("{}", terminal::table(&swing.table(), None));
    print!("{}", terminal::table(&swing.outcomes(&positions), None));

    // By the five votes in the dataset's README: Cy agrees with its camp in the mean of 3/5, 1/2 and 5/6, with Ada
    // and Bo in 3/10. Nobody's margin is smaller.
    let nearest = &swing.actors.as_ref().expect("there are two camps")[0];
    assert_eq!(positions.actors[nearest.actor].id, "cy");
    assert!((nearest.margin - ((0.6 + 0.5 + 5.0 / 6.0) / 3.0 - 0.3)).abs() < 1e-12);
    // Four to one on the third vote: with one vote changed it is carried still, with two no more.
    let third = swing.pivots.iter().find(|pivot| positions.items[pivot.item].id == "vote-3").expect("a vote");
    assert_eq!((third.votes, third.reverses.clone()), ([4, 1], Ok(2)));
}
