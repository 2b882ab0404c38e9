//! How camps move from year to year: who changed company, and how far apart the camps stand.
//!
//!     cargo run --example how_camps_move

use blocs::align::moves::Moves;
use blocs::align::{agreement, clusters};
use blocs::dataset;
use blocs::graph::Graph;
use blocs::report::terminal;
use blocs::view::{Periods, PositionOptions, Positions};

pub fn main() {
    let folder = dataset::builtin("toy-council").expect("a built-in dataset");
    let graph = Graph::from(dataset::load(vec![folder], None).dataset.expect("it has no fault"));
    let positions = Positions::of(&graph, &PositionOptions::default());
    let years = Periods::years(&positions);
    let rules = agreement::Options { minimum: 2, ..agreement::Options::default() };
    let moves = Moves::of(&positions, &years, rules, clusters::Options::default());
    print!("{}", terminal::table(&moves.polarisation(), None));
    print!("{}", terminal::table(&moves.moved(), None));

    // In 2001 Cy signed with Ada and Bo; on both votes of 2003 it is against what they are for.
    let [first, second] = moves.windows.as_slice() else { panic!("there were decisions in two years") };
    let moved: Vec<&str> = (second.stays.iter().filter(|stay| stay.moved_from.is_some()))
        .map(|stay| moves.actors[stay.actor].id.as_str())
        .collect();
    assert_eq!((first.period.name.as_str(), second.period.name.as_str(), moved), ("2001", "2003", vec!["cy"]));
    // Two votes of 2003, by hand: within camps Ada and Bo agree in 1, Cy and Dee in 3/4; across them Cy with either
    // in 0, Dee with either in 1/4.
    assert_eq!(second.polarisation(), Ok((1.0 + 0.75) / 2.0 - (0.25 + 0.25) / 4.0));
}
