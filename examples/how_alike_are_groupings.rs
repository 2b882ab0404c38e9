//! How alike two groupings of the same actors are: the camps of one council beside those of other votes.
//!
//!     cargo run --example how_alike_are_groupings

use blocs::align::clusters::{Clusters, Options};
use blocs::align::{Agreement, agreement};
use blocs::dataset;
use blocs::graph::Graph;
use blocs::import::long;
use blocs::report::terminal;
use blocs::view::{PositionOptions, Positions};

pub fn main() {
    let folder = dataset::builtin("toy-council").expect("a built-in dataset");
    let graph = Graph::from(dataset::load(vec![folder], None).dataset.expect("it has no fault"));
    let positions = Positions::of(&graph, &PositionOptions::default());
    let agreement = Agreement::of(&positions, agreement::Options { minimum: 2, ..agreement::Options::default() });
    let camps = Clusters::of(&positions, &agreement, Options::default());
    // Five votes on the river, where the north bank stood against the south.
    let banks =
        [("ada", "for"), ("bo", "for"), ("cy", "for"), ("dee", "against"), ("eli", "against"), ("fay", "against")];
    let rows = (1..=5).flat_map(|vote| banks.map(|(actor, position)| format!("river-{vote},{actor},{position}\n")));
    let votes = format!("decision,actor,position\n{}", rows.collect::<String>());
    let river = long::roll_calls("river", &mut votes.as_bytes(), &[]).expect("a table of votes");
    let river = Positions::of_roll_calls(river, &PositionOptions::default());
    let of_river = Agreement::of(&river, agreement::Options::default());
    let banks = Clusters::of(&river, &of_river, Options::default());
    let table = camps.compare(&[("camps again".to_owned(), camps.clone()), ("banks".to_owned(), banks)]);
    print!("{}", terminal::table(&table, None));

    // The variation of information: what each grouping leaves open of the other. The camps are Ada and Bo, and the
    // other four. Of a bank the camp is open in the north (2 of 3), of a camp the bank among the four (1 of 4).
    let open = |share: f64| -share * share.ln() - (1.0 - share) * (1.0 - share).ln();
    let by_hand = 3.0 / 6.0 * open(2.0 / 3.0) + 4.0 / 6.0 * open(1.0 / 4.0);
    let variation = table.named("variation_of_information").expect("a column of this table");
    assert_eq!(variation.cells.at(0).as_f64(), Some(0.0));
    assert!((variation.cells.at(1).as_f64().expect("both know six actors") - by_hand).abs() < 1e-12);
}
