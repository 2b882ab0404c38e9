//! Which items set the camps apart, and what a position on one of them rests on.
//!
//!     cargo run --example what_divides_them

use blocs::align::clusters::{self, Clusters};
use blocs::align::items::{DividingItems, Options};
use blocs::align::{Agreement, agreement};
use blocs::dataset;
use blocs::graph::Graph;
use blocs::record::behind;
use blocs::report::terminal;
use blocs::view::{ItemKind, PositionOptions, Positions};

pub fn main() {
    let folder = dataset::builtin("toy-council").expect("a built-in dataset");
    let graph = Graph::from(dataset::load(vec![folder], None).dataset.expect("it has no fault"));
    let votes = PositionOptions { items: vec![ItemKind::Vote], ..PositionOptions::default() };
    let positions = Positions::of(&graph, &votes);
    let agreement = Agreement::of(&positions, agreement::Options { minimum: 2, ..agreement::Options::default() });
    let camps = Clusters::of(&positions, &agreement, clusters::Options::default()).groups();
    let items = DividingItems::of(&positions, &camps, Options::default());
    print!("{}", terminal::table(&items.table(&positions), None));
    print!("{}", terminal::table(&behind::position(&graph, &votes, "dee", "vote-5"), None));

    // Ada and Bo are one camp. On vote 5 they are for, Cy and Dee against: 4 of 6 pairs differ, none within a camp.
    let first = &items.rows[0];
    assert_eq!(positions.items[first.item].id, "vote-5");
    assert_eq!((first.all.clone(), first.within.clone()), (Ok(4.0 / 6.0), Ok(0.0)));
    // On vote 1 Cy stands with them, against Dee and Eli: 6 of 10 pairs differ, 2 of 4 within a camp.
    let other = items.rows.iter().find(|row| positions.items[row.item].id == "vote-1").expect("an item");
    assert!((other.divides.clone().expect("camps voted") - (6.0 / 10.0 - 2.0 / 4.0)).abs() < 1e-12);
}
