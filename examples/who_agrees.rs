//! Who votes like whom, and on which items a pair met.
//!
//!     cargo run --example who_agrees

use blocs::align::agreement::{Agreement, Options};
use blocs::graph::Graph;
use blocs::view::{ItemKind, PositionOptions, Positions};
use blocs::{dataset, model};

pub fn main() {
    let folders = ["un-ict-votes", "states"].map(|name| dataset::builtin(name).expect("a built-in dataset"));
    let dataset: model::Dataset = dataset::load(folders.into(), None).dataset.expect("it has no fault");
    let graph = Graph::from(dataset);
    let votes = PositionOptions { items: vec![ItemKind::Vote], ..PositionOptions::default() };
    let positions = Positions::of(&graph, &votes);
    let agreement = Agreement::of(&positions, Options::default());

    let japan = agreement.actor("japan").expect("Japan votes");
    let mut others: Vec<(f64, &str)> = (0..agreement.actors.len())
        .filter(|other| *other != japan)
        // A pair with too few common items has no number, and says why.
        .filter_map(|other| Some((agreement.between(japan, other).ok()?, agreement.actors[other].name.as_str())))
        .collect();
    others.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    println!("{}", agreement.method);
    for (index, name) in others.iter().take(3).chain(others.iter().rev().take(3)) {
        println!("{index:.3}  {name}");
    }
    // The record's blocs: Japan votes with the United States more than with Russia.
    let with = |name: &str| others.iter().find(|(_, other)| *other == name).expect("it votes").0;
    assert!(with("United States") > with("Russia"));

    // Why: the items on which the two met, each with its source and line.
    let why = agreement.why(&positions, "japan", "russia").expect("both vote");
    println!("Japan and Russia met on {} items", why.len());
    assert_eq!(why.len() as u32, agreement.joint.get(japan, agreement.actor("russia").unwrap()).items);
}
