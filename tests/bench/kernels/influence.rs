//! Betweenness of an edge list, and path counts of a list of citations (the citing first).

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use blocs::math::betweenness::{Ways, betweenness};
use blocs::math::path_counts::{Counting, PathCounts};
use num_bigint::BigUint;

use crate::{leiden, timing};

/// Writes a value a node, in the order of ids: every unordered pair counted once.
pub fn between(file: &Path, out: &Path, threads: usize) {
    let (n, ties) = leiden::ties(file);
    let ties: Vec<(usize, usize)> = ties.into_iter().map(|(a, b, _)| (a, b)).collect();
    let ways = Ways::undirected(n, &ties);
    let runs = if n > 5000 { 3 } else { 7 };
    let what = format!("betweenness, {n} nodes, {} ties, {threads} threads", ties.len());
    let found = timing::of(&what, runs, || betweenness(&ways, threads));
    let lines: String = found.iter().fold(String::new(), |mut lines, value| {
        let _ = writeln!(lines, "{:?}", value / 2.0);
        lines
    });
    fs::write(out, lines).expect("the file can be written");
}

/// Writes the number of all paths, then the paths through each arc, each modulo 2^61 - 1.
pub fn paths(file: &Path, out: &Path) {
    let mut reader = csv::Reader::from_path(file).expect("an edge list");
    let number = |id: &str| -> usize { id[1..].parse().expect("ids are a letter and a number") };
    let rows = reader.records().map(|row| row.expect("a row"));
    let arcs: Vec<(usize, usize)> = rows.map(|row| (number(&row[1]), number(&row[0]))).collect();
    let n = arcs.iter().map(|(a, b)| a.max(b) + 1).max().unwrap_or(0);
    let count = || PathCounts::of(n, &arcs, Counting::Spc).expect("no circle");
    let what = format!("search path counts, {n} vertices, {} arcs", arcs.len());
    let counts = timing::of(&what, 5, count);
    timing::of("the same with every weight", 3, || {
        let count = count();
        (0..arcs.len()).map(|arc| count.weight(arc).bits()).max()
    });
    println!("the largest count has {} bits", counts.most_bits());
    let prime = (BigUint::from(1_u8) << 61_u32) - 1_u8;
    let mut lines = format!("{}\n", counts.total() % &prime);
    for arc in 0..arcs.len() {
        let _ = writeln!(lines, "{}", counts.weight(arc) % &prime);
    }
    fs::write(out, lines).expect("the file can be written");
}
