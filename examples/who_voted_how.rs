//! Who took which position on what, own or inherited or in conflict: the record that every alignment rests on.
//!
//!     cargo run --example who_voted_how

use blocs::align::positions::{self, Listing, Options};
use blocs::dataset;
use blocs::graph::Graph;
use blocs::record::behind;
use blocs::report::terminal;
use blocs::result::ColumnRole;
use blocs::view::{PositionOptions, Positions};

pub fn main() {
    let folder = dataset::builtin("toy-council").expect("a built-in dataset");
    let graph = Graph::from(dataset::load(vec![folder], None).dataset.expect("it has no fault"));
    let options = PositionOptions::default();
    let positions = Positions::of(&graph, &options);
    let table = positions::table(&positions, Options { listing: Listing::Positions });
    print!("{}", terminal::table(&table, None));
    // By hand: the five votes have 5, 6, 6 less Fay's absence, the signing four, the two stances three and two.
    assert_eq!(table.len(), 5 + 6 + 6 + 6 + 4 + 4 + 3 + 2);

    // Two sources disagree on how Eli voted: no position, and both stay on record.
    let (eli, vote) = (positions.actor("eli").expect("it votes"), "vote-5");
    let item = positions.items.iter().position(|item| item.id == vote).expect("an item");
    assert_eq!(positions.position(eli, item), None);
    let why = behind::position(&graph, &options, "eli", vote);
    print!("{}", terminal::table(&why, None));
    let said = (0..why.len()).map(|row| (why.text(row, ColumnRole::Position), why.text(row, ColumnRole::Evidence)));
    assert_eq!(said.collect::<Vec<_>>(), [("for", "minutes (p. 7)"), ("against", "gazette (p. 3)")]);
}
