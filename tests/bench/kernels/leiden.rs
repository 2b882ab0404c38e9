//! Modularity on an edge list `source,target,weight` of whole numbers, as the generator of inputs writes it.

use std::path::Path;

use blocs::math::csr::Csr;
use blocs::math::leiden::Search;
use blocs::math::modularity::{Effort, groups};

use crate::timing;

/// An edge list with a header; nodes are numbered from 0.
fn graph(file: &Path) -> (Csr, usize) {
    let mut reader = csv::Reader::from_path(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let ties: Vec<(usize, usize, f64)> =
        reader.deserialize().collect::<Result<_, _>>().unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let n = ties.iter().map(|&(a, b, _)| a.max(b) + 1).max().unwrap_or(0);
    (timing::of("rows from the list", 1, || Csr::from_ties(n, &ties)), ties.len())
}

pub fn run(file: &Path, rest: &[&str]) {
    let number = |at: usize, or: usize| rest.get(at).map_or(or, |word| word.parse().expect("a whole number"));
    let effort = Effort { passes: number(0, 0), sweeps: number(1, 0) };
    let (graph, ties) = graph(file);
    println!("{} nodes, {ties} ties, {effort:?}", graph.len());
    for seed in 1..=number(2, 3) as u64 {
        let search = Search { seed, runs: 1, threads: 1 };
        let found = timing::of("modularity", number(3, 5), || groups(&graph, 1.0, effort, search)).expect("weights");
        let count = found.groups.iter().max().map_or(0, |largest| largest + 1);
        println!("seed {seed}: modularity {:.6}, {count} groups", found.quality);
    }
}
