//! A graph of another program becomes a dataset whose source is the file, and is asked like any other.
//!
//!     cargo run --example a_graph_of_another_program

use blocs::dataset;
use blocs::graph::Graph;
use blocs::import::{self, Foreign, Format, Options, Register};
use blocs::influence::main_path::{self, MainPath};
use blocs::view::{Flow, FlowOptions};

/// Who cites whom: `c` and `d` cite `a`, `d` cites `b`, `e` cites `c` and `d`, as networkx writes a graph in GraphML.
const CITATIONS: &str = r#"<?xml version='1.0' encoding='utf-8'?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
  <graph edgedefault="directed">
    <node id="a"/><node id="b"/><node id="c"/><node id="d"/><node id="e"/>
    <edge source="c" target="a"/><edge source="d" target="a"/><edge source="d" target="b"/>
    <edge source="e" target="c"/><edge source="e" target="d"/>
  </graph>
</graphml>
"#;

pub fn main() {
    let file = Foreign::new("citations.graphml", CITATIONS.as_bytes().to_vec()).expect("it is not packed");
    // The file says neither what its nodes are nor what its ties mean: the caller does.
    let options =
        Options { name: "citations".into(), kind: "document".into(), relation: "cites".into(), ..Options::default() };
    let folder = import::import(&[file], Format::GraphMl, &options, &Register::default()).expect("it is a graph");
    let graph = Graph::from(dataset::load(vec![folder], None).dataset.expect("it has no fault"));
    for tie in graph.ties().filter(|tie| tie.edge.relation == "cites") {
        let claim = graph.claims(tie.edge).next().expect("no edge without a claim");
        println!("{} cites {}: {}", tie.subject.id, tie.object.id, claim.evidence);
    }
    let flow = Flow::of(&graph, &FlowOptions::default());
    let options = main_path::Options::of(&graph.dataset().schema);
    let path = MainPath::of(&flow, &flow.without_steps(&graph), &options);
    // By hand: from a to e over c and over d, from b to e over d. Two of the three ways end with the step from d.
    assert_eq!(path.total, "3");
    let (_, ends) = path.ends_of_path();
    assert_eq!(ends[0].id, "e");
    let claim = graph.between("e", "d").next().and_then(|tie| graph.claims(tie.edge).next()).expect("e cites d");
    assert_eq!(claim.evidence.to_string(), "file-citations:6");
}
