//! What one library call costs, to stand beside a peer's call on the same input: run by hand, judged by nobody.
//!
//!     cargo bench --bench kernels -- leiden graph_10k.csv [PASSES [SWEEPS [SEEDS [TIMES]]]]
//!     cargo bench --bench kernels -- linkage distances.bin
//!     cargo bench --bench kernels -- agreement votes.csv
//!     cargo bench --bench kernels -- frustration tests/fixtures/gahuku-gama.csv
//!     cargo bench --bench kernels -- backbone sdsm|fdsm|fixed-row|fixed-column|bicm|projection table.csv [THREADS]
//!     cargo bench --bench kernels -- growth
//!
//! Each kernel reads its file first, then times the call alone, several times: CPU seconds, wall seconds, best and median.

mod agreement;
mod backbone;
mod frustration;
mod exchange;
mod growth;
mod ideal_points;
mod influence;
mod leiden;
mod linkage;
mod timing;

use std::path::Path;

fn main() {
    // Cargo hands `--bench` to every bench.
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["agreement", input] => agreement::run(Path::new(input)),
        ["betweenness", file, out] => influence::between(Path::new(file), Path::new(out), 1),
        ["betweenness", file, out, threads] => {
            influence::between(Path::new(file), Path::new(out), threads.parse().expect("a number of threads"));
        }
        ["path-counts", file, out] => influence::paths(Path::new(file), Path::new(out)),
        ["earliest-arrival", file, dates, out] => {
            influence::arrivals(Path::new(file), Path::new(dates), Path::new(out))
        }
        ["k-paths", file, out] => influence::shortest(Path::new(file), Path::new(out)),
        ["growth"] => growth::run(),
        ["leiden", file, rest @ ..] => leiden::run(Path::new(file), rest),
        ["frustration", file] => frustration::run(Path::new(file)),
        ["linkage", file] => linkage::run(Path::new(file)),
        ["backbone", null, file] => backbone::run(null, Path::new(file), 1),
        ["backbone", null, file, threads] => {
            backbone::run(null, Path::new(file), threads.parse().expect("a number of threads"));
        }
        ["graphml", file] => exchange::read(Path::new(file)),
        ["graph", format, ties, out] => {
            exchange::write(format, ties.parse().expect("a number of ties"), Path::new(out))
        }
        ["table", format, rows, out] => {
            exchange::tables(format, rows.parse().expect("a number of rows"), Path::new(out))
        }
        ["ideal-points", file] => ideal_points::run(Path::new(file)),
        // Without a kernel there is nothing to do: `cargo test --benches` only wants to know that it builds.
        [] => {}
        other => panic!("unknown kernel or missing file: {other:?}"),
    }
}
