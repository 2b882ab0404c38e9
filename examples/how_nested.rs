//! Whether small forums hold those who sit in large ones: nestedness beside chance, modules, core and periphery.
//!
//!     cargo run --example how_nested

use blocs::dataset;
use blocs::graph::Graph;
use blocs::overlap::structure::{Options, Structure};
use blocs::record::behind;
use blocs::report::terminal;
use blocs::view::{AffiliationOptions, Affiliations};

pub fn main() {
    let folder = dataset::builtin("toy-council").expect("a built-in dataset");
    let graph = Graph::from(dataset::load(vec![folder], None).dataset.expect("it has no fault"));
    let view = Affiliations::of(&graph, &AffiliationOptions::default());
    let found = Structure::of(&view, Options::default()).expect("three lists are complete");
    print!("{}", terminal::table(&found.table(), None));
    print!("{}", terminal::table(&found.places(), None));
    let why = found.why(&view, "ada").expect("it sits in complete lists");
    print!("{}", terminal::table(&behind::claims(&graph, why), None));

    // NODF by hand, on the complete lists of the dataset's README. Of forums: the bloc of two lies in the council and
    // in the board, of the board of three two sit in the council. Of states: the one forum of Cy, Dee, Eli and Fay is
    // one of Ada's, and one of Bo's; pairs with as many forums count nothing. In all 3 pairs of forums and 15 of
    // states.
    let nodf = 100.0 * (1.0 + 1.0 + 2.0 / 3.0 + 8.0) / 18.0;
    let nestedness = found.nestedness.as_ref().expect("there are pairs");
    assert!((nestedness.value - nodf).abs() < 1e-12);
    // No table with these sums is more or less nested: chance would do the same.
    assert_eq!((nestedness.low, nestedness.high), (nestedness.value, nestedness.value));
    assert_eq!(nestedness.p, Ok(1.0));
}
