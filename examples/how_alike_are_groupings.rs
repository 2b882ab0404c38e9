//! How alike two groupings of the same actors are: the camps of the votes beside groups that somebody else drew.
//!
//!     cargo run --example how_alike_are_groupings

use blocs::align::clusters::{Clusters, Options};
use blocs::align::{Agreement, agreement};
use blocs::dataset;
use blocs::graph::Graph;
use blocs::report::terminal;
use blocs::result::Grouping;
use blocs::view::{PositionOptions, Positions};

pub fn main() {
    let folder = dataset::builtin("toy-council").expect("a built-in dataset");
    let graph = Graph::from(dataset::load(vec![folder], None).dataset.expect("it has no fault"));
    let positions = Positions::of(&graph, &PositionOptions::default());
    let agreement = Agreement::of(&positions, agreement::Options { minimum: 2, ..agreement::Options::default() });
    let camps = Clusters::of(&positions, &agreement, Options::default());
    let banks =
        [("ada", "north"), ("bo", "north"), ("cy", "north"), ("dee", "south"), ("eli", "south"), ("fay", "south")];
    let banks = Grouping { groups: banks.map(|(actor, bank)| (actor.to_owned(), bank.to_owned())).into() };
    let table = camps.compare(&[("camps again".to_owned(), camps.groups()), ("banks".to_owned(), banks)]);
    print!("{}", terminal::table(&table, None));

    // The variation of information: what each grouping leaves open of the other. The camps are Ada and Bo, and the
    // other four. Of a bank the camp is open in the north (2 of 3), of a camp the bank among the four (1 of 4).
    let open = |share: f64| -share * share.ln() - (1.0 - share) * (1.0 - share).ln();
    let by_hand = 3.0 / 6.0 * open(2.0 / 3.0) + 4.0 / 6.0 * open(1.0 / 4.0);
    let variation = table.named("variation_of_information").expect("a column of this table");
    assert_eq!(variation.cells[0].as_f64(), Some(0.0));
    assert!((variation.cells[1].as_f64().expect("both know six actors") - by_hand).abs() < 1e-12);
}
