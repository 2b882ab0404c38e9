//! A drawing as SVG, the same bytes on every machine.
//!
//!     cargo run --example a_figure

use blocs::dataset;
use blocs::figure::{self, FigureOptions};
use blocs::graph::Graph;
use blocs::influence::lineage_graph::{LineageGraph, Options};
use blocs::result::Subject;
use blocs::view::{Flow, FlowOptions};

pub fn main() {
    let folder = dataset::builtin("toy-council").expect("a built-in dataset");
    let graph = Graph::from(dataset::load(vec![folder], None).dataset.expect("it has no fault"));
    let flow = Flow::of(&graph, &FlowOptions::default());
    let lineage = LineageGraph::of(&flow, &Options::default());
    let draw =
        || figure::draw(&Subject::Lineage(lineage.graph()), &FigureOptions::default()).expect("it has the roles");
    let svg = draw();
    println!("{} bytes of SVG", svg.len());
    assert!(svg.starts_with("<svg") || svg.starts_with("<?xml"));
    assert_eq!(svg, draw());
}
