//! How blocs and bodies split on one vote, who departs from its group, and of whom nothing is known.
//!
//!     cargo run --example how_groups_split

use blocs::align::agreement;
use blocs::align::items::ByGroup;
use blocs::dataset;
use blocs::graph::Graph;
use blocs::report::terminal;
use blocs::view::{GroupsBy, PositionOptions, Positions, dated_groups};

pub fn main() {
    let folder = dataset::builtin("toy-council").expect("a built-in dataset");
    let graph = Graph::from(dataset::load(vec![folder], None).dataset.expect("it has no fault"));
    let positions = Positions::of(&graph, &PositionOptions::default());
    let groups = dated_groups(&graph, GroupsBy::Bloc);
    let split = ByGroup::of(&positions, &groups, GroupsBy::Bloc, "vote-1", &agreement::Options::default())
        .expect("it is an item of this view");
    print!("{}", terminal::table(&split.table(&positions), None));

    let of = |id: &str| split.items[0].groups.iter().find(|one| one.group.node.id == id).expect("a group with members");
    // Ada, Bo and Cy are for, Dee and Eli against: three of five make the norm of the council.
    assert_eq!(of("harbour-council").departs, ["dee", "eli"]);
    // In the club Bo is for and Dee against: no position is that of more than half, and nobody departs.
    assert!(of("star-club").departs.is_empty());
    // Fay of the River Board was absent, which is no position; of nobody there is nothing on record.
    assert_eq!(of("river-board").without["absent"], ["fay"]);
    assert!(of("river-board").unknown.is_empty());
}
