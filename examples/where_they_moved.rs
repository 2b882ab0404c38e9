//! Where actors stood in one year and in another, on one dimension.
//!
//!     cargo run --example where_they_moved

use blocs::align::ideal_points::{IdealPoints, Options};
use blocs::dataset::{self, Folder};
use blocs::graph::Graph;
use blocs::view::{Periods, PositionOptions, Positions};

/// Nine states, `s0` on the left to `s8` on the right, and eight votes a year: on vote `k` those are for that stand
/// right of `k`, but for one that errs. In 2011 `s1` votes as `s7` does.
fn votes() -> Folder {
    let mut entities = "id,kind,name\nroll,document,Roll\n".to_owned();
    let mut decisions = "id,procedure,date\n".to_owned();
    let mut positions = "decision,actor,position,source\n".to_owned();
    for state in 0..9 {
        entities += &format!("s{state},state,State {state}\n");
    }
    for (year, k) in [2001, 2011].into_iter().flat_map(|year| (0..8).map(move |k| (year, k))) {
        entities += &format!("v{year}-{k},decision,Vote {k} of {year}\n");
        decisions += &format!("v{year}-{k},roll-call,{year}-06-0{}\n", k + 1);
        for state in 0..9 {
            let stands = if (year, state) == (2011, 1) { 7 } else { state };
            let errs = (k + 3) % 9 == state;
            let position = if (stands > k) != errs { "for" } else { "against" };
            positions += &format!("v{year}-{k},s{state},{position},roll\n");
        }
    }
    let tables = [("entities.csv", entities), ("decisions.csv", decisions), ("positions.csv", positions)];
    Folder::of("votes", tables.into_iter().chain([("sources.csv", "id\nroll\n".to_owned())]))
}

pub fn main() {
    let graph = Graph::from(dataset::load(vec![votes()], None).dataset.expect("it has no fault"));
    let positions = Positions::of(&graph, &PositionOptions::default());
    let anchors = Options { left: Some("s0".into()), right: Some("s8".into()), ..Options::default() };
    let points = IdealPoints::of(&positions, &Periods::years(&positions), anchors);
    println!("{}", points.method);
    let at = |year: usize, state: usize| points.position(year, state).expect("it votes often enough")[0];
    for state in 0..9 {
        println!("s{state}: {:+.2} in 2001, {:+.2} in 2011", at(0, state), at(1, state));
    }
    // What was written down comes out: s1 stood left of the middle, and ten years later right of it.
    assert!(at(0, 1) < at(0, 4) && at(0, 4) < at(0, 7));
    assert!(at(1, 4) < at(1, 1) && at(1, 0) < at(1, 4));
}
