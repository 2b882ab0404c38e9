//! Which states share more bodies than their sizes would give them by chance.
//!
//!     cargo run --example beyond_chance

use blocs::dataset;
use blocs::graph::Graph;
use blocs::overlap::backbone::{Backbone, Correction, Options, Side};
use blocs::view::{AffiliationOptions, Affiliations};

pub fn main() {
    let folders = ["memberships", "states"].map(|name| dataset::builtin(name).expect("a built-in dataset"));
    let graph = Graph::from(dataset::load(folders.into(), None).dataset.expect("it has no fault"));
    let view = Affiliations::of(&graph, &AffiliationOptions::default());
    let options = Options { of: Side::Actors, correction: Correction::BenjaminiHochberg, ..Options::default() };
    let backbone = Backbone::of(&view, options).expect("some lists are complete");
    println!("{}", backbone.method);

    let mut pairs: Vec<_> = backbone.pairs().collect();
    pairs.sort_by(|a, b| a.2.more.total_cmp(&b.2.more).then((a.0, a.1).cmp(&(b.0, b.1))));
    for (a, b, pair) in pairs.iter().take(5) {
        let names = [a, b].map(|place| backbone.things[*place].name.as_str());
        println!("{} and {}: {} shared, p = {:.2e}", names[0], names[1], pair.shared, pair.more);
    }
    // The two tails of one pair overlap in what was observed, so that they sum to one or more.
    assert!(pairs.iter().all(|(_, _, pair)| pair.more + pair.fewer >= 1.0 - 1e-9));
}
