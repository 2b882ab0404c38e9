//! What was coded from which source, how surely, and what is missing.
//!
//!     cargo run --example how_far_the_record_reaches

use blocs::dataset;
use blocs::graph::Graph;
use blocs::record::coverage;
use blocs::report::terminal;
use blocs::result::{CellRef, ColumnRole};

pub fn main() {
    let folder = dataset::builtin("toy-council").expect("a built-in dataset");
    let graph = Graph::from(dataset::load(vec![folder], None).dataset.expect("it has no fault"));
    let sources = coverage::by_source(&graph);
    for table in [&sources, &coverage::by_kind(&graph), &coverage::by_relation(&graph)] {
        print!("{}", terminal::table(table, None));
    }
    // Three claims are of the gazette: one denied (Eli is no member), one inferred and undated (the rules), one
    // planned.
    let gazette = sources.index()["gazette"];
    let count = |column: &str| sources.named(column).and_then(|column| column.cells.at(gazette).as_f64());
    let counts = ["claims", "denied", "inferred", "undated", "planned"].map(count);
    assert_eq!(counts, [Some(3.0), Some(1.0), Some(1.0), Some(1.0), Some(1.0)]);
    // Its text is not held, so that the lines cited are not counted: undefined, not zero.
    let cited = sources.named("lines_cited").expect("a column of this table").cells.at(gazette);
    assert!(matches!(cited, CellRef::Undefined(why) if why.reason() == "no text is held"));
    assert_eq!(sources.text(gazette, ColumnRole::Label), "Harbour Gazette");
}
