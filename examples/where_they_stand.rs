//! Where actors stand on one dimension, between two anchors.
//!
//!     cargo run --example where_they_stand

use blocs::align::ideal_points::{IdealPoints, Options};
use blocs::dataset;
use blocs::graph::Graph;
use blocs::view::{Periods, PositionOptions, Positions};

pub fn main() {
    let folders = ["un-ict-votes", "states"].map(|name| dataset::builtin(name).expect("a built-in dataset"));
    let graph = Graph::from(dataset::load(folders.into(), None).dataset.expect("it has no fault"));
    let positions = Positions::of(&graph, &PositionOptions::default());
    let anchors = Options { left: Some("russia".into()), right: Some("united-states".into()), ..Options::default() };
    let points = IdealPoints::of(&positions, &Periods::whole(&positions), anchors);
    println!("{}", points.method);
    let at = |id: &str| {
        let actor = positions.actor(id).expect("an actor of the votes");
        points.position(0, actor).map(|point| point[0])
    };
    for id in ["russia", "china", "brazil", "india", "japan", "united-states"] {
        match at(id) {
            Ok(point) => println!("{point:+.2}  {id}"),
            Err(reason) => println!("  –    {id}: {reason}"),
        }
    }
    // The anchors fix the scale; who votes with Russia stands on its side of it, who votes with the United States on
    // theirs.
    let place = |id: &str| at(id).expect("it votes often enough");
    assert!(place("china") < place("brazil") && place("brazil") < place("japan"));
}
