//! The typed graph for networkx or R, and what the format cannot hold.
//!
//!     cargo run --example to_a_notebook

use blocs::dataset;
use blocs::export::{self, GraphFormat};
use blocs::graph::Graph;
use blocs::record::typed_graph;

pub fn main() -> Result<(), std::io::Error> {
    let folder = dataset::builtin("toy-council").expect("a built-in dataset");
    let graph = Graph::from(dataset::load(vec![folder], None).dataset.expect("it has no fault"));
    let typed = typed_graph::attributed(&graph);
    for format in [GraphFormat::NodeLink, GraphFormat::GraphMl, GraphFormat::Pajek] {
        let mut bytes = Vec::new();
        export::write_graph(&typed, format, &mut bytes)?;
        let lost = export::loss(&typed, &[format], &[]);
        println!("{format}: {} bytes, {} attributes do not arrive as they are", bytes.len(), lost.len());
        // Recorded positions are in no graph; in node-link JSON all the rest arrives.
        assert_eq!(lost.len() == 1, format == GraphFormat::NodeLink);
    }
    Ok(())
}
