//! Average linkage on the distances of all pairs, as `peers/linkage.py` writes them: bytes of 64-bit numbers.

use std::path::Path;

use blocs::math::linkage::{Linkage, joins};

use crate::timing;

pub fn run(file: &Path) {
    let bytes = std::fs::read(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let distances: Vec<f64> =
        bytes.chunks_exact(8).map(|chunk| f64::from_le_bytes(chunk.try_into().expect("eight bytes"))).collect();
    let n = (1..).find(|n| n * (n - 1) / 2 >= distances.len()).expect("some n");
    // The copy that the call takes is part of what it costs.
    let tree = timing::of(&format!("average linkage of {n}"), 5, || joins(n, distances.clone(), Linkage::Average))
        .expect("finite distances");
    println!("sum of heights {:.6}", tree.iter().map(|join| join.height).sum::<f64>());
}
