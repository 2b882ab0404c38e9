//! The fewest frustrated ties of two camps, with proof, on a signed edge list `source,target,sign` of names.

use std::path::Path;

use blocs::math::csr::Csr;
use blocs::math::frustration::{EFFORT, camps};

use crate::timing;

pub fn run(file: &Path) {
    let mut reader = csv::Reader::from_path(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let rows: Vec<(String, String, f64)> =
        reader.deserialize().collect::<Result<_, _>>().unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let mut names: Vec<&String> = rows.iter().flat_map(|(a, b, _)| [a, b]).collect();
    names.sort_unstable();
    names.dedup();
    let node = |name: &String| names.binary_search(&name).expect("a name of the list");
    let ties: Vec<(usize, usize, f64)> = rows.iter().map(|(a, b, sign)| (node(a), node(b), *sign)).collect();
    let graph = Csr::from_ties(names.len(), &ties);
    let found = timing::of("two camps", 5, || camps(&graph, 2, 1, EFFORT));
    println!(
        "{} nodes, {} ties: {} frustrated, proved: {}",
        names.len(),
        ties.len(),
        found.frustrated,
        found.is_proved()
    );
}
