//! Which actors share more events than their sizes would give them by chance.
//!
//!     cargo run --example beyond_chance

use blocs::dataset;
use blocs::graph::Graph;
use blocs::import::{self, Foreign, Format, Lists, Register};
use blocs::overlap::backbone::{Backbone, Null, Options, Side, Standing};
use blocs::report::terminal;
use blocs::view::{AffiliationOptions, Affiliations};

/// Eighteen women and the fourteen events that they attended: Davis, Gardner & Gardner 1941.
const WOMEN: &str = include_str!("../tests/fixtures/southern-women.csv");

pub fn main() {
    let file = Foreign::new("southern-women.csv", WOMEN.as_bytes().to_vec()).expect("it is not packed");
    // The authors list everybody who was there: who is not listed stayed away.
    let columns = import::Columns { forum: "to".into(), ..import::Columns::default() };
    let complete =
        import::Options { name: "women".into(), columns, lists: Lists::Complete, ..import::Options::default() };
    let folder = import::import(&[file], Format::TwoMode, &complete, &Register::default()).expect("it is a list");
    let graph = Graph::from(dataset::load(vec![folder], None).dataset.expect("it has no fault"));
    let view = Affiliations::of(&graph, &AffiliationOptions::default());
    let options = Options { of: Side::Actors, null: Null::FixedRow, ..Options::default() };
    let found = Backbone::of(&view, options).expect("the lists are complete");
    print!("{}", terminal::table(&found.page(10), None));
    let why = found.why(&view, "evelyn", "laura").expect("both were there");
    print!("{}", terminal::table(&why, None));

    // The R package backbone 3.0.3 gives the same on these data (fixedrow). Brenda was at seven of fourteen events,
    // at all four of Charlotte's among them: 7 x 6 x 5 x 4 of 14 x 13 x 12 x 11 ways to choose four.
    let place = |id: &str| found.things.iter().position(|woman| woman.id == id).expect("one of the eighteen");
    let pair = found.pair(place("brenda"), place("charlotte"));
    assert_eq!(pair.shared, 4);
    assert!((pair.more - 840.0 / 24024.0).abs() < 1e-12 && (pair.more - 0.034965034965035).abs() < 1e-12);
    assert_eq!(found.standing(place("brenda"), place("charlotte")), Standing::Neither);
    let other = found.pair(place("helen"), place("sylvia"));
    assert!((other.more - 0.132867132867133).abs() < 1e-12);
}
