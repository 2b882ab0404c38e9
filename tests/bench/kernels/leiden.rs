//! Leiden on an edge list `source,target,weight`, as the generator of inputs writes it.

use std::collections::BTreeMap;
use std::path::Path;

use blocs::math::csr::Csr;
use blocs::math::leiden::{Search, leiden};

use crate::timing;

/// An edge list with a header; ids are numbered in the order of their text.
pub fn ties(file: &Path) -> (usize, Vec<(usize, usize, f64)>) {
    let mut reader = csv::Reader::from_path(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let rows: Vec<(String, String, f64)> =
        reader.deserialize().collect::<Result<_, _>>().unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let mut ids: BTreeMap<&str, usize> = rows.iter().flat_map(|(a, b, _)| [(a.as_str(), 0), (b.as_str(), 0)]).collect();
    ids.values_mut().enumerate().for_each(|(place, id)| *id = place);
    (ids.len(), rows.iter().map(|(a, b, weight)| (ids[a.as_str()], ids[b.as_str()], *weight)).collect())
}

pub fn run(file: &Path) {
    let (n, ties) = ties(file);
    let graph = Csr::from_ties(n, &ties);
    let found = timing::of(&format!("leiden, {n} nodes, {} ties", ties.len()), 5, || leiden(&graph, Search::default()));
    println!("quality {}", found.quality);
}
